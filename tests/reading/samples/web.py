"""Web page samples: what stands around the text differs from page to page, as it does from site to site."""

# ruff: noqa: E501 - markup and long lines of text are clearer unbroken
from __future__ import annotations

NEWS = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Huyện Sơn Hà: thêm 3 xã về đích | Báo Thử</title>
<meta property="og:title" content="Huyện Sơn Hà: thêm 3 xã về đích"><meta name="author" content="Lan Anh">
<meta property="article:published_time" content="2024-03-05T08:00:00+07:00">
<script src="https://example.invalid/a.js">var x = "5/7 xã";</script><style>p{color:red}</style></head>
<body><nav><ul><li><a href="/">Trang chủ</a></li><li><a href="/kt">Kinh tế</a></li></ul></nav>
<div class="top-banner">Giảm giá 50% trong hôm nay</div>
<article><h1>Huyện Sơn Hà: thêm 3 xã về đích</h1><p class="sapo">Năm 2024 huyện phấn đấu có 9/14 xã đạt chuẩn nông thôn mới.</p>
<p>Theo kế hoạch, tỷ lệ hộ nghèo giảm còn <b>4,2%</b> vào cuối năm; thu nhập bình quân đạt 48 triệu đồng/người.</p>
<figure><img src="https://example.invalid/b.jpg" alt="20 km đường mới"><figcaption>Đường mới dài 20 km. Ảnh: L.A</figcaption></figure>
<div class="hop"><p><strong>Tin liên quan</strong></p><ul><li><a href="/1">Huyện khác đạt 12/15 xã</a></li>
<li><a href="/2">Tỉnh chi 300 tỷ đồng làm đường</a></li></ul></div>
<h2>Nguồn lực</h2><p>Tổng vốn huy động là 215 tỷ đồng.</p>
<ul><li>Ngân sách tỉnh 120 tỷ đồng</li><li>Nhân dân đóng góp 35 tỷ đồng</li></ul></article>
<section id="comments"><p>Bạn đọc: nên làm 100% số xã.</p></section>
<aside><h3>Đọc nhiều</h3><a href="/3">10 tỉnh dẫn đầu cả nước</a></aside><footer>Điện thoại: 0123 456 789</footer></body></html>"""
NEWS_LINES = [
    "Huyện Sơn Hà: thêm 3 xã về đích",
    "Năm 2024 huyện phấn đấu có 9/14 xã đạt chuẩn nông thôn mới.",
    "Theo kế hoạch, tỷ lệ hộ nghèo giảm còn 4,2% vào cuối năm; thu nhập bình quân đạt 48 triệu đồng/người.",
    "Đường mới dài 20 km. Ảnh: L.A",
    "Nguồn lực",
    "Tổng vốn huy động là 215 tỷ đồng.",
    "- Ngân sách tỉnh 120 tỷ đồng",
    "- Nhân dân đóng góp 35 tỷ đồng",
]

PORTAL = """<html><head><meta charset="utf-8"><title>Văn bản</title></head><body><div class="MenuBar"><a href="#">Giới thiệu</a></div>
<div class="noi-dung-van-ban"><table><tr><td>UBND TỈNH HÀ SƠN<br>Số: 12/QĐ-UBND</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>
Độc lập - Tự do - Hạnh phúc</td></tr></table><p>QUYẾT ĐỊNH</p><p>Giao chỉ tiêu phát triển năm 2025 cho các địa phương như sau.</p>
<p>Biểu 1. Chỉ tiêu giao</p>
<table border="1"><thead><tr><th rowspan="2">TT</th><th rowspan="2">Chỉ tiêu</th><th rowspan="2">ĐVT</th><th colspan="2">Năm 2025</th></tr>
<tr><th>Kế hoạch</th><th>Phấn đấu</th></tr></thead><tbody>
<tr><td rowspan="2">1</td><td>Tỷ lệ che phủ rừng</td><td>%</td><td>52</td><td>53,5</td></tr>
<tr><td><p>Diện tích trồng mới</p><p>(rừng sản xuất)</p></td><td>ha</td><td>1.200</td><td></td></tr></tbody></table>
<p>Quyết định có hiệu lực kể từ ngày ký, thay thế quyết định đã ban hành trước đây về cùng một nội dung.</p></div></body></html>"""
PORTAL_LINES = [
    "UBND TỈNH HÀ SƠN",
    "Số: 12/QĐ-UBND",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "QUYẾT ĐỊNH",
    "Giao chỉ tiêu phát triển năm 2025 cho các địa phương như sau.",
    "Biểu 1. Chỉ tiêu giao",
    "TT | Chỉ tiêu | ĐVT | Năm 2025",
    "Kế hoạch | Phấn đấu",
    "1 | Tỷ lệ che phủ rừng | % | 52 | 53,5",
    "Diện tích trồng mới (rừng sản xuất) | ha | 1.200 | ",
    "Quyết định có hiệu lực kể từ ngày ký, thay thế quyết định đã ban hành trước đây về cùng một nội dung.",
]

OLD_SITE = """<html><head><title>Tin tức</title></head><body><table width="100%"><tr><td width="200"><table><tr><td><a href="/a">Tin trong tỉnh</a></td></tr>
<tr><td><a href="/b">Tin trong nước</a></td></tr></table></td><td><table><tr><td><p>Vụ đông xuân gieo trồng 18.500 ha lúa, đạt 102% kế hoạch của tỉnh giao.</p>
<p>Năng suất ước đạt 65 tạ/ha, sản lượng khoảng 120 nghìn tấn, cao hơn vụ trước đúng như mục tiêu đã đề ra từ đầu năm.</p>
<p>Các tin khác:</p><p><a href="/c">Xuất khẩu gạo tăng 12%</a></p><p><a href="/d">Giá lúa tăng 5%</a></p></td></tr></table></td></tr></table></body></html>"""
OLD_SITE_LINES = [
    "Vụ đông xuân gieo trồng 18.500 ha lúa, đạt 102% kế hoạch của tỉnh giao.",
    "Năng suất ước đạt 65 tạ/ha, sản lượng khoảng 120 nghìn tấn, cao hơn vụ trước đúng như mục tiêu đã đề ra từ đầu năm.",
]

LISTS = """<!doctype html><html><body><main><h1>Chương trình hành động</h1><h2>Mục tiêu cụ thể</h2>
<ol><li>Có 70% trường học đạt chuẩn.<ol type="a"><li>Mầm non 65%</li><li>Tiểu học 75%</li></ol></li><li>Có 9,5 bác sĩ/vạn dân.</li></ol>
<ol start="3"><li>3. Bảo hiểm y tế bao phủ 95% dân số.</li></ol><p>Diện tích&nbsp;nhà ở đạt 27&nbsp;m<sup>2</sup>/người.<br>Xem phụ lục.</p>
<div style="display:none">Ẩn 99%</div></main></body></html>"""
LISTS_LINES = [
    "Chương trình hành động",
    "Mục tiêu cụ thể",
    "1. Có 70% trường học đạt chuẩn.",
    "a) Mầm non 65%",
    "b) Tiểu học 75%",
    "2. Có 9,5 bác sĩ/vạn dân.",
    "3. Bảo hiểm y tế bao phủ 95% dân số.",
    "Diện tích nhà ở đạt 27 m2/người.",
    "Xem phụ lục.",
]

OLD_CODE_PAGE = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1258"></head><body>
<p>Tỉnh đặt mục tiêu đến hết năm 2010 có 80% số hộ dân nông thôn được dùng nước hợp vệ sinh.</p>
<p>Kinh phí thực hiện là 45,6 tỷ đồng.</p></body></html>"""
OLD_CODE_PAGE_LINES = [
    "Tỉnh đặt mục tiêu đến hết năm 2010 có 80% số hộ dân nông thôn được dùng nước hợp vệ sinh.",
    "Kinh phí thực hiện là 45,6 tỷ đồng.",
]


def in_windows_1258(text: str) -> bytes:
    """Text as Windows-1258 writes it: tones that have no letter of their own follow their vowel."""
    import unicodedata

    made = bytearray()
    for character in unicodedata.normalize("NFC", text):
        try:
            made += character.encode("cp1258")
        except UnicodeEncodeError:
            decomposed = unicodedata.normalize("NFD", character)
            tones = [c for c in decomposed if c in "\u0300\u0301\u0303\u0309\u0323"]
            base = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in tones))
            made += base.encode("cp1258") + "".join(tones).encode("cp1258")
    return bytes(made)


SAMPLES = {
    "news.html": lambda: (NEWS.encode(), NEWS_LINES),
    "portal.html": lambda: (PORTAL.encode(), PORTAL_LINES),
    "old_site.html": lambda: (OLD_SITE.encode(), OLD_SITE_LINES),
    "lists.html": lambda: (LISTS.encode("utf-16"), LISTS_LINES),
    "old_code_page.html": lambda: (in_windows_1258(OLD_CODE_PAGE), OLD_CODE_PAGE_LINES),
}
