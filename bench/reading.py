"""Speed and memory of reading, as ratios against named references in the same run.

``python bench/reading.py [FILE ...]`` takes PDF files, or the samples of the tests and the shared documents. PDF is
compared with pdfplumber's plain ``extract_text``, web pages with trafilatura's ``extract``, Word with python-docx's
paragraphs; a ratio below 1 says that this project is faster, although it does more.

``python bench/reading.py --whole [FILE ...]`` measures whole processes instead, start and imports included: one that
reads a PDF with this project's reader beside one that asks pdfplumber for its plain text, in turn, the best of three.
The ratio should be at most 0.5 on pages of text and 1.5 on pages of tables; without files long ones are drawn. A last
line has all files in one process, as a batch is read.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
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


OURS = "import sys; from extractor.reading import read; read(sys.argv[1])"
PLAIN = """
import sys, pdfplumber
with pdfplumber.open(sys.argv[1]) as pdf:
    for page in pdf.pages:
        page.extract_text()
        page.close()
"""


BATCH = "import sys; from extractor.reading import read; [read(path) for path in sys.argv[1:]]"
PLAIN_BATCH = """
import sys, pdfplumber
for path in sys.argv[1:]:
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.close()
"""


def whole(code: str, paths: list[Path], bytecode: Path) -> float:
    """Seconds of a process that runs some code on files, with both sides' bytecode kept as in an installation."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(bytecode), "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", code, *map(str, paths)], check=True, cwd=ROOT, env=environment)
    return time.perf_counter() - started


def drawn(folder: Path) -> list[Path]:
    """Two long papers to be read: forty pages of text, and the tables of the ruled layouts."""
    sys.path.insert(0, str(ROOT / "tests" / "reading" / "samples"))
    import layouts
    import pypdfium2

    made = []
    sources: tuple[tuple[str, list[bytes], int], ...] = (
        ("text", [(PLACES[0] / "plan.pdf").read_bytes()], 20),
        ("tables", [make().bytes() for make in layouts.RULED.values()], 1),
    )
    for name, parts, times in sources:
        paper = pypdfium2.PdfDocument.new()
        for part in parts * times:
            paper.import_pages(pypdfium2.PdfDocument(part))
        made.append(folder / f"{name}.pdf")
        paper.save(made[-1])
    return made


def processes(files: list[Path], folder: Path) -> None:
    """Prints one line a file: seconds of both processes, and their ratio; the last is of all files in one process."""
    print(f"{'file':44} {'ours s':>8} {'ref. s':>8} {'ratio':>6}")
    bytecode = folder / "bytecode"
    rows = [(path.name, OURS, PLAIN, [path]) for path in files] + [("all in one process", BATCH, PLAIN_BATCH, files)]
    for name, code, reference, paths in rows:
        whole(code, paths[:1], bytecode)  # writes the bytecode
        whole(reference, paths[:1], bytecode)
        ours, theirs = [], []
        for _ in range(3):  # in turn, so that both have the same neighbours
            ours.append(whole(code, paths, bytecode))
            theirs.append(whole(reference, paths, bytecode))
        print(f"{name[:44]:44} {min(ours):8.3f} {min(theirs):8.3f} {min(ours) / min(theirs):6.2f}")


def main(arguments: list[str]) -> int:
    """Prints one line a file: seconds, the reference's seconds, the ratio, peak memory."""
    from extractor.core.errors import UnreadableError
    from extractor.reading import read

    if "--whole" in arguments:
        named = [Path(argument) for argument in arguments if argument != "--whole"]
        with tempfile.TemporaryDirectory() as folder:
            processes(named or drawn(Path(folder)), Path(folder))
        return 0
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
