"""The program ``chitieu``: its commands, and what every command does the same way.

Data goes to standard output, everything else to standard error. Exit status: 0 all done, 1 some inputs failed, 2 wrong
usage, 130 interrupted. Nothing heavy is imported before a command needs it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from extractor import __version__
from extractor.core.errors import ChiTieuError
from extractor.serve.cli_accounts import account
from extractor.serve.cli_ask import allocation, due, reading, result, series, total
from extractor.serve.cli_backup import backup, restore
from extractor.serve.cli_doctor import doctor
from extractor.serve.cli_evaluate import evaluate
from extractor.serve.cli_feed import feed
from extractor.serve.cli_intake import jobs, watch, works
from extractor.serve.cli_read import extract, parse, text
from extractor.serve.cli_review import export_annotations, review
from extractor.serve.cli_serve import serve, token
from extractor.serve.cli_store import ingest
from extractor.serve.cli_targets import targets

INTERRUPTED = 130

EPILOG = """\b
Examples:
  chitieu extract ke-hoach.docx
  chitieu extract van-ban/ --format csv -o chi-tieu.csv
  echo "Đến năm 2030 có ít nhất 90% số xã đạt chuẩn" | chitieu extract - --format table
  chitieu ingest van-ban/ && chitieu targets --province "Lào Cai" --year 2030
"""


class Face(click.Group):
    """The group of commands; a reader that closes our output (``| head``) is no error."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # what is still buffered must not be flushed into the closed pipe at exit
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        return result


@click.group(
    cls=Face, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="chitieu", message="%(prog)s %(version)s")
def cli() -> None:
    """Reads Vietnamese plans, decisions and news and writes down the targets in them.

    Every figure points back at the characters it was read from.
    """


for _command in (
    extract,
    text,
    parse,
    ingest,
    watch,
    feed,
    jobs,
    works,
    backup,
    restore,
    targets,
    series,
    due,
    result,
    reading,
    allocation,
    total,
    serve,
    token,
    review,
    export_annotations,
    account,
    evaluate,
    doctor,
):
    cli.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program and returns its exit status; ``arguments`` default to those of the process."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status = cli.main(arguments, prog_name="chitieu", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return INTERRUPTED
    except ChiTieuError as error:
        click.echo(f"chitieu: {error}", err=True)
        return 1
    return status if isinstance(status, int) else 0


if __name__ == "__main__":
    sys.exit(main())
