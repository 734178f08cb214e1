"""Open questions, judgements and what follows from them → lines for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.cli.text import Part, evidence_lines
from app.cli.withdrawal import comparison_lines, section, transfer_lines

__all__ = ["effect_lines", "entry_lines", "judgement_lines", "shown_lines"]


def entry_lines(entry: Part) -> Iterator[str]:
    """What is asked, both sides with their words, and what would follow."""
    score = "" if entry["score"] is None else f", score {entry['score']:.2f}"
    yield f"{entry['question']}  [{entry['kind']}{score}, {entry['chains']} chains]  {entry['id']}"
    if entry["reason"]:
        yield f"  why it is asked: {entry['reason']}"
    for side in entry["sides"]:
        yield f"  {_side(side)}"
        yield from evidence_lines(side["evidence"])
        if side["left_out"]:
            yield f"    ({side['left_out']} more passages: leaktrail review show {side['id']})"
    for choice in entry["choices"]:
        yield f"  {_command(choice)}"
        yield f"    {choice['then']}"
    for judgement in entry["judgements"]:
        yield from (f"  {line}" for line in judgement_lines(judgement))
    yield ""


def judgement_lines(one: Part) -> Iterator[str]:
    """Who decided what, when, why, and whether it counts."""
    about = " / ".join(_about(part) for part in one["about"])
    value = "" if one["value"] is None else f" to {_value(one['value'])}"
    state = one["state"] if one["loss"] is None else f"{one['state']} ({one['loss']})"
    verdict = one["verdict"].replace("_", " ")
    yield f"{one['when'][:10]}  {one['who']}: {verdict}{value}  {about}  [{state}]  {one['id']}"
    if one["why"]:
        yield f"    {one['why']}"
    if one["undone"]:
        undone = one["undone"]
        why = f": {undone['why']}" if undone["why"] else ""
        yield f"    taken back by {undone['who']} on {undone['when'][:10]}{why}"


def effect_lines(effects: Part) -> Iterator[str]:
    """What follows from a judgement, or would."""
    if effects["changes_nothing"]:
        yield "Nothing else changes by it."
        return
    rises = effects["rises"]
    yield from section("Transfers that are new:", list(transfer_lines(rises["transfers"])))
    for kind in ("actors", "datasets"):
        yield from section(
            f"{kind.capitalize()} that are new:", [f"{one['label']}  {one['id']}" for one in rises[kind]]
        )
    yield from section("Events that are new:", [event["type"] for event in rises["events"]])
    for title, key in (("Conflicts that are gone:", "gone"), ("Conflicts that are new:", "new")):
        yield from section(title, [f"{one['about']}  {one['id']}" for one in effects["conflicts"][key]])
    yield from comparison_lines(effects)
    before, after = effects["suggestions"]["before"], effects["suggestions"]["after"]
    if before != after:
        yield f"Pairs that may be one: {before} becomes {after}"


def shown_lines(answer: Part) -> Iterator[str]:
    """A thing with its parts, claims and history, or an open question."""
    if answer["entry"]:
        yield from entry_lines(answer["entry"])
    thing = answer["thing"]
    if thing:
        yield f"{thing['label']}  [{thing['kind']}]  {thing['id']}"
    for part in answer["parts"]:
        yield f"  part {part['id']}  of {part['document']}"
        yield from evidence_lines(part["evidence"])
    yield from section("Claims:", [line for claim in answer["claims"] for line in _claim(claim)])
    yield from section("Decided:", [line for one in answer["judgements"] for line in judgement_lines(one)])


def _claim(claim: Part) -> Iterator[str]:
    said = f", {claim['said_by']}" if claim["said_by"] else ""
    yield f"{claim['property']} = {_value(claim['value'])}  [{claim['how']}{said}]  {claim['id']}"
    yield from evidence_lines(claim["evidence"])


def _about(part: Part) -> str:
    return f"{part['label']} ({part['id']})" if part["label"] else str(part["id"])


def _side(side: Part) -> str:
    label = f"{side['label']}  " if side["label"] else ""
    value = "" if side["value"] in (None, side["label"]) else f"{_value(side['value'])}  "
    by = f"({side['claimed_by']})  " if side["claimed_by"] else ""
    return f"{label}{value}{by}{side['id']}"


def _command(choice: Part) -> str:
    about = " ".join(choice["about"])
    side = "" if choice["side"] is None else f" {choice['side']}"
    return f"leaktrail review {choice['verdict'].replace('_', '-')} {about}{side}"


def _value(value: Any) -> str:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        return ", ".join(f"{key} {_value(one)}" for key, one in value.items() if one is not None)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    if isinstance(value, list):
        return ", ".join(map(_value, value))  # pyright: ignore[reportUnknownArgumentType]
    return "yes" if value is True else "no" if value is False else str(value)
