"""What becomes of the departments themselves: names, groups and posts go on; a new name alone ends nothing."""

from datetime import date, timedelta

import pytest

from departments.models import DepartmentAlias, GroupMember, Membership, Succession
from departments.services.successions import Decision
from directives import journal, needs
from directives.errors import Invalid
from directives.models import (
    JournalHead,
)
from directives.services.succession import (
    rename_department,
)
from tests.cast import MONDAY, NOW, department
from tests.directives.services.doing import RESULT, do, lead, snapshot
from tests.directives.services.succession.succeeding import merge, recorded
from tests.invariants import assert_engine_agrees

pytestmark = pytest.mark.django_db


def verify_office():
    head = JournalHead.objects.get(stream="office")
    assert journal.verify("office", seq=head.seq, digest=head.digest) == []


def test_the_predecessor_ends_and_its_names_go_on(cast, heir):
    DepartmentAlias.objects.create(department=cast.board, name="Ban Quản lý KCN")
    done = recorded(cast, merge(cast, heir))
    cast.board.refresh_from_db()
    assert cast.board.active_until == MONDAY - timedelta(days=1)
    assert set(heir.aliases.values_list("name", "former")) == {
        ("Ban Quản lý các khu công nghiệp", True),
        ("Ban Quản lý các KCN", True),
        ("Ban Quản lý KCN", True),
    }
    assert Succession.objects.get().note == "Nghị quyết 12/NQ-HĐND"
    assert (done.entry.verb, done.entry.data["successors"]) == ("succession_recorded", [heir.pk])
    verify_office()


def test_successors_of_the_same_kind_join_the_groups(cast):
    old, new = cast.communes[0], department("X9", "Ủy ban nhân dân xã Đại Thanh", "commune")
    other = department("Y9", "Sở Dân tộc và Tôn giáo")
    recorded(cast, Decision((old.pk,), (new.pk, other.pk), MONDAY, "NQ 1"))
    rows = set(GroupMember.objects.filter(group=cast.group).values_list("department", "from_on", "until_on"))
    assert (new.pk, MONDAY, None) in rows
    assert (old.pk, date(2000, 1, 1), MONDAY - timedelta(days=1)) in rows
    assert other.pk not in {row[0] for row in rows}


def test_people_go_along_with_their_posts(cast, heir, issued):
    directive = issued()
    do("delegate", directive, cast.actor(cast.head), needs.Delegate(officer=cast.officer.pk))
    recorded(cast, merge(cast, heir, move_people=True))
    posts = Membership.objects.active(MONDAY).filter(department=heir)
    assert set(posts.values_list("user__username", "post")) == {
        ("truong-ban", "head"),
        ("pho-ban", "deputy"),
        ("van-thu", "clerk"),
        ("chuyen-vien", "officer"),
        ("dong-nghiep", "officer"),
    }
    assert not Membership.objects.active(MONDAY).filter(department=cast.board).exists()
    assert lead(directive).officer == cast.officer
    do("submit", directive, cast.actor(cast.head), RESULT)


def test_officers_who_stay_behind_lose_the_part(cast, heir, issued):
    directive = issued()
    do("delegate", directive, cast.actor(cast.head), needs.Delegate(officer=cast.officer.pk))
    recorded(cast, merge(cast, heir))
    assert lead(directive).officer is None
    assert_engine_agrees(directive)


def test_a_new_name_keeps_the_work_and_the_old_name_is_still_read(cast, issued):
    directive = issued()
    before = snapshot(directive)
    entry = rename_department(
        department=cast.board.pk,
        name="Ban Quản lý khu công nghệ cao",
        short_name="Ban Quản lý KCNC",
        document="QĐ 5",
        actor=cast.actor(cast.monitor),
        now=NOW,
    )
    cast.board.refresh_from_db()
    assert (cast.board.name, cast.board.active_until) == ("Ban Quản lý khu công nghệ cao", None)
    assert set(cast.board.aliases.values_list("name", "former")) == {
        ("Ban Quản lý các khu công nghiệp", True),
        ("Ban Quản lý các KCN", True),
    }
    assert entry.data["before"]["name"] == "Ban Quản lý các khu công nghiệp"
    assert snapshot(directive) == before
    assert not Succession.objects.exists()


@pytest.mark.parametrize("values", [{"name": " "}, {"name": "x" * 201}, {"document": " "}, {"department": 0}])
def test_a_bad_name_changes_nothing(cast, values):
    good = {"department": cast.board.pk, "name": "Ban mới", "short_name": "", "document": "QĐ 5"}
    with pytest.raises(Invalid):
        rename_department(**{**good, **values}, actor=cast.actor(cast.monitor), now=NOW)
    cast.board.refresh_from_db()
    assert cast.board.name == "Ban Quản lý các khu công nghiệp"
    assert not DepartmentAlias.objects.exists()
