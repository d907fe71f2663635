"""The few exceptions that the project raises on purpose."""

from __future__ import annotations


class ChiTieuError(Exception):
    """Something a user can act on: the message names the place, the reason and the remedy."""


class UnreadableError(ChiTieuError):
    """An input cannot be read.

    ``path`` names the input, ``reason`` says why in one line, ``remedy`` what to do about it (may be empty).
    """

    def __init__(self, path: str, reason: str, remedy: str = "") -> None:
        super().__init__(f"{path}: {reason}" + (f" ({remedy})" if remedy else ""))
        self.path = path
        self.reason = reason
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[UnreadableError], tuple[str, str, str]]:
        """Goes from the process that read to the one that asked with all its parts."""
        return type(self), (self.path, self.reason, self.remedy)


class SecretError(UnreadableError):
    """An input is marked secret and nobody said that it may be read: its bytes are not to be kept either."""


class OffsetError(ChiTieuError):
    """An offset or quotation does not agree with the text that it points into."""


class DataError(ChiTieuError):
    """A data file of the project (registry, lexicon, annotations) is malformed."""


class StoreError(ChiTieuError):
    """The database cannot be used as it is: locked, of a newer version, unreachable."""
