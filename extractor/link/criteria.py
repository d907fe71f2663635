"""The numbered criteria that a quantity is tied to, and the national set that they belong to."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractor.core.document import Sentence
from extractor.grammar.rule import Criterion, Find
from extractor.link.restate import restated
from extractor.link.sentence import Passage, number_of
from extractor.registry import set_of_words


def stretch_of(passage: Passage, index: int) -> tuple[int, int]:
    """The stretch of a sentence that belongs to a quantity alone: from it to the next one's clause or the next ";"."""
    finds = passage.quantities
    find = finds[index]
    start = passage.part_before(find.start, ";,") if index else 0
    if index:
        start = max(start, finds[index - 1].end)
    end = passage.part_after(find.end, ";")
    said_again = restated(passage)
    following = next((finds[place].start for place in range(index + 1, len(finds)) if place not in said_again), end)
    if following < end:
        cut = passage.part_before(following, ",;(")
        end = cut if cut > find.end else following
    return start, end


def criteria_of(passage: Passage, index: int) -> tuple[tuple[str, ...], str | None]:
    """Codes, the most specific only ("19.2 của tiêu chí số 19" is 19.2), and the set named in the same stretch."""
    start, end = stretch_of(passage, index)
    number = number_of(passage.quantities[index])
    codes = [
        find.value.code
        for find in passage.criteria
        if start <= find.start < end and isinstance(find.value, Criterion) and not _overlaps(find, number)
    ]
    return _specific(codes), set_of_words(passage.text[start:end])


def codes_of(label: str) -> tuple[str, ...]:
    """The codes that a table's label names."""
    if not any(c.isdigit() for c in label):
        return ()
    passage = Passage(label, Sentence(0, len(label), 0))
    return _specific([find.value.code for find in passage.criteria if isinstance(find.value, Criterion)])


_OF_SET = regex.compile(r"(?<!\w)(?:bộ\s+)?tiêu\s+chí(?!\w)", regex.IGNORECASE)
_NUMBERED = regex.compile(r"\W{0,3}(?P<code>\d{1,2}\.\d{1,2})(?:\.(?=\s)|\s|$)")


def codes_of_row(label: str, headings: Sequence[str]) -> tuple[str, ...]:
    """The codes that a row's label names, or, in a table of criteria, the number that it begins with ("2.4. Tỷ lệ …").

    ``headings`` tell whether it is one: they name criteria ("Bộ tiêu chí quốc gia về xã nông thôn mới").
    """
    named = codes_of(label)
    number = _NUMBERED.match(label) if not named else None
    if number is None or not any(_OF_SET.search(heading) for heading in headings):
        return named
    return (number["code"],)


def _specific(codes: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for code in codes if not any(other.startswith(code + ".") for other in codes)))


def _overlaps(find: Find, span: tuple[int, int]) -> bool:
    return find.start < span[1] and span[0] < find.end
