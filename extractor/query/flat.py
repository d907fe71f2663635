"""Records as rows of one table, for formats that know no lists and no parts."""

from __future__ import annotations

import json
from typing import Any

from extractor.core.target import Target

COLUMNS = (
    *("id", "fact_key", "document", "document_id", "page", "line", "start", "end", "quote", "kind", "status"),
    *("comparator", "value", "value_text", "upper", "total", "percent", "unit"),
    *("canonical_value", "canonical_upper", "canonical_unit", "subject", "indicator", "change", "scope"),
    *("due_text", "due_start", "due_end", "due_recurrence", "due_source", "baseline_year", "baseline_value"),
    *("criteria", "criteria_set", "sector", "body", "cooperating", "section", "table", "table_row", "table_column"),
    "table_cell",
    *("sentence_start", "sentence_end", "sentence", "boxes", "checks", "confidence", "method"),
)
"""The columns of flat formats: the fields of a record, and the parts of those that have parts."""


def flat(target: Target, line: int) -> dict[str, Any]:
    """A record as one row of ``COLUMNS``: lists joined with "; ", headings with " > ", boxes as JSON."""
    record = target.to_json()
    due, baseline, table = record["due"] or {}, record["baseline"] or {}, record["table"] or {}
    record |= {f"due_{name}": due.get(name) for name in ("text", "start", "end", "recurrence", "source")}
    record |= {f"baseline_{name}": baseline.get(name) for name in ("year", "value")}
    record |= {"table": table.get("table"), "table_row": table.get("row"), "table_column": table.get("column")}
    record["table_cell"] = table.get("cell")
    record |= {name: "; ".join(record[name]) for name in ("criteria", "cooperating")}
    record["checks"] = "; ".join(f"{check['code']}: {check['reason']}" for check in record["checks"])
    record["section"] = " > ".join(record["section"])
    record["boxes"] = json.dumps(record["boxes"]) if record["boxes"] else None
    record["line"] = line
    return {name: record[name] for name in COLUMNS}


NUMBERS = ("value", "upper", "total", "percent", "canonical_value", "canonical_upper", "baseline_value")
"""Columns of decimals, which formats with types hold as numbers."""

WHOLE = ("page", "line", "start", "end", "sentence_start", "sentence_end", "baseline_year")
DAYS = ("due_start", "due_end")
