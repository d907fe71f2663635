"""A database is made, brought up to date, or refused with a reason."""

from __future__ import annotations

import multiprocessing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, text

from extractor.core.errors import StoreError
from extractor.store import database
from extractor.store.database import connect, open_store, revisions, shown, writing
from extractor.store.tables import METADATA


def is_search(name: str) -> bool:
    """The tables of the full-text search are the database's own kind, and no models."""
    return name.startswith("search_")


def test_a_new_database_is_up_to_date(store_url: str) -> None:
    assert revisions(store_url)[0] is None
    with open_store(store_url) as store:
        assert set(METADATA.tables) <= set(inspect(store.engine).get_table_names())
    current, newest = revisions(store_url)
    assert current == newest


def test_migrations_make_what_the_models_say(store_url: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with open_store(store_url) as store, store.engine.connect() as connection:
        opts = {"compare_type": True, "include_name": lambda name, kind, _: kind != "table" or not is_search(name)}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, METADATA) == []


def test_migrations_go_back_and_forth(store_url: str) -> None:
    from alembic import command

    with open_store(store_url) as store:
        for revision in ("base", "head"):
            with writing(store.engine) as connection:
                config = database._config()
                config.attributes["connection"] = connection
                (command.upgrade if revision == "head" else command.downgrade)(config, revision)
            tables = {name for name in inspect(store.engine).get_table_names() if not is_search(name)}
            tables -= {"alembic_version"}
            assert tables == (set(METADATA.tables) if revision == "head" else set())


def test_a_database_of_a_newer_version_is_refused(store_url: str) -> None:
    with open_store(store_url) as store, store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match=r"newer version of chitieu, revision 9999 \(update chitieu\)"):
        open_store(store_url)
    with pytest.raises(StoreError, match="newer version"):
        revisions(store_url)


def test_a_database_of_another_program_is_left_alone(store_url: str) -> None:
    engine = connect(store_url)
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE document (x INTEGER)"))
    with pytest.raises(StoreError, match="another program"):
        open_store(store_url)
    assert inspect(engine).get_table_names() == ["document"]
    engine.dispose()


def _open(url: str, errors: Any) -> None:
    try:
        open_store(url).close()
    except Exception as error:
        errors.put(repr(error))
        raise


def test_processes_that_open_a_new_database_together_make_it_once(store_url: str) -> None:
    context = multiprocessing.get_context("spawn")
    errors = context.Queue()
    processes = [context.Process(target=_open, args=(store_url, errors)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0, 0], errors.get(timeout=1)
    current, newest = revisions(store_url)
    assert current == newest


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    file.write_text("đây không phải cơ sở dữ liệu " * 100)
    with pytest.raises(StoreError, match="not a usable SQLite database"):
        open_store(f"sqlite:///{file}")


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="check the folder"):
        open_store(f"sqlite:///{tmp_path}/none/x.db")


def test_what_only_reads_makes_no_database(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no database here"):
        open_store(f"sqlite:///{tmp_path}/x.db", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    with pytest.raises(StoreError, match="check that the server runs") as caught:
        open_store("postgresql://an:mat-khau@127.0.0.1:1/chitieu")
    assert "mat-khau" not in str(caught.value)


@pytest.mark.parametrize("url", ["chitieu.db", "mysql://x/y", "", "sqlite//x"])
def test_what_is_no_url_of_ours_is_refused(url: str) -> None:
    with pytest.raises(StoreError, match=r"write sqlite:///FILE or postgresql://"):
        open_store(url)


def test_a_password_is_never_shown() -> None:
    assert "mat-khau" not in shown("postgres://an:mat-khau@host/db")


def test_what_was_searchable_stays_so_through_0007(tmp_path: Path, make_sample: Any) -> None:
    from alembic import command

    from extractor.query.filter import Filter
    from extractor.query.search import search
    from extractor.store.fulltext import MARK

    def found(words: str) -> int:
        return sum(1 for _ in search(store, Filter(words=words)))

    with open_store(f"sqlite:///{tmp_path / 'x.db'}") as store:
        store.save(make_sample(), "1.0", store.start_run("1.0"))
        before = {words: found(words) for words in ("ho ngheo", "hộ nghèo", '"ho ngheo"', "ngh*", "hô nghèo")}
        assert (before["ho ngheo"], before["hộ nghèo"], before["hô nghèo"]) == (1, 1, 0)
        for revision in ("0006", "head"):
            with writing(store.engine) as connection:
                config = database._config()
                config.attributes["connection"] = connection
                (command.upgrade if revision == "head" else command.downgrade)(config, revision)
            with store.engine.connect() as connection:
                held = connection.execute(text("SELECT bare FROM search_target")).scalars().all()
            assert [MARK in bare for bare in held] == [revision == "head"] * len(held)
        assert {words: found(words) for words in before} == before


def test_sources_and_their_links_stay_through_0008(store_url: str) -> None:
    from alembic import command

    from extractor.intake.feeds.listing import Link
    from extractor.intake.feeds.run import _item
    from extractor.intake.feeds.sources import ITEM, add, feeds

    with open_store(store_url) as store:
        add(store, "x", "https://x.vn/rss", every=60, delay=1.0)
        add(store, "thư", "imaps://a@mail.vn/INBOX", every=60, delay=1.0)
        with store.writing() as connection:
            connection.execute(ITEM.insert(), [_item("x", Link("https://x.vn/a"), datetime.now(UTC))])
        for revision in ("0007", "head"):
            with writing(store.engine) as connection:
                config = database._config()
                config.attributes["connection"] = connection
                (command.upgrade if revision == "head" else command.downgrade)(config, revision)
        assert [(row["name"], row["form"], row["waiting"]) for row in feeds(store)] == [("x", "feed", 1)]
        add(store, "thư", "imaps://a@mail.vn/INBOX", every=60, delay=1.0)
