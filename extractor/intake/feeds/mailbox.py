"""A mailbox as a source (IMAP): each message is taken once, whole, and stays in the mailbox as it was.

What was listed is remembered by UIDVALIDITY and the highest UID. A mailbox that was numbered anew is listed from its
beginning; messages whose bytes are known make no new work. The password is read where it is needed, and never kept.
"""

from __future__ import annotations

import imaplib
import re
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy, utils
from typing import Any

from extractor.core.errors import ChiTieuError
from extractor.intake.feeds.fetch import Answer, FetchError
from extractor.intake.feeds.guard import ForbiddenAddressError, addresses_of, is_loopback
from extractor.intake.feeds.listing import Link
from extractor.intake.feeds.mailbox_address import Address, address_of, folder_name, password_of, quoted
from extractor.reading.limits import MAX_BYTES

_CONNECT_SECONDS, _READ_SECONDS = 10.0, 20.0
_LISTED_AT_ONCE = 1000
_LINES = 16 * 2**20
"""Bytes that a server may send besides the messages that it was asked for."""
_NUMBERS = re.compile(rb"\bUID (\d+)\b")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)\b")
_MESSAGE = re.compile(r"(?P<mailbox>.+);UIDVALIDITY=(?P<validity>\d+)/;UID=(?P<uid>\d+)")


@dataclass(slots=True)
class Mailbox:
    """Lists and fetches the messages of a mailbox; a connection is kept until ``close``, or until something fails.

    ``password_from`` is "env:NAME" or "file:PATH". ``seconds`` is the time that one step may take altogether.
    """

    url: str
    password_from: str
    allow_private: bool = False
    mark_seen: bool = False
    seconds: float = 300.0
    most_bytes: int = MAX_BYTES
    context: ssl.SSLContext | None = None
    _open: _Connection | None = None
    _validity: str = ""
    _count: int = 0
    _address: Address = field(init=False)

    def __post_init__(self) -> None:
        self._address = address_of(self.url)

    def close(self) -> None:
        """Takes leave of the server."""
        if self._open is not None:
            with suppress(OSError, imaplib.IMAP4.error):
                self._open.cut_after(_CONNECT_SECONDS)
                self._open.logout()
            self._drop()

    def listed(self, position: str | None) -> tuple[list[Link], str]:
        """The messages that came after a position ("UIDVALIDITY:UID"), and the position after them.

        Without one, or where the mailbox was numbered anew, these are all. Raises ``FetchError``.
        """
        with self._asking() as connection:
            self._select(connection, afresh=True)
            validity, last = self._validity, 0
            if position and position.partition(":")[0] == validity:
                last = int(position.partition(":")[2])
            found: set[int] = set()
            # by their places, the newest first: these have no gaps, and the numbers rise with them
            for end in range(self._count, 0, -_LISTED_AT_ONCE):
                rows = self._fetched(connection.fetch(f"{max(1, end - _LISTED_AT_ONCE + 1)}:{end}", "(UID)"))
                uids = {
                    int(match.group(1)) for row in rows if isinstance(row, bytes) and (match := _NUMBERS.search(row))
                }
                found |= {uid for uid in uids if uid > last}
                if not uids or min(uids) <= last:
                    break
        base = self.url.rstrip("/")
        links = [Link(f"{base};UIDVALIDITY={validity}/;UID={uid}", validity) for uid in sorted(found)]
        return links, f"{validity}:{max(found, default=last)}"

    def fetch(self, url: str) -> Answer:
        """A message as it lies in the mailbox; sender, day and subject stand in its place. Raises ``FetchError``."""
        most = self.most_bytes
        uid = self._uid_of(url)
        with self._asking() as connection:
            self._expect(connection, url)
            sizes = self._fetched(connection.uid("FETCH", uid, "(RFC822.SIZE)"))
            told = [int(match.group(1)) for row in sizes if (match := _SIZE.search(_line(row)))]
            if not told:
                raise FetchError(url, "the message is not in the mailbox any more", temporary=False)
            if told[0] > most:
                raise FetchError(url, f"{told[0]:,} bytes, more than the limit of {most:,}", temporary=False)
            connection.grant(most)
            rows = self._fetched(connection.uid("FETCH", uid, "(BODY.PEEK[])"))
            data = next((bytes(row[1]) for row in rows if isinstance(row, tuple)), None)
        if data is None:
            raise FetchError(url, "the server does not give the message", temporary=True)
        sender, day, subject = _head(data)
        about = ", ".join(part for part in (sender, day, f"“{subject}”" if subject else "") if part)
        name = f"{(subject or 'message').replace('/', '-')[:150]}.eml"
        return Answer(url, data, "message/rfc822", name, place=f"{url} ({about})" if about else url)

    def mark(self, url: str) -> None:
        """Marks a message as seen. Raises ``FetchError``."""
        with self._asking() as connection:
            self._expect(connection, url)
            self._fetched(connection.uid("STORE", self._uid_of(url), "+FLAGS.SILENT", r"(\Seen)"))

    @contextmanager
    def _asking(self) -> Iterator[_Connection]:
        """A connection that is logged in, for one step; what fails in it is the mailbox's, if nothing else is said."""
        end = time.monotonic() + self.seconds
        password = ""
        try:
            if self._open is None:
                password = password_of(self.password_from)
                self._open = _Connection(self._address, self.seconds, self.context, allow_private=self.allow_private)
                self._open.enter(self._address.user, password)
            self._open.cut_after(end - time.monotonic())
            yield self._open
        except FetchError:
            self._drop()
            raise
        except ForbiddenAddressError as error:
            self._drop()
            raise FetchError(self.url, str(error), temporary=True, whole=True) from error
        except (OSError, imaplib.IMAP4.error, UnicodeError, ChiTieuError) as error:
            over = time.monotonic() >= end
            self._drop()
            said = f"not done within {self.seconds:g} seconds" if over else _said(error, password)
            raise FetchError(self.url, said, temporary=True, whole=True) from None  # the error may hold the password
        finally:
            if self._open is not None:
                self._open.rest()

    def _drop(self) -> None:
        if self._open is not None:
            with suppress(OSError):
                self._open.rest()
                self._open.shutdown()
        self._open, self._validity = None, ""

    def _select(self, connection: _Connection, *, afresh: bool = False) -> None:
        if self._validity and not afresh:
            return
        name = quoted(folder_name(self._address.folder))
        state, told = connection.select(name, readonly=not self.mark_seen)
        if state != "OK":
            said = _text(told)
            raise ChiTieuError(f"there is no folder {self._address.folder!r}: {said} (name another one in the URL)")
        self._count = int(told[0] or 0)
        validity = connection.response("UIDVALIDITY")[1]
        self._validity = _text(validity)
        if not self._validity.isdecimal():
            raise ChiTieuError("the server does not number its messages lastingly (no UIDVALIDITY)")

    def _expect(self, connection: _Connection, url: str) -> None:
        """Opens the folder, which must be numbered as it was when the message was listed."""
        self._select(connection)
        match = _MESSAGE.fullmatch(url)
        if match is None or match["validity"] != self._validity:
            raise FetchError(self.url, "the mailbox was numbered anew; it is listed again", temporary=True, whole=True)

    @staticmethod
    def _uid_of(url: str) -> str:
        match = _MESSAGE.fullmatch(url)
        if match is None:
            raise FetchError(url, "no message of a mailbox", temporary=False)
        return match["uid"]

    @staticmethod
    def _fetched(answer: tuple[str, list[Any]]) -> list[Any]:
        state, rows = answer
        if state != "OK":
            raise ChiTieuError(f"the server refuses: {_text(rows)}")
        return [row for row in rows if row is not None]


class _Connection(imaplib.IMAP4):
    """A connection that goes only where it may, takes no more than it asked for, and is cut when its time is over."""

    def __init__(
        self, address: Address, seconds: float, context: ssl.SSLContext | None, *, allow_private: bool
    ) -> None:
        self._address = address
        self._context = context or ssl.create_default_context()
        self._allow_private = allow_private
        self._left = _LINES
        self._timer: threading.Timer | None = None
        self._seconds = seconds
        try:
            super().__init__(address.host, address.port)
        except BaseException:
            self.rest()
            with suppress(OSError, AttributeError):
                self.sock.close()
            raise

    def open(self, host: str = "", port: int = 143, timeout: float | None = None) -> None:  # noqa: ARG002 - imaplib's
        """Connects to the very address that was looked at."""
        self.host, self.port = host, port
        found = addresses_of(host, port, allow_private=self._allow_private)
        if not self._address.is_safe and not all(map(is_loopback, found)):
            raise ChiTieuError(f"{host} would get the password in the clear (write imaps://)")
        failed: OSError = OSError(f"{host}: no address")
        for one in found:
            try:
                self.sock = socket.create_connection((one, port), _CONNECT_SECONDS)
                break
            except OSError as error:
                failed = error
        else:
            raise failed
        self.sock.settimeout(_READ_SECONDS)
        self.cut_after(self._seconds)
        if self._address.is_safe:
            self.sock = self._context.wrap_socket(self.sock, server_hostname=host, do_handshake_on_connect=False)
            self.sock.do_handshake()
        self.file = self.sock.makefile("rb")

    def enter(self, user: str, password: str) -> None:
        """Logs in; the password is not part of what goes wrong."""
        if "AUTH=PLAIN" in self.capabilities:
            self.authenticate("PLAIN", lambda _: f"\0{user}\0{password}".encode())
        elif (user + password).isascii():
            self.login(quoted(user), password)
        else:
            raise ChiTieuError("the server takes only names and passwords of ASCII letters")

    def cut_after(self, seconds: float) -> None:
        """Cuts the line after so many seconds, however slowly bytes come; the server may send as much as is usual."""
        self.rest()
        self._left = _LINES
        self._timer = threading.Timer(max(0.0, seconds), self._cut)
        self._timer.daemon = True
        self._timer.start()

    def rest(self) -> None:
        """Nothing is under way: the line is not cut."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def grant(self, more: int) -> None:
        """The server may send so many bytes more."""
        self._left += more

    def read(self, size: int) -> bytes:
        """So many bytes, if they may come."""
        self._take(size)
        return super().read(size)

    def readline(self) -> bytes:
        """A line, if it may come."""
        line = super().readline()
        self._take(len(line))
        return line

    def _take(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise self.abort("the server sends more than it was asked for")

    def _cut(self) -> None:
        with suppress(OSError):
            socket.socket.shutdown(self.sock, socket.SHUT_RDWR)  # below TLS, which another thread is at


def _head(data: bytes) -> tuple[str, str, str]:
    """Sender, day and subject of a message; empty where it has none, or none that can be read."""
    head = re.split(rb"\r?\n\r?\n", data[: 256 * 2**10], maxsplit=1)[0]
    message = message_from_bytes(head, policy=policy.default)

    def told(name: str) -> str:
        try:
            return "".join(char for char in " ".join(str(message.get(name) or "").split()) if char.isprintable())
        except (ValueError, LookupError, TypeError, AttributeError):  # what the standard library trips over
            return ""

    date = told("Date")
    with suppress(ValueError, TypeError):
        date = utils.parsedate_to_datetime(date).date().isoformat()
    return told("From")[:200], date[:40], told("Subject")[:200]


def _line(row: Any) -> bytes:
    """A line of an answer; of one with a literal what stands before that."""
    return bytes(row[0] if isinstance(row, tuple) else row)


def _text(rows: list[Any]) -> str:
    return b" ".join(row for row in rows if isinstance(row, bytes)).decode("utf-8", "replace")[:200]


def _said(error: BaseException, password: str) -> str:
    """What went wrong, in a line, without the password; an error of login says what to look at."""
    told = " ".join((str(error) or type(error).__name__).removeprefix("b'").removesuffix("'").split())[:300]
    if password:
        told = told.replace(password, "…")
    if isinstance(error, TimeoutError):
        told = "no answer in time"
    if isinstance(error, ssl.SSLCertVerificationError):
        told = f"its certificate is not trusted: {error.verify_message} (SSL_CERT_FILE names an authority of your own)"
    if re.search(r"AUTH|LOGIN|credential|password", told, re.IGNORECASE) and isinstance(error, imaplib.IMAP4.error):
        told += " (look at the user and the password; many hosts want a password made for programs)"
    return told
