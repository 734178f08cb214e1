"""Departures: until when data can leave each actor for a goal, and by which way, where nothing but time rules.

Example: d → a until June, c → d until April: to a it can leave d until June, c until April.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.engine.network import Link, Network

__all__ = ["Departures"]


@dataclass(frozen=True, slots=True)
class Departures:
    """For each actor with a way to the goal the last day on which it can leave, by the hops at most (-1: never)."""

    net: Network
    goal: int
    max_hops: int
    status: int
    latest: Mapping[int, Sequence[int]]
    _steps: dict[tuple[int, int], Link] = field(default_factory=dict[tuple[int, int], Link])

    def __iter__(self) -> Iterator[tuple[int, int, int]]:
        """Actor, last day, fewest hops for that day."""
        for actor, days in self.latest.items():
            day = days[self.max_hops]
            if day >= 0:
                yield actor, day, next(hops for hops in range(1, self.max_hops + 1) if days[hops] == day)

    def leads_further(self) -> bool:
        """True if one hop more than allowed would let somebody leave later, or at all."""
        return any(days[-1] != days[self.max_hops] for days in self.latest.values())

    def way_on(self, actor: int, hops: int) -> list[Link]:
        """Links from an actor to the goal in so many hops."""
        found: list[Link] = []
        while hops > 0:
            link = self._steps.get((actor, hops)) or self._step_on(actor, hops)
            self._steps[actor, hops] = link
            found.append(link)
            actor, hops = link.recipient, hops - 1
        return found

    def _step_on(self, actor: int, hops: int) -> Link:
        wanted = self.latest[actor][hops]
        for link in self.net.out_of[actor]:
            if link.transfer.status.rank <= self.status and self._leaves(link, hops) == wanted:
                return link
        raise AssertionError(f"no way on from {actor} in {hops} hops")

    def _leaves(self, link: Link, hops: int) -> int:
        if hops == 1:
            return link.span[1] if link.recipient == self.goal else -1
        after = self.latest[link.recipient][hops - 1] if link.recipient in self.latest else -1
        return min(after, link.span[1]) if link.span[0] <= after else -1
