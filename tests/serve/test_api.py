"""The REST API: what it answers, how it refuses, and that it can only be read."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from extractor.query import tokens
from extractor.query.filter import FIELDS
from extractor.serve.app import create_app
from extractor.serve.gate import Bucket
from extractor.serve.schemas import TargetRecord
from extractor.store.repository import Store

API = "/api/v1"


def get(client: Any, path: str, **parameters: Any) -> Any:
    answer = client.get(API + path, params=parameters)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_targets_come_in_portions_that_join_without_gaps(client: Any) -> None:
    seen: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = get(client, "/targets", limit=3, **cursor)
        assert page["count"] == {"number": 10, "exact": True, "text": "10"}
        seen += [item["id"] for item in page["items"]]
        if page["next"] is None:
            break
        cursor = {"cursor": page["next"]}
    assert len(seen) == len(set(seen)) == 10


def test_a_filter_means_the_same_as_on_the_command_line(client: Any) -> None:
    page = get(client, "/targets", province="lao cai", kind=["money", "ratio"], year=2025)
    assert [item["kind"] for item in page["items"]] == ["ratio", "money"] * 2
    assert page["filter"] == "province=lao cai, kind=money, kind=ratio, year=2025"
    page = get(client, "/targets", province="Yên Bái", **{"units-on": "2025-07-01"})
    assert len(page["items"]) == 10
    assert page["units"][0].startswith("tỉnh Lào Cai as of 2025-07-01")


def test_a_record_has_its_document_and_marked_words(client: Any) -> None:
    first = get(client, "/targets", text="ho ngheo")["items"][0]
    assert (first["document_number"], first["province"], first["review"]) == ("45/KH-UBND", "Lào Cai", "unreviewed")
    assert [part["text"] for part in first["snippet"] if part["hit"]] == ["hộ", "nghèo"]
    assert get(client, f"/targets/{first['id']}")["quote"] == first["quote"]
    text = client.get(f"{API}/documents/{first['document_id']}/text").text
    assert text[first["start"] : first["end"]] == first["quote"]
    document = get(client, f"/documents/{first['document_id']}")
    assert (document["targets"], document["number"]) == (5, "45/KH-UBND")


def test_facets_count_what_can_be_chosen(client: Any) -> None:
    facets = get(client, "/facets", status="result")["facets"]
    assert {one["value"]: one["count"]["number"] for one in facets["status"]} == {"target": 8, "result": 2}
    assert [one["label"] for one in facets["province"]] == ["Lào Cai"]


def test_search_series_due_and_criteria_answer(client: Any) -> None:
    found = get(client, "/search", text="hộ nghèo")
    assert (len(found["sentences"]), len(found["targets"])) == (2, 2)
    assert get(client, "/sentences", text="nông thôn", limit=1)["next"]
    money = get(client, "/targets", kind="money")["items"][0]["id"]
    assert [point["role"] for point in get(client, f"/targets/{money}/series")["points"]] == ["target"] * 2
    assert len(get(client, "/due", by="2025-12-31")["items"]) == 8
    assert get(client, "/total", kind="money", number="45/KH-UBND")["value"] == "13600000000000"
    assert get(client, "/allocations")["items"] == []
    assert {one["code"] for one in get(client, "/criteria")["items"]} >= {"xa-ntm"}
    documents = get(client, "/documents", limit=1)
    assert get(client, "/documents", cursor=documents["next"])["items"][0]["name"] == "khác.txt"


@pytest.mark.parametrize(
    ("path", "status", "field", "detail"),
    [
        ("/targets?province=Lao+Kai", 422, "province", "nearest: Lào Cai"),
        ("/targets?min=5&max=3", 422, "min", "no values lie between"),
        ("/targets?min=abc", 422, "min", "is no number"),
        ("/targets?kind=tỷ+lệ", 422, None, "Input should be"),
        ("/targets?limit=0", 422, "limit", "greater than or equal to 1"),
        ("/targets?cursor=abc", 422, "cursor", "start from the first page"),
        ("/targets?provinces=Lào+Cai", 422, "provinces", "is no parameter here"),
        ("/targets?text=" + "x" * 10_000, 422, "text", "1000 are the most"),
        ("/targets?text=%22", 422, "text", "no word"),
        ("/targets?text=a%00b", 422, "text", "character"),
        ("/targets/abc", 404, None, "no record abc"),
        ("/targets/abc/series", 404, None, "no record abc"),
        ("/documents/abc", 404, None, "no document abc"),
        ("/total", 409, None, "not taken together"),
        ("/nothing", 404, None, "Not Found"),
        ("/due?by=hôm+qua", 422, "by", "valid date"),
    ],
)
def test_every_refusal_is_a_problem_that_says_why(client: Any, path: str, status: int, field: Any, detail: str) -> None:
    answer = client.get(API + path)
    told = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert told["status"] == status
    assert detail in told["detail"]
    if field:
        assert told["field"] == field


@pytest.mark.parametrize("field", [field.name for field in FIELDS])
def test_sql_in_any_condition_is_only_words(client: Any, field: str) -> None:
    for evil in ("' OR 1=1 --", '"; DROP TABLE target; --', "%' UNION SELECT * FROM api_token --"):
        answer = client.get(f"{API}/targets", params={field: evil})
        assert answer.status_code in (200, 422), (field, answer.text)
        if answer.status_code == 200:
            assert answer.json()["items"] == []
    assert get(client, "/targets")["count"]["number"] == 10


def test_nothing_can_be_written(client: Any) -> None:
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(client, method)(f"{API}/targets")
        assert (answer.status_code, answer.headers["content-type"]) == (405, "application/problem+json")


def test_an_answer_that_has_not_changed_is_not_sent_again(served: Store, make_sample: Any) -> None:
    client = TestClient(create_app(served))
    first = client.get(f"{API}/targets?limit=1")
    tag = {"If-None-Match": first.headers["etag"]}
    again = client.get(f"{API}/targets?limit=1", headers=tag)
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(f"{API}/targets?limit=2", headers=tag).status_code == 200
    served.save(make_sample("mới.txt", "Mới.\n"), "1.0", served.start_run("1.0"))
    assert client.get(f"{API}/targets?limit=1", headers=tag).status_code == 200


def test_a_token_is_needed_where_it_is_asked_for(served: Store) -> None:
    client = TestClient(create_app(served, need_token=True))
    token = tokens.give(served, "Sở Y tế")
    past = tokens.give(served, "cũ", datetime.date(2020, 1, 1))
    refused = client.get(f"{API}/targets")
    assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
    for wrong in ("ct_x", past, "ư"):
        headers = {"Authorization": f"Bearer {wrong}".encode()}
        assert client.get(f"{API}/targets", headers=headers).status_code == 401
    assert client.get(f"{API}/targets", headers={"Authorization": f"Bearer {token}"}).status_code == 200
    tokens.end(served, "Sở Y tế")
    assert client.get(f"{API}/targets", headers={"Authorization": f"Bearer {token}"}).status_code == 401
    assert client.get(f"{API}/openapi.json").status_code == 200


def test_who_asks_too_often_is_told_to_wait(served: Store) -> None:
    client = TestClient(create_app(served, per_minute=2))
    answers = [client.get(f"{API}/criteria") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 1 <= int(answers[2].headers["retry-after"]) <= 31
    now = [0.0]
    bucket = Bucket(60, clock=lambda: now[0])
    assert [bucket.wait("a") for _ in range(61)][-1] == pytest.approx(1.0)
    assert bucket.wait("b") == 0
    now[0] = 1.5
    assert bucket.wait("a") == 0


def test_a_database_that_goes_away_is_a_problem_and_no_traceback(served: Store) -> None:
    from sqlalchemy import text

    with served.writing() as connection:
        connection.execute(text("DROP TABLE index_state"))
    answer = TestClient(create_app(served), raise_server_exceptions=False).get(f"{API}/targets")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.status_code == 503


def test_the_description_explains_every_condition_with_an_example(client: Any) -> None:
    told = get(client, "/openapi.json")
    parameters = {one["name"]: one for one in told["paths"][f"{API}/targets"]["get"]["parameters"]}
    for field in FIELDS:
        assert parameters[field.name]["description"] == field.help
        assert "example" in str(parameters[field.name])
    for path, methods in told["paths"].items():
        assert set(methods) == {"get"}, path
        if not path.endswith(("/text", "/export")):
            assert "example" in methods["get"]["responses"]["200"]["content"]["application/json"], path


def test_a_record_of_the_api_has_the_fields_of_the_core(client: Any) -> None:
    """The description names what ``Target.to_json`` gives, and what the API adds."""
    told = get(client, "/targets", limit=1)["items"][0]
    fields = TargetRecord.model_fields
    assert set(fields) - {"snippet"} == set(told)
    for one in get(client, "/targets", limit=50, text="xã")["items"]:
        assert TargetRecord.model_validate_json(json.dumps(one)).id == one["id"]


def test_a_record_is_read_another_way_and_refused_with_why(client: Any) -> None:
    ratio = get(client, "/targets", kind="ratio")["items"][0]
    told = get(client, f"/targets/{ratio['id']}/reading", **{"as": "share"})
    assert told["reading"] == "share of a ratio"
    money = get(client, "/targets", kind="money")["items"][0]
    answer = client.get(f"{API}/targets/{money['id']}/reading", params={"as": "share"})
    assert (answer.status_code, "is no share" in answer.json()["detail"]) == (409, True)
    answer = client.get(f"{API}/targets/{ratio['id']}/reading", params={"as": "count", "total": "nhiều"})
    assert (answer.status_code, answer.json()["field"]) == (422, "total")


def test_what_is_due_comes_with_its_groups(client: Any) -> None:
    told = get(client, "/due", by="2030-12-31", group="place", limit=1)
    assert len(told["items"]) == 1
    assert sum(one["due"] for one in told["groups"]) > 1
    assert told["items"][0]["group"] in [one["name"] for one in told["groups"]]


def test_a_parameter_of_another_path_is_refused(client: Any) -> None:
    for path in ("/targets?how=sum", "/criteria?province=Huế", "/documents?text=x", "/targets/0a?kind=money"):
        answer = client.get(f"{API}{path}")
        assert answer.status_code == 422, path
        assert "is no parameter here" in answer.json()["detail"]


EVERY_PAGE = (
    *("/", "/?province=lao+cai", "/criteria", "/timeline", "/map", "/due", "/intake", "/review", "/login"),
    *("/health", "/metrics", "/static/style.css", "/api/v1/openapi.json", "/api/v1/targets", "/api/v1/facets"),
    *("/api/v1/export?format=csv", "/api/v1/targets?province=Lao+Kai", "/nothing", "/api/v1/nothing", "/?year=x"),
)


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_head_answers_as_get_without_a_body(client: Any, path: str) -> None:
    got, head = client.get(path, follow_redirects=False), client.head(path, follow_redirects=False)
    assert (head.status_code, head.content) == (got.status_code, b"")
    assert head.headers["content-type"] == got.headers["content-type"]
    if path != "/metrics" and "export" not in path:  # figures and files are made anew at every look
        assert head.headers.get("content-length") == got.headers.get("content-length")
        assert head.headers.get("etag") == got.headers.get("etag")


def test_head_of_what_has_not_changed_is_304(client: Any) -> None:
    tag = client.get(f"{API}/facets").headers["etag"]
    assert client.head(f"{API}/facets", headers={"If-None-Match": tag}).status_code == 304
