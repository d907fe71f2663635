"""A document's own particulars: official letterhead, portal headline or an article's byline, whichever it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import regex

from extractor.core.document import Block, RawDocument
from extractor.core.particulars import Particulars
from extractor.core.period import Period
from extractor.core.view import View
from extractor.lexicon.doctypes import ANNEX, DOC_TYPES, NEWS
from extractor.link.byline import Byline, read_byline
from extractor.link.days import DAY, day_of
from extractor.link.doubtful import without_doubtful
from extractor.link.letterhead import Letterhead, read_letterhead
from extractor.link.names import proper
from extractor.link.period import period_of
from extractor.link.plain import lines_of, plain_view
from extractor.link.references import NUMBER, references, tidy
from extractor.link.sector import document_sector
from extractor.link.signature import read_signer
from extractor.registry.units import find_places, province

_KINDS = "|".join(regex.escape(kind.name) for kind in sorted(DOC_TYPES, key=lambda k: -len(k.name)))
_PORTAL = regex.compile(
    rf"^(?P<kind>(?i:{_KINDS}))\s++(?:số\s*+:?+\s*+)?+(?P<number>{NUMBER.strip()})"
    r"(?:\s++(?:năm\s++(?P<year>\d{4})|ngày\s++[\d/]{8,10}))?+\s*+(?P<subject>.*)$",
    regex.VERBOSE,
)
_FORMAL = regex.compile(
    rf"^(?P<kind>(?i:{_KINDS}))\s++(?i:của\s++(?P<body>.{{2,90}}?)\s++)?(?i:số)\s*+:?+\s*+(?P<number>{NUMBER.strip()})\s++"
    rf"(?P<day>(?i:{DAY.pattern}))\s*+(?P<subject>.*)$",
    regex.VERBOSE,
)
_NATIONAL = regex.compile(
    r"(?:Chính phủ|Thủ tướng|Phó Thủ tướng|Bộ|Văn phòng Chính phủ|Quốc hội|Ủy ban Thường vụ Quốc hội|Ban Bí thư"
    r"|Ban Chấp hành Trung ương|Tổng cục|Ngân hàng Nhà nước)(?!\p{L})(?! Chỉ huy)",
    regex.IGNORECASE,
)
"""Bodies of the whole country, whose place of issue says nothing of the province that a document is for."""

_REPORTED = ("kế hoạch", "quyết định", "nghị quyết", "chương trình", "đề án", "chỉ thị", "phương án", "kết luận số")
_NAMED = regex.compile(r"\b(?:" + "|".join(_REPORTED) + r")\b[^.]*+", regex.IGNORECASE)


def particulars(raw: RawDocument, blocks: Sequence[Block] = ()) -> Particulars:
    """What a document says of itself; ``None`` for what it does not say, nothing is guessed.

    ``blocks`` are the document's, from ``structure.analyse``; without them the first and last lines are read. Offsets
    in ``spans`` are of the document text.
    """
    head = read_letterhead(raw.text)
    portal = _portal(raw) if head.bare or not head.official else None
    if portal is not None:
        return _official(raw, portal)
    if head.official:
        return without_doubtful(raw, _official(raw, head))
    return _article(raw, read_byline(raw, blocks))


def _official(raw: RawDocument, head: Letterhead) -> Particulars:
    spans = dict(head.spans)
    notes = list(head.notes)
    found = period_of(head.subject) if head.subject else None
    if found is not None and "subject" in spans:
        spans["period"] = _inside(raw.text, spans["subject"], found[0].text)
    signed = read_signer(raw.text) if head.doc_type != ANNEX else None
    if signed is not None:
        spans["signer"] = signed[1:]
    where = _province_of(head.issuing_body, head.subject)
    if where is None and head.issuing_body is not None and not _NATIONAL.match(head.issuing_body):
        where = _province_of(head.place) or _most_named(raw.text)
    return Particulars(
        number=head.number,
        doc_type=head.doc_type,
        issuing_body=head.issuing_body,
        province=where,
        place=head.place,
        issued=head.issued,
        subject=head.subject,
        period=found[0] if found else None,
        signer=signed[0] if signed else None,
        title=head.subject,
        sector=document_sector(head.subject, raw.text),
        references=references(raw.text, head.number),
        spans=spans,
        notes=tuple(notes),
    )


def _portal(raw: RawDocument) -> Letterhead | None:
    """A text from a portal of laws, whose headline names the document: "Kế hoạch 182/KH-UBND năm 2026 …"."""
    view = plain_view(raw.text[:3000])
    formal = _formal(view)
    if formal is not None:
        return formal
    for line in lines_of(view)[:3]:
        match = _PORTAL.match(line.text)
        if match is None:
            continue
        head = Letterhead(official=True, doc_type=match.group("kind").lower(), number=tidy(match.group("number")))
        for name in ("number", "subject"):
            span = view.raw_span(line.start + match.start(name), line.start + match.end(name))
            head.spans[name] = (span.start, span.end)
        subject = regex.sub(r"\s++do\s++.{3,80}?\s++ban\s++hành\W*+$", "", match.group("subject")).strip()
        issuer = regex.search(r"\bdo\s++(.{3,80}?)\s++ban\s++hành\W*+$", match.group("subject"))
        head.subject = subject or None
        head.issuing_body = issuer.group(1) if issuer else None
        if match.group("year"):
            head.notes.append(f"the headline gives the year {match.group('year')} and no day")
        return head
    return None


def _formal(view: View) -> Letterhead | None:
    """A headline over several lines: "CHỈ THỊ / CỦA BỘ … SỐ … / NGÀY … / VỀ …"."""
    lines = lines_of(view)[:8]
    for count in range(min(len(lines), 7), 0, -1):
        if not all(line.text.isupper() for line in lines[:count]):
            continue
        end = lines[count - 1].end
        match = _FORMAL.match(view.text[lines[0].start : end].replace("\n", " "))
        if match is None:
            continue
        head = Letterhead(official=True, doc_type=match.group("kind").lower(), number=tidy(match.group("number")))
        body = match.group("body")
        head.issuing_body = proper(body) if body else None
        head.issued = day_of(match)
        head.subject = " ".join(match.group("subject").split()) or None
        for name, part in (("number", "number"), ("issued", "day"), ("issuing_body", "body"), ("subject", "subject")):
            if match.group(part):
                span = view.raw_span(lines[0].start + match.start(part), lines[0].start + match.end(part))
                head.spans[name] = (span.start, span.end)
        return head
    return None


def _province_of(*sayings: str | None) -> str | None:
    """The province that the first telling words name."""
    for said in sayings:
        if said:
            places = find_places(said)
            if places:
                return places[0][2].name
            unit = province(said)
            if unit is not None:
                return unit.name
    return None


def _inside(text: str, span: tuple[int, int], words: str) -> tuple[int, int]:
    """Where words stand inside a span, blanks and marks between them aside; else the whole span."""
    pattern = regex.compile(r"[\s*_|]++".join(regex.escape(word) for word in words.split()), regex.IGNORECASE)
    match = pattern.search(text, span[0], span[1])
    return (match.start(), match.end()) if match else span


def _article(raw: RawDocument, byline: Byline) -> Particulars:
    spans = dict(byline.spans)
    cited = references(raw.text)
    lead = _lead(raw.text, byline)
    found: tuple[Period, int, int] | None = period_of(byline.title) if byline.title else None
    notes = list(byline.notes)
    if found is not None and "title" in spans:
        spans["period"] = _inside(raw.text, spans["title"], found[0].text)
    elif found is None and lead is not None:
        words = raw.text[lead[0] : lead[1]]
        named = _NAMED.search(words)
        found = period_of(named.group()) if named else None
        if found is not None:
            spans["period"] = _inside(raw.text, lead, found[0].text)
            notes.append("the period is that of the document which the article reports on")
    sheet = "spreadsheet" in raw.media_type or "excel" in raw.media_type
    return Particulars(
        doc_type=None if sheet else NEWS,
        province=_article_province(raw.text, byline.title, lead),
        period=found[0] if found else None,
        title=byline.title,
        publisher=byline.publisher,
        author=byline.author,
        published=byline.published,
        sector=document_sector(byline.title, raw.text),
        references=cited,
        spans=spans,
        notes=tuple(notes),
    )


def _lead(text: str, byline: Byline) -> tuple[int, int] | None:
    """The first paragraph after the headline that is a sentence."""
    place = byline.spans["title"][1] if "title" in byline.spans else 0
    for match in regex.finditer(r"[^\n]{60,}+", text, pos=place):
        if not match.group().startswith(("![", "[", "---", "===")) and "](" not in match.group()[:400]:
            return match.start(), match.end()
    return None


def _article_province(text: str, title: str | None, lead: tuple[int, int] | None) -> str | None:
    """The province an article is about: the one of its headline, else the only one of its first paragraph, else one
    that has two thirds of all mentions of provinces and three at least."""
    named = {unit.name for _, _, unit in find_places(title or "")}
    if len(named) == 1:
        return named.pop()
    if len(named) > 1:
        return None
    if lead is not None:
        first = {unit.name for _, _, unit in find_places(text[lead[0] : lead[1]])}
        if len(first) == 1:
            return first.pop()
    return _most_named(text)


def _most_named(text: str) -> str | None:
    """The province that has two thirds of all mentions of provinces, and three at least."""
    counts = Counter(unit.name for _, _, unit in find_places(text[:20000]))
    if not counts:
        return None
    name, most = counts.most_common(1)[0]
    return name if most >= 3 and 3 * most >= 2 * counts.total() else None
