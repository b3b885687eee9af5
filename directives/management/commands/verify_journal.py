from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from directives.journal_check import Check, words


class Command(BaseCommand):
    help = (
        "Checks the journal against its heads and daily seals. Every edit, deletion, cut end and lost stream is"
        " named; the exit status is 1 when there is one."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--since",
            type=date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="take what was sealed before that day as good and check only what has moved since",
        )
        parser.add_argument(
            "--seal",
            metavar="DIGEST",
            help="a digest from the mail or the log, which must be among the seals checked",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        check, found = Check(options["since"]), 0
        for broken in check.breaks():
            found += 1
            self.stderr.write(words(broken))
        if options["seal"] and options["seal"] not in {digest for _day, digest in check.seals}:
            found += 1
            self.stderr.write(
                f"seal {options['seal']}: this seal is gone, and what was written until then with it"
            )
        newest = max(check.seals, default=None)
        if newest is not None:
            self.stdout.write(f"newest seal: {newest[0]:%d/%m/%Y}, digest {newest[1]}")
        if found:
            raise CommandError(f"{found} breaks in {check.streams} streams")
        self.stdout.write(f"{check.streams} streams and {len(check.seals)} seals unbroken")
