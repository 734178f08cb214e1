"""Do the record counts go together? → a page of checks as a JSON object, with both sides and their words.

ask_counts(graphs, None, "violated", Part(), Options())
→  {"items": [{"kind", "about", "part": […], "whole": […], "verdict", "why", …}], "next", …}
"""

from __future__ import annotations

from app.domain.counts import Bounds, CheckKind, CountCheck, Figure, Verdict
from app.domain.errors import BadQuestion
from app.domain.ids import digest
from app.domain.path import Question
from app.domain.support import Scope
from app.engine.counts import find_count_checks
from app.services.answers import frame
from app.services.ask import Options, ask
from app.services.describe import count_json, dataset_ref, day, evidence_json
from app.services.figures import figures_of_claims
from app.services.lookup import find_incident
from app.services.naming import thing_ref
from app.services.paging import Part, page_of
from app.services.sight import Sight
from app.services.snapshot import Snapshot
from app.services.wire import Json

__all__ = ["ask_counts"]


def ask_counts(graphs: Sight, incident: str | None, verdict: str | None, part: Part, options: Options) -> Json:
    """The checks of an incident (id or name) or of all, of one verdict or of all, those that fail first.

    They are made on the record, since a slice has no claims. Mode and length of paths change nothing here. Raises
    BadQuestion, NotFound and Ambiguous.
    """
    if verdict is not None and verdict not in list(Verdict):
        raise BadQuestion(f"must be one of {', '.join(Verdict)}", place="verdict")

    def answer(asked: Snapshot, question: Question) -> Json:
        snapshot = graphs.snapshot(asked.view) if asked.is_slice else asked
        scope = Scope(None if incident is None else find_incident(snapshot, incident))
        checks, cut = find_count_checks(snapshot.graph, question, scope, figures_of_claims(snapshot))
        shown, more = page_of([c for c in checks if verdict in (None, c.verdict)], part, _identifier)
        return {
            "by": day(question.by),
            "dataset": dataset_ref(snapshot, question.dataset),
            "mode": question.mode.value,
            "items": [_check(snapshot, check) for check in shown],
            "next": _identifier(shown[-1]) if more else None,
            **frame(snapshot, (*cut, *(["limit"] if more else []))),
        }

    return ask(graphs, options, answer)


def _identifier(check: CountCheck) -> str:
    figures = (*check.part, *check.whole)
    unit = {str(figure.count.unit) for figure in figures} if check.kind is CheckKind.ROWS_TOGETHER else set[str]()
    return digest("check", check.kind, check.about[1], *sorted({f.of[1] for f in check.whole}), *sorted(unit))


def _check(snapshot: Snapshot, check: CountCheck) -> Json:
    kind, key = check.about
    return {
        "id": _identifier(check),
        "kind": check.kind.value,
        "about": {"kind": kind.value, **thing_ref(snapshot.graph, kind, key)},
        "part": [_figure(snapshot, figure) for figure in check.part],
        "whole": [_figure(snapshot, figure) for figure in check.whole],
        "together": None if check.together is None else _bounds(check.together),
        "verdict": check.verdict.value,
        "why": check.why.value,
    }


def _figure(snapshot: Snapshot, figure: Figure) -> Json:
    kind, key = figure.of
    return {
        "of": {"kind": kind.value, **thing_ref(snapshot.graph, kind, key)},
        **count_json(figure.count),
        "claimed_by": figure.claimed_by,
        "repeats": figure.repeats,
        "evidence": evidence_json(snapshot, figure.evidence),
    }


def _bounds(bounds: Bounds) -> Json:
    return {"at_least": bounds.at_least, "at_most": bounds.at_most}
