"""Incidents and actors of one document to claims: names, kinds, roles, members, candidates.

「情報を持ち込んだ人物」, who is one of the 「2人」 arrested for it, keeps them as `candidate`: which one it was is
not said.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.claim import Claim
from app.domain.document import Mention
from app.domain.vocabulary import ActorKind, How, ThingKind
from loaders.claims.keys import Drafts, Keys, Subject, one_line
from loaders.claims.parts import roles_of
from loaders.mentions.analysis import Analysis

__all__ = ["actor_claims", "actor_mentions", "incident_claims"]


def incident_claims(keys: Keys) -> Iterator[Claim]:
    """One incident a segment that has facts, named by the words that open it."""
    for segment, quote in keys.openings.items():
        subject = Subject(keys.incidents[segment], ThingKind.INCIDENT, keys.source.id)
        yield subject.says("name", one_line(quote.exact), [quote])


def actor_claims(analysis: Analysis, drafts: Drafts, keys: Keys) -> Iterator[Claim]:
    """Labels, aliases, kinds, roles, incidents, members and candidates of all actors with an id."""
    roles = roles_of(analysis, drafts.transfers, drafts.events, drafts.affected)
    segments = _segments(drafts)
    for index, key in keys.actors.items():
        actor = analysis.actors[index]
        subject = Subject(key, ThingKind.ACTOR, keys.source.id)
        first = [keys.places[index][0].quote]
        yield from _aliases(keys, index, actor.label)
        yield subject.says("label", actor.label, first)
        yield subject.says("kind", actor.kind.value, first)
        for role in roles.get(index, []):
            yield subject.says("role", role.value, first, How.ROLE)
        for segment in sorted(segments.get(index, set())):
            yield subject.says("incident", keys.incidents[segment], first, How.ROLE)
        for member in actor.members if actor.kind is ActorKind.GROUP else ():
            if member in keys.actors and member != index:
                yield subject.says("member", keys.actors[member], first, How.DISCOURSE)
    yield from _candidates(drafts, keys)


def actor_mentions(keys: Keys) -> Iterator[Mention]:
    """Every place where an actor with an id is denoted."""
    for index, key in keys.actors.items():
        for place in keys.places[index]:
            yield Mention.of(place.quote, ThingKind.ACTOR, key, is_name=place.is_name)


def _aliases(keys: Keys, index: int, label: str) -> Iterator[Claim]:
    """Other names, each with the place where it stands first."""
    subject = Subject(keys.actors[index], ThingKind.ACTOR, keys.source.id)
    named = [place.quote for place in keys.places[index] if place.is_name]
    for name in sorted({one_line(q.exact) for q in named} - {label}):
        yield subject.says("alias", name, [next(q for q in named if one_line(q.exact) == name)])


def _candidates(drafts: Drafts, keys: Keys) -> Iterator[Claim]:
    """Whom else tellings of one passing name in the place of an actor."""
    pairs = {(*pair, t.quotes) for t in drafts.transfers for pair in t.candidates}
    for actor, other, quotes in sorted(pairs):
        if actor in keys.actors and other in keys.actors:
            subject = Subject(keys.actors[actor], ThingKind.ACTOR, keys.source.id)
            yield subject.says("candidate", keys.actors[other], quotes, How.DISCOURSE)


def _segments(drafts: Drafts) -> dict[int, set[int]]:
    """The incidents that each actor takes part in."""
    found: dict[int, set[int]] = {}
    for t in drafts.transfers:
        for slot in (t.provider, t.recipient):
            if slot:
                found.setdefault(slot.value, set()).add(t.first.segment)
    for e in drafts.events:
        for actor in e.actors:
            found.setdefault(actor, set()).add(e.segment)
    for row in drafts.affected:
        found.setdefault(row.organization, set()).add(row.segment)
    return found
