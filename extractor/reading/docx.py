"""Word documents (DOCX): paragraphs with their numbers, tables with merged cells, tracked changes as accepted."""

from __future__ import annotations

from typing import Any

from extractor.core.document import RawDocument
from extractor.reading.compose import Composer
from extractor.reading.container import Container
from extractor.reading.docx_body import Body
from extractor.reading.docx_numbering import Numbering, W
from extractor.reading.docx_styles import Styles
from extractor.reading.source import Source

_MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_DOCUMENT_TYPE = "/officeDocument"


def read(source: Source) -> RawDocument:
    """Paragraphs and table rows in the order of the document, footnotes as notes at its end."""
    container = Container(source)
    main = _main_part(container)
    if main not in container:
        raise source.error("no Word document in the container", "save it anew from Word")
    folder = main.rsplit("/", 1)[0] + "/" if "/" in main else ""
    root = container.xml(main)
    body = root.find(f"{W}body")
    if body is None:
        if root.tag.startswith("{http://purl.oclc.org/ooxml/"):
            raise source.error("strict Open XML", 'save it as "Word Document (.docx)"')
        raise source.error("a Word document without a body", "save it anew from Word")

    def part(name: str) -> Any | None:
        return container.xml(folder + name) if folder + name in container else None

    composer = Composer(paragraphs=True)
    reader = Body(composer, Styles(part("styles.xml")), Numbering.of(part("numbering.xml")))
    reader.blocks(body)
    for name, kind in (("footnotes.xml", "footnote"), ("endnotes.xml", "endnote")):
        notes = part(name)
        if notes is not None:
            reader.footnotes(notes, kind)
    reader.tell()
    if any(name.lower().endswith("vbaproject.bin") for name in container.names):
        composer.note("macros were ignored")
    return composer.document(source, _MEDIA, meta=_meta(container))


def _main_part(container: Container) -> str:
    if "_rels/.rels" in container:
        for relation in container.xml("_rels/.rels").iterfind(f"{_RELATIONS}Relationship"):
            if (relation.get("Type") or "").endswith(_DOCUMENT_TYPE):
                return (relation.get("Target") or "").lstrip("/")
    return "word/document.xml"


def _meta(container: Container) -> dict[str, str]:
    if "docProps/core.xml" not in container:
        return {}
    wanted = {"title": "title", "creator": "author", "created": "date", "subject": "subject"}
    found: dict[str, str] = {}
    for element in container.xml("docProps/core.xml"):
        name = wanted.get(str(element.tag).rsplit("}", 1)[-1])
        if name and element.text and element.text.strip():
            found[name] = element.text.strip()
    return found
