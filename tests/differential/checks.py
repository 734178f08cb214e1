"""Checks: one question on one random graph, its whole answer compared with that of one peer.

`Batch("brute-force", Kind.PATHS, seed=7, first=0, size=500)` → a `Tally` for each route. A batch is made from its seed
alone, so each can be made again, anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from time import process_time

from tests.differential.expected import Answer, differences
from tests.differential.peers import PEERS, Peer
from tests.differential.questions import Asked, Kind, shown
from tests.differential.routes import ROUTES, Route
from tests.differential.shrink import shrunk


@dataclass(frozen=True, slots=True)
class Batch:
    """So many questions of one kind for one peer."""

    peer: str
    kind: Kind
    seed: int
    first: int
    size: int


@dataclass(slots=True)
class Tally:
    """What came of a batch on one route. `wrong` are the numbers of the questions whose answers differ."""

    peer: str
    kind: Kind
    route: str
    checks: int = 0
    empty: int = 0
    wrong: list[int] = field(default_factory=list[int])
    engine_seconds: float = 0.0
    peer_seconds: float = 0.0

    def add(self, other: Tally) -> None:
        """Sum up."""
        self.checks += other.checks
        self.empty += other.empty
        self.wrong += other.wrong
        self.engine_seconds += other.engine_seconds
        self.peer_seconds += other.peer_seconds


def question_of(peer: str, kind: Kind, seed: int, number: int) -> Asked:
    """The question of that number."""
    return PEERS[peer].ask(Random(f"{seed}/{peer}/{kind.value}/{number}"), kind)


def batches(checks: int, seed: int) -> list[Batch]:
    """So many checks, shared out over peers and kinds; at least one of each."""
    whole = sum(sum(peer.shares.values()) for peer in PEERS.values())
    found: list[Batch] = []
    for peer in PEERS.values():
        for kind, share in peer.shares.items():
            count = max(1, round(checks * share / whole))
            starts = range(0, count, peer.batch)
            found += [Batch(peer.name, kind, seed, first, min(peer.batch, count - first)) for first in starts]
    return found


def run(batch: Batch, routes: Sequence[Route] = tuple(ROUTES)) -> list[Tally]:
    """All questions of a batch, on each route."""
    numbers = range(batch.first, batch.first + batch.size)
    questions = [question_of(batch.peer, batch.kind, batch.seed, number) for number in numbers]
    began = process_time()
    expected = PEERS[batch.peer].answers(questions)
    peer_seconds = process_time() - began
    found: list[Tally] = []
    for route in routes:
        tally = Tally(batch.peer, batch.kind, route.name, batch.size, peer_seconds=peer_seconds)
        began = process_time()
        answers = [route.answer(asked) for asked in questions]
        tally.engine_seconds = process_time() - began
        tally.empty = sum(is_empty(answer) for answer in answers)
        pairs = zip(numbers, answers, expected, strict=True)
        tally.wrong = [number for number, answer, one in pairs if differences(answer, one)]
        found.append(tally)
    return found


def is_empty(answer: Answer) -> bool:
    """True if nothing was found: such checks say little, and are counted."""
    return not (answer.paths if hasattr(answer, "paths") else answer.actors)


def explain(peer: Peer, route: Route, asked: Asked) -> str:
    """The shrunk question, its graph, and what differs."""
    small = shrunk(asked, lambda other: bool(_differences(peer, route, other)))
    return "\n".join([shown(small), *(f"  ! {line}" for line in _differences(peer, route, small))])


def _differences(peer: Peer, route: Route, asked: Asked) -> list[str]:
    return differences(route.answer(asked), peer.answers([asked])[0])


def summed(tallies: Iterable[Tally]) -> Iterator[Tally]:
    """One tally for each peer, kind and route."""
    rows: dict[tuple[str, Kind, str], Tally] = {}
    for tally in tallies:
        key = (tally.peer, tally.kind, tally.route)
        rows.setdefault(key, Tally(*key)).add(tally)
    yield from rows.values()
