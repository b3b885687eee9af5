"""Word lists written as prose in the source: forty names, one a line, would hide the module they stand in."""


def words(text: str) -> frozenset[str]:
    """The words of `text`, apart by white space."""
    return frozenset(text.split())
