"""What went wrong on the way to Neo4j -> StoreUnavailable, with the reason and what may help.

    unreachable("bolt://db", error)   →  "bolt://db: cannot be reached: Connection reset by peer (check that …)"

The driver's own errors say first that something failed, and why only in the innermost of their causes.
"""

from __future__ import annotations

from typing import cast

from app.domain.errors import StoreUnavailable

__all__ = ["is_memory", "no_address", "refused", "shut", "silent", "stranger", "unreachable"]

_REMEDY = "check that the server runs and can be reached, then try again"
_MEMORY = "give the server more memory, or split the document; nothing was half kept"
_TLS_REMEDY = f"{_REMEDY}; a server without TLS is bolt:// or neo4j://"


def no_address(place: str, error: Exception) -> StoreUnavailable:
    """An address that nobody can be reached at."""
    return StoreUnavailable(f"is no address of Neo4j: {error}", place=place)


def unreachable(place: str, error: BaseException) -> StoreUnavailable:
    """No connection, or one that was lost."""
    return StoreUnavailable(f"cannot be reached: {_reason(error)}", place=place, remedy=_remedy(place))


def silent(place: str, seconds: float) -> StoreUnavailable:
    """No answer in time."""
    return StoreUnavailable(f"did not answer within {seconds:g} s", place=place, remedy=_remedy(place))


def refused(place: str, message: str | None, code: str | None) -> StoreUnavailable:
    """The server does not do it, or it did not come to do it."""
    passes = (code or "").startswith("Neo.TransientError")
    remedy = _MEMORY if is_memory(code) else f"{'try again; ' if passes else ''}nothing was half kept"
    return StoreUnavailable(f"refuses: {message}", place=place, remedy=remedy)


def is_memory(code: str | None) -> bool:
    """Whether a transaction was too large for the memory that the server has for it."""
    return (code or "").endswith("OutOfMemoryError")


def stranger(place: str) -> StoreUnavailable:
    """The server does not know us."""
    remedy = "set LEAKTRAIL_NEO4J_USER and LEAKTRAIL_NEO4J_PASSWORD_FILE"
    return StoreUnavailable("refuses user and password", place=place, remedy=remedy)


def shut(place: str) -> StoreUnavailable:
    """We have closed it ourselves."""
    return StoreUnavailable("is closed", place=place, remedy="open the store again")


def _remedy(place: str) -> str:
    return _TLS_REMEDY if "+s" in place.partition(":")[0] else _REMEDY


def _reason(error: BaseException) -> str:
    while (below := _cause(error)) is not None:
        error = below
    words = (isinstance(error, OSError) and error.strerror) or str(error)
    return words.partition("\n")[0] or type(error).__name__


def _cause(error: BaseException) -> BaseException | None:
    if isinstance(error, BaseExceptionGroup):
        return cast("BaseExceptionGroup[BaseException]", error).exceptions[0]
    return error.__cause__
