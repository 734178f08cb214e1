"""Snapshot → the private persons in it: under which names, in which documents, and what they are called instead.

    people_of(snapshot, secret)   →  [Hidden("〔人物482103〕", {浦辺由紀夫, 浦辺}, …), …]

A person is an actor of the graph, or somebody who is only named: by the same whole name in documents of one incident
he is one, and in two incidents he is two, unless they were resolved to one actor.

The pseudonym is 〔人物N〕 with six digits of HMAC-SHA-256, keyed with the secret of the desk, over the *anchor* of the
person: the local id that its earliest document (by day of publication, then by id) gives the actor, or the place where
that document names somebody first. So it depends on no other person and no later document. If two persons of a view
draw one number, the one whose hash is greater takes the next six digits of it, and so on: no two share a pseudonym.
"""

from __future__ import annotations

import hashlib
import hmac
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.graph import Actor
from app.domain.ids import ActorId, DocumentId
from app.domain.judgement import Judgement
from app.domain.view import Reading
from app.domain.vocabulary import ActorKind, ThingKind
from app.services.masking.folding import folded
from app.services.snapshot import Snapshot
from loaders.persons import Person, find_people, people_of_label

__all__ = ["SOMEBODY", "Hidden", "people_of"]

SOMEBODY = "〔人物〕"
"""Where a name may be that of several persons, and nothing tells whose."""

_DIGITS = 6
_UNDATED = "9999"


@dataclass(slots=True, eq=False)
class Hidden:
    """One person. `actor` is None for somebody who takes part in nothing and is only named; `things`: its local ids."""

    anchor: tuple[str, str, str]
    actor: ActorId | None = None
    names: set[Person] = field(default_factory=set[Person])
    documents: set[DocumentId] = field(default_factory=set[DocumentId])
    incidents: set[str] = field(default_factory=set[str])
    things: set[str] = field(default_factory=set[str])
    pseudonym: str = SOMEBODY

    def bears(self, person: Person) -> bool:
        """True if that may be said of this person: the same name, or one part of it."""
        return any(_fits(person, own) for own in self.names)

    def calls(self, person: Person) -> bool:
        """True if all of that name is hidden with this person's."""
        return any(
            _key(person.full) == _key(own.full) or (not person.is_whole and _fits(person, own)) for own in self.names
        )


def people_of(snapshot: Snapshot, secret: bytes, known: Sequence[Hidden] = ()) -> Sequence[Hidden]:
    """All whose names must not be shown, each with a pseudonym that no other one of the view has.

    `known`: those of a wider view, so that who is one of them is called alike in both.
    """
    found = _People(snapshot)
    for reading in sorted(snapshot.readings.values(), key=_by_day):
        found.look_at(reading)
    for judgement in sorted(snapshot.view.judgements, key=lambda one: one.id):
        found.hear(judgement)
    people = [one for one in (*found.actors.values(), *found.others) if one.names]
    _take_anchors(people, known)
    _give_pseudonyms(people, secret)
    return people


def _by_day(reading: Reading) -> tuple[str, str]:
    return (reading.document.metadata.published_at or _UNDATED, reading.document.id)


class _People:
    """Who is known so far, on the way through the documents."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._present = snapshot.present
        self._bodies = {
            _key(name)
            for actor in snapshot.graph.actors.values()
            if actor.kind is ActorKind.ORGANIZATION
            for name in (actor.label, *actor.aliases)
        }
        self.actors = dict(_persons(snapshot))
        for hidden in self.actors.values():
            hidden.names = {name for name in hidden.names if not self._is_body(name)}
        self.others: list[Hidden] = []
        self._whole: dict[tuple[str, str], Hidden] = {}
        for hidden in self.actors.values():
            self._register(hidden)

    def look_at(self, reading: Reading) -> None:
        """Whom a document names."""
        document = reading.document.id
        incidents = {self._present(c.subject) for c in reading.claims if c.kind is ThingKind.INCIDENT}
        here = self._actors_of(reading)
        for claim in reading.claims:
            if (actor := self.actors.get(ActorId(self._present(claim.subject)))) is not None:
                actor.things.add(claim.subject)
        for hidden in here:
            hidden.documents.add(document)
            hidden.incidents |= incidents
            hidden.anchor = min(hidden.anchor, self._anchor(reading, hidden))
        for place, person in sorted(_named(reading), key=lambda one: (not one[1].is_whole, one[0])):
            if self._is_body(person):
                continue
            hidden = self._whose(person, here, incidents)
            if hidden is None:
                hidden = Hidden((*_by_day(reading), f"{place:09}"))
                self.others.append(hidden)
            if hidden not in here:
                here.append(hidden)
            hidden.names.add(person)
            hidden.documents.add(document)
            hidden.incidents |= incidents
            self._register(hidden)

    def hear(self, judgement: Judgement) -> None:
        """Who is named where somebody said why, or what is right: perhaps in no document, or in none any more."""
        undone = "" if judgement.undoing is None else judgement.undoing.why
        value = judgement.value if isinstance(judgement.value, str) else ""
        for place, text in enumerate((judgement.why, undone, value)):
            for one in find_people(text):
                known = (*self.actors.values(), *self.others)
                if not self._is_body(one.person) and not any(who.calls(one.person) for who in known):
                    anchor = (_UNDATED, judgement.id, f"{place}-{one.start:09}")
                    self.others.append(Hidden(anchor, names={one.person}))

    def _actors_of(self, reading: Reading) -> list[Hidden]:
        subjects = {self._present(c.subject) for c in reading.claims if c.kind is ThingKind.ACTOR}
        things = subjects | {self._present(m.thing) for m in reading.mentions if m.kind is ThingKind.ACTOR}
        return [self.actors[ActorId(key)] for key in sorted(things) if key in self.actors]

    def _anchor(self, reading: Reading, hidden: Hidden) -> tuple[str, str, str]:
        locals_ = [c.subject for c in reading.claims if self._present(c.subject) == hidden.actor]
        return (*_by_day(reading), min(locals_, default=hidden.actor or ""))

    def _whose(self, person: Person, here: Iterable[Hidden], incidents: Iterable[str]) -> Hidden | None:
        """Who in the document, or else under that whole name in the incident, it is; None if nobody, or unclear."""
        same = [one for one in here if one.bears(person)]
        if len(same) == 1 or (same and not person.is_whole):
            return same[0]
        known = [self._whole.get((incident, _key(person.full))) for incident in sorted(incidents)]
        return next((one for one in known if one is not None), None) if person.is_whole else None

    def _is_body(self, person: Person) -> bool:
        """True for an organization that reads like a person (Kestrel Claims), by the graph; Elm Kestrel Claims too."""
        key = _key(person.full)
        return key in self._bodies or (key.isascii() and any(key in body for body in self._bodies))

    def _register(self, hidden: Hidden) -> None:
        for name in hidden.names:
            if name.is_whole:
                for incident in hidden.incidents:
                    self._whole.setdefault((incident, _key(name.full)), hidden)


def _persons(snapshot: Snapshot) -> Iterator[tuple[ActorId, Hidden]]:
    """The actors of the graph who are persons, or of whom nobody says what they are but that they bear such a name."""
    exact: Mapping[str, set[str]] = defaultdict(set)
    for reading in snapshot.readings.values():
        for mention in reading.mentions:
            if mention.is_name and mention.kind is ThingKind.ACTOR:
                exact[snapshot.present(mention.thing)].add(mention.quote.exact)
        for claim in reading.claims:
            if claim.kind is ThingKind.ACTOR and claim.property in {"label", "alias"}:
                exact[snapshot.present(claim.subject)].add(str(claim.value))
    for key, actor in snapshot.graph.actors.items():
        names = {name for text in {actor.label, *actor.aliases, *exact[key]} for name in _names(actor, text)}
        if actor.kind is ActorKind.PERSON or (actor.kind is ActorKind.UNKNOWN and names):
            yield key, Hidden((_UNDATED, "~", key), key, names, set(), set(actor.incidents))


def _names(actor: Actor, text: str) -> Iterable[Person]:
    if actor.kind is ActorKind.PERSON:
        return people_of_label(text)
    return [one.person for one in find_people(text)]


def _named(reading: Reading) -> Iterator[tuple[int, Person]]:
    """Place and name of everybody whom the text, the metadata or a source's label names."""
    document, metadata = reading.document, reading.document.metadata
    text = document.text or ""
    yield from ((one.start, one.person) for one in find_people(text))
    beside = [metadata.title, metadata.publisher, document.name, *(s.label for s in reading.sources)]
    if document.text is None:
        beside += [quote.exact for claim in reading.claims for quote in claim.quotes]
        beside += [claim.value for claim in reading.claims if isinstance(claim.value, str)]
    for line in sorted({line for line in beside if line}):
        for one in find_people(line):
            yield len(text) + one.start, one.person


def _fits(person: Person, own: Person) -> bool:
    """小野寺正 is who is called 小野寺 elsewhere; 小野寺正 and 小野寺健 are two."""
    if _key(person.full) == _key(own.full):
        return True
    one_is_part = not (person.is_whole and own.is_whole)
    parts = {_key(person.family), _key(own.family)}
    return one_is_part and len(parts) == 1 and parts != {""}


def _key(name: str) -> str:
    return folded(name).text


def _take_anchors(people: Sequence[Hidden], known: Sequence[Hidden]) -> None:
    """Who is known elsewhere keeps the anchor of there; of two who would have one, the one with the earlier own."""
    by_thing = {thing: one for one in known for thing in one.things}
    by_name = {(key, _key(name.full)): one for one in known for key in one.documents for name in one.names}
    taken: set[tuple[str, ...]] = set()
    for person in sorted(people, key=lambda one: one.anchor):
        told = [by_thing[thing] for thing in person.things if thing in by_thing]
        if person.actor is None:
            places = [(key, _key(name.full)) for key in person.documents for name in person.names]
            told = [by_name[place] for place in places if place in by_name]
        anchors = {one.anchor for one in told} - taken
        if anchors:
            person.anchor = min(anchors)
            taken.add(person.anchor)


def _give_pseudonyms(people: Sequence[Hidden], secret: bytes) -> None:
    taken: set[str] = set()
    drawn = {id(one): _number(one.anchor, secret) for one in people}
    for one in sorted(people, key=lambda p: drawn[id(p)]):
        digits = drawn[id(one)]
        tries = [digits[n : n + _DIGITS] for n in range(0, len(digits) - _DIGITS, _DIGITS)]
        number = next((n for n in tries if n not in taken), digits)
        taken.add(number)
        one.pseudonym = f"〔人物{number}〕"


def _number(anchor: tuple[str, ...], secret: bytes) -> str:
    """The keyed hash as decimal digits, always as many."""
    mac = hmac.new(secret, "\0".join(("person", *anchor)).encode("utf-8", "surrogatepass"), hashlib.sha256)
    return f"{int.from_bytes(mac.digest()):078}"[::-1]  # the last ones are the even ones: the first is never above 1
