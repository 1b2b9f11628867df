"""OPEN: any PDF as objects, operators, state, plates and pixels; whoever made it. Knows `base` alone."""
