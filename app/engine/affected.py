"""Affected organizations: is the row of each no larger than the data of its incident, and what are they together?

The data of an incident is what its transfers carry and what derives from nothing else that they carry. A row that is
ten times all of that, or more, was hardly meant so. Rows are never added up to a figure: one customer may be in the
rows of two organizations, and a row may be missing. How many they can be together stands beside the total.

Example: rows of 3万件 and 2万件 beside 4万5千件: together between 3万 and 5万, so that the total can be.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from app.domain.counts import CheckKind, CountCheck, Figure, Reason, Thing, Verdict
from app.domain.graph import Affected, Graph
from app.domain.ids import IncidentId
from app.domain.vocabulary import AffectedStatus, ThingKind, Unit
from app.engine.kinship import closure
from app.engine.sizes import Outcome, compare, is_same, range_of_figure, together

__all__ = ["affected_rows"]

_Known = Mapping[Thing, Sequence[Figure]]
_FAR_BEYOND = 10


def affected_rows(graph: Graph, known: _Known, asked: Collection[str]) -> Iterator[CountCheck]:
    """For each incident a check of each of its rows, and for each unit one of all of them together."""
    totals = {key: _totals(graph, key) for key in graph.incidents}
    rows: dict[IncidentId, list[Affected]] = {}
    for row in graph.affected:
        concerned = row.status is not AffectedStatus.NONE
        if row.id in asked and row.incident is not None and row.incident in totals and concerned:
            rows.setdefault(row.incident, []).append(row)
    for incident, found in rows.items():
        counted = {key: tuple(known.get((ThingKind.DATASET, key), ())) for key in totals[incident]}
        total = tuple(figure for figures in counted.values() for figure in figures)
        if total:
            yield from (_row(known, row, counted) for row in found if known.get(_of(row)))
            for unit in Unit:
                yield from _rows(known, incident, found, counted, unit)


def _of(row: Affected) -> Thing:
    return (ThingKind.AFFECTED, row.id)


def _totals(graph: Graph, incident: IncidentId) -> list[str]:
    """The datasets that the transfers of an incident carry and that derive from none of the others."""
    told = (t for t in graph.transfers.values() if t.incident == incident and t.status.can_lie_on_path)
    carried = {str(t.dataset) for t in told if t.dataset is not None}
    above: dict[str, Sequence[str]] = {str(d.id): d.derived_from for d in graph.datasets.values()}
    return sorted(key for key in carried if not (closure(key, above) - {key}) & carried)


def _row(known: _Known, row: Affected, counted: Mapping[str, tuple[Figure, ...]]) -> CountCheck:
    own = tuple(known[_of(row)])
    others = tuple(figure for figures in counted.values() for figure in figures)
    verdict, why = _most_room(own, [figures for figures in counted.values() if figures])
    if verdict is Verdict.VIOLATED:
        verdict, why = _too_large(own, others, is_complete=all(counted.values()))
    return CountCheck(CheckKind.ROW, _of(row), own, others, verdict, why)


def _most_room(own: Sequence[Figure], wholes: Sequence[Sequence[Figure]]) -> Outcome:
    """As beside the body of data that leaves it the most room: of which of several it is a part is not told."""
    outcomes = [compare(own, whole) for whole in wholes]
    order = (Verdict.HOLDS, Verdict.UNKNOWN, Verdict.NOT_COMPARABLE, Verdict.VIOLATED)
    return min(outcomes, key=lambda outcome: order.index(outcome[0]))


def _too_large(own: Sequence[Figure], others: Sequence[Figure], *, is_complete: bool) -> Outcome:
    """Larger than each body of data; still open if they may add up, or if one has no number."""
    units = {figure.count.unit for figure in own} & {figure.count.unit for figure in others} - {None}
    most = sum(range_of_figure(figure)[1] for figure in others if figure.count.unit in units)
    least = min(range_of_figure(figure)[0] for figure in own if figure.count.unit in units)
    if least >= _FAR_BEYOND * most:
        return (Verdict.VIOLATED, Reason.IMPLAUSIBLE)
    if least > most and is_complete:
        return (Verdict.VIOLATED, Reason.PART_LARGER)
    return (Verdict.UNKNOWN, Reason.TOTAL_MAY_BE_INCOMPLETE)


def _rows(
    known: _Known, incident: IncidentId, rows: Sequence[Affected], counted: Mapping[str, tuple[Figure, ...]], unit: Unit
) -> Iterator[CountCheck]:
    own = [(row, f) for row in rows for f in known.get(_of(row), ()) if f.count.unit is unit]
    whole = {key: [f for f in figures if f.count.unit is unit] for key, figures in counted.items()}
    figures, totals = tuple(f for _, f in own), tuple(f for found in whole.values() for f in found)
    if len({row.organization for row, _ in own}) > 1 and totals:
        verdict, why = (Verdict.UNKNOWN, Reason.NO_SINGLE_TOTAL) if len(counted) > 1 else _beside(figures, totals)
        about = (ThingKind.INCIDENT, str(incident))
        yield CountCheck(CheckKind.ROWS_TOGETHER, about, figures, totals, verdict, why, together(figures))


def _beside(rows: Sequence[Figure], totals: Sequence[Figure]) -> Outcome:
    if any(is_same(row, total) for row in rows for total in totals):
        return (Verdict.UNKNOWN, Reason.ROW_IS_TOTAL)
    if any(figure.repeats for figure in (*rows, *totals)):
        return (Verdict.UNKNOWN, Reason.COUNTS_REPEAT)
    ranges = [range_of_figure(row) for row in rows]
    low, high = sum(a for a, _ in ranges), sum(b for _, b in ranges)
    stated = [range_of_figure(total) for total in totals]
    if all(least > high for least, _ in stated):
        return (Verdict.UNKNOWN, Reason.ROWS_MAY_BE_INCOMPLETE)
    if all(low > most for _, most in stated):
        return (Verdict.UNKNOWN, Reason.ROWS_MAY_OVERLAP)
    if all(low <= most and least <= high for least, most in stated):
        return (Verdict.HOLDS, Reason.SUMS_UP)
    return (Verdict.UNKNOWN, Reason.CLAIMS_DIFFER)
