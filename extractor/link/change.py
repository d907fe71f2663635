"""Whether a quantity is a level, a rise or a fall: "giảm 5%" is a fall, "giảm còn 5%" a level."""

from __future__ import annotations

import regex

from extractor.core.quantity import Change
from extractor.grammar.amount import alternatives
from extractor.grammar.rule import Find
from extractor.lexicon.changes import DECLINE, FALL, GROWTH, RISE
from extractor.lexicon.comparators import BEFORE
from extractor.link.sentence import Passage, number_of, quantity_of

_BETWEEN = (
    rf"(?:{alternatives(BEFORE)}|bình\s+quân|trung\s+bình|tương\s+ứng|thêm|là|được|từ|hàng\s+năm|hằng\s+năm|mỗi\s+năm|"
    r"cao|mạnh|nhẹ|sâu|tuyệt\s+đối|tới|đến|lần\s+lượt|cả)"
)
_RISE = regex.compile(
    rf"(?<!\w)(?:{alternatives(RISE)})(?:\s+{_BETWEEN})*\s*\(?\s*(?:khoảng|gần|hơn)?\s*$", regex.IGNORECASE
)
_FALL = regex.compile(
    rf"(?<!\w)(?:{alternatives(FALL)})(?:\s+{_BETWEEN})*\s*\(?\s*(?:khoảng|gần|hơn)?\s*$", regex.IGNORECASE
)
_TO = regex.compile(
    r"(?r)(?<!\w)(?:lên|xuống|còn|gấp|về)(?:\s+(?:còn|đến|tới|mức|dưới|trên|khoảng|gần|hơn|thành|gấp))*\s*$",
    regex.IGNORECASE,
)
_STARTING = regex.compile(r"(?r)(?<!\w)(?:tăng|nâng|giảm|hạ|kéo\s+giảm)\s*$", regex.IGNORECASE)
_GROWTH = regex.compile(rf"(?<!\w)(?:{alternatives(GROWTH)})(?!\w)", regex.IGNORECASE)
_DECLINE = regex.compile(rf"(?<!\w)(?:{alternatives(DECLINE)})(?!\w)", regex.IGNORECASE)
_NOT_GROWTH = regex.compile(
    r"(?<!\w)(?:đóng\s+góp|vào\s+tăng\s+trưởng|chiếm|mục\s+tiêu\s+tăng\s+trưởng|hoàn\s+thành)(?!\w)", regex.IGNORECASE
)
_ANOTHER = regex.compile(r",[^,]*(?<!\w)(?:tỷ\s+lệ|tỉ\s+lệ|tỷ\s+trọng)(?!\w)", regex.IGNORECASE)
"""Another rate after a growth, whose figure is a level: "thúc đẩy tăng trưởng, tỷ lệ phủ sóng đạt 100%"."""
_OF_PLAN = regex.compile(r"\s*(?:dự\s+toán|kế\s+hoạch|mục\s+tiêu|chỉ\s+tiêu|kịch\s+bản|tổng)", regex.IGNORECASE)
_RATE_OF_FALL = regex.compile(
    r"(?:tỷ\s+lệ|tỉ\s+lệ|mức|tốc\s+độ)\s+giảm|(?<!\w)giảm\s+(?:hộ\s+)?nghèo\s*$", regex.IGNORECASE
)
_OBJECT = regex.compile(
    r"(?:^|[,;:.]\s*|\s)(?:phấn\s+đấu\s+)?(?P<verb>tăng|giảm|rút\s+ngắn|kéo\s+giảm|cắt\s+giảm)\s+"
    r"(?!cường|tốc|từ|lên|xuống|còn|trưởng|gấp|(?-i:\p{Lu}\p{Ll}))(?:(?:\p{L}+|năm\s+(?:19|20)\d\d)\s+){1,12}?(?:bình\s+quân\s+|khoảng\s+)*$",
    regex.IGNORECASE,
)
_MEAN_OF_TURN = regex.compile(
    r"(?<!\w)(?P<verb>tăng|nâng|giảm|hạ)(?:\s+\p{L}+){0,2}?\s+từ\s[^;.()]{2,90}?\s(?:lên|xuống|còn)\s[^;.()]{1,60}"
    r"\(\s*(?:bình\s+quân|trung\s+bình)\s+(?:mỗi\s+năm\s+|hằng\s+năm\s+)?$",
    regex.IGNORECASE,
)
"""The mean of a change that was told from its beginning to its end: "giảm từ 40% xuống còn 28% (bình quân 4%/năm)"."""
_ELSEWHERE = regex.compile(
    r"\s*\(\s*(?:bình\s+quân\s+(?:chung\s+)?)?(?:cả\s+nước|toàn\s+quốc|toàn\s+tỉnh|cùng\s+kỳ)\s+(?:là\s+|đạt\s+|tăng\s+|giảm\s+)?",
    regex.IGNORECASE,
)
"""The same change elsewhere, in brackets: "tăng trưởng đạt 7,23% (bình quân cả nước đạt 7,52%)"."""
_CAUSE = regex.compile(r"giảm\s+nghèo(?!\w)", regex.IGNORECASE)
_LEVEL_VERB = regex.compile(r"(?<!\w)(?:đạt|là|còn|xuống|lên|chiếm|bằng|có)(?!\w)", regex.IGNORECASE)
_LINKED = regex.compile(r"[^,;.]{0,50}?(?<!\w)và\s*$", regex.IGNORECASE)
_SAME_AGAIN = regex.compile(r"[^;.]{0,40}?,\s*(?:khoảng|gần|hơn|trên)?\s*$", regex.IGNORECASE)


def change_of(passage: Passage, index: int, before: Change = "level") -> Change:
    """The change that the words before a quantity tell, within its own clause.

    ``before`` is the change of the quantity before it, taken over by "giảm 30% … và 20% …".
    """
    find = passage.quantities[index]
    quantity = quantity_of(find)
    left = passage.text[passage.part_before(find.start, ";,(") : find.start]
    bracket = passage.text[: find.start].rstrip()
    if bracket.endswith("("):
        left = passage.text[passage.part_before(len(bracket) - 1, ";,(") : len(bracket) - 1]
    if quantity.kind == "multiple" and left.rstrip().lower().endswith("gấp"):
        return "level"
    if _TO.match(left):
        return "level"
    if starts_a_turn(passage, find) or turned_from(passage, find):
        return "level"
    if _RISE.search(left):
        return "increase"
    if _FALL.search(left):
        return "decrease"
    object_of = _OBJECT.search(left)
    if object_of is not None and quantity.kind == "money" and _CAUSE.match(left, object_of.start("verb")):
        return "level"  # "mục tiêu giảm nghèo 340 tỷ đồng" is what it costs
    if object_of is not None and not _LEVEL_VERB.search(left, object_of.end("verb")):
        return "increase" if object_of["verb"].lower() == "tăng" else "decrease"
    if index and before != "level" and _goes_on(passage, index):
        return before
    if (
        index
        and before != "level"
        and _ELSEWHERE.fullmatch(passage.text, passage.quantities[index - 1].end, find.start)
    ):
        return before
    mean = None
    if quantity.kind == "percentage" and "(" in passage.text[max(0, find.start - 40) : find.start]:
        mean = _MEAN_OF_TURN.search(passage.text, max(0, find.start - 260), find.start)
    if mean is not None:
        return "increase" if mean["verb"].lower() in ("tăng", "nâng") else "decrease"
    if quantity.kind == "percentage":
        return _of_a_rate(passage, find)
    return "level"


def starts_a_turn(passage: Passage, find: Find) -> bool:
    """ "tăng từ 85% …" gives where a change began; "giảm từ 5% trở lên" and "tăng từ 5 - 6%" give the change itself."""
    quantity = quantity_of(find)
    if quantity.upper is not None or quantity.comparator != "=":
        return False
    left = passage.text[max(0, find.start - 16) : find.start]
    return passage.lower.startswith("từ ", find.start) and _STARTING.match(left) is not None


_FROM = regex.compile(r"(?r)(?<!\w)từ\s+(?:mức\s+)?$", regex.IGNORECASE)
_ONWARDS = regex.compile(r"\s*(?:xuống|lên|còn)(?!\w)", regex.IGNORECASE)


def turned_from(passage: Passage, find: Find) -> bool:
    """Whether a figure is where a change begins that is told at once: "rút ngắn thời gian … từ 3 giờ xuống 1 giờ"."""
    start = number_of(find)[0]
    before = _FROM.match(passage.text, max(0, start - 12), start)
    return before is not None and _ONWARDS.match(passage.text, find.end) is not None


def _goes_on(passage: Passage, index: int) -> bool:
    before, find = passage.quantities[index - 1], passage.quantities[index]
    between = passage.text[before.end : find.start]
    if _LEVEL_VERB.search(between):
        return False
    same = quantity_of(before).unit == quantity_of(find).unit
    return same and (_LINKED.fullmatch(between) is not None or _SAME_AGAIN.fullmatch(between) is not None)


def _of_a_rate(passage: Passage, find: Find) -> Change:
    """The figure of a growth is a rise, however it is said: "tốc độ tăng trưởng GRDP đạt 7,85%"."""
    if _OF_PLAN.match(passage.text, find.end):
        return "level"
    start = passage.part_before(find.start, ";")
    left = passage.text[max(start, passage.quantity_end(find.start)) : find.start]
    grows = _GROWTH.search(left)
    if grows is not None and not _NOT_GROWTH.search(left) and not _ANOTHER.search(left, grows.end()):
        return "increase"
    if _DECLINE.search(left) and _RATE_OF_FALL.search(left):
        return "decrease"
    return "level"
