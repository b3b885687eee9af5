"""Who has to do with the requests, asks and urgings that a batch of journal entries is about."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any

from directives.models import Ask, Assignment, ExtensionRequest, JournalEntry, Urging
from directives.rules import load_rules
from notifications import audience


class About:
    """Read together for all entries of a batch, each kind only where an entry is about it."""

    def __init__(self, entries: Sequence[JournalEntry], on: date) -> None:
        self.entries, self.on = entries, on

    def _ids(self, key: str) -> set[int]:
        return {entry.data[key] for entry in self.entries if entry.data.get(key)}

    @cached_property
    def _requests(self) -> dict[int, ExtensionRequest]:
        return ExtensionRequest.objects.in_bulk(self._ids("request"))

    @cached_property
    def _deciders(self) -> dict[int, set[int]]:
        """Part id → who decides on the request of it; decided or withdrawn ones count as when they were open."""
        requests = ExtensionRequest.objects.filter(pk__in=self._ids("request"))
        parts = Assignment.objects.filter(pk__in=requests.values("part_id"))
        found: dict[int, set[int]] = defaultdict(set)
        branches: list[Any] = [*audience.deciders(parts, requests, self.on, load_rules())]
        for rows in branches:
            for part_id, recipient in rows.values_list("pk", "recipient"):
                found[part_id].add(recipient)
        return found

    def deciders(self, entry: JournalEntry) -> tuple[int, ...]:
        return tuple(sorted(self._deciders[entry.part_id or 0]))

    def requesters(self, entry: JournalEntry) -> tuple[int, ...]:
        """Who prepared the request and who let it leave the department."""
        request = self._requests.get(entry.data.get("request", 0))
        return (request.requested_by_id, request.released_by_id) if request is not None else ()

    @cached_property
    def _askers(self) -> dict[int, int]:
        return dict(Ask.objects.filter(pk__in=self._ids("ask")).values_list("pk", "asked_by_id"))

    def asker(self, entry: JournalEntry) -> tuple[int, ...]:
        person = self._askers.get(entry.data.get("ask", 0))
        return (person,) if person is not None else ()

    @cached_property
    def _urgers(self) -> dict[int, int | None]:
        return dict(Urging.objects.filter(pk__in=self._ids("urging")).values_list("pk", "by_id"))

    def urger(self, entry: JournalEntry) -> tuple[int, ...]:
        """Who urged by hand; nobody where the rule did."""
        person = self._urgers.get(entry.data.get("urging", 0))
        return (person,) if person is not None else ()
