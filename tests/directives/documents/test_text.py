import codecs
import time
import unicodedata

import pytest

from directives.documents import UnreadableDocument, extract, pasted
from directives.documents.text import clean

from .samples import PROSE, to_tcvn3, to_vni, to_windows_1258


def read(data: bytes):
    return extract(data, "ket-luan.txt")


@pytest.mark.parametrize(
    "data",
    [
        PROSE.encode(),
        codecs.BOM_UTF8 + PROSE.encode(),
        codecs.BOM_UTF16_LE + PROSE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + PROSE.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + PROSE.encode("utf-32-le"),
        PROSE.encode("utf-16-le"),
        PROSE.encode("utf-16-be"),
        unicodedata.normalize("NFD", PROSE).encode(),
        PROSE.replace("\n", "\r\n").encode(),
        PROSE.replace("\n", "\r").encode(),
    ],
    ids="utf8 utf8-bom utf16le-bom utf16be-bom utf32-bom utf16le utf16be nfd crlf cr".split(),  # noqa: SIM905
)
def test_every_unicode_form_gives_the_same_text(data):
    found = read(data)
    assert found.text == PROSE
    assert (found.kind, found.media_type, found.warnings) == ("txt", "text/plain", ())


@pytest.mark.parametrize(
    ("data", "warning"),
    [
        (to_windows_1258(PROSE), "converted_windows_1258"),
        (to_vni(PROSE), "converted_vni"),
    ],
)
def test_old_encodings(data, warning):
    found = read(data)
    assert found.text == PROSE
    assert found.warnings == (warning,)


def test_tcvn3_comes_out_but_for_capitals_with_a_tone():
    found = read(to_tcvn3(PROSE))
    assert found.text.lower() == PROSE.lower()
    assert "Giao Sở Tài chính" in found.text
    assert found.warnings == ("converted_tcvn3",)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"C\xe9ng h\xdfa x\xb7 h\xe9i ch\xf1 ngh\xdca Vi\xd6t Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam".encode("cp1252"), "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("ÑOÄC LAÄP - TÖÏ DO - HAÏNH PHUÙC".encode("cp1252"), "ĐỘC LẬP - TỰ DO - HẠNH PHÚC"),
        ("§éc lËp - Tù do - H¹nh phóc".encode("cp1252"), "Độc lập - Tự do - Hạnh phúc"),
    ],
)
def test_short_texts_in_old_encodings(data, text):
    assert read(data).text == text


def test_old_encoding_inside_a_unicode_file():
    typed_in_an_abc_font = to_tcvn3(PROSE).decode("latin-1")
    found = read(typed_in_an_abc_font.encode())
    assert found.text.lower() == PROSE.lower()
    assert found.warnings == ("converted_tcvn3",)


def test_only_the_letterhead_is_in_an_old_encoding():
    head = to_vni("Văn phòng Ủy ban nhân dân tỉnh thông báo kết luận cuộc họp").decode("latin-1")
    found = read(f"{head}\n\n{PROSE}".encode())
    assert found.text == f"Văn phòng Ủy ban nhân dân tỉnh thông báo kết luận cuộc họp\n\n{PROSE}"
    assert found.warnings == ("converted_vni",)


def test_utf8_read_as_western_and_stored_again():
    twice = PROSE.encode().decode("latin-1").encode()
    assert read(twice).text == PROSE


WESTERN = PROSE.encode().decode("latin-1")


@pytest.mark.parametrize(
    ("stored", "lost"),
    [
        (PROSE.encode().decode("cp1252", "replace"), 5),  # of "ề" and "ờ" a byte has no sign on that page
        (WESTERN.replace("\xa0", " ").replace("\xad", ""), 0),
        (WESTERN.encode().decode("latin-1"), 0),
        (f"{WESTERN}\n\nÝ kiến khác của Sở Y tế", 0),
    ],
    ids=["bytes without a sign", "blanks and hyphens changed", "twice", "a part of it"],
)
def test_utf8_read_as_western_on_several_ways(stored, lost):
    found = read(stored.encode())
    assert "converted_mojibake" in found.warnings
    assert found.text.count("\ufffd") == lost
    assert ("bytes_replaced" in found.warnings) == bool(lost)
    same = sum(1 for ours, its in zip(PROSE, found.text, strict=False) if ours == its)
    assert same >= len(PROSE) - lost


def test_letters_that_look_like_ours():
    text = "UBND TỈNH ÐÔNG HÀ giao Ðồng chí Bí thư ðôn ðốc, theo QÐ-UBND; Ísland, Guðrún"
    expected = "UBND TỈNH ĐÔNG HÀ giao Đồng chí Bí thư đôn đốc, theo QĐ-UBND; Ísland, Guðrún"
    assert read(text.encode()).text == expected


def test_other_languages_are_left_alone():
    text = "Công ty Société Générale và Käfer & Söhne: où est l'été à Genève?"
    assert read(text.encode()).text == text


def test_zero_bytes_and_a_few_damaged_spots_do_not_hide_a_text():
    data = PROSE.encode()
    assert read(data[:100] + b"\0" + data[100:] + b"\0").text == PROSE
    assert "kết luận" in read(data[:-90] + b"\xff\xfe\x80" + data[-90:]).text


def test_a_damaged_spot_does_not_spoil_the_rest():
    data = PROSE.encode() * 20
    damaged = data[:500] + b"\xff\xfe\x80" + data[500:]
    assert "bytes_replaced" in read(damaged).warnings


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Giao\u00a0Sở\u2009Y tế", "Giao Sở Y tế"),
        ("tri\u00adển khai\u200b ngay\ufeff", "triển khai ngay"),
        ("a\x07b\x1bc\x85d", "abc\nd"),
        ("a \t\n b\t\n\n\n\n\nc  ", "a\nb\n\nc"),
        ("một\thai   ba", "một hai ba"),
        ("một\x0chai\u2028ba\u2029bốn", "một\nhai\nba\nbốn"),
        ("\u202eđảo\u202c", "đảo"),
        ("Hòa", "Hòa"),
        ("\uf0b7 Giao Sở Y tế\n  \uf02dviệc\uf0e0", "- Giao Sở Y tế\n- việc"),
    ],
)
def test_clean(raw, expected):
    assert clean(raw) == expected
    assert clean(expected) == expected


def test_what_is_pasted_comes_out_as_from_a_file():
    for typed in (
        PROSE,
        to_vni(PROSE).decode("latin-1"),
        unicodedata.normalize("NFD", PROSE).replace("\n", "\r\n"),
    ):
        assert pasted(typed) == PROSE


def test_cleaning_takes_linear_time():
    started = time.monotonic()
    for hostile in ("a" + "\u0301\u0316" * 400_000, " " * 500_000 + "x", "\n \n" * 200_000, "\ta" * 300_000):
        clean(hostile)
    assert time.monotonic() - started < 4


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        ("\ue000\u200b".encode(), "empty"),
        (codecs.BOM_UTF8 + b"  ", "empty"),
        (bytes(range(128, 256)) * 20, "wrong_encoding"),
        ("Ça déjà où été naïve".encode("latin-1") * 5, "wrong_encoding"),
        (bytes(range(256)) * 20, "broken"),
        ("Văn bản".encode() + b"\x00" * 30, "broken"),
    ],
)
def test_refused(data, code):
    with pytest.raises(UnreadableDocument) as refused:
        read(data)
    assert refused.value.code == code


def test_a_word_without_end_takes_no_longer_than_any_text():
    begun = time.process_time()
    assert pasted("a" * 200_000) == "a" * 200_000
    assert time.process_time() - begun < 2  # the square of its length took two minutes
