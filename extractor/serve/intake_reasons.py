"""Why a document could not be read, and what to do, in the reader's language.

Rooms that read know no languages of pages and speak English; what they say most is said in Vietnamese here. What is not
in the table is shown as it is.
"""

from __future__ import annotations

import re
from typing import Final

REASONS: Final[tuple[tuple[str, str], ...]] = (
    (r"a damaged or truncated PDF", "tệp PDF bị hỏng hoặc bị cắt ngắn"),
    (r"a damaged or truncated ZIP container", "tệp nén (ZIP, DOCX, XLSX) bị hỏng hoặc bị cắt ngắn"),
    (r"a damaged Word document", "tệp Word bị hỏng"),
    (r"a damaged workbook", "bảng tính bị hỏng"),
    (r"a damaged message", "thư điện tử bị hỏng"),
    (r"its part (\S+) is damaged", r"phần \1 trong tệp bị hỏng"),
    (r"encrypted with a password", "tệp đặt mật khẩu"),
    (r"an empty file", "tệp rỗng"),
    (r"no text in it, only blanks", "không có chữ nào, chỉ có khoảng trắng"),
    (r"no text in it", "không có chữ nào"),
    (r"no document in it", "không có văn bản nào bên trong"),
    (r"an unsupported format", "định dạng chưa hỗ trợ"),
    (r"(?:a|an) (.+), which is not supported", r"định dạng chưa hỗ trợ: \1"),
    (r"an archive of (\d+) files", r"tệp nén có \1 tệp"),
    (r"an archive within an archive", "tệp nén trong tệp nén"),
    (r"an empty archive", "tệp nén rỗng"),
    (r"nested deeper than (\d+) levels", r"lồng nhau quá \1 cấp"),
    (r"nested too deeply for (\S+)", r"cấu trúc \1 lồng nhau quá sâu"),
    (r"more than (\d+) documents in one container", r"quá \1 văn bản trong một tệp"),
    (r"(\S.*) unpacks to ([\d,]+) bytes \(a zip bomb\?\)", r"\1 giải nén thành \2 byte (có thể là tệp phá hoại)"),
    (r"unpacks to more than ([\d,]+) bytes \(a zip bomb\?\)", r"giải nén ra quá \1 byte (có thể là tệp phá hoại)"),
    (r"(\S.*) is larger than it says \(a zip bomb\?\)", r"\1 lớn hơn khai báo (có thể là tệp phá hoại)"),
    (r"its part (\S+) declares a document type, which is not allowed", r"phần \1 khai báo DOCTYPE, không được phép"),
    (r"([\d,]+) cells, more than the limit of ([\d,]+)", r"\1 ô, quá giới hạn \2"),
    (r"([\d,]+) parts, more than the limit of ([\d,]+)", r"\1 phần, quá giới hạn \2"),
    (
        r"only scanned pages, or fonts without a map to characters, and OCR is not installed or failed",
        "chỉ có trang quét, hoặc phông chữ không có bảng mã, mà chưa cài OCR hoặc OCR không đọc được",
    ),
    (r"DOC needs a program that is not installed", "tệp DOC cần một chương trình chưa được cài"),
    (r"(\S+) could not be started", r"không chạy được \1"),
    (r"(\S+) took more than (\d+) seconds", r"\1 chạy quá \2 giây"),
    (r"damaged (\S+) \((\w+)\)", r"tệp \1 bị hỏng (\2)"),
    (r"no text: (.+)", r"không phải văn bản: \1"),
    (
        r'marked "(.+)": secret papers are neither read nor kept',
        r"văn bản có dấu \1: không đọc, không giữ tài liệu mật",
    ),
    (r"a web page without content", "trang web không có nội dung"),
    (r"a PDF without pages", "tệp PDF không có trang nào"),
    (r"a message without a body", "thư điện tử không có nội dung"),
    (r"([\d,]+) bytes(?: of text)?, more than the limit of ([\d,]+)", r"\1 byte, quá giới hạn \2"),
    (r"([\d,]+) pages, more than the limit of ([\d,]+)", r"\1 trang, quá giới hạn \2"),
    (r"no permission to read it", "không có quyền đọc tệp"),
    (r"no such file", "không có tệp này"),
    (r"the process that read it was killed by signal (\d+)", r"tiến trình đọc tệp bị dừng đột ngột (tín hiệu \1)"),
    (r"takes longer than the limit of (\S+) seconds", r"đọc quá \1 giây"),
    (r"needs more than the limit of ([\d,]+) MiB of memory", r"cần hơn \1 MiB bộ nhớ"),
    (r"the program that did it was ended in the middle of it.*", "chương trình bị dừng khi đang xử lý"),
    (r"failed: (.+)", r"chương trình gặp lỗi: \1"),
    (r"(\S+): robots\.txt cannot be had: (.+)", r"\1: không đọc được robots.txt: \2"),
    (r"(\S+): its robots\.txt does not allow it", r"\1: robots.txt không cho phép"),
    (r"(\S+): no answer in time", r"\1: không trả lời kịp thời"),
    (r"(imaps?://.+): not done within (\S+) seconds", r"\1: quá \2 giây mà chưa xong"),
    (
        r"(imaps?://.+): no password: the environment variable (\w+) is not set where the sources are run",
        r"\1: thiếu mật khẩu: nơi chạy các nguồn chưa đặt biến môi trường \2",
    ),
    (r"(imaps?://.+): no password: (\S+)(: | is ).+", r"\1: thiếu mật khẩu: không đọc được ở dòng đầu tệp \2"),
    (
        r"(imaps?://.+): there is no folder '(.+)': .*\(name another one in the URL\)",
        r"\1: không có thư mục \2 (ghi thư mục khác trong địa chỉ)",
    ),
    (
        r"(imaps?://.+): (.+) \(look at the user and the password; many hosts want a password made for programs\)",
        r"\1: không đăng nhập được: \2 (kiểm tra tên và mật khẩu; nhiều máy chủ đòi mật khẩu riêng cho ứng dụng)",
    ),
    (
        r"(imaps?://.+): its certificate is not trusted: (.+) \(SSL_CERT_FILE .+\)",
        r"\1: chứng thư của máy chủ không được tin cậy: \2 (SSL_CERT_FILE trỏ đến cơ quan chứng thực riêng)",
    ),
)
"""What is said in English, as a pattern for all of it, and in Vietnamese."""

REMEDIES: Final[dict[str, str]] = {
    "send the file again": "gửi lại tệp",
    "send it again": "gửi lại tệp",
    "save it without one": "lưu lại không đặt mật khẩu",
    "save it as DOCX": "lưu lại thành DOCX",
    "save it as PDF, DOCX or text": "lưu lại thành PDF, DOCX hoặc văn bản thuần",
    "save it anew": "lưu lại thành tệp mới",
    "save it anew from Word": "mở bằng Word và lưu lại",
    "save it again": "lưu lại",
    "save the page again": "lưu lại trang",
    "split it": "tách thành nhiều tệp",
    "save it as DOCX or XLSX": "lưu lại thành DOCX hoặc XLSX",
    "save it as UTF-8 text, DOCX or PDF": "lưu lại thành văn bản UTF-8, DOCX hoặc PDF",
    "save it anew as XLSX": "lưu lại thành XLSX",
    "save it anew from its program": "mở bằng chương trình gốc và lưu lại",
    "unpack it": "giải nén trước",
    "unpack it by hand": "tự giải nén và kiểm tra",
    "read its files one by one": "đọc từng tệp bên trong",
    "allow it expressly if you may": "chỉ cho phép đọc khi được quyền (--allow-secret)",
    "install the Debian package antiword (or libreoffice-writer-nogui), or save it as DOCX": (
        "cài gói Debian antiword (hoặc libreoffice-writer-nogui), hoặc lưu lại thành DOCX"
    ),
    "split the document": "tách thành nhiều tệp",
    "split the workbook": "tách bảng tính",
    "report it with the file": "báo lỗi kèm tệp cho người phát triển",
    "change its permissions; it is taken as soon as it can be read": "cấp quyền đọc; tệp được nhận ngay khi đọc được",
    "look at the file; chitieu jobs retry ID tries it once more": "xem tệp; chitieu jobs retry thử lại một lần nữa",
    "perhaps too little memory: try it alone": "có thể thiếu bộ nhớ: chạy riêng tệp này",
    "check the disk and the folders": "kiểm tra ổ đĩa và thư mục",
    "if it holds pictures of text, send them through OCR as a PDF": "nếu là ảnh chụp văn bản, đưa qua OCR thành PDF",
}

_PATTERNS = tuple((re.compile(pattern, re.DOTALL), words) for pattern, words in REASONS)


def reason_in(language: str, words: str) -> str:
    """A reason in a language ("vi" or "en")."""
    if language == "en":
        return words
    found = _in_vietnamese(words)
    return found if found is not None else "; ".join(map(_of_part, words.split("; ")))


def _of_part(words: str) -> str:
    """A reason behind the name of a document inside another."""
    at = words.find(": ")
    while at >= 0:
        found = _in_vietnamese(words[at + 2 :])
        if found is not None:
            return words[: at + 2] + found
        at = words.find(": ", at + 2)
    return words


def _in_vietnamese(words: str) -> str | None:
    for pattern, told in _PATTERNS:
        match = pattern.fullmatch(words)
        if match:
            return match.expand(told)
    return None


def remedy_in(language: str, words: str) -> str:
    """A remedy in a language ("vi" or "en")."""
    return words if language == "en" else REMEDIES.get(words, words)
