"""From names in a text to departments and groups of this installation. Nothing is guessed silently."""

from directives.services.linking.agencies import agencies
from directives.services.linking.directory import Directory
from directives.services.linking.link import UNSETTLED, Link, State, Target

__all__ = ["UNSETTLED", "Directory", "Link", "State", "Target", "agencies"]
