"""What is drawn of the graph: actors and transfers, compact → a JSON object.

    ask_drawing(graphs, Drawn(incident="i1", limit=500), Options())
    →  {"actors": [{"id", "label", "kind", …}], "transfers": [{"id", "provider", "recipient", …}], "left_out": 0, …}

References are ids; actors, datasets and incidents are named once each. Of more transfers than the limit those come that
are told best, in the order in which paths are ranked: status, then independent sources, then confidence; so what a
picture leaves out is what it could show least for. They stand in the order of their first possible days.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.errors import BadQuestion
from app.domain.graph import Actor, Graph, Transfer
from app.domain.ids import ActorId, IncidentId
from app.domain.path import Question
from app.domain.vocabulary import Status, ThingKind
from app.engine.selection import family_of
from app.services.answers import frame
from app.services.ask import Options, ask
from app.services.describe import dataset_ref, transfer_fact
from app.services.lookup import find_actor, find_incident
from app.services.naming import thing_ref
from app.services.sight import Sight
from app.services.snapshot import Snapshot
from app.services.wire import Json

__all__ = ["DEFAULT_TRANSFERS", "MAX_TRANSFERS", "Drawn", "ask_drawing"]

DEFAULT_TRANSFERS = 500
MAX_TRANSFERS = 1_500
"""More than that nobody tells apart in a picture."""
_KEPT = (
    *("action", "medium", "stated", "status", "lawful", "confidence", "record_count", "price"),
    *("inferred", "part_of"),
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What of the graph: an incident (id or name), an actor with its neighbours (id or name), at most so much of it."""

    incident: str | None = None
    actor: str | None = None
    min_status: str = Status.DENIED.value
    limit: int = DEFAULT_TRANSFERS


def ask_drawing(graphs: Sight, drawn: Drawn, options: Options) -> Json:
    """Actors and transfers as `drawn` wants them, of the dataset, policy and day of knowledge of `options`.

    `min_status` is that of `drawn`: denied and planned transfers are drawn too, unless it says otherwise. `revision` is
    that of the record as it can be seen, None if it changed meanwhile. Raises BadQuestion, NotFound and Ambiguous.
    """
    if drawn.min_status not in list(Status):
        raise BadQuestion(f"must be one of {', '.join(Status)}", place="min_status")
    if not 1 <= drawn.limit <= MAX_TRANSFERS:
        raise BadQuestion(f"must be from 1 to {MAX_TRANSFERS}", place="limit")

    def answer(snapshot: Snapshot, question: Question) -> Json:
        incident = None if drawn.incident is None else find_incident(snapshot, drawn.incident)
        actor = None if drawn.actor is None else find_actor(snapshot, drawn.actor)
        counted = _counted(snapshot.graph, question, Status(drawn.min_status))
        wanted = [one for one in counted if _is_wanted(one, incident, actor)]
        chosen = sorted(wanted, key=_weakness)[: drawn.limit]
        told = graphs.with_words(snapshot, [one.id for one in chosen])
        shown = sorted((told.graph.transfers[one.id] for one in chosen), key=_first_day)
        left_out = len(wanted) - len(shown)
        return {
            **_things(told, shown, actor, _numbers(counted)),
            "left_out": left_out,
            **frame(snapshot, ["limit"] if left_out else []),
        }

    before = graphs.revision()
    found = ask(graphs, options, answer, *filter(None, (drawn.incident, drawn.actor)))
    return found | {"revision": before if graphs.revision() == before else None}


def _counted(graph: Graph, question: Question, least: Status) -> Sequence[Transfer]:
    """The transfers of the dataset's family that are as sure as that."""
    family = None if question.dataset is None else family_of(graph, question.dataset)
    transfers = graph.transfers.values()
    return [t for t in transfers if t.status.rank <= least.rank and (family is None or t.dataset in family)]


def _is_wanted(transfer: Transfer, incident: IncidentId | None, actor: ActorId | None) -> bool:
    return incident in (None, transfer.incident) and actor in (None, *_ends(transfer))


def _weakness(transfer: Transfer) -> tuple[int, int, float, str]:
    return transfer.status.rank, -transfer.support, -transfer.confidence, transfer.id


def _first_day(transfer: Transfer) -> tuple[str, str]:
    return str(transfer.window.earliest or transfer.window.latest or "~"), transfer.id


def _ends(transfer: Transfer) -> tuple[ActorId, ...]:
    return tuple(end for end in (transfer.provider, transfer.recipient) if end is not None)


def _numbers(counted: Iterable[Transfer]) -> Mapping[ActorId, int]:
    """How many of the transfers that count each actor has."""
    return Counter(end for one in counted for end in dict.fromkeys(_ends(one)))


def _things(
    snapshot: Snapshot, shown: Sequence[Transfer], asked: ActorId | None, numbers: Mapping[ActorId, int]
) -> Json:
    graph = snapshot.graph
    actors = [graph.actors.get(key) or Actor(key, key) for key in _drawn_actors(graph, shown, asked)]
    datasets = sorted({one.dataset for one in shown if one.dataset is not None})
    incidents = sorted({key for one in (*shown, *actors) for key in _incidents(one)})
    return {
        "actors": [_actor(one, numbers.get(one.id, 0)) for one in actors],
        "transfers": [_transfer(snapshot, one) for one in shown],
        "datasets": [dataset_ref(snapshot, key) for key in datasets],
        "incidents": [thing_ref(graph, ThingKind.INCIDENT, key) for key in incidents],
    }


def _drawn_actors(graph: Graph, shown: Iterable[Transfer], asked: ActorId | None) -> Sequence[ActorId]:
    """The ends of the transfers with their members and candidates; around one actor also who names it as such."""
    ends = {end for one in shown for end in _ends(one)} | ({asked} if asked is not None else set[ActorId]())
    parts = {part for end in ends if (one := graph.actors.get(end)) is not None for part in _parts(one)}
    naming = {one.id for one in graph.actors.values() if asked is not None and asked in _parts(one)}
    return sorted(ends | parts | naming)


def _parts(actor: Actor) -> tuple[ActorId, ...]:
    return (*actor.members, *actor.candidates)


def _incidents(thing: Transfer | Actor) -> tuple[IncidentId, ...]:
    if isinstance(thing, Actor):
        return thing.incidents
    return () if thing.incident is None else (thing.incident,)


def _actor(actor: Actor, transfers: int) -> Json:
    return {
        "id": actor.id,
        "label": actor.label,
        "kind": actor.kind.value,
        "roles": [role.value for role in actor.roles],
        "incidents": list(actor.incidents),
        "members": list(actor.members),
        "candidates": list(actor.candidates),
        "transfers": transfers,
    }


def _transfer(snapshot: Snapshot, transfer: Transfer) -> Json:
    fact = transfer_fact(snapshot, transfer)
    return {
        "id": transfer.id,
        "incident": transfer.incident,
        "provider": transfer.provider,
        "recipient": transfer.recipient,
        "dataset": transfer.dataset,
        **{slot: fact[slot] for slot in _KEPT},
        "quotes": sum(1 for quote in transfer.evidence if quote.exact),
    }
