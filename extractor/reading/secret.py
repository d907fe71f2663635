"""Papers marked secret are refused unless the user says otherwise."""

from __future__ import annotations

import regex

from extractor.core.document import RawDocument
from extractor.core.errors import SecretError
from extractor.reading.source import Source

_LINES = 60
_CHARACTERS = 4000
_MARK = regex.compile(
    r"^[ \t|*_#>]*+(?:ĐỘ[ ]MẬT[ ]?:[ ]?)?(?P<mark>TUYỆT[ ]MẬT|TỐI[ ]MẬT|MẬT)[ \t|*_.]*+$|"
    r"^[ \t|*_#>]*+(?:Độ[ ][Mm]ật[ ]?:[ ]?)(?P<said>Tuyệt[ ]mật|Tối[ ]mật|Mật)[ \t|*_.]*+$",
    regex.MULTILINE,
)


def secret_mark(text: str) -> str | None:
    """The mark of secrecy that stands on a line of its own in the letterhead area, or nothing."""
    head = "\n".join(text[:_CHARACTERS].split("\n")[:_LINES])
    match = _MARK.search(head)
    return (match["mark"] or match["said"]) if match else None


def refuse_secret(source: Source, document: RawDocument) -> None:
    """Raises ``SecretError`` for a document that is marked MẬT, TỐI MẬT or TUYỆT MẬT."""
    mark = secret_mark(document.text)
    if mark:
        told = f'marked "{mark}": secret papers are neither read nor kept'
        raise SecretError(source.label, told, "allow it expressly if you may")
