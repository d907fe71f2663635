"""What words of time mean in days: prepositions, ranges and the document's own day put together.

``read`` turns a phrase into a period; ``resolve`` does it again for a find whose words need the day of the document
("đến nay", "năm nay") or the year of the text around it ("quý I", "ngày 30.4").
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

import regex

from extractor.core.period import Period
from extractor.grammar.days import Context, Moment, add_months, has_year, moment, number
from extractor.grammar.moments import one_of
from extractor.grammar.rule import Find
from extractor.lexicon import time as words

_PREPOSITION = regex.compile(
    rf"""(?:(?P<since_now>{one_of(words.SINCE_NOW)})\ )?
    (?:(?P<before>{one_of(words.BEFORE)}(?!\ khi))|(?P<after>{one_of(words.AFTER)})|(?P<until>{one_of(words.UNTIL)})
      |(?P<from>{one_of(words.FROM)})|(?P<within>{one_of(words.WITHIN)}))\ (?=\S)""",
    regex.VERBOSE,
)
_ONWARDS = regex.compile(rf"\ (?:(?P<on>{one_of(words.ONWARDS)})|(?P<back>{one_of(words.BACKWARDS)}))$", regex.VERBOSE)
_JOINT = regex.compile(
    r"\ (?:cho\ )?(?:đến|tới)\ (?:(?:hết|khoảng|thời\ điểm)\ )?(?:(?P<before>trước)\ )?|\ ?-\ ?",
    regex.VERBOSE,
)
_UNTIL_NOW = regex.compile(rf"\ {one_of(words.UNTIL_NOW)}$", regex.VERBOSE)
_NOW = frozenset((*words.NOW, "hiện", "nay"))
_COUNTED = regex.compile(
    rf"""(?:trong\ |vòng\ |khoảng\ )*+(?:(?P<lead>cách\ đây|sau|trước\ đây|trước)\ )?(?:khoảng\ )?
    (?P<n>[0-9]+|\p{{L}}+(?:\ \p{{L}}+)?)\ (?P<u>ngày|tuần|tháng|quý|năm)
    (?:\ (?:(?P<ahead>{one_of(words.AHEAD)})|(?P<behind>{one_of(words.BEHIND)})
      |(?P<ago>{one_of(words.AGO)})|(?P<hence>{one_of(words.HENCE)})))?""",
    regex.VERBOSE,
)
_FIRST_DAY = regex.compile(r"(?:ngày\ )?(?P<d>[0-9]{1,2})", regex.VERBOSE)
_BARE_YEAR = regex.compile(r"(?:19|20)[0-9]{2}")
_BARE_MONTH = regex.compile(r"(?P<m>[0-9]{1,2})/(?P<y>(?:19|20)[0-9]{2})")
_BARE_DAY = regex.compile(r"[0-9]{1,2}/[0-9]{1,2}")
_FROM = regex.compile(rf"{one_of(words.FROM)}\ ", regex.VERBOSE)
_WITHIN = regex.compile(r"^(?:trong|suốt|cả|vào)\ ", regex.VERBOSE)
_DAY_MONTH = regex.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})")
_BEYOND = regex.compile(rf"(?i:{one_of((*words.VISION, *words.OUTLOOK))})\ ", regex.VERBOSE)
_WEEK = regex.compile(r"\ tuần\ \p{L}+(?:\ \p{L}+)?$", regex.VERBOSE)
_BRACKETS = regex.compile(r"\((.*)\)$")


def read(phrase: str, reference: date | None = None, year: int | None = None) -> Period | None:
    """The period that a phrase of time means; without dates where it needs a reference; ``None`` where it is none."""
    context = Context(reference, year)
    text = " ".join(phrase.lower().split()).replace("–", "-").replace("—", "-")
    try:
        bounds = _bounds(text, context)
    except (ValueError, OverflowError):  # a day that no month has, or one beyond all calendars
        return None
    if bounds is None:
        return None
    start, end = bounds
    if start and end and end < start:
        return None
    return Period(phrase, start, end)


def resolve(find: Find, text: str, reference: date | None, year: int | None) -> Period:
    """The period of a time find, completed by the day of the document and the nearest year of its context.

    Recurrences and baselines without a year stay as they are. Raises ``TypeError`` for a find that is no time.
    """
    if not isinstance(find.value, Period):
        raise TypeError(f"{find.rule} found no time")
    known = find.value
    if known.recurrence or find.rule == "time.baseline":
        return known
    phrase = text[find.start : find.end]
    lead = _BEYOND.match(phrase)
    found = read(phrase[lead.end() :] if lead else phrase, reference, year)
    return replace(found, text=phrase, source=known.source) if found else known


@lru_cache(maxsize=8192)
def _bounds(text: str, context: Context) -> tuple[date | None, date | None] | None:
    """First and last day; both ``None`` where the words need a context that is not given."""
    today = context.reference
    if text in _NOW:
        return None, today
    if text == "năm":
        return None
    if text.startswith(("cách đây", "sau ", "trước ")) or _COUNTED.fullmatch(text):
        counted = _COUNTED.fullmatch(text)
        bounds = _counted(counted, context) if counted else None
        if bounds is not None:
            return bounds
    onwards = _ONWARDS.search(text)
    rest = text[: onwards.start()] if onwards else text
    if onwards and onwards["on"] and rest in words.SINCE_NOW:
        return today, None
    ranged = _range(rest, context)
    if ranged is not None:
        return ranged
    alone = _moment(rest, context)
    if alone is not None:
        if onwards:
            return (alone.first, None) if onwards["on"] else (None, alone.end)
        return alone.start, alone.end
    match = _PREPOSITION.match(rest)
    found = _moment(rest[match.end() :], context) if match else None
    return _placed(match, onwards, found, today) if match and found else None


def _placed(
    match: regex.Match[str], onwards: regex.Match[str] | None, found: Moment, today: date | None
) -> tuple[date | None, date | None]:
    since = today if match["since_now"] else None
    if onwards and onwards["back"]:
        return since, found.end
    if match["from"]:
        return found.first, None
    if match["before"]:
        first = found.start or found.end
        return since, first - timedelta(days=1) if first and (found.start or found.single) else first
    if match["after"]:
        return (found.end + timedelta(days=1) if found.end else None), None
    if match["within"]:
        return (found.first if onwards else found.start), (None if onwards else found.end)
    return since, found.end


def _range(text: str, context: Context) -> tuple[date | None, date | None] | None:
    """ "từ A đến B", "A - B": from the first day of A to the last one of B, which lends A its year."""
    lead = _FROM.match(text)
    body = text[lead.end() :] if lead else text
    if until_now := _UNTIL_NOW.search(body):
        first = _moment(body[: until_now.start()], context)
        return (first.first, context.reference) if first else None
    if lead is None and _PREPOSITION.match(body) and not _WITHIN.match(body):
        return None
    body = _WITHIN.sub("", body)
    if lead is None and _moment(body, context) is not None:
        return None
    for joint in _JOINT.finditer(body):
        left, right = body[: joint.start()], body[joint.end() :]
        last = _moment(right, context)
        if last is None:
            continue
        first = _left(left, right, last, context)
        if first is None:
            continue
        end = last.end
        if joint["before"] and end:
            end = (last.start or end) - timedelta(days=1)
        if first.first and end and end < first.first:
            return None
        return first.first, end
    return None


def _left(left: str, right: str, last: Moment, context: Context) -> Moment | None:
    """The beginning of a range, which may leave out what its end says: "từ tháng 6 đến tháng 9 năm 2025"."""
    inner = context
    if not has_year(left) and last.end and has_year(right):
        inner = Context(context.reference, last.end.year)
    found = _moment(left, inner)
    if found is None and left in words.WEEKDAYS and (week := _WEEK.search(right)):
        found = _moment(f"{left}{week[0]}", inner)
    if found is None and (day := _FIRST_DAY.fullmatch(left)) and last.single:
        return Moment(None, last.end.replace(day=int(day["d"])), single=True) if last.end else Moment(single=True)
    if found is None and last.end and (short := _DAY_MONTH.fullmatch(left)):
        try:
            return Moment(None, date(last.end.year, int(short[2]), int(short[1])), single=True)
        except ValueError:
            return None
    return found


def _moment(text: str, context: Context) -> Moment | None:
    """A moment, or what only stands behind a preposition: a bare year, "6/2020"."""
    if match := _BRACKETS.fullmatch(text):
        text = match[1]
    if _BARE_YEAR.fullmatch(text):
        text = f"năm {text}"
    elif _BARE_MONTH.fullmatch(text):
        text = f"tháng {text}"
    elif _BARE_DAY.fullmatch(text):
        text = f"ngày {text}"
    elif text in ("năm", "cả năm"):
        text = "năm nay" if context.year is None else f"năm {context.year}"
    return moment(text, context)


def _counted(match: regex.Match[str], context: Context) -> tuple[date | None, date | None] | None:
    """ "trong 5 năm tới" from the document's day, "2 năm qua" up to it, "3 ngày trước" a day before it."""
    count, unit, today = number(match["n"]), match["u"], context.reference
    forward = bool(match["ahead"] or match["hence"])
    backward = bool(match["behind"] or match["ago"] or match["lead"] == "cách đây")
    if not count or forward == backward or (match["lead"] == "trước"):
        return None
    if today is None:
        return None, None
    other = _moved(today, count if forward else -count, unit)
    if match["ahead"]:
        return today, other
    if match["behind"]:
        return other, today
    if unit == "năm" and backward:
        return date(other.year, 1, 1), date(other.year, 12, 31)
    return None, other


def _moved(day: date, count: int, unit: str) -> date:
    if unit in ("ngày", "tuần"):
        return day + timedelta(days=count * (7 if unit == "tuần" else 1))
    return add_months(day, count * {"tháng": 1, "quý": 3, "năm": 12}[unit])
