"""What Alembic runs: the migrations, on the connection that ``extractor.store.database`` hands over.

The caller owns the transaction and the lock; nothing is committed here.
"""

from __future__ import annotations

from typing import Any, Literal

from alembic import context

import extractor.store.account_tables
import extractor.store.index_tables
import extractor.store.intake_tables
import extractor.store.ledger_tables
import extractor.store.reference_tables
import extractor.store.review_tables  # noqa: F401 - they fill the metadata
from extractor.store.tables import METADATA


def _is_ours(_thing: Any, name: str | None, kind: str, reflected: bool, counterpart: Any) -> bool:
    """Search tables and their shadows are made by hand, autogeneration must not see them."""
    return not (kind == "table" and reflected and counterpart is None and (name or "").startswith("search_"))


def _render(kind: str, thing: Any, autogen: Any) -> str | Literal[False]:
    """Our column types are named by their module in a migration."""
    if kind == "type" and type(thing).__module__ == "extractor.store.columns":
        autogen.imports.add("from extractor.store import columns")
        return f"columns.{type(thing).__name__}()"
    return False


def _run() -> None:
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=METADATA,
        render_as_batch=True,
        compare_type=True,
        include_object=_is_ours,
        render_item=_render,
        transactional_ddl=False,
    )
    context.run_migrations()


_run()
