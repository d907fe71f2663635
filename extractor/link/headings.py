"""The time that a heading, a lead-in or a label of a table gives."""

from __future__ import annotations

from datetime import date

import regex

from extractor.core.document import Sentence
from extractor.core.period import Period
from extractor.link.handed import last_time
from extractor.link.sentence import Passage
from extractor.link.times import Clock

_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_UNTIL = regex.compile(
    r"\(\s*(?P<time>(?:tính|số\s+liệu|(?:tính\s+)?đến(?:\s+(?:hết|ngày|cuối|tháng|quý))?)\s[^()]{4,80})\)\W*$",
    regex.IGNORECASE,
)
"""The day up to which all that follows is told: "Thiệt hại (tính đến 16h ngày 01/10/2025):"."""
_OWN_NAME = regex.compile(r"(?:phụ\s+lục(?:\s+(?:số\s+)?[IVX\d]+)?[\s:.-]*)?bộ\s+tiêu\s+chí(?!\w)", regex.IGNORECASE)
"""A heading that is the name of a set of criteria, and gives their time; inside a sentence such a name gives none."""
_BARE_YEAR = regex.compile(r"(?:^|\p{L}|[/>:(])\s*(?P<year>(?:19|20)\d\d)(?!\s?[-–]\s?\d|\d|/\p{Lu})")


def time_in_words(words: str, day: date | None, year: int | None = None) -> Period | None:
    """The time that a heading, a lead-in or a column's label gives: also a bare year ("Thực hiện 2023")."""
    passage = Passage(words, Sentence(0, len(words), 0))
    named = _YEAR.search(words)
    period = last_time(passage, Clock(day, int(named.group()) if named else year))
    if period is None and named is not None and not passage.times:
        bare = _BARE_YEAR.search(words)
        if bare is not None:
            number = int(bare["year"])
            return Period(bare["year"], date(number, 1, 1), date(number, 12, 31), source="context")
    if period is None and (until := _UNTIL.search(words)) is not None:
        return time_in_words(until["time"], day, year)
    if period is None and (own := _OWN_NAME.match(words)) is not None:
        return time_in_words(words[own.end() :], day, year)
    return period
