"""The noun phrase that stands before a quantity in its own clause, predicates and adverbials taken off."""

from __future__ import annotations

from bisect import bisect_left

import regex

from extractor.grammar.amount import alternatives
from extractor.lexicon.actors import PEOPLE
from extractor.lexicon.boundaries import COMPOUNDS
from extractor.lexicon.indicators import HEADS, LEADING_VERBS, NO_SUBJECT, SHARES, WEAK_HEADS
from extractor.link.cut import BRACKETED, WORD, Subject, noun_phrase
from extractor.link.select import is_record
from extractor.link.sentence import Passage

_PREDICATE = regex.compile(
    r"""(?<!\w)(?:ước\s+(?:tính|đạt|thực\s+hiện)|dự\s+kiến|phấn\s+đấu|đáp\s+ứng|tăng\s+trưởng|đạt\s+được|thực\s+hiện(?:\s+được)?|đối\s+với|được|đạt|là|còn|
    tăng|giảm|lên|xuống|chiếm|bằng|có|hiện|đã|mới|(?<!chứng\s)(?<!địa\s)chỉ|sẽ|gấp|kết\s+quả|tiêu\s+tốn|nâng\s+lên|trở\s+lên|vượt|ước|khoảng|từ|đến|tới|thêm|liên\s+tục|bình\s+quân|trung\s+bình|ở|mức|mốc|
    trên|dưới|gần|hơn|ít\s+nhất|tối\s+thiểu|tỷ\s+lệ|tỉ\s+lệ|tỷ\s+trọng|kéo|nhanh|mạnh|nhẹ|cao|thấp|với|cho|lần\s+lượt|tương\s+ứng|đang|vào|trong|
    (?<!cây\s)(?:hàng|hằng)\s+năm|mỗi\s+năm|giữ|dừng|cao\s+nhất|duy\s+trì|so|cả|nay|phải|(?<!chuyên\s)cần|vẫn|cũng|đều|thu\s+về|rồi|nữa|riêng|và|là:|
    hạ|(?:thu\s+)?nộp(?:\s+ngân\s+sách(?:\s+nhà\s+nước)?)?|cập\s+cảng|ngốn|bán\s+ra|(?<!(?:hoàn|hình|trưởng)\s)thành|(?<!(?:chiều|độ)\s)dài|trị\s+giá|đóng\s+góp|giải\s+ngân|bao\s+phủ|tương\s+đương|:)\s*$""",
    regex.IGNORECASE | regex.VERBOSE | regex.REVERSE | regex.POSIX,
)
"""Read backwards from the end, the longest predicate of those that end there."""


_LEAD = regex.compile(
    r"""^[\s,.;:()*"'+-]*+(?:(?:trong\s+đó|riêng|trong\s+khi\s+đó|theo\s+đó|cụ\s+thể|ngoài\s+ra|bên\s+cạnh\s+đó|đồng\s+thời|tuy\s+nhiên|đặc\s+biệt|
    phấn\s+đấu|quyết\s+tâm|ngược\s+lại|dự\s+kiến|ước\s+tính|đưa|nâng|bảo\s+đảm|đảm\s+bảo|duy\s+trì|góp\s+phần|để|thì|mà|và|với|có|như|về|chỉ(?!\s+(?:tiêu|số))|đã|tính|từ|đến|tới|vào|trong|hết|
    thực\s+hiện|đạt|hoàn\s+thành|phát\s+triển|giữ|đẩy|hiện|nay|đến\s+nay|tại|thí\s+dụ|ví\s+dụ|so\s+với|nếu|khi|sẽ|giảm|tăng|tập\s+trung|tiếp\s+tục|đẩy\s+mạnh|đẩy\s+nhanh|khẩn\s+trương|gieo\s+(?:trồng|sạ|cấy)|dự\s+(?:tính|ước)|ước(?:\s+thực\s+hiện)?|tính\s+chung|cộng\s+dồn|mục\s+tiêu|tổng\s+số|số\s+lượng|số|lũy\s+kế|luỹ\s+kế|
    tỷ\s+lệ|tỉ\s+lệ|tỷ\s+trọng|tỉ\s+trọng|tốc\s+độ\s+tăng\s+trưởng(?:\s+bình\s+quân)?|tốc\s+độ\s+tăng|tốc\s+độ|mức\s+tăng\s+trưởng|mức\s+tăng|mức|
    tăng\s+trưởng|bình\s+quân|chỉ\s+tiêu\s+về|cơ\s+cấu|phấn\s+đấu\s+đến|là|năm|toàn\s+(?:tỉnh|huyện|thành\s+phố|xã|ngành|quốc|vùng)|cả\s+(?:nước|tỉnh)|các|những|quy\s+mô|\d+[.)]|[a-zđ]\))(?=[\s,.:;]|$)[\s,:]*+)*+""",
    regex.IGNORECASE | regex.VERBOSE,
)


_DANGLING = regex.compile(
    r"(?r)(?<!\w)(?:duy\s+trì|cung\s+cấp|chạy|cho|cần|đạt|tổng|đã|sẽ|có|là|còn|được|dành|phải|và|của|với|thu\s+hoạch|thu\s+về|đề\s+nghị)$",
    regex.IGNORECASE,
)


_UNREADABLE = regex.compile(
    r"(?:(?:giờ|chỉ)\s+)?(?:(?:tiếp|kế)\s+(?:đến|theo)|chậm|đề\s+nghị|kiến\s+nghị|cung\s+cấp|luôn|rồi|sang|nghĩa|tức|hồi|lận|ghi\s+nhận|dành|vượt|hụt|ưu\s+tiên|bố\s+trí|nâng\s+lên|đạt|giảm|tăng|lũy\s+kế)(?!\w)",
    regex.IGNORECASE,
)


_SAYS = regex.compile(
    r"(?<!\w)(?:đặt\s+mục(?:\s+tiêu)?|phấn\s+đấu|cho\s+biết|cho\s+hay|dự\s+kiến|kỳ\s+vọng|trong\s+đó|đã|sẽ)(?!\w)",
    regex.IGNORECASE,
)
"""A predicate inside: more than a noun phrase."""


_ESTIMATED = (
    r"(?:dự\s+(?:tính|ước|kiến)|ước(?:\s+(?:tính|thực\s+hiện|đạt))?|(?:thực\s+hiện\s+)?(?:lũy|luỹ)\s+kế|cộng\s+dồn|tính\s+chung"
    r"|(?:tính\s+)?đến\s+hết|thực\s+hiện)(?!\w)"
)
_MONTHS = (
    r"(?:(?:\d{1,2}\s+)?tháng(?:\s+\d{1,2})?|\d{1,2}|quý(?:\s+[IV]+)?|(?:cả|đầu|cuối)\s+năm|năm(?:\s+\d{4})?|chung|bình\s+quân|đến"
    r"|sang|rồi|thực)(?!\w)"
)
_ESTIMATE = regex.compile(
    rf"{_ESTIMATED}(?:\s+(?:{_ESTIMATED}|\d{{1,2}}\s+tháng|tháng\s+\d{{1,2}}))*\s*", regex.IGNORECASE
)
"""How a figure of a report was come by, and for which months: no part of what it measures."""
_NO_NOUN = regex.compile(rf"(?:(?:{_ESTIMATED}|{_MONTHS})(?:\s+|$))+", regex.IGNORECASE)
"""Words of estimates and months, and nothing besides."""


def without_estimate(phrase: str) -> str:
    """A phrase without "ước thực hiện 10 tháng", "dự tính" and the like before it; nothing where it is no more."""
    if _NO_NOUN.fullmatch(phrase):
        return ""
    match = _ESTIMATE.match(phrase)
    return phrase[match.end() :] if match else phrase


def reads_well(phrase: str) -> bool:
    """Whether a phrase may be a subject: it begins with no predicate and ends with none that wants an object."""
    return _UNREADABLE.match(phrase) is None and _SAYS.search(phrase) is None and _DANGLING.search(phrase) is None


def phrase_before(passage: Passage, index: int) -> Subject | None:
    """The noun phrase before a quantity in its own clause, predicates and adverbials taken off."""
    find = passage.quantities[index]
    previous = index - 1
    while previous >= 0 and not is_record(passage, previous):
        previous -= 1
    floor_end = passage.quantities[previous].end if previous >= 0 else 0
    place = find.start
    bracket = passage.text[:place].rstrip()
    if bracket.endswith("(") and len(bracket) - 1 > floor_end:
        place = len(bracket) - 1
    start = max(floor_end, _clause_start(passage, place, floor_end))
    subject = _noun_phrase(passage, start, place, bracketed=place < find.start)
    if subject is not None and subject.rule == "subject.left" and subject.span:
        subject = _headed_before(passage, subject, start, floor_end) or subject
    if subject is not None and subject.rule == "subject.left" and subject.span:
        subject = _listed_before(passage, subject, start, floor_end)
    if subject is None or subject.rule in ("subject.left", "subject.after"):
        wider = max(floor_end, passage.part_before(find.start, ";("))
        share = _shared(passage, wider, find.start) if wider < start else None
        if share is not None:
            return share
    while subject is None and start > floor_end and index == 0:
        wider = max(floor_end, passage.part_before(max(start - 1, 0), ";,(:"))
        subject = _noun_phrase(passage, wider, start - 1)
        start = wider
    return subject


_SHORT = regex.compile(r"\s*(?:\p{L}+\s?){1,4}")


_ANAPHOR = regex.compile(
    r"(?<!\w)(?:tỷ\s+lệ|tỉ\s+lệ|con\s+số|chỉ\s+tiêu|chỉ\s+số|tiêu\s+chí|mức|kết\s+quả|số)\s+(?:này|đó|ấy|trên|nói\s+trên|nêu\s+trên|tương\s+ứng)(?!\w)",
    regex.IGNORECASE,
)


def points_back(passage: Passage, index: int) -> bool:
    """Whether a quantity is one of something named before: "Đến năm 2025, tỷ lệ này nâng lên 40%"."""
    find = passage.quantities[index]
    floor = passage.quantities[index - 1].end if index else 0
    return _ANAPHOR.search(passage.text, max(floor, passage.part_before(find.start, ";:(")), find.start) is not None


_BARE_MEMBER = regex.compile(r"\s*(?:và\s+)?(?:\p{L}+\s*){1,4}")


def _headed_before(passage: Passage, subject: Subject, start: int, floor: int) -> Subject | None:
    """The head of a list whose last member stands alone in its clause: "Sự hài lòng của người dân, doanh nghiệp"."""
    text = passage.text
    if subject.span is None or not start or text[start - 1] != "," or text[start : subject.span[0]].strip():
        return None
    if not _BARE_MEMBER.fullmatch(text, *subject.span) or _OWN_HEAD.match(text, subject.span[0]):
        return None
    begin = max(floor, passage.part_before(start - 1, ";(:."))
    words = text[begin : start - 1]
    lead = _LEAD.match(words)
    head = _OWN_HEAD.match(words, lead.end() if lead else 0)
    if head is None or (begin == floor and floor) or any(begin <= time.start < start for time in passage.times):
        return None
    if any(_strip_predicates(part.rstrip()) != part.rstrip() or _TURN.search(part) for part in words.split(",")):
        return None
    tokens = [(match.start(), match.end(), match.group()) for match in WORD.finditer(text, begin + head.start(), start)]
    cut = noun_phrase(text, tokens)
    if not cut:
        return None
    return Subject(" ".join(text[cut[0][0] : cut[-1][1]].split()), (cut[0][0], cut[-1][1]), "subject.head")


def _listed_before(passage: Passage, subject: Subject, start: int, floor: int) -> Subject:
    """A subject with the members of its list that stand before it: "nông, lâm nghiệp và thủy sản"."""
    text = passage.text
    begin = start
    if subject.span is None or text[start : subject.span[0]].strip():
        return subject
    while begin > floor and text[begin - 1] == ",":
        previous = max(floor, passage.part_before(begin - 1, ";,(:."))
        member = text[previous : begin - 1]
        if (
            (previous == floor and floor > 0)  # "61% GDP, nợ nước ngoài": it belongs to the figure before
            or not _SHORT.fullmatch(member)
            or _strip_predicates(member.rstrip()) != member.rstrip()
            or _TURN.search(member)
        ):
            break
        begin = previous
    if begin == start:
        return subject
    words = text[begin : subject.span[1]]
    trimmed = words.lstrip()
    return Subject(" ".join(words.split()), (begin + len(words) - len(trimmed), subject.span[1]), subject.rule)


_RATE = regex.compile(
    r"(?<!\w)(?<!(?:kinh\stế|chuyển\sđổi|công\snghệ|chữ\ský|kỹ\sthuật|hạ\stầng|nền\stảng|xã\shội|một|chỉ|hệ|dân|thiểu|đa)\s)(?:tỷ\s+lệ|tỉ\s+lệ|tỷ\s+trọng|tỉ\s+trọng|số)\s+(?!(?:liệu|này|đó|giảm|tăng|đạt|phải)\b)(?=\p{L})",
    regex.IGNORECASE,
)


_ACTIVITY = regex.compile(
    r"(?:(?:thu\s+gom|xử\s+lý|huy\s+động|giải\s+quyết|sử\s+dụng|vận\s+chuyển|được)(?:,|\s+và|\s)\s*(?:các\s+)?)+(?=\p{L})",
    regex.IGNORECASE,
)


_TURN = regex.compile(r"(?<!\w)(?:trong\s+đó|riêng|trong\s+khi|tuy\s+nhiên)(?!\w)", regex.IGNORECASE)


def _shared(passage: Passage, start: int, end: int) -> Subject | None:
    """The subject after a word of share that stands some commas before the figure: "Tỷ lệ … quy chuẩn đạt 95%"."""
    found = list(_RATE.finditer(passage.text, start, end))
    if not found or _TURN.search(passage.text, found[-1].end(), end):
        return None
    begin = found[-1].end()
    activity = _ACTIVITY.match(passage.text, begin, end)
    if activity:
        begin = activity.end()
    words = [(match.start(), match.end(), match.group()) for match in WORD.finditer(passage.text, begin, end)]
    cut = noun_phrase(passage.text, words)
    if not cut:
        return None
    return Subject(" ".join(passage.text[cut[0][0] : cut[-1][1]].split()), (cut[0][0], cut[-1][1]), "subject.share")


def _clause_start(passage: Passage, place: int, floor: int) -> int:
    """Where the clause of a quantity begins: after the last sign that parts clauses, brackets without digits apart."""
    text = passage.text
    start = floor
    parts = passage.parts
    for part in parts[bisect_left(parts, floor) : bisect_left(parts, place)][::-1]:
        sign = text[part]
        if sign == ")":
            opened = text.rfind("(", 0, part)
            if opened >= floor and BRACKETED.fullmatch(text, opened, part + 1):
                continue
        if sign == "(":
            closed = text.find(")", part)
            if 0 <= closed < place:
                continue
        if sign == ":" and not text[part + 1 : place].strip(" -+"):
            continue  # "Lắp đặt mới trạm: 58 trạm"
        start = part + 1
        break
    return start


def _strip_predicates(text: str) -> str:
    while True:
        match = _PREDICATE.match(text)
        if match is None or _in_word(text, match.start()):
            return text
        shorter = text[: match.start()].rstrip(" ,(")
        if _DISBURSED.match(match.group()) and _LEAD.fullmatch(shorter):
            return text[: match.start()] + match.group().rstrip()  # "lũy kế giải ngân đạt …": it is what is measured
        text = shorter
        if not text:
            return text


def _in_word(text: str, start: int) -> bool:
    """Whether what begins at ``start`` is the second half of a word: "giá thành", "giá trị gia tăng"."""
    before = text[max(0, start - _SYLLABLE) : start].split()
    return bool(before) and (before[-1].lower(), text[start:].split(None, 1)[0].lower()) in COMPOUNDS


_SYLLABLE = 9
"""Letters of a syllable and the blanks behind it."""
_DISBURSED = regex.compile(r"giải\s+ngân", regex.IGNORECASE)


def _noun_phrase(passage: Passage, start: int, end: int, *, bracketed: bool = False) -> Subject | None:
    """The phrase that a clause's figure is about: after the last word of share, else from the last head of an
    indicator, else the clause's first noun phrase."""
    text = passage.text[start:end]
    for time in passage.times:  # words of time are blanked out, offsets kept
        if time.start >= start and time.end <= end:
            text = text[: time.start - start] + " " * (time.end - time.start) + text[time.end - start :]
    if "(" in text:
        text = BRACKETED.sub(lambda match: " " * len(match.group()), text)
    stripped = _strip_predicates(text.rstrip())
    if not stripped.strip(" ,.:;()-"):
        return None
    for begin, rule in _beginnings(stripped + _OPENED if bracketed else stripped):
        words = [(match.start(), match.end(), match.group()) for match in WORD.finditer(stripped, begin)]
        cut = noun_phrase(stripped, words)
        if not cut:
            continue
        first, last = cut[0], cut[-1]
        phrase = " ".join(stripped[first[0] : last[1]].split())
        if (
            _NONE.match(phrase)
            or len(phrase) < 2
            or phrase.lower() == "lượng"
            or (_BARE.fullmatch(phrase) and _PERCENT.match(passage.text, end))
        ):
            continue
        if rule in ("subject.left", "subject.after") and _PLACED.match(stripped[: first[0]]):
            continue  # "ở nông thôn đạt 79,5%": where, not what
        return Subject(phrase, (start + first[0], start + last[1]), rule)
    return None


def _beginnings(text: str) -> list[tuple[int, str]]:
    """Where the subject of a clause may begin, the best guess first."""
    out: list[tuple[int, str]] = []
    shares = list(_SHARE.finditer(text))
    rates = [match for match in shares if not _GROWTH_WORD.match(match.group())]
    shares = rates or shares
    if shares:
        begin = shares[-1].end()
        activity = _ACTIVITY.match(text, begin)
        out.append((activity.end() if activity else begin, "subject.share"))
    floor = 0
    for match in _LEADING.finditer(text):
        floor = match.end()
    heads = list(_HEAD.finditer(text, floor)) or list(_HEAD.finditer(text))
    lead = _LEAD.match(text)
    weak = _WEAK_HEAD.match(text, lead.end() if lead else 0)
    if weak:
        heads.insert(0, weak)
    for match in heads[-1:] if text.endswith(_OPENED) else heads[:1]:
        out.append((match.start(), "subject.head"))
    if not heads:
        doing = list(_DOING.finditer(text))
        if doing:
            out.append((doing[-1].start(), "subject.head"))
    if (
        shares
        and heads
        and heads[0].start() > shares[-1].end() + 12
        and not _WHO.match(text, shares[-1].end())
        and not _ACTS.search(text, shares[-1].end(), heads[0].start())
    ):
        out.reverse()
    if floor and text[floor:].strip(" ,"):
        out.append((floor, "subject.after"))
    out.append((lead.end() if lead else 0, "subject.left"))
    return out


_WHO = regex.compile(rf"(?:{alternatives(PEOPLE)})(?!\w)", regex.IGNORECASE)
"""Whose share it is, whatever is named further on: "tỷ lệ hộ nghèo thiếu hụt chỉ số về …"."""
_PLACED = regex.compile(
    r"(?r)(?:^|[\s(])(?:ở|tại|đối\s+với|với|của|từ|trên|giữa|do|theo)\s+(?:các\s+|khu\s+vực\s+)?$", regex.IGNORECASE
)


_DOING = regex.compile(
    r"(?<!\w)(?:(?<!(?:hè|mùa|vụ)\s)thu(?!\s+(?:hoạch|hút|gom|hồi|thập|giữ|đông))|chi(?!\s+(?:tiết|nhánh|bộ|cục|hội|đoàn))|"
    r"giải\s+ngân|xuất\s+khẩu|nhập\s+khẩu|tiêu\s+thụ|khai\s+thác)(?!\w)",
    regex.IGNORECASE,
)


_SHARE = regex.compile(
    rf"(?<!\w)(?<!trong\s(?=tổng))(?<!(?:kinh\stế|chuyển\sđổi|công\snghệ|chữ\ský|kỹ\sthuật|hạ\stầng|nền\stảng|xã\shội|một|chỉ|hệ|dân|thiểu|đa|sản|khối|chất|năng|trữ|trọng|dung|hàm|doanh|tham|trị|lực|thời|đại|định)\s)(?:{alternatives(SHARES)})\s+(?:bình\s+quân\s+)?(?:các\s+|những\s+|của\s+)?(?!(?:tăng|giảm|còn|là|liệu|đạt|hóa|này|đó|phải|mưa)\b)",
    regex.IGNORECASE,
)


_HEAD = regex.compile(
    rf"(?<!\w)(?<!(?:đầu|trong|tỷ|tỉ|đánh|trị|lực|chất|đại)\s)(?:{alternatives(HEADS)})(?!\w)", regex.IGNORECASE
)


_GROWTH_WORD = regex.compile(r"(?:tốc|tăng|mức)", regex.IGNORECASE)


_OWN_HEAD = regex.compile(rf"(?:{alternatives((*HEADS, *WEAK_HEADS))})(?!\w)", regex.IGNORECASE)


_WEAK_HEAD = regex.compile(rf"(?:{alternatives(WEAK_HEADS)})(?!\w)", regex.IGNORECASE)


_ACTS = regex.compile(r"(?<!\w)(?:được|hưởng|có|bị|tham\s+gia|sử\s+dụng|nhận)\s+$", regex.IGNORECASE)
_PERCENT = regex.compile(r"[^\d;]{0,12}[\d.,]+\s*(?:-\s*[\d.,]+\s*)?%")
_BARE = regex.compile(r"(?:tốc\s+độ|mức|quy\s+mô|tỷ\s+lệ|tỉ\s+lệ)", regex.IGNORECASE)
"""What measures and does not say what: the subject is what was named before it."""
_OPENED = "\u2060"


"""Put behind a clause whose figure stands in brackets: the noun phrase next to the bracket is meant."""


_LEADING = regex.compile(
    rf"(?<!\w)(?:{alternatives(LEADING_VERBS)})(?!\w)(?:\s+(?:là|các|những|cho|có))*", regex.IGNORECASE
)


_NONE = regex.compile(rf"(?:{alternatives(NO_SUBJECT)})(?!\w)", regex.IGNORECASE)
