"""What a person changes about themselves: language, address, password."""

import re

import pytest

from departments.models import User

pytestmark = pytest.mark.django_db

ACCOUNT = "/tai-khoan/"
PASSWORD = "/tai-khoan/mat-khau/"


def test_language_is_kept_and_spoken_at_once(signed_in, cast):
    client = signed_in(cast.officer)
    answer = client.post(ACCOUNT, {"language": "en", "email": "ly@example.vn", "phone": "0912"}, follow=True)
    assert "Your account has been saved." in answer.content.decode()
    kept = User.objects.get(pk=cast.officer.pk)
    assert (kept.language, kept.email, kept.phone) == ("en", "ly@example.vn", "0912")


def test_name_and_rights_cannot_be_changed_here(signed_in, cast):
    values = {"language": "vi", "email": "", "phone": "", "full_name": "Ai Đó", "is_staff": "on"}
    signed_in(cast.officer).post(ACCOUNT, values)
    kept = User.objects.get(pk=cast.officer.pk)
    assert (kept.full_name, kept.is_staff) == (cast.officer.full_name, False)


def test_a_bad_address_is_refused_and_nothing_changes(signed_in, cast):
    answer = signed_in(cast.officer).post(ACCOUNT, {"language": "en", "email": "khong", "phone": ""})
    assert answer.status_code == 400
    assert User.objects.get(pk=cast.officer.pk).language == "vi"


def test_a_stranger_is_sent_to_sign_in(client, db):
    assert client.get(ACCOUNT).status_code == client.get(PASSWORD).status_code == 302


def test_password_is_changed_with_the_present_one(signed_in, cast):
    client = signed_in(cast.officer)
    new = {"new_password1": "giay-muc-le-do-7", "new_password2": "giay-muc-le-do-7"}
    refused = client.post(PASSWORD, {"old_password": "sai", **new})
    assert refused.status_code == 200
    assert not User.objects.get(pk=cast.officer.pk).check_password("giay-muc-le-do-7")
    done = client.post(PASSWORD, {"old_password": "mat-khau", **new})
    assert done.headers["Location"] == ACCOUNT
    assert User.objects.get(pk=cast.officer.pk).check_password("giay-muc-le-do-7")


@pytest.mark.parametrize("weak", ["giay7", "12345678", "password", "mat-khau-ly-nht"])
def test_a_weak_password_is_refused_in_vietnamese(signed_in, cast, weak):
    User.objects.filter(pk=cast.officer.pk).update(username="mat-khau-ly-nht")
    new = {"old_password": "mat-khau", "new_password1": weak, "new_password2": weak}
    page = signed_in(cast.officer).post(PASSWORD, new).content.decode()
    said = re.findall(r'(?s)<p class="err".*?<span>(.*?)</span>', page)
    assert said
    assert not [words for words in said if words.isascii()]


def test_the_switch_changes_the_language_of_the_pages(signed_in, cast):
    client = signed_in(cast.officer)
    client.post("/i18n/setlang/", {"language": "en", "next": "/"})
    assert '<html lang="en">' in client.get("/").content.decode()
    client.post("/i18n/setlang/", {"language": "vi", "next": "/"})
    assert '<html lang="vi">' in client.get("/").content.decode()


def test_vietnamese_comes_first_whatever_the_browser_says(client, db):
    page = client.get("/dang-nhap/", headers={"accept-language": "en-US,en"}).content.decode()
    assert '<html lang="vi">' in page
