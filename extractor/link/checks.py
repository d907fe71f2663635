"""What a careful reader would stumble over in a record. Checks lower its confidence and say why, and change nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Final, Literal

import regex

from extractor.core.particulars import Particulars
from extractor.core.quantity import plain
from extractor.core.target import Check, Target
from extractor.grammar.amount import alternatives
from extractor.lexicon.counted import STRONG
from extractor.registry import CriteriaSet, resolve, sets, versions

WEIGHTS: Final[dict[str, float]] = {
    "numerator": 0.5,
    "share": 0.6,
    "above-100": 0.6,
    "due-past": 0.75,
    "part": 0.6,
    "criterion": 0.8,
    "criterion-open": 0.95,
    "unfilled": 0.5,
}
"""Codes of checks, and what each leaves of a confidence."""

_ROUGH = regex.compile(r"(?:trên|hơn|gần|khoảng|xấp\s+xỉ|dưới|chưa\s+đến|ít\s+nhất|tối\s+thiểu)\s+$", regex.IGNORECASE)
_MAY_EXCEED = regex.compile(
    r"(?<!\w)(?:kế\s+hoạch|dự\s+toán|chỉ\s+tiêu|mục\s+tiêu|kịch\s+bản|KH|DT|định\s+mức|công\s+suất|tiến\s+độ|so\s+với|so\s+sánh|cùng\s+kỳ"
    r"|tăng|giảm|tốc\s+độ|vượt|gấp|hoàn\s+thành|thực\s+hiện|lợi\s+nhuận|nhập\s+học|lấp\s+đầy|sử\s+dụng\s+giường|nhu\s+cầu|chuẩn)(?!\w)",
    regex.IGNORECASE,
)
_OF_COUNTED = regex.compile(
    rf"[^\d\n]{{0,3}}?\s*(?:(?:tổng\s+)?số\s|(?:các\s+|số\s+)?(?:{alternatives(STRONG)})(?!\w))", regex.IGNORECASE
)
_SHARE_OF = regex.compile(
    rf"(?:tỷ\s+lệ|tỉ\s+lệ|tỷ\s+trọng|tỉ\s+trọng|chiếm)\s+(?:các\s+|số\s+)?(?:{alternatives(STRONG)})(?!\w)",
    regex.IGNORECASE,
)
_OF_WHICH = regex.compile(r"(?<!\w)trong\s+(?:số\s+)?đó(?!\w)", regex.IGNORECASE)
_ENDS = regex.compile(r"[.;]\s")
_NEAR = 60
"""Code points before and after a percentage whose words tell whether it may exceed 100."""
_CLOSE = 4
"""Code points between two sentences that follow one another."""


def checks_of(target: Target, particulars: Particulars, siblings: Sequence[Target]) -> tuple[Check, ...]:
    """The checks that a record fails, with the reason in Vietnamese and the numbers.

    ``siblings`` are records of the same document in order of its text, at least those of the same sentence; the
    record itself may be among them.
    """
    return tuple(_failed(target, particulars, siblings))


def lowered(confidence: float, checks: Sequence[Check]) -> float:
    """A confidence after checks: each leaves its part of it, a code that is not known leaves 0.8."""
    for check in checks:
        confidence *= WEIGHTS.get(check.code, 0.8)
    return round(confidence, 4)


def _failed(target: Target, particulars: Particulars, siblings: Sequence[Target]) -> Iterator[Check]:
    if target.kind == "ratio":
        yield from _of_ratio(target)
    if target.kind == "percentage":
        yield from _of_percentage(target)
    if target.status == "target":
        yield from _of_due(target, particulars)
    if target.evidence.table is not None and target.value == 0:
        yield from _of_row(target, siblings)
    if target.canonical_unit is not None and siblings:
        yield from _of_part(target, siblings)
    if target.criteria:
        yield from _of_criteria(target, particulars)


def _of_ratio(target: Target) -> Iterator[Check]:
    value, total = target.value, target.total
    if value is None or total is None:
        return
    if value > total:
        yield Check("numerator", f"tử số {_said(value)} lớn hơn mẫu số {_said(total)}")
    if target.percent is None or not total:
        return
    share = value * 100 / total
    if abs(share - target.percent) > _tolerance(target):
        yield Check(
            "share", f"{_said(value)}/{_said(total)} là {_said(_rounded(share))}%, văn bản ghi {_said(target.percent)}%"
        )


def _tolerance(target: Target) -> Decimal:
    """One unit of the last place that a share is written with; two per cent points where it is only said roughly."""
    percent = target.percent or Decimal(0)
    exponent = percent.as_tuple().exponent
    last = Decimal(1).scaleb(min(0, exponent if isinstance(exponent, int) else 0))
    sentence = target.evidence.sentence
    place = sentence.find(_said(percent) + "%", target.evidence.end - target.evidence.sentence_start)
    rough = place >= 0 and _ROUGH.search(sentence[max(0, place - 14) : place])
    return max(last, Decimal(2)) if rough else last


def _of_percentage(target: Target) -> Iterator[Check]:
    """A share of things that can be counted is no more than all of them."""
    highest = max(value for value in (target.value, target.upper, Decimal(0)) if value is not None)
    if highest <= 100 or target.change != "level":
        return
    place = target.evidence
    start, end = place.start - place.sentence_start, place.end - place.sentence_start
    before, after = place.sentence[max(0, start - _NEAR) : start], place.sentence[end : end + _NEAR]
    labels = f"{place.table.table} {place.table.row} {place.table.column}" if place.table else ""
    if _MAY_EXCEED.search(f"{before} | {after} | {labels}"):
        return
    if _OF_COUNTED.match(after) or _SHARE_OF.search(f"{before} | {labels}"):
        yield Check("above-100", f"{_said(highest)}% của {target.subject or 'một tổng số'} vượt quá 100%")


def _of_due(target: Target, particulars: Particulars) -> Iterator[Check]:
    day, due = particulars.day, target.due
    if day is None or due is None or due.end is None or due.recurrence or due.source == "document" or due.end >= day:
        return
    yield Check("due-past", f"hạn {_date(due.end)} trước ngày của văn bản {_date(day)}")


def _of_row(target: Target, siblings: Sequence[Target]) -> Iterator[Check]:
    """A row of a table in which every value is zero was most likely never filled in."""
    row = [other for other in siblings if other.evidence.sentence_start == target.evidence.sentence_start]
    others = [other for other in row if other.evidence.table is not None and other.id != target.id]
    if others and all(other.value == 0 for other in others):
        yield Check("unfilled", f"cả {len(others) + 1} ô của hàng đều là 0: có thể chưa được điền")


def _of_part(target: Target, siblings: Sequence[Target]) -> Iterator[Check]:
    whole = _whole_of(target, siblings)
    if whole is None or whole.comparator in (">", ">=", "~") or target.comparator in ("<", "<="):
        return
    part, most = target.canonical_value, whole.canonical_upper or whole.canonical_value
    if part is None or most is None or target.canonical_unit != whole.canonical_unit:
        return
    if target.change != whole.change or target.status != whole.status or part <= most:
        return
    yield Check("part", f"phần “trong đó” {target.evidence.quote} lớn hơn tổng {whole.evidence.quote}")


def _whole_of(target: Target, siblings: Sequence[Target]) -> Target | None:
    """The nearest record before the last "trong đó" that stands before a record, of its kind and unit."""
    place = target.evidence
    if target.kind in ("percentage", "multiple", "rank"):
        return None
    words = None
    for match in _OF_WHICH.finditer(place.sentence, 0, place.start - place.sentence_start):
        words = match
    if words is None:
        return None
    between = place.sentence[words.end() : place.start - place.sentence_start]
    if _ENDS.search(between) or between.count(")") > between.count("("):
        return None
    opens = not place.sentence[: words.start()].strip(" \n-+*•")
    limit = place.sentence_start + words.start()
    for other in reversed(siblings):
        where = other.evidence
        if where.end > limit or other.id == target.id:
            continue
        same = where.sentence_start == place.sentence_start
        if not same and not (opens and 0 <= place.sentence_start - where.sentence_end <= _CLOSE):
            return None
        if other.kind == target.kind and other.canonical_unit == target.canonical_unit:
            return other
    return None


def _of_criteria(target: Target, particulars: Particulars) -> Iterator[Check]:
    period = particulars.period
    day = period.start if period and period.start else particulars.day
    for code in target.criteria:
        state = code_state(code, target.criteria_set, _level(target), day)
        where = f"bộ tiêu chí {target.criteria_set}" if target.criteria_set else "các bộ tiêu chí"
        if state == "none":
            yield Check("criterion", f"không có tiêu chí {code} trong {where}")
        elif state == "open":
            yield Check("criterion-open", f"chưa xác minh được tiêu chí {code} trong {where}")


def _level(target: Target) -> str | None:
    first = (target.subject or "").lower().split(" ")[0]
    return {"xã": "xa", "huyện": "huyen", "tỉnh": "tinh"}.get(first)


@lru_cache(maxsize=1024)
def code_state(code: str, set_id: str | None, level: str | None, day: date | None) -> Literal["known", "open", "none"]:
    """What the registry says of a code: known, left open by what is established, or none of any set that may be meant.

    Of a document without a day any version may be meant, of a text that names neither set nor level any set.
    """
    names = [set_id] if set_id else [f"{level}-ntm"] if level else sorted({version.id for version in sets()})
    found: Literal["open", "none"] = "none"
    for name in names:
        mine = versions(name)
        for when in [day] if day else [version.start for version in mine] or [None]:
            resolution = resolve(code, set_hint=name, on=when)
            if resolution.known:
                return "known"
            version = resolution.version
            if version is None or not _excludes(version, code):
                found = "open"
    return found


def _excludes(version: CriteriaSet, code: str) -> bool:
    """Whether a version is established well enough to say that it has no such code."""
    if version.established == "all":
        return True
    head = code.partition(".")[0]
    return version.count is not None and head.isdigit() and not 1 <= int(head) <= version.count


def _rounded(share: Decimal) -> Decimal:
    return share.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _said(value: Decimal) -> str:
    """A number as Vietnamese writes it: "27,1"."""
    return (plain(value) or "").replace(".", ",")


def _date(day: date) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year}"
