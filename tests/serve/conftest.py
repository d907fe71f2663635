"""A server over a small database, asked without a network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extractor.store.database import open_store
from extractor.store.repository import Store


def fill(store: Store, make_sample: Any) -> None:
    run = store.start_run("1.0")
    store.save(make_sample(), "1.0", run)
    store.save(make_sample("khác.txt", "Khác, 5.\n"), "1.0", run)


@pytest.fixture
def served(tmp_path: Path, make_sample: Any) -> Iterator[Store]:
    """The sample plan, and a copy of it with other bytes."""
    with open_store(f"sqlite:///{tmp_path / 'served.db'}") as store:
        fill(store, make_sample)
        yield store


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, make_sample: Any) -> Iterator[Any]:
    """A client of a server over these; for tests that change nothing."""
    from fastapi.testclient import TestClient

    from extractor.serve.app import create_app

    with open_store(f"sqlite:///{tmp_path_factory.mktemp('client') / 'x.db'}") as store:
        fill(store, make_sample)
        with TestClient(create_app(store, per_minute=1_000_000), raise_server_exceptions=False) as made:
            yield made
