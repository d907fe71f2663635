"""Tables that are no tables: letterheads, signature blocks and page frames set in invisible grids."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import regex

from extractor.core.document import BlockKind

Frame = Literal["letterhead", "signature", "frame"]

_MOTTO = regex.compile(
    r"C[ỘỌ]NG H(?:ÒA|OÀ) X[ÃA] H[ỘO]I CH[ỦU] NGH[ĨI]A|Độc lập\s*+[-–—.]|ĐẢNG CỘNG SẢN VIỆT NAM", regex.IGNORECASE
)
_RECIPIENTS = regex.compile(r"^\s*+(?:Nơi nhận|Nơi gửi)\b", regex.IGNORECASE)
_NUMBER = regex.compile(r"^\s*+Số\s*+:", regex.IGNORECASE)


def frame_of(rows: Sequence[Sequence[str]], *, first: bool) -> Frame | None:
    """What an invisible grid frames, or nothing for a real table. ``first`` tells that no text stands before it."""
    texts = [text for row in rows for text in row if text.strip()]
    width = max((len(row) for row in rows), default=0)
    if len(rows) <= 6 and width <= 4:
        if any(_MOTTO.search(text) for text in texts):
            return "letterhead"
        if first and width == 2 and any(_NUMBER.search(text) for text in texts):
            return "letterhead"
        if any(_RECIPIENTS.search(text) for text in texts):
            return "signature"
    if width <= 1:
        return "frame"
    return None


def kind_in(frame: Frame, text: str) -> BlockKind | None:
    """The kind of a cell's lines inside a frame."""
    if frame == "letterhead":
        return "letterhead"
    if frame == "signature":
        return "recipients" if _RECIPIENTS.search(text) else "signature"
    return None


_TABLE_NAME = regex.compile(r"^(?:Bảng|Biểu|Phụ lục|Phụ biểu|Mẫu)\b.{0,200}+$", regex.IGNORECASE)


def names_table(line: str) -> bool:
    """Whether a line above a table is its caption."""
    return bool(_TABLE_NAME.match(line))
