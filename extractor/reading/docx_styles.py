"""Paragraph styles of a Word document with what they inherit: outline level, list, font."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from extractor.reading.docx_numbering import W

_MAX_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says once its ancestors have been asked."""

    name: str = ""
    outline: int | None = None
    number: str | None = None
    level: int | None = None
    font: str | None = None
    hidden: bool = False

    @property
    def heading(self) -> int | None:
        """1 to 9 for a heading, 0 for a title, else nothing."""
        if self.outline is not None and 0 <= self.outline < 9:
            return self.outline + 1
        name = self.name.lower()
        if name == "title":
            return 0
        if name.startswith("heading ") and name[8:].isdigit():
            return int(name[8:])
        return None


class Styles:
    """The styles by their ids, and the font of the whole document."""

    def __init__(self, root: Any | None) -> None:
        self._elements: dict[str, Any] = {}
        self._made: dict[str, Style] = {}
        self.default = ""
        self.font: str | None = None
        if root is None:
            return
        for element in root.iterfind(f"{W}style"):
            key = element.get(f"{W}styleId")
            if key:
                self._elements[key] = element
                if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in ("1", "true"):
                    self.default = key
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self.font = font_of(defaults) if defaults is not None else None

    def get(self, key: str | None) -> Style:
        """A style by its id; the default one where none is named."""
        wanted = key or self.default
        if wanted not in self._made:
            self._made[wanted] = self._make(wanted)
        return self._made[wanted]

    def _make(self, key: str) -> Style:
        chain: list[Any] = []
        seen: set[str] = set()
        current: str | None = key
        while current and current in self._elements and current not in seen and len(chain) < _MAX_CHAIN:
            seen.add(current)
            chain.append(self._elements[current])
            based = chain[-1].find(f"{W}basedOn")
            current = based.get(f"{W}val") if based is not None else None
        outline = number = level = font = None
        hidden = False
        for element in reversed(chain):
            outline = _int(element.find(f"{W}pPr/{W}outlineLvl"), outline)
            number_element = element.find(f"{W}pPr/{W}numPr/{W}numId")
            if number_element is not None:
                number = number_element.get(f"{W}val")
            level = _int(element.find(f"{W}pPr/{W}numPr/{W}ilvl"), level)
            properties = element.find(f"{W}rPr")
            if properties is not None:
                font = font_of(properties) or font
                hidden = is_on(properties.find(f"{W}vanish"), hidden)
        name = chain[0].find(f"{W}name") if chain else None
        return Style((name.get(f"{W}val") or "") if name is not None else "", outline, number, level, font, hidden)


def font_of(properties: Any) -> str | None:
    """The font that run properties name for Latin text."""
    fonts = properties.find(f"{W}rFonts")
    if fonts is None:
        return None
    named = fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")
    return str(named) if named else None


def is_on(element: Any | None, otherwise: bool) -> bool:
    """Whether a switch is set: present, and not said to be off."""
    if element is None:
        return otherwise
    return (element.get(f"{W}val") or "1") not in ("0", "false", "off")


def _int(element: Any | None, otherwise: int | None) -> int | None:
    value = element.get(f"{W}val") if element is not None else None
    return int(value) if value and value.lstrip("-").isdigit() else otherwise
