"""Trains the models of ``extractor.ner`` from ``annotations/`` alone, the same ones each time.

    python -m extractor.evaluate.train [--cross-validate]

writes ``models/ner`` (a spaCy pipeline) and ``models/status.npy``.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractor.evaluate.sentences import Marked, load
from extractor.ner import hashed, status
from extractor.ner.home import MODELS
from extractor.ner.model import Model
from extractor.ner.tags import QUANTITY, tags_of
from extractor.ner.tokenizer import register

ROOT = Path(__file__).resolve().parents[2]
SENTENCES = ROOT / "annotations" / "sentences"
CONFIG = MODELS / "config.cfg"
FOLDS = 7
"""Parts in cross-validation; a sector is in one of them with all its sentences."""

_RECORDS = {"TARGET", "RESULT"}


def train(out: Path, seed: int = 0) -> None:
    """Trains on all marked sentences and writes the pipeline and the weights into the folder ``out``."""
    sentences = load(SENTENCES)
    out.mkdir(parents=True, exist_ok=True)
    write(fit_pipeline(sentences, seed=seed), out)
    _save(out / "status.npy", fit_status(sentences, seed=seed))


def write(nlp: Any, out: Path) -> None:
    """Writes a pipeline without its vocabulary, which the tokenizer does without."""
    nlp.to_disk(out / "ner", exclude=["vocab"])


def _save(path: Path, weights: Any) -> None:
    import numpy as np  # noqa: PLC0415 - heavy, only training needs it

    np.save(path, weights, allow_pickle=False)


def fit_pipeline(sentences: Sequence[Marked], *, seed: int = 0, epochs: int | None = None) -> Any:
    """A trained spaCy pipeline of ``tok2vec`` and ``tagger``, weights averaged over the updates."""
    from spacy.util import fix_random_seed, load_model_from_config, minibatch  # noqa: PLC0415 - likewise
    from thinc.api import Config  # noqa: PLC0415 - likewise

    register()
    fix_random_seed(seed)
    config = Config().from_disk(CONFIG)
    plan = config.pop("chitieu")
    nlp = load_model_from_config(config, auto_fill=True, validate=True)
    examples = _examples(nlp, sentences)
    optimizer = nlp.initialize(lambda: examples)
    optimizer.learn_rate = plan["learn_rate"]
    order = random.Random(seed)  # noqa: S311 - a seeded order of sentences, no secret
    for _ in range(epochs or plan["epochs"]):
        order.shuffle(examples)
        for batch in minibatch(examples, plan["batch"]):
            nlp.update(batch, sgd=optimizer, drop=plan["dropout"])
    with nlp.use_params(optimizer.averages):
        averaged = nlp.to_bytes(exclude=["vocab"])
    nlp.from_bytes(averaged, exclude=["vocab"])
    return nlp


def _examples(nlp: Any, sentences: Sequence[Marked]) -> list[Any]:
    from spacy.training import Example  # noqa: PLC0415 - likewise

    out = []
    for sentence in sentences:
        doc = nlp.make_doc(sentence.text)
        reference = doc.copy()
        spans = []
        for start, end, name in wanted(sentence):
            span = reference.char_span(start, end)
            if span is not None:  # a mark that cuts a syllable teaches nothing
                spans.append((span.start, span.end, name))
        for token, tag in zip(reference, tags_of(len(reference), spans), strict=True):
            token.tag_ = tag
        out.append(Example(doc, reference))
    return out


def wanted(sentence: Marked) -> list[tuple[int, int, str]]:
    """What the tagger is to find: targets and results are both quantities to it."""
    return [(start, end, QUANTITY if label in _RECORDS else label) for start, end, label in sentence.labelled()]


def fit_status(sentences: Iterable[Marked], *, seed: int = 0) -> Any:
    """Weights that tell targets from results."""
    rows, answers = [], []
    for sentence in sentences:
        for mark in sentence.marks:
            if mark.letter in "TR":
                rows.append(hashed.places(status.features(sentence.text, mark.start, mark.end), status.SIZE))
                answers.append(mark.letter == "T")
    return hashed.fit(rows, answers, size=status.SIZE, epochs=20, rate=0.3, decay=1e-4, seed=seed)


@dataclass(slots=True)
class Counts:
    """What was found, what should have been, and what of it agrees."""

    right: int = 0
    found: int = 0
    gold: int = 0

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
class CrossValidation:
    """Counts by label, exact stretches and overlapping ones, and how often the status was right."""

    exact: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    touching: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    status: Counts = field(default_factory=Counts)

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
        rows.append(f"\nstatus of a marked quantity: {self.status.recall:.3f} of {self.status.gold}")
        return "\n".join(rows)


def crossvalidate(
    sentences: Sequence[Marked] | None = None,
    *,
    seed: int = 0,
    folds: int = FOLDS,
    epochs: int | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> CrossValidation:
    """How the models do on sectors that they have not seen: each sector's sentences are held out once."""
    everything = load(SENTENCES) if sentences is None else sentences
    sectors = sorted({sentence.sector for sentence in everything})
    result = CrossValidation()
    for fold in range(folds):
        held = set(sectors[fold::folds])
        if not held:
            continue
        rest = [sentence for sentence in everything if sentence.sector not in held]
        asked = [sentence for sentence in everything if sentence.sector in held]
        begin = time.monotonic()
        _count_stretches(Model(fit_pipeline(rest, seed=seed, epochs=epochs)), asked, result)
        _count_status(fit_status(rest, seed=seed), asked, result)
        tell(
            f"fold {fold + 1} of {folds}: {len(asked)} sentences of {', '.join(sorted(held))}, {time.monotonic() - begin:.0f} s"
        )
    return result


def _count_stretches(model: Model, asked: Sequence[Marked], result: CrossValidation) -> None:
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


def _count_status(weights: Any, asked: Iterable[Marked], result: CrossValidation) -> None:
    for sentence in asked:
        for mark in sentence.marks:
            if mark.letter in "TR":
                at = hashed.places(status.features(sentence.text, mark.start, mark.end), status.SIZE)
                right = (hashed.probability(weights, at) > 0.5) == (mark.letter == "T")
                result.status.gold += 1
                result.status.found += 1
                result.status.right += right


def main(arguments: Sequence[str]) -> int:
    """Trains into ``models/``; with ``--cross-validate`` prints held-out figures in place of that."""
    tell: Callable[[str], None] = lambda line: print(line, file=sys.stderr, flush=True)  # noqa: E731 - one line of one use
    if "--cross-validate" in arguments:
        print(crossvalidate(tell=tell).table())
        return 0
    begin = time.monotonic()
    train(MODELS)
    tell(f"trained into {MODELS} in {time.monotonic() - begin:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
