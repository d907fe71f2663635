from __future__ import annotations

import json
import unicodedata
from collections import Counter
from datetime import date
from importlib.resources import files

import pytest
import regex

from extractor.core.errors import DataError
from extractor.lexicon.places import REGIONS, UNIT_WORDS
from extractor.registry.units import (
    find_places,
    nearest,
    parse_units,
    predecessors,
    province,
    provinces,
    successors,
    units,
)

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


def test_there_were_63_provinces_and_there_are_34() -> None:
    assert len(provinces(BEFORE)) == 63
    assert len(provinces(date(2024, 1, 1))) == 63
    assert len(provinces(AFTER)) == 34
    assert Counter(unit.kind for unit in provinces(AFTER)) == {"tỉnh": 28, "thành phố": 6}


def test_every_province_of_before_went_into_one_of_after() -> None:
    for unit in provinces(BEFORE):
        (after,) = successors(unit)
        assert after.on(AFTER)
        assert unit in predecessors(after)
    for unit in provinces(AFTER):
        assert predecessors(unit)
        assert successors(unit) == ()


def test_the_successors_are_those_of_an_independent_table() -> None:
    """underthesea carries the same reform from another source."""
    source = files("underthesea").joinpath("address", "data", "mapping.json")
    if not source.is_file():
        pytest.skip("underthesea's table of the reform is not installed")
    mapping = json.loads(source.read_text(encoding="utf-8"))["province_mapping"]

    def slug(unit_name: str) -> str:
        plain = unicodedata.normalize("NFD", unit_name.replace("Đ", "D").replace("đ", "d"))
        return regex.sub(r"[^a-z]", "", plain.lower())

    ours = {slug(unit.full_name): slug(successors(unit)[0].full_name) for unit in provinces(BEFORE)}
    assert ours == mapping


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("tỉnh Lào Cai", "Lào Cai"),
        ("TP.HCM", "Hồ Chí Minh"),
        ("TPHCM", "Hồ Chí Minh"),
        ("thành phố Hồ Chí Minh", "Hồ Chí Minh"),
        ("TỈNH ĐẮK LẮK", "Đắk Lắk"),
        ("Đăk Lăk", "Đắk Lắk"),
        ("tỉnh Bình Ðịnh", "Bình Định"),  # with the letter eth
        ("Hoà Bình", "Hòa Bình"),
        ("BR-VT", "Bà Rịa - Vũng Tàu"),
        ("Bà Rịa – Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("Thừa Thiên - Huế", "Thừa Thiên Huế"),
        ("Bắc Cạn", "Bắc Kạn"),
    ],
)
def test_a_province_is_known_however_it_is_spelt(written: str, name: str) -> None:
    found = province(written)
    assert found is not None
    assert found.name == name


def test_a_name_means_the_territory_of_its_day() -> None:
    old, new = province("Lào Cai", date(2024, 5, 1)), province("Lào Cai", date(2025, 9, 1))
    assert old is not None
    assert new is not None
    assert old.id != new.id
    assert {unit.name for unit in predecessors(new)} == {"Lào Cai", "Yên Bái"}
    assert province("Yên Bái", date(2025, 9, 1)) is None
    hue = province("Huế", date(2023, 1, 1))
    assert hue is not None
    assert hue.full_name == "tỉnh Thừa Thiên Huế"


def test_a_misspelt_name_gives_its_nearest() -> None:
    assert province("Thanh Hoas") is None
    assert nearest("Thanh Hoas")[0].name == "Thanh Hóa"
    assert nearest("Lao Cay")[0].name == "Lào Cai"
    assert nearest("xyz") == ()
    assert [unit.name for unit in nearest("lao")] == ["Lào Cai"]
    assert {unit.name for unit in nearest("Giang")} == {"An Giang", "Bắc Giang", "Hà Giang"}


def test_names_are_found_with_their_places() -> None:
    text = "UBND tỉnh Lào\nCai, TP. HCM và TỈNH ĐỒNG THÁP; BR-VT, THÀNH PHỐ HỒ CHÍ MINH, Hải quan Lạng Sơn."
    found = [(text[start:end], unit.name) for start, end, unit in find_places(text)]
    assert found == [
        ("Lào\nCai", "Lào Cai"),
        ("TP. HCM", "Hồ Chí Minh"),
        ("ĐỒNG THÁP", "Đồng Tháp"),
        ("BR-VT", "Bà Rịa - Vũng Tàu"),
        ("HỒ CHÍ MINH", "Hồ Chí Minh"),
        ("Lạng Sơn", "Lạng Sơn"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "thành phố Cao Bằng và TP Cà Mau",
        "anh Nguyễn Thái Bình, chị Lê Thị Hà Giang",
        "ven Thái Bình Dương",
        "dọc sông Đồng Nai, xã Quảng Trị, huyện Long An",
        "học tập tư tưởng Hồ Chí Minh",
        "vì hòa bình",
        "Hà Namx, xHà Nam",
    ],
)
def test_other_names_are_no_provinces(text: str) -> None:
    assert find_places(text) == []


def test_a_long_line_of_names_is_read_in_one_pass() -> None:
    text = "Bà Rịa - Vũng, TP. Hồ Chí, Thừa Thiên, tỉnh Lào " * 4000
    assert find_places(text) == []


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("a\tA\thuyện\t\t\tv\t\t", "no kind"),
        ("a\tA\ttỉnh\t\t2025-13-01\tv\t\t", "is no day"),
        ("a\tA\ttỉnh\t2025-07-01\t2025-06-30\tv\t\t", "ends before"),
        ("a\tA\ttỉnh\t\t\tv\t\tnowhere", "goes into"),
        ("a\tA\ttỉnh", "cells"),
    ],
)
def test_a_wrong_table_is_refused(row: str, message: str) -> None:
    head = "id\tname\tkind\tfrom\tto\tregion\taliases\tsuccessor\n"
    with pytest.raises(DataError, match=message):
        parse_units(head + row + "\n")


def test_no_name_means_two_provinces_of_one_day() -> None:
    for day in (date(2024, 6, 1), BEFORE, AFTER):
        for unit in units():
            for name in (unit.name, *unit.aliases):
                found = province(name, day)
                assert found is None or found.on(day)


def test_every_kind_of_unit_and_region_has_an_example_that_holds_it() -> None:
    for word in UNIT_WORDS:
        assert any(form in word.example for form in (word.word, *(short.rstrip(".") for short in word.short)))
    for region in REGIONS:
        assert any(name in region.example for name in (region.name, *region.others))
    assert {unit.region for unit in units()} <= {region.name for region in REGIONS}
