"""Words by which letterheads, signatures, captions, menus and related headlines are known, each with an example."""

from __future__ import annotations

from typing import Final

MOTTO: Final[dict[str, str]] = {
    "cộng hòa xã hội chủ nghĩa việt nam": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "độc lập - tự do - hạnh phúc": "Độc lập - Tự do - Hạnh phúc",
    "đảng cộng sản việt nam": "ĐẢNG CỘNG SẢN VIỆT NAM",
}
"""National and party mottoes, in lower case with plain dashes, with an example."""

ISSUERS: Final[dict[str, str]] = {
    "ủy ban nhân dân": "ỦY BAN NHÂN DÂN",
    "hội đồng nhân dân": "HỘI ĐỒNG NHÂN DÂN",
    "tỉnh ủy": "TỈNH ỦY",
    "thành ủy": "THÀNH ỦY",
    "huyện ủy": "HUYỆN ỦY",
    "đảng ủy": "ĐẢNG ỦY",
    "ban chấp hành": "BAN CHẤP HÀNH",
    "ban chỉ đạo": "BAN CHỈ ĐẠO",
    "chính phủ": "CHÍNH PHỦ",
    "thủ tướng chính phủ": "THỦ TƯỚNG CHÍNH PHỦ",
    "văn phòng chính phủ": "VĂN PHÒNG CHÍNH PHỦ",
    "quốc hội": "QUỐC HỘI",
    "bộ": "BỘ NÔNG NGHIỆP",
    "sở": "SỞ Y TẾ",
    "tỉnh": "TỈNH HÀ GIANG",
    "thành phố": "THÀNH PHỐ HUẾ",
    "huyện": "HUYỆN BẮC HÀ",
    "ubnd": "UBND TỈNH",
    "hđnd": "HĐND TỈNH",
}
"""First words of an issuing body, with an example."""

SIGNING: Final[dict[str, str]] = {
    "tm.": "TM. ỦY BAN NHÂN DÂN",
    "t/m": "T/M BAN THƯỜNG VỤ",
    "kt.": "KT. CHỦ TỊCH",
    "tl.": "TL. CHỦ TỊCH",
    "tuq.": "TUQ. CHỦ TỊCH",
    "q.": "Q. CHỦ TỊCH",
    "chủ tịch": "CHỦ TỊCH",
    "phó chủ tịch": "PHÓ CHỦ TỊCH",
    "bí thư": "BÍ THƯ",
    "phó bí thư": "PHÓ BÍ THƯ",
    "giám đốc": "GIÁM ĐỐC",
    "phó giám đốc": "PHÓ GIÁM ĐỐC",
    "bộ trưởng": "BỘ TRƯỞNG",
    "thứ trưởng": "THỨ TRƯỞNG",
    "thủ tướng": "THỦ TƯỚNG",
    "phó thủ tướng": "PHÓ THỦ TƯỚNG",
    "bộ trưởng, chủ nhiệm": "BỘ TRƯỞNG, CHỦ NHIỆM",
    "phó chủ nhiệm": "PHÓ CHỦ NHIỆM",
    "chánh văn phòng": "CHÁNH VĂN PHÒNG",
    "phó chánh văn phòng": "PHÓ CHÁNH VĂN PHÒNG",
    "trưởng ban": "TRƯỞNG BAN",
    "cục trưởng": "CỤC TRƯỞNG",
    "hiệu trưởng": "HIỆU TRƯỞNG",
}
"""First words of a line above a signature, written in capitals, with an example."""

RECIPIENTS: Final[dict[str, str]] = {
    "nơi nhận": "Nơi nhận:",
}
"""Words that open the list of recipients, with an example."""

ADDRESSEES: Final[dict[str, str]] = {
    "kính gửi": "Kính gửi: Sở Y tế",
    "kính trình": "Kính trình: Thủ tướng Chính phủ",
}
"""Words that open the line of those a letter is addressed to, with an example."""

CAPTION_MARKS: Final[dict[str, str]] = {
    "ảnh": "Đường vào bản. Ảnh: T.H",
    "ảnh minh họa": "(Ảnh minh họa)",
    "ảnh minh hoạ": "(Ảnh minh hoạ)",
    "hình ảnh": "(Hình ảnh từ Internet)",
    "hình minh họa": "(Hình minh họa)",
    "ảnh tư liệu": "Ảnh tư liệu",
    "trong ảnh": "- Trong ảnh: Một góc chợ",
    "đồ họa": "Đồ họa: N.M",
    "nguồn ảnh": "Nguồn ảnh: TTXVN",
    "clip": "Clip: N.M",
    "video": "Video: N.M",
}
"""Words that mark a caption, followed by a colon or in brackets, with an example."""

PICTURES: Final[dict[str, str]] = {
    "[img]": "[img]",
    "[image]": "[image]",
    "[ảnh]": "[ảnh]",
    "[video]": "[video]",
}
"""A line that stands for a picture, with an example."""

RELATED_HEADINGS: Final[dict[str, str]] = {
    "tin liên quan": "Tin liên quan",
    "bài liên quan": "Bài liên quan",
    "bài viết liên quan": "Bài viết liên quan",
    "tin bài liên quan": "Tin bài liên quan",
    "các tin liên quan": "Các tin liên quan",
    "tin cùng chuyên mục": "Tin cùng chuyên mục",
    "cùng chuyên mục": "Cùng chuyên mục",
    "bài cùng chuyên mục": "Bài cùng chuyên mục",
    "có thể bạn quan tâm": "Có thể bạn quan tâm",
    "đọc thêm": "Đọc thêm",
    "xem thêm": "Xem thêm",
    "đọc nhiều": "Đọc nhiều",
    "tin đọc nhiều": "Tin đọc nhiều",
    "tin mới": "Tin mới",
    "tin mới nhất": "Tin mới nhất",
    "tin mới hơn": "Tin mới hơn",
    "tin cũ hơn": "Tin cũ hơn",
    "các tin khác": "Các tin khác",
    "tin khác": "Tin khác",
    "các bài khác": "Các bài khác",
    "các tin mới hơn": "Các tin mới hơn",
    "các tin cũ hơn": "Các tin cũ hơn",
    "tin nổi bật": "Tin nổi bật",
    "tin xem nhiều": "Tin xem nhiều",
    "xem nhiều": "Xem nhiều",
    "xem nhiều nhất": "Xem nhiều nhất",
    "tin cùng chủ đề": "Tin cùng chủ đề",
    "cùng chủ đề": "Cùng chủ đề",
}
"""Headings of lists of other documents, with an example."""

COMMENT_HEADINGS: Final[dict[str, str]] = {
    "list comment": "List comment",
    "bình luận": "Bình luận (3)",
    "ý kiến bạn đọc": "Ý kiến bạn đọc",
    "ý kiến của bạn": "Ý kiến của bạn",
    "gửi bình luận": "Gửi bình luận",
    "phản hồi": "Phản hồi",
}
"""Headings of readers' comments, with an example."""

BUTTONS: Final[dict[str, str]] = {
    "icon": "icon",
    "chia sẻ": "Chia sẻ",
    "facebook": "Facebook",
    "zalo": "Zalo",
    "twitter": "Twitter",
    "in bài viết": "In bài viết",
    "in trang": "In trang",
    "gửi email": "Gửi email",
    "sao chép liên kết": "Sao chép liên kết",
    "copy link": "Copy link",
    "theo dõi": "Theo dõi",
    "quay lại": "Quay lại",
    "trở về đầu trang": "Trở về đầu trang",
    "đăng nhập": "Đăng nhập",
    "quảng cáo": "Quảng cáo",
    "lưu bài viết": "Lưu bài viết",
    "nghe đọc bài": "Nghe đọc bài",
    "trang chủ": "Trang chủ",
}
"""Words on buttons and other furniture of a page, alone on a line, with an example."""

LABELS: Final[dict[str, str]] = {
    "từ khóa": "Từ khóa: nông thôn mới",
    "từ khoá": "Từ khoá: nông thôn mới",
    "tags": "Tags: OCOP",
    "tag": "Tag: OCOP",
    "chủ đề": "Chủ đề: nông thôn mới",
    "xem thêm": "Xem thêm: Xã Tân Lập về đích",
    "đọc thêm": "Đọc thêm: Xã Tân Lập về đích",
    "xem tiếp": "Xem tiếp: Xã Tân Lập về đích",
    "liên hệ": "Liên hệ: phòng quảng cáo",
    "hotline": "Hotline: phòng quảng cáo",
    "email": "Email: toasoan",
    "chia sẻ bài viết": "Chia sẻ bài viết: Facebook",
}
"""Words before a colon and tags, links or an address, alone on a line as well, with an example."""

INVITATIONS: Final[dict[str, str]] = {
    "quý khách cần hỏi thêm": "Quý khách cần hỏi thêm thông tin",
    "xem chi tiết tại": "Xem chi tiết tại Kết luận này",
    ">>>": ">>> Tải về văn bản",
    "mời bạn đọc xem": "Mời bạn đọc xem thêm tại đây",
    "mời quý vị": "Mời quý vị theo dõi trên trang",
    "đăng ký nhận tin": "Đăng ký nhận tin mỗi ngày",
}
"""First words of a line that invites the reader to do something on the page, with an example."""
