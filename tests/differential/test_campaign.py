"""The short form of the campaign, and proof that each peer tells a wrong engine from a right one.

More checks: LEAKTRAIL_DIFFERENTIAL_CHECKS=20000, from another seed: LEAKTRAIL_DIFFERENTIAL_SEED.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

import pytest

from tests.differential.broken import WRONG, NeighboursOnly, route_of
from tests.differential.campaign import main
from tests.differential.checks import Batch, Tally, batches, explain, question_of, run
from tests.differential.expected import differences
from tests.differential.misread import MISREADING
from tests.differential.peers import PEERS
from tests.differential.questions import Kind
from tests.differential.routes import ROUTES, Route
from tests.unit.app.engine.oracle import Oracle

CHECKS = int(os.environ.get("LEAKTRAIL_DIFFERENTIAL_CHECKS", "600"))
SEED = int(os.environ.get("LEAKTRAIL_DIFFERENTIAL_SEED", "1"))
ENOUGH = 400
"""So many questions of each kind have to be enough to find a rule that is broken."""
KNOWS_ALL = [name for name, peer in PEERS.items() if peer.every_feature]


@pytest.mark.parametrize("batch", batches(CHECKS, SEED), ids=lambda b: f"{b.peer}-{b.kind.value}-{b.first}")
def test_engine_agrees(batch: Batch) -> None:
    for tally in run(batch):
        assert not tally.wrong, _explained(tally)


def _explained(tally: Tally) -> str:
    number = tally.wrong[0]
    route = next(route for route in ROUTES if route.name == tally.route)
    asked = question_of(tally.peer, tally.kind, SEED, number)
    return f"{tally.peer}/{tally.kind.value}/{number}, seed {SEED}\n{explain(PEERS[tally.peer], route, asked)}"


@pytest.mark.parametrize("peer", KNOWS_ALL)
def test_a_right_engine_is_let_through(peer: str) -> None:
    for kind in PEERS[peer].shares:
        assert run(Batch(peer, kind, SEED, 0, 100), [route_of(Oracle)])[0].wrong == []


@pytest.mark.parametrize("peer", KNOWS_ALL)
def test_wrong_engines_are_caught(peer: str) -> None:
    assert _unseen(peer, [route_of(oracle) for oracle in WRONG], ENOUGH, 100) == []


@pytest.mark.parametrize("peer", [name for name in PEERS if name not in KNOWS_ALL])
def test_engines_that_misread_are_caught(peer: str) -> None:
    assert _unseen(peer, MISREADING, 60, 20) == []


def _unseen(peer: str, routes: Sequence[Route], most: int, step: int) -> list[str]:
    """Those in which so many questions of each kind show nothing."""
    unseen = list(routes)
    for first in range(0, most, step):
        for kind in PEERS[peer].shares if unseen else ():
            questions = [question_of(peer, kind, SEED, number) for number in range(first, first + step)]
            for asked, expected in zip(questions, PEERS[peer].answers(questions), strict=True):
                unseen = [route for route in unseen if not differences(route.answer(asked), expected)]
    return [route.name for route in unseen]


def test_a_difference_is_shrunk_to_what_shows_it() -> None:
    route = route_of(NeighboursOnly)
    tally = run(Batch("brute-force", Kind.DOWNSTREAM, SEED, 0, ENOUGH), [route])[0]
    text = explain(PEERS["brute-force"], route, question_of("brute-force", Kind.DOWNSTREAM, SEED, tally.wrong[0]))
    assert text.count("→") == 3  # two hops cannot show it: each has a neighbour only
    assert ": the engine says" in text


def test_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--checks", "8", "--seed", "3"]) == 0
    out, err = capsys.readouterr()
    assert "0 differ" in out
    assert "questions, 0 differ" in err
    assert main(["--check", "brute-force/paths/5", "--seed", "3"]) == 0
    assert "on engine: no difference" in capsys.readouterr().out
