"""Every address against every role: strangers sign in first, what one may not see is 404, what one may not do 403.

The table is held against the URLconf: a new address fails here until somebody has said who may open it.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib import admin
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from departments.models import User
from directives import needs
from directives.api.verbs import verb_name
from directives.lifecycle import VERBS, Acts
from directives.models import Assignment, BottleneckKind, Conclusion, ConclusionPoint, Directive, StoredFile
from directives.services.conclusions import enter_conclusion
from directives.services.files import store
from directives.services.writing import SERVICES
from notifications.models import MailboxEntry
from tests.cast import NOW, Cast
from tests.directives.services.entering import accept, entry, points_of
from tests.doors import COLUMNS, PUBLIC, TABLE

pytestmark = pytest.mark.django_db

SECRETS = {  # words of the Board, of its officer's desk and of the Office, that nobody else may meet
    "board": ("Mật-báo-cáo", "mật-tệp", "Mật-ghi-chú", "99/MẬT-BQL"),
    "desk": ("Mật-dự-thảo", "mật-dự-thảo-tệp"),
    "office": ("Mật-kết-luận", "Mật-điểm", "mật-nguồn"),
}


ACTING = (
    "end_absence",
    "end_assistance",
    "annul_decision",
    "api_absence_end",
    "api_assistance_end",
    "api_recorded_annul",
    "api_period",
    "api_bottleneck",
)


OF_DIRECTIVE = (
    "directive",
    "directive_answers",
    "directive_answers_csv",
    "directive_later",
    "directive_messages",
    "api_directive",
    "api_directive_answers",
    "api_directive_journal",
)


@dataclass
class World:
    """What the addresses lead to."""

    part: Assignment
    sibling: Assignment
    conclusion: Conclusion
    point: ConclusionPoint
    draft: Directive
    proof: StoredFile
    prepared: StoredFile
    source: StoredFile
    mail: MailboxEntry

    def address(self, name: str) -> str:
        """The address of that name for the Board's part, or the conclusion in work."""
        if name in OF_DIRECTIVE:
            return reverse(name, args=[self.part.directive_id])
        if name.startswith("api_part") and name != "api_parts":
            return reverse(name, args=[self.part.pk])
        if name.startswith("point_"):
            return reverse(name, args=[self.conclusion.pk, self.point.pk])
        if name.startswith("api_point_"):
            return reverse(name, args=[self.point.pk])
        if name in ACTING:
            return reverse(name, args=[10**6])  # nobody's
        if name in ("file", "api_file"):
            return reverse(name, args=[self.proof.pk])
        if name == "conclusion_drop_draft":
            return reverse(name, args=[self.conclusion.pk, self.draft.pk])
        if name == "api_draft_drop":
            return reverse(name, args=[self.draft.pk])
        if name in ("revise", "api_revisions"):
            return reverse(name, args=[self.conclusion.pk])
        if name.startswith("api_change_"):
            return reverse(name, args=[10**6])  # nobody's
        if name.startswith(("revision", "api_revision")):
            more: dict[str, list[Any]] = {"revision_act": [1, "bo-qua"], "revision_directive": [1]}
            return reverse(name, args=[self.conclusion.pk, 1, *more.get(name, [])])
        if name.startswith("mailbox_"):
            return reverse(name, args=[self.mail.pk])
        if "conclusion" in name and name not in ("conclusions", "conclusion_new", "api_conclusions"):
            return reverse(name, args=[self.conclusion.pk])
        return reverse(name, args=[self.conclusion.pk] if name == "api_points" else [])


@pytest.fixture
def world(cast: Cast, issued: Any, monkeypatch: Any, settings: Any, tmp_path: Any) -> World:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    settings.FILES_DIR, settings.EMBEDDED = tmp_path, True
    directive = issued(mode="each", leads=(cast.board.pk, cast.finance.pk), field=cast.field.pk)
    part, sibling = Assignment.objects.filter(directive=directive).order_by("pk")

    def act(verb: str, who: User, data: Any) -> None:
        SERVICES[verb](part=part.pk, actor=cast.actor(who), now=NOW, data=data)

    def file(who: User, name: str) -> StoredFile:
        return store(name.encode(), f"{name}.txt", "text/plain", actor=cast.actor(who), now=NOW)

    proof, prepared, source = (
        file(who, name)
        for who, name in (
            (cast.head, "mật-tệp"),
            (cast.officer, "mật-dự-thảo-tệp"),
            (cast.monitor, "mật-nguồn"),
        )
    )
    act("delegate", cast.head, needs.Delegate(officer=cast.officer.pk, note="Mật-ghi-chú"))
    report = needs.Report(done="Mật-báo-cáo", next_steps="99/MẬT-BQL", files=(proof.pk,))
    act("report", cast.head, report)
    act("submit", cast.officer, needs.Submit(result_summary="Mật-dự-thảo", files=(prepared.pk,)))
    conclusion = enter_conclusion(
        entry(title="Mật-kết-luận"), actor=cast.actor(cast.monitor), now=NOW, file=source
    )
    point = points_of(conclusion)[0]
    draft = accept(cast, point, text="Mật-điểm")
    mail = MailboxEntry.objects.create(to=cast.head.email, at=NOW, subject="Mật-báo-cáo", plain="Mật-báo-cáo")
    return World(part, sibling, conclusion, point, draft, proof, prepared, source, mail)


def addresses(resolver: Any = None) -> Iterator[str]:
    """Names of all addresses but the administration's, which its own test covers."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "admin":
                yield from addresses(pattern)
        elif isinstance(pattern, URLPattern):
            yield str(pattern.name)


def names() -> list[str]:
    """The rows of the table. The doors of verbs are made from the lifecycle and held by the permission matrix."""
    of_verbs = {verb_name(verb) for verb in VERBS.values() if not verb.special}
    of_verbs |= {f"{kind}_verb" for kind in Acts}
    return [name for name in addresses() if name not in of_verbs]


def browser(person: User | None) -> Client:
    """A browser in which this person is signed in, or nobody."""
    client = Client()
    if person is not None:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def knock(client: Client, address: str) -> tuple[int, str]:
    """Status and body of a GET, or of an empty POST where there is nothing to get; all of it is rolled back."""
    cookies, point = deepcopy(client.cookies), transaction.savepoint()
    answer: Any = client.get(address)
    if answer.status_code == 405:
        answer = client.post(address)
    body = b"".join(answer) if answer.streaming else answer.content
    transaction.savepoint_rollback(point)
    client.cookies = cookies  # signing out is rolled back too
    return answer.status_code, body.decode(errors="replace")


def test_the_table_names_every_address_and_no_other() -> None:
    assert set(TABLE) == set(names())
    assert set(names()) >= set(PUBLIC)


@pytest.mark.parametrize("column", COLUMNS)
def test_every_address_answers_as_the_table_says(cast: Cast, world: World, column: str) -> None:
    """One representative sees every address, the others of the column those about the part or conclusion."""
    place = list(COLUMNS).index(column)
    wrong = []
    for who in COLUMNS[column]:
        client = browser(getattr(cast, who))
        for name, row in TABLE.items():
            wanted = int(row.split()[place])
            if not (who == COLUMNS[column][0] or wanted in (403, 404)) or exempt(who, name):
                continue
            status, _body = knock(client, world.address(name))
            if status != wanted:
                wrong.append((who, name, status, wanted))
    assert wrong == []


ORGANISATION = ("organisation", "succession_new", "department_rename", "api_successions")


def exempt(who: str, name: str) -> bool:
    """Heads and Vice-Chairs have the leader page over what is theirs; the mail of the head is not the clerk's.

    Desks are handed over by heads, the chief of Office and administrators; leaders, the chief and administrators
    appoint assistants. The chief of Office and administrators keep the working calendar; administrators record
    who follows whom.
    """
    if name == "calendar_change" and who in ("chief", "administrator"):
        return True
    if name in ORGANISATION and who == "administrator":
        return True
    if name == "hand_over" and who in ("chief", "head", "administrator", "outsider"):
        return True
    if name == "appoint_assistant" and who in ("chief", "administrator", "other_vice_chair"):
        return True
    leading = name in ("leader", "api_figures") and who in ("outsider", "other_vice_chair")
    watching = name == "api_journal_seals" and who == "administrator"
    return leading or watching or (name.startswith("mailbox_") and who == "clerk")


def test_without_a_session_there_is_only_the_sign_in_page(world: World) -> None:
    client = browser(None)
    wrong = []
    for name in TABLE:
        address = world.address(name)
        status, body = knock(client, address)
        wanted = PUBLIC.get(name, 401 if name.startswith("api_") else 302)
        told = [word for words in SECRETS.values() for word in words if word in body]
        if status != wanted or told:
            wrong.append((name, status, wanted, told))
    assert wrong == []


# Whose words nobody of these columns may meet on any address, in lists, files, fragments or exports.
HIDDEN = {
    "monitor": ("desk",),  # what waits for release has not left the department
    "chair": ("desk",),
    "vice_chair": ("desk", "office"),
    "officer": ("office",),
    "finance_head": ("board", "desk", "office"),
    "finance_officer": ("board", "desk", "office"),
    "outsider": ("board", "desk", "office"),
    "other_vice_chair": ("board", "desk", "office"),
    "administrator": ("board", "desk", "office"),
}
SEARCHES = {  # what a page can be asked for beyond its address
    "my_work": ("?loc=ban-khac",),
    "leader": ("?rows=all", "?scope=province"),
    "register": ("?view=all", "?view=all&q=Mật"),
    "register_csv": ("?view=all", "?view=all&q=Mật"),
    "api_register": ("?view=all", "?view=all&q=Mật"),
    "api_figures": ("?scope=province",),
    "api_parts": ("?open=1",),
    "conclusions": ("?q=Mật",),
    "mailbox": ("?page=1",),
    "directive": ("?nhat-ky=tat-ca",),
}
ALIKE = {"sign_out", "set_language", "api_schema"}  # the same for everybody: tried without a session

NUMBERED = ("point_", "revision", "api_revision_")


def sweep(world: World) -> set[str]:
    """Every address one can type: each name with its own object and two others, and what can be asked for there."""
    found = set()
    for name in {*names()} - ALIKE:
        if name in ("conclusion_drop_draft", "api_revision") or name.startswith(NUMBERED):
            continue  # about one point of a conclusion, or one of its texts by number: the table has them
        try:
            own = reverse(name)
        except NoReverseMatch:
            own = world.address(name)
            found |= {reverse(name, args=[pk]) for pk in (world.sibling.pk, world.part.directive_id)}
        found |= {own, *(own + search for search in SEARCHES.get(name, ()))}
    return found


@pytest.mark.parametrize("who", HIDDEN)
def test_nobody_reads_what_is_not_theirs(cast: Cast, world: World, who: str) -> None:
    client = browser(getattr(cast, who))
    words = [word for kind in HIDDEN[who] for word in SECRETS[kind]]
    told = []
    for address in sorted(sweep(world)):
        if "mailbox" in address and who in ("monitor", "chair"):
            continue
        _status, body = knock(client, address)
        told += [(address, word) for word in words if word in body or ascii(word)[1:-1] in body]
    assert told == []


def test_the_administration_is_for_administrators_and_holds_no_content(cast: Cast) -> None:
    domain = {"directives", "workflow", "workflows"}
    offered = {model for model in admin.site._registry if model._meta.app_label in domain}
    assert offered == {BottleneckKind}  # a list of words: what the words are used for is not to be seen there
    for who in ("chair", "monitor", "head", "outsider"):
        status, _body = knock(browser(getattr(cast, who)), reverse("admin:index"))
        assert status == 302
    assert knock(browser(None), reverse("admin:index"))[0] == 302
    assert knock(browser(cast.administrator), reverse("admin:index"))[0] == 200
