from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import regex

from extractor.core.errors import DataError
from extractor.registry.criteria import criteria, parse_criteria, parse_sets, resolve, sets, versions
from extractor.registry.set_names import set_of_words

FACTS = Path(__file__).resolve().parents[2].parent / "shared"
IN_2024, IN_2027 = date(2024, 5, 1), date(2027, 5, 1)


def test_every_established_fact_stands_in_the_table() -> None:
    source = FACTS / "registry" / "criteria.tsv"
    if not source.exists():
        pytest.skip("the facts that the table was written from are not here")
    lines = [line.split("\t") for line in source.read_text(encoding="utf-8").splitlines()[1:]]
    for set_id, decision, decided, start, end, number, name, _ in lines:
        version = next(v for v in versions(set_id) if v.decision == decision)
        assert (str(version.decided), str(version.start), str(version.end)) == (decided, start, end)
        if number:
            criterion = version.find(number)
            assert criterion is not None
            assert criterion.name == (name or None)


def test_the_sets_of_2026_have_every_number_of_their_annexes() -> None:
    source = FACTS / "documents" / "vbpl_qd51_bo_tieu_chi_ntm_2026_2030.html"
    if not source.exists():
        pytest.skip("the decision that the table was written from is not here")
    from lxml import html

    page = html.fromstring(source.read_text(encoding="utf-8"))
    table = page.xpath("//table")[2]
    cells = [" ".join(cell.text_content().split()) for cell in table.xpath(".//td")]
    written = {m.group(1): m.group(2) for cell in cells if (m := regex.match(r"(\d{1,2}\.\d{1,2})\. (.+)", cell))}
    ours = {c.number: c for c in criteria("xa-ntm", IN_2027)}
    assert {number for number in ours if "." in number} == set(written)
    for number, words in written.items():
        plain = regex.sub(r"\[\d\]", "", words)
        name = ours[number].name or ""
        assert plain == name if ours[number].wording == "official" else plain.startswith(name), number
    heads = [cell for cell in cells if cell in {c.name for c in ours.values()}]
    assert {c.name for c in ours.values() if c.parent is None} <= set(heads)
    for row in table.xpath(".//tr"):
        said = [" ".join(cell.text_content().split()) for cell in row.xpath("./td")]
        for content, target in pairwise(said):
            if match := regex.match(r"(\d{1,2}\.\d{1,2})\. ", content):
                assert ours[match.group(1)].level == target


def test_a_version_is_chosen_by_its_day() -> None:
    found = {on.year: resolve("19", set_hint="xa-ntm", on=on) for on in (date(2018, 1, 1), IN_2024, IN_2027)}
    assert found[2024].known
    assert found[2024].criterion is not None
    assert found[2024].criterion.name == "Quốc phòng và An ninh"
    assert not found[2018].known
    assert found[2018].version is not None
    assert found[2018].version.decision == "1980/QĐ-TTg"
    assert not found[2027].known
    assert found[2027].reason == "51/2025/QĐ-TTg has no 19 in xa-ntm"


def test_a_sub_criterion_without_wording_is_known_and_says_so() -> None:
    found = resolve("19.2", set_hint="xa-ntm-nang-cao", on=IN_2024)
    assert found.known
    assert found.criterion is not None
    assert found.criterion.name is None
    assert "wording is not established" in found.reason


def test_an_unknown_code_is_kept_with_its_reason() -> None:
    found = resolve("19.9", set_hint="xa-ntm", on=IN_2024)
    assert (found.code, found.known, found.criterion) == ("19.9", False, None)
    assert found.parent is not None
    assert found.parent.number == "19"
    assert "only 19.2 is established" in found.reason


def test_the_level_stands_in_for_a_set_that_is_not_named() -> None:
    assert resolve("10.2", level="xa", on=IN_2027).known
    assert resolve("9.4", level="huyen", on=IN_2024).known
    assert resolve("19").reason == "neither the set nor the level is named"
    assert "3 versions" in resolve("19", set_hint="xa-ntm").reason


def test_there_is_no_district_set_since_the_districts_are_gone() -> None:
    found = resolve("9.4", level="huyen", on=date(2026, 1, 1))
    assert not found.known
    assert "no district level" in found.reason
    assert "no district level" in resolve("9.4", level="huyen", on=date(2025, 8, 1)).reason


def test_a_gap_has_its_reason() -> None:
    for version in sets():
        assert version.established == "all" or version.gap
        for criterion in version.criteria:
            assert criterion.name or criterion.gap
    assert criteria("xa-ntm-kieu-mau", IN_2024) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("đạt Bộ tiêu chí quốc gia về xã nông thôn mới", "xa-ntm"),
        ("Bộ tiêu chí quốc gia về xã nông thôn mới nâng cao", "xa-ntm-nang-cao"),
        ("12 xã NTM kiểu mẫu", "xa-ntm-kieu-mau"),
        ("ít nhất 10% số xã đạt nông thôn mới hiện đại", "xa-ntm-hien-dai"),
        ("5 huyện đạt chuẩn nông thôn mới nâng cao", "huyen-ntm-nang-cao"),
        ("chỉ tiêu 9.4 thuộc Bộ Tiêu chí quốc gia về huyện nông thôn mới", "huyen-ntm"),
        ("đạt tiêu chí huyện nông thôn mới", "huyen-ntm"),
        ("toàn tỉnh có 30 xã đạt chuẩn NTM nâng cao", "xa-ntm-nang-cao"),
        ("tỷ lệ xã đạt chuẩn (theo Bộ tiêu chí quốc gia về nông thôn mới các cấp)", "xa-ntm"),
        ("80% số xã đạt chuẩn nông thôn mới", None),
        ("20 thôn nông thôn mới kiểu mẫu", None),
        ("03 đơn vị cấp huyện đạt tiêu chí ANTT nông thôn mới", None),
        ("phát triển kinh tế - xã hội nông thôn", None),
    ],
)
def test_words_name_a_set(text: str, expected: str | None) -> None:
    assert set_of_words(text) == expected


HEAD = "set\tdecision\tnumber\tname\tlevel\tlevels\twording\tgap\tsource\n"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("s\td\tx1\tTên\t\t\tofficial\t\tnguồn", "no number"),
        ("s\td\t1\t\t\t\t\t\tnguồn", "gives the reason"),
        ("s\td\t1\tTên\t\t\tofficial\t\t", "has a source"),
        ("s\td\t1\tTên\t\t\tso\t\tnguồn", "no wording"),
        ("s\td\t1\tTên\t\t9: tốt\tofficial\t\tnguồn", "level of a group"),
        ("s\td\t1.2\tTên\t\t\tofficial\t\tnguồn", "no criterion 1 above"),
        ("s\td\t1\tTên\t\t\tofficial\t\tnguồn\ns\td\t1\tTên\t\t\tofficial\t\tnguồn", "stands twice"),
    ],
)
def test_a_wrong_criterion_is_refused(row: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        parse_criteria(HEAD + row + "\n")


SETS = "set\tlevel\ttitle\tdecision\tdate\tfrom\tto\tin_force\tcount\testablished\tgap\tsource\n"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("s\tthôn\tT\td\t\t\t\t\t\tnone\tlý do\tn", "no level"),
        ("s\txa\tT\td\t\t\t\t\t\tsome\t\tn", "gives the reason"),
        ("s\txa\tT\td\t\t2025-01-01\t2024-01-01\t\t\tnone\tlý do\tn", "ends before"),
        ("s\txa\tT\td\t\t2021-01-01\t2025-12-31\t\t2\tall\t\tn", "0 criteria of 2"),
        (
            "s\txa\tT\td\t\t2021-01-01\t2025-12-31\t\t\tnone\tlý do\tn\n"
            "s\txa\tT\te\t\t2025-01-01\t2030-12-31\t\t\tnone\tlý do\tn",
            "same day",
        ),
    ],
)
def test_a_wrong_set_is_refused(rows: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        parse_sets(SETS + rows + "\n", rows=())
