import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from config.request_size import RequestSizeMiddleware


@pytest.fixture
def send(settings):
    settings.LARGEST_REQUEST_BYTES = 5_000_000
    middleware = RequestSizeMiddleware(lambda request: HttpResponse("reached"))

    def send(length, content_type="multipart/form-data; boundary=x"):
        request = RequestFactory().post("/", content_type=content_type, data=b"x")
        request.META["CONTENT_LENGTH"] = length
        return middleware(request)

    return send


@pytest.mark.parametrize("length", ["", "0", "5000000", "nonsense"])
def test_passes(send, length):
    assert send(length).text == "reached"


def test_too_large_never_reaches_a_view(send):
    response = send("5000001")
    assert response.status_code == 413
    assert response.text == "Dữ liệu gửi lên quá lớn: tối đa 5 MB."


@pytest.mark.parametrize(
    "content_type", ["application/json", "application/x-www-form-urlencoded", "", "text/plain"]
)
def test_what_is_parsed_in_memory_is_shorter(send, settings, content_type):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
    assert send("1000000", content_type).text == "reached"
    assert send("1000001", content_type).status_code == 413


def test_a_giant_paste_is_told_so_too(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
    response = client.post(
        "/i18n/setlang/", {"language": "vi" * 600_000}, content_type="application/x-www-form-urlencoded"
    )
    assert response.status_code == 413
    assert response.text == "Dữ liệu gửi lên quá lớn: tối đa 1 MB."
