"""Reads an original of the archive under the name that it came by, and extracts it: what a job's process does."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from extractor.core.document import KnownPart, RawDocument
from extractor.core.errors import UnreadableError
from extractor.core.extraction import Extraction


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document as it was extracted, the signature of its text, and whether its file bears an electronic signature."""

    extraction: Extraction
    signature: tuple[int, ...] = ()
    signed: bool = False


Parts = list[Extracted | UnreadableError | KnownPart]
"""What is in one original: itself, and each document inside it, or why that cannot be read, or that it is stored."""


def order(path: Path, name: str, place: str, *, allow_secret: bool = False) -> str:
    """What a process is told: where the bytes lie, the name of the file, and the place that messages name."""
    return json.dumps({"path": str(path), "name": name, "place": place, "allow_secret": allow_secret})


def extract_original(told: str, known: Callable[[str], bool] | None = None) -> Parts:
    """Extracts the original that an order names, and every document inside it but those that are ``known``.

    Raises ``UnreadableError``, with the place that it came from, for one that cannot be read.
    """
    from extractor.intake.signature import signature_of  # noqa: PLC0415 - only the processes that extract need it
    from extractor.pipeline import extract_document  # noqa: PLC0415 - likewise
    from extractor.reading import read_new_of  # noqa: PLC0415 - likewise
    from extractor.reading.source import base_name, load  # noqa: PLC0415 - likewise

    wanted = json.loads(told)
    try:
        source = load(wanted["path"], allow_secret=wanted["allow_secret"])
    except UnreadableError as error:
        raise UnreadableError(wanted["place"], error.reason, error.remedy) from error
    source = replace(source, name=base_name(wanted["name"]), label=wanted["place"])
    signed = source.head.startswith(b"%PDF") and b"/ByteRange" in source.data and b"/Sig" in source.data
    parts: Parts = []
    for part in read_new_of(source, known):
        if not isinstance(part, RawDocument):
            parts.append(part)
        else:
            own = signed and not part.meta.get("within")
            parts.append(Extracted(extract_document(part), signature_of(part.text), own))
    return parts
