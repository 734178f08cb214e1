"""Snapshot → every claim about a count, with the words it rests on, for the checks of record counts.

    figures_of_claims(snapshot)[(ThingKind.DATASET, "d1")]  →  [Figure(…, Count(38000, people), evidence=…)]

Whose words say that some are counted more than once (延べ約48万件, 23万件(重複含む)) is marked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.domain.claim import Value
from app.domain.counts import Figure, Thing
from app.domain.document import Quote
from app.domain.graph import Count
from app.domain.support import Statement
from app.domain.vocabulary import ThingKind
from app.services.snapshot import Snapshot
from app.services.statements import statements_of
from loaders.resolve.build import count_of

__all__ = ["figures_of_claims"]

_COUNTED = (ThingKind.DATASET, ThingKind.TRANSFER, ThingKind.AFFECTED)
_TWICE = re.compile(r"延べ|のべ|重複")
_BEFORE, _BEHIND = 6, 10  # characters around a figure that speak of it: 最大延べ約…, …件(重複含む)
_END = re.compile(r"[。\n|]")

_Said = tuple[Count, str | None]


def figures_of_claims(snapshot: Snapshot) -> Mapping[Thing, tuple[Figure, ...]]:
    """By thing all figures that its claims give and the policy chooses from; equal ones of one claimant are one."""
    found: dict[Thing, dict[_Said, list[Statement]]] = {}
    for statement in statements_of(snapshot):
        if statement.property == "record_count" and statement.kind in _COUNTED and statement.counts:
            count = count_of(statement.value)
            if count is not None:
                said = (count, _claimed_by(statement.value))
                of = found.setdefault((statement.kind, statement.thing), {})
                of.setdefault(said, []).append(statement)
    return {
        of: tuple(_figure(snapshot, of, said, statements) for said, statements in figures.items())
        for of, figures in found.items()
    }


def _figure(snapshot: Snapshot, of: Thing, said: _Said, statements: list[Statement]) -> Figure:
    quotes = tuple(sorted({quote for s in statements for quote in s.quotes}))
    return Figure(of, said[0], said[1], quotes, any(_counts_twice(snapshot, quote) for quote in quotes))


def _claimed_by(value: Value) -> str | None:
    name = value.get("claimed_by") if isinstance(value, Mapping) else None
    return name if isinstance(name, str) else None


def _counts_twice(snapshot: Snapshot, quote: Quote) -> bool:
    """True if the figure's words, or those close around it in its sentence or cell, speak of counting twice."""
    document = snapshot.graph.documents[quote.document]
    before = _END.split(document.words(max(quote.start - _BEFORE, 0), quote.start))[-1]
    behind = _END.split(document.words(quote.end, quote.end + _BEHIND))[0]
    return _TWICE.search(before + quote.exact + behind) is not None
