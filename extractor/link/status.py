"""Whether a quantity is a target or a result, by the words of its sentence, its headings, its time and its document."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import log
from typing import Literal

import regex

from extractor.core.period import Period
from extractor.core.target import Status
from extractor.grammar.amount import alternatives
from extractor.grammar.rule import Find
from extractor.lexicon.claims import SPLIT_WORDS
from extractor.lexicon.cues import (
    IMPERATIVES,
    RESULT_HEADINGS,
    TARGET_HEADINGS,
)
from extractor.link.cues import NEAR, beside, last
from extractor.link.sentence import Cues, Passage, quantity_of

_MANAGED = regex.compile(
    r"(?r)(?<!\w)(?!cho\s)\w+\s+được\s+(?:hơn\s+|gần\s+|khoảng\s+|trên\s+|thêm\s+)?$|"
    rf"(?<!\w)(?<!(?:{alternatives(SPLIT_WORDS)})\s)(?:chỉ|mới|vẫn)\s+"
    r"(?:có(?!\s+thể)|còn|đạt|đưa|đáp\s+ứng|giải\s+ngân|thực\s+hiện|hoàn\s+thành|thu|huy\s+động|bàn\s+giao|bố\s+trí|thành\s+lập|xây\s+dựng|cấp|trồng|triển\s+khai|tổ\s+chức|tuyển|cải\s+tạo)\s+(?:\w+\s+){0,2}$",
    regex.IGNORECASE,
)
_BEHIND = regex.compile(r"[^.;,()]{0,50}?(?<!\w)(?P<cue>sẽ|đã|chưa|phải|cần)(?!\w)", regex.IGNORECASE)
_OF_PLAN = regex.compile(
    r"\s*(?:so\s+với\s+)?(?:kế\s+hoạch|dự\s+toán|chỉ\s+tiêu|mục\s+tiêu|kịch\s+bản)|\s*so\s+(?:với\s+)?(?:cùng\s+kỳ|năm)",
    regex.IGNORECASE,
)
NEXT = 20
"""Characters between a figure and the predicate of what it counts."""
REACH = 600
"""Characters before a figure in which its cues are sought."""
MODEL_WEIGHT = 0.5
"""What a unit of log odds of the model is worth beside the cues."""
PAST = -2.5
"""What a time weighs that was over when the document was written."""
BASE_PLAN_NEWS = 0.6
BASE_NEWS = -1.6
_MAKES = regex.compile(r",\s+(?:đạt|bằng|tương\s+đương|vượt|chậm|(?:thấp|cao)\s+hơn)\s+(?:\w+\s+)?$", regex.IGNORECASE)
_JOINED = regex.compile(r"\s+(?:cho|với|để)\s+(?:[^\W\d_]+\s+){0,3}", regex.IGNORECASE)
"""What stands between a figure and one that is joined to it."""
_TOWARDS = regex.compile(r"(?:đến|tới|trước|chậm\s+nhất)\s+(?:hết\s+)?(?:năm|ngày|quý|tháng)", regex.IGNORECASE)
_WITHIN_THE_YEAR = regex.compile(
    r"đến\s+(?:hết\s+|cuối\s+)?(?:ngày\s+\d{1,2}\s*(?:/|\s+tháng\s+)|tháng\s+|quý\s+)0?(?:[1-9]|1[01]|I{1,3})(?![\dVI])",
    regex.IGNORECASE,
)
"""A day before the last month of its year: as often that of a report as one by which something is to be done."""
_THERE_IS = regex.compile(
    r"(?r)(?<!\w)(?:toàn|cả|trên\s+địa\s+bàn)\s+(?:tỉnh|nước|huyện|xã|thành\s+phố|ngành|quốc)\s+(?:đã\s+|mới\s+)?có\s+(?:\p{L}+\s+)?$",
    regex.IGNORECASE,
)
STANDS = 2.5
"""What it weighs that a figure tells what there is."""
_SO_FAR = regex.compile(r"(?:trong\s+|sau\s+)?(?:\d{1,2}|\p{L}+)\s+tháng(?!\s+(?:cuối|còn|tới|\d))", regex.IGNORECASE)
"""Months to date: "9 tháng năm 2025"."""
_DEADLINE = regex.compile(r"(?:chậm|muộn)\s+nhất(?!\w)", regex.IGNORECASE)
_PRESENT = regex.compile(r"nay$|hiện", regex.IGNORECASE)
_COMPARED = Cues(regex.compile(r"so\s+(?:với\s+)?cùng\s+kỳ|cùng\s+kỳ\s+năm", regex.IGNORECASE), words=("cùng",))
_PLAN_HEADING = regex.compile(
    rf"(?<!\w)(?:{alternatives(TARGET_HEADINGS)})(?!\w)(?<!kế\s+hoạch(?=\s+(?:hóa|hoá|và\s+đầu\s+tư)(?!\w)))",
    regex.IGNORECASE,
)
_PAST_HEADING = regex.compile(rf"(?<!\w)(?:{alternatives(RESULT_HEADINGS)})(?!\w)", regex.IGNORECASE)
_NUMBERED = regex.compile(r"\W*(?:[IVX]+|\d+|[A-ZĐ])(?:\.\d+)*[.)]\s")
"""A heading of a report; those of news are catchwords."""
_CARRIED_OUT = regex.compile(
    rf"(?<!\w)(?:{alternatives(RESULT_HEADINGS)})\s+(?:(?:\p{{L}}+\s+){{0,4}}?(?:thực\s+hiện|triển\s+khai|hoàn\s+thành)"
    r"|(?:đạt\s+được\s+)?(?:(?:của|các|một\s+số|những)\s+)*(?:chỉ|mục)\s+tiêu)(?!\w)",
    regex.IGNORECASE,
)


_IMPERATIVE = regex.compile(
    rf"[\s*_+•\-–]*(?:(?:\d+(?:\.\d+)*|[a-zđ])[.)]\s*|\(\d+\)\s*)*[*_\s]*(?:{alternatives(IMPERATIVES)})(?!\w)"
    r"(?<!mỗi(?=\s+(?:năm|vụ|tháng|quý|tuần|ngày|đợt|lần)(?!\w)))",
    regex.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a sentence's surroundings say: headings and lead-in, the document's day, and whether it is a plan.

    ``reports`` tells of a report, whose items begin with what was done ("Cấp 38.240 thẻ"); ``year`` is the year that
    the document seems to be of, where its day is not known; ``plan_start`` the first year of the plan that an article
    tells of; ``before`` what the words of the sentences before it in its paragraph lean to.
    """

    headings: tuple[str, ...]
    lead: str
    day: date | None
    is_plan: bool
    tells_of_plan: bool = False
    year: int | None = None
    plan_start: int | None = None
    reports: bool = False
    before: float = 0.0


def status_of(
    passage: Passage, find: Find, due: Period | None, setting: Setting, likely: float | None = None
) -> tuple[Status, float]:
    """The status and how sure it is (0.5 to 1). Scores are added up; above zero is a target.

    ``likely`` is a model's probability of a target by the words around the number; it weighs as one cue among others.
    """
    words = _of_words(passage, find, may_order=leaning(setting) > BASE_NEWS)
    time = _of_time(due, setting)
    if time > 0 and due is not None and setting.headings and _tells_it_over(setting.headings[-1], due):
        time = 0.0  # "THỰC TRẠNG ĐẾN HẾT NĂM 2025": how things stand, told before the year is over
    if words == 0.0:
        words = _of_the_one_before(passage, find)
    if words >= 0 and time <= PAST and due is not None and _in_own_clause(passage, find, due):
        words = -5.0
    score = words + time + leaning(setting)
    if words == 0.0:
        score += setting.before
    if due is not None and setting.day is None and _stands(passage, find, due):
        score -= STANDS
    if likely is not None:
        bounded = min(max(likely, 0.01), 0.99)
        score += MODEL_WEIGHT * log(bounded / (1 - bounded))
    quantity = quantity_of(find)
    if quantity.comparator in (">=", "<="):
        score += 1.0
    certainty = min(1.0, 0.5 + abs(score) / 6)
    return ("target" if score > 0 else "result"), certainty


def _stands(passage: Passage, find: Find, due: Period) -> bool:
    """Whether a figure is what there was on a day within the year: "Đến hết tháng 3/2024, toàn tỉnh có 214 xã"."""
    return _WITHIN_THE_YEAR.search(due.text) is not None and _THERE_IS.match(passage.text, 0, find.start) is not None


def _tells_it_over(heading: str, due: Period) -> bool:
    """Whether a heading says how things stood in a time that is not over yet: "KẾT QUẢ NĂM 2025"."""
    if _side_of(heading) != "result":
        return False
    return due.source == "context" or (due.end is not None and str(due.end.year) in heading)


def _of_words(passage: Passage, find: Find, *, may_order: bool = True) -> float:
    text = passage.text
    at_figure = beside(passage, find)
    if at_figure:
        return at_figure
    stop = bisect_left(passage.stops, find.start)
    begun = passage.stops[stop - 1] if stop else 0
    start = max(passage.part_before(find.start, ";"), find.start - REACH, begun)
    score = 0.0
    target, result = last("target", passage, start, find.start), last("result", passage, start, find.start)
    strong = last("strong target", passage, start, find.start)
    reached = last("strong result", passage, start, find.start)
    factor = 1.0
    if target is None and result is None and start:
        before = max(0, start - REACH)
        target, result = last("target", passage, before, start), last("result", passage, before, start)
        factor = 0.7
    if strong is not None and (reached is None or strong > reached):
        score += 5.5
    elif reached is not None or _MANAGED.match(text, start, find.start):
        score -= 5.0
    elif (behind := _BEHIND.match(text, find.end)) is not None:
        score += _told_behind(behind)
    elif target is not None and (result is None or target > result):
        score += 3.0 * factor
    elif result is not None:
        score -= 3.0 * factor
    if score <= 0 and (_OF_PLAN.match(text, find.end) or _fulfils(passage, find)):
        score -= 2.0
    elif score == 0.0 and passage.matches_in(_COMPARED, find.end, len(text)):
        score -= 1.0
    if result is None and target is None and may_order and _IMPERATIVE.match(text):
        score += 1.8
    return score


def _told_behind(behind: regex.Match[str]) -> float:
    """What a cue behind a figure says; far behind it "đã" and "chưa" may tell which are meant ("100% hộ chưa có …")."""
    if behind["cue"].lower() not in ("đã", "chưa"):
        return 3.5
    return -4.0 if behind.start("cue") - behind.start() <= NEXT else -1.0


def _fulfils(passage: Passage, find: Find) -> bool:
    """Whether the share right behind a figure says how much of a plan it is: "có 58.940 người, đạt 94,1% kế hoạch"."""
    place = bisect_left(passage.quantities, find.end, key=lambda other: other.start)
    behind = passage.quantities[place] if place < len(passage.quantities) else None
    return (
        behind is not None
        and quantity_of(behind).kind == "percentage"
        and _MAKES.search(passage.text, find.end, behind.start) is not None
        and passage.part_after(find.end, ";") > behind.end
        and _OF_PLAN.match(passage.text, behind.end) is not None
    )


def _of_the_one_before(passage: Passage, find: Find) -> float:
    """What the figure before says of one that is joined to it: "giải ngân được 163 tỷ đồng cho 214 khách hàng"."""
    place = bisect_left(passage.quantities, find.start, key=lambda other: other.start)
    before = passage.quantities[place - 1] if place else None
    if before is None or not _JOINED.fullmatch(passage.text, before.end, find.start):
        return 0.0
    return 0.7 * _of_words(passage, before)


def _in_own_clause(passage: Passage, find: Find, due: Period) -> bool:
    """Whether a figure's clause brings its own time and no cue: "…; năm 2023 tỷ lệ này đạt 84%"."""
    start, end = passage.part_before(find.start, ";,("), passage.part_after(find.end, ";,)")
    if due.source != "explicit" or not start or find.start - start > NEAR:
        return False
    words = passage.text[start : min(end, find.end + NEAR)]
    return due.text in words and last("target", passage, start, find.start) is None


def lean_of(passage: Passage) -> float:
    """What a whole sentence leans to by its words, handed on to the next one of its paragraph in part."""
    target, result = (
        last("target", passage, 0, len(passage.text)),
        last("result", passage, 0, len(passage.text)),
    )
    if target is not None and result is None:
        return 1.5
    if result is not None and target is None:
        return -1.5
    return 0.0


def _of_time(due: Period | None, setting: Setting) -> float:
    day = setting.day
    if due is None:
        return 0.0
    if _PRESENT.search(due.text) and "năm nay" not in due.text.lower():
        return -3.0
    last = due.end or due.start
    if last is None:
        return 0.0
    if day is None and setting.plan_start and last.year < setting.plan_start:
        return PAST
    if day is None and _SO_FAR.match(due.text):
        return -1.5
    if day is None and _DEADLINE.match(due.text):
        return 1.0  # nothing is asked for by a day that is over
    if day is None and setting.year and last.year != setting.year:
        return 2.0 if last.year > setting.year else PAST
    if day is None:
        return 1.0 if _TOWARDS.match(due.text) and not _WITHIN_THE_YEAR.search(due.text) else 0.0
    if last > day:
        return 2.0 if last.year > day.year else 0.8
    return PAST


@lru_cache(maxsize=1024)
def _leans(heading: str) -> tuple[bool, bool]:
    """Whether a heading has words of a plan, and words of what is past."""
    return _PLAN_HEADING.search(heading) is not None, _PAST_HEADING.search(heading) is not None


def leaning(setting: Setting, labels: tuple[str, ...] = ()) -> float:
    """Where headings, lead-in and kind of document lean: above zero to a target. ``labels`` are nearer."""
    score = 1.2 if setting.is_plan else BASE_PLAN_NEWS if setting.tells_of_plan else BASE_NEWS
    above = [" ".join(words.split()) for words in (*setting.headings, setting.lead, *labels) if words]
    above = list(dict.fromkeys(above))  # a heading that ends in a colon is the lead-in of what follows as well
    for depth, heading in enumerate(reversed(above)):
        side = _side_of(heading)
        if side is None:
            return score
        if side:
            against = side == "result" if setting.is_plan else side == "target"
            formal = setting.is_plan or _NUMBERED.match(heading) is not None
            weight = 2.0 / (1 + 0.3 * depth) * (1.5 if against and formal else 1)
            return score + (weight if side == "target" else -weight)
    return score


def _side_of(heading: str) -> Status | Literal[""] | None:
    """What a heading announces; ``None`` where it announces both, empty where neither."""
    plan, past = _PLAN_HEADING.search(heading), _PAST_HEADING.search(heading)
    if plan and past:
        carried_out = _CARRIED_OUT.search(heading)  # "Kết quả thực hiện nhiệm vụ" announces no task
        return "result" if carried_out and carried_out.start() < plan.start() else None
    return "target" if plan else "result" if past else ""
