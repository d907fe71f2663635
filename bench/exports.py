"""Measures every export of a large database: seconds, peak resident memory of its process, and size of the file.

    python bench/generate.py bench.db
    python bench/exports.py bench.db [--formats csv,xlsx] [--folder FOLDER]

Each format is written by the command line in a process of its own. The mark is 300 MB for 1,000,000 records; a report
in Word holds 5,000 at most (one of more is asked for too: it has to be refused), and an Excel sheet 1,048,575.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

FORMATS = ("csv", "jsonl", "parquet", "sqlite", "xlsx", "docx")
MARK_MB = 300
MOST_IN_REPORT = 5_000


def measured(file: Path, form: str, folder: Path, limit: int | None) -> tuple[float, float, int, int]:
    """Seconds, megabytes of resident memory at most, exit status and size of an export."""
    place = folder / f"export.{form}"
    command = [sys.executable, "-m", "extractor.serve.cli", "targets", "--db", f"sqlite:///{file}"]
    command += ["--format", form, "-o", str(place), "--base-url", "http://localhost:8000"]
    most = MOST_IN_REPORT if form == "docx" and limit is None else limit
    command += ["--limit", str(most)] if most else []
    began = time.perf_counter()
    child = os.posix_spawn(sys.executable, command, {**os.environ, "TMPDIR": str(folder)})
    _, status, usage = os.wait4(child, 0)
    took = time.perf_counter() - began
    size = place.stat().st_size if place.exists() else 0
    place.unlink(missing_ok=True)
    return took, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status), size


def main() -> int:
    """Prints a line a format; status 1 where one fails or needs more memory than the mark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--formats", default=",".join(FORMATS))
    parser.add_argument("--folder", type=Path, help="Where the exports are written; several gigabytes.")
    parser.add_argument("--limit", type=int, help="Write only so many records; all are put in order all the same.")
    given = parser.parse_args()
    worst = 0
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        for form in given.formats.split(","):
            limit = None if form == "docx" else given.limit
            took, memory, status, size = measured(given.file, form, Path(folder), limit)
            worst = max(worst, status, int(memory > MARK_MB))
            told = f"{form:<8} {took:7.1f} s  {memory:6.0f} MB resident at most  {size / 1e6:8.1f} MB  status {status}"
            print(told, flush=True)
        if "docx" in given.formats.split(","):
            for number in (10_000, 100_000):
                took, memory, status, _ = measured(given.file, "docx", Path(folder), number)
                worst = max(worst, int(status == 0 or memory > MARK_MB))
                print(f"docx of {number:,}: refused with status {status}, {took:.1f} s, {memory:.0f} MB", flush=True)
    return worst


if __name__ == "__main__":
    sys.exit(main())
