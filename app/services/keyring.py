"""Keys: what a client sends → who asks; made here, shown once, kept on the desk as digests only.

    made = make_key(desk, "夜間の取り込み", [Scope.LOAD], Marking.GREEN, "2031-12-31")
    made.secret                                     →  "ltk_7f3a9c21_mZ…", which nothing can show again
    Keyring(desk).find(made.secret)                 →  Caller("key-7f3a9c21", …), or why not

A key is its id and 256 random bits. So much chance needs no slow hash: nobody can try the digests through. The id finds
the key, and what is secret is compared in a time that does not depend on it. A Keyring holds the keys in memory and
asks the desk only whether anything has changed, so a key that is revoked opens nothing any more.

References:
    OWASP, "Cryptographic Storage Cheat Sheet": fast hashes are for values that nobody can guess.
    M. Jones, D. Hardt, "The OAuth 2.0 Authorization Framework: Bearer Token Usage" (RFC 6750, 2012), 5: threats.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from hmac import compare_digest
from secrets import token_hex, token_urlsafe
from time import monotonic

from app.domain.access import Caller, Key, Marking, Scope
from app.domain.errors import Ambiguous, BadQuestion, NotFound
from app.domain.ports import Desk

__all__ = ["Keyring", "Made", "Refusal", "make_key", "revoke_key"]

_PREFIX = "ltk"
_SHAPE = re.compile(rf"{_PREFIX}_([0-9a-f]{{8}})_[A-Za-z0-9_-]{{43}}", re.ASCII)
_NOBODY = "0" * 64
_FRESH = 0.001  # seconds in which a change may go unseen
_USUAL = timedelta(days=365)
_LONGEST_NAME = 100


class Refusal(StrEnum):
    """Why a key opens nothing; a stable code for clients."""

    UNKNOWN = "bad_key"
    EXPIRED = "expired_key"
    REVOKED = "revoked_key"


@dataclass(frozen=True, slots=True)
class Made:
    """A new key, and what its holder has to send."""

    key: Key
    secret: str = field(repr=False)


class Keyring:
    """The keys of a desk, at hand. Threads may share it."""

    def __init__(self, desk: Desk) -> None:
        """Nothing is asked of the desk yet."""
        self._desk = desk
        self._checked = float("-inf")
        self._known: tuple[object, Mapping[str, Key]] = (object(), {})

    def is_empty(self) -> bool:
        """True if no key was ever made. Raises StoreError."""
        return not self._keys()

    def find(self, secret: str) -> Caller | Refusal:
        """Who asks with this. Raises StoreError."""
        shape = _SHAPE.fullmatch(secret)
        if shape is None:
            return Refusal.UNKNOWN
        key = self._keys().get(f"key-{shape[1]}")
        is_right = compare_digest(sha256(secret.encode()).hexdigest(), _NOBODY if key is None else key.digest)
        if key is None or not is_right:
            return Refusal.UNKNOWN
        if key.revoked is not None:
            return Refusal.REVOKED
        return key.caller if key.is_valid(datetime.now(UTC)) else Refusal.EXPIRED

    def opens_nothing(self) -> bool:
        """True if there is no key that somebody could ask with now. Raises StoreError."""
        now = datetime.now(UTC)
        return not any(key.is_valid(now) for key in self._keys().values())

    def _keys(self) -> Mapping[str, Key]:
        """The keys by their ids, read anew if the desk has changed."""
        now = monotonic()
        if now - self._checked > _FRESH:
            version = self._desk.version()  # before the keys: what changes in between is seen the next time
            if version != self._known[0]:
                self._known = (version, {key.id: key for key in self._desk.all_keys()})
            self._checked = now
        return self._known[1]


def make_key(
    desk: Desk, name: str, scopes: Iterable[Scope], clearance: Marking, expires: str | None, who: str = "local"
) -> Made:
    """A new key on the desk. `expires`: its last day (UTC), `never`, or None for a year from now.

    Raises BadQuestion for a name that is none, a day that is none or is over, and for no scope.
    """
    if not 0 < len(name.strip()) <= _LONGEST_NAME or not name.isprintable():
        raise BadQuestion(f"must have 1 to {_LONGEST_NAME} characters, and none to control a terminal", place="NAME")
    allowed = frozenset(scopes)
    if not allowed:
        raise BadQuestion("is needed, else the key opens nothing", place="--scope")
    now = datetime.now(UTC)
    number = token_hex(4)
    secret = f"{_PREFIX}_{number}_{token_urlsafe(32)}"
    digest = sha256(secret.encode()).hexdigest()
    key = Key(f"key-{number}", name.strip(), digest, allowed, clearance, now, _end(expires, now))
    if any(other.id == key.id for other in desk.all_keys()):
        return make_key(desk, name, allowed, clearance, expires, who)
    desk.note(who, "key.add", [key.id])
    desk.put_key(key)
    return Made(key, secret)


def revoke_key(desk: Desk, asked: str, who: str = "local") -> Key:
    """The key of that id, or the only one of that name that still opens something, which now opens nothing.

    Raises NotFound, Ambiguous.
    """
    key = _find(desk.all_keys(), asked)
    if key.revoked is not None:
        return key
    revoked = replace(key, revoked=datetime.now(UTC))
    desk.note(who, "key.revoke", [key.id])
    desk.put_key(revoked)
    return revoked


def _find(keys: Sequence[Key], asked: str) -> Key:
    by_id = next((key for key in keys if key.id == asked), None)
    if by_id is not None:
        return by_id
    named = [key for key in keys if key.name == asked]
    found = [key for key in named if key.revoked is None] or named[-1:]
    if not found:
        raise NotFound("no key has that id or name", place=asked)
    if len(found) > 1:
        error = Ambiguous(f"{len(found)} keys bear that name", [(key.id, key.name) for key in found])
        error.place = asked
        raise error
    return found[0]


def _end(expires: str | None, now: datetime) -> datetime | None:
    """The moment from which a key opens nothing: the end of its last day."""
    if expires == "never":
        return None
    try:
        last = (now + _USUAL).date() if expires is None else date.fromisoformat(expires)
        end = datetime(last.year, last.month, last.day, tzinfo=UTC) + timedelta(days=1)
    except (ValueError, OverflowError):
        raise BadQuestion("must be a day, YYYY-MM-DD, or never", place="--expires") from None
    if end <= now:
        raise BadQuestion("is over already", place="--expires")
    return end
