"""Translations without gettext's programs: extraction, completeness and compiling in Python.

Source strings are English; each app keeps its Vietnamese in `<app>/locale/vi/LC_MESSAGES/django.po`. Nothing
here needs Django's settings, so that `./run` can compile before the service is configured.
"""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("config", "departments", "directives", "workflows", "notifications", "reports")


def catalogue_path(app: str, root: Path = ROOT) -> Path:
    return root / app / "locale" / "vi" / "LC_MESSAGES" / "django.po"
