"""Where the noun phrase of a subject begins and ends, in a clause or in a table's label."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extractor.grammar.amount import alternatives
from extractor.grammar.noun import phrase_stops
from extractor.lexicon.actors import ACTORS
from extractor.lexicon.boundaries import AUXILIARIES, COMPOUNDS, PREPOSITIONS, VERB_FIRST
from extractor.lexicon.indicators import HEADS
from extractor.segment.words import in_word


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject's words and where they stand in the text for matching (``None`` where they were carried over)."""

    text: str
    span: tuple[int, int] | None
    rule: str


BRACKETED = regex.compile(r"\((?:[^()\d]{1,120}|(?:tính\s+)?(?:theo\s+)?giá\s[^()]{1,40})\)", regex.IGNORECASE)
"""Words in brackets; the year whose prices are meant is no figure."""


_BAD_START = PREPOSITIONS | AUXILIARIES | {"và", "cùng", "năm"}


WORD = regex.compile(r"[^\W_][\w/.-]*")


LONGEST = 6
"""Syllables of a subject at the most: its head and what tells it apart."""
_COMPLEMENTS = frozenset(["của", "từ", "cho", "qua"])
"""Prepositions whose phrase still belongs to a short head: "nguồn thu từ nguyên liệu", "số thu của đơn vị"."""
_SHORT_HEAD = 4
_ACTORS = regex.compile(rf"(?:{alternatives(ACTORS)})", regex.IGNORECASE)
_LOOSE_END = frozenset(["lên", "xuống", "và", "với", "cùng", "các", "những", "hoặc", "hay"]) | PREPOSITIONS


_INDICATOR = regex.compile(r"chỉ\s+(?:tiêu|số)(?!\w)", regex.IGNORECASE)


_INNER_STOP = frozenset(
    [
        "của",
        "trong",
        "tại",
        "cho",
        "từ",
        "đến",
        "tới",
        "theo",
        "do",
        "để",
        "bằng",
        "được",
        "bị",
        "đã",
        "đang",
        "sẽ",
        "có",
        "còn",
        "là",
        "đạt",
        "tăng",
        "giảm",
        "chiếm",
        "vào",
        "trên",
        "so",
        "ở",
        "thì",
        "mà",
        "không",
        "nhưng",
        "phải",
        "khi",
        "qua",
    ]
)


_HEADED = regex.compile(rf"(?:{alternatives(HEADS)})(?!\w)", regex.IGNORECASE)


_IN_COUNTRY = regex.compile(r"(?:(?:trong|ngoài)\s+(?:nước|tỉnh)|có\s+vốn\s+đầu\s+tư)(?!\w)", regex.IGNORECASE)
"""What the preposition makes a kind of: "vốn trong nước", "lao động ngoài tỉnh"."""
_CROP = regex.compile(
    r"\s+(?:(?:hằng|hàng|lâu)\s+năm|ăn\s+quả|công\s+nghiệp|lương\s+thực|dược\s+liệu|đặc\s+sản)(?!\w)", regex.IGNORECASE
)
"""What kind of crop: part of the noun even where the phrase has reached its length."""


def noun_phrase(
    text: str, words: list[tuple[int, int, str]], stop: frozenset[str] | None = None, *, share: bool = False
) -> list[tuple[int, int, str]]:
    """The first noun phrase of a clause: up to a preposition or predicate, at most ``LONGEST`` syllables.

    With ``stop`` words of a label are meant, which run on over verbs; with ``share`` those of a share, whose phrase
    ends with who has it ("Tỷ lệ hộ | sử dụng điện").
    """
    out: list[tuple[int, int, str]] = []
    longest = LONGEST
    acting = False
    for place, word in enumerate(words):
        low = word[2].lower()
        if not out and ((low in _BAD_START and not _INDICATOR.match(text, word[0])) or not word[2][0].isalpha()):
            continue
        whole = bool(out) and (out[-1][2].lower(), low) in COMPOUNDS
        stops = low in (stop or _INNER_STOP) and not whole and not (out and _IN_COUNTRY.match(text, word[0]))
        if (stop is None or share) and (len(out) == 1 or (len(out) == 2 and not acting)):
            named = " ".join(text[out[0][0] : out[-1][1]].split())
            acting = _ACTORS.fullmatch(named) is not None and named.lower() != "người"  # "người tham gia …" is who
        verb = low in VERB_FIRST or (share and low in ("có", "được", "bị")) or phrase_stops(text, word[0])
        stops = stops or (acting and not whole and verb)
        if out and stops and low in _COMPLEMENTS and len(out) <= _SHORT_HEAD and longest == LONGEST:
            stops, longest = False, len(out) + 4
        if out and not stops and len(out) == longest == LONGEST and stop is None and _ends_soon(text, words, place):
            longest += 1
        if out and (stops or len(out) >= longest or _parted(text, out[-1][1], word[0])):
            if low == "và" and not stops and longest == LONGEST and _HEADED.match(text, word[1] + 1):
                longest += 3  # "tổng mức bán lẻ hàng hóa và doanh thu"
            else:
                if not stops and len(out) > 1 and _goes_on(text, words, place):
                    out.pop()  # "người tham gia bảo hiểm xã | hội"
                break
        out.append(word)
    kind = _CROP.match(text, out[-1][1]) if stop is None and out and out[-1][2].lower() == "cây" else None
    if kind:
        out.extend(
            (match.start(), match.end(), match.group()) for match in WORD.finditer(text, kind.start(), kind.end())
        )
    while len(out) > 1 and out[-1][2].lower() in _LOOSE_END:
        out.pop()
    return out


def _goes_on(text: str, words: list[tuple[int, int, str]], place: int) -> bool:
    """Whether the syllable at ``place`` goes on with the word before it."""
    end, behind = words[place - 1][1], words[min(place + 2, len(words)) - 1][1]
    if "," in text[end : words[place][0]] or _parted(text, end, words[place][0]):
        return False
    return in_word(text, words[max(0, place - 3)][0], end, behind)


def _ends_soon(text: str, words: list[tuple[int, int, str]], place: int) -> bool:
    """Whether a phrase that has reached its length ends by itself after one syllable, so that no word is cut in two."""
    if _parted(text, words[place - 1][1], words[place][0]) or any(
        word[2].lower() in ("và", "của") for word in words[:place]
    ):
        return False
    following = place + 1
    if following >= len(words) or _parted(text, words[place][1], words[following][0]):
        return True
    low = words[following][2].lower()
    return low in _INNER_STOP or low in VERB_FIRST or phrase_stops(text, words[following][0])


def _parted(text: str, end: int, start: int) -> bool:
    return any(sign in text[end:start] for sign in ";:") or "   " in text[end:start]


_LABEL_LEAD = regex.compile(
    r"^\W*(?:\d+(?:\.\d+)*[.)]?\s+|[a-zđ]\)\s+|[-+•*]\s*)*(?:(?:xếp\s+hạng|về|trong\s+đó|tổng\s+số|quy\s+mô|tỷ\s+lệ|tỉ\s+lệ|tỷ\s+trọng|tỉ\s+trọng|số\s+lượng|số|mức|"
    r"tốc\s+độ\s+tăng\s+trưởng|tốc\s+độ\s+tăng|tăng\s+trưởng|đóng\s+góp|thu\s+gom|xử\s+lý|cung\s+cấp|khai\s+thác|tự\s+động\s+hóa|số\s+hóa|giải\s+quyết|cấp|sử\s+dụng|cắt\s+giảm|giảm|tăng|thực\s+hiện|duy\s+trì|xây\s+dựng|phấn\s+đấu|hoàn\s+thành|hình\s+thành|thành\s+lập|thu\s+hút|làm\s+chủ|một\s+số|thêm|có|bình\s+quân|"
    r"của|các|những|đạt)(?=[\s,])\s*[:,]?\s*(?:(?:và|hoặc|lại)\s+)?)*+",
    regex.IGNORECASE,
)


_RATE = regex.compile(r"(?<!\w)(?:tỷ|tỉ)\s+(?:lệ|trọng)(?!\w)", regex.IGNORECASE)


_LABEL_STOP = frozenset(["của", "trên", "trong", "tại", "so", "theo", "cho", "về", "so", "đạt"])


def subject_of_label(label: str) -> Subject | None:
    """The subject that a table's label names: its first noun phrase, words of share and number taken off."""
    text = BRACKETED.sub(lambda match: " " * len(match.group()), label)
    lead = _LABEL_LEAD.match(text)
    words = [(match.start(), match.end(), match.group()) for match in WORD.finditer(text, lead.end() if lead else 0)]
    share = lead is not None and _RATE.search(lead.group()) is not None
    cut = noun_phrase(text, words, _LABEL_STOP, share=share)
    if not cut:
        stripped = label.strip(" .:-+*")
        return Subject(stripped, None, "subject.label") if stripped else None
    return Subject(" ".join(label[cut[0][0] : cut[-1][1]].split()), None, "subject.label")
