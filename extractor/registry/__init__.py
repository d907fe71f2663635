"""Reference data with dates: criteria sets, administrative units, units of measure. Facts in tables, read once."""

from __future__ import annotations

from extractor.registry.criteria import CriteriaSet, Criterion, Resolution, criteria, resolve, sets, versions
from extractor.registry.set_names import set_of_words
from extractor.registry.units import (
    Unit,
    find_places,
    nearest,
    predecessors,
    province,
    provinces,
    successors,
    units,
)

__all__ = [
    "CriteriaSet",
    "Criterion",
    "Resolution",
    "Unit",
    "criteria",
    "find_places",
    "nearest",
    "predecessors",
    "province",
    "provinces",
    "resolve",
    "set_of_words",
    "sets",
    "successors",
    "units",
    "versions",
]
