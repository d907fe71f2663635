"""Folders give the files that can be read, each once, in the order of names."""

from __future__ import annotations

from pathlib import Path

from extractor.core.errors import UnreadableError
from extractor.intake.files import find_files


def names(paths: list[Path], root: Path, failures: list[str] | None = None) -> list[str]:
    def failed(path: Path, error: UnreadableError) -> None:
        assert failures is not None, error
        failures.append(str(error))

    return [str(file.relative_to(root)) for file in find_files(paths, [".txt", ".pdf"], failed)]


def test_what_a_folder_holds(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.PDF", "a.txt", "ảnh.png", ".ẩn/x.txt", "~$a.txt", ".x.txt", "b/c/z.txt"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True, parents=True)
        file.write_text("x")
    (tmp_path / "b/vòng").symlink_to(tmp_path)
    assert names([tmp_path], tmp_path) == ["a.txt", "b/1.PDF", "b/2.txt", "b/c/z.txt"]
    assert names([tmp_path / "b", tmp_path], tmp_path) == ["b/1.PDF", "b/2.txt", "b/c/z.txt", "a.txt"]


def test_a_named_file_is_read_whatever_its_ending(tmp_path: Path) -> None:
    (tmp_path / "kế hoạch").write_text("x")
    assert names([tmp_path / "kế hoạch", tmp_path / "kế hoạch"], tmp_path) == ["kế hoạch"]


def test_a_folder_without_readable_files_is_told(tmp_path: Path) -> None:
    failures: list[str] = []
    assert names([tmp_path], tmp_path, failures) == []
    assert failures == [f"{tmp_path}: holds no file that can be read (reads .pdf, .txt)"]
