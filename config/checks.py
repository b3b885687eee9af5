"""Checks at start-up; each message names the variable and the remedy."""
