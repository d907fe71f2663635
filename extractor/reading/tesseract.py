"""Tesseract as a program: images in, words with boxes and confidence out."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from extractor.reading.pdf_lines import PageWord

PACKAGES = "install the Debian packages tesseract-ocr and tesseract-ocr-vie"
_SECONDS = 300
_LANGUAGE = "vie"


@cache
def missing() -> str:
    """What has to be installed before scans can be read, or nothing."""
    program = shutil.which("tesseract")
    if program is None:
        return PACKAGES
    listed = subprocess.run([program, "--list-langs"], capture_output=True, timeout=60, check=False)  # noqa: S603 - fixed
    return "" if _LANGUAGE in listed.stdout.decode("utf-8", "replace").split() else PACKAGES


Line = tuple[float, list[PageWord]]


def read_images(images: list[Any], scale: float, mode: int) -> list[list[Line]]:
    """Reads images in one call, and gives for each its lines of words; places are in points from the image's corner.

    ``mode`` is Tesseract's page segmentation mode: 3 for a page, 6 for one block of text.
    """
    if not images:
        return []
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for number, image in enumerate(images):
            names.append(f"{folder}/{number}.png")
            image.save(names[-1])
        Path(folder, "list.txt").write_text("\n".join(names), encoding="utf-8")
        command = ["tesseract", f"{folder}/list.txt", "stdout", "-l", _LANGUAGE, "--psm", str(mode)]
        command += ["--dpi", str(round(scale * 72)), "tsv"]
        # One thread: on small machines Tesseract's own threads make it five times slower.
        environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
        done = subprocess.run(  # noqa: S603 - a fixed program, and file names of our own
            command, capture_output=True, timeout=_SECONDS, check=True, env=environment
        )
    return _lines(done.stdout.decode("utf-8", "replace"), len(images), scale)


def _lines(table: str, count: int, scale: float) -> list[list[Line]]:
    made: list[dict[tuple[int, ...], list[PageWord]]] = [{} for _ in range(count)]
    for row in table.split("\n")[1:]:
        fields = row.split("\t")
        if len(fields) != 12 or fields[0] != "5" or not fields[11].strip():
            continue
        page, block, paragraph, line = (int(field) for field in fields[1:5])
        left, top, width, height = (int(field) / scale for field in fields[6:10])
        if not 1 <= page <= count:
            continue
        word = PageWord(fields[11].strip(), left, top, left + width, top + height, height, _confidence(fields[10]))
        made[page - 1].setdefault((block, paragraph, line), []).append(word)
    return [sorted((_line(words) for words in lines.values()), key=lambda line: line[0]) for lines in made]


def _confidence(field: str) -> float:
    return round(min(100.0, max(0.0, float(field))) / 100, 3)


def _line(words: list[PageWord]) -> Line:
    """A line with one size and baseline for all its words: boxes of OCR hug the ink of each."""
    heights = sorted(word.bottom - word.top for word in words)
    size = heights[int(len(heights) * 0.75)]
    bottoms = sorted(word.bottom for word in words)
    for word in words:
        word.size = size
    return bottoms[len(bottoms) // 2], sorted(words, key=lambda word: word.x0)
