"""What operators see: the page, the metrics, the health; as it is now, and no older answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from extractor.core.errors import SecretError
from extractor.intake.desk import Desk
from extractor.intake.feeds import sources
from extractor.intake.jobs import Arrival, Queue
from extractor.intake.originals import Extracted
from extractor.intake.workers import Done
from extractor.reading import read_bytes
from extractor.serve.app import create_app
from extractor.serve.intake_reasons import reason_in, remedy_in
from extractor.store.database import open_store
from extractor.store.originals import Originals
from extractor.store.reference_tables import ExtractionRunRow
from extractor.store.repository import Store, table


@pytest.fixture
def busy(store_url: str, tmp_path: Path, make_sample: Any) -> Any:
    """A store with a document done, one that failed, one that waits, and a source that never answered."""
    with open_store(store_url) as store:
        sample = make_sample()
        queue = Queue(store)
        bad = Arrival("watch:/den", "/den/<b>hỏng</b>.pdf", "hỏng.pdf", "b" * 64, 5)
        queue.arrive([Arrival("watch:/den", "/den/kế hoạch.txt", "kế hoạch.txt", sample.raw.document_id, 9), bad])
        desk = Desk(store, Originals(tmp_path / "o"))
        for job in desk.queue.claim(2):
            if job.document_id == bad.document_id:
                desk._finish(job, Done("", None, "a damaged or truncated PDF", "send the file again", "document", 0.25))
            else:
                desk._finish(job, Done("", [Extracted(sample)], seconds=0.25))
        desk.close()
        queue.arrive([Arrival("feed:x", "https://x.vn/chờ.pdf", "chờ.pdf", "c" * 64, 5)])
        sources.add(store, "x", "https://x.vn/rss", every=3600, delay=0.0)
        yield store


def test_the_page_shows_queue_failures_sources_and_alarms(busy: Store) -> None:
    client = TestClient(create_app(busy))
    html = client.get("/intake").text
    for words in (
        "Tiếp nhận văn bản", "tệp PDF bị hỏng hoặc bị cắt ngắn", "gửi lại tệp", "feed:x", "watch:/den",
        "chưa lần nào", "&lt;b&gt;hỏng&lt;/b&gt;", "<strong>1</strong> chờ xử lý",
        "<strong>1</strong> không xử lý được",
        "0,25",
    ):  # fmt: skip
        assert words in html, words
    client.cookies.set("language", "en")
    assert "What failed, and why" in client.get("/intake").text
    assert "a damaged or truncated PDF" in client.get("/intake").text


def test_what_rooms_say_is_said_in_vietnamese() -> None:
    assert reason_in("vi", "needs more than the limit of 3,072 MiB of memory") == "cần hơn 3,072 MiB bộ nhớ"
    assert reason_in("vi", "failed: ZeroDivisionError: a bug") == "chương trình gặp lỗi: ZeroDivisionError: a bug"
    assert reason_in("vi", "something new") == "something new"
    with pytest.raises(SecretError) as refused:
        read_bytes("MẬT\nKẾ HOẠCH\nĐến năm 2025 có 5 xã đạt chuẩn.\n".encode(), "b.txt")
    several = f"thư.eml: b.txt: {refused.value.reason}; thư.eml: c.pdf: encrypted with a password"
    assert reason_in("vi", several) == (
        "thư.eml: b.txt: văn bản có dấu MẬT: không đọc, không giữ tài liệu mật; thư.eml: c.pdf: tệp đặt mật khẩu"
    )
    assert reason_in("vi", "a PowerPoint presentation, which is not supported") == (
        "định dạng chưa hỗ trợ: PowerPoint presentation"
    )
    assert remedy_in("vi", "split it") == "tách thành nhiều tệp"
    assert remedy_in("en", "split it") == "split it"


def test_a_later_look_is_a_new_look(busy: Store) -> None:
    client = TestClient(create_app(busy))
    first = client.get("/intake")
    assert "etag" not in first.headers
    Queue(busy).retry()
    assert "<strong>2</strong> chờ xử lý" in client.get("/intake").text


def test_metrics_are_what_prometheus_reads(busy: Store) -> None:
    from prometheus_client.parser import text_string_to_metric_families

    answer = TestClient(create_app(busy, need_token=True)).get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    found = {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }
    assert found["chitieu_jobs", "done"] == found["chitieu_jobs", "failed"] == found["chitieu_jobs", "waiting"] == 1
    assert found["chitieu_job_seconds_total",] == 0.5
    assert found["chitieu_records_total",] == 5
    assert found["chitieu_feed_failures", "x"] == 0


def test_health_says_whether_the_database_answers(busy: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from extractor.core.errors import StoreError

    client = TestClient(create_app(busy), raise_server_exceptions=False)
    assert client.get("/health").json()["status"] == "ok"

    def gone(*_: Any, **__: Any) -> None:
        raise StoreError("the database is gone")

    monkeypatch.setattr(busy, "rows", gone)
    assert client.get("/health").status_code == 503


def test_a_desk_writes_down_its_run(busy: Store) -> None:
    (run,) = busy.rows(select(table(ExtractionRunRow)))
    assert (run["outcome"], run["added"], run["failed"]) == ("done", 1, 1)
