"""Rules on arrival do what they say, alarms speak of the domain, and messages get there, signed and once."""

from __future__ import annotations

import hashlib
import hmac
import http.server
import json
import smtplib
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from sqlalchemy import select

from extractor.core.extraction import Extraction
from extractor.intake import notices, status
from extractor.intake.alarms import raise_alarms
from extractor.intake.desk import Desk
from extractor.intake.jobs import Arrival, listed
from extractor.intake.notices import NOTICE, deliver
from extractor.intake.originals import Extracted
from extractor.intake.rules import RuleError, Rules, read_rules
from extractor.intake.workers import Done
from extractor.store.database import open_store
from extractor.store.originals import Originals
from extractor.store.repository import Store

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'x.db'}") as opened:
        yield opened


def rules_of(tmp_path: Path, words: str) -> Rules:
    (tmp_path / "rules.toml").write_text(words, "utf-8")
    return read_rules(tmp_path / "rules.toml")


def come(store: Store, tmp_path: Path, extraction: Extraction, rules: Rules, source: str = "feed:lao-cai") -> None:
    """A document arrives and is stored."""
    desk = Desk(store, Originals(tmp_path / "o"), rules=rules)
    desk.queue.arrive([Arrival(source, "https://x.vn/kh.pdf", "kh.pdf", extraction.raw.document_id, 9, "1")])
    for job in desk.queue.claim(1):
        desk._finish(job, Done("", [Extracted(extraction)], seconds=0.1))
    desk.close()


RULE = """
[[rule]]
name = "khác"
province = "Nghệ An"
reviewer = "minh"
[[rule]]
name = "Lào Cai"
source = "feed:*"
body = "ủy ban nhân dân*"
type = "kế hoạch"
province = "tỉnh Lào Cai"
priority = 5
reviewer = "lan"
notify = ["hook", "tin"]
[channel.hook]
webhook = "http://127.0.0.1:{port}/hook"
secret_env = "HOOK_KEY"
allow_private = true
[channel.tin]
atom = "{atom}"
"""


class Receiver:
    """A webhook on this machine: it answers with the statuses given, then with 200."""

    def __init__(self, *statuses: int) -> None:
        receiver = self
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.statuses = list(statuses)

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.got.append((dict(self.headers), body))
                self.send_response(receiver.statuses.pop(0) if receiver.statuses else 200)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        self.server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


def test_a_document_gets_its_priority_its_reviewer_and_its_messages(
    store: Store, tmp_path: Path, make_sample: Callable[..., Extraction], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOOK_KEY", "khóa")
    receiver = Receiver(503)
    rules = rules_of(tmp_path, RULE.format(port=receiver.port, atom=tmp_path / "tin.xml"))
    sample = make_sample()
    come(store, tmp_path, sample, rules)
    (job,) = listed(store)
    assert (job["priority"], job["reviewer"], job["state"]) == (5, "lan", "done")
    assert deliver(store, rules) == 1  # the feed; the webhook is busy
    later = datetime.now(UTC) + timedelta(minutes=5)
    assert deliver(store, rules, later) == 1
    assert deliver(store, rules, later + timedelta(days=1)) == 0
    (first_head, _), (head, body) = receiver.got
    moment, _, sign = head["X-Chitieu-Signature"].removeprefix("t=").partition(",v1=")
    assert sign == hmac.new("khóa".encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()
    assert first_head["X-Chitieu-Id"] == head["X-Chitieu-Id"]
    told = json.loads(body)
    assert (told["number"], told["province"], told["reviewer"]) == ("45/KH-UBND", "Lào Cai", "lan")
    assert told["target_count"] == 4
    assert told["targets"][0]["quote"] == "120/127 xã"
    feed = ElementTree.fromstring((tmp_path / "tin.xml").read_text("utf-8"))
    space = {"a": "http://www.w3.org/2005/Atom"}
    assert feed.findtext("a:entry/a:title", namespaces=space) == "4 chỉ tiêu: Kế hoạch 45/KH-UBND Lào Cai"
    receiver.server.shutdown()


def test_a_rule_whose_conditions_do_not_all_hold_does_nothing(
    store: Store, tmp_path: Path, make_sample: Callable[..., Extraction]
) -> None:
    rules = rules_of(tmp_path, RULE.format(port=1, atom=tmp_path / "tin.xml"))
    come(store, tmp_path, make_sample(), rules, source="watch:/den")
    (job,) = listed(store)
    assert (job["priority"], job["reviewer"]) == (100, None)
    assert list(store.rows(select(NOTICE))) == []


def test_priority_by_source_holds_before_anything_is_read(tmp_path: Path) -> None:
    rules = rules_of(tmp_path, '[[rule]]\nname = "gấp"\nsource = "watch:/gấp*"\npriority = 1\n')
    assert (rules.priority_of("watch:/gấp/hôm nay"), rules.priority_of("watch:/khác")) == (1, 100)


def test_a_message_by_mail(
    store: Store, tmp_path: Path, make_sample: Callable[..., Extraction], monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[Any] = []

    class Server:
        def __init__(self, host: str, port: int, timeout: float) -> None:
            sent.append((host, port))

        def __enter__(self) -> Server:
            return self

        def __exit__(self, *_: object) -> None: ...

        def starttls(self, context: Any) -> None:
            sent.append("tls")

        def send_message(self, mail: Any) -> None:
            sent.append(mail)

    monkeypatch.setattr(smtplib, "SMTP", Server)
    mail = '[channel.m]\nemail = ["a@x.vn"]\nsmtp = "mail.x.vn:587"\nsender = "b@x.vn"\n'
    rules = rules_of(tmp_path, '[[rule]]\nname = "x"\nnotify = ["m"]\n' + mail)
    come(store, tmp_path, make_sample(), rules)
    assert deliver(store, rules) == 1
    assert sent[:2] == [("mail.x.vn", 587), "tls"]
    assert (sent[2]["To"], sent[2]["Subject"]) == ("a@x.vn", "4 chỉ tiêu: Kế hoạch 45/KH-UBND Lào Cai")
    assert "120/127 xã" in sent[2].get_content()


def test_a_channel_without_a_key_is_told_and_stops_no_other(
    store: Store, tmp_path: Path, make_sample: Callable[..., Extraction], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HOOK_KEY", raising=False)
    rules = rules_of(tmp_path, RULE.format(port=1, atom=tmp_path / "tin.xml"))
    come(store, tmp_path, make_sample(), rules)
    assert deliver(store, rules) == 1
    reasons = {row["channel"]: row["reason"] for row in store.rows(select(NOTICE))}
    assert reasons == {"tin": "", "hook": "the environment variable HOOK_KEY is not set: no key to sign with"}


def test_a_message_that_another_program_sends_is_left_to_it(
    store: Store, tmp_path: Path, make_sample: Callable[..., Extraction], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOOK_KEY", "khóa")
    inside: list[int] = []
    rules = rules_of(tmp_path, RULE.format(port=1, atom=tmp_path / "tin.xml"))
    come(store, tmp_path, make_sample(), rules)
    monkeypatch.setattr(notices, "send_webhook", lambda *_: inside.append(deliver(store, rules)))
    deliver(store, rules)
    assert len(inside) == 1
    assert [row["state"] for row in store.rows(select(NOTICE))] == ["sent", "sent"]
    assert deliver(store, Rules()) == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("[[rule]]", "rule.0.name"),
        ('[[rule]]\nname = "x"\nprovinces = "y"', "provinces"),
        ('[[rule]]\nname = "x"\nnotify = ["z"]', "no \\[channel.z\\]"),
        ('[channel.z]\nwebhook = "https://x.vn"', "secret_env"),
        ("[channel.z]\n", "one of them only"),
        ("rule = [", "not TOML"),
    ],
)
def test_rules_that_make_no_sense_are_refused_with_the_place(tmp_path: Path, words: str, told: str) -> None:
    with pytest.raises(RuleError, match=told):
        rules_of(tmp_path, words)


def raised(store: Store, extraction: Extraction) -> list[str]:
    store.save(extraction, "1.0", store.start_run("1.0"))
    with store.writing() as connection:
        return [alarm.code for alarm in raise_alarms(connection, extraction, NOW)]


def without_targets(extraction: Extraction) -> Extraction:
    return replace(extraction, targets=())


def test_alarms_are_raised_once_and_only_for_what_is_odd(store: Store, make_sample: Callable[..., Extraction]) -> None:
    plain = make_sample()
    assert raised(store, plain) == []
    assert raised(store, without_targets(make_sample("b", "b"))) == ["no-target"]
    assert raised(store, without_targets(make_sample("b", "b"))) == []
    for n in range(8):
        assert raised(store, make_sample(str(n), str(n))) == []
    other = make_sample("c", "c")
    other = replace(other, particulars=replace(other.particulars, province="Nghệ An"))
    assert raised(store, other) == ["new-province"]
    late = make_sample("d", "d")
    late = replace(late, particulars=replace(late.particulars, issued=date(2026, 1, 5)))
    assert raised(store, late) == ["due-before-issue"]
    words = {row["code"]: row["words"] for row in status.alarms(store)}
    assert words["due-before-issue"] == "4 chỉ tiêu có thời hạn trước ngày ban hành 05/01/2026, như “120/127 xã”"
    assert words["new-province"] == "văn bản đầu tiên của Nghệ An"


def test_a_number_of_targets_far_from_the_usual_is_odd_once_there_is_a_usual_one(
    store: Store, make_sample: Callable[..., Extraction]
) -> None:
    for n in range(10):
        made = make_sample(str(n), str(n))
        raised(store, replace(made, particulars=replace(made.particulars, doc_type="Báo cáo")))
    few = make_sample("few", "few")
    few = replace(few, targets=(), particulars=replace(few.particulars, doc_type="Báo cáo"))
    assert raised(store, few) == ["unusual-number"]
    (alarm,) = status.alarms(store)
    assert alarm["words"] == "0 chỉ tiêu, khác xa mức thường gặp của loại Báo cáo (khoảng 5)"
