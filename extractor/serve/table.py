"""Target records as a table for people: a row of fields, below it the source sentence with the quantity marked."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Iterable
from typing import TextIO

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from extractor.core.period import Period
from extractor.core.quantity import plain
from extractor.core.target import Target
from extractor.serve.output import Found

OPEN, CLOSE = "«", "»"
"""What marks the quantity in its sentence, also where there is no colour."""

WIDTH = 100
LONGEST = 600
"""Characters of a sentence that are shown; a longer one is cut around its quantity."""

# Widths at 100 columns. What a wider terminal has more goes to the columns that have a share.
_COLUMNS: tuple[tuple[str, int, int], ...] = (
    ("op", 2, 0),
    ("value", 13, 1),
    ("unit", 12, 1),
    ("subject", 21, 4),
    ("due", 10, 0),
    ("criterion", 9, 1),
    ("status", 6, 0),
    ("document", 13, 3),
    ("place", 6, 0),
)
_STYLES = {"value": "bold cyan", "unit": "cyan", "status": "magenta", "document": "dim", "place": "dim"}


def write_table(rows: Iterable[Found], stream: TextIO, width: int | None = None) -> None:
    """Writes a header and then every record as it comes; in colour where the stream is a terminal."""
    if width is None:
        width = max(WIDTH, shutil.get_terminal_size((WIDTH, 24)).columns) if stream.isatty() else WIDTH
    # rendered to text and written by us, so that a closed pipe raises like everywhere else
    console = Console(file=stream, width=width, highlight=False, emoji=False, markup=False)
    empty = True
    for row in rows:
        if empty:
            _print(console, stream, _grid(width, [name for name, _, _ in _COLUMNS], header=True), Rule(style="dim"))
        empty = False
        body = Padding(marked_sentence(row.target), (0, 0, 1, 2))
        _print(console, stream, _grid(width, _cells(row)), body)


def _print(console: Console, stream: TextIO, *parts: RenderableType) -> None:
    with console.capture() as capture:
        console.print(*parts, sep="\n", end="")
    stream.write("".join(f"{line.rstrip(' ')}\n" for line in capture.get().splitlines()))
    stream.flush()


def _grid(width: int, cells: list[str], *, header: bool = False) -> Table:
    """One row in columns of fixed widths, so that rows printed one by one stand below each other."""
    base = sum(size for _, size, _ in _COLUMNS) + len(_COLUMNS) - 1
    shares = sum(share for _, _, share in _COLUMNS)
    more = max(0, width - base)
    grid = Table.grid(padding=(0, 1, 0, 0), pad_edge=False)
    for name, size, share in _COLUMNS:
        full = size + more * share // shares
        overflow = "ellipsis" if name == "document" else "fold"
        justify = "right" if name in ("op", "value") else "left"
        style = "bold" if header else _STYLES.get(name, "")
        grid.add_column(width=full, justify=justify, style=style, overflow=overflow, no_wrap=name == "document")  # type: ignore[arg-type] # literals
    grid.add_row(*cells)
    return grid


def _cells(row: Found) -> list[str]:
    target = row.target
    place = f"p. {target.evidence.page}" if target.evidence.page is not None else f"l. {row.line}"
    if target.evidence.table is not None and target.evidence.table.cell:
        place = target.evidence.table.cell
    cells = [
        target.comparator,
        written_value(target),
        target.unit or "",
        target.subject or target.indicator or "",
        written_due(target.due),
        _criteria(target),
        target.status,
        target.evidence.document,
        place,
    ]
    return [readable(cell) for cell in cells]


def written_value(target: Target) -> str:
    """The value as people write it in this genre: "120/127", "5-7", "6800", with a stated share in brackets."""
    text = plain(target.value) or ""
    if target.upper is not None:
        text += f"-{plain(target.upper)}"
    if target.total is not None:
        text += f"/{plain(target.total)}"
    if target.percent is not None:
        text += f" ({plain(target.percent)}%)"
    return {"increase": "+", "decrease": "-"}.get(target.change, "") + text.replace(".", ",")


def written_due(due: Period | None) -> str:
    """The days of a time, first and last on lines of their own; the words themselves where it has no days."""
    if due is None:
        return ""
    days = [day.isoformat() for day in (due.start, due.end) if day]
    if due.start and not due.end:
        days.append("…")
    if due.recurrence:
        days.append(due.recurrence)
    return "\n".join(days) or due.text


def _criteria(target: Target) -> str:
    codes = ", ".join(target.criteria)
    return f"{codes} {target.criteria_set}".strip() if target.criteria_set else codes


def marked_sentence(target: Target) -> Text:
    """The source sentence on one line, its quantity between « and », bold where there is colour."""
    place = target.evidence
    start, end = place.start - place.sentence_start, place.end - place.sentence_start
    before, after = one_line(place.sentence[:start]), one_line(place.sentence[end:])
    room = max(80, (LONGEST - (end - start)) // 2)
    if len(before) + len(after) > LONGEST:
        before = before if len(before) <= room else "… " + before[-room:].split(" ", 1)[-1]
        after = after if len(after) <= room else after[:room].rsplit(" ", 1)[0] + " …"
    return Text.assemble(
        (before.lstrip(), "default"),
        (f"{OPEN}{one_line(place.quote)}{CLOSE}", "bold yellow"),
        (after.rstrip(), "default"),
    )


def one_line(text: str) -> str:
    """A text without line breaks and control characters, its blanks single."""
    lead = " " if text[:1].isspace() else ""
    tail = " " if text[-1:].isspace() else ""
    inner = " ".join(readable(text).split())
    return f"{lead}{inner}{tail}" if inner else lead


def readable(text: str) -> str:
    """A text whose control characters cannot steer a terminal."""
    return "".join(
        char if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cf", "Cs") else "\N{REPLACEMENT CHARACTER}"
        for char in text
    )
