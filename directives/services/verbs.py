"""Importing this module fills `SERVICES`: every verb of the table has its function."""

from directives.lifecycle import VERBS
from directives.services import (
    asks,
    bottlenecks,
    changes,
    correspondence,
    each,
    extensions,
    office,
    parts,
    periods,
    results,
    stopping,
    urgings,
    whole,
)
from directives.services.writing import SERVICES

__all__ = [
    "SERVICES",
    "asks",
    "bottlenecks",
    "changes",
    "correspondence",
    "each",
    "extensions",
    "office",
    "parts",
    "periods",
    "results",
    "stopping",
    "urgings",
    "whole",
]

without = {verb.name for verb in VERBS.values() if not verb.special} - SERVICES.keys()
if without:
    raise RuntimeError(f"verbs without a service: {', '.join(sorted(without))}")
