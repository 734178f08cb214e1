"""A listening socket → the service on it, until somebody ends it: the process of `leaktrail serve`.

SIGTERM and Ctrl-C end it alike: no request is taken any more, those that run have some seconds to end, and are then
cancelled. A search looks whether anybody still waits for it, and ends; what cannot be asked to end, as resolving, is
left behind when the process leaves. The store is closed before, and no transaction is kept by halves.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import uvicorn

from app.logs import Log, open_log, take_over

__all__ = ["open_log", "run_server"]

_INTERRUPTED = 130
_FAILED_TO_START = 3  # uvicorn's
_LAST_WAIT = 1.0  # seconds for threads that were just told to end


def run_server(listener: socket.socket, app: Callable[..., Any], stop_seconds: float, log: Log) -> int:
    """Serve `app` until a signal comes; the exit code: 0 after SIGTERM, 130 after Ctrl-C."""
    take_over(log)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=stop_seconds,  # pyright: ignore[reportArgumentType] - handed to asyncio, which takes parts of a second
    )
    server = _Server(config, log)
    # uvicorn takes these signals while it runs, and raises them again when it has ended: for us, who know it already.
    before = {one: signal.signal(one, server.take_early) for one in (signal.SIGTERM, signal.SIGINT)}
    try:
        server.run(sockets=[listener])
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
    if not server.started:
        return _FAILED_TO_START
    code = _INTERRUPTED if server.ended_by == signal.SIGINT else 0
    _leave_threads(code, log)
    return code


class _Server(uvicorn.Server):
    """Says when it begins to end, and why."""

    def __init__(self, config: uvicorn.Config, log: Log) -> None:
        super().__init__(config)
        self._log = log
        self.ended_by: int | None = None

    def take_early(self, sig: int, _: object) -> None:
        """A signal that comes before uvicorn takes them: it would be lost. One that is raised again is known."""
        if self.ended_by is None:
            self.handle_exit(sig, None)

    def handle_exit(self, sig: int, frame: object) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - not looked at
        """A signal has come."""
        self.ended_by = sig
        super().handle_exit(sig, None)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let what runs end, within the time that it has."""
        began = time.monotonic()
        self._log.info("ending", signal=self.ended_by and signal.Signals(self.ended_by).name)
        await super().shutdown(sockets)
        self._log.info("ended", seconds=round(time.monotonic() - began, 2))


def _leave_threads(code: int, log: Log) -> None:
    """Python would wait for threads that compute for somebody who is gone."""
    deadline = time.monotonic() + _LAST_WAIT
    for thread in _running():
        thread.join(max(0.0, deadline - time.monotonic()))
    if left := len(_running()):
        log.warning("left what could not be cancelled", threads=left)
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _running() -> list[threading.Thread]:
    return [one for one in threading.enumerate() if one is not threading.main_thread() and not one.daemon]
