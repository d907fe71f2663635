"""The words that say what is measured: the subject with the predicate or the rate that it stands in."""

from __future__ import annotations

import regex

from extractor.link.criteria import stretch_of
from extractor.link.cut import Subject
from extractor.link.sentence import Passage, number_of

_RATE = regex.compile(
    r"(?:tỷ\s+lệ|tỉ\s+lệ|tỷ\s+trọng|tỉ\s+trọng|tổng\s+số|số\s+lượng|số|tốc\s+độ(?:\s+tăng\s+trưởng)?|tăng\s+trưởng|mức)\s+$",
    regex.IGNORECASE,
)
_END = regex.compile(
    r"[,;.()]|\s(?:so\s+với|trong\s+đó|chiếm|tương\s+ứng|đến\s+năm|vào\s+năm|trong\s+năm)(?!\w)", regex.IGNORECASE
)
_VERB = regex.compile(r"\s(?:đạt|là|còn|ước|tăng|giảm|chiếm|khoảng|trên|dưới|ít|tối|từ|đến|sẽ|đã|phấn|dự)(?!\w)|[,;:(]")
LONGEST = 160
"""Characters of an indicator at the most."""


def indicator_of(passage: Passage, index: int, subject: Subject | None) -> str | None:
    """The words of the indicator of a quantity, in the text for matching; the subject alone where no more is said.

    A subject before the number takes its word of share with it ("tỷ lệ hộ nghèo"), one after it the predicate up to
    the end of its clause ("xã đạt tiêu chí 19.2 của tiêu chí số 19").
    """
    if subject is None:
        return None
    if subject.span is None:
        return subject.text
    start, end = subject.span
    number = number_of(passage.quantities[index])
    if end <= number[0]:
        rate = _RATE.search(passage.text[max(0, start - 24) : start])
        if rate is not None:
            start -= len(rate.group())
        between = passage.text[end : number[0]]
        cut = _VERB.search(between)
        return " ".join(passage.text[start : end + (cut.start() if cut else 0)].split())[:LONGEST]
    limit = stretch_of(passage, index)[1]
    closing = _END.search(passage.text, end, limit)
    words = " ".join(passage.text[start : closing.start() if closing else limit].split())[:LONGEST]
    return _LOOSE.sub("", words) or subject.text


_LOOSE = regex.compile(r"(?:\s+(?:và|với|cùng|hoặc|hay|trong|của|cho|từ|đến|các|những|là|thì))+$", regex.IGNORECASE)
"""Words that lead on to the next figure and say nothing of this one."""
