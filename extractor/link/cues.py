"""Which words of a sentence speak of a figure: cues of goal or result before it, and what stands right beside it.

A cue is a word of ``lexicon.cues`` that means what it says: "phấn đấu" is one and "sự nỗ lực, phấn đấu" is none, "đã"
is one and "đã phê duyệt kế hoạch" is none. What stands beside a figure outranks every cue: "từ 400 ha lên 700 ha",
"chỉ vận động được 9 hộ", "chỉ tiêu 750 tỷ đồng", "(cùng kỳ năm trước 6%)".
"""

from __future__ import annotations

import regex

from extractor.grammar.amount import alternatives
from extractor.grammar.rule import Find
from extractor.lexicon.claims import (
    FULFILLED,
    PAST_MOMENTS,
    PLAN_ACTS,
    PLAN_NOUNS,
    PLAN_PAPERS,
    SPLIT_WORDS,
)
from extractor.lexicon.comparators import BEFORE
from extractor.lexicon.cues import RESULT, STRONG_RESULT, STRONG_TARGET, TARGET
from extractor.link.sentence import Cues, Passage, number_of, quantity_of


def _words(table: tuple[str, ...]) -> regex.Pattern[str]:
    return regex.compile(rf"(?<!\w)(?:{alternatives(table)})(?!\w)", regex.IGNORECASE)


def _cues(table: tuple[str, ...], pattern: regex.Pattern[str] | None = None) -> Cues:
    return Cues(pattern or _words(table), tuple(sorted({words.lower().split()[0] for words in table})))


_RESULT = regex.compile(
    rf"(?<!\w)(?<!(?:thực|phát|thể|xuất|biểu|tái|quy|hương|công|cam|giao)\s)(?:{alternatives(RESULT)})(?!\w)",
    regex.IGNORECASE,
)
_CUES = {
    "target": _cues((*TARGET, *STRONG_TARGET)),
    "result": _cues(RESULT, _RESULT),
    "strong target": _cues(STRONG_TARGET),
    "strong result": _cues(STRONG_RESULT),
}
NEAR = 200
"""Characters around a cue or a figure in which its clause is looked at, so that lines without signs stay cheap."""
_PLAN = rf"(?:{alternatives(PLAN_NOUNS)})"
_ABOUT = rf"(?:{alternatives(BEFORE)}|từ|khoảng|gần|hơn|trên)"

_HELD_AGAINST = regex.compile(
    rf"(?:%|\d|\d\s+\p{{L}}+|(?<!\w)(?:{alternatives(FULFILLED)}))\s+(?:so\s+với\s+)?$", regex.IGNORECASE
)
_LISTS_GOALS = regex.compile(r"(?<!đạt\s)(?<!vượt\s)(?<!thành\s)(?<!bộ\s)(?<![/\d.])\d{1,3}\s+$", regex.IGNORECASE)
_GOALS_FOLLOW = regex.compile(
    r"(?:chỉ|mục)\s+tiêu(?:\s+(?!đạt|vượt|hoàn|không|chưa|kế\s+hoạch|còn)\p{L}+){0,6}?\s*(?:[,:]|trong\s+đó|như|gồm|bao\s+gồm)",
    regex.IGNORECASE,
)
_PLAN_NOUN = regex.compile(rf"{_PLAN}(?!\w)", regex.IGNORECASE)
_NO_CUE: dict[str, regex.Pattern[str]] = {}


def _no_cue(word: str, before: str = "", after: str = "") -> None:
    """A word is no cue after ``before`` or ahead of ``after``."""
    parts = [rf"(?<=(?<!\w)(?:{before})\s+){word}"] if before else []
    if after:
        parts.append(rf"{word}\s+(?:{after})(?!\w)")
    _NO_CUE[word] = regex.compile("|".join(parts), regex.IGNORECASE)


_no_cue("phấn đấu", r"sự|nỗ\s+lực|nỗ\s+lực,|tinh\s+thần|quá\s+trình|ý\s+chí|không\s+ngừng", "của|không\\s+ngừng")
_no_cue("mục tiêu", r"đối\s+tượng|nhóm", r"quốc\s+gia")
_no_cue("chỉ tiêu", "", "tốn|thụ")
_no_cue("khả năng", r"không\s+có|nợ\s+có|có", "thu|giải|thanh|chi|chống|cạnh|tiếp|đáp|chịu|cung")
_no_cue("yêu cầu", r"đáp\s+ứng|theo|đạt|so|với|đảm\s+bảo|bảo\s+đảm")
_no_cue("kiểm soát", "được|bị")
_no_cue("chỉ đạo", r"được|ban|sự|công\s+tác|các\s+địa\s+phương")
_no_cue("bố trí", "được", r"hợp\s+lý|đầy\s+đủ|kịp\s+thời")
_no_cue("tiếp tục", "đang|đã|vẫn", "được|duy trì|tăng|giảm|giữ|là|đứng|dẫn")
_no_cue("phải", "không|gặp|bên|buộc", r"dừng|di\s+dời|tiêu\s+h[uủ]y|đóng\s+cửa|chịu|bỏ|nghỉ|tạm|tính")
_no_cue("cần", "", "cù|thơ|giờ|thiết")
_no_cue("hiện", "", "đại|hành|vật|tượng|thực|trường|diện|hữu")
_no_cue("vừa", "và", "và|học")
_no_cue("đạt được", r"để|phải|cần|sẽ|nhằm|phấn\s+đấu|kết\s+quả|kết\s+quả\s+đã")
_no_cue("đề ra", r"thời\s+gian|tiến\s+độ|kế\s+hoạch|mục\s+tiêu|chỉ\s+tiêu|yêu\s+cầu|dự\s+toán")
_no_cue("đề nghị", r"theo|văn\s+bản|hồ\s+sơ|đơn|người")
for _word in ("ước thực hiện", "ước"):
    _no_cue(_word, r"so\s+với|so|hơn")
_no_cue("xếp", r"đề\s+nghị|hồ\s+sơ|công\s+nhận")
_no_cue("đã", r"kết\s+quả|thành\s+tựu|thành\s+tích|như|những\s+gì")
for _word in ("chỉ đạt", "mới đạt", "mới có"):
    _no_cue(_word, "|".join(SPLIT_WORDS))

_OF_PLANNING = regex.compile(
    rf"(?:đã|vừa|mới)\s+(?:được\s+)?(?:\p{{L}}+\s+){{0,5}}?(?:{alternatives(PLAN_ACTS)})\s[^.;]{{0,80}}?(?<!\w)(?:{alternatives(PLAN_PAPERS)})(?!\w)"
    r"|(?:đã|vừa|mới)\s+(?:được\s+)?(?:(?:phê\s+)?duyệt|chấp\s+thuận|thống\s+nhất|đồng\s+ý|cho\s+phép|quyết\s+định)(?:\s+cho)?\s+"
    r"(?:tuyển|xây|đầu\s+tư|chi|bổ\s+sung|mở|thành\s+lập|lập|trồng|mua|cấp|nâng)(?!\w)",
    regex.IGNORECASE,
)

_PLAN_WAS_MADE = regex.compile(rf"(?<!\w)(?:{alternatives(PLAN_PAPERS)})(?!\w)[^,.;()]{{0,40}}$", regex.IGNORECASE)
_BY_AN_ACT = regex.compile(
    rf"(?:đã|vừa|mới)\s+được\s+(?:\p{{L}}+\s+){{0,8}}?(?:{alternatives(PLAN_ACTS)})(?!\w)", regex.IGNORECASE
)
_DONE = _cues(("đã", "vừa", "mới"))
_SAYING = ("xác định", "đặt ra", "đề ra", "nêu", "quy định", "giao", "dành")
_PAPER_SAYS = _cues(
    _SAYING,
    regex.compile(
        r"(?<!\w)(?<!(?:theo|thực\s+hiện|triển\s+khai)\s+)"
        r"(?:quy\s+hoạch|đề\s+án|kế\s+hoạch|nghị\s+quyết|chương\s+trình|chiến\s+lược)(?!\w)"
        rf"[^,.;()]{{0,60}}?(?<!\w)(?<!đã\s)(?:{alternatives(_SAYING)})(?!\w)",
        regex.IGNORECASE,
    ),
)
"""A plan's own voice: "Quy hoạch đến năm 2040 xác định …"."""
_DONE_FOR = regex.compile(r"(?<!\w)(?:đã|vừa)(?!\w)[^,;.]*$", regex.IGNORECASE)
"""What was done for a purpose: "đã huy động nguồn lực để hoàn thành 30 cây cầu"."""
_ESTIMATED = regex.compile(r"(?<!\w)ước\s+(?:tính|đạt|thực\s+hiện)(?!\w)[^,;.]*$", regex.IGNORECASE)
"""An estimate of the current period is a result, whatever verb follows: "ước thực hiện đến 31/12 sẽ đạt …"."""


def last(kind: str, passage: Passage, start: int, end: int) -> int | None:
    """Where the last cue of a kind (a key of ``_CUES``) between two offsets ends."""
    cues = reversed(passage.matches_in(_CUES[kind], start, end))
    place = next((cue.end() for cue in cues if _means_it(passage.text, cue, kind, start, end)), None)
    if kind == "target":  # "đã thông qua nghị quyết", "kế hoạch vừa được phê duyệt": what follows is planned
        says = passage.matches_in(_PAPER_SAYS, start, end)
        acts = [act.end() for act in says if not _held_against(passage.text, act.start(), start)]
        done = passage.matches_in(_DONE, start, end)
        acts += [act.end() for act in done if _is_planning(passage.text, act, start, end)]
        place = max([*acts, *([] if place is None else [place])], default=None)
    return place


def _held_against(text: str, place: int, start: int) -> bool:
    """Whether a plan is only what a figure is held against: "đạt 94,1% kế hoạch … giao"."""
    return _HELD_AGAINST.search(text[max(start, place - 24) : place]) is not None


_NAME = regex.compile(r"(?<!^\W*|[.:;]\s)\p{Lu}\p{Ll}+\s\p{Lu}\p{Ll}")
"""A name that begins like a cue: "thành phố Cần Thơ"."""


def _means_it(text: str, match: regex.Match[str], kind: str, start: int, end: int) -> bool:
    if _NAME.match(text, match.start()):
        return False
    word = " ".join(match[0].lower().split())
    start = max(start, match.start() - NEAR)
    barred = _NO_CUE.get(word)
    if barred is not None and barred.match(text, match.start()):
        return False
    if kind.endswith("result"):
        return word not in ("đã", "vừa") or not _is_planning(text, match, start, end)
    before = text[max(start, match.start() - 24) : match.start()]
    if word.startswith(("để ", "nhằm ")) and _DONE_FOR.search(text, start, match.start()):
        return False
    if word == "sẽ" and _ESTIMATED.search(text, start, match.start()):
        return False
    if word == "phấn đấu":  # "bằng 112% chỉ tiêu phấn đấu"
        noun = regex.search(r"(?:(?:chỉ|mục)\s+tiêu|dự\s+toán|kế\s+hoạch)\s+$", before, regex.IGNORECASE)
        return noun is None or _HELD_AGAINST.search(before[: noun.start()]) is None
    if _PLAN_NOUN.match(text, match.start()) and _held_against(text, match.start(), start):
        # "107,79% chỉ tiêu", "12 chỉ tiêu kế hoạch": held against a plan; "17 chỉ tiêu chủ yếu, như …": goals follow
        return bool(_LISTS_GOALS.search(before) and _GOALS_FOLLOW.match(text, match.start()))
    return True


def _is_planning(text: str, done: regex.Match[str], start: int, end: int) -> bool:
    """Whether "đã", "vừa" stand with an act of planning and its paper."""
    if _OF_PLANNING.match(text, done.start(), end):
        return True
    before = max(start, done.start() - NEAR)
    return bool(_BY_AN_ACT.match(text, done.start(), end) and _PLAN_WAS_MADE.search(text, before, done.start()))


_STARTS = regex.compile(rf"(?<!\w)từ\s+(?:mức\s+)?(?:{_ABOUT}\s+)*$", regex.IGNORECASE)
_TURNS = regex.compile(
    r"[^.;()]{0,50}?(?<!\w)(?:lên|xuống|còn|(?:tăng|giảm|nâng)\s+(?:lên\s+)?(?:đến|tới|thành))(?!\w)[^.;()]{0,30}?\d",
    regex.IGNORECASE,
)
_BARELY = regex.compile(
    r"(?<!\w)(?:chỉ|mới|mới\s+chỉ)\s+(?:(?!có\s+thể)\p{L}+\s+){0,3}được\s+(?:hơn\s+|gần\s+|khoảng\s+|trên\s+)?$",
    regex.IGNORECASE,
)
_ONLY = regex.compile(r"\s*(?:mới|mới\s+chỉ|chỉ\s+mới)\s+(?:hơn\s+|gần\s+|khoảng\s+)?", regex.IGNORECASE)
"""So few so far: "đến hết tháng 9, mới 2.496 căn được bàn giao"."""
_AGAINST = regex.compile(
    r"(?<!\w)(?:vượt|thực\s+hiện|hụt|so\s+với|so|cao\s+hơn|thấp\s+hơn|hoàn\s+thành|đạt)\s+$", regex.IGNORECASE
)
_LEVELS = regex.compile(r"đạt|so|thấp\s+hơn", regex.IGNORECASE)
"""After these a plan's figure is its level: "chưa đạt mục tiêu 50 tổ"; after "vượt" it is the gap."""
_IS_PLAN = regex.compile(
    rf"(?<!\w){_PLAN}(?:\s+(?:giao|đề\s+ra|đặt\s+ra|được\s+giao|phấn\s+đấu|cả\s+năm(?:\s+\d{{4}})?|năm|của\s+năm|ban\s+đầu|năm\s+\d{{4}}))*"
    rf"(?:(?:\s+(?!đạt|tăng|giảm|thực\s+hiện)[\p{{L}}\d]+){{0,9}}\s+là|\s+ở\s+mức|\s*:)?\s+(?:[≥≤]\s*)?(?:{_ABOUT}\s+)*$",
    regex.IGNORECASE,
)
_PLAN_GROWS = regex.compile(
    r"(?:^|[,;(\-*]\s*)(?:(?:trong\s+khi|còn)\s+)?(?:kế\s+hoạch|mục\s+tiêu|chỉ\s+tiêu|kịch\s+bản)"
    rf"(?:\s+(?!so|đạt|vượt)\p{{L}}+){{0,4}}\s+(?:là\s+)?(?:kéo\s+giảm|tăng|giảm|là|đạt|có|thu)\s+(?:{_ABOUT}\s+)*$",
    regex.IGNORECASE,
)
_PLAN_IN_BRACKETS = regex.compile(
    rf"%\s+(?:so\s+với\s+)?{_PLAN}[^,;.()]{{0,40}}\(\s*(?:{_ABOUT}\s+)*$", regex.IGNORECASE
)
_ASKED_AFTER = regex.compile(r"(?:\s+\p{L}+){0,2}?\s+(?:được\s+giao|đề\s+ra|đặt\s+ra)(?!\w)", regex.IGNORECASE)
_LEVEL_ASKED = regex.compile(r"(?<!\w)(?:mức|con\s+số|ngưỡng|mốc)\s+$", regex.IGNORECASE)
_PAST = regex.compile(
    rf"\s*(?:so\s+với\s+|trong\s+khi\s+(?:đó\s+)?|còn\s+)?(?:{alternatives(PAST_MOMENTS)})(?!\w)", regex.IGNORECASE
)
_PAST_AFTER = regex.compile(
    r"(?:\s+(?!so|với|hơn|cùng|bằng|từ|của)\p{L}+){0,2}?\s+(?:trong\s+|của\s+|vào\s+)?"
    r"(?:năm\s+ngoái|năm\s+trước|năm\s+học\s+trước|hiện\s+nay|hiện\s+tại)(?!\w)",
    regex.IGNORECASE,
)


def beside(passage: Passage, find: Find) -> float:
    """What stands right at a figure: above zero a goal, below a result, 0 where nothing does."""
    text, start, end = passage.text, number_of(find)[0], find.end
    clause = max(passage.part_before(start, ";,("), start - NEAR)
    left = text[clause:start]
    quantity = quantity_of(find)
    if quantity.upper is None and _STARTS.search(left) and _TURNS.match(text, end):
        return -6.0
    if _BARELY.search(left) or _ONLY.fullmatch(left):
        return -6.0
    if _PLAN_IN_BRACKETS.search(text, max(0, start - 120), start):
        return 6.5
    noun = _IS_PLAN.search(left)
    if noun is not None:
        against = _AGAINST.search(text, max(0, clause + noun.start() - 14), clause + noun.start())
        if against is None or (quantity.kind != "percentage" and _LEVELS.match(against[0])):
            return 6.5
    if _PLAN_GROWS.search(text, max(0, clause - 1), start):
        return 6.5
    if _LEVEL_ASKED.search(left) and _ASKED_AFTER.match(text, end):
        return 6.5
    if (
        quantity.kind != "multiple"
        and _PAST_AFTER.match(text, end)
        and last("strong target", passage, clause, start) is None
    ):
        return -5.0
    if _PAST.match(left) and last("target", passage, clause, start) is None:
        return -5.0
    return 0.0
