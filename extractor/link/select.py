"""Which quantities are records: parts of the text, narrowing numbers and background are left out."""

from __future__ import annotations

import regex

from extractor.grammar.amount import alternatives
from extractor.grammar.rule import Find
from extractor.lexicon.counted import OWN_PARTS
from extractor.link.sentence import Passage, number_of, quantity_of

_OWN = regex.compile(rf"(?:{alternatives(OWN_PARTS)})(?!\w)", regex.IGNORECASE)
_REPORTED = regex.compile(r"(?:đạt|hoàn\s+thành|thực\s+hiện|vượt)\s+(?:được\s+|toàn\s+bộ\s+|cả\s+)*$", regex.IGNORECASE)
_FULFILLED = regex.compile(
    r"\s*(?:chỉ\s+tiêu|tiêu\s+chí|nhiệm\s+vụ)\s+(?:\w+\s+){0,3}?(?:vượt|đạt|hoàn\s+thành|không\s+(?:đạt|hoàn\s+thành)|chưa\s+(?:đạt|hoàn\s+thành)|còn\s+lại|sẽ)",
    regex.IGNORECASE,
)
_CONDITION = regex.compile(r"(?:^|[,;:(]\s*)(?:nếu|trường\s+hợp|đối\s+với\s+trường\s+hợp)\s[^,;]*$", regex.IGNORECASE)
_AMONG = regex.compile(r"nhất\s+(?:trong|trên)\s+(?:số\s+|tổng\s+số\s+)?$", regex.IGNORECASE)
_SIZED = regex.compile(r"(?<!\w)(?:tàu|thuyền|xe|ô\s?tô|tải\s+trọng|trọng\s+tải|cỡ)\s+(?:từ\s+|dưới\s+|trên\s+|loại\s+|đến\s+)*$", regex.IGNORECASE)
_BACKGROUND = regex.compile(
    r"(?:diện\s+tích\s+tự\s+nhiên|(?<!\w)rộng|dân\s+số|đường\s+biên\s+giới|bờ\s+biển|chiều\s+dài\s+bờ\s+biển|cách\s+(?:trung\s+tâm|thành\s+phố|Hà\s+Nội))[^.;,]{0,40}$",
    regex.IGNORECASE,
)
_NARROWING = regex.compile(
    r"(?:xã|thôn|huyện|hộ|đơn\s+vị|địa\s+phương|phường|bản)\s+(?:\w+\s+){0,2}?(?:đạt|có|dưới|trên|từ|còn)\s+(?:từ\s+|dưới\s+|trên\s+|đủ\s+|được\s+|chuẩn\s+)*$",
    regex.IGNORECASE,
)


def is_record(passage: Passage, index: int) -> bool:
    """Whether a quantity gives the level or the change of an indicator."""
    find = passage.quantities[index]
    quantity = quantity_of(find)
    left = passage.text[max(0, find.start - 60) : find.start]
    if quantity.kind == "count" and _own_part(passage, find, left):
        return False
    if quantity.kind in ("measure", "count") and (_BACKGROUND.search(left) or _SIZED.search(left)):
        return False
    if quantity.kind == "count" and (_CONDITION.search(left) or _AMONG.search(left) or _population(quantity.unit)):
        return False
    if quantity.kind == "ratio" and index and left.lower().rstrip().endswith(("chiếm", "bằng")) and quantity.unit is None:
        return False  # "gần 11.400 ha, chiếm khoảng 1/5": the amount is the record
    return not _narrows(passage, index, left)


def _own_part(passage: Passage, find: Find, left: str) -> bool:
    noun = regex.compile(r"\s*").match(passage.text, number_of(find)[1])
    if noun is None or not _OWN.match(passage.text, noun.end()):
        return False
    return not _REPORTED.search(left) and not _FULFILLED.match(passage.text, number_of(find)[1])


def _population(unit: str | None) -> bool:
    words = (unit or "").lower().split()
    return words[-1:] == ["dân"] and len(words) <= 3 and words[0] in ("triệu", "nghìn", "ngàn", "vạn", "dân")


def _narrows(passage: Passage, index: int, left: str) -> bool:
    """Whether a number only says which of a thing are counted: "xã đạt 15-18 tiêu chí là 4,7%", "18 xã đạt 19 tiêu chí"."""
    finds = passage.quantities
    quantity = quantity_of(finds[index])
    if not _NARROWING.search(left):
        return False
    unit = (quantity.unit or "").split()
    if unit[:2] == ["tiêu", "chí"] and quantity.kind in ("count", "measure") and not quantity.value % 1:
        if index + 1 < len(finds):
            between = passage.text[finds[index].end : finds[index + 1].start]
            if regex.fullmatch(r"\s*(?:là|còn|chiếm|có|đạt|:|bằng|khoảng|\s)*", between, regex.IGNORECASE):
                return True
        return index > 0 and ";" not in passage.text[finds[index - 1].end : finds[index].start] or left.lower().lstrip().startswith("số")
    if quantity.kind == "percentage":
        right = passage.text[finds[index].end : finds[index].end + 20]
        return index > 0 and regex.match(r"\s*(?:số\s+)?(?:hộ|dân)", right, regex.IGNORECASE) is not None and "xã" in left.lower()[-30:]
    return False
