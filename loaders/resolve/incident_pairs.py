"""Incidents that come and go -> the links between them, of which only those of the touched ones are looked at anew.

    pairs.put({"d1:i": profile})    # {("d1:i", "d2:i"): Link(…), ("d1:i", "d3:i"): None}

Which links hold is defined by `incidents.incident_links`: both ends have no better one into the other's document.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from loaders.resolve.clusters import Link
from loaders.resolve.incidents import Profile, compare

__all__ = ["IncidentPairs"]

_Pair: TypeAlias = tuple[str, str]


class IncidentPairs:
    """Local incidents by the organizations concerned, and what speaks for two of them being one."""

    def __init__(self) -> None:
        """No incident."""
        self._profiles: dict[str, Profile] = {}
        self._concerned: dict[str, set[str]] = {}
        self._found: dict[str, dict[str, Link]] = {}

    def put(self, profiles: Mapping[str, Profile | None]) -> Mapping[_Pair, Link | None]:
        """Take profiles by incident, None for those that are gone; the pairs to which that matters, and their links."""
        profiles = {key: one for key, one in profiles.items() if one is None or one != self._profiles.get(key)}
        stirred = set(profiles)
        pairs: set[_Pair] = set()
        for key in profiles:
            for other in self._found.pop(key, {}):
                del self._found[other][key]
                stirred.add(other)
                pairs.add(_pair(key, other))
            self._forget(key)
        for key, profile in profiles.items():
            if profile is not None:
                stirred |= self._meet(key, profile)
        pairs |= {_pair(key, other) for key in stirred for other in self._found.get(key, ())}
        return {pair: self._link(*pair) for pair in pairs}

    def _forget(self, key: str) -> None:
        known = self._profiles.pop(key, None)
        for organization in known.concerned if known is not None else ():
            self._concerned[organization].discard(key)

    def _meet(self, key: str, profile: Profile) -> set[str]:
        """Compare with all that are there and concern one organization; those to which it has a link."""
        others = {other for one in profile.concerned for other in self._concerned.get(one, ())}
        self._profiles[key] = profile
        for organization in profile.concerned:
            self._concerned.setdefault(organization, set()).add(key)
        for other in others:
            left, right = _pair(key, other)
            link = compare(self._profiles[left], self._profiles[right])
            if link is not None:
                self._found.setdefault(key, {})[other] = link
                self._found.setdefault(other, {})[key] = link
        return {*self._found.get(key, ())}

    def _link(self, left: str, right: str) -> Link | None:
        """The link of a pair, if neither end has a better one into the document of the other."""
        link = self._found.get(left, {}).get(right)
        if link is None:
            return None
        best = (self._best(left, self._profiles[right].document), self._best(right, self._profiles[left].document))
        return link if best == (link.score, link.score) else None

    def _best(self, key: str, document: str) -> float:
        """The score of its best link into a document."""
        found = self._found[key].items()
        return max(link.score for other, link in found if self._profiles[other].document == document)


def _pair(a: str, b: str) -> _Pair:
    return (a, b) if a <= b else (b, a)
