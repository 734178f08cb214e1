"""Answer as a JSON object → lines for people.

元派遣社員 → 名簿業者  [2006-04-01 … 2006-04-30]  handover, usb, 400,000件 about, confirmed
    「…の名簿を渡した」 doc-name 16-61
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from app.domain.words import spell_hidden

__all__ = [
    "Part",
    "amount",
    "evidence_lines",
    "fact_lines",
    "ground_lines",
    "holder_line",
    "path_lines",
    "reached_line",
    "span",
    "transfer_line",
    "visible",
    "where",
]

Part: TypeAlias = Mapping[str, Any]
"""A piece of an answer, as `app.services.answers` and `describe` make it."""

_UNITS = {"records": "件", "people": "人", "files": "ファイル", None: ""}
_LINE_END = re.compile(r"\r\n|[\n\r\v\f\u0085\u2028\u2029]")
_INDENT = "    "


def visible(text: str) -> str:
    r"""The text on one line, with control and direction signs spelled out: documents must not steer a terminal.

    >>> visible("a\x1b[2Jb")
    'a\\x1b[2Jb'
    """
    return spell_hidden(_LINE_END.sub("⏎", text))


def span(window: Part) -> str:
    """A window: one day, both ends, or what is known of it.

    >>> span({"earliest": None, "latest": "2006-04-30"})
    '[? … 2006-04-30]'
    """
    earliest, latest = window["earliest"], window["latest"]
    if earliest == latest:
        return f"[{earliest or 'no date stated'}]"
    return f"[{earliest or '?'} … {latest or '?'}]"


def transfer_line(fact: Part) -> str:
    """One transfer on one line: its ends, days, and what is said of it."""
    medium = "" if fact["medium"] == "unknown" else fact["medium"]
    details = [fact["action"], medium, _count(fact["record_count"]), _price(fact["price"])]
    details += [fact["status"], "lawful" if fact["lawful"] else ""]
    window = fact.get("window", fact["stated"])
    days = span(window) if window == fact["stated"] else f"{span(window)} (stated {span(fact['stated'])})"
    return f"{_end(fact, 'provider')} → {_end(fact, 'recipient')}  {days}  {', '.join(filter(None, details))}"


def fact_lines(fact: Part) -> Iterator[str]:
    """One transfer, and what it rests on."""
    yield transfer_line(fact)
    yield from ground_lines(fact)


def ground_lines(fact: Part) -> Iterator[str]:
    """What a transfer rests on: its words, and what of it a policy decided."""
    yield from evidence_lines(fact["evidence"])
    if fact["by_policy"]:
        yield f"{_INDENT}decided by the policy: {', '.join(fact['by_policy'])}"


def amount(number: Part) -> str:
    """A count or a price.

    >>> amount({"value": 400000, "unit": "records", "qualifier": "about"})
    '400,000件 about'
    """
    return _price(number) if "currency" in number else _count(number)


def evidence_lines(pieces: Iterable[Part]) -> Iterator[str]:
    """The quotes, each with its document and its place there."""
    for piece in pieces:
        yield f"{_INDENT}「{piece['quote']}」 {piece['document']} {where(piece)}"


def where(piece: Part) -> str:
    """Where words stand in their document: the page, if it has pages, and the characters.

    >>> where({"page": 3, "start": 1600, "end": 1612})
    'p. 3, 1600-1612'
    """
    page = "" if piece["page"] is None else f"p. {piece['page']}, "
    return f"{page}{piece['start']}-{piece['end']}"


def path_lines(number: int, path: Part) -> Iterator[str]:
    """One path: how sure it is, then its hops with their quotes, and the gaps between them."""
    strength = path["strength"]
    order = "certain" if path["certain"] else "possible"
    documents = _plural(strength["documents"], "independent source")
    weakest = f"{strength['status']}, {documents}, confidence {strength['confidence']:.2f}"
    yield f"{number}. order in time: {order}; weakest hop: {weakest}"
    gaps = {gap["after_hop"]: gap for gap in path["gaps"]}
    for place, hop in enumerate(path["hops"], start=1):
        yield from fact_lines(hop)
        if hop["parts"]:
            yield f"{_INDENT}sums up {', '.join(hop['parts'])}"
        yield from _junction(hop, path["hops"][place : place + 1])
        if place in gaps:
            gap = gaps[place]
            yield f"{_INDENT}⋯ nothing is told from {gap['from']} to {gap['to']}, with {gap['holder']['label']}"


def reached_line(reached: Part) -> str:
    """One actor that the data reached or came from."""
    days = {"from": reached["earliest"], "until": reached["latest"], "certain by": reached["certain_by"]}
    when = ", ".join(f"{word} {day}" for word, day in days.items() if day) or "no date stated"
    hops = _plural(reached["hops"], "hop")
    return f"{reached['actor']['label']}  {when}, {reached['status']}, {hops}: {' → '.join(reached['path'])}"


def holder_line(holder: Part) -> str:
    """One actor that had the data."""
    parts = ["must have had it" if holder["certain"] else "could have had it"]
    parts.append("from the start" if holder["origin"] else f"since {span(holder['since'])}")
    if holder["until"] is not None:
        parts.append(f"until {span(holder['until'])}")
    parts += [f"still held: {holder['held']}", holder["status"], "lawful" if holder["lawful"] else ""]
    way = f": {' → '.join(holder['path'])}" if holder["path"] else ""
    return f"{holder['actor']['label']}  {', '.join(filter(None, parts))}{way}"


def _junction(hop: Part, following: Sequence[Part]) -> Iterator[str]:
    """What joins two hops where the one who received and the one who passed on are not plainly the same."""
    for after in following:
        received, passed = hop["recipient"], after["provider"]
        if received["id"] != passed["id"]:
            yield f"{_INDENT}⋯ {passed['label']} may be {received['label']}, or be one of them"


def _end(fact: Part, slot: str) -> str:
    reference = fact[slot]
    label = "?" if reference is None else str(reference["label"])
    if fact["how"].get(slot) == "proposed":  # a language model read it, and a person accepted that
        return f"{label} (proposed)"
    return f"{label} (inferred)" if slot in fact["inferred"] else label


def _count(count: Part | None) -> str:
    return "" if count is None else f"{count['value']:,}{_UNITS[count['unit']]}{_qualified(count)}"


def _price(price: Part | None) -> str:
    return "" if price is None else f"{price['value']:,} {price['currency']}{_qualified(price)}"


def _qualified(number: Part) -> str:
    return "" if number["qualifier"] == "exact" else f" {str(number['qualifier']).replace('_', ' ')}"


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
