"""The commands of accounts: who may work on the records, and in which role."""

from __future__ import annotations

import getpass
import sys
from typing import TYPE_CHECKING

import click

from extractor.serve.cli_store import db_option
from extractor.store.roles import ROLES

if TYPE_CHECKING:
    from extractor.review.audit import Actor

_role = click.Choice(ROLES)
_stdin = click.option("--password-stdin", is_flag=True, help="Take the password from the first line of standard input.")


@click.group(
    epilog="""\b
Examples:
  chitieu account add "Nguyễn An" --role admin
  chitieu account role "Nguyễn An" lead
  chitieu account deactivate "Nguyễn An"
"""
)
def account() -> None:
    """Make, list and change the accounts with which people log in to work on the records.

    Roles: a reader reads, a reviewer decides on records, a lead assigns and settles, an admin keeps the accounts; each
    may do what those before may.
    """


@account.command("add")
@click.argument("name")
@click.option("--role", type=_role, default="reviewer", show_default=True, help="What the account may do.")
@_stdin
@db_option
def add(url: str, name: str, role: str, password_stdin: bool) -> int:
    """Make an account; its password is asked for twice."""
    from extractor.review import accounts
    from extractor.store.database import open_store

    with open_store(url, create=False) as store:
        made = accounts.create(store, name, role, _password(password_stdin), _here())
        click.echo(f"{made.name}  {made.role}")
    return 0


@account.command("list")
@db_option
def list_accounts(url: str) -> int:
    """List the accounts by name, with role and state."""
    from extractor.review import accounts
    from extractor.store.database import open_store

    with open_store(url, create=False) as store:
        for one in accounts.listed(store):
            click.echo(f"{one.name}  {one.role}{'' if one.active else '  (deactivated)'}")
    return 0


@account.command("role")
@click.argument("name")
@click.argument("role", type=_role)
@db_option
def change_role(url: str, name: str, role: str) -> int:
    """Give an account another role, from its next request on."""
    from extractor.review import accounts
    from extractor.store.database import open_store

    with open_store(url, create=False) as store:
        accounts.set_role(store, name, role, _here())
    return 0


@account.command("password")
@click.argument("name")
@_stdin
@db_option
def change_password(url: str, name: str, password_stdin: bool) -> int:
    """Give an account another password; its sessions end, and wrong guesses are forgotten."""
    from extractor.review import accounts
    from extractor.store.database import open_store

    with open_store(url, create=False) as store:
        accounts.set_password(store, name, _password(password_stdin), _here())
    return 0


@account.command("deactivate")
@click.argument("name")
@db_option
def deactivate(url: str, name: str) -> int:
    """End an account's sessions and let it log in no more; what it decided stays."""
    return _set_active(url, name, active=False)


@account.command("activate")
@click.argument("name")
@db_option
def activate(url: str, name: str) -> int:
    """Let a deactivated account log in again."""
    return _set_active(url, name, active=True)


def _set_active(url: str, name: str, *, active: bool) -> int:
    from extractor.review import accounts
    from extractor.store.database import open_store

    with open_store(url, create=False) as store:
        accounts.set_active(store, name, active, _here())
    return 0


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return str(click.prompt("Password", hide_input=True, confirmation_prompt="Password again", err=True))


def _here() -> Actor:
    """The person at the command line, by the name that the machine knows."""
    from extractor.review.audit import Actor

    try:
        name = getpass.getuser()
    except (OSError, KeyError):  # a machine that has no name for the user
        name = "?"
    return Actor(f"command line: {name}")
