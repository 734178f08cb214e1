"""Two sightings as words → from whom both can have come, as a JSON object.

ask_common_source(graphs, "見本のCD-R", "USBメモリの名簿", Options())
→  {"a": {"kind", "id", "label", "transfers", "left_out"}, "b": {…},
    "actors": [{"actor", "latest", "hops", "status", "paths": {"a", "b"}, "reading", "tells_from_next"}],
    "possible": […], "mode", …}
"""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.common_source import Assumption, CommonSources, Difference, Seen, Sighting, SightingKind, Source
from app.domain.errors import NotFound
from app.domain.ids import ActorId, DatasetId, TransferId
from app.domain.path import Path, Question
from app.engine.common_source import find_common_source
from app.services.answers import frame, path_json
from app.services.ask import Options, ask
from app.services.describe import actor_ref, count_json, dataset_ref, day, window_json
from app.services.lookup import find_sighting
from app.services.sight import Sight
from app.services.snapshot import Snapshot
from app.services.wire import Json

__all__ = ["ask_common_source"]


def ask_common_source(graphs: Sight, a: str, b: str, options: Options) -> Json:
    """Actors from whom both sightings can have come, latest first; `a` and `b` are ids, or names of datasets or actors.

    Raises BadQuestion, NotFound, Ambiguous, StoreError.
    """

    def answer(snapshot: Snapshot, question: Question) -> Json:
        snapshot, sightings = _sightings(graphs, snapshot, (a, b))
        found = find_common_source(snapshot.graph, *sightings, question)
        return _answer(graphs.with_words(snapshot, _shown(found)), found, question)

    return ask(graphs, options, answer, a, b, *(asked.partition(":")[2] for asked in (a, b) if ":" in asked))


def _sightings(graphs: Sight, snapshot: Snapshot, asked: tuple[str, str]) -> tuple[Snapshot, tuple[Sighting, Sighting]]:
    """What the words mean. A slice may lack a transfer that was asked for, since it is later or of other data."""
    a, b = asked
    try:
        return snapshot, (find_sighting(snapshot, a), find_sighting(snapshot, b))
    except NotFound:
        if not snapshot.is_slice:
            raise
    whole = graphs.slice(snapshot.view, None, None, asked)
    return whole, (find_sighting(whole, a), find_sighting(whole, b))


def _shown(found: CommonSources) -> Iterator[TransferId]:
    """The transfers whose words the answer shows."""
    for source in (*found.actors, *found.possible):
        yield from (hop.transfer.id for path in source.paths if path is not None for hop in path.hops)


def _answer(snapshot: Snapshot, found: CommonSources, question: Question) -> Json:
    a, b = found.seen
    return {
        "a": _seen(snapshot, a),
        "b": _seen(snapshot, b),
        "actors": [_source(snapshot, source) for source in found.actors],
        "possible": [_source(snapshot, source) for source in found.possible],
        "mode": question.mode.value,
        **frame(snapshot, found.truncated),
    }


def _seen(snapshot: Snapshot, seen: Seen) -> Json:
    return {
        "kind": seen.sighting.kind.value,
        "id": seen.sighting.id,
        "label": _label(snapshot, seen.sighting),
        "transfers": list(seen.transfers),
        "left_out": [{"transfer": one.transfer, "reason": one.reason.value} for one in seen.left_out],
    }


def _label(snapshot: Snapshot, sighting: Sighting) -> str:
    """A transfer has no name: it is called after its ends."""
    graph = snapshot.graph
    if sighting.kind is SightingKind.ACTOR:
        return graph.actors[ActorId(sighting.id)].label
    if sighting.kind is SightingKind.DATASET:
        return graph.datasets[DatasetId(sighting.id)].label
    transfer = graph.transfers[TransferId(sighting.id)]
    ends = [actor_ref(snapshot, end) for end in (transfer.provider, transfer.recipient)]
    return " → ".join("?" if end is None else str(end["label"]) for end in ends)


def _source(snapshot: Snapshot, source: Source) -> Json:
    a, b = source.paths
    return {
        "actor": actor_ref(snapshot, source.actor),
        "latest": day(source.latest),
        "hops": source.hops,
        "status": source.status.value,
        "paths": {"a": _path(snapshot, a), "b": _path(snapshot, b)},
        "reading": [_assumption(snapshot, assumption) for assumption in source.reading],
        "tells_from_next": [_difference(snapshot, difference) for difference in source.differences],
    }


def _path(snapshot: Snapshot, path: Path | None) -> Json | None:
    return None if path is None else path_json(snapshot, path)


def _assumption(snapshot: Snapshot, assumed: Assumption) -> Json:
    return {
        "actor": actor_ref(snapshot, assumed.actor),
        "stands_for": actor_ref(snapshot, assumed.stands_for),
        "transfer": assumed.transfer,
        "end": None if assumed.end is None else assumed.end.value,
    }


def _difference(snapshot: Snapshot, found: Difference) -> Json:
    return {
        "code": found.code.value,
        "whose": found.whose.value,
        "transfer": found.transfer,
        "end": None if found.end is None else found.end.value,
        "actor": actor_ref(snapshot, found.actor),
        "stands_for": actor_ref(snapshot, found.stands_for),
        "one_of": [actor_ref(snapshot, actor) for actor in found.one_of],
        "dataset": dataset_ref(snapshot, found.dataset),
        "day": day(found.day),
        "window": None if found.window is None else window_json(found.window),
        "status": None if found.status is None else found.status.value,
        "record_count": None if found.record_count is None else count_json(found.record_count),
    }
