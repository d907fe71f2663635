"""Counts: "03 đơn vị cấp huyện", "3.324 vụ việc", "23 nghìn hộ", "1-2 chuyến", "hai mươi tư xã", "không còn xã"."""

from __future__ import annotations

from decimal import Decimal

import regex

from extractor.core.quantity import Quantity
from extractor.grammar.amount import FREE, RANGE_BEGINS, RANGE_SIGN, alternatives, amount, before
from extractor.grammar.build import quantity_find
from extractor.grammar.noun import noun_after
from extractor.grammar.numbers import DIGITS, WORDS, parse_number
from extractor.grammar.rule import NUMBER_BEGINS, Example, Find, Rule
from extractor.lexicon.counted import STRONG, UNRECORDED
from extractor.lexicon.units import SCALES

SCALE = alternatives(SCALES)
UNIT = 5
"""Syllables of a unit at the most; who is counted is told further by the subject."""

PATTERN = regex.compile(
    rf"""
    (?: {FREE}(?P<low>{DIGITS})(?!\s+(?:vạn|nghìn|
    ngàn)\s+dân) (?: (?:\s*+(?:{SCALE})(?!\w))?+ {RANGE_SIGN} (?P<high>{DIGITS}) )?+
        (?:\s*+(?P<scale>{SCALE})(?!\w)(?:\s+(?P<more>{DIGITS})\s+(?P<mscale>nghìn|ngàn|
        triệu)(?!\w))?+)?+ (?=\s*+[^\W\d_])(?!\s+rưỡi)
      | (?=[0-9.,]++\s++[lx]){FREE}(?P<step>{DIGITS})                 # "từ 2 lên 3 phó phòng"
            (?=\s++(?:lên|xuống)\s++(?:còn\s++|đến\s++)?+(?P<to>{DIGITS})\s*+[^\W\d_])
      | (?P<words>{WORDS}) (?=\s++(?:{alternatives(STRONG)})(?!\w))
      | (?P<none>không\s+còn) (?=\s++(?:hộ|xã|thôn|huyện|bản|ấp|trường|nhà|người|trạm|cơ\s+sở|điểm|vụ|trẻ|
      học\s+sinh|phòng)(?!\w)) )
    """,
    regex.VERBOSE | regex.IGNORECASE,
)


def build(match: regex.Match[str]) -> Find | None:
    """A number of things, its unit the noun phrase that follows; "không còn xã" is none of them."""
    text = match.string
    end = match.end("to") if match["to"] else match.end()
    noun = noun_after(text, end, UNIT)
    if noun is None or noun.text.split()[0].lower() in UNRECORDED:
        return None
    if text[max(0, match.start() - 1) : match.start()] in ('"', "'"):  # "3 cứng", "5 không": slogans
        return None
    if noun.start == end and noun.text.isascii():  # "5G", "3D": letters glued to the digits are a name
        return None
    if match["none"]:
        return quantity_find(match, "count", Decimal(0), unit=noun.text, number=match.span("none"), end=noun.end)
    if noun.text[0].isupper() and not noun.text.split()[0].isupper():  # "Nghi Sơn 2 Thanh Hóa": a name goes on
        return None
    if match["step"]:
        value = parse_number(match["step"])
        if value is None:
            return None
        number = match.span("step")
        return quantity_find(match, "count", value, unit=noun.text, number=number, end=number[1])
    if match["words"]:
        value, upper = parse_number(match["words"]), None
        number = match.span("words")
    else:
        pair = amount(match)
        value, upper = pair if pair else (None, None)
        number = (match.start("low"), match.end("high") if match["high"] else match.end("low"))
    if value is None:
        return None
    scale = match["scale"]
    if match["more"]:
        small = parse_number(match["more"])
        step = {("triệu", "nghìn"): 1000, ("triệu", "ngàn"): 1000, ("tỷ", "triệu"): 1000}.get(
            (scale.lower(), match["mscale"].lower())
        )
        if small is None or step is None or upper is not None or small >= step:
            return None
        value += small / step
        number = (number[0], match.end("mscale"))
    if value % 1 and not scale:
        return None  # things are counted whole; "12,5 tiêu chí" is a measure
    unit = f"{scale} {noun.text}" if scale else noun.text
    return quantity_find(match, "count", value, upper=upper, unit=unit, number=number, end=noun.end)


def _is(value: str, unit: str, upper: str | None = None, comparator: str = "=") -> Quantity:
    high = Decimal(upper) if upper else None
    return Quantity("count", Decimal(value), high, None, unit, comparator)  # type: ignore[arg-type]  # a literal


RULE = Rule(
    "quantity.count",
    "quantity",
    PATTERN,
    build,
    (
        Example("Toàn tỉnh có [[03 đơn vị cấp huyện]] đạt chuẩn.", _is("3", "đơn vị cấp huyện")),
        Example("Đã trợ giúp pháp lý được [[3.324 vụ việc]].", _is("3324", "vụ việc")),
        Example("Hỗ trợ [[23 nghìn hộ]] vay vốn.", _is("23", "nghìn hộ")),
        Example("Còn [[1-2 chuyến]].", _is("1", "chuyến", "2")),
        Example("Đã có [[hai mươi tư xã]] về đích.", _is("24", "xã")),
        Example("Phấn đấu [[không còn xã đặc biệt khó khăn]].", _is("0", "xã đặc biệt khó khăn")),
        Example("Xây dựng [[ít nhất có từ 02 mô hình]] tại cơ sở.", _is("2", "mô hình", comparator=">=")),
        Example("Đón [[1 triệu 200 nghìn lượt khách]].", _is("1.2", "triệu lượt khách")),
    ),
    ("Họp lúc 5 giờ.", "Trạm 5G mới.", "Trong 30 ngày tới.", "Có một số xã."),
    begins=NUMBER_BEGINS,
    then=before(RANGE_BEGINS, letters=True),
)
