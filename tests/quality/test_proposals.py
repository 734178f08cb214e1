"""The measure of proposals measures: true ones help, swapped ones are counted as wrong, and most of them are noticed."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from pydantic import TypeAdapter

from app.domain.proposal import Outcome
from app.services.propose.record import FORMAT
from app.services.wire import to_json
from loaders.pipeline import find
from loaders.proposals.page import open_page
from loaders.proposals.verify import verify
from tests.quality import proposals as measure
from tests.quality.gate import OWN, Material


@pytest.fixture(scope="module")
def material(tmp_path_factory):
    """Two of our invented stories with their gold."""
    folder = tmp_path_factory.mktemp("own")
    for kind in ("docs", "gold"):
        (folder / kind).mkdir()
        for path in sorted((OWN / kind).iterdir()):
            if path.name.startswith(("01_", "02_")):
                (folder / kind / path.name).write_bytes(path.read_bytes())
    return Material("own", folder / "docs", folder / "gold")


@pytest.fixture(scope="module")
def true(material):
    """Their gold as a perfect model tells it, checked."""
    found = []
    for path in material.texts():
        page = open_page(find(path.read_bytes(), path.name, measure._metadata(path)))
        gold = json.loads((material.gold / f"{path.stem}.json").read_text("utf-8"))
        found += verify(page, measure._sayings(page, gold))
    return found


def test_the_check_lets_most_of_the_truth_through_and_notices_most_of_what_is_swapped(material):
    told = measure.told_by_gold(material)
    assert sum(told.true.values()) >= 6
    assert told.true["refused"] <= 0.3 * sum(told.true.values())
    assert told.swapped["noticed"] + told.swapped["refused"] > told.swapped["unnoticed"]
    # where the rules themselves err, they agree with what is wrong
    assert told.swapped["agreed"] + told.swapped["known"] <= 0.1 * sum(told.swapped.values())


@pytest.mark.shared
def test_true_proposals_help_and_swapped_ones_do_not(shared, material, true):
    figures = measure.compared(shared, material, true)
    assert figures["both"]["transfers_recall"] >= figures["rules"]["transfers_recall"]
    turned = [replace(one, provider=one.recipient, recipient=one.provider, outcome=Outcome.REVIEW) for one in true]
    wrong = measure.compared(shared, material, turned)
    assert wrong["proposals"]["transfers_f1"] < figures["proposals"]["transfers_f1"]
    assert wrong["rules"] == figures["rules"]


@pytest.mark.shared
def test_documents_without_proposals_are_not_scored(shared, material):
    assert measure.compared(shared, material, []) == {}


@pytest.mark.shared
def test_a_file_is_told_of(shared, true, tmp_path, capsys):
    path = tmp_path / "p.json"
    listed = TypeAdapter(list[type(true[0])]).dump_python(true, mode="json")
    path.write_bytes(to_json({"format": FORMAT, "proposals": listed}))
    assert measure.main([str(path), "--shared", str(shared)]) == 0
    out = capsys.readouterr().out
    assert "own" in out
    assert "transfers_precision" in out
    assert "outcomes:" in out


def test_it_wants_a_file_or_the_gold(capsys):
    with pytest.raises(SystemExit):
        measure.main([])
    assert "--gold" in capsys.readouterr().err
