"""What do all ways from X to Y pass? → choke points and least cuts as a JSON object, with days and quotes.

ask_chokepoints(graphs, "元社員", "名簿業者", Options())
→  {"from", "to", "path", "transfers": […], "actors": […], "least_transfers": {"transfers", "at_least", …}, …}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from app.domain.cut import ChokeActor, ChokePoints, ChokeTransfer, CutActor, CutTransfer
from app.domain.ids import TransferId
from app.domain.path import Paths, Question
from app.engine.chokepoints import find_chokepoints
from app.engine.explain import explain
from app.services.answers import paths_answer, shown
from app.services.ask import Options, ask
from app.services.describe import actor_ref, transfer_fact, window_json
from app.services.explained import concerned
from app.services.lookup import find_actor
from app.services.sight import Sight
from app.services.snapshot import Snapshot
from app.services.wire import Json

__all__ = ["ask_chokepoints"]


def ask_chokepoints(graphs: Sight, start: str, goal: str, options: Options) -> Json:
    """Transfers and actors without which no path from `start` to `goal` remains, and the least sets of them."""

    def answer(snapshot: Snapshot, question: Question) -> Json:
        first, last = find_actor(snapshot, start), find_actor(snapshot, goal)
        found = find_chokepoints(snapshot.graph, first, last, question)
        best = Paths(() if found.path is None else (found.path,), found.beside, found.truncated)
        told = graphs.with_words(snapshot, {*shown(best), *_transfers(found)})
        told = graphs.with_conflicts(told, concerned(best.paths))
        why = explain(told.graph, (first, last), question, best.paths)
        return _answer(told, found, paths_answer(told, best, question, why))

    return ask(graphs, options, answer, start, goal)


def _transfers(found: ChokePoints) -> Iterator[TransferId]:
    yield from (choke.transfer.id for choke in found.transfers)
    if found.least_transfers is not None:
        yield from (member.transfer.id for member in found.least_transfers.transfers)


def _answer(snapshot: Snapshot, found: ChokePoints, best: Json) -> Json:
    """`best` is the answer that has the best path only; what it says of itself holds here too."""
    paths = cast("list[Json]", best.pop("paths"))
    return {
        "from": actor_ref(snapshot, found.start),
        "to": actor_ref(snapshot, found.goal),
        "path": next(iter(paths), None),
        "transfers": [_transfer(snapshot, choke) for choke in found.transfers],
        "actors": [_actor(snapshot, choke) for choke in found.actors],
        "undecided": {
            "transfers": list(found.undecided_transfers),
            "actors": [actor_ref(snapshot, actor) for actor in found.undecided_actors],
        },
        "least_transfers": _least_transfers(snapshot, found),
        "least_actors": _least_actors(snapshot, found),
        **best,
    }


def _transfer(snapshot: Snapshot, choke: ChokeTransfer | CutTransfer) -> Json:
    fact = transfer_fact(snapshot, snapshot.graph.transfers[choke.transfer.id])
    window = {"window": window_json(choke.window), "parts": list(choke.parts)}
    return {"transfer": fact.pop("id"), **fact, **window}


def _actor(snapshot: Snapshot, choke: ChokeActor) -> Json:
    return {
        "actor": actor_ref(snapshot, choke.actor),
        "one_with": [actor_ref(snapshot, actor) for actor in choke.one_with],
        "received": window_json(choke.received),
        "passed_on": window_json(choke.passed_on),
        "status": choke.status.value,
    }


def _least_transfers(snapshot: Snapshot, found: ChokePoints) -> Json | None:
    least = found.least_transfers
    if least is None:
        return None
    members = [{**_transfer(snapshot, member), "path": _ids(member.path)} for member in least.transfers]
    return {"transfers": members, "at_least": least.at_least, "is_least": least.is_least}


def _least_actors(snapshot: Snapshot, found: ChokePoints) -> Json | None:
    least = found.least_actors
    if least is None:
        return None
    members = [_member(snapshot, member) for member in least.actors]
    return {"actors": members, "at_least": least.at_least, "is_least": least.is_least}


def _member(snapshot: Snapshot, member: CutActor) -> Json:
    return {
        "actor": actor_ref(snapshot, member.actor),
        "received": window_json(member.received),
        "passed_on": window_json(member.passed_on),
        "path": _ids(member.path),
    }


def _ids(path: Iterable[TransferId] | None) -> list[TransferId] | None:
    return None if path is None else list(path)
