"""Network: one graph seen under one question: which transfers count, on which days, and what stops them.

A `Link` is a transfer of sufficient status that can have happened by the day asked; a *hop* is a link that a path may
use: both ends stated, and not folded into a link that sums it up.

Example: the sale of 17 January, `part_of` the sales of ten years between the same two, is no hop but one of the parts
of that hop; when its own dataset is asked for, it is a hop.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Set
from copy import copy
from dataclasses import dataclass
from datetime import date
from threading import Lock

from app.domain.errors import BadQuestion, NotFound
from app.domain.graph import Graph, Transfer
from app.domain.ids import ActorId, TransferId
from app.domain.path import MAX_HOPS, Question, Strength
from app.domain.vocabulary import ENDS_HOLDING
from app.engine.chains.shape import Shape, shape_of
from app.engine.folding import counts, folded, told_closer
from app.engine.kinship import NO_FIT, NOBODY, UNKNOWN, Actors, Data
from app.engine.order import HIGH, LOW, Span, order_of
from app.engine.timing import Days, union

__all__ = [
    "ALWAYS",
    "Link",
    "Network",
    "Weakness",
    "actor_number",
    "check_question",
    "counts",
    "forget",
    "network_of",
    "strength_of",
]

Weakness = tuple[int, int, float]
"""(status rank, minus independent sources, minus confidence): less is stronger."""


ALWAYS: Days = ((LOW, LOW),)
"""Received before all days."""


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """A transfer in numbers. `latest` is that of the sharpened window; `span` is cut at the day asked for as well.

    `before` and `disputed` are bit sets of links that the texts put before this one.
    """

    number: int
    transfer: Transfer
    provider: int
    recipient: int
    data: int
    span: Span
    latest: int
    weakness: Weakness
    before: int = 0
    disputed: int = 0


class Network:
    """What a search needs, worked out once for a graph and a question."""

    def __init__(self, graph: Graph, question: Question) -> None:
        """See `network_of`."""
        self.question = question
        self.by = HIGH if question.by is None else question.by.toordinal()
        self.actors, self.data, self.order = Actors(graph), Data(graph), order_of(graph.transfers)
        self.asked = self.data.number(question.dataset)
        self.links = self._links(graph)
        self.unsure = [t for t in graph.transfers.values() if not t.status.can_lie_on_path]
        present = {link.transfer.id: link for link in self.links}
        self._whole = whole = {part: present[above] for part, above in folded(graph, present.keys(), question).items()}
        self.parts: dict[int, list[Link]] = {}
        for link in self.links:
            if link.transfer.id in whole:
                self._add_part(link, whole)
        named = [x for x in self.links if NOBODY not in (x.provider, x.recipient)]
        self.use([x for x in named if x.transfer.id not in whole])
        self.receipts = _by_end(self.links, [x.recipient for x in self.links])
        self.ends = self._recoveries()
        self._barriers: dict[tuple[int, int, int], tuple[int, ...]] = {}

    def _links(self, graph: Graph) -> list[Link]:
        vague = told_closer(graph, self.question)
        kept = [t for t in graph.transfers.values() if counts(t, self.question) and t.id not in vague]
        kept = sorted((t for t in kept if self.order.spans[t.id][0] <= self.by), key=lambda t: t.id)
        number = {t.id: i for i, t in enumerate(kept)}
        return [self._link(t, number) for t in kept]

    def _link(self, transfer: Transfer, number: dict[TransferId, int]) -> Link:
        low, high = self.order.spans[transfer.id]
        return Link(
            number[transfer.id],
            transfer,
            self.actors.number(transfer.provider),
            self.actors.number(transfer.recipient),
            self.data.number(transfer.dataset),
            (low, min(high, self.by)),
            high,
            _weakness(transfer),
            _bits(self.order.before.get(transfer.id, ()), number),
            _bits(self.order.disputed.get(transfer.id, ()), number),
        )

    def _add_part(self, link: Link, whole: dict[TransferId, Link]) -> None:
        above: Link | None = whole[link.transfer.id]
        while above is not None:
            self.parts.setdefault(above.number, []).append(link)
            above = whole.get(above.transfer.id)

    def _recoveries(self) -> dict[int, list[Link]]:
        ending = [x for x in self.links if x.transfer.action in ENDS_HOLDING and x.latest < HIGH and x.data != UNKNOWN]
        return _by_end(ending, [x.provider for x in ending])

    def without(self, banned: Set[int]) -> Network:
        """The same, but no path may use links of these numbers. What they order or end, they order and end still."""
        other = copy(self)
        other.use([hop for hop in self.hops if hop.number not in banned])
        return other

    def use(self, hops: list[Link]) -> None:
        """Let paths use these links and no others."""
        self.hops = hops
        self._hop_numbers = {hop.number for hop in hops}
        self._shapes: list[Shape] = []  # one, shared by copies of this network
        self._hops_by_id: dict[TransferId, Link] = {}  # shared as well
        self.out_of = _by_end(hops, [h.provider for h in hops])
        self.into = _by_end(hops, [h.recipient for h in hops])

    @property
    def shape(self) -> Shape:
        """The network in integers, made when a search first needs it."""
        if not self._shapes:
            used = {hop.number: hop for hop in self.hops}  # a hop may have been narrowed since
            links = [used.get(link.number, link) for link in self.links]
            self._shapes.append(shape_of(links, self.hops, self.actors, self.data, self.ends, self.asked))
        return self._shapes[0]

    def is_hop(self, link: Link) -> bool:
        """True if a path may use it."""
        return link.number in self._hop_numbers

    def hop_of(self, transfer: TransferId) -> Link | None:
        """The hop that this transfer is, None if a path may not use it."""
        if not self._hops_by_id:
            self._hops_by_id.update({hop.transfer.id: hop for hop in self.hops})
        return self._hops_by_id.get(transfer)

    def is_part(self, link: Link) -> bool:
        """True if another link sums it up."""
        return link.transfer.id in self._whole

    def barriers(self, recipient: int, provider: int, carried: int) -> tuple[int, ...]:
        """Last days of the recoveries that end the holding of `carried` at a junction, ascending."""
        if carried == UNKNOWN or not self.ends:
            return ()
        key = (recipient, provider, carried)
        if key not in self._barriers:
            found = [*self.ends.get(recipient, ()), *(self.ends.get(provider, ()) if provider != recipient else ())]
            self._barriers[key] = tuple(sorted({r.latest for r in found if self.data.lies_in(carried, r.data)}))
        return self._barriers[key]

    def held_at_start(self, start: int, first: Link) -> tuple[Days, tuple[int, ...]]:
        """When the one who makes the first hop can have got the data, and what ended that holding.

        It had it all along; where a recovery ended that, a transfer that is told may have brought it back.
        """
        if first.provider == NOBODY:
            return ALWAYS, ()
        carried = first.data if self.asked == UNKNOWN else self.asked
        barriers = self.barriers(start, first.provider, carried)
        spans = list(ALWAYS)
        if barriers:
            spans += [x.span for x in self._supplies(start, first) if self.data.carry(carried, x.data) != NO_FIT]
        return union(spans), barriers

    def _supplies(self, start: int, first: Link) -> Iterable[Link]:
        kin = {k for end in (start, first.provider) if end != NOBODY for k in self.actors.kin[end]}
        found = (x for k in kin for x in self.receipts.get(k, ()))
        return (x for x in found if x.number != first.number and not x.before >> first.number & 1)


def network_of(graph: Graph, question: Question) -> Network:
    """The graph under a question. Raises BadQuestion (limits, dates) and NotFound (dataset).

    What only depends on the graph, the dataset, the status and the day is kept for the next question.
    """
    check_question(question)
    if question.dataset is not None and question.dataset not in graph.datasets:
        raise NotFound(f"no dataset has the id {question.dataset!r}")
    kept = _KEPT.get(graph, question)
    _ = kept.shape  # made before the question's seconds begin to count: large ones wait for numba here, once
    net = copy(kept)
    net.question = question
    return net


class _Kept:
    """The last networks, each with the parts of the graph that it was made of, by which it is known again."""

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, Lock()
        self._networks: OrderedDict[tuple[object, ...], tuple[Graph, Network]] = OrderedDict()

    def clear(self) -> None:
        """Let go of all."""
        with self._lock:
            self._networks.clear()

    def get(self, graph: Graph, question: Question) -> Network:
        """The network of a graph for a dataset, a status and a day."""
        parts = (id(graph.actors), id(graph.datasets), id(graph.transfers))
        key = (*parts, question.dataset, question.min_status, question.by)
        with self._lock:
            known = self._networks.get(key)
            if known is not None:
                self._networks.move_to_end(key)
                return known[1]
        net = Network(graph, question)
        with self._lock:
            self._networks[key] = (graph, net)
            while len(self._networks) > self._most:
                self._networks.popitem(last=False)
        return net


_KEPT = _Kept(4)


def forget() -> None:
    """Let go of all networks that are kept."""
    _KEPT.clear()


def check_question(question: Question) -> None:
    """Raise BadQuestion for limits that are not allowed."""
    if not 1 <= question.max_hops <= MAX_HOPS:
        raise BadQuestion(f"max_hops must be 1 to {MAX_HOPS}, not {question.max_hops}")
    if not question.seconds > 0:
        raise BadQuestion(f"seconds must be more than 0, not {question.seconds}")
    if not question.min_status.can_lie_on_path:
        raise BadQuestion(f"{question.min_status.value} transfers are never on a path", remedy="ask for suspected")


def actor_number(graph: Graph, network: Network, actor: ActorId) -> int:
    """Number of an actor that a question names. Raises NotFound."""
    if actor not in graph.actors:
        raise NotFound(f"no actor has the id {actor!r}")
    return network.actors.index[actor]


def strength_of(link: Link) -> Strength:
    """How well one transfer is supported."""
    return Strength(link.transfer.status, -link.weakness[1], link.transfer.confidence)


def _weakness(transfer: Transfer) -> Weakness:
    return (transfer.status.rank, -(len(transfer.sources) or len(transfer.documents)), -transfer.confidence)


def _bits(ids: Iterable[TransferId], number: dict[TransferId, int]) -> int:
    return sum(1 << number[i] for i in ids if i in number)


def _by_end(links: list[Link], ends: list[int]) -> dict[int, list[Link]]:
    found: dict[int, list[Link]] = {}
    for link, end in zip(links, ends, strict=True):
        if end != NOBODY:
            found.setdefault(end, []).append(link)
    return found


def day_of(ordinal: int) -> date | None:
    """A day, None for an open end."""
    return None if ordinal in (LOW, HIGH) else date.fromordinal(ordinal)
