"""Who says it -> whether that is an official source: an authority, or an organization that the leak concerns.

Example: 岡山県警, and あさひ商店 whose list it was, are official about the leak at あさひ商店; a newspaper, the broker
who got the list, and いろは通販, which comments on it, are not. 「白波市の発表」 is what 白波市 says.

A claim is its source's: the document's publisher, or whom a figure is claimed by. What a newspaper tells of the police
is the newspaper's word, and a document whose publisher is not known is nobody's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any, cast

from app.domain.graph import Reprint
from app.domain.ids import DocumentId
from app.domain.view import Reading
from app.domain.vocabulary import ActorKind, Role, ThingKind
from loaders.en.roles import NameWords, RoleClass, role_lexicon
from loaders.lexicons import read_lexicon
from loaders.mentions.lexicon import actor_lexicon
from loaders.resolve.choose import choose
from loaders.resolve.names import is_proper, normal, without_brackets
from loaders.resolve.things import Statement, Thing, Things, own_key, texts, values

__all__ = ["Officials", "is_authority", "owner_of", "read_official"]

_ARTICLES = ("the ", "a ", "an ")
_PRESS = Role.JOURNALIST


@dataclass(frozen=True, slots=True)
class _Words:
    """`official.yaml`: roles, and the last words of names."""

    concerned: frozenset[str]
    authorities: frozenset[str]
    never: frozenset[str]
    bodies: tuple[str, ...]
    no_bodies: tuple[str, ...]
    parts: tuple[str, ...]


@cache
def read_official() -> _Words:
    """Read the data file once."""
    data = cast("Mapping[str, Any]", read_lexicon("loaders.resolve", "official.yaml"))
    names: dict[str, Mapping[str, Any]] = {entry["name"]: entry for entry in data["names"]}
    return _Words(
        concerned=frozenset(Role(role) for role in data["concerned"]),
        authorities=frozenset(Role(role) for role in data["authorities"]),
        never=frozenset(Role(role) for role in data["never"]),
        bodies=tuple(names["authority"]["words"]),
        no_bodies=tuple(names["authority"]["never"]),
        parts=tuple(sorted(names["part"]["words"], key=len, reverse=True)),
    )


class Officials:
    """Who is official about which incident, in one View."""

    def __init__(self, readings: Sequence[Reading], reprints: Iterable[Reprint], joined: Things) -> None:
        """Over the visible readings, which of them are reprints, and the joined things that they tell of."""
        self._own = {reading.document.id: own_key(reading.document) for reading in readings}
        self._origins = {one.document: one.source for one in reprints}
        self._unsigned = {r.document.id: normal(r.document.name) for r in readings if not r.document.metadata.publisher}
        labels = {label for reading in readings for label in _signatures(reading)}
        self._authorities = frozenset(normal(label) for label in labels if is_authority(label))
        self._names = _names_by_incident(joined)

    def speaks(self, statement: Statement, incident: str | None) -> bool:
        """True if the statement, about something of that incident, is the word of an official source."""
        named = statement.claimed_by
        if named is None and self._is_unsigned(statement):
            return False
        if named is not None and is_authority(named):
            return True
        known = self._names.get(incident or "", frozenset())
        voices = self._voices(statement)
        return any(one in self._authorities or not known.isdisjoint(_owners(one)) for one in voices)

    def _voices(self, statement: Statement) -> set[str]:
        """Who says it: the source, and the publisher too whose own release a paper printed before."""
        document = statement.claim.document
        is_own = statement.claimed_by is None and statement.source == self._origins.get(document)
        return {statement.voice, self._own[document]} if is_own else {statement.voice}

    def _is_unsigned(self, statement: Statement) -> bool:
        """True for a document's own voice where its publisher is not known: the name of a file says nothing of it."""
        document: DocumentId = statement.claim.document
        return statement.source in (document, self._unsigned.get(document))


@cache
def is_authority(name: str) -> bool:
    """True if the name is that of police, prosecutors, a court or a regulator, or of a part of one."""
    text = without_brackets(name)
    lower = text.casefold()
    words = read_official()
    if not text or lower.endswith(words.no_bodies):
        return False
    if text.endswith(words.bodies) or _is_body(text) or _is_english_body(text, lower):
        return True
    owner = owner_of(name)
    return owner is not None and is_authority(owner)


@cache
def owner_of(name: str) -> str | None:
    """The key of the name that stands before the word for a part or for what is given out; None if there is none."""
    key, parts = normal(name), read_official().parts
    part = next((part for part in parts if key.endswith(part)), key)
    return key.removesuffix(part) or None if part in parts else None


def _owners(key: str) -> Iterator[str]:
    """The key itself, and the keys of those of whom it may be a part."""
    found: str | None = key
    while found is not None:
        yield found
        found = owner_of(found)


def _is_body(text: str) -> bool:
    found = actor_lexicon().head_of(text)
    return found is not None and found[1].kind is ActorKind.ORGANIZATION and _is_of_authority(found[1].roles)


def _is_english_body(text: str, lower: str) -> bool:
    lexicon = role_lexicon()
    plain = next((lower.removeprefix(article) for article in _ARTICLES if lower.startswith(article)), lower)
    named = lexicon.bearer_of(text)
    told = lexicon.class_of(plain.split()) if text.isascii() else None
    found: list[NameWords | RoleClass] = [one for one in (named, None if told is None else told[1]) if one is not None]
    papers = {word for entry in lexicon.names if _PRESS in entry.roles for word in entry.words}
    return papers.isdisjoint(text.split()) and any(_is_of_authority(one.roles) for one in found)


def _is_of_authority(roles: Iterable[Role]) -> bool:
    return not read_official().authorities.isdisjoint(roles)


def _signatures(reading: Reading) -> Iterator[str]:
    """Who is named as saying something: the publisher, and the sources that are not just the name of the file."""
    publisher = reading.document.metadata.publisher
    if publisher:
        yield publisher
    yield from (source.label for source in reading.sources if publisher or source.label != reading.document.name)


def _names_by_incident(joined: Things) -> Mapping[str, frozenset[str]]:
    """By incident the keys of the names of the organizations that are official about it."""
    words = read_official()
    official: dict[str, set[str]] = {}
    refused: dict[str, set[str]] = {}
    for key, actor in joined[ThingKind.ACTOR].items():
        if ActorKind.ORGANIZATION in texts(actor, "kind"):
            for incident, roles in _parts_played(actor):
                if not roles.isdisjoint(words.concerned | words.authorities):
                    official.setdefault(incident, set()).add(key)
                if not roles.isdisjoint(words.never):
                    refused.setdefault(incident, set()).add(key)
    for row in joined[ThingKind.AFFECTED].values():
        incident, organization = choose(row, "incident"), choose(row, "organization")
        if incident is not None and organization is not None:
            official.setdefault(str(incident.value), set()).add(str(organization.value))
    return {
        incident: frozenset(
            name for key in keys - refused.get(incident, set()) for name in _names_of(joined[ThingKind.ACTOR].get(key))
        )
        for incident, keys in official.items()
    }


def _parts_played(actor: Thing) -> Iterator[tuple[str, set[str]]]:
    """By document an incident in which an actor is, and its roles there."""
    roles: dict[str, set[str]] = {}
    for statement in values(actor, "role"):
        roles.setdefault(statement.claim.subject, set()).add(str(statement.value))
    for statement in values(actor, "incident"):
        yield str(statement.value), roles.get(statement.claim.subject, set())


def _names_of(actor: Thing | None) -> Iterator[str]:
    """The keys of the names that identify it."""
    if actor is not None:
        yield from (normal(name) for name in chain(texts(actor, "label"), texts(actor, "alias")) if is_proper(name))
