"""Links between local things, and judgements -> clusters: which local ids are one thing.

Example: links a-b (1.0: same name) and b-c (0.9: alias) join a, b and c under the least id, `a`, unless a person said
that a and c are not the same: then b could belong to either, and the machine joins neither of the two to anything.

Links are taken in the order of score and ids. A link is refused where it would put two things of one document into one
cluster (the loaders kept them apart), and where an exchange file told of one side. Refused links become suggestions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from loaders.resolve.judged import Pairs
from loaders.resolve.things import Thing

__all__ = ["Clusters", "Link", "chains", "cluster", "components", "near_pairs", "unique_links"]


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Evidence that two local things are one: why, and the two readings that a reviewer compares."""

    left: str
    right: str
    score: float
    reason: str
    values: tuple[str, str]

    @classmethod
    def of(cls, a: str, b: str, score: float, reason: str, values: tuple[str, str]) -> Link:
        """A link with its ends in ascending order."""
        return cls(a, b, score, reason, values) if a <= b else cls(b, a, score, reason, (values[1], values[0]))


@dataclass(frozen=True, slots=True)
class Clusters:
    """`least`: from each local id to the least of its cluster; `refused`: links that were not followed."""

    least: Mapping[str, str]
    refused: tuple[Link, ...] = ()


def cluster(things: Mapping[str, Thing], links: Iterable[Link], pairs: Pairs) -> Clusters:
    """The clusters of one kind of thing. Deterministic in the sets of things, links and judgements."""
    decided = components(things, _sound([p for p in pairs.same if p[0] in things and p[1] in things], pairs))
    apart = [(decided[a], decided[b]) for a, b in (*pairs.apart, *pairs.disputed) if a in things and b in things]
    ordered = sorted(set(links), key=lambda link: (-link.score, link))
    torn = _torn(decided, ordered, apart)
    parent, documents = dict(decided), _documents(things, decided)
    refused: list[Link] = []
    for link in ordered:
        a, b = _root(parent, link.left), _root(parent, link.right)
        if a == b:
            continue
        foreign = things[link.left].is_imported or things[link.right].is_imported
        if foreign or documents[a] & documents[b] or {decided[link.left], decided[link.right]} & torn:
            refused.append(link)
            continue
        low, high = min(a, b), max(a, b)
        parent[high] = low
        documents[low] |= documents.pop(high)
    return Clusters({key: _root(parent, key) for key in things}, tuple(refused))


def components(keys: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """From each key to the least key that the pairs connect it with."""
    parent = {key: key for key in keys}
    for left, right in pairs:
        a, b = _root(parent, left), _root(parent, right)
        parent[max(a, b)] = min(a, b)
    return {key: _root(parent, key) for key in parent}


def near_pairs(size: int) -> Iterator[tuple[int, int]]:
    """Pairs that keep a row connected when two of it are taken out: all with the first, and with the next two."""
    for index in range(1, size):
        yield from {(0, index), (index - 1, index), (max(index - 2, 0), index)}


def unique_links(
    things: Sequence[Thing],
    fit: Callable[[Thing, Thing], Link | None],
    clash: Callable[[Thing, Thing], bool],
) -> tuple[list[Link], list[Link]]:
    """Links of things that fit each other and nothing else in the other's document; and those that may be.

    A best fit counts as the only one where its score is above that of all others. Where links chain together things
    that contradict each other (社員C - 社員 - 社員D), none of the chain is a link.
    """
    fits = [link for a, b in _across(things) if (link := fit(a, b)) is not None]
    documents = {thing.id: min(thing.documents) for thing in things}
    best: dict[tuple[str, str], list[float]] = {}
    for link in fits:
        best.setdefault((link.left, documents[link.right]), []).append(link.score)
        best.setdefault((link.right, documents[link.left]), []).append(link.score)

    def stands_out(link: Link) -> bool:
        sides = (best[link.left, documents[link.right]], best[link.right, documents[link.left]])
        return all(max(scores) == link.score and scores.count(link.score) == 1 for scores in sides)

    sure = [link for link in fits if stands_out(link)]
    sound = chains({thing.id: thing for thing in things}, sure, clash)
    followed = set(sound)
    return sound, [link for link in fits if link not in followed]


def chains(things: Mapping[str, Thing], links: Sequence[Link], clash: Callable[[Thing, Thing], bool]) -> list[Link]:
    """Without the links of those chains in which two things contradict each other."""
    least = components({end for link in links for end in (link.left, link.right)}, [(x.left, x.right) for x in links])
    members: dict[str, list[Thing]] = {}
    for key, root in least.items():
        members.setdefault(root, []).append(things[key])
    bad = {root for root, found in members.items() if any(clash(a, b) for a, b in _across(found))}
    return [link for link in links if least[link.left] not in bad]


def _across(things: Sequence[Thing]) -> Iterable[tuple[Thing, Thing]]:
    for index, a in enumerate(things):
        for b in things[index + 1 :]:
            if not a.documents & b.documents:
                yield a, b


def _sound(same: Sequence[tuple[str, str]], pairs: Pairs) -> list[tuple[str, str]]:
    """People's joins, without the chains in which people also said of two things that they are not the same."""
    least = components({key for pair in (*same, *pairs.apart, *pairs.disputed) for key in pair}, same)
    bad = {least[a] for a, b in (*pairs.apart, *pairs.disputed) if least[a] == least[b]}
    return [pair for pair in same if least[pair[0]] not in bad]


def _torn(decided: Mapping[str, str], links: Sequence[Link], apart: Sequence[tuple[str, str]]) -> set[str]:
    """The clusters that links would lead to a cluster from which a person holds them apart."""
    keys = set(decided.values())
    reach = components(keys, [(decided[link.left], decided[link.right]) for link in links])
    return {key for a, b in apart if reach[a] == reach[b] for key in (a, b)}


def _documents(things: Mapping[str, Thing], decided: Mapping[str, str]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for key, root in decided.items():
        found[root] = found.get(root, frozenset()) | frozenset(map(str, things[key].documents))
    return found


def _root(parent: dict[str, str], key: str) -> str:
    while parent[key] != key:
        parent[key] = parent[parent[key]]
        key = parent[key]
    return key
