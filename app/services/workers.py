"""Readers that are processes of this machine, each with a language model of its own.

    with Workers(2, read_document) as readers:
        list(load(store, found, read_document, readers=readers))

Each process reads one document at a time and is started when there is one for it. Where it dies over a document (a
crash, no memory left), another one takes its place and reads it once more; then that document has failed, and nothing
else has. The processes end with the block, with this process however it ends, and let a Ctrl-C of the terminal be ours.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from concurrent.futures import CancelledError, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from threading import Lock, Thread, local
from types import TracebackType
from typing import TypeVar

from app.domain.errors import BadInput, UnreadableDocument
from app.domain.ports import Read
from app.domain.view import Reading
from app.services.files import Item, read_item
from app.services.readers import Started

__all__ = ["TRIES", "Workers", "died"]

TRIES = 2
"""How often a document may cost a process its life."""
_T = TypeVar("_T")


class Workers:
    """`number` processes that read; at most twice as many readings are in flight."""

    def __init__(self, number: int, read: Read) -> None:
        """Nothing is started yet; `read` must be a function of a module, so that another process finds it."""
        self._read = read
        self.in_flight = 2 * number
        self._threads = ThreadPoolExecutor(number, thread_name_prefix="reader")
        self._own = local()
        self._lock = Lock()
        self._all: list[_Process] = []
        self._closed = False

    def __enter__(self) -> Workers:
        """Itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End all processes, in the middle of a document if need be."""
        with self._lock:
            self._closed = True
            processes = list(self._all)
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.kill()
        self._threads.shutdown()
        for process in self._all:
            process.end()

    def start(self, item: Item) -> Started:
        """Have it read as soon as a process is free."""
        return self._threads.submit(self._attempt, item)

    def _attempt(self, item: Item) -> Reading:
        for _ in range(TRIES):
            process = self._process()
            try:
                process.begin()
                if self._closed:  # asked when it can be killed: then either we see this, or it is killed
                    break
                return process.call(_read_one, self._read, item)
            except BrokenProcessPool:
                process.end()
        if self._closed:
            raise CancelledError
        raise died(item.place)

    def _process(self) -> _Process:
        """The process of this thread."""
        process: _Process | None = getattr(self._own, "process", None)
        if process is None or process.is_over:
            process = self._own.process = _Process()
            with self._lock:
                self._all = [*(one for one in self._all if not one.is_over), process]
        return process


def died(place: str) -> BadInput:
    """What is said of a document over which a process died twice."""
    message = f"cannot be read: the process that read it died, {TRIES} times (a crash, or no memory left)"
    return UnreadableDocument(message, place=place, remedy="split the document, or take fewer workers")


@dataclass(slots=True)
class _Process:
    """One process. An executor for each, since one that dies takes all others of its executor with it."""

    is_over: bool = False
    _executor: ProcessPoolExecutor = field(
        default_factory=lambda: ProcessPoolExecutor(1, get_context("spawn"), initializer=_prepare)
    )
    _number: int | None = None

    def begin(self) -> None:
        """Start it, if it does not run yet."""
        if self._number is None:
            self._number = self.call(os.getpid)

    def call(self, function: Callable[..., _T], *arguments: object) -> _T:
        """The value that the function has there; BrokenProcessPool if the process dies."""
        return self._executor.submit(function, *arguments).result()

    def kill(self) -> None:
        """End it at once, whatever it is doing."""
        if self._number is not None and not self.is_over:
            with suppress(ProcessLookupError):
                os.kill(self._number, signal.SIGTERM)

    def end(self) -> None:
        """Wait for its end, and give up its handles."""
        self._executor.shutdown()
        self.is_over = True


# ------------------------------------------------------------------ in the process


def _read_one(read: Read, item: Item) -> Reading:
    try:
        return read_item(item, read)
    except MemoryError:
        raise UnreadableDocument("needs more memory than there is", place=item.place, remedy="split it") from None


def _prepare() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends it to all; the parent ends us
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A parent that was killed cannot tell us."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
