"""What accepting a proposal means: claims of its own, marked, beside those of the rules and never instead of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.document import Metadata
from app.domain.ids import DocumentId
from app.domain.proposal import Outcome
from app.domain.view import View
from app.domain.vocabulary import How, Status, ThingKind
from app.export.leaktrail1 import to_leaktrail1
from loaders.exchange import read_exchange
from loaders.pipeline import read
from loaders.proposals.accepted import CONFIDENCE, with_accepted
from loaders.resolve import resolve
from tests.unit.loaders.proposals.proposal_case import TEXT, checked

ENTRUSTED = {"provider": "つばき茶房", "recipient": "北浜データ", "data": "会員名簿", "date": "2031年4月1日"}


@pytest.fixture(scope="module")
def reading():
    return read(TEXT.encode(), "tsubaki.txt", Metadata(published_at="2032-07-01"))


def entrusted():
    proposal, _ = checked("会員名簿の管理を北浜データに委託した", **ENTRUSTED)
    assert proposal.outcome is Outcome.REVIEW
    return proposal


def proposed(reading):
    return [claim for claim in reading.claims if claim.how is How.PROPOSED]


def transfers(reading):
    return resolve([reading], View()).transfers


def test_an_accepted_proposal_becomes_a_transfer_with_its_quote(reading):
    proposal = entrusted()
    grown = with_accepted(reading, [proposal])
    (new,) = [one for key, one in transfers(grown).items() if key not in transfers(reading)]
    actors = resolve([grown], View()).actors
    assert (actors[new.provider].label, actors[new.recipient].label) == ("つばき茶房", "北浜データ")
    assert new.window == proposal.window
    assert new.lawful
    assert new.evidence == (proposal.quote,)
    assert new.how["provider"] is How.PROPOSED
    assert new.confidence == CONFIDENCE


def test_the_claims_of_the_rules_stay_as_they_are(reading):
    grown = with_accepted(reading, [entrusted()])
    assert grown.claims[: len(reading.claims)] == reading.claims
    assert proposed(reading) == []
    assert {claim.confidence for claim in proposed(grown)} == {CONFIDENCE}


def test_who_is_known_stays_who_he_is(reading):
    words = {"provider": "北浜データ", "recipient": "元社員", "data": "名簿", "action": "exfiltration"}
    proposal, _ = checked("北浜データの元社員が2032年2月、会員約4万件の名簿をUSBメモリで持ち出した", **words)
    grown = with_accepted(reading, [proposal])
    recipient = next(c.value for c in proposed(grown) if c.property == "recipient")
    assert recipient in {c.subject for c in reading.claims if c.kind is ThingKind.ACTOR}


def test_twice_is_once(reading):
    once = with_accepted(reading, [entrusted()])
    assert with_accepted(once, [entrusted()]) == once == with_accepted(reading, [entrusted(), entrusted()])


@pytest.mark.parametrize("outcome", [Outcome.KNOWN, Outcome.REFUSED])
def test_what_is_known_or_refused_adds_nothing(reading, outcome):
    assert with_accepted(reading, [replace(entrusted(), outcome=outcome)]) == reading


def test_a_proposal_about_another_document_is_refused(reading):
    with pytest.raises(ValueError, match="no proposal about"):
        with_accepted(reading, [replace(entrusted(), document=DocumentId("doc-other"))])


def test_what_did_not_happen_is_on_no_path(reading):
    words = {"provider": "元社員", "recipient": "白鳥宝飾", "data": "名簿", "status": "denied"}
    proposal, _ = checked("元社員が白鳥宝飾に名簿を直接渡した事実はない", **words)
    graph = resolve([with_accepted(reading, [proposal])], View())
    (new,) = [one for one in graph.transfers.values() if one.status is Status.DENIED]
    assert new.how["provider"] is How.PROPOSED
    assert not new.status.can_lie_on_path


def test_the_mark_survives_export_and_import(reading):
    whole = to_leaktrail1(resolve([with_accepted(reading, [entrusted()])], View()))
    marked = [one for one in whole["transfers"] if one.get("x_how", {}).get("provider") == "proposed"]
    assert len(marked) == 1
    (again, *_), _ = read_exchange(whole, place="x.json")
    assert any(claim.how is How.PROPOSED for claim in again.claims)
