"""Organizations that come and go -> who bears which name, and what that gives: links, and names that are near.

dirty = bearers.put({"d1:shop": actor})    # {"あさひ商店"}
bearers.links("あさひ商店")                # as in `organizations.name_links`
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping, Sequence

from loaders.resolve.clusters import Link
from loaders.resolve.organizations import Bearer, borne_by, links_of_name, pieces_of, similar_name
from loaders.resolve.things import Thing

__all__ = ["Bearers"]

_FEW = 100


class Bearers:
    """Organizations by the keys of their names."""

    def __init__(self) -> None:
        """Nobody."""
        self._of: dict[str, dict[str, Bearer]] = {}
        self._keys: dict[str, list[str]] = {}
        self._forward: list[str] = []  # all keys, and all keys read backwards: to find those that begin or end with one
        self._backward: list[str] = []
        self._similar: dict[tuple[str, str], Link] = {}

    def put(self, actors: Mapping[str, Thing | None]) -> set[str]:
        """Take actors by id, None for those that are gone; the keys of which the bearers are not the same."""
        dirty: set[str] = set()
        for identifier, actor in actors.items():
            for key in self._keys.pop(identifier, ()):
                dirty.add(key)
                del self._of[key][identifier]
            label, keys = borne_by(actor) if actor is not None else ("", [])
            if actor is not None and keys:
                self._keys[identifier] = keys
                for key in keys:
                    dirty.add(key)
                    self._of.setdefault(key, {})[identifier] = (actor, label)
        for key in dirty:
            if not self._of[key]:
                del self._of[key]
        known = {key for key in dirty if _has(self._forward, key)}
        self._drop(known - self._of.keys())
        self._add((dirty & self._of.keys()) - known)
        return dirty

    def links(self, key: str) -> list[Link]:
        """Links between those who bear this name."""
        return links_of_name(key, self._of.get(key, {}).values())

    def compare(self, keys: set[str]) -> tuple[list[Link], list[Link]]:
        """Suggestions for names near to these: those that went and those that came."""
        pairs = {pair for key in keys for pair in self._near(key, keys)}
        went = [link for pair in pairs if (link := self._similar.pop(pair, None)) is not None]
        for short, long in pairs:
            if short in self._of and long in self._of:
                link = similar_name(self._of[short].values(), self._of[long].values())
                if link is not None:
                    self._similar[short, long] = link
        return went, [self._similar[pair] for pair in pairs if pair in self._similar]

    def _near(self, key: str, dirty: set[str]) -> Iterator[tuple[str, str]]:
        """Pairs (short, long) of which this name is one, and the other one is or was there."""
        yield from ((short, key) for short in pieces_of(key) if short in self._of or short in dirty)
        if len(key) > 1:
            yield from ((key, long) for long in _beginning_with(self._forward, key))
            yield from ((key, long[::-1]) for long in _beginning_with(self._backward, key[::-1]))

    def _add(self, keys: set[str]) -> None:
        for names, fresh in ((self._forward, keys), (self._backward, {key[::-1] for key in keys})):
            if len(fresh) > _FEW:
                names.extend(fresh)
                names.sort()
            else:
                for key in fresh:
                    insort(names, key)

    def _drop(self, keys: set[str]) -> None:
        for names, gone in ((self._forward, keys), (self._backward, {key[::-1] for key in keys})):
            for key in gone:
                del names[bisect_left(names, key)]


def _has(names: Sequence[str], key: str) -> bool:
    place = bisect_left(names, key)
    return place < len(names) and names[place] == key


def _beginning_with(names: Sequence[str], key: str) -> Iterator[str]:
    """Longer names that begin with this one."""
    for place in range(bisect_left(names, key), len(names)):
        if not names[place].startswith(key):
            return
        if names[place] != key:
            yield names[place]
