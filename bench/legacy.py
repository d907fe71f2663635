"""Sentences through old encodings and back: ``python bench/legacy.py [SENTENCES]``.

A file in each encoding is read, and compared word by word with what was written: the share of exact words should be
0.99, and no digit may change.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "reading" / "samples")]

import old_text  # noqa: E402 - the makers of the sentences stand beside the samples

from extractor.reading import read_bytes  # noqa: E402 - the project may not be installed


@dataclass(frozen=True, slots=True)
class Back:
    """How many words there were, how many came back exact, and how many numbers changed."""

    words: int
    right: int
    digits: int


def there_and_back(encoding: str, count: int) -> Back:
    """Writes so many sentences in an encoding and reads them."""
    text = "\n".join(old_text.sentences(count)) + "\n"
    got = read_bytes(old_text.BYTES[encoding](text), "cũ.txt").text
    pairs = list(zip(got.split(), text.split(), strict=True))
    numbers = re.compile(r"[\d.,/%-]+")
    changed = sum(a != b for a, b in zip(numbers.findall(got), numbers.findall(text), strict=True))
    return Back(len(pairs), sum(a == b for a, b in pairs), changed)


def main(arguments: list[str]) -> int:
    """Prints one line an encoding."""
    count = int(arguments[0]) if arguments else 1000
    print(f"{'encoding':10} {'words':>7} {'exact':>7} {'numbers changed':>16}")
    for encoding in old_text.BYTES:
        made = there_and_back(encoding, count)
        print(f"{encoding:10} {made.words:7,} {made.right / made.words:7.4f} {made.digits:16}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
