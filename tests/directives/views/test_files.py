"""Files: as attachments, to those who may see what they prove."""

import pytest

from directives import needs
from directives.services.files import path_of, store
from tests.cast import NOW
from tests.directives.services.doing import do

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch, settings, tmp_path):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    settings.FILES_DIR = tmp_path


@pytest.fixture
def proof(cast, issued):
    """A file the head has attached to a progress report."""
    actor = cast.actor(cast.head)
    row = store(b"<script>alert(1)</script>", "báo cáo.html", "text/html", actor=actor, now=NOW)
    do("report", issued(), actor, needs.Report(done="Kèm tệp", files=(row.pk,)))
    return row


def test_it_leaves_as_an_attachment_under_its_name(cast, proof, signed_in):
    answer = signed_in(cast.monitor).get(f"/tep/{proof.pk}/")
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "b%C3%A1o%20c%C3%A1o.html" in answer.headers["Content-Disposition"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'; sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("who", ["outsider", "finance_head", "administrator"])
def test_outsiders_find_nothing(cast, proof, signed_in, who):
    assert signed_in(getattr(cast, who)).get(f"/tep/{proof.pk}/").status_code == 404


def test_a_stranger_is_sent_to_sign_in(client, proof):
    assert client.get(f"/tep/{proof.pk}/").status_code == 302


def test_a_file_that_is_gone_from_the_disk_is_not_found(cast, proof, signed_in):
    path_of(proof.sha256).unlink()
    assert signed_in(cast.head).get(f"/tep/{proof.pk}/").status_code == 404
