"""The explorer's pages: what they show, that links can be shared, and that nothing typed breaks them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from extractor.query import facets
from extractor.query.compile import ask
from extractor.query.filter import FIELDS, NAMES, FilterError, parse
from extractor.query.places import meant
from extractor.registry import provinces
from extractor.registry.units import REFORM
from extractor.serve.app import create_app
from extractor.serve.charts import TILES
from extractor.serve.messages import vietnamese
from extractor.serve.phrases import PHRASES
from extractor.store.repository import Store

PATHS = ("/", "/criteria", "/criteria/19.2", "/timeline", "/map", "/due?by=2025-12-31")


def page(client: Any, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, answer.text[:500]
    assert answer.headers["content-type"].startswith("text/html")
    return str(answer.text)


@pytest.mark.parametrize("path", PATHS)
def test_pages_are_vietnamese_first_and_english_by_a_switch(served: Store, path: str) -> None:
    client = TestClient(create_app(served))
    html = page(client, path)
    assert '<html lang="vi">' in html
    assert "Tra cứu chỉ tiêu" in html
    switch = re.search(r'href="(/language/en\?[^"]+)"', html)
    assert switch
    html = page(client, switch.group(1).replace("&amp;", "&"))
    assert '<html lang="en">' in html
    assert "Timeline" in html


def test_the_explorer_filters_by_links_that_can_be_shared(client: Any) -> None:
    html = page(client, "/?text=ho+ngheo&status=result")
    assert "<mark>hộ nghèo</mark>" in html or "<mark>hộ</mark>" in html
    assert "<strong>2</strong>" in html
    link = re.search(r'href="(/\?[^"]*kind=percentage[^"]*)"', html)
    assert link
    assert "text=ho+ngheo" in link.group(1)
    assert "<strong>2</strong>" in page(client, link.group(1).replace("&amp;", "&"))


def test_counts_of_very_frequent_words_come_after_the_page(served: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facets, "EXACT", 1)
    client = TestClient(create_app(served))
    html = page(client, "/?text=ho+ngheo")
    assert "<strong>1+</strong>" in html
    assert 'class="facet"' not in html
    later = re.search(r'hx-get="([^"]+)"', html)
    inline = re.search(r'<a href="([^"]+counts=1)"', html)
    assert later
    assert inline
    counted = page(client, later.group(1).replace("&amp;", "&"))
    assert re.search(r'href="/\?text=ho\+ngheo&amp;status=result"', counted)
    fresh = TestClient(create_app(served))
    assert counted.partition('class="facet"')[2].partition("</aside>")[0] in page(
        fresh, inline.group(1).replace("&amp;", "&")
    )


def test_a_record_is_shown_in_its_document_with_its_series(client: Any) -> None:
    html = page(client, "/?kind=money")
    target = re.search(r'href="(/targets/[0-9a-f]+)"', html)
    assert target
    html = page(client, target.group(1))
    assert '<mark id="quote">6.800 tỷ đồng</mark>' in html
    assert "KẾ HOẠCH xây dựng nông thôn mới" in html
    assert '<rect class="box"' in html
    assert "cùng đối tượng, đơn vị và tiêu chí" in html
    document = re.search(r'href="(/documents/[0-9a-f]{64})#', html)
    assert document
    html = page(client, document.group(1))
    assert html.count("<mark>") == 5


def test_a_record_of_a_table_names_its_row_its_column_and_the_cell_of_its_sheet(client: Any) -> None:
    target = re.search(r'href="(/targets/[0-9a-f]+)"', page(client, "/?status=result"))
    assert target
    html = page(client, target.group(1))
    assert "Bảng 1, ô <strong>B7</strong>" in html
    assert "hàng: Hộ nghèo" in html
    assert "cột: Năm 2020" in html


def test_criteria_are_compared_by_province(client: Any) -> None:
    html = page(client, "/criteria/19.2")
    assert 'class="goal"' in html
    assert "Lào Cai" in html


def test_the_map_has_every_province_of_today(client: Any) -> None:
    assert set(TILES) == {unit.name for unit in provinces(REFORM)}
    assert len(set(TILES.values())) == 34
    assert "units-on=2025-07-01" in page(client, "/map")


@pytest.mark.parametrize("field", [field.name for field in FIELDS])
def test_what_is_typed_is_shown_and_never_run(client: Any, field: str) -> None:
    evil = '"><script>alert(1)</script>'
    answer = client.get("/", params={field: evil})
    assert answer.status_code in (200, 422)
    assert "<script>alert" not in answer.text


def test_a_condition_that_makes_no_sense_is_explained_on_the_page(client: Any) -> None:
    assert "không có tỉnh &#39;Lao Kai&#39; (gần nhất: Lào Cai)" in page(client, "/?province=Lao+Kai", 422)
    assert "không phải là số" in page(client, "/?min=abc", 422)
    assert "Không có trang này" in page(client, "/targets/khong-co", 404)
    assert "Không có trang này" in page(client, "/criteria/x'--", 404)


def test_nothing_is_fetched_from_elsewhere(client: Any) -> None:
    answer = client.get("/")
    assert "default-src 'none'; script-src 'self'" in answer.headers["content-security-policy"]
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', answer.text)
    assert client.get("/static/htmx.min.js").status_code == 200
    redirected = client.get("/language/en?back=//evil.example/", follow_redirects=False)
    assert redirected.headers["location"] == "/"


def test_phrases_are_in_both_languages() -> None:
    assert [name for name, pair in PHRASES.items() if not all(pair)] == []


def test_every_message_of_the_filter_has_its_vietnamese(served: Store) -> None:
    """What a person can get wrong in a form is told in the language of the form, under the form's own labels."""
    wrong: tuple[dict[str, Any], ...] = (
        {"province": "Lao Kai"}, {"min": "abc"}, {"min": "5", "max": "3"}, {"year": "x"}, {"confidence": "3"},
        {"due-from": "2025-01-01", "due-to": "2024-01-01"}, {"kind": "x"}, {"due-to": "31/2/2024"},
        {"text": "a" * 2000},
        {"units-on": "2025-01-01"}, {"criterion": "x"}, {"place": "huyện Zzz", "units-on": "2025-07-01"},
        {"place": "xã Hòa Bình", "units-on": "2024-07-01"}, {"status": ["target", "result"]}, {"sector": "\x00"},
    )  # fmt: skip
    for given in wrong:
        with pytest.raises(FilterError) as caught:
            ask(served, parse(given))
        told = vietnamese(str(caught.value))
        assert told.startswith(NAMES[caught.value.field].label), given
        assert caught.value.reason not in told, given
    assert vietnamese(meant("Lào Cai", REFORM).told()) == (
        "tỉnh Lào Cai vào ngày 01/07/2025: Lào Cai (từ 01/07/2025), Lào Cai (đến 30/06/2025), Yên Bái (đến 30/06/2025)"
    )
