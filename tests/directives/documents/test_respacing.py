from directives.documents.respacing import mended

SOUND = (
    "Giao Ban Quản lý các khu công nghiệp tỉnh chủ trì, phối hợp với Sở Tài chính rà soát 24 dự án chậm tiến độ; "
    "báo cáo Chủ tịch Ủy ban nhân dân tỉnh trước ngày 15/12/2026 - thực hiện nghiêm quy định, yêu cầu tổng hợp."
)


def torn(text: str) -> str:
    """As a printer leaves it whose font lacks the marked letters."""
    return "".join(f" {letter} " if ord(letter) > 0x1E00 else letter for letter in text).replace("  ", " ")


def test_torn_syllables_are_joined_again():
    assert torn(SOUND) != SOUND
    assert mended(torn(SOUND)) == SOUND


def test_capitals_too():
    heading = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc"
    assert mended(torn(heading)) == heading


def test_sound_text_and_short_text_stay_word_for_word():
    lines = f"{SOUND}\n\n- TP. Bình Sa: 3 km đường, 5 kg; tr. 12"
    assert mended(lines) == lines
    assert mended("T ỉ nh") == "T ỉ nh"
    assert mended("") == ""
