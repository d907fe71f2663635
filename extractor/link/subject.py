"""Whose share or number a quantity is, and the words that say what is measured."""

from __future__ import annotations

from bisect import bisect_left

import regex

from extractor.grammar.amount import alternatives
from extractor.grammar.noun import noun_after, nouns_after
from extractor.grammar.rule import Find
from extractor.lexicon.cues import PLANS
from extractor.lexicon.indicators import BARE_RATES, PEOPLE, REPORTING
from extractor.link.extent import LONGEST
from extractor.link.phrase import Subject, phrase_before, points_back
from extractor.link.sentence import Passage, number_of, quantity_of

WEAK = ("subject.left", "subject.after")
"""Rules that take the first noun phrase of a clause, whatever it is."""
_COUNTERS = regex.compile(
    r"(?:(?:tổng\s+)?số\s+(?:lượng\s+)?|lượng\s+|các\s+|những\s+|trong\s+|tổng\s+số\s+|của\s+(?:các\s+)?|toàn\s+bộ\s+(?:các\s+)?)+",
    regex.IGNORECASE,
)


_PLAN = regex.compile(rf"(?:trong\s+|của\s+|so\s+)*(?:{alternatives(PLANS)})(?!\w)", regex.IGNORECASE)


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
    ]
)


def subject_of(passage: Passage, index: int, before: Subject | None, earlier: Subject | None = None) -> Subject | None:
    """The subject of the quantity ``index`` of the passage; ``before`` is that of the quantity before it.

    ``earlier`` is the last one of the sentence before in the same paragraph, for what points back to it ("tỷ lệ này")
    or names nobody but who reports ("đơn vị đạt 162 tỷ đồng").

    A share's subject stands after it ("40% số xã") or before it ("tỷ lệ hộ nghèo còn 3%"); an amount's before it; a
    count's is what it counts, unless the words before name it ("số lao động … là 50.898 người").
    """
    find = passage.quantities[index]
    quantity = quantity_of(find)
    handed = before or earlier
    if handed is not None and quantity.kind not in ("count", "ratio"):
        handed = Subject(handed.text, None, "subject.carried")
        if points_back(passage, index):
            return handed
    if handed is not None and _APART.match(passage.text, passage.part_before(find.start, "(;"), find.start):
        return handed
    left = phrase_before(passage, index)
    if left and left.text.lower() == "giải ngân":
        funds = _funds_after(passage, find)
        if funds is not None:
            return funds
        if handed is not None and _FUNDED.search(handed.text):
            return handed  # whose disbursement it is has been said
    if handed is not None and left and _WHERE.fullmatch(left.text):
        return handed  # "đô thị đạt 97%, khu vực nông thôn đạt 85%"
    if quantity.kind in ("money", "percentage", "multiple") and left and left.rule in WEAK and _BODY.match(left.text):
        whole = _whole(passage, find) if quantity.kind == "percentage" else None
        if whole is not None:
            return whole
        if handed is not None:
            return handed
        left = None
    if before is not None and left is not None and left.rule == "subject.share" and _BARE_RATE.fullmatch(left.text):
        return Subject(before.text, None, "subject.carried")
    if quantity.kind in ("count", "ratio"):
        counted = _counted(passage, find, left, before)
        if counted:
            return counted
    elif quantity.kind == "percentage":
        right = _right(passage, find)
        if right and left and left.span and _WHOLES.match(right.text):
            return left
        if right and (_PEOPLE.match(right.text) or not _names_a_rate(passage, index, left)):
            return right
        weak = left is None or left.rule in WEAK
        if weak and not _names_a_rate(passage, index, left):
            whole = None if _says_how_much(passage, find, left) else _whole(passage, find)
            if whole and not (left and left.span and _WHOLES.match(whole.text)):
                return whole
        if left:
            return left
        return before or right or handed or _planned(passage, find)
    elif quantity.kind == "measure":
        right = _right_of_measure(passage, find)
        rate = _RATE_UNIT.match(quantity.unit or "")
        if rate and (left is None or left.rule in WEAK or rate[1] == "tiêu chí"):
            return Subject(rate[1], None, "subject.counted")
        if left is not None and (right is None or (left.rule not in WEAK and _predicate_between(passage, left, find))):
            return left
        if right:
            return right
    if quantity.kind in ("money", "measure") and (left is None or left.rule in WEAK):
        right = _right_of_measure(passage, find) or _from_funds(passage, find)
        if right and not (before and left is None):
            return right
    if left:
        return left
    return before or handed


_FUNDED = regex.compile(r"(?<!\w)(?:vốn|kế\s+hoạch|kinh\s+phí|giải\s+ngân)(?!\w)", regex.IGNORECASE)
_WHERE = regex.compile(
    r"(?:(?:ở|tại)\s+)?(?:khu\s+vực|địa\s+bàn|vùng)\s+(?:nông\s+thôn|thành\s+thị|đô\s+thị|miền\s+núi|vùng\s+cao|biên\s+giới|đồng\s+bằng)",
    regex.IGNORECASE,
)
"""Phrases that only say where, beside a figure of the same thing elsewhere."""
_BARE_RATE = regex.compile(rf"(?:{alternatives(BARE_RATES)})", regex.IGNORECASE)
_APART = regex.compile(r"\s*(?:đối\s+với|riêng\s+với|riêng\s+đối\s+với)\s[^;(]*$", regex.IGNORECASE)
_WHOLES = regex.compile(
    r"(?:GDP|GRDP|nhu\s+cầu|yêu\s+cầu|chuẩn|dự\s+toán|kế\s+hoạch|chỉ\s+tiêu|mục\s+tiêu)(?!\w)", regex.IGNORECASE
)
"""What a share is held against and does not describe, where something else is named before it."""
_PEOPLE = regex.compile(r"(?:dân\s+số|hộ|người|lao\s+động|học\s+sinh|trẻ\s+em|xã|phường|thôn)(?!\w)", regex.IGNORECASE)
"""Whose share it is however the rate is named before: "tỷ lệ tham gia bảo hiểm y tế đạt 95% dân số"."""
_BODY = regex.compile(rf"(?:{alternatives(REPORTING)})(?!\w)", regex.IGNORECASE)


def _planned(passage: Passage, find: Find) -> Subject | None:
    """What the plan is of that a share fulfils, where nothing else is named: "đạt 100% kế hoạch vốn đầu tư công"."""
    plan = _PLAN.match(passage.text, find.end + len(passage.text[find.end :]) - len(passage.text[find.end :].lstrip()))
    noun = noun_after(passage.text, plan.end(), LONGEST) if plan else None
    return Subject(noun.text, (noun.start, noun.end), "subject.planned") if noun else None


_DISBURSED = regex.compile(
    r"\s+(?:(?:tổng|số|kế\s+hoạch|toàn\s+bộ|của)\s+)*(?=(?:vốn|nguồn\s+vốn|kinh\s+phí)(?!\w))", regex.IGNORECASE
)


def _funds_after(passage: Passage, find: Find) -> Subject | None:
    """The funds that a share is disbursed of: "giải ngân 100% kế hoạch vốn đầu tư công"."""
    match = _DISBURSED.match(passage.text, find.end) if quantity_of(find).kind == "percentage" else None
    noun = noun_after(passage.text, match.end(), LONGEST) if match else None
    return Subject(noun.text, (noun.start, noun.end), "subject.funds") if noun else None


def _told_before(passage: Passage, find: Find) -> bool:
    """Whether nothing but times and predicates stands before a figure in its sentence: "Năm 2024 đạt 92%"."""
    text = passage.text[: find.start]
    for time in passage.times:
        if time.end <= find.start:
            text = text[: time.start] + " " * (time.end - time.start) + text[time.end :]
    return _ONLY_PREDICATE.fullmatch(text) is not None


_FUNDS = regex.compile(
    r"\s+(?:từ|bằng)\s+(?:nguồn\s+)?(?=(?:vốn|ngân\s+sách|kinh\s+phí|quỹ|chương\s+trình))", regex.IGNORECASE
)


def _from_funds(passage: Passage, find: Find) -> Subject | None:
    """The funds that an amount comes from: "320 tỷ đồng từ ngân sách tỉnh"."""
    match = _FUNDS.match(passage.text, find.end)
    noun = noun_after(passage.text, match.end(), LONGEST) if match else None
    return Subject(noun.text, (noun.start, noun.end), "subject.funds") if noun else None


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
_BLANKS = regex.compile(r"\s*+")
_PREDICATE = regex.compile(r"(?<!\w)(?:đạt|là|còn|bằng|khoảng|ước|chiếm|tăng|giảm)(?!\w)|:\s*$", regex.IGNORECASE)
_RATE = regex.compile(r"(?:tỷ|tỉ)\s+(?:lệ|trọng)\s*(?:\w+\s+){0,2}$")
_RATE_IS = regex.compile(r"(?<!\w)(?:đạt|là|còn|chiếm|tăng|giảm|khoảng|trên|dưới)(?!\w)")
_SHARE_IS = regex.compile(r"(?<!\w)(?:chiếm|(?<!đồng\s)bằng)(?!\w)")
_HAS = regex.compile(r"(?<!\w)(?:hiện|hiện\s+nay)\s+có\s+(?:hơn\s+|gần\s+|trên\s+|khoảng\s+)?$", regex.IGNORECASE)
_PLACE = regex.compile(
    r"(?:toàn|cả|tỉnh|thành\s+phố|huyện|quận|thị\s+xã|xã|phường|thôn|bản|địa\s+phương|đơn\s+vị|trường|vùng|khu)(?!\w)",
    regex.IGNORECASE,
)
_REACHES = regex.compile(r"(?<!\w)(?:đạt|là|còn|lên|:)(?!\w)", regex.IGNORECASE)


_CLOSES = regex.compile(r"\s*(?:[,.;)(]|$|so\s+với|và\s)", regex.IGNORECASE)
"""What follows a figure that says nothing more of what it counts."""
_ONLY_PREDICATE = regex.compile(
    r"(?:[\s,;(]|phấn|đấu|đạt|tăng|giảm|là|hơn|gần|khoảng|năm|\d{4}|ước|dự|kiến|còn|lên|xuống|thêm|vượt|kế|hoạch|và|so|với)*",
    regex.IGNORECASE,
)


def _gap(passage: Passage, find: Find) -> str:
    """What stands between the quantity before and this one."""
    index = bisect_left(passage.quantities, find.start, key=lambda other: other.start)
    before = next((other.end for other in reversed(passage.quantities[:index]) if other.end <= find.start), 0)
    return passage.text[before : find.start]


def _counted(passage: Passage, find: Find, left: Subject | None, before: Subject | None = None) -> Subject | None:
    unit = quantity_of(find).unit
    if before is not None and unit is not None and _ANAPHORIC.fullmatch(unit) and _WHO.match(before.text):
        return before
    if unit in _LENGTHS and left is not None:
        return left
    if unit is None:
        right = _right(passage, find)
        return right or before or left
    words = unit.split()
    while len(words) > 1 and words[0].lower() in _SCALE_WORDS:
        words = words[1:]
    doing = left is not None and left.rule == "subject.head" and words[0].lower() in _PERSONS
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
    start = passage.text.find(words[0], number_of(find)[1])
    return Subject(" ".join(words), (start, find.end) if start >= 0 else None, "subject.counted")


_RATE_UNIT = regex.compile(
    r"(tiêu\s+chí|(?!(?:lần|người|buổi|m|km|ha|tấn|tạ|kg|lít|giờ|phút|ngày)(?!\w))[^\W\d_A-Z]+(?:\s[^\W\d_]+){1,3}?)(?=\s?/|\s+trên\s|$(?<=tiêu\schí))"
)


_SCALE_WORDS = frozenset(["nghìn", "ngàn", "vạn", "triệu", "tỷ", "tỉ"])


def _right(passage: Passage, find: Find) -> Subject | None:
    """The noun phrase right after a share, unless it is a plan or a whole that the share is of."""
    text = passage.text
    position = number_of(find)[1]
    if find.end > position and quantity_of(find).unit not in ("%", None) and quantity_of(find).kind == "percentage":
        return None  # "%/năm"
    blank = _BLANKS.match(text, position)
    position = blank.end() if blank else position
    if _PLAN.match(text, position):
        return None
    bound = _BOUND.match(text, position)
    if bound:
        position = bound.end()
    counters = _COUNTERS.match(text, position)
    if counters:
        position = counters.end()
        if _PLAN.match(text, position) and not counters.group().lower().startswith("số"):
            return None
    noun = nouns_after(text, position, LONGEST)
    if noun is None:
        return None
    return Subject(noun.text, (noun.start, noun.end), "subject.right")


_BOUND = regex.compile(r"(?:trở\s+lên|trở\s+xuống)\s+(?:cả\s+)?", regex.IGNORECASE)


_WHOLE = regex.compile(
    r"\s*(?:(?:tổng\s+số|tổng\s+|số\s+)(?=\w)|(?=GDP|GRDP|kinh\s+phí|vốn|nhu\s+cầu))", regex.IGNORECASE
)


def _whole(passage: Passage, find: Find) -> Subject | None:
    """The whole that a share is of, for sentences that name nobody else: "đóng góp 55 - 58% GDP"."""
    match = _WHOLE.match(passage.text, find.end)
    if match is None:
        return None
    noun = noun_after(passage.text, match.end(), LONGEST)
    if noun is None:
        return None
    total = match.group().strip()
    if total.lower() == "tổng":
        return Subject(f"{total} {noun.text}", (noun.start, noun.end), "subject.whole")
    return Subject(noun.text, (noun.start, noun.end), "subject.whole")


_HOW_MUCH = regex.compile(r"\s*(?:chỉ|còn|là|ở\s+mức|duy\s+trì|được)(?!\w)", regex.IGNORECASE)


def _says_how_much(passage: Passage, find: Find, left: Subject | None) -> bool:
    """Whether the words before a share are what it is of the whole behind it: "nợ quá hạn chỉ 0,09% tổng dư nợ"."""
    if left is None or left.span is None:
        return False
    return _HOW_MUCH.match(passage.text, left.span[1], find.start) is not None


def _right_of_measure(passage: Passage, find: Find) -> Subject | None:
    noun = noun_after(passage.text, find.end, 6)
    if noun is None or _PLAN.match(passage.text, noun.start):
        return None
    return Subject(noun.text, (noun.start, noun.end), "subject.right")


def _predicate_between(passage: Passage, left: Subject, find: Find) -> bool:
    if left.span is None:
        return False
    between = passage.text[left.span[1] : find.start]
    return _PREDICATE.search(between) is not None


def _names_a_rate(passage: Passage, index: int, left: Subject | None) -> bool:
    """Whether the words before a share say whose it is: "tỷ lệ … đạt 47% so với", "chi … chiếm 50% tổng chi"."""
    if left is None or left.span is None:
        return False
    find = passage.quantities[index]
    between = passage.text[left.span[1] : find.start].lower()
    start = max(0, left.span[0] - 30)
    lead = passage.text[start : left.span[0]].lower()
    if _RATE.search(lead) or left.text.lower().startswith(("tỷ lệ", "tỉ lệ", "tỷ trọng")):
        return _RATE_IS.search(between) is not None
    return _SHARE_IS.search(between) is not None
