"""A mailbox as a source, against a server on this machine: each message once, none missed, nothing told or changed."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from extractor.core.errors import ChiTieuError
from extractor.intake.desk import Desk
from extractor.intake.feeds import sources
from extractor.intake.feeds.fetch import FetchError
from extractor.intake.feeds.mailbox import Mailbox
from extractor.intake.feeds.mailbox_address import address_of, folder_name, password_from, password_of
from extractor.intake.feeds.run import FeedRun, Runner
from extractor.intake.jobs import counted, listed
from extractor.serve.cli import main
from extractor.store.database import open_store
from extractor.store.originals import Originals
from extractor.store.repository import Store, table
from extractor.store.tables import DocumentRow

sys.path.insert(0, str(Path(__file__).parent))
import fake_extract
from imap_server import Folder, Server

USER, PASSWORD = "văn-thư@tinh.vn", 'mật khẩu "1"'


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("CHITIEU_IMAP_PASSWORD", PASSWORD)
    made = Server(USER, PASSWORD)
    yield made
    made.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'x.db'}") as opened:
        yield opened


def message(text: str, subject: str = "Kế hoạch số 12/KH-UBND", **attached: bytes) -> bytes:
    made = EmailMessage()
    made["From"], made["Subject"], made["Date"] = "UBND tỉnh <vp@tinh.vn>", subject, "Mon, 05 Jan 2026 08:00:00 +0700"
    made.set_content(text)
    for name, data in attached.items():
        made.add_attachment(data, maintype="text", subtype="plain", filename=f"{name}.txt")
    return made.as_bytes()


def url_of(server: Server, folder: str = "INBOX") -> str:
    return f"imap://{USER}@127.0.0.1:{server.port}/{folder}"


def add(store: Store, server: Server, folder: str = "INBOX", **given: Any) -> None:
    sources.add(store, "thư", url_of(server, folder), every=3600, delay=0.0, allow_private=True, **given)


def run(store: Store, tmp_path: Path, extract: Any = fake_extract.openly, **mailbox: Any) -> FeedRun:
    desk = Desk(store, Originals(tmp_path / "o"), 1, extract=extract)
    try:
        runner = Runner(desk, work=False)
        if mailbox:
            runner.mailbox_of = lambda feed: Mailbox(
                feed["url"], feed["password_from"], allow_private=feed["allow_private"], **mailbox
            )
        report = runner.run(forced=True)
        desk.drain()
    finally:
        desk.close()
    return report


def test_each_message_is_taken_once_and_only_new_ones_are_fetched(store: Store, server: Server, tmp_path: Path) -> None:
    server.inbox.add(message("có 5 xã"))
    server.inbox.add(message("có 6 xã"))
    add(store, server)
    assert str(run(store, tmp_path)) == "2 new links, 2 fetched, 0 unchanged, 0 failed"
    server.inbox.add(message("có 7 xã"))
    server.commands.clear()
    assert str(run(store, tmp_path)) == "1 new links, 1 fetched, 0 unchanged, 0 failed"
    assert [one for one in server.commands if "BODY" in one] == ["UID FETCH 3 (BODY.PEEK[])"]
    assert counted(store) == {"done": 3}
    kept = {Originals(tmp_path / "o").path_of(sha).read_bytes() for sha in Originals(tmp_path / "o")}
    assert kept == set(server.inbox.messages.values())
    assert server.inbox.seen == set()
    assert server.commands[-1] == "LOGOUT"


def test_where_a_message_came_from_says_who_sent_it_when_and_about_what(
    store: Store, server: Server, tmp_path: Path
) -> None:
    server.inbox.add(message("có 5 xã"))
    add(store, server)
    run(store, tmp_path)
    (job,) = listed(store, ("done",))
    place = f"{url_of(server)};UIDVALIDITY=7/;UID=1 (UBND tỉnh <vp@tinh.vn>, 2026-01-05, “Kế hoạch số 12/KH-UBND”)"
    assert (job["place"], job["name"], job["source"]) == (place, "Kế hoạch số 12-KH-UBND.eml", "feed:thư")


def test_attachments_become_documents_of_their_own(store: Store, server: Server, tmp_path: Path) -> None:
    from extractor.intake.originals import extract_original

    plan = "KẾ HOẠCH\nĐến năm 2026 có 12 xã đạt chuẩn nông thôn mới.\n".encode()
    server.inbox.add(message("Kính gửi kế hoạch đính kèm.", kehoach=plan))
    add(store, server)
    run(store, tmp_path, extract_original)
    document = table(DocumentRow)
    names = sorted(row["name"] for row in store.rows(select(document.c.name)))
    assert names == ["Kế hoạch số 12-KH-UBND.eml", "kehoach.txt"]


def test_a_mailbox_that_was_numbered_anew_is_listed_from_its_beginning_and_stored_once(
    store: Store, server: Server, tmp_path: Path
) -> None:
    server.inbox.add(message("có 5 xã"))
    add(store, server)
    run(store, tmp_path)
    server.inbox.add(message("có 6 xã"))
    server.inbox.renumber()
    assert str(run(store, tmp_path)) == "2 new links, 2 fetched, 0 unchanged, 0 failed"
    assert counted(store) == {"done": 2}
    (feed,) = sources.feeds(store)
    assert feed["position"] == "8:102"


def test_what_was_listed_and_not_fetched_is_fetched_after_a_restart_also_under_new_numbers(
    store: Store, server: Server, tmp_path: Path
) -> None:
    for number in (5, 6, 7):
        server.inbox.add(message(f"có {number} xã"))
    add(store, server)
    server.drop_at = "UID FETCH"
    report = run(store, tmp_path)
    assert (report.new_links, report.fetched, len(report.failed)) == (3, 0, 1)
    (feed,) = sources.feeds(store)
    assert (feed["waiting"], feed["failures"]) == (3, 1)
    assert all(row["tries"] == 0 for row in store.rows(select(sources.ITEM)))
    server.drop_at = ""
    server.inbox.renumber()
    assert run(store, tmp_path).fetched == 3
    assert counted(store) == {"done": 3}
    (feed,) = sources.feeds(store)
    assert (feed["waiting"], feed["failures"], feed["reason"]) == (0, 0, "")


def test_a_long_mailbox_is_listed_in_portions(server: Server) -> None:
    server.folders["INBOX"] = Folder(dict.fromkeys(range(10, 25010, 10), b""))
    mailbox = Mailbox(url_of(server), "env:CHITIEU_IMAP_PASSWORD", allow_private=True)
    links, position = mailbox.listed(None)
    assert (len(links), position) == (2500, "7:25000")
    server.commands.clear()
    assert [link.url.rpartition("=")[2] for link in mailbox.listed("7:24980")[0]] == ["24990", "25000"]
    assert [one for one in server.commands if one.startswith("FETCH")] == ["FETCH 1501:2500 (UID)"]
    mailbox.close()


def test_messages_are_marked_only_where_that_is_asked_for(store: Store, server: Server, tmp_path: Path) -> None:
    server.inbox.add(message("có 5 xã"))
    add(store, server, mark_seen=True)
    run(store, tmp_path)
    assert server.inbox.seen == {1}


def test_folders_have_names_of_any_script(store: Store, server: Server, tmp_path: Path) -> None:
    assert folder_name("Đến & đi") == "&ARAevw-n &- &ARE-i"
    server.folders[folder_name("Công văn/Đến")] = Folder()
    server.folders[folder_name("Công văn/Đến")].add(message("có 5 xã"))
    add(store, server, "Công văn/Đến")
    assert run(store, tmp_path).fetched == 1


def test_the_password_is_kept_nowhere_and_not_told(store: Store, server: Server, tmp_path: Path) -> None:
    server.password = "another"
    add(store, server)
    (told,) = run(store, tmp_path).failed
    assert "no such user or password (…)" in told
    assert "look at the user and the password" in told
    assert PASSWORD.encode() not in b"".join(file.read_bytes() for file in tmp_path.glob("x.db*"))
    with pytest.raises(ChiTieuError, match="a password in the URL would be kept and shown") as refused:
        sources.add(store, "b", "imaps://van-thu:bi-mat@mail.vn/INBOX", every=60, delay=0)
    assert "bi-mat" not in str(refused.value)


def test_the_password_comes_from_a_file_or_a_variable_when_it_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "p").write_text("một hai\n", "utf-8")
    assert password_of(password_from(None, tmp_path / "p")) == "một hai"
    with pytest.raises(ChiTieuError, match=r"no password: .*/none: No such file"):
        password_of(f"file:{tmp_path}/none")
    monkeypatch.delenv("HOP_THU", raising=False)
    with pytest.raises(ChiTieuError, match="variable HOP_THU is not set"):
        password_of(password_from("HOP_THU", None))
    with pytest.raises(ChiTieuError, match="not the password itself"):
        password_from("bí mật!", None)


def test_a_server_that_knows_login_alone(store: Store, server: Server, tmp_path: Path) -> None:
    server.capabilities = "IMAP4rev1"
    add(store, server)
    (told,) = run(store, tmp_path).failed
    assert "only names and passwords of ASCII letters" in told
    server.user = "van-thu"
    mailbox = Mailbox(f"imap://van-thu@127.0.0.1:{server.port}", "env:CHITIEU_IMAP_PASSWORD", allow_private=True)
    server.password = "x"
    with pytest.raises(FetchError, match="ASCII"):
        mailbox.listed(None)


def test_private_addresses_and_lines_without_tls_are_refused(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FetchError, match=r"127\.0\.0\.1, an address of this machine or of a private network"):
        Mailbox(url_of(server), "env:CHITIEU_IMAP_PASSWORD").listed(None)
    monkeypatch.setattr("extractor.intake.feeds.mailbox.addresses_of", lambda *_, **__: ["10.0.0.9"])
    with pytest.raises(FetchError, match="would get the password in the clear"):
        Mailbox(f"imap://{USER}@mail.vn/INBOX", "env:CHITIEU_IMAP_PASSWORD", allow_private=True).listed(None)
    assert server.commands == []


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")
def test_over_tls_the_certificate_is_looked_at(server: Server, tmp_path: Path) -> None:
    key, certificate = tmp_path / "k.pem", tmp_path / "c.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    made += ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(made, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    safe = Server(USER, PASSWORD, context)
    safe.inbox.add(message("có 5 xã"))
    try:
        url = f"imaps://{USER}@127.0.0.1:{safe.port}/INBOX"
        with pytest.raises(FetchError, match=r"its certificate is not trusted: .*SSL_CERT_FILE"):
            Mailbox(url, "env:CHITIEU_IMAP_PASSWORD", allow_private=True).listed(None)
        trusting = ssl.create_default_context(cafile=str(certificate))
        mailbox = Mailbox(url, "env:CHITIEU_IMAP_PASSWORD", allow_private=True, context=trusting)
        (link,) = mailbox.listed(None)[0]
        assert mailbox.fetch(link.url).data == message("có 5 xã")
        mailbox.close()
    finally:
        safe.close()


def test_a_slow_server_is_left_in_time_and_the_message_waits(store: Store, server: Server, tmp_path: Path) -> None:
    server.inbox.add(message("có 5 xã"))
    server.seconds_a_byte = 0.05
    add(store, server)
    begun = time.monotonic()
    (told,) = run(store, tmp_path, seconds=1.0).failed
    assert "not done within 1 seconds" in told
    assert time.monotonic() - begun < 20
    (feed,) = sources.feeds(store)
    assert feed["waiting"] == 1


def test_too_large_messages_are_listed_and_not_fetched(store: Store, server: Server, tmp_path: Path) -> None:
    server.inbox.add(message("có 5 xã"))
    server.inbox.add(message("có 6 xã " * 1000))
    add(store, server)
    assert str(run(store, tmp_path, most_bytes=2000)) == "2 new links, 1 fetched, 0 unchanged, 1 failed"
    (item,) = sources.failed_items(store)
    assert (item["state"], item["reason"].partition(" bytes, ")[2]) == ("failed", "more than the limit of 2,000")


def test_a_server_that_sends_more_than_it_said_is_cut(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.intake.feeds.mailbox._LINES", 5000)
    server.inbox.add(b"x" * 100_000)
    server.size_told = 10
    mailbox = Mailbox(url_of(server), "env:CHITIEU_IMAP_PASSWORD", allow_private=True, most_bytes=20_000)
    (link,) = mailbox.listed(None)[0]
    with pytest.raises(FetchError, match="sends more than it was asked for"):
        mailbox.fetch(link.url)


def test_a_message_that_is_gone_and_a_folder_that_is_not_there(store: Store, server: Server, tmp_path: Path) -> None:
    mailbox = Mailbox(url_of(server), "env:CHITIEU_IMAP_PASSWORD", allow_private=True)
    with pytest.raises(FetchError, match="not in the mailbox any more") as gone:
        mailbox.fetch(f"{url_of(server)};UIDVALIDITY=7/;UID=99")
    assert not gone.value.temporary
    mailbox.close()
    add(store, server, "Khác")
    (told,) = run(store, tmp_path).failed
    assert "there is no folder 'Khác': no such mailbox (name another one in the URL)" in told


@pytest.mark.parametrize(
    "url", ["imaps://mail.vn/INBOX", "imaps://a@/x", "imaps://a@mail.vn/x%0d%0aLOGOUT", "imaps://a@b:x/"]
)
def test_what_is_no_mailbox_is_refused(url: str) -> None:
    with pytest.raises(ChiTieuError):
        address_of(url)


def test_a_mailbox_is_added_by_a_command_and_run(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.inbox.add(message("Đến năm 2026 có 12 xã đạt chuẩn nông thôn mới."))
    (tmp_path / "mật khẩu").write_text(PASSWORD, "utf-8")
    db = ["--db", f"sqlite:///{tmp_path / 'x.db'}"]
    place = ["--password-file", str(tmp_path / "mật khẩu"), "--every", "10m", "--allow-private"]
    assert main(["feed", "add", "thư", url_of(server), *place, *db]) == 0
    assert main(["feed", "run", "--once", "--workers", "1", "--log", str(tmp_path / "log"), *db]) == 0
    assert "1 new links, 1 fetched" in capsys.readouterr().err
    assert PASSWORD not in (tmp_path / "log").read_text("utf-8")
    assert main(["feed", "list", *db]) == 0
    assert "mailbox every 10m" in capsys.readouterr().out
    assert main(["feed", "add", "x", "https://x.vn/rss", "--mark-seen", *db]) != 0
    assert "a mailbox is named by imaps://" in capsys.readouterr().err


def test_what_is_wrong_with_a_mailbox_is_said_in_vietnamese_on_the_pages(
    store: Store, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from extractor.serve.intake_reasons import reason_in

    add(store, server, "Văn bản đến")
    assert "không có thư mục Văn bản đến" in reason_in("vi", run(store, tmp_path).failed[0])
    server.password = "another"
    assert "kiểm tra tên và mật khẩu" in reason_in("vi", run(store, tmp_path).failed[0])
    monkeypatch.delenv("CHITIEU_IMAP_PASSWORD")
    assert "chưa đặt biến môi trường CHITIEU_IMAP_PASSWORD" in reason_in("vi", run(store, tmp_path).failed[0])
