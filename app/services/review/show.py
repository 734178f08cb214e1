"""An id, or a name → all that a reviewer needs of it: an open question, a claim, or a thing with its parts.

show(snapshot, "東名簿センター")   →  {"thing": {…}, "parts": [{"id": "actor-1…", "document": …, "evidence": […]}], …}
"""

from __future__ import annotations

from app.domain.errors import NotFound
from app.export.report.sheet import Language
from app.services.describe import claim_json
from app.services.lookup import find_thing
from app.services.review.history import judgements_about
from app.services.review.queue import find_entry
from app.services.review.quoted import quoted
from app.services.review.subjects import label_of, parts_of
from app.services.snapshot import Snapshot
from app.services.wire import Json

__all__ = ["MAX_CLAIMS", "show"]

MAX_CLAIMS = 200
"""Claims of a thing that are listed, at most."""


def show(snapshot: Snapshot, asked: str, language: Language = "en") -> Json:
    """What bears that id or name. Raises NotFound, Ambiguous."""
    nothing: Json = {"entry": None, "thing": None, "parts": [], "claims": [], "judgements": [], "truncated": False}
    claim = next((c for r in snapshot.readings.values() for c in r.claims if c.id == asked), None)
    judgement = next((one for one in snapshot.view.judgements if one.id == asked), None)
    if claim is not None:
        found: Json = {
            "claims": [claim_json(snapshot, claim)],
            "judgements": judgements_about(snapshot, asked, language),
        }
    elif judgement is not None:
        found = {
            "entry": _open(snapshot, asked, language),
            "judgements": judgements_about(snapshot, judgement.about[0], language),
        }
    else:
        entry = _open(snapshot, asked, language)
        found = _thing(snapshot, asked, language) if entry is None else {"entry": entry}
    return {**nothing, **found, "policy": snapshot.view.policy.value}


def _open(snapshot: Snapshot, key: str, language: Language) -> Json | None:
    try:
        return find_entry(snapshot, key, language)
    except NotFound:
        return None


def _thing(snapshot: Snapshot, asked: str, language: Language) -> Json:
    kind, key = find_thing(snapshot, asked)
    claims = [
        claim
        for reading in snapshot.readings.values()
        for claim in reading.claims
        if claim.kind is kind and snapshot.present(claim.subject) == key
    ]
    return {
        "thing": {"id": key, "label": label_of(snapshot, kind, key), "kind": kind.value},
        "parts": [
            {"id": local, "document": snapshot.names[document], **quoted(snapshot, quotes)}
            for local, document, quotes in parts_of(snapshot, kind, key)
        ],
        "claims": [claim_json(snapshot, claim) for claim in claims[:MAX_CLAIMS]],
        "judgements": judgements_about(snapshot, key, language),
        "truncated": len(claims) > MAX_CLAIMS,
    }
