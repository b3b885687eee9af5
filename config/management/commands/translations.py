import argparse
import sys
from typing import Any

from django.core.management import BaseCommand

from config.translations.__main__ import add_arguments, perform


class Command(BaseCommand):
    help = "Compile the Vietnamese catalogues, check them, or print what is missing as entries to fill in."
    requires_system_checks = ()

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        sys.exit(perform(options["task"], options["app"]))
