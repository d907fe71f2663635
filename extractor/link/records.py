"""Goes through a document's sentences in order and makes target records of the quantities in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice

import regex

from extractor.core.document import Block, RawDocument, Sentence, Table
from extractor.core.particulars import Particulars
from extractor.core.period import Period
from extractor.core.target import Status, TableCell, Target
from extractor.core.view import Span
from extractor.grammar.amount import alternatives
from extractor.grammar.rule import Find
from extractor.lexicon.units import CURRENCIES, MEASURES
from extractor.link.assemble import Assembler, Facts, checked
from extractor.link.baseline import baseline_of
from extractor.link.cells import Skipped
from extractor.link.change import change_of
from extractor.link.criteria import codes_of_row, criteria_of
from extractor.link.cut import Subject, subject_of_label
from extractor.link.due import due_of
from extractor.link.grid import TableView
from extractor.link.indicator import indicator_of
from extractor.link.limits import within_limit
from extractor.link.milestones import milestones_of
from extractor.link.phrase import reads_well, without_estimate
from extractor.link.prose import prose_of, time_of_row
from extractor.link.restate import restated, said_again
from extractor.link.rows import CellRecord, records_of
from extractor.link.scope import scope_of
from extractor.link.select import is_record
from extractor.link.sentence import Passage, number_of, quantity_of
from extractor.link.status import Setting, status_of
from extractor.link.subject import WEAK, subject_of
from extractor.link.surroundings import Surroundings
from extractor.link.times import Clock
from extractor.registry import set_of_words

_TRIGGER = regex.compile(
    r"\d|không\s+còn|gấp\s+(?:đôi|rưỡi|ba)|(?<!\w)(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s+"
    r"(?:mươi|trăm|phần|xã|huyện|phường|thôn|địa\s+phương|tuyến|dự\s+án|trường|trạm|hộ|người)",
    regex.IGNORECASE,
)

_WORDS = regex.compile(r"\p{L}{2}|[%‰]")
"""Digits alone say nothing of what they measure."""
_OF_UNIT = regex.compile(rf"(?:[^\W\d_]+/[^\W_]+|{alternatives((*MEASURES, *CURRENCIES))}),", regex.IGNORECASE)
"""The unit of the figure before, and a comma: "cent/kWh, nhiệt điện than", "MW, riêng ngoài khơi"."""
_LOOSE = regex.compile(
    r"\s+(?:tháng|quý|năm|ngày|ước|dưới|trên|lên|xuống|còn|tối\s+đa|tối\s+thiểu|ít\s+nhất)$", regex.IGNORECASE
)
"""Words of a time, cut in two, at the end of what the model points at."""
_PLACES = frozenset({"xã", "phường", "huyện", "quận", "thị", "thành", "tỉnh", "thôn", "địa", "đơn", "người"})
"""First words of units that hand out an allotment and are not what is allotted, and "người", which says too little."""

StatusModel = Callable[[str, int, int], float]
"""A sentence and the offsets of a number in it, to the probability that it is a target."""
SubjectModel = Callable[[str, int, int, str | None], str | None]
"""A sentence, the offsets of a number in it and what the rules guess, to the words of its subject."""


_ROLES = {"target": "Chỉ tiêu", "result": "Kết quả"}
"""A column's status as a heading says it."""


@dataclass(frozen=True, slots=True)
class _Row:
    """Where a cell stands that holds a sentence: its row as evidence, the time that governs it, its place, and the
    subject that the row's label tells."""

    sentence: Sentence
    time: Period | None
    table: TableCell
    subject: Subject | None
    headings: Sequence[str]
    role: str
    """What the column announces, in the words of a heading."""

    def codes(self) -> tuple[str, ...]:
        """The criteria that the labels before the cell name."""
        named = (codes_of_row(label, self.headings) for label in reversed(self.table.row.split(" > ")))
        return next(filter(None, named), ())


@dataclass(eq=False)
class Linker:
    """Walks one document. ``skipped`` collects the table cells that are no records, by offset and reason."""

    raw: RawDocument
    blocks: Sequence[Block]
    particulars: Particulars
    sentences: Sequence[Sentence]
    tables: Sequence[Table] = ()
    status_model: StatusModel | None = None
    subject_model: SubjectModel | None = None
    skipped: list[tuple[int, Skipped]] = field(default_factory=list)
    _last: dict[int, Subject] = field(default_factory=dict)
    """By the start of a sentence, the subject that it spoke of last."""
    _said: dict[int, float] = field(default_factory=dict)
    """What the first figure of each sentence came to, by the sentence's start: 1 a goal, -1 a result."""

    @cached_property
    def around(self) -> Surroundings:
        return Surroundings(self.raw, self.blocks, self.particulars, self.sentences)

    @cached_property
    def assembler(self) -> Assembler:
        return Assembler(self.raw, self.blocks, self.particulars)

    def targets(self) -> tuple[Target, ...]:
        """All records of the document, in order of its text."""
        out: list[Target] = []
        read: set[int] = set()
        for sentence in self.sentences:
            block = self.blocks[sentence.block]
            if block.kind == "row" and block.table is not None and block.table < len(self.tables):
                if block.table not in read:
                    read.add(block.table)
                    out.extend(self._of_table(block))
            elif _TRIGGER.search(self.raw.text, sentence.start, sentence.end) and _WORDS.search(
                self.raw.text, sentence.start, sentence.end
            ):
                out.extend(self._of_sentence(sentence))
        out.sort(key=lambda target: (target.evidence.start, target.evidence.end))
        return tuple(checked(out, self.particulars))

    def _of_sentence(self, sentence: Sentence) -> list[Target]:
        passage = self.around.passage(sentence)
        clock = self.around.clock(sentence)
        return [*self._quantities(passage, clock), *self._milestones(passage, clock)]

    def _quantities(self, passage: Passage, clock: Clock, row: _Row | None = None) -> list[Target]:
        """The records of a sentence; with ``row`` of a cell that holds one."""
        finds = passage.quantities
        if not finds:
            return []
        sentence = passage.sentence
        shares = restated(passage)
        bases = {base: share for share, base in shares.items()}
        setting = self.around.setting(self.blocks[sentence.block])
        if row is None:
            carried, above = self.around.carried(sentence), self.around.above(sentence)
            setting = replace(setting, before=self.around.lean_before(sentence, self._said))
        else:
            carried = above = row.time
            setting = replace(setting, headings=(*setting.headings, row.role))
        out: list[Target] = []
        subject_before: Subject | None = None
        earlier = row.subject if row is not None else self._told(sentence) or self._of_heading(passage)
        near: tuple[int, Find, Target] | None = None
        for index in range(len(finds)):
            if index in shares or said_again(passage, index):
                continue
            subject = subject_of(passage, index, subject_before, earlier)
            if not is_record(passage, index):
                continue
            handed, subject_before = subject_before or earlier, subject or subject_before
            if subject is not None and quantity_of(finds[index]).kind != "count":  # what is counted is told each time
                self._last[sentence.start] = subject
            find = _with_unit(finds, index)
            if find.rule == "quantity.listed":
                unit = self._unit_listed(passage)
                if unit is None:
                    continue
                find = replace(find, value=replace(quantity_of(find), unit=unit))
                subject = Subject(unit, None, "subject.listed")
            find = within_limit(passage, find)
            quantity = quantity_of(find)
            span = passage.raw_span(*number_of(find))
            subject = self._pointed(sentence, span, subject, handed)
            due = due_of(passage, index, clock, carried, above)
            timed = due if due and due.source != "document" else None
            leant = _leant_on(setting, passage, near, find)
            status, certainty = status_of(passage, find, timed, leant, self._likely(sentence, span))
            due = self._held(due, status)
            last = near if near is not None and near[0] == index - 1 else None
            codes, criteria_set = criteria_of(passage, index)
            if row is not None and not codes and (codes := row.codes()):
                criteria_set = criteria_set or _set_of_headings(row.headings)
            facts = Facts(
                kind=quantity.kind,
                quantity=quantity,
                status=status,
                method="+".join(filter(None, (find.rule, subject.rule if subject else None))),
                certainty=certainty * (0.95 if subject else 0.8),
                place=index,
                percent=quantity_of(finds[bases[index]]).value if index in bases else None,
                subject=subject.text if subject else None,
                indicator=indicator_of(passage, index, subject),
                change=change_of(passage, index, last[2].change if last else "level"),
                scope=scope_of(passage, index),
                due=due,
                baseline=baseline_of(passage, index, due, (last[1], last[2].due) if last else None),
                criteria=codes,
                criteria_set=criteria_set,
                table=row.table if row else None,
            )
            target = self.assembler.target(span, row.sentence if row else sentence, facts)
            near = (index, find, target)
            self._said.setdefault(sentence.start, 1.0 if status == "target" else -1.0)
            out.append(target)
        return out

    def _held(self, due: Period | None, status: Status) -> Period | None:
        """The time of a quantity where it may be: what has been reached is not bound to the years that a plan is made
        for, and a goal is not set for the past."""
        if status == "result" and due is not None and due.source == "document":
            return (self.around.reported or due) if self.around.is_report else None
        if status == "target" and due is not None and due.source == "context" and self.around.is_past(due):
            return replace(due, start=None, end=None) if due.recurrence else None
        return due

    def _told(self, sentence: Sentence) -> Subject | None:
        """The last subject of the nearest sentence before in the same paragraph that has one."""
        for earlier in islice(self.around.earlier(sentence), 3):
            if earlier.start in self._last:
                return self._last[earlier.start]
        return None

    def _of_heading(self, passage: Passage) -> Subject | None:
        """What the heading or lead-in names, for an item that begins with its time alone: "1.1. Năm 2023: 3.000 ha"."""
        block = self.blocks[passage.sentence.block]
        start = passage.quantities[0].start
        words = passage.text[:start]
        for time in passage.times:
            if time.end <= start:
                words = words[: time.start] + " " * (time.end - time.start) + words[time.end :]
        if not words.strip() or any(map(str.isalpha, words)) or ":" not in words:
            return None
        lead = self.blocks[block.lead] if block.lead is not None else None
        named = self.raw.text[lead.start : lead.end] if lead else block.section[-1] if block.section else ""
        return subject_of_label(named) if named else None

    def _unit_listed(self, passage: Passage) -> str | None:
        """What the numbers of an allotment count: the unit counted last before it; nothing for a single number."""
        if sum(find.rule == "quantity.listed" for find in passage.quantities) < 2:
            return None
        place = bisect_left(self.sentences, passage.sentence.start, key=lambda sentence: sentence.start)
        for near in (
            passage,
            *(self.around.passage(earlier) for earlier in self.sentences[max(0, place - 5) : place][::-1]),
        ):
            units = [quantity_of(find).unit for find in near.quantities if find.rule == "quantity.count"]
            named = [unit for unit in units if unit and unit.split()[0].lower() not in _PLACES]
            if named:
                return named[-1] if near is not passage else named[0]
        return None

    def _milestones(self, passage: Passage, clock: Clock) -> list[Target]:
        """Goals without a number, by their words of time."""
        out = []
        for index, milestone in enumerate(milestones_of(passage, clock)):
            facts = Facts(
                kind="milestone",
                quantity=None,
                status="target",
                method=milestone.rule,
                certainty=0.7,
                place=1000 + index,  # numbered apart from the quantities, which may come and go
                subject=milestone.subject,
                due=milestone.period,
            )
            span = passage.raw_span(milestone.find.start, milestone.find.end)
            out.append(self.assembler.target(span, passage.sentence, facts))
        return out

    def _pointed(self, sentence: Sentence, span: Span, guess: Subject | None, handed: Subject | None) -> Subject | None:
        """The subject that a model points at, where the rules took any noun phrase or none; else theirs."""
        if self.subject_model is None or (guess is not None and guess.rule not in WEAK):
            return guess
        words = self.raw.text[sentence.start : sentence.end]
        place = span.start - sentence.start
        found = self.subject_model(words, place, span.end - sentence.start, guess.text if guess else None)
        if found:
            found = without_estimate(_LOOSE.sub("", found))
            if not found:
                return handed  # "Ước thực hiện 10 tháng đạt …": of what has been said
        if found and guess is not None and _one_syllable_short(found, guess.text):
            return guess
        behind = _OF_UNIT.match(found) if found else None
        if found and behind is not None:
            rest = found[behind.end() :].strip()
            return Subject(rest, None, "subject.model") if rest[:1].isupper() else handed or guess
        if found and (("/" in found and found not in words[:place]) or not reads_well(found)):
            return handed or guess  # words of a unit, or a predicate
        return Subject(found, None, "subject.model") if found else guess

    def _likely(self, sentence: Sentence, span: Span) -> float | None:
        """What the model says of a number's status by its sentence, where there is a model."""
        if self.status_model is None:
            return None
        words = self.raw.text[sentence.start : sentence.end]
        return self.status_model(words, span.start - sentence.start, span.end - sentence.start)

    def _of_table(self, block: Block) -> list[Target]:
        """The records of the table that a row's block points into."""
        table = self.tables[block.table or 0]
        day = self.particulars.day
        outer = None
        headings = (table.name, *reversed(block.section))
        for heading in headings:
            outer = outer or self.around.time_of_heading(heading)
        outer = replace(outer, source="context") if outer else self.around.own_period
        headings = (*headings, self.particulars.title or "")
        rows = self._rows_of(block.table or 0)
        view = TableView(self.raw.text, table)
        records = records_of(
            view,
            self.around.setting(block),
            clock := Clock(day, day.year if day else None),
            skipped=self.skipped,
            outer=outer,
        )
        out = []
        for record in records:
            sentence = rows.get(record.find.row)
            if sentence is not None and sentence.start <= record.find.start and record.find.end <= sentence.end:
                out.append(self._cell(record, sentence, headings))
        for cell in prose_of(view, [record.find for record in records]):
            sentence = rows.get(cell.row)
            if sentence is not None and sentence.start <= cell.start and cell.end <= sentence.end:
                time = time_of_row(view, table.rows[cell.row], clock) or outer
                place = TableCell(table.name, " > ".join(cell.path), cell.column.label, cell.address)
                passage = Passage(self.raw.text, Sentence(cell.start, cell.end, sentence.block))
                role = _ROLES.get(cell.column.status or "", cell.column.label)
                label = subject_of_label(view.row_label(table.rows[cell.row])) if cell.column.role == "value" else None
                out.extend(self._quantities(passage, clock, _Row(sentence, time, place, label, headings, role)))
        return out

    def _rows_of(self, table: int) -> dict[int, Sentence]:
        """The whole rows of a table as sentences, by their number."""
        out = {}
        for index in self.around.by_block:
            block = self.blocks[index]
            if block.table == table and block.row is not None:
                out[block.row] = Sentence(block.start, block.end, index)
        return out

    def _cell(self, record: CellRecord, sentence: Sentence, headings: Sequence[str]) -> Target:
        find = record.find
        codes = codes_of_row(find.label, headings)
        facts = Facts(
            kind=find.quantity.kind,
            quantity=find.quantity,
            status=record.status,
            method="table.cell",
            certainty=record.certainty * 0.95,
            place=find.column.index,
            subject=record.subject.text if record.subject else None,
            indicator=record.indicator,
            change=record.change,
            scope=record.scope,
            due=self._held(record.due, record.status) if record.status == "result" else record.due,
            criteria=codes,
            criteria_set=set_of_words(find.label) or (_set_of_headings(headings) if codes else None),
            table=record.place,
        )
        return self.assembler.target(Span(find.start, find.end), sentence, facts)


def _leant_on(setting: Setting, passage: Passage, near: tuple[int, Find, Target] | None, find: Find) -> Setting:
    """The setting with what the figure before in the same sentence came to, for one that no word tells of."""
    if near is None or passage.sentence_between(near[1].end, find.start):
        return setting
    return replace(setting, before=setting.before + (LEANT if near[2].status == "target" else -LEANT))


LEANT = 1.5
"""What the figure before in a sentence weighs for one that has no cue of its own."""


def _set_of_headings(headings: Sequence[str]) -> str | None:
    return next(filter(None, map(set_of_words, headings)), None)


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


def _one_syllable_short(found: str, guess: str) -> bool:
    """Whether words are a guess without its last syllable: "cơ sở vật chất văn | hóa"."""
    return len(guess.split()) == len(found.split()) + 1 and guess.lower().startswith(f"{found.lower()} ")
