"""Peers: independent implementations, the questions that each is asked, and how many of a campaign.

| peer | graphs | method |
|---|---|---|
| brute-force | small, every feature | all chains, all choices of days, in plain Python |
| duckdb | the same | all chains, all choices of days, as joins (`chains.sql`) |
| networkx | 30 to 300 transfers, without groups, recoveries and orders | labels by a heap, all simple paths by depth first |
| duckdb-larger | the same | arrivals by `WITH RECURSIVE … USING KEY`, paths by joins (`larger.sql`) |
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from tests.differential.brute_force import expected_downstream, expected_holders, expected_paths, expected_upstream
from tests.differential.duckdb_holders import holders_by_sql
from tests.differential.duckdb_larger import by_sql_on_larger
from tests.differential.duckdb_small import by_sql
from tests.differential.expected import Expected
from tests.differential.larger import larger
from tests.differential.networkx_peer import by_networkx
from tests.differential.questions import Asked, Kind, small, tidy
from tests.unit.app.engine.oracle import Oracle


@dataclass(frozen=True, slots=True)
class Peer:
    """`shares`: how many checks of a kind among those of all peers. `batch`: how many questions it is asked at once.

    `every_feature`: its graphs have all there is in the model.
    """

    name: str
    shares: dict[Kind, int]
    ask: Callable[[Random, Kind], Asked]
    expect: Callable[[Sequence[Asked]], list[Expected]]
    every_feature: bool = True
    batch: int = 500

    def answers(self, questions: Sequence[Asked]) -> list[Expected]:
        """What the engine has to say to each of the questions."""
        return self.expect([replace(asked, graph=tidy(asked.graph)) for asked in questions])


def by_brute_force(questions: Sequence[Asked]) -> list[Expected]:
    """What the oracle of the engine's own tests says."""
    return [_oracle_says(asked) for asked in questions]


def _oracle_says(asked: Asked) -> Expected:
    oracle = Oracle(asked.graph, asked.question)
    if asked.kind is Kind.PATHS:
        return expected_paths(oracle, asked.start, asked.goal, asked.k)
    if asked.kind is Kind.HOLDERS:
        return expected_holders(oracle)
    return (expected_downstream if asked.kind is Kind.DOWNSTREAM else expected_upstream)(oracle, asked.start)


def _by_sql(questions: Sequence[Asked]) -> list[Expected]:
    ask_holders = questions[0].kind is Kind.HOLDERS
    return holders_by_sql(questions) if ask_holders else by_sql(questions)


PEERS: dict[str, Peer] = {
    peer.name: peer
    for peer in (
        Peer("brute-force", dict.fromkeys(Kind, 10), small, by_brute_force),
        Peer("duckdb", dict.fromkeys(Kind, 10), small, _by_sql),
        Peer("networkx", dict.fromkeys(Kind, 4), larger, by_networkx, every_feature=False, batch=100),
        Peer(
            "duckdb-larger", dict.fromkeys(list(Kind)[:3], 4), larger, by_sql_on_larger, every_feature=False, batch=100
        ),
    )
}
