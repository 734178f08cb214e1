"""Node, Relationship and Record: plain values of a labelled property graph.

    Node("Actor", "actor-1f…", {"label": "名簿業者", …}, ("Organization",))
    Relationship("PROVIDED", ("Actor", "actor-1f…"), ("Transfer", "transfer-07…"))

A property is text, a number, a truth value, a day or a list of texts or numbers; what is not known is left out, since
Neo4j has no null property.

References:
    M. A. Rodriguez, P. Neubauer, "Constructions from dots and lines", Bulletin of ASIS&T 36 (2010) 35-41: the
    property graph. ISO/IEC 39075:2024 (GQL) has the names used here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from app.domain.ids import digest

__all__ = ["Key", "Node", "Properties", "Property", "Record", "Relationship", "known"]

Property: TypeAlias = "str | int | float | bool | date | list[str] | list[int]"
Properties: TypeAlias = "dict[str, Property]"
Key: TypeAlias = tuple[str, str]
"""Label and id."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node: its label, its id (unique under that label), its properties, further labels."""

    label: str
    id: str
    properties: Properties
    further: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """What relationships refer to."""
        return (self.label, self.id)


@dataclass(frozen=True, slots=True)
class Relationship:
    """An arrow from one node to another, in the direction of its type's name."""

    type: str
    start: Key
    end: Key
    properties: Properties = field(default_factory=dict[str, Property])


@dataclass(frozen=True, slots=True)
class Record:
    """One thing of the resolved graph: its node, and the relationships that come and go with it."""

    node: Node
    relationships: tuple[Relationship, ...]

    @property
    def digest(self) -> str:
        """Hash of all of it: equal digests need no writing."""
        own = (self.node.label, self.node.id, sorted(self.node.properties.items()), self.node.further)
        arrows = [(r.type, r.start, r.end, sorted(r.properties.items())) for r in self.relationships]
        return digest("record", json.dumps([own, arrows], ensure_ascii=False, default=date.isoformat))


def known(pairs: Mapping[str, Property | None] | Iterable[tuple[str, Property | None]]) -> Properties:
    """The properties that have a value.

    >>> known({"title": None, "fields": [], "name": "memo"})
    {'name': 'memo'}
    """
    return {name: value for name, value in dict(pairs).items() if value is not None and value != []}
