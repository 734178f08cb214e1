"""Lines and tables -> affected organizations: whose data, how many, which fields, and whether it leaked.

「甲市では約20万件が流出。」 is a row for 甲市: about 200,000 records, leaked. A table row 「乙社 | 3,000件 | 流出なし」
is one with status none. A count that names no organization belongs to the organization whose data the text is about.
"""

from __future__ import annotations

from dataclasses import replace

from app.domain.diagnostic import Diagnostic
from loaders.claims.affected_lists import from_lists, listed_in
from loaders.claims.affected_prose import from_prose
from loaders.claims.affected_tables import from_tables
from loaders.claims.drafts import AffectedDraft
from loaders.mentions.analysis import Analysis

__all__ = ["find_affected"]


_ENOUGH = 2  # with more organizations in tables or lists, figures in sentences are their totals


def find_affected(analysis: Analysis) -> tuple[tuple[AffectedDraft, ...], tuple[Diagnostic, ...]]:
    """One row an organization and incident; tables go before lists, lists before prose."""
    rows, remarks = from_tables(analysis)
    taken = {row.organization for row in rows}
    items = listed_in(analysis)
    listed = [row for row in from_lists(analysis, items) if row.organization not in taken]
    taken |= {row.organization for row in listed}
    tabled = {row.segment for row in (*rows, *listed)} if len(taken) > _ENOUGH else frozenset[int]()
    told, more = from_prose(analysis, frozenset(taken), frozenset(tabled), {item.line for item in items})
    placed = (("table", rows), ("list", listed), ("prose", told))
    found = (replace(row, place=place) for place, some in placed for row in some)
    return tuple(row for row in found if not _is_staged(analysis, row)), (*remarks, *more)


def _is_staged(analysis: Analysis, row: AffectedDraft) -> bool:
    """True for a row that rests on nothing but a drill or fiction."""
    places = [(line.passage.start, line.passage.end) for line in analysis.lines if line.is_staged]
    return bool(places) and all(any(a <= quote.start < b for a, b in places) for quote in row.quotes)
