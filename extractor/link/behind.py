"""What a figure is of by the words behind it: a share's noun, the whole that it is of, the funds it comes from."""

from __future__ import annotations

import regex

from extractor.grammar.amount import alternatives
from extractor.grammar.noun import noun_after, nouns_after
from extractor.grammar.rule import Find
from extractor.lexicon.cues import PLANS
from extractor.link.cut import LONGEST, Subject
from extractor.link.sentence import Passage, number_of, quantity_of

_COUNTERS = regex.compile(
    r"(?:(?:tổng\s+)?số\s+(?:lượng\s+)?|lượng\s+|các\s+|những\s+|trong\s+|tổng\s+số\s+|của\s+(?:các\s+)?|toàn\s+bộ\s+(?:các\s+)?)+",
    regex.IGNORECASE,
)


PLAN = regex.compile(rf"(?:trong\s+|của\s+|so\s+)*(?:{alternatives(PLANS)})(?!\w)", regex.IGNORECASE)


_BLANKS = regex.compile(r"\s*+")


def right_of(passage: Passage, find: Find) -> Subject | None:
    """The noun phrase right after a share, unless it is a plan or a whole that the share is of."""
    text = passage.text
    position = number_of(find)[1]
    if find.end > position and quantity_of(find).unit not in ("%", None) and quantity_of(find).kind == "percentage":
        return None  # "%/năm"
    blank = _BLANKS.match(text, position)
    position = blank.end() if blank else position
    if PLAN.match(text, position):
        return None
    bound = _BOUND.match(text, position)
    if bound:
        position = bound.end()
    counters = _COUNTERS.match(text, position)
    if counters:
        position = counters.end()
        if PLAN.match(text, position) and not counters.group().lower().startswith("số"):
            return None
    noun = nouns_after(text, position, LONGEST)
    if noun is None:
        return None
    return Subject(noun.text, (noun.start, noun.end), "subject.right")


_BOUND = regex.compile(r"(?:trở\s+lên|trở\s+xuống)\s+(?:cả\s+)?", regex.IGNORECASE)


_WHOLE = regex.compile(
    r"\s*(?:(?:tổng\s+số|tổng\s+|số\s+)(?=\w)|(?=GDP|GRDP|kinh\s+phí|vốn|nhu\s+cầu))", regex.IGNORECASE
)


def whole_of(passage: Passage, find: Find) -> Subject | None:
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


def right_of_measure(passage: Passage, find: Find) -> Subject | None:
    """The noun right behind an amount or a measure: "2.500 ha rừng"."""
    noun = noun_after(passage.text, find.end, 6)
    if noun is None or "/" in noun.text or PLAN.match(passage.text, noun.start):
        return None
    return Subject(noun.text, (noun.start, noun.end), "subject.right")


def planned(passage: Passage, find: Find) -> Subject | None:
    """What the plan is of that a share fulfils, where nothing else is named: "đạt 100% kế hoạch vốn đầu tư công"."""
    plan = PLAN.match(passage.text, find.end + len(passage.text[find.end :]) - len(passage.text[find.end :].lstrip()))
    noun = noun_after(passage.text, plan.end(), LONGEST) if plan else None
    return Subject(noun.text, (noun.start, noun.end), "subject.planned") if noun else None


_DISBURSED = regex.compile(
    r"\s+(?:(?:tổng|số|kế\s+hoạch|toàn\s+bộ|của)\s+)*(?=(?:vốn|nguồn\s+vốn|kinh\s+phí)(?!\w))", regex.IGNORECASE
)


def funds_disbursed(passage: Passage, find: Find) -> Subject | None:
    """The funds that a share is disbursed of: "giải ngân 100% kế hoạch vốn đầu tư công"."""
    match = _DISBURSED.match(passage.text, find.end) if quantity_of(find).kind in ("percentage", "money") else None
    noun = noun_after(passage.text, match.end(), LONGEST) if match else None
    return Subject(noun.text, (noun.start, noun.end), "subject.funds") if noun else None


_FUNDS = regex.compile(
    r"\s+(?:từ|bằng)\s+(?:nguồn\s+)?(?=(?:vốn|ngân\s+sách|kinh\s+phí|quỹ|chương\s+trình))", regex.IGNORECASE
)


def funds_of(passage: Passage, find: Find) -> Subject | None:
    """The funds that an amount comes from: "320 tỷ đồng từ ngân sách tỉnh"."""
    match = _FUNDS.match(passage.text, find.end)
    noun = noun_after(passage.text, match.end(), LONGEST) if match else None
    return Subject(noun.text, (noun.start, noun.end), "subject.funds") if noun else None
