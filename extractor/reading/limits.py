"""How much a reader takes in before it says no; every limit is named in the refusal."""

from __future__ import annotations

MAX_BYTES = 128 * 2**20
"""Bytes of one file."""

MAX_TEXT_BYTES = 64 * 2**20
"""Bytes of a plain text or a web page."""

MAX_UNPACKED = 512 * 2**20
"""Bytes that all parts of a ZIP container (docx, xlsx, zip) may have together when unpacked."""

MAX_PART = 256 * 2**20
"""Bytes of one unpacked part."""

MAX_RATIO = 200
"""How many times larger than packed a part of more than a mebibyte may be."""

MAX_PARTS = 5_000
"""Entries of a ZIP container."""

MAX_PAGES = 2_000
"""Pages of a PDF."""

MAX_CELLS = 2_000_000
"""Cells of all sheets of a workbook together."""

MAX_PIXELS = 36_000_000
"""Pixels of a page image handed to OCR: A2 at 300 dpi has 35 million. Larger pages are drawn smaller."""

MAX_ATTACHMENTS = 200
"""Documents in one message or archive."""

MAX_DEPTH = 3
"""Archives within archives and messages within messages."""

MAX_SECONDS = 900
"""Seconds that one file may take before the process that reads it is ended."""

MAX_MEMORY = 3 * 2**30
"""Bytes of memory that the process which reads a file may have: ten times what a workbook of 10,000 figures took."""
