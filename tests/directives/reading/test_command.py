"""`score_reading DIR`: the table, and a clear error for what is no corpus."""

import json
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.skipif(not settings.configured, reason="needs Django's settings")

TEXT = (
    "THÔNG BÁO\n\nSau khi nghe báo cáo, đồng chí Lê Minh Khuê kết luận như sau:\n\n1. Giao Sở Y tế rà soát.\n"
)


def test_the_table_has_a_row_for_each_document_and_a_total(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "gold").mkdir()
    (tmp_path / "docs" / "a.txt").write_text(TEXT, encoding="utf-8")
    start = TEXT.index("Giao")
    gold = {
        "start": start,
        "end": TEXT.index(".", start),
        "text": "Giao Sở Y tế rà soát",
        "lead": ["Sở Y tế"],
        "coordinating": [],
        "deadline_text": None,
        "deadline": None,
        "recurring": False,
    }
    (tmp_path / "gold" / "a.json").write_text(
        json.dumps({"issued": None, "directives": [gold]}), encoding="utf-8"
    )
    out = StringIO()
    call_command("score_reading", str(tmp_path), stdout=out)
    head, row, total, invented, *bounds = out.getvalue().splitlines()
    assert head.split()[:4] == ["doc", "gold", "pred", "match"]
    assert row.split() == ["a", "1", "1", "1", "1.000", "1.000", "1.000", "1.000", "-", "1.000", "-", "1.000"]
    assert total.split()[0] == "total"
    assert invented == "invented dates: 0 in 1 directives"
    assert [line.split(":")[0] for line in bounds] == ["span_f1", "lead_f1"]


def test_each_document_may_be_read_without_its_own_words(tmp_path):
    for folder in ("docs", "gold"):
        (tmp_path / folder).mkdir()
    other = TEXT.replace("Giao Sở Y tế rà soát", "Chỉnh trang vườn hoa bên hồ")
    for name, text in (("a", TEXT), ("b", TEXT), ("c", other)):
        (tmp_path / "docs" / f"{name}.txt").write_text(text, encoding="utf-8")
        (tmp_path / "gold" / f"{name}.json").write_text(
            '{"issued": null, "directives": []}', encoding="utf-8"
        )

    def predicted(*options):
        out = StringIO()
        call_command("score_reading", str(tmp_path), *options, stdout=out)
        return [line.split()[2] for line in out.getvalue().splitlines()[1:4]]

    assert predicted() == ["1", "1", "1"]
    assert predicted("--leave-one-out") == ["1", "1", "0"]  # "chỉnh trang" stands in the third alone
    assert predicted() == ["1", "1", "1"]  # and is known again


def test_a_missing_folder_is_a_clear_error(tmp_path):
    with pytest.raises(CommandError, match="no such folder"):
        call_command("score_reading", str(tmp_path / "missing"))
