"""Importing this module fills `SERVICES`: every verb of the table has its function."""

from directives.lifecycle import VERBS
from directives.services import (
    asks,
    bottlenecks,
    changes,
    each,
    extensions,
    office,
    parts,
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
    "each",
    "extensions",
    "office",
    "parts",
    "results",
    "stopping",
    "urgings",
    "whole",
]

without = {verb.name for verb in VERBS.values() if not verb.special} - SERVICES.keys()
if without - {"submit_period", "withdraw_period", "verify_period", "return_period", "approve_period"}:
    raise RuntimeError(f"verbs without a service: {', '.join(sorted(without))}")
