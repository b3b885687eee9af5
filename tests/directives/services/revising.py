"""A conclusion issued as its text proposes it, and corrected texts of it, for tests."""

from typing import Any

from directives.models import Conclusion, ConclusionRevision, Directive
from directives.selectors.plan_choices import plan_choices
from directives.selectors.proposed_plan import propose
from directives.services import conclusions, points
from directives.services.revising import Correction, enter_revision
from tests.cast import MONDAY, NOW, Cast
from tests.directives.conclusion_text import NOTICE
from tests.directives.services.entering import entered, points_of

# One sentence after another of the notice, as a correction would touch it.
WORDING = ("xây dựng quy chế phối hợp", "xây dựng, trình ban hành quy chế phối hợp")
DATE = ("trước ngày 13 tháng 12 năm 2026", "trước ngày 28 tháng 12 năm 2026")
LEAD = ("2. Giao Sở Tài chính chủ trì", "2. Giao Ban Quản lý các khu công nghiệp chủ trì")
COORDINATING = ("phối hợp với Công an tỉnh xây dựng", "phối hợp với Sở Nông nghiệp và Môi trường xây dựng")
GONE = (
    "5. Giao Công an tỉnh định kỳ hằng tháng báo cáo Ủy ban nhân dân tỉnh tình hình an ninh, trật tự.\n",
    "",
)
NEW = (
    "Văn phòng Ủy ban nhân dân tỉnh thông báo để",
    (
        "6. Giao Công an tỉnh lắp đặt camera giám sát tại cổng các khu công nghiệp"
        " trước ngày 31 tháng 12 năm 2026.\n\nVăn phòng Ủy ban nhân dân tỉnh thông báo để"
    ),
)


def changed(*changes: tuple[str, str], text: str = NOTICE) -> str:
    """The notice with these words replaced; each must stand there."""
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after)
    return text


def issued_notice(cast: Cast, **said: Any) -> Conclusion:
    """The notice with every point issued as the reading proposes it."""
    conclusion, choices = entered(cast, **said), plan_choices(MONDAY)
    for point in points_of(conclusion):
        plan = propose(conclusion, point, choices).plan
        points.accept_point(point.pk, plan, actor=cast.actor(cast.monitor), now=NOW)
    conclusions.issue_conclusion(conclusion.pk, actor=cast.actor(cast.monitor), now=NOW)
    conclusion.refresh_from_db()
    return conclusion


def revised(cast: Cast, conclusion: Conclusion, *changes: tuple[str, str], **more: Any) -> ConclusionRevision:
    """A corrected text of the notice, entered by the monitor."""
    text = more.pop("text", None) or changed(*changes)
    said = {"reason": "Đính chính lỗi đánh máy", "document_number": "129/TB-UBND", "document_date": MONDAY}
    given = Correction(text=text, **{**said, **more.pop("said", {})})
    how = {"actor": cast.actor(cast.monitor), "now": NOW, **more}
    return enter_revision(conclusion.pk, given, **how)


def asked(revision: ConclusionRevision) -> list[tuple[str, str]]:
    """(relation, aspect) of every change, in order."""
    rows = revision.changes.select_related("point").order_by("position")
    return [(row.point.relation, row.aspect) for row in rows]


def change(revision: ConclusionRevision, aspect: str) -> Any:
    """The `RevisionChange` of this aspect; which of its relations are there the aspect decides, so it is not typed."""
    return revision.changes.select_related("directive", "point").get(aspect=aspect)


def directive_of(conclusion: Conclusion, label: str) -> Directive:
    """The directive the point of this number became."""
    return Directive.objects.get(conclusion=conclusion, point_label=label)
