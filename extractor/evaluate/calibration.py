"""Whether confidence means something: how many records of a confidence are right in every field, and from which one on
a record need not be looked at.

    python -m extractor.evaluate.calibration [--gold PATH...] [--documents DIR...] [--test-gold PATH... --test-documents
    DIR...] [--weights FILE]

A logistic model of what a record says of itself is fitted on ``--gold`` (``annotations/gold`` by default) and asked
about documents that it has not seen: those of the other folds, and those of ``--test-gold``. ``--weights`` writes it as
a table.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from extractor.evaluate.agree import Record
from extractor.evaluate.predicted import Predicted, predict
from extractor.evaluate.records import Annotated, load
from extractor.evaluate.score import UNSCORED, pair

ROOT: Final = Path(__file__).resolve().parents[2]
BANDS: Final = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0001)
"""Lower ends of the bands of confidence in a table, and the upper end of the last."""
ENOUGH: Final = 0.98
"""The share of accepted records that must be right."""
FOLDS: Final = 5
PENALTY: Final = 8.0
"""How strongly weights are held near zero; rare features then say little."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
REPORTS: Final = frozenset({"báo cáo"})
NEWS: Final = frozenset({"tin bài"})


@dataclass(frozen=True, slots=True)
class Judged:
    """A record, what it says of itself, and whether it is right in every scored field."""

    document: str
    kind: str
    confidence: float
    features: tuple[tuple[str, float], ...]
    right: bool


def features_of(row: Record, doc_type: str | None, beside: int) -> tuple[tuple[str, float], ...]:
    """What may tell how sure a record is, by name and value; ``beside`` is the number of records in its sentence."""
    rules = str(row.get("method") or "").split("+")
    due = row.get("due")
    certain = min(0.99, max(0.01, float(row.get("confidence") or 0.5)))
    said = [
        "all",
        f"kind {row.get('kind')}",
        f"status {row.get('status')}",
        f"rule {rules[0].split('.')[0]}",
        f"subject {rules[1] if len(rules) > 1 else 'table' if row.get('table') else 'none'}",
        f"due {due['source'] if due else 'none'}",
        f"document {'report' if doc_type in REPORTS else 'news' if doc_type in NEWS else 'plan'}",
        f"beside {'1' if beside <= 1 else '2-3' if beside <= 3 else '4-6' if beside <= 6 else '7 and more'}",
    ]
    said += [f"recurrence {due['recurrence']}"] if due and due.get("recurrence") else []
    said += [f"change {row['change']}"] if row.get("change") != "level" else []
    said += ["bounded"] if row.get("comparator") != "=" else []
    said += ["table"] if row.get("table") else []
    said += ["criteria"] if row.get("criteria") else []
    said += ["baseline"] if row.get("baseline") else []
    said += ["range"] if row.get("upper") is not None else []
    said += _of_words(row)
    said += [f"check {check['code']}" for check in row.get("checks") or ()]
    return (*((name, 1.0) for name in said), ("confidence", math.log(certain / (1 - certain))))


def _of_words(row: Record) -> list[str]:
    """How far the words of time and subject stand from the number, and how many others compete with them."""
    sentence, at = str(row["sentence"]), row["start"] - row["sentence_start"]
    words = str(row.get("subject") or "")
    size = len(words.split())
    said = [
        f"years {min(3, len(_YEAR.findall(sentence)))}",
        f"sentence {'short' if len(sentence) < 120 else 'middle' if len(sentence) < 350 else 'long'}",
        f"subject {'1' if size == 1 else '2-3' if size < 4 else '4-5' if size < 6 else '6 and more'} words",
        f"subject {_away(sentence, words, at)}",
    ]
    due = row.get("due")
    if due and due["source"] == "explicit":
        said.append(f"time {_away(sentence, str(due['text']), at)}")
    return said


def _away(sentence: str, words: str, at: int) -> str:
    """Where words stand from a place of a sentence: before or after it, beside or far, where they stand nearest."""
    after = sentence.find(words, at) if words else -1
    before = sentence.rfind(words, 0, at) if words else -1
    if after < 0 and before < 0:
        return "elsewhere"
    behind = before >= 0 and (after < 0 or at - before - len(words) <= after - at)
    distance = at - before - len(words) if behind else after - at
    return f"{'before' if behind else 'after'} {'beside' if distance < 25 else 'near' if distance < 80 else 'far'}"


def judge(name: str, gold: Annotated, predicted: Predicted) -> list[Judged]:
    """The scored records of a document with their features, each right or not."""
    golds = [row for row in gold.records if row["kind"] not in UNSCORED]
    aside = [row for row in gold.records if row["kind"] in UNSCORED]
    rows = [
        row
        for row in predicted.records
        if row["kind"] not in UNSCORED
        and gold.covers(row)
        and not any(row["start"] < other["end"] and other["start"] < row["end"] for other in aside)
    ]
    right = {id(row) for _, row, wrong in pair(golds, rows) if not wrong}
    beside = Counter(row["sentence_start"] for row in rows)
    return [
        Judged(
            name,
            str(row["kind"]),
            float(row["confidence"]),
            features_of(row, predicted.doc_type, beside[row["sentence_start"]]),
            id(row) in right,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of features; those that it does not know weigh nothing."""

    weights: Mapping[str, float]

    def confidence(self, features: Iterable[tuple[str, float]]) -> float:
        total = sum(self.weights.get(name, 0.0) * value for name, value in features)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))

    def table(self) -> str:
        """The weights as tab-separated lines, by name."""
        return "feature\tweight\n" + "".join(f"{name}\t{weight:.3f}\n" for name, weight in sorted(self.weights.items()))


def fit(judged: Sequence[Judged], penalty: float = PENALTY) -> Model:
    """The weights that make the right records likeliest, by Newton's method. Needs at least one record."""
    import numpy as np  # noqa: PLC0415 - heavy, and only fitting needs it

    names = sorted({name for one in judged for name, _ in one.features})
    at = {name: index for index, name in enumerate(names)}
    rows = np.zeros((len(judged), len(names)))
    for index, one in enumerate(judged):
        for name, value in one.features:
            rows[index, at[name]] = value
    answers = np.array([one.right for one in judged], dtype=float)
    held = np.full(len(names), penalty)
    held[at["all"]] = 0.01  # how many are right at all is no guess
    weights = np.zeros(len(names))
    for _ in range(25):
        chances = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (answers - chances) - held * weights
        bend = (rows.T * (chances * (1 - chances))) @ rows + np.diag(held)
        step = np.linalg.solve(bend, slope)
        weights = weights + step
        if float(np.abs(step).max()) < 1e-6:
            break
    return Model({name: float(weights[index]) for name, index in at.items()})


def out_of_fold(judged: Sequence[Judged], folds: int = FOLDS) -> list[tuple[Judged, float]]:
    """Each record with the confidence of a model that has not seen its document."""
    documents = sorted({one.document for one in judged})
    out = []
    for fold in range(folds):
        held = set(documents[fold::folds])
        rest = [one for one in judged if one.document not in held]
        if held and rest:
            model = fit(rest)
            out += [(one, model.confidence(one.features)) for one in judged if one.document in held]
    return out


def wilson(right: int, number: int, z: float = 1.96) -> tuple[float, float]:
    """The interval in which the true share lies, 95 of 100 times; all of [0, 1] for no number."""
    if not number:
        return 0.0, 1.0
    share = right / number
    middle = share + z * z / (2 * number)
    width = z * math.sqrt(share * (1 - share) / number + z * z / (4 * number * number))
    scale = 1 + z * z / number
    return max(0.0, (middle - width) / scale), min(1.0, (middle + width) / scale)


def bands(asked: Iterable[tuple[Judged, float]]) -> str:
    """How many records of each band of confidence are right, as a Markdown table."""
    rows = [
        "| confidence | records | mean | right | 95 % interval |",
        "| --- | --- | --- | --- | --- |",
    ]
    pairs = list(asked)
    for low, high in pairwise(BANDS):
        inside = [(one, confidence) for one, confidence in pairs if low <= confidence < high]
        if not inside:
            continue
        right = sum(one.right for one, _ in inside)
        least, most = wilson(right, len(inside))
        mean = sum(confidence for _, confidence in inside) / len(inside)
        label = f"{low:.2f} - {min(high, 1):.2f}"
        rows.append(f"| {label} | {len(inside)} | {mean:.2f} | {right / len(inside):.2f} | {least:.2f} - {most:.2f} |")
    if pairs:
        error = sum((confidence - one.right) ** 2 for one, confidence in pairs) / len(pairs)
        base = sum(one.right for one, _ in pairs) / len(pairs)
        rows.append(f"\nBrier score {error:.3f}; {base * (1 - base):.3f} for one confidence for all ({base:.2f})")
    return "\n".join(rows)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """From which confidence on records of a kind are accepted, how many of all that are, and how many of them right."""

    kind: str
    threshold: float | None
    all: int
    accepted: int
    right: int

    def __str__(self) -> str:
        if self.threshold is None:
            return f"| {self.kind} | none | 0 of {self.all} | | |"
        least, _ = wilson(self.right, self.accepted)
        share = self.right / self.accepted if self.accepted else 0.0
        covers = self.accepted / self.all if self.all else 0.0
        cells = (
            f"{self.threshold:.3f}",
            f"{self.accepted} of {self.all} ({covers:.0%})",
            f"{share:.3f}",
            f"{least:.3f}",
        )
        return f"| {self.kind} | " + " | ".join(cells) + " |"


def acceptance(kind: str, asked: Sequence[tuple[Judged, float]], enough: float = ENOUGH) -> Acceptance:
    """The lowest confidence at which the records of it and above are right often enough; none where there is none."""
    ranked = sorted(asked, key=lambda item: -item[1])
    best: tuple[float, int, int] | None = None
    right = 0
    for number, (one, confidence) in enumerate(ranked, start=1):
        right += one.right
        last = number == len(ranked) or ranked[number][1] < confidence
        if last and right / number >= enough:
            best = confidence, number, right
    if best is None:
        return Acceptance(kind, None, len(ranked), 0, 0)
    return Acceptance(kind, best[0], len(ranked), best[1], best[2])


def applied(kind: str, threshold: float | None, asked: Sequence[tuple[Judged, float]]) -> Acceptance:
    """What a threshold that was chosen elsewhere accepts."""
    taken = [one for one, confidence in asked if threshold is not None and confidence >= threshold]
    return Acceptance(kind, threshold, len(asked), len(taken), sum(one.right for one in taken))


def thresholds(asked: Sequence[tuple[Judged, float]], tested: Sequence[tuple[Judged, float]] = ()) -> str:
    """Acceptance of all and of each kind, as Markdown tables: where it was chosen, and where it was only applied."""
    head = ["| kind | threshold | accepted | right | at least (95 %) |", "| --- | --- | --- | --- | --- |"]
    chosen, elsewhere = [], []
    for kind in ("all", *sorted({one.kind for one, _ in asked})):
        mine = [item for item in asked if kind in ("all", item[0].kind)]
        found = acceptance(kind, mine)
        chosen.append(str(found))
        elsewhere.append(
            str(applied(kind, found.threshold, [item for item in tested if kind in ("all", item[0].kind)]))
        )
    out = [*head, *chosen]
    if tested:
        out += ["", "the same thresholds on the test documents", "", *head, *elsewhere]
    return "\n".join(out)


def judged_of(gold: Sequence[Path], documents: Sequence[Path]) -> list[Judged]:
    """The records of all documents that have gold, extracted now and judged."""
    golds = load(gold)
    predicted = predict(documents, golds)
    return [one for name in sorted(predicted) for one in judge(name, golds[name], predicted[name])]


def main(arguments: Sequence[str]) -> int:
    """Prints the tables of raw and of fitted confidence, and the thresholds."""
    parser = argparse.ArgumentParser(prog="python -m extractor.evaluate.calibration")
    parser.add_argument("--gold", nargs="+", type=Path, default=[ROOT / "annotations" / "gold"])
    parser.add_argument("--documents", nargs="+", type=Path, default=[ROOT / "corpus" / "documents"])
    parser.add_argument("--test-gold", nargs="+", type=Path, default=[])
    parser.add_argument("--test-documents", nargs="+", type=Path, default=[])
    parser.add_argument("--weights", type=Path)
    options: Any = parser.parse_args(arguments)
    judged = judged_of(options.gold, options.documents)
    if not judged:
        parser.error("no document of these has gold")
    tests = judged_of(options.test_gold, options.test_documents) if options.test_gold else []
    model = fit(judged)
    held, tested = out_of_fold(judged), [(one, model.confidence(one.features)) for one in tests]
    parts = [
        f"## Confidence as extracted, {len(judged) + len(tests)} records",
        bands((one, one.confidence) for one in (*judged, *tests)),
        f"## Fitted, each document held out, {len(judged)} records",
        bands(held),
        *([f"## Fitted, test documents, {len(tests)} records", bands(tested)] if tests else []),
        f"## Accepted where {ENOUGH:.0%} are right",
        thresholds(held, tested),
    ]
    print("\n\n".join(parts))
    if options.weights:
        options.weights.write_text(model.table(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
