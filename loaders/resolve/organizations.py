"""Named organizations across documents: one name, one organization.

Example: 株式会社あさひ商店 in one document and あさひ商店(本社・長野市) in another are joined (score 1.0, the two
labels are the reason); あさひ and あさひ商店 are a suggestion, unless one of the documents itself gives あさひ as
another name.

A name never joins where it names nobody (委託先), a part of an organization (対策本部: see `people`), or nobody in
particular (kind unknown: ダークウェブ); nor where one document uses it of two actors.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import TypeAlias

from app.domain.vocabulary import ActorKind
from loaders.resolve.clusters import Link, near_pairs
from loaders.resolve.names import is_proper, is_unit_of, normal
from loaders.resolve.things import Thing, texts

__all__ = [
    "Bearer",
    "borne_by",
    "links_of_name",
    "name_links",
    "pieces_of",
    "proper_keys",
    "similar_name",
    "similar_names",
]

Bearer: TypeAlias = tuple[Thing, str]
"""An organization, and the key of its label."""

_SAME_LABEL, _ALIAS, _CONTAINED = 1.0, 0.9, 0.4


def name_links(actors: Mapping[str, Thing]) -> list[Link]:
    """Links between organizations that bear the same name in several documents."""
    return [link for key, bearers in _all_bearers(actors).items() for link in links_of_name(key, bearers)]


def links_of_name(key: str, bearers: Collection[Bearer]) -> list[Link]:
    """Links between those who bear one name."""
    documents = Counter(document for actor, _ in bearers for document in actor.documents)
    owners = [b for b in bearers if all(documents[document] == 1 for document in b[0].documents)]
    owners.sort(key=lambda b: (b[0].is_imported, b[1] != key, b[0].id))
    return [_link(key, owners[a], owners[b]) for a, b in near_pairs(len(owners))]


def similar_names(actors: Mapping[str, Thing]) -> list[Link]:
    """Suggestions: organizations of which one's name begins or ends with the other's, and no document has both."""
    bearers = _all_bearers(actors)
    found = [
        similar_name(bearers[short], long)
        for key, long in bearers.items()
        for short in sorted(pieces_of(key) & bearers.keys())
    ]
    return [link for link in found if link is not None]


def similar_name(short: Collection[Bearer], long: Collection[Bearer]) -> Link | None:
    """The suggestion for those who bear a name and those who bear one that it is a piece of."""
    documents = {document for actor, _ in short for document in actor.documents}
    if any(not actor.documents.isdisjoint(documents) for actor, _ in long):
        return None
    a, b = (min((actor for actor, _ in bearers), key=lambda actor: actor.id) for bearers in (short, long))
    return Link.of(a.id, b.id, _CONTAINED, "one name is a part of the other", (_label(a), _label(b)))


def pieces_of(key: str) -> set[str]:
    """The beginnings and ends of a name, of two characters or more."""
    return {key[:cut] for cut in range(2, len(key))} | {key[cut:] for cut in range(1, len(key) - 1)}


def proper_keys(actor: Thing) -> frozenset[str]:
    """The keys of the names that identify an organization."""
    if not _is_organization(actor):
        return frozenset()
    return frozenset(normal(name) for name in (*texts(actor, "label"), *texts(actor, "alias")) if is_proper(name))


def borne_by(actor: Thing) -> tuple[str, list[str]]:
    """The key of its label, and the keys of all names by which an organization may be joined."""
    label = normal(_label(actor))
    return label, sorted(key for key in proper_keys(actor) if key == label or not is_unit_of(label, key))


def _all_bearers(actors: Mapping[str, Thing]) -> dict[str, list[Bearer]]:
    """By key of a name those who bear it, each with the key of its label."""
    found: dict[str, list[Bearer]] = {}
    for _, actor in sorted(actors.items()):
        label, keys = borne_by(actor)
        for key in keys:
            found.setdefault(key, []).append((actor, label))
    return found


def _link(key: str, a: Bearer, b: Bearer) -> Link:
    both = a[1] == key == b[1]
    reason = "same name of an organization" if both else f"one document calls it by the other's name ({key})"
    return Link.of(a[0].id, b[0].id, _SAME_LABEL if both else _ALIAS, reason, (_label(a[0]), _label(b[0])))


def _label(actor: Thing) -> str:
    return next(iter(texts(actor, "label") or texts(actor, "alias")), actor.id)


def _is_organization(actor: Thing) -> bool:
    return ActorKind.ORGANIZATION in texts(actor, "kind")
