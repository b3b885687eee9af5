"""Names the clerk corrects: kept as an alias, or entered as a body outside the province."""

import pytest

from departments.models import Department, DepartmentAlias, DepartmentGroup, GroupAlias
from directives.errors import Forbidden, Invalid, NotVisible, Stale, WrongState
from directives.models import JournalEntry
from directives.services import naming
from directives.services.conclusions import issue_conclusion
from directives.services.linking import Directory, State
from directives.services.naming import KeptName
from tests.cast import MONDAY, NOW
from tests.directives.services.entering import entered, plan, points_of, secret, settle_all, snapshot

pytestmark = pytest.mark.django_db

TEXT = """KẾT LUẬN CUỘC HỌP

Chủ tịch Ủy ban nhân dân tỉnh kết luận như sau:

1. Giao Sở Quy hoạch đô thị chủ trì rà soát quy hoạch các khu công nghiệp.

2. Yêu cầu Sở Quy hoạch đô thị phối hợp với Bộ Công Thương hoàn thiện hồ sơ trước ngày 15/12/2026.

3. Giao Sở Tài chính phối hợp với các đơn vị liên quan bố trí vốn.
"""
UNKNOWN = "Sở Quy hoạch đô thị"


@pytest.fixture
def conclusion(cast):
    return entered(cast, text=TEXT)


@pytest.fixture
def clerk(cast):
    return {"actor": cast.actor(cast.monitor), "now": NOW}


def everything():
    return [
        snapshot(),
        *(list(model.objects.values()) for model in (Department, DepartmentAlias, GroupAlias)),
    ]


def last_entry(conclusion):
    return JournalEntry.objects.filter(conclusion=conclusion).order_by("seq").last()


def lead_rows(conclusion):
    return [point.proposal["leads"] for point in points_of(conclusion)]


class TestKeeping:
    def test_the_name_serves_the_rest_of_the_notice_and_the_next_one(self, cast, conclusion, clerk):
        assert lead_rows(conclusion)[0][0]["state"] == "unknown"
        naming.keep_name(conclusion.pk, KeptName(name=UNKNOWN, department=cast.board.pk), **clerk, version=0)
        for rows in lead_rows(conclusion)[:2]:
            assert [(row["state"], row["department"]) for row in rows] == [("exact", cast.board.pk)]
        following = entered(cast, text=TEXT, number="122/TB-UBND")
        assert lead_rows(following)[0][0]["department"] == cast.board.pk
        entry = last_entry(conclusion)
        assert (entry.verb, entry.data) == ("keep_alias", {"name": UNKNOWN, "department": cast.board.pk})
        conclusion.refresh_from_db()
        assert conclusion.version == 1

    def test_for_a_group(self, cast, conclusion, clerk):
        kept = KeptName(name="các đơn vị liên quan", group=cast.group.pk)
        naming.keep_name(conclusion.pk, kept, **clerk)
        assert GroupAlias.objects.get().name == "các đơn vị liên quan"
        assert Directory(MONDAY).link("các đơn vị liên quan").group_id == cast.group.pk

    def test_with_the_point_it_was_chosen_in(self, cast, conclusion, clerk):
        point = points_of(conclusion)[0]
        kept = [KeptName(name=UNKNOWN, department=cast.board.pk)]
        draft = naming.accept_point(point.pk, plan(cast), kept=kept, **clerk, version=0)
        assert list(point.directives.all()) == [draft]
        assert DepartmentAlias.objects.get(folded="so quy hoach do thi").department == cast.board
        assert lead_rows(conclusion)[1][0]["department"] == cast.board.pk

    def test_the_name_of_an_ended_body_is_kept_as_a_former_one(self, cast, conclusion, clerk):
        naming.keep_name(conclusion.pk, KeptName(name=cast.closed.name, department=cast.finance.pk), **clerk)
        link = Directory(MONDAY).link(cast.closed.name)
        assert (link.department_id, link.state) == (cast.finance.pk, State.FORMER)

    def test_twice_is_once(self, cast, conclusion, clerk):
        for name in (UNKNOWN, f"  {UNKNOWN.upper()} "):
            naming.keep_name(conclusion.pk, KeptName(name=name, department=cast.board.pk), **clerk)
        assert DepartmentAlias.objects.filter(department=cast.board).count() == 1

    def test_what_belongs_to_another_is_refused_and_said_to_whom(self, cast, conclusion, clerk):
        DepartmentAlias.objects.create(department=cast.farming, name="Sở chuyên ngành")
        GroupAlias.objects.create(group=cast.group, name="các địa bàn")
        point, before = points_of(conclusion)[0], everything()
        for name, owner in (
            ("sở chuyên ngành", "Sở Nông nghiệp và Môi trường"),
            ("Sở Tài chính", "Sở Tài chính"),
            ("các địa bàn", "các xã, phường"),
        ):
            kept = KeptName(name=name, department=cast.board.pk)
            with pytest.raises(Invalid, match=f"“{name}” .* “{owner}”"):
                naming.keep_name(conclusion.pk, kept, **clerk)
            with pytest.raises(Invalid) as refused:
                naming.accept_point(point.pk, plan(cast), kept=[kept], **clerk)
            assert refused.value.field == "kept_names"
        assert everything() == before

    @pytest.mark.parametrize(
        "kept",
        [
            {"name": " ", "department": "board"},
            {"name": "x" * 201, "department": "board"},
            {"name": UNKNOWN},
            {"name": UNKNOWN, "department": "closed"},
            {"name": UNKNOWN, "department": "committee"},
            {"name": UNKNOWN, "department": "board", "group": "group"},
        ],
    )
    def test_bad_input_keeps_nothing(self, cast, conclusion, clerk, kept):
        said = {name: getattr(cast, value).pk if name != "name" else value for name, value in kept.items()}
        before = everything()
        with pytest.raises(Invalid):
            naming.keep_name(conclusion.pk, KeptName(**said), **clerk)
        assert everything() == before


class TestOutsideBody:
    def test_one_step_enters_and_links_it(self, cast, conclusion, clerk):
        row = points_of(conclusion)[1].proposal
        assert "Bộ Công Thương" in str(row)
        body = naming.enter_outside_body(conclusion.pk, "Bộ Công Thương", **clerk)
        assert (body.kind, body.code, body.mailbox, body.active_from) == ("outside", "NG-BCT", "", MONDAY)
        rows = [
            link
            for role in ("leads", "coordinating")
            for link in points_of(conclusion)[1].proposal[role]
            if link["name"] == "Bộ Công Thương"
        ]
        assert [(link["state"], link["department"]) for link in rows] == [("outside", body.pk)]
        assert last_entry(conclusion).verb == "enter_outside_body"

    def test_a_known_one_is_returned(self, cast, conclusion, clerk):
        assert naming.enter_outside_body(conclusion.pk, "bộ tài  chính", **clerk) == cast.outside
        assert last_entry(conclusion).verb == "enter_conclusion"

    def test_codes_do_not_collide(self, cast, conclusion, clerk):
        names = ("Bộ Công Thương", "Bộ Chính trị")
        codes = [naming.enter_outside_body(conclusion.pk, name, **clerk).code for name in names]
        assert codes == ["NG-BCT", "NG-BCT-2"]

    @pytest.mark.parametrize("name", ["", "Bộ", "Sở Tài chính", "x y" * 100])
    def test_what_is_ours_or_no_name_is_refused(self, conclusion, clerk, name):
        before = everything()
        with pytest.raises(Invalid):
            naming.enter_outside_body(conclusion.pk, name, **clerk)
        assert everything() == before


ACTS = {
    "keep": lambda cast, pk, **by: naming.keep_name(
        pk, KeptName(name=UNKNOWN, department=cast.board.pk), **by
    ),
    "outside": lambda cast, pk, **by: naming.enter_outside_body(pk, "Bộ Công Thương", **by),
}


@pytest.mark.parametrize("act", ACTS)
def test_only_the_office_and_only_before_the_issue(cast, conclusion, clerk, act):
    before = everything()
    for who, refusal in (
        ("outsider", NotVisible),
        ("head", NotVisible),
        ("administrator", NotVisible),
        ("chair", Forbidden),
    ):
        with pytest.raises(refusal):
            ACTS[act](cast, conclusion.pk, actor=cast.actor(getattr(cast, who)), now=NOW)
    with pytest.raises(Stale):
        ACTS[act](cast, conclusion.pk, **clerk, version=7)
    assert everything() == before
    settle_all(cast, conclusion)
    issue_conclusion(conclusion.pk, **clerk)
    before = everything()
    with pytest.raises(WrongState):
        ACTS[act](cast, conclusion.pk, **clerk)
    assert everything() == before


def test_a_group_that_ended_keeps_no_names(cast, conclusion, clerk):
    group = DepartmentGroup.objects.create(code="CU", name="các huyện", is_active=False)
    with pytest.raises(Invalid):
        naming.keep_name(conclusion.pk, KeptName(name=UNKNOWN, group=group.pk), **clerk)


def test_names_of_a_secret_conclusion_are_kept_nowhere(cast, clerk):
    unsaid = secret(cast)
    before = everything()
    for act in (
        lambda: naming.keep_name(unsaid.pk, KeptName(name="Dự án mật", department=cast.board.pk), **clerk),
        lambda: naming.enter_outside_body(unsaid.pk, "Công ty bí mật", **clerk),
    ):
        with pytest.raises(Invalid) as refused:
            act()
        assert refused.value.code == "secret_content"
    assert everything() == before
