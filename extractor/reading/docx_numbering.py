"""Automatic numbers of Word paragraphs: counted as Word counts them, written as Word draws them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_DRAWN_BULLETS = frozenset("-–—+*•●○▪■◦✓")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered: ``text`` holds "%1.%2" for the numbers of levels one and two."""

    style: str
    text: str
    start: int = 1
    restart: int | None = None
    legal: bool = False


@dataclass
class Numbering:
    """The lists of a document, and the counters as they stand while its paragraphs are read in order."""

    _levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    _list_of: dict[str, str] = field(default_factory=dict)
    _starts: dict[tuple[str, int], int] = field(default_factory=dict)
    _style_levels: dict[str, tuple[str, int]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _seen: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, root: Any | None) -> Numbering:
        """From the root of ``numbering.xml``, or an empty one."""
        made = cls()
        if root is None:
            return made
        links: dict[str, str] = {}
        styled: dict[str, str] = {}
        for abstract in root.iterfind(f"{W}abstractNum"):
            key = abstract.get(f"{W}abstractNumId") or ""
            made._levels[key] = dict(_level(level) for level in abstract.iterfind(f"{W}lvl"))
            for level in abstract.iterfind(f"{W}lvl"):
                style = _value(level, "pStyle")
                if style:
                    made._style_levels.setdefault(style, (key, int(level.get(f"{W}ilvl") or 0)))
            link, name = _value(abstract, "numStyleLink"), _value(abstract, "styleLink")
            if link:
                links[key] = link
            if name:
                styled[name] = key
        for key, link in links.items():
            if not made._levels[key] and link in styled:
                made._levels[key] = made._levels[styled[link]]
        for number in root.iterfind(f"{W}num"):
            key = number.get(f"{W}numId") or ""
            abstract_key = _value(number, "abstractNumId") or ""
            made._list_of[key] = abstract_key
            for override in number.iterfind(f"{W}lvlOverride"):
                place = int(override.get(f"{W}ilvl") or 0)
                start = _value(override, "startOverride")
                if start and start.lstrip("-").isdigit():
                    made._starts[key, place] = int(start)
                own = override.find(f"{W}lvl")
                if own is not None:
                    # A list that redefines a level is a list of its own from then on.
                    made._levels[f"{abstract_key}/{key}"] = {
                        **made._levels.get(abstract_key, {}),
                        place: _level(own)[1],
                    }
                    made._list_of[key] = f"{abstract_key}/{key}"
        return made

    def level_of_style(self, number: str, style: str) -> int | None:
        """The level that a list ties to a paragraph style."""
        found = self._style_levels.get(style)
        return found[1] if found and self._list_of.get(number, "").split("/")[0] == found[0] else None

    def next(self, number: str, place: int) -> str | None:
        """The mark of the next paragraph of list ``number`` at level ``place``; ``None`` where there is no list."""
        key = self._list_of.get(number)
        levels = self._levels.get(key or "")
        if key is None or not levels or place not in levels:
            return None
        level = levels[place]
        if level.style == "none" and not level.text:
            return ""
        if level.style == "bullet":
            drawn = level.text.strip()
            return drawn if drawn in _DRAWN_BULLETS else "-"
        counts = self._counts.setdefault(key, {})
        if (number, place) not in self._seen:
            self._seen.add((number, place))
            if (number, place) in self._starts:
                counts[place] = self._starts[number, place] - 1
        counts[place] = counts.get(place, level.start - 1) + 1
        for deeper in [deep for deep in counts if deep > place]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or (restart != 0 and place < restart):
                del counts[deeper]
        text = level.text
        for up in range(9):
            mark = f"%{up + 1}"
            if mark in text:
                other = levels.get(up, level)
                count = counts.get(up, other.start)
                text = text.replace(mark, _draw(count, "decimal" if level.legal else other.style))
        return text.strip()


def _level(element: Any) -> tuple[int, Level]:
    start = _value(element, "start") or "1"
    restart = _value(element, "lvlRestart")
    legal = element.find(f"{W}isLgl")
    return int(element.get(f"{W}ilvl") or 0), Level(
        _value(element, "numFmt") or "decimal",
        _value(element, "lvlText") or "",
        int(start) if start.lstrip("-").isdigit() else 1,
        int(restart) if restart and restart.isdigit() else None,
        legal is not None and (legal.get(f"{W}val") or "1") not in ("0", "false"),
    )


def _value(element: Any, name: str) -> str | None:
    child = element.find(f"{W}{name}")
    value = child.get(f"{W}val") if child is not None else None
    return str(value) if value is not None else None


def _draw(count: int, style: str) -> str:
    if style in ("lowerLetter", "upperLetter") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * min(20, (count - 1) // 26 + 1)
        return letter.upper() if style == "upperLetter" else letter
    if style in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        drawn = ""
        for value, letters in _ROMAN:
            while count >= value:
                drawn += letters
                count -= value
        return drawn if style == "upperRoman" else drawn.lower()
    if style == "decimalZero":
        return f"{count:02d}"
    if style in ("none", "bullet"):
        return ""
    return str(count)
