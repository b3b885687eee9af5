"""Importing this module fills `SERVICES`: every verb of the table that acts on a part has its function."""

from directives.lifecycle import PART_VERBS
from directives.services import office, parts, results
from directives.services.writing import SERVICES

__all__ = ["SERVICES", "office", "parts", "results"]

without = {verb.name for verb in PART_VERBS} - SERVICES.keys()
if without:
    raise RuntimeError(f"verbs without a service: {', '.join(sorted(without))}")
