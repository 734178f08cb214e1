"""Lines and tables -> affected organizations: whose data, how many, which fields, and whether it leaked.

「甲市では約20万件が流出。」 is a row for 甲市: about 200,000 records, leaked. A table row 「乙社 | 3,000件 | 流出なし」
is one with status none. A count that names no organization belongs to the organization whose data the text is about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.diagnostic import Diagnostic
from app.domain.vocabulary import Action, AffectedStatus
from loaders.claims.affected_lists import from_lists, listed_in
from loaders.claims.affected_passed import from_passings
from loaders.claims.affected_prose import from_prose
from loaders.claims.affected_tables import from_tables
from loaders.claims.content_fields import content_fields
from loaders.claims.controller import owner_of
from loaders.claims.drafts import AffectedDraft, TransferDraft
from loaders.claims.ownership import processors
from loaders.mentions.analysis import Analysis

__all__ = ["find_affected"]


_ENOUGH = 2  # with more organizations in tables or lists, figures in sentences are their totals


def find_affected(
    analysis: Analysis, passings: Sequence[TransferDraft] = ()
) -> tuple[tuple[AffectedDraft, ...], tuple[Diagnostic, ...]]:
    """One row an organization and incident; tables go before lists, lists before prose.

    `passings`: what the document tells of data that passed, which is where it got out.
    """
    rows, remarks = from_tables(analysis)
    taken = {row.organization for row in rows}
    items = listed_in(analysis)
    listed = [row for row in from_lists(analysis, items) if row.organization not in taken]
    taken |= {row.organization for row in listed}
    tabled = {row.segment for row in (*rows, *listed)} if len(taken) > _ENOUGH else frozenset[int]()
    leaks = tuple(passing for passing in passings if _is_leak(passing))
    others = _takers(analysis, passings)
    told, more = from_prose(analysis, frozenset(taken), frozenset(tabled), {item.line for item in items}, leaks, others)
    known = {row.segment for row in (*rows, *listed, *told)}
    told += from_passings(analysis, leaks, known, others | processors(analysis))
    placed = (("table", rows), ("list", listed), ("prose", told))
    found = [replace(row, place=place) for place, some in placed for row in some]
    kept = [row for row in found if not _is_staged(analysis, row)]
    return tuple(_with_content(analysis, row, kept) for row in kept), (*remarks, *more)


def _with_content(analysis: Analysis, row: AffectedDraft, rows: Sequence[AffectedDraft]) -> AffectedDraft:
    """The row with the fields that are told once for all: of an only organization, and of tables that have none."""
    if row.status in {AffectedStatus.NONE, AffectedStatus.UNKNOWN} or (row.count is None and row.place == "table"):
        return row
    is_only = {other.organization for other in rows if other.segment == row.segment} == {row.organization}
    if not is_only and (row.fields or row.place == "prose"):
        return row
    return replace(row, fields=tuple(dict.fromkeys((*row.fields, *content_fields(analysis, row.segment)))))


def _takers(analysis: Analysis, passings: Sequence[TransferDraft]) -> frozenset[int]:
    """Who got the data, lawfully or not: what it holds is the data of others, unless the incident is about its own."""
    owners = {owner_of(analysis, segment) for segment in {passing.segment for passing in passings}}
    got = {p.recipient.value for p in passings if p.recipient and p.action.value is not Action.RECOVERY}
    return frozenset(got - owners - {analysis.publisher})


def _is_leak(passing: TransferDraft) -> bool:
    return passing.status.can_lie_on_path and not passing.lawful and passing.action.value is not Action.RECOVERY


def _is_staged(analysis: Analysis, row: AffectedDraft) -> bool:
    """True for a row that rests on nothing but a drill or fiction."""
    places = [(line.passage.start, line.passage.end) for line in analysis.lines if line.is_staged]
    return bool(places) and all(any(a <= quote.start < b for a, b in places) for quote in row.quotes)
