"""Passwords: what is accepted, how they are kept (argon2id), and how one is compared.

A password is taken in NFC, so that "ế" typed on one keyboard as one character and on another as three is the same.
"""

from __future__ import annotations

import secrets
import threading
import unicodedata
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from extractor.core.errors import ChiTieuError
from extractor.store.folding import bare


class AccountError(ChiTieuError):
    """What cannot be done to an account; ``key`` names the reason for pages in other languages."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(reason)
        self.key = key


FEWEST = 12
MOST = 1_024
"""Characters of a password."""

HASHER = PasswordHasher()
"""The low-memory profile of RFC 9106: 64 MiB, three passes, four lanes; a hash carries its own parameters."""

_AT_ONCE = threading.BoundedSemaphore(2)
"""Hashing takes 64 MiB; a flood of logins waits for its turn."""


def hashed(password: str) -> str:
    """The argon2 text of a password."""
    with _AT_ONCE:
        return HASHER.hash(_bytes(password))


def matches(kept: str | None, password: str) -> bool:
    """Whether a password is the kept one; as much work where nothing is kept, so that time tells no names."""
    long = len(password) > MOST
    with _AT_ONCE:
        try:
            HASHER.verify(_stand_in() if kept is None else kept, _bytes("" if long else password))
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None and not long


def is_outdated(kept: str) -> bool:
    """Whether a hash was made with other parameters than today's."""
    return HASHER.check_needs_rehash(kept)


def accepted(password: str, name: str) -> str:
    """The password in NFC. Raises ``AccountError`` for one that is too short, too long or too easily guessed."""
    composed = unicodedata.normalize("NFC", password[: MOST + 1])
    if len(password) > MOST:
        raise AccountError("weak", f"the password has more than {MOST} characters")
    if len(composed) < FEWEST:
        told = f"the password has fewer than {FEWEST} characters (a few words in a row are easy to keep)"
        raise AccountError("weak", told)
    if len(set(composed)) < 5 or not _letters(composed).replace(_letters(name), ""):
        raise AccountError(
            "weak", "the password is too easily guessed: the account's name, or few characters over and over"
        )
    return composed


def made_up() -> str:
    """A password nobody chose: 20 letters and digits in groups, about 100 bits."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(5)) for _ in range(4))


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, bare(text)))


def _bytes(password: str) -> bytes:
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")


def _stand_in() -> str:
    return _made_with(HASHER)


@lru_cache(4)
def _made_with(hasher: PasswordHasher) -> str:
    # made with the parameters of today, for the work to be the same
    return hasher.hash(secrets.token_bytes(16))
