"""The words of the house: the types that travel between rooms. Imports nothing of ours but itself."""
