"""Addresses in mails. They land on the form itself and carry no login token: whoever opens one signs in."""

from django.conf import settings
from django.urls import reverse


def absolute(path: str) -> str:
    return settings.SITE_URL.rstrip("/") + path


def part_form(part: int, verb: str) -> str:
    """The page on which `verb` is done to the part."""
    return absolute(reverse("part_verb", args=[part, verb]))


def directive_page(directive: int) -> str:
    return absolute(reverse("directive", args=[directive]))


def my_work() -> str:
    return absolute(reverse("my_work"))
