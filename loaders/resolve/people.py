"""Persons, groups and bodies without a name of their own: joined only inside one incident, on role *and* words.

Example: 取引先社員 (insider) in one article and 取引先社員C (insider) in another about the same leak are one person:
one incident, one role, the one's words in the other's, and nobody else in either article fits. The 元派遣社員 of two
incidents are never compared. Whoever fits by role alone becomes a suggestion. Two groups of equal size that were
arrested on the same day in one incident are one group, whatever else the articles say of them; and so are two parts of
organizations with one telling name (個人情報流出対策本部; 対策本部 alone may be the police's or the company's).
"""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.vocabulary import ActorKind, ThingKind
from app.domain.window import Window
from loaders.resolve.clusters import Link, unique_links
from loaders.resolve.labels import Facts, contradict, facts_of, shared_words
from loaders.resolve.names import normal, telling_part
from loaders.resolve.organizations import proper_keys
from loaders.resolve.scope import Scope, by_incident, incidents_of, is_narrow, label, window
from loaders.resolve.things import Thing, texts

__all__ = ["people_links"]

_WORDS, _SAME_NOUN, _EQUAL_WORDS, _ROLE_ONLY = 0.8, 0.85, 0.9, 0.3
_ARREST = "arrest"


def people_links(scope: Scope) -> tuple[list[Link], list[Link]]:
    """Links that hold, and suggestions, between the unnamed actors of each incident."""
    blocks = _blocks(scope)
    sure: list[Link] = []
    unsure: list[Link] = []
    for block in blocks.values():
        found = unique_links(block, _fit, _clash)
        sure += found[0]
        unsure += found[1]
    for found in (*_arrested(scope), *_bodies(scope)):
        sure += found[0]
        unsure += found[1]
    return _one_way(sure), sorted(set(unsure + _by_role(blocks, {(s.left, s.right) for s in sure})))


def _blocks(scope: Scope) -> dict[tuple[str, str], list[Thing]]:
    """Actors by incident and role, except organizations with a name of their own."""
    blocks: dict[tuple[str, str], list[Thing]] = {}
    actors = scope.things[ThingKind.ACTOR]
    for key, incidents in sorted(incidents_of(scope).items()):
        actor = actors.get(key)
        if actor is not None and not proper_keys(actor):
            for incident in incidents:
                for role in texts(actor, "role"):
                    blocks.setdefault((incident, role), []).append(actor)
    return blocks


def _fit(a: Thing, b: Thing) -> Link | None:
    """A link if the two share words and nothing speaks against it; 取引先社員 is nearer to 取引先社員C than 社員 is."""
    if _clash(a, b):
        return None
    words = shared_words(_facts(a), _facts(b))
    if words is None:
        return None
    equal = {normal(text) for text in _names(a)} & {normal(text) for text in _names(b)}
    partly = _SAME_NOUN if _facts(a).words & _facts(b).words else _WORDS
    reason = f"same incident, same role, and both are called {words}"
    return Link.of(a.id, b.id, _EQUAL_WORDS if equal else partly, reason, (label(a), label(b)))


def _clash(a: Thing, b: Thing) -> bool:
    """True if the two are of different kinds, or their labels contradict each other."""
    kinds = {k for x in (a, b) for k in texts(x, "kind") if k != ActorKind.UNKNOWN}
    return len(kinds) > 1 or contradict(_facts(a), _facts(b))


def _arrested(scope: Scope) -> Iterator[tuple[list[Link], list[Link]]]:
    """Links between the groups of each incident that were arrested on the same days."""
    days: dict[str, Window] = {}
    blocks: dict[str, list[Thing]] = {}
    for incident, events in by_incident(ThingKind.EVENT, scope).items():
        for event in events:
            found = [scope.things[ThingKind.ACTOR].get(key) for key in texts(event, "actor")]
            groups = [a for a in found if a is not None and ActorKind.GROUP in texts(a, "kind")]
            if _ARREST in texts(event, "type") and is_narrow(window(event)):
                days |= {group.id: window(event) for group in groups}
                blocks.setdefault(incident, []).extend(groups)

    def fit(a: Thing, b: Thing) -> Link | None:
        if _clash(a, b) or not _facts(a).sizes & _facts(b).sizes or not days[a.id].overlaps(days[b.id]):
            return None
        return Link.of(a.id, b.id, _SAME_NOUN, "same incident, size and day of arrest", (label(a), label(b)))

    for block in blocks.values():
        yield unique_links(list({group.id: group for group in block}.values()), fit, _clash)


def _bodies(scope: Scope) -> Iterator[tuple[list[Link], list[Link]]]:
    """Links between the parts of organizations of each incident that have one telling name."""
    blocks: dict[tuple[str, str], list[Thing]] = {}
    actors = scope.things[ThingKind.ACTOR]
    for key, incidents in sorted(incidents_of(scope).items()):
        if key in actors and not proper_keys(actors[key]):
            for name in sorted({part for text in _names(actors[key]) if (part := telling_part(text)) is not None}):
                for incident in incidents:
                    blocks.setdefault((incident, name), []).append(actors[key])

    def fit(a: Thing, b: Thing) -> Link | None:
        if _clash(a, b):
            return None
        reason = "same incident, and the same name of a part of an organization"
        return Link.of(a.id, b.id, _EQUAL_WORDS, reason, (label(a), label(b)))

    for block in blocks.values():
        yield unique_links(block, fit, _clash)


def _by_role(blocks: dict[tuple[str, str], list[Thing]], joined: set[tuple[str, str]]) -> list[Link]:
    """Suggestions: the only ones of their role in two documents, with no words in common."""
    found: list[Link] = []
    for (_, role), block in blocks.items():

        def fit(a: Thing, b: Thing, role: str = role) -> Link | None:
            if _clash(a, b):
                return None
            reason = f"same incident and same role ({role}), but no words in common"
            return Link.of(a.id, b.id, _ROLE_ONLY, reason, (label(a), label(b)))

        found += [link for link in unique_links(block, fit, _clash)[0] if (link.left, link.right) not in joined]
    return found


def _one_way(links: list[Link]) -> list[Link]:
    """Each actor has one partner at most in another document, over all of its roles."""
    return sorted(set(links))


def _facts(actor: Thing) -> Facts:
    person = ActorKind.PERSON in texts(actor, "kind")
    return facts_of(tuple(_names(actor)), person=person)


def _names(actor: Thing) -> list[str]:
    return [*texts(actor, "label"), *texts(actor, "alias")]
