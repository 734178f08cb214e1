"""No id that is kept follows from a name by a plain hash, and the same reading gives the same ids each time."""

import dataclasses

import pytest

from app.domain.claim import Claim, local_id
from app.domain.document import Mention, Source
from app.domain.vocabulary import ThingKind
from app.services.exchange import import_exchange
from app.services.files import find_files
from app.services.graph import Graphs
from app.services.keyed import keyed, keyed_claims
from app.services.load import load
from app.services.wire import to_json
from loaders.pipeline import read
from tests.builders import case
from tests.unit.app.services.masking.stories import article

SECRET = b"k" * 32
ACCUSED, FRIEND, SPEAKER = ("筒城", "由紀夫"), ("三宅", "健一"), ("早矢田", "美咲")


@pytest.fixture(scope="module")
def news():
    return article("みどり沢通販", ACCUSED, FRIEND, SPEAKER)


def guessed(reading):
    """All ids that somebody who knows the document could compute from its names."""
    document = reading.document.id
    ids = {local_id(document, c.kind, q.start, q.end, str(c.value)) for c in reading.claims for q in c.quotes}
    ids |= {Claim.of(c.subject, c.kind, c.property, c.value, c.quotes).id for c in reading.claims}
    ids |= {Mention.of(m.quote, m.kind, m.thing).id for m in reading.mentions}
    return ids | {Source.of(document, source.label).id for source in reading.sources}


def test_what_follows_from_a_name_cannot_be_computed(news):
    plain, kept = guessed(news), keyed(news, SECRET)
    persons = {c.subject for c in news.claims if c.kind is ThingKind.ACTOR and c.value == "筒城由紀夫"}
    assert persons
    assert not persons & {c.subject for c in kept.claims}
    assert not any(c.value in persons for c in kept.claims if isinstance(c.value, str))
    assert not plain & {source.id for source in kept.sources}
    worded = {"label", "alias", "name"}
    assert not plain & {c.id for c in kept.claims if c.property in worded}
    for mine in kept.mentions:
        if mine.quote.exact.startswith("筒城"):
            assert mine.id not in plain


def test_what_is_said_stays(news):
    kept = keyed(news, SECRET)
    for before, after in zip(news.claims, kept.claims, strict=True):
        assert (before.kind, before.property, before.quotes) == (after.kind, after.property, after.quotes)
    subjects = {c.subject for c in kept.claims}
    references = {c.value for c in kept.claims if c.property in {"provider", "recipient", "dataset", "incident"}}
    assert references <= subjects
    assert {m.thing for m in kept.mentions} <= subjects
    assert {c.source for c in kept.claims} <= {source.id for source in kept.sources}


def test_ids_of_organizations_are_the_same_on_every_machine(news):
    kept, other = keyed(news, SECRET), keyed(news, b"o" * 32)
    firms = {c.subject for c in news.claims if c.property == "kind" and c.value == "organization"}
    assert firms
    assert firms <= {c.subject for c in kept.claims} & {c.subject for c in other.claims}
    assert {c.id for c in kept.claims} != {c.id for c in other.claims}


def test_loading_again_changes_nothing(store, tmp_path, news):
    path = tmp_path / "news.txt"
    path.write_text(news.document.text)
    list(load(store, find_files([path]), read, secret=lambda: SECRET))
    before = store.revision()
    list(load(store, find_files([path]), read, secret=lambda: SECRET, again=True))
    assert store.revision() == before
    (kept,) = store.readings()
    assert kept == keyed(read(news.document.text.encode(), "news.txt", kept.document.metadata), SECRET)


def test_imports_keep_the_ids_that_they_give(store):
    imported = import_exchange(store, to_json(case()), "case.json", None, SECRET)
    assert imported.unchanged == 0
    assert {"shop", "dealer"} <= Graphs(store).snapshot().graph.actors.keys()
    assert import_exchange(store, to_json(case()), "case.json", None, SECRET).unchanged == imported.documents
    for reading in store.readings():
        assert not guessed(reading) & {c.id for c in reading.claims if c.property == "label"}


def test_given_ids_are_no_hashes_and_stay(news):
    given = dataclasses.replace(news, claims=tuple(dataclasses.replace(c, subject="identity--1") for c in news.claims))
    assert {c.subject for c in keyed_claims(given, SECRET).claims} == {"identity--1"}
