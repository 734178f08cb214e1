"""Datasets of different documents that may be one -> links for a person to judge; none of them joins anything.

Example: the ledgers of two incidents both list 見本会員2031.csv: a name that two lists hardly share by chance (0.4).
Of two that are called 会員名簿, as most are, this is asked only where one organization passed on or got both (0.3), or
both have 32,759 records (0.4). Figures that cannot both be true, and a part beside a whole, leave nothing to ask.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from app.domain.amount import is_telling
from app.domain.vocabulary import Role, ThingKind
from loaders.resolve.clusters import Link, near_pairs
from loaders.resolve.datasets import clashing
from loaders.resolve.names import is_generic, normal
from loaders.resolve.organizations import proper_keys
from loaders.resolve.scope import counts_of, label
from loaders.resolve.things import Thing, Things, texts, values

__all__ = ["Alike", "alike_links", "shared_by"]

Shared: TypeAlias = tuple[str, str, str]
"""What datasets have in common: kind of evidence, key of the name, and what else (a holder's key, a number)."""

_NAME, _HELD, _COUNTED = "name", "held", "counted"
_SCORES = {_NAME: 0.4, _HELD: 0.3, _COUNTED: 0.4}
_MORE = 0.2  # for a holder or a number in common, where the name tells by itself
_ONLOOKERS = frozenset({Role.INVESTIGATOR, Role.REGULATOR, Role.COURT, Role.JOURNALIST})


def alike_links(things: Things) -> list[Link]:
    """Links between the datasets that may be one."""
    found: dict[Shared, list[Thing]] = {}
    for key, shared in shared_by(things).items():
        for one in shared:
            found.setdefault(one, []).append(things[ThingKind.DATASET][key])
    return [link for shared, bearers in found.items() for link in _links(shared, bearers)]


def shared_by(things: Things) -> dict[str, frozenset[Shared]]:
    """By local dataset what another one may have in common with it, as far as its own document tells."""
    holders = _holders(things)
    return {key: frozenset(_shared(one, holders.get(key, ()))) for key, one in things[ThingKind.DATASET].items()}


class Alike:
    """Datasets that come and go -> the same links."""

    def __init__(self) -> None:
        """No dataset."""
        self._shared: dict[str, frozenset[Shared]] = {}
        self._bearers: dict[Shared, dict[str, Thing]] = {}
        self._found: dict[Shared, list[Link]] = {}

    def put(self, gone: Iterable[str], came: Iterable[Things]) -> tuple[list[Link], list[Link]]:
        """Take the ids of datasets that are gone, and things in their place: the links that went and that came."""
        dirty: set[Shared] = set()
        for key in gone:
            for one in self._shared.pop(key, ()):
                dirty.add(one)
                self._bearers[one].pop(key, None)
        for things in came:
            for key, shared in shared_by(things).items():
                self._shared[key] = shared
                for one in shared:
                    dirty.add(one)
                    self._bearers.setdefault(one, {})[key] = things[ThingKind.DATASET][key]
        went = [link for one in dirty for link in self._found.pop(one, ())]
        for one in dirty:
            self._found[one] = _links(one, list(self._bearers[one].values()))
        fresh = [link for one in dirty for link in self._found[one]]
        for one in dirty:
            if not self._bearers[one]:
                del self._bearers[one], self._found[one]
        return went, fresh


def _shared(one: Thing, holders: Iterable[str]) -> Iterator[Shared]:
    for text in texts(one, "label"):
        key = normal(text)
        if not is_generic(text):
            yield _NAME, key, ""
        for holder in holders:
            yield _HELD, key, holder
        for count in counts_of(one):
            if is_telling(count.value):
                yield _COUNTED, key, f"{count.value:,}"


def _holders(things: Things) -> dict[str, set[str]]:
    """By dataset the keys of the named organizations that passed it on or got it; not of those who look into it."""
    found: dict[str, set[str]] = {}
    actors = things[ThingKind.ACTOR]
    for transfer in things[ThingKind.TRANSFER].values():
        ends = [actors[key] for end in ("provider", "recipient") for key in texts(transfer, end) if key in actors]
        names = {name for one in ends if not _ONLOOKERS & set(texts(one, "role")) for name in proper_keys(one)}
        for key in texts(transfer, "dataset"):
            found.setdefault(key, set()).update(names)
    return found


def _links(shared: Shared, bearers: Sequence[Thing]) -> list[Link]:
    ordered = sorted(bearers, key=lambda one: one.id)
    pairs = [(ordered[a], ordered[b]) for a, b in near_pairs(len(ordered))]
    return [_link(shared, a, b) for a, b in pairs if not a.documents & b.documents and _may_be_one(a, b)]


def _may_be_one(a: Thing, b: Thing) -> bool:
    return bool(values(a, "derived_from")) == bool(values(b, "derived_from")) and not clashing(a, b)


def _link(shared: Shared, a: Thing, b: Thing) -> Link:
    kind, key, more = shared
    is_telling_name = any(normal(text) == key and not is_generic(text) for text in texts(a, "label"))
    score = _SCORES[kind] + (_MORE if is_telling_name and kind != _NAME else 0.0)
    reasons: Mapping[str, str] = {
        _NAME: "same name of a dataset",
        _HELD: f"same name of a dataset, and {more} had both",
        _COUNTED: f"same name of a dataset, and the same number {more}",
    }
    return Link.of(a.id, b.id, round(score, 2), reasons[kind], (label(a), label(b)))
