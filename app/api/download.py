"""Pieces of bytes → a file of the server's own → a response that sends it.

    held = spool(pieces, stopped)
    Download(held, "leaktrail.gexf", "application/gexf+xml")

References:
    RFC 6266, Use of the Content-Disposition Header Field in HTTP (J. Reschke, 2011).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from tempfile import SpooledTemporaryFile

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

__all__ = ["Download", "Held", "spool"]

_IN_MEMORY = 1 << 22
_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class Held:
    """A file that is written, at its beginning: its length, and a tag that follows from its bytes."""

    file: SpooledTemporaryFile[bytes]
    length: int
    tag: str


def spool(pieces: Iterable[bytes], stopped: Callable[[], bool]) -> Held | None:
    """Write all pieces, small ones in memory; None if nobody waits for them any more."""
    file = SpooledTemporaryFile[bytes](max_size=_IN_MEMORY)
    digest, length = sha256(), 0
    try:
        for piece in pieces:
            file.write(piece)
            digest.update(piece)
            length += len(piece)
            if stopped():
                file.close()
                return None
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return Held(file, length, digest.hexdigest()[:32])


class Download(Response):
    """Sends a held file as one to keep, and closes it, however that ends. `name` is plain ASCII, and no user's word."""

    def __init__(self, held: Held, name: str, media_type: str, headers: Mapping[str, str]) -> None:
        self._held = held
        told = {"content-length": str(held.length), "content-disposition": f'attachment; filename="{name}"'}
        super().__init__(media_type=media_type, headers={**headers, **told})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it a piece at a time, as fast as it is taken."""
        file = self._held.file
        try:
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            while piece := await run_in_threadpool(file.read, _PIECE):
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            file.close()
