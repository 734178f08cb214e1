"""Reading → the same with keyed ids where the plain ones follow from a name: nobody can test a guess of it by them.

    keyed(reading, secret)    claim-1f0c… of 「山田」 → claim-77ab…, the same each time, by that secret only

A claim's id is a hash of its value, a source's of its label, an actor's of its label and place. So claims about persons
and those that hold words of the document, all sources, persons who are named and what is made from their ids (their
mentions, what they gave and received) get the HMAC-SHA-256 of the plain id. All other ids stay what they are on every
machine, and so do those that somebody gave (STIX, FollowTheMoney, leaktrail/1). Judgements hold keyed ids as others.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from app.domain.claim import REFERENCES, Claim, Value
from app.domain.document import Mention, Source
from app.domain.ids import ClaimId, LocalId, MentionId, SourceId
from app.domain.view import Reading
from app.domain.vocabulary import ActorKind, ThingKind
from loaders.persons import find_people, people_of_label

__all__ = ["keyed", "keyed_claims"]

_HEX_DIGITS = 24  # as of plain ids
_HASHED = re.compile(r"[a-z_]+-[0-9a-f]{24}")
_CODES = frozenset({"kind", "role", "field", "action", "medium", "status", "lawful", "type", "property", "window"})
"""Properties whose values are of lists, or are days: guessing one tells nobody's name."""

_FROM_WORDS = frozenset({ThingKind.ACTOR, ThingKind.DATASET, ThingKind.CONFLICT})
"""Things whose local ids follow from what they are called, beside their places."""

_ENDS = frozenset({"provider", "recipient", "organization"})
"""Actors from whose ids those of transfers and rows follow."""


def keyed(reading: Reading, secret: bytes) -> Reading:
    """The reading as a desk with that secret keeps it; of one that was read here, not imported."""
    return _Keys(secret, _named(reading.claims)).reading(reading)


def keyed_claims(reading: Reading, secret: bytes) -> Reading:
    """The same for a reading whose things somebody gave ids: these stay."""
    return _Keys(secret, frozenset()).reading(reading)


@dataclass(frozen=True, slots=True)
class _Keys:
    """`things`: local ids that get a keyed one."""

    secret: bytes
    things: frozenset[LocalId]

    def reading(self, reading: Reading) -> Reading:
        persons = _persons(reading.claims)
        return replace(
            reading,
            mentions=tuple(map(self._mention, reading.mentions)),
            sources=tuple(map(self._source, reading.sources)),
            claims=tuple(self._claim(claim, claim.subject in persons) for claim in reading.claims),
        )

    def _claim(self, claim: Claim, is_of_person: bool) -> Claim:  # noqa: FBT001 - private
        value = claim.value
        if isinstance(value, str) and (claim.property in REFERENCES or claim.property == "subject"):
            value = self._thing(LocalId(value))
        is_told = claim.subject in self.things or value != claim.value
        identifier = self._key(claim.id) if is_of_person or is_told or _holds_words(claim) else claim.id
        source = None if claim.source is None else SourceId(self._key(claim.source))
        return replace(claim, id=ClaimId(identifier), subject=self._thing(claim.subject), value=value, source=source)

    def _mention(self, mention: Mention) -> Mention:
        if mention.thing not in self.things:
            return mention
        return replace(mention, id=MentionId(self._key(mention.id)), thing=self._thing(mention.thing))

    def _source(self, source: Source) -> Source:
        reprint = None if source.reprint_of is None else SourceId(self._key(source.reprint_of))
        return replace(source, id=SourceId(self._key(source.id)), reprint_of=reprint)

    def _thing(self, key: LocalId) -> LocalId:
        return LocalId(self._key(key)) if key in self.things else key

    def _key(self, plain: str) -> str:
        mac = hmac.new(self.secret, f"id\0{plain}".encode("utf-8", "surrogatepass"), hashlib.sha256)
        return f"{plain.partition('-')[0]}-{mac.hexdigest()[:_HEX_DIGITS]}"


def _persons(claims: Iterable[Claim]) -> frozenset[LocalId]:
    """Actors of whom nobody says that they are organizations."""
    actors = {claim.subject for claim in claims if claim.kind is ThingKind.ACTOR}
    bodies = {c.subject for c in claims if c.property == "kind" and c.value == ActorKind.ORGANIZATION.value}
    return frozenset(actors - bodies)


def _holds_words(claim: Claim) -> bool:
    return claim.property not in REFERENCES and claim.property not in _CODES and any(_texts(claim.value))


def _named(claims: Iterable[Claim]) -> frozenset[LocalId]:
    """Things whose local ids follow from a name: who bears one, what is labelled with one, what such actors did."""
    claims = tuple(claims)
    persons = {c.subject for c in claims if c.property == "kind" and c.value == ActorKind.PERSON.value}
    told = [claim for claim in claims if claim.kind in _FROM_WORDS]
    named = {c.subject for c in told if _names_somebody(c, is_person=c.subject in persons)}
    ends = {c.subject for c in claims if c.property in _ENDS and c.value in named}
    return frozenset(key for key in named | ends if _HASHED.fullmatch(key))


def _names_somebody(claim: Claim, *, is_person: bool) -> bool:
    if not _holds_words(claim):
        return False
    if is_person and claim.property in {"label", "alias"}:
        return bool(people_of_label(str(claim.value)))
    return any(find_people(text) for text in _texts(claim.value))


def _texts(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
