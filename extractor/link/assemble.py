"""Makes a target record of what was found: evidence, canonical values, identity, checks and confidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from extractor.core.document import Block, Box, RawDocument, Sentence
from extractor.core.particulars import Particulars
from extractor.core.period import Period
from extractor.core.quantity import Change, Kind, Quantity
from extractor.core.target import Baseline, Evidence, Status, TableCell, Target
from extractor.core.view import Span
from extractor.link.bodies import bodies_of
from extractor.link.checks import checks_of, lowered
from extractor.link.identity import FactKeys, record_id, work_of
from extractor.link.sector import sector_of
from extractor.registry import canonical


@dataclass(frozen=True, slots=True)
class Facts:
    """All that linking found of one quantity, besides its place. ``quantity`` is ``None`` for a milestone."""

    kind: Kind
    quantity: Quantity | None
    status: Status
    method: str
    certainty: float
    place: int
    percent: Decimal | None = None
    subject: str | None = None
    indicator: str | None = None
    change: Change = "level"
    scope: str | None = None
    due: Period | None = None
    baseline: Baseline | None = None
    criteria: tuple[str, ...] = ()
    criteria_set: str | None = None
    table: TableCell | None = None


@dataclass(eq=False)
class Assembler:
    """Gives records of one document their identity and their evidence."""

    raw: RawDocument
    blocks: Sequence[Block]
    particulars: Particulars
    _keys: FactKeys = field(init=False)
    _bodies: dict[int, tuple[str | None, tuple[str, ...]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._keys = FactKeys(work_of(self.particulars, self.raw.name))

    def target(self, span: Span, sentence: Sentence, facts: Facts) -> Target:
        """The record of the quantity at ``span``. ``place`` of the facts is its number in the sentence."""
        evidence = self._evidence(span, sentence, facts.table)
        quantity = facts.quantity
        unit, upper = (quantity.unit, quantity.upper) if quantity else (None, None)
        base = canonical(quantity.value, unit or "", facts.kind) if quantity else None
        high = canonical(upper, unit or "", facts.kind) if upper is not None else None
        body, cooperating = self._responsible(sentence)
        return Target(
            id=record_id(self.raw.document_id, span.start, span.end, facts.kind),
            fact_key=self._keys.key(evidence.sentence, facts.place),
            evidence=evidence,
            kind=facts.kind,
            status=facts.status,
            value=quantity.value if quantity else None,
            value_text=evidence.quote if quantity else None,
            upper=upper,
            total=quantity.total if quantity else None,
            percent=facts.percent,
            unit=unit,
            canonical_value=base[0] if base else None,
            canonical_upper=high[0] if high else None,
            canonical_unit=base[1] if base else None,
            subject=facts.subject,
            indicator=facts.indicator,
            comparator=quantity.comparator if quantity else "=",
            change=facts.change,
            scope=facts.scope,
            due=facts.due,
            baseline=facts.baseline,
            criteria=facts.criteria,
            criteria_set=facts.criteria_set,
            sector=sector_of(" ".join(filter(None, (facts.indicator, facts.subject, unit)))) or self.particulars.sector,
            body=body,
            cooperating=cooperating,
            confidence=round(facts.certainty * self._read_confidence(span), 4),
            method=facts.method,
        )

    def _evidence(self, span: Span, sentence: Sentence, table: TableCell | None) -> Evidence:
        page = self.raw.page_of(span.start)
        boxes: list[Box] | None = None
        if page is not None and page.words:
            boxes = [word.box for word in page.words if word.start < span.end and span.start < word.end]
        return Evidence.take(
            self.raw.text,
            (span.start, span.end),
            (sentence.start, sentence.end),
            document=self.raw.name,
            document_id=self.raw.document_id,
            page=page.number if page else None,
            boxes=boxes,
            section=self.blocks[sentence.block].section,
            table=table,
        )

    def _read_confidence(self, span: Span) -> float:
        """How sure the reading of the characters is: below one only where they were read by OCR."""
        page = self.raw.page_of(span.start)
        if page is None or not page.scanned:
            return 1.0
        sure = [
            word.confidence
            for word in page.words
            if word.start < span.end and span.start < word.end and word.confidence is not None
        ]
        return min(sure, default=0.5)

    def _responsible(self, sentence: Sentence) -> tuple[str | None, tuple[str, ...]]:
        known = self._bodies.get(sentence.start)
        if known is None:
            words = self.raw.text[sentence.start : sentence.end]
            known = self._bodies[sentence.start] = bodies_of(words, self.blocks[sentence.block].section)
        return known


def checked(targets: Sequence[Target], particulars: Particulars) -> list[Target]:
    """The records with the checks that a reader would make, which lower their confidence and change nothing else."""
    out: list[Target] = []
    for index, target in enumerate(targets):
        siblings = [
            other
            for other in targets[max(0, index - 12) : index + 12]
            if other is not target and other.evidence.sentence_start == target.evidence.sentence_start
        ]
        checks = checks_of(target, particulars, siblings)
        if checks:
            target = replace(target, checks=checks, confidence=round(lowered(target.confidence, checks), 4))  # noqa: PLW2901  # the same record, checked
        out.append(target)
    return out
