"""Extraction keeps its floors; and the gate that holds them lets nothing through."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.quality import gate
from tests.quality.gate import (
    CEILINGS,
    LEAST,
    MEASURES,
    Material,
    Refused,
    digest_of,
    excesses,
    falls,
    picked,
    pinned,
    risen,
)

GOOD = {"grounding": 1.0, "transfers_f1": 0.80, "fact_score": 0.62}
LOW = LEAST["seeds"]
figures = st.floats(0, 1, allow_nan=False)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["seeds", "dev", "own", "fresh", "wider", "held", "english"])
def test_extraction_keeps_its_floors(shared, name):
    material = next(one for one in gate.materials(shared) if one.name == name)
    reached, counts = gate.measured(shared, material)
    assert falls(dict(LEAST[name]), reached) == []
    assert excesses(counts) == []
    before = gate.read_floors()[name]
    if before["digest"] != digest_of(material):
        pytest.skip(f"the floors were measured on other material than {material.documents}")
    assert falls(before["floors"], reached) == []


def test_the_pinned_floors_are_not_below_the_least():
    for name, entry in gate.read_floors().items():
        assert falls(dict(LEAST[name]), entry["floors"]) == []
        assert set(entry["floors"]) <= set(MEASURES)


# ------------------------------------------------------------------ the gate


def test_what_is_below_its_floor_is_told():
    assert falls(GOOD, {**GOOD, "transfers_f1": 0.79}) == ["transfers_f1: 0.7900 is below the floor 0.8000"]
    assert falls(GOOD, GOOD) == []


def test_a_figure_that_is_missing_does_not_keep_its_floor():
    assert len(falls(GOOD, {"grounding": 1.0})) == 2


def test_what_must_be_zero_is_told():
    assert excesses({"forbidden_merges": 1, "false_conflicts": 0}) == ["forbidden_merges: 1, and must be 0"]


def test_floors_rise():
    assert risen(GOOD, {**GOOD, "transfers_f1": 0.8474}, LOW)["transfers_f1"] == 0.845


def test_floors_do_not_fall_by_themselves():
    assert risen(GOOD, {**GOOD, "transfers_f1": 0.70}, LOW)["transfers_f1"] == 0.80


def test_floors_fall_if_that_is_allowed():
    assert risen(GOOD, {**GOOD, "transfers_f1": 0.70}, LOW, allow=True)["transfers_f1"] == 0.70


@pytest.mark.parametrize("worse", [{"transfers_f1": 0.599}, {"fact_score": 0.54}, {"grounding": 0.999}])
def test_nothing_is_pinned_below_the_least_whatever_is_allowed(worse):
    with pytest.raises(Refused):
        risen({}, {**GOOD, **worse}, LOW, allow=True)


def test_a_measure_is_not_lost_by_itself():
    more = {**GOOD, "events_f1": 0.5}
    with pytest.raises(Refused, match="events_f1"):
        risen(more, GOOD, LOW)
    assert "events_f1" not in risen(more, GOOD, LOW, allow=True)


def test_grounding_has_no_margin():
    assert risen({}, GOOD, LOW, margin=0.01) == {"grounding": 1.0, "transfers_f1": 0.79, "fact_score": 0.61}


@given(figures, st.sampled_from([0.0, 0.01]))
def test_a_pinned_floor_is_kept_by_what_it_was_pinned_at(value, margin):
    assert falls({"events_f1": pinned(value, margin)}, {"events_f1": value}) == []
    assert value - margin - pinned(value, margin) < 0.005 + 1e-9


@given(figures, figures)
def test_rising_never_lowers(before, now):
    assert risen({"events_f1": before}, {"events_f1": now}, {})["events_f1"] >= before


def test_figures_are_picked_where_the_scorer_tells_them():
    micro = {"grounding": 1.0, "transfers": {"f1": 0.5}, "conflicts": {"recall": None}}
    result = {"micro": micro, "facts_without_evidence": 2}
    assert picked(result, MEASURES) == {"grounding": 1.0, "transfers_f1": 0.5}
    assert picked(result, CEILINGS) == {"facts_without_evidence": 2}


@pytest.fixture
def material(tmp_path):
    for folder, name, text in (("docs", "a.txt", "甲"), ("docs", "b.txt", "乙"), ("gold", "a.json", "{}")):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / name).write_text(text, encoding="utf-8")
    for name, language in (("a", "ja"), ("b", "en")):
        meta = json.dumps({"language": language})
        (tmp_path / "docs" / f"{name}.meta.json").write_text(meta, encoding="utf-8")
    return Material("seeds", tmp_path / "docs", tmp_path / "gold", frozenset({"ja"}))


def test_only_documents_of_the_languages_are_read(material):
    assert [path.name for path in material.texts()] == ["a.txt"]


@pytest.mark.parametrize(("folder", "name"), [("docs", "a.txt"), ("gold", "a.json"), ("gold", "new.json")])
def test_the_digest_knows_every_change(material, folder, name):
    before = digest_of(material)
    assert digest_of(material) == before
    (material.gold.parent / folder / name).write_text("other", encoding="utf-8")
    assert digest_of(material) != before
