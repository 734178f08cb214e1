"""Snapshot: what a question is asked of, and what was made of it once for all questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar, cast

from app.domain.access import Marking
from app.domain.graph import Graph
from app.domain.ids import DocumentId
from app.domain.judgement import Judgement
from app.domain.ports import PublishedGraph
from app.domain.view import Reading, View

__all__ = ["ALL", "Recorded", "Snapshot"]

_MADE = TypeVar("_MADE")
_MOST_MADE = 10_000
"""Things that are kept beside a snapshot: of some kilobytes each."""
ALL = View()
"""Everything that is not removed."""


@dataclass(frozen=True, slots=True, eq=False)
class Recorded:
    """What a store held when it was read: all documents that are not removed, judgements, markings.

    `runs`: the id of the run of each document, which stands for what was read in it.
    """

    readings: Mapping[DocumentId, Reading] = field(default_factory=dict[DocumentId, Reading])
    judgements: tuple[Judgement, ...] = ()
    markings: Mapping[DocumentId, Marking] = field(default_factory=dict[DocumentId, Marking])
    runs: Mapping[DocumentId, str] = field(default_factory=dict[DocumentId, str])


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a question is asked of: the graph of a View, the readings under it, and the names of its documents."""

    view: View
    graph: Graph
    readings: Mapping[DocumentId, Reading]
    names: Mapping[DocumentId, str]
    revision: str | None = None
    """Of a slice: the state of the record for which the store keeps it."""
    source: PublishedGraph | None = None
    """Of a slice: the graph that it is a part of."""
    has_words: bool = False
    """Of a slice: its words and conflicts are here as well."""
    markings: Mapping[DocumentId, Marking] = field(default_factory=dict[DocumentId, Marking])
    """Of those documents that bear one; a slice has none."""
    _made: dict[tuple[str, str], object] = field(
        default_factory=dict[tuple[str, str], object], init=False, repr=False, compare=False
    )

    @property
    def is_slice(self) -> bool:
        """True for a part that a store keeps: without readings, events and mentions; conflicts, words: `has_words`."""
        return self.revision is not None

    def present(self, identifier: str) -> str:
        """The id that a local or former id leads to; the id itself if it is present or unknown."""
        return self.graph.former.get(identifier, identifier)

    def once(self, kind: str, key: str, make: Callable[[], _MADE]) -> _MADE:
        """What `make` makes of this snapshot under a kind and a key, made when it is first asked for.

        Whoever gets it shares it with others, and changes nothing in it. Of a large graph not everything is kept.
        """
        place = (kind, key)
        found = self._made.get(place)
        if found is not None:
            return cast("_MADE", found)
        made = make()
        if len(self._made) < _MOST_MADE:
            self._made[place] = made
        return made
