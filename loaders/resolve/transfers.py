"""Transfers across documents: one incident, the same ends, times that overlap, and nothing that speaks against it.

Example: one article says that somebody sent あさひ商店 a CD-ROM on 31 May, another that 男2人 did (with CD-R, about the
same number): one transfer, of which the second names the giver. Two sales between the same two people on different days
stay two, and so does everything that fits two transfers of another document equally well.

The ends fit if they are the same actor, a group and its member, an actor and its candidate, or if one document leaves
one of them open. An open end on its own joins nothing: the other end must be the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from app.domain.amount import agree, is_telling
from app.domain.graph import Count
from app.domain.vocabulary import Action, ThingKind
from app.domain.window import Window
from loaders.resolve.clusters import Link, unique_links
from loaders.resolve.datasets import clashing
from loaders.resolve.scope import Scope, by_incident, counts_of, is_narrow, ref, refs, window
from loaders.resolve.things import Thing, texts, values

__all__ = ["carried_links", "stands_for", "transfer_links"]

_BASE, _SAME_ENDS, _SAME_WINDOW, _SAME_DATASET = 0.5, 0.2, 0.2, 0.1
_MONTH = timedelta(days=31)
_FAMILIES = (
    frozenset({Action.EXFILTRATION, Action.COPY, Action.UPLOAD, Action.EMAIL}),
    frozenset({Action.SALE, Action.RESALE}),
    frozenset({Action.PUBLICATION, Action.UPLOAD}),
    frozenset({Action.HANDOVER, Action.EMAIL, Action.COPY}),
)
_MEDIA = (
    frozenset({"cd-r", "cd-rom", "cd", "dvd", "mo", "disc"}),
    frozenset({"email", "webmail"}),
    frozenset({"web", "cloud"}),
    frozenset({"pc", "hdd"}),
)


@dataclass(frozen=True, slots=True)
class _Way:
    """A local transfer with its references resolved."""

    ends: tuple[str | None, str | None]
    dataset: str | None
    window: Window
    action: str | None
    medium: str
    lawful: bool
    counts: tuple[Count, ...]


def transfer_links(scope: Scope, stands_for: Mapping[str, frozenset[str]]) -> list[Link]:
    """Links between the transfers of different documents; `stands_for` as the function of that name tells."""
    families = _families(scope)
    links: list[Link] = []
    for block in by_incident(ThingKind.TRANSFER, scope).values():
        ways = {thing.id: _way(thing, scope) for thing in block}

        def fit(a: Thing, b: Thing, ways: Mapping[str, _Way] = ways) -> Link | None:
            return _fit((a.id, ways[a.id]), (b.id, ways[b.id]), stands_for, families)

        def clash(a: Thing, b: Thing, ways: Mapping[str, _Way] = ways) -> bool:
            return _clash(ways[a.id], ways[b.id], stands_for, families)

        links += unique_links(block, fit, clash)[0]
    return links


def carried_links(scope: Scope) -> list[Link]:
    """Links between the datasets that one joined transfer of known days carries, where both are parts of one whole."""
    families = _families(scope)
    found: dict[str, list[Thing]] = {}
    least = scope.joins.get(ThingKind.TRANSFER, {})
    datasets = scope.things[ThingKind.DATASET]
    for key, transfer in sorted(scope.things[ThingKind.TRANSFER].items()):
        carried = [datasets[one] for one in texts(transfer, "dataset") if one in datasets]
        if len(carried) == 1 and texts(carried[0], "derived_from") and is_narrow(window(transfer)):
            found.setdefault(least.get(key, key), []).append(carried[0])

    def fit(a: Thing, b: Thing) -> Link | None:
        one = scope.joins.get(ThingKind.DATASET, {})
        left, right = one.get(a.id, a.id), one.get(b.id, b.id)
        if clashing(a, b) or not families.get(left, frozenset()) & families.get(right, frozenset()):
            return None
        return Link.of(a.id, b.id, _BASE, "parts of one whole, carried by one transfer", (a.id, b.id))

    return [link for block in found.values() for link in unique_links(_once(block), fit, clashing)[0]]


def _fit(
    a: tuple[str, _Way],
    b: tuple[str, _Way],
    stands_for: Mapping[str, frozenset[str]],
    families: Mapping[str, frozenset[str]],
) -> Link | None:
    """A link if one end is the same and nothing speaks against it; the score tells the better of two partners."""
    left, right = a[1], b[1]
    same = [x is not None and x == y for x, y in zip(left.ends, right.ends, strict=True)]
    if not any(same) or _clash(left, right, stands_for, families):
        return None
    score = _BASE + _SAME_ENDS * all(same)
    score += _SAME_WINDOW * (left.window == right.window and not left.window.is_open)
    score += _SAME_DATASET * (left.dataset is not None and left.dataset == right.dataset)
    return Link.of(a[0], b[0], round(score, 2), "same incident, ends and time", (_shown(left), _shown(right)))


def _clash(a: _Way, b: _Way, stands_for: Mapping[str, frozenset[str]], families: Mapping[str, frozenset[str]]) -> bool:
    """True if the two cannot be one transfer."""
    checks: tuple[Callable[[], bool], ...] = (
        lambda: all(_end_fits(x, y, stands_for) for x, y in zip(a.ends, b.ends, strict=True)),
        lambda: a.window.overlaps(b.window) or _is_one_batch(a, b),
        lambda: a.lawful == b.lawful,
        lambda: _action_fits(a.action, b.action),
        lambda: _medium_fits(a.medium, b.medium),
        lambda: _dataset_fits(a, b, families),
        lambda: all(agree(x, y) for x in a.counts for y in b.counts),
    )
    return not all(check() for check in checks)


def _is_one_batch(a: _Way, b: _Way) -> bool:
    """True for so many records, to the last one, between the same two on days that are near: one day is told wrong."""
    same = {x.value for x in a.counts} & {y.value for y in b.counts}
    if None in a.ends or a.ends != b.ends or not any(is_telling(value) for value in same):
        return False
    days = [day for w in (a.window, b.window) for day in (w.earliest, w.latest) if day is not None]
    return is_narrow(a.window) and is_narrow(b.window) and max(days) - min(days) <= _MONTH


def _end_fits(a: str | None, b: str | None, stands_for: Mapping[str, frozenset[str]]) -> bool:
    if a is None or b is None or a == b:
        return True
    return b in stands_for.get(a, frozenset()) or a in stands_for.get(b, frozenset())


def _action_fits(a: str | None, b: str | None) -> bool:
    """Equal, of one family, or one is the general word (handover), which does not say how, except for a theft."""
    if a is None or b is None or a == b:
        return True
    if Action.HANDOVER in (a, b):
        return Action.EXFILTRATION not in (a, b)
    return any(a in family and b in family for family in _FAMILIES)


def _medium_fits(a: str, b: str) -> bool:
    return "unknown" in (a, b) or a == b or any(a in family and b in family for family in _MEDIA)


def _dataset_fits(a: _Way, b: _Way, families: Mapping[str, frozenset[str]]) -> bool:
    """Unknown, the same, one derived from the other; or two copies of one whole on the same known medium."""
    if a.dataset is None or b.dataset is None or a.dataset == b.dataset:
        return True
    left, right = families.get(a.dataset, frozenset()), families.get(b.dataset, frozenset())
    if a.dataset in right or b.dataset in left:
        return True
    return bool(left & right) and a.medium == b.medium != "unknown"


def stands_for(actors: Iterable[Thing], scope: Scope) -> dict[str, frozenset[str]]:
    """By resolved actor its members and candidates (resolved), as far as the local `actors` tell of them."""
    found: dict[str, set[str]] = {}
    least = scope.joins.get(ThingKind.ACTOR, {})
    for actor in actors:
        others = refs(actor, "member", scope) | refs(actor, "candidate", scope)
        if others:
            found.setdefault(least.get(actor.id, actor.id), set()).update(others)
    return {key: frozenset(others) for key, others in found.items()}


def _families(scope: Scope) -> dict[str, frozenset[str]]:
    """By resolved dataset all those (resolved) from which it derives, in any document."""
    least = scope.joins.get(ThingKind.DATASET, {})
    direct: dict[str, set[str]] = {}
    for key, dataset in scope.things[ThingKind.DATASET].items():
        direct.setdefault(least.get(key, key), set()).update(refs(dataset, "derived_from", scope))
    merged = {key: _closure(key, direct) for key in direct}
    return {key: frozenset(up) for key, up in merged.items()}


def _closure(key: str, direct: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    todo = [key]
    while todo:
        fresh = direct.get(todo.pop(), set()) - found - {key}
        found |= fresh
        todo += fresh
    return found


def _way(thing: Thing, scope: Scope) -> _Way:
    return _Way(
        (ref(thing, "provider", scope), ref(thing, "recipient", scope)),
        ref(thing, "dataset", scope),
        window(thing),
        next(iter(texts(thing, "action")), None),
        next(iter(texts(thing, "medium")), "unknown"),
        any(s.value is True for s in values(thing, "lawful")),
        counts_of(thing),
    )


def _once(things: list[Thing]) -> list[Thing]:
    return list({thing.id: thing for thing in things}.values())


def _shown(way: _Way) -> str:
    return f"{way.ends[0] or '?'} -> {way.ends[1] or '?'}"
