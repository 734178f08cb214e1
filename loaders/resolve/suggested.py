"""Pairs of things that the rules leave open -> suggestions for a person, one for each pair of resolved things.

Example: ドコモ and NTTドコモ (one name is a part of the other, 0.4). A pair that a person already decided is not
suggested again; one about which two people disagree is, with that as the reason. Actors and datasets are suggested.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.graph import Suggestion
from app.domain.ids import ActorId, DatasetId
from app.domain.vocabulary import ThingKind
from loaders.resolve.clusters import Link
from loaders.resolve.scope import label
from loaders.resolve.shelf import Shelf
from loaders.resolve.things import Thing

__all__ = ["Exchange", "OpenLinks", "disputes", "suggestions"]

_DISPUTED = 0.5


def suggestions(
    kind: ThingKind,
    things: Mapping[str, Thing],
    least: Mapping[str, str],
    links: Sequence[Link],
    apart: Sequence[tuple[str, str]],
    disputed: Sequence[tuple[str, str]],
) -> tuple[Suggestion, ...]:
    """The best link of each pair of resolved things of a kind that no person decided, highest score first."""
    settled = {_pair(least, a, b) for a, b in apart if a in things and b in things}
    open_links = [*links, *disputes(things, disputed)]
    found: dict[tuple[str, str], Link] = {}
    for link in sorted(open_links, key=lambda one: (-one.score, one)):
        pair = _pair(least, link.left, link.right)
        if pair[0] != pair[1] and pair not in settled:
            found.setdefault(pair, link)
    return tuple(_suggestion(kind, least, link) for link in found.values())


@dataclass(slots=True)
class Exchange:
    """Links that went and links that came in their place."""

    went: list[Link] = field(default_factory=list[Link])
    came: list[Link] = field(default_factory=list[Link])

    def exchange(self, went: Iterable[Link], came: Iterable[Link]) -> None:
        """Note more of both."""
        self.went += went
        self.came += came


class OpenLinks:
    """Links that come and go -> the same suggestions."""

    def __init__(self, kind: ThingKind) -> None:
        """No link between things of this kind."""
        self._kind = kind
        self._links: Counter[Link] = Counter()
        self._at: dict[str, set[Link]] = {}
        self._place: dict[Link, tuple[str, str]] = {}
        self._pairs: dict[tuple[str, str], set[Link]] = {}
        self._settled: set[tuple[str, str]] = set()
        self._keys: dict[tuple[str, str], tuple[float, Link]] = {}
        self._shown: Shelf[tuple[float, Link], Suggestion] = Shelf()

    def update(
        self,
        went: Iterable[Link],
        came: Iterable[Link],
        moved: Iterable[str],
        least: Mapping[str, str],
        settled: set[tuple[str, str]],
    ) -> None:
        """Take the links that went and came, the things that are joined otherwise, and the pairs that were decided."""
        stirred = {link for key in moved for link in self._at.get(key, ())}
        for links, number in ((went, -1), (came, 1)):
            for link in links:
                self._links[link] += number
                stirred.add(link)
        resolved = {_pair(least, a, b) for a, b in settled}
        pairs = resolved ^ self._settled
        self._settled = resolved
        for link in stirred:
            pairs |= self._file(link, least)
        for key in [self._keys.pop(pair) for pair in pairs if pair in self._keys]:
            self._shown.put(key, None)
        for pair in pairs:
            self._show(pair, least)

    def suggestions(self) -> tuple[Suggestion, ...]:
        """The best link of each pair that no person decided, highest score first."""
        return self._shown.values()

    def _file(self, link: Link, least: Mapping[str, str]) -> set[tuple[str, str]]:
        """Put a link where it belongs now; the pairs of things that it left or came to."""
        before, now = self._place.pop(link, None), _pair(least, link.left, link.right)
        if before is not None:
            self._pairs[before].discard(link)
        if self._links[link] > 0:
            self._place[link] = now
            self._pairs.setdefault(now, set()).add(link)
            for end in (link.left, link.right):
                self._at.setdefault(end, set()).add(link)
        else:
            del self._links[link]
            for end in (link.left, link.right):
                self._at.get(end, set()).discard(link)
        return {now} if before is None else {before, now}

    def _show(self, pair: tuple[str, str], least: Mapping[str, str]) -> None:
        links = self._pairs.get(pair)
        if not links:
            self._pairs.pop(pair, None)
        elif pair[0] != pair[1] and pair not in self._settled:
            key = min((-link.score, link) for link in links)
            self._keys[pair] = key
            self._shown.put(key, _suggestion(self._kind, least, key[1]))


def disputes(things: Mapping[str, Thing], disputed: Sequence[tuple[str, str]]) -> list[Link]:
    """Links between the things about which people disagree."""
    known = [(a, b) for a, b in disputed if a in things and b in things]
    return [
        Link.of(a, b, _DISPUTED, "people disagree on whether the two are one", (label(things[a]), label(things[b])))
        for a, b in known
    ]


def _pair(least: Mapping[str, str], a: str, b: str) -> tuple[str, str]:
    left, right = sorted((least.get(a, a), least.get(b, b)))
    return left, right


def _suggestion(kind: ThingKind, least: Mapping[str, str], link: Link) -> Suggestion:
    ids = DatasetId if kind is ThingKind.DATASET else ActorId
    left, right = ids(least.get(link.left, link.left)), ids(least.get(link.right, link.right))
    if left <= right:
        return Suggestion(left, right, link.score, link.reason, link.values, kind)
    return Suggestion(right, left, link.score, link.reason, (link.values[1], link.values[0]), kind)
