"""Access: who asks, what he may do, and which documents he may see.

    Caller("key-7f3a", frozenset({Scope.READ}), Audience(Marking.GREEN, names=False))

A fact is visible if one of the visible documents supports it: an audience is a choice of documents (see `View`), and
answers are those of a store that has no others. Whoever may not see names sees pseudonyms in their place.

References:
    FIRST, "Traffic Light Protocol (TLP) version 2.0" (2022): the markings and their order.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

__all__ = ["EVERYTHING", "LOCAL", "Audience", "Caller", "Key", "Marking", "Scope"]


class Marking(StrEnum):
    """How far a document may be passed on; `rank` orders them, the freest first."""

    CLEAR = "clear"
    GREEN = "green"
    AMBER = "amber"
    AMBER_STRICT = "amber+strict"
    RED = "red"

    @property
    def rank(self) -> int:
        """0 for clear … 4 for red.

        >>> Marking.AMBER.rank < Marking.AMBER_STRICT.rank < Marking.RED.rank
        True
        """
        return _RANKS[self]

    @classmethod
    def of(cls, word: str) -> Marking:
        """The marking of that name. One that is unknown here, as somebody may write it into a database, is red.

        >>> Marking.of("amber"), Marking.of("purple")
        (<Marking.AMBER: 'amber'>, <Marking.RED: 'red'>)
        """
        return cls(word) if word in _RANKS else cls.RED

    @classmethod
    def written(cls, text: str) -> Marking | None:
        """The marking that a person writes, in small or capital letters, with or without `TLP:`; None if it is none.

        >>> Marking.written("TLP:AMBER+STRICT")
        <Marking.AMBER_STRICT: 'amber+strict'>
        """
        word = text.strip().lower().removeprefix("tlp:")
        return cls(word) if word in _RANKS else None

    @classmethod
    def strictest(cls, *markings: Marking | None) -> Marking | None:
        """The strictest of those that are given.

        >>> Marking.strictest(None, Marking.GREEN, Marking.CLEAR)
        <Marking.GREEN: 'green'>
        """
        return max((marking for marking in markings if marking is not None), key=lambda one: one.rank, default=None)

    @property
    def label(self) -> str:
        """As the standard writes it.

        >>> Marking.AMBER_STRICT.label
        'TLP:AMBER+STRICT'
        """
        return f"TLP:{self.value.upper()}"


_RANKS = {marking: rank for rank, marking in enumerate(Marking)}


class Scope(StrEnum):
    """What a key allows. None of them includes another."""

    READ = "read"
    """To ask, to list, to export."""
    LOAD = "load"
    """To load documents."""
    REVIEW = "review"
    """To judge what the machine made of them."""
    NAMES = "names"
    """To see the names of private persons."""
    ADMIN = "admin"
    """To remove, mark and erase documents, and to read the audit log."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Who an answer is for: documents up to a marking, and whether names of private persons are shown."""

    clearance: Marking = Marking.RED
    names: bool = True

    def may_see(self, marking: Marking) -> bool:
        """True for a document of this marking."""
        return marking.rank <= self.clearance.rank


EVERYTHING = Audience()
"""All documents, with all names: the command line on one's own files."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: `who` is the id of a key, or `local` where none is asked for."""

    who: str
    scopes: frozenset[Scope]
    audience: Audience


LOCAL = Caller("local", frozenset(Scope), EVERYTHING)
"""Whoever sits at this machine, where the server listens on loopback only and no key has been made."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key as a desk keeps it: the SHA-256 of what its holder sends, never that itself.

    `name` is for people (which program, which desk); it stands in no log. All times are in UTC.
    """

    id: str
    name: str
    digest: str = field(repr=False)
    scopes: frozenset[Scope]
    clearance: Marking
    made: datetime
    expires: datetime | None = None
    revoked: datetime | None = None

    @property
    def caller(self) -> Caller:
        """Who asks with this key."""
        return Caller(self.id, self.scopes, Audience(self.clearance, names=Scope.NAMES in self.scopes))

    def is_valid(self, now: datetime) -> bool:
        """True if it opens something at that time."""
        return self.revoked is None and (self.expires is None or now < self.expires)
