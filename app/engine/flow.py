"""Flow: how much gets from a source to a sink through arcs of limited room, and which arcs hold it back.

Example: source → a, source → b, both → c with room 1 each, c → sink with room 1: one unit, held back by c → sink.

References:
    L. R. Ford, D. R. Fulkerson, "Maximal flow through a network", Canadian J. Math. 8 (1956) 399-404: what holds a
    largest flow back is a smallest cut. E. A. Dinic, "Algorithm for solution of a problem of maximum flow in networks
    with power estimation", Soviet Math. Doklady 11 (1970) 1277-1280: the method, layer by layer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

__all__ = ["AMPLE", "Flow"]

AMPLE = 1 << 60
"""Room of an arc that holds nothing back."""
_FAR = -1


class Flow:
    """Nodes and arcs by number. The arc after each (its number plus one) is its reverse."""

    def __init__(self) -> None:
        """Without any node."""
        self._out: list[list[int]] = []
        self._head: list[int] = []
        self._room: list[int] = []

    def node(self) -> int:
        """A new node."""
        self._out.append([])
        return len(self._out) - 1

    def arc(self, tail: int, head: int, room: int = AMPLE) -> int:
        """A new arc."""
        number = len(self._head)
        self._head += [head, tail]
        self._room += [room, 0]
        self._out[tail].append(number)
        self._out[head].append(number + 1)
        return number

    def fill(self, source: int, sink: int, is_spent: Callable[[], bool]) -> bool:
        """Send as much as fits; False if the time was up before."""
        while not is_spent():
            layer = self._layers(source, sink)
            if layer[sink] == _FAR:
                return True
            self._fill_layers(source, sink, layer)
        return False

    def near(self, source: int) -> list[bool]:
        """For each node whether more could still get there from the source."""
        return [layer != _FAR for layer in self._layers(source, _FAR)]

    def ways(self, source: int, sink: int) -> Iterator[list[int]]:
        """The flow, unit by unit: the arcs that each takes."""
        left = {arc: self._room[arc + 1] for arc in range(0, len(self._head), 2) if self._room[arc + 1]}
        onward: list[list[int]] = [[] for _ in self._out]
        for arc in left:
            onward[self._head[arc + 1]].append(arc)
        while onward[source]:
            way, here = list[int](), source
            while here != sink:
                arc = onward[here][-1]
                left[arc] -= 1
                if not left[arc]:
                    onward[here].pop()
                way.append(arc)
                here = self._head[arc]
            yield way

    def _layers(self, source: int, sink: int) -> list[int]:
        """For each node how many arcs with room lead there, as far as the layer of the sink."""
        layer = [_FAR] * len(self._out)
        layer[source] = 0
        waiting = [source]
        while waiting and (sink == _FAR or layer[sink] == _FAR):
            following: list[int] = []
            for tail in waiting:
                for arc in self._out[tail]:
                    head = self._head[arc]
                    if self._room[arc] and layer[head] == _FAR:
                        layer[head] = layer[tail] + 1
                        following.append(head)
            waiting = following
        return layer

    def _fill_layers(self, source: int, sink: int, layer: list[int]) -> None:
        """Send units, each from layer to layer, until none gets through."""
        place = [0] * len(self._out)
        way: list[int] = []
        here = source
        while True:
            arc = self._onward(here, layer, place)
            if arc is not None:
                way.append(arc)
                here = self._head[arc]
            elif way:
                here = self._head[way.pop() ^ 1]
                place[here] += 1
            else:
                return
            if here == sink:
                for taken in way:
                    self._room[taken] -= 1
                    self._room[taken ^ 1] += 1
                way, here = [], source

    def _onward(self, here: int, layer: list[int], place: list[int]) -> int | None:
        arcs = self._out[here]
        while place[here] < len(arcs):
            arc = arcs[place[here]]
            if self._room[arc] and layer[self._head[arc]] == layer[here] + 1:
                return arc
            place[here] += 1
        return None
