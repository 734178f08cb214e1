"""Coroutines -> their results, in a thread of their own with an event loop, each within its seconds.

    worker = Worker(seconds=30)
    worker.start(driver.verify_connectivity()).result()

What is broken off at the end, or not waited for any more, is cancelled, so that it does not go on behind our back.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from contextlib import suppress
from threading import Lock, Thread
from typing import Any, TypeVar

__all__ = ["GRACE", "Worker"]

_T = TypeVar("_T")

GRACE = 0.5
"""Seconds that it may take to give something up."""


class Worker:
    """The thread; any other one may use it."""

    def __init__(self, seconds: float) -> None:
        """Starts it."""
        self._seconds = seconds
        self._lock, self._stopped = Lock(), False
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="neo4j", daemon=True)
        self._thread.start()

    def start(self, work: Coroutine[Any, Any, _T]) -> Future[_T] | None:
        """The result to be, within the seconds (else TimeoutError); None if the worker was stopped."""
        with self._lock:
            if not self._stopped:
                return asyncio.run_coroutine_threadsafe(self._within(work), self._loop)
        work.close()
        return None

    def stop(self, last: Callable[[], Awaitable[None]] | None = None) -> None:
        """Break off what goes on, do `last`, and end the thread; twice is once."""
        with self._lock:
            if self._stopped:
                return
            self._stopped = True
            future = asyncio.run_coroutine_threadsafe(_end(last), self._loop)
        try:
            with suppress(FutureTimeout):
                future.result(3 * GRACE)
        finally:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()

    async def _within(self, work: Coroutine[Any, Any, _T]) -> _T:
        async with asyncio.timeout(self._seconds):
            return await work


async def _end(last: Callable[[], Awaitable[None]] | None) -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    if others:
        await asyncio.wait(others, timeout=GRACE)
    if last is not None:
        with suppress(TimeoutError):
            async with asyncio.timeout(GRACE):
                await last()
