"""Check the marked training sentences and print how varied they are.

One sentence a line, blank lines and lines that start with "#" are skipped. Marks stand in the line as `[S|xã]`:
S subject, I what is measured, C scope, B responsible body, P a place that is not the scope, T a target's quantity,
R a result's quantity, N a number that is no record. Marks do not nest; T, R and N hold a digit or a number word.

    python annotations/sentences/check.py [FILE_OR_FOLDER ...]

Without arguments it reads every .txt below its own folder. Exit status 1 where a mark is wrong
or a sentence is doubled.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LETTERS = "SICBPTRN"
QUANTITIES = "TRN"
RECORDS = "TR"

MARK = re.compile(r"\[([^\[\]|]*)\|([^\[\]]*)\]")
DIGIT_RUN = re.compile(r"\d[\d.,/]*")

NUMBER_WORDS = re.compile(
    r"\b(?:không|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|chục|trăm|nghìn|ngàn|vạn|triệu|tỷ|nửa|rưỡi|nhất|đôi|[ivx]+)\b",
    re.IGNORECASE,
)

# Names from before and after the mergers of 2025-07-01: texts use both.
PROVINCE = re.compile(
    "An Giang|Bà Rịa - Vũng Tàu|Bạc Liêu|Bắc Giang|Bắc Kạn|Bắc Ninh|Bến Tre|Bình Dương|Bình Định|Bình Phước|Bình Thuận|"
    "Cà Mau|Cao Bằng|Cần Thơ|Đà Nẵng|Đắk Lắk|Đắk Nông|Điện Biên|Đồng Nai|Đồng Tháp|Gia Lai|Hà Giang|Hà Nam|Hà Nội|"
    "Hà Tĩnh|Hải Dương|Hải Phòng|Hậu Giang|Hòa Bình|Hưng Yên|Khánh Hòa|Kiên Giang|Kon Tum|Lai Châu|Lạng Sơn|Lào Cai|"
    "Lâm Đồng|Long An|Nam Định|Nghệ An|Ninh Bình|Ninh Thuận|Phú Thọ|Phú Yên|Quảng Bình|Quảng Nam|Quảng Ngãi|Quảng Ninh|"
    "Quảng Trị|Sóc Trăng|Sơn La|Tây Ninh|Thái Bình|Thái Nguyên|Thanh Hóa|Huế|Tiền Giang|Hồ Chí Minh|TPHCM|Trà Vinh|"
    "Tuyên Quang|Vĩnh Long|Vĩnh Phúc|Yên Bái"
)

NEAR_DOUBLE = 0.6


@dataclass(frozen=True, slots=True)
class Line:
    """One marked sentence and where it stands."""

    file: Path
    number: int
    marked: str

    @property
    def plain(self) -> str:
        return MARK.sub(lambda m: m.group(2), self.marked)

    @property
    def letters(self) -> list[str]:
        return [m.group(1) for m in MARK.finditer(self.marked)]

    @property
    def is_negative(self) -> bool:
        return not any(letter in RECORDS for letter in self.letters)

    @property
    def skeleton(self) -> str:
        """The sentence without what could be filled in: marks become letters, numbers "#", capitalised runs "X"."""
        text = MARK.sub(lambda m: f" ⟨{m.group(1)}⟩ ", self.marked)
        text = DIGIT_RUN.sub("#", text)
        words: list[str] = []
        for position, word in enumerate(text.split()):
            named = position > 0 and word[0].isupper() and "⟨" not in word
            kept = "X" if named else word.lower()
            if not (kept == "X" and words and words[-1] == "X"):
                words.append(kept)
        return " ".join(words)


def has_number(text: str) -> bool:
    """True where the text holds a digit or a word for a number."""
    return any(ch.isdigit() for ch in text) or NUMBER_WORDS.search(text) is not None


def faults(line: Line) -> Iterator[str]:
    """Everything that is wrong with one line, in words."""
    text = line.marked
    if unicodedata.normalize("NFC", text) != text:
        yield "not NFC"
    if text != text.strip() or "  " in text:
        yield "stray blanks"
    for match in MARK.finditer(text):
        letter, inner = match.groups()
        if letter not in LETTERS or len(letter) != 1:
            yield f"unknown letter in {match.group(0)}"
        if not inner or inner != inner.strip():
            yield f"empty or padded {match.group(0)}"
        if letter in QUANTITIES and not has_number(inner):
            yield f"no number in {match.group(0)}"
        before, after = text[: match.start()][-1:], text[match.end() :][:1]
        if before.isalnum() or after.isalnum():
            yield f"a mark that cuts a word: {before}{match.group(0)}{after}"
        if letter in RECORDS and after in ("%", "‰"):
            yield f"the sign belongs into the mark: {match.group(0)}{after}"
        if letter == "T" and re.fullmatch(r"20\d\d", inner):
            yield f"a year marked as a quantity: {match.group(0)}"
    rest = MARK.sub(" ", text)
    if any(ch in rest for ch in "[]|"):
        yield "brackets or bars that belong to no mark (nested or unbalanced)"


def read(paths: list[Path]) -> list[Line]:
    """Every sentence of the files named, and of the .txt files in the folders named, in order."""
    files: list[Path] = []
    for path in paths:
        files.extend(sorted(path.rglob("*.txt")) if path.is_dir() else [path])
    lines = []
    for file in files:
        for number, text in enumerate(file.read_text(encoding="utf-8").split("\n"), start=1):
            if text.strip() and not text.startswith("#"):
                lines.append(Line(file, number, text))
    return lines


def near_doubles(lines: list[Line]) -> list[tuple[float, Line, Line]]:
    """Pairs of lines that share most of the three-word runs of their skeletons."""
    shingles: list[frozenset[str]] = []
    index: dict[str, list[int]] = defaultdict(list)
    pairs = []
    for place, line in enumerate(lines):
        words = line.skeleton.split()
        own = frozenset(" ".join(words[i : i + 3]) for i in range(max(1, len(words) - 2)))
        shared: Counter[int] = Counter()
        for shingle in own:
            shared.update(index[shingle])
            index[shingle].append(place)
        for other, count in shared.items():
            likeness = count / len(own | shingles[other])
            if likeness >= NEAR_DOUBLE:
                pairs.append((likeness, lines[other], line))
        shingles.append(own)
    return sorted(pairs, key=lambda pair: -pair[0])


def quartiles(values: list[int]) -> tuple[int, int, int, int, int]:
    """Least, lower quartile, median, upper quartile and greatest."""
    ordered = sorted(values)
    last = len(ordered) - 1
    return ordered[0], ordered[last // 4], ordered[last // 2], ordered[3 * last // 4], ordered[last]


def report(lines: list[Line]) -> None:
    """Print counts of marks, sectors and provinces, and the sentences that resemble one another."""
    marks = Counter(letter for line in lines for letter in line.letters)
    sectors = Counter(str(line.file.with_suffix("").name) for line in lines)
    provinces = Counter(name for line in lines for name in set(PROVINCE.findall(line.plain)))
    every = PROVINCE.pattern.split("|")
    openings = Counter(" ".join(line.skeleton.split()[:3]) for line in lines)
    print(f"sentences           {len(lines)}")
    print(f"distinct skeletons  {len({line.skeleton for line in lines})}")
    print(f"without any record  {sum(line.is_negative for line in lines)}")
    print("marks               " + ", ".join(f"{letter} {marks[letter]}" for letter in LETTERS))
    lengths = quartiles([len(line.plain.split()) for line in lines])
    print("syllables           min {} q1 {} median {} q3 {} max {}".format(*lengths))
    print("sectors             " + ", ".join(f"{name} {count}" for name, count in sorted(sectors.items())))
    print(
        f"provinces           {len(provinces)} of {len(every)}; "
        + ", ".join(f"{n} {c}" for n, c in provinces.most_common(8))
    )
    print("not named           " + ", ".join(name for name in every if name not in provinces))
    print("commonest openings  " + ", ".join(f"{text!r} {count}" for text, count in openings.most_common(8)))
    pairs = near_doubles(lines)
    print(f"near doubles        {len(pairs)} pairs")
    for likeness, one, two in pairs[:10]:
        print(f"  {likeness:.2f} {one.file.name}:{one.number} ~ {two.file.name}:{two.number} {two.plain[:80]}")


def main(arguments: list[str]) -> int:
    """Check the paths named and report; 1 where something is wrong."""
    lines = read([Path(argument) for argument in arguments] or [Path(__file__).parent])
    if not lines:
        print("no sentences found", file=sys.stderr)
        return 1
    wrong = 0
    seen: dict[str, Line] = {}
    for line in lines:
        found = list(faults(line))
        key = line.plain.casefold()
        if key in seen:
            found.append(f"the same sentence as {seen[key].file.name}:{seen[key].number}")
        seen.setdefault(key, line)
        for fault in found:
            wrong += 1
            print(f"{line.file}:{line.number}: {fault}", file=sys.stderr)
    report(lines)
    print(f"faults              {wrong}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
