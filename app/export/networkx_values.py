"""Attributes of a networkx graph → Graph; what does not fit raises BadInput with the node or edge in `place`.

edge t3: status: 'sure' is not known (one of confirmed, alleged, suspected, planned, denied)
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar, cast

from app.domain.document import Quote
from app.domain.errors import BadInput
from app.domain.graph import Actor, Count, Dataset, Graph, Price, RecordCount, Transfer
from app.domain.ids import ActorId, DatasetId, IncidentId, TransferId
from app.domain.vocabulary import Action, ActorKind, How, Qualifier, Role, Status, Unit
from app.domain.window import Window

if TYPE_CHECKING:
    from networkx import MultiDiGraph

__all__ = ["read_graph"]

_Word = TypeVar("_Word", bound=StrEnum)
_Value = TypeVar("_Value")


def read_graph(made: MultiDiGraph[str]) -> Graph:
    """See `from_networkx`."""
    if not (hasattr(made, "is_directed") and made.is_directed()):
        raise BadInput("transfers have a direction", place=type(made).__name__, remedy="give a MultiDiGraph or DiGraph")
    nodes = {_id(node, f"node {node!r}"): _Attributes(f"node {node}", data) for node, data in made.nodes(data=True)}
    unstated = {node for node, its in nodes.items() if its.flag("unstated")}
    actors = {node: _actor(node, its) for node, its in nodes.items() if node not in unstated}
    transfers: dict[TransferId, Transfer] = {}
    for provider, recipient, key, data in _edges(made):
        name = _key(provider, recipient, key)
        if name in transfers:
            raise BadInput("two edges have this key", place=f"edge {name}", remedy="give each a key of its own")
        first, last = (None if end in unstated else ActorId(end) for end in (provider, recipient))
        transfers[name] = _transfer(name, first, last, _Attributes(f"edge {name}", data))
    named = {t.dataset for t in transfers.values() if t.dataset is not None}
    datasets = _datasets(made.graph.get("datasets", {}))
    datasets |= {key: Dataset(key, key) for key in named - datasets.keys()}
    return Graph(
        actors=dict(sorted(actors.items())),
        datasets=dict(sorted(datasets.items())),
        transfers=dict(sorted(transfers.items())),
    )


def _edges(made: Any) -> Iterable[tuple[str, str, Hashable, dict[str, object]]]:  # noqa: ANN401 - of either kind
    if made.is_multigraph():
        return made.edges(keys=True, data=True)
    return ((provider, recipient, None, data) for provider, recipient, data in made.edges(data=True))


def _id(node: object, place: str) -> ActorId:
    if not isinstance(node, str) or not node:
        raise BadInput("an id is a text", place=place, remedy="networkx.relabel_nodes(g, str)")
    return ActorId(node)


def _key(provider: str, recipient: str, key: object) -> TransferId:
    if isinstance(key, str) and key:
        return TransferId(key)
    if key is None:
        return TransferId(f"{provider} → {recipient}")
    if isinstance(key, int):
        return TransferId(f"{provider} → {recipient} #{key}")
    raise BadInput("a key is a text", place=f"edge {provider} → {recipient}, {key!r}", remedy="give the transfer's id")


def _actor(key: ActorId, its: _Attributes) -> Actor:
    return Actor(
        id=key,
        label=its.text("label", key),
        aliases=its.texts("aliases"),
        kind=its.word("kind", ActorKind, ActorKind.UNKNOWN),
        roles=tuple(its.as_word("roles", role, Role) for role in its.texts("roles")),
        incidents=tuple(map(IncidentId, its.texts("incidents"))),
        mentions=its.values("mentions", Quote),
        members=tuple(map(ActorId, its.texts("members"))),
        candidates=tuple(map(ActorId, its.texts("candidates"))),
    )


def _transfer(key: TransferId, provider: ActorId | None, recipient: ActorId | None, its: _Attributes) -> Transfer:
    dataset, incident, part_of = (its.text_or_none(name) for name in ("dataset", "incident", "part_of"))
    return Transfer(
        id=key,
        incident=None if incident is None else IncidentId(incident),
        provider=provider,
        recipient=recipient,
        dataset=None if dataset is None else DatasetId(dataset),
        action=its.word("action", Action, Action.HANDOVER),
        medium=its.text("medium", "unknown"),
        window=_window(its),
        time_text=its.text("time_text", ""),
        record_count=_count(its),
        price=_price(its),
        status=its.word("status", Status, Status.CONFIRMED),
        lawful=its.flag("lawful"),
        confidence=_confidence(its),
        how=_how(its),
        part_of=None if part_of is None else TransferId(part_of),
        after=tuple(map(TransferId, its.texts("after"))),
        evidence=its.values("evidence", Quote),
        sources=its.texts("sources"),
    )


def _window(its: _Attributes) -> Window:
    """From the dates; from the ordinals where only these are there."""
    earliest = its.day("earliest") if "earliest" in its.data else its.ordinal("first_day")
    latest = its.day("latest") if "latest" in its.data else its.ordinal("last_day")
    for name, day in (("first_day", earliest), ("last_day", latest)):
        if name in its.data and its.ordinal(name) != day:
            raise its.bad(name, f"says another day than {day}", "change both, or leave the ordinal out")
    try:
        return Window(earliest, latest)
    except ValueError as error:
        raise its.bad("earliest", str(error), "change one of the two") from error


def _count(its: _Attributes) -> Count | None:
    value = its.number("record_count")
    if value is None:
        return None
    unit = its.text_or_none("record_unit")
    qualifier = its.word("record_qualifier", Qualifier, Qualifier.EXACT)
    return Count(value, qualifier, None if unit is None else its.as_word("record_unit", unit, Unit))


def _price(its: _Attributes) -> Price | None:
    value = its.number("price")
    if value is None:
        return None
    currency = its.text_or_none("currency")
    if currency is None:
        raise its.bad("currency", "a price needs one", "give its code, as JPY")
    return Price(value, currency, its.word("price_qualifier", Qualifier, Qualifier.EXACT))


def _confidence(its: _Attributes) -> float:
    value = its.number("confidence")
    if value is not None and not 0 <= value <= 1:
        raise its.bad("confidence", f"{value} is not between 0 and 1", "give a share")
    return 1.0 if value is None else value


def _how(its: _Attributes) -> dict[str, How]:
    value = its.data.get("how")
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise its.bad("how", "is no mapping", "give it as {slot: word}")
    said = cast("Mapping[object, object]", value)
    return {str(slot): its.as_word("how", word, How) for slot, word in said.items()}


def _datasets(given: object) -> dict[DatasetId, Dataset]:
    if not isinstance(given, Mapping):
        raise BadInput("is no mapping", place="graph: datasets", remedy="give it as {id: {'derived_from': [ids]}}")
    found: dict[DatasetId, Dataset] = {}
    for key, data in cast("Mapping[object, object]", given).items():
        if not isinstance(key, str) or not isinstance(data, Mapping):
            raise BadInput(
                "is no dataset", place=f"graph: datasets: {key!r}", remedy="give it as {id: {'derived_from': [ids]}}"
            )
        its = _Attributes(f"dataset {key}", cast("Mapping[str, object]", data))
        found[DatasetId(key)] = Dataset(
            id=DatasetId(key),
            label=its.text("label", key),
            fields=its.texts("fields"),
            record_counts=its.values("record_counts", RecordCount),
            derived_from=tuple(map(DatasetId, its.texts("derived_from"))),
            mentions=its.values("mentions", Quote),
        )
    return found


@dataclass(frozen=True, slots=True)
class _Attributes:
    """The attributes of one thing, read one by one. None is the same as not being there."""

    place: str
    data: Mapping[str, object]

    def bad(self, name: str, message: str, remedy: str) -> BadInput:
        """What to raise for an attribute."""
        return BadInput(message, place=f"{self.place}: {name}", remedy=remedy)

    def text_or_none(self, name: str) -> str | None:
        value = self.data.get(name)
        if value is not None and not isinstance(value, str):
            raise self.bad(name, f"{value!r} is no text", "give a text, or leave it out")
        return value

    def text(self, name: str, otherwise: str) -> str:
        value = self.text_or_none(name)
        return otherwise if value is None else value

    def texts(self, name: str) -> tuple[str, ...]:
        values = self.data.get(name) or ()
        if isinstance(values, str) or not isinstance(values, Iterable):
            raise self.bad(name, f"{values!r} is no list", "give a list or tuple of texts")
        found = tuple(cast("Iterable[object]", values))
        if not all(isinstance(value, str) for value in found):
            raise self.bad(name, "holds something that is no text", "give a list or tuple of texts")
        return cast("tuple[str, ...]", found)

    def values(self, name: str, kind: type[_Value]) -> tuple[_Value, ...]:
        values = self.data.get(name) or ()
        found = tuple(cast("Iterable[object]", values)) if isinstance(values, tuple | list) else (values,)
        if not all(isinstance(value, kind) for value in found):
            raise self.bad(name, f"holds something that is no {kind.__name__}", "leave it as it was, or leave it out")
        return cast("tuple[_Value, ...]", found)

    def flag(self, name: str) -> bool:
        value = self.data.get(name)
        if value is not None and not isinstance(value, bool):
            raise self.bad(name, f"{value!r} is not true or false", "give True or False")
        return bool(value)

    def number(self, name: str) -> int | float | None:
        value = self.data.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise self.bad(name, f"{value!r} is no number", "give a number, or leave it out")
        return value

    def word(self, name: str, words: type[_Word], otherwise: _Word) -> _Word:
        value = self.data.get(name)
        return otherwise if value is None else self.as_word(name, value, words)

    def as_word(self, name: str, value: object, words: type[_Word]) -> _Word:
        if not isinstance(value, str) or value not in set(words):
            raise self.bad(name, f"{value!r} is not known", f"one of {', '.join(words)}")
        return words(value)

    def day(self, name: str) -> date | None:
        value = self.data.get(name)
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        try:
            return date.fromisoformat(value) if isinstance(value, str) else _no_day(value)
        except ValueError as error:
            raise self.bad(name, f"{value!r} is no day", "give a date, or None for an open end") from error

    def ordinal(self, name: str) -> date | None:
        value = self.data.get(name)
        if value is None or value in (-math.inf, math.inf):
            return None
        try:
            return date.fromordinal(value) if isinstance(value, int) else _no_day(value)
        except (ValueError, OverflowError) as error:
            raise self.bad(name, f"{value!r} is no ordinal of a day", "give date.toordinal()") from error


def _no_day(value: object) -> date:
    raise ValueError(f"{value!r} is no day")
