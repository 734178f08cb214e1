"""A path, or any transfers in a row, as the plain object of an answer → the picture of its chain."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.window import Window
from app.export.report.chain import Chain, ChainWords, Line, Step, Stop, draw
from app.export.report.sheet import Figure
from app.services.report.phrases import Part, Phrases

__all__ = ["picture"]

_LINES = {"confirmed": Line.SOLID, "alleged": Line.DASHED}


def picture(hops: Sequence[Part], caption: str, phrases: Phrases) -> Figure:
    """The hops of a path, left to right."""
    stops = [Stop(phrases.end(hops[0], "provider"))]
    for hop, following in zip(hops, [*hops[1:], None], strict=True):
        stops.append(_stop(hop, following, phrases))
    words = ChainWords(phrases.groups["marks"]["same"], phrases.groups["marks"]["no_date"])
    alt = phrases.say("figure_alt", stops=" → ".join(stop.label for stop in stops))
    return Figure(draw(Chain(tuple(stops), tuple(_step(hop, phrases) for hop in hops)), words), caption, alt)


def _stop(hop: Part, following: Part | None, phrases: Phrases) -> Stop:
    label = phrases.end(hop, "recipient")
    if following is None or hop["recipient"]["id"] == following["provider"]["id"]:
        return Stop(label)
    return Stop(label, phrases.end(following, "provider"))


def _step(hop: Part, phrases: Phrases) -> Step:
    stated, left = (Window.from_iso(hop[key]["earliest"], hop[key]["latest"]) for key in ("stated", "window"))
    line = _LINES.get(hop["status"], Line.DOTTED)
    return Step(phrases.what(hop), phrases.days(hop["window"]), phrases.status(hop), line, stated, left)
