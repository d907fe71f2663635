"""Draws docs/demo.svg: the first records of the demo as a terminal shows them.

``python scripts/demo_picture.py`` stores one document of the corpus in a database of its own, asks ``chitieu targets``
for the same table that ``make demo`` prints, and draws the program's own coloured output.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "demo.svg"
DOCUMENT = "corpus/documents/kh-yen-bai-an-ninh-nong-thon-moi.txt"
ASKED = ("targets", "--status", "target", "--limit", "7")
WIDTH = 100

# Without the web font of rich's own frame: the picture fetches nothing.
FRAME = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: {char_height}px;
  line-height: {line_height}px; font-variant-east-asian: full-width; }}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def shown() -> str:
    """What the program prints to a terminal, with its colours."""
    program = str(Path(sys.executable).with_name("chitieu"))
    with tempfile.TemporaryDirectory() as folder:
        around = os.environ | {"CHITIEU_DB": f"sqlite:///{folder}/demo.db"}
        subprocess.run([program, "ingest", DOCUMENT], cwd=ROOT, env=around, check=True, stderr=subprocess.DEVNULL)  # noqa: S603 - our own program
        around |= {"FORCE_COLOR": "1", "COLORTERM": "truecolor"}
        asked = [program, *ASKED]
        done = subprocess.run(asked, cwd=ROOT, env=around, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - likewise
    return done.stdout


def main() -> int:
    """Writes the picture."""
    screen = Console(record=True, width=WIDTH, file=open(os.devnull, "w"), force_terminal=True)  # noqa: SIM115 - ends with the program
    screen.print(Text(f"$ chitieu {' '.join(ASKED)}", style="bold green"))
    screen.print(Text.from_ansi(shown()))
    PICTURE.parent.mkdir(exist_ok=True)
    drawn = screen.export_svg(title="make demo", theme=MONOKAI, code_format=FRAME, unique_id="chitieu")
    PICTURE.write_text(drawn, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
