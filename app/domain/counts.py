"""Record-count checks: which figures were looked at beside each other, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.document import Quote
from app.domain.graph import Count
from app.domain.vocabulary import ThingKind

__all__ = ["Bounds", "CheckKind", "CountCheck", "Figure", "Reason", "Thing", "Verdict"]

Thing = tuple[ThingKind, str]
"""Kind and id of a thing."""


class CheckKind(StrEnum):
    """What is looked at."""

    DATASET_PART = "dataset_part"  # a dataset, and one that it derives from
    TRANSFER_PART = "transfer_part"  # a delivery, and the transfer that sums it up
    PASSED_ON = "passed_on"  # what an actor passed on of a dataset, and what it got of it
    ROW = "row"  # a row of an affected organization, and the data of the incident
    ROWS_TOGETHER = "rows_together"  # all rows of an incident, and its data
    CLAIMS = "claims"  # claims about one count that cannot all be true


class Verdict(StrEnum):
    """What came of it. `unknown`: the figures leave it open, or it need not be so."""

    VIOLATED = "violated"
    UNKNOWN = "unknown"
    NOT_COMPARABLE = "not_comparable"
    HOLDS = "holds"


class Reason(StrEnum):
    """Why; stable codes."""

    FITS = "fits"  # whatever the roundings, the one is not more than the other
    SAME_NUMBER = "same_number"  # both sides have the same figure, with the same words about it
    SUMS_UP = "sums_up"  # the rows together can be just the total
    PART_LARGER = "part_larger"
    MORE_THAN_RECEIVED = "more_than_received"
    IMPLAUSIBLE = "implausible"  # a row that is ten times all data of its incident, or more
    CLAIMS_DISAGREE = "claims_disagree"
    UNITS_DIFFER = "units_differ"  # people are no records
    UNIT_NOT_STATED = "unit_not_stated"
    WITHIN_ROUNDING = "within_rounding"
    OPEN_END = "open_end"  # at least, up to
    COUNTS_REPEAT = "counts_repeat"  # 延べ, 重複: who is in it twice is counted twice
    CLAIMS_DIFFER = "claims_differ"  # it depends on which of several claims is true
    RECEIPTS_MAY_ADD_UP = "receipts_may_add_up"
    RECEIPT_NOT_COUNTED = "receipt_not_counted"  # it may have got more by a transfer of which no number is told
    HAD_IT_BEFORE = "had_it_before"  # it need not have got it by a transfer that is told
    ROWS_MAY_OVERLAP = "rows_may_overlap"
    ROWS_MAY_BE_INCOMPLETE = "rows_may_be_incomplete"
    ROW_IS_TOTAL = "row_is_total"  # one of the rows is as large as the total
    TOTAL_MAY_BE_INCOMPLETE = "total_may_be_incomplete"  # other data of the incident has no number
    NO_SINGLE_TOTAL = "no_single_total"  # several bodies of data, that may overlap


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that is claimed of a thing. `repeats`: its words say that some are counted more than once."""

    of: Thing
    count: Count
    claimed_by: str | None = None
    evidence: tuple[Quote, ...] = ()
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many different ones several figures stand for together, whatever they have in common; None: no bound."""

    at_least: float
    at_most: float | None


@dataclass(frozen=True, slots=True)
class CountCheck:
    """Figures of the thing looked at (`part`), beside those that it must not exceed (`whole`; none for claims)."""

    kind: CheckKind
    about: Thing
    part: tuple[Figure, ...]
    whole: tuple[Figure, ...]
    verdict: Verdict
    why: Reason
    together: Bounds | None = None
