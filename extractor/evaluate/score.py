"""How many of the gold records were found, and how many are right in every field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from extractor.evaluate.agree import BESIDE, FIELDS, Record, is_found, wrong_fields
from extractor.evaluate.records import Annotated

UNSCORED = frozenset({"rank", "milestone"})
"""Kinds that the gold does not hold completely yet."""


@dataclass(slots=True)
class Tally:
    """Counts of records; ``found_p`` counts found ones by what was predicted, ``found`` by what the gold says."""

    gold: int = 0
    pred: int = 0
    found: int = 0
    found_p: int = 0
    record: int = 0
    record_p: int = 0

    @property
    def found_rates(self) -> dict[str, float]:
        return _rates(self.found_p, self.pred, self.found, self.gold)

    @property
    def record_rates(self) -> dict[str, float]:
        return _rates(self.record_p, self.pred, self.record, self.gold)


def _rates(hits_p: int, pred: int, hits: int, gold: int) -> dict[str, float]:
    precision = hits_p / pred if pred else 0.0
    recall = hits / gold if gold else 0.0
    both = precision + recall
    f1 = 2 * precision * recall / both if both else 0.0
    return {"p": round(precision, 4), "r": round(recall, 4), "f1": round(f1, 4)}


@dataclass(frozen=True, slots=True)
class Mistake:
    """A record that was missed, made up, or is wrong in ``fields``."""

    kind: Literal["missed", "made up", "wrong"]
    document: str
    record: Record
    other: Record | None = None
    fields: tuple[str, ...] = ()

    def __str__(self) -> str:
        head = f"{self.document}:{self.record['start']} {self.kind} {self.record.get('quote')!r}"
        if self.other is None:
            return f"{head} ({self.record.get('kind')}, {self.record.get('status')})"
        told = (f"{name} {self.other.get(name)!r} for {self.record.get(name)!r}" for name in self.fields)
        return f"{head}: " + "; ".join(told)


@dataclass(slots=True)
class Score:
    """The figures of a set of documents. ``to_json`` has those of the reference scorer under the same names."""

    total: Tally = field(default_factory=Tally)
    targets: Tally = field(default_factory=Tally)
    by_kind: dict[str, Tally] = field(default_factory=dict)
    by_document: dict[str, Tally] = field(default_factory=dict)
    right: Counter[str] = field(default_factory=Counter)
    beside: dict[str, list[int]] = field(default_factory=lambda: {name: [0, 0] for name in BESIDE})
    ungrounded: int = 0
    unscored: int = 0
    mistakes: list[Mistake] = field(default_factory=list)

    @property
    def fields(self) -> dict[str, float]:
        """The share of found records that are right in a field."""
        found = self.total.found
        return {name: round(self.right[name] / found, 4) if found else 0.0 for name in FIELDS}

    def worst_first(self) -> list[tuple[str, Tally]]:
        """Documents by the F1 of their whole records; among equals the one with more records missed or made up."""

        def key(item: tuple[str, Tally]) -> tuple[float, int, str]:
            name, tally = item
            return tally.record_rates["f1"], 2 * tally.record - tally.gold - tally.pred, name

        return sorted(self.by_document.items(), key=key)

    def to_json(self) -> dict[str, Any]:
        return {
            "documents": len(self.by_document),
            "gold": self.total.gold,
            "pred": self.total.pred,
            "found": self.total.found_rates,
            "record": self.total.record_rates,
            "targets": _tally_json(self.targets),
            "fields": self.fields,
            "extra": {name: list(counts) for name, counts in self.beside.items()},
            "ungrounded": self.ungrounded,
            "unscored": self.unscored,
            "by_document": {
                name: {"gold": tally.gold, "pred": tally.pred, "found": tally.found, "record": tally.record}
                for name, tally in self.by_document.items()
            },
            "by_kind": {name: _tally_json(tally) for name, tally in sorted(self.by_kind.items())},
        }


def _tally_json(tally: Tally) -> dict[str, Any]:
    return {"gold": tally.gold, "pred": tally.pred, "found": tally.found_rates, "record": tally.record_rates}


def pair(golds: Sequence[Record], predictions: Sequence[Record]) -> list[tuple[Record, Record, tuple[str, ...]]]:
    """Gives each gold record at most one prediction, best pairs first: fewest wrong fields, then nearest start.

    Returns gold, prediction and the names of the wrong fields.
    """
    options = []
    for i, gold in enumerate(golds):
        for j, predicted in enumerate(predictions):
            if is_found(gold, predicted):
                wrong = wrong_fields(gold, predicted)
                # among equals the later record wins, as in the reference scorer
                options.append((len(wrong), abs(gold["start"] - predicted["start"]), -i, -j, wrong))
    options.sort(key=lambda option: option[:4])
    taken_golds: set[int] = set()
    taken_predictions: set[int] = set()
    pairs = []
    for _, _, i, j, wrong in options:
        if i not in taken_golds and j not in taken_predictions:
            taken_golds.add(i)
            taken_predictions.add(j)
            pairs.append((golds[-i], predictions[-j], wrong))
    return pairs


def score(
    gold: Mapping[str, Annotated], predicted: Mapping[str, Annotated], texts: Mapping[str, str] | None = None
) -> Score:
    """Scores the documents that have gold. ``texts`` lets it count records that do not stand where they say."""
    result = Score()
    for name, annotated in sorted(gold.items()):
        predictions = [row for row in predicted[name].records if annotated.covers(row)] if name in predicted else []
        text = (texts or {}).get(name)
        if text is not None:
            result.ungrounded += sum(not _is_grounded(row, text) for row in predictions)
        _score_document(result, name, annotated.records, predictions)
    return result


def _is_grounded(row: Record, text: str) -> bool:
    start, end = row["start"], row["end"]
    inside = row.get("sentence_start", 0) <= start and end <= row.get("sentence_end", len(text))
    return inside and text[start:end] == row.get("quote")


def _score_document(result: Score, name: str, all_golds: Iterable[Record], predictions: list[Record]) -> None:
    golds = [row for row in all_golds if row["kind"] not in UNSCORED]
    aside = [row for row in all_golds if row["kind"] in UNSCORED]
    scored = [
        row
        for row in predictions
        if row.get("kind") not in UNSCORED
        and not any(row["start"] < other["end"] and other["start"] < row["end"] for other in aside)
    ]
    result.unscored += len(predictions) - len(scored)
    result.by_document[name] = Tally()
    for row in golds:
        for tally in _tallies(result, name, row):
            tally.gold += 1
    for row in scored:
        for tally in _tallies(result, name, row):
            tally.pred += 1
    pairs = pair(golds, scored)
    for one, other, wrong in pairs:
        _count_pair(result, name, one, other, wrong)
        if wrong:
            result.mistakes.append(Mistake("wrong", name, one, other, wrong))
    seen = {id(row) for one, other, _ in pairs for row in (one, other)}
    result.mistakes += [Mistake("missed", name, row) for row in golds if id(row) not in seen]
    result.mistakes += [Mistake("made up", name, row) for row in scored if id(row) not in seen]


def _tallies(result: Score, name: str, row: Record) -> list[Tally]:
    """The tallies in which a record counts: of everything, of its document, of its kind, of targets."""
    tallies = [result.total, result.by_document[name], result.by_kind.setdefault(str(row.get("kind")), Tally())]
    if row.get("status") == "target":
        tallies.append(result.targets)
    return tallies


def _count_pair(result: Score, name: str, gold: Record, predicted: Record, wrong: tuple[str, ...]) -> None:
    result.right.update(field for field in FIELDS if field not in wrong)
    for field_name, agrees in BESIDE.items():
        one, other = gold.get(field_name), predicted.get(field_name)
        if one is not None or other is not None:
            result.beside[field_name][0] += agrees(one, other)
            result.beside[field_name][1] += 1
    for tally in (result.total, result.by_document[name]):
        _hit(tally, not wrong, gold=True, predicted=True)
    _hit(result.by_kind[str(gold.get("kind"))], not wrong, gold=True, predicted=False)
    _hit(result.by_kind[str(predicted.get("kind"))], not wrong, gold=False, predicted=True)
    if gold.get("status") == predicted.get("status") == "target":
        _hit(result.targets, not wrong, gold=True, predicted=True)


def _hit(tally: Tally, whole: bool, *, gold: bool, predicted: bool) -> None:
    tally.found += gold
    tally.found_p += predicted
    tally.record += gold and whole
    tally.record_p += predicted and whole
