"""One rule family a file; ``RULES`` is the explicit, ordered list of all of them."""

from __future__ import annotations

from extractor.grammar.rule import Rule
from extractor.grammar.rules import (
    count,
    criterion,
    duration,
    fulfilment,
    index,
    lasting,
    listed,
    mask,
    measure,
    money,
    multiple,
    percentage,
    rank,
    ratio,
    tally,
    time_periods,
    time_points,
    time_recurrence,
    time_relative,
    time_roles,
)

QUANTITIES: tuple[Rule, ...] = (
    percentage.RULE,
    money.RULE,
    multiple.RULE,
    measure.RULE,
    lasting.RULE,
    index.RULE,
    ratio.RULE,
    fulfilment.RULE,
    rank.RULE,
    tally.RULE,
    count.RULE,
    listed.RULE,
)
TIMES: tuple[Rule, ...] = (
    *time_points.RULES,
    *time_periods.RULES,
    *time_relative.RULES,
    *time_recurrence.RULES,
    *time_roles.RULES,
    *duration.RULES,
)
RULES: tuple[Rule, ...] = (*mask.RULES, criterion.RULE, *QUANTITIES, *TIMES)
