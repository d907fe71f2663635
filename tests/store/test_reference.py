"""The reference tables hold what the registry knows, and follow it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import or_, select, update

from extractor.store.database import open_store
from extractor.store.reference import refresh
from extractor.store.reference_tables import AdministrativeUnitRow, CriteriaSetRow, CriterionRow
from extractor.store.repository import table


def test_provinces_can_be_asked_for_by_day(store_url: str) -> None:
    units = table(AdministrativeUnitRow)
    with open_store(store_url) as store:
        counts = []
        for day in (date(2024, 6, 1), date(2025, 7, 1)):
            begun = or_(units.c.valid_from.is_(None), units.c.valid_from <= day)
            lasting = or_(units.c.valid_until.is_(None), units.c.valid_until >= day)
            counts.append(len(list(store.rows(select(units).where(begun, lasting)))))
    assert counts == [63, 34]


def test_a_sub_criterion_stands_below_its_set(store_url: str) -> None:
    sets, criteria = table(CriteriaSetRow), table(CriterionRow)
    query = (
        select(criteria.c.parent, sets.c.decision)
        .join(sets, sets.c.id == criteria.c.set_id)
        .where(sets.c.code == "xa-ntm", criteria.c.number == "19.2")
    )
    with open_store(store_url) as store:
        assert [tuple(row.values()) for row in store.rows(query)] == [("19", "318/QĐ-TTg")]


def test_they_are_written_only_when_the_registry_differs(store_url: str) -> None:
    units = table(AdministrativeUnitRow)
    with open_store(store_url) as store:
        assert refresh(store) is False
        with store.writing() as connection:
            connection.execute(update(units).where(units.c.name == "Cao Bằng").values(region="x"))
        assert refresh(store) is True
        assert "x" not in {row["region"] for row in store.rows(select(units))}
