"""The judgements of a record → which of them count, and why the others do not.

    reviewed(snapshot).states["judgement-1…"]   →  State.DISPUTED

Of one person's judgements about the same the latest counts. Where people disagree, none of theirs does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.attachment import Loss, attach
from app.domain.judgement import OF_PAIRS, Judgement, Verdict
from app.services.snapshot import Snapshot

__all__ = ["Reviewed", "State", "reviewed"]


class State(StrEnum):
    """Whether a judgement counts."""

    COUNTS = "counts"
    DISPUTED = "disputed"
    """Another person says otherwise, and neither counts."""
    SUPERSEDED = "superseded"
    """The same person said something later about the same."""
    LOST = "lost"
    """It finds nothing any more."""
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """`today`: judgements that find something, as they read now, by their ids. `disputes`: sets that disagree."""

    judgements: Sequence[Judgement]
    today: Mapping[str, Judgement]
    states: Mapping[str, State]
    losses: Mapping[str, Loss]
    disputes: tuple[tuple[Judgement, ...], ...]


def reviewed(snapshot: Snapshot) -> Reviewed:
    """What was decided, seen from the readings of this view; found out once for each snapshot."""
    return snapshot.once("review", "standing", lambda: _reviewed(snapshot))


def _reviewed(snapshot: Snapshot) -> Reviewed:
    judgements = snapshot.view.judgements
    attached = attach(judgements, snapshot.readings.get)
    today = {one.id: one for one in reversed(attached.judgements)}
    groups = _latest(attached.judgements)
    disputes = tuple(
        tuple(sorted(found.values(), key=lambda j: (j.when, j.id)))
        for _, found in sorted(groups.items())
        if _disagree(found.values())
    )
    disputed = {one.id for found in disputes for one in found}
    last = {one.id for found in groups.values() for one in found.values()}
    losses = {lost.judgement.id: lost.loss for lost in attached.lost}
    states = {one.id: _state(one, losses, disputed, last) for one in judgements}
    return Reviewed(judgements, today, states, losses, disputes)


def _state(one: Judgement, losses: Mapping[str, Loss], disputed: set[str], last: set[str]) -> State:
    if one.undone:
        return State.UNDONE
    if one.id in losses:
        return State.LOST
    if one.id in disputed:
        return State.DISPUTED
    return State.COUNTS if one.id in last else State.SUPERSEDED


def _latest(judgements: Iterable[Judgement]) -> dict[tuple[bool, tuple[str, ...]], dict[str, Judgement]]:
    """By what they are about, the latest judgement of each person that is not taken back."""
    found: dict[tuple[bool, tuple[str, ...]], dict[str, Judgement]] = {}
    for one in sorted(judgements, key=lambda j: (j.when, j.id)):
        if not one.undone:
            found.setdefault((len(one.about) > 1, one.about), {})[one.who] = one
    return found


def _disagree(found: Iterable[Judgement]) -> bool:
    said = {(j.verdict, None if j.verdict in OF_PAIRS else repr(_correction(j))) for j in found}
    return len({one for one in said if one[0] is not Verdict.UNSURE}) > 1


def _correction(judgement: Judgement) -> object:
    return judgement.value if judgement.verdict is Verdict.CORRECT else None
