"""Lengths of time that measure something: "tuổi thọ trung bình 75,5 tuổi", "thời gian giải quyết không quá 5 ngày".

Any other length of time ("trong 30 ngày") is a ``duration``: it tells when, not how much.
"""

from __future__ import annotations

from decimal import Decimal

import regex

from extractor.core.quantity import Quantity
from extractor.grammar.amount import RANGE_BEGINS, RANGE_SIGN, alternatives, amount, before
from extractor.grammar.build import quantity_find
from extractor.grammar.numbers import DIGITS
from extractor.grammar.rule import DIGITS_BEGIN, Example, Find, Rule
from extractor.lexicon.lasting import LASTING, WHEN

UNIT = r"(?:tuổi|năm|tháng|tuần|ngày(?:\s+làm\s+việc)?|giờ(?:\s+làm\s+việc)?|phút)"
PATTERN = regex.compile(
    rf"""(?P<low>{DIGITS}) (?: (?:\s+{UNIT})?+ {RANGE_SIGN} (?P<high>{DIGITS}) )?+
    \s+ (?P<unit>{UNIT}) (?!\w) (?!\s+(?:đầu|cuối|20\d\d|tuổi)) (?P<per>\s?/\s?[^\W\d_]++)?+""",
    regex.VERBOSE | regex.IGNORECASE,
)
_REACH = 140
_MEASURED = regex.compile(
    rf"""(?<!\w)(?<!(?:trong|vào|sau)\s)(?:{alternatives(LASTING)}|thời\s+hạn|thời\s+gian\s+(?!{alternatives(WHEN)}(?!\w))\p{{L}}+)(?!\w)
    (?: [^.;\d]{{0,90}}?(?<!\w)
        (?:là|đạt|còn|chỉ\s+còn|chỉ|mới|xuống|lên|từ|về|khoảng|bằng|tối\s+thiểu|tối\s+đa|ít\s+nhất|không\s+quá|không\s+vượt\s+quá|dưới|trên|hơn|dừng\s+ở
          |gần|trung\s+bình|bình\s+quân|đến|tới|ở\s+mức)
        (?:\s+\d[\d.,]*+\s+{UNIT}\s+(?:xuống|lên|còn)(?:\s+còn)?)?
    )\s+(?:còn\s+|dưới\s+|trên\s+|khoảng\s+|hơn\s+|gần\s+|tối\s+thiểu\s+|không\s+quá\s+)?$""",
    regex.VERBOSE | regex.IGNORECASE,
)


def build(match: regex.Match[str]) -> Find | None:
    """A length of time in its unit, where the words before say what lasts so long."""
    start = match.start()
    if not _MEASURED.search(match.string[max(0, start - _REACH) : start]):
        return None
    pair = amount(match)
    if pair is None:
        return None
    unit = " ".join((match["unit"] + (match["per"] or "")).split())
    number = (match.start("low"), match.end("high") if match["high"] else match.end("low"))
    return quantity_find(match, "measure", pair[0], upper=pair[1], unit=unit, number=number)


def _is(value: str, unit: str) -> Quantity:
    return Quantity("measure", Decimal(value), None, None, unit)


RULE = Rule(
    "quantity.lasting",
    "quantity",
    PATTERN,
    build,
    (
        Example("Tuổi thọ trung bình đạt [[75,5 tuổi]].", _is("75.5", "tuổi")),
        Example("Thời gian chờ của người dân chỉ còn [[8 phút]].", _is("8", "phút")),
        Example("Số ngày điều trị trung bình giảm còn [[6,2 ngày]].", _is("6.2", "ngày")),
        Example("Thời gian đi lại giữa hai đầu tuyến còn [[55 phút]].", _is("55", "phút")),
        Example("Thời gian mất điện bình quân (SAIDI) là [[210 phút]].", _is("210", "phút")),
        Example("Thời gian làm thủ tục còn [[90 ngày]].", _is("90", "ngày")),
        Example("Rút ngắn thời gian đi từ cảng lên cửa khẩu xuống [[50 phút]].", _is("50", "phút")),
        Example("Giảm thời gian thông xe cầu tạm xuống còn [[4 giờ]].", _is("4", "giờ")),
        Example("Thời gian vận chuyển hàng về cảng còn [[3 giờ]].", _is("3", "giờ")),
        Example("Thời gian điều trị trung bình là [[7 ngày]].", _is("7", "ngày")),
        Example("Thời gian lưu trú bình quân nâng lên [[1,8 ngày/khách]].", _is("1.8", "ngày/khách")),
        Example(
            "Thời gian giải quyết tin báo [[không quá 24 giờ]] kể từ khi nhận.",
            Quantity("measure", Decimal(24), None, None, "giờ", "<="),
        ),
    ),
    (
        "Hoàn thành trong thời gian 30 ngày.",
        "Thời gian qua, 5 năm liền xã đạt chuẩn.",
        "Trẻ em dưới 6 tuổi được tiêm.",
        "Kế hoạch có thời hạn từ 2021 đến 2025.",
    ),
    begins=(DIGITS_BEGIN,),
    then=before(RANGE_BEGINS, letters=True),
)
