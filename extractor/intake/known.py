"""Tells the processes that extract which documents are stored already, so that they are not read again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extractor.core.errors import StoreError

if TYPE_CHECKING:
    from extractor.store.repository import Store


class Known:
    """Whether a document is stored as this version extracts it; the database is opened where it is asked first.

    May be sent to another process. A database that cannot be asked knows nothing.
    """

    def __init__(self, url: str, version: str) -> None:
        self.url = url
        self.version = version
        self._store: Store | None = None

    def __call__(self, document_id: str) -> bool:
        from extractor.store.database import connect  # noqa: PLC0415 - slow to import, and needed for containers only
        from extractor.store.repository import Store  # noqa: PLC0415 - likewise

        try:
            self._store = self._store or Store(connect(self.url, create=False))
            return self._store.is_current(document_id, self.version)
        except StoreError:
            return False

    def __getstate__(self) -> dict[str, Any]:
        return {"url": self.url, "version": self.version, "_store": None}
