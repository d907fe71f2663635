"""Originals are kept once, whole, by their SHA-256, beside the database or where people say."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from extractor.core.errors import StoreError
from extractor.store.originals import Originals, originals_of


def test_the_same_bytes_are_kept_once_under_their_sha256(tmp_path: Path) -> None:
    kept = Originals(tmp_path / "originals")
    sha256 = kept.put(b"%PDF-1.7")
    assert sha256 == hashlib.sha256(b"%PDF-1.7").hexdigest() == kept.put(b"%PDF-1.7")
    place = kept.find(sha256)
    assert place is not None
    assert place.relative_to(tmp_path) == Path("originals", sha256[:2], sha256[2:4], sha256)
    assert place.read_bytes() == b"%PDF-1.7"
    assert [one.name for one in (tmp_path / "originals").rglob("*") if one.is_file()] == [sha256]


def test_a_file_that_was_cut_off_is_written_anew(tmp_path: Path) -> None:
    kept = Originals(tmp_path)
    place = kept.find(kept.put(b"whole"))
    assert place is not None
    place.write_bytes(b"who")
    kept.put(b"whole")
    assert place.read_bytes() == b"whole"


@pytest.mark.parametrize("word", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 65])
def test_only_what_is_a_sha256_is_looked_for(tmp_path: Path, word: str) -> None:
    assert Originals(tmp_path).find(word) is None


def test_a_folder_that_cannot_be_written_is_told_with_its_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    with pytest.raises(StoreError, match="--originals none keeps none"):
        Originals(tmp_path / "file").keep(b"x")


def test_the_folder_is_given_or_named_by_the_environment_or_beside_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CHITIEU_ORIGINALS", raising=False)
    url = f"sqlite:///{tmp_path}/x.db"
    beside = originals_of(url)
    assert beside is not None
    assert beside.folder == Path(f"{tmp_path}/x.db.originals")
    assert originals_of("postgresql://localhost/x") is None
    assert originals_of("sqlite://") is None
    monkeypatch.setenv("CHITIEU_ORIGINALS", "/somewhere")
    assert originals_of("postgresql://localhost/x") == Originals(Path("/somewhere"))
    assert originals_of(url, tmp_path) == Originals(tmp_path)
    assert originals_of(url, "none") is None
