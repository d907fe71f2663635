"""Measures: "2.500 ha", "15 km", "12,5 tiêu chí/xã", "30 bác sĩ/1 vạn dân", "2 lần/tháng", "560,4 - 624,6 tỷ kWh"."""

from __future__ import annotations

from decimal import Decimal

import regex

from extractor.core.quantity import Quantity
from extractor.grammar.amount import FREE, RANGE_BEGINS, RANGE_SIGN, alternatives, amount, before
from extractor.grammar.build import quantity_find
from extractor.grammar.noun import noun_after
from extractor.grammar.numbers import DIGITS
from extractor.grammar.rule import DIGITS_BEGIN, Example, Find, Rule
from extractor.lexicon.units import MEASURES, ONLY_WITH_PER, PERS, SCALES

SCALE = alternatives(SCALES)
PER_WORDS = rf"(?:{alternatives(PERS)})"
PER = rf"(?:\s?/\s?(?:{PER_WORDS}(?!\w)|\d[\d.]*+\s[^\W\d_]++(?:\s[^\W\d_]++)?+|[^\W\d_]++))"
EACH = (
    r"(?:(?:\s+(?:trên|/)\s*(?:1|10|100|1\.000|10\.000|100\.000|một)\s+(?:vạn|nghìn|ngàn|triệu)?\s*(?:người\s+)?dân(?!\w))"
    r"|\s+mỗi\s+(?:giây|giờ|phút|ngày|năm|xã)(?!\w))"
)
NOUN = r"[^\W\d_]\w*+(?:\s[^\W\d_]\w*+){0,4}?"

PATTERN = regex.compile(
    rf"""
    {FREE}(?P<low>{DIGITS}) (?: (?:\s*+(?:{alternatives(MEASURES)})(?!\w))?+ {RANGE_SIGN} (?P<high>{DIGITS}) )?+
    \s*+ (?:(?P<scale>{SCALE})\s++)?+
    (?: (?P<unit>{alternatives(MEASURES)}) (?![\w]) (?P<per>(?:{PER})++|{EACH})?+
      | (?=[\w\s]++/) (?P<noun>{NOUN}) (?P<nper>{PER}++) (?:,\s(?:phường|thị\strấn)(?!\w))?+
    )""",
    regex.VERBOSE,
)


def build(match: regex.Match[str]) -> Find | None:
    """A measured amount with the unit as written, its scale and per-units included."""
    pair = amount(match)
    if pair is None:
        return None
    unit, per = match["unit"] or match["noun"], match["per"] or match["nper"] or ""
    if match["noun"] and match["noun"].split()[0].lower() in {"tháng", "năm", "ngày", "quý", "giờ"}:
        return None
    if unit == "điểm" and not per and noun_after(match.string, match.end()):
        return None  # "3 điểm đen" are counted
    if not per and (unit in ONLY_WITH_PER or unit == "tuổi"):
        return None
    if unit == "G":
        return None  # "5G/IoT": a name
    if unit in {"m", "g"} and not per and match.end() < len(match.string) and match.string[match.end()] in "./":
        return None
    number = (match.start("low"), match.end("high") if match["high"] else match.end("low"))
    words = " ".join(part for part in (match["scale"], unit) if part) + per
    if match["noun"]:
        words = match.string[match.start("scale") if match["scale"] else match.start("noun") : match.end()]
    return quantity_find(match, "measure", pair[0], upper=pair[1], unit=words, number=number)


def _is(value: str, unit: str, upper: str | None = None, comparator: str = "=") -> Quantity:
    high = Decimal(upper) if upper else None
    return Quantity("measure", Decimal(value), high, None, unit, comparator)  # type: ignore[arg-type]  # a literal


RULE = Rule(
    "quantity.measure",
    "quantity",
    PATTERN,
    build,
    (
        Example("Trồng mới [[2.500 ha]] rừng.", _is("2500", "ha")),
        Example("Bình quân đạt [[12,5 tiêu chí/xã]].", _is("12.5", "tiêu chí/xã")),
        Example("Đạt [[30 bác sĩ/1 vạn dân]].", _is("30", "bác sĩ/1 vạn dân")),
        Example("Điện sản xuất đạt [[khoảng 560,4 - 624,6 tỷ kWh]].", _is("560.4", "tỷ kWh", "624.6")),
        Example("Quan trắc [[2 lần/tháng]].", _is("2", "lần/tháng")),
        Example("Lấy [[240 mẫu/năm]].", _is("240", "mẫu/năm")),
        Example("Nhựa hóa [[trên 15 km]] đường xã.", _is("15", "km", comparator=">")),
        Example("Công suất [[600MW]].", _is("600", "MW")),
    ),
    ("Có 30 bác sĩ giỏi.", "Tháng 6/năm 2025"),
    begins=(DIGITS_BEGIN,),
    then=before("°" + RANGE_BEGINS, letters=True),
)
