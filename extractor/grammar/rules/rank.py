"""Places in an order: "xếp thứ 6", "đứng thứ 04/34", "top 20", "nhóm 10 tỉnh dẫn đầu", "hạng 3"."""

from __future__ import annotations

from decimal import Decimal

import regex

from extractor.core.quantity import Quantity
from extractor.grammar.numbers import DIGITS, parse_number
from extractor.grammar.rule import Example, Find, Rule

PATTERN = regex.compile(
    rf"""(?<!\w)
    (?: (?:xếp|đứng|ở|giữ|vị\s+trí|đạt)\s+ (?:vị\s+trí\s+|hạng\s+|vị\s+)?+ (?:thứ|hạng)\s+ (?P<place>{DIGITS})
            (?: \s?(?:/|trên|trong\s+số)\s? (?P<of>{DIGITS}) )?+
      | top\s+ (?P<top>{DIGITS})
      | (?:nhóm|tốp|trong\s+số|trong)\s+ (?P<group>{DIGITS}) \s+ (?:tỉnh|địa\s+phương|thành\s+phố|nước|quốc\s+gia|nền)
            (?=[^.;]{{0,60}}?(?:dẫn\s+đầu|đứng\s+đầu|cao\s+nhất|thấp\s+nhất|hàng\s+đầu|tốt\s+nhất|lớn\s+nhất)) )
    """,
    regex.VERBOSE | regex.IGNORECASE,
)


def build(match: regex.Match[str]) -> Find | None:
    """A rank; the places that there are in all ("04/34") are not kept as a total, for a rank is no share."""
    name = next(name for name in ("place", "top", "group") if match[name])
    value = parse_number(match[name])
    if value is None:
        return None
    comparator = "=" if name == "place" else "<="
    quantity = Quantity("rank", value, comparator=comparator)  # type: ignore[arg-type]  # one of the literals
    end = match.end("of") if match["of"] else match.end(name)
    return Find("", "quantity", match.start(), end, quantity, (match.start(name), end))


RULE = Rule(
    "quantity.rank",
    "quantity",
    PATTERN,
    build,
    (
        Example("Chỉ số PCI [[xếp thứ 6]] cả nước.", Quantity("rank", Decimal(6))),
        Example("GRDP [[đứng thứ 04/34]] tỉnh, thành phố.", Quantity("rank", Decimal(4))),
        Example("Phấn đấu vào [[top 20]] cả nước.", Quantity("rank", Decimal(20), comparator="<=")),
        Example("Thuộc [[nhóm 10]] tỉnh dẫn đầu.", Quantity("rank", Decimal(10), comparator="<=")),
    ),
    ("Kỳ họp thứ 10.", "Nhóm 10 tỉnh được kiểm tra."),
    ("thứ", "hạng", "top", "tốp", "nhóm", "trong"),
    ("xếp", "đứng", "ở", "giữ", "vị", "đạt", "top", "nhóm", "tốp", "trong"),
)
