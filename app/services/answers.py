"""Answer → plain JSON object, the same for the command line, HTTP and the page.

    Paths    {"paths": [{"hops": [{"transfer", "provider": {"id", "label"}, …, "evidence": […]}], …, "why": …}], …}
    Lineage  {"root", "direction", "mode", "actors": [{"actor", "earliest", …, "path"}], …}
    Holders  {"by", "dataset", "actors": [{"actor", "certain", …, "since", "until", "held", …}], …}

Every answer says its `policy`, whether it is `truncated`, and in `cut` what was cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from app.domain.explanation import Explanation
from app.domain.ids import TransferId
from app.domain.path import Holder, Holders, Hop, Lineage, Path, Paths, Question, Reached, Strength
from app.services.describe import actor_ref, dataset_ref, day, transfer_fact, window_json
from app.services.explained import why_json
from app.services.snapshot import Snapshot
from app.services.wire import Json

__all__ = [
    "frame",
    "holder_json",
    "holders_answer",
    "lineage_answer",
    "path_json",
    "paths_answer",
    "shown",
    "strength_json",
]


def paths_answer(snapshot: Snapshot, paths: Paths, question: Question, why: Iterable[Explanation]) -> Json:
    """The k best paths with their evidence, each explained, and the denied and planned transfers beside them."""
    explained = zip(paths.paths, why, strict=True)
    return {
        "paths": [{**path_json(snapshot, path), "why": why_json(snapshot, one)} for path, one in explained],
        "beside": [transfer_fact(snapshot, snapshot.graph.transfers[t.id]) for t in paths.beside],
        "mode": question.mode.value,
        **frame(snapshot, paths.truncated),
    }


def shown(paths: Paths) -> Iterator[TransferId]:
    """The transfers whose words the answer shows."""
    for path in paths.paths:
        yield from (hop.transfer.id for hop in path.hops)
    yield from (transfer.id for transfer in paths.beside)


def lineage_answer(snapshot: Snapshot, lineage: Lineage, question: Question) -> Json:
    """Whom the data reached, or from whom it came."""
    return {
        "root": actor_ref(snapshot, lineage.root),
        "direction": lineage.direction.value,
        "mode": question.mode.value,
        "actors": [_reached(snapshot, reached) for reached in lineage.actors],
        **frame(snapshot, lineage.truncated),
    }


def holders_answer(snapshot: Snapshot, holders: Holders, question: Question) -> Json:
    """Who had the data by the end of a day, and who may hold it still."""
    return {
        "by": day(holders.by),
        "dataset": dataset_ref(snapshot, holders.dataset),
        "mode": question.mode.value,
        "actors": [holder_json(snapshot, holder) for holder in holders.actors],
        **frame(snapshot, holders.truncated),
    }


def strength_json(strength: Strength) -> Json:
    """How well the weakest hop is supported."""
    return {
        "status": strength.status.value,
        "documents": strength.documents,
        "confidence": strength.confidence,
    }


def frame(snapshot: Snapshot, cut: Iterable[str]) -> Json:
    """What every answer says of itself."""
    cut = list(cut)
    return {"policy": snapshot.view.policy.value, "truncated": bool(cut), "cut": cut}


def path_json(snapshot: Snapshot, path: Path) -> Json:
    """A path with the words of its hops, and the gaps between these."""
    return {
        "hops": [_hop(snapshot, hop) for hop in path.hops],
        "gaps": list(_gaps(snapshot, path)),
        "certain": path.is_certain,
        "strength": strength_json(path.strength),
    }


def _hop(snapshot: Snapshot, hop: Hop) -> Json:
    fact = transfer_fact(snapshot, snapshot.graph.transfers[hop.transfer.id])
    transfer = fact.pop("id")
    return {
        "transfer": transfer,
        **fact,
        "window": window_json(hop.window),
        "carried": dataset_ref(snapshot, hop.dataset),
        "parts": list(hop.parts),
    }


def _gaps(snapshot: Snapshot, path: Path) -> Iterable[Json]:
    """Days between two hops of which nothing is told: the data lay with the one who had received it."""
    latest: date | None = None
    for number, (hop, following) in enumerate(zip(path.hops, path.hops[1:], strict=False), start=1):
        bounds = [bound for bound in (latest, hop.window.latest) if bound is not None]
        latest = max(bounds) if hop.window.latest is not None else None
        earliest = following.window.earliest
        if latest is not None and earliest is not None and (earliest - latest).days > 1:
            holder = actor_ref(snapshot, hop.transfer.recipient)
            yield {"after_hop": number, "holder": holder, "from": day(latest), "to": day(earliest)}


def _reached(snapshot: Snapshot, reached: Reached) -> Json:
    return {
        "actor": actor_ref(snapshot, reached.actor),
        "earliest": day(reached.earliest),
        "latest": day(reached.latest),
        "certain_by": day(reached.certain_by),
        "status": reached.status.value,
        "hops": reached.hops,
        "path": list(reached.path),
    }


def holder_json(snapshot: Snapshot, holder: Holder) -> Json:
    """One actor that had the data."""
    return {
        "actor": actor_ref(snapshot, holder.actor),
        "certain": holder.certain,
        "status": holder.status.value,
        "since": window_json(holder.since),
        "until": None if holder.until is None else window_json(holder.until),
        "held": holder.held.value,
        "origin": holder.origin,
        "lawful": holder.lawful,
        "path": list(holder.path),
    }
