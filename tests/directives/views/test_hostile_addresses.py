"""Addresses and forms nobody types: digits without end and NUL characters lead to a page, never to an error."""

import pytest

from tests.cast import NOW
from tests.directives.services.doing import lead
from tests.directives.services.entering import entered, points_of

pytestmark = pytest.mark.django_db
NUMBERS = ("9" * 19, "9" * 30, "9" * 5000, "٣", "²", "-1")


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.mark.parametrize("number", NUMBERS)
def test_numbers_in_addresses(cast, issued, signed_in, number):
    conclusion, directive = entered(cast), issued()
    monitor = signed_in(cast.monitor)
    assert monitor.get(f"/chi-dao/{directive.pk}/", {"phan": number}).status_code == 200
    assert monitor.get(f"/ket-luan/{conclusion.pk}/", {"diem": number}).status_code == 200


@pytest.mark.parametrize("number", NUMBERS)
def test_numbers_in_forms(cast, issued, signed_in, number):
    conclusion, part = entered(cast), lead(issued())
    point = f"/ket-luan/{conclusion.pk}/diem/{points_of(conclusion)[0].pk}"
    monitor, head = signed_in(cast.monitor), signed_in(cast.head)
    assert monitor.post(f"{point}/tach/", {"at": number, "version": number}).status_code == 400
    assert monitor.post(f"/ket-luan/{conclusion.pk}/ban-hanh/", {"version": number}).status_code == 409
    assert (
        head.post(f"/phan-viec/{part.pk}/report/", {"done": "Xong", "kept_files": number}).status_code == 303
    )


def test_nul_in_searches_and_keys(cast, signed_in):
    conclusion, monitor = entered(cast), signed_in(cast.monitor)
    assert monitor.get("/ket-luan/", {"q": "a\x00b"}).status_code == 200
    issue = monitor.post(f"/ket-luan/{conclusion.pk}/ban-hanh/", {"request_key": "a\x00b"})
    assert issue.status_code == 409
