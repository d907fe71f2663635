"""The corpus is what its manifest says, and is still read as it was when its text was frozen."""

from __future__ import annotations

import hashlib
import io
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"
HEAD, *LINES = (CORPUS / "manifest.tsv").read_text("utf-8").splitlines()
DOCUMENTS = [dict(zip(HEAD.split("\t"), line.split("\t"), strict=True)) for line in LINES]
BUILT = [row for row in DOCUMENTS if row["format"] in {"docx", "pdf"}]
EACH = pytest.mark.parametrize("row", DOCUMENTS, ids=[row["file"] for row in DOCUMENTS])


def frozen(row: dict[str, str]) -> str:
    return (CORPUS / "text" / f"{Path(row['file']).stem}.txt").read_text("utf-8")


def test_the_manifest_lists_every_document_and_each_format() -> None:
    assert {row["file"] for row in DOCUMENTS} == {path.name for path in (CORPUS / "documents").iterdir()}
    formats = Counter(row["format"] for row in DOCUMENTS)
    assert len(DOCUMENTS) >= 12
    assert {"txt", "html", "docx", "pdf"} <= set(formats)
    assert {path.stem for path in (CORPUS / "text").iterdir()} == {Path(row["file"]).stem for row in DOCUMENTS}


@EACH
def test_a_document_has_the_hash_of_the_manifest(row: dict[str, str]) -> None:
    assert hashlib.sha256((CORPUS / "documents" / row["file"]).read_bytes()).hexdigest() == row["sha256"]


@EACH
def test_a_frozen_text_is_clean(row: dict[str, str]) -> None:
    text = frozen(row)
    assert text == unicodedata.normalize("NFC", text)
    assert "\r" not in text
    assert not text.startswith("\ufeff")
    assert 2_500 <= len(text) <= 7_000


@EACH
def test_the_reader_still_gives_the_frozen_text(row: dict[str, str]) -> None:
    from extractor.reading import read

    assert read(CORPUS / "documents" / row["file"]).text == frozen(row)


def members(data: bytes) -> list[tuple[str, tuple[int, ...], bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [(info.filename, info.date_time, package.read(info)) for info in package.infolist()]


@pytest.mark.parametrize(
    "row", [row for row in DOCUMENTS if row["format"] in {"docx", "pdf"}], ids=lambda row: row["file"]
)
def test_a_built_document_is_what_its_source_gives(
    row: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(CORPUS))
    kept = (CORPUS / "documents" / row["file"]).read_bytes()
    if row["format"] == "pdf":
        pytest.importorskip("fpdf", reason="fpdf2 is needed to build the PDF documents only")
        import to_pdf

        if not to_pdf.FONTS.exists():
            pytest.skip("the DejaVu fonts are needed to build the PDF documents")
    import build

    made = build.build(row, tmp_path)
    # How a package is compressed depends on the machine's zlib, what is in it doesn't.
    assert members(made) == members(kept) if row["format"] == "docx" else made == kept
