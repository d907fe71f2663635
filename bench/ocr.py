"""How well scanned pages are read: ``python bench/ocr.py [SCAN.pdf TRANSCRIPT.txt [FIRST-LAST]]``.

Without arguments the degraded pages of ``tests/reading/samples/scans.py`` are read. With a scan and what a person reads
on it, those two are compared, on some of the scan's pages if they are named. ``words`` is the share of the words of the
transcript that the reader has in the same order, ``numbers`` that of the words with a digit, ``made up`` how many
numbers the reader has that are not in the transcript.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "reading" / "samples")]

import scans  # noqa: E402 - the makers of the pages stand beside the samples

from extractor.reading import read, read_bytes  # noqa: E402 - the project may not be installed


@dataclass(frozen=True, slots=True)
class Score:
    """How many words and numbers there are, how many were read right, and how many numbers were made up."""

    words: int
    right: int
    numbers: int
    found: int
    extra: int

    def __add__(self, other: Score) -> Score:
        return Score(
            self.words + other.words,
            self.right + other.right,
            self.numbers + other.numbers,
            self.found + other.found,
            self.extra + other.extra,
        )

    def __str__(self) -> str:
        words, numbers = self.right / max(1, self.words), self.found / max(1, self.numbers)
        return f"{self.words:6} {words:7.4f} {self.numbers:8} {numbers:7.4f} {self.extra:8}"


def compare(text: str, wanted: list[str]) -> Score:
    """What of the words of a transcript a text has, in their order; bars between cells do not count."""
    got = [word for word in text.split() if word != "|"]
    pairs = SequenceMatcher(None, wanted, got, autojunk=False)
    right = sum(block.size for block in pairs.get_matching_blocks())
    numbers, read_numbers = Counter(_numbers(wanted)), Counter(_numbers(got))
    found = sum((numbers & read_numbers).values())
    return Score(len(wanted), right, sum(numbers.values()), found, sum((read_numbers - numbers).values()))


def _numbers(words: list[str]) -> list[str]:
    """The numbers in words, without what stands around them."""
    return [match for word in words for match in re.findall(r"\d[\d.,/]*\d|\d", word)]


def degraded(name: str) -> Score:
    """One of the degraded pages, read and compared."""
    data, words = scans.page(scans.PAGES[name])
    return compare(read_bytes(data, "quét.pdf").text, words)


def main(arguments: list[str]) -> int:
    """Prints one line a page."""
    print(f"{'page':34} {'words':>6} {'right':>7} {'numbers':>8} {'found':>7} {'made up':>8}")
    if arguments:
        document = read(arguments[0])
        first, _, last = (arguments[2] if len(arguments) > 2 else f"1-{len(document.pages)}").partition("-")
        pages = document.pages[int(first) - 1 : int(last or first)]
        wanted = unicodedata.normalize("NFC", Path(arguments[1]).read_text(encoding="utf-8")).split()
        print(f"{document.name[:34]:34} {compare(document.text[pages[0].start : pages[-1].end], wanted)}")
        return 0
    whole = Score(0, 0, 0, 0, 0)
    for name in scans.PAGES:
        score = degraded(name)
        whole += score
        print(f"{name:34} {score}")
    print(f"{'all':34} {whole}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
