"""PDF samples, drawn by fpdf2 with DejaVu fonts (Debian: fonts-dejavu); needed only to make them anew."""

# ruff: noqa: E501 - markup and long lines of text are clearer unbroken
from __future__ import annotations

import io
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF

FONTS = Path("/usr/share/fonts/truetype/dejavu")
LONG = (
    "Ủy ban nhân dân tỉnh yêu cầu các sở, ngành và địa phương tập trung thực hiện đồng bộ các giải pháp, bảo đảm đến "
    "hết năm 2025 có ít nhất 85% số xã đạt chuẩn nông thôn mới, trong đó 40% số xã đạt chuẩn nâng cao; thu nhập bình "
    "quân của người dân nông thôn đạt 58 triệu đồng/người/năm, tăng 1,5 lần so với năm 2020."
)
SECOND = (
    "Các địa phương rà soát, điều chỉnh quy hoạch, huy động tối đa nguồn lực của doanh nghiệp và nhân dân; tổng vốn thực "
    "hiện giai đoạn này là 6.800 tỷ đồng, bình quân mỗi năm 1.360 tỷ đồng, do ngân sách các cấp và các nguồn khác bảo đảm."
)


class _Page(FPDF):
    """A4 with the margins of an official paper and page numbers at the top, as the rules of form ask."""

    numbers = False
    head = ""

    def header(self) -> None:
        if self.head:
            self.set_font("S", size=9)
            self.set_y(8)
            self.cell(0, 5, self.head, align="L")
            self.set_y(20)
        if self.numbers and self.page_no() > 1:
            self.set_font("S", size=11)
            self.set_y(10)
            self.cell(0, 6, str(self.page_no()), align="C")
            self.set_y(20)


def _new(size: float = 13) -> _Page:
    pdf = _Page()
    pdf.set_creation_date(datetime(2024, 1, 1, tzinfo=UTC))
    pdf.add_font("S", fname=FONTS / "DejaVuSerif.ttf")
    pdf.add_font("S", style="B", fname=FONTS / "DejaVuSerif-Bold.ttf")
    pdf.set_margins(30, 20, 15)
    pdf.set_auto_page_break(True, 20)
    pdf.set_font("S", size=size)
    return pdf


def _bytes(pdf: FPDF) -> bytes:
    made = io.BytesIO()
    pdf.output(made)
    return made.getvalue()


def _columns(pdf: FPDF, left: list[str], right: list[str], wide: float = 70) -> None:
    """Two columns side by side, each line in the middle of its own."""
    for index in range(max(len(left), len(right))):
        pdf.cell(wide, 7, left[index] if index < len(left) else "", align="C")
        pdf.cell(0, 7, right[index] if index < len(right) else "", align="C", new_x="LMARGIN", new_y="NEXT")


def _paragraph(pdf: FPDF, text: str) -> None:
    """A justified paragraph, its first line drawn in, with some space behind it."""
    with (
        pdf.text_columns(text_align="J", line_height=1.4) as columns,
        columns.paragraph(first_line_indent=12) as paragraph,
    ):
        paragraph.write(text)
    pdf.ln(2)


def plan() -> tuple[bytes, list[str]]:
    """A letterhead in two columns, paragraphs over lines and over a page, page numbers, a signature block."""
    pdf = _new()
    pdf.numbers = True
    pdf.add_page()
    pdf.set_font("S", "B", 9)
    left, right = (
        ["UBND TỈNH BÌNH AN", "SỞ KẾ HOẠCH", "Số: 45/KH-SKH"],
        ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Bình An, ngày 05 tháng 02 năm 2024"],
    )
    _columns(pdf, left, right)
    pdf.ln(8)
    pdf.set_font("S", "B", 13)
    pdf.cell(0, 8, "KẾ HOẠCH", align="C", new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("S", size=13)
    pdf.ln(4)
    for text in (LONG, SECOND, LONG, SECOND, LONG, SECOND, LONG, SECOND):
        _paragraph(pdf, text)
    _paragraph(pdf, "a) Sở Tài chính bố trí 120 tỷ đồng;")
    _paragraph(pdf, "b) Sở Xây dựng kiểm tra 15 dự án.")
    pdf.ln(4)
    pdf.set_font("S", size=10)
    _columns(pdf, ["Nơi nhận:", "- Như trên;", "- Lưu: VT."], ["GIÁM ĐỐC", "", "Trần Văn Bình"])
    return _bytes(pdf), [
        *left,
        *right,
        "KẾ HOẠCH",
        *(LONG, SECOND, LONG, SECOND, LONG, SECOND, LONG),  # the last one goes over the page
        "2",
        SECOND,
        "a) Sở Tài chính bố trí 120 tỷ đồng;",
        "b) Sở Xây dựng kiểm tra 15 dự án.",
        *("Nơi nhận:", "- Như trên;", "- Lưu: VT.", "GIÁM ĐỐC", "Trần Văn Bình"),
    ]


def table() -> tuple[bytes, list[str]]:
    """A ruled table over two pages: headings over columns, repeated on the second page, where a row goes on."""
    pdf = _new(10)
    pdf.add_page()
    pdf.cell(0, 8, "Biểu 2. Kế hoạch trồng rừng", align="C", new_x="LMARGIN", new_y="NEXT")
    widths = (12, 60, 30, 30, 30)

    def heading() -> None:
        x, y = pdf.get_x(), pdf.get_y()
        for text, wide in zip(("TT", "Huyện", "ĐVT"), widths, strict=False):
            pdf.cell(wide, 16, text, border=1, align="C")
        pdf.cell(widths[3] + widths[4], 8, "Diện tích", border=1, align="C")
        pdf.set_xy(x + sum(widths[:3]), y + 8)
        pdf.cell(widths[3], 8, "Năm 2024", border=1, align="C")
        pdf.cell(widths[4], 8, "Năm 2025", border=1, align="C")
        pdf.set_xy(x, y + 16)

    heading()
    lines = ["Biểu 2. Kế hoạch trồng rừng", "TT | Huyện | ĐVT | Diện tích", "Năm 2024 | Năm 2025"]
    for number in range(1, 31):
        if number == 24:  # the row before is broken off: the rest of its name stands on the next page
            pdf.add_page()
            heading()
            for text, wide in zip(("", "(vùng cao)", "", "", ""), widths, strict=True):
                pdf.cell(wide, 9, text, border=1)
            pdf.ln(9)
            lines[-1] = lines[-1].replace("Huyện thứ 23", "Huyện thứ 23 (vùng cao)")
        row = (str(number), f"Huyện thứ {number}", "ha", f"{number * 1000 + 250:,}".replace(",", "."), f"{number},5")
        for text, wide in zip(row, widths, strict=True):
            pdf.cell(wide, 9, text, border=1, align="C" if wide < 50 else "L")
        pdf.ln(9)
        lines.append(" | ".join(row))
    pdf.ln(4)
    pdf.cell(0, 8, "Tổng hợp theo báo cáo của các huyện.", new_x="LMARGIN", new_y="NEXT")
    return _bytes(pdf), [*lines, "Tổng hợp theo báo cáo của các huyện."]


def unruled() -> tuple[bytes, list[str]]:
    """A table whose columns only white space parts, a label on two lines; and a hyphen at a line's end."""
    pdf = _new(11)
    pdf.add_page()
    text = "Thực hiện chỉ tiêu được giao tại các Nghị quyết số 15/NQ-"
    pdf.set_stretching(100 * pdf.epw / (pdf.get_string_width(text) + 2 * pdf.c_margin))
    pdf.cell(0, 7, text, new_x="LMARGIN", new_y="NEXT")
    pdf.set_stretching(100)
    pdf.cell(0, 7, "HĐND, kết quả như sau.", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(5)
    rows = (
        ("Chỉ tiêu", "ĐVT", "Năm 2023", "Năm 2024"),
        ("Sản lượng lúa", "tấn", "45.200", "46.100"),
        ("Tỷ lệ hộ dùng nước sạch", "%", "88,5", "91"),
        ("ở nông thôn", "", "", ""),
        ("Số trường đạt chuẩn", "trường", "34", "37"),
        ("Số hộ nghèo", "hộ", "1.250", "980"),
    )
    for row in rows:
        for text, wide in zip(row, (75, 30, 30, 30), strict=True):
            pdf.cell(wide, 6, text, align="L" if wide > 50 else "R")
        pdf.ln(6)
    return _bytes(pdf), [
        "Thực hiện chỉ tiêu được giao tại các Nghị quyết số 15/NQ-HĐND, kết quả như sau.",
        "Chỉ tiêu | ĐVT | Năm 2023 | Năm 2024",
        "Sản lượng lúa | tấn | 45.200 | 46.100",
        "Tỷ lệ hộ dùng nước sạch ở nông thôn | % | 88,5 | 91",
        "Số trường đạt chuẩn | trường | 34 | 37",
        "Số hộ nghèo | hộ | 1.250 | 980",
    ]


def decomposed() -> tuple[bytes, list[str]]:
    """Letters drawn as base and marks."""
    pdf = _new()
    pdf.add_page()
    _paragraph(pdf, unicodedata.normalize("NFD", SECOND))
    return _bytes(pdf), [SECOND]


def raised() -> tuple[bytes, list[str]]:
    """Raised characters: of a unit, and of a footnote behind a decimal."""
    pdf = _new()
    pdf.add_page()

    def up(text: str) -> None:
        x, y = pdf.get_x(), pdf.get_y()
        pdf.set_font("S", size=8)
        pdf.set_xy(x, y - 1.4)
        pdf.cell(pdf.get_string_width(text) + 0.1, 7, text)
        pdf.set_xy(x + pdf.get_string_width(text) + 0.1, y)
        pdf.set_font("S", size=13)

    def plain(text: str) -> None:
        pdf.cell(pdf.get_string_width(text), 7, text)

    pdf.c_margin = 0
    plain("Thu hồi 43.527,30 m")
    up("2")
    plain(" đất tại phường An Phú.")
    pdf.ln(14)
    plain("Xã đạt chỉ tiêu 19.2")
    up("3")
    plain(" được công nhận.")
    pdf.ln(14)
    plain("Kết quả do huyện báo cáo.")
    pdf.set_xy(30, 255)
    pdf.set_font("S", size=9)
    plain("3 Chỉ tiêu về an ninh trật tự năm 2024.")
    return _bytes(pdf), [
        "Thu hồi 43.527,30 m2 đất tại phường An Phú.",
        "Xã đạt chỉ tiêu 19.2 được công nhận.",
        "Kết quả do huyện báo cáo.",
        "3 Chỉ tiêu về an ninh trật tự năm 2024.",
    ]


def stamped() -> tuple[bytes, list[str]]:
    """The stamp of a digital signature beside the letterhead, a running head on every page."""
    pdf = _new()
    pdf.head = "Báo cáo công khai của Sở Y tế"
    pdf.add_page()
    pdf.set_font("S", size=7)
    for text in ("Người ký: Văn phòng Sở Y tế", "Thời gian ký: 05.02.2024 10:15:00 +07:00"):
        pdf.set_x(120)
        pdf.cell(0, 4, text, new_x="LMARGIN", new_y="NEXT")
    pdf.ln(6)
    pdf.set_font("S", size=13)
    _paragraph(pdf, "Tỷ lệ tiêm chủng đầy đủ đạt 95%.")
    for _ in range(2):
        pdf.add_page()
        pdf.set_font("S", size=13)
        _paragraph(pdf, "Tỷ lệ trạm y tế có bác sĩ đạt 90%.")
    return _bytes(pdf), [
        *("Báo cáo công khai của Sở Y tế", "Người ký: Văn phòng Sở Y tế", "Thời gian ký: 05.02.2024 10:15:00 +07:00"),
        "Tỷ lệ tiêm chủng đầy đủ đạt 95%.",
        *("Báo cáo công khai của Sở Y tế", "Tỷ lệ trạm y tế có bác sĩ đạt 90%."),
        *("Báo cáo công khai của Sở Y tế", "Tỷ lệ trạm y tế có bác sĩ đạt 90%."),
    ]


def scan() -> tuple[bytes, list[str]]:
    """A page of text, and a page that is one picture of text."""
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(FONTS / "DejaVuSerif.ttf"), 30)
    lines = ["BÁO CÁO", "Đến hết tháng 6 năm 2024, toàn tỉnh có 127 xã đạt chuẩn.", "Tỷ lệ hộ nghèo còn 3,25%."]
    for number, line in enumerate(lines):
        draw.text((180, 200 + 90 * number), line, font=font, fill=0)
    pdf = _new()
    pdf.add_page()
    _paragraph(pdf, "Trang này là văn bản.")
    pdf.add_page()
    pdf.image(image.convert("1"), x=0, y=0, w=210, h=297)
    return _bytes(pdf), ["Trang này là văn bản.", *lines]


def locked() -> tuple[bytes, list[str]]:
    """A page that asks for a password."""
    pdf = _new()
    pdf.set_encryption(owner_password="chu", user_password="mo")
    pdf.add_page()
    _paragraph(pdf, "Có 5 xã.")
    return _bytes(pdf), []


SAMPLES = {
    "plan.pdf": plan,
    "table.pdf": table,
    "unruled.pdf": unruled,
    "decomposed.pdf": decomposed,
    "raised.pdf": raised,
    "stamped.pdf": stamped,
    "scan.pdf": scan,
    "locked.pdf": locked,
}
