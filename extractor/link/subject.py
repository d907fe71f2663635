"""Whose share or number a quantity is, and the words that say what is measured."""

from __future__ import annotations

import regex

from extractor.grammar.amount import alternatives
from extractor.grammar.rule import Find
from extractor.lexicon.actors import BARE_RATES, PAYING, REPORTING
from extractor.link.behind import PLAN, funds_disbursed, funds_of, planned, right_of, right_of_measure, whole_of
from extractor.link.counted import counted_subject
from extractor.link.cut import Subject, subject_of_label
from extractor.link.phrase import phrase_before, points_back, reads_well, without_estimate
from extractor.link.respective import respective
from extractor.link.sentence import Passage, quantity_of

WEAK = ("subject.left", "subject.after")
"""Rules that take the first noun phrase of a clause, whatever it is."""


def subject_of(passage: Passage, index: int, before: Subject | None, earlier: Subject | None = None) -> Subject | None:
    """The subject of the quantity ``index`` of the passage; ``before`` is that of the quantity before it.

    ``earlier`` is the last one of the sentence before in the same paragraph, for what points back to it ("tỷ lệ này")
    or names nobody but who reports ("đơn vị đạt 162 tỷ đồng").

    A share's subject stands after it ("40% số xã") or before it ("tỷ lệ hộ nghèo còn 3%"); an amount's before it; a
    count's is what it counts, unless the words before name it ("số lao động … là 50.898 người").
    """
    find = passage.quantities[index]
    quantity = quantity_of(find)
    if quantity.kind not in ("count", "ratio") and (named := respective(passage, index)) is not None:
        return named
    if (
        quantity.kind == "percentage"
        and "nghèo" in passage.lower
        and _POVERTY.search(passage.text, max(0, find.start - _NEAR), find.start)
    ):
        return Subject("nghèo", None, "subject.head")
    handed = before or earlier
    if handed is not None and quantity.kind not in ("count", "ratio"):
        handed = Subject(handed.text, None, "subject.carried")
        if points_back(passage, index):
            return handed
    if handed is not None and _APART.match(passage.text, passage.part_before(find.start, "(;"), find.start):
        return handed
    left = phrase_before(passage, index)
    if left and left.rule in WEAK and (not without_estimate(left.text) or not reads_well(left.text)):
        left = None  # "Ước thực hiện 10 tháng đạt …"
    if left and left.text.lower() == "giải ngân":
        funds = funds_disbursed(passage, find)
        if funds is not None:
            return funds
        if handed is not None and _FUNDED.search(handed.text):
            return handed  # whose disbursement it is has been said
    if handed is not None and left and _says_where(left, find, first=before is None):
        return handed
    if quantity.kind in ("money", "percentage", "multiple") and (left is None or left.rule in WEAK):
        told = _told_apart(passage, find, left)
        if told is None and left and _BODY.match(left.text):
            told, left = handed, None
        if told is not None:
            return told
    if before is not None and left is not None and _rate_of_the_same(passage, left):
        return Subject(before.text, None, "subject.carried")
    if quantity.kind == "count" or (quantity.kind == "ratio" and not _SUM.search(quantity.unit or "")):
        counted = counted_subject(passage, find, left, before)
        if counted:
            return counted
    elif quantity.kind == "percentage":
        among = among_total(passage, find) or (
            before if before and _VERB_ALONE.fullmatch(_clause(passage, find)) else None
        )
        if among is not None:
            return among
        right = right_of(passage, find)
        if right and left and left.span and _WHOLES.match(right.text):
            return left
        if right and (_PEOPLE.match(right.text) or not _names_a_rate(passage, index, left)):
            return right
        weak = left is None or left.rule in WEAK
        if weak and not _names_a_rate(passage, index, left):
            whole = None if _says_how_much(passage, find, left) else whole_of(passage, find)
            if whole and not (left and left.span and _WHOLES.match(whole.text)):
                return whole
        if left:
            return left
        return before or right or handed or planned(passage, find)
    elif quantity.kind == "measure":
        right = None if left and find.rule == "quantity.lasting" else right_of_measure(passage, find)
        rate = _RATE_UNIT.match(quantity.unit or "")
        if rate and (left is None or left.rule in WEAK or rate[1] == "tiêu chí"):
            return Subject(rate[1], None, "subject.counted")
        if left is not None and (right is None or (left.rule not in WEAK and _predicate_between(passage, left, find))):
            return left
        if right:
            return right
    if quantity.kind in ("money", "measure") and (left is None or left.rule in WEAK):
        right = right_of_measure(passage, find) or funds_of(passage, find)
        paid = _PAID.search(passage.text, max(0, find.start - _NEAR), find.start) if quantity.kind == "money" else None
        if (
            paid
            and not PLAN.match(passage.text, find.end + 1)
            and not (handed and _FUNDED.search(handed.text))
            and (right is None or _TO_WHOM.match(passage.text, find.end))
        ):
            return Subject(paid["act"], paid.span("act"), "subject.head")
        if right and not (before and left is None):
            return right
    if left:
        return left
    return before or handed


def _says_where(left: Subject, find: Find, *, first: bool) -> bool:
    """Whether the words before a figure only say where: "đô thị đạt 97%, khu vực nông thôn đạt 85%"."""
    if _WHERE.fullmatch(left.text):
        return True
    if first:
        return False
    amount = quantity_of(find).kind in ("money", "measure")
    return _PLACE_NAMED.match(left.text) is not None or (amount and _NAME_ALONE.match(left.text) is not None)


def _rate_of_the_same(passage: Passage, left: Subject) -> bool:
    """Whether a rate names nobody: "2.637 phụ nữ đẻ, trong đó tỷ lệ được quản lý thai 99%"."""
    if left.span and _DONE_TO.match(passage.text, 0, left.span[0]):
        return True
    return left.rule == "subject.share" and _BARE_RATE.fullmatch(left.text) is not None


_DONE_TO = regex.compile(r"(?r)(?<!\w)(?:tỷ|tỉ)\s+lệ\s+(?:được|bị)\s+(?:\p{L}+\s+)?$", regex.IGNORECASE)
_SUM = regex.compile(r"(?<!\w)(?:đồng|USD|EUR)(?!\w)", regex.IGNORECASE)
"""The unit of a ratio of sums: "3.472/9.318 tỷ đồng" counts nothing."""
_NEAR = 48
_POVERTY = regex.compile(
    r"(?<!\w)(?<!(?:công\s+tác|chương\s+trình|mục\s+tiêu)\s)giảm\s+nghèo\s+(?:bình\s+quân\s+|đạt\s+|từ\s+|còn\s+|trên\s+|khoảng\s+)*$",
    regex.IGNORECASE,
)
"""The verb whose object is what falls: "giảm nghèo 1,5%"."""
_PAID = regex.compile(
    rf"(?<!\w)(?P<act>{alternatives(PAYING)})(?:\s+(?:được|một\s+lần|thêm|bổ\s+sung|bình\s+quân|tối\s+đa|khoảng|gần|hơn|trên))*\s*$",
    regex.IGNORECASE,
)
"""An act of paying right before its sum: "hỗ trợ một lần 350 triệu đồng đối với …"."""
_TO_WHOM = regex.compile(r"\s*(?:đối\s+với|cho)(?!\w)", regex.IGNORECASE)
_FUNDED = regex.compile(r"(?<!\w)(?:vốn|kế\s+hoạch|kinh\s+phí|giải\s+ngân)(?!\w)", regex.IGNORECASE)
_WHERE = regex.compile(
    r"(?:(?:ở|tại)\s+)?(?:(?:(?:khu\s+vực|địa\s+bàn|vùng)\s+)?(?:nông\s+thôn|thành\s+thị|đô\s+thị|miền\s+núi)|(?:khu\s+vực|địa\s+bàn|vùng)\s+(?:vùng\s+cao|biên\s+giới|đồng\s+bằng)"
    r"|vùng\s+(?:đồng\s+bào\s+)?dân\s+tộc(?:\s+thiểu\s+số)?(?:\s+và\s+miền\s+núi)?|(?:các\s+)?(?:huyện|xã)\s+nghèo)",
    regex.IGNORECASE,
)
"""Phrases that only say where, beside a figure of the same thing elsewhere."""
_PLACE_NAMED = regex.compile(
    r"(?:[Rr]iêng\s+)?(?:[Tt]hành\s+phố|TP\.?|[Tt]hị\s+xã|[Hh]uyện|[Qq]uận|[Xx]ã|[Pp]hường|[Tt]ỉnh|[Tt]hị\s+trấn)\s+\p{Lu}[\p{L}\s]*$"
)
"""A place that has the next figure of the same thing: "…, thị xã Gò Công 96%"."""
_NAME_ALONE = regex.compile(r"(?:[Gg]iao\s+[^:]{0,60}:\s+)?(?:\p{Lu}\p{Ll}+\s?){2,3}$")
"""A name that an amount is allotted to: "giao các huyện: Văn Yên 3.900 ha, Yên Bình 3.100 ha"."""
_BARE_RATE = regex.compile(rf"(?:{alternatives(BARE_RATES)})", regex.IGNORECASE)
_APART = regex.compile(r"\s*(?:đối\s+với|riêng\s+với|riêng\s+đối\s+với)\s[^;(]*$", regex.IGNORECASE)
_WHOLES = regex.compile(
    r"(?:GDP|GRDP|nhu\s+cầu|yêu\s+cầu|chuẩn|dự\s+toán|kế\s+hoạch|chỉ\s+tiêu|mục\s+tiêu)(?!\w)", regex.IGNORECASE
)
"""What a share is held against and does not describe, where something else is named before it."""
_PEOPLE = regex.compile(r"(?:dân\s+số|hộ|người|lao\s+động|học\s+sinh|trẻ\s+em|xã|phường|thôn)(?!\w)", regex.IGNORECASE)
"""Whose share it is however the rate is named before: "tỷ lệ tham gia bảo hiểm y tế đạt 95% dân số"."""
_BODY = regex.compile(rf"(?:{alternatives(REPORTING)})(?!\w)", regex.IGNORECASE)


_PREDICATE = regex.compile(r"(?<!\w)(?:đạt|là|còn|bằng|khoảng|ước|chiếm|tăng|giảm)(?!\w)|:\s*$", regex.IGNORECASE)
_RATE = regex.compile(r"(?:tỷ|tỉ)\s+(?:lệ|trọng)\s*(?:\w+\s+){0,2}$")
_RATE_IS = regex.compile(r"(?<!\w)(?:đạt|là|còn|chiếm|tăng|giảm|khoảng|trên|dưới)(?!\w)")
_SHARE_IS = regex.compile(r"(?<!\w)(?:chiếm|(?<!đồng\s)bằng)(?!\w)")


_RATE_UNIT = regex.compile(
    r"(tiêu\s+chí|(?!(?:lần|người|buổi|m|km|ha|tấn|tạ|kg|lít|giờ|phút|ngày)(?!\w))[^\W\d_A-Z]+(?:\s[^\W\d_]+){1,3}?)(?=\s?/|\s+trên\s|$(?<=tiêu\schí))"
)


_HOW_MUCH = regex.compile(r"\s*(?:chỉ|còn|là|ở\s+mức|duy\s+trì|được)(?!\w)", regex.IGNORECASE)


def _told_apart(passage: Passage, find: Find, left: Subject | None) -> Subject | None:
    """What a figure measures by the topic of its sentence, or, where the words before it only name who reports, by its
    whole and by what it is a share of."""
    right = right_of(passage, find) if quantity_of(find).kind == "percentage" else None
    if left is not None and _BODY.match(left.text) and quantity_of(find).kind == "percentage":
        whole = whole_of(passage, find)
        if whole is not None:
            return whole
        if right is not None and not _WHOLES.match(right.text):
            return right
    if right is not None or (left is not None and not _BODY.match(left.text)):
        return None
    return topic_of(passage, find)


_TOTAL = regex.compile(
    r"(?:^|[.;]\s+)\W*(?:\d+\.\s*)?trong\s+(?:tổng\s+)?số\s+(?:các\s+)?(?P<whole>[^,.;:\d]{2,90}),", regex.IGNORECASE
)


def among_total(passage: Passage, find: Find) -> Subject | None:
    """What a share is among where its sentence begins with that: "Trong tổng số công trình, 41% hoạt động tốt"."""
    if "số " not in passage.lower:
        return None
    start = max((stop for stop in passage.stops if stop < find.start), default=0)
    total = _TOTAL.search(passage.text, start, find.start)
    if total is None:
        return None
    named = subject_of_label(f"Tỷ lệ {total['whole']}")
    return Subject(named.text, total.span("whole"), "subject.among") if named else None


_VERB_ALONE = regex.compile(
    r"\s*(?:và\s+)?(?:được\s+)?(?:sử\s+dụng|dùng|tham\s+gia|tiếp\s+cận|có|biết)\s(?!\d)[^\d,;:.]{3,60}",
    regex.IGNORECASE,
)
"""A clause that goes on with another verb of who was named: "…, sử dụng nước sạch theo quy chuẩn 39,2%"."""


def _clause(passage: Passage, find: Find) -> str:
    start = max(passage.part_before(find.start, ","), passage.quantity_end(find.start))
    return passage.text[start : find.start] if passage.text[max(0, start - 1) : start] == "," else ""


_TOPIC = regex.compile(
    r"(?:^|[.;]\s+)\W*(?:\d+\.\s*)?(?:về|đối\s+với)\s+(?!tình|kết|công|lĩnh|nhiệm|mục|kinh|phương|phía|phần|chỉ)(?P<topic>[^,.;:\d]{2,60}),",
    regex.IGNORECASE,
)


def topic_of(passage: Passage, find: Find) -> Subject | None:
    """What a sentence says at its head that it is about: "Về thu, ngành Thuế phấn đấu vượt dự toán 10%"."""
    if "về " not in passage.lower and "đối với" not in passage.lower:
        return None
    start = max((stop for stop in passage.stops if stop < find.start), default=0)
    topic = _TOPIC.search(passage.text, start, find.start)
    return Subject(topic["topic"].strip(), topic.span("topic"), "subject.topic") if topic else None


def _says_how_much(passage: Passage, find: Find, left: Subject | None) -> bool:
    """Whether the words before a share are what it is of the whole behind it: "nợ quá hạn chỉ 0,09% tổng dư nợ"."""
    if left is None or left.span is None:
        return False
    return _HOW_MUCH.match(passage.text, left.span[1], find.start) is not None


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
