"""`why` of a path → blocks: why it is possible, why not certain, where documents disagree, of what nothing is told.

reasons(path, sources)  →  Heading("なぜあり得るか"), Paragraph(…), …, Table("件数(区間 2)", …)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.ids import ActorId
from app.domain.window import Window
from app.export.report.sheet import Block, Heading, Listing, Paragraph, Table
from app.services.report.phrases import Part, Phrases
from app.services.report.sources import Sources

__all__ = ["disagreement", "reasons"]

_WORDS = ("medium", "status", "action", "kind")


def reasons(path: Part, sources: Sources) -> Iterator[Block]:
    """All that is told of one path beside its hops."""
    phrases, why = sources.phrases, path["why"]
    say = phrases.say
    yield Heading(2, say("why"))
    yield Paragraph(_days(why["days"], phrases))
    yield Listing(tuple(_order(why["order"], phrases)) or (say("one_hop"),))
    yield Heading(2, say("why_not" if why["doubts"] else "why_sure"))
    yield Listing(tuple(_doubt(one, phrases) for one in why["doubts"]) or (say("sure"),))
    yield Paragraph(_weakest(why["weakest"], phrases))
    yield Heading(2, say("disputes"))
    if not why["disputes"]:
        yield Paragraph(say("no_disputes"))
    for dispute in why["disputes"]:
        matter = say("dispute", matter=_matter(dispute, phrases), hops=_numbers(dispute["hops"]))
        yield disagreement(dispute, matter, sources)
    if path["gaps"]:
        yield Heading(2, say("gaps"))
        gaps = [
            say("gap", hop=gap["after_hop"], **{"from": gap["from"]}, to=gap["to"], holder=gap["holder"]["label"])
            for gap in path["gaps"]
        ]
        yield Listing((*gaps, say("gap_note")))


def disagreement(conflict: Part, matter: str, sources: Sources) -> Table:
    """The sides of a conflict under each other, with what each would mean for a path where that is asked."""
    phrases = sources.phrases
    say = phrases.say
    judged = any("effect" in side for side in conflict["claims"])
    header = (say("side_value"), say("side_by"), *((say("side_effect"),) if judged else ()), say("side_words"))
    rows = [
        (
            _value(conflict["property"], side["value"], sources),
            side["claimed_by"] or say("nobody"),
            *((phrases.word("effect", side["effect"] or "none"),) if judged else ()),
            sources.words(side["evidence"]),
        )
        for side in conflict["claims"]
    ]
    return Table(matter, header, tuple(rows), (2, 2, 2, 5) if judged else (2, 2, 5))


def _value(prop: str, value: object, sources: Sources) -> str:
    """A value as people read it: an interval as days, an id as a label, a word of the model in their language."""
    phrases, text = sources.phrases, value if isinstance(value, str) else ""
    if prop in ("time", "window") and (window := Window.from_interval(text)) is not None:
        earliest, latest = window.to_iso()
        return phrases.days({"earliest": earliest, "latest": latest})
    if prop in ("provider", "recipient"):
        actor = sources.snapshot.graph.actors.get(ActorId(sources.snapshot.present(text)))
        return phrases.value(value) if actor is None else actor.label
    return phrases.word(prop, text) if text and prop in _WORDS else phrases.value(value)


def _matter(dispute: Part, phrases: Phrases) -> str:
    return dispute["about"] if dispute["property"] == "other" else phrases.word("property", dispute["property"])


def _days(days: Sequence[str | None], phrases: Phrases) -> str:
    told = [
        phrases.say("day_of_hop", hop=number, day=day or phrases.say("before_all"))
        for number, day in enumerate(days, start=1)
    ]
    return phrases.say("days_chosen", days=phrases.join(told))


def _order(order: Sequence[str], phrases: Phrases) -> Iterator[str]:
    for number, basis in enumerate(order, start=2):
        yield phrases.say(f"order_{basis}", hop=number, before=number - 1)


def _doubt(doubt: Part, phrases: Phrases) -> str:
    first, second = ([actor["label"] for actor in doubt["actors"]] + ["", ""])[:2]
    return phrases.fill(
        "doubt",
        doubt["code"],
        hops=_numbers(doubt["hops"]),
        slot="" if doubt["slot"] is None else phrases.word("slot", doubt["slot"]),
        windows=phrases.join(phrases.days(window) for window in doubt["windows"]),
        first=first,
        second=second,
        recoveries=phrases.join(doubt["recoveries"]),
    )


def _weakest(weakest: Part, phrases: Phrases) -> str:
    if weakest["because"] is None:
        return phrases.say("weakest_alone", hop=weakest["hop"])
    return phrases.say("weakest", hop=weakest["hop"], because=phrases.word("criterion", weakest["because"]))


def _numbers(hops: Sequence[int]) -> str:
    return ", ".join(map(str, hops))
