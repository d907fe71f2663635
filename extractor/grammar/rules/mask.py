"""What holds digits and is no quantity: citations, numbering, names, phones, clocks, scales."""

from __future__ import annotations

import re
from typing import Any

import regex

from extractor.grammar.amount import alternatives, before
from extractor.grammar.rule import DIGITS_BEGIN, Example, Rule
from extractor.lexicon.counted import NAMED_BY_NUMBER

CITATION = regex.compile(
    r"""(?<![\w/])(?:
        \d++(?:/\d{4})?+ \s?[/-]\s? [A-ZĐƯ]{2,}+ [\w]*+ (?:\s?[-/–&,]\s? [A-ZĐƯa-z][\w]*+ )*+ 
                                                     # 383/KH-UBND, 57-NQ/TW, 15/2017/QH14
      | \d++/\d{4}/[A-ZĐ][\w]*+(?:\s?-\s?[\w]++)*+
    )""",
    regex.VERBOSE,
)

NUMBERING = regex.compile(
    r"""(?:
        (?:^|(?<=[.;:]\s)) \s*+ (?:\d{1,2}(?:\.\d{1,2}){0,4}[.)] | \d{1,2}(?:\.\d{1,2}){1,4} | \(\d{1,2}\) |
         [IVX]{1,5}[.)]) (?:(?=\s)|$(?<=^\s*+\S+))    # "Tân Uyên: 45." ends with a figure
      | \(\d{1,2}\)                                    # a footnote mark or an item's number in running text
      | \[\d{1,3}\]
    )""",
    regex.VERBOSE,
)

NAMES = tuple(dict.fromkeys((*NAMED_BY_NUMBER, *(word[0].upper() + word[1:] for word in NAMED_BY_NUMBER))))

NAMED = regex.compile(
    rf"""(?<![\w])(?<!(?:tổng|Tổng|nâng|Nâng|cung|trung|mỗi|Mỗi)\s)(?:{alternatives(NAMES)}) \s*+ (?:(?:số|thứ|-)\s*+)?+
        \d++(?:\.\d++)*+ (?:[-/]\d++)?+ [A-Za-zĐđ]?+ (?![\w%‰/]|[.,]\d) (?!\s*%) (?:\s*(?:,|và|-)\s*\d++(?=[\s,.;]))?+
        (?!\s+(?:tỷ|tỉ|triệu|nghìn|ngàn|đồng|ha|km|m2|tấn|USD|lần|hộ|người|tiêu\s+chí))""",
    regex.VERBOSE,
)

PLACE_NAME = regex.compile(
    r"(?<!\w)(?:[Qq]uận|[Pp]hường|[Tt]ổ|[Kk]hu\s+phố|[Tt]hôn|[Ấấ]p|[Kk]hu\s+vực|(?<![Mm]ỗi\s)[Ll]ớp|[Kk]hóa|[Kk]hoá|(?<![Nn]âng\s|[Tt]rung\s|[Ss]ơ\s|[Cc]ung\s|[Tt]rợ\s)[Cc]ấp|[Tt]ầng|[Pp]hòng)\s+\d{1,3}[A-Z]?"
    r"(?![\w%/]|[.,]\d|\s*%|\s+(?:xã|hộ|người|lớp|trường|suất|giấy|thẻ|sổ|chứng|mã|tài\s+khoản|bộ|máy|liều|cây|con|phòng|căn|văn|biển))"
)

PHONE = regex.compile(
    r"""(?<![\w.,/]) (?: \(?0\d{1,3}\)? [\s.-]? \d{3,4} [\s.-]? \d{3,4} | (?:\+84|1800|1900)[\s.]?\d[\d\s.]{3,10}\d
      | (?:ĐT|Điện\s+thoại|Tel|Fax|Hotline|Đường\s+dây\s+nóng)\s*:?\s* \(?\d[\d\s.()-]{2,16}\d
      | \b0\d{9}\b )(?![\w,])""",
    regex.VERBOSE | regex.IGNORECASE,
)

CLOCK = regex.compile(
    r"(?<![\w.,/])(?:[01]?\d|2[0-4])\s?(?:h|g)\s?(?:[0-5]?\d(?:\s?(?:phút|'))?)?(?![\w])|(?<![\w.,/])(?:[01]?\d|2[0-4]):[0-5]\d(?!\w)|(?<!\w)(?<!ngày\s)24/(?:7|24)(?![\w/])"
)

SCALE = regex.compile(r"(?<!\w)(?:tỷ lệ|tỉ lệ|tỷ xích|bản đồ)\s+1\s?[/:]\s?\d[\d.]*+", regex.IGNORECASE)

GLUED = regex.compile(
    r"(?<!\w)(?:[A-Za-zĐđ]{1,6}+[-.]?\d++[\w.-]*+|\d++[A-Z]{1,3}(?:/\d*+[A-Z][A-Za-z]{0,3})*+(?!\w))(?<!km)(?<!MW)(?<!kV)(?<!GB)(?<!MB)(?<!TB)(?<!ha)(?<!USD)"
)

_NUMBERS_ITEMS = re.compile(r"[IVX\d][)\]]|(?:^|[.;:]\s)\s*+[IVX\d]{1,5}\.")
_DIALS = re.compile(r"(?<![\w.,/])\(?0\d|\+84|1[89]00|(?i:đt|điện|tel|fax|hotline|nóng)")
_LETTER_BY_DIGIT = re.compile(r"[A-Za-zĐđ][-.]?\d|\d[A-Z]")

VOLTAGE = regex.compile(
    r"(?<!\w)(?:đường dây|trạm biến áp|lưới điện|trạm|TBA)\s+(?:\d++\s*[,/]\s*)*+\d++\s?kV(?!\w)", regex.IGNORECASE
)

PER_BASE = regex.compile(
    r"(?<!\w)(?:trên|tính\s+trên|/)\s*(?:1|10|100|1\.000|10\.000|100\.000|một)\s+(?:vạn|nghìn|ngàn|triệu)?\s*(?:người\s+)?dân(?!\w)",
    regex.IGNORECASE,
)

PER_HUNDRED = regex.compile(
    r"(?<=\p{L})\s?/\s?(?:10{1,5}|1\.000|10{1,2}\.000)\s+(?=\p{L})(?!(?:xã|phường|huyện|thôn|bản|trường|trạm)(?!\w))"
)
"""What a rate is of: "111,2 bé trai/100 bé gái"."""

SHIFTS = regex.compile(r"(?<!\w)\d\s+ca\W{0,3}\d\s+kíp(?!\w)", regex.IGNORECASE)

SAYING = regex.compile(
    r"(?<![\w.,/])[1-9]\s+(?:không|giảm|tăng|cùng|sạch|rõ|dám|bám|biết|phải|tự|an|tại\s+chỗ)(?=\s*(?:$|[,;.:)\"”']|[1-9]\s|và\s+[1-9]))"
    r"|(?<=[Ll]iên\s+kết\s(?:giữa\s)?)[1-9]\s+nhà(?!\w)",
    regex.IGNORECASE,
)
"""Watchwords by number: "3 giảm, 3 tăng", "phương châm 4 tại chỗ", "liên kết 4 nhà"."""

NAME_WITH_DIGIT = regex.compile(
    r"(?<=\p{Lu}\p{Ll}+\s\p{Lu}\p{Ll}+\s)[1-9](?=\s+(?:và|bắt|đã|sẽ|là|của|tại|được|trên|có|với|đang|thuộc|\p{Lu})|[,.;)](?!\d)|$)"
)

SET_SIZE = regex.compile(
    r"(?<!\w)(?:bộ|thực hiện|với|gồm|đủ|cả)?\s*19\s+tiêu\s+chí\s+(?=xây\s+dựng|nông\s+thôn|NTM|quốc\s+gia)",
    regex.IGNORECASE,
)

URL = regex.compile(r"(?:https?://|www\.)[^\s<>\")]++|(?<!\w)[\w.+-]++@[\w-]++(?:\.[\w-]++)++")


def _rule(name: str, pattern: regex.Pattern[str], example: str, rejects: tuple[str, ...] = (), **asked: Any) -> Rule:
    """A mask; ``asked`` tells when it is worth trying, as in ``Rule``."""
    return Rule(f"mask.{name}", "mask", pattern, lambda _: None, (Example(example, None),), rejects, **asked)


_PLACES = ("quận", "phường", "tổ", "khu", "thôn", "ấp", "lớp", "khóa", "khoá", "cấp", "tầng", "phòng")


RULES: tuple[Rule, ...] = (
    _rule("citation", CITATION, "Kế hoạch số [[383/KH-UBND]] của tỉnh.", ("Có 120/127 xã.",), trigger=("/", "-")),
    _rule("numbering", NUMBERING, "[[1.2.]] Mục tiêu cụ thể", ("Tăng 1.200 hộ.",), needs=_NUMBERS_ITEMS),
    _rule(
        "name",
        NAMED,
        "Sửa chữa [[Quốc lộ 4D]] qua huyện.",
        ("Huyện có 12 xã.", "Chương trình 5 tỷ đồng."),
        begins=tuple(name.lower().split()[0] for name in NAMES),
    ),
    _rule("place", PLACE_NAME, "Họp tại [[phường 3]].", ("Có 3 phường.",), begins=_PLACES),
    _rule("phone", PHONE, "Liên hệ [[0214 3840 034]] để biết.", ("Thu 3.840.034 đồng.",), needs=_DIALS),
    _rule("clock", CLOCK, "Họp lúc [[14h30]] chiều.", ("Cao 14 m.",), begins=(DIGITS_BEGIN,), then=before("hg:/")),
    _rule("scale", SCALE, "Lập bản đồ [[tỷ lệ 1/500]] cho xã.", ("Tỷ lệ 1,5%.",), begins=("tỷ", "tỉ", "bản")),
    _rule("glued", GLUED, "Phủ sóng [[5G]] toàn tỉnh.", ("Dài 5km.",), needs=_LETTER_BY_DIGIT),
    _rule("voltage", VOLTAGE, "Xây dựng [[đường dây 500 kV]] mạch kép.", ("Mua 500 kg.",), trigger=("kv",)),
    _rule("base", PER_BASE, "Số bác sĩ [[trên 1 vạn dân]] đạt 12.", ("Trên 5 vạn dân.",), trigger=("dân",)),
    _rule("hundred", PER_HUNDRED, "Có 111,2 bé trai[[/100 ]]bé gái.", ("Có 30/100 xã.",), trigger=("/1", "/ 1")),
    _rule(
        "saying",
        SAYING,
        "Phong trào [[5 không]], nhiều người theo.",
        ("Có 5 không gian sáng tạo.", "Tỉnh có 4 nhà máy."),
        begins=(DIGITS_BEGIN,),
        then=before("", letters=True),
    ),
    _rule("shifts", SHIFTS, "Làm việc [[3 ca, 4 kíp]] mỗi ngày.", ("Có 3 ca mắc.",), trigger=("kíp",)),
    _rule(
        "digit",
        NAME_WITH_DIGIT,
        "Nhà máy Sơn Hà [[2]] đã phát điện.",
        ("Huyện Bảo Lạc 2 năm qua.",),
        begins=(DIGITS_BEGIN,),
        then=lambda sign: not sign or sign in ",.;)" or sign.isalpha(),
    ),
    _rule(
        "set",
        SET_SIZE,
        "Hoàn thành [[bộ 19 tiêu chí ]]xây dựng nông thôn mới.",
        ("Đạt 19 tiêu chí.",),
        trigger=("tiêu chí",),
    ),
    _rule("address", URL, "Xem [[www.laocai.gov.vn/2021]] để biết.", ("Ngày mai.",), trigger=("http", "www", "@")),
)
