"""Explanation → plain JSON object, the key `why` of a path.

    {"days": ["2025-01-01", "2025-02-03"], "order": ["days"], "doubts": [{"code": "inferred_end", "hops": [2], …}],
     "weakest": {"hop": 2, "because": "status"}, "disputes": [{"property": "time", "hops": [2], "claims": […]}]}

Hops are numbered from 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.domain.explanation import Dispute, Explanation, Reason
from app.domain.path import Path
from app.engine.explain import things_of
from app.services.describe import actor_ref, conflict_json, day, side_json, window_json
from app.services.snapshot import Snapshot
from app.services.wire import Json

__all__ = ["concerned", "why_json"]


def concerned(paths: Iterable[Path]) -> Iterator[str]:
    """The transfers, actors and datasets whose conflicts an explanation of these paths looks at."""
    for path in paths:
        yield from (key for key, _ in things_of(path))


def why_json(snapshot: Snapshot, why: Explanation) -> Json:
    """Why a path is possible, why it is not certain, on what it hangs, and where the documents disagree about it."""
    because = why.weakest.because
    return {
        "days": [day(one) for one in why.days],
        "order": [basis.value for basis in why.order],
        "doubts": [_doubt(snapshot, reason) for reason in why.doubts],
        "weakest": {"hop": why.weakest.hop, "because": None if because is None else because.value},
        "disputes": [_dispute(snapshot, dispute) for dispute in why.disputes],
    }


def _doubt(snapshot: Snapshot, reason: Reason) -> Json:
    return {
        "code": reason.code.value,
        "hops": list(reason.hops),
        "slot": reason.slot,
        "windows": [window_json(window) for window in reason.windows],
        "actors": [actor_ref(snapshot, actor) for actor in reason.actors],
        "recoveries": list(reason.recoveries),
    }


def _dispute(snapshot: Snapshot, dispute: Dispute) -> Json:
    claims = [
        {**side_json(snapshot, side), "effect": None if effect is None else effect.value}
        for side, effect in zip(dispute.conflict.sides, dispute.effects, strict=True)
    ]
    return {**conflict_json(snapshot, dispute.conflict), "claims": claims, "hops": list(dispute.hops)}
