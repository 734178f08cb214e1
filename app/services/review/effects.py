"""Judgements that somebody thinks of → what would follow, before anything is saved.

    effects(graphs, judgements)   →  {"falls": …, "rises": …, "changes": …, "joins": …, "conflicts": …, "pairs": …}

The view with them is resolved as every view is, and compared with the present one, as that without a document is.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.judgement import Judgement
from app.domain.path import Question
from app.domain.view import View
from app.engine.withdrawal import compare
from app.services.comparison import comparison_json, risen_json
from app.services.sight import Sight
from app.services.wire import Json

__all__ = ["effects", "replaced"]

_SECONDS = 3.0  # for one side's paths; a person waits for this
_QUESTION = Question(seconds=_SECONDS)


def effects(graphs: Sight, judgements: Sequence[Judgement]) -> Json:
    """What differs between the present view and that with these judgements, in the place of those of the same id."""
    before = graphs.snapshot()
    after = graphs.snapshot(View(judgements=replaced(before.view.judgements, judgements)))
    found = compare(before.graph, after.graph, _QUESTION)
    return {
        "changes_nothing": found.is_nothing and not found.truncated,
        **comparison_json(before, after, found),
        **risen_json(before, after, found),
        "suggestions": {"before": len(before.graph.suggestions), "after": len(after.graph.suggestions)},
        "cut": list(found.truncated),
    }


def replaced(present: Sequence[Judgement], by: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """The judgements with these in the place of those of the same ids, in the order of time."""
    found = {**{one.id: one for one in present}, **{one.id: one for one in by}}
    return tuple(sorted(found.values(), key=lambda j: (j.when, j.id)))
