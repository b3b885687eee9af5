import pickle

import pytest

from directives.documents import CODES, WARNINGS, Extracted, UnreadableDocument, extract, pasted

from .samples import PROSE, docx_of, typeset


def refusal(data: bytes, name: str = "a.txt", **limits: int) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as refused:
        extract(data, name, **limits)
    return refused.value


def test_all_formats_agree():
    def build(document):
        for part in PROSE.split("\n\n"):
            document.add_paragraph(part)

    page = "<html><body>" + "".join(f"<p>{part}</p>" for part in PROSE.split("\n\n")) + "</body></html>"
    files = {"txt": PROSE.encode(), "html": page.encode(), "docx": docx_of(build), "pdf": typeset(PROSE)}
    for kind, data in files.items():
        found = extract(data, "khong-ten")
        assert (found.kind, found.text) == (kind, PROSE)


def test_size_before_anything_else():
    found = refusal(bytes(50 * 2**20))
    assert (found.code, found.data) == ("too_large", {"bytes": 50 * 2**20, "limit": 20 * 2**20})
    assert refusal(PROSE.encode(), max_bytes=10).code == "too_large"


def test_what_no_reader_takes_and_no_name_explains():
    assert refusal(bytes(range(256)) * 20, "tep").code == "unknown_type"


def test_length_of_the_text():
    found = refusal(PROSE.encode(), max_text=100)
    assert (found.code, found.data) == ("too_long", {"characters": len(PROSE), "limit": 100})
    one_line_of_5_mb = ("Giao Sở Y tế rà soát. " * 190_000).encode()
    assert refusal(one_line_of_5_mb).code == "too_long"
    with pytest.raises(UnreadableDocument, match="too_long"):
        pasted(one_line_of_5_mb.decode())


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x89PNG\r\n\x1a\n0000", "image"),
        (b"{\\rtf1 x}", "rtf"),
        (b"MZ\x90\0", "executable"),
        (b"Rar!\x1a\x07\x00", "archive"),
        (b"<svg xmlns='x'><text>x</text></svg>", "image"),
        (bytes(range(256)) * 20, "broken"),  # by its name a Word file
        (b"ID3\x03\0\0", "unknown_type"),
    ],
)
def test_other_types(data, code):
    assert refusal(data, "ket-luan.docx").code == code


def test_what_is_found_cannot_be_changed():
    found = extract(PROSE.encode(), "a.txt")
    assert found == Extracted(PROSE, "txt", "text/plain", ())
    with pytest.raises(AttributeError):
        found.text = ""  # type: ignore[misc] # that is the test


def test_a_refusal_is_a_value_error_with_a_listed_code_and_travels():
    found = refusal(b"")
    assert isinstance(found, ValueError)
    again = pickle.loads(pickle.dumps(UnreadableDocument("too_long", pages=600, limit=500)))  # noqa: S301 - made here
    assert (again.code, again.data) == ("too_long", {"pages": 600, "limit": 500})
    with pytest.raises(AssertionError):
        UnreadableDocument("no_such_code")


def test_codes_are_words_a_translation_can_be_keyed_by():
    assert all(
        code.replace("_", "").replace("1258", "").replace("tcvn3", "t").isalpha() for code in CODES | WARNINGS
    )
