"""A stand-in for reading and extraction: what a file says decides what becomes of it."""

from __future__ import annotations

import hashlib
import os
import signal
import time
from decimal import Decimal
from pathlib import Path

from extractor.core.document import RawDocument
from extractor.core.errors import UnreadableError
from extractor.core.extraction import Extraction
from extractor.core.target import Evidence, Target


def extract(path: str) -> list[Extraction]:
    """A record for every line with a number; "damaged", "bug", "die" and "slow" in the text do what they say."""
    data = Path(path).read_bytes()
    text = data.decode()
    if "damaged" in text:
        raise UnreadableError(path, "damaged", "send it again")
    if "bug" in text:
        raise ZeroDivisionError("a bug")
    if "die" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "slow" in text:
        time.sleep(0.05)
    name, document_id = Path(path).name, hashlib.sha256(data).hexdigest()
    targets, start = [], 0
    for line in text.splitlines(keepends=True):
        digits = "".join(char for char in line if char.isdigit())
        if digits:
            at = start + line.index(digits)
            evidence = Evidence.take(
                text, (at, at + len(digits)), (start, start + len(line)), document=name, document_id=document_id
            )
            key = f"{document_id[:16]}{at}"
            targets.append(Target(key, key, evidence, "count", "target", value=Decimal(digits)))
        start += len(line)
    return [Extraction(RawDocument(name, document_id, "text/plain", text), targets=tuple(targets))]


def endless(path: str) -> list[Extraction]:
    """Never done with a file of which "endless" is part of the name."""
    if "endless" in path:
        time.sleep(600)
    return extract(path)


def greedy(path: str) -> list[Extraction]:
    """Takes ever more memory for a file of which "greedy" is part of the name."""
    taken = []
    while "greedy" in path:
        taken.append(bytearray(2**24))
    return extract(path)
