"""The numbered criteria that a quantity is tied to, and the national set that they belong to."""

from __future__ import annotations

import regex

from extractor.grammar.rule import Criterion, Find
from extractor.link.sentence import Passage, number_of
from extractor.registry import set_of_words


def stretch_of(passage: Passage, index: int) -> tuple[int, int]:
    """The stretch of a sentence that belongs to a quantity alone: from it to the next one's clause or the next ";"."""
    finds = passage.quantities
    find = finds[index]
    start = max(passage.part_before(find.start, ";"), finds[index - 1].end if index else 0)
    end = passage.part_after(find.end, ";")
    if index + 1 < len(finds):
        following = finds[index + 1].start
        if following < end:
            cut = passage.part_before(following, ",;(")
            end = cut if cut > find.end else following
    return start, end


def criteria_of(passage: Passage, index: int) -> tuple[tuple[str, ...], str | None]:
    """Codes, the most specific only ("19.2 của tiêu chí số 19" is 19.2), and the set named in the same stretch."""
    start, end = stretch_of(passage, index)
    number = number_of(passage.quantities[index])
    codes: list[str] = []
    for find in passage.criteria:
        if start <= find.start < end and isinstance(find.value, Criterion) and not _overlaps(find, number):
            codes.append(find.value.code)
    specific = [code for code in codes if not any(other.startswith(code + ".") for other in codes)]
    unique = tuple(dict.fromkeys(specific))
    return unique, set_of_words(passage.text[start:end])


def _overlaps(find: Find, span: tuple[int, int]) -> bool:
    return find.start < span[1] and span[0] < find.end
