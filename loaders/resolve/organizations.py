"""Named organizations across documents: one name, one organization.

Example: 株式会社あさひ商店 in one document and あさひ商店(本社・長野市) in another are joined (score 1.0, the two
labels are the reason); あさひ and あさひ商店 are a suggestion, unless one of the documents itself gives あさひ as
another name.

A name never joins where it names nobody (委託先), a part of an organization (対策本部: see `people`), or nobody in
particular (kind unknown: ダークウェブ); nor where one document uses it of two actors.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.domain.vocabulary import ActorKind
from loaders.resolve.clusters import Link
from loaders.resolve.names import is_proper, is_unit_of, normal
from loaders.resolve.things import Thing, texts

__all__ = ["name_links", "proper_keys", "similar_names"]

_SAME_LABEL, _ALIAS, _CONTAINED = 1.0, 0.9, 0.4


def name_links(actors: Mapping[str, Thing]) -> list[Link]:
    """Links between organizations that bear the same name in several documents."""
    links: list[Link] = []
    for key, bearers in _bearers(actors).items():
        owners = [bearer for bearer in bearers if not _is_doubtful(bearers, bearer)]
        owners.sort(key=lambda b: (b[0].is_imported, b[1] != key, b[0].id))
        links += [_link(key, owners[a], owners[b]) for a, b in _net(len(owners))]
    return links


def similar_names(actors: Mapping[str, Thing], least: Mapping[str, str]) -> list[Link]:
    """Suggestions: organizations of which one's name begins or ends with the other's, and no document has both."""
    bearers = _bearers(actors)
    found: list[Link] = []
    for key, long in bearers.items():
        pieces = {key[:cut] for cut in range(2, len(key))} | {key[cut:] for cut in range(1, len(key) - 1)}
        for short in sorted(pieces & bearers.keys()):
            if not _together(bearers[short], long):
                a, b = bearers[short][0], long[0]
                if least[a[0].id] != least[b[0].id]:
                    reason = "one name is a part of the other"
                    found.append(Link.of(a[0].id, b[0].id, _CONTAINED, reason, (_label(a[0]), _label(b[0]))))
    return found


def proper_keys(actor: Thing) -> frozenset[str]:
    """The keys of the names that identify an organization."""
    if not _is_organization(actor):
        return frozenset()
    return frozenset(normal(name) for name in (*texts(actor, "label"), *texts(actor, "alias")) if is_proper(name))


def _bearers(actors: Mapping[str, Thing]) -> dict[str, list[tuple[Thing, str]]]:
    """By key of a name those who bear it, each with the key of its label."""
    found: dict[str, list[tuple[Thing, str]]] = {}
    for _, actor in sorted(actors.items()):
        label = normal(_label(actor))
        for key in sorted(proper_keys(actor)):
            if key == label or not is_unit_of(label, key):
                found.setdefault(key, []).append((actor, label))
    return found


def _is_doubtful(bearers: list[tuple[Thing, str]], one: tuple[Thing, str]) -> bool:
    """True if its document has another actor with that name as well."""
    return any(other[0] is not one[0] and other[0].documents & one[0].documents for other in bearers)


def _together(a: list[tuple[Thing, str]], b: list[tuple[Thing, str]]) -> bool:
    documents = {document for actor, _ in a for document in actor.documents}
    return any(actor.documents & documents for actor, _ in b)


def _net(size: int) -> Iterator[tuple[int, int]]:
    """Pairs that keep a row connected when two of it are taken out: all with the first, and with the next two."""
    for index in range(1, size):
        yield from {(0, index), (index - 1, index), (max(index - 2, 0), index)}


def _link(key: str, a: tuple[Thing, str], b: tuple[Thing, str]) -> Link:
    both = a[1] == key == b[1]
    reason = "same name of an organization" if both else f"one document calls it by the other's name ({key})"
    return Link.of(a[0].id, b[0].id, _SAME_LABEL if both else _ALIAS, reason, (_label(a[0]), _label(b[0])))


def _label(actor: Thing) -> str:
    return next(iter(texts(actor, "label") or texts(actor, "alias")), actor.id)


def _is_organization(actor: Thing) -> bool:
    return ActorKind.ORGANIZATION in texts(actor, "kind")
