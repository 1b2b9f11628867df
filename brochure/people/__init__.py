"""WHO: lists of people, judged row by row; their addresses, and the key that stands for them."""
