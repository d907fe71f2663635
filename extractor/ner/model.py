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
from extractor.ner.tokenizer import register

_LONGEST = 4000
"""Characters of a text that the pipeline sees at once; a longer one is cut at a blank."""
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
    """What the model finds in each of many sentences; several times as fast as one by one."""
    pieces: list[str] = []
    places: list[tuple[int, int]] = []  # of each piece: the text it is from, and where it begins there
    whole = list(texts)
    for index, text in enumerate(whole):
        for start, end in _pieces(text):
            pieces.append(text[start:end])
            places.append((index, start))
    found: list[list[Entity]] = [[] for _ in whole]
    for (index, offset), row in zip(places, loaded().stretches(pieces), strict=True):
        found[index].extend(
            _entity(whole[index], offset + start, offset + end, name, score) for start, end, name, score in row
        )
    return found


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


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    start, end = 0, len(text)
    while end - start > _LONGEST:
        blank = text.rfind(" ", start + 1, start + _LONGEST)
        middle = blank if blank > 0 else start + _LONGEST
        yield start, middle
        start = middle
    yield start, end
