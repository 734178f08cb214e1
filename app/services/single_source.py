"""Which facts rest on one source? → a page of them as a JSON object, each with the words that alone tell it.

ask_single_source(graphs, Wanted(actor="名簿業者"), Part(), Options())
→  {"items": [{"kind", "thing": {"id", "label"}, "property", "value", "why", "evidence", …}], "next", …}
"""

from __future__ import annotations

from app.domain.claim import REFERENCES, Value
from app.domain.ids import DocumentId, digest
from app.domain.path import Question
from app.domain.support import Lone, Scope, SingleSourced
from app.engine.selection import things_in
from app.engine.support import find_single_sourced
from app.services.answers import frame
from app.services.ask import Options, ask
from app.services.describe import dataset_ref, day, evidence_json
from app.services.listing import Wanted
from app.services.lookup import find_actor, find_incident, find_transfer
from app.services.naming import thing_ref
from app.services.paging import Part, page_of
from app.services.sight import Sight
from app.services.snapshot import Snapshot
from app.services.statements import statements_of
from app.services.wire import Json, to_json

__all__ = ["ask_single_source"]


def ask_single_source(graphs: Sight, wanted: Wanted, part: Part, options: Options) -> Json:
    """The facts that one independent source alone tells: of an incident, around an actor, of a transfer, or all.

    They are read from the record, since a slice has no claims. Mode and length of paths change nothing here.
    """

    def answer(asked: Snapshot, question: Question) -> Json:
        snapshot = graphs.snapshot(asked.view) if asked.is_slice else asked
        scope = _scope(snapshot, wanted)
        chosen = things_in(snapshot.graph, question, scope)
        documents = None if scope.transfer is None else snapshot.graph.transfers[scope.transfer].documents
        told = (s for s in statements_of(snapshot, documents) if s.thing in chosen.get(s.kind, ()))
        shown, more = page_of(find_single_sourced(told), part, _identifier)
        return {
            "by": day(question.by),
            "dataset": dataset_ref(snapshot, question.dataset),
            "mode": question.mode.value,
            "items": [_fact(snapshot, fact) for fact in shown],
            "next": _identifier(shown[-1]) if more else None,
            **frame(snapshot, ["limit"] if more else []),
        }

    return ask(graphs, options, answer)


def _scope(snapshot: Snapshot, wanted: Wanted) -> Scope:
    return Scope(
        None if wanted.incident is None else find_incident(snapshot, wanted.incident),
        None if wanted.actor is None else find_actor(snapshot, wanted.actor),
        None if wanted.thing is None else find_transfer(snapshot, wanted.thing),
    )


def _identifier(fact: SingleSourced) -> str:
    return digest("fact", fact.kind, fact.thing, fact.property or "", to_json(fact.value).decode())


def _fact(snapshot: Snapshot, fact: SingleSourced) -> Json:
    documents = sorted({s.document for s in fact.statements})
    quotes = sorted({quote for s in fact.statements for quote in s.quotes})
    return {
        "id": _identifier(fact),
        "kind": fact.kind.value,
        "thing": thing_ref(snapshot.graph, fact.kind, fact.thing),
        "property": fact.property,
        "value": _value(snapshot, fact.property, fact.value),
        "why": fact.why.value,
        "source": _source(snapshot, fact, documents),
        "documents": [snapshot.names[key] for key in documents],
        "texts": fact.texts,
        "how": sorted({s.how.value for s in fact.statements}),
        "confidence": max(s.confidence for s in fact.statements),
        "evidence": evidence_json(snapshot, quotes),
    }


def _source(snapshot: Snapshot, fact: SingleSourced, documents: list[DocumentId]) -> str:
    """Who alone tells it: the speaker whom all quote, else the publisher or the name of the text."""
    if fact.why is Lone.VOICE:
        return fact.statements[0].voice
    document = snapshot.graph.documents[documents[0]]
    return document.metadata.publisher or snapshot.names[document.id]


def _value(snapshot: Snapshot, prop: str | None, value: Value) -> object:
    """A reference as `{id, label}`, anything else as it was claimed."""
    kind = REFERENCES.get(prop or "")
    if kind is None or not isinstance(value, str):
        return value
    return thing_ref(snapshot.graph, kind, value)
