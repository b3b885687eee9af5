from argparse import ArgumentParser
from collections import Counter
from itertools import chain
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from departments.clock import now
from directives import invariants as domain
from directives.errors import Refusal
from directives.services.repairing import repair
from workflows import invariants as flow
from workflows.settling import end_orphans


class Command(BaseCommand):
    help = (
        "Checks that directives, parts, requests, counters, journal and processes agree. Every difference is named;"
        " the exit status is 1 when there is one. Nothing is changed without --repair."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--repair",
            action="store_true",
            help="put right what follows from other records without a choice, locked and journaled",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        directives: set[int] = set()
        kinds: Counter[str] = Counter()
        for found in chain(domain.differences(), flow.differences()):
            kinds[found.kind] += 1
            self.stderr.write(f"{found}{'' if found.repair else ' (to be put right by hand)'}")
            if found.directive is not None and found.repair:
                directives.add(found.directive)
        if not kinds:
            self.stdout.write("Everything agrees.")
            return
        told = ", ".join(f"{kind}: {count}" for kind, count in sorted(kinds.items()))
        if not options["repair"]:
            raise CommandError(f"{kinds.total()} differences ({told}); --repair puts right what it can")
        self._repair(sorted(directives))
        left = Counter(found.kind for found in chain(domain.differences(), flow.differences()))
        if left:
            raise CommandError(f"{left.total()} differences are left, to be put right by hand: {dict(left)}")
        self.stdout.write("Everything agrees now.")

    def _repair(self, directives: list[int]) -> None:
        moment = now()
        for pk in directives:
            try:
                done = repair(pk, now=moment)
            except Refusal as refusal:
                self.stderr.write(str(refusal))
                continue
            for what in done:
                self.stdout.write(f"repaired: directive {pk}: {what}")
        orphans = end_orphans(now=moment)
        if orphans:
            self.stdout.write(f"repaired: {orphans} processes without a part ended")
