"""The one filter: what records are wanted, for the command line, the API, the pages and the exports alike.

``FIELDS`` declares it once: the name of each condition, how it is written, and an example. Imports nothing heavy, so
that a command can show its help at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from extractor.core.errors import ChiTieuError

# As in the core, which a test holds them to: making its values takes longer than all else that --help does.
KINDS = ("ratio", "percentage", "count", "money", "measure", "multiple", "milestone", "rank")
STATUSES = ("target", "result")
REVIEW_STATES = ("unreviewed", "accepted", "corrected", "rejected")
LONGEST = 1000
"""Characters of a condition; what is longer is a mistake or an attack."""


class FilterError(ChiTieuError):
    """A condition that makes no sense. ``field`` is its name, ``reason`` says why and what would."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Field:
    """One condition: ``name`` as it is written in options and addresses, ``attribute`` of ``Filter`` that holds it."""

    name: str
    attribute: str
    form: Literal["text", "choice", "number", "share", "day", "year", "count"]
    help: str
    example: str
    label: str
    many: bool = False
    choices: tuple[str, ...] = ()
    metavar: str | None = None


FIELDS: tuple[Field, ...] = (
    Field(
        *("province", "province", "text", "Of documents of this province, by any name that it has had."),
        *("Lào Cai", "Tỉnh, thành phố", True),
    ),
    Field(
        *(
            "units-on",
            "units_on",
            "day",
            "Take the province and place as they were on this day, with what is part of them.",
        ),
        *("2025-07-01", "Đơn vị hành chính theo ngày"),
    ),
    Field(
        *("place", "place", "text", "About this district or commune, as the text names it."),
        *("huyện Đô Lương", "Huyện, xã"),
    ),
    Field(
        *("document", "document", "text", "Of documents whose name, number, title or id holds this."),
        *("kế hoạch", "Văn bản"),
    ),
    Field(*("number", "number", "text", "Of the document of this number."), *("214/KH-UBND", "Số, ký hiệu")),
    Field(
        *("type", "doc_type", "text", "Of documents of this type."),
        *("nghị quyết", "Loại văn bản", True),
    ),
    Field(
        *("issuing-body", "issuing_body", "text", "Of documents of a body whose name holds this."),
        *("Hội đồng nhân dân", "Cơ quan ban hành"),
    ),
    Field(
        *("body", "body", "text", "That a body whose name holds this is responsible for."),
        *("Sở Y tế", "Cơ quan chủ trì"),
    ),
    Field(*("sector", "sector", "text", "Of this sector."), *("giảm nghèo", "Lĩnh vực", True)),
    Field(
        *("criterion", "criterion", "text", "Tied to this criterion, or to one below it: 19 finds 19.2 too."),
        *("19.2", "Tiêu chí"),
        metavar="CODE",
    ),
    Field(
        *("set", "criteria_set", "text", "Of this criteria set."),
        *("xa-ntm-nang-cao", "Bộ tiêu chí"),
        metavar="SET",
    ),
    Field(*("kind", "kind", "choice", "Of this kind."), *("percentage", "Loại số liệu", True, KINDS)),
    Field(
        *("status", "status", "choice", "Goals (target), or what has been reached (result)."),
        *("target", "Mục tiêu hay kết quả", False, STATUSES),
    ),
    Field(*("unit", "unit", "text", "In this unit as written, or in this base unit."), *("tỷ đồng", "Đơn vị tính")),
    Field(
        *("min", "minimum", "number", "Of at least this value, in the unit given, else in the one written."),
        *("60", "Giá trị từ"),
        metavar="VALUE",
    ),
    Field(*("max", "maximum", "number", "Of at most this value."), *("90,5", "Giá trị đến"), metavar="VALUE"),
    Field(*("due-from", "due_from", "day", "Whose last day is this one or later."), *("2025-01-01", "Hạn từ")),
    Field(*("due-to", "due_to", "day", "Whose last day is this one or earlier."), *("2025-12-31", "Hạn đến")),
    Field(*("year", "year", "year", "Due in this year, or in a period that holds it."), *("2025", "Năm")),
    Field(
        *("review", "review", "choice", "In this state of review."),
        *("accepted", "Tình trạng rà soát", True, REVIEW_STATES),
    ),
    Field(
        *("confidence", "confidence", "share", "Of at least this confidence, 0 to 1."),
        *("0.8", "Độ tin cậy từ"),
        metavar="SHARE",
    ),
    Field(
        *("as-of", "as_of", "day", "Of documents that were in force on this day."),
        *("2024-06-30", "Còn hiệu lực vào ngày"),
    ),
    Field(
        *("text", "words", "text", 'Whose sentence, subject or indicator holds these words, "phrases" and prefixes*.'),
        *('"hộ nghèo" giảm*', "Từ ngữ"),
        metavar="WORDS",
    ),
)
"""Every condition, in the order in which people are asked for it."""

NAMES = {field.name: field for field in FIELDS}


@dataclass(frozen=True, slots=True)
class Filter:
    """What records are wanted; conditions add up, and one that is not given asks nothing.

    Of ``province``, ``doc_type``, ``sector``, ``kind`` and ``review`` several may be given; one has to hold.
    Names are compared without case and tones. ``minimum`` and ``maximum`` are in ``unit``, or in the unit written where
    none is given, and a range passes where it overlaps. ``words`` is what ``query.wording`` reads.
    """

    province: tuple[str, ...] = ()
    units_on: date | None = None
    place: str | None = None
    document: str | None = None
    number: str | None = None
    doc_type: tuple[str, ...] = ()
    issuing_body: str | None = None
    body: str | None = None
    sector: tuple[str, ...] = ()
    criterion: str | None = None
    criteria_set: str | None = None
    kind: tuple[str, ...] = ()
    status: str | None = None
    unit: str | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    due_from: date | None = None
    due_to: date | None = None
    year: int | None = None
    review: tuple[str, ...] = ()
    confidence: Decimal | None = None
    as_of: date | None = None
    words: str | None = None

    def __post_init__(self) -> None:
        for low, high, unit in (("minimum", "maximum", "values"), ("due_from", "due_to", "days")):
            first, last = getattr(self, low), getattr(self, high)
            if first is not None and last is not None and first > last:
                raise FilterError(_name_of(low), f"is more than {_name_of(high)}: no {unit} lie between them")
        if self.units_on is not None and not self.province and self.place is None:
            raise FilterError("units-on", "says of which day a province or place is; give one too")

    def pairs(self) -> list[tuple[str, str]]:
        """The conditions as they are written in an address, in the order of ``FIELDS``; ``parse`` reads them back."""
        found = []
        for field in FIELDS:
            value = getattr(self, field.attribute)
            for one in value if isinstance(value, tuple) else (value,):
                if one is not None:
                    found.append((field.name, _written(one)))
        return found

    def told(self) -> str:
        """The conditions in words for a person: "province=Lào Cai, year=2025"; "all records" where there is none."""
        return ", ".join(f"{name}={value}" for name, value in self.pairs()) or "all records"


def parse(given: Mapping[str, str | Sequence[str] | None]) -> Filter:
    """The filter of conditions as people write them, by the names of ``FIELDS``; empty ones ask nothing.

    Raises ``FilterError`` for what is unknown, is no value of its kind, or cannot hold together with another one.
    """
    values: dict[str, Any] = {}
    for name, written in given.items():
        field = NAMES.get(name)
        if field is None:
            raise FilterError(name, f"is no condition (there are {', '.join(NAMES)})")
        texts = [text for text in _cleaned(field, written) if text]
        if not texts:
            continue
        read = [_read(field, text) for text in texts]
        if not field.many and len(read) > 1:
            raise FilterError(name, "may be given once")
        values[field.attribute] = tuple(dict.fromkeys(read)) if field.many else read[0]
    return Filter(**values)


def _cleaned(field: Field, written: str | Sequence[str] | None) -> Iterator[str]:
    texts: Iterable[str] = (written,) if isinstance(written, str) else written or ()
    for text in texts:
        if len(text) > LONGEST:
            raise FilterError(field.name, f"has {len(text)} characters; {LONGEST} are the most")
        if "\x00" in text or any("\ud800" <= char <= "\udfff" for char in text):
            raise FilterError(field.name, "holds a character that is none")
        yield text.strip()


def _read(field: Field, text: str) -> Any:
    name = field.name
    if field.form == "choice" and text not in field.choices:
        raise FilterError(name, f"{text!r} is none of {', '.join(field.choices)}")
    if field.form in ("number", "share"):
        return _number(field, text)
    if field.form == "day":
        return _day(name, text)
    if field.form == "year":
        if not re.fullmatch(r"\d{4}", text, re.ASCII) or not 1900 <= int(text) <= 2200:
            raise FilterError(name, f"{text!r} is no year between 1900 and 2200")
        return int(text)
    if name == "criterion" and not re.fullmatch(r"\d{1,3}(\.\d{1,3})*", text, re.ASCII):
        raise FilterError(name, f"{text!r} is no code of a criterion, such as 19 or 19.2")
    return text


def read_number(name: str, text: str) -> Decimal:
    """A number as people write it, for a field of this name. Raises ``FilterError`` for what is none."""
    try:
        number = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number.adjusted()) > 40:
        raise FilterError(name, f"{text!r} is no number, such as 60 or 90,5")
    return number


def _number(field: Field, text: str) -> Decimal:
    number = read_number(field.name, text)
    if field.form == "share" and not 0 <= number <= 1:
        raise FilterError(field.name, f"{text} is not between 0 and 1")
    return number


def _day(name: str, text: str) -> date:
    match = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text, re.ASCII)
    try:
        if match:
            return date(int(match.group(3)), int(match.group(2)), int(match.group(1)))
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise FilterError(name, f"{text!r} is no day, such as 2025-12-31 or 31/12/2025") from None


def _written(value: object) -> str:
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    return value.isoformat() if isinstance(value, date) else str(value)


def _name_of(attribute: str) -> str:
    return next(field.name for field in FIELDS if field.attribute == attribute)
