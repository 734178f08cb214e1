"""Links that come and go -> the clusters of one kind of thing, of which only the touched ones are made anew.

    grouping.put("あさひ商店", links)      # all links of one reason, in the place of those that it gave before
    grouping.settle(actors, pairs).ids    # the ids that belong to another thing now

The clusters are those of `clusters.cluster` over all links: it takes links in one order, and nothing that it decides in
one connected component depends on another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field

from loaders.resolve.clusters import Link, cluster
from loaders.resolve.judged import PairsByThing
from loaders.resolve.things import Thing

__all__ = ["Change", "Grouping"]


@dataclass(slots=True)
class Change:
    """`ids` that lead elsewhere now, `roots` that lost or won some; refused links that went and that came."""

    ids: set[str] = field(default_factory=set[str])
    roots: set[str] = field(default_factory=set[str])
    went: list[Link] = field(default_factory=list[Link])
    came: list[Link] = field(default_factory=list[Link])


class Grouping:
    """The clusters of one kind of thing. `least` has the ids that lead to another one."""

    def __init__(self) -> None:
        """No thing, no link."""
        self.least: dict[str, str] = {}
        self._members: dict[str, tuple[str, ...]] = {}
        self._blocks: dict[Hashable, frozenset[Link]] = {}
        self._at: dict[str, Counter[Link]] = {}
        self._refused: dict[str, list[Link]] = {}
        self._touched: set[str] = set()

    def root(self, key: str) -> str:
        """The id that stands for this one."""
        return self.least.get(key, key)

    def members(self, root: str) -> tuple[str, ...]:
        """The ids for which this one stands, itself among them."""
        return self._members.get(root, (root,))

    def put(self, block: Hashable, links: Iterable[Link]) -> None:
        """Take these links in the place of those that the block gave before; no links: forget the block."""
        fresh, known = frozenset(links), self._blocks.pop(block, frozenset[Link]())
        if fresh:
            self._blocks[block] = fresh
        for link in fresh ^ known:
            for end in (link.left, link.right):
                here = self._at.setdefault(end, Counter())
                here[link] += 1 if link in fresh else -1
                if not here[link]:
                    del here[link]
                if not here:
                    del self._at[end]
                self._touched.add(end)

    def touch(self, keys: Iterable[str]) -> None:
        """Look at these again: they came, changed or went, or people decided otherwise about them."""
        self._touched.update(keys)

    def settle(self, things: Mapping[str, Thing], pairs: PairsByThing) -> Change:
        """Make the clusters of all that was touched."""
        components = list(self._components(things, pairs))
        gone = [key for key in self._touched if key not in things]
        self._touched = set()
        before = {key: self.root(key) for component in (gone, *components) for key in component}
        change = Change(went=[link for key in before for link in self._refused.pop(key, ())])
        for key, root in before.items():
            self.least.pop(key, None)
            self._members.pop(root, None)
        for component in components:
            change.came += self._cluster(component, things, pairs)
        change.ids = {key for key, root in before.items() if root != self.root(key)}
        change.roots = {root for key in (*change.ids, *gone) for root in (before[key], self.root(key))}
        return change

    def _components(self, things: Mapping[str, Thing], pairs: PairsByThing) -> Iterable[set[str]]:
        """What links and people connect with the touched things."""
        start = {*self._touched, *(other for key in self._touched for other in pairs.same_as(key))}
        seen: set[str] = set()
        for key in sorted(start):
            if key in things and key not in seen:
                component: set[str] = {key}
                todo: list[str] = [key]
                while todo:
                    one = todo.pop()
                    near = {end for link in self._links_at(one) for end in (link.left, link.right)}
                    fresh = {other for other in near.union(pairs.same_as(one)) if other in things} - component
                    component |= fresh
                    todo += fresh
                seen |= component
                yield component

    def _cluster(self, component: set[str], things: Mapping[str, Thing], pairs: PairsByThing) -> Iterable[Link]:
        if len(component) == 1:
            return ()
        links = {link for key in component for link in self._links_at(key)}
        found = cluster({key: things[key] for key in component}, links, pairs.among(component))
        members: dict[str, list[str]] = {}
        for key, root in found.least.items():
            members.setdefault(root, []).append(key)
            if key != root:
                self.least[key] = root
        self._members.update({root: tuple(sorted(of)) for root, of in members.items() if len(of) > 1})
        for link in found.refused:
            self._refused.setdefault(link.left, []).append(link)
        return found.refused

    def _links_at(self, key: str) -> Collection[Link]:
        return self._at[key].keys() if key in self._at else ()
