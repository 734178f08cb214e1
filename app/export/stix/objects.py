"""Rows of leaktrail/1 → STIX objects, one function a section.

    makers = Makers(ids, sources)
    makers.transfer({"id": "t1", "provider": "a1", "recipient": "a2", "action": "sale", …})
        →  [{"type": "relationship", "relationship_type": "sold-data-to", "source_ref": "identity--…", …}]

A relationship tells other tools that something holds. So a transfer that was denied or only planned is none but a
note; an end that nobody has named is an identity of its own for each transfer, so that it joins nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias, cast

from app.domain.vocabulary import Action, ActorKind, AffectedStatus, Role, Status
from app.export.stix.sources import Sources
from app.export.stix.terms import EXTENSION_ID, MAKER_ID, Stix, confidence_of, instant, stix_id

__all__ = ["Ids", "Makers", "Row", "type_of_actor", "type_of_transfer"]

Row: TypeAlias = "Mapping[str, Any]"
"""A row of leaktrail/1."""
Ids: TypeAlias = "Mapping[str, Mapping[str, str]]"
"""By section and given id the id of the STIX object."""

_BLAMED = {Role.ATTACKER.value, Role.EXTORTIONIST.value}
_CLASSES = {
    ActorKind.PERSON.value: "individual",
    ActorKind.GROUP.value: "group",
    ActorKind.ORGANIZATION.value: "organization",
    ActorKind.UNKNOWN.value: "unknown",
}
_TYPES = {
    Action.EXFILTRATION.value: "exfiltrated-data-from",  # the one who took it is its source
    Action.SALE.value: "sold-data-to",
    Action.RESALE.value: "resold-data-to",
    Action.EMAIL.value: "emailed-data-to",
    Action.UPLOAD.value: "uploaded-data-to",
    Action.RECOVERY.value: "returned-data-to",
    Action.PUBLICATION.value: "disclosed-data-to",
}
_REFERENCES = {
    "incident": "incidents",
    "incidents": "incidents",
    "members": "actors",
    "candidates": "actors",
    "provider": "actors",
    "recipient": "actors",
    "actors": "actors",
    "organization": "actors",
    "dataset": "datasets",
    "derived_from": "datasets",
    "part_of": "transfers",
    "after": "transfers",
}
_ENDS = ("provider", "recipient")


def type_of_actor(roles: Iterable[str]) -> str:
    """Whom a document calls an attacker or extortionist is a threat actor, everybody else an identity."""
    return "threat-actor" if _BLAMED.intersection(roles) else "identity"


def type_of_transfer(status: Status) -> str:
    """What did not happen is a note."""
    return "relationship" if status.can_lie_on_path else "note"


@dataclass(frozen=True, slots=True)
class Makers:
    """Makes objects; knows the ids of all things, and the documents that rows quote."""

    ids: Ids
    sources: Sources

    def incident(self, row: Row) -> list[Stix]:
        """An incident, with its name."""
        made = self._object("incident", "incidents", row, row["evidence"])
        return [{**made, "name": row["name"] or row["id"]}]

    def actor(self, row: Row) -> list[Stix]:
        """An identity or a threat actor, and its relationships with the incidents that it has a part in."""
        kind = type_of_actor(row["roles"])
        made = {**self._object(kind, "actors", row, row["mentions"]), "name": row["label"]}
        if kind == "identity":
            made["identity_class"] = _CLASSES[row["kind"]]
        else:
            made |= {"aliases": row["aliases"]} if row["aliases"] else {}
            made |= {"resource_level": "individual"} if row["kind"] == ActorKind.PERSON.value else {}
        if row["roles"] and kind == "identity":
            made["roles"] = row["roles"]
        return [made, *(self._part_in(row, made, incident) for incident in row["incidents"])]

    def dataset(self, row: Row) -> list[Stix]:
        """An object of our own: STIX has none for a body of personal data."""
        evidence = [piece for count in row["record_counts"] for piece in count["evidence"]]
        made = self._object("x-leaktrail-dataset", "datasets", row, evidence, extension="new-sdo")
        return [{**made, "name": row["label"]}]

    def transfer(self, row: Row) -> list[Stix]:
        """A relationship, and an identity for an end that is not named; a note for what did not happen."""
        status = Status(row["status"])
        if not status.can_lie_on_path:
            return [self._no_transfer(row, status)]
        nobody = {end: self._nobody(row, end) for end in _ENDS if row[end] is None}
        ends = {end: nobody[end]["id"] if end in nobody else self.ids["actors"][row[end]] for end in _ENDS}
        taken = row["action"] == Action.EXFILTRATION.value
        source, target = ("recipient", "provider") if taken else ("provider", "recipient")
        made = {
            **self._object("relationship", "transfers", row, row["evidence"]),
            "relationship_type": _TYPES.get(row["action"], "passed-data-to"),
            "source_ref": ends[source],
            "target_ref": ends[target],
            "confidence": confidence_of(row["confidence"], status),
            "description": self._telling(row),
            **_times(row),
        }
        return [*nobody.values(), made]

    def event(self, row: Row) -> list[Stix]:
        """An object of our own: something dated that happened around the data."""
        made = self._object("x-leaktrail-event", "events", row, row["evidence"], extension="new-sdo")
        return [{**made, "name": row["type"]}]

    def affected(self, row: Row) -> list[Stix]:
        """The incident sighted at an organization; a note where it is said to be not concerned, or in no incident."""
        organization = self._ref("actors", row["organization"])
        incident = self._ref("incidents", row["incident"])
        seen = row["status"] != AffectedStatus.NONE.value and incident is not None
        telling = f"{self._name(row['organization'])}: {row['status']}"
        if not seen or organization is None or not organization.startswith("identity--"):
            made = self._object("note", "affected", row, row["evidence"])
            return [{**made, "content": telling, "object_refs": [organization]}]
        made = self._object("sighting", "affected", row, row["evidence"])
        return [{**made, "sighting_of_ref": incident, "where_sighted_refs": [organization], "description": telling}]

    def conflict(self, row: Row) -> list[Stix]:
        """A note with all sides, about the thing that they are about, else about the documents that tell them."""
        evidence = [piece for side in row["claims"] for piece in side["evidence"]]
        made = self._object("note", "conflicts", row, evidence)
        subject = next((known[row["subject"]] for known in self.ids.values() if row["subject"] in known), None)
        refs = [subject] if subject else self.sources.refs(evidence) or [MAKER_ID]
        sides = [f"{side['value']} ({side['claimed_by'] or '-'})" for side in row["claims"]]
        return [{**made, "abstract": row["about"], "content": " | ".join(sides), "object_refs": refs}]

    # -------------------------------------------------------- parts

    def _object(
        self,
        kind: str,
        section: str,
        row: Row,
        evidence: Sequence[Row],
        *,
        extension: str = "property-extension",
    ) -> Stix:
        """What all objects have: an id, days, markings, words, and the row itself without its words."""
        key = self.ids.get(section, {}).get(row["id"]) or stix_id(kind, section, row["id"])
        created, modified = self.sources.days(evidence)
        carried = {"extension_type": extension, "section": section, "row": self._carried(section, row)}
        own = {"source_name": "leaktrail", "external_id": row["id"]}
        return {
            "type": kind,
            "spec_version": "2.1",
            "id": key,
            "created_by_ref": MAKER_ID,
            "created": created,
            "modified": modified,
            "external_references": [own, *self.sources.references(evidence)],
            "extensions": {EXTENSION_ID: carried},
            **self.sources.markings(evidence),
        }

    def _carried(self, section: str, row: Row) -> Stix:
        """The row with STIX ids, and without evidence."""
        carried = {key: self._renamed(key, value) for key, value in row.items() if key not in ("evidence", "mentions")}
        if section in ("affected", "conflicts"):
            del carried["id"]
        else:
            carried["id"] = self.ids[section][row["id"]]
        if "subject" in row:
            subject = [known[row["subject"]] for known in self.ids.values() if row["subject"] in known]
            carried["subject"] = subject[0] if subject else None
        return carried

    def _renamed(self, key: str, value: object) -> object:
        section = _REFERENCES.get(key)
        if isinstance(value, list):
            return [self._renamed(key, one) for one in cast("list[object]", value)]
        if isinstance(value, dict):
            return {name: one for name, one in cast("Row", value).items() if name != "evidence"}
        if section is None or value is None:
            return value
        return self.ids[section].get(str(value), "unassigned" if section == "incidents" else value)

    def _ref(self, section: str, key: str | None) -> str | None:
        return None if key is None else self.ids[section].get(key)

    def _name(self, key: str | None) -> str:
        return "?" if key is None else self.sources.labels.get(key, key)

    def _telling(self, row: Row) -> str:
        ends = f"{self._name(row['provider'])} → {self._name(row['recipient'])}"
        told = [row["status"], row["action"], row["medium"], row["time_text"] or ""]
        return f"{ends}: {', '.join(filter(None, told))}"

    def _no_transfer(self, row: Row, status: Status) -> Stix:
        known = [self._ref("actors", row[end]) for end in _ENDS]
        made = self._object("note", "transfers", row, row["evidence"])
        refs = sorted({one for one in known if one})
        return {**made, "abstract": status.value, "content": self._telling(row), "object_refs": refs}

    def _nobody(self, row: Row, end: str) -> Stix:
        created, modified = self.sources.days(row["evidence"])
        extension = {"extension_type": "property-extension", "placeholder": True}
        return {
            "type": "identity",
            "spec_version": "2.1",
            "id": stix_id("identity", f"nobody-{end}", row["id"]),
            "created_by_ref": MAKER_ID,
            "created": created,
            "modified": modified,
            "name": f"{end} of {row['id']}, not named",
            "identity_class": "unknown",
            "extensions": {EXTENSION_ID: extension},
            **self.sources.markings(row["evidence"]),
        }

    def _part_in(self, row: Row, actor: Stix, incident: str) -> Stix:
        return {
            "type": "relationship",
            "spec_version": "2.1",
            "id": stix_id("relationship", "part-in", f"{row['id']}:{incident}"),
            "created_by_ref": MAKER_ID,
            "created": actor["created"],
            "modified": actor["modified"],
            "relationship_type": "related-to",
            "source_ref": actor["id"],
            "target_ref": self.ids["incidents"][incident],
            **{key: value for key, value in actor.items() if key == "object_marking_refs"},
        }


def _times(row: Row) -> Stix:
    """The bounds of the day on which it happened; STIX knows no other uncertainty."""
    told = (("start_time", "time_earliest", "00:00:00.000"), ("stop_time", "time_latest", "23:59:59.999"))
    return {key: instant(date.fromisoformat(row[name]), clock) for key, name, clock in told if row[name]}
