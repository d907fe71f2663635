"""Whose figure is whose where several are named first: "Mỹ, Nhật Bản và Trung Quốc, lần lượt chiếm 28%, 19% và 17%"."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import regex

from extractor.core.period import Period
from extractor.link.cut import WORD, Subject, noun_phrase
from extractor.link.sentence import Cues, Passage, number_of, once

_RESPECTIVELY = Cues(regex.compile(r"(?<!\w)lần\s+lượt(?!\w)", regex.IGNORECASE), words=("lượt",))
_GAP = regex.compile(r"\s*(?:[,;]|và)?\s*(?:(?:và|khoảng|gần|hơn|trên|dưới|là|đạt)\s+)*", regex.IGNORECASE)
"""What stands between two of the figures."""
_PREDICATE = regex.compile(r"[^,;.\d]{0,40}")
_AND = regex.compile(r",\s+(?:và\s+)?|\s+và\s+")
_LEAD = regex.compile(
    r"(?:.*(?<!\w)(?:là|gồm|như)\s+|.*:\s*|trong\s+đó\s+|(?:tỷ|tỉ)\s+(?:trọng|lệ)\s+(?:của\s+)?(?:các\s+)?|số\s+lượng\s+|số\s+)",
    regex.IGNORECASE,
)
"""What leads up to the first of the names."""
_FEWEST = 2


def respective(passage: Passage, index: int) -> Subject | None:
    """The name that the quantity ``index`` belongs to by its place in the row, or nothing where none is told so."""
    for start, names, first in _rows(passage):
        if first <= index < first + len(names):
            begin, end = names[index - first]
            words = [
                (match.start(), match.end(), match.group())
                for match in WORD.finditer(passage.text, begin, min(end, start))
            ]
            cut = noun_phrase(passage.text, words)
            if cut:
                return Subject(" ".join(passage.text[cut[0][0] : cut[-1][1]].split()), None, "subject.respective")
    return None


_YEARS = regex.compile(
    r"(?<!\w)năm\s+(?P<year>(?:19|20)\d\d)(?:(?:,\s*|\s+và\s+)(?:năm\s+)?(?P<year>(?:19|20)\d\d))+\s*,?\s*(?:lần\s+lượt|tương\s+ứng)(?!\w)",
    regex.IGNORECASE,
)


def year_of(passage: Passage, index: int) -> Period | None:
    """The year of the quantity ``index`` in "các năm 2015, 2018 và 2020 lần lượt là 13,3%, 14,3% và 16,9%"."""
    finds = passage.quantities
    if "lần lượt" not in passage.lower and "tương ứng" not in passage.lower:
        return None
    for match in _YEARS.finditer(passage.text, 0, finds[index].start):
        first = next((place for place, find in enumerate(finds) if number_of(find)[0] >= match.end()), None)
        years = match.captures("year")
        if first is None or not first <= index < first + len(years):
            continue
        row = finds[first : index + 1]
        if _PREDICATE.fullmatch(passage.text, match.end(), row[0].start) and all(
            _GAP.fullmatch(passage.text, one.end, number_of(other)[0]) for one, other in pairwise(row)
        ):
            year = int(years[index - first])
            return Period(f"năm {year}", date(year, 1, 1), date(year, 12, 31))
    return None


@once
def _rows(passage: Passage) -> list[tuple[int, list[tuple[int, int]], int]]:
    """For each "lần lượt" its offset, the spans of the names before it and the index of the first figure behind it."""
    out = []
    for word in passage.matches(_RESPECTIVELY):
        first = next((place for place, find in enumerate(passage.quantities) if find.start >= word.end()), None)
        if first is None or not _PREDICATE.fullmatch(passage.text, word.end(), passage.quantities[first].start):
            continue
        count = 1
        while first + count < len(passage.quantities) and _GAP.fullmatch(
            passage.text, passage.quantities[first + count - 1].end, number_of(passage.quantities[first + count])[0]
        ):
            count += 1
        names = _names(passage, word.start(), count)
        if count >= _FEWEST and names:
            out.append((word.start(), names, first))
    return out


def _names(passage: Passage, end: int, count: int) -> list[tuple[int, int]]:
    """The last ``count`` members of the list that ends before an offset; nothing where it has figures or is shorter."""
    start = max(passage.quantity_end(end), passage.part_before(end, ";("))
    stop = start + len(passage.text[start:end].rstrip(" ,"))
    signs = list(_AND.finditer(passage.text, start, stop))
    if len(signs) < count - 1 or not any("và" in sign.group() for sign in signs[-1:]):
        return []
    chosen = signs[len(signs) - count + 1 :]
    begin = signs[len(signs) - count].end() if len(signs) >= count else start
    lead = _LEAD.match(passage.text, begin, chosen[0].start())
    begins = [lead.end() if lead else begin, *(sign.end() for sign in chosen)]
    ends = [*(sign.start() for sign in chosen), stop]
    return list(zip(begins, ends, strict=True))
