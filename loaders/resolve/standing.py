"""Actors that come and go -> whom a group, or an actor known as one of several, can stand for.

Example: あさひグループ of one article has the member あさひ商店; so a transfer of あさひ商店 and one of あさひグループ
in articles about another leak may be one. What an article says of a group counts wherever the group is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from loaders.resolve.scope import Scope
from loaders.resolve.things import Thing, texts
from loaders.resolve.transfers import stands_for

__all__ = ["Standing"]


class Standing:
    """Actors with members or candidates, by the actor that they are resolved to."""

    def __init__(self) -> None:
        """Nobody."""
        self._root: dict[str, str] = {}
        self._of: dict[str, set[str]] = {}

    def update(self, keys: Iterable[str], actors: Mapping[str, Thing], root: Callable[[str], str]) -> set[str]:
        """Look at these local actors again; the resolved ones that now stand for others than before."""
        stirred: set[str] = set()
        for key in keys:
            before = self._root.pop(key, None)
            if before is not None:
                self._of[before].discard(key)
                stirred.add(before)
            if key in actors and (texts(actors[key], "member") or texts(actors[key], "candidate")):
                now = self._root[key] = root(key)
                self._of.setdefault(now, set()).add(key)
                stirred.add(now)
        return stirred

    def groups(self, roots: Iterable[str], actors: Mapping[str, Thing], scope: Scope) -> Mapping[str, frozenset[str]]:
        """For whom these resolved actors stand."""
        local = [actors[key] for root in set(roots) for key in self._of.get(root, ())]
        return stands_for(local, scope)
