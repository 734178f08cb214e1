"""The first peer: the brute force of the engine's own tests, which enumerates all chains and all choices of days."""

from __future__ import annotations

from dataclasses import replace

from app.domain.graph import Transfer
from app.domain.path import Held, Mode, Strength
from app.domain.vocabulary import Action, Status
from tests.differential.expected import (
    Days,
    ExpectedHolder,
    ExpectedHolders,
    ExpectedLineage,
    ExpectedPath,
    ExpectedPaths,
    ExpectedReached,
    Ids,
)
from tests.unit.app.engine.oracle import AFTER_ALL, Chain, Oracle, to_day

LONGEST = 8
"""No chain over the few actors of a case is longer."""


def expected_paths(oracle: Oracle, start: str, goal: str, k: int) -> ExpectedPaths:
    """The k best of all chains from start to goal."""
    chains = usable(oracle, oracle.chains(start, goal, LONGEST))
    within = sorted((c for c in chains if len(c.ids) <= oracle.question.max_hops), key=oracle.rank)
    best = tuple(_path(oracle, chain) for chain in within[:k])
    beside = oracle.beside(start, goal, [t for path in best for t in path.ids])
    return ExpectedPaths(best, len(within) > k, len(chains) > len(within), beside)


def _path(oracle: Oracle, chain: Chain) -> ExpectedPath:
    status, documents, confidence = max(map(oracle.weakness, chain.ids))
    return ExpectedPath(
        chain.ids,
        chain.certain,
        tuple(_days(*window) for window in chain.windows),
        tuple(chain.carried),
        Strength(list(Status)[status], -documents, -confidence),
        tuple(oracle.parts(*hop) for hop in zip(chain.ids, chain.windows, chain.carried, strict=True)),
    )


def expected_downstream(oracle: Oracle, root: str) -> ExpectedLineage:
    """Who can be reached from the root."""
    every = {goal: _received(oracle, root, goal) for goal in oracle.graph.actors if not oracle.joins(root, goal)}
    within = {goal: _short(oracle, chains) for goal, chains in every.items()}
    found = {goal: _downstream(oracle, chains) for goal, chains in within.items() if chains}
    unlimited = {goal: _downstream(oracle, chains) for goal, chains in every.items() if chains}
    return ExpectedLineage(found, _days_of(found) != _days_of(unlimited))


def _received(oracle: Oracle, root: str, goal: str) -> list[Chain]:
    chains = usable(oracle, oracle.chains(root, goal, LONGEST))
    return [c for c in chains if oracle.transfers[c.ids[-1]].recipient == goal]


def _downstream(oracle: Oracle, chains: list[Chain]) -> ExpectedReached:
    first, hops = min((c.windows[-1][0], len(c.ids)) for c in chains)
    sure = [oracle.last(oracle.transfers[c.ids[-1]]) for c in chains if c.certain]
    by = to_day(min(sure, default=AFTER_ALL))
    witnesses = {c.ids for c in chains if (c.windows[-1][0], len(c.ids)) == (first, hops)}
    return ExpectedReached(to_day(first), by, best_status(oracle, chains), hops, witnesses)


def expected_upstream(oracle: Oracle, root: str) -> ExpectedLineage:
    """From whom the root can be reached."""
    every = {start: _left(oracle, start, root) for start in oracle.graph.actors if not oracle.joins(root, start)}
    within = {start: _short(oracle, chains) for start, chains in every.items()}
    found = {start: _upstream(oracle, chains) for start, chains in within.items() if chains}
    unlimited = {start: _upstream(oracle, chains) for start, chains in every.items() if chains}
    return ExpectedLineage(found, _days_of(found) != _days_of(unlimited))


def _left(oracle: Oracle, start: str, root: str) -> list[Chain]:
    chains = usable(oracle, oracle.chains(start, root, LONGEST))
    return [c for c in chains if oracle.transfers[c.ids[0]].provider == start]


def _upstream(oracle: Oracle, chains: list[Chain]) -> ExpectedReached:
    last, hops = min((-c.windows[0][1], len(c.ids)) for c in chains)
    witnesses = {c.ids for c in chains if (-c.windows[0][1], len(c.ids)) == (last, hops)}
    return ExpectedReached(to_day(-last), None, best_status(oracle, chains), hops, witnesses)


def _days_of(found: dict[str, ExpectedReached]) -> dict[str, object]:
    return {actor: reached.day for actor, reached in found.items()}


def expected_holders(oracle: Oracle) -> ExpectedHolders:
    """Who had it by the end of the day asked for. No chain is cut for its length here."""
    oracle = type(oracle)(oracle.graph, replace(oracle.question, max_hops=LONGEST))
    proofs, started = oracle.origins()
    ends = {end for t in oracle.fitting() for end in (t.provider, t.recipient)} - {None}
    found: dict[str, ExpectedHolder] = {}
    for actor in ends:
        certain = any(is_sure(oracle, t) for t in oracle.fitting() if actor in (t.provider, t.recipient))
        if actor in proofs:
            status = min((t.status for t in proofs[actor]), key=_rank)
            since = _days(0, min(oracle.last(t) for t in proofs[actor]))
            witnesses: set[Ids] = {()}
        else:
            status, since, witnesses = _reached(oracle, actor, oracle.chains_to(actor, proofs, started))
        if certain or oracle.question.mode is Mode.POSSIBLE:
            got = _got(oracle, actor, origin=actor in proofs)
            until = _until(oracle, actor, got, origin=actor in proofs)
            held = _held(oracle, actor, origin=actor in proofs)
            lawful = bool(got) and all(t.lawful for t in got)
            found[actor] = ExpectedHolder(actor in proofs, certain, status, since, until, held, lawful, witnesses)
    return ExpectedHolders(found)


def usable(oracle: Oracle, chains: list[Chain]) -> list[Chain]:
    """Those that count under the mode of the question."""
    return [c for c in chains if c.certain or oracle.question.mode is Mode.POSSIBLE]


def best_status(oracle: Oracle, chains: list[Chain]) -> Status:
    """The best that the weakest hop of a chain can be."""
    return min((max((oracle.transfers[t].status for t in c.ids), key=_rank) for c in chains), key=_rank)


def is_sure(oracle: Oracle, transfer: Transfer) -> bool:
    """The data asked for must have passed between just these two by the day asked for."""
    asked = oracle.question.dataset
    data = asked is None or transfer.dataset == asked
    data = data or (transfer.dataset is not None and oracle.derives(transfer.dataset, asked))
    return data and transfer.is_stated and oracle.last(transfer) <= oracle.by


def _receipts(oracle: Oracle, actor: str) -> list[Transfer]:
    return [t for t in oracle.fitting() if t.recipient == actor]


def _got(oracle: Oracle, actor: str, *, origin: bool) -> list[Transfer]:
    """What it got; one that is told to have passed data on only: what its group or members got."""
    own = _receipts(oracle, actor)
    if own or origin:
        return own
    return [t for t in oracle.fitting() if t.recipient is not None and oracle.joins(t.recipient, actor)]


def _until(oracle: Oracle, actor: str, got: list[Transfer], *, origin: bool) -> Days | None:
    """When the recoveries were that end all it got; None if something is left that none of them can have ended."""
    asked = oracle.question.dataset
    had = [(t, oracle.carry(asked, t.dataset)[1]) for t in got]
    spans: list[tuple[int, int]] = []
    for first, data in [(oracle.first(t), data) for t, data in had] + ([(0, asked)] if origin else []):
        ended = [r for r in _recoveries(oracle) if _inside(oracle, r, actor, data) and oracle.last(r) >= first]
        if not ended:
            return None
        spans += [(oracle.first(r), oracle.last(r)) for r in ended]
    return _days(min(a for a, _ in spans), max(b for _, b in spans)) if spans else None


def _recoveries(oracle: Oracle) -> list[Transfer]:
    every = [r for r in oracle.transfers.values() if r.action is Action.RECOVERY]
    return [r for r in every if oracle.counts(r) and r.provider is not None]


def _inside(oracle: Oracle, recovery: Transfer, actor: str, data: str | None) -> bool:
    if recovery.provider != actor or data is None or recovery.dataset is None:
        return False
    return recovery.dataset == data or oracle.derives(data, recovery.dataset)


def _reached(oracle: Oracle, actor: str, chains: list[Chain]) -> tuple[Status, Days, set[Ids]]:
    """Status, first and last day for one that got it, or passed it on, and the chains that bring it first."""
    receipts = _receipts(oracle, actor)
    if receipts and not chains:  # all came by way of its own group or member, one actor with it, so by no chain
        days = [d for t in receipts for d in oracle.sharp(t) if d <= oracle.by]
        first = {(t.id,) for t in receipts if oracle.first(t) == min(days)}
        return min((t.status for t in receipts), key=_rank), _days(min(days), max(days)), first
    if receipts:
        last = max(c.windows[-1][1] for c in chains)
    else:
        last = min(min(oracle.last(t), oracle.by) for t in oracle.fitting() if t.provider == actor)
    first, hops = min((c.windows[-1][0], len(c.ids)) for c in chains)
    witnesses = {c.ids for c in chains if (c.windows[-1][0], len(c.ids)) == (first, hops)}
    return best_status(oracle, chains), _days(first, max(first, last)), witnesses


def _held(oracle: Oracle, actor: str, *, origin: bool) -> Held:
    """Whether the actor has it still, from all choices of days for each receipt and each recovery."""
    asked = oracle.question.dataset
    got = [(t, oracle.carry(asked, t.dataset)[1]) for t in oracle.fitting() if t.recipient == actor]
    gave = [(t, oracle.carry(asked, t.dataset)[1]) for t in oracle.fitting() if t.provider == actor]
    recoveries = _recoveries(oracle)
    near = [
        r
        for r in recoveries
        if any(oracle.joins(r.provider, n) and oracle.joins(actor, n) for n in oracle.graph.actors)
    ]

    def days(t):
        return [d for d in oracle.sharp(t) if d <= oracle.by]

    def whole(r, data):
        return _inside(oracle, r, actor, data) and oracle.last(r) <= oracle.by and oracle.last(r) != AFTER_ALL

    def over(t, data):
        ends = [r for r in recoveries if whole(r, data)]
        return any(oracle.stated_order(t.id, r.id) or max(days(t)) <= oracle.first(r) for r in ends)

    def over_once_passed_on(t, data):
        return any(min(days(t)) <= oracle.last(r) for r in recoveries if whole(r, data))

    at_start = not origin or any(whole(r, asked) for r in recoveries)
    if (
        at_start
        and all(over(t, data) for t, data in got)
        and all(over_once_passed_on(t, d) for t, d in gave if t.recipient != actor)
    ):
        return Held.NO
    for t, data in (*got, *gave):
        threats = [r for r in near if oracle.carry(data, r.dataset)[0]]
        if is_sure(oracle, t) and not any(
            oracle.first(r) <= oracle.by and min(days(t)) <= oracle.last(r) for r in threats
        ):
            return Held.YES
    return Held.POSSIBLE


def _short(oracle: Oracle, chains: list[Chain]) -> list[Chain]:
    return [c for c in chains if len(c.ids) <= oracle.question.max_hops]


def _days(first: int, last: int) -> Days:
    return (to_day(first), to_day(last))


def _rank(status: Status) -> int:
    return list(Status).index(status)
