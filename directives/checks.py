"""Checks of the database, run by `check --database default` and before serving."""

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from directives.vendor import journal_guard


@register(Tags.database)
def journal_is_guarded(databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """The triggers that keep the journal append-only are in place."""
    found: list[CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        if journal_guard.TABLE not in connection.introspection.table_names():
            continue
        missing = journal_guard.missing(connection)
        if missing:
            found.append(
                Error(
                    f"Database triggers are missing: {', '.join(sorted(missing))}.",
                    hint="Run ./run manage migrate: it reinstalls them.",
                    id="directives.E001",
                )
            )
    return found
