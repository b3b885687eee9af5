"""Signing in and out: where one lands, what is said, and nothing more than that."""

import pytest
from django.urls import reverse

from departments import demo_accounts
from departments.sample import DEMO_ACCOUNTS
from tests.cast import person

pytestmark = pytest.mark.django_db

SIGN_IN = "/dang-nhap/"


def sign_in(client, username, password="mat-khau", **more):  # noqa: S107 -- of a made-up person
    return client.post(SIGN_IN, {"username": username, "password": password, **more})


def test_an_officer_lands_on_their_work(client, cast):
    assert sign_in(client, "chuyen-vien").headers["Location"] == "/"


def test_a_leader_lands_on_the_overview_where_there_is_one(client, cast):
    expected = "/dieu-hanh/" if client.get("/dieu-hanh/").status_code != 404 else "/"
    assert sign_in(client, "chu-tich").headers["Location"] == expected


def test_an_administrator_without_other_posts_lands_in_the_administration(client, cast):
    assert sign_in(client, "quan-tri").headers["Location"] == reverse("admin:index")


def test_a_link_from_a_mail_is_followed_after_signing_in(client, cast):
    asked = client.get("/phan-viec/1/submit/")
    assert asked.status_code == 302
    assert asked.headers["Location"] == f"{SIGN_IN}?next=/phan-viec/1/submit/"
    assert sign_in(client, "chuyen-vien", next="/phan-viec/1/submit/").headers["Location"] == (
        "/phan-viec/1/submit/"
    )


def test_a_link_to_another_site_is_not_followed(client, cast):
    assert sign_in(client, "chuyen-vien", next="https://elsewhere.example/").headers["Location"] == "/"


@pytest.mark.parametrize(("username", "password"), [("chuyen-vien", "sai"), ("khong-co", "mat-khau")])
def test_wrong_name_and_wrong_password_say_the_same(client, cast, username, password):
    answer = sign_in(client, username, password)
    assert answer.status_code == 200
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in answer.content.decode()


def test_a_deactivated_person_stays_outside(client, cast):
    cast.officer.is_active = False
    cast.officer.save()
    assert sign_in(client, "chuyen-vien").status_code == 200
    assert client.get("/").status_code == 302


def test_signing_out_is_a_post(client, cast):
    sign_in(client, "chuyen-vien")
    assert client.get("/dang-xuat/").status_code == 405
    assert client.post("/dang-xuat/").headers["Location"] == SIGN_IN
    assert client.get("/").status_code == 302


def test_the_language_of_the_person_comes_with_them(client, cast):
    cast.officer.language = "en"
    cast.officer.save()
    sign_in(client, "chuyen-vien")
    assert "My work" in client.get("/").content.decode()


def test_lockout_says_how_long(client, cast, settings):
    settings.AXES_ENABLED = True
    for _attempt in range(settings.AXES_FAILURE_LIMIT):
        answer = sign_in(client, "chuyen-vien", "sai")
    assert answer.status_code == 429
    assert "15 phút" in answer.content.decode()
    assert sign_in(client, "chuyen-vien").status_code == 429


def test_demo_accounts_are_listed_only_where_they_exist(client, db, settings):
    settings.EMBEDDED = True
    assert demo_accounts.listed() == []
    person(DEMO_ACCOUNTS[1].username, DEMO_ACCOUNTS[1].full_name)
    assert [account.username for account in demo_accounts.listed()] == [DEMO_ACCOUNTS[1].username]
    page = client.get(SIGN_IN).content.decode()
    assert DEMO_ACCOUNTS[1].username in page
    assert demo_accounts.PASSWORD in page


def test_real_mode_lists_no_accounts(client, db, settings):
    settings.EMBEDDED = False
    person(DEMO_ACCOUNTS[1].username, DEMO_ACCOUNTS[1].full_name)
    page = client.get(SIGN_IN).content.decode()
    assert DEMO_ACCOUNTS[1].username not in page
    assert demo_accounts.PASSWORD not in page


def test_the_sign_in_page_of_a_stranger_asks_the_database_nothing(
    client, db, settings, django_assert_num_queries
):
    settings.EMBEDDED = False
    with django_assert_num_queries(0):
        assert client.get(SIGN_IN).status_code == 200
