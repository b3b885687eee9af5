import io

import pytest
from docx import Document

from directives.models import Conclusion, ConclusionPoint, Directive, StoredFile

pytestmark = pytest.mark.django_db
NOTICE = """THÔNG BÁO
Kết luận của Phó Chủ tịch Ủy ban nhân dân tỉnh tại buổi làm việc về khu công nghiệp

Sau khi nghe báo cáo, Phó Chủ tịch Ủy ban nhân dân tỉnh kết luận như sau:
1. Giao Ban Quản lý các khu công nghiệp chủ trì, phối hợp với Sở Tài chính rà soát các dự án chậm tiến độ.
2. Giao Sở Tài chính cân đối kinh phí trước ngày 15/12/2026.
"""
META = {
    "title": "Kết luận về khu công nghiệp",
    "held_on": "2026-11-16",
    "number": "121/TB-UBND",
    "issued_on": "2026-11-18",
}


def enter(client, **more):
    return client.post("/api/v1/conclusions/", {**META, **more})


def test_from_text_to_issued_directives(cast, client_of):
    monitor = client_of(cast.monitor)
    conclusion = enter(monitor, text=NOTICE).json()
    first, second = conclusion["points"]
    assert [link["department"] for link in first["proposal"]["leads"]] == [cast.board.pk]
    assert second["proposal"]["deadline"] == "2026-12-15"
    plan = {"text": first["text"], "leads": [cast.board.pk], "coordinating": [cast.finance.pk]}
    assert monitor.post(f"/api/v1/points/{first['id']}/accept/", plan).json()["status"] == "draft"
    too_soon = monitor.post(f"/api/v1/conclusions/{conclusion['id']}/issue/")
    assert (too_soon.status_code, too_soon.json()["code"]) == (409, "wrong_state")
    settle = {"outcome": "no_task", "reason": "Đã giao ở thông báo trước"}
    monitor.post(f"/api/v1/points/{second['id']}/settle/", settle)
    issued = monitor.post(f"/api/v1/conclusions/{conclusion['id']}/issue/", headers={"Idempotency-Key": "i"})
    assert [directive["status"] for directive in issued.json()] == ["assigned"]
    again = monitor.post(f"/api/v1/conclusions/{conclusion['id']}/issue/", headers={"Idempotency-Key": "i"})
    assert again.json()[0]["id"] == issued.json()[0]["id"]
    assert Directive.objects.count() == 1


def test_split_merge_add_drop(cast, client_of):
    monitor = client_of(cast.monitor)
    conclusion = enter(monitor, text=NOTICE).json()
    point = conclusion["points"][0]
    both = monitor.post(f"/api/v1/points/{point['id']}/split/", {"at": point["start"] + 20}).json()
    assert len(both) == 2
    merged = monitor.post(f"/api/v1/points/{point['id']}/merge/").json()
    assert (merged["start"], merged["end"]) == (point["start"], point["end"])
    assert monitor.post(f"/api/v1/points/{point['id']}/drop/").status_code == 204
    span = {"start": point["start"], "end": point["end"]}
    address = f"/api/v1/conclusions/{conclusion['id']}/points/"
    assert monitor.post(address, span).status_code == 201
    assert monitor.post(address, span).json()["field"] == "start"
    assert len(monitor.get(address).json()) == 2


def test_a_stale_version_is_told(cast, client_of):
    monitor = client_of(cast.monitor)
    conclusion = enter(monitor, text=NOTICE).json()
    point = conclusion["points"][0]["id"]
    settle = {"outcome": "no_task", "reason": "x", "version": 9}
    assert monitor.post(f"/api/v1/points/{point}/settle/", settle).json()["code"] == "stale"


def test_upload_of_a_docx(cast, client_of):
    document = Document()
    for line in NOTICE.splitlines():
        document.add_paragraph(line)
    data = io.BytesIO()
    document.save(data)
    data.seek(0)
    data.name = "thông báo.docx"
    answer = client_of(cast.monitor).post("/api/v1/conclusions/", {**META, "file": data}, format="multipart")
    assert answer.status_code == 201
    assert len(answer.json()["points"]) == 2
    assert StoredFile.objects.get().name == "thông báo.docx"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"held_on": "2027-01-01"}, "held_on"),
        ({"issued_on": "2026-11-15"}, "issued_on"),
        ({"held_on": "16/11"}, "held_on"),
    ],
)
def test_bad_entries_store_nothing(cast, client_of, changes, field):
    answer = enter(client_of(cast.monitor), **changes)
    assert (answer.status_code, answer.json()["field"]) == (400, field)
    assert not Conclusion.objects.exists()


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02" * 50, b"PK\x03\x04 broken", b"%PDF-1.4 broken"])
def test_bad_files_store_nothing(cast, client_of, content):
    data = io.BytesIO(content)
    data.name = "kết luận.docx"
    answer = client_of(cast.monitor).post("/api/v1/conclusions/", {**META, "file": data}, format="multipart")
    assert (answer.status_code, answer.json()["field"]) == (400, "file")
    assert not Conclusion.objects.exists()
    assert not StoredFile.objects.exists()


def test_only_the_office_enters_and_outsiders_see_none(cast, client_of):
    assert enter(client_of(cast.head)).status_code == 403
    conclusion = enter(client_of(cast.monitor), text=NOTICE).json()
    assert client_of(cast.head).get(f"/api/v1/conclusions/{conclusion['id']}/").status_code == 404
    point = ConclusionPoint.objects.first()
    assert client_of(cast.head).post(f"/api/v1/points/{point.pk}/drop/").status_code == 404
    assert client_of(cast.head).get("/api/v1/conclusions/").json()["results"] == []


def test_undo_certain_and_order(cast, client_of):
    monitor, colleague = client_of(cast.monitor), client_of(cast.other_monitor)
    conclusion = enter(monitor, text=NOTICE).json()
    address = f"/api/v1/conclusions/{conclusion['id']}"
    offered = monitor.get(f"{address}/certain/").json()
    assert offered[0]["plan"]["leads"] == [cast.board.pk]
    seen = {"points": [{"id": row["id"], "seen": row["seen"]} for row in offered]}
    made = monitor.post(f"{address}/certain/", seen)
    assert [directive["point_label"] for directive in made.json()] == [str(row["number"]) for row in offered]
    assert monitor.post(f"{address}/certain/", seen).json()["code"] == "stale"
    assert [step["verb"] for step in monitor.get(f"{address}/undo/").json()] == ["accept_points"]
    assert colleague.get(f"{address}/undo/").json() == []
    assert colleague.post(f"{address}/undo/").json()["code"] == "wrong_state"
    undone = monitor.post(f"{address}/undo/").json()
    assert {point["outcome"] for point in undone["points"]} == {"undecided"}
    assert not Directive.objects.exists()
    ConclusionPoint.objects.filter(pk=offered[-1]["id"]).update(proposal={"leads": [], "confidence": 0.9})
    ordered = monitor.post(f"{address}/order/", {"order": "unsure"}).json()
    assert ordered["points"][0]["id"] == offered[-1]["id"]
    assert ordered["points"][0]["doubts"][0]["kind"] == "WHO"
    assert monitor.get(f"{address}/order/").json()["order"] == "unsure"
    assert colleague.get(f"{address}/order/").json()["order"] == "text"
    assert monitor.post(f"{address}/order/", {"order": "x"}).status_code == 400
