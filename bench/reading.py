"""Speed and memory of reading, as ratios against named references in the same run.

``python bench/reading.py [FILE ...]`` takes PDF files, or the samples of the tests and the shared documents. PDF is
compared with pdfplumber's plain ``extract_text``, web pages with trafilatura's ``extract``, Word with python-docx's
paragraphs; a ratio below 1 says that this project is faster, although it does more.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLACES = (ROOT / "tests" / "reading" / "samples", ROOT.parent / "shared" / "documents")


def by_pdfplumber(path: Path) -> None:
    """Plain text of every page, pages closed as they are read."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.close()


def by_trafilatura(path: Path) -> None:
    """The main text of a page."""
    import trafilatura

    trafilatura.extract(path.read_bytes())


def by_docx(path: Path) -> None:
    """The paragraphs without tables."""
    import docx

    document = docx.Document(str(path))
    for paragraph in document.paragraphs:
        _ = paragraph.text


REFERENCES: dict[str, tuple[str, Callable[[Path], None]]] = {
    ".pdf": ("pdfplumber extract_text", by_pdfplumber),
    ".html": ("trafilatura extract", by_trafilatura),
    ".docx": ("python-docx paragraphs", by_docx),
}


def best_of(count: int, call: Callable[[], object]) -> float:
    """The shortest of some runs, in seconds."""
    times = []
    for _ in range(count):
        started = time.perf_counter()
        call()
        times.append(time.perf_counter() - started)
    return min(times)


def peak(path: Path) -> int:
    """Peak memory of a process that reads this file alone, in mebibytes."""
    code = (
        "import sys; from extractor.reading import read; read(sys.argv[1]); "
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True, cwd=ROOT)
    return int(done.stdout) // 1024


def main(arguments: list[str]) -> int:
    """Prints one line a file: seconds, the reference's seconds, the ratio, peak memory."""
    from extractor.core.errors import UnreadableError
    from extractor.reading import read

    files = [Path(argument) for argument in arguments] or [
        path
        for place in PLACES
        if place.exists()
        for path in sorted(place.iterdir())
        if path.suffix in REFERENCES and "scan" not in path.name and "locked" not in path.name
    ]
    print(f"{'file':44} {'ours s':>8} {'ref. s':>8} {'ratio':>6} {'MiB':>5}  reference")
    for path in files:
        name, reference = REFERENCES.get(path.suffix, ("-", lambda _: None))
        try:
            read(path)  # imports are no part of the comparison
        except UnreadableError as error:
            print(f"{path.name[:44]:44} {error.reason}")
            continue
        reference(path)
        ours = best_of(3, lambda path=path: read(path))
        theirs = best_of(3, lambda path=path, reference=reference: reference(path))
        print(f"{path.name[:44]:44} {ours:8.3f} {theirs:8.3f} {ours / theirs:6.2f} {peak(path):5}  {name}")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main(sys.argv[1:]))
