"""What a person says of things, claims and conflicts → the judgements that say it, checked against what is there.

    judgements_of(snapshot, Ruling("same", ("actor-1…", "東名簿センター"), why="同じ所在地"), "調査員A", now)
    →  (Judgement(SAME, …),)

A choice of one side of a conflict is made of judgements on claims: those that say what the side says are accepted,
those that say otherwise rejected, in one act, and taken back as one. So is what is said of a whole transfer or event:
of each of its claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.anchors import Places, anchor_of_claim, anchor_of_thing
from app.domain.claim import REFERENCES, Claim, Value
from app.domain.errors import BadQuestion, NotFound
from app.domain.judgement import Anchor, Judgement, Verdict
from app.domain.vocabulary import ThingKind
from app.services.lookup import find_thing
from app.services.review.claim_values import check_value, read_value
from app.services.review.proposed import find_proposal
from app.services.review.sides import claims_of_sides
from app.services.review.subjects import Subject, anchors_of, find_subject, label_of, part_of
from app.services.snapshot import Snapshot

__all__ = ["CHOOSE", "MAX_WHY", "WORDS", "Ruling", "check_words", "judgements_of"]

CHOOSE = "choose"
MAX_WHY = 2_000
"""Characters of a reason."""
MAX_WHO = 200
"""Characters of a name."""
_WHOLE = (ThingKind.TRANSFER, ThingKind.EVENT)
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
_PAIR = 2
_OF_PAIRS = (Verdict.SAME, Verdict.NOT_SAME, Verdict.UNSURE)
WORDS = (*(verdict.value for verdict in Verdict), CHOOSE)
"""What can be said."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A verdict, or `choose`; about two things, one claim, proposal, transfer or event, or one conflict (ids or names).

    `value` corrects a claim: `typed` if a person typed it, else as JSON has it. `side` counts from 1, as listed.
    """

    word: str
    about: tuple[str, ...]
    why: str = ""
    value: Value = None
    side: int | None = None
    typed: str | None = None


def judgements_of(snapshot: Snapshot, ruling: Ruling, who: str, when: datetime) -> tuple[Judgement, ...]:
    """The judgements of one act. Raises BadQuestion (names the part), NotFound, Ambiguous."""
    _check(ruling, who)
    if ruling.word == CHOOSE:
        return tuple(_chosen(snapshot, ruling, who, when))
    verdict = Verdict(ruling.word)
    if verdict in _OF_PAIRS:
        return (_of_pair(snapshot, verdict, ruling, who, when),)
    if verdict is Verdict.CORRECT:
        return (_corrected(snapshot, ruling, who, when),)
    proposal = find_proposal(snapshot, ruling.about[0])
    if proposal is not None:
        return (Judgement.of(verdict, proposal.about, who, when, ruling.why, value=proposal.value),)
    claims = _claims(snapshot, ruling.about[0])
    return tuple(_of_claim(snapshot, verdict, claim, who, when, ruling.why) for claim in claims)


def check_words(who: str, why: str) -> None:
    """BadQuestion for a name or a reason that cannot be kept."""
    if not who.strip() or len(who) > MAX_WHO:
        raise BadQuestion(f"must be a name of 1 to {MAX_WHO} characters", place="who")
    if len(why) > MAX_WHY:
        raise BadQuestion(f"must have at most {MAX_WHY:,} characters", place="why")
    for place, text in (("who", who), ("why", why)):
        if _NO_TEXT.search(text):
            raise BadQuestion("holds a character that belongs to no text", place=place)


def _check(ruling: Ruling, who: str) -> None:
    if ruling.word not in WORDS:
        raise BadQuestion(f"must be one of {', '.join(WORDS)}", place="verdict")
    is_pair = ruling.word in _OF_PAIRS
    if len(ruling.about) != (_PAIR if is_pair else 1):
        raise BadQuestion("must name two things" if is_pair else "must name one thing", place="about")
    check_words(who, ruling.why)
    if (ruling.value is not None or ruling.typed is not None) != (ruling.word == Verdict.CORRECT):
        raise BadQuestion("goes with correct, which needs one", place="value")
    if (ruling.side is not None) != (ruling.word == CHOOSE):
        raise BadQuestion("goes with choose, which needs one", place="side")


# ------------------------------------------------------------------ pairs


def _of_pair(snapshot: Snapshot, verdict: Verdict, ruling: Ruling, who: str, when: datetime) -> Judgement:
    left, right = (find_subject(snapshot, asked) for asked in ruling.about)
    if left.kind is not right.kind:
        message = f"are of different kinds: {left.label} is of the kind {left.kind}, {right.label} of {right.kind}"
        raise BadQuestion(message, place="about")
    if left.id == right.id:
        raise BadQuestion("are one thing already", place="about", remedy=_parts_remedy(left))
    if left.resolved == right.resolved:
        left, right = part_of(left), part_of(right)
    anchors = [*anchors_of(snapshot, left), *anchors_of(snapshot, right)]
    return Judgement.of(verdict, (left.id, right.id), who, when, ruling.why, anchors=anchors)


def _parts_remedy(subject: Subject) -> str:
    if not subject.others:
        return "give another thing"
    return f"to take it apart, give the ids of two of its parts: leaktrail review show {subject.id}"


# ------------------------------------------------------------------ claims


def _claims(snapshot: Snapshot, asked: str) -> Sequence[Claim]:
    """The claim of that id, or all claims about the transfer or event of that id."""
    claim = _find_claim(snapshot, asked)
    if claim is not None:
        return [claim]
    kind, resolved = _whole(snapshot, asked)
    claims = (claim for reading in snapshot.readings.values() for claim in reading.claims)
    found = [
        c for c in claims if c.kind in _WHOLE and kind in (None, c.kind) and snapshot.present(c.subject) == resolved
    ]
    if not found:
        raise _no_claim(asked)
    return found


def _whole(snapshot: Snapshot, asked: str) -> tuple[ThingKind | None, str]:
    """The transfer or event that is meant; one of which all claims are rejected is known by its id alone."""
    try:
        kind, resolved = find_thing(snapshot, asked)
    except NotFound:
        return None, asked
    if kind not in _WHOLE:
        message = f"is of the kind {kind}, and only a claim, a transfer or an event can be accepted or rejected"
        raise BadQuestion(message, place="about", remedy="give the id of a claim; leaktrail review show lists them")
    return kind, resolved


def _find_claim(snapshot: Snapshot, key: str) -> Claim | None:
    claims = (claim for reading in snapshot.readings.values() for claim in reading.claims)
    return next((claim for claim in claims if claim.id == key), None)


def _no_claim(asked: str) -> NotFound:
    return NotFound(
        "no claim, proposal, transfer or event of a document that is there has that id",
        place=asked,
        remedy="documents that were removed have none, and one that was read anew may have others",
    )


def _of_claim(
    snapshot: Snapshot, verdict: Verdict, claim: Claim, who: str, when: datetime, why: str, value: Value = None
) -> Judgement:
    anchors = [anchor_of_claim(claim)]
    for key in (claim.value, value):
        if claim.property in REFERENCES and isinstance(key, str):
            anchors += _anchors_of_value(snapshot, claim, key)
    return Judgement.of(verdict, (claim.id,), who, when, why, value=value, anchors=list(dict.fromkeys(anchors)))


def _anchors_of_value(snapshot: Snapshot, claim: Claim, key: str) -> Iterator[Anchor]:
    """Where the words of a thing stand to which a claim refers: in its own document, else where it is told of."""
    kind = REFERENCES[claim.property]
    own = Places(snapshot.readings[claim.document])
    if kind in own.things.get(key, ()):
        yield anchor_of_thing(own, kind, key, key)
        return
    for reading in snapshot.readings.values():
        if any(c.subject == key and c.kind is kind for c in reading.claims):
            yield anchor_of_thing(Places(reading), kind, key, key)


def _corrected(snapshot: Snapshot, ruling: Ruling, who: str, when: datetime) -> Judgement:
    claim = _find_claim(snapshot, ruling.about[0])
    if claim is None:
        remedy = "leaktrail review show lists the claims of a thing; documents that were removed have none"
        raise NotFound("no claim has that id, and nothing else can be corrected", place=ruling.about[0], remedy=remedy)
    given = ruling.value if ruling.typed is None else read_value(claim.kind, claim.property, ruling.typed)
    value = check_value(claim.kind, claim.property, given)
    if claim.property in REFERENCES:
        value = _reference(snapshot, claim, str(value))
    return _of_claim(snapshot, Verdict.CORRECT, claim, who, when, ruling.why, value)


def _reference(snapshot: Snapshot, claim: Claim, asked: str) -> str:
    """The local thing that is meant: one of the claim's own document, if it is among those that are joined."""
    kind = REFERENCES[claim.property]
    subject = find_subject(snapshot, asked)
    if subject.kind is not kind:
        raise BadQuestion(f"must be of the kind {kind}: {subject.label} is of {subject.kind}", place="value")
    _refuse_loop(snapshot, claim, subject)
    own = Places(snapshot.readings[claim.document])
    return next((key for key in (subject.id, *subject.others) if kind in own.things.get(key, ())), subject.id)


def _refuse_loop(snapshot: Snapshot, claim: Claim, subject: Subject) -> None:
    """Nothing is given by who gets it, and nothing is a part, a member or a copy of itself."""
    thing = snapshot.present(claim.subject)
    if claim.property in ("provider", "recipient"):
        other = "recipient" if claim.property == "provider" else "provider"
        transfer = {str(key): one for key, one in snapshot.graph.transfers.items()}.get(thing)
        if transfer is not None and subject.resolved == getattr(transfer, other):
            raise BadQuestion(f"{subject.label} is the {other} of this transfer", place="value")
        return
    up, todo = {subject.resolved}, [subject.resolved]
    while todo:
        fresh = {*_above(snapshot, claim.property, todo.pop())} - up
        up |= fresh
        todo += fresh
    if thing in up:
        label = label_of(snapshot, claim.kind, thing)
        raise BadQuestion(f"{label} would be a {claim.property.replace('_', ' ')} of itself", place="value")


def _above(snapshot: Snapshot, prop: str, key: str) -> Sequence[str]:
    """What the thing of that id refers to by the property."""
    graph = snapshot.graph
    found: Mapping[str, Mapping[str, Sequence[str | None]]] = {
        "member": {str(k): a.members for k, a in graph.actors.items()},
        "candidate": {str(k): a.candidates for k, a in graph.actors.items()},
        "derived_from": {str(k): d.derived_from for k, d in graph.datasets.items()},
        "part_of": {str(k): (t.part_of,) for k, t in graph.transfers.items()},
        "after": {str(k): t.after for k, t in graph.transfers.items()},
    }
    return [one for one in found.get(prop, {}).get(key, ()) if one is not None]


# ------------------------------------------------------------------ conflicts


def _chosen(snapshot: Snapshot, ruling: Ruling, who: str, when: datetime) -> Iterator[Judgement]:
    conflict = next((one for one in snapshot.graph.conflicts if one.id == ruling.about[0]), None)
    if conflict is None:
        raise NotFound("no conflict has that id", place=ruling.about[0], remedy="leaktrail conflicts lists them")
    side = ruling.side or 0
    if not 1 <= side <= len(conflict.sides):
        raise BadQuestion(f"must be from 1 to {len(conflict.sides)}", place="side")
    found = claims_of_sides(snapshot, conflict)
    right = {claim.id for claim in found[side - 1]}
    if not right:
        raise BadQuestion("no claim stands for that side", place="side", remedy="judge the claims one by one")
    said = conflict.sides[side - 1].value
    agree = [claim for other, of in zip(conflict.sides, found, strict=True) if other.value == said for claim in of]
    decided = {claim.id: (claim, Verdict.REJECT) for of in found for claim in of}
    decided |= {c.id: (c, Verdict.ACCEPT) for c in agree if c.id in right or c.kind is not ThingKind.CONFLICT}
    for _, (claim, verdict) in sorted(decided.items()):
        yield _of_claim(snapshot, verdict, claim, who, when, ruling.why)
