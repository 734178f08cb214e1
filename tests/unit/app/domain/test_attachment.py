"""Judgements find their words again, whatever ids other rules give; and hold for nothing where that is not sure."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.domain.anchors import Places, anchor_of_claim, anchor_of_thing
from app.domain.attachment import Attached, Loss, attach
from app.domain.claim import Claim, Run, Value
from app.domain.document import Document, Mention
from app.domain.ids import DocumentId, LocalId
from app.domain.judgement import Judgement, Verdict
from app.domain.view import Reading
from app.domain.vocabulary import ThingKind

TEXT = "元主任は名簿を写した。元主任は東屋に名簿を渡した。東屋は菱屋に売った。"
FIRST, SECOND, THIRD = (slice(0, 3), slice(11, 14), slice(15, 17))
SENTENCE = slice(11, 25)


def document(name: str = "memo") -> Document:
    return Document(DocumentId(f"doc-{name}"), name, None, TEXT)


def reading(things: dict[str, list[slice]], claims: list[Claim] | None = None, name: str = "memo") -> Reading:
    """Actors and the places that name them, and claims beside that."""
    own = document(name)
    mentions = [
        Mention.of(own.quote(s.start, s.stop), ThingKind.ACTOR, LocalId(k)) for k, of in things.items() for s in of
    ]
    labels = [
        Claim.of(LocalId(k), ThingKind.ACTOR, "label", k, [own.quote(of[0].start, of[0].stop)])
        for k, of in things.items()
    ]
    return Reading(own, Run("rules", ""), mentions=tuple(mentions), claims=(*labels, *(claims or ())))


def said(subject: str, prop: str, value: Value, place: slice = SENTENCE) -> Claim:
    quote = document().quote(place.start, place.stop)
    return Claim.of(LocalId(subject), ThingKind.TRANSFER, prop, value, [quote])


def pair(verdict: Verdict, before: Reading, a: str, b: str, who: str = "甲", minute: int = 0) -> Judgement:
    places = Places(before)
    anchors = [anchor_of_thing(places, ThingKind.ACTOR, key, key) for key in (a, b)]
    return Judgement.of(verdict, (a, b), who, datetime(2031, 5, 1, 9, minute, tzinfo=UTC), anchors=anchors)


def ruling(verdict: Verdict, claim: Claim, value: Value = None, before: Reading | None = None) -> Judgement:
    anchors = [anchor_of_claim(claim)]
    keys = [key for key in (claim.value, value) if before is not None and isinstance(key, str)]
    anchors += [anchor_of_thing(Places(before), ThingKind.ACTOR, key, key) for key in keys if before is not None]
    return Judgement.of(verdict, (claim.id,), "甲", datetime(2031, 5, 1, tzinfo=UTC), value=value, anchors=anchors)


def attached(judgements: list[Judgement], *readings: Reading) -> Attached:
    return attach(judgements, {one.document.id: one for one in readings}.get)


def loss(judgement: Judgement, *readings: Reading) -> Loss:
    found = attached([judgement], *readings)
    assert not found.judgements
    return found.lost[0].loss


BEFORE = reading({"a1": [FIRST, SECOND], "b1": [THIRD]})
JUDGED = pair(Verdict.SAME, BEFORE, "a1", "b1")


def test_ids_that_are_there_stay():
    assert attached([JUDGED], BEFORE) == Attached((JUDGED,), ())


def test_a_pair_is_found_by_its_words_under_other_ids():
    after = reading({"z9": [FIRST, SECOND], "b1": [THIRD]})
    found = attached([JUDGED], after).judgements[0]
    assert (found.id, found.about) == (JUDGED.id, ("b1", "z9"))


def test_it_is_enough_that_all_words_that_are_still_read_belong_to_one_thing():
    assert attached([JUDGED], reading({"z9": [SECOND], "b1": [THIRD]})).judgements[0].about == ("b1", "z9")


@pytest.mark.parametrize(
    ("things", "expected"),
    [
        ({"z8": [FIRST], "z9": [SECOND], "b1": [THIRD]}, Loss.SEVERAL),
        ({"b1": [THIRD]}, Loss.CHANGED),
        ({"z9": [FIRST, SECOND, THIRD]}, Loss.ONE),
    ],
)
def test_words_that_belong_to_several_to_nothing_or_to_one_find_nothing(things: dict[str, list[slice]], expected: Loss):
    assert loss(JUDGED, reading(things)) is expected


def test_a_document_that_is_not_there_leaves_nothing_and_comes_back():
    assert loss(JUDGED) is Loss.GONE
    assert attached([JUDGED], BEFORE).judgements == (JUDGED,)


def test_what_was_joined_with_a_thing_stands_for_it_while_its_document_is_gone():
    other = reading({"a2": [FIRST]}, name="other")
    stand_in = anchor_of_thing(Places(other), ThingKind.ACTOR, "a2", "a0")
    gone = replace(JUDGED.anchors[0], about="a0", id="a0", document=DocumentId("doc-gone"))
    judgement = Judgement.of(Verdict.SAME, ("a0", "b1"), "甲", JUDGED.when, anchors=[gone, stand_in, JUDGED.anchors[1]])
    assert attached([judgement], BEFORE, other).judgements[0].about == ("a2", "b1")


def test_a_claim_is_found_by_document_words_property_and_value():
    old, new = said("t1", "medium", "usb"), said("t9", "medium", "usb")
    for verdict in (Verdict.ACCEPT, Verdict.REJECT):
        assert attached([ruling(verdict, old)], reading({}, [new])).judgements[0].about == (new.id,)


def test_nobody_decided_about_another_value_on_the_same_words():
    other = said("t1", "medium", "paper")
    for verdict in (Verdict.ACCEPT, Verdict.REJECT):
        assert loss(ruling(verdict, said("t1", "medium", "usb")), reading({}, [other])) is Loss.CHANGED


def test_a_correction_holds_whatever_is_read_there():
    other = said("t1", "medium", "paper")
    found = attached([ruling(Verdict.CORRECT, said("t1", "medium", "usb"), "cd")], reading({}, [other])).judgements[0]
    assert (found.about, found.value) == ((other.id,), "cd")


def test_a_correction_of_words_on_which_two_claims_rest_is_for_a_person():
    two = [said("t1", "medium", "paper"), said("t2", "medium", "e-mail")]
    assert loss(ruling(Verdict.CORRECT, said("t0", "medium", "usb"), "cd"), reading({}, two)) is Loss.SEVERAL


def test_other_words_or_another_property_are_another_claim():
    judgement = ruling(Verdict.REJECT, said("t1", "medium", "usb"))
    assert loss(judgement, reading({}, [said("t1", "medium", "usb", FIRST)])) is Loss.CHANGED
    assert loss(judgement, reading({}, [said("t1", "time_text", "usb")])) is Loss.CHANGED


def test_a_claim_that_names_a_thing_is_found_though_that_thing_has_another_id():
    old, new = said("t1", "provider", "a1"), said("t1", "provider", "z9")
    before = reading({"a1": [FIRST, SECOND], "b1": [THIRD]}, [old])
    after = reading({"z9": [FIRST, SECOND], "b1": [THIRD]}, [new])
    assert attached([ruling(Verdict.REJECT, old, before=before)], after).judgements[0].about == (new.id,)
    elsewhere = reading({"z9": [FIRST, SECOND], "b1": [THIRD]}, [said("t1", "provider", "b1")])
    assert loss(ruling(Verdict.REJECT, old, before=before), elsewhere) is Loss.CHANGED


def test_a_corrected_value_that_names_a_thing_leads_to_its_id_of_today():
    old = said("t1", "provider", "a1")
    before = reading({"a1": [FIRST, SECOND], "b1": [THIRD]}, [old])
    judgement = ruling(Verdict.CORRECT, old, "b1", before)
    after = reading({"a1": [FIRST, SECOND], "y8": [THIRD]}, [old])
    assert attached([judgement], after).judgements[0].value == "y8"
    assert loss(judgement, reading({"a1": [FIRST, SECOND]}, [old])) is Loss.CHANGED


def test_who_speaks_of_a_part_contradicts_who_spoke_of_the_whole():
    other = reading({"a2": [FIRST]}, name="other")
    stand_in = anchor_of_thing(Places(other), ThingKind.ACTOR, "a2", "a1")
    whole = replace(JUDGED, anchors=(JUDGED.anchors[0], stand_in, JUDGED.anchors[1]))
    of_part = [anchor_of_thing(Places(other), ThingKind.ACTOR, "a2", "a2"), JUDGED.anchors[1]]
    later = datetime(2031, 5, 2, tzinfo=UTC)
    part = Judgement.of(Verdict.NOT_SAME, ("a2", "b1"), "乙", later, anchors=of_part)
    found = attached([whole, part], BEFORE, other).judgements
    assert [(one.who, one.about) for one in found] == [("甲", ("a1", "b1")), ("乙", ("a2", "b1")), ("乙", ("a1", "b1"))]
    agreeing = replace(part, verdict=Verdict.SAME)
    assert len(attached([whole, agreeing], BEFORE, other).judgements) == 2
    assert len(attached([replace(whole, undone=True), part], BEFORE, other).judgements) == 2


def test_no_word_of_a_document_is_in_an_anchor():
    claim = said("t1", "medium", "紙の名簿")
    assert not any(word in repr((*JUDGED.anchors, anchor_of_claim(claim))) for word in ("元主任", "東屋", "紙の名簿"))


def test_a_judgement_without_anchors_is_taken_as_it_is():
    bare = Judgement.of(Verdict.SAME, ("x", "y"), "甲", JUDGED.when)
    assert attached([bare]).judgements == (bare,)
