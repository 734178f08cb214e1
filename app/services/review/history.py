"""What was decided → one page of it: by whom, when, why, about what, and whether it counts.

    list_judgements(snapshot, Part(limit=20), Sought(thing="actor-1…"))   →  {"items": […], "next": null, …}

The latest come first. What was taken back stays, with who did so, when and why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.claim import Claim, Value
from app.domain.errors import BadQuestion
from app.domain.judgement import OF_PAIRS, Judgement, Verdict
from app.domain.vocabulary import ThingKind
from app.export.report.sheet import Language
from app.services.lookup import find_thing
from app.services.paging import Part, page_of
from app.services.review.proposed import is_of_proposal
from app.services.review.speaker import Speaker
from app.services.review.standing import Reviewed, State, reviewed
from app.services.review.subjects import label_of, thing_of
from app.services.snapshot import Snapshot
from app.services.wire import Json

__all__ = ["Sought", "Teller", "judgements_about", "list_judgements"]


@dataclass(frozen=True, slots=True)
class Sought:
    """Which judgements: about a thing, claim, proposal (id or name), by whom, of which verdict or state; None = any."""

    thing: str | None = None
    who: str | None = None
    verdict: str | None = None
    state: str | None = None


class Teller:
    """Tells judgements; claims are looked up once for all of them."""

    def __init__(self, snapshot: Snapshot, found: Reviewed, language: Language = "en") -> None:
        """Over the judgements of a snapshot."""
        self.speaker = Speaker.of(language)
        self._snapshot, self._found = snapshot, found
        about = {key for one in found.today.values() for key in one.about if one.verdict not in OF_PAIRS}
        documents = {anchor.document for one in found.judgements for anchor in one.anchors}
        readings = [snapshot.readings[key] for key in documents if key in snapshot.readings]
        self.claims: Mapping[str, Claim] = {c.id: c for r in readings for c in r.claims if c.id in about}
        self._kinds: Mapping[str, ThingKind] = {
            key: anchor.kind for one in found.judgements for anchor in one.anchors for key in (anchor.about, anchor.id)
        }

    def judgement(self, one: Judgement) -> Json:
        """A judgement with what it is about now, and whether it counts."""
        today = self._found.today.get(one.id, one)
        undoing = one.undoing
        loss = self._found.losses.get(one.id)
        return {
            "id": one.id,
            "verdict": one.verdict.value,
            "about": [self._about(one, key) for key in today.about],
            "value": self._value(one, today.value),
            "who": one.who,
            "when": one.when.isoformat(),
            "why": one.why,
            "state": self._found.states.get(one.id, State.COUNTS).value,
            "loss": None if loss is None or one.undone else loss.value,
            "undone": None
            if undoing is None
            else {"who": undoing.who, "when": undoing.when.isoformat(), "why": undoing.why},
        }

    def things(self, one: Judgement) -> set[str]:
        """The ids under which it may be asked for: of what it is about, and of the things that this leads to."""
        today = self._found.today.get(one.id, one)
        subjects = {claim.subject for key in today.about if (claim := self.claims.get(key)) is not None}
        keys = {*one.about, *today.about, *subjects}
        return keys | {self._snapshot.present(key) for key in keys}

    def _about(self, one: Judgement, key: str) -> Json:
        if is_of_proposal(one):
            return {"id": key, "kind": "proposal", "label": _words_of(one.value), "thing": None}
        if one.verdict in OF_PAIRS:
            kind = self._kinds.get(key)
            thing = self._snapshot.present(key)
            if kind is None:
                kind = next((k for k in ThingKind if thing_of(self._snapshot, k, thing) is not None), None)
            there = kind is not None and thing_of(self._snapshot, kind, thing) is not None
            label = label_of(self._snapshot, kind, thing) if there and kind is not None else None
            return {"id": key, "kind": kind.value if kind else None, "label": label, "thing": thing if there else None}
        claim = self.claims.get(key)
        if claim is None:
            return {"id": key, "kind": "claim", "label": None, "thing": None}
        thing = label_of(self._snapshot, claim.kind, self._snapshot.present(claim.subject))
        prop = claim.property if self.speaker.language == "en" else self.speaker.word("property", claim.property)
        label = self.speaker.say("claim_of", property=prop, thing=thing)
        return {"id": key, "kind": "claim", "label": label, "thing": self._snapshot.present(claim.subject)}

    def _value(self, one: Judgement, value: Value) -> object:
        return value if one.verdict is Verdict.CORRECT else None


def list_judgements(snapshot: Snapshot, part: Part, sought: Sought | None = None, language: Language = "en") -> Json:
    """One page, the latest first. Raises BadQuestion; NotFound or Ambiguous for a thing of which nothing is known."""
    wanted = sought or Sought()
    for name, text, words in (("verdict", wanted.verdict, Verdict), ("state", wanted.state, State)):
        if text is not None and text not in [word.value for word in words]:
            raise BadQuestion(f"must be one of {', '.join(word.value for word in words)}", place=name)
    found = reviewed(snapshot)
    teller = Teller(snapshot, found, language)
    key = None if wanted.thing is None else _key(snapshot, wanted.thing, teller)
    some = [
        one
        for one in sorted(found.judgements, key=lambda j: (j.when, j.id), reverse=True)
        if (key is None or key in teller.things(one))
        and wanted.who in (None, one.who)
        and wanted.verdict in (None, one.verdict.value)
        and wanted.state in (None, found.states[one.id].value)
    ]
    page, more = page_of(some, part, lambda one: one.id)
    items = [teller.judgement(one) for one in page]
    following = page[-1].id if more else None
    return {"items": items, "next": following, "policy": snapshot.view.policy.value, "truncated": more}


def judgements_about(snapshot: Snapshot, thing: str, language: Language = "en") -> list[Json]:
    """All judgements about a resolved thing or claims about it, the latest first."""
    found = reviewed(snapshot)
    if not found.judgements:
        return []
    teller = Teller(snapshot, found, language)
    some = [one for one in found.judgements if thing in teller.things(one)]
    return [teller.judgement(one) for one in sorted(some, key=lambda j: (j.when, j.id), reverse=True)]


def _key(snapshot: Snapshot, asked: str, teller: Teller) -> str:
    """The id that is asked for: one that judgements are about, else that of the thing of that id or name."""
    known = {key for one in snapshot.view.judgements for key in (*teller.things(one), one.id)}
    return asked if asked in known else find_thing(snapshot, asked)[1]


def _words_of(value: Value) -> str | None:
    quote = value.get("quote") if isinstance(value, Mapping) else None
    words = quote.get("exact") if isinstance(quote, Mapping) else None
    return words if isinstance(words, str) else None
