"""Bundles and the incidents that they tell of -> cases: what is resolved together once names and incidents are settled.

Example: three articles about one leak are a case, and an article that tells of two leaks draws the articles about both
into one. Datasets, people, transfers, events and rows of different cases have nothing to do with each other, and an
actor that is in many cases (the police) is the same in each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.domain.ids import DocumentId
from app.domain.vocabulary import ThingKind
from loaders.resolve.grouping import Change, Grouping
from loaders.resolve.judged import PairsByThing
from loaders.resolve.record import Bundle, Record
from loaders.resolve.same import Beginning
from loaders.resolve.things import Things

__all__ = ["OF_CASES", "Case", "Cases", "Within"]

OF_CASES = (ThingKind.DATASET, ThingKind.TRANSFER, ThingKind.EVENT, ThingKind.AFFECTED, ThingKind.HOLDING)
"""The kinds of things that are joined within one case."""

_NOT_BEGUN = Beginning((), (), ())


@dataclass(slots=True, eq=False)
class Case:
    """Bundles with incidents in common; `begun` is kept, since an actor may be joined otherwise later."""

    bundles: tuple[Bundle, ...]
    begun: Beginning = _NOT_BEGUN

    @property
    def id(self) -> DocumentId:
        """Its least document."""
        return min(bundle.documents[0] for bundle in self.bundles)

    def things(self) -> Things:
        """The local things of all its documents, by id."""
        if len(self.bundles) == 1:
            return self.bundles[0].things
        found = {kind: {k: t for bundle in self.bundles for k, t in bundle.things[kind].items()} for kind in ThingKind}
        return {kind: dict(sorted(things.items())) for kind, things in found.items()}


class Cases:
    """All cases."""

    def __init__(self, record: Record, incidents: Grouping) -> None:
        """Over the bundles of a record and the incidents as they are grouped."""
        self._record, self._incidents = record, incidents
        self._of: dict[Bundle, Case] = {}

    def of(self, bundle: Bundle) -> Case:
        """The case of a bundle."""
        return self._of[bundle]

    def update(
        self, went: Iterable[Bundle], stirred: Iterable[Bundle], pairs: PairsByThing
    ) -> tuple[list[Case], list[Case]]:
        """Look at the `stirred` bundles again: the cases that went, and those that came in their place."""
        gone = [bundle for bundle in went if bundle in self._of]
        start = list(stirred)
        dissolved = {self._of[bundle] for bundle in (*gone, *start) if bundle in self._of}
        for bundle in gone:
            del self._of[bundle]
        start += [bundle for case in dissolved for bundle in case.bundles if bundle in self._of]
        fresh: list[Case] = []
        seen: set[Bundle] = set()
        for bundle in sorted(set(start), key=lambda one: one.documents):
            if bundle not in seen:
                found = self._connected(bundle, pairs)
                seen |= found
                dissolved |= {self._of[one] for one in found if one in self._of}
                fresh.append(Case(tuple(sorted(found, key=lambda one: one.documents))))
        self._of.update({bundle: case for case in fresh for bundle in case.bundles})
        return list(dissolved), fresh

    def _connected(self, bundle: Bundle, pairs: PairsByThing) -> set[Bundle]:
        found, todo = {bundle}, [bundle]
        while todo:
            near = set(self._near(todo.pop(), pairs)) - found
            found |= near
            todo += near
        return found

    def _near(self, bundle: Bundle, pairs: PairsByThing) -> Iterator[Bundle]:
        """Those that tell of one of its incidents, or of something that people said to be one with something of it."""
        for key in bundle.things[ThingKind.INCIDENT]:
            for other in self._incidents.members(self._incidents.root(key)):
                yield self._record.bundle_of(ThingKind.INCIDENT, other)
        for kind, key in bundle.ids():
            for other in pairs.same_as(key):
                if other in self._record.things[kind]:
                    yield self._record.bundle_of(kind, other)


class Within:
    """What is joined within cases of one kind of thing. `least` has the ids that lead to another one."""

    def __init__(self) -> None:
        """No thing."""
        self.least: dict[str, str] = {}
        self._members: dict[str, tuple[str, ...]] = {}

    def root(self, key: str) -> str:
        """The id that stands for this one."""
        return self.least.get(key, key)

    def members(self, root: str) -> tuple[str, ...]:
        """The ids for which this one stands, itself among them."""
        return self._members.get(root, (root,))

    def update(self, roots: Mapping[str, str | None]) -> Change:
        """Take where ids lead now, None for those that are gone: all ids of a case, and of what went of it."""
        before = {key: self.root(key) for key in roots}
        for key, root in before.items():
            self.least.pop(key, None)
            self._members.pop(root, None)
        members: dict[str, list[str]] = {}
        for key, root in roots.items():
            if root is not None and root != key:
                self.least[key] = root
                members.setdefault(root, [root]).append(key)
        self._members.update({root: tuple(sorted(found)) for root, found in members.items()})
        moved = {key for key, root in before.items() if root != self.root(key)}
        gone = (key for key, root in roots.items() if root is None)
        return Change(moved, {root for key in (*moved, *gone) for root in (before[key], self.root(key))})
