"""The body of a request → a file on the disk, never more of it in memory than a piece, never more of it than allowed.

    path = await take_in(request, services.jobs, name)      →  /tmp/leaktrail-upload-4711-ab12/memo.txt

The kind of a document is told by the ending of its name; a name without one gets that of the Content-Type.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from shutil import rmtree

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request

from app.domain.errors import BadInput, BadQuestion, TooLarge, UnknownKind
from app.services.beside import is_beside
from app.services.files import KINDS
from app.services.jobs import Jobs

__all__ = ["MEDIA_TYPES", "file_name", "take_in"]

MEDIA_TYPES: Mapping[str, str] = {
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/html": ".html",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/json": ".json",
    "application/zip": ".zip",
    "message/rfc822": ".eml",
}
"""What a Content-Type says of a name without an ending."""
_ANY = "application/octet-stream"
_LONGEST = 200  # bytes; file systems take 255
_PIECE = 1024 * 1024


def file_name(name: str | None, content_type: str) -> str:
    """The name that the document is to have. Raises BadQuestion (name) and UnknownKind (Content-Type).

    >>> file_name("memo", "text/plain; charset=utf-8"), file_name(None, "application/pdf")
    ('memo.txt', 'document.pdf')
    """
    kind = content_type.partition(";")[0].strip().lower()
    given = "document" if name is None else name
    if "/" in given or "\\" in given or given.startswith(".") or not given.isprintable() or is_beside(given):
        raise BadQuestion("must be the name of one document, without folders", place="name")
    suffix = PurePosixPath(given).suffix.lower()
    if suffix not in KINDS:
        given += MEDIA_TYPES.get(kind, "")
    if PurePosixPath(given).suffix.lower() not in KINDS:
        raise UnknownKind("neither name nor Content-Type tell a kind that is read", remedy=f"known: {' '.join(KINDS)}")
    if len(given.encode()) > _LONGEST:
        raise BadQuestion(f"must have at most {_LONGEST} bytes", place="name")
    return given


async def take_in(request: Request, jobs: Jobs, name: str) -> Path:
    """The file that the body was written to, in a folder of its own.

    Raises TooLarge, BadInput (nothing in it) and Busy; then nothing is left of it.
    """
    jobs.check_room()
    told = request.headers.get("content-length", "")
    if told.isdecimal() and int(told[:19]) > jobs.largest:
        raise _too_large(jobs.largest)
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise UnknownKind("the body is packed", remedy="send it without Content-Encoding")
    folder = await run_in_threadpool(jobs.folder)
    path = folder / name
    try:
        await _write(request, path, jobs.largest)
    except BaseException:
        rmtree(folder, ignore_errors=True)
        raise
    return path


async def _write(request: Request, path: Path, largest: int) -> None:
    held, written = bytearray(), 0
    path.touch(mode=0o600)
    try:
        async for piece in request.stream():
            held += piece
            written += len(piece)
            if written > largest:
                raise _too_large(largest)
            if len(held) >= _PIECE:
                await run_in_threadpool(_append, path, bytes(held))
                held.clear()
    except ClientDisconnect:
        raise BadInput("the body ended before it was whole") from None
    if not written:
        raise BadInput("the body is empty", remedy="send the document itself as the body")
    await run_in_threadpool(_append, path, bytes(held))


def _append(path: Path, piece: bytes) -> None:
    with path.open("ab") as file:
        file.write(piece)


def _too_large(largest: int) -> TooLarge:
    return TooLarge(f"a file may have {largest:,} bytes", remedy="split it, or load it with the command line")
