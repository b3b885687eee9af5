from typing import Any

from django.core.management.base import BaseCommand, CommandError

from directives import journal
from directives.models import Directive, JournalHead


class Command(BaseCommand):
    help = "Checks every journal stream against its recorded head: edits, deletions and cut tails are named."

    def handle(self, *args: Any, **options: Any) -> None:
        found: list[journal.Break] = []
        streams = 0
        for pk, version, head in Directive.objects.values_list("pk", "version", "journal_head").iterator():
            streams += 1
            found += journal.verify(f"directive:{pk}", seq=version, digest=head)
        for row in JournalHead.objects.all():
            streams += 1
            found += journal.verify(row.stream, seq=row.seq, digest=row.digest)
        for broken in found:
            self.stderr.write(f"{broken.stream} #{broken.seq}: {broken.kind}")
        if found:
            raise CommandError(f"{len(found)} breaks in {streams} streams")
        self.stdout.write(f"{streams} streams unbroken")
