"""The commands of the server: serve, token."""

from __future__ import annotations

import os
from datetime import date, datetime

import click

from extractor.serve.cli_store import db_option, originals_option

LOCAL = ("127.0.0.1", "localhost", "::1")
BUSY_SECONDS = 5.0
"""How long an answer waits for a locked database: people and programs rather ask again than wait longer."""

_TOLD = {
    "local": "no account yet and no login: whoever opens it on this machine works as {user!r}, role admin; "
    "before a proxy passes others on to it, make an account ({command})",
    "closed": "no account yet: it can be read, and nobody can write ({command} makes the first admin)",
    "accounts": "there are accounts: whoever writes logs in",
}


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
@click.option(
    "--user",
    envvar="CHITIEU_USER",
    default="local",
    show_default=True,
    show_envvar=True,
    metavar="NAME",
    help="The name under which work is written down while there is no account and no login.",
)
@click.option(
    "--oidc-issuer",
    envvar="CHITIEU_OIDC_ISSUER",
    show_envvar=True,
    metavar="URL",
    help="Log in by this OpenID Connect provider too, to accounts of the names that it gives.",
)
@click.option(
    "--oidc-client",
    envvar="CHITIEU_OIDC_CLIENT",
    show_envvar=True,
    metavar="ID",
    help="What the provider knows this server by; its secret is taken from CHITIEU_OIDC_SECRET.",
)
@click.option(
    "--oidc-claim",
    envvar="CHITIEU_OIDC_CLAIM",
    default="preferred_username",
    show_default=True,
    show_envvar=True,
    metavar="CLAIM",
    help="The claim of the provider that is the name of an account.",
)
@click.option("--private", is_flag=True, help="Reading needs a login too, and the API a token or a login.")
@click.option("--require-token", is_flag=True, help="The API answers only with a token (chitieu token give NAME).")
@click.option(
    "--rate", type=click.IntRange(1), default=600, show_default=True, help="Requests a minute that one client may make."
)
@originals_option
def serve(
    *,
    url: str,
    host: str,
    port: int,
    user: str,
    private: bool,
    require_token: bool,
    rate: int,
    oidc_issuer: str | None,
    oidc_client: str | None,
    oidc_claim: str,
    originals: str | None,
) -> int:
    """Serve the explorer's pages and the REST API.

    Without any account, and listening on this machine alone, whoever opens the pages here is one local user with every
    right. With accounts (chitieu account) whoever writes logs in. Without accounts and on another address nothing can
    be written.

    Pages are at /, the API's description at /api/v1/openapi.json. It listens on this machine alone unless --host says
    otherwise, and speaks HTTP: put a server with TLS before it where others are to reach it.
    """
    from extractor.serve.app import create_app
    from extractor.serve.oidc import Provider
    from extractor.serve.process import run, settle
    from extractor.serve.session import MAKE_ADMIN, Door
    from extractor.store.database import open_store, shown
    from extractor.store.originals import originals_of

    with open_store(url, create=False, busy_seconds=BUSY_SECONDS) as store:
        door = Door(store, loopback=host in LOCAL, private=private, local_name=user)
        provider = None
        if oidc_issuer:
            if not oidc_client:
                raise click.UsageError("--oidc-issuer needs --oidc-client")
            provider = Provider(oidc_issuer, oidc_client, os.environ.get("CHITIEU_OIDC_SECRET", ""), oidc_claim)
        kept = originals_of(url, originals)
        app = create_app(store, per_minute=rate, need_token=require_token, door=door, provider=provider, originals=kept)
        click.echo(_TOLD[door.mode()].format(user=user, command=MAKE_ADMIN), err=True)
        if host not in LOCAL and not require_token and not private:
            click.echo(
                "anyone who reaches this address can read the database "
                "(--private asks for a login, --require-token guards the API)",
                err=True,
            )
        click.echo(f"reading {shown(url)} ...", err=True)
        app.state.memory.warm()
        settle()
        name = f"[{host}]" if ":" in host else host
        click.echo(f"http://{name}:{port}/  (Ctrl+C ends it)", err=True)
        run(app, host, port)
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
