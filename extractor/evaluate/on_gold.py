"""How often the models of ``extractor.ner`` alone are right about the numbers of gold records.

    python -m extractor.evaluate.on_gold GOLD_FOLDER TEXT_FOLDER ...

A number is given to the models where the gold has it, in the sentence that ``segment`` finds around it, so that what
is measured is the model and not the search for numbers. Texts are .txt and .md files named like the gold.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.evaluate.agree import FIELDS, Record
from extractor.evaluate.records import load
from extractor.evaluate.score import UNSCORED
from extractor.ner import status_of, subject_of
from extractor.reading import read
from extractor.segment import sentences
from extractor.structure import analyse


@dataclass(slots=True)
class OnGold:
    """How many numbers were asked about, and how many answers agree with the gold."""

    numbers: int = 0
    status: int = 0
    named: int = 0
    subject: int = 0

    def __str__(self) -> str:
        return (
            f"{self.numbers} numbers: status right {self.status / max(1, self.numbers):.3f}; "
            f"{self.named} with a subject: right {self.subject / max(1, self.named):.3f}"
        )


def ask(text: str, spans: Sequence[tuple[int, int]], records: Iterable[Record], result: OnGold) -> None:
    """Asks the models about each record's number in the sentence, of ``spans``, that holds it, and counts."""
    for record in records:
        start, end = int(record["start"]), int(record["end"])
        around = next(((low, high) for low, high in spans if low <= start and end <= high), None)
        if record["kind"] in UNSCORED or around is None:
            continue
        low, high = around
        place = (text[low:high], start - low, end - low)
        result.numbers += 1
        result.status += (status_of(*place) > 0.5) == (record["status"] == "target")
        if record.get("subject"):
            chosen = subject_of(*place)
            result.named += 1
            result.subject += FIELDS["subject"](record["subject"], chosen.text if chosen else None)


def on_gold(gold: Path, folders: Sequence[Path]) -> OnGold:
    """The count over all gold documents whose text is in one of the folders."""
    texts = {
        path.stem: path for folder in folders for path in sorted(folder.iterdir()) if path.suffix in (".txt", ".md")
    }
    result = OnGold()
    for name, annotated in load([gold]).items():
        if name in texts:
            raw = read(texts[name])
            spans = [(sentence.start, sentence.end) for sentence in sentences(raw.text, analyse(raw))]
            ask(raw.text, spans, annotated.records, result)
    return result


def main(arguments: Sequence[str]) -> int:
    """Prints the count; 2 where the arguments are not a gold folder and at least one of texts."""
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    print(on_gold(Path(arguments[0]), [Path(folder) for folder in arguments[1:]]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
