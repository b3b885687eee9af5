from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation

from directives.lifecycle_document import document

PAGE = "docs/lifecycle.md"


class Command(BaseCommand):
    help = "Prints the lifecycle table as Markdown, or writes docs/lifecycle.md."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", action="store_true", help=f"write {PAGE}")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("en"):
            page = document()
        if options["write"]:
            (Path(settings.BASE_DIR) / PAGE).write_text(page, encoding="utf-8")
        else:
            self.stdout.write(page)
