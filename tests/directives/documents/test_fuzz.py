"""Whatever the bytes: a text, or `UnreadableDocument` with a listed code. Never another exception."""

import io
import unicodedata
import zipfile

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from departments.text import clean as stored
from directives.documents import CODES, EVIDENCE_TYPES, UnreadableDocument, check_evidence, extract, sniff

from .samples import PROSE, docx_of, docx_with_body, ole_of, replace_member, to_tcvn3, to_vni, typeset, zip_of
from .test_html import NEWS


def _word_file(document) -> None:
    document.add_paragraph("Giao Sở Y tế.", style="List Number")
    document.add_table(rows=2, cols=3).cell(1, 1).text = "Việc"


DOCX = docx_of(_word_file)
PDF = typeset(PROSE)
SEEDS = (
    DOCX,
    PDF,
    NEWS.encode(),
    to_tcvn3(PROSE),
    to_vni(PROSE),
    PROSE.encode("utf-16"),
    ole_of("WordDocument", "Macros"),
)
SIGNATURES = (
    b"",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"<html>",
    b"\xff\xfe",
    b"\xfe\xff",
)


def examples(count: int) -> settings:
    return settings(
        max_examples=count,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
        derandomize=True,
    )


def outcome(call):
    try:
        return call()
    except UnreadableDocument as refused:
        return refused


def check(data: bytes, name: str = "a.txt") -> None:
    found = outcome(lambda: extract(data, name))
    if isinstance(found, UnreadableDocument):
        assert found.code in CODES
    else:
        assert found.text
        assert unicodedata.is_normalized("NFC", found.text)
        assert not {c for c in found.text if unicodedata.category(c) == "Cc"} - {"\n", "\t"}
        assert not set(found.text) & set("\u00a0\u00ad\u200b\ufeff\r")
        assert stored(found.text) == found.text  # or offsets would point beside the words
    kind = sniff(data, name)
    assert kind is None or "/" in kind
    taken = outcome(lambda: check_evidence(data, name))
    assert taken.code in CODES if isinstance(taken, UnreadableDocument) else taken in EVIDENCE_TYPES


@st.composite
def mutated(draw, seeds: tuple[bytes, ...] = SEEDS) -> bytes:
    """A good file with some places overwritten, cut out, doubled, or its end lost."""
    data = bytearray(draw(st.sampled_from(seeds)))
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, max(len(data) - 1, 0)))
        kind = draw(st.sampled_from("overwrite insert cut double end".split()))  # noqa: SIM905
        if kind == "overwrite":
            piece = draw(st.binary(min_size=1, max_size=8))
            data[place : place + len(piece)] = piece
        elif kind == "insert":
            data[place:place] = draw(st.binary(max_size=20))
        elif kind == "cut":
            del data[place : place + draw(st.integers(1, 200))]
        elif kind == "double":
            data[place:place] = data[place : place + draw(st.integers(1, 200))]
        else:
            del data[len(data) - draw(st.integers(1, 100)) :]
    return bytes(data)


@examples(150)
@given(st.sampled_from(SIGNATURES), st.binary(max_size=600), st.text(max_size=12))
def test_random_bytes(signature, rest, name):
    check(signature + rest, name)


@examples(200)
@given(mutated())
def test_damaged_files(data):
    check(data)


@examples(60)
@given(mutated((PDF,)))
def test_damaged_pdf(data):
    check(data)


@examples(60)
@given(st.text(max_size=400))
def test_any_text(text):
    check(text.encode("utf-8", "surrogatepass"))
    check(text.encode("utf-16", "surrogatepass"))


TAGS = (
    "p",
    "div",
    "table",
    "tr",
    "td",
    "b",
    "a href=x",
    "svg",
    "ul",
    "li",
    "br",
    "script",
    "!--",
    "template",
    "h1",
    "select",
)


@examples(80)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(TAGS).map("<{}>".format),
            st.sampled_from(TAGS).map("</{}>".format),
            st.text(max_size=8),
        )
    )
)
def test_any_markup(pieces):
    check(("<html>" + "".join(pieces)).encode("utf-8", "replace"))


WORD_TAGS = (
    "p",
    "r",
    "t",
    "tbl",
    "tr",
    "tc",
    "del",
    "ins",
    "pPr",
    "numPr",
    "sdt",
    "sdtContent",
    "tab",
    "br",
    "rPr",
    "caps",
)
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@st.composite
def word_xml(draw, depth: int = 0) -> str:
    tag = draw(st.sampled_from(WORD_TAGS))
    inner = draw(st.sampled_from(["", "chữ", "<w:numId w:val='1'/><w:ilvl w:val='x'/>"]))
    if depth < 4:
        inner += "".join(draw(st.lists(word_xml(depth=depth + 1), max_size=2)))
    return f"<w:{tag}>{inner}</w:{tag}>"


@examples(40)
@given(word_xml())
def test_any_word_body(body):
    document = f"<w:document xmlns:w='{NAMESPACE}'><w:body>{body}</w:body></w:document>"
    check(replace_member(DOCX, "word/document.xml", document.encode()))


@examples(40)
@given(
    st.sampled_from(
        ("word/document.xml", "word/numbering.xml", "word/styles.xml", "_rels/.rels", "[Content_Types].xml")
    ),
    st.data(),
)
def test_damaged_parts(name, data):
    with zipfile.ZipFile(io.BytesIO(DOCX)) as archive:
        part = archive.read(name)
    check(replace_member(DOCX, name, data.draw(mutated((part,)))))


def test_odd_packages():
    check(zip_of({"[Content_Types].xml": "wordprocessingml.document.main+xml", "word/document.xml": ""}))
    check(docx_with_body("<w:tbl/><w:tbl><w:tr/></w:tbl><w:p/>"))
    check(b"PK\x05\x06" + bytes(18))
