"""Who asks, and may he: every request that is not public has a caller with the scope that it needs, or ends here.

    Authorization: Bearer ltk_7f3a9c21_…    →  the caller of that key
    nothing, on this machine, and no key was ever made, or the server was opened with --open    →  LOCAL

401 no key, or one that opens nothing; 403 a key without the scope, which the problem names; 429 more requests than are
allowed. A key counts in its header only: addresses are kept by proxies, histories and logs.

References:
    M. Jones, D. Hardt, "The OAuth 2.0 Authorization Framework: Bearer Token Usage" (RFC 6750, 2012), 2.1 and 3.
    M. Nottingham, R. Fielding, "Additional HTTP Status Codes" (RFC 6585, 2012), 4: 429.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import cast

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Send
from starlette.types import Scope as Connection

from app.api.access import is_public, scope_of
from app.api.guard import is_loopback
from app.api.problems import problem, problem_of
from app.api.state import CALLER, Kept
from app.domain.access import LOCAL, Caller, Scope
from app.domain.errors import StoreError
from app.services.allowance import Allowance
from app.services.keyring import Refusal
from app.settings import Settings

__all__ = ["Doors", "Gate"]

_LOOKED_AT = frozenset({b"authorization", b"host", b"forwarded", b"x-forwarded-for"})
_ADDRESSES = ("127.", "::1", "::ffff:127.", "testclient")  # the last is no address that a network can give
_TOLD: Mapping[Refusal, str] = {
    Refusal.UNKNOWN: "that key opens nothing here",
    Refusal.EXPIRED: "that key has expired",
    Refusal.REVOKED: "that key was revoked",
}
_QUESTIONS, _LOADS = "600/minute", "60/minute"
_FORM = "Authorization: Bearer <key>"


@dataclass(frozen=True, slots=True)
class Doors:
    """Who gets in without a key, and how often callers may ask.

    `is_open`: whoever sits at this machine, even where there are keys. `is_published`: this machine is reached through
    the network of a container, so its address tells nothing. `limits_all`: limits hold for callers without a key, too.
    """

    is_open: bool = False
    is_published: bool = False
    questions: Allowance | None = None
    loads: Allowance | None = None
    limits_all: bool = False

    @classmethod
    def of(cls, settings: Settings, *, is_open: bool = False, is_published: bool = False) -> Doors:
        """As the settings have it. Raises BadQuestion for a limit that is none."""
        questions = Allowance.of(settings.limit_questions or _QUESTIONS, "LEAKTRAIL_LIMIT_QUESTIONS")
        loads = Allowance.of(settings.limit_loads or _LOADS, "LEAKTRAIL_LIMIT_LOADS")
        given = settings.limit_questions is not None or settings.limit_loads is not None
        return cls(is_open, is_published, questions, loads, given)


class Gate:
    """ASGI middleware between the guard and the routes."""

    def __init__(self, app: ASGIApp, doors: Doors) -> None:
        """`app` is reached by who may."""
        self._app, self._doors = app, doors

    async def __call__(self, scope: Connection, receive: Receive, send: Send) -> None:
        """Refuse, or pass on with the caller in the scope."""
        if scope["type"] == "http" and not is_public(scope["path"]):
            refusal = self._admit(scope)
            if refusal is not None:
                await refusal(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _admit(self, scope: Connection) -> Response | None:
        """Put the caller into the scope, where the log finds it too; a response if it may not do what it asks for."""
        needed = scope_of(scope["method"], scope["path"])
        try:
            caller = self._caller(scope)
        except StoreError as error:
            return problem_of(Request(scope), error)
        if isinstance(caller, Response):
            return caller
        scope[CALLER] = caller
        return self._over(caller, needed) if needed in caller.scopes else _missing(needed)

    def _caller(self, scope: Connection) -> Caller | Response:
        """Who asks. Raises StoreError where the desk cannot be read: then nobody does."""
        sent = [(name, value) for name, value in scope["headers"] if name in _LOOKED_AT]
        given = [value for name, value in sent if name == b"authorization"]
        keyring = cast("Kept", scope["app"].state.kept).services.keyring
        if not given:
            if (self._doors.is_open or keyring.is_empty()) and self._is_here(scope.get("client"), sent):
                return LOCAL
            return _refused("no_key", f"a key is needed, as {_FORM}", error=False)
        kind, _, secret = given[0].decode("latin-1").partition(" ")
        if len(given) > 1 or kind.lower() != "bearer":
            return _refused(Refusal.UNKNOWN, f"a key is sent once, as {_FORM}")
        found = keyring.find(secret.strip(" "))
        return _refused(found, _TOLD[found]) if isinstance(found, Refusal) else found

    def _is_here(self, client: Sequence[object] | None, sent: Sequence[tuple[bytes, bytes]]) -> bool:
        """True for a request of this machine, to this machine: neither forwarded nor by a name that others know."""
        near = self._doors.is_published or client is None or str(client[0]).startswith(_ADDRESSES)
        return near and [name for name, _ in sent] == [b"host"] and is_loopback(sent[0][1].decode("latin-1"))

    def _over(self, caller: Caller, needed: Scope) -> Response | None:
        if caller is LOCAL and not self._doors.limits_all:
            return None
        allowance = self._doors.loads if needed is Scope.LOAD else self._doors.questions
        seconds = 0.0 if allowance is None else allowance.take(caller.who)
        if not seconds:
            return None
        headers = {"retry-after": str(ceil(seconds))}
        return problem(429, "too_many_requests", "more requests than this server allows", headers=headers)


def _refused(code: str, detail: str, *, error: bool = True) -> Response:
    """RFC 6750, 3.1: who sent no key is told of no error."""
    challenge = 'Bearer realm="leaktrail"' + (', error="invalid_token"' if error else "")
    return problem(401, str(code), detail, headers={"www-authenticate": challenge})


def _missing(needed: Scope) -> Response:
    challenge = f'Bearer realm="leaktrail", error="insufficient_scope", scope="{needed.value}"'
    detail = f"the key lacks the scope {needed.value}"
    headers = {"www-authenticate": challenge}
    return problem(403, "missing_scope", detail, headers=headers, more={"scope": needed.value})
