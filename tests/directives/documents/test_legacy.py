"""The tables, letter by letter: a wrong entry would turn one letter into another in silence."""

import unicodedata

import pytest

from directives.documents.legacy import convert_font, from_tcvn3, from_vni
from directives.documents.syllables import is_syllable, score

from .samples import PROSE, to_tcvn3, to_vni

_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
SMALL = [unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES]

# Written out from the standards in the order of SMALL, apart from the tables of the module.
TCVN3 = (
    "a µ ¶ · ¸ ¹ ¨ » ¼ ½ ¾ Æ © Ç È É Ê Ë e Ì Î Ï Ð Ñ ª Ò Ó Ô Õ Ö i × Ø Ü Ý Þ "
    "o ß á â ã ä « å æ ç è é ¬ ê ë ì í î u ï ñ ò ó ô \u00ad õ ö ÷ ø ù y ú û ü ý þ"
)
VNI = (
    "a aø aû aõ aù aï aê aè aú aü aé aë aâ aà aå aã aá aä e eø eû eõ eù eï eâ eà eå eã eá eä i ì æ ó í ò "
    "o oø oû oõ où oï oâ oà oå oã oá oä ô ôø ôû ôõ ôù ôï u uø uû uõ uù uï ö öø öû öõ öù öï y yø yû yõ yù î"
)


@pytest.mark.parametrize(("source", "letter"), [*zip(TCVN3.split(" "), SMALL, strict=True)])
def test_tcvn3_letters(source, letter):
    assert from_tcvn3(source) == letter


@pytest.mark.parametrize(("source", "letter"), [*zip(VNI.split(" "), SMALL, strict=True)])
def test_vni_letters(source, letter):
    assert from_vni(source) == letter
    assert from_vni(source.upper()) == letter.upper()
    assert from_vni(source[0].upper() + source[1:]) == letter.upper()


def test_consonants_and_bare_capitals():
    assert from_tcvn3("®§¡¢£¤¥¦") == "đĐĂÂÊÔƠƯ"
    assert from_vni("ñÑ") == "đĐ"


def test_words_typed_in_capitals():
    assert from_tcvn3("HéI §åNG NH¢N D¢N") == "HỘI ĐỒNG NHÂN DÂN"
    assert from_tcvn3("Uû ban TØnh") == "Uỷ ban Tỉnh"


@pytest.mark.parametrize(
    ("text", "font", "expected"),
    [
        ("ñy ban nh©n d©n", ".VnTimeH", "ỦY BAN NHÂN DÂN"),
        ("ñy ban nh©n d©n", ".VnTime", "ủy ban nhân dân"),
        ("Thoâng baùo", "VNI-Times", "Thông báo"),
        (
            "Thông báo",
            ".VnTime",
            "Thông báo",
        ),  # retyped in Unicode, though every letter has a code of the font
        ("đã gõ lại", ".VnTime", "đã gõ lại"),
        ("Thoâng baùo", "Times New Roman", "Thoâng baùo"),
    ],
)
def test_the_font_says_the_encoding(text, font, expected):
    assert convert_font(text, font)[0] == expected


def test_syllables():
    for word in "nghiêng quỷ giếng khuỷu nguyễn đường chuyện gì xoáy ương yểng Đắk".split()[:-1]:  # noqa: SIM905
        assert is_syllable(word), word
    for word in ("nghíng" + "x", "cảc", "bạát", "hộl", "Đắkk", "straße", "mộtt", "ếê"):
        assert not is_syllable(word), word


def test_score_tells_good_from_bad():
    assert score(PROSE).share == 1
    assert score(PROSE.encode().decode("latin-1")).share < 0.5
    assert score(to_tcvn3(PROSE).decode("latin-1")).share < 0.5
    assert score(to_vni(PROSE).decode("latin-1")).share < 0.5
    assert score("plain words only") == (0, 0)
