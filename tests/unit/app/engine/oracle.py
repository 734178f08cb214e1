"""An independent brute force for path questions, written from the definitions and not from the engine.

Days are 1 … 6; day 0 stands for "before all", day 7 for "after all", and only open windows hold them. All chains are
enumerated, and for each all choices of days. Slow and plain on purpose: nothing here is shared with the engine.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise, product

from app.domain.graph import Graph, Transfer
from app.domain.path import Question
from app.domain.vocabulary import Action, How, Status

BEFORE_ALL, AFTER_ALL = 0, 7
START = "start"


def day_number(day: date | None, open_end: int) -> int:
    return open_end if day is None else day.day


def to_day(number: int) -> date | None:
    return None if number in (BEFORE_ALL, AFTER_ALL) else date(2020, 1, number)


@dataclass
class Chain:
    """A possible chain: transfers, whether it is certain, per hop first and last day, data carried after each hop."""

    ids: tuple[str, ...]
    certain: bool
    windows: list[tuple[int, int]]
    carried: list[str | None]


class Oracle:
    def __init__(self, graph: Graph, question: Question) -> None:
        self.graph, self.question = graph, question
        self.by = day_number(question.by, AFTER_ALL)
        self.transfers = graph.transfers
        self._components()

    # ---- who is who, what is what

    def stands_for(self, group: str, other: str, seen: frozenset[str] = frozenset()) -> bool:
        """`other` is among the members or candidates of `group`, transitively."""
        actor = self.graph.actors.get(group)
        if actor is None or group in seen:
            return False
        below = (*actor.members, *actor.candidates)
        return other in below or any(self.stands_for(b, other, seen | {group}) for b in below)

    def joins(self, a: str, b: str) -> bool:
        return a == b or self.stands_for(a, b) or self.stands_for(b, a)

    def derives(self, part: str, whole: str) -> bool:
        return any(up == whole or self.derives(up, whole) for up in self.graph.datasets[part].derived_from)

    def carry(self, carried: str | None, dataset: str | None) -> tuple[bool, str | None]:
        if dataset is None or dataset == carried:
            return True, carried
        if carried is None or self.derives(dataset, carried):
            return True, dataset
        return (True, carried) if self.derives(carried, dataset) else (False, None)

    # ---- which transfers count

    def counts(self, t: Transfer) -> bool:
        order = [Status.CONFIRMED, Status.ALLEGED, Status.SUSPECTED]
        return t.status in order[: order.index(self.question.min_status) + 1]

    def folded_into(self, t: Transfer) -> str | None:
        if self.question.dataset is not None and t.dataset == self.question.dataset:
            return None
        above, seen, found = t.part_of, [], None
        while above is not None and above not in seen:
            seen.append(above)
            w = self.transfers[above]
            happened = self.counts(w) and self.first(w) <= self.by and not self.told_closer(w)
            if found is None and happened and (w.provider, w.recipient) == (t.provider, t.recipient):
                found = above
            above = w.part_of
        return None if t.id in seen else found

    def told_closer(self, w: Transfer) -> bool:
        """Is the dataset asked for told on its own, as a part of this transfer between the same two ends?"""
        for t in self.transfers.values():
            if self.question.dataset is None or t.dataset != self.question.dataset or not self.counts(t):
                continue
            above, seen = t.part_of, []
            while above is not None and above not in seen:
                seen.append(above)
                above = self.transfers[above].part_of
            if t.id not in seen and w.id in seen and (w.provider, w.recipient) == (t.provider, t.recipient):
                return True
        return False

    def told(self) -> list[Transfer]:
        """Transfers that count and can have happened by the day."""
        live = [t for t in self.transfers.values() if self.counts(t) and self.first(t) <= self.by]
        return [t for t in live if not self.told_closer(t)]

    def hops(self) -> list[Transfer]:
        return [t for t in self.told() if t.provider and t.recipient and self.folded_into(t) is None]

    # ---- what the texts say of the order

    def _components(self) -> None:
        """All choices of days for transfers that `after` links, one list of choices for each group of them."""
        live = {t.id for t in self.transfers.values() if t.status not in (Status.DENIED, Status.PLANNED)}
        edges = [(s, t) for t in sorted(live) for s in self.transfers[t].after if s in live]
        self.before = {t: self._all_before(t, edges) for t in live}
        part = {t: {t} for t in live}
        for s, t in edges:
            merged = part[s] | part[t]
            for item in merged:
                part[item] = merged
        self.choices: dict[str, list[dict[str, int]]] = {}
        self.broken: set[str] = set()
        for t in sorted(live):
            linked = len(part[t]) > 1 or t in self.before[t]
            if linked and t not in self.choices and t not in self.broken:
                self._component(sorted(part[t]), edges)

    def _all_before(self, t: str, edges: list[tuple[str, str]]) -> set[str]:
        found: set[str] = set()
        grown = {s for s, x in edges if x == t}
        while grown - found:
            found |= grown
            grown = {s for s, x in edges if x in found}
        return found

    def _component(self, ids: list[str], edges: list[tuple[str, str]]) -> None:
        days = [self.days(self.transfers[t]) for t in ids]
        inner = [(s, t) for s, t in edges if t in ids]
        found = [dict(zip(ids, c, strict=True)) for c in product(*days)]
        found = [c for c in found if all(c[s] <= c[t] for s, t in inner)]
        if not found or any(t in self.before[t] for t in ids):
            self.broken |= set(ids)
        else:
            self.choices |= dict.fromkeys(ids, found)

    def days(self, t: Transfer) -> range:
        return range(day_number(t.window.earliest, BEFORE_ALL), day_number(t.window.latest, AFTER_ALL) + 1)

    def sharp(self, t: Transfer) -> list[int]:
        """Days that the order of the texts leaves for a transfer."""
        return sorted({c[t.id] for c in self.choices[t.id]}) if t.id in self.choices else list(self.days(t))

    def first(self, t: Transfer) -> int:
        return self.sharp(t)[0]

    def last(self, t: Transfer) -> int:
        return self.sharp(t)[-1]

    def stated_order(self, s: str, t: str) -> bool:
        """The texts put s before t, and do not contradict each other about it."""
        return s in self.before[t] and t not in self.broken

    def assignments(self, seq: list[Transfer]):
        """All choices of days for the hops that agree with the order of the texts."""
        for choice in product(*(self.sharp(t) for t in seq)):
            chosen = dict(zip((t.id for t in seq), choice, strict=True))
            if all(self._agrees(chosen, t.id) for t in seq):
                yield choice

    def _agrees(self, chosen: dict[str, int], t: str) -> bool:
        if t not in self.choices:
            return True
        return any(all(c[i] == chosen[i] for i in chosen if i in c) for c in self.choices[t])

    # ---- recoveries

    def endings(self, ids: set[str], carried: str | None) -> list[int]:
        """Last days of the recoveries that end a holding of `carried`."""
        if carried is None:
            return []
        return [
            self.last(r)
            for r in self.told()
            if r.action is Action.RECOVERY
            and r.provider in ids
            and r.dataset is not None
            and (r.dataset == carried or self.derives(carried, r.dataset))
            and self.last(r) != AFTER_ALL
        ]

    def receipts_of_start(self, ids: set[str], carried: str | None, first: Transfer) -> list[int]:
        """Days on which the start may have got the data, besides having had it all along."""
        return [
            day
            for t in self.told()
            if t.id != first.id
            and t.recipient is not None
            and any(self.joins(t.recipient, i) for i in ids)
            and self.carry(carried, t.dataset)[0]
            and not self.stated_order(first.id, t.id)
            for day in self.sharp(t)
            if day <= self.by
        ]

    # ---- chains

    def junctions(self, seq: list[Transfer], start: str | None, goal: str | None) -> list[set[str]]:
        ends = [{start, seq[0].provider}]
        ends += [{a.recipient, b.provider} for a, b in pairwise(seq)]
        ends += [{seq[-1].recipient, goal}]
        return [{i for i in ids if i is not None} for ids in ends]

    def is_simple(self, junctions: list[set[str]], *, returns: bool) -> bool:
        for i, here in enumerate(junctions):
            for j in range(i + 1, len(junctions)):
                if returns and i == 0 and j == len(junctions) - 1:
                    continue
                if any(self.joins(a, b) for a in here for b in junctions[j]):
                    return False
        return True

    def judge(
        self, seq: list[Transfer], start: str | None, goal: str | None, *, given: bool = False, end: bool = True
    ) -> Chain | None:
        """The chain if days can be chosen for it, else None. `end`: the last recipient is a junction as well."""
        returns = start is not None and start == goal
        junctions = self.junctions(seq, start, goal)
        if not self.is_simple(junctions if end else junctions[:-1], returns=returns):
            return None
        if any(self.stated_order(b.id, a.id) for i, a in enumerate(seq) for b in seq[i + 1 :]):
            return None
        carried = [self.question.dataset if self.question.dataset is not None else seq[0].dataset]
        along: list[str | None] = []
        now = self.question.dataset
        for t in seq:
            fits, now = self.carry(now, t.dataset)
            if not fits:
                return None
            along.append(now)
        carried += along
        free = given or seq[0].provider is None
        ends = [[] if free and i == 0 else self.endings(junctions[i], carried[i]) for i in range(len(seq))]
        starts = [BEFORE_ALL]
        if ends[0]:
            starts += self.receipts_of_start(junctions[0], carried[0], seq[0])
        return self._timed(seq, start, goal, along, ends, starts)

    def _timed(self, seq, start, goal, along, ends, starts) -> Chain | None:
        good: list[tuple[int, ...]] = []
        certain = True
        for days in self.assignments(seq):
            steps = all(a <= b for a, b in pairwise(days))
            kept = all(not any(days[i] <= b < days[i + 1] for b in ends[i + 1]) for i in range(len(seq) - 1))
            begun = any(not any(x <= b < days[0] for b in ends[0]) for x in starts if x <= days[0])
            sure = not any(b < days[0] for b in ends[0])
            if not (steps and kept and sure and days[-1] <= self.by):
                certain = False
            if steps and kept and begun and all(day <= self.by for day in days):
                good.append(days)
        if not good:
            return None
        exact = all(a.recipient == b.provider for a, b in pairwise(seq))
        exact = exact and start in (None, seq[0].provider) and goal in (None, seq[-1].recipient)
        implied = any(How.IMPLIED in (t.how.get("provider"), t.how.get("recipient")) for t in seq)
        against = any(
            b.id in self.before[a.id] for i, a in enumerate(seq) for b in seq[i + 1 :]
        )  # only where the texts contradict each other: else the chain is not possible at all
        windows = [(min(d[i] for d in good), max(d[i] for d in good)) for i in range(len(seq))]
        certain = certain and exact and not implied and not against
        return Chain(tuple(t.id for t in seq), certain, windows, along)

    def sequences(self, first: list[Transfer], max_hops: int, extra: Transfer | None = None):
        """All chains of hops (and at the end of some `extra`) in which only the ends may coincide."""
        hops = self.hops()

        def grow(seq: list[Transfer]):
            yield seq
            if len(seq) == max_hops or seq[-1].recipient is None or seq[-1] is extra:
                return
            following = hops if extra is None or extra in hops else [*hops, extra]
            for t in following:
                if t not in seq and t.provider is not None and self.joins(seq[-1].recipient, t.provider):
                    mids = self.junctions([*seq, t], None, None)[1:-1]
                    if self.is_simple(mids, returns=False):
                        yield from grow([*seq, t])

        for t in first:
            yield from grow([t])

    def chains(self, start: str, goal: str, max_hops: int) -> list[Chain]:
        first = [t for t in self.hops() if self.joins(start, t.provider)]
        found = [
            self.judge(seq, start, goal)
            for seq in self.sequences(first, max_hops)
            if self.joins(goal, seq[-1].recipient)
        ]
        return [c for c in found if c is not None]

    def weakness(self, t: str) -> tuple[int, int, float]:
        x = self.transfers[t]
        return (list(Status).index(x.status), -(len(x.sources) or len({q.document for q in x.evidence})), -x.confidence)

    def rank(self, chain: Chain) -> tuple:
        return (max(map(self.weakness, chain.ids)), len(chain.ids), chain.windows[-1][0], chain.ids)

    # ---- what is shown with a chain, and beside all of them

    def parts(self, hop: str, window: tuple[int, int], carried: str | None) -> tuple[str, ...]:
        """Deliveries that a hop sums up, those of its deliveries included, as far as days and data agree."""
        inside = [t for t in self.told() if self._is_folded_into(t, hop) and self.carry(carried, t.dataset)[0]]
        return tuple(sorted(t.id for t in inside if any(window[0] <= d <= window[1] for d in self.sharp(t))))

    def _is_folded_into(self, t: Transfer, hop: str) -> bool:
        above = self.folded_into(t)
        return above is not None and (above == hop or self._is_folded_into(self.transfers[above], hop))

    def beside(self, start: str, goal: str, shown: list[str]) -> tuple[str, ...]:
        """Denied and planned transfers on the way from start to goal, or between actors of the chains shown."""
        unsure = [t for t in self.transfers.values() if t.status in (Status.DENIED, Status.PLANNED)]
        unsure = [t for t in unsure if t.provider is not None and t.recipient is not None]
        unsure = [t for t in unsure if self.carry(self.question.dataset, t.dataset)[0] and self.days(t)[0] <= self.by]
        pairs = [(t.provider, t.recipient) for t in [*self.hops(), *unsure]]
        onward, back = self._spread(start, pairs), self._spread(goal, [(r, p) for p, r in pairs])
        named = {end for t in shown for end in (self.transfers[t].provider, self.transfers[t].recipient)}
        named |= {start, goal}
        on_the_way = {t.id for t in unsure if self._is_kin(t.provider, onward) and self._is_kin(t.recipient, back)}
        between = {t.id for t in unsure if self._is_kin(t.provider, named) and self._is_kin(t.recipient, named)}
        return tuple(sorted(on_the_way | between))

    def _is_kin(self, actor: str, others: set[str]) -> bool:
        return any(self.joins(actor, other) for other in others)

    def _spread(self, root: str, pairs: list[tuple[str, str]]) -> set[str]:
        found: set[str] = set()
        grown = {root}
        while grown - found:
            found |= grown
            grown = {there for here, there in pairs if self._is_kin(here, found)}
        return found

    # ---- holders

    def fitting(self) -> list[Transfer]:
        return [t for t in self.told() if self.carry(self.question.dataset, t.dataset)[0]]

    def origins(self) -> tuple[dict[str, list[Transfer]], set[str]]:
        """Origins with what shows it, and transfers that no chain leads to."""
        fitting = self.fitting()
        proofs: dict[str, list[Transfer]] = {}
        given: set[str] = set()
        for t in fitting:
            if t.provider is not None and not any(self._can_supply(s, t) for s in fitting):
                proofs.setdefault(t.provider, []).append(t)
        while True:
            lost = [t for t in fitting if t.provider is not None and not self._explained(t, proofs, given)]
            if not lost:
                return proofs, given
            t = min(lost, key=lambda t: (self.last(t), t.id))
            if t.provider not in proofs:
                proofs[t.provider] = [t]
            given.add(t.id)

    def _can_supply(self, s: Transfer, t: Transfer) -> bool:
        return (
            s.id != t.id
            and s.recipient is not None
            and self.joins(s.recipient, t.provider)
            and self.carry(s.dataset, t.dataset)[0]
            and any(a <= b for a in self.sharp(s) for b in self.sharp(t) if a <= self.by and b <= self.by)
            and not self.stated_order(t.id, s.id)
        )

    def sources(self, proofs: dict[str, list[Transfer]], given: set[str]) -> list[Transfer]:
        live = [t for t in self.fitting() if t.recipient is not None and self.folded_into(t) is None]
        return [t for t in live if t.provider is None or t.provider in proofs or t.id in given]

    def _explained(self, t: Transfer, proofs: dict[str, list[Transfer]], given: set[str]) -> bool:
        if t.id in given:
            return True
        if t.provider in proofs and self.judge([t], None, None, end=False):
            return True
        return any(
            self.judge(seq, None, None, given=seq[0].id in given, end=False)
            for seq in self.sequences(self.sources(proofs, given), self.question.max_hops, t)
            if seq[-1].id == t.id
        )

    def chains_to(self, actor: str, proofs: dict[str, list[Transfer]], given: set[str]) -> list[Chain]:
        literal = any(t.recipient == actor for t in self.fitting())
        found = [
            self.judge(seq, None, actor, given=seq[0].id in given)
            for seq in self.sequences(self.sources(proofs, given), self.question.max_hops)
            if seq[-1].recipient == actor or (not literal and self.joins(seq[-1].recipient, actor))
        ]
        return [c for c in found if c is not None]
