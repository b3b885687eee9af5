"""What a department says to itself, and how the Office settled a point, is not for everybody."""

import pytest

from directives import needs
from tests.directives.api.test_conclusions import NOTICE, enter
from tests.directives.services.doing import RESULT, do

pytestmark = pytest.mark.django_db


def test_notes_and_reasons_inside_a_department_stay_there(cast, issued, client_of):
    directive = issued(coordinating=(cast.finance.pk,))
    do(
        "delegate",
        directive,
        cast.actor(cast.head),
        needs.Delegate(officer=cast.officer.pk, note="Làm kín kẽ nhé"),
    )
    do("submit", directive, cast.actor(cast.officer), RESULT)
    do("withdraw", directive, cast.actor(cast.head), needs.OptionalReason(reason="Sơ sài quá"))
    for user, told in ((cast.clerk, True), (cast.monitor, False), (cast.finance_head, False)):
        journal = client_of(user).get(f"/api/v1/directives/{directive.pk}/journal/").content.decode()
        page = client_of(user).get(f"/chi-dao/{directive.pk}/").content.decode()
        for words in ("Làm kín kẽ nhé", "Sơ sài quá"):
            assert (words in journal, words in page) == (told, told), (user, words)


def test_departments_see_their_own_points_and_not_how_they_were_settled(cast, client_of):
    monitor, head = client_of(cast.monitor), client_of(cast.head)
    conclusion = enter(monitor, text=NOTICE).json()
    first, second = conclusion["points"]
    for point, lead in ((first, cast.board.pk), (second, cast.finance.pk)):
        monitor.post(f"/api/v1/points/{point['id']}/accept/", {"text": point["text"], "leads": [lead]})
    monitor.post(f"/api/v1/conclusions/{conclusion['id']}/issue/")
    whole = head.get(f"/api/v1/conclusions/{conclusion['id']}/").json()
    assert [point["id"] for point in whole["points"]] == [first["id"]]
    assert "proposal" not in whole["points"][0]
    assert head.get(f"/api/v1/conclusions/{conclusion['id']}/points/").json() == whole["points"]
    assert len(monitor.get(f"/api/v1/conclusions/{conclusion['id']}/points/").json()) == 2
