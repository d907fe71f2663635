"""The one filter: every condition is read, written back, explained, and refused where it makes no sense."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from extractor.core import quantity, target
from extractor.query import filter as one_filter
from extractor.query.filter import FIELDS, Filter, FilterError, parse
from extractor.serve.cli import cli

EXAMPLES = {field.name: field.example for field in FIELDS}


def test_every_condition_has_a_name_and_an_example_that_is_read() -> None:
    assert {field.attribute for field in FIELDS} == {field.name for field in fields(Filter)}
    wanted = parse(EXAMPLES)
    for field in FIELDS:
        assert getattr(wanted, field.attribute), field.name
    assert parse(dict(wanted.pairs())) == wanted


def test_the_filter_knows_what_the_core_knows() -> None:
    assert (one_filter.KINDS, one_filter.STATUSES) == (quantity.KINDS, target.STATUSES)


def test_help_explains_every_condition_with_an_example() -> None:
    text = " ".join(CliRunner().invoke(cli, ["targets", "--help"], terminal_width=200).output.split())
    for field in FIELDS:
        assert " ".join(field.help.split()) in text
        assert f"Example: --{field.name} " in text


def test_values_are_read_as_people_write_them() -> None:
    wanted = parse({"min": "90,5", "due-to": "31/12/2025", "kind": ["ratio", "percentage", "ratio"], "year": " 2025 "})
    assert wanted == Filter(minimum=Decimal("90.5"), due_to=date(2025, 12, 31), kind=("ratio", "percentage"), year=2025)
    assert parse({"min": "", "text": "  ", "kind": []}) == Filter()


@pytest.mark.parametrize(
    ("given", "field", "reason"),
    [
        ({"min": "nhiều"}, "min", "is no number"),
        ({"min": "1e999999999"}, "min", "is no number"),
        ({"min": "NaN"}, "min", "is no number"),
        ({"min": "5", "max": "3"}, "min", "is more than max"),
        ({"due-from": "2025-02-30"}, "due-from", "is no day"),
        ({"due-from": "2026-01-01", "due-to": "2025-01-01"}, "due-from", "is more than due-to"),
        ({"year": "25"}, "year", "between 1900 and 2200"),
        ({"year": "２０２５"}, "year", "between 1900 and 2200"),
        ({"kind": ["tỷ lệ"]}, "kind", "is none of ratio, percentage"),
        ({"confidence": "2"}, "confidence", "not between 0 and 1"),
        ({"criterion": "19'; DROP TABLE target"}, "criterion", "no code of a criterion"),
        ({"units-on": "2025-07-01"}, "units-on", "province or place is; give one too"),
        ({"status": ["target", "result"]}, "status", "may be given once"),
        ({"text": "x" * 10_000}, "text", "has 10000 characters"),
        ({"text": "a\x00b"}, "text", "a character that is none"),
        ({"tỉnh": "Lào Cai"}, "tỉnh", "is no condition (there are province"),
    ],
    ids=str,
)
def test_what_makes_no_sense_is_refused_with_the_reason(given: dict[str, str], field: str, reason: str) -> None:
    with pytest.raises(FilterError) as caught:
        parse(given)
    assert caught.value.field == field
    assert reason in caught.value.reason


@given(st.dictionaries(st.sampled_from([field.name for field in FIELDS]), st.text(max_size=30), max_size=4))
def test_anything_typed_is_a_filter_or_a_reason(typed: dict[str, str]) -> None:
    try:
        wanted = parse(typed)
    except FilterError:
        return
    again: dict[str, list[str]] = {}
    for name, value in wanted.pairs():
        again.setdefault(name, []).append(value)
    assert parse(again) == wanted
