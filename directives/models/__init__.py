from directives.models.acting import RecordedDecision
from directives.models.assignment import Assignment
from directives.models.bottleneck import (
    Bottleneck,
    BottleneckKind,
    BottleneckReply,
    BottleneckState,
    BottleneckTurn,
)
from directives.models.changes import Amendment, Correction, CorrectionState
from directives.models.conclusion import Conclusion, ConclusionPoint
from directives.models.correspondence import Correspondence, CorrespondenceKind
from directives.models.directive import Directive
from directives.models.files import StoredFile
from directives.models.journal import JournalEntry, JournalHead, Pending
from directives.models.period import ReportingPeriod
from directives.models.requests import Ask, AskState, Decision, ExtensionRequest, RequestKind, Urging
from directives.models.revision import (
    Aspect,
    ChangeState,
    ConclusionRevision,
    RevisionChange,
    RevisionPoint,
    RevisionState,
)
from directives.models.rule import Rule
from directives.models.seal import JournalSeal, JournalSealHead
from directives.models.settling import ConfirmChoice, PointInput, PointPresence, PointStep
from directives.models.work import Evidence, PreparedAct, ProgressReport

__all__ = [
    "Amendment",
    "Ask",
    "AskState",
    "Aspect",
    "Assignment",
    "Bottleneck",
    "BottleneckKind",
    "BottleneckReply",
    "BottleneckState",
    "BottleneckTurn",
    "ChangeState",
    "Conclusion",
    "ConclusionPoint",
    "ConclusionRevision",
    "ConfirmChoice",
    "Correction",
    "CorrectionState",
    "Correspondence",
    "CorrespondenceKind",
    "Decision",
    "Directive",
    "Evidence",
    "ExtensionRequest",
    "JournalEntry",
    "JournalHead",
    "JournalSeal",
    "JournalSealHead",
    "Pending",
    "PointInput",
    "PointPresence",
    "PointStep",
    "PreparedAct",
    "ProgressReport",
    "RecordedDecision",
    "ReportingPeriod",
    "RequestKind",
    "RevisionChange",
    "RevisionPoint",
    "RevisionState",
    "Rule",
    "StoredFile",
    "Urging",
]
