"""Record counts: does what is told of numbers go together?

1. A dataset is no larger than one that it derives from, a delivery no larger than the transfer that sums it up. Parts
   are never added up: they may overlap.
2. What an actor passed on of a dataset is no more than it got of it (`passed_on`).
3. The row of an affected organization is no larger than the data of its incident (`affected`).
4. Claims about one count that cannot all be true are told side by side.

What counts as larger, `sizes` says. Example: a list of 3万人 and a part of it of 4万人 cannot be; 4万件 of it are not
comparable, for people are no records.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from app.domain.counts import CheckKind, CountCheck, Figure, Reason, Thing, Verdict
from app.domain.graph import Affected, Conflict, Count, Graph, Side, Transfer
from app.domain.path import Question
from app.domain.support import Scope
from app.domain.vocabulary import ThingKind
from app.engine.affected import affected_rows
from app.engine.kinship import closure
from app.engine.passed_on import passed_on
from app.engine.selection import EVERYTHING, things_in
from app.engine.sizes import compare

__all__ = ["Figures", "figures_of", "find_count_checks"]

Figures = Mapping[Thing, Sequence[Figure]]
"""What is claimed of the size of each thing."""

_ORDER = {verdict: number for number, verdict in enumerate(Verdict)}


def find_count_checks(
    graph: Graph, question: Question, scope: Scope = EVERYTHING, figures: Figures | None = None
) -> tuple[tuple[CountCheck, ...], tuple[str, ...]]:
    """All checks of what is asked for, those that fail first, then by kind and id; and what was cut.

    `figures`: every claim about every count; else those that the graph itself holds. Raises NotFound and BadQuestion.
    """
    known = figures_of(graph) if figures is None else figures
    asked = things_in(graph, question, scope)
    cut: set[str] = set()
    found = [
        *_datasets(graph, known, asked.get(ThingKind.DATASET, frozenset())),
        *_transfers(graph, known, asked[ThingKind.TRANSFER]),
        *passed_on(graph, question, known, asked[ThingKind.TRANSFER], cut),
        *affected_rows(graph, known, asked.get(ThingKind.AFFECTED, frozenset())),
        *_claims(graph, known, asked, everywhere=scope == EVERYTHING and question.dataset is None),
    ]
    found.sort(key=lambda check: (_ORDER[check.verdict], check.kind, check.about, sorted(f.of for f in check.whole)))
    return tuple(found), tuple(sorted(cut))


def figures_of(graph: Graph) -> Figures:
    """The figures that a graph itself holds: all of a dataset, the best supported one of a transfer and of a row."""
    found: dict[Thing, Sequence[Figure]] = {}
    for dataset in graph.datasets.values():
        of = (ThingKind.DATASET, str(dataset.id))
        found[of] = [Figure(of, c.count, c.claimed_by, c.evidence) for c in dataset.record_counts]
    rows: list[Transfer | Affected] = [*graph.transfers.values(), *graph.affected]
    for row in rows:
        if row.record_count is not None:
            of = (ThingKind.TRANSFER if isinstance(row, Transfer) else ThingKind.AFFECTED, str(row.id))
            found[of] = [Figure(of, row.record_count, None, row.evidence)]
    return found


def _datasets(graph: Graph, known: Figures, asked: Collection[str]) -> Iterator[CountCheck]:
    above: dict[str, Sequence[str]] = {str(d.id): d.derived_from for d in graph.datasets.values()}
    for key in asked:
        yield from _within(known, CheckKind.DATASET_PART, ThingKind.DATASET, key, closure(key, above) - {key})


def _transfers(graph: Graph, known: Figures, asked: Collection[str]) -> Iterator[CountCheck]:
    above = {str(t.id): (str(t.part_of),) for t in graph.transfers.values() if t.part_of is not None}
    for key in asked:
        wholes = closure(key, above)
        if key not in wholes:  # deliveries that sum each other up say nothing
            yield from _within(known, CheckKind.TRANSFER_PART, ThingKind.TRANSFER, key, wholes & set(asked))


def _within(known: Figures, kind: CheckKind, of: ThingKind, part: str, wholes: Iterable[str]) -> Iterator[CountCheck]:
    own = tuple(known.get((of, part), ()))
    for whole in wholes:
        others = tuple(known.get((of, whole), ()))
        if own and others:
            yield CountCheck(kind, (of, part), own, others, *compare(own, others))


# ------------------------------------------------------------------ claims that disagree


def _claims(
    graph: Graph, known: Figures, asked: Mapping[ThingKind, Collection[str]], *, everywhere: bool
) -> Iterator[CountCheck]:
    """The conflicts about counts of what is asked for; those of nothing in particular only where all is asked for."""
    kinds = {key: kind for kind, keys in asked.items() for key in keys}
    for conflict in graph.conflicts:
        subject = conflict.subject or ""
        if conflict.property == "record_count" and (subject in kinds or everywhere):
            about = (kinds[subject], subject) if subject in kinds else (ThingKind.CONFLICT, conflict.id)
            figures = _sides(conflict, about, known.get(about, ()))
            units = {figure.count.unit for figure in figures}
            if len(figures) > 1:
                disagree = (Verdict.VIOLATED, Reason.CLAIMS_DISAGREE)
                differ = (Verdict.NOT_COMPARABLE, Reason.UNITS_DIFFER)
                is_one = len(units - {None}) < len(figures) or len(units - {None}) < 2
                yield CountCheck(CheckKind.CLAIMS, about, figures, (), *(disagree if is_one else differ))


def _sides(conflict: Conflict, about: Thing, known: Sequence[Figure]) -> tuple[Figure, ...]:
    """The sides that are numbers, each with unit and qualifier as far as a claim of its subject has the same number."""
    return tuple(
        _figure(side, about, known)
        for side in conflict.sides
        if isinstance(side.value, int | float) and not isinstance(side.value, bool)
    )


def _figure(side: Side, about: Thing, known: Sequence[Figure]) -> Figure:
    same = [figure for figure in known if figure.count.value == side.value]
    best = next((figure for figure in same if figure.claimed_by == side.claimed_by), same[0] if same else None)
    value = side.value if isinstance(side.value, int | float) else 0
    return Figure(
        about,
        Count(value) if best is None else best.count,
        side.claimed_by,
        side.evidence,
        best is not None and best.repeats,
    )
