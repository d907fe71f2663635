"""Writes the samples and what is expected of them: ``python tests/reading/samples/make_samples.py``.

The expected lines are declared beside each sample by hand; they never come from a reader. PDF samples need fpdf2 and
the DejaVu fonts (Debian: fonts-dejavu); without them the other samples are still made. The old workbook needs xlwt.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main() -> int:
    """Makes every sample anew, and returns an exit status."""
    sys.path.insert(0, str(HERE))
    import sheets
    import web
    import word

    makers = {**word.SAMPLES, **web.SAMPLES, **sheets.SAMPLES}
    try:
        import pdfs

        makers |= pdfs.SAMPLES
    except ImportError as error:
        print(f"PDF samples stay as they are: {error}", file=sys.stderr)
    try:
        import old_sheets

        makers |= old_sheets.SAMPLES
    except ImportError as error:
        print(f"the old workbook stays as it is: {error}", file=sys.stderr)
    path = HERE / "expected.json"
    expected = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    for name, make in makers.items():
        data, lines = make()
        (HERE / name).write_bytes(data)
        expected[name] = lines
        print(f"{name}: {len(data):,} bytes")
    path.write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
