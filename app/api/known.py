"""Answers that were given → the same ones again, as long as nothing has changed the record.

    known.put(stamp, ("/v1/paths", b"from=…", audience), said)
    known.get(stamp, ("/v1/paths", b"from=…", audience))         →  said

An answer follows from the question and the record alone, so under an equal stamp (see `Sight.stamp`) it need not be
worked out twice. Answers that the time cut are not kept. The first look after a change lets go of all: what was erased
is in no answer any more. The oldest go when all together take more than `_ROOM` bytes.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from threading import Lock

__all__ = ["Known", "Said"]

_ROOM = 32 * 1024 * 1024
_LARGEST = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Said:
    """An answer: its JSON without `elapsed_ms`, the tag of that, and what was cut of it."""

    body: bytes
    tag: str
    cut: tuple[str, ...] = ()


class Known:
    """The last answers of one application; for any thread."""

    def __init__(self) -> None:
        """None yet."""
        self._stamp: Hashable = None
        self._answers: OrderedDict[Hashable, Said] = OrderedDict()
        self._size, self._lock = 0, Lock()

    def get(self, stamp: Hashable, address: Hashable) -> Said | None:
        """The answer at that address (for one audience), if it was given under this stamp."""
        with self._lock:
            self._turn_to(stamp)
            found = self._answers.get(address)
            if found is not None:
                self._answers.move_to_end(address)
            return found

    def put(self, stamp: Hashable, address: Hashable, said: Said) -> None:
        """Keep it, unless it is too large."""
        if len(said.body) > _LARGEST:
            return
        with self._lock:
            self._turn_to(stamp)
            self._let_go(self._answers.pop(address, None))
            self._answers[address] = said
            self._size += len(said.body)
            while self._size > _ROOM:
                self._let_go(self._answers.popitem(last=False)[1])

    def _turn_to(self, stamp: Hashable) -> None:
        if stamp != self._stamp:
            self._answers.clear()
            self._stamp, self._size = stamp, 0

    def _let_go(self, said: Said | None) -> None:
        self._size -= 0 if said is None else len(said.body)
