"""Words at which a noun phrase ends or cannot begin."""

from __future__ import annotations

from typing import Final

PREPOSITIONS: Final[frozenset[str]] = frozenset(
    """của trong tại ở với cho từ đến tới vào về theo do để bằng qua dưới trên giữa ngoài trước sau khi nếu vì bởi như
    nhằm so thuộc tính kể cùng mà rằng thì là hoặc hay nên nhưng""".split()
)
"""Prepositions and conjunctions: whatever stands after them is another phrase."""

AUXILIARIES: Final[frozenset[str]] = frozenset(
    "đã đang sẽ được bị phải có còn không chưa cần vẫn cũng đều mới vừa sắp rất hơn gần khoảng lên xuống ra nữa lại chỉ"
    " hiện này đó ấy kia nói thêm".split()
)
"""Words of aspect, mood and negation that begin a predicate."""

VERBS: Final[frozenset[str]] = frozenset(
    """đạt tăng giảm chiếm gồm bao đáp tham tiếp hoàn thực triển áp ứng sử cung bảo nâng duy phấn tổ lập ban
    phát giải quyết góp hưởng trở thành nhận làm gắn đi đưa thu nộp chi vay mua bán nuôi trồng sống cư mắc tử bỏ
    tốt ký trị khởi nghỉ dùng đóng gây đăng lấy xếp đứng thay vượt kết đặt giao trúng bố hỗ khai tạo xảy tìm
    nằm chuyển nghe gửi phục đào cấp""".split()
)
"""First syllables of verbs that begin a predicate after a counted noun; they end a phrase unless a listed noun follows."""

VERB_FIRST: Final[frozenset[str]] = frozenset(
    """đạt tăng giảm chiếm gồm tham tiếp hoàn đáp bao áp duy phấn góp hưởng trở nhận gắn đưa nộp mua bán sống mắc khởi
    gây xếp đứng vượt đặt trúng xảy nằm gửi bố hỗ phục vay đi thoát""".split()
)
"""Syllables that begin no noun of the genre in the middle of a noun phrase, and so safely end it."""

STOP_AFTER: Final[frozenset[str]] = (
    PREPOSITIONS | AUXILIARIES | VERB_FIRST | frozenset({"và", "mỗi", "tương", "bình", "năm"})
)
"""At these a noun phrase ends."""

STOP_PHRASES: Final[tuple[str, ...]] = (
    "trên địa bàn",
    "thực hiện",
    "triển khai",
    "ứng dụng",
    "sử dụng",
    "cung cấp",
    "bảo đảm",
    "đảm bảo",
    "nâng cao",
    "tổ chức thực hiện",
    "giải quyết",
    "làm việc",
    "làm thủ tục",
    "làm ăn",
    "thành lập",
    "đăng ký",
    "hoạt động",
    "lấy mẫu",
    "tìm việc",
    "khai thác",
    "tạo ra",
    "đi vào",
    "đóng góp",
    "kết nối",
    "cấp nước",
    "xây dựng",
    "phát triển",
    "đầu tư",
    "khu vực",
    "phong trào",
    "so với",
    "cùng kỳ",
    "trở lên",
    "trở xuống",
    "mỗi năm",
    "các loại",
    "cả nước",
    "toàn tỉnh",
    "nói trên",
    "như sau",
    "cụ thể",
    "trong đó",
    "nhất là",
)
"""Two-syllable words and phrases at which a counted noun phrase ends, where the first syllable alone would not tell."""

NOT_A_NOUN: Final[frozenset[str]] = STOP_AFTER | frozenset(
    """và các những mọi mỗi từng toàn cả số tổng nhiều ít sau tuổi tháng ngày giờ phút giây tuần quý h k g rất nhất nhì
    thứ đầu cuối giữa x""".split()
)
"""Words with which a counted noun phrase cannot begin."""
