"""Surroundings: the part of a graph that decides about some paths; a question on that part judges them as on all.

That part is: their hops; the recoveries that may end a holding on the way; what may have brought the data back to the
start; and whatever the texts order or sum up together with these. Its size is that of the paths and of what touches
them, so that many readings of them can be tried.

Example: kddi → c → d, a recovery from d, and the 100,000 transfers of other leaks → the two hops and the recovery.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from threading import Lock

from app.domain.graph import Dataset, Graph, Transfer
from app.domain.ids import ActorId, DatasetId, TransferId
from app.domain.vocabulary import ENDS_HOLDING
from app.engine.kinship import closure

__all__ = ["Surroundings", "surroundings_of"]

_MOST = 4


def surroundings_of(graph: Graph) -> Surroundings:
    """The surroundings of paths of a graph, kept for the next questions."""
    key = (id(graph.actors), id(graph.datasets), id(graph.transfers))
    with _LOCK:
        known = _KEPT.get(key)
        if known is not None:
            _KEPT.move_to_end(key)
            return known
    made = Surroundings(graph)
    with _LOCK:
        _KEPT[key] = made
        while len(_KEPT) > _MOST:
            _KEPT.popitem(last=False)
    return made


class Surroundings:
    """A graph, with what is needed to find the part of it that a path needs."""

    def __init__(self, graph: Graph) -> None:
        """One pass over the transfers and actors."""
        self._graph = graph
        self._received: dict[ActorId, list[TransferId]] = {}
        self._recovered: dict[ActorId, list[TransferId]] = {}
        self._beside: dict[TransferId, list[TransferId]] = {}
        for one in graph.transfers.values():
            if one.recipient is not None:
                self._received.setdefault(one.recipient, []).append(one.id)
            if one.provider is not None and one.action in ENDS_HOLDING:
                self._recovered.setdefault(one.provider, []).append(one.id)
            for other in (*one.after, *([one.part_of] if one.part_of else [])):
                self._beside.setdefault(one.id, []).append(other)
                self._beside.setdefault(other, []).append(one.id)
        self._wider = {dataset.id: dataset.derived_from for dataset in graph.datasets.values()}
        self._below = {actor.id: (*actor.members, *actor.candidates) for actor in graph.actors.values()}
        self._above: dict[ActorId, list[ActorId]] = {}
        for group, members in self._below.items():
            for member in members:
                self._above.setdefault(member, []).append(group)

    def of(
        self, paths: Iterable[Sequence[Transfer]], start: ActorId, goal: ActorId, dataset: DatasetId | None
    ) -> Graph:
        """The part that decides about the paths of these transfers, which need not be those of the graph itself."""
        first = {start}
        told: dict[TransferId, Transfer] = {}
        for hops in paths:
            first |= {start if hops[0].provider is None else hops[0].provider}
            told.update((hop.id, hop) for hop in hops)
        hops = told.values()
        ends = {start, goal, *(end for hop in hops for end in (hop.provider, hop.recipient) if end is not None)}
        needed = [*told]
        needed += [key for end in sorted(ends) for key in self._recovered.get(end, ())]
        if any(end in self._recovered for end in first):
            needed += [key for end in sorted(self._kin(first)) for key in self._received.get(end, ())]
        transfers = self._together(needed) | told
        named = {one.dataset for one in transfers.values()} | {dataset}
        actors = self._graph.actors
        return Graph(
            actors={key: actors[key] for key in sorted(self._kin(ends)) if key in actors},
            datasets=self._datasets(key for key in named if key is not None),
            transfers=dict(sorted(transfers.items())),
        )

    def _together(self, needed: Iterable[TransferId]) -> dict[TransferId, Transfer]:
        """These, and what the texts order or sum up with them, transitively."""
        found: dict[TransferId, Transfer] = {}
        waiting = list(needed)
        while waiting:
            key = waiting.pop()
            one = self._graph.transfers.get(key)
            if one is not None and key not in found:
                found[key] = one
                waiting.extend(self._beside.get(key, ()))
        return found

    def _kin(self, ends: set[ActorId]) -> set[ActorId]:
        """The ids that can stand for one of these, themselves included."""
        return ends.union(*(closure(end, way) for end in ends for way in (self._below, self._above)))

    def _datasets(self, named: Iterable[DatasetId]) -> dict[DatasetId, Dataset]:
        """These, and what they derive from."""
        keys = {key for one in named for key in (one, *closure(one, self._wider))}
        return {key: self._graph.datasets[key] for key in sorted(keys) if key in self._graph.datasets}


_LOCK = Lock()
_KEPT: OrderedDict[tuple[int, int, int], Surroundings] = OrderedDict()
"""The last ones, by the parts of their graph, which they hold, so that no other object can have these ids."""
