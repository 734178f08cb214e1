"""Rows of tables -> affected organizations: the count, fields and status under their heads.

A cell with a total and its parts (約6万件 内訳: …) gives the total; one with several counts of one rank (甲店 1,500件
乙店 300件) gives their sum, marked as inferred.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from app.domain.diagnostic import Diagnostic
from app.domain.graph import Count
from app.domain.vocabulary import AffectedStatus, How, Qualifier
from app.domain.window import OPEN, Window
from loaders.claims.affected_rows import implausible
from loaders.claims.affected_status import status_of
from loaders.claims.denied_fields import told_fields
from loaders.claims.drafts import AffectedDraft, Slot
from loaders.claims.tables import Row, name_in, table_rows
from loaders.mentions.analysis import Analysis, Line
from loaders.mentions.counts import find_cell_counts
from loaders.mentions.values import CountFound

__all__ = ["count_in", "from_tables"]

_PARTS = re.compile(r"内訳|うち|の?内、|\(")
_UNIT = re.compile(r"[件人名]")  # of the head, for cells that hold bare figures
_BARE = re.compile(r"[^\d件人名]{0,4}\d[\d,.]*\s*[万億千]*\s*")
_ENTRUSTED = re.compile(r"委託")


def from_tables(analysis: Analysis) -> tuple[list[AffectedDraft], list[Diagnostic]]:
    """A row for each organization cell; remarks on cells whose organization is no actor of the document."""
    rows: list[AffectedDraft] = []
    remarks: list[Diagnostic] = []
    for row in table_rows(analysis):
        if "organization" not in row.typed or not {"count", "status"} & set(row.typed):
            continue
        line = analysis.lines[row.line]
        start, end = name_in(line.text, *row.typed["organization"])
        named = line.actor_at(start, end) if start < end else None
        if named is None:
            remarks.append(_unknown(analysis, line, row))
            continue
        rows.append(_draft(analysis, line, row, named.actor))
        remarks += [implausible(analysis, line, c) for c in _counts(line, row) if c.is_implausible]
    return rows, remarks


def _unknown(analysis: Analysis, line: Line, row: Row) -> Diagnostic:
    start, end = line.view.raw(*row.typed["organization"])
    message = "the organization of this row is not known as an actor; the row is passed over"
    return Diagnostic("affected.unknown_organization", message, document=analysis.document.id, start=start, end=end)


def _draft(analysis: Analysis, line: Line, row: Row, organization: int) -> AffectedDraft:
    count = count_in(_counts(line, row), line.text)
    said = _said(line, row)
    codes = [f.code for f in told_fields(analysis, line) if "fields" not in row.typed or _inside(f, row, "fields")]
    return AffectedDraft(
        organization=organization,
        count=count.value,
        fields=tuple(dict.fromkeys(codes)),
        status=said or AffectedStatus.POSSIBLE,
        quotes=(analysis.whole(line),),
        segment=line.segment,
        entrusted=_entrusted(line),
        how=count.how,
    )


def _said(line: Line, row: Row) -> AffectedStatus | None:
    where = row.typed.get("status") or row.typed.get("count")
    return status_of(line.text[where[0] : where[1]]) if where else None


def _counts(line: Line, row: Row) -> list[CountFound]:
    """The figures of the count cell; its head tells what they count, so 「約650人」 needs no other word."""
    if "count" not in row.typed:
        return []
    start, end = row.typed["count"]
    known = [c for c in line.counts if _inside(c, row, "count")]
    cell = line.text[start:end]
    if not known and (unit := _UNIT.search(row.heads.get("count", ""))) and _BARE.fullmatch(cell):
        cell = cell.rstrip() + unit[0]
    return known or [replace(c, start=c.start + start, end=min(c.end + start, end)) for c in find_cell_counts(cell)]


def _inside(found: object, row: Row, kind: str) -> bool:
    span = row.typed.get(kind)
    start, end = getattr(found, "start"), getattr(found, "end")  # noqa: B009
    return span is not None and span[0] <= start and end <= span[1]


def count_in(counts: Sequence[CountFound], text: str) -> Slot[Count | None]:
    """The count of a cell: a total before its parts; else the sum of counts of one unit, which is inferred."""
    if not counts:
        return Slot(None)
    whole = [counts[0]]
    for earlier, later in pairwise(counts):
        if later.is_part or _PARTS.search(text, earlier.end, later.start):
            break
        whole.append(later)
    if len(whole) == 1 or len({c.count.unit for c in whole}) > 1:
        return Slot(whole[0].count)
    total = sum(c.count.value for c in whole)
    about = any(c.count.qualifier is not Qualifier.EXACT for c in whole)
    return Slot(
        replace(whole[0].count, value=total, qualifier=Qualifier.ABOUT if about else Qualifier.EXACT), How.IMPLIED
    )


def _entrusted(line: Line) -> Window:
    """委託期間: the hull of the dates in front of 委託, if all of them are known."""
    windows = [
        d.window
        for d in line.dates
        if _ENTRUSTED.match(line.text, d.end) or _ENTRUSTED.search(line.text, d.end, d.end + 12)
    ]
    hull = windows[0] if windows else OPEN
    for window in windows[1:]:
        hull = hull.hull(window)
    return hull
