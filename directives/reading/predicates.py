"""Where a predicate begins: the border between an office's name and what it has to do."""

from __future__ import annotations

from directives.reading import words
from directives.reading.folding import Phrases, Tokens, phrase_list, phrases

# Nouns and other words that begin like an action ("giao thông", "cấp xã", "tăng trưởng").
_NOUNS = phrases(
    """
    giao thông|cần thiết|kiến nghị về|kiến nghị của|đề nghị của|đề xuất của|đề xuất về|yêu cầu của|
    báo cáo của|quy định của|chỉ đạo của|thông tin và truyền thông|cấp xã|cấp huyện|cấp tỉnh|cấp ủy|
    cấp trên|cấp dưới|cấp thôn|tăng trưởng|thu nhập|thu ngân sách|xử phạt vi phạm|đầu tư công|
    tổ chức tín dụng|tổ chức chính trị|tổ chức đảng|tổ chức,|
    tổ chức hội,|tổ chức hội và|tổ chức hội viên|tổ chức hội quần chúng|tổ chức hội đoàn|tổ chức quốc tế|có liên quan|
    có thẩm quyền|có chức năng|đặc biệt khó khăn|chi cục|chi nhánh|chi bộ|cấp nước|cấp điện|thuê đất|
    chuyển đổi số|đổi mới sáng tạo|thu gom rác|trường hợp|giải phóng quân|phát triển nông thôn|
    thông tin điện tử|kinh doanh|mua bán|dành cho|bảo hiểm|thường trực|xã hội hóa nguồn|bán lẻ|bán buôn|
    tính mạng|xem xét của|giữ vai trò|giám định viên|phòng chống thiên tai và|cơ bản|đưa ra|đặt tại|
    đóng trên|đóng tại|trực thuộc|thống nhất 1|làm chủ đầu tư|đầu tư nước ngoài|cùng cấp|cùng kỳ|
    cùng ngày|trong nước|trong ngành|trong tỉnh|trong khối|trong hệ thống|thay mặt|mới thành lập|cơ cấu|
    nhận thức|gắn máy|lãnh đạo bộ|lãnh đạo chính phủ|lãnh đạo tỉnh|lãnh đạo ubnd|
    lãnh đạo thành phố|lãnh đạo sở|lãnh đạo các|lãnh đạo đảng|lãnh đạo huyện|lãnh đạo xã|lãnh đạo cơ quan|
    lãnh đạo đơn vị|lãnh đạo ủy ban|kết luận cuộc|kết luận buổi|kết luận hội|kết luận phiên|kết luận tại|
    kết luận nội|thông báo kết luận|thông báo số|yêu cầu đặt|
    xây lắp|báo chí|báo giấy|báo điện tử|sửa chữa nhỏ|xuất khẩu|nhập khẩu|xuất nhập|xin cảm ơn|xin phép|
    xây dựng cơ bản|báo cáo viên|hạ tầng|tự nhiên|phát thanh|tính chất|xây lắp"""
)

# Second halves of nouns that read like an action on their own ("công trình", "trung cấp").
_COMPOUNDS = frozenset(
    tuple(pair.split())
    for pair in phrase_list(
        """
    công trình | chương trình | quá trình | lộ trình | tiến trình | quy trình | giáo trình | hành trình
    | thường trình | trung cấp | cao cấp | sơ cấp | phân cấp | các cấp | lưu thông | truyền thông | viễn
    thông | phổ thông | đường thủy | nguồn thu | tăng thu | doanh thu | vốn vay | nước ngoài | cơ cấu |
    y tế | thuế thu | bản đồ | hải quan | cơ quan | nội quy | thiết bị | thủ tục | hợp đồng | thu chi |
    tự nhiên | giám sát | nhà đầu | chủ đầu | vốn đầu | dự án | cấp nước | tiểu học | tổng hợp | cơ sở |
    tập đoàn | toàn dân | liên quan | cá nhân | bệnh nhân | công nhân | doanh nhân | tư nhân | nhân dân
    | tài chính | hành chính | chính quyền | thể thao | thi hành | văn phòng | quốc phòng | hội đồng |
    cộng đồng | đại biểu | đại đoàn | đặc khu | học sinh | kiểm lâm | trồng trọt | đất trồng | giao
    thông | lao động | vận động | hoạt động | thành lập | độc lập | trung lập | công lập | ngoài công |
    bộ đội | chi hội | mở rộng | đổi mới | hạ tầng | giảm nghèo | tăng trưởng | thủ trưởng | việc làm |
    cấp bách | tạm cư | định cư | giữa kỳ | chăn nuôi | chỉ huy |
    """
    )
)

_PARTS: tuple[tuple[str, Phrases], ...] = (
    ("modal", words.MODALS),
    ("assigned", words.ASSIGNED),
    ("manner", words.MANNER),
    ("verb", words.VERBS),
)


def predicate(where: Tokens, index: int) -> str | None:
    """What kind of predicate opens at `index`: modal, assigned, manner, verb; None if none does.

    A capitalised word is taken for part of a name, unless it stands at `index` 0.
    """
    if index >= len(where) or (index > 0 and where.is_name(index)):
        return None
    if (where.at(index - 1), where.at(index)) in _COMPOUNDS:
        return None
    if where.at(index) == "không" and not words.MODALS.match(where, index):
        return "verb" if predicate(where, index + 1) == "verb" else None
    noun = _NOUNS.match(where, index)
    best, kind = _turning(where, index), None
    if best:
        kind = "verb"
    for name, part in _PARTS:
        length = part.match(where, index)
        if length > best:
            best, kind = length, name
    return kind if best > noun or (best and noun == 0) else None


def soft(where: Tokens, index: int) -> bool:
    """Whether the action at `index` may as well be part of an office's name."""
    return words.SOFT.match(where, index) > 0


def _turning(where: Tokens, index: int) -> int:
    """The length of an action in -hóa at `index` ("hệ thống hóa", "thương mại hóa"); 0 for none."""
    for length in (2, 3):
        if where.at(index + length - 1) == "hóa" and where.at(index + length - 2) not in _HOA_NOUNS:
            return length if all(where.is_word(index + step) for step in range(length)) else 0
    return 0


def assigns(where: Tokens, index: int) -> bool:
    """Whether "được giao" at `index` is followed by a task."""
    after = index + words.ASSIGNED.match(where, index)
    task = where.at(after) in {"nhiệm", "trách", "chủ", "việc", ",", "thực", "các", "về", "làm", "là", ":"}
    return task or predicate(where, after) is not None


def only_soft(where: Tokens, index: int) -> bool:
    """Whether no longer action than a soft one opens at `index` ("có văn bản" is longer than "có")."""
    length = words.SOFT.match(where, index)
    return length > 0 and words.VERBS.match(where, index) <= length


def prepositional(where: Tokens, index: int) -> bool:
    """Whether what opens at `index` only leads to an action ("căn cứ …", "trong quý …") and is none."""
    return _PREPOSITIONAL.match(where, index) > 0


_HOA_NOUNS = frozenset(
    {"văn", "hàng", "tiêu", "thanh", "biên", "tuy", "khánh", "hiệp", "đức", "phong", "giáo", "hòa", "an"}
)
_PREPOSITIONAL = phrases(
    """
    căn cứ|theo|trên cơ sở|trong|trước|chậm nhất|ngay sau|thay mặt|cùng|cùng với|cùng nhau|thừa ủy quyền|
    bước đầu|rất|luôn|hết sức|trước mắt|đặc biệt là|cơ bản|hằng năm|hàng năm"""
)


def is_modal(where: Tokens, index: int) -> int:
    """The length of a modal at `index`; 0 for none ("cần thiết" is none)."""
    return 0 if where.at(index + 1) == "thiết" else words.MODALS.match(where, index)


def opening(where: Tokens, index: int) -> str | None:
    """The predicate at a word that is capitalised because a sentence or item opens there."""
    part = slice(index, index + 8)
    return predicate(Tokens(where.word[part], where.fold[part], where.start[part], where.end[part]), 0)
