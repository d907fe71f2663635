"""What the intake does, one JSON object a line: the time, what happened, and the document that it happened to."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

LOG = logging.getLogger("chitieu.intake")


class JsonLines(logging.Formatter):
    """A record as one line of JSON; what was given as ``extra={"about": {...}}`` stands in it by name."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            **getattr(record, "about", {}),
        }
        if record.exc_info and record.exc_info[1]:
            line["error"] = f"{type(record.exc_info[1]).__name__}: {record.exc_info[1]}"
        return json.dumps(line, ensure_ascii=False, default=str)


def tell(event: str, level: int = logging.INFO, **about: Any) -> None:
    """Writes down an event; ``document_id``, ``job``, ``source`` and the like say what it is about."""
    LOG.log(level, event, extra={"about": {name: value for name, value in about.items() if value is not None}})


def log_to(file: Path | None, *, quiet: bool = False) -> None:
    """Sends the log to a file, to which it is appended, or to standard error; quiet: warnings and errors alone."""
    handler = logging.FileHandler(file, encoding="utf-8") if file else logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    LOG.handlers[:] = [handler]
    LOG.setLevel(logging.WARNING if quiet else logging.INFO)
    LOG.propagate = False
