"""One rule family a file; ``RULES`` is the explicit, ordered list of all of them."""

from __future__ import annotations

from extractor.grammar.rule import Rule
from extractor.grammar.rules import count, criterion, mask, measure, money, multiple, percentage, rank, ratio, tally

QUANTITIES: tuple[Rule, ...] = (
    percentage.RULE,
    money.RULE,
    multiple.RULE,
    measure.RULE,
    ratio.RULE,
    rank.RULE,
    tally.RULE,
    count.RULE,
)
RULES: tuple[Rule, ...] = (*mask.RULES, criterion.RULE, *QUANTITIES)
