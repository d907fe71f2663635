"""The noun phrase that stands right after a number: what it counts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from extractor.grammar.amount import alternatives
from extractor.lexicon.boundaries import (
    AUXILIARIES,
    COMPOUNDS,
    HOMOGRAPHS,
    NOT_A_NOUN,
    PREPOSITIONS,
    STOP_AFTER,
    STOP_PHRASES,
    VERB_FIRST,
)
from extractor.segment.words import in_word

LONGEST = 7
"""Syllables of a noun phrase at the most; what follows narrows it and is not needed."""

_SYLLABLE = regex.compile(r"\s*+(?P<word>[^\W\d_][\w]*+(?:[-/][^\W_]\w*+)*+)")
_JOIN = regex.compile(r",\s+(?=(?P<word>[^\W\d_]\w*+))")


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun phrase ``text``, one blank between syllables, and its place in the text for matching."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=2048)
def noun_after(text: str, start: int, longest: int = LONGEST) -> Noun | None:
    """The noun phrase that begins at ``start`` (after blanks); nothing where no noun can stand there.

    It ends at punctuation, at a digit, at a verb or preposition of ``lexicon.boundaries``, or after ``longest``
    syllables. Kinds of administrative units are joined over commas ("xã, phường, thị trấn"). Remembered for a while,
    for several families and the search for the subject ask for the same number.
    """
    words: list[str] = []
    position = start
    begin = end = start
    while len(words) < longest:
        match = _SYLLABLE.match(text, position)
        if match is None:
            joined = _JOIN.match(text, position)
            if joined and words and words[-1].lower() in _LISTED and joined["word"].lower() in _LISTED:
                words[-1] += ","
                position = joined.start("word")
                continue
            break
        word = match["word"]
        low = word.lower()
        if not words:
            if low in NOT_A_NOUN and not _THING.match(text, match.start("word")):
                return None
            if _FIRST_STOPS.match(text, match.start("word")):
                return None
            begin = match.start("word")
        elif _stops(text, match, words):
            break
        words.append(word)
        position = end = match.end()
    if not words:
        return None
    if len(words) == longest > 1 and (following := _SYLLABLE.match(text, end)) and _goes_on(text, begin, following):
        words.pop()  # "người tham gia bảo hiểm | y tế"
        end = begin + len(text[begin:end].rsplit(None, 1)[0])
    return Noun(" ".join(words), begin, end)


def _goes_on(text: str, begin: int, following: regex.Match[str]) -> bool:
    """Whether a word goes on from the last syllable of a phrase to the one that follows it."""
    further = _SYLLABLE.match(text, following.end())
    end = further.end() if further else following.end()
    return in_word(text, begin, following.start("word"), end)


def _stops(text: str, match: regex.Match[str], words: list[str]) -> bool:
    """Whether a syllable ends the phrase; after "người" a verb says who they are ("người hưởng trợ cấp")."""
    word = match["word"]
    low = word.lower()
    if (
        len(words) == 1
        and words[0].lower() == "người"
        and low in VERB_FIRST
        and low not in ("đạt", "tăng", "giảm", "chiếm")
    ):
        return False
    if (words[-1].lower(), low) in COMPOUNDS:
        return False
    if words[-1].lower() == "mới":
        return True  # "xã nông thôn mới | kiểu mẫu"
    if 2 <= len(words) <= 3 and [word.lower() for word in words[:2]] == ["thời", "gian"]:
        return low in PREPOSITIONS or low in AUXILIARIES  # "thời gian giải quyết thủ tục hành chính"
    if low in STOP_AFTER or ((low in _STOP_STARTS or not low.isalpha()) and phrase_stops(text, match.start("word"))):
        return True
    return len(words) >= 3 and word[0].isupper() and not word.isupper() and words[-1][0].islower()


def nouns_after(text: str, start: int, longest: int = LONGEST) -> Noun | None:
    """Like ``noun_after``, but a list of things ("cán bộ, chiến sĩ, công chức và người lao động được …") is taken whole
    where a predicate follows it."""
    noun = noun_after(text, start, longest)
    if noun is None:
        return None
    end = noun.end
    for _ in range(8):
        sign = _LIST_SIGN.match(text, end)
        following = noun_after(text, sign.end(), longest) if sign else None
        if following is None or following.text[0].isdigit() or _CLAUSE.match(following.text):
            break
        end = following.end
        if _PREDICATE.match(text, end):
            return Noun(" ".join(text[noun.start : end].split()), noun.start, end)
    return noun


_LIST_SIGN = regex.compile(r"\s*,\s+(?:các\s+)?|\s+và\s+(?:các\s+)?|\s*;\s*(?=và\s)")
_CLAUSE = regex.compile(
    r"(?:trong|đó|riêng|theo|tỷ|tỉ|tổng|phấn|đồng|góp|cơ bản|không|nâng|đưa)(?!\w)", regex.IGNORECASE
)
_PREDICATE = regex.compile(
    r"\s+(?:được|có|đạt|khi|của|trong|tại|trên|thuộc|là|tham\s+gia|sử\s+dụng|thực\s+hiện|hoàn\s+thành|biết|đủ|ứng\s+dụng|nhận|ở|đều|đã|bảo\s+đảm|đảm\s+bảo|đưa|kết\s+nối|triển\s+khai|đối\s+với|cho|không)(?!\w)",
    regex.IGNORECASE,
)
_THING = regex.compile(rf"(?:{alternatives(HOMOGRAPHS)})(?!\w)", regex.IGNORECASE)
_FIRST_STOPS = regex.compile(
    r"(?:thực\s+hiện|triển\s+khai|dự\s+kiến|so\s+với|trở\s+lên|trở\s+xuống|bắt\s+đầu|kể\s+từ|xây\s+dựng|xây|đầu\s+tư|hỗ\s+trợ|nâng\s+cấp|sửa\s+chữa|cải\s+tạo|phát\s+triển|thi\s+công|ủng\s+hộ|khắc\s+phục|dành|nuôi|mua|mất\s+trắng|hư\s+hỏng|bỏ\s+hoang|đối\s+với|liên\s+kết|kết\s+nối|tham\s+gia|sử\s+dụng|cam\s+kết|chấp\s+hành)(?!\w)",
    regex.IGNORECASE,
)
_LISTED = frozenset(
    {"xã", "phường", "huyện", "quận", "thôn", "bản", "ấp", "làng", "trấn", "thị", "buôn", "khu", "khóm", "thành"}
)
_STOP_STARTS = frozenset(phrase.split()[0].lower() for phrase in STOP_PHRASES)
_STOPS = regex.compile("|".join(regex.escape(phrase) for phrase in STOP_PHRASES), regex.IGNORECASE)


def phrase_stops(text: str, start: int) -> bool:
    """Whether one of ``STOP_PHRASES`` stands at ``start``, as whole words."""
    match = _STOPS.match(text, start)
    return match is not None and (match.end() == len(text) or not text[match.end()].isalnum())
