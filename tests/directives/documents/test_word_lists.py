"""Numbers that exist only as list formatting come out as Word shows them."""

import pytest

from directives.documents import extract

from .samples import docx_with_body, replace_member
from .test_docx import level, listed, paragraph, run

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def labels(body: str, numbering: str, styles: str = "") -> list[str]:
    data = docx_with_body(body, numbering)
    if styles:
        data = replace_member(
            data, "word/styles.xml", f"<w:styles xmlns:w='{NAMESPACE}'>{styles}</w:styles>".encode()
        )
    return [line.rpartition(" ")[0] for line in extract(data, "a.docx").text.split("\n\n")]


def abstract(levels: str, number: int = 0) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{levels}</w:abstractNum>'


def num(number: int, of: int = 0, override: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{override}</w:num>'


def items(*places: int, number: int = 1) -> str:
    return "".join(listed("ý", place, number) for place in places)


THREE = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2.") + level(2, "lowerLetter", "%3)")


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ((0, 0, 0), "1. 2. 3."),
        ((0, 1, 1, 0, 1), "1. 1.1. 1.2. 2. 2.1."),
        ((0, 1, 2, 2, 1, 2), "1. 1.1. a) b) 1.2. a)"),
        ((1, 1), "1.1. 1.2."),
        ((0, 2, 0, 2), "1. a) 2. a)"),
    ],
)
def test_levels_count_and_start_anew(places, expected):
    assert labels(items(*places), abstract(THREE) + num(1)) == expected.split(" ")


@pytest.mark.parametrize(
    ("kind", "pattern", "expected"),
    [
        ("upperRoman", "%1.", "I. II. III. IV."),
        ("lowerRoman", "(%1)", "(i) (ii) (iii) (iv)"),
        ("upperLetter", "%1.", "A. B. C. D."),
        ("lowerLetter", "%1)", "a) b) c) d)"),
        ("decimalZero", "%1/", "01/ 02/ 03/ 04/"),
        ("decimal", "Điều %1.", "Điều 1. Điều 2. Điều 3. Điều 4."),
        ("bullet", "", "- - - -"),
        ("bullet", "+", "+ + + +"),
        ("none", "", "   "),
    ],
)
def test_formats(kind, pattern, expected):
    found = labels(items(0, 0, 0, 0), abstract(level(0, kind, pattern)) + num(1))
    assert " ".join(found) == expected


def test_lists_of_one_abstract_list_count_on_unless_one_starts_anew():
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride>'
    numbering = abstract(THREE) + num(1) + num(2) + num(3, override=restart.format(5))
    body = items(0, 0) + items(0, number=2) + items(0, 0, number=3)
    assert labels(body, numbering) == ["1.", "2.", "3.", "5.", "6."]


def test_a_list_may_replace_a_level():
    changed = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1.", 3)}</w:lvlOverride>'
    assert labels(items(0, 0), abstract(THREE) + num(1, override=changed)) == ["III.", "IV."]


def test_a_level_that_never_starts_anew_and_one_that_does_so_late():
    never = level(0, "decimal", "%1.") + level(1, "decimal", "%2)").replace(
        "<w:lvlText", '<w:lvlRestart w:val="0"/><w:lvlText'
    )
    assert labels(items(0, 1, 1, 0, 1), abstract(never) + num(1)) == ["1.", "1)", "2)", "2.", "3)"]
    late = (
        level(0, "upperRoman", "%1.")
        + level(1, "decimal", "%2.")
        + level(2, "lowerLetter", "%3)").replace("<w:lvlText", '<w:lvlRestart w:val="1"/><w:lvlText')
    )
    found = labels(items(0, 1, 2, 1, 2, 0, 1, 2), abstract(late) + num(1))
    assert found == ["I.", "1.", "a)", "2.", "b)", "II.", "1.", "a)"]


def test_roman_chapters_and_articles_in_digits():
    legal = level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2.").replace(
        "<w:lvlText", "<w:isLgl/><w:lvlText"
    )
    assert labels(items(0, 1, 0, 1), abstract(legal) + num(1)) == ["I.", "1.1.", "II.", "2.1."]


def styled(style: str, properties: str = "") -> str:
    return paragraph(run("ý"), f'<w:pStyle w:val="{style}"/>{properties}')


def style(name: str, number: str, based_on: str = "") -> str:
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="paragraph" w:styleId="{name}">{based}<w:pPr><w:numPr>{number}</w:numPr></w:pPr></w:style>'


def test_numbers_come_from_styles():
    linked = level(0, "upperRoman", "%1.").replace("<w:lvlText", '<w:pStyle w:val="Muc"/><w:lvlText') + level(
        1, "decimal", "%2."
    ).replace("<w:lvlText", '<w:pStyle w:val="Diem"/><w:lvlText')
    styles = style("Muc", '<w:numId w:val="1"/>') + style("Diem", '<w:numId w:val="1"/>', "Muc")
    styles += '<w:style w:type="paragraph" w:styleId="DiemCon"><w:basedOn w:val="Diem"/></w:style>'
    body = styled("Muc") + styled("Diem") + styled("DiemCon") + styled("Muc") + styled("Diem")
    body += styled("Diem", '<w:numPr><w:numId w:val="0"/></w:numPr>')
    assert labels(body, abstract(linked) + num(1), styles) == ["I.", "1.", "2.", "II.", "1.", ""]


def test_levels_of_a_list_style():
    numbering = (
        f'<w:abstractNum w:abstractNumId="0"><w:styleLink w:val="Cong"/>{THREE}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Cong"/></w:abstractNum>'
        + num(1)
        + num(2, 1)
    )
    assert labels(items(0, 1, number=2), numbering) == ["1.", "1.1."]


def test_a_deleted_or_moved_item_does_not_count():
    gone = listed("bỏ").replace("<w:r>", "<w:del><w:r>").replace("</w:r>", "</w:r></w:del>")
    gone = gone.replace("</w:numPr>", "</w:numPr><w:rPr><w:del/></w:rPr>")
    moved = gone.replace("w:del", "w:moveFrom")
    arrived = listed("ý").replace("<w:r>", "<w:moveTo><w:r>").replace("</w:r>", "</w:r></w:moveTo>")
    arrived = arrived.replace("</w:numPr>", "</w:numPr><w:rPr><w:moveTo/></w:rPr>")
    assert labels(items(0) + gone + moved + items(0) + arrived, abstract(THREE) + num(1)) == [
        "1.",
        "2.",
        "3.",
    ]
