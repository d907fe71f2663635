"""What a number of things is the number of: what it counts, or who is named before a word that counts anything."""

from __future__ import annotations

from bisect import bisect_left

import regex

from extractor.grammar.amount import alternatives
from extractor.grammar.rule import Find
from extractor.lexicon.actors import PEOPLE
from extractor.link.behind import right_of
from extractor.link.cut import Subject
from extractor.link.sentence import Passage, number_of, quantity_of

_GENERIC = frozenset(
    [
        "người",
        "hộ",
        "trạm",
        "đơn",
        "trường",
        "cơ",
        "cái",
        "chiếc",
        "vụ",
        "cuốn",
        "lượt",
        "mẫu",
        "con",
        "cây",
        "suất",
        "bộ",
        "em",
        "cháu",
        "quả",
    ]
)


def _names_what_is_counted(between: str, words: list[str], left: Subject) -> bool:
    """Whether the phrase before a count says of what: "tử vong 02 ca", "giao dịch qua mạng đạt 9,84 tỷ giao dịch"."""
    if words[0].lower() in ("ca", "cas") and _TOLL.fullmatch(left.text):
        return not between.strip()
    if not left.text.lower().startswith(f"{' '.join(words).lower()} "):
        return False
    return _REACHES.search(between) is not None and "," not in between


_TOLL = regex.compile(r"(?:tử\s+vong|chết|mắc|nhiễm|mắc\s+mới)", regex.IGNORECASE)
"""What befalls people, counted by its cases."""
_CLASSIFIERS = frozenset(["chiếc", "cái", "bộ", "tấm", "cuốn", "quyển", "sản phẩm"])
_TALLY = frozenset(["lượt", "người", "con", "cuốn", "tờ", "chiếc", "ca", "suất", "hộ"])


_PERSONS = frozenset(["con", "lượt", "người", "em", "cháu"])
_WHO = regex.compile(rf"(?:{alternatives(PEOPLE)})(?!\w)", regex.IGNORECASE)
_LENGTHS = frozenset(["km", "ha", "m", "m2", "m3", "tấn", "tỷ đồng", "triệu đồng"])
"""Units of a ratio that are measured: "bàn giao mặt bằng 70/75 km"."""
_ANAPHORIC = regex.compile(r"(?:em|cháu)", regex.IGNORECASE)
"""Words that count people who were named before: "486 học sinh thì 391 em ở nội trú"."""
_HELPED = regex.compile(r"(?<!\w)(?:giúp|cho|hỗ\s+trợ|đến|đến\s+với|tạo)(?!\w)", regex.IGNORECASE)
_NUMBER_OF = regex.compile(r"số(?:\s+lượng)?\s*$")
_IS = regex.compile(r"(?r)(?<!\w)(?:là|còn)\s*$")


_HAS = regex.compile(r"(?<!\w)(?:hiện|hiện\s+nay)\s+có\s+(?:hơn\s+|gần\s+|trên\s+|khoảng\s+)?$", regex.IGNORECASE)
_PLACE = regex.compile(
    r"(?:toàn|cả|tỉnh|thành\s+phố|huyện|quận|thị\s+xã|xã|phường|thôn|bản|địa\s+phương|đơn\s+vị|trường|vùng|khu)(?!\w)",
    regex.IGNORECASE,
)
_REACHES = regex.compile(r"(?<!\w)(?:đạt|là|còn|lên|:)(?!\w)", regex.IGNORECASE)


_CLOSES = regex.compile(r"\s*(?:[,.;)(]|$|so\s+với|và\s)", regex.IGNORECASE)
"""What follows a figure that says nothing more of what it counts."""
_ONLY_PREDICATE = regex.compile(
    r"(?:[\s,;(]|phấn|đấu|đạt|tăng|giảm|là|hơn|gần|khoảng|năm|\d{4}|ước|dự|kiến|còn|lên|xuống|thêm|vượt|kế|hoạch|và|so|với|chỉ|vỏn|vẹn|tới|đến|hết|cuối|đầu|tháng|quý|nay|cũng|vẫn)*",
    regex.IGNORECASE,
)


_NAMED_GAP = regex.compile(
    r"[^.;,]{0,60}[,;:]\s+(?:trong\s+đó,?\s+)?(?:(?:thị\s+trường|xã|phường|huyện|thị\s+xã|thành\s+phố|tỉnh|nước)\s+)?"
    r"(?:(?-i:\p{Lu})[\p{L}]*\s+){1,4}(?:là\s+|có\s+)?",
    regex.IGNORECASE,
)
"""A place between two figures of the same thing."""


def _gap(passage: Passage, find: Find) -> str:
    """What stands between the quantity before and this one."""
    index = bisect_left(passage.quantities, find.start, key=lambda other: other.start)
    before = next((other.end for other in reversed(passage.quantities[:index]) if other.end <= find.start), 0)
    return passage.text[before : find.start]


_SCALE_WORDS = frozenset(["nghìn", "ngàn", "vạn", "triệu", "tỷ", "tỉ"])


def counted_subject(
    passage: Passage, find: Find, left: Subject | None, before: Subject | None = None
) -> Subject | None:
    """The subject of a count or a ratio: what it counts, unless the words before say who or what is counted.

    ``left`` is the phrase before it, ``before`` the subject of the quantity before it.
    """
    unit = quantity_of(find).unit
    if before is not None and unit is not None and _ANAPHORIC.fullmatch(unit) and _WHO.match(before.text):
        return before
    if unit in _LENGTHS and left is not None:
        return left
    if unit is None:
        right = right_of(passage, find)
        return right or before or left
    words = unit.split()
    while len(words) > 1 and words[0].lower() in _SCALE_WORDS:
        words = words[1:]
    doing = left is not None and left.rule == "subject.head" and words[0].lower() in _PERSONS
    if left and left.span and _names_what_is_counted(passage.text[left.span[1] : find.start], words, left):
        return left
    if left and left.span and words[0].lower() in _GENERIC and not (doing and not _WHO.match(left.text)):
        lead = passage.text[max(0, left.span[0] - 12) : left.span[0]].lower()
        between = passage.text[left.span[1] : find.start]
        named = between.strip().endswith(":") and words[0].lower() in left.text.lower().split()
        if named:
            parts = left.text.split()
            at = [part.lower() for part in parts].index(words[0].lower())
            return Subject(" ".join(parts[at:]), left.span, left.rule)
        if _NUMBER_OF.search(lead) or _IS.match(between.rstrip()):
            return left
        if len(words) == 1 and _HAS.search(between) and not _PLACE.match(left.text):
            return left
        if len(words) == 1 and (
            left.rule == "subject.share"
            or (left.rule == "subject.head" and not _HELPED.search(between))
            or (left.rule == "subject.left" and _REACHES.search(between))
        ):
            return left
    if (
        len(words) == 1
        and words[0].lower() in _CLASSIFIERS
        and left is not None
        and left.span is not None
        and not passage.text[left.span[1] : find.start].strip(" :")
    ):
        return left  # "điện thoại thông minh 67,2 triệu chiếc"
    if (
        words[0].lower() in _PERSONS
        and len(words) == 1
        and left is not None
        and left.span is not None
        and _WHO.match(left.text)
        and _ONLY_PREDICATE.fullmatch(passage.text, left.span[1], find.start)
        and _CLOSES.match(passage.text, find.end)
    ):
        return left  # "khách quốc tế 420 nghìn lượt"
    if (
        words[0].lower() in _TALLY
        and (len(words) == 1 or (words[0].lower() == "lượt" and len(words) == 2))
        and left is None
        and before is not None
        and _ONLY_PREDICATE.fullmatch(_gap(passage, find))
        and _CLOSES.match(passage.text, find.end)
    ):
        return before
    if (
        len(words) == 1
        and words[0].lower() in _TALLY
        and before is not None
        and before.text.lower() not in _TALLY
        and _NAMED_GAP.fullmatch(_gap(passage, find))
        and _CLOSES.match(passage.text, find.end)
    ):
        return before  # "25.614 lao động; trong đó thị trường Đài Loan 11.320 người"
    start = passage.text.find(words[0], number_of(find)[1])
    return Subject(" ".join(words), (start, find.end) if start >= 0 else None, "subject.counted")
