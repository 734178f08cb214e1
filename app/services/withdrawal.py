"""Without one document, what falls? → one JSON object: things that fall or change, and the answers that do.

ask_withdrawal(graphs, "midorisawa-news", Options(by="2030-12-31"))
→  {"document", "falls": {"transfers": […], …}, "changes": […], "joins": […], "pairs": […], "holders": […], …}

The view without the document is resolved as every view is; nothing is taken out of the store.
"""

from __future__ import annotations

from app.domain.path import Question
from app.domain.view import View
from app.engine.withdrawal import compare
from app.export.leaktrail1 import document_names
from app.services.answers import frame
from app.services.ask import Options, ask
from app.services.comparison import comparison_json
from app.services.describe import dataset_ref, day
from app.services.lookup import find_document
from app.services.sight import Sight
from app.services.snapshot import Snapshot
from app.services.wire import Json

__all__ = ["ask_withdrawal"]


def ask_withdrawal(graphs: Sight, document: str, options: Options) -> Json:
    """What falls if one document (store id, exchange id or title) is withdrawn. Raises NotFound, Ambiguous."""

    def answer(snapshot: Snapshot, question: Question) -> Json:
        documents = {one.id: one for one in graphs.documents()}
        found = find_document(documents, document_names(documents), document)
        visible = frozenset(documents) if snapshot.view.documents is None else snapshot.view.documents
        before = graphs.snapshot(View(snapshot.view.documents, policy=snapshot.view.policy))
        after = graphs.snapshot(View(visible - {found}, policy=snapshot.view.policy))
        withdrawal = compare(before.graph, after.graph, question)
        named = documents[found]
        return {
            "document": {"id": before.names[found], "label": named.metadata.title or named.name, "store_id": found},
            "visible": found in visible,
            "by": day(question.by),
            "dataset": dataset_ref(before, question.dataset),
            "mode": question.mode.value,
            **comparison_json(before, after, withdrawal),
            **frame(before, withdrawal.truncated),
        }

    return ask(graphs, options, answer)
