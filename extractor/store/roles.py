"""The roles of people, each of which may do what those before it may."""

from __future__ import annotations

from typing import Final

ROLES: Final = ("reader", "reviewer", "lead", "admin")
"""reader: reads. reviewer: decides on records. lead: assigns and settles. admin: accounts and the audit."""


def is_at_least(role: str, needed: str) -> bool:
    """Whether a role may do what a role ``needed`` may. Raises ``ValueError`` for words that are no roles."""
    return ROLES.index(role) >= ROLES.index(needed)
