"""A conflict → the claims that stand for each of its sides.

    claims_of_sides(snapshot, conflict)   →  [[Claim(record_count, 3,996,789)], [Claim(record_count, 4,500,000)]]

A side tells its value, who claims it, and its words. Its claims are those of the property about its subject that say
this on these words, and what the documents themselves say of the disagreement.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.attachment import attach
from app.domain.claim import Claim, Value
from app.domain.graph import Conflict, Side
from app.domain.vocabulary import ThingKind
from app.services.snapshot import Snapshot
from loaders.resolve.conflicts import plain
from loaders.resolve.judged import decided_claims

__all__ = ["claims_of_sides"]

_TIME = "time"


def claims_of_sides(snapshot: Snapshot, conflict: Conflict) -> list[list[Claim]]:
    """For each side, in its order, the claims that say it; none that people rejected."""
    prop = "window" if conflict.property == _TIME else conflict.property
    documents = {quote.document for side in conflict.sides for quote in side.evidence}
    readings = [snapshot.readings[key] for key in sorted(documents) if key in snapshot.readings]
    decisions = decided_claims(attach(snapshot.view.judgements, snapshot.readings.get).judgements)
    is_told = any(c.kind is ThingKind.CONFLICT and c.subject == conflict.id for r in readings for c in r.claims)
    found: list[list[Claim]] = [[] for _ in conflict.sides]
    for claim in (claim for reading in readings for claim in reading.claims):
        decision = decisions.get(claim.id)
        if decision is not None and decision.rejected:
            continue
        value = claim.value if decision is None or decision.value is None else decision.value
        for number, side in enumerate(conflict.sides):
            says = claim.property == prop and _is_about(snapshot, claim, conflict) and plain(value) == side.value
            rests = _rests_loosely(claim, side) if is_told else _rests(claim, value, side)
            if (says and rests) or _tells(claim, value, conflict, side):
                found[number].append(claim)
    return found


def _tells(claim: Claim, value: Value, conflict: Conflict, side: Side) -> bool:
    """True for a claim by which a document tells of the disagreement itself."""
    if claim.kind is not ThingKind.CONFLICT or claim.property != "side" or claim.subject != conflict.id:
        return False
    return _inner(value) == side.value and _claimed_by(value) == side.claimed_by


def _is_about(snapshot: Snapshot, claim: Claim, conflict: Conflict) -> bool:
    about = {snapshot.present(claim.subject)}
    if claim.kind is ThingKind.AFFECTED:  # rows about one organization are in conflict as what is said of that
        rows = snapshot.readings[claim.document].claims
        about |= {
            snapshot.present(str(c.value)) for c in rows if c.subject == claim.subject and c.property == "organization"
        }
    return conflict.subject in about


def _rests(claim: Claim, value: Value, side: Side) -> bool:
    """A side that follows from claims has their words and their speaker."""
    return {*claim.quotes} <= {*side.evidence} and _claimed_by(value) == side.claimed_by


def _rests_loosely(claim: Claim, side: Side) -> bool:
    """One that a document tells of has words of its own, beside those of the claims that it speaks of."""
    return claim.document in {quote.document for quote in side.evidence}


def _inner(value: Value) -> Value:
    return value.get("value") if isinstance(value, Mapping) else value


def _claimed_by(value: Value) -> str | None:
    name = value.get("claimed_by") if isinstance(value, Mapping) else None
    return name if isinstance(name, str) else None
