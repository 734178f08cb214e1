"""What the check can find, by code: the sentence for people, and which findings refuse a proposal.

>>> remark("slot.absent", slot="count", words="四億件").message
"the words for its count, '四億件', stand neither in the quote nor close to it"
"""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.proposal import Remark

__all__ = ["REFUSING", "TELLING", "remark"]

REFUSING: Mapping[str, str] = {
    "quote.not_found": "its quote stands nowhere in the document",
    "quote.ambiguous": "its quote stands in several places, and not in the passage that it names alone",
    "quote.too_long": "its quote is longer than {most} characters",
    "quote.cut": "its quote begins or ends inside a number or a word",
    "predicate.none": "its quote holds no word by which data changes hands",
    "ends.none": "it says neither who gave nor who got the data",
    "ends.same": "it names the same giver and recipient",
    "actor.nobody": "the words for its {slot} hold no noun, so they name nobody",
    "slot.absent": "the words for its {slot}, {words!r}, stand neither in the quote nor close to it",
    "slot.cut": "the words for its {slot}, {words!r}, are cut out of a longer number or word",
    "data.other": "what is passed, {words!r}, is no data",
    "status.not_told": "the words speak of what is planned, prevented, supposed or did not happen, and it says {said}",
}
"""Findings that refuse a proposal."""

TELLING: Mapping[str, str] = {
    "quote.repeated": "its quote stands in several places; the passage that it names decided",
    "quote.passages": "its quote runs over several sentences",
    "predicate.unparsed": "the parser finds no predicate in the quote; its word list does",
    "slot.outside": "the words for its {slot} stand outside the quote",
    "slot.repeated": "the words for its {slot} stand there more than once; one place was taken",
    "actor.unknown": "the rules know nobody under the words for its {slot}",
    "actor.part": "the words for its {slot} are a part of a longer name, {name}",
    "data.unsure": "the rules do not know the words for its data as data",
    "data.none": "it names no data",
    "date.unread": "no date can be read in the words for its date",
    "date.several": "the words for its date hold several dates",
    "date.open": "which days its date means is not known",
    "date.unbound": "the rules do not tie that date to that verb",
    "count.unread": "no count of people or records can be read in the words for its count",
    "count.several": "the words for its count hold several counts",
    "count.part_over_whole": "it counts a part, and more than any whole in the document",
    "price.unread": "no sum of money can be read in the words for its price",
    "price.several": "the words for its price hold several sums",
    "price.other": "that sum is a fine, damages or a fee",
    "medium.unread": "no carrier that the rules know stands in the words for its medium",
    "action.differs": "it says {said}, the verb says {rules}",
    "status.differs": "it says {said}, the rules read {rules}; the weaker counts",
    "status.unreal": "the rules read here nothing that happened either",
    "direction.turned": "the rules read it the other way round",
    "direction.swapped": "the rules read one of its ends the other way round",
    "direction.other": "the rules read other ends here",
    "direction.half": "the rules read one of its ends only",
    "direction.unread": "the rules read no ends here",
    "rules.agree": "the rules read the same ends",
    "rules.told": "the rules have this transfer already",
}
"""Findings that a person should know of."""


def remark(code: str, **words: object) -> Remark:
    """The finding of that code."""
    refuses = code in REFUSING
    return Remark(code, (REFUSING if refuses else TELLING)[code].format(**words), refuses)
