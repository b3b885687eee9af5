"""Two texts of one conclusion beside each other: which point became which, and which words differ. Pure Python."""
