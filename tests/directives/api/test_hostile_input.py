"""What no honest client sends is answered with a 4xx; nothing of it is stored and nothing fails."""

import base64
from urllib.parse import quote

import pytest

from directives import needs
from directives.errors import Invalid
from directives.models import JournalEntry
from directives.services.writing import SERVICES
from tests.cast import NOW
from tests.directives.services.doing import RESULT, do, lead, snapshot

pytestmark = pytest.mark.django_db
JSON = "application/json"
HUGE = (2**63, 2**70, -1)


def post(client, address, raw, **headers):
    return client.generic("POST", address, raw, content_type=JSON, headers=headers)


@pytest.mark.parametrize("raw", ["[" * 100_000, '{"a":' * 100_000, '{"done": "\\ud800"}', '["\\udfff"]'])
def test_json_that_nothing_could_hold(cast, issued, client_of, raw):
    directive = issued()
    before, address = snapshot(directive), f"/api/v1/parts/{lead(directive).pk}/report/"
    answer = post(client_of(cast.head), address, raw)
    assert (answer.status_code, answer.json()["code"]) == (400, "parse_error")
    assert snapshot(directive) == before


def test_half_a_character_in_a_choice(cast, client_of):
    answer = post(client_of(cast.monitor), "/api/v1/directives/", '{"text": "x", "mode": "\\ud800"}')
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "field", ["leads", "coordinating", "directed_by", "monitor", "field", "period_due_day"]
)
@pytest.mark.parametrize("pk", HUGE)
def test_numbers_no_column_holds(cast, client_of, field, pk):
    values = {"text": "Rà soát", "leads": [cast.board.pk]}
    values[field] = [pk] if field in ("leads", "coordinating") else pk
    answer = client_of(cast.monitor).post("/api/v1/directives/", values, format="json")
    assert answer.status_code == 400
    assert not JournalEntry.objects.exists()


@pytest.mark.parametrize("pk", HUGE)
def test_files_and_officers_no_column_holds(cast, issued, client_of, pk):
    head, part = client_of(cast.head), lead(issued()).pk
    assert head.post(f"/api/v1/parts/{part}/report/", {"done": "x", "files": [pk]}).status_code == 400
    assert head.post(f"/api/v1/parts/{part}/delegate/", {"officer": pk}).status_code == 400


def test_an_infinite_version(cast, issued, client_of):
    address = f"/api/v1/parts/{lead(issued()).pk}/accept/"
    answer = post(client_of(cast.head), address, '{"version": 1e999}')
    assert (answer.status_code, answer.json()["field"]) == (400, "version")


@pytest.mark.parametrize("key", ["\x00", "a\x00b", "\x1b", "k" * 65, "khóa"])
def test_keys_that_cannot_be_stored(cast, issued, client_of, key):
    answer = post(
        client_of(cast.head), f"/api/v1/parts/{lead(issued()).pk}/accept/", "{}", **{"Idempotency-Key": key}
    )
    assert (answer.status_code, answer.json()["field"]) == (400, "Idempotency-Key")


@pytest.mark.parametrize("address", ["conclusions", "directives", "parts"])
@pytest.mark.parametrize("position", ["", "abc", "\x00", "2026-13-45", "9" * 30, "-1", "[]"])
@pytest.mark.parametrize("start", ["p=", "o=1&r=1&p="])
def test_forged_page_tokens(cast, issued, client_of, address, position, start):
    issued()
    token = base64.b64encode(f"{start}{quote(position)}".encode()).decode()
    answer = client_of(cast.monitor).get(f"/api/v1/{address}/", {"cursor": token})
    assert answer.status_code == 404


@pytest.mark.parametrize("status", ["\x00", "a\x00b", "lost"])
def test_a_status_there_is_not(cast, client_of, status):
    answer = client_of(cast.monitor).get("/api/v1/parts/", {"status": status})
    assert (answer.status_code, answer.json()["field"]) == (400, "status")


def test_the_key_of_one_act_does_not_answer_for_another(cast, issued):
    directive = issued()
    head, officer = cast.actor(cast.head), cast.actor(cast.officer)
    do("accept", directive, head, request_key="one")
    before = snapshot(directive)
    with pytest.raises(Invalid) as refused:
        do("submit", directive, head, RESULT, request_key="one")
    assert refused.value.code == "key_used"
    assert snapshot(directive) == before
    do("delegate", directive, head, needs.Delegate(officer=cast.officer.pk))
    do("submit", directive, officer, RESULT, request_key="two")
    assert do("submit", directive, officer, RESULT, request_key="two").replayed
    do("release", directive, head, request_key="three")
    assert do("release", directive, head, request_key="three").replayed


def test_the_key_of_one_part_does_not_answer_for_another(cast, issued):
    directive = issued(mode="each", leads=(cast.office.pk, cast.board.pk))
    first, second = directive.parts.order_by("pk")
    chief = cast.actor(cast.chief)
    SERVICES["set_deadline"](part=first.pk, actor=chief, now=NOW, data=deadline(), request_key="same")
    with pytest.raises(Invalid):
        SERVICES["set_deadline"](part=second.pk, actor=chief, now=NOW, data=deadline(), request_key="same")


def deadline():
    return needs.SetDeadline(due_on=NOW.date().replace(day=30), reason="Theo chỉ đạo")
