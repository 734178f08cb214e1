"""The words of reports: both languages have all of them, and every word of the model has one in Japanese."""

from __future__ import annotations

from string import Formatter

import pytest

from app.domain.access import Marking, Scope
from app.domain.errors import BadQuestion
from app.domain.explanation import Basis, Criterion, Doubt, Effect
from app.domain.judgement import Verdict
from app.domain.path import Mode
from app.domain.view import Policy
from app.domain.vocabulary import Action, ActorKind, AffectedStatus, How, Qualifier, Role, Status, ThingKind, Unit
from app.services.report.phrases import LANGUAGES, Phrases, language_of
from app.services.review.standing import State

JA, EN = (Phrases.of(language) for language in LANGUAGES)
CLOSED = {
    "mode": Mode,
    "policy": Policy,
    "status": Status,
    "action": Action,
    "how": How,
    "criterion": Criterion,
    "effect": Effect,
    "affected": AffectedStatus,
    "qualifier": Qualifier,
    "unit": Unit,
    "kind": ActorKind,
    "role": Role,
    "thing": ThingKind,
    "verdict": Verdict,
    "judged": State,
    "marking": Marking,
    "scope": Scope,
    "doubt": Doubt,
}


def fields(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_both_languages_have_the_same_groups_and_sentences():
    assert JA.groups.keys() == EN.groups.keys()
    assert JA.groups["text"].keys() == EN.groups["text"].keys()
    assert len(JA.reads) == len(EN.reads) > 5


@pytest.mark.parametrize("group", ["text", "doubt", "qualifier", "marks"])
def test_both_fill_the_same_places(group):
    for key, text in JA.groups[group].items():
        assert fields(text) == fields(EN.groups[group][key]), key


@pytest.mark.parametrize("group", list(CLOSED))
def test_every_word_of_the_model_has_one_in_japanese(group):
    missing = {word.value for word in CLOSED[group]} - JA.groups[group].keys()
    assert missing == set()
    assert all(not text.isascii() for key, text in JA.groups[group].items() if key not in ("exact", "none"))


def test_every_basis_of_order_has_a_sentence():
    assert {f"order_{basis.value}" for basis in Basis} <= JA.groups["text"].keys()


def test_open_words_are_shown_as_they_stand():
    assert JA.word("medium", "smart-card") == "smart-card"
    assert EN.word("event", "criminal_complaint") == "criminal complaint"


@pytest.mark.parametrize(
    ("window", "said"),
    [
        (("2025-02-03", "2025-02-03"), "2025-02-03"),
        (("2025-02-03", "2025-02-28"), "2025-02-03 〜 2025-02-28"),
        ((None, "2025-02-28"), "2025-02-28 まで"),
        (("2025-02-03", None), "2025-02-03 以降"),
        ((None, None), "日付なし"),
    ],
)
def test_days(window, said):
    assert JA.days(dict(zip(("earliest", "latest"), window, strict=True))) == said


def test_numbers():
    count = {"value": 400000, "unit": "records", "qualifier": "about"}
    assert (JA.count(count), EN.count(count), JA.count(None)) == ("約400,000件", "about 400,000 records", "")
    price = {"value": 300000, "currency": "JPY", "qualifier": "at_least"}
    assert (JA.price(price), EN.price(price)) == ("300,000円以上", "at least 300,000 yen")
    assert JA.price({**price, "currency": "EUR"}) == "300,000 EUR以上"


def test_words_of_a_document_are_not_filled_again():
    assert JA.say("dispute", matter="{hops} {0.__class__}", hops=1) == "{hops} {0.__class__}(区間 1)"


def test_an_unknown_language_is_refused():
    with pytest.raises(BadQuestion, match="must be one of ja, en"):
        language_of("fr")
