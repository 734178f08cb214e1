"""Pairs of actors that the rules leave open -> suggestions for a person, one for each pair of resolved actors.

Example: ドコモ and NTTドコモ (one name is a part of the other, 0.4). A pair that a person already decided is not
suggested again; one about which two people disagree is, with that as the reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.domain.graph import Suggestion
from app.domain.ids import ActorId
from loaders.resolve.clusters import Link
from loaders.resolve.scope import label
from loaders.resolve.things import Thing

__all__ = ["suggestions"]

_DISPUTED = 0.5


def suggestions(
    actors: Mapping[str, Thing],
    least: Mapping[str, str],
    links: Sequence[Link],
    apart: Sequence[tuple[str, str]],
    disputed: Sequence[tuple[str, str]],
) -> tuple[Suggestion, ...]:
    """The best link of each pair of resolved actors that no person decided, highest score first."""
    settled = {_pair(least, a, b) for a, b in apart if a in actors and b in actors}
    open_links = [*links, *_disputes(actors, disputed)]
    found: dict[tuple[str, str], Link] = {}
    for link in sorted(open_links, key=lambda one: (-one.score, one)):
        pair = _pair(least, link.left, link.right)
        if pair[0] != pair[1] and pair not in settled:
            found.setdefault(pair, link)
    return tuple(_suggestion(least, link) for link in found.values())


def _disputes(actors: Mapping[str, Thing], disputed: Sequence[tuple[str, str]]) -> list[Link]:
    known = [(a, b) for a, b in disputed if a in actors and b in actors]
    return [
        Link.of(a, b, _DISPUTED, "people disagree on whether the two are one", (label(actors[a]), label(actors[b])))
        for a, b in known
    ]


def _pair(least: Mapping[str, str], a: str, b: str) -> tuple[str, str]:
    left, right = sorted((least[a], least[b]))
    return left, right


def _suggestion(least: Mapping[str, str], link: Link) -> Suggestion:
    left, right = ActorId(least[link.left]), ActorId(least[link.right])
    if left <= right:
        return Suggestion(left, right, link.score, link.reason, link.values)
    return Suggestion(right, left, link.score, link.reason, (link.values[1], link.values[0]))
