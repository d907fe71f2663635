"""Stretches of a sentence and their labels, by the trained pipeline in ``models/``."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, cast

from extractor.core.entity import Entity, Label
from extractor.ner.home import pipeline_path
from extractor.ner.status import status_of
from extractor.ner.tags import QUANTITY, Decoder
from extractor.ner.tokenizer import LONGEST_SENTENCE, register

_BATCH = 64

_lock = threading.Lock()
_loaded: Model | None = None


class Model:
    """A pipeline that is loaded, and the decoder of its tags."""

    def __init__(self, nlp: Any) -> None:
        self.nlp = nlp
        self._tok2vec = nlp.get_pipe("tok2vec")
        self._tagger = nlp.get_pipe("tagger")
        self._decode = Decoder(self._tagger.labels)

    @classmethod
    def at(cls, path: Path) -> Model:
        """The pipeline that lies in a folder."""
        import spacy  # noqa: PLC0415 - takes a second to import, only a model needs it

        register()
        return cls(spacy.load(path))

    def stretches(self, texts: Sequence[str]) -> Iterator[list[tuple[int, int, str, float]]]:
        """Start, end, name and score of what is found in each text, in order; names are those of the tagger."""
        for begin in range(0, len(texts), _BATCH):
            docs = [self.nlp.make_doc(text) for text in texts[begin : begin + _BATCH]]
            self._tok2vec.set_annotations(docs, self._tok2vec.predict(docs))
            for doc, scores in zip(docs, self._tagger.model.predict(docs), strict=True):
                yield [
                    (doc[first].idx, doc[last - 1].idx + len(doc[last - 1]), name, score)
                    for first, last, name, score in self._decode(scores)
                ]


def spans(text: str) -> list[Entity]:
    """What the model finds in a sentence, in order and without overlaps; offsets are those of ``text``.

    Raises ``ChiTieuError`` with the remedy where no pipeline was trained.
    """
    return spans_of([text])[0]


def spans_of(texts: Iterable[str]) -> list[list[Entity]]:
    """What the model finds in each of many sentences; several times as fast as one by one.

    Nothing in a text that is longer than ``LONGEST_SENTENCE``.
    """
    whole = list(texts)
    asked = [text if len(text) <= LONGEST_SENTENCE else "" for text in whole]
    return [
        [_entity(text, *stretch) for stretch in row] for text, row in zip(whole, loaded().stretches(asked), strict=True)
    ]


def loaded() -> Model:
    """The trained model, loaded once; safe to call from several threads."""
    global _loaded  # noqa: PLW0603 - one model a process, guarded by the lock
    with _lock:
        if _loaded is None:
            _loaded = Model.at(pipeline_path())
        return _loaded


def _entity(text: str, start: int, end: int, name: str, score: float) -> Entity:
    score = min(1.0, score)
    if name != QUANTITY:
        return Entity(start, end, cast(Label, name), score)
    target = status_of(text, start, end)
    return Entity(start, end, "TARGET" if target > 0.5 else "RESULT", score * max(target, 1.0 - target))
