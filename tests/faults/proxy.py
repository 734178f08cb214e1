"""A TCP proxy in front of a server, whose connections can be made to break in the ways that networks know.

    with Proxy(7687) as proxy:
        proxy.fail(Fault("stall", after=300))     each connection falls silent after 300 more bytes of answers
        proxy.heal()                              the way is free again

refuse     nobody listens; connections that were there are reset
reset      connections are reset (RST), new ones as soon as they are made
cut        connections are closed in an orderly way (FIN)
stall      connections stay open, and nothing comes through, in the ways named; after `heal` it comes late
half_open  as if the server had lost power: connections stay open, nothing comes through, nor will it after `heal`
"""

from __future__ import annotations

import asyncio
import socket
import struct
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Thread
from types import TracebackType
from typing import Literal, Self

HOST = "127.0.0.1"
_LINGER_NOT = struct.pack("ii", 1, 0)
Way = Literal["up", "down"]
"""From the client to the server, from the server to the client."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens to each connection `after` that many bytes went down it, counted from now on."""

    kind: Literal["refuse", "reset", "cut", "stall", "half_open"]
    after: int = 0
    ways: tuple[Way, ...] = ("up", "down")


@dataclass(slots=True, eq=False)
class _Connection:
    client: asyncio.StreamWriter
    server: asyncio.StreamWriter
    passed: int = 0
    lost: bool = False
    free: dict[Way, asyncio.Event] = field(default_factory=lambda: {"up": asyncio.Event(), "down": asyncio.Event()})

    def set_free(self) -> None:
        for event in self.free.values():
            event.set()

    def end(self, *, reset: bool = False) -> None:
        for writer in (self.client, self.server):
            if reset and not writer.is_closing():
                writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_NOT)
                writer.transport.abort()
            writer.close()


class Proxy:
    """Listens on a port of its own while it is entered; its methods may be called from any thread."""

    def __init__(self, target: int) -> None:
        self._target, self.port = target, 0
        self._fault: Fault | None = None
        self._connections: set[_Connection] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._listener: asyncio.Server | None = None
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="proxy", daemon=True)

    @property
    def uri(self) -> str:
        """Where a store finds the server, through us."""
        return f"bolt://{HOST}:{self.port}"

    @property
    def bytes_down(self) -> int:
        """How much has come through from the server since the last fault or `heal`, over connections that live."""
        return sum(connection.passed for connection in self._connections)

    def fail(self, fault: Fault) -> None:
        """From now on."""
        self._do(self._fail(fault))

    def heal(self) -> None:
        """What can go on goes on, and new connections are as they should be."""
        self._do(self._heal())

    def __enter__(self) -> Self:
        self._thread.start()
        self._do(self._listen())
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._do(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    # ------------------------------------------------------------ in the thread of the proxy

    def _do(self, work) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _listen(self) -> None:
        self._listener = await asyncio.start_server(self._serve, HOST, self.port)
        self.port = self._listener.sockets[0].getsockname()[1]

    async def _fail(self, fault: Fault) -> None:
        self._fault = fault
        for connection in [*self._connections]:
            connection.passed = 0
            self._strike(connection)
        if fault.kind == "refuse" and self._listener is not None:
            self._listener.close()
            self._listener = None

    async def _heal(self) -> None:
        self._fault = None
        for connection in [*self._connections]:
            connection.passed = 0
            if not connection.lost:
                connection.set_free()
        if self._listener is None:
            await self._listen()

    async def _end(self) -> None:
        if self._listener is not None:
            self._listener.close()
        for connection in [*self._connections]:
            connection.end(reset=True)
        for task in [*self._tasks]:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(self, client_reader: asyncio.StreamReader, client: asyncio.StreamWriter) -> None:
        try:
            server_reader, server = await asyncio.open_connection(HOST, self._target)
        except OSError:
            client.close()
            return
        connection = _Connection(client, server)
        connection.set_free()
        self._connections.add(connection)
        self._strike(connection)
        for work in (self._pump(connection, client_reader, "up"), self._pump(connection, server_reader, "down")):
            task = asyncio.create_task(work)
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _pump(self, connection: _Connection, reader: asyncio.StreamReader, way: Way) -> None:
        writer = connection.server if way == "up" else connection.client
        with suppress(OSError):
            while data := await reader.read(1 << 16):
                while data and not writer.is_closing():
                    await connection.free[way].wait()
                    part = data[: self._room(connection)] if way == "down" else data
                    writer.write(part)
                    await writer.drain()
                    data = data[len(part) :]
                    connection.passed += len(part) if way == "down" else 0
                    self._strike(connection)
        await connection.free[way].wait()  # the end is told only where something comes through
        connection.end()
        self._connections.discard(connection)

    def _room(self, connection: _Connection) -> int | None:
        """How many bytes may still go down before the fault; None for any number."""
        return None if self._fault is None else max(self._fault.after - connection.passed, 0) or None

    def _strike(self, connection: _Connection) -> None:
        """Do to a connection what the fault says, if its time has come."""
        fault = self._fault
        if fault is None or connection.passed < fault.after:
            return
        if fault.kind in ("stall", "half_open"):
            for way in fault.ways:
                connection.free[way].clear()
            if fault.kind == "half_open":
                connection.lost = True
                connection.server.close()
        else:
            connection.end(reset=fault.kind != "cut")
