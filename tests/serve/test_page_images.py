"""The page of a PDF record is shown with its box where the original is kept, and says so where it is not."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from PIL import Image

from extractor.intake.ingest import ingest
from extractor.serve.app import create_app
from extractor.store.database import open_store
from extractor.store.originals import originals_of

PLAN = Path(__file__).parents[2] / "corpus" / "documents" / "bc-dak-lak-an-toan-giao-thong.pdf"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    made = f"sqlite:///{tmp_path_factory.mktemp('pages') / 'x.db'}"
    text = tmp_path_factory.mktemp("text") / "a.txt"
    text.write_text("Đến năm 2025 có 12 xã đạt chuẩn.\n", "utf-8")
    assert ingest([PLAN, text], made).added == 2
    return made


@pytest.fixture
def client(url: str) -> Iterator[TestClient]:
    with open_store(url) as store, TestClient(create_app(store, originals=originals_of(url))) as made:
        yield made


def target(client: TestClient, words: str) -> tuple[str, str]:
    """The page of the first record that words find, and the id of its document."""
    one = client.get("/api/v1/targets", params={"text": words}).json()["items"][0]
    return client.get(f"/targets/{one['id']}").text, one["document_id"]


def test_the_page_is_drawn_once_and_known_by_its_tag(client: TestClient) -> None:
    html, _ = target(client, '"vụ tai nạn giao thông"')
    found = re.search(r'<image href="(/documents/[0-9a-f]{64}/pages/1)"', html)
    assert found
    assert '<rect class="box"' in html
    answer = client.get(found.group(1))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/webp"
    assert Image.open(io.BytesIO(answer.content)).width == 1000
    again = client.get(found.group(1), headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_without_the_original_the_place_is_drawn_and_the_page_says_so(url: str) -> None:
    with open_store(url) as store, TestClient(create_app(store)) as client:
        html, document = target(client, '"vụ tai nạn giao thông"')
        assert "Không lưu tệp gốc" in html
        assert '<rect class="box"' in html
        assert "<image" not in html
        assert client.get(f"/documents/{document}/pages/1").status_code == 404


def test_what_has_no_such_page_is_answered_with_why(client: TestClient) -> None:
    _, document = target(client, '"vụ tai nạn giao thông"')
    answer = client.get(f"/documents/{document}/pages/99")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
    _, text = target(client, '"12 xã"')
    asked = {"accept": "application/json"}
    assert "no page 99" in client.get(f"/documents/{document}/pages/99", headers=asked).json()["detail"]
    assert "there is no PDF" in client.get(f"/documents/{text}/pages/1", headers=asked).json()["detail"]
    for path in (f"/documents/{document}/pages/0", "/documents/..%2F..%2Fetc%2Fpasswd/pages/1", "/documents/x/pages/1"):
        assert client.get(path).status_code in (404, 422), path
