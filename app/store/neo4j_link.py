"""Names of Cypher files and parameters -> rows, over Bolt: sessions, transactions, retries, time limits, errors.

    with closing(Neo4jLink.open("neo4j://127.0.0.1:7687", Login("neo4j", "…", seconds=30))) as link:
        link.read("read/get_visible_runs")                      # in a READ transaction, retried
        link.write(put)                                         # async def put(run): await run("write/…", rows=…)

This is the only module that knows the driver. The driver's asynchronous form runs in a thread of its own, since only
that can give up a call: each operation ends within its seconds, with an answer or with StoreUnavailable, also where
the other end has gone silent. Operations are transaction functions, so they may run more than once: the driver retries
what it holds for transient (deadlocks, lost connections), and `EntityNotFound`, which two writers can cause and which
it does not retry, is retried here. Bookmarks make every operation see those before it, on a cluster too.

References:
    Neo4j, "Neo4j Python Driver Manual" 6 (neo4j.com/docs): managed transactions, bookmarks, access mode, notifications.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from random import random
from threading import Thread
from typing import Any, LiteralString, Protocol, TypeVar, cast

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    AsyncDriver,
    AsyncGraphDatabase,
    AsyncManagedTransaction,
    AsyncSession,
    AsyncTransaction,
    NotificationMinimumSeverity,
    Query,
    unit_of_work,
)
from neo4j.exceptions import AuthError, ClientError, ConfigurationError, DriverError, Neo4jError

from app.domain.errors import StoreUnavailable
from app.store.cypher import query
from app.store.login import Login

__all__ = ["Neo4jLink", "OpenTransaction", "Row", "Run", "T", "Work"]

Row = list[Any]
"""The values of one row, in the order of the statement's `returns`."""
T = TypeVar("T")

_GRACE = 0.5  # seconds that giving up a call may take
_EXTRA_TRIES = 5  # for EntityNotFound
_METADATA = {"app": "leaktrail"}
_GONE = "Neo.ClientError.Statement.EntityNotFound"
_REMEDY = "check that the server runs and can be reached, then try again"


class Run(Protocol):
    """Runs one statement of `cypher/` inside a transaction; its rows."""

    async def __call__(self, name: str, **parameters: object) -> list[Row]:
        """Raises the driver's errors, which the link translates."""
        ...


Work = Callable[[Run], Awaitable[T]]
"""What happens in a transaction; it may run more than once."""


class Neo4jLink:
    """One driver and the thread in which it works."""

    def __init__(self, driver: AsyncDriver, worker: _Worker, place: str, seconds: float) -> None:
        """See `open`."""
        self._driver, self._worker, self._place, self._seconds = driver, worker, place, seconds
        self._bookmarks = AsyncGraphDatabase.bookmark_manager()
        self._closed = False
        self.retries = 0

    @classmethod
    def open(cls, uri: str, login: Login) -> Neo4jLink:
        """A link that has reached its server. Raises StoreUnavailable."""
        seconds = login.seconds
        worker = _Worker()
        try:
            driver = AsyncGraphDatabase.driver(
                uri,
                auth=None if login.password is None else (login.user, login.password),
                user_agent="leaktrail",
                connection_timeout=min(seconds, 10.0),
                connection_write_timeout=seconds,
                connection_acquisition_timeout=seconds,
                max_transaction_retry_time=seconds,
                warn_notification_severity=NotificationMinimumSeverity.WARNING,
                notifications_disabled_classifications=["UNRECOGNIZED"],  # an empty database knows no labels yet
            )
        except (ConfigurationError, ValueError) as error:
            worker.stop()
            raise StoreUnavailable(f"is no address of Neo4j: {error}", place=uri) from error
        link = cls(driver, worker, uri, seconds)
        try:
            link.call(driver.verify_connectivity())
        except StoreUnavailable:
            link.close()
            raise
        return link

    # ------------------------------------------------------------ operations

    def read(self, name: str, **parameters: object) -> list[Row]:
        """The rows of one statement, in a READ transaction of its own. Raises StoreUnavailable."""

        async def one(run: Run) -> list[Row]:
            return await run(name, **parameters)

        return self.call(self._managed(one, READ_ACCESS))

    def write(self, work: Work[T]) -> T:
        """What `work` returns; all of it or nothing is kept. Raises StoreUnavailable."""
        return self.call(self._managed(work, WRITE_ACCESS))

    def begin(self) -> OpenTransaction:
        """A transaction over several calls, which is not retried. Raises StoreUnavailable."""
        return self.call(self._begin())

    def apply(self, statements: tuple[LiteralString, ...]) -> None:
        """Statements of the schema, each in a transaction of its own, as Neo4j demands. Raises StoreUnavailable."""

        async def all_of_them() -> None:
            async with self._session(WRITE_ACCESS) as session:
                for statement in statements:
                    result = await session.run(Query(statement, metadata=_METADATA))
                    await result.consume()

        self.call(all_of_them())

    def call(self, work: Coroutine[Any, Any, T]) -> T:
        """The result of a coroutine in the driver's thread, within the seconds of the link."""
        if self._closed:
            work.close()
            raise StoreUnavailable("is closed", place=self._place, remedy="open the store again")
        future = self._worker.start(self._within(work))
        try:
            return future.result(self._seconds + _GRACE)
        except FutureTimeout as error:
            future.cancel()
            raise self._silent() from error
        except (Neo4jError, DriverError, OSError) as error:
            raise self._translated(error) from error

    def close(self) -> None:
        """Give up all connections; twice is once."""
        if self._closed:
            return
        try:
            self.call(self._driver.close())
        finally:
            self._closed = True
            self._worker.stop()

    # ------------------------------------------------------------ in the driver's thread

    async def _within(self, work: Coroutine[Any, Any, T]) -> T:
        async with asyncio.timeout(self._seconds):
            return await work

    async def _managed(self, work: Work[T], access: str) -> T:
        tries = 0

        @unit_of_work(metadata=_METADATA, timeout=self._seconds)
        async def transaction(tx: AsyncManagedTransaction) -> T:
            nonlocal tries
            tries += 1
            return await work(_runner(tx))

        async with self._session(access) as session:
            execute = session.execute_read if access == READ_ACCESS else session.execute_write
            for extra in range(_EXTRA_TRIES + 1):
                try:
                    found = await execute(transaction)
                except ClientError as error:
                    if error.code != _GONE or extra == _EXTRA_TRIES:
                        raise
                    await asyncio.sleep(0.05 * 2**extra * (0.5 + random()))  # noqa: S311 - no secret
                else:
                    self.retries += tries - 1
                    return found
        raise AssertionError("the last try raises")

    async def _begin(self) -> OpenTransaction:
        session = self._session(WRITE_ACCESS)
        tx = await session.begin_transaction(metadata=_METADATA)
        return OpenTransaction(self, session, tx)

    def _session(self, access: str) -> AsyncSession:
        return self._driver.session(default_access_mode=access, bookmark_manager=self._bookmarks)

    # ------------------------------------------------------------ errors

    def _silent(self) -> StoreUnavailable:
        return StoreUnavailable(f"did not answer within {self._seconds:g} s", place=self._place, remedy=_REMEDY)

    def _translated(self, error: Exception) -> StoreUnavailable:
        if isinstance(error, AuthError):
            remedy = "set LEAKTRAIL_NEO4J_USER and LEAKTRAIL_NEO4J_PASSWORD_FILE"
            return StoreUnavailable("refuses user and password", place=self._place, remedy=remedy)
        if isinstance(error, Neo4jError):
            message = f"refuses: {error.message or error.code}"
            return StoreUnavailable(message, place=self._place, remedy="try again; nothing was half kept")
        words = str(error).partition("\n")[0]
        return StoreUnavailable(f"cannot be reached: {words}", place=self._place, remedy=_REMEDY)


class OpenTransaction:
    """A transaction over several calls. Whatever fails in it leaves it of no use but for `rollback`."""

    def __init__(self, link: Neo4jLink, session: AsyncSession, tx: AsyncTransaction) -> None:
        """See `Neo4jLink.begin`."""
        self._link, self._session, self._tx = link, session, tx

    def do(self, work: Work[T]) -> T:
        """What `work` returns. Raises StoreUnavailable."""

        async def one() -> T:
            return await work(_runner(self._tx))

        return self._link.call(one())

    def commit(self) -> None:
        """Keep everything. Raises StoreUnavailable."""

        async def end() -> None:
            async with self._session:
                await self._tx.commit()

        self._link.call(end())

    def rollback(self) -> None:
        """Keep nothing."""

        async def end() -> None:
            async with self._session:
                await self._tx.rollback()

        self._link.call(end())


class _Worker:
    """A thread with an event loop, in which the driver works."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="neo4j", daemon=True)
        self._thread.start()

    def start(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


def _runner(tx: AsyncManagedTransaction | AsyncTransaction) -> Run:
    async def run(name: str, **parameters: object) -> list[Row]:
        result = await tx.run(query(name).text, cast("dict[str, Any]", parameters))
        return await result.values()

    return run
