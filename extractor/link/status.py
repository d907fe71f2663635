"""Whether a quantity is a target or a result, by the words of its sentence, its headings, its time and its document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import log

import regex

from extractor.core.period import Period
from extractor.core.target import Status
from extractor.grammar.amount import alternatives
from extractor.grammar.rule import Find
from extractor.lexicon.cues import (
    IMPERATIVES,
    RESULT,
    RESULT_HEADINGS,
    STRONG_RESULT,
    STRONG_TARGET,
    TARGET,
    TARGET_HEADINGS,
)
from extractor.link.sentence import Passage, quantity_of

_TARGET = regex.compile(rf"(?<!\w)(?:{alternatives(TARGET)})(?!\w)", regex.IGNORECASE)
_RESULT = regex.compile(
    rf"(?<!\w)(?<!(?:thực|phát|thể|xuất|biểu|tái|quy|hương|công|cam|giao)\s)(?:{alternatives(RESULT)})(?!\w)",
    regex.IGNORECASE,
)
_STRONG_TARGET = regex.compile(rf"(?<!\w)(?:{alternatives(STRONG_TARGET)})(?!\w)", regex.IGNORECASE)
_STRONG_RESULT = regex.compile(rf"(?<!\w)(?:{alternatives(STRONG_RESULT)})(?!\w)", regex.IGNORECASE)
_MANAGED = regex.compile(
    r"(?r)\w+\s+được\s+(?:hơn\s+|gần\s+|khoảng\s+|trên\s+|thêm\s+)?$|(?<!\w)(?:chỉ|mới|vẫn)\s+(?:có|còn|đạt|đưa|đáp\s+ứng)\s+(?:\w+\s+){0,2}$",
    regex.IGNORECASE,
)
_NO_GOAL = regex.compile(r"mục\s+tiêu\s+quốc\s+gia|chỉ\s+tiêu\s+(?:tốn|thụ)", regex.IGNORECASE)
_BEHIND = regex.compile(r"[^.;,()]{0,50}?(?<!\w)(?P<cue>sẽ|đã|phải|cần)(?!\w)", regex.IGNORECASE)
_FULFILS = regex.compile(r"(?r)(?:%|\d|toàn\s+bộ|hoàn\s+thành|vượt|các|đạt)\s+(?:so\s+với\s+)?$", regex.IGNORECASE)
_OF_PLAN = regex.compile(
    r"\s*(?:so\s+với\s+)?(?:kế\s+hoạch|dự\s+toán|chỉ\s+tiêu|mục\s+tiêu|kịch\s+bản)|\s*so\s+(?:với\s+)?(?:cùng\s+kỳ|năm)",
    regex.IGNORECASE,
)
REACH = 600
"""Characters before a figure in which its cues are sought."""
MODEL_WEIGHT = 0.5
"""What a unit of log odds of the model is worth beside the cues."""
BASE_PLAN_NEWS = 0.6
BASE_NEWS = -1.6
_TOWARDS = regex.compile(r"(?:đến|tới|trước|chậm\s+nhất)\s+(?:hết\s+)?(?:năm|ngày|quý|tháng)", regex.IGNORECASE)
_PRESENT = regex.compile(r"nay$|hiện", regex.IGNORECASE)
_COMPARED = regex.compile(r"so\s+(?:với\s+)?cùng\s+kỳ|cùng\s+kỳ\s+năm", regex.IGNORECASE)
_PLAN_HEADING = regex.compile(rf"(?<!\w)(?:{alternatives(TARGET_HEADINGS)})(?!\w)", regex.IGNORECASE)
_PAST_HEADING = regex.compile(rf"(?<!\w)(?:{alternatives(RESULT_HEADINGS)})(?!\w)", regex.IGNORECASE)


_IMPERATIVE = regex.compile(
    rf"[\s*_+•\-–]*(?:(?:\d+(?:\.\d+)*|[a-zđ])[.)]\s*|\(\d+\)\s*)*[*_\s]*(?:{alternatives(IMPERATIVES)})(?!\w)",
    regex.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a sentence's surroundings say: headings and lead-in, the document's day, and whether it is a plan.

    ``year`` is the year that the document seems to be of, where its day is not known; ``before`` what the words of the
    sentences before it in its paragraph lean to.
    """

    headings: tuple[str, ...]
    lead: str
    day: date | None
    is_plan: bool
    tells_of_plan: bool = False
    year: int | None = None
    before: float = 0.0


def status_of(
    passage: Passage, find: Find, due: Period | None, setting: Setting, likely: float | None = None
) -> tuple[Status, float]:
    """The status and how sure it is (0.5 to 1). Scores are added up; above zero is a target.

    ``likely`` is a model's probability of a target by the words around the number; it weighs as one cue among others.
    """
    words = _of_words(passage, find)
    score = words + _of_time(due, setting) + leaning(setting)
    if words == 0.0:
        score += setting.before
    if likely is not None:
        bounded = min(max(likely, 0.01), 0.99)
        score += MODEL_WEIGHT * log(bounded / (1 - bounded))
    quantity = quantity_of(find)
    if quantity.comparator in (">=", "<="):
        score += 1.0
    certainty = min(1.0, 0.5 + abs(score) / 6)
    return ("target" if score > 0 else "result"), certainty


def _of_words(passage: Passage, find: Find) -> float:
    text = passage.text
    start = max(passage.part_before(find.start, ";"), find.start - REACH)
    score = 0.0
    target, result = _last(passage, _TARGET, start, find.start), _last(passage, _RESULT, start, find.start)
    if target is None and result is None and start:
        target, result = (
            _last(passage, _TARGET, max(0, start - REACH), start),
            _last(passage, _RESULT, max(0, start - REACH), start),
        )
        factor = 0.7
    else:
        factor = 1.0
    strong = _last(passage, _STRONG_TARGET, start, find.start)
    reached = _last(passage, _STRONG_RESULT, start, find.start)
    if strong is not None and (reached is None or strong > reached):
        score += 5.5
    elif reached is not None or _MANAGED.match(text, start, find.start):
        score -= 5.0
    elif (behind := _BEHIND.match(text, find.end)) is not None:
        score += -4.0 if behind["cue"].lower() == "đã" else 3.5
    elif target is not None and (result is None or target > result):
        score += 3.0 * factor
    elif result is not None:
        score -= 3.0 * factor
    if score <= 0 and _OF_PLAN.match(text, find.end):
        score -= 2.0
    elif score == 0.0 and passage.matches_in(_COMPARED, find.end, len(text)):
        score -= 1.0
    if result is None and target is None and _IMPERATIVE.match(text):
        score += 1.8
    return score


def lean_of(passage: Passage) -> float:
    """What a whole sentence leans to by its words, handed on to the next one of its paragraph in part."""
    target, result = (
        _last(passage, _TARGET, 0, len(passage.text)),
        _last(passage, _RESULT, 0, len(passage.text)),
    )
    if target is not None and result is None:
        return 1.5
    if result is not None and target is None:
        return -1.5
    return 0.0


def _last(passage: Passage, pattern: regex.Pattern[str], start: int, end: int) -> int | None:
    """Where the last cue of a stretch ends; a plan that something is held against is no cue."""
    text = passage.text
    for match in reversed(passage.matches_in(pattern, start, end)):
        place = match.start()
        if pattern in (_TARGET, _STRONG_TARGET) and _FULFILS.match(text, max(start, place - 16), place):
            continue  # "107,79% chỉ tiêu", "12 chỉ tiêu"
        if not _NO_GOAL.match(text, place):  # "Chương trình mục tiêu quốc gia", "chỉ tiêu tốn"
            return match.end()
    return None


def _of_time(due: Period | None, setting: Setting) -> float:
    day = setting.day or (date(setting.year, 7, 1) if setting.year else None)
    if due is None:
        return 0.0
    if _PRESENT.search(due.text) and "năm nay" not in due.text.lower():
        return -3.0
    last = due.end or due.start
    if last is None:
        return 0.0
    if day is None:
        return 1.0 if _TOWARDS.match(due.text) else 0.0
    if last > day:
        return 2.0 if last.year > day.year else 0.8
    return -2.5


@lru_cache(maxsize=1024)
def _leans(heading: str) -> tuple[bool, bool]:
    """Whether a heading has words of a plan, and words of what is past."""
    return _PLAN_HEADING.search(heading) is not None, _PAST_HEADING.search(heading) is not None


def leaning(setting: Setting, labels: tuple[str, ...] = ()) -> float:
    """Where headings, lead-in and kind of document lean: above zero to a target. ``labels`` are nearer."""
    score = 1.2 if setting.is_plan else BASE_PLAN_NEWS if setting.tells_of_plan else BASE_NEWS
    for depth, heading in enumerate(reversed((*setting.headings, setting.lead, *labels))):
        if not heading:
            continue
        weight = 2.0 / (1 + 0.4 * depth)
        plan, past = _leans(heading)
        if plan and not past:
            return score + weight
        if past and not plan:
            return score - weight * (1.5 if setting.is_plan else 1)
        if plan and past:
            return score
    return score
