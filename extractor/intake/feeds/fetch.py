"""Fetches a URL politely and safely: robots.txt, a delay for each host, limits of size, time and redirects."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
import tenacity
from protego import Protego

from extractor import __version__
from extractor.core.errors import ChiTieuError
from extractor.intake.feeds.guard import Deadline, ForbiddenAddressError, GuardedTransport
from extractor.reading.limits import MAX_BYTES

AGENT = f"chitieu/{__version__}"
MAX_REDIRECTS = 5
MAX_FEED_BYTES = 16 * 2**20
"""Bytes of a feed, a sitemap or a listing page."""
_ROBOTS_BYTES = 512 * 2**10
_READ_SECONDS = 20.0
_ROBOTS_KEPT = 3600.0
_LONGEST_DELAY = 60.0
"""Seconds of a host's own wish that are granted between two requests."""
_REDIRECTS = (301, 302, 303, 307, 308)
_LATER = (408, 425, 429, 500, 502, 503, 504)


class FetchError(ChiTieuError):
    """A URL gave nothing. ``temporary`` tells whether it may later; ``wait`` is how long the server asks to wait.

    ``whole`` tells that the source itself cannot be asked: no fault of the one thing that was asked for.
    """

    def __init__(
        self, url: str, reason: str, *, temporary: bool, wait: float | None = None, whole: bool = False
    ) -> None:
        super().__init__(f"{url}: {reason}")
        self.reason = reason
        self.temporary = temporary
        self.wait = wait
        self.whole = whole


@dataclass(frozen=True, slots=True)
class Answer:
    """What a URL gave: its bytes (``None``: not changed since), the URL after redirects, and how to ask next time.

    ``place`` is what messages call it, where the URL alone says little.
    """

    url: str
    data: bytes | None
    media_type: str = ""
    name: str | None = None
    etag: str | None = None
    modified: str | None = None
    place: str | None = None


@dataclass(slots=True)
class Fetcher:
    """Fetches one URL after the other. ``seconds`` is the time that one may take altogether, redirects included."""

    allow_private: bool = False
    delay: float = 1.0
    seconds: float = 300.0
    most_bytes: int = MAX_BYTES
    tries: int = 3
    pause: Callable[[float], None] = time.sleep
    _deadline: Deadline = field(default_factory=Deadline)
    _client: httpx.Client = field(init=False)
    _last: dict[str, float] = field(default_factory=dict)
    _robots: dict[str, tuple[Protego | None, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._client = httpx.Client(
            transport=GuardedTransport(self._deadline, allow_private=self.allow_private),
            headers={"User-Agent": AGENT, "Accept": "*/*", "Accept-Encoding": "gzip"},
            timeout=httpx.Timeout(_READ_SECONDS, connect=10.0),
            trust_env=False,
            follow_redirects=False,
        )

    def close(self) -> None:
        self._client.close()

    def fetch(
        self, url: str, *, etag: str | None = None, modified: str | None = None, most_bytes: int | None = None
    ) -> Answer:
        """The bytes of a URL; with ``etag`` or ``modified`` of last time only if they have changed.

        Temporary failures are tried again, with a growing, scattered wait in between. Raises ``FetchError``.
        """
        asked = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in asked.items() if value}
        again = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(self.tries),
            wait=_wished_or(tenacity.wait_random_exponential(multiplier=1, min=0.5, max=20)),
            retry=tenacity.retry_if_exception(lambda error: isinstance(error, FetchError) and _soon(error)),
            sleep=self.pause,
            reraise=True,
        )
        return again(self._follow, url, headers, most_bytes or self.most_bytes)

    def _follow(self, url: str, headers: Mapping[str, str], most: int) -> Answer:
        self._deadline.end = time.monotonic() + self.seconds
        seen: list[str] = []
        while True:
            _check(url)
            if url in seen:
                raise FetchError(seen[0], f"redirects in a circle, by way of {url}", temporary=False)
            if len(seen) > MAX_REDIRECTS:
                raise FetchError(seen[0], f"more than {MAX_REDIRECTS} redirects", temporary=False)
            rules = self._rules_of(url)
            if rules is not None and not rules.can_fetch(url, AGENT):
                raise FetchError(url, "its robots.txt does not allow it", temporary=False)
            self._wait_for(url, float((rules.crawl_delay(AGENT) if rules else None) or 0))
            seen.append(url)
            found = self._get(url, headers, most)
            if isinstance(found, Answer):
                return found
            url = urljoin(url, found)

    def _get(self, url: str, headers: Mapping[str, str], most: int) -> Answer | str:
        """The answer, or the place that it redirects to."""
        try:
            with self._client.stream("GET", url, headers=headers) as response:
                status = response.status_code
                if status in _REDIRECTS and "location" in response.headers:
                    return str(response.headers["location"])
                if status == 304:
                    return Answer(url, None)
                if status != 200:
                    later = status in _LATER
                    raise FetchError(url, f"HTTP {status}", temporary=later, wait=_wish(response))
                data = self._body(url, response, most)
        except ForbiddenAddressError as error:
            raise FetchError(url, str(error), temporary=False) from error
        except httpx.TimeoutException as error:
            over = self._deadline.end <= time.monotonic()
            told = f"not done within {self.seconds:g} seconds" if over else "no answer in time"
            raise FetchError(url, told, temporary=True, wait=0.0 if not over else None) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise FetchError(url, f"{error}" or type(error).__name__, temporary=True, wait=0.0) from error
        finally:
            self._last[_host(url)] = time.monotonic()
        given = response.headers
        kind = given.get("content-type", "").partition(";")[0].strip().lower()
        return Answer(url, data, kind, _name(given), given.get("etag"), given.get("last-modified"))

    def _body(self, url: str, response: httpx.Response, most: int) -> bytes:
        """The body, unpacked, and cut off where it is too large or takes too long."""
        told = response.headers.get("content-length", "")
        if told.isdigit() and int(told) > most:
            raise FetchError(url, f"{int(told):,} bytes, more than the limit of {most:,}", temporary=False)
        data = bytearray()
        for portion in response.iter_bytes():
            data += portion
            if len(data) > most:
                raise FetchError(url, f"more than the limit of {most:,} bytes", temporary=False)
        return bytes(data)

    def _rules_of(self, url: str) -> Protego | None:
        """The robots.txt of a host; without one everything is allowed, with a broken server nothing is for now."""
        parts = urlsplit(url)
        host = f"{parts.scheme}://{parts.netloc}"
        kept = self._robots.get(host)
        if kept and time.monotonic() - kept[1] < _ROBOTS_KEPT:
            return kept[0]
        rules: Protego | None = None
        place: str = f"{host}/robots.txt"
        for _ in range(MAX_REDIRECTS):
            try:
                self._wait_for(place)
                found = self._get(place, {}, _ROBOTS_BYTES)
            except FetchError as error:
                if error.temporary:
                    raise FetchError(
                        url, f"robots.txt cannot be had: {error.reason}", temporary=True, wait=error.wait
                    ) from error
                if "HTTP" not in error.reason and "limit" not in error.reason:
                    raise FetchError(url, error.reason, temporary=False) from error
                break
            if isinstance(found, Answer):
                rules = Protego.parse((found.data or b"").decode("utf-8", "replace"))
                break
            place = urljoin(place, found)
            _check(place)
        self._robots[host] = (rules, time.monotonic())
        return rules

    def _wait_for(self, url: str, wished: float = 0.0) -> None:
        """Waits until the host of a URL may be asked again; ``wished`` is the delay that it asks for itself."""
        delay = max(self.delay, min(wished, _LONGEST_DELAY))
        last = self._last.get(_host(url))
        if last is not None and (left := last + delay - time.monotonic()) > 0:
            self._deadline.end += left  # waiting for our turn is not the server's slowness
            self.pause(left)


def _check(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError(url, "not a URL that begins with http:// or https://", temporary=False)


def _host(url: str) -> str:
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def _soon(error: FetchError) -> bool:
    """Whether to try again at once; what asks for a long wait is left to the schedule."""
    return error.temporary and error.wait is not None and error.wait <= 30


def _wish(response: httpx.Response) -> float | None:
    """Seconds that the server asks to wait; none asked for are none."""
    said = response.headers.get("retry-after", "").strip()
    if not said:
        return 0.0
    if said.isdigit():
        return float(said)
    try:
        return max(0.0, parsedate_to_datetime(said).timestamp() - time.time())
    except ValueError:
        return 0.0


def _wished_or(otherwise: Any) -> Callable[[tenacity.RetryCallState], float]:
    def wait(state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        wished = error.wait if isinstance(error, FetchError) else None
        return max(float(wished or 0.0), float(otherwise(state)))

    return wait


def _name(headers: httpx.Headers) -> str | None:
    """The file name that the server gives, if it does."""
    from email.message import Message  # noqa: PLC0415 - only for this

    message = Message()
    message["Content-Disposition"] = headers.get("content-disposition", "")
    return message.get_filename()
