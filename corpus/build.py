"""Builds the corpus's Word and PDF documents from ``source/`` and freezes the text of every document.

``python corpus/build.py``            writes documents/*.docx and *.pdf and their hashes in manifest.tsv
``python corpus/build.py --freeze``   writes text/<name>.txt as the project's reader gives it now
``python corpus/build.py --check``    writes nothing; fails where a built file, a hash or a frozen text differs
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import sheet
import to_docx

HERE = Path(__file__).resolve().parent
MANIFEST = HERE / "manifest.tsv"
COLUMNS = ("file", "format", "sha256", "title", "shows", "author", "licence")
DAY = datetime(2025, 1, 1, tzinfo=UTC)


def rows() -> list[dict[str, str]]:
    """The manifest, a document a row."""
    head, *lines = MANIFEST.read_text("utf-8").splitlines()
    if tuple(head.split("\t")) != COLUMNS:
        raise ValueError("the manifest has other columns")
    return [dict(zip(COLUMNS, line.split("\t"), strict=True)) for line in lines]


def build(row: dict[str, str], folder: Path) -> bytes:
    """Makes one Word or PDF document in a folder and gives its bytes."""
    path = folder / row["file"]
    source = sheet.load(HERE / "source" / f"{path.stem}.txt")
    if row["format"] == "docx":
        to_docx.write(source, path, row["title"], DAY)
    else:
        import to_pdf  # noqa: PLC0415 - only the PDF documents need fpdf2

        to_pdf.write(source, path, row["title"], DAY)
    return path.read_bytes()


def text_of(file: str) -> str:
    """The document text of a document, as the project's reader gives it."""
    sys.path.insert(0, str(HERE.parent))
    from extractor.reading import read  # noqa: PLC0415 - the project's folder is on the path only now

    return read(HERE / "documents" / file).text


def main() -> int:
    """Builds, freezes or checks."""
    options = argparse.ArgumentParser(description="Builds the corpus.")
    options.add_argument("--freeze", action="store_true", help="write the frozen texts")
    options.add_argument("--check", action="store_true", help="write nothing, fail where something differs")
    chosen = options.parse_args()
    manifest, different = rows(), []
    with tempfile.TemporaryDirectory() as scratch:
        for row in manifest:
            document, frozen = HERE / "documents" / row["file"], HERE / "text" / f"{Path(row['file']).stem}.txt"
            if row["format"] in {"docx", "pdf"} and not chosen.freeze:
                made = build(row, Path(scratch))
                if not chosen.check:
                    document.write_bytes(made)
                elif document.read_bytes() != made:
                    different.append(f"{row['file']} is not what its source gives")
            digest = hashlib.sha256(document.read_bytes()).hexdigest()
            if chosen.check and digest != row["sha256"]:
                different.append(f"{row['file']} has another hash in the manifest")
            row["sha256"] = digest
            if chosen.freeze:
                frozen.write_text(text_of(row["file"]), "utf-8", newline="\n")
            elif chosen.check and frozen.read_text("utf-8") != text_of(row["file"]):
                different.append(f"{row['file']} is not read as its frozen text")
    if not chosen.check:
        lines = ["\t".join(COLUMNS), *("\t".join(row[name] for name in COLUMNS) for row in manifest)]
        MANIFEST.write_text("\n".join(lines) + "\n", "utf-8")
    print("\n".join(different) or f"{len(manifest)} documents", file=sys.stderr)
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
