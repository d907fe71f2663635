"""Whether a quantity is a level, a rise or a fall: "giảm 5%" is a fall, "giảm còn 5%" a level."""

from __future__ import annotations

import regex

from extractor.core.quantity import Change
from extractor.grammar.amount import alternatives
from extractor.grammar.rule import Find
from extractor.lexicon.comparators import BEFORE
from extractor.lexicon.cues import DECLINE, FALL, GROWTH, RISE
from extractor.link.sentence import Passage, quantity_of

_COMPARATOR = rf"(?:{alternatives(BEFORE)}|bình\s+quân|trung\s+bình|tương\s+ứng|thêm|là|được|từ|hàng\s+năm|hằng\s+năm|mỗi\s+năm|cao|mạnh|nhẹ|tới|đến|lần\s+lượt)"
_RISE = regex.compile(rf"(?<!\w)(?:{alternatives(RISE)})(?:\s+{_COMPARATOR})*\s*$", regex.IGNORECASE)
_FALL = regex.compile(rf"(?<!\w)(?:{alternatives(FALL)})(?:\s+{_COMPARATOR})*\s*$", regex.IGNORECASE)
_TO = regex.compile(
    r"(?<!\w)(?:lên|xuống|còn|gấp|về)(?:\s+(?:còn|đến|tới|mức|dưới|trên|khoảng|gần|hơn|thành|gấp))*\s*$",
    regex.IGNORECASE,
)
_UP_TO = regex.compile(r"(?<!\w)(?:tăng|nâng)\s+(?:lên|từ|gấp)\b|(?<!\w)giảm\s+(?:còn|xuống|từ)\b", regex.IGNORECASE)
_GROWTH = regex.compile(rf"(?<!\w)(?:{alternatives(GROWTH)})(?!\w)", regex.IGNORECASE)
_DECLINE = regex.compile(rf"(?<!\w)(?:{alternatives(DECLINE)})(?!\w)", regex.IGNORECASE)
_BOTH = regex.compile(r"(?<!\w)từ\s*$", regex.IGNORECASE)


def change_of(passage: Passage, find: Find) -> Change:
    """The change that the words before a quantity tell, within its own clause."""
    quantity = quantity_of(find)
    start = passage.part_before(find.start, ";,(")
    left = passage.text[start : find.start]
    if quantity.kind == "multiple" and _ends(left, "gấp"):
        return "level"
    if _TO.search(left):
        return "level"
    if (
        _BOTH.search(left + " từ")
        and _UP_TO.search(left[-24:])
        and passage.text[find.start : find.start + 3].lower() == "từ "
    ):
        if quantity.upper is None and _turns(passage.text[find.end : find.end + 60]):
            return "level"
    if _RISE.search(left):
        return "increase"
    if _FALL.search(left):
        return "decrease"
    if quantity.kind == "percentage":
        return _of_a_rate(passage, find, left)
    return "level"


def _turns(right: str) -> bool:
    return regex.search(r"(?<!\w)(?:lên|xuống|còn)(?!\w)", right, regex.IGNORECASE) is not None


def _ends(text: str, word: str) -> bool:
    return text.rstrip().lower().endswith(word)


def _of_a_rate(passage: Passage, find: Find, left: str) -> Change:
    """The figure of a growth is a rise, however it is said: "tốc độ tăng trưởng GRDP đạt 7,85%"."""
    right = passage.text[find.end : find.end + 24].lower()
    if regex.match(r"\s*(?:dự toán|kế hoạch|mục tiêu|chỉ tiêu|kịch bản|tổng)", right):
        return "level"
    growth, decline = _GROWTH.search(left), _DECLINE.search(left)
    if growth and not regex.search(r"(?:đóng góp|vào tăng trưởng|chiếm|mục tiêu tăng trưởng)", left, regex.IGNORECASE):
        return "increase"
    if decline and regex.search(r"(?:tỷ lệ|tỉ lệ|mức|tốc độ)\s+giảm", left, regex.IGNORECASE):
        return "decrease"
    return "level"
