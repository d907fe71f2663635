"""Which quantities are records: parts of the text, narrowing numbers and background are left out."""

from __future__ import annotations

import regex

from extractor.grammar.amount import alternatives
from extractor.grammar.rule import Find
from extractor.lexicon.counted import OWN_PARTS
from extractor.link.sentence import Passage, number_of, once, quantity_of

# A pattern with (?r) is read backwards: ``match`` ties it to the end of the words before a quantity.
_OWN = regex.compile(rf"\s*+(?:{alternatives(OWN_PARTS)})(?!\w)", regex.IGNORECASE)
_REPORTED = regex.compile(
    r"(?r)(?:đạt|hoàn\s+thành|thực\s+hiện|vượt)\s+(?:được\s+|toàn\s+bộ\s+|cả\s+)*$", regex.IGNORECASE
)
_HELD = regex.compile(
    r"(?r)(?:tổ\s+chức|mở|phát\s+động|ra\s+quân|triển\s+khai)\s+(?:được\s+|thêm\s+)*$", regex.IGNORECASE
)
_ASPECTS = regex.compile(r"\s*(?:tiêu\s+chí|mặt|cấp|khâu|nội\s+dung|lĩnh\s+vực|loại|nhóm)(?!\w)", regex.IGNORECASE)
_TURN = regex.compile(r"\s*đợt\s", regex.IGNORECASE)
_DIVIDED = regex.compile(r"(?r)(?<!\w)chia\s+(?:\w+\s+)?(?:làm|thành|ra)\s+$", regex.IGNORECASE)
_QUOTA = regex.compile(r"\s*chỉ\s+tiêu(?!\s+(?:chủ|kinh|phát|cơ|cụ|về))", regex.IGNORECASE)
_ENROLS = regex.compile(
    r"(?r)(?:tăng|giảm|tuyển|tuyển\s+sinh|bổ\s+sung|xét\s+tuyển)\s+(?:thêm\s+|khoảng\s+)*$", regex.IGNORECASE
)
_NO_PARTS = 100
"""So many aims no plan has: "10.960 chỉ tiêu" are places to be filled."""
_FULFILLED = regex.compile(
    r"\s*(?:chỉ\s+tiêu|tiêu\s+chí|nhiệm\s+vụ)\s+(?:\w+\s+){0,3}?(?:vượt|đạt|hoàn\s+thành|không\s+(?:đạt|hoàn\s+thành)|chưa\s+(?:đạt|hoàn\s+thành)|còn\s+lại|sẽ)",
    regex.IGNORECASE,
)
_CONDITION = regex.compile(r"(?:^|[,;:(]\s*)(?:nếu|trường\s+hợp|đối\s+với\s+trường\s+hợp)\s[^,;]*$", regex.IGNORECASE)
_AMONG = regex.compile(r"nhất\s+(?:trong|trên)\s+(?:số\s+|tổng\s+số\s+)?$", regex.IGNORECASE)
_SIZED = regex.compile(
    r"(?r)(?<!\w)(?:tàu|thuyền|(?<!thông\s)xe|khách\s+sạn|container|ô\s?tô|tải\s+trọng|trọng\s+tải|cỡ)\s+(?:từ\s+|dưới\s+|trên\s+|loại\s+|đến\s+)*$",
    regex.IGNORECASE,
)
_CASES = regex.compile(r"(?:trường\s+hợp|vụ|lượt|phương\s+tiện|chiếc|người)(?!\w)", regex.IGNORECASE)
"""What is counted behind a vehicle and no size of it: "tước giấy phép lái xe 1.870 trường hợp"."""
_GIVEN_TO = regex.compile(r"(?<!\w)cho\s+(?:các\s+)?$", regex.IGNORECASE)
_PLACES = regex.compile(
    r"\s*(?:xã|phường|thị\s+trấn|huyện|quận|thị\s+xã|thôn|địa\s+phương|vùng|khu|tỉnh|thành\s+phố)(?!\w)",
    regex.IGNORECASE,
)
_MEETING = regex.compile(
    r"(?<!\w)(?:hội\s+nghị|họp|làm\s+việc|đối\s+thoại)(?:\s+\p{L}+){0,3}\s+với\s+(?:lãnh\s+đạo\s+)?$", regex.IGNORECASE
)
"""Who was at a meeting: "hội nghị trực tuyến với 34 địa phương"."""
_COMMITTEE = regex.compile(
    r"(?:Ban\s+Chấp\s+hành|Ban\s+Thường\s+vụ|Đảng\s+bộ|Đảng\s+ủy|Hội\s+đồng\s+nhân\s+dân)[^.;]{0,90}?(?<!\w)(?:có|gồm|với)\s+(?:[\d.]+\s+[^\d;.]{3,30}[,;]\s+)?$",
)
_MEMBERS = regex.compile(
    r"\s*(?:người|đồng\s+chí|ủy\s+viên|thành\s+viên|đại\s+biểu|đảng\s+viên|tổ\s+chức\s+cơ\s+sở\s+đảng|đảng\s+bộ|chi\s+bộ)(?!\w)",
    regex.IGNORECASE,
)
_BACKGROUND = regex.compile(
    r"(?:diện\s+tích\s+tự\s+nhiên|(?<!\w)(?<!(?:băng|mở|nhân|thông)\s)rộng|dân\s+số|đường\s+biên\s+giới|bờ\s+biển|chiều\s+dài\s+bờ\s+biển|cách\s+(?:trung\s+tâm|thành\s+phố|Hà\s+Nội))[^.;,]{0,40}$",
    regex.IGNORECASE,
)
_NARROWING = regex.compile(
    r"(?r)(?:xã|thôn|huyện|hộ|đơn\s+vị|địa\s+phương|phường|bản)\s+(?:\w+\s+){0,2}?(?:đạt|có|dưới|trên|từ|còn)\s+(?:từ\s+|dưới\s+|trên\s+|đủ\s+|được\s+|chuẩn\s+)*$",
    regex.IGNORECASE,
)


@once
def is_record(passage: Passage, index: int) -> bool:
    """Whether a quantity gives the level or the change of an indicator."""
    find = passage.quantities[index]
    quantity = quantity_of(find)
    left = passage.text[max(0, find.start - 60) : find.start]
    if _NAME_BEFORE.search(left) or (_MILLIONS.match(passage.text, number_of(find)[1]) and _NAME_GOES_ON.search(left)):
        return False
    if quantity.kind == "count" and (quantity.unit or "").startswith("làn") and _ROAD.match(left):
        return False
    if quantity.kind == "measure" and quantity.unit == "buổi/ngày" and _LEARNT.search(left):
        return False  # "học sinh tiểu học được học 2 buổi/ngày": who is meant
    if quantity.kind == "ratio" and _is_a_day(find, left):
        return False
    if quantity.kind == "measure" and (quantity.unit or "") in ("km", "m") and _AWAY.search(left):
        return False  # "cách khu công nghiệp dưới 5 km"
    if quantity.kind == "ratio" and quantity.unit is None and _STREET.search(left):
        return False
    if quantity.kind == "count" and _RESPECTIVELY.match(passage.text, number_of(find)[1]):
        return False
    if quantity.kind in ("measure", "count", "money") and _of_size(passage, find):
        return False
    if quantity.kind == "count" and _MEETING.search(left) and _PLACES.match(passage.text, number_of(find)[1]):
        return False
    if quantity.kind in ("count", "measure") and _make_up(passage, find, left):
        return False
    if quantity.kind == "percentage" and _only_narrows(passage, index):
        return False
    if quantity.kind in ("count", "measure") and _ALL.match(left) and _ASPECTS.match(passage.text, number_of(find)[1]):
        return False  # "giảm 5% cả 03 tiêu chí"
    if quantity.kind == "count" and (
        _own_part(passage, find, left) or _DIVIDED.match(left) or _given_to(passage, index)
    ):
        return False
    if quantity.kind in ("measure", "count") and (_BACKGROUND.search(left) or _sized(find, left)):
        return False
    if quantity.kind == "count" and (_CONDITION.search(left) or _AMONG.search(left) or _population(quantity.unit)):
        return False
    if (
        quantity.kind == "ratio"
        and index
        and left.lower().rstrip().endswith(("chiếm", "bằng"))
        and quantity.unit is None
        and len(passage.text[passage.quantities[index - 1].end : find.start].split()) <= 3
    ):
        return False  # "gần 11.400 ha, chiếm khoảng 1/5": the amount is the record
    if quantity.kind == "count" and quantity.comparator == "=" and _inside_a_rate(passage, index):
        return False
    return not _narrows(passage, index, passage.text[max(0, number_of(find)[0] - 60) : number_of(find)[0]])


_NAME_BEFORE = regex.compile(
    r"(?:Đề\s+án|Chương\s+trình|Phong\s+trào|Cuộc\s+vận\s+động|Dự\s+án|Chiến\s+dịch)\s+(?:trồng\s+)?[\"'“]?\s*$"
)
_NAME_GOES_ON = regex.compile(
    r"(?:Đề\s+án|Chương\s+trình|Dự\s+án)\s+[\"'“]?(?:(?!(?:đã|sẽ|được|đặt|có|hỗ\s+trợ|huy\s+động|với)(?!\w))[^\W\d_]+\s+){1,8}$"
)
"""A name that goes on to a number: "Đề án đầu tư xây dựng ít nhất 1 triệu căn hộ nhà ở xã hội"."""
_MILLIONS = regex.compile(r"\s*(?:triệu|nghìn|ngàn)\s+(?!đồng|USD|lượt)", regex.IGNORECASE)
_ROAD = regex.compile(r"(?r)(?:đường|tuyến|cao\s+tốc|cầu)\s+$", regex.IGNORECASE)
_LEARNT = regex.compile(r"(?<!\w)học\s+$", regex.IGNORECASE)
_ALL = regex.compile(r"(?r)(?<!\w)(?:cả|toàn\s+bộ|tất\s+cả)\s+(?:các\s+)?$", regex.IGNORECASE)
_HAVING = regex.compile(r"\s+(?:(?!có(?!\w))[^\W\d_]+\s+){0,5}có\s+(?:tỷ|tỉ)\s+lệ\s", regex.IGNORECASE)
_BODIES = regex.compile(
    r"(?r)(?:Ủy\s+ban\s+nhân\s+dân|UBND|HĐND|Hội\s+đồng\s+nhân\s+dân)\s+(?:các\s+|của\s+)?$", regex.IGNORECASE
)
_MADE_OF = regex.compile(
    r"(?:[Tt]ỉnh|[Hh]uyện|[Tt]hành\s+phố|[Tt]hị\s+xã|[Xx]ã)(?:\s+\p{Lu}[\p{L}']*)+\s+(?:hiện\s+)?có\s+(?:\d+\s+[^\d;.]{3,40},\s+)?$"
)
_ADMINISTRATIVE = regex.compile(r"\s*(?:đơn\s+vị\s+hành\s+chính|huyện|xã|phường|thị\s+trấn|quận)(?!\w)")
_WITH_PREDICATE = regex.compile(r"(?:đạt|được|hoàn\s+thành|chưa|đã|không|đủ|còn|biên\s+giới|đặc\s+biệt)")


_STREET = regex.compile(r"(?<!\w)(?:đường|phố|hẻm|ngõ|kiệt|số\s+nhà)\s+$", regex.IGNORECASE)
_RESPECTIVELY = regex.compile(r"\s*lần\s+lượt(?!\w)", regex.IGNORECASE)
_SIZE_OF = regex.compile(
    r"(?r)(?:chiều\s+dài|công\s+suất|quy\s+mô|diện\s+tích|tải\s+trọng|trọng\s+tải|vốn|nuôi|sâu|dài"
    r"|doanh\s+thu|giá\s+trị|chuyển\s+tiền|khoản\s+vay"
    r"|(?:mỗi|các|những)\s+(?:\p{L}+\s+){1,5}có)\s+(?:từ|trên|dưới|tối\s+thiểu)\s+$",
    regex.IGNORECASE,
)
_BOUNDED_WHO = regex.compile(
    r"[^.;\d]{0,40}?\s+trở\s+(?:lên|xuống),?\s+(?:có|được|phải|là|thì|mức|đã|bố\s+trí|lắp)\s", regex.IGNORECASE
)
_WHO_DOES = regex.compile(r",?\s+(?:có|phải)\s", regex.IGNORECASE)


_AWAY = regex.compile(r"(?<!\w)(?<!khoảng\s)cách\s[^.;,\d]{0,44}$", regex.IGNORECASE)
_DAY_BEFORE = regex.compile(
    r"(?r)(?:(?<!\w)(?:lễ|dịp|ngày|sáng|chiều|tối|đêm|hôm)|(?<!\w)(?:qua|nay|tuần)\s\()\s*$", regex.IGNORECASE
)


def _is_a_day(find: Find, left: str) -> bool:
    """Whether a ratio is a day of a month: "dịp lễ 2/9", "cuối tuần qua (21/6)"."""
    quantity = quantity_of(find)
    day = quantity.unit is None and quantity.total is not None and quantity.total <= 12 and quantity.value <= 31
    return day and _DAY_BEFORE.search(left) is not None


def _of_size(passage: Passage, find: Find) -> bool:
    """Whether a bound on a size only says who is meant: "trạm công suất trên 1.000 m3/ngày đêm có 02 cán bộ"."""
    text, (start, end) = passage.text, number_of(find)
    if not (_SIZE_OF.match(text, 0, find.start) or _SIZE_OF.match(text, 0, start)):
        return False
    return (_BOUNDED_WHO.match(text, end) or _WHO_DOES.match(text, find.end)) is not None


def _make_up(passage: Passage, find: Find, left: str) -> bool:
    """Whether a number of units only says what a province is made of, or whose committees are meant."""
    if _BODIES.match(left):
        return True
    text = passage.text
    if not _MADE_OF.search(left) or not _ADMINISTRATIVE.match(text, number_of(find)[1]):
        return False
    return not _WITH_PREDICATE.search(text, number_of(find)[1], min(len(text), find.end + 24))


def _sized(find: Find, left: str) -> bool:
    """Whether a measure only tells how large a vehicle is: "tàu 3.000 tấn", "tàu cá từ 15 m trở lên"."""
    quantity = quantity_of(find)
    if _SIZED.match(left):
        return not _CASES.match(quantity.unit or "")
    return quantity.kind == "measure" and quantity.comparator != "=" and _VESSEL.match(left) is not None


_VESSEL = regex.compile(r"(?r)(?<!\w)(?:tàu|thuyền|xe|ô\s?tô)\s+(?:\p{L}+\s+){1,2}$", regex.IGNORECASE)
_CHANGES = regex.compile(r"(?<!\w)(?:giảm|tăng|giải\s+ngân|có|đạt|hoàn\s+thành)(?!\w)", regex.IGNORECASE)


def _only_narrows(passage: Passage, index: int) -> bool:
    """Whether a bounded share says which of some counted things are meant: "Có 3 huyện giảm trên 20%"."""
    finds = passage.quantities
    if not index or quantity_of(finds[index]).comparator not in (">", "<", ">=", "<="):
        return False
    before = finds[index - 1]
    if quantity_of(before).kind not in ("count", "ratio"):
        return False
    between = passage.text[before.end : finds[index].start]
    if any(sign in between for sign in ",;:("):
        return False
    if _HAVING.match(passage.text, number_of(before)[1], finds[index].start) and not _ALL.match(
        passage.text, 0, before.start
    ):
        return True
    if regex.search(r"tỷ\s+lệ|tỉ\s+lệ", between, regex.IGNORECASE):
        return False
    return _CHANGES.search(passage.text, number_of(before)[1], finds[index].start) is not None


_RATE_OF = regex.compile(r"(?<!\w)(?:tỷ|tỉ)\s+(?:lệ|trọng)\s[^\d,;:.()%]{3,80}$", regex.IGNORECASE)
_RATE_IS = regex.compile(
    r"\s*(?:[^\W\d_]+\s+){0,4}?(?:đạt|là|còn|chiếm|giảm|tăng|lên|xuống)\s+(?:[^\W\d_]+\s+){0,4}$", regex.IGNORECASE
)


def _inside_a_rate(passage: Passage, index: int) -> bool:
    """Whether a number stands inside of what a share is of: "tỷ lệ trẻ được sàng lọc 5 bệnh đạt 62%"."""
    finds = passage.quantities
    if index + 1 >= len(finds) or quantity_of(finds[index + 1]).kind != "percentage":
        return False
    find = finds[index]
    return (
        _RATE_OF.search(passage.text, max(0, find.start - 110), find.start) is not None
        and _RATE_IS.fullmatch(passage.text, number_of(find)[1], finds[index + 1].start) is not None
    )


def _given_to(passage: Passage, index: int) -> bool:
    """Whether a number of places only says for whom another figure of the clause is ("88.000 ha … cho 5 huyện"), or
    of people how large a committee is."""
    find = passage.quantities[index]
    text, number = passage.text, number_of(find)
    if _MEMBERS.match(text, number[1]) and _COMMITTEE.search(text[max(0, find.start - 160) : find.start]):
        return True
    if not _GIVEN_TO.search(text[max(0, number[0] - 10) : number[0]]) or not _PLACES.match(text, number[1]):
        return False
    start, end = passage.part_before(find.start, ";"), passage.part_after(find.end, ";")
    return any(start <= other.start < end for other in passage.quantities if other is not find)


def _own_part(passage: Passage, find: Find, left: str) -> bool:
    if not _OWN.match(passage.text, number_of(find)[1]):
        return False
    if _TURN.match(passage.text, number_of(find)[1]) and _HELD.match(left):
        return False  # "tổ chức 04 đợt kiểm tra" is done, not told
    quota = _QUOTA.match(passage.text, number_of(find)[1])
    if quota and (_ENROLS.match(left) or quantity_of(find).value >= _NO_PARTS):
        return False  # "tuyển 350 chỉ tiêu": places to be filled
    return not _REPORTED.match(left) and not _FULFILLED.match(passage.text, number_of(find)[1])


def _population(unit: str | None) -> bool:
    words = (unit or "").lower().split()
    return words[-1:] == ["dân"] and len(words) <= 3 and words[0] in ("triệu", "nghìn", "ngàn", "vạn", "dân")


def _narrows(passage: Passage, index: int, left: str) -> bool:
    """Whether a number only says which things are meant: "xã đạt 15-18 tiêu chí là 4,7%", "18 xã đạt 19 tiêu chí"."""
    finds = passage.quantities
    quantity = quantity_of(finds[index])
    if not _NARROWING.match(left):
        return False
    unit = (quantity.unit or "").split()
    if unit[:2] == ["tiêu", "chí"] and quantity.kind in ("count", "measure") and not quantity.value % 1:
        if index + 1 < len(finds):
            between = passage.text[finds[index].end : finds[index + 1].start]
            if regex.fullmatch(r"\s*(?:là|còn|chiếm|có|đạt|:|bằng|khoảng|\s)*", between, regex.IGNORECASE):
                return True
        return (
            index > 0 and ";" not in passage.text[finds[index - 1].end : finds[index].start]
        ) or left.lower().lstrip().startswith("số")
    if quantity.kind == "percentage":
        right = passage.text[finds[index].end : finds[index].end + 20]
        return (
            index > 0
            and regex.match(r"\s*(?:số\s+)?(?:hộ|dân)", right, regex.IGNORECASE) is not None
            and "xã" in left.lower()[-30:]
        )
    return False
