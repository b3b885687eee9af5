"""What somebody with two posts, a copied key or other people's files tries, and where work could get stuck."""

from datetime import date

import pytest

from departments.models import Membership, Post
from directives import needs
from directives.errors import Forbidden, Invalid
from directives.lifecycle import VERBS
from directives.models import Ask, Bottleneck, BottleneckTurn, PreparedAct, ReportingPeriod, Urging
from directives.services.files import discard_uploads, store
from directives.services.hand_over import DeskOf, HandOver, hand_over_desk
from directives.services.writing import perform
from tests.cast import MONDAY, NOW, person
from tests.directives.services.acting import away
from tests.directives.services.asking import asked, dated, everything, on, request, urged
from tests.directives.services.doing import RESULT, do, lead
from tests.invariants import assert_engine_agrees
from tests.situations import a_kind

pytestmark = pytest.mark.django_db


def test_a_key_used_for_one_ask_does_not_answer_another(cast, issued):
    directive, actor = issued(coordinating=(cast.finance.pk,)), cast.actor(cast.finance_head)
    first = asked(directive, cast.finance, cast.actor(cast.head))
    second = asked(directive, cast.finance, cast.actor(cast.head), text="Cho ý kiến về nguồn vốn")
    on("answer", first, actor, needs.Answer(answer="Đã bố trí vốn"), request_key="một-lần")
    before = everything(directive)
    with pytest.raises(Invalid) as refused:
        on("answer", second, actor, needs.Answer(answer="Đồng ý"), request_key="một-lần")
    assert refused.value.code == "key_used"
    assert everything(directive) == before
    again = on("answer", first, actor, needs.Answer(answer="Đã bố trí vốn"), request_key="một-lần")
    assert again.replayed


def test_a_post_that_ends_one_day_counts_among_those_of_the_person_stood_for(cast, issued):
    """The leader also works in the department, until the end of next year: so may the substitute not grant it time."""
    directive = dated(issued, directed_by=cast.vice_chair.pk)
    row = request(directive, cast.actor(cast.head))
    Membership.objects.create(
        user=cast.vice_chair, department=cast.board, post=Post.DEPUTY, until_on=date(2027, 12, 31)
    )
    away(cast, cast.vice_chair, cast.other_vice_chair)
    before = everything(directive)
    with pytest.raises(Forbidden) as refused:
        on("grant_extension", row, cast.actor(cast.other_vice_chair), needs.GrantExtension())
    assert refused.value.code == "conflict"
    assert everything(directive) == before


def test_a_post_that_has_ended_is_no_conflict(cast, issued):
    directive = dated(issued, directed_by=cast.vice_chair.pk)
    row = request(directive, cast.actor(cast.head))
    Membership.objects.create(
        user=cast.vice_chair,
        department=cast.board,
        post=Post.DEPUTY,
        from_on=date(2020, 1, 1),
        until_on=date(2025, 12, 31),
    )
    away(cast, cast.vice_chair, cast.other_vice_chair)
    on("grant_extension", row, cast.actor(cast.other_vice_chair), needs.GrantExtension())


def test_who_takes_over_a_leaders_desk_sees_and_decides_the_bottlenecks_on_it(cast, issued):
    """Of a directive that neither of the two leaders directs."""
    directive = issued(directed_by=cast.vice_chair.pk)
    for text in ("Chưa có mặt bằng", "Chưa có vốn"):
        words = needs.RaiseBottleneck(kind=a_kind(), text=text, asked_leader=cast.other_vice_chair.pk)
        do("raise_bottleneck", directive, cast.actor(cast.head), words)
    row, waiting = Bottleneck.objects.order_by("pk")
    perform(VERBS["triage"], row.pk, actor=cast.actor(cast.monitor), now=NOW, data=needs.Triage())
    successor = person("pho-chu-tich-3", "Mai Văn Thắng", (cast.committee, Post.VICE_CHAIR))
    asked_for = HandOver(DeskOf.LEADER, cast.other_vice_chair.pk, successor.pk)
    hand_over_desk(asked_for, reason="Nghỉ hưu", actor=cast.actor(cast.chief), now=NOW)
    turns = BottleneckTurn.objects.filter(bottleneck=row).order_by("pk").values_list("leader_id", "from_on")
    assert list(turns)[-1] == (successor.pk, MONDAY)
    assert not BottleneckTurn.objects.filter(bottleneck=waiting, leader=successor).exists()
    decision = needs.Decide(decision="Bàn giao mặt bằng trước 30/11")
    perform(VERBS["decide"], row.pk, actor=cast.actor(successor), now=NOW, data=decision)
    assert_engine_agrees(directive)


class TestAFileThatIsUsed:
    """Whoever uploads files for an act that may not have any loses them; but not those that prove something else."""

    @pytest.fixture
    def file(self, cast):
        return store(b"cong van", "cong-van.txt", "text/plain", actor=cast.actor(cast.head), now=NOW)

    def test_by_a_request_stays(self, cast, issued, file):
        wanted = needs.RequestExtension(due_on=date(2026, 12, 30), reason="Chờ thẩm định", files=(file.pk,))
        row = request(dated(issued), cast.actor(cast.head), wanted)
        discard_uploads(cast.actor(cast.head), (file.pk,))
        assert list(row.files.all()) == [file]

    def test_by_an_obstacle_stays(self, cast, issued, file):
        words = needs.RaiseBottleneck(kind=a_kind(), text="Chưa có mặt bằng", files=(file.pk,))
        do("raise_bottleneck", issued(), cast.actor(cast.head), words)
        discard_uploads(cast.actor(cast.head), (file.pk,))
        assert list(Bottleneck.objects.get().files.all()) == [file]

    def test_by_nothing_goes(self, cast, file):
        discard_uploads(cast.actor(cast.head), (file.pk,))
        assert not type(file).objects.filter(pk=file.pk).exists()


class TestABodyOutsideTheService:
    """The Office records what it does; nothing waits for a release nobody could give."""

    def test_its_period_is_reported_and_judged_by_a_second_person(self, cast, issued):
        directive = issued(
            leads=(cast.outside.pk,), deadline_kind="periodic", recurrence="month", period_due_day=5
        )
        row = ReportingPeriod.objects.filter(part=lead(directive)).earliest("from_on")
        perform(VERBS["submit_period"], row.pk, actor=cast.actor(cast.monitor), now=NOW, data=RESULT)
        assert not PreparedAct.objects.exists()
        with pytest.raises(Forbidden) as refused:
            perform(VERBS["verify_period"], row.pk, actor=cast.actor(cast.monitor), now=NOW)
        assert refused.value.code == "conflict"
        perform(VERBS["verify_period"], row.pk, actor=cast.actor(cast.chief), now=NOW)
        row.refresh_from_db()
        assert row.status == "completed"
        assert_engine_agrees(directive)

    def test_its_answer_is_recorded(self, cast, issued):
        directive = issued(coordinating=(cast.outside.pk,))
        row = asked(directive, cast.outside, cast.actor(cast.head))
        on(
            "answer",
            row,
            cast.actor(cast.monitor),
            needs.Answer(answer="Đồng ý", document_number="12/BTC-NS"),
        )
        assert Ask.objects.get(pk=row.pk).state == "answered"

    def test_its_explanation_is_recorded(self, cast, issued):
        row = urged(issued(leads=(cast.outside.pk,)), cast.actor(cast.monitor), explain_by=date(2026, 12, 1))
        on("explain", row, cast.actor(cast.monitor), needs.Explain(explanation="Do phải lấy ý kiến các bộ"))
        assert Urging.objects.get(pk=row.pk).explained_at == NOW

    def test_of_no_other_body_the_office_does_so(self, cast, issued):
        directive = issued(coordinating=(cast.finance.pk,))
        row = asked(directive, cast.finance, cast.actor(cast.head))
        before = everything(directive)
        with pytest.raises(Forbidden):
            on("answer", row, cast.actor(cast.monitor), needs.Answer(answer="Đồng ý"))
        assert everything(directive) == before


@pytest.mark.parametrize("year", [2077, 9999])
def test_a_year_mistyped_is_told(cast, issued, year):
    directive = dated(issued)
    before = everything(directive)
    for who, verb, data in (
        (cast.monitor, "set_deadline", needs.SetDeadline(due_on=date(year, 12, 31), reason="Kế hoạch mới")),
        (cast.head, "request_extension", needs.RequestExtension(due_on=date(year, 12, 31), reason="Chờ vốn")),
    ):
        with pytest.raises(Invalid) as refused:
            do(verb, directive, cast.actor(who), data)
        assert refused.value.field == "due_on"
    assert everything(directive) == before
