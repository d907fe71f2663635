"""The top of an official document: body, number, place and day, kind, trích yếu.

Reads letterheads in two columns or one, with Markdown around them, and the blanks of documents not yet signed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import regex

from extractor.core.view import View
from extractor.lexicon.doctypes import ANNEX, DOC_TYPES, MOTTO, SUBJECT_ENDS, SUBJECT_STARTS
from extractor.link.days import DAY, day_of
from extractor.link.names import BODY_START, proper
from extractor.link.plain import Line, lines_of, plain_view
from extractor.link.references import NUMBER, kind_of_number, tidy
from extractor.registry.units import province

HEAD = 5000
"""Characters in which a letterhead with its trích yếu stands."""

_MOTTO = regex.compile(
    r"cộng\s*+h(?:òa|oà)\s*+xã\s*+hội\s*+chủ\s*+nghĩa\s*+việt\s*+nam"
    r"|độc\s*+lập\s*+[-–—]?+\s*+tự\s*+do\s*+[-–—]?+\s*+hạnh\s*+phúc"
    r"|đảng\s++cộng\s++sản\s++việt\s++nam",
    regex.IGNORECASE,
)
_OWN = regex.compile(rf"^\s*+(?:Số|SỐ)\s*+[:.]?+\s*+(?P<number>{NUMBER})", regex.VERBOSE | regex.MULTILINE)
_BLANK_NUMBER = regex.compile(
    r"^\s*+(?:Số|SỐ)\s*+:?+[\s.…_]*+(?P<rest>[/-]\s?+[A-ZĐ][\w&]*+(?:\s?+[/-]\s?+[A-ZĐ][\w&]*+)*+)", regex.MULTILINE
)
_BLANK_DAY = regex.compile(
    r"ngày(?P<d>[\s.…_]*+\d{0,2}+[\s.…_]*+)tháng(?P<m>[\s.…_]*+\d{0,2}+[\s.…_]*+)năm[\s.…_]*+(?P<y>\d{0,4})",
    regex.IGNORECASE,
)
_KINDS = sorted(
    ((name, kind.name) for kind in DOC_TYPES for name in (kind.name, *kind.others)), key=lambda p: -len(p[0])
)
_ATTACHED = regex.compile(r"\(\s*+(?:ban\s++hành\s++)?+kèm\s++theo", regex.IGNORECASE)
_ISSUER = regex.compile(r"\scủa\s++(?P<body>[^)\n]{3,80}+)\)")


@dataclass(slots=True)
class Letterhead:
    """What the head of a document says; spans in the document text."""

    official: bool = False
    bare: bool = False
    """Whether nothing but its kind tells that the document is official."""
    number: str | None = None
    doc_type: str | None = None
    issuing_body: str | None = None
    place: str | None = None
    issued: date | None = None
    subject: str | None = None
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


_NUMBER_LINE = regex.compile(r"(?:Số|SỐ)\b|S[óôo]\s*[:;.]|.{0,24}/\p{Lu}{2,4}-\p{Lu}{2,}", regex.IGNORECASE)
"""The line of the number, also as OCR spells it."""


def read_letterhead(text: str) -> Letterhead:
    """What the first lines of a document say of it. Without a number, motto or kind of its own it is not official."""
    view = plain_view(text[:HEAD])
    lines = lines_of(view)
    head = Letterhead()
    motto = _MOTTO.search(" ".join(line.text for line in lines[:12]))
    kind_at = _read_kind(view, lines, head)
    _read_number(view, lines, kind_at, head, motto is not None)
    head.official = (
        head.number is not None or "blank_number" in head.spans or (motto is not None and kind_at is not None)
    )
    if not head.official and kind_at is not None and _alone_in_capitals(lines, kind_at):
        head.official = head.bare = True
    if not head.official and kind_at is None and _ATTACHED.search(" ".join(line.text for line in lines[:5])[:700]):
        head.doc_type, kind_at = ANNEX, -1
    if head.doc_type == ANNEX and kind_at is not None:
        head.official = True
    if not head.official:
        return Letterhead()
    stop = _read_day(view, lines, kind_at, head)
    _read_body(view, lines, kind_at, stop, head)
    _read_subject(view, lines, kind_at, head)
    if head.doc_type is None and head.number is not None:
        head.doc_type = kind_of_number(head.number)
    head.spans.pop("blank_number", None)
    return head


def _alone_in_capitals(lines: list[Line], kind_at: int) -> bool:
    """Whether a kind of document stands in capitals on a line of its own, with nothing but issuing bodies above: the
    head of a text that has lost its number and day."""
    head = [line for line in lines[: kind_at + 1] if not _DATED.search(line.text)]
    kind = " ".join(lines[kind_at].text.rstrip(":").lower().split())
    known = kind in {name for name, _ in _KINDS} or _REPORT.fullmatch(kind) is not None
    return known and len(head) <= 4 and len(lines) > kind_at + 1 and all(line.text.isupper() for line in head)


_DATED = regex.compile(r"^\p{Lu}[\p{L} ]{2,30},\s+ngày[\s\d.…_]{0,24}tháng", regex.IGNORECASE)
_REPORT = regex.compile(r"báo cáo (?:sơ kết|tổng kết|kết quả|đánh giá|tình hình|chuyên đề|tóm tắt)(?: \p{L}+){0,3}")
"""A report that says on the line of its kind what sort it is."""


def _put(view: View, head: Letterhead, name: str, start: int, end: int) -> None:
    span = view.raw_span(start, end)
    head.spans[name] = (span.start, span.end)


def _read_kind(view: View, lines: list[Line], head: Letterhead) -> int | None:
    """The line that is nothing but a kind of document ("KẾ HOẠCH"), or begins with it in capitals."""
    for index, line in enumerate(lines[:30]):
        folded = " ".join(line.text.rstrip(":").lower().split())
        if regex.fullmatch(r"phụ lục(?: (?:[ivx]{1,5}|\d{1,2}|số \d{1,2}))?", folded) and index < 4:
            head.doc_type = ANNEX
            _put(view, head, "doc_type", line.start, line.end)
            return index
        for name, kind in _KINDS:
            capital = line.text[: len(name)].isupper()
            if folded == name and (capital or index < 20) and line.text[0].isupper():
                pass
            elif not (capital and folded.startswith(name + " ") and line.text.isupper()):
                continue
            head.doc_type = kind
            _put(view, head, "doc_type", line.start, line.start + len(name))
            return index
    return None


def _read_number(view: View, lines: list[Line], kind_at: int | None, head: Letterhead, motto: bool) -> None:
    limit = lines[kind_at].end if kind_at is not None else (lines[min(len(lines), 30) - 1].end if lines else 0)
    match = _OWN.search(view.text, 0, limit)
    if match:
        head.number = tidy(match.group("number"))
        _put(view, head, "number", match.start("number"), match.end("number"))
        return
    blank = _BLANK_NUMBER.search(view.text, 0, limit) if motto or kind_at is not None else None
    if blank:
        head.notes.append(f"the number is left blank: {tidy(blank.group('rest'))}")
        _put(view, head, "blank_number", blank.start(), blank.end())
        if head.doc_type is None:
            head.doc_type = kind_of_number("0" + tidy(blank.group("rest")))


def _read_day(view: View, lines: list[Line], kind_at: int | None, head: Letterhead) -> int | None:
    """Place and day of the date line. Returns the index of its line."""
    limit = kind_at if kind_at is not None else 16
    if head.doc_type == ANNEX:
        limit = 8
    for index, line in enumerate(lines[: limit + 1]):
        if line.text.lower().startswith(("kính gửi", "căn cứ")):
            break
        at = line.text.lower().find("ngày")
        if at < 0:
            continue
        start = line.start + at
        prefix = line.text[:at].rstrip(" ,")
        whole = DAY.match(view.text, start)
        blank = None if whole else _BLANK_DAY.match(view.text, start)
        if whole is None and blank is None:
            continue
        if _ATTACHED.search(" ".join(other.text for other in lines[max(0, index - 2) : index + 1])):
            if head.doc_type != ANNEX:
                continue
            if whole:
                head.issued = day_of(whole)
                _put(view, head, "issued", whole.start(), whole.end())
                head.notes.append("the day is that of the document which the annex belongs to")
            return index
        if not (_is_place(prefix) if prefix else index and lines[index - 1].text.endswith(",")):
            continue
        if whole:
            head.issued = day_of(whole)
            _put(view, head, "issued", whole.start(), whole.end())
        elif blank:
            said = " ".join(blank.group().split())
            head.notes.append(f"the day of issue is left blank: {said}")
        _read_place(view, lines, index, prefix, head)
        return index
    return None


def _after_number(prefix: str) -> int:
    """Where the words begin that stand behind a number, written or left blank, on the same line."""
    for pattern in (_OWN, _BLANK_NUMBER):
        match = pattern.match(prefix)
        if match:
            return match.end()
    return 0


def _is_place(prefix: str) -> bool:
    """Whether the words before "ngày" on its line are a place, perhaps after the number on the same line."""
    said = prefix[_after_number(prefix) :].strip()
    words = said.split()
    return 0 < len(words) <= 7 and words[0][0].isupper() and not regex.search(r"[.:;]|\d{3}", said)


def _read_place(view: View, lines: list[Line], index: int, prefix: str, head: Letterhead) -> None:
    line = lines[index]
    if not prefix:
        before = lines[index - 1]
        head.place = before.text.rstrip(" ,")
        _put(view, head, "place", before.start, before.start + len(head.place))
        return
    skip = _after_number(prefix)
    place, start = prefix[skip:].strip(), line.start + skip
    start += len(prefix[skip:]) - len(prefix[skip:].lstrip())
    end = start + len(place)
    if index and not line.gap and province(place) is None:
        longer = f"{lines[index - 1].text} {place}"
        if province(longer) is not None:
            place, start = longer, lines[index - 1].start
    if place:
        head.place = place
        _put(view, head, "place", start, end)


def _read_body(view: View, lines: list[Line], kind_at: int | None, stop: int | None, head: Letterhead) -> None:
    """The issuing body: what stands above number and day beside the motto."""
    if head.doc_type == ANNEX:
        whole = _ATTACHED.search(view.text, 0, 3000)
        issuer = _ISSUER.search(view.text, whole.end(), whole.end() + 400) if whole else None
        if issuer:
            head.issuing_body = proper(issuer.group("body").strip(" ,"))
            _put(view, head, "issuing_body", issuer.start("body"), issuer.end("body"))
        return
    limit = min(i for i in (kind_at, stop, 16) if i is not None)
    parts: list[tuple[str, int, int]] = []
    for line in lines[:limit]:
        if _NUMBER_LINE.match(line.text):
            break
        said = _MOTTO.sub("", line.text).strip(" -–—*.")
        if said and not _motto_piece(said) and not regex.match(r"mẫu\b|\(?dự thảo|.*\d/\d", said, regex.IGNORECASE):
            parts.append((said, line.start, line.end))
    bodies: list[list[tuple[str, int, int]]] = []
    for part in parts:
        begins = BODY_START.match(part[0]) and not (
            bodies and regex.search(r"(?:thủ tướng|văn phòng)$", bodies[-1][-1][0].lower())
        )
        if begins or not bodies:
            bodies.append([part])
        else:
            bodies[-1].append(part)
    bodies = [group for group in bodies if BODY_START.match(group[0][0])]
    if not bodies:
        return
    names = [proper(" ".join(part[0] for part in group)) for group in bodies]
    name = names[-1]
    if len(names) > 1:
        place = regex.search(r"\b(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường)\s+\p{Lu}.*$", names[0])
        if (
            place
            and place.group().lower() not in name.lower()
            and not regex.search(r"(?:tỉnh|thành phố|huyện|xã) ", name)
        ):
            name = f"{name} {place.group()}"
    head.issuing_body = name
    group = bodies[-1]
    _put(view, head, "issuing_body", group[0][1], group[-1][2])


def _motto_piece(said: str) -> bool:
    folded = " ".join(said.lower().replace("–", "-").replace("oà", "òa").split())
    return len(folded) > 3 and any(folded in line for line in MOTTO)


def _read_subject(view: View, lines: list[Line], kind_at: int | None, head: Letterhead) -> None:
    """The trích yếu: what stands under the kind, or after "V/v"."""
    start = end = None
    if kind_at is not None:
        first = lines[max(kind_at, 0)]
        name = head.spans.get("doc_type")
        after = first.text[(name[1] - name[0]) if name and head.doc_type != ANNEX else len(first.text) :].strip(" :")
        following = lines[kind_at + 1 : kind_at + 14]
        cut = _ATTACHED.search(first.text) if kind_at < 0 else None
        if cut and cut.start():
            start, end, following = first.start, first.start + cut.start(), []
        elif after and kind_at >= 0:
            start, end = first.end - len(after), first.end
        for line in following:
            if start is None:
                if _ends_subject(line.text, first=True):
                    break
                start, end = line.start, line.end
                continue
            said = view.text[start : end or start]
            if _ends_subject(line.text) or (line.gap and not (said.isupper() and line.text.isupper())):
                break
            if said.isupper() and not line.text.isupper():
                break
            end = line.end
            if end - start > 800:
                break
    else:
        about = regex.search(r"(?<!\p{L})[Vv]/v:?+\s", view.text, endpos=1500)
        if about:
            start = about.end()
            for line in lines:
                if line.end < start:
                    continue
                if end is not None and (
                    line.gap or _ends_subject(line.text) or "ngày" in line.text or _MOTTO.search(line.text)
                ):
                    break
                end = line.end
    if start is not None and end is not None and end > start:
        head.subject = " ".join(view.text[start:end].split())
        _put(view, head, "subject", start, end)


_CAPITAL_ENDS = regex.compile(
    r"(?:[IVX]+|\d+)\.|ỦY BAN|UBND|HỘI ĐỒNG|CHỦ TỊCH|THỦ TƯỚNG|BỘ TRƯỞNG|GIÁM ĐỐC|CHƯƠNG|ĐIỀU|PHẦN|QUYẾT|KÍNH"
)


def _ends_subject(said: str, first: bool = False) -> bool:
    """Whether a line is no part of the trích yếu any more.

    ``first`` tells the line under the kind, which may well begin like a body ("Thực hiện Nghị quyết số …").
    """
    if said.isupper():
        return _CAPITAL_ENDS.match(said) is not None
    if said[0].islower() and not regex.match(r"[a-zđ]\)", said):
        return False  # "trong công tác …" goes on
    folded = said.lower()
    if first and folded.startswith(SUBJECT_STARTS):
        return len(said) > 300 or said.endswith((";", ":"))
    return folded.startswith(SUBJECT_ENDS)
