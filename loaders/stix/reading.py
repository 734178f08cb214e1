"""A STIX 2.1 bundle -> a Reading: who is told of, and the transfers that a relationship really tells.

    {"type": "relationship", "relationship_type": "x-sells-data-to", "source_ref": "threat-actor--…", …}
        -> Claim(relationship--…, provider = threat-actor--…), …, each quoting the relationship as it stands

Identities, threat actors and intrusion sets become actors under their given ids: STIX makes them so that they mean one
thing everywhere. Only what `relationships.yaml` lists is a transfer. A sighting, a report or a note says that something
was seen or written, not that data moved; such objects stay in the text, and their numbers are told.

A bundle that Leaktrail wrote carries rows of leaktrail/1 (`carried`): these are taken over exactly.

References:
    OASIS, "STIX Version 2.1", 2021: relationship (5.1), identity class (10.8), confidence scales (appendix A).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from app.domain.claim import Value
from app.domain.diagnostic import Diagnostic, Severity
from app.domain.document import Document, Metadata, Quote, Source
from app.domain.errors import BadExchange, UnreadableDocument
from app.domain.ids import LocalId
from app.domain.view import Reading
from app.domain.vocabulary import ActorKind, How, Role, Status, ThingKind
from app.domain.window import Window
from loaders.readers.document import LARGEST_FILE
from loaders.stix.bundle import Bundle, StixObject, read_bundle
from loaders.stix.carried import read_carried
from loaders.stix.extension import is_placeholder
from loaders.stix.relationships import Rule, Says, rule_of
from loaders.structured.telling import Teller, document_of, reading_of, run_of, window_value

__all__ = ["RULES", "read_stix"]

RULES = "leaktrail-stix/2"
_KINDS = {
    "individual": ActorKind.PERSON,
    "group": ActorKind.GROUP,
    "organization": ActorKind.ORGANIZATION,
    "class": ActorKind.GROUP,
}
_NO_ACTOR = "system"  # an identity class: a computer
_ATTACKERS = frozenset({"threat-actor", "intrusion-set"})
_HIGH = 70  # of 100; STIX calls less medium or low
_JAPAN = timedelta(hours=9)


def read_stix(data: bytes, filename: str, metadata: Metadata) -> Reading:
    """Everything that a bundle says of actors and passings. UnreadableDocument for what is no STIX bundle."""
    if len(data) > LARGEST_FILE:
        message = f"has {len(data):,} bytes, more than {LARGEST_FILE:,}"
        raise UnreadableDocument(message, place=filename, remedy="split the bundle")
    bundle = read_bundle(data, filename)
    document = document_of(data, filename, bundle.lines.text, metadata)
    told = _StixTeller(document, bundle)
    told.tell()
    return reading_of(
        document,
        run_of(RULES, metadata),
        bundle.lines.blocks,
        told.teller,
        [replace(remark, document=document.id) for remark in (*bundle.diagnostics, *told.diagnostics)],
    )


class _StixTeller:
    """Tells what the objects of one bundle say."""

    def __init__(self, document: Document, bundle: Bundle) -> None:
        self._document, self._bundle = document, bundle
        label = document.metadata.publisher or document.name
        self.teller = Teller(Source.of(document.id, label))
        self.diagnostics: list[Diagnostic] = []
        self._passed_over = Counter(bundle.others)
        self._live = {key: one for key, one in bundle.objects.items() if one.values.get("revoked") is not True}
        self._owners = self._find_owners()

    def tell(self) -> None:
        """All claims into `teller`; numbers of what says nothing to us into `diagnostics`."""
        carried = self._tell_carried()
        for one in self._live.values():
            if one.id in carried or is_placeholder(one.values):
                continue
            if one.type == "relationship":
                self._tell_relationship(one)
            elif self._is_actor(one):
                self._tell_actor(one)
            elif one.type == "incident":
                name = one.text("name") or one.id
                self._says(one, "name", name, ThingKind.INCIDENT)
            elif one.id not in self._owners:
                self._passed_over[one.type] += 1
        revoked = len(self._bundle.objects) - len(self._live)
        if revoked:
            self._remark("stix.revoked", f"objects that their makers revoked: {revoked}", Severity.INFO)
        if self._passed_over:
            shown = ", ".join(f"{kind} {number}" for kind, number in sorted(self._passed_over.items()))
            self._remark("stix.passed_over", f"kept as text, no fact is read in them: {shown}", Severity.INFO)

    # -------------------------------------------------------- what Leaktrail wrote

    def _tell_carried(self) -> set[str]:
        """What the rows of leaktrail/1 say that objects carry; the ids of these objects, none if a row is damaged."""
        try:
            told = read_carried(self._live.values(), self._document.name)
        except BadExchange as error:
            message = f"rows of leaktrail/1 in the bundle are damaged, so it is read as plain STIX: {error.message}"
            self._remark("stix.bad_rows", message, Severity.WARNING, None, error.remedy or "export the bundle anew")
            return set()
        for thing, one in told:
            words, source = [self._quote(one)], self._source(one)
            for said in thing.statements:
                self.teller.says(
                    thing.id,
                    thing.kind,
                    said.prop,
                    said.value,
                    words,
                    how=said.how,
                    confidence=said.confidence,
                    source=source,
                )
            if thing.kind in (ThingKind.ACTOR, ThingKind.DATASET):
                place = self._document.quote(*one.line.place_of(one.text("name") or one.id))
                self.teller.mentions(thing.id, thing.kind, place)
        if told:
            message = "Leaktrail wrote this bundle; beside the documents that it names, its facts are told twice"
            self._remark("stix.own_export", message, Severity.WARNING, None, "keep either the documents or the bundle")
        return {one.id for _, one in told}

    # -------------------------------------------------------- actors

    def _is_actor(self, one: StixObject) -> bool:
        if one.type == "identity":
            return one.text("identity_class") != _NO_ACTOR
        return one.type in _ATTACKERS

    def _tell_actor(self, one: StixObject) -> None:
        name = one.text("name") or one.id
        self._says(one, "label", " ".join(name.split()), ThingKind.ACTOR)
        for alias in one.texts("aliases"):
            self._says(one, "alias", " ".join(alias.split()), ThingKind.ACTOR)
        self._says(one, "kind", _kind(one).value, ThingKind.ACTOR)
        if one.type in _ATTACKERS:
            self._says(one, "role", Role.ATTACKER.value, ThingKind.ACTOR)
        self.teller.mentions(LocalId(one.id), ThingKind.ACTOR, self._document.quote(*one.line.place_of(name)))

    # -------------------------------------------------------- relationships

    def _tell_relationship(self, one: StixObject) -> None:
        rule = rule_of(one.text("relationship_type") or "")
        if rule is None:
            self._passed_over[f"relationship {one.text('relationship_type')}"] += 1
        elif rule.says is Says.MOVES:
            self._tell_transfer(one, rule)
        elif rule.says is Says.BELONGS:
            self._tell_incident(one)

    def _tell_incident(self, one: StixObject) -> None:
        """An actor belongs to the incident at the other end; between two actors it says nothing of an incident."""
        ends = [self._live.get(one.text(key) or "") for key in ("source_ref", "target_ref")]
        incidents = [end for end in ends if end is not None and end.type == "incident"]
        actors = [end for end in ends if end is not None and self._is_actor(end)]
        if len(incidents) == len(actors) == 1:
            self._says(actors[0], "incident", incidents[0].id, ThingKind.ACTOR, [self._quote(one)])
        else:
            self._passed_over[f"relationship {one.text('relationship_type')}"] += 1

    def _tell_transfer(self, one: StixObject, rule: Rule) -> None:
        ends = {
            end: self._end(one, f"{side}_ref")
            for end, side in (("provider", rule.provider), ("recipient", rule.recipient))
            if side
        }
        known = {end: found for end, found in ends.items() if found is not None}
        if not known:
            message = f"{one.id} ({one.text('relationship_type')}) is not read: neither of its ends is an actor"
            self._remark("stix.nobody", message, Severity.WARNING, one, "add the identities to the bundle")
            return
        window = _window(one)
        if window is None:
            message = f"{one.id} is not read: it ends before it begins"
            self._remark("stix.reversed", message, Severity.WARNING, one, "correct start_time and stop_time")
            return
        confidence = one.values.get("confidence")
        share = confidence / 100 if isinstance(confidence, int) else 1.0
        status = Status.CONFIRMED if share * 100 >= _HIGH else Status.SUSPECTED
        for end, (actor, quotes) in known.items():
            how = How.STATED if len(quotes) == 1 else How.ROLE
            self._transfer_says(one, end, actor.id, share, quotes, how)
        self._transfer_says(one, "action", rule.action.value, share)
        self._transfer_says(one, "status", status.value, share)
        if not window.is_open:
            self._transfer_says(one, "window", window_value(window), share)

    def _end(self, one: StixObject, key: str) -> tuple[StixObject, list[Quote]] | None:
        """The actor at one end; an infrastructure stands for the one actor that owns it."""
        end = self._live.get(one.text(key) or "")
        if end is None:
            message = f"{one.id}: {key} leads to nothing that is read in this bundle: {one.text(key)}"
            self._remark("stix.dangling", message, Severity.WARNING, one, "add that object to the bundle")
            return None
        if is_placeholder(end.values):
            return None
        if self._is_actor(end):
            return end, [self._quote(one)]
        owner = self._owners.get(end.id)
        return (owner[0], [self._quote(one), self._quote(owner[1])]) if owner else None

    def _find_owners(self) -> dict[str, tuple[StixObject, StixObject]]:
        """By id of an infrastructure its only owner, and the relationship that says so."""
        found: dict[str, list[tuple[StixObject, StixObject]]] = {}
        for one in self._live.values():
            rule = rule_of(one.text("relationship_type") or "") if one.type == "relationship" else None
            owner = self._live.get(one.text("source_ref") or "")
            if rule is not None and rule.says is Says.OWNS and owner is not None and self._is_actor(owner):
                found.setdefault(one.text("target_ref") or "", []).append((owner, one))
        return {key: owners[0] for key, owners in found.items() if len({owner.id for owner, _ in owners}) == 1}

    # -------------------------------------------------------- claims

    def _quote(self, one: StixObject) -> Quote:
        return self._document.quote(one.line.start, one.line.end)

    def _source(self, one: StixObject) -> Source | None:
        """Who made the object, where the bundle names it."""
        maker = self._live.get(one.text("created_by_ref") or "")
        name = maker.text("name") if maker is not None else None
        return Source.of(self._document.id, name) if name else None

    def _says(
        self, one: StixObject, prop: str, value: str, kind: ThingKind, quotes: Sequence[Quote] | None = None
    ) -> None:
        words = quotes or [self._quote(one)]
        self.teller.says(LocalId(one.id), kind, prop, value, words, source=self._source(one))

    def _transfer_says(
        self,
        one: StixObject,
        prop: str,
        value: Value,
        confidence: float,
        quotes: Sequence[Quote] | None = None,
        how: How = How.STATED,
    ) -> None:
        words = quotes or [self._quote(one)]
        key, source = LocalId(one.id), self._source(one)
        self.teller.says(key, ThingKind.TRANSFER, prop, value, words, how=how, confidence=confidence, source=source)

    def _remark(
        self, code: str, message: str, severity: Severity, one: StixObject | None = None, remedy: str | None = None
    ) -> None:
        start, end = (one.line.start, one.line.end) if one else (None, None)
        self.diagnostics.append(Diagnostic(code, message, severity, None, start, end, remedy))


def _kind(one: StixObject) -> ActorKind:
    """An identity's class; a threat actor with the means of one person; an intrusion set is somebody's, not a body."""
    if one.type == "identity":
        return _KINDS.get(one.text("identity_class") or "", ActorKind.UNKNOWN)
    is_person = one.type == "threat-actor" and one.text("resource_level") == "individual"
    return ActorKind.PERSON if is_person else ActorKind.UNKNOWN


def _window(one: StixObject) -> Window | None:
    """The days on which it held, as far as told; None if they are reversed."""
    start, stop = _days(one.text("start_time")), _days(one.text("stop_time"))
    try:
        return Window(min(start, default=None), max(stop, default=None))
    except ValueError:
        return None


def _days(instant: str | None) -> list[date]:
    """The day of an instant where it is told (UTC) and in Japan: which of the two is meant is not said."""
    if instant is None:
        return []
    moment = datetime.fromisoformat(instant)
    return (
        [moment.date()]
        if not any((moment.hour, moment.minute, moment.second))
        else [moment.date(), (moment + _JAPAN).date()]
    )
