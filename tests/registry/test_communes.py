"""Districts and communes before and after 2025-07-01, as the resolutions have them."""

from __future__ import annotations

from collections import Counter
from datetime import date

from extractor.registry import province
from extractor.registry.communes import _lists, nearest_places, parts_of, place_key, places_named, places_on

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


def test_there_are_as_many_as_the_country_had() -> None:
    """696 districts and 10,035 communes before; 2,621 xã, 687 phường and 13 đặc khu since: 3,321."""
    places = {place for same in _lists().by_key.values() for place in same}
    kinds = Counter((place.name.split()[0], place.old) for place in places)
    assert kinds["đặc", False] == 13
    assert kinds["phường", False] == 687
    assert abs(kinds["xã", False] - 2621) <= 1
    districts = [place for place in places if place.old and place.district is None]
    assert len(districts) == 696
    communes = [place for place in places if place.district is not None]
    assert abs(len(communes) - 10_035) < 25
    assert [place.province for place in places if province(place.province) is None] == []


def test_a_district_became_communes_and_a_commune_has_what_went_into_it() -> None:
    (district,) = places_named("huyện Lý Sơn")
    assert [one.name for one in places_on(district, AFTER)] == ["đặc khu Lý Sơn"]
    (zone,) = places_named("đặc khu Phú Quốc")
    assert zone.province == "An Giang"
    assert {one.name for one in places_on(zone, BEFORE)} >= {"phường Dương Đông", "phường An Thới"}
    assert parts_of(zone)[0] == zone
    assert places_on(zone, AFTER) == (zone,)


def test_names_are_found_however_they_are_typed() -> None:
    for name in ("huyện Lý Sơn", "HUYỆN LÝ SƠN", "huyen ly son", "Huyện  Lý Sơn"):
        assert [one.name for one in places_named(name)] == ["huyện Lý Sơn"], name
    assert {one.name for one in places_named("Lý Sơn")} == {"huyện Lý Sơn", "đặc khu Lý Sơn"}
    assert place_key("Phường 01") == place_key("phường 1")
    assert places_named("huyện Không Có") == ()
    assert "huyện Lý Sơn" in nearest_places("huyện Lí Son")
