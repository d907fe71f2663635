"""The commands of the server: serve, token."""

from __future__ import annotations

from datetime import date, datetime

import click

from extractor.serve.cli_store import db_option, originals_option

LOCAL = ("127.0.0.1", "localhost", "::1")


@click.command(
    epilog="""\b
Examples:
  chitieu serve
  chitieu serve --db postgresql://localhost/chitieu --host 0.0.0.0 --port 8080 --require-token
"""
)
@db_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port.")
@click.option("--require-token", is_flag=True, help="The API answers only with a token (chitieu token give NAME).")
@click.option(
    "--rate", type=click.IntRange(1), default=600, show_default=True, help="Requests a minute that one client may make."
)
@originals_option
def serve(*, url: str, host: str, port: int, require_token: bool, rate: int, originals: str | None) -> int:
    """Serve the explorer's pages and the REST API, to be read and not written.

    Pages are at /, the API's description at /api/v1/openapi.json. It listens on this machine alone unless --host says
    otherwise, and speaks HTTP: put a server with TLS before it where others are to reach it.
    """
    import uvicorn

    from extractor.serve.app import create_app
    from extractor.store.database import open_store, shown
    from extractor.store.originals import originals_of

    with open_store(url, create=False) as store:
        kept = originals_of(url, originals)
        app = create_app(store, per_minute=rate, need_token=require_token, originals=kept)
        if host not in LOCAL and not require_token:
            click.echo(
                "anyone who reaches this address can read the database (--require-token guards the API)", err=True
            )
        click.echo(f"reading {shown(url)} ...", err=True)
        app.state.memory.warm()
        name = f"[{host}]" if ":" in host else host
        click.echo(f"http://{name}:{port}/  (Ctrl+C ends it)", err=True)
        uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)
    return 0


@click.group(
    epilog="""\b
Examples:
  chitieu token give "Sở Y tế" --ends 2026-12-31
  chitieu token list
  chitieu token end "Sở Y tế"
"""
)
def token() -> None:
    """Give out, list and end the tokens with which the API can be read."""


@token.command("give")
@click.argument("name")
@click.option("--ends", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY", help="The last day on which it may read.")
@db_option
def give(url: str, name: str, ends: datetime | None) -> int:
    """Make a token and print it; it is shown this once."""
    from extractor.query import tokens
    from extractor.store.database import open_store

    with open_store(url, create=False) as store:
        click.echo(tokens.give(store, name, ends.date() if ends else None))
    return 0


@token.command("list")
@db_option
def list_tokens(url: str) -> int:
    """List the tokens by name."""
    from extractor.query import tokens
    from extractor.store.database import open_store

    with open_store(url, create=False) as store:
        for row in tokens.listed(store):
            state = "" if row["ends"] is None else f"until {row['ends']}"
            ended = " (ended)" if row["ends"] is not None and row["ends"] < date.today() else ""
            click.echo(f"{row['name']}  {state}{ended}".rstrip())
    return 0


@token.command("end")
@click.argument("name")
@db_option
def end(url: str, name: str) -> int:
    """End a token."""
    from extractor.query import tokens
    from extractor.store.database import open_store

    with open_store(url, create=False) as store:
        tokens.end(store, name)
    return 0
