"""Several operations as one transaction, with parts that can fail by themselves.

Neo4j has no savepoints. So a series keeps what it has done as a list of works; when a part fails, the transaction is
rolled back, and the works before that part are done again in a new one. The turn that a writing transaction takes
(`write/take_turn`) counts writers: if another came in between, what the series had read may no longer hold, and it
ends with an error instead.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any, TypeVar

from app.domain.errors import StoreUnavailable
from app.store.neo4j_link import Neo4jLink, Run, Work

__all__ = ["Series", "take_turn"]

_T = TypeVar("_T")


async def take_turn(run: Run) -> int:
    """Wait until no other transaction is writing; how many have written before this one."""
    [[writes]] = await run("write/take_turn")
    return int(writes)


class Series:
    """An open transaction and what was done in it."""

    def __init__(self, link: Neo4jLink, place: str) -> None:
        """Begins it, and takes its turn. Raises StoreUnavailable."""
        self._link, self._place = link, place
        self._done: list[Work[Any]] = []
        self._tx = link.begin()
        self._turn = self._take_turn()

    def _take_turn(self) -> int:
        try:
            return self._tx.do(take_turn)
        except BaseException:
            self.rollback()
            raise

    def do(self, work: Work[_T]) -> _T:
        """What `work` returns; it may be done again. Raises StoreUnavailable."""
        found = self._tx.do(work)
        self._done.append(work)
        return found

    def ask(self, work: Work[_T]) -> _T:
        """What `work`, which only reads, returns. Raises StoreUnavailable."""
        return self._tx.do(work)

    def mark(self) -> int:
        """Where a part begins."""
        return len(self._done)

    def back_to(self, mark: int) -> None:
        """Undo what was done since `mark`. Raises StoreUnavailable if others have written meanwhile."""
        self.rollback()
        del self._done[mark:]
        self._tx = self._link.begin()
        if self._take_turn() != self._turn:
            self.rollback()
            remedy = "do all of it again"
            raise StoreUnavailable("another process wrote while a part was undone", place=self._place, remedy=remedy)
        for work in self._done:
            self._tx.do(work)

    def commit(self) -> None:
        """Keep everything. Raises StoreUnavailable."""
        self._tx.commit()

    def rollback(self) -> None:
        """Keep nothing; a transaction that is lost already keeps nothing either."""
        with suppress(StoreUnavailable):
            self._tx.rollback()
