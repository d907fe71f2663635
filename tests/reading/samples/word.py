"""Word samples, built part by part so that each holds exactly what its test is about."""

# ruff: noqa: E501 - markup and long lines of text are clearer unbroken
from __future__ import annotations

import io
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
STYLES = f"""<w:styles {W}>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Roman"><w:name w:val="Phan"/><w:basedOn w:val="H1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Abc"><w:name w:val="Chu ABC"/><w:basedOn w:val="Normal"/><w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr></w:style>
</w:styles>"""
NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:pStyle w:val="Roman"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimalZero"/><w:lvlText w:val="%1"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>
</w:numbering>"""


def package(body: str, **parts: str) -> bytes:
    """A DOCX with this body; further parts of ``word/`` by their names."""
    files = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS,
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
    }
    files["word/document.xml"] = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document {W}><w:body>{body}</w:body></w:document>'
    )
    files |= {f"word/{name}.xml": text for name, text in parts.items()}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(content: str, style: str = "", number: str = "", level: int = 0) -> str:
    """A paragraph; plain text becomes one run."""
    content = content if content.startswith("<") or not content else run(content)
    listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{listed}</w:pPr>{content}</w:p>"


def cell(content: str, span: int = 1, merge: str = "") -> str:
    """A table cell; ``merge`` is "restart" for the first of merged rows and "continue" below it."""
    wide = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    high = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return f"<w:tc><w:tcPr>{wide}{high}</w:tcPr>{content if content.startswith('<w:p>') else p(content)}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl><w:tblPr/><w:tblGrid/>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def numbered() -> tuple[bytes, list[str]]:
    """Automatic numbers: roman headings by style, two more levels, bullets, a list that starts at five."""
    body = (
        p("MỤC TIÊU", "Roman")
        + p("Mục tiêu đến năm 2025", number="1", level=1)
        + p("Có 85% số xã đạt chuẩn nông thôn mới;", number="1", level=2)
        + p("Thu nhập bình quân đạt 58 triệu đồng/người.", number="1", level=2)
        + p("Mục tiêu đến năm 2030", number="1", level=1)
        + p("Giữ vững kết quả của giai đoạn trước.", number="1", level=2)
        + p("NHIỆM VỤ", "Roman")
        + p("Rà soát quy hoạch chung của 12 xã.", number="2")
        + p("Cứng hóa 40 km đường trục thôn.", number="2")
        + p("Bố trí vốn năm thứ năm.", number="3", level=1)
        + p("Bố trí vốn năm thứ sáu.", number="3", level=1)
    )
    return package(body), [
        "I. MỤC TIÊU",
        "1.1. Mục tiêu đến năm 2025",
        "a) Có 85% số xã đạt chuẩn nông thôn mới;",
        "b) Thu nhập bình quân đạt 58 triệu đồng/người.",
        "1.2. Mục tiêu đến năm 2030",
        "a) Giữ vững kết quả của giai đoạn trước.",
        "II. NHIỆM VỤ",
        "- Rà soát quy hoạch chung của 12 xã.",
        "- Cứng hóa 40 km đường trục thôn.",
        "2.5. Bố trí vốn năm thứ năm.",
        "2.6. Bố trí vốn năm thứ sáu.",
    ]


def tracked() -> tuple[bytes, list[str]]:
    """Changes taken as accepted, a footnote behind a decimal, hidden text, a field, a line break."""
    change = 'w:id="1" w:author="Văn thư" w:date="2024-01-01T00:00:00Z"'
    body = (
        p(
            run("Phấn đấu có ")
            + f"<w:del {change}><w:r><w:delText>90</w:delText></w:r></w:del><w:ins {change}>{run('95')}</w:ins>"
            + run("% số hộ dùng nước sạch.")
        )
        + p(
            run("Xã đạt chỉ tiêu 19.2")
            + '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
            + run(" được xét công nhận.")
        )
        + p(run("Giao 3 đơn vị") + run(" (bản thảo)", "<w:vanish/>") + run(" thực hiện."))
        + p(
            run("Theo Phụ lục ")
            + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF pl \\h</w:instrText></w:r>'
            + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            + run("II")
            + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            + run(" kèm theo.")
        )
        + p("<w:r><w:t>Dòng thứ nhất</w:t><w:br/><w:t>Dòng thứ hai</w:t></w:r>")
        + f"<w:p><w:pPr><w:rPr><w:del {change}/></w:rPr></w:pPr>{run('Kinh phí 12 tỷ đồng ')}</w:p>"
        + p("do ngân sách tỉnh bảo đảm.")
    )
    footnotes = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r>'
        f"<w:footnoteRef/></w:r>{run('Chỉ tiêu về an ninh trật tự.')}</w:p></w:footnote></w:footnotes>"
    )
    return package(body, footnotes=footnotes), [
        "Phấn đấu có 95% số hộ dùng nước sạch.",
        "Xã đạt chỉ tiêu 19.2 được xét công nhận.",
        "Giao 3 đơn vị thực hiện.",
        "Theo Phụ lục II kèm theo.",
        "Dòng thứ nhất",
        "Dòng thứ hai",
        "Kinh phí 12 tỷ đồng do ngân sách tỉnh bảo đảm.",
        "[1] Chỉ tiêu về an ninh trật tự.",
    ]


def merged() -> tuple[bytes, list[str]]:
    """A table with cells merged over columns and rows, and a column of automatic numbers."""
    body = (
        p("Bảng 1. Chỉ tiêu chủ yếu")
        + table(
            cell("TT", merge="restart") + cell("Chỉ tiêu", merge="restart") + cell("Kế hoạch", span=2),
            cell("", merge="continue") + cell("", merge="continue") + cell("Năm 2024") + cell("Năm 2025"),
            cell(p("", number="4")) + cell("Số xã đạt chuẩn") + cell("12") + cell("15"),
            cell(p("", number="4")) + cell(p("Tỷ lệ hộ nghèo") + p("(theo chuẩn mới)")) + cell("3,5%") + cell("2,8%"),
            cell("Ghi chú: số liệu đến ngày 30/6", span=4),
        )
        + p("Hết phụ lục.")
    )
    return package(body), [
        "Bảng 1. Chỉ tiêu chủ yếu",
        "TT | Chỉ tiêu | Kế hoạch",
        "Năm 2024 | Năm 2025",
        "01 | Số xã đạt chuẩn | 12 | 15",
        "02 | Tỷ lệ hộ nghèo (theo chuẩn mới) | 3,5% | 2,8%",
        "Ghi chú: số liệu đến ngày 30/6",
        "Hết phụ lục.",
    ]


def letterhead() -> tuple[bytes, list[str]]:
    """Letterhead and signature in invisible grids: lines of text, no tables."""
    body = (
        table(
            cell(p("UBND TỈNH BÌNH AN") + p("SỞ KẾ HOẠCH") + p("Số: 45/KH-SKH"))
            + cell(
                p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
                + p("Độc lập - Tự do - Hạnh phúc")
                + p("Bình An, ngày 05 tháng 02 năm 2024")
            )
        )
        + p("KẾ HOẠCH")
        + p("Đầu tư công năm 2024")
        + p("Giải ngân tối thiểu 95% kế hoạch vốn được giao.")
        + table(cell(p("Nơi nhận:") + p("- Như trên;") + p("- Lưu: VT.")) + cell(p("GIÁM ĐỐC") + p("Trần Văn Bình")))
    )
    return package(body), [
        "UBND TỈNH BÌNH AN",
        "SỞ KẾ HOẠCH",
        "Số: 45/KH-SKH",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Bình An, ngày 05 tháng 02 năm 2024",
        "KẾ HOẠCH",
        "Đầu tư công năm 2024",
        "Giải ngân tối thiểu 95% kế hoạch vốn được giao.",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
        "GIÁM ĐỐC",
        "Trần Văn Bình",
    ]


def abc_font() -> tuple[bytes, list[str]]:
    """Text in a legacy font: by style, by run, in a capital font, beside text that is Unicode already."""
    body = (
        p("TØnh cã 127 x· vµ 9 ph­êng.", "Abc")
        + p(run("KÕ ho¹ch n¨m 2010", '<w:rFonts w:ascii=".VnTimeH" w:hAnsi=".VnTimeH"/>'))
        + p("Trồng mới 250 ha rừng.")
    )
    return package(body), ["Tỉnh có 127 xã và 9 phường.", "KẾ HOẠCH NĂM 2010", "Trồng mới 250 ha rừng."]


SAMPLES = {
    "numbered.docx": numbered,
    "tracked.docx": tracked,
    "merged.docx": merged,
    "letterhead.docx": letterhead,
    "abc_font.docx": abc_font,
}
