"""Documents → their readings: who reads them, how many at a time. The results do not depend on it.

    started = Alone(read_document).start(item)     # Workers and Cluster begin at once, Alone when it is asked
    started.result()                               # → Reading, or raises BadInput

A reading that nobody has asked for yet is *in flight*; `in_flight` says how many a reader is for. Whoever starts more
only fills the memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from app.domain.ports import Read
from app.domain.view import Reading
from app.services.files import Item, read_item

__all__ = ["Alone", "Readers", "Started"]


class Started(Protocol):
    """A document that is being read, or will be when it is asked for."""

    def done(self) -> bool:
        """True if nobody would have to wait."""
        ...

    def result(self) -> Reading:
        """The reading; waits for it. BadInput where the document cannot be read, LeaktrailError where none can be."""
        ...


class Readers(Protocol):
    """One or several who read documents."""

    @property
    def in_flight(self) -> int:
        """How many readings may be started and not asked for."""
        ...

    def start(self, item: Item) -> Started:
        """Begin to read a document."""
        ...


@dataclass(frozen=True, slots=True)
class Alone:
    """Reads in this process, one after the other."""

    read: Read
    in_flight: int = 1

    def start(self, item: Item) -> Started:
        """Nothing yet; it is read when it is asked for."""
        return _Later(item, self.read)


@dataclass(frozen=True, slots=True)
class _Later:
    item: Item
    read: Read

    def done(self) -> bool:
        return False

    def result(self) -> Reading:
        return read_item(self.item, self.read)
