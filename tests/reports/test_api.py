"""The API counts and lists as the screens do."""

import pytest

from tests.reports.volume import Volume

pytestmark = pytest.mark.django_db
REGISTER, FIGURES = "/api/v1/register/", "/api/v1/figures/"


def numbers_in(data):
    """All {value, list} pairs anywhere in an answer."""
    if isinstance(data, dict):
        if set(data) == {"value", "list"}:
            yield data
            return
        data = list(data.values())
    if isinstance(data, list):
        for each in data:
            yield from numbers_in(each)


@pytest.mark.parametrize("person", ["chair", "vice_chair", "monitor", "head"])
def test_figures_lead_to_their_lists(client, cast, person):
    Volume(cast, seed=71).make(60)
    client.force_login(getattr(cast, person))
    answer = client.get(FIGURES)
    assert answer.status_code == 200
    found = list(numbers_in(answer.json()))
    assert len(found) > 30
    for number in found[:40]:
        assert client.get(number["list"]).json()["total"] == number["value"], number


def test_pages_hold_every_part_once(client, cast):
    Volume(cast, seed=72).make(80)
    client.force_login(cast.chair)
    address, ids = f"{REGISTER}?view=all", []
    while address:
        page = client.get(address).json()
        ids += [row["id"] for row in page["results"]]
        address = page["next"]
    assert page["previous"]
    assert len(ids) == len(set(ids)) == page["total"]
    assert page["total_is_exact"]


@pytest.mark.parametrize(
    "query", ["due_from=hôm qua", "status=late", "department=99999", "colour=red", "after=x"]
)
def test_what_is_not_understood_is_refused(client, cast, query):
    client.force_login(cast.chair)
    answer = client.get(f"{REGISTER}?{query}")
    assert answer.status_code == 400
    assert answer.json()["code"] == "invalid"


def test_who_may(client, cast, issued):
    issued()
    assert client.get(REGISTER).status_code == 401
    client.force_login(cast.outsider)
    assert client.get(f"{REGISTER}?view=all").json()["total"] == 0
    client.force_login(cast.officer)
    assert client.get(FIGURES).status_code == 403
