"""Criterion codes: "tiêu chí số 19", "chỉ tiêu 19.2", "tiêu chí 17.1 và 17.3", "tiêu chí thứ 5"."""

from __future__ import annotations

import regex

from extractor.grammar.rule import Criterion, Example, Find, Rule

_CODE = r"\d{1,2}(?:\.\d{1,2})?(?![\w%]|[.,]\d|\s?%)"
PATTERN = regex.compile(
    rf"""(?<!\w)(?:
        (?:(?<!\d\s)(?<!\d)(?:tiêu\s+chí|chỉ\s+tiêu)) \s+ (?:thành\s+phần\s+)? (?:(?:số|thứ)\s+)? (?P<code>{_CODE})
      | (?<=(?:tiêu\schí|chỉ\stiêu)[^.;]{{0,30}}\d(?:\.\d\d?)?(?:,|\svà|
      \s,)\s) (?:(?:số)\s+)? (?P<next>\d{{1,2}}\.\d{{1,2}}(?![\w%]|[.,]\d|\s?%))
    )""",
    regex.VERBOSE | regex.IGNORECASE,
)


def build(match: regex.Match[str]) -> Find | None:
    """The code as it is cited. A code above 50 is a count or a year and no criterion."""
    name = "code" if match["code"] else "next"
    code = match[name]
    if int(code.split(".")[0]) > 50 or code.startswith("0"):
        return None
    return Find("", "criterion", match.start(), match.end(), Criterion(code), match.span(name))


RULE = Rule(
    "criterion.code",
    "criterion",
    PATTERN,
    build,
    (
        Example("Đạt [[chỉ tiêu 19.2]] theo bộ tiêu chí.", Criterion("19.2")),
        Example("Thuộc [[tiêu chí số 19]] về an ninh.", Criterion("19")),
    ),
    ("Có 19 tiêu chí.", "Đạt chỉ tiêu 95%.", "Hoàn thành chỉ tiêu năm 2025."),
    ("tiêu chí", "chỉ tiêu"),
)
