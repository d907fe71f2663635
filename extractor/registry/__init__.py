"""Reference data with dates: criteria sets, administrative units, units of measure. Facts in tables, read once."""

from __future__ import annotations

from extractor.registry.criteria import CriteriaSet, Criterion, Resolution, criteria, resolve, sets, versions
from extractor.registry.measures import Measure, canonical, measures
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
    "Measure",
    "Resolution",
    "Unit",
    "canonical",
    "criteria",
    "find_places",
    "measures",
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
