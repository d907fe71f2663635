"""The server's process: it runs until it is told to end, and never ends without a line that says why."""

from __future__ import annotations

import faulthandler
import gc
import logging
import signal
import sys
import time
from types import FrameType
from typing import Any

import uvicorn

from extractor.core.errors import ChiTieuError

_LOG = logging.getLogger("chitieu.serve")
_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGBREAK")
GRACE = 10
"""Seconds in which answers that are under way may be finished once it is told to end."""


class _Server(uvicorn.Server):
    """A server that remembers the signal which ended it."""

    ended_by: str | None = None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.ended_by = signal.Signals(sig).name
        super().handle_exit(sig, frame)


def settle() -> None:
    """Takes what is there now out of the garbage collector's sight, once a server is ready to answer.

    Modules, templates and the columns stay for good. Looking through them all takes Python about 80 ms each time, in
    the middle of somebody's answer.
    """
    gc.collect()
    gc.freeze()


def run(app: Any, host: str, port: int) -> None:
    """Serves an application until a signal ends it. What ended it is the last line of the log.

    A fault of native code (a segmentation fault) prints where every thread was; ``SIGKILL``, also that of a system
    without memory, can be told by nobody but the system's own log.
    """
    _LOG.setLevel(logging.INFO)
    if not _LOG.handlers:
        told = logging.StreamHandler()
        told.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        _LOG.addHandler(told)
    if not faulthandler.is_enabled():
        faulthandler.enable()
    config = uvicorn.Config(
        app, host=host, port=port, log_level="warning", server_header=False, timeout_graceful_shutdown=GRACE
    )
    server, began = _Server(config), time.monotonic()
    before = _listen(server)
    why = "stopped serving by itself"
    try:
        server.run()
    except SystemExit as error:
        why = f"SystemExit: {error}"
        if not server.started:  # uvicorn has said why the system refuses
            why = f"{host}:{port}: cannot be listened on (end the program that does, or name another port with --port)"
            raise ChiTieuError(why) from None
        raise
    except BaseException as error:
        why = f"{type(error).__name__}: {error}"
        raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        why = f"signal {server.ended_by}" if server.ended_by else why
        served = server.server_state.total_requests
        _LOG.info("the server ends after %.0f s and %d requests: %s", time.monotonic() - began, served, why)
        sys.stderr.flush()
    if server.ended_by == "SIGINT":
        raise KeyboardInterrupt


def _listen(server: _Server) -> dict[int, Any]:
    """Lets every signal end it cleanly; returns what was there before.

    uvicorn has handlers of its own while it runs, and afterwards sends itself the signal that ended it: without these
    the process would be gone before it could say a word.
    """
    before = {}
    for name in _SIGNALS:
        number = getattr(signal, name, None)
        if number is not None:
            before[int(number)] = signal.signal(number, server.handle_exit)
    return before
