"""What surrounds a sentence: its paragraph, lead-in and headings, and what kind of document it stands in."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import regex

from extractor.core.document import Block, RawDocument, Sentence
from extractor.core.particulars import Particulars
from extractor.core.period import Period
from extractor.grammar.amount import alternatives
from extractor.lexicon.claims import TIES
from extractor.link.handed import frame_time, last_time
from extractor.link.headings import time_in_words
from extractor.link.period import period_of, reported_of
from extractor.link.sentence import Passage
from extractor.link.status import Setting, lean_of
from extractor.link.times import Clock

_NEW_POINT = regex.compile(
    r"[\s*]*(?:Thứ\s+(?:nhất|hai|ba|tư|năm|sáu|bảy|tám)|Một\s+là|Hai\s+là|Ba\s+là|Bốn\s+là|Năm\s+là)[,:]",
    regex.IGNORECASE,
)
_TIED = regex.compile(
    r"[\s*+-]*(?:Trong\s+đó|Cũng\s+trong\s+(?:quý|tháng|kỳ)\s+(?:này|đó)|Số\s+\w+(?:\s\w+){0,3}\s+còn\s+lại|Trong\s+số\s+đó|Cụ\s+thể|"
    r"(?:Nghị\s+quyết|Kế\s+hoạch|Đề\s+án|Chương\s+trình|Quyết\s+định)\s+(?:(?:này|trên|cũng|đã)\s+)*"
    r"(?:thông\s+qua|đặt\s+ra|đề\s+ra|đưa\s+ra|xác\s+định|nêu|đặt\s+mục\s+tiêu))(?!\w)",
    regex.IGNORECASE,
)
"""Beginnings of a paragraph that goes on with the one before."""
_GOES_ON = regex.compile(rf"[\s*+-]*(?:{alternatives(TIES)})(?!\w)", regex.IGNORECASE)
_OF_THE_LAST = regex.compile(r"[\s*+-]*trong\s+(?:đó|số\s+(?:đó|này))(?!\w)", regex.IGNORECASE)
"""Beginnings of a sentence that parts the last figure of the one before."""
TIE = 3.5
"""What the figures of a sentence weigh for one that is tied to it."""
IDLE = 1
"""Sentences without a figure over which a time is still carried within a paragraph."""
REMEMBERED = 512
"""Sentences that are kept ready at a time, so that memory does not grow with the document."""
_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SAME_YEAR = regex.compile(
    r"\W*(?:cũng\s+)?(?:trong\s+năm(?:\s+(?:này|đó|ấy))?|(?:trong\s+)?cùng\s+năm|năm\s+(?:đó|ấy))\s*,(?<=cũng.*|này,|đó,|ấy,|cùng\s+năm,)",
    regex.IGNORECASE,
)
"""A sentence that goes on with the year named last: "Cũng trong năm này, …"."""
_NOT_THEN = regex.compile(
    r"(?r)(?:(?:đến|so\s+với|giai\s+đoạn|cùng\s+kỳ|cuối|tầm\s+nhìn|trước|từ)\s+(?:hết\s+|cuối\s+|năm\s+)*|[-–]\s*)$",
    regex.IGNORECASE,
)
"""What stands before a year that is another than the one a text is written in."""
_DATED = regex.compile(
    r"(?<!(?:trước)\s+(?:ngày\s+)?(?=0?1\s?[/.-]\s?0?1\D))(?<!\d)\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?((?:19|20)\d\d)(?!\d)|\d/((?:19|20)\d\d)/[A-ZĐ]"
    r"|(?<!\d)\d{1,2}\s+tháng\s+(?:đầu\s+)?(?:năm\s+)?((?:19|20)\d\d)(?!\d)"
)
LONG_AGO = 3
"""Years from a day that is over to one ahead from which the first dates what is told, not the document."""
_BY_A_DAY = regex.compile(
    r"(?r)(?<!tính\s+)(?:đến|tới|trước|hết|chậm\s+nhất(?:\s+là)?)\s+(?:hết\s+)?(?:ngày\s+)?$", regex.IGNORECASE
)
"""What stands before a day by which something is to be done, and which the document may be older than."""
_TO_DATE = regex.compile(r"(?<!\d)(\d{1,2})\s+tháng\s+(?:đầu\s+)?năm(?!\w)", regex.IGNORECASE)
_PLAN_NEWS = regex.compile(
    r"ban\s+hành\s+(?:[Kk]ế\s+hoạch|[Cc]hương\s+trình|[Đđ]ề\s+án|[Nn]ghị\s+quyết|[Cc]hỉ\s+tiêu)|quyết\s+định\s+(?:về\s+việc\s+)?ban\s+hành|phê\s+duyệt\s+(?:[Kk]ế\s+hoạch|[Qq]uy\s+hoạch|[Đđ]ề\s+án|[Cc]hương\s+trình)"
    r"|đặt\s+(?:ra\s+)?mục\s+tiêu|mục\s+tiêu|chỉ\s+tiêu|kế\s+hoạch\s+(?:phát\s+triển|năm)|quy\s+hoạch|phân\s+bổ|phấn\s+đấu|đề\s+ra\s+nhiệm\s+vụ",
    regex.IGNORECASE,
)
_PLANNED_YEARS = regex.compile(
    r"(?:đề\s+án|kế\s+hoạch|chương\s+trình|chiến\s+lược)\s[^.;]{0,100}?(?<!trong\s)(?:giai\s+đoạn|thời\s+kỳ)\s+(20\d\d)\s?[-–]",
    regex.IGNORECASE,
)
_FULFILMENT = regex.compile(
    r"%\s+(?:so\s+với\s+)?(?:dự\s+toán|kế\s+hoạch|chỉ\s+tiêu|cùng\s+kỳ)|so\s+với\s+cùng\s+kỳ|(?<!\w)vượt\s+thu(?!\w)",
    regex.IGNORECASE,
)
"""What an article that reports opens with; a plan named after it is what the figures are held against."""
PLAN_TYPES = frozenset(
    {
        "kế hoạch",
        "quyết định",
        "nghị quyết",
        "chỉ thị",
        "chương trình",
        "đề án",
        "hướng dẫn",
        "công văn",
        "tờ trình",
        "thông báo",
        "kết luận",
        "quy hoạch",
        "phụ lục",
        "danh mục",
        "nghị định",
        "thông tư",
        "quy định",
        "phương án",
        "dự án",
        "công điện",
    }
)
"""Types of document whose figures are goals unless the words say otherwise."""


def _stands_late(passage: Passage, period: Period) -> bool:
    """Whether a time stands behind a figure of its sentence, and so dates that figure rather than what follows."""
    first = min((find.start for find in passage.quantities), default=len(passage.text))
    return passage.text.find(period.text) > first


@dataclass(eq=False)
class Surroundings:
    """One document, asked sentence by sentence for what governs from above. ``by_block`` groups its sentences."""

    raw: RawDocument
    blocks: Sequence[Block]
    particulars: Particulars
    sentences: Sequence[Sentence]
    _passages: dict[int, Passage] = field(default_factory=dict)
    _headings: dict[str, Period | None] = field(default_factory=dict)

    @cached_property
    def by_block(self) -> dict[int, list[Sentence]]:
        out: dict[int, list[Sentence]] = {}
        for sentence in self.sentences:
            out.setdefault(sentence.block, []).append(sentence)
        return out

    def passage(self, sentence: Sentence) -> Passage:
        """The sentence made ready for matching, kept for the sentences after it."""
        passage = self._passages.get(sentence.start)
        if passage is None:
            if len(self._passages) >= REMEMBERED:
                self._passages.clear()
            passage = self._passages[sentence.start] = Passage(self.raw.text, sentence)
        return passage

    def clock(self, sentence: Sentence) -> Clock:
        """What times without a year or an end are counted from in a sentence."""
        return Clock(self.particulars.day, self.year(sentence), self._months, self._told)

    @cached_property
    def _told(self) -> Period | None:
        """The time that a report is of by its title."""
        title = self.particulars.title or ""
        if not self.is_report:
            return None
        named = period_of(title)
        return self.reported or (named[0] if named else None)

    @cached_property
    def _months(self) -> frozenset[int]:
        """The months of a year to date that the text speaks of as such: "9 tháng đầu năm"."""
        return frozenset(int(match[1]) for match in _TO_DATE.finditer(self.raw.text))

    def setting(self, block: Block) -> Setting:
        lead = self.blocks[block.lead] if block.lead is not None else None
        kind = (self.particulars.doc_type or "").lower()
        return Setting(
            block.section,
            self.raw.text[lead.start : lead.end] if lead else "",
            self.particulars.day,
            kind in PLAN_TYPES,
            self._tells_of_plan,
            self._year_of_plan,
            self._plan_start if self._tells_of_plan else None,
            self.is_report,
        )

    @property
    def is_report(self) -> bool:
        return self.particulars.doc_type == "báo cáo"

    def is_past(self, period: Period) -> bool:
        """Whether a period ended before the document's day, or before its year where only that is known."""
        if period.end is None:
            return False
        if self.particulars.day:
            return period.end < self.particulars.day
        own = self.particulars.period
        if own is not None and own.start and (self.particulars.doc_type or "") in PLAN_TYPES and period.end < own.start:
            return True
        return self._apparent_year is not None and period.end.year < self._apparent_year

    @cached_property
    def _year_of_plan(self) -> int | None:
        """The year that an undated document seems to be of; a plan is not older than what it is made for."""
        own = self.particulars.period
        years = [self._apparent_year]
        if own is not None and own.start and (self.particulars.doc_type or "") in PLAN_TYPES:
            years.append(own.start.year)
        return max((year for year in years if year), default=None)

    @cached_property
    def _plan_start(self) -> int | None:
        """The first of the years that an article's opening says a plan is for."""
        opening = " ".join(self.raw.text[b.start : b.end] for b in [b for b in self.blocks if b.is_text][:3])
        match = _PLANNED_YEARS.search(opening[:700])
        return int(match[1]) if match else None

    @cached_property
    def _apparent_year(self) -> int | None:
        """The latest year of a full date or a cited document in the text: the document is not older."""
        text = self.raw.text
        dated = [match for match in _DATED.finditer(text) if self._in_text(match.start())]
        past = [match for match in dated if not _BY_A_DAY.match(text, max(0, match.start() - 24), match.start())]
        ahead, told = (
            [int(match[1] or match[2] or match[3]) for match in some]
            for some in ([match for match in dated if match not in past], past)
        )
        if told and (not ahead or max(ahead) - max(told) < LONG_AGO):
            return max(told)
        return min(ahead, default=None)

    def _in_text(self, place: int) -> bool:
        index = bisect_right(self.blocks, place, key=lambda block: block.start) - 1
        return index >= 0 and self.blocks[index].is_text

    @cached_property
    def _tells_of_plan(self) -> bool:
        """Whether an article reports on a plan: its headline or first sentences say so."""
        opening = " ".join(self.raw.text[b.start : b.end] for b in [b for b in self.blocks if b.is_text][:3])
        plan = _PLAN_NEWS.search(opening[:700])
        return plan is not None and _FULFILMENT.search(opening, 0, plan.start()) is None

    def lean_before(self, sentence: Sentence, said: Mapping[int, float]) -> float:
        """What the sentence before in the same paragraph leans to, weaker with each step back.

        ``said`` is what the figures of earlier sentences came to, by their start. A sentence that is tied to the one
        before ("Trong đó, …", "Cụ thể, …") speaks of the same goal or the same result.
        """
        weight = 1.0
        tied = _GOES_ON.match(self.raw.text, sentence.start) is not None
        for earlier in self.earlier(sentence):
            if tied and weight == 1.0 and said.get(earlier.start):
                return TIE * said[earlier.start]
            lean = lean_of(self.passage(earlier))
            if lean:
                return lean * weight * (2.0 if tied else 1.0)
            weight *= 0.7
            if weight < 0.3:
                break
        return 0.0

    def earlier(self, sentence: Sentence) -> Iterator[Sentence]:
        """The sentences before one in its paragraph, nearest first."""
        index = sentence.block
        while True:
            for earlier in reversed(self.by_block.get(index, ())):
                if earlier.start < sentence.start:
                    yield earlier
            if not self.blocks[index].joined or not index:
                return
            index -= 1

    def year(self, sentence: Sentence) -> int | None:
        """The year that a time without one means: the document's, in a plan its headings', else the text's own.

        A document without a day is taken to be of the latest year that it dates anything by, else of the year that was
        named last before the sentence.
        """
        block = self.blocks[sentence.block]
        if _SAME_YEAR.match(self.raw.text, sentence.start):
            told = list(_YEAR.finditer(self.raw.text, max(0, sentence.start - 600), sentence.start))
            if told:
                return int(told[-1][0])
        if (self.particulars.doc_type or "") in PLAN_TYPES:
            named = [year for heading in block.section for year in _YEAR.findall(heading)]
            if named:
                return int(named[-1])
        if self.particulars.day:
            return self.particulars.day.year
        if self._apparent_year:
            return self._apparent_year
        text = self.raw.text
        before = list(_YEAR.finditer(text, max(0, sentence.start - 600), sentence.start))
        then = [year for year in before if not _NOT_THEN.match(text, max(0, year.start() - 24), year.start())]
        chosen = then or before
        return int(chosen[-1][0]) if chosen else self._year_told

    @cached_property
    def _year_told(self) -> int | None:
        """The year that an undated text names most as one in which things are, the earlier of two."""
        years = Counter(
            int(match[0])
            for block in self.blocks
            if block.is_text
            for match in _YEAR.finditer(self.raw.text, block.start, block.end)
            if not _NOT_THEN.match(self.raw.text, max(block.start, match.start() - 24), match.start())
            and not self.raw.text.startswith(("-", " -", "/"), match.end())
        )
        return min(years, key=lambda year: (-years[year], year), default=None)

    def carried(self, sentence: Sentence) -> Period | None:
        """The time that governs from above: an earlier sentence of the paragraph, the lead-in, the headings."""
        idle = 0
        current = sentence
        latest = _OF_THE_LAST.match(self.raw.text, sentence.start) is not None
        frame = self._frame(sentence)
        if frame is not None:
            return frame
        for earlier in self.earlier(sentence):
            if _NEW_POINT.match(self.raw.text, current.start):
                break
            period = self._time_of(earlier, latest=latest and current is sentence)
            if period is not None:
                return None if idle and _stands_late(self.passage(earlier), period) else period
            if self.passage(earlier).spans_time:
                return None
            idle += not self.passage(earlier).quantities
            if idle > IDLE:
                break
            current = earlier
        if _TIED.match(self.raw.text, current.start) and sentence.block:
            for earlier in reversed(self.by_block.get(sentence.block - 1, ())):
                period = self._time_of(earlier)
                if period is not None:
                    return period
        return self.above(sentence) or self.own_period

    def _frame(self, sentence: Sentence) -> Period | None:
        """The time that the first sentence of the paragraph sets for all of it."""
        first = self.by_block[sentence.block][0]
        if first.start >= sentence.start or self.blocks[sentence.block].joined:
            return None
        return frame_time(self.passage(first), self.clock(first))

    def above(self, sentence: Sentence) -> Period | None:
        """The time that lead-ins and headings give, the nearest first."""
        lead = self.blocks[sentence.block].lead
        while lead is not None:
            block = self.blocks[lead]
            period = self.time_of_heading(self.raw.text[block.start : block.end])
            if period is not None:
                return period
            lead = block.lead
        for heading in reversed(self.blocks[sentence.block].section):
            period = self.time_of_heading(heading)
            if period is not None:
                return period
        return None

    @cached_property
    def own_period(self) -> Period | None:
        """The document's own period, or the time in its headline."""
        period = self.particulars.period
        title = next((place for place, block in enumerate(self.blocks) if block.kind == "title"), None)
        if period is None and title is not None:
            words = self.raw.text[self.blocks[title].start : self.blocks[title].end]
            period = time_in_words(words, self.particulars.day, self._apparent_year)
        if period is None or not (period.start or period.end):
            return None
        if title is not None and period.start is None:
            period = self._whole_of(period, title + 1)
        return period.seen_from("document")

    @cached_property
    def reported(self) -> Period | None:
        """What a report that plans as well looks back on."""
        return reported_of(self.particulars.title or "") if self.is_report else None

    def _whole_of(self, period: Period, block: int) -> Period:
        """The years that end with a headline's year, where the first sentence below it tells them."""
        for sentence in self.by_block.get(block, ())[:1]:
            whole = self._time_of(sentence)
            if whole is not None and whole.start and whole.end == period.end:
                return whole
        return period

    def _time_of(self, sentence: Sentence, *, latest: bool = False) -> Period | None:
        return last_time(self.passage(sentence), self.clock(sentence), latest=latest)

    def time_of_heading(self, heading: str) -> Period | None:
        if heading not in self._headings:
            self._headings[heading] = time_in_words(heading, self.particulars.day)
        return self._headings[heading]
