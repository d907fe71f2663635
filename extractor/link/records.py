"""Goes through a document's sentences in order and makes target records of the quantities in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

import regex

from extractor.core.document import Block, RawDocument, Sentence, Table
from extractor.core.particulars import Particulars
from extractor.core.period import Period
from extractor.core.target import Evidence, Target
from extractor.grammar.rule import Find
from extractor.link.baseline import baseline_of
from extractor.link.cells import Skipped
from extractor.link.change import change_of
from extractor.link.criteria import codes_of, criteria_of
from extractor.link.due import Clock, due_of, last_time, time_in_words
from extractor.link.identity import FactKeys, record_id, work_of
from extractor.link.restate import restated, said_again
from extractor.link.rows import CellRecord, records_of
from extractor.link.scope import scope_of
from extractor.link.select import is_record
from extractor.link.sentence import Passage, number_of, quantity_of
from extractor.link.status import Setting, lean_of, status_of
from extractor.link.subject import Subject, subject_of
from extractor.registry import canonical, set_of_words

_TRIGGER = regex.compile(
    r"\d|không\s+còn|gấp\s+(?:đôi|rưỡi|ba)|(?<!\w)(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s+(?:mươi|trăm|phần|xã|huyện|phường|thôn|địa\s+phương)",
    regex.IGNORECASE,
)
_NEW_POINT = regex.compile(
    r"[\s*]*(?:Thứ\s+(?:nhất|hai|ba|tư|năm|sáu|bảy|tám)|Một\s+là|Hai\s+là|Ba\s+là|Bốn\s+là|Năm\s+là)[,:]",
    regex.IGNORECASE,
)
_TIED = regex.compile(r"[\s*+-]*(?:Trong\s+đó|Số\s+\w+(?:\s\w+){0,3}\s+còn\s+lại|Trong\s+số\s+đó|Cụ\s+thể)(?!\w)")
IDLE = 1
"""Sentences without a figure over which a time is still carried within a paragraph."""
_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(eq=False)
class Linker:
    """Walks one document. State is what a sentence leaves to the next: its time and its last subject."""

    raw: RawDocument
    blocks: Sequence[Block]
    particulars: Particulars
    tables: Sequence[Table] = ()
    skipped: list[tuple[int, Skipped]] = field(default_factory=list)
    _passages: dict[int, Passage] = field(default_factory=dict)
    _headings: dict[str, Period | None] = field(default_factory=dict)

    def targets(self, sentences: Sequence[Sentence]) -> tuple[Target, ...]:
        """All records of the sentences, in order of the text."""
        keys = FactKeys(work_of(self.particulars, self.raw.name))
        out: list[Target] = []
        self._by_block: dict[int, list[Sentence]] = {}
        for sentence in sentences:
            self._by_block.setdefault(sentence.block, []).append(sentence)
        read: set[int] = set()
        for sentence in sentences:
            block = self.blocks[sentence.block]
            if block.kind == "row" and block.table is not None and block.table < len(self.tables):
                if block.table not in read:
                    read.add(block.table)
                    out.extend(self._table(block, keys))
            elif _TRIGGER.search(self.raw.text, sentence.start, sentence.end):
                out.extend(self._records(sentence, keys))
        out.sort(key=lambda target: (target.evidence.start, target.evidence.end))
        return tuple(out)

    def _passage(self, sentence: Sentence) -> Passage:
        passage = self._passages.get(sentence.start)
        if passage is None:
            if len(self._passages) > 512:
                self._passages.clear()
            passage = self._passages[sentence.start] = Passage(self.raw.text, sentence)
        return passage

    def _records(self, sentence: Sentence, keys: FactKeys) -> list[Target]:
        passage = self._passage(sentence)
        finds = passage.quantities
        if not finds:
            return []
        shares = restated(passage)
        bases = {base: share for share, base in shares.items()}
        carried = self._carried(sentence)
        clock = Clock(self.particulars.day, self._year(sentence))
        setting = replace(self._setting(self.blocks[sentence.block]), before=self._lean_before(sentence))
        out: list[Target] = []
        before: Subject | None = None
        earlier: tuple[int, Find, Target] | None = None
        for index, find in enumerate(finds):
            if index in shares or said_again(passage, index):
                continue
            subject = subject_of(passage, index, before)
            if not is_record(passage, index):
                continue
            before = subject or before
            percent = quantity_of(finds[bases[index]]).value if index in bases else None
            find = _with_unit(finds, index)  # noqa: PLW2901  # the same find, its unit completed
            target = self._record(passage, index, find, subject, percent, carried, clock, setting, keys, earlier)
            earlier = (index, find, target)
            out.append(target)
        return out

    def _record(
        self,
        passage: Passage,
        index: int,
        find: Find,
        subject: Subject | None,
        percent: Decimal | None,
        carried: Period | None,
        clock: Clock,
        setting: Setting,
        keys: FactKeys,
        earlier: tuple[int, Find, Target] | None,
    ) -> Target:
        quantity = quantity_of(find)
        span = passage.raw_span(*number_of(find))
        due = due_of(passage, index, clock, carried)
        status, certainty = status_of(passage, find, due if due and due.source != "document" else None, setting)
        if status == "result" and due is not None and due.source == "document" and not self._is_report:
            due = None  # what has been reached is not bound to the years that a plan is made for
        near = earlier if earlier is not None and earlier[0] == index - 1 else None
        change = change_of(passage, index, near[2].change if near else "level")
        baseline = baseline_of(passage, index, due, (near[1], near[2].due) if near else None)
        codes, criteria_set = criteria_of(passage, index)
        sentence = passage.sentence
        block = self.blocks[sentence.block]
        page = self.raw.page_of(span.start)
        text = self.raw.text
        base = canonical(quantity.value, quantity.unit or "", quantity.kind)
        upper = canonical(quantity.upper, quantity.unit or "", quantity.kind) if quantity.upper is not None else None
        evidence = Evidence.take(
            text,
            (span.start, span.end),
            (sentence.start, sentence.end),
            document=self.raw.name,
            document_id=self.raw.document_id,
            page=page.number if page else None,
            section=block.section,
        )
        return Target(
            id=record_id(self.raw.document_id, span.start, span.end, quantity.kind),
            fact_key=keys.key(evidence.sentence, index),
            evidence=evidence,
            kind=quantity.kind,
            status=status,
            value=quantity.value,
            value_text=evidence.quote,
            upper=quantity.upper,
            total=quantity.total,
            percent=percent,
            unit=quantity.unit,
            canonical_value=base[0] if base else None,
            canonical_upper=upper[0] if upper else None,
            canonical_unit=base[1] if base else None,
            subject=subject.text if subject else None,
            comparator=quantity.comparator,
            change=change,
            scope=scope_of(passage, index),
            due=due,
            baseline=baseline,
            criteria=codes,
            criteria_set=criteria_set,
            confidence=round(certainty * (0.95 if subject else 0.8), 4),
            method="+".join(filter(None, (find.rule, subject.rule if subject else None))),
        )

    def _table(self, block: Block, keys: FactKeys) -> list[Target]:
        """The records of the table that a row's block points into."""
        table = self.tables[block.table or 0]
        day = self.particulars.day
        clock = Clock(day, day.year if day else None)
        outer = None
        for heading in (table.name, *reversed(block.section)):
            outer = outer or self._time_of_heading(heading)
        setting = self._setting(block)
        rows = {row: sentence for row, sentence in self._rows_of(block.table or 0)}
        out = []
        for record in records_of(self.raw.text, table, setting, clock, self.skipped, outer):
            sentence = rows.get(record.find.row)
            if sentence is not None and sentence.start <= record.find.start and record.find.end <= sentence.end:
                out.append(self._cell(record, sentence, keys))
        return out

    def _rows_of(self, table: int) -> list[tuple[int, Sentence]]:
        out = []
        for index, found in self._by_block.items():
            block = self.blocks[index]
            if block.table == table and block.row is not None and found:
                whole = Sentence(block.start, block.end, index)
                out.append((block.row, whole if len(found) > 1 else found[0]))
        return out

    def _cell(self, record: CellRecord, sentence: Sentence, keys: FactKeys) -> Target:
        find = record.find
        quantity = find.quantity
        block = self.blocks[sentence.block]
        page = self.raw.page_of(find.start)
        evidence = Evidence.take(
            self.raw.text,
            (find.start, find.end),
            (sentence.start, sentence.end),
            document=self.raw.name,
            document_id=self.raw.document_id,
            page=page.number if page else None,
            section=block.section,
            table=record.place,
        )
        base = canonical(quantity.value, quantity.unit or "", quantity.kind)
        upper = canonical(quantity.upper, quantity.unit or "", quantity.kind) if quantity.upper is not None else None
        return Target(
            id=record_id(self.raw.document_id, find.start, find.end, quantity.kind),
            fact_key=keys.key(evidence.sentence, find.column.index),
            evidence=evidence,
            kind=quantity.kind,
            status=record.status,
            value=quantity.value,
            value_text=evidence.quote,
            upper=quantity.upper,
            unit=quantity.unit,
            canonical_value=base[0] if base else None,
            canonical_upper=upper[0] if upper else None,
            canonical_unit=base[1] if base else None,
            subject=record.subject.text if record.subject else None,
            indicator=record.indicator,
            comparator=quantity.comparator,
            change=record.change,
            scope=record.scope,
            due=record.due,
            criteria=codes_of(record.find.label),
            criteria_set=set_of_words(record.find.label),
            confidence=round(record.certainty * 0.95, 4),
            method="table.cell",
        )

    def _setting(self, block: Block) -> Setting:
        lead = self.blocks[block.lead] if block.lead is not None else None
        kind = (self.particulars.doc_type or "").lower()
        return Setting(
            block.section,
            self.raw.text[lead.start : lead.end] if lead else "",
            self.particulars.day,
            kind in PLAN_TYPES,
            self._tells_of_plan,
            self._apparent_year,
        )

    @property
    def _is_report(self) -> bool:
        return self.particulars.doc_type == "báo cáo"

    @cached_property
    def _apparent_year(self) -> int | None:
        """The latest year of a full date or a cited document in the text: the document is not older."""
        years = [int(match[1] or match[2]) for match in _DATED.finditer(self.raw.text) if self._in_text(match.start())]
        return max(years, default=None)

    def _in_text(self, place: int) -> bool:
        index = bisect_right(self.blocks, place, key=lambda block: block.start) - 1
        return index >= 0 and self.blocks[index].is_text

    @cached_property
    def _tells_of_plan(self) -> bool:
        """Whether an article reports on a plan: its headline or first sentences say so."""
        opening = " ".join(self.raw.text[b.start : b.end] for b in [b for b in self.blocks if b.is_text][:3])
        return _PLAN_NEWS.search(opening[:700]) is not None

    def _lean_before(self, sentence: Sentence) -> float:
        """What the sentence before in the same paragraph leans to, weaker with each step back."""
        weight = 1.0
        for earlier in self._earlier(sentence):
            lean = lean_of(self._passage(earlier))
            if lean:
                return lean * weight
            weight *= 0.7
            if weight < 0.3:
                break
        return 0.0

    def _earlier(self, sentence: Sentence) -> Iterator[Sentence]:
        """The sentences before one in its paragraph, nearest first."""
        index = sentence.block
        while True:
            for earlier in reversed(self._by_block.get(index, ())):
                if earlier.start < sentence.start:
                    yield earlier
            if not self.blocks[index].joined or not index:
                return
            index -= 1

    def _year(self, sentence: Sentence) -> int | None:
        """The year that a time without one means: the document's, in a plan its headings', else the text's own.

        A document without a day is taken to be of the latest year that it dates anything by, else of the year that was
        named last before the sentence.
        """
        block = self.blocks[sentence.block]
        if (self.particulars.doc_type or "") in PLAN_TYPES:
            named = [year for heading in block.section for year in _YEAR.findall(heading)]
            if named:
                return int(named[-1])
        if self.particulars.day:
            return self.particulars.day.year
        if self._apparent_year:
            return self._apparent_year
        before = _YEAR.findall(self.raw.text, max(0, sentence.start - 600), sentence.start)
        return int(before[-1]) if before else None

    def _carried(self, sentence: Sentence) -> Period | None:
        """The time that governs from above: an earlier sentence of the paragraph, the lead-in, the headings."""
        idle = 0
        current = sentence
        for earlier in self._earlier(sentence):
            if _NEW_POINT.match(self.raw.text, current.start):
                break
            period = self._time_of(earlier)
            if period is not None:
                return period
            if self._passage(earlier).spans_time:
                return None
            idle += not self._passage(earlier).quantities
            if idle > IDLE:
                break
            current = earlier
        if _TIED.match(self.raw.text, sentence.start) and sentence.block:
            for earlier in reversed(self._by_block.get(sentence.block - 1, ())):
                period = self._time_of(earlier)
                if period is not None:
                    return period
        lead = self.blocks[sentence.block].lead
        while lead is not None:
            block = self.blocks[lead]
            period = self._time_of_heading(self.raw.text[block.start : block.end])
            if period is not None:
                return period
            lead = block.lead
        for heading in reversed(self.blocks[sentence.block].section):
            period = self._time_of_heading(heading)
            if period is not None:
                return period
        return self._own_period

    @cached_property
    def _own_period(self) -> Period | None:
        """The document's own period, or the time in its headline."""
        if self.particulars.period:
            return self.particulars.period.seen_from("document")
        for block in self.blocks:
            if block.kind == "title":
                title = self.raw.text[block.start : block.end]
                period = time_in_words(title, self.particulars.day, self._apparent_year)
                if period is not None and (period.start or period.end):
                    return period.seen_from("document")
        return None

    def _time_of(self, sentence: Sentence) -> Period | None:
        passage = self._passage(sentence)
        return last_time(passage, Clock(self.particulars.day, self._year(sentence)))

    def _time_of_heading(self, heading: str) -> Period | None:
        if heading not in self._headings:
            self._headings[heading] = time_in_words(heading, self.particulars.day)
        return self._headings[heading]


_DATED = regex.compile(r"(?<!\d)\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?((?:19|20)\d\d)(?!\d)|\d/((?:19|20)\d\d)/[A-ZĐ]")
_PLAN_NEWS = regex.compile(
    r"ban\s+hành\s+(?:[Kk]ế\s+hoạch|[Cc]hương\s+trình|[Đđ]ề\s+án|[Nn]ghị\s+quyết|[Cc]hỉ\s+tiêu)|quyết\s+định\s+(?:về\s+việc\s+)?ban\s+hành|phê\s+duyệt\s+(?:[Kk]ế\s+hoạch|[Qq]uy\s+hoạch|[Đđ]ề\s+án|[Cc]hương\s+trình)"
    r"|đặt\s+(?:ra\s+)?mục\s+tiêu|mục\s+tiêu|chỉ\s+tiêu|kế\s+hoạch\s+(?:phát\s+triển|năm)|quy\s+hoạch|phân\s+bổ|phấn\s+đấu|đề\s+ra\s+nhiệm\s+vụ",
    regex.IGNORECASE,
)
def _with_unit(finds: Sequence[Find], index: int) -> Find:
    """A ratio without a noun of its own takes the unit of the ratio before it: "49/181 xã … (toàn tỉnh có 61/207)"."""
    quantity = quantity_of(finds[index])
    if quantity.kind != "ratio" or quantity.unit is not None or quantity.total is None or quantity.total <= 10:
        return finds[index]
    for earlier in reversed(finds[:index]):
        before = quantity_of(earlier)
        if before.kind == "ratio" and before.unit:
            return replace(finds[index], value=replace(quantity, unit=before.unit))
    return finds[index]


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
    }
)
"""Types of document whose figures are goals unless the words say otherwise."""
