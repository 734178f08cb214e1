"""Datasets across documents: one incident, and the same count, the same label, or each the main one of its document.

Example: 32,759名分の名簿 in one article and 3万2759人分のリスト in another about the same leak are one dataset. Parts
stay parts: a part is joined with a part and a whole with a whole.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.amount import agree, is_telling
from app.domain.vocabulary import ThingKind
from loaders.resolve.clusters import Link, unique_links
from loaders.resolve.names import normal
from loaders.resolve.scope import Scope, by_incident, counts_of, label, ref
from loaders.resolve.things import Thing, texts

__all__ = ["ancestors", "clashing", "dataset_links", "incident_of_datasets"]

_COUNT, _LABEL, _MAIN, _PART = 1.0, 0.9, 0.8, 0.7
_IN_DISPUTE = 1.5


def dataset_links(scope: Scope) -> list[Link]:
    """Links between the datasets of different documents."""
    main = _main_datasets(scope)
    blocks: dict[str, list[Thing]] = {}
    for key, incident in sorted(incident_of_datasets(scope).items()):
        blocks.setdefault(incident, []).append(scope.things[ThingKind.DATASET][key])

    def fit(a: Thing, b: Thing) -> Link | None:
        found = None if clashing(a, b) else _reason(a, b, main)
        return None if found is None else Link.of(a.id, b.id, found[0], found[1], (label(a), label(b)))

    return [link for block in blocks.values() for link in unique_links(block, fit, clashing)[0]]


def clashing(a: Thing, b: Thing) -> bool:
    """True if all counts of the one disagree with all of the other.

    People may disagree about the size of a whole (then a conflict is reported), but not by half as much again.
    """
    pairs = [(x, y) for x in counts_of(a) for y in counts_of(b) if x.unit is y.unit]
    wholes = not texts(a, "derived_from") and not texts(b, "derived_from")
    return bool(pairs) and not any(agree(x, y) or (wholes and _is_near(x.value, y.value)) for x, y in pairs)


def incident_of_datasets(scope: Scope) -> dict[str, str]:
    """By local id of a dataset the resolved incident in which it, or one that it derives from or into, is carried."""
    found: dict[str, set[str]] = {}
    for incident, transfers in by_incident(ThingKind.TRANSFER, scope).items():
        for transfer in transfers:
            for key in texts(transfer, "dataset"):
                for member in (key, *ancestors(key, scope.things[ThingKind.DATASET])):
                    found.setdefault(member, set()).add(incident)
    for key, thing in scope.things[ThingKind.DATASET].items():
        if key not in found:
            for parent in ancestors(key, scope.things[ThingKind.DATASET]):
                found.setdefault(key, set()).update(found.get(parent, set()))
        if key not in found:
            found[key] = _only_incident(thing, scope)
    known = scope.things[ThingKind.DATASET]
    return {key: next(iter(incidents)) for key, incidents in found.items() if len(incidents) == 1 and key in known}


def ancestors(key: str, datasets: Mapping[str, Thing]) -> frozenset[str]:
    """The datasets from which one derives, all the way up."""
    found: set[str] = set()
    todo = [key]
    while todo:
        thing = datasets.get(todo.pop())
        fresh = set(texts(thing, "derived_from")) - found - {key} if thing is not None else set[str]()
        found |= fresh
        todo += fresh
    return frozenset(found)


def _is_near(a: float, b: float) -> bool:
    return max(a, b) <= _IN_DISPUTE * min(a, b)


def _reason(a: Thing, b: Thing, main: Mapping[str, frozenset[str]]) -> tuple[float, str] | None:
    """Why two datasets of one incident are one; None if nothing says so."""
    if bool(texts(a, "derived_from")) != bool(texts(b, "derived_from")):
        return None
    same = {x.value for x in counts_of(a) for y in counts_of(b) if x.value == y.value and x.unit is y.unit}
    if any(is_telling(value) for value in same):
        return _COUNT, f"same count {max(same):,}"
    if {normal(text) for text in texts(a, "label")} & {normal(text) for text in texts(b, "label")}:
        return _LABEL, "same name of a dataset"
    if main.get(a.id, frozenset()) & main.get(b.id, frozenset()):
        return _MAIN, "each is the data that the same actor passed on"
    numbers = {x.value for x in counts_of(a)} & {y.value for y in counts_of(b)}
    if texts(a, "derived_from") and numbers:
        return _PART, f"parts with the same number {max(numbers):,}"
    return None


def _main_datasets(scope: Scope) -> dict[str, frozenset[str]]:
    """The whole datasets that are the only one that an actor passed on, in a document; with those actors (resolved)."""
    datasets = scope.things[ThingKind.DATASET]
    found: dict[tuple[str, str], set[str]] = {}
    for transfer in scope.things[ThingKind.TRANSFER].values():
        provider = ref(transfer, "provider", scope)
        if provider is None or "True" in {str(s.value) for s in transfer.statements if s.claim.property == "lawful"}:
            continue
        for key in texts(transfer, "dataset"):
            roots = {up for up in (key, *ancestors(key, datasets)) if up in datasets and not _parents(up, datasets)}
            found.setdefault((min(transfer.documents), provider), set()).update(roots)
    owners: dict[str, set[str]] = {}
    for (_, provider), roots in found.items():
        if len(roots) == 1:
            owners.setdefault(next(iter(roots)), set()).add(provider)
    return {root: frozenset(providers) for root, providers in owners.items()}


def _parents(key: str, datasets: Mapping[str, Thing]) -> set[str]:
    return {parent for parent in texts(datasets[key], "derived_from") if parent in datasets}


def _only_incident(thing: Thing, scope: Scope) -> set[str]:
    """The incident of a document that tells of one incident only."""
    joins = scope.joins.get(ThingKind.INCIDENT, {})
    told = [key for key, one in scope.things[ThingKind.INCIDENT].items() if one.documents & thing.documents]
    return {joins.get(key, key) for key in told} if len(told) == 1 else set()
