"""The lists of `actors.yaml` of words that are no names, and its classes."""

import pytest

from app.domain.vocabulary import ActorKind
from loaders.mentions.lexicon import actor_lexicon
from loaders.mentions.names import can_be_name
from loaders.mentions.spot import Form
from loaders.mentions.spots import find_spots
from loaders.resolve.names import is_proper

_BODIES = frozenset({ActorKind.ORGANIZATION, ActorKind.UNKNOWN})
CLASSES = actor_lexicon().classes


@pytest.mark.parametrize("word", sorted(actor_lexicon().never_names))
def test_no_listed_word_is_a_name(word):
    assert not can_be_name(word)
    found = find_spots(f"{word}は")
    assert [spot for spot in found if spot.form is Form.NAME and spot.kind == "organization"] == []


@pytest.mark.parametrize("word", sorted(actor_lexicon().not_companies))
def test_no_listed_word_with_company_mark_is_a_name(word):
    assert [
        s for s in find_spots(f"{word}社が") if s.form is Form.NAME and s.head_class not in {"press", "company_soft"}
    ] == []


def test_no_noun_is_in_two_classes_of_other_kinds():
    kinds = {}
    for entry in CLASSES:
        for noun in entry.nouns:
            kinds.setdefault(noun, set()).add((entry.kind, entry.is_named))
    assert {noun: found for noun, found in kinds.items() if len(found) > 1} == {}


def test_no_role_noun_joins_two_organizations():
    """学習塾 of one document is not the 学習塾 of another, nor 当院 the 当院."""
    lexicon = actor_lexicon()
    roles = [noun for head in lexicon.classes if not head.is_named for noun in head.nouns if head.kind in _BODIES]
    own = [word for word, kind in lexicon.anaphors.items() if kind == "own"]
    assert [word for word in (*roles, *own) if is_proper(word)] == []
