"""A report in Word, laid out as Nghị định 30/2020/NĐ-CP has it: letterhead, name, trích yếu, body, nơi nhận, signer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import groupby, islice
from typing import IO, Any

from extractor.core.errors import ChiTieuError
from extractor.core.quantity import plain
from extractor.core.target import Target
from extractor.query.about import About
from extractor.query.search import Hit

MOST = 5_000
"""Records of a report; nobody reads more, and Word opens no more."""

_FONT = "Times New Roman"
_SIGNS = {">=": "ít nhất ", ">": "trên ", "<=": "không quá ", "<": "dưới ", "~": "khoảng ", "=": ""}
_CHANGES = {"increase": "tăng ", "decrease": "giảm ", "level": ""}
_STATUS = {"target": "mục tiêu", "result": "kết quả"}
_HEAD = ("TT", "Chỉ tiêu", "Giá trị", "Thời hạn", "Loại", "Nguồn và câu văn")
_WIDTHS = (0.9, 3.6, 2.6, 2.0, 1.6, 5.8)


def write_docx(hits: Iterable[Hit], stream: IO[bytes], about: About, base_url: str | None = None) -> None:
    """A report of at most ``MOST`` records, by province. Raises ``ChiTieuError`` for more."""
    from docx import Document  # noqa: PLC0415 - slow to import, and only this format needs it

    rows = list(islice(hits, MOST + 1))
    if len(rows) > MOST:
        raise ChiTieuError(
            f"a report holds at most {MOST} records (narrow the filter, give --limit, or export to xlsx)"
        )
    book = Document()
    _set_page(book)
    _letterhead(book)
    _centred(book, "BÁO CÁO", bold=True, size=14)
    _centred(book, "Về các chỉ tiêu trích từ văn bản", bold=True, size=14)
    _paragraph(book, f"Điều kiện lọc: {_shown_filter(about)}. Thời điểm lập: {about.made}.")
    if about.units:
        _paragraph(book, f"Đơn vị hành chính: {about.units}.")
    _paragraph(
        book,
        f"Có {about.records} chỉ tiêu, do chương trình Chỉ Tiêu phiên bản {about.extractor_version} trích; "
        f"{about.reviewed} chỉ tiêu ({about.share}) đã được người rà soát.",
    )
    for number, (province, group) in enumerate(groupby(rows, key=lambda hit: hit.province or ""), start=1):
        _paragraph(book, f"{number}. {province or 'Không nêu tỉnh'}", bold=True)
        _table(book, list(group), base_url)
    _signature(book)
    book.save(stream)


def _shown_filter(about: About) -> str:
    return "toàn bộ" if about.filter == "all records" else about.filter


def _set_page(book: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - as its library
    from docx.oxml.ns import qn  # noqa: PLC0415 - likewise
    from docx.shared import Cm, Pt  # noqa: PLC0415 - likewise

    style = book.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(13)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    section = book.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = Cm(2)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.different_first_page_header_footer = True  # the first page has no number
    header = section.header.paragraphs[0]
    header.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _field(header.add_run(), "PAGE")


def _field(run: Any, name: str) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415 - as its library
    from docx.oxml.ns import qn  # noqa: PLC0415 - likewise

    for kind, text in (("begin", None), (None, name), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _letterhead(book: Any) -> None:
    from docx.shared import Cm  # noqa: PLC0415 - as its library

    table = book.add_table(2, 2)
    table.autofit = False
    for row in table.rows:
        row.cells[0].width, row.cells[1].width = Cm(6.5), Cm(10)
    today = date.today()
    left, right = table.rows[0].cells
    _lines(left, [("[CƠ QUAN CHỦ QUẢN]", False, 12), ("[CƠ QUAN BAN HÀNH]", True, 12), ("_______", False, 8)])
    _lines(
        right,
        [
            ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True, 12),
            ("Độc lập - Tự do - Hạnh phúc", True, 13),
            ("_______________________", False, 8),
        ],
    )
    left, right = table.rows[1].cells
    _lines(left, [("Số:        /BC-…", False, 13)])
    _lines(right, [(f"…, ngày {today.day:02} tháng {today.month:02} năm {today.year}", False, 13)], italic=True)


def _lines(cell: Any, lines: list[tuple[str, bool, int]], *, italic: bool = False) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - as its library
    from docx.shared import Pt  # noqa: PLC0415 - likewise

    for at, (text, bold, size) in enumerate(lines):
        paragraph = cell.paragraphs[0] if not at else cell.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(text)
        run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def _centred(book: Any, text: str, *, bold: bool, size: int) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - as its library
    from docx.shared import Pt  # noqa: PLC0415 - likewise

    paragraph = book.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)


def _paragraph(book: Any, text: str, *, bold: bool = False) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - as its library
    from docx.shared import Cm, Pt  # noqa: PLC0415 - likewise

    paragraph = book.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Cm(1.27)
    paragraph.paragraph_format.space_after = Pt(6)
    paragraph.add_run(_clean(text)).bold = bold


def _table(book: Any, hits: list[Hit], base_url: str | None) -> None:
    from docx.shared import Cm, Pt  # noqa: PLC0415 - as its library

    table = book.add_table(1, len(_HEAD))
    table.style = "Table Grid"
    for cell, name in zip(table.rows[0].cells, _HEAD, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    for number, hit in enumerate(hits, start=1):
        target = hit.target
        link = f"\n{base_url.rstrip('/')}/targets/{target.id}" if base_url else ""
        source = f"{hit.number or target.evidence.document}: {' '.join(target.evidence.sentence.split())[:400]}{link}"
        due = target.due
        when = (due.end.strftime("%d/%m/%Y") if due.end else due.text) if due else ""
        texts = (str(number), target.indicator or target.subject or "", value_in_words(target), when)
        for cell, text in zip(table.add_row().cells, (*texts, _STATUS[target.status], source), strict=True):
            cell.paragraphs[0].add_run(_clean(text)).font.size = Pt(11)
    for row in table.rows:
        for cell, width in zip(row.cells, _WIDTHS, strict=True):
            cell.width = Cm(width)


def _signature(book: Any) -> None:
    table = book.add_table(1, 2)
    left, right = table.rows[0].cells
    left.paragraphs[0].add_run("Nơi nhận:").bold = True
    left.add_paragraph("- …;\n- Lưu: VT.")
    _lines(right, [("QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ", True, 13), ("", False, 13), ("[Họ và tên]", True, 13)])


def value_in_words(target: Target) -> str:
    """A value as a Vietnamese report writes it: "ít nhất 118/125 xã (94,4%)"."""
    if target.value is None:
        return "hoàn thành"
    number = _in_words(target.value)
    if target.upper is not None:
        number += f" - {_in_words(target.upper)}"
    if target.total is not None:
        number += f"/{_in_words(target.total)}"
    unit = target.unit or ""
    text = f"{_CHANGES[target.change]}{_SIGNS[target.comparator]}{number}{'' if unit == '%' else ' '}{unit}".strip()
    if target.percent is not None:
        text += f" ({_in_words(target.percent)}%)"
    return text


def _in_words(value: Decimal) -> str:
    """A number with points between thousands and a comma before its decimals: 18.500 and 94,4."""
    sign = "-" if value < 0 else ""
    whole, _, rest = (plain(abs(value)) or "").partition(".")
    return f"{sign}{int(whole):,}".replace(",", ".") + (f",{rest}" if rest else "")


def _clean(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return "".join(char if char >= " " or char in "\n\t" else " " for char in text)
