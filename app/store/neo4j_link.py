"""Names of Cypher files and parameters -> rows, over Bolt: sessions, transactions, retries, time limits, errors.

    with closing(Neo4jLink.open("neo4j://127.0.0.1:7687", Login("neo4j", "…", seconds=30))) as link:
        link.read("read/get_visible_runs")                      # in a READ transaction, retried
        link.write(put)                                         # async def put(run): await run("write/…", rows=…)

This is the only module that knows the driver. The driver's asynchronous form runs in a thread of its own, since only
that can give up a call: each operation ends within its seconds, with an answer or with StoreUnavailable, also where
the other end has gone silent. Works may run more than once, so they are tried again after what may pass: deadlocks,
lost connections, also during a commit, and `EntityNotFound`, which two writers can cause. Not by the driver's own
transaction functions: they wait up to 32 s between two tries, and their last words are not why it failed. Bookmarks
make every operation see those before it, on a cluster too.

References:
    Neo4j, "Neo4j Python Driver Manual" 6 (neo4j.com/docs): transactions, bookmarks, access mode, notifications.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Iterator
from concurrent.futures import CancelledError
from concurrent.futures import TimeoutError as FutureTimeout
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from functools import partial
from random import random
from typing import Any, LiteralString, Protocol, TypeVar, cast
from urllib.parse import urlsplit

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    AsyncDriver,
    AsyncGraphDatabase,
    AsyncSession,
    AsyncTransaction,
    NotificationMinimumSeverity,
    Query,
)
from neo4j.exceptions import AuthError, ConfigurationError, DriverError, IncompleteCommit, Neo4jError

from app.store.cypher import query
from app.store.login import Login
from app.store.neo4j_complaints import is_memory, no_address, refused, shut, silent, stranger, unreachable
from app.store.neo4j_worker import GRACE, Worker

__all__ = ["Neo4jLink", "OpenTransaction", "Row", "Run", "T", "Work"]

Row = list[Any]
"""The values of one row, in the order of the statement's `returns`."""
T = TypeVar("T")

_SERIES = 10  # times the seconds of one call: how long the server keeps a transaction over several, if we fall silent
_LIFETIME = 300.0  # seconds for which a connection is used: firewalls forget idle ones without a word
_CONNECT = 10.0
_FIRST_PAUSE, _LONGEST_PAUSE = 0.05, 2.0
_TRIES = 6  # of what passes only if it was another one's doing
_OF_OTHERS = {
    "Neo.ClientError.Statement.EntityNotFound",
    "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists",  # in spite of IF NOT EXISTS, where two make it at once
}
_METADATA = {"app": "leaktrail"}

logging.getLogger("neo4j").addHandler(logging.NullHandler())  # what it has to say is in the errors


class Run(Protocol):
    """Runs one statement of `cypher/` inside a transaction; its rows."""

    async def __call__(self, name: str, **parameters: object) -> list[Row]:
        """Raises the driver's errors, which the link translates."""
        ...


Work = Callable[[Run], Awaitable[T]]
"""What happens in a transaction; it may run more than once."""


class Neo4jLink:
    """A driver and the thread in which it works."""

    def __init__(self, make: Callable[[], AsyncDriver], place: str, seconds: float) -> None:
        """See `open`."""
        self._make, self._place, self._seconds = make, place, seconds
        self._driver, self._worker = make(), Worker(seconds)
        self._bookmarks = AsyncGraphDatabase.bookmark_manager()
        self._sessions = 0
        self.retries = 0

    @classmethod
    def open(cls, uri: str, login: Login) -> Neo4jLink:
        """A link that has reached its server. Raises StoreUnavailable."""
        try:
            _check_address(uri)
            link = cls(partial(_driver, uri, login), uri, login.seconds)
        except (ConfigurationError, ValueError) as error:
            raise no_address(uri, error) from error
        try:
            link.call(link._driver.verify_connectivity())
        except ValueError as error:  # a port that is no number, a host that no name server could be asked for
            link.close()
            raise no_address(uri, error) from error
        except BaseException:
            link.close()
            raise
        return link

    # ------------------------------------------------------------ operations

    def read(self, name: str, **parameters: object) -> list[Row]:
        """The rows of one statement, in a READ transaction of its own. Raises StoreUnavailable."""

        async def one(run: Run) -> list[Row]:
            return await run(name, **parameters)

        return self.call(self._tried(partial(self._transaction, one, READ_ACCESS)))

    def write(self, work: Work[T]) -> T:
        """What `work` returns; all of it or nothing is kept. Raises StoreUnavailable."""
        return self.call(self._tried(partial(self._transaction, work, WRITE_ACCESS)))

    def begin(self) -> OpenTransaction:
        """A transaction over several calls, which is not tried again. Raises StoreUnavailable."""
        return self.call(self._tried(self._begin))

    def apply(self, statements: tuple[LiteralString, ...]) -> None:
        """Statements of the schema, each in a transaction of its own, as Neo4j demands. Raises StoreUnavailable."""

        async def one(statement: LiteralString) -> None:
            async with self._session(WRITE_ACCESS) as session:
                await (await session.run(Query(statement, metadata=_METADATA))).consume()

        for statement in statements:
            self.call(self._tried(partial(one, statement)))

    def call(self, work: Coroutine[Any, Any, T]) -> T:
        """The result of a coroutine in the driver's thread, within the seconds of the link."""
        future = self._worker.start(work)
        if future is None:
            raise shut(self._place)
        try:
            return future.result(self._seconds + GRACE)
        except FutureTimeout as error:
            self._worker.start(self._renew())
            raise silent(self._place, self._seconds) from error
        except CancelledError as error:
            raise shut(self._place) from error
        except AuthError as error:
            raise stranger(self._place) from error
        except Neo4jError as error:
            raise refused(self._place, error.message, error.code) from error
        except (DriverError, OSError) as error:
            self._worker.start(self._renew())
            raise unreachable(self._place, error) from error
        finally:
            future.cancel()  # where nobody waits for it any more, as after Ctrl-C

    def close(self) -> None:
        """Give up all connections, and all calls that wait; twice is once."""
        self._worker.stop(self._end)

    # ------------------------------------------------------------ in the driver's thread

    async def _tried(self, once: Callable[[], Awaitable[T]]) -> T:
        """What `once` returns, after as many tries as there is time for."""
        failed: Neo4jError | DriverError | None = None
        try:
            for tries, pause in enumerate(_pauses(), 1):
                try:
                    return await once()
                except (Neo4jError, DriverError) as error:
                    if not _may_pass(error, tries):
                        raise
                    failed = error
                await asyncio.sleep(pause)
                self.retries += 1
        except asyncio.CancelledError:
            if failed is None:
                raise
            raise failed from failed.__cause__  # tells more than that time is up
        raise AssertionError("there is always another pause")

    async def _transaction(self, work: Work[T], access: str) -> T:
        async with self._session(access) as session:
            async with await session.begin_transaction(metadata=_METADATA, timeout=self._seconds) as tx:
                found = await work(_runner(tx))
                await tx.commit()
            return found

    async def _begin(self) -> OpenTransaction:
        async with AsyncExitStack() as stack:
            session = await stack.enter_async_context(self._session(WRITE_ACCESS))
            tx = await session.begin_transaction(metadata=_METADATA, timeout=_SERIES * self._seconds)
            return OpenTransaction(self, stack.pop_all(), tx)

    @asynccontextmanager
    async def _session(self, access: str) -> AsyncGenerator[AsyncSession]:
        self._sessions += 1
        try:
            async with self._driver.session(default_access_mode=access, bookmark_manager=self._bookmarks) as session:
                yield session
        finally:
            self._sessions -= 1

    async def _renew(self) -> None:
        """Give up idle connections: they may be as dead as the one that was waited for, each in its turn."""
        if self._sessions == 0:
            old, self._driver = self._driver, self._make()
            with suppress(Neo4jError, DriverError, OSError):
                await old.close()

    async def _end(self) -> None:
        with suppress(Neo4jError, DriverError, OSError):
            await self._driver.close()


class OpenTransaction:
    """A transaction over several calls. Whatever fails in it leaves it of no use but for `rollback`."""

    def __init__(self, link: Neo4jLink, session: AsyncExitStack, tx: AsyncTransaction) -> None:
        """See `Neo4jLink.begin`."""
        self._link, self._session, self._tx = link, session, tx

    def do(self, work: Work[T]) -> T:
        """What `work` returns. Raises StoreUnavailable."""

        async def one() -> T:
            return await work(_runner(self._tx))

        return self._link.call(one())

    def commit(self) -> None:
        """Keep everything. Raises StoreUnavailable."""
        self._link.call(self._end(self._tx.commit))

    def rollback(self) -> None:
        """Keep nothing. Raises StoreUnavailable."""
        self._link.call(self._end(self._tx.rollback))

    async def _end(self, end: Callable[[], Awaitable[None]]) -> None:
        async with self._session:
            await end()


def _driver(uri: str, login: Login) -> AsyncDriver:
    return AsyncGraphDatabase.driver(
        uri,
        auth=None if login.password is None else (login.user, login.password),
        user_agent="leaktrail",
        connection_timeout=min(login.seconds, _CONNECT),
        connection_write_timeout=login.seconds,
        connection_acquisition_timeout=login.seconds,
        max_connection_lifetime=_LIFETIME,
        warn_notification_severity=NotificationMinimumSeverity.WARNING,
        notifications_disabled_classifications=["UNRECOGNIZED"],  # an empty database knows no labels yet
    )


def _check_address(uri: str) -> None:
    """Raises ValueError for what the driver takes in silence: a port above the last, a path (it means no database)."""
    parts = urlsplit(uri)
    _ = parts.port
    if path := parts.path.strip("/"):
        raise ValueError(f"nothing is known of {path!r} behind the host")


def _pauses() -> Iterator[float]:
    pause = _FIRST_PAUSE
    while True:
        yield pause * (0.5 + random())  # noqa: S311 - no secret; two that met are not to meet again
        pause = min(2 * pause, _LONGEST_PAUSE)


def _may_pass(error: Neo4jError | DriverError, tries: int) -> bool:
    if isinstance(error, Neo4jError) and (error.code in _OF_OTHERS or is_memory(error.code)):
        return tries < _TRIES
    return error.is_retryable() or isinstance(error, IncompleteCommit)  # works can be done twice


def _runner(tx: AsyncTransaction) -> Run:
    async def run(name: str, **parameters: object) -> list[Row]:
        result = await tx.run(query(name).text, cast("dict[str, Any]", parameters))
        return await result.values()

    return run
