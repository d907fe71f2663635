"""Who is to do it: the leading body and the cooperating ones, as a sentence or a heading names them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import regex

from extractor.lexicon.bodies import BODIES, DEPARTMENTS, GROUPS
from extractor.lexicon.places import UNIT_WORDS

_S = r"[\s\u00a0]++"
_ENDS: Final = (
    "chủ trì", "phối hợp", "có trách nhiệm", "chịu trách nhiệm", "được giao", "tham mưu", "hướng dẫn", "thực hiện",
    "triển khai", "xây dựng", "tổ chức", "báo cáo", "tổng hợp", "căn cứ", "theo", "tiếp tục", "là", "đã", "được", "sẽ",
    "để", "rà soát", "tăng cường", "đẩy mạnh", "trong", "tại", "phải", "cùng", "và các", "và Sở", "và UBND",
    "và Công an", "vận động", "tuyên truyền", "bảo đảm", "đảm bảo", "hoàn thành", "cung cấp", "đón", "mở", "tham gia",
    "duy trì",
    "nghiên cứu", "đề xuất", "trình", "ban hành", "kiểm tra", "theo dõi", "đôn đốc", "bố trí", "cho", "có", "từ", "đến",
    "làm", "giao", "với", "nhằm", "ủy quyền", "yêu cầu", "đề nghị", "kịp thời", "thường xuyên", "phê duyệt", "định kỳ",
)  # fmt: skip
"""Words before which the name of a body ends."""

_LEAD_LABEL = regex.compile(
    r"(?:cơ\s++quan|đơn\s++vị|sở,?\s++ngành)(?:,\s*+đơn\s++vị)?+\s++"
    r"(?:chủ\s++trì(?:\s++(?:thực\s++hiện|tham\s++mưu|theo\s++dõi[^:|]{0,20}+))?+|thực\s++hiện|đầu\s++mối|chịu\s++trách\s++nhiệm)"
    r"\s*+:\s*+",
    regex.IGNORECASE,
)
_HELP_LABEL = regex.compile(
    r"(?:cơ\s++quan|đơn\s++vị)(?:,\s*+(?:cơ\s++quan|đơn\s++vị))?+\s++phối\s++hợp(?:\s++thực\s++hiện)?+\s*+:\s*+",
    regex.IGNORECASE,
)
_WITH = regex.compile(
    r"phối\s++hợp(?:\s++(?:chặt\s++chẽ|đồng\s++bộ|thường\s++xuyên))?+(?:\s*+,\s*+(?:thống\s++nhất|tham\s++gia))?+"
    r"(?:\s++(?:với|cùng(?:\s++với)?+))?+\s++",
    regex.IGNORECASE,
)
_HELPED = regex.compile(r"\s*+,?+\s*+phối\s++hợp\s++", regex.IGNORECASE)
_LEADS = regex.compile(
    r"\s*+,?+\s*+(?:là\s++(?:cơ\s++quan|đơn\s++vị)(?:\s++(?:đầu\s++mối|thường\s++trực))?+\s*+,?+\s*+)?+(?:được\s++giao\s++)?+"
    r"(?:làm\s++đầu\s++mối\s*+,?+\s*+)?+chủ\s++trì",
    regex.IGNORECASE,
)
_DUTY = regex.compile(
    r"\s*+(?::|,?+\s*+(?:là\s++(?:cơ\s++quan|đơn\s++vị)\s++(?:đầu\s++mối|thường\s++trực)|có\s++trách\s++nhiệm|"
    r"chịu\s++trách\s++nhiệm|tham\s++mưu|được\s++giao|phối\s++hợp|hướng\s++dẫn|triển\s++khai|tổ\s++chức|theo\s++dõi|"
    r"tổng\s++hợp|xây\s++dựng|rà\s++soát|tiếp\s++tục))",
    regex.IGNORECASE,
)
LONGEST = 4000
"""Characters of a sentence that are read; no sentence that a person wrote is longer."""

_ASKED = regex.compile(
    r"(?:đề\s++nghị|giao|trách\s++nhiệm\s++(?:của\s++)?+|nhiệm\s++vụ\s++của)\s*+(?=\p{Lu}|các)", regex.IGNORECASE
)
_GIVEN = regex.compile(r"(?<!\p{L})(?:giao|phân\s++công|yêu\s++cầu|đề\s++nghị)\s++(?:cho\s++)?+$", regex.IGNORECASE)
_CUES = re.compile(r"trì|giao|phân|yêu|nghị|phối", re.IGNORECASE)
"""A syllable of each word with which a body leads that does not open the sentence: without any, the bodies of a
sentence need not be sought."""
_JOIN = regex.compile(r"\s*+[,;]\s*+(?:(?:và|cùng)\s++)?+|\s++(?:và|cùng|hoặc)\s++", regex.IGNORECASE)
_NUMBERING = regex.compile(r"^[\W\d_]*+(?:[IVXLC]{1,6}[.)]|\p{L}[.)]|\d{1,2}(?:\.\d{1,2})*+[.)]?)?+[\W_]*+")


@dataclass(frozen=True, slots=True)
class Named:
    """A body as it is named, by its offsets."""

    start: int
    end: int
    name: str


def _forms(words: Sequence[str]) -> str:
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(regex.escape(word).replace(r"\ ", _S) for word in ordered)


@cache
def _body() -> regex.Pattern[str]:
    """The pattern of one body or group of bodies."""
    fields = _forms([name for field in DEPARTMENTS for name in (field.name, *field.others)])
    units = _forms([form for word in UNIT_WORDS for form in (word.word, *word.short)])
    heads = _forms([n for b in BODIES if b.name not in ("Bộ", "Sở") for n in (b.name, *b.others)])
    ends = _forms(_ENDS)
    place = rf"(?:{_S}(?i:{units})(?:{_S}\p{{Lu}}\p{{L}}*+(?:{_S}\p{{Lu}}\p{{L}}*+){{0,3}}+)?+)"
    local = (
        rf"(?:{_S}(?:các|cấp|cấp{_S}các)?+\s*+(?:{units})(?:{_S}\p{{Lu}}\p{{L}}*+(?:{_S}\p{{Lu}}\p{{L}}*+){{0,3}}+)?+"
        rf"(?:\s*+,\s*+(?:{units})|{_S}và{_S}(?:{units}))*+(?:{_S}(?:có{_S})?+liên{_S}quan)?+)"
    )
    return regex.compile(
        rf"""
        (?<![\p{{L}}\d])
        (?:
            (?:Bộ|Sở){_S}(?:{fields})(?![\p{{L}}&]) {place}?+
          | (?:UBND|HĐND|(?i:Ủy{_S}ban{_S}nhân{_S}dân|Uỷ{_S}ban{_S}nhân{_S}dân|Hội{_S}đồng{_S}nhân{_S}dân)|Công{_S}an)
            {local}?+
          | (?i:các{_S}(?:{_forms([group.removeprefix("các ") for group in GROUPS])})
              |(?:{_forms([group for group in GROUPS if not group.startswith("các ")])}))(?!\p{{L}})
            (?:,\s*+(?:đơn{_S}vị|địa{_S}phương|ban|ngành|đoàn{_S}thể|tổ{_S}chức|cơ{_S}quan)(?!\p{{L}}))*+
            (?:{_S}(?:cấp{_S}(?:tỉnh|huyện|xã)|tỉnh|thành{_S}phố|khác|(?:có{_S})?+liên{_S}quan|trên{_S}địa{_S}bàn(?:{_S}tỉnh)?+))*+
          | (?:{heads})(?![\p{{L}}])
            (?:{_S}(?!(?:{ends})(?!\p{{L}}))[\p{{L}}/&-]++){{0,11}}+
        )
        """,
        regex.VERBOSE,
    )


@cache
def _field() -> regex.Pattern[str]:
    """A field after "các Sở:", where the word Sở is not said again."""
    fields = _forms([name for field in DEPARTMENTS for name in (field.name, *field.others)])
    return regex.compile(rf"(?:{fields})(?![\p{{L}}&])")


_SEVERAL = regex.compile(r"(?:các\s++)?+(?P<kind>sở|bộ)(?:,\s*+(?:ban,\s*+)?+ngành)?+\s*+:\s*+", regex.IGNORECASE)


def find_bodies(text: str) -> Iterator[Named]:
    """All bodies that a text names, in order, the longest name at each place."""
    for match in _body().finditer(text):
        yield Named(match.start(), match.end(), " ".join(match.group().split()))


def _list_at(text: str, place: int) -> list[Named]:
    """The bodies that stand in a list from a place on: "Sở Tài chính, Sở Y tế và UBND các xã"."""
    found: list[Named] = []
    kind: str | None = None
    several = _SEVERAL.match(text, place)
    if several:
        kind, place = several.group("kind").capitalize(), several.end()
    elif text[place : place + 4].lower() == "các ":
        after = regex.compile(r"các\s++(sở|bộ)\s++", regex.IGNORECASE).match(text, place)
        if after and _field().match(text, after.end()):
            kind, place = after.group(1).capitalize(), after.end()
    while True:
        match = _body().match(text, place)
        if match is None and kind is not None:
            match = _field().match(text, place)
            if match is not None:
                found.append(Named(match.start(), match.end(), f"{kind} {' '.join(match.group().split())}"))
        elif match is not None:
            kind = next((word for word in ("Sở", "Bộ") if match.group().startswith(word + " ")), None)
            found.append(Named(match.start(), match.end(), " ".join(match.group().split())))
        if match is None:
            return found
        join = _JOIN.match(text, match.end())
        if join is None:
            return found
        place = join.end()


def heading_body(heading: str) -> str | None:
    """The body that a heading is ("2. Sở Tài chính", "b) UBND các xã, phường"); ``None`` for any other heading."""
    if len(heading) > 200:
        return None
    start = _NUMBERING.match(heading)
    place = start.end() if start else 0
    asked = _ASKED.match(heading, place)
    match = _body().match(heading, asked.end() if asked else place)
    if match is None or heading[match.end() :].strip(" .:*;_"):
        return None
    return " ".join(match.group().split())


def bodies_of(sentence: str, section: Sequence[str] = ()) -> tuple[str | None, tuple[str, ...]]:
    """The leading body of a sentence and the cooperating ones, as written, blanks made one.

    ``section`` are the headings above it, outermost first: where the sentence says only "chủ trì" or names no body that
    leads, the innermost heading that is a body leads. Without any of it ``(None, ())``.
    """
    sentence = sentence[:LONGEST]
    lead = _lead(sentence)
    cooperating: list[str] = []
    for pattern in (_HELP_LABEL, _WITH):
        for match in pattern.finditer(sentence):
            for named in _list_at(sentence, match.end()):
                if named.name not in cooperating and named.name != lead:
                    cooperating.append(named.name)
    if lead is None:
        lead = next((body for body in map(heading_body, reversed(section)) if body), None)
    return lead, tuple(cooperating)


def _lead(sentence: str) -> str | None:
    label = _LEAD_LABEL.search(sentence)
    if label:
        listed = _list_at(sentence, label.end())
        if listed:
            return listed[0].name
    helped = [match.end() for match in _WITH.finditer(sentence)]
    start = _NUMBERING.match(sentence)
    first = start.end() if start else 0
    if not _CUES.search(sentence):
        own = _body().match(sentence, first)
        return " ".join(own.group().split()) if own and _DUTY.match(sentence, own.end()) else None
    candidates = list(find_bodies(sentence))
    for named in candidates:
        if named.start not in helped and _LEADS.match(sentence, named.end):
            return named.name
    for named in candidates:
        if _GIVEN.search(sentence[max(0, named.start - 20) : named.start]):
            return named.name
    if candidates and candidates[0].start not in helped:
        leader = candidates[0]
        if (leader.start == first and _DUTY.match(sentence, leader.end)) or _HELPED.match(sentence, leader.end):
            return leader.name
    return None
