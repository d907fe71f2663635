"""Accounts, passwords, sessions, waits and the audit, on both databases."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from argon2 import PasswordHasher
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from extractor.core.errors import ChiTieuError
from extractor.review import account_sessions, accounts, logins, passwords
from extractor.review.audit import Actor, audit, entries
from extractor.review.passwords import AccountError
from extractor.store.account_tables import AccountRow, AccountSessionRow, AuditRow, LoginAttemptRow
from extractor.store.database import open_store
from extractor.store.repository import Store, table

SECRET = "bốn con ngựa ô"
BY = Actor("người thử", "192.0.2.1")
NOW = datetime(2026, 5, 4, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that cost a millisecond."""
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    with open_store(store_url) as opened:
        accounts.create(opened, "Quản Trị", "admin", SECRET, BY)
        yield opened


def kept_hash(store: Store, name: str) -> str:
    query = select(table(AccountRow).c.password_hash).where(table(AccountRow).c.name == name)
    return str(next(iter(store.rows(query)))["password_hash"])


def log_in(store: Store, name: str = "Quản Trị", password: str = SECRET, **more: Any) -> logins.Login:
    return logins.log_in(store, name, password, more.pop("address", "192.0.2.1"), now=more.pop("now", NOW), **more)


def test_a_name_is_one_however_it_is_typed(store: Store) -> None:
    for typed in ("quản trị", "  QUẢN   TRỊ ", unicodedata.normalize("NFD", "Quản Trị")):
        assert accounts.verify(store, typed, SECRET) == accounts.listed(store)[0]
        with pytest.raises(AccountError, match="already"):
            accounts.create(store, typed, "reader", SECRET, BY)


def test_names_of_other_tones_are_other_people(store: Store) -> None:
    for name in ("Hoa", "Hòa", "Hóa"):
        accounts.create(store, name, "reader", SECRET, BY)
    with pytest.raises(AccountError, match="already"):
        accounts.create(store, "Hoà", "reader", SECRET, BY)


def test_a_name_that_could_deceive_is_refused(store: Store) -> None:
    for name in ["", " ", "local", "LOCAL", "a\nb\x00", "<b>", "x" * 65, "_", "a/b", "a" + chr(0x202E)]:
        with pytest.raises(AccountError, match="cannot name"):
            accounts.create(store, name, "reader", SECRET, BY)
    assert len(accounts.listed(store)) == 1


def test_the_first_account_is_an_admin(store_url: str) -> None:
    with open_store(store_url) as empty:
        with pytest.raises(AccountError, match="--role admin"):
            accounts.create(empty, "An", "reviewer", SECRET, BY)
        assert not accounts.exist(empty)


def test_a_password_is_the_same_composed_and_decomposed(store: Store) -> None:
    accounts.create(store, "An", "reader", unicodedata.normalize("NFD", SECRET), BY)
    assert accounts.verify(store, "An", unicodedata.normalize("NFC", SECRET))
    assert accounts.verify(store, "An", unicodedata.normalize("NFD", SECRET))
    assert accounts.verify(store, "An", SECRET.upper()) is None


def test_a_password_is_kept_as_argon2id_and_made_anew_with_other_parameters(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = kept_hash(store, "Quản Trị")
    assert before.startswith("$argon2id$v=19$m=64,t=1,p=1$")
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=2, memory_cost=128, parallelism=1))
    assert accounts.verify(store, "Quản Trị", "sai hẳn rồi nhé") is None
    assert kept_hash(store, "Quản Trị") == before
    assert accounts.verify(store, "Quản Trị", SECRET)
    assert kept_hash(store, "Quản Trị").startswith("$argon2id$v=19$m=128,t=2,p=1$")
    assert accounts.verify(store, "Quản Trị", SECRET)


@pytest.mark.parametrize("name", ["không ai", "Khóa"])
def test_an_unknown_name_costs_the_same_work(store: Store, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    accounts.create(store, "Khóa", "reader", SECRET, BY)
    accounts.set_active(store, "Khóa", False, BY)
    passwords._stand_in()  # made once in a process
    looked_at: list[str] = []

    class Watched(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # type: ignore[override]
            looked_at.append(str(hash).rsplit("$", 2)[0])
            return super().verify(hash, password)  # type: ignore[return-value]

    monkeypatch.setattr(passwords, "HASHER", Watched(time_cost=1, memory_cost=64, parallelism=1))
    assert accounts.verify(store, name, SECRET) is None
    assert accounts.verify(store, "Quản Trị", "sai hẳn rồi nhé") is None
    assert len(looked_at) == 2
    assert looked_at[0] == looked_at[1]  # the same parameters


def test_names_that_no_account_can_have_are_no_accounts(store: Store) -> None:
    for name in ("", "\x00", "\ud800", "x" * 100_000, "' OR 1=1 --"):
        assert accounts.verify(store, name, SECRET) is None
        assert log_in(store, name, now=NOW + timedelta(hours=len(name) % 7)).account is None


def test_a_password_of_a_megabyte_is_refused_and_not_hashed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    monkeypatch.setattr(passwords, "_bytes", lambda password: seen.append(len(password)) or password.encode())
    assert accounts.verify(store, "Quản Trị", "x" * 1_000_000) is None
    assert max(seen) <= passwords.MOST
    with pytest.raises(AccountError, match="more than 1024"):
        accounts.create(store, "An", "reader", "ab cd ef " * 100_000, BY)


def test_a_long_password_counts_to_its_last_character(store: Store) -> None:
    long = "một hai ba bốn năm " * 50
    accounts.create(store, "An", "reader", long, BY)
    assert accounts.verify(store, "An", long)
    assert accounts.verify(store, "An", long[:-1]) is None


@pytest.mark.parametrize(
    "weak", ["", "ngắn quá", "aaaaaaaaaaaaaaaa", "abababababab", "Nguyễn Văn An 2026", "nguyenvanan!!1"]
)
def test_a_weak_password_is_refused(weak: str) -> None:
    with pytest.raises(AccountError) as caught:
        passwords.accepted(weak, "Nguyễn Văn An")
    assert caught.value.key == "weak"


def test_a_password_that_is_made_up_is_accepted_and_never_the_same() -> None:
    made = {passwords.made_up() for _ in range(20)}
    assert len(made) == 20
    assert all(passwords.accepted(one, "An") == one for one in made)


def test_the_last_admin_stays(store: Store) -> None:
    for change in (
        lambda: accounts.set_role(store, "Quản Trị", "lead", BY),
        lambda: accounts.set_active(store, "Quản Trị", False, BY),
    ):
        with pytest.raises(AccountError, match="last active admin"):
            change()
    accounts.create(store, "Hai", "admin", SECRET, BY)
    accounts.set_active(store, "Quản Trị", False, BY)
    with pytest.raises(AccountError, match="last active admin"):
        accounts.set_role(store, "Hai", "reader", BY)
    with pytest.raises(ChiTieuError, match="chitieu account list"):
        accounts.set_role(store, "ai đó", "reader", BY)


def test_two_admins_who_demote_each_other_leave_one(store: Store) -> None:
    accounts.create(store, "Hai", "admin", SECRET, BY)
    start, failed = threading.Barrier(2), []

    def demote(name: str) -> None:
        start.wait()
        try:
            accounts.set_role(store, name, "reader", BY)
        except AccountError as error:
            failed.append(error.key)

    threads = [threading.Thread(target=demote, args=(name,)) for name in ("Hai", "Quản Trị")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == ["last-admin"]
    assert [one.role for one in accounts.listed(store)].count("admin") == 1


def test_a_session_is_kept_as_a_digest_and_ends_when_idle_and_when_old(store: Store) -> None:
    token = log_in(store).token
    assert token
    rows = list(store.rows(select(table(AccountSessionRow))))
    assert token not in str(rows)
    found = account_sessions.find(store, token, NOW)
    assert found
    assert (found.name, found.role) == ("Quản Trị", "admin")
    assert account_sessions.find(store, token + "x", NOW) is None
    assert account_sessions.find(store, token, NOW + account_sessions.IDLE) is None
    # used every three hours it is not idle, and still over when it is old
    at = NOW
    while at + timedelta(hours=3) < NOW + account_sessions.WHOLE:
        at += timedelta(hours=3)
        assert account_sessions.find(store, token, at)
    assert account_sessions.find(store, token, NOW + account_sessions.WHOLE) is None


def test_a_login_sweeps_sessions_that_are_over(store: Store) -> None:
    log_in(store)
    log_in(store, now=NOW + timedelta(days=1))
    assert len(list(store.rows(select(table(AccountSessionRow))))) == 1


@pytest.mark.parametrize("deed", ["deactivate", "password"])
def test_sessions_end_with_a_password_and_with_an_account(store: Store, deed: str) -> None:
    accounts.create(store, "An", "reviewer", SECRET, BY)
    mine, other = log_in(store, "An").token, log_in(store).token
    assert mine
    assert other
    if deed == "deactivate":
        accounts.set_active(store, "An", False, BY)
        assert log_in(store, "An").token is None
        accounts.set_active(store, "An", True, BY)
    else:
        accounts.set_password(store, "An", "năm con mèo mun", BY)
        assert log_in(store, "An").token is None
    assert account_sessions.find(store, mine, NOW) is None
    assert account_sessions.find(store, other, NOW)


def test_a_role_counts_from_the_next_request_on(store: Store) -> None:
    accounts.create(store, "An", "reviewer", SECRET, BY)
    token = log_in(store, "An").token
    assert token
    accounts.set_role(store, "An", "lead", BY)
    found = account_sessions.find(store, token, NOW)
    assert found
    assert found.role == "lead"


def test_a_new_login_never_takes_the_old_token(store: Store) -> None:
    first = log_in(store).token
    second = log_in(store, former=first).token
    assert first
    assert second
    assert first != second
    assert account_sessions.find(store, first, NOW) is None
    assert account_sessions.find(store, second, NOW)


def test_waits_of_a_name_grow_and_end_with_the_right_password(store: Store) -> None:
    at, waits = NOW, []
    for turn in range(14):
        found = log_in(store, password="sai", now=at, address=f"198.51.100.{turn}")
        if found.wait:
            waits.append(found.wait)
            assert log_in(store, now=at, address="203.0.113.9").token is None  # not even the right one
            at += timedelta(seconds=found.wait)
            log_in(store, password="sai", now=at, address=f"198.51.100.{turn}")
        else:
            assert turn < logins.FREE
    assert waits[:4] == [3, 5, 9, 17]
    assert waits == sorted(waits)
    assert max(waits) <= logins.LONGEST.total_seconds() + 1
    assert log_in(store, now=at + logins.LONGEST).token
    assert log_in(store, password="sai", now=at + logins.LONGEST + timedelta(seconds=1)).wait == 0


def test_waits_of_an_address_hold_over_all_names(store: Store) -> None:
    for turn in range(logins.FREE_OF_ADDRESS):
        assert log_in(store, f"tên {turn}", "sai", address=f"2001:db8::{turn:x}").wait == 0
    assert log_in(store, "tên mới", "sai", address="2001:db8::ffff").wait == 3
    assert log_in(store, address="2001:db8::1").wait == 3
    assert log_in(store, address="2001:db8:0:1::1").token


def test_many_guesses_at_once_are_no_way_around_the_wait(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[str] = []
    real = accounts.verify

    def counted(store: Store, name: str, password: str) -> Any:
        looked_at.append(password)
        return real(store, name, password)

    monkeypatch.setattr(accounts, "verify", counted)
    threads = [threading.Thread(target=log_in, args=(store, "Quản Trị", f"sai {turn}")) for turn in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(looked_at) == logins.FREE


def test_attempts_are_kept_for_a_day_and_hold_no_typed_name(store: Store) -> None:
    log_in(store, "mật khẩu gõ nhầm", "sai")
    assert "nhầm" not in str(list(store.rows(select(table(LoginAttemptRow)))))
    assert "nhầm" not in str(entries(store).rows)
    log_in(store, now=NOW + timedelta(days=1, seconds=1))
    assert len(list(store.rows(select(table(LoginAttemptRow))))) == 1


def test_a_new_password_by_an_admin_lifts_the_wait(store: Store) -> None:
    for _ in range(logins.FREE):
        log_in(store, password="sai")
    assert log_in(store).wait
    accounts.set_password(store, "quản trị", "năm con mèo mun", BY)
    assert log_in(store, password="năm con mèo mun").token


def test_the_audit_tells_who_did_what(store: Store) -> None:
    accounts.create(store, "An", "reviewer", SECRET, BY)
    accounts.set_role(store, "An", "lead", BY)
    log_in(store, "An")
    log_in(store, "An", "sai")
    told = [(row["who"], row["action"], row["what"], row["detail"]) for row in entries(store).rows]
    assert told == [
        ("An", "login-failed", "", {}),
        ("An", "login", "", {}),
        ("người thử", "account-role", "An", {"before": "reviewer", "after": "lead"}),
        ("người thử", "account-add", "An", {"role": "reviewer"}),
        ("người thử", "account-add", "Quản Trị", {"role": "admin"}),
    ]
    assert SECRET not in str(told)


def test_the_audit_is_asked_by_person_action_and_day_in_pages(store: Store) -> None:
    with store.writing() as connection:
        for turn in range(7):
            # 18:00 UTC is one o'clock of the next day in Vietnam
            at = datetime(2026, 3, 1 + turn % 2, 18, tzinfo=UTC)
            audit(connection, Actor(f"ai {turn % 2}"), "test", str(turn), at=at)
    page = entries(store, action="test", most=4)
    assert [row["what"] for row in page.rows] == ["6", "5", "4", "3"]
    assert page.before
    page = entries(store, action="test", most=4, before=page.before)
    assert ([row["what"] for row in page.rows], page.before) == (["2", "1", "0"], None)
    assert {row["what"] for row in entries(store, who="ai 1").rows} == {"1", "3", "5"}
    assert {row["what"] for row in entries(store, day=date(2026, 3, 2), action="test").rows} == {"0", "2", "4", "6"}


@pytest.mark.parametrize("sort", ["update", "delete"])
def test_the_audit_only_grows(store: Store, sort: str) -> None:
    rows = table(AuditRow)
    before = entries(store).rows
    change = delete(rows) if sort == "delete" else update(rows).values(who="khác")
    with pytest.raises(DBAPIError, match="only grow"), store.writing() as connection:
        connection.execute(change)
    assert entries(store).rows == before


def test_what_fails_leaves_no_entry(store: Store) -> None:
    before = entries(store).rows
    with pytest.raises(AccountError):
        accounts.create(store, "quản trị", "admin", SECRET, BY)
    with pytest.raises(AccountError):
        accounts.set_role(store, "Quản Trị", "reader", BY)
    assert entries(store).rows == before
