"""Lines of a web page that belong to the page and not to its article, known by what they say."""

import re
from typing import Final

_LONGEST: Final = 90  # characters of such a line
# What follows is other news, or what readers wrote.
_AFTER_ARTICLE: Final = re.compile(
    r"(?:các )?(?:tin|bài)(?: bài| viết|, bài| tức)?(?: (?:khác|cùng chuyên mục|cùng chủ đề|mới(?: nhất| hơn| đăng)?"
    r"|cũ hơn|đã đưa|liên quan|đọc nhiều|nổi bật|xem nhiều))+"
    r"|có thể bạn quan tâm|đọc nhiều(?: nhất)?|xem nhiều(?: nhất)?|cùng chuyên mục|cùng chủ đề"
    r"|(?:\d+ )?bình luận(?: của bạn)?(?: \(\d+\))?|ý kiến (?:của )?(?:bạn đọc|bạn)(?: \(\d+\))?|gửi bình luận"
    r"|thăm dò ý kiến|liên kết website|thống kê truy cập",
    re.IGNORECASE,
)
_WITHIN: Final = re.compile(
    r"(?:chia sẻ(?: bài viết)?|in (?:trang|bài viết|bài)|gửi (?:email|bài viết|cho bạn bè)|lưu bài|bản in"
    r"|facebook|zalo|twitter|tweet|linkedin|pinterest|youtube|email|print|copy link|sao chép liên kết|quảng cáo|tags?"
    r"|từ khóa|nghe (?:bài viết|đọc bài|audio)|đọc bài viết|giọng (?:nam|nữ|đọc)|tốc độ đọc|cỡ chữ|trang chủ|đăng nhập"
    r"|đánh giá(?: bài viết)?|like|thích|a|\+|phóng to|thu nhỏ|về đầu trang|lên đầu trang|quay lại|xem cỡ chữ"
    r"|(?:số )?lượt (?:xem|đọc)|đã xem|theo dõi .{2,40} trên google news|tương phản|đọc tin|[|/•·:()\d.,\s-])+",
    re.IGNORECASE,
)
_POINTER: Final = re.compile(
    r"(?:>>+|»|→|(?:xem|đọc) thêm\s*:|tin liên quan\s*:|bài liên quan\s*:|từ khóa\s*:|tags?\s*:|>>>)",
    re.IGNORECASE,
)
_WORD: Final = re.compile(
    r"[^\W\d_]{2}|a.*a", re.IGNORECASE
)  # "A A+" sets the size of the letters, "A" may head


def without_chrome(paragraphs: list[str]) -> list[str]:
    """`paragraphs` up to the lists below the article, without share buttons, counters and pointers to other pages."""
    total = sum(map(len, paragraphs))
    kept: list[str] = []
    length = 0
    for paragraph in paragraphs:
        line = paragraph.strip(" -–*•:")
        if len(line) <= _LONGEST:
            if 2 * length > total and _AFTER_ARTICLE.fullmatch(line):
                break
            if _WORD.search(line) and _WITHIN.fullmatch(line):
                continue
        if len(paragraph) < 4 * _LONGEST and _POINTER.match(paragraph):
            continue
        kept.append(paragraph)
        length += len(paragraph)
    return kept
