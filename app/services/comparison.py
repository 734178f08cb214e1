"""Two views of one record that were compared → plain objects: what falls, rises and changes, and the answers that do.

    comparison_json(before, after, withdrawal)   →  {"falls": {"transfers": […], …}, "changes": […], "pairs": […], …}

Ids are those of the view before, and for what only the view after has, those of that.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.graph import Transfer
from app.domain.ids import ActorId, DatasetId, EventId, TransferId
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
from app.services.answers import holder_json, strength_json
from app.services.describe import actor_ref, conflict_json, dataset_ref, day, event_json, transfer_fact
from app.services.snapshot import Snapshot
from app.services.wire import Json

__all__ = ["comparison_json", "risen_json"]


def comparison_json(before: Snapshot, after: Snapshot, found: Withdrawal) -> Json:
    """What falls, what stays but changes, what is joined otherwise; pairs and holders of whom it is told otherwise."""
    return {
        "falls": _things(before, found.transfers, found.actors, found.datasets, found.events),
        "changes": [_change(before, after, change) for change in found.changed],
        "groups": [{"before": _group(before, one.before), "after": _group(after, one.after)} for one in found.groups],
        "joins": [_join(before, after, join) for join in found.joins],
        "pairs": [_pair(before, after, one) for one in found.pairs],
        "holders": [_holder(before, after, one) for one in found.holders],
        "limits": {"origins": MAX_ORIGINS, "pairs": MAX_PAIRS},
    }


def risen_json(before: Snapshot, after: Snapshot, found: Withdrawal) -> Json:
    """What only the view after has, and the conflicts that only one of the two has."""
    rises = found.rises
    return {
        "rises": _things(after, rises.transfers, rises.actors, rises.datasets, rises.events),
        "conflicts": {
            "gone": [conflict_json(before, one) for one in found.conflicts_gone],
            "new": [conflict_json(after, one) for one in found.conflicts_new],
        },
    }


def _things(
    snapshot: Snapshot,
    transfers: Iterable[Transfer],
    actors: Iterable[str],
    datasets: Iterable[str],
    events: Iterable[str],
) -> Json:
    return {
        "transfers": [transfer_fact(snapshot, transfer) for transfer in transfers],
        "actors": [actor_ref(snapshot, ActorId(key)) for key in actors],
        "datasets": [dataset_ref(snapshot, DatasetId(key)) for key in datasets],
        "events": [event_json(snapshot, snapshot.graph.events[EventId(key)]) for key in events],
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
