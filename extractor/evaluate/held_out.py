"""How the models of ``extractor.ner`` do on sectors that they have not seen.

    python -m extractor.evaluate.held_out

prints the table of ``models/CARD.md``; as long as training seven times.
"""

from __future__ import annotations

import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from extractor.evaluate.agree import same_wording
from extractor.evaluate.sentences import Marked, load
from extractor.evaluate.train import SENTENCES, fit_pipeline, fit_status, fit_subject, wanted
from extractor.ner import hashed, status
from extractor.ner.model import Model
from extractor.ner.subject import subject_of

FOLDS = 7
"""Parts of the sectors; a sector is in one of them with all its sentences."""


@dataclass(slots=True)
class Counts:
    """What was found, what should have been, and what of it agrees."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def add(self, right: bool) -> None:
        """One more that was to be found and was answered."""
        self.right += right
        self.found += 1
        self.gold += 1

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0


@dataclass(slots=True)
class HeldOut:
    """Counts by label, exact stretches and overlapping ones; how often status and subject of a quantity were right."""

    exact: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    touching: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    status: Counts = field(default_factory=Counts)
    subject: Counts = field(default_factory=Counts)

    def table(self) -> str:
        """The figures as a Markdown table."""
        rows = [
            "| label | P | R | F1 | P, overlapping | R, overlapping | marks |",
            "| --- | --- | --- | --- | --- | --- | --- |",
        ]
        for name in sorted(self.exact):
            one, two = self.exact[name], self.touching[name]
            figures = (one.precision, one.recall, one.f1, two.precision, two.recall)
            rows.append(f"| {name} | " + " | ".join(f"{figure:.2f}" for figure in figures) + f" | {one.gold} |")
        rows.append(f"\nstatus of a quantity right: {self.status.recall:.3f} of {self.status.gold}")
        rows.append(f"subject of a quantity the same words: {self.subject.recall:.3f} of {self.subject.gold}")
        return "\n".join(rows)


def crossvalidate(
    sentences: Sequence[Marked] | None = None,
    *,
    seed: int = 0,
    folds: int = FOLDS,
    epochs: int | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> HeldOut:
    """How the models do on sectors that they have not seen: each sector's sentences are held out once."""
    everything = load(SENTENCES) if sentences is None else sentences
    sectors = sorted({sentence.sector for sentence in everything})
    result = HeldOut()
    for fold in range(folds):
        held = set(sectors[fold::folds])
        if not held:
            continue
        rest = [sentence for sentence in everything if sentence.sector not in held]
        asked = [sentence for sentence in everything if sentence.sector in held]
        begin = time.monotonic()
        _count_stretches(Model(fit_pipeline(rest, seed=seed, epochs=epochs)), asked, result)
        _count_status(fit_status(rest, seed=seed), asked, result)
        _count_subjects(fit_subject(rest, seed=seed), asked, result)
        took = time.monotonic() - begin
        tell(f"fold {fold + 1} of {folds}: {len(asked)} sentences of {', '.join(sorted(held))}, {took:.0f} s")
    return result


def _count_stretches(model: Model, asked: Sequence[Marked], result: HeldOut) -> None:
    for sentence, row in zip(asked, model.stretches([sentence.text for sentence in asked]), strict=True):
        gold = set(wanted(sentence))
        found = {(start, end, name) for start, end, name, _ in row}
        for tally, agrees in ((result.exact, _same), (result.touching, _touch)):
            for name, number in Counter(item[2] for item in gold).items():
                tally[name].gold += number
            for item in found:
                tally[item[2]].found += 1
                tally[item[2]].right += any(agrees(item, other) for other in gold)


def _same(one: tuple[int, int, str], two: tuple[int, int, str]) -> bool:
    return one == two


def _touch(one: tuple[int, int, str], two: tuple[int, int, str]) -> bool:
    return one[2] == two[2] and one[0] < two[1] and two[0] < one[1]


def _count_status(weights: Any, asked: Iterable[Marked], result: HeldOut) -> None:
    for sentence in asked:
        for mark in sentence.marks:
            if mark.letter in "TR":
                at = hashed.places(status.features(sentence.text, mark.start, mark.end), status.SIZE)
                right = (hashed.probability(weights, at) > 0.5) == (mark.letter == "T")
                result.status.add(right)


def _count_subjects(weights: Any, asked: Iterable[Marked], result: HeldOut) -> None:
    for sentence in asked:
        for quantity, subject in sentence.subjects():
            found = subject_of(sentence.text, quantity.start, quantity.end, model=weights)
            result.subject.add(
                found is not None and same_wording(sentence.text[subject.start : subject.end], found.text)
            )


def main() -> int:
    """Prints the table; what it is at goes to standard error."""
    print(crossvalidate(tell=_tell).table())
    return 0


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
