"""The gold of the invented stories, all sets: every quote stands where it says, every key names something, nothing is left over."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

SETS = {"own": 20, "fresh": 12, "wider": 35, "held": 12}
LONGEST = {"own": 700, "fresh": 700, "wider": 3_000, "held": 3_000}
FOLDERS = {name: Path(__file__).with_name(name) for name in SETS}
GOLD = [path for folder in FOLDERS.values() for path in sorted((folder / "gold").glob("*.json"))]
CONTROLS = (
    "14_control_bug",
    "15_control_policy",
    "16_control_near_miss",
    "12_control_drill",
    "a09_control_advice_column",
    "b09_control_consumer_advice",
    "d08_control_consumer_advice",
    "h12_control_advice",
)
NAMES = [f"{path.parents[1].name}/{path.stem}" for path in GOLD]
NAMED = {"from": "actors", "to": "actors", "actor": "actors", "asset": "assets"}
NAMED_LISTS = {
    "accept_from": "actors",
    "accept_to": "actors",
    "accept_actor": "actors",
    "members": "actors",
    "accept_assets": "assets",
    "after": "transfers",
}


def text_of(gold: Path) -> str:
    """The document of a gold file, line ends untouched."""
    with (gold.parents[1] / "docs" / f"{gold.stem}.txt").open(encoding="utf-8", newline="") as document:
        return document.read()


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every JSON object inside a value, itself included."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects(inner)


@pytest.mark.parametrize("path", GOLD, ids=NAMES)
def test_every_quote_stands_at_its_offsets(path):
    text = text_of(path)
    quoted = [one for one in objects(json.loads(path.read_text(encoding="utf-8"))) if "quote" in one]
    assert quoted
    assert [one["quote"] for one in quoted if text[one["start"] : one["end"]] != one["quote"]] == []


@pytest.mark.parametrize("path", GOLD, ids=NAMES)
def test_every_key_names_something(path):
    gold = json.loads(path.read_text(encoding="utf-8"))
    keys = {
        section: {one["key"] for one in gold[section]} for section in ("actors", "assets", "transfers", "incidents")
    }
    named = [(NAMED[slot], one[slot]) for one in objects(gold) for slot in NAMED.keys() & one.keys()]
    named += [
        (NAMED_LISTS[slot], key)
        for one in objects(gold)
        for slot in NAMED_LISTS.keys() & one.keys()
        for key in one[slot]
    ]
    named += [("actors", key) for event in gold["events"] for key in event["actors"]]
    named += [("incidents", one["incident"]) for one in objects(gold) if "incident" in one]
    assert [(section, key) for section, key in named if key is not None and key not in keys[section]] == []


@pytest.mark.parametrize("path", GOLD, ids=NAMES)
def test_a_transfer_has_an_end(path):
    transfers = json.loads(path.read_text(encoding="utf-8"))["transfers"]
    assert all(one["from"] or one["to"] for one in transfers)
    assert bool(transfers) == (path.stem not in CONTROLS)


@pytest.mark.parametrize(("name", "count"), SETS.items())
def test_every_text_has_its_gold_and_its_metadata(name, count):
    texts = sorted((FOLDERS[name] / "docs").glob("*.txt"))
    assert len(texts) == count
    assert [path.stem for path in texts] == [path.stem for path in sorted((FOLDERS[name] / "gold").glob("*.json"))]
    for path in texts:
        told = json.loads(path.with_name(f"{path.stem}.meta.json").read_text(encoding="utf-8"))
        assert {"title", "publisher", "published_at", "language"} <= told.keys()
        assert 250 <= len(path.read_text(encoding="utf-8").strip()) <= LONGEST[name]
