"""What the filter says, in Vietnamese: messages are written once, in English, and pages are read by people."""

from __future__ import annotations

import re
from typing import Final

from extractor.query.filter import NAMES

_DAY = r"(\d{4})-(\d{2})-(\d{2})"
_NEAREST = r"\(nearest: (?P<near>.+)\)"

MESSAGES: Final[tuple[tuple[str, str], ...]] = (
    (rf"there is no province (?P<name>.+) {_NEAREST}", "không có tỉnh {name} (gần nhất: {near})"),
    (
        rf"there is no district or commune (?P<name>.+) {_NEAREST}",
        "không có huyện, xã nào tên {name} (gần nhất: {near})",
    ),
    (
        r"there is no (?P<name>'.+') in (?P<where>.+) \(there is in (?P<there>.+)\)",
        "{where} không có {name} (có ở {there})",
    ),
    (
        r"(?P<count>\d+) places are called (?P<name>.+) \((?P<there>.+)\); give a province too",
        "có {count} nơi tên {name} ({there}); hãy chọn thêm tỉnh",
    ),
    (r"no province (?P<name>.+) on (?P<day>.+)", "ngày {day} không có tỉnh {name}"),
    (
        r"says of which day a province or place is; give one too",
        "chỉ rõ ngày của tỉnh hoặc huyện, xã; hãy chọn thêm một nơi",
    ),
    (r"is more than (?P<name>.+): no values lie between them", "lớn hơn {name}: không có giá trị nào ở giữa"),
    (r"is more than (?P<name>.+): no days lie between them", "sau {name}: không có ngày nào ở giữa"),
    (r"may be given once", "chỉ được nêu một lần"),
    (r"has (?P<count>\d+) characters; (?P<most>\d+) are the most", "dài {count} ký tự; nhiều nhất là {most}"),
    (r"holds a character that is none", "có ký tự không hợp lệ"),
    (r"(?P<name>.+) is none of (?P<choices>.+)", "{name} không thuộc {choices}"),
    (r"(?P<name>.+) is no year between (?P<low>\d+) and (?P<high>\d+)", "{name} không phải là năm từ {low} đến {high}"),
    (r"(?P<name>.+) is no code of a criterion, such as (?P<such>.+)", "{name} không phải là mã tiêu chí, ví dụ {such}"),
    (r"(?P<name>.+) is no number, such as (?P<such>.+)", "{name} không phải là số, ví dụ {such}"),
    (r"(?P<name>.+) is not between 0 and 1", "{name} không nằm giữa 0 và 1"),
    (r"(?P<name>.+) is no day, such as (?P<such>.+)", "{name} không phải là ngày, ví dụ {such}"),
    (
        r"is none that was given out here \(start from the first page\)",
        "không phải do trang này cấp (hãy bắt đầu từ trang đầu)",
    ),
    (
        r"(?P<count>[\d,]+) records pass, and this file holds at most (?P<most>[\d,]+) here: narrow the filter, or run"
        r" (?P<run>.+)",
        "có {count} chỉ tiêu, tệp loại này ở đây chứa nhiều nhất {most}: hãy thu hẹp điều kiện, hoặc chạy {run}",
    ),
    (
        r"(?P<name>.+), which is on (?P<day>[\d-]+): (?P<then>.+?)(?:; with (?P<more>.+?))?"
        r"(?P<old> \(units as of .+\))?",
        "{name}, vào ngày {day} là: {then}{more}{old}",
    ),
    (
        r"(?P<name>.+?) as of (?P<day>[\d-]+)(?:: (?P<then>.+?)|; with (?P<more>.+?))?(?P<old> \(units as of .+\))?",
        "{name} vào ngày {day}{then}{more}{old}",
    ),
)
"""Patterns of whole messages and their Vietnamese; parts that are names stay as they are."""

_COMPILED = tuple((re.compile(pattern, re.DOTALL), wording) for pattern, wording in MESSAGES)
_WORDS = ((r"\bfrom " + _DAY, r"từ \3/\2/\1"), (r"\buntil " + _DAY, r"đến \3/\2/\1"), (_DAY, r"\3/\2/\1"),
          (r" and (\d+) more\b", r" và \1 nơi khác"), (r"\bnone\b", "không có"), (r"\balways\b", "luôn"))  # fmt: skip


def vietnamese(message: str) -> str:
    """A message of the filter in Vietnamese, its field by the label of the form; one that is unknown as it is."""
    field, colon, reason = message.partition(": ")
    label = NAMES[field].label if colon and field in NAMES else None
    text = reason if label else message
    for pattern, wording in _COMPILED:
        match = pattern.fullmatch(text)
        if match:
            return f"{label}: {_filled(wording, match)}" if label else _filled(wording, match)
    return f"{label}: {text}" if label else message


def _filled(wording: str, match: re.Match[str]) -> str:
    parts = {name: value or "" for name, value in match.groupdict().items()}
    for name in ("then", "more"):
        before = ": " if name == "then" and "{day}{then}" in wording else ", gồm " if name == "more" else ""
        if parts.get(name):
            parts[name] = before + _words(parts[name])
    for name in ("name", "near", "day"):
        if name in parts and not parts[name].startswith("'"):
            parts[name] = _words(parts[name])
    if "such" in parts:
        parts["such"] = parts["such"].replace(" or ", " hoặc ")
    parts["name"] = NAMES[parts["name"]].label if parts.get("name") in NAMES else parts.get("name", "")
    if parts.get("old"):
        parts["old"] = " (theo danh mục đến ngày 30/6/2025)"
    return wording.format(**parts)


def _words(text: str) -> str:
    for pattern, wording in _WORDS:
        text = re.sub(pattern, wording, text)
    return text
