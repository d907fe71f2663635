"""Marks of emphasis around words: "**40%**" reads "40%"."""

from __future__ import annotations

import regex

from extractor.core.view import Edit

_MARK = regex.compile(
    r"""
    (?<! [(*] ) \*{1,3}+ (?! [)*] )      # not "(*)", a note's sign, nor a rule of stars
    | (?<! [\w_] ) __ (?= [^\W_] )       # opens
    | (?<= [^\s_] ) __ (?! [\w_] )       # closes
    """,
    regex.VERBOSE,
)


def without_emphasis(text: str) -> list[Edit]:
    """Edits that take the marks out. A star between blanks or between digits is a sign of its own and stays."""
    if "*" not in text and "__" not in text:
        return []
    edits = []
    for match in _MARK.finditer(text):
        before = text[match.start() - 1 : match.start()]
        after = text[match.end() : match.end() + 1]
        alone = (not before or before.isspace()) and (not after or after.isspace())
        if alone or (before.isdigit() and after.isdigit()):
            continue
        edits.append(Edit(match.start(), match.end(), ""))
    return edits
