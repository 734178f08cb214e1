"""What the machine leaves open → entries: things that may be one, and claims that cannot all be true."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from app.domain.claim import Value
from app.domain.graph import Conflict, Suggestion
from app.domain.ids import ActorId, digest
from app.domain.judgement import OF_PAIRS, Judgement, Verdict
from app.domain.vocabulary import AffectedStatus, ThingKind
from app.services.describe import side_json
from app.services.review.entry import Choice, Entry, Kind, side
from app.services.review.quoted import words_of_thing
from app.services.review.rulings import CHOOSE
from app.services.review.speaker import Sentence, Speaker
from app.services.review.standing import Reviewed, State
from app.services.review.subjects import label_of, thing_of
from app.services.review.weight import Traffic
from app.services.snapshot import Snapshot

__all__ = ["conflicts", "identities"]

_PAIR = 2
_GROUPS = {"status": "status", "medium": "medium", "action": "action", "kind": "kind"}
_UNSURE = 0.5  # score: nothing speaks for the one or the other


def identities(snapshot: Snapshot, found: Reviewed, counted: Traffic) -> Iterator[Entry]:
    """Those that the machine suggests, and those of which people said that they are unsure.

    A pair that people disagree about is left to the entry that says so.
    """
    judged = _by_pair(snapshot, found)
    suggested = {frozenset((str(one.left), str(one.right))): one for one in snapshot.graph.suggestions}
    for pair, of in judged.items():
        doubt = _doubt(snapshot, pair, of, found)
        if doubt is not None:
            suggested.setdefault(pair, doubt)
    for pair, one in suggested.items():
        of = judged.get(pair, [])
        if not any(found.states[judgement.id] is State.DISPUTED for judgement in of):
            yield _identity(snapshot, one, counted, of)


def conflicts(snapshot: Snapshot, counted: Traffic) -> Iterator[Entry]:
    """All that are listed."""
    return (_conflict(snapshot, one, counted) for one in snapshot.graph.conflicts)


def _identity(snapshot: Snapshot, one: Suggestion, counted: Traffic, judged: Sequence[Judgement]) -> Entry:
    pair = (str(one.left), str(one.right))
    left, right = (label_of(snapshot, one.kind, key) for key in pair)
    chains = counted.joined(*pair)
    joined = "joined_chains" if chains and one.kind is ThingKind.ACTOR else "joined"
    return Entry(
        digest("open", Kind.IDENTITY, one.kind, *pair),
        Kind.IDENTITY,
        lambda s: s.say("identity", left=left, right=right, kind=s.word("thing", one.kind)),
        lambda s: s.rule(one.reason),
        chains,
        1 - abs(2 * one.score - 1),
        tuple((one.kind, key) for key in pair),
        lambda _: [
            side(key, label, value, words_of_thing(snapshot, one.kind, key))
            for key, label, value in zip(pair, (left, right), one.values, strict=True)
        ],
        [
            Choice(Verdict.SAME, pair, lambda s: s.say(joined, kind=s.word("thing", one.kind), chains=chains)),
            Choice(Verdict.NOT_SAME, pair, lambda s: s.say("apart")),
            Choice(Verdict.UNSURE, pair, lambda s: s.say("unsure")),
        ],
        judged,
        one.score,
    )


def _by_pair(snapshot: Snapshot, found: Reviewed) -> Mapping[frozenset[str], list[Judgement]]:
    """By the two resolved things what was said of them and not taken back."""
    by: dict[frozenset[str], list[Judgement]] = {}
    for one in found.today.values():
        if one.verdict in OF_PAIRS and len(one.about) > 1 and not one.undone:
            by.setdefault(frozenset(map(snapshot.present, one.about)), []).append(one)
    return by


def _doubt(snapshot: Snapshot, pair: frozenset[str], of: Sequence[Judgement], found: Reviewed) -> Suggestion | None:
    """A pair of two things about which those who looked are unsure, and nobody decided."""
    counting = [one for one in of if found.states[one.id] is State.COUNTS]
    if len(pair) < _PAIR or not counting or any(j.verdict is not Verdict.UNSURE for j in counting):
        return None
    left, right = sorted(pair)
    kinds = (kind for kind in ThingKind if thing_of(snapshot, kind, left) and thing_of(snapshot, kind, right))
    kind = next(kinds, None)
    if kind is None:
        return None
    values = (label_of(snapshot, kind, left), label_of(snapshot, kind, right))
    reason = "people looked at it and are unsure"
    return Suggestion(ActorId(left), ActorId(right), _UNSURE, reason, values, kind)  # of any kind, for the queue only


def _conflict(snapshot: Snapshot, one: Conflict, counted: Traffic) -> Entry:
    subject = one.subject or ""
    kind = next((kind for kind in ThingKind if thing_of(snapshot, kind, subject) is not None), None)
    whose = None if kind is None else label_of(snapshot, kind, subject)
    return Entry(
        one.id,
        Kind.CONFLICT,
        lambda s: s.say("conflict" if whose is None else "conflict_of", property=_differing(s, one), thing=whose),
        lambda s: s.rule(one.about),
        counted.about(one.subject),
        1.0,
        () if kind is None else ((kind, subject),),
        lambda _: [
            {"id": str(number), "label": None, **side_json(snapshot, found), "left_out": 0}
            for number, found in enumerate(one.sides, start=1)
        ],
        [
            Choice(CHOOSE, (one.id,), _chosen(one.property, found.value), number)
            for number, found in enumerate(one.sides, start=1)
        ],
        property=one.property,
    )


def _differing(speaker: Speaker, conflict: Conflict) -> str:
    """What the sides differ about; of an organization that is whether its data leaked."""
    if conflict.property == "status" and all(side.value in list(AffectedStatus) for side in conflict.sides):
        return speaker.word("text", "affected_status")
    return speaker.word("property", conflict.property)


def _chosen(prop: str, value: Value) -> Sentence:
    return lambda s: s.say("chosen", value=_shown(prop, value, s))


def _shown(prop: str, value: Value, speaker: Speaker) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:,}"
    group = "affected" if value in list(AffectedStatus) else _GROUPS.get(prop)
    return str(value) if group is None or not isinstance(value, str) else speaker.value(group, value)
