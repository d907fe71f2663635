"""The records of documents as they are extracted now, with the type of each document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from extractor.evaluate.agree import Record
from extractor.evaluate.records import Annotated, document_key


@dataclass(frozen=True, slots=True)
class Predicted:
    """What is made of one document now: its records, and what it is ("kế hoạch", "tin bài")."""

    file: Path
    doc_type: str | None
    records: list[Record]

    @property
    def annotated(self) -> Annotated:
        return Annotated(self.records)


def predict(folders: Iterable[Path], wanted: Iterable[str]) -> dict[str, Predicted]:
    """Extracts those documents of folders (or files) whose names are wanted, by the name of the document.

    Raises ``UnreadableError`` for one that cannot be read: gold without its document tells nothing.
    """
    from extractor.pipeline import extract_document, read  # noqa: PLC0415 - heavy, and not needed to compare records
    from extractor.reading import SUFFIXES  # noqa: PLC0415 - likewise

    names = set(wanted)
    out: dict[str, Predicted] = {}
    for folder in folders:
        for file in sorted(folder.iterdir()) if folder.is_dir() else [folder]:
            name = document_key(file.name)
            if name in names and file.suffix.lower() in SUFFIXES:
                found = extract_document(read(file))
                records: list[Record] = [target.to_json() for target in found.targets]
                out[name] = Predicted(file, found.particulars.doc_type, records)
    return out
