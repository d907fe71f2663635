"""Brings the tables of reference data to what the registry knows."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, insert, select

from extractor.store.database import one_at_a_time
from extractor.store.folding import province_key
from extractor.store.reference_tables import AdministrativeUnitRow, CriteriaSetRow, CriterionRow
from extractor.store.repository import Store, table
from extractor.store.tables import Row

Values = dict[str, Any]


def refresh(store: Store) -> bool:
    """Writes criteria sets, criteria and provinces where they differ from the registry; tells whether they did."""
    wanted = _registry()
    with store.engine.connect() as connection:
        if _stored(connection) == _by_id(wanted):
            return False
    with store.writing() as connection:
        one_at_a_time(connection)
        for row, _ in reversed(wanted):
            connection.execute(delete(table(row)))
        for row, values in wanted:
            if values:
                connection.execute(insert(table(row)), values)
    return True


def _by_id(rows: list[tuple[type[Row], list[Values]]]) -> list[dict[str, Values]]:
    return [{values["id"]: values for values in all_values} for _, all_values in rows]


def _stored(connection: Connection) -> list[dict[str, Values]]:
    tables = [table(row) for row in (CriteriaSetRow, CriterionRow, AdministrativeUnitRow)]
    return [{row["id"]: dict(row) for row in connection.execute(select(one)).mappings()} for one in tables]


def _registry() -> list[tuple[type[Row], list[Values]]]:
    """The validated rows of the registry, parents first."""
    from extractor.registry import sets, units  # noqa: PLC0415 - its tables are read at the first question

    all_sets: list[Values] = []
    all_criteria: list[Values] = []
    for version in sets():
        set_id = f"{version.id}@{version.decision or version.start or version.title}"
        all_sets.append(
            {
                "id": set_id,
                "code": version.id,
                "level": version.level,
                "title": version.title,
                "decision": version.decision,
                "decided": version.decided,
                "valid_from": version.start,
                "valid_until": version.end,
                "in_force": version.in_force,
                "count": version.count,
                "established": version.established,
                "gap": version.gap,
                "source": version.source,
            }
        )
        all_criteria += [
            {
                "id": f"{set_id}#{one.number}",
                "set_id": set_id,
                "number": one.number,
                "parent": one.parent,
                "name": one.name,
                "level": one.level,
                "levels": dict(one.levels),
                "wording": one.wording,
                "gap": one.gap,
                "source": one.source,
            }
            for one in version.criteria
        ]
    all_units = [
        {
            "id": unit.id,
            "name": unit.name,
            "name_key": province_key(unit.name),
            "kind": unit.kind,
            "region": unit.region,
            "aliases": list(unit.aliases),
            "successor": unit.successor,
            "valid_from": unit.start,
            "valid_until": unit.end,
        }
        for unit in units()
    ]
    parts: list[tuple[type[Row], list[Values]]] = [
        (CriteriaSetRow, all_sets),
        (CriterionRow, all_criteria),
        (AdministrativeUnitRow, all_units),
    ]
    return [(row, [row.model_validate(values).model_dump() for values in rows]) for row, rows in parts]
