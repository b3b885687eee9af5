"""Pages for what could not be done: the right code, words in Vietnamese, nothing technical."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory

from directives.documents import UnreadableDocument
from directives.errors import Forbidden, Invalid, NotVisible, Stale, WrongState
from directives.middleware import RefusalMiddleware

pytestmark = pytest.mark.django_db


def answer_to(exception, **headers):
    middleware = RefusalMiddleware(lambda request: HttpResponse())
    request: Any = RequestFactory().get("/", headers=headers)
    request.htmx = bool(headers)
    return middleware.process_exception(request, exception)


@pytest.mark.parametrize(
    ("exception", "status"),
    [
        (NotVisible(), 404),
        (Forbidden(), 403),
        (WrongState("Đã khác"), 409),
        (Stale("Có người vừa làm"), 409),
        (Invalid("Thiếu lý do"), 400),
        (UnreadableDocument("encrypted"), 400),
    ],
)
def test_every_refusal_has_its_page_and_its_fragment(exception, status):
    page, fragment = answer_to(exception), answer_to(exception, hx_request="true")
    assert page.status_code == fragment.status_code == status
    assert "<!doctype html>" in page.content.decode()
    assert "<!doctype html>" not in fragment.content.decode()
    assert "h1" in page.content.decode()


def test_the_words_of_the_refusal_are_shown(rf):
    assert "Có người vừa làm" in answer_to(Stale("Có người vừa làm")).content.decode()


def test_other_exceptions_are_left_alone():
    assert answer_to(ValueError("x")) is None


def test_an_unknown_address_has_a_page_in_the_design(client, db):
    answer = client.get("/khong-co-trang-nay/")
    assert answer.status_code == 404
    assert "Không có nội dung bạn được xem ở đây" in answer.content.decode()


def test_a_broken_page_needs_neither_request_nor_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        page = render_to_string("500.html")
    assert "Hệ thống gặp lỗi" in page
