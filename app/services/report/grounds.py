"""A transfer → what it rests on: each slot with its value and how it was filled, then all its words.

grounds(fact, 2, sources)  →  Table("区間 2 の各欄と、どう埋めたか", …), Quotation(…), …
"""

from __future__ import annotations

from collections.abc import Iterator

from app.export.report.sheet import Block, Paragraph, Table
from app.services.report.phrases import Part, Phrases
from app.services.report.sources import Sources

__all__ = ["SLOT_WIDTHS", "grounds", "slots"]

SLOT_WIDTHS = (2, 4, 3)


def grounds(fact: Part, number: int, sources: Sources) -> Iterator[Block]:
    """The slots of the hop of that number, and its words."""
    phrases = sources.phrases
    say = phrases.say
    header = (say("slot"), say("value"), say("how"))
    yield Table(say("slots", number=number), header, tuple(slots(fact, phrases)), SLOT_WIDTHS)
    if fact.get("parts"):
        yield Paragraph(say("parts", parts=phrases.join(fact["parts"])))
    if not fact["evidence"]:
        yield Paragraph(say("no_words"), "warning")
        return
    yield Paragraph(say("words", number=len(fact["evidence"])))
    yield from sources.quotations(fact["evidence"])


def slots(fact: Part, phrases: Phrases) -> Iterator[tuple[str, str, str]]:
    """Rows of slot, value, how it was filled; under a policy, what that decided."""
    dataset = fact["dataset"]
    days = phrases.days(fact["stated"])
    values = {
        "provider": phrases.end(fact, "provider"),
        "recipient": phrases.end(fact, "recipient"),
        "dataset": phrases.say("unstated") if dataset is None else str(dataset["label"]),
        "action": phrases.word("action", fact["action"]),
        "medium": phrases.word("medium", fact["medium"]),
        "window": f"{days}\n「{fact['time_text']}」" if fact["time_text"] else days,
        "record_count": phrases.count(fact["record_count"]) or phrases.say("unstated"),
        "price": phrases.price(fact["price"]) or phrases.say("unstated"),
        "status": phrases.word("status", fact["status"]),
        "lawful": phrases.word("lawful", "true" if fact["lawful"] else "false"),
    }
    for slot, value in values.items():
        yield phrases.word("slot", slot), value, _how(fact, slot, phrases)


def _how(fact: Part, slot: str, phrases: Phrases) -> str:
    how = fact["how"].get(slot)
    missing = (slot in ("record_count", "price", "dataset") and fact[slot] is None) or fact.get(slot) == "unknown"
    known = "" if how is None else phrases.word("how", how)
    decided = {"window": "stated"}.get(slot, slot) in fact["by_policy"]
    by_policy = phrases.say("by_policy") if decided else ""
    return phrases.join([known, by_policy]) or ("" if missing else phrases.say("how_unknown"))
