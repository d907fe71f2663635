"""Trains the models of ``extractor.ner`` from ``annotations/`` alone, the same ones each time.

    python -m extractor.evaluate.train

writes ``models/ner`` (a spaCy pipeline), ``models/status.npy`` and ``models/subject.npy``. How well they do on sectors
that they have not seen is told by ``extractor.evaluate.held_out``.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from extractor.evaluate.sentences import Mark, Marked, load
from extractor.ner import clues, hashed, status
from extractor.ner.home import MODELS
from extractor.ner.tags import QUANTITY, tags_of
from extractor.ner.tokenizer import register

ROOT = Path(__file__).resolve().parents[2]
SENTENCES = ROOT / "annotations" / "sentences"
CONFIG = MODELS / "config.cfg"
_RECORDS = {"TARGET", "RESULT"}


def train(out: Path, seed: int = 0) -> None:
    """Trains on all marked sentences and writes the pipeline and the weights into the folder ``out``."""
    write_all(load(SENTENCES), out, seed=seed)


def write_all(sentences: Sequence[Marked], out: Path, *, seed: int = 0, epochs: int | None = None) -> None:
    """Trains all three models on some sentences and writes them; ``epochs`` instead of those configured."""
    out.mkdir(parents=True, exist_ok=True)
    nlp = fit_pipeline(sentences, seed=seed, epochs=epochs)
    nlp.to_disk(out / "ner", exclude=["vocab"])  # the tokenizer does without a vocabulary of its own
    _save(out / "status.npy", fit_status(sentences, seed=seed))
    _save(out / "subject.npy", fit_subject(sentences, seed=seed))


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


def fit_subject(sentences: Iterable[Marked], *, seed: int = 0) -> Any:
    """Weights that find where the subject of a quantity starts, and where it ends."""
    rows: list[tuple[Any, int]] = []
    for sentence in sentences:
        for quantity, subject in sentence.subjects():
            rows.extend(_choices(sentence.text, quantity, subject))
    return hashed.fit_choice(rows, size=clues.SIZE, epochs=8, rate=0.06, decay=1e-4, seed=seed)


def _choices(text: str, quantity: Mark, subject: Mark) -> Iterator[tuple[Any, int]]:
    asked = clues.Question(text, quantity.start, quantity.end)
    place = asked.index_of(subject.start, subject.end)
    starts = asked.starts.tolist()
    if place is None or place[0] not in starts:  # too far away, or a number: nothing that could be chosen
        return
    first, last = place
    yield asked.start_clues(), starts.index(first)
    ends = asked.ends(first)
    if last in ends:
        yield asked.end_clues(0 * ends + first, ends), ends.tolist().index(last)


def main() -> int:
    """Trains into ``models/``. Takes no arguments; any other than ``--help`` is refused."""
    argparse.ArgumentParser(prog="python -m extractor.evaluate.train", description="Trains into models/.").parse_args()
    begin = time.monotonic()
    train(MODELS)
    print(f"trained into {MODELS} in {time.monotonic() - begin:.0f} s", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
