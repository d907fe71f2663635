"""Milestones: what a sentence sets to be done or reached by a day, without a number.

"hoàn thành trước ngày 30/6/2026", "đưa vào sử dụng trong quý III/2026", "phấn đấu huyện đạt chuẩn năm 2024". A task
that merely carries a date ("báo cáo kết quả trước ngày 15/12") is none, nor is what a number is set for by that day.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extractor.core.period import Period
from extractor.grammar.amount import alternatives
from extractor.grammar.rule import Find
from extractor.lexicon.cues import TARGET
from extractor.lexicon.milestones import (
    AIMS,
    BECOMES,
    BUILDS,
    DEADLINES,
    DOCUMENTS,
    ENDS,
    INTO,
    PAST,
    ROUTINE,
    STATES,
)  # fmt: skip
from extractor.link.due import due_of
from extractor.link.select import is_record
from extractor.link.sentence import Passage
from extractor.link.times import Clock, governing_times, to_period


@dataclass(frozen=True, slots=True)
class Milestone:
    """The time of a milestone as found in the text for matching, its days, what is to be done, and the rule."""

    find: Find
    period: Period
    subject: str | None
    rule: str


def _words(words: tuple[str, ...]) -> str:
    return alternatives(words).replace(r"\ ", r"\s+")


_VERB = regex.compile(
    rf"""(?<!\w)(?:(?P<into>đưa(?:\s+[^\s,;.]++){{0,14}}?\s+vào\s+(?:{_words(INTO)}))
        |(?P<end>{_words(ENDS)})|(?P<state>{_words(STATES)})|(?P<becomes>{_words(BECOMES)})|(?P<opens>{_words(BUILDS)}))(?!\w)""",
    regex.IGNORECASE | regex.VERBOSE,
)
_ROUTINE = regex.compile(rf"(?<!\w)(?:{_words(ROUTINE)})(?!\w)", regex.IGNORECASE)
_AIM = regex.compile(rf"(?<!\w)(?:{_words((*AIMS, *TARGET))})(?!\w)", regex.IGNORECASE)
_PAST_BEFORE = regex.compile(rf"(?<!\w)(?:{_words(PAST)})(?:\s+[^\s,;.]++){{0,3}}\s*$", regex.IGNORECASE)
_PAST = regex.compile(r"(?<!\w)(?:đã|vừa|từng)(?!\w)", regex.IGNORECASE)
_DOCUMENT = regex.compile(rf"(?<!\w)(?:{_words(DOCUMENTS)})(?!\w)", regex.IGNORECASE)
_DEADLINE = regex.compile(rf"(?:{_words(DEADLINES)})(?!\w)", regex.IGNORECASE)
_LOOSE = regex.compile(
    r"(?:(?:đến|tới|vào|trong|từ\s+nay\s+đến)\s+)?(?:năm|giai\s+đoạn|thời\s+kỳ|nhiệm\s+kỳ)\s", regex.IGNORECASE
)
_UNTIL = regex.compile(r"(?:đến|tới|từ\s+nay\s+đến|chậm\s+nhất|trước)\s", regex.IGNORECASE)
_BARE = regex.compile(r"(?:năm|giai\s+đoạn|thời\s+kỳ|nhiệm\s+kỳ|tháng|quý)\s", regex.IGNORECASE)
_STRIVES = regex.compile(r"(?<!\w)phấn\s+đấu(?!\w)", regex.IGNORECASE)
_MARKER = regex.compile(r"[\s*_+•\-–.:(]*(?:(?:\d+(?:\.\d+)*|[a-zđ])[.)]\s*)*[*_\s]*", regex.IGNORECASE)
_AROUND_VERB = regex.compile(
    r"(?:\s*(?:,|được|sẽ|phải|cơ\s+bản|phấn\s+đấu|dự\s+kiến|cần|và|để|sớm|xong|bảo\s+đảm|đảm\s+bảo|là|vào|trong))+\s*$",
    regex.IGNORECASE,
)
_LEAD = regex.compile(
    rf"(?:[\s,:*+-]*(?:{_words(AIMS)}|đưa|để|theo\s+đó|trong\s+đó|đồng\s+thời|có|và|là|mà|đến|năm|nay|nhằm|riêng|các|những|toàn\s+bộ)(?!\w)[\s,:]*)+",
    regex.IGNORECASE,
)
_WORK = regex.compile(
    r"(?:\s*(?:và|,)?\s*(?:việc|công\s+tác|toàn\s+bộ|cơ\s+bản|dứt\s+điểm|xong|các|những|thủ\s+tục|xây\s+dựng|xây|đầu\s+tư|thi\s+công|sửa\s+chữa|nâng\s+cấp|cải\s+tạo"
    r"|lắp\s+đặt|triển\s+khai|thực\s+hiện|phê\s+duyệt|ban\s+hành|giải\s+phóng|cả|hết|trở\s+lại|rà\s+soát,)(?!\w))*\s*",
    regex.IGNORECASE,
)
_INNER = regex.compile(r"^đưa\s+(?P<what>.+?)\s+vào\s", regex.IGNORECASE)
_STOP = regex.compile(
    r"\s*(?:[,;:()\"]|\.(?:\s|$))|\s(?:của|cho|theo|để|nhằm|do|bằng|với|tại|trên\s+địa\s+bàn|và\s+(?:đưa|khởi|hoàn|bàn|tổ)|nói\s+trên|được|đã|trước|trong)(?!\w)",
    regex.IGNORECASE,
)
_DANGLING = frozenset({"và", "vào", "đến", "trong", "từ", "là", "còn", "sẽ"})
_MAKES = regex.compile(
    r"(?<!\w)(?:đầu\s+tư|xây\s+dựng|thi\s+công|lắp\s+đặt|triển\s+khai|cải\s+tạo|nâng\s+cấp)\s+(?=\S)", regex.IGNORECASE
)
LONGEST = 10
"""Words of a subject at the most."""
TOO_LONG = 4000
"""Code points above which a sentence is none that people wrote: a table or a list that lost its line breaks."""
FAR = 160
"""Code points between a verb and its time at the most."""


def milestones_of(passage: Passage, clock: Clock) -> list[Milestone]:
    """The milestones of a sentence, in order of their times; none of a time that governs a record with a number."""
    sentence = passage.sentence
    if sentence.end - sentence.start > TOO_LONG or not _VERB.search(passage.raw, sentence.start, sentence.end):
        return []
    text = passage.text
    times = [time for time in governing_times(passage) if not _quoted(text, time.start)]
    if not times:
        return []
    verbs = list(_VERB.finditer(text))
    taken = _taken(passage, clock)
    out = []
    for time in times:
        if text[time.start : time.end] in taken:
            continue
        clause = _Clause(passage, time, *_bounds(passage, time))
        for verb in (_verb_before(clause, verbs), _verb_after(clause, verbs)):
            period = to_period(passage, time, clock)
            if verb is not None and _is_ahead(clause, verb, period, clock):
                rule = "milestone.before" if verb.start() < time.start else "milestone.after"
                out.append(Milestone(time, period, _subject(clause, verb), rule))
                break
    return out


@dataclass(frozen=True, slots=True)
class _Clause:
    """A time and the stretch of its sentence that its clause takes."""

    passage: Passage
    time: Find
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.passage.text

    def is_time(self, pattern: regex.Pattern[str]) -> bool:
        """Whether the words of the time begin like that."""
        return pattern.match(self.text, self.time.start, self.time.end) is not None

    def has_time(self, start: int, end: int) -> bool:
        """Whether some time begins in a stretch."""
        return any(start <= other.start < end for other in self.passage.times)


def _taken(passage: Passage, clock: Clock) -> set[str]:
    """The words of the times that govern a record with a number."""
    taken = set()
    for index in range(len(passage.quantities)):
        if is_record(passage, index):
            due = due_of(passage, index, clock, None)
            if due is not None:
                taken.add(due.text)
    return taken


def _quoted(text: str, place: int) -> bool:
    """Whether a place stands between quotation marks: in a name or a title."""
    return text.count('"', 0, place) % 2 == 1 and '"' in text[place:]


def _bounds(passage: Passage, time: Find) -> tuple[int, int]:
    """Where the clause of a time begins and ends: between full stops and ";", or inside its brackets."""
    text = passage.text
    start, end = passage.part_before(time.start, ";."), passage.part_after(time.end, ";.")
    opened = text.rfind("(", start, time.start)
    if opened >= 0 and text.find(")", opened, time.start) < 0:
        closed = text.find(")", time.end)
        return opened + 1, closed if closed >= 0 else end
    return start, end


def _verb_before(clause: _Clause, verbs: list[regex.Match[str]]) -> regex.Match[str] | None:
    """The last verb before a time, where the words between them only say what is to be done."""
    text, time = clause.text, clause.time
    inside = [match for match in verbs if clause.start <= match.start() and match.end() <= time.start]
    verb = next((match for match in reversed(inside) if not match["opens"] and not match["becomes"]), None)
    if verb is None or time.start - verb.end() > FAR:
        return None
    between = text[verb.end() : time.start]
    if _ROUTINE.search(between) or _PAST.search(between) or ":" in between:
        return None
    if _PAST_BEFORE.search(text[max(clause.start, verb.start() - 50) : verb.start()]):
        return None
    if clause.is_time(_DEADLINE):
        return verb
    if "," in between or clause.has_time(verb.end(), time.start):
        return None
    if clause.is_time(_LOOSE) and _DOCUMENT.search(between):
        return None
    if clause.is_time(_BARE) and len(between.split()) > (6 if verb["state"] else 1):
        return None
    return verb


def _verb_after(clause: _Clause, verbs: list[regex.Match[str]]) -> regex.Match[str] | None:
    """The first verb after a time that opens its clause, where the words between them only say who or what."""
    text, time = clause.text, clause.time
    verb = next((match for match in verbs if time.end <= match.start() and match.end() <= clause.end), None)
    if verb is None or verb.start() - time.end > FAR:
        return None
    marker = _MARKER.match(text, clause.start, time.start)
    lead, between = text[marker.end() if marker else clause.start : time.start], text[time.end : verb.start()]
    if len(lead.split()) > 8 or _ROUTINE.search(lead) or _PAST.search(lead):
        return None
    if _ROUTINE.search(between) or _PAST_BEFORE.search(between) or _PAST.search(between) or between.count(",") > 2:
        return None
    if clause.has_time(time.end, verb.start()):
        return None
    if verb["opens"]:
        return verb if clause.is_time(_UNTIL) and between.strip() == "," and not lead.strip() else None
    aim = _AIM.search(f"{lead} {between}")
    if verb["becomes"] and not aim:
        return None
    if clause.is_time(_LOOSE) and _DOCUMENT.search(lead) and not aim:
        return None
    if clause.is_time(_BARE) and between.strip(" ,:") and not aim:
        return None
    return verb


def _is_ahead(clause: _Clause, verb: regex.Match[str], period: Period, clock: Clock) -> bool:
    """Whether the day lies ahead of the document, or is to be met by the words of the clause."""
    until_verb = clause.text[clause.start : max(verb.start(), clause.time.start)]
    if period.end is None or period.recurrence:
        return period.recurrence is not None and _STRIVES.search(until_verb) is not None
    aim = _AIM.search(until_verb) is not None
    bare = clause.is_time(_BARE)
    if clock.day is not None:
        marker = _MARKER.match(clause.text, clause.start, verb.start())
        opens = marker is not None and marker.end() == verb.start()
        return period.end > clock.day and (aim or opens or not bare)
    if clock.year is None or period.end.year == clock.year:
        return aim
    return period.end.year > clock.year and (aim or not bare)


def _subject(clause: _Clause, verb: regex.Match[str]) -> str | None:
    """What is to be done or to reach a state: the verb's object, else the words before it."""
    text, time = clause.text, clause.time
    if verb["into"]:
        inner = _INNER.match(verb.group())
        if inner is not None:
            return _phrase(inner["what"])
    if not verb["state"] and not verb["becomes"]:
        found = _phrase(text[verb.end() : time.start if time.start >= verb.end() else clause.end])
        if found is None and time.start >= verb.end() and not text[verb.end() : time.start].strip():
            found = _phrase(text[time.end : clause.end])
        if found is not None:
            return found
    earlier = [find.end for find in clause.passage.times if clause.start <= find.start and find.end <= verb.start()]
    earlier += [other.end() for other in _VERB.finditer(text, clause.start, verb.start())]
    return _before(text[max((clause.start, *earlier)) : verb.start()])


def _phrase(words: str) -> str | None:
    """The thing that a stretch of text begins with: the words up to a sign or to what only narrows it."""
    begin = _WORK.match(words)
    phrase = words[begin.end() if begin else 0 :]
    stop = _STOP.search(phrase)
    kept = (phrase[: stop.start()] if stop else phrase).split()[:LONGEST]
    while kept and kept[-1].lower() in _DANGLING:
        kept.pop()
    return " ".join(kept) if kept and kept[0][0].isalpha() and kept[0].lower() not in _DANGLING else None


def _before(words: str) -> str | None:
    """The thing that the words before a verb tell of: "phấn đấu huyện Mường Khương" gives "huyện Mường Khương"."""
    parts = [part for part in regex.split(r"[,:()]\s", _AROUND_VERB.sub("", words)) if part.strip()]
    if not parts or len(parts) > 3:
        return None
    made = None
    for match in _MAKES.finditer(parts[-1]):
        made = match
    if made is not None:
        return _phrase(parts[-1][made.end() :])
    last = parts[-1]
    lead = _LEAD.match(last) or _MARKER.match(last)
    return _phrase(last[lead.end() :] if lead else last)
