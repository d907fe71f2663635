"""Shares that say a count or an amount again: "49/181 xã, chiếm tỷ lệ 27,1%" is one record with ``percent``."""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal

import regex

from extractor.grammar.amount import alternatives
from extractor.grammar.rule import Find
from extractor.lexicon.cues import RESTATING
from extractor.link.sentence import Passage, once, quantity_of

_RESTATES = regex.compile(
    rf"(?:^|[\s,(;-])(?P<word>{alternatives(RESTATING)})\s*(?:là|khoảng|gần|trên|hơn|xấp\s+xỉ|đạt|tới|đến|:)?\s*\(?$",
    regex.IGNORECASE,
)
_OPEN = regex.compile(r"\(\s*$")
_OF_PLAN = regex.compile(
    r"\s*(?:so|kế\s+hoạch|dự\s+toán|chỉ\s+tiêu|mục\s+tiêu|cùng\s+kỳ|định\s+mức|nhu\s+cầu|yêu\s+cầu|kịch\s+bản)",
    regex.IGNORECASE,
)
_NEW_SUBJECT = regex.compile(
    r"(?<!\w)(?:tỷ\s+lệ|tỷ\s+trọng|thu|chi|vốn|trong\s+đó|riêng|phần|song|nhưng|tuy\s+nhiên)\s+\w+\s+\w+",
    regex.IGNORECASE,
)
_REACHED = regex.compile(r",\s+(?:mới\s+|chỉ\s+|đã\s+)*(?:đạt|bằng|chiếm)\s+$", regex.IGNORECASE)
_OTHER_PART = regex.compile(r",\s*(?:phần|song|nhưng|tuy\s+nhiên|riêng|còn)\s+\p{L}+\s+\p{L}", regex.IGNORECASE)
"""A clause about something else: "đã chi 18.240 tỷ đồng, phần dành cho đầu tư phát triển chiếm 34,6%"."""
_FILLERS = frozenset(
    {"tỷ", "tỉ", "lệ", "trọng", "số", "này", "đó", "con", "chỉ", "mới", "đã", "ước", "hiện", "cũng", "và"}
)
"""Words that name nothing new before a share."""
_SAME_AMOUNT = regex.compile(
    r"\(\s*(?:tương\s+đương|tương\s+ứng)\s+(?:khoảng\s+|gần\s+|hơn\s+|với\s+)*$", regex.IGNORECASE
)
REACH = 110
"""Code points between a quantity and the share that may restate it."""


@once
def restated(passage: Passage) -> dict[int, int]:
    """Which percentages restate which quantity: index of the percentage to index of the quantity, in ``quantities``."""
    finds = passage.quantities
    out: dict[int, int] = {}
    for index, find in enumerate(finds):
        if quantity_of(find).kind != "percentage":
            continue
        if index and index - 1 not in out and _restates(passage, finds[index - 1], find):
            out[index] = index - 1
        elif index + 1 < len(finds) and _restated_after(passage, find, finds[index + 1]):
            out[index] = index + 1
    return out


def _restates(passage: Passage, base: Find, share: Find) -> bool:
    if quantity_of(base).kind not in ("count", "ratio", "money", "measure") or quantity_of(share).unit != "%":
        return False
    text = passage.text
    left = text[base.end : share.start]
    if len(left) > REACH or ";" in left or passage.sentence_between(base.end, share.start):
        return False
    if _SAME_AMOUNT.search(left):
        return True
    if _equals(base, share) and _REACHED.search(left):
        return True  # "36.700/100.275 căn, mới đạt 36,6% chỉ tiêu"
    if _OF_PLAN.match(text[share.end :]):
        return False
    if _OPEN.search(left):  # "1.832 tỷ đồng (47,4%)"
        after = text[share.end : share.end + 2].strip()
        return after.startswith(")") and "," not in left
    if (_equals(base, share) or _of_before(passage, base, share)) and len(left) < 80 and "." not in left.strip()[:-1]:
        return True
    match = _RESTATES.search(left)
    if match is None or "trong đó" in left.lower():
        return False
    word = match["word"].lower()
    between = left[: match.start("word")]
    if word in ("đạt", "bằng", "tương đương", "tương ứng", "tỷ lệ", "tỉ lệ"):
        tail = text[share.end : share.end + 1]
        if tail and tail not in ".,;)":
            whole = text[share.end :].lstrip().startswith(("tổng", "dân số", "số", "diện tích tự nhiên", "GRDP", "GDP"))
            if word == "đạt":
                return whole and not between.strip(" ,(") and quantity_of(base).kind in ("count", "measure")
            return whole and word in ("bằng", "tương đương", "tương ứng")
        if word == "đạt" and "(" not in between:
            return False
    if "(" in between and ")" in between:
        between = between[between.rindex(")") + 1 :]
    if _OTHER_PART.search(between):
        return False
    tail = between.rpartition(",")[2] if "," in between else ""
    if word == "chiếm" and len([said for said in tail.split() if said.lower() not in _FILLERS]) >= 2:
        return False  # "1.500 người, lao động kỹ thuật chiếm trên 40%"
    clauses = [part for part in between.split(",") if part.strip(" (")]
    return len(clauses) <= 1 or (len(clauses) == 2 and not _NEW_SUBJECT.search(clauses[-1]))


def _equals(base: Find, share: Find) -> bool:
    """Whether a share is the ratio before it to the digits that are written: 412/430 is 95,8%."""
    ratio, percentage = quantity_of(base), quantity_of(share)
    if ratio.kind != "ratio" or not ratio.total or percentage.upper is not None:
        return False
    return abs(ratio.value * 100 / ratio.total - percentage.value) <= Decimal("0.15")


def _of_before(passage: Passage, base: Find, share: Find) -> bool:
    """Whether a share is that of a count in the count before it: "nhận 2.315 hồ sơ, giải quyết 2.309, đạt 99,7%"."""
    place = bisect_left(passage.quantities, base.start, key=lambda find: find.start)
    if not place or quantity_of(base).kind != "count":
        return False
    whole, part, percentage = quantity_of(passage.quantities[place - 1]), quantity_of(base), quantity_of(share)
    if whole.kind != "count" or not part.value < whole.value or percentage.upper is not None:
        return False
    return abs(part.value * 100 / whole.value - percentage.value) <= Decimal("0.1")


def _restated_after(passage: Passage, share: Find, base: Find) -> bool:
    """ "80% số xã (ít nhất 155 xã)": the absolute number in brackets is the record."""
    if quantity_of(base).kind not in ("count", "ratio"):
        return False
    if _EQUAL_TO.fullmatch(passage.text, share.end, base.start):
        return True
    between = passage.text[share.end : base.start]
    if len(between) > 60 or "(" not in between or between.rstrip()[-1:] not in ("(", ""):
        opened = between.rstrip()
        if not opened.endswith("("):
            return False
    closing = passage.text.find(")", base.end)
    return 0 <= closing - base.end <= 12 and between.count("(") == 1


_EQUAL_TO = regex.compile(
    r"[^.;:()\d]{2,50},\s*(?:tương\s+đương|tương\s+ứng|tức(?:\s+là)?)\s+(?:với\s+|khoảng\s+|gần\s+|hơn\s+|trên\s+|là\s+)*",
    regex.IGNORECASE,
)
"""Between a share and the number of things that it comes to: "35% dân số trưởng thành, tương đương 330.000 người"."""
_EQUAL = r"(?:tương\s+đương|tương\s+ứng|tức(?:\s+là)?|hay)"
_ABOUT = r"(?:khoảng|gần|hơn|trên|với|là|\s)*"
_AGAIN = regex.compile(rf"\s*[,(]?\s*{_EQUAL}?\s*{_ABOUT}|.*{_EQUAL}\s+{_ABOUT}", regex.IGNORECASE)
_IN_BRACKETS = regex.compile(r"\s*\(\s*(?:tương\s+đương|khoảng|\s)*", regex.IGNORECASE)


def said_again(passage: Passage, index: int) -> bool:
    """Whether a quantity is the one before it in another unit ("… đồng, khoảng 43,5 tỷ USD", "(10 Gbps)")."""
    finds = passage.quantities
    if index == 0:
        return False
    base, again = quantity_of(finds[index - 1]), quantity_of(finds[index])
    if base.kind != again.kind or base.kind not in ("money", "measure") or base.unit == again.unit:
        return False
    between = passage.text[finds[index - 1].end : finds[index].start]
    if len(between) > 60:
        return False
    if base.kind == "money":
        if ("đồng" in (again.unit or "")) == ("đồng" in (base.unit or "")):
            return False
        return _AGAIN.fullmatch(between) is not None
    return _IN_BRACKETS.fullmatch(between) is not None
