"""Which national criteria set words name: "xã nông thôn mới nâng cao" is ``xa-ntm-nang-cao``."""

from __future__ import annotations

from typing import Final

import regex

_NTM = r"(?:nông\s++thôn\s++mới|NTM)"
_GRADED = regex.compile(
    rf"{_NTM}\s*+,?+\s*+(?:và\s++)?+(?P<grade>nâng\s++cao|kiểu\s++mẫu|hiện\s++đại)", regex.IGNORECASE
)
_PLAIN = regex.compile(
    rf"""
    bộ\s++tiêu\s++chí\b [^.;\n]{{0,60}}? {_NTM}          # a set by its name
  | tiêu\s++chí\s++quốc\s++gia\b [^.;\n]{{0,40}}? {_NTM}
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_DISTRICT = regex.compile(
    rf"tiêu\s++chí\b [^.;,\n]{{0,60}}? (?:huyện|thị\s++xã|quận)\s++(?:đạt\s++(?:chuẩn\s++)?+)?+{_NTM}",
    regex.VERBOSE | regex.IGNORECASE,
)
_LEVEL = regex.compile(
    r"""
    (?<!\p{L})
    (?: (?P<huyen>huyện|cấp\s++huyện|thị\s++xã(?!\s++hội))
      | (?P<other>thôn|bản|ấp|buôn|khu\s++dân\s++cư|vườn|hộ|phường)(?!\s++mới)
      | (?P<tinh>tỉnh|cấp\s++tỉnh)
      | (?P<xa>xã(?!\s++hội))
    )
    (?!\p{L})
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_PLACE = regex.compile(r"(?:của|trên\s++địa\s++bàn|toàn|trong)\s++$", regex.IGNORECASE)

_GRADES: Final[dict[tuple[str, str], str]] = {
    ("xa", "nâng cao"): "xa-ntm-nang-cao",
    ("xa", "kiểu mẫu"): "xa-ntm-kieu-mau",
    ("xa", "hiện đại"): "xa-ntm-hien-dai",
    ("huyen", "nâng cao"): "huyen-ntm-nang-cao",
    ("huyen", "kiểu mẫu"): "huyen-ntm-kieu-mau",
}


def set_of_words(text: str) -> str | None:
    """The set that a passage names first, by grade and level; ``None`` where it names none.

    "đạt chuẩn nông thôn mới" alone names none, a set of hamlets ("thôn nông thôn mới kiểu mẫu") is no national one.
    """
    for match in _GRADED.finditer(text):
        level = _level_before(text, match.start())
        found = _GRADES.get((level or "", " ".join(match.group("grade").lower().split())))
        if found is not None:
            return found
    plain = _PLAIN.search(text)
    if plain is not None:
        inside = _level_before(text, plain.end(), plain.start()) or _level_before(text, plain.start())
        return f"{inside}-ntm" if inside in ("xa", "huyen", "tinh") else None
    return "huyen-ntm" if _DISTRICT.search(text) else None


def _level_before(text: str, end: int, start: int = 0) -> str | None:
    """The level of the last unit word before a place; a word that only says where ("toàn tỉnh") is passed over."""
    level = None
    for match in _LEVEL.finditer(text, max(start, end - 160), end):
        if match.lastgroup == "tinh" and _PLACE.search(text[max(0, match.start() - 20) : match.start()]):
            continue
        level = match.lastgroup
    return level
