"""The closed word lists of the model: roles, actions, statuses, units.

Each list is a `StrEnum`, so a member *is* the word that stands in leaktrail/1, in the store and in answers. Media,
fields and event types are open lists and stay plain strings.
"""

from __future__ import annotations

from enum import StrEnum

__all__ = [
    "ENDS_HOLDING",
    "Action",
    "ActorKind",
    "AffectedStatus",
    "How",
    "Qualifier",
    "Role",
    "Status",
    "ThingKind",
    "Unit",
]


class ThingKind(StrEnum):
    """What a claim can be about."""

    INCIDENT = "incident"
    ACTOR = "actor"
    DATASET = "dataset"
    TRANSFER = "transfer"
    HOLDING = "holding"
    EVENT = "event"
    AFFECTED = "affected"
    CONFLICT = "conflict"


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    GROUP = "group"
    ORGANIZATION = "organization"
    UNKNOWN = "unknown"


class Role(StrEnum):
    """What part an actor plays in an incident."""

    DATA_CONTROLLER = "data_controller"
    DATA_PROCESSOR = "data_processor"
    SUBCONTRACTOR = "subcontractor"
    CLIENT = "client"
    INSIDER = "insider"
    ACQUAINTANCE = "acquaintance"
    EXTORTIONIST = "extortionist"
    LIST_BROKER = "list_broker"
    RESELLER_BUYER = "reseller_buyer"
    INTERMEDIARY = "intermediary"
    INVESTIGATOR = "investigator"
    REGULATOR = "regulator"
    COURT = "court"
    JOURNALIST = "journalist"
    SPOKESPERSON = "spokesperson"
    DISCLOSER = "discloser"
    VICTIM_DATA_SUBJECTS = "victim_data_subjects"
    UNKNOWN_RECIPIENT = "unknown_recipient"
    ATTACKER = "attacker"


class Action(StrEnum):
    """How data passes from provider to recipient."""

    EXFILTRATION = "exfiltration"
    COPY = "copy"
    HANDOVER = "handover"
    SALE = "sale"
    RESALE = "resale"
    UPLOAD = "upload"
    EMAIL = "email"
    PUBLICATION = "publication"
    EXTORTION = "extortion_demand_with_sample"
    RECOVERY = "return/recovery"
    USE = "use"


ENDS_HOLDING = frozenset({Action.RECOVERY})
"""Actions after which the provider no longer holds the dataset (recovered, seized, returned, destroyed)."""


class Status(StrEnum):
    """How sure the documents are that a transfer happened; `rank` orders them, stronger first."""

    CONFIRMED = "confirmed"
    ALLEGED = "alleged"
    SUSPECTED = "suspected"
    PLANNED = "planned"
    DENIED = "denied"

    @property
    def rank(self) -> int:
        """0 for confirmed, 1 alleged, 2 suspected; planned and denied come last."""
        return _RANKS[self]

    @property
    def can_lie_on_path(self) -> bool:
        """False for planned and denied: such transfers are listed beside a path, never on it."""
        return self.rank <= Status.SUSPECTED.rank


_RANKS = {status: rank for rank, status in enumerate(Status)}


class AffectedStatus(StrEnum):
    """What is said of the data of one affected organization."""

    LEAKED = "leaked"
    POSSIBLE = "possible"
    NONE = "none"
    UNKNOWN = "unknown"


class Qualifier(StrEnum):
    """How a number is meant: 約 = about, 超/以上 = at_least, 最大 = up_to."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    UP_TO = "up_to"


class Unit(StrEnum):
    """What is counted. People (人分, 名) and records (件) are never the same unit."""

    PEOPLE = "people"
    RECORDS = "records"
    FILES = "files"


class How(StrEnum):
    """How a slot was filled; everything but `stated` is shown to people as inferred."""

    STATED = "stated"  # an argument of the predicate, or a cell under its header
    CLAUSE = "clause"  # an argument of a neighbouring predicate of the same sentence (coordination, relative clause)
    DISCOURSE = "discourse"  # an elided argument found in earlier sentences, the heading or the parent of a list
    ROLE = "role"  # follows from what the actor is (the employer of an insider, the controller of an incident)
    IMPLIED = "implied"  # the last named holder of the same dataset; never certain, confidence at most 0.7
    IMPORTED = "imported"  # taken over from an exchange file
    PROPOSED = "proposed"  # a language model's proposal that a person accepted
