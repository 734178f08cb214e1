"""A JSON body → the same body, once it is known to mean one thing: no key twice, no NaN, numbers and depth in bounds.

Python's reader takes the last of two equal keys, NaN, and numbers of any length; others read such a body otherwise, and
no store can keep it. What is refused here is refused before anything has looked at it, and never repeated.

References:
    T. Bray, "The I-JSON Message Format" (RFC 7493, 2015), 2: what JSON has to be so that all understand the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import cast

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.problems import problem
from app.domain.errors import BadInput

__all__ = ["LARGEST_BODY", "StrictJson", "check_json"]

LARGEST_BODY = 262_144  # bytes
_DEEPEST = 32
_DIGITS = 18  # of an integer: all of those fit into 64 bits
_OPENING = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', re.DOTALL)
_HALVES = re.compile("[\ud800-\udfff]")


class StrictJson:
    """ASGI middleware for methods with a body; raw documents (`raw`) are none of its business."""

    def __init__(self, app: ASGIApp, raw: Sequence[str]) -> None:
        """In front of the routes, except those at the addresses `raw`."""
        self._app, self._raw = app, frozenset(raw)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse the body, or pass it on."""
        if scope["type"] != "http" or scope["method"] not in ("POST", "PUT", "PATCH") or scope["path"] in self._raw:
            await self._app(scope, receive, send)
            return
        body = await _body(Headers(scope=scope), receive)
        if body is None:
            refusal = problem(413, "too_large", f"a body of JSON may have {LARGEST_BODY:,} bytes")
            refusal.headers["connection"] = "close"
            await refusal(scope, receive, send)
            return
        try:
            check_json(body)
        except BadInput as error:
            fault = {"parameter": None, "reason": error.message}
            detail = "the body is no JSON that means one thing"
            await problem(422, "bad_request", detail, more={"errors": [fault]})(scope, receive, send)
            return
        await self._app(scope, _replayed(body, receive), send)


def check_json(body: bytes) -> None:
    """Raise BadInput, without a word of it, for a body that not all read alike. An empty one is for the route."""
    if not body:
        return
    _check_depth(body)
    try:
        held = json.loads(body.decode(), object_pairs_hook=_once, parse_constant=_no_number, parse_int=_integer)
    except UnicodeDecodeError:
        raise BadInput("is not UTF-8") from None
    except ValueError:
        raise BadInput("is no JSON") from None
    _check_texts(held)


def _check_depth(body: bytes) -> None:
    depth = 0
    for sign in _OPENING.findall(body):
        depth += {b"[": 1, b"{": 1, b"]": -1, b"}": -1}.get(sign, 0)
        if depth > _DEEPEST:
            raise BadInput(f"is nested deeper than {_DEEPEST} levels")


def _check_texts(value: object) -> None:
    if isinstance(value, str):
        if "\0" in value or _HALVES.search(value):
            raise BadInput("holds a character that no text has")
    elif isinstance(value, float):
        if value in (float("inf"), float("-inf")):
            raise BadInput("holds a number without bounds")
    elif isinstance(value, dict):
        for key, inside in cast("dict[str, object]", value).items():
            _check_texts(key)
            _check_texts(inside)
    elif isinstance(value, list):
        for inside in cast("list[object]", value):
            _check_texts(inside)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise BadInput("gives a key twice")
    return found


def _no_number(_: str) -> object:
    raise BadInput("holds NaN or Infinity")


def _integer(text: str) -> int:
    if len(text.lstrip("-")) > _DIGITS:
        raise BadInput(f"holds an integer of more than {_DIGITS} digits")
    return int(text)


async def _body(headers: Headers, receive: Receive) -> bytes | None:
    """The whole of it; None if it is too large."""
    told = headers.get("content-length", "")
    if told.isdecimal() and int(told[:19]) > LARGEST_BODY:
        return None
    body, more = bytearray(), True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message["type"] == "http.request" and message.get("more_body", False)
        if len(body) > LARGEST_BODY:
            return None
    return bytes(body)


def _replayed(body: bytes, receive: Receive) -> Receive:
    """What gives the body once, and then what comes after it."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
