from directives.models.assignment import Assignment
from directives.models.conclusion import Conclusion, ConclusionPoint
from directives.models.directive import Directive
from directives.models.files import StoredFile
from directives.models.journal import JournalEntry, JournalHead, Pending
from directives.models.requests import (
    Ask,
    Bottleneck,
    BottleneckKind,
    BottleneckReply,
    ExtensionRequest,
    Urging,
)
from directives.models.rule import Rule
from directives.models.work import Evidence, PreparedAct, ProgressReport, ReportingPeriod

__all__ = [
    "Ask",
    "Assignment",
    "Bottleneck",
    "BottleneckKind",
    "BottleneckReply",
    "Conclusion",
    "ConclusionPoint",
    "Directive",
    "Evidence",
    "ExtensionRequest",
    "JournalEntry",
    "JournalHead",
    "Pending",
    "PreparedAct",
    "ProgressReport",
    "ReportingPeriod",
    "Rule",
    "StoredFile",
    "Urging",
]
