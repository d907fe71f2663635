"""New models take the place of the present ones only where no score falls."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from extractor.evaluate import promote

SENTENCE = "Đến năm 2025 có [T|40%] [S|hộ dân] dùng nước sạch.\n"


@pytest.fixture
def models(tmp_path: Path) -> Path:
    folder = tmp_path / "models"
    (folder / "ner").mkdir(parents=True)
    (folder / "ner" / "config.cfg").write_text("old")
    for name in ("status.npy", "subject.npy"):
        (folder / name).write_bytes(b"old")
    return folder


def made(_: Any, out: Path) -> None:
    (out / "ner").mkdir(parents=True)
    (out / "ner" / "config.cfg").write_text("new")
    for name in ("status.npy", "subject.npy"):
        (out / name).write_bytes(b"new")


@pytest.mark.parametrize(
    ("after", "kept"),
    [
        ({"found": 0.9, "record": 0.81, "subject": 0.7}, "new"),
        ({"found": 0.9, "record": 0.80, "subject": 0.7}, "new"),
        ({"found": 0.9, "record": 0.85, "subject": 0.69}, "old"),
        ({"found": 0.9, "record": 0.85}, "old"),
    ],
)
def test_nothing_is_promoted_that_loses(
    tmp_path: Path, models: Path, monkeypatch: pytest.MonkeyPatch, after: dict[str, float], kept: str
) -> None:
    (tmp_path / "sentences").mkdir()
    (tmp_path / "sentences" / "decided.txt").write_text(SENTENCE, "utf-8")
    given = iter(({"found": 0.9, "record": 0.80, "subject": 0.7}, after))
    monkeypatch.setattr(promote, "write_all", made)
    monkeypatch.setattr(promote, "_with", lambda *_: next(given))
    assert promote.promote(tmp_path, [], [], models) == (kept == "new")
    assert (models / "ner" / "config.cfg").read_text() == kept
    assert (models / "subject.npy").read_bytes() == kept.encode()
    assert sorted(path.name for path in models.iterdir()) == ["ner", "status.npy", "subject.npy"]
