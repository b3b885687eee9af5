"""What a plan must hold before anything of it is stored."""

from datetime import date
from typing import Any

import pytest

from directives.errors import Invalid
from directives.services import plans
from directives.services.plans import default_title
from tests.cast import MONDAY
from tests.directives.services.entering import HELD_ON, plan

pytestmark = pytest.mark.django_db


def check(cast, **changes):
    plans.check(plan(cast, **changes), held_on=HELD_ON, today=MONDAY)


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no text": ({"text": " "}, "text"),
    "too long a text": ({"text": "x" * 20_001}, "text"),
    "too long a title": ({"title": "x" * 301}, "title"),
    "too long a product": ({"product": "x" * 501}, "product"),
    "no lead": ({"leads": ()}, "leads"),
    "two leads": ({"leads": ("board", "finance")}, "leads"),
    "unknown mode": ({"mode": "x"}, "mode"),
    "each without anybody": ({"mode": "each", "leads": ()}, "leads"),
    "each with a coordinator": ({"mode": "each", "coordinating": ("police",)}, "coordinating"),
    "for information with a lead": ({"mode": "for_information", "informed": ("police",)}, "informed"),
    "for information without anybody": ({"mode": "for_information", "leads": ()}, "informed"),
    "for information with a date": (
        {
            "mode": "for_information",
            "leads": (),
            "informed": ("police",),
            "deadline_kind": "dated",
            "due_on": MONDAY,
        },
        "deadline_kind",
    ),
    "named twice": ({"coordinating": ("board",)}, "coordinating"),
    "informed of one's own": ({"informed": ("board",)}, "informed"),
    "closed lead": ({"leads": ("closed",)}, "leads"),
    "closed coordinator": ({"coordinating": ("closed",)}, "coordinating"),
    "the Committee": ({"leads": ("committee",)}, "leads"),
    "unknown kind of deadline": ({"deadline_kind": "x"}, "deadline_kind"),
    "unknown source of a date": ({"deadline_source": "x"}, "deadline_kind"),
    "dated without a date": ({"deadline_kind": "dated"}, "due_on"),
    "before the meeting": ({"deadline_kind": "dated", "due_on": date(2026, 11, 11)}, "due_on"),
    "a date without being dated": ({"due_on": MONDAY}, "due_on"),
    "periodic without a period": ({"deadline_kind": "periodic"}, "recurrence"),
    "no such day": (
        {"deadline_kind": "periodic", "recurrence": "month", "period_due_day": 32},
        "period_due_day",
    ),
    "no leader": ({"directed_by": 10**9}, "directed_by"),
    "no leader in charge": ({"leader_in_charge": 10**9}, "leader_in_charge"),
    "approval by nobody": ({"needs_approval": True}, "directed_by"),
    "product for nobody": ({"product_to": "leader"}, "directed_by"),
    "product for no department": ({"product_to": "department"}, "product_to_department"),
    "unknown receiver": ({"product_to": "x"}, "product_to"),
    "no monitor": ({"monitor": 10**9}, "monitor"),
    "no field": ({"field": 10**9}, "field"),
    "unknown urgency": ({"urgency": "x"}, "urgency"),
    "unknown secrecy": ({"secrecy": "x"}, "secrecy"),
    "secret content": ({"secrecy": "secret"}, "text"),
    "a secret without a number": ({"secrecy": "secret", "text": ""}, "document_number"),
    "a number that is none": (
        {"secrecy": "secret", "text": "", "document_number": "Số 5"},
        "document_number",
    ),
    "a number without being secret": ({"document_number": "05/TB-UBND"}, "document_number"),
    "a secret of tomorrow": (
        {
            "secrecy": "secret",
            "text": "",
            "document_number": "05/TB-UBND",
            "document_date": date(2026, 11, 24),
        },
        "document_date",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_plans_name_the_field(cast, case):
    changes, field = WRONG[case]
    named = {
        key: tuple(getattr(cast, name).pk for name in value)
        for key, value in changes.items()
        if isinstance(value, tuple)
    }
    with pytest.raises(Invalid) as refused:
        check(cast, **{**changes, **named})
    assert refused.value.field == field
    assert str(refused.value)


def test_right_plans(cast):
    check(cast, coordinating=(cast.police.pk,), informed=(cast.finance.pk,))
    check(cast, mode="each", leads=(cast.police.pk, cast.finance.pk), informed=(cast.board.pk,))
    check(cast, mode="for_information", leads=(), informed=(cast.police.pk,))
    check(cast, deadline_kind="dated", due_on=HELD_ON)
    check(cast, deadline_kind="periodic", recurrence="month", period_due_day=25)
    check(cast, deadline_kind="continuous")
    check(cast, leads=(cast.outside.pk,))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Rà soát dự án. Báo cáo kết quả.", "Rà soát dự án"),
        ("Rà soát dự án; hoàn thành trong tháng 12.", "Rà soát dự án"),
        ("Rà soát\nnhiều dòng", "Rà soát"),
        ("Theo Nghị định 32/2024/NĐ-CP rà soát", "Theo Nghị định 32/2024/NĐ-CP rà soát"),
    ],
)
def test_a_title_is_the_first_sentence(text, title):
    assert default_title(text) == title


def test_a_long_title_ends_at_a_word():
    title = default_title("rà soát " * 60)
    assert len(title) <= 160
    assert title.endswith(("rà…", "soát…"))
