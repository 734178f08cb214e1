"""Kinship: which ids can stand for one actor, and which datasets lie inside which.

Groups join with their members and actors known only as "one of these" with their candidates, transitively; two
members of one group, or two groups with a common member, do not. Sets of actors are integers used as bit sets.

Example: `carrier` with candidates a, b: carrier~a and carrier~b are kin, a~b are not.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from app.domain.graph import Graph
from app.domain.ids import ActorId, DatasetId

__all__ = ["NOBODY", "NO_FIT", "UNKNOWN", "Actors", "Data", "bits_of", "closure"]

NOBODY = -1
"""Index of an end that is not stated."""
UNKNOWN = -1
"""Index of a dataset that is not stated."""
NO_FIT = -2
"""The hop cannot carry what the path carries."""

T = TypeVar("T", bound=Hashable)


def closure(start: T, following: Mapping[T, Iterable[T]]) -> set[T]:
    """All that is reached from `start` in one step or more; holds `start` itself only if it lies on a cycle."""
    seen: set[T] = set()
    waiting = list(following.get(start, ()))
    while waiting:
        item = waiting.pop()
        if item not in seen:
            seen.add(item)
            waiting.extend(following.get(item, ()))
    return seen


def bits_of(mask: int) -> list[int]:
    """The numbers in a bit set, ascending."""
    found: list[int] = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found


class Actors:
    """Actors by number, and for each the ids that can stand for it (itself included) as a bit set and as a list."""

    def __init__(self, graph: Graph) -> None:
        """Number all actors, also those named only at the end of a transfer, in the order of their ids."""
        ends = {end for t in graph.transfers.values() for end in (t.provider, t.recipient) if end is not None}
        self.ids: list[ActorId] = sorted(ends | set(graph.actors))
        self.index: dict[ActorId, int] = {actor: i for i, actor in enumerate(self.ids)}
        self._kin: list[set[int]] = [{i} for i in range(len(self.ids))]
        below = {actor.id: (*actor.members, *actor.candidates) for actor in graph.actors.values()}
        for actor in below:
            self._join(actor, closure(actor, below))
        self.kin: list[list[int]] = [sorted(kin) for kin in self._kin]
        self.masks = _Masks(self.kin)

    def _join(self, group: ActorId, members: set[ActorId]) -> None:
        for member in members & self.index.keys():
            self._kin[self.index[group]].add(self.index[member])
            self._kin[self.index[member]].add(self.index[group])

    def number(self, actor: ActorId | None) -> int:
        """Number of an actor, `NOBODY` for None."""
        return NOBODY if actor is None else self.index[actor]

    def mask(self, *numbers: int) -> int:
        """Bit set of all ids that can stand for one of these; `NOBODY` has no kin."""
        result = 0
        for number in numbers:
            if number != NOBODY:
                result |= self.masks[number]
        return result


class _Masks(dict[int, int]):
    """Bit sets of the kin of an actor, made when they are asked for: of all actors they would be as long as wide."""

    def __init__(self, kin: list[list[int]]) -> None:
        super().__init__()
        self._kin = kin

    def __missing__(self, actor: int) -> int:
        self[actor] = sum(1 << j for j in self._kin[actor])
        return self[actor]


class Data:
    """Datasets by number, and what is carried on when a path meets the next dataset."""

    def __init__(self, graph: Graph) -> None:
        """Number all datasets, also those that only a transfer names, in the order of their ids."""
        named = {t.dataset for t in graph.transfers.values() if t.dataset is not None}
        self.ids: list[DatasetId] = sorted(named | set(graph.datasets))
        self.index: dict[DatasetId, int] = {dataset: i for i, dataset in enumerate(self.ids)}
        above = {d.id: d.derived_from for d in graph.datasets.values()}
        self.wider: list[frozenset[int]] = [
            frozenset(self.index[w] for w in closure(d, above) if w in self.index) - {i} for i, d in enumerate(self.ids)
        ]

    def number(self, dataset: DatasetId | None) -> int:
        """Number of a dataset, `UNKNOWN` for None."""
        return UNKNOWN if dataset is None else self.index[dataset]

    def name(self, number: int) -> DatasetId | None:
        """Id of a dataset, None for `UNKNOWN`."""
        return None if number == UNKNOWN else self.ids[number]

    def carry(self, carried: int, dataset: int) -> int:
        """The narrower of the two if one lies inside the other (an unknown one fits all), else `NO_FIT`.

        Example: a path that carries the whole list meets its first ten thousand rows and carries these on.
        """
        if dataset in (UNKNOWN, carried):
            return carried
        if carried == UNKNOWN or carried in self.wider[dataset]:
            return dataset
        return carried if dataset in self.wider[carried] else NO_FIT

    def lies_in(self, part: int, whole: int) -> bool:
        """True if `part` is `whole` or derives from it; nothing is known of an unknown one."""
        return UNKNOWN not in (part, whole) and (part == whole or whole in self.wider[part])
