"""A stand-in for reading and extraction: what a file says decides what becomes of it."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import signal
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from extractor.core.document import RawDocument
from extractor.core.errors import SecretError, UnreadableError
from extractor.core.extraction import Extraction
from extractor.core.target import Evidence, Target
from extractor.intake.originals import Extracted, Parts


def extract(path: str) -> list[Extraction]:
    """A record for every line with a number; "damaged", "bug", "die" and "slow" in the text do what they say."""
    data = Path(path).read_bytes()
    text = data.decode()
    if "damaged" in text:
        raise UnreadableError(path, "damaged", "send it again")
    if "MẬT" in text:
        raise SecretError(path, 'marked "MẬT"', "allow it expressly if you may")
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


def parts(told: str) -> Parts:
    """The same of an original of the archive, under the name and the place that the order gives."""
    wanted = json.loads(told)
    try:
        found = extract(wanted["path"])
    except UnreadableError as error:
        raise type(error)(wanted["place"], error.reason, error.remedy) from error
    except UnicodeDecodeError as error:
        raise UnreadableError(wanted["place"], "no text", "send it again") from error
    return [Extracted(replace(one, raw=replace(one.raw, name=wanted["name"], origin=wanted["place"]))) for one in found]


def stuck(told: str) -> Parts:
    """Never done with an original in whose name "endless" stands."""
    if "endless" in json.loads(told)["name"]:
        time.sleep(600)
    return parts(told)


def disk_full(told: str) -> Parts:
    """Finds no room to work in."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def openly(told: str) -> Parts:
    """Takes what is marked secret for what is not."""
    wanted = json.loads(told)
    data = Path(wanted["path"]).read_bytes()
    raw = RawDocument(wanted["name"], hashlib.sha256(data).hexdigest(), "text/plain", data.decode())
    return [Extracted(Extraction(replace(raw, origin=wanted["place"])))]
