"""Without one document, what falls? → one JSON object: things that fall or change, and the answers that do.

ask_withdrawal(graphs, "midorisawa-news", Options(by="2030-12-31"))
→  {"document", "falls": {"transfers": […], …}, "changes": […], "joins": […], "pairs": […], "holders": […], …}

The view without the document is resolved as every view is; nothing is taken out of the store.
"""

from __future__ import annotations

from app.domain.graph import Transfer
from app.domain.ids import ActorId, DatasetId, EventId, TransferId
from app.domain.path import Question
from app.domain.view import View
from app.domain.vocabulary import ThingKind
from app.domain.withdrawal import (
    MAX_ORIGINS,
    MAX_PAIRS,
    HolderChange,
    JoinChange,
    PairChange,
    Reach,
    TransferChange,
    Withdrawal,
)
from app.engine.withdrawal import compare
from app.export.leaktrail1 import document_names
from app.services.answers import frame, holder_json, strength_json
from app.services.ask import Options, ask
from app.services.describe import actor_ref, dataset_ref, day, event_json, transfer_fact
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
            **_things(before, after, withdrawal),
            "pairs": [_pair(before, after, one) for one in withdrawal.pairs],
            "holders": [_holder(before, after, one) for one in withdrawal.holders],
            "limits": {"origins": MAX_ORIGINS, "pairs": MAX_PAIRS},
            **frame(before, withdrawal.truncated),
        }

    return ask(graphs, options, answer)


# ------------------------------------------------------------------ things


def _things(before: Snapshot, after: Snapshot, found: Withdrawal) -> Json:
    """What falls, what stays but changes, and what is joined otherwise."""
    return {
        "falls": {
            "transfers": [transfer_fact(before, transfer) for transfer in found.transfers],
            "actors": [actor_ref(before, ActorId(key)) for key in found.actors],
            "datasets": [dataset_ref(before, DatasetId(key)) for key in found.datasets],
            "events": [event_json(before, before.graph.events[EventId(key)]) for key in found.events],
        },
        "changes": [_change(before, after, change) for change in found.changed],
        "groups": [{"before": _group(before, one.before), "after": _group(after, one.after)} for one in found.groups],
        "joins": [_join(before, after, join) for join in found.joins],
    }


def _change(before: Snapshot, after: Snapshot, change: TransferChange) -> Json:
    old, new = _fact(before, change.before), _fact(after, change.after)
    ends = {slot: old[slot] for slot in ("provider", "recipient")}
    told = [{"property": name, "before": old[name], "after": new[name]} for name in change.properties]
    return {"transfer": change.before.id, "after": change.after.id, **ends, "properties": told}


def _fact(snapshot: Snapshot, transfer: Transfer) -> Json:
    fact = transfer_fact(snapshot, transfer)
    return {**fact, "window": fact["stated"], "documents": transfer.support}


def _group(snapshot: Snapshot, identifier: ActorId) -> Json:
    actor = snapshot.graph.actors[identifier]
    members, candidates = ([actor_ref(snapshot, key) for key in keys] for keys in (actor.members, actor.candidates))
    return {"id": actor.id, "label": actor.label, "members": members, "candidates": candidates}


def _join(before: Snapshot, after: Snapshot, join: JoinChange) -> Json:
    sides = ((before, join.before), (after, join.after))
    old, new = ([_ref(snapshot, join.kind, key) for key in keys] for snapshot, keys in sides)
    return {"kind": join.kind.value, "before": old, "after": new}


def _ref(snapshot: Snapshot, kind: ThingKind, key: str) -> Json | None:
    """A reference to any of the kinds that are compared; a transfer and an event are called by what happens in them."""
    graph = snapshot.graph
    if kind is ThingKind.ACTOR:
        return actor_ref(snapshot, ActorId(key))
    if kind is ThingKind.DATASET:
        return dataset_ref(snapshot, DatasetId(key))
    if kind is ThingKind.EVENT:
        return {"id": key, "label": graph.events[EventId(key)].type}
    return {"id": key, "label": graph.transfers[TransferId(key)].action.value}


# ------------------------------------------------------------------ answers


def _pair(before: Snapshot, after: Snapshot, pair: PairChange) -> Json:
    goal = before if pair.goal in before.graph.actors else after
    return {
        "from": actor_ref(before, pair.start),
        "to": actor_ref(goal, pair.goal),
        "change": _word(pair.before, pair.after),
        "before": _reach(pair.before),
        "after": _reach(pair.after),
    }


def _reach(reach: Reach | None) -> Json | None:
    if reach is None:
        return None
    days = {"earliest": day(reach.earliest), "certain_by": day(reach.certain_by)}
    return {"strength": strength_json(reach.strength), **days}


def _holder(before: Snapshot, after: Snapshot, change: HolderChange) -> Json:
    old, new = (
        None if holder is None else holder_json(snapshot, holder)
        for snapshot, holder in ((before, change.before), (after, change.after))
    )
    shown = old or new or {}
    return {"actor": shown.get("actor"), "change": _word(old, new), "before": old, "after": new}


def _word(before: object | None, after: object | None) -> str:
    return "lost" if after is None else "new" if before is None else "changed"
