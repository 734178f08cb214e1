"""What was erased is in no byte of the files of the store, in no answer, and the rest is as it was."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.domain.access import Marking
from app.domain.errors import NotFound, StoreUnavailable
from app.domain.judgement import Judgement, Verdict
from app.services.erase import erase, plan_documents, plan_person
from app.services.graph import Graphs
from app.services.keyed import keyed
from app.services.publish import publish
from app.services.review.keep import By, Review, Saving
from app.services.review.rulings import Ruling
from app.store.desk import SqliteDesk
from app.store.uri import open_store
from tests.unit.app.services.masking.stories import article, left_of

ACCUSED, FRIEND, SPEAKER = ("筒城", "由紀夫"), ("三宅", "健一"), ("早矢田", "美咲")
FORMS = ("筒城由紀夫", "筒城 由紀夫", "筒城", "由紀夫")
SECRET = b"k" * 32


@pytest.fixture(scope="module")
def readings():
    news = article("みどり沢通販", ACCUSED, FRIEND, SPEAKER, title="筒城容疑者を逮捕", name="筒城由紀夫")
    other = article("みどり沢通販", FRIEND, ACCUSED, SPEAKER, day=9, age=28, name="memo")
    return keyed(news, SECRET), keyed(other, SECRET)


@pytest.fixture
def record(tmp_path, readings):
    """A store with an older run, a removed document, a judgement and segments, all with the name in them."""
    news, other = readings
    with closing(open_store(f"sqlite:///{tmp_path}/case.db")) as store:
        old = replace(
            news, document=replace(news.document, metadata=replace(news.document.metadata, title="筒城由紀夫の件"))
        )
        removed = replace(other, document=replace(other.document, name="removed"))
        store.put_readings([old])
        store.put_readings([news])
        store.put_readings([removed])
        store.mark(news.document.id, Marking.AMBER)
        claim = next(c for c in news.claims if c.property == "label" and c.value == "筒城由紀夫")
        when = datetime(2031, 5, 1, tzinfo=UTC)
        store.put_judgements([Judgement.of(Verdict.ACCEPT, (claim.id,), "key-1", when, "筒城由紀夫本人と確認した")])
        publish(store)
        store.remove(other.document.id)
        publish(store)
        yield tmp_path, store, SqliteDesk(tmp_path / "case.db.desk")


def found_in(folder, words):
    """Which words are in which file, in UTF-8 and both UTF-16."""
    return [
        (path.name, word, code)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for word in words
        for code in ("utf-8", "utf-16-le", "utf-16-be")
        if word.encode(code) in path.read_bytes()
    ]


def test_the_files_held_the_name_before(record):
    folder, _, _ = record
    assert {word for _, word, _ in found_in(folder, FORMS)} >= {"筒城由紀夫", "筒城"}


def test_a_person_leaves_no_trace(record, readings):
    folder, store, desk = record
    plan = plan_person(store, "筒城由紀夫", SECRET)
    assert (plan.removed, len(plan.judgements), len(plan.readings)) == (1, 1, 1)
    assert plan.places >= 4
    assert erase(store, desk, plan, "local") == ()
    assert found_in(folder, FORMS) == []
    publish(store)
    assert found_in(folder, FORMS) == []
    store.close()
    assert found_in(folder, FORMS) == []


def test_the_chain_and_everything_else_stay(record, readings):
    _, store, desk = record
    before = Graphs(store).snapshot()
    plan = plan_person(store, "筒城由紀夫", SECRET)
    erase(store, desk, plan, "local")
    after = Graphs(store).snapshot()
    assert after.graph.transfers.keys() == before.graph.transfers.keys()
    assert after.graph.actors.keys() == before.graph.actors.keys()
    labels = {actor.label for actor in after.graph.actors.values()}
    assert plan.pseudonym in labels
    assert {actor.label for actor in before.graph.actors.values()} - labels == {"筒城由紀夫"}
    (news, _) = readings
    kept = store.get_reading(news.document.id)
    assert len(kept.document.text) == len(news.document.text)
    for claim in kept.claims:
        for quote in claim.quotes:
            assert kept.document.text[quote.start : quote.end] == quote.exact
    assert store.markings() == {news.document.id: Marking.AMBER}
    assert [one.why for one in store.judgements()] == [f"{plan.pseudonym}本人と確認した"]
    assert store.check() == []


def test_what_was_erased_is_noted_by_ids_only(record):
    _, store, desk = record
    erase(store, desk, plan_person(store, "筒城由紀夫", SECRET), "local")
    (line,) = desk.entries()
    assert (line.who, line.what) == ("local", "person.erase")
    assert left_of(" ".join(line.about), [ACCUSED]) == []


def test_another_person_of_the_document_stays(record):
    folder, store, desk = record
    erase(store, desk, plan_person(store, "筒城由紀夫", SECRET), "local")
    assert {word for _, word, _ in found_in(folder, ["三宅健一", "早矢田美咲"])} == {"三宅健一", "早矢田美咲"}


def test_a_document_leaves_no_trace(record, readings):
    folder, store, desk = record
    news, other = readings
    plan = plan_documents(store, [news.document.id, other.document.id])
    assert plan.removed == 1
    erase(store, desk, plan, "local")
    assert found_in(folder, ["三宅健一", "早矢田", "みどり沢通販"]) == []
    assert store.documents() == []


def test_ids_of_an_older_version_become_keyed(tmp_path):
    news = article("みどり沢通販", ACCUSED, FRIEND, SPEAKER)
    label = next(c for c in news.claims if c.property == "label" and c.value == "筒城由紀夫")
    desk = SqliteDesk(tmp_path / "desk")
    with closing(open_store(f"sqlite:///{tmp_path}/case.db")) as store:
        store.put_readings([news])
        when = datetime(2031, 5, 1, tzinfo=UTC)
        store.put_judgements([Judgement.of(Verdict.ACCEPT, (label.id,), "key-1", when)])
        erase(store, desk, plan_person(store, "筒城由紀夫", SECRET), "local")
        (kept,) = store.readings()
        (judged,) = store.judgements()
        assert judged.about[0] in {claim.id for claim in kept.claims}
    assert found_in(tmp_path, [*FORMS, label.id, label.subject]) == []


def test_who_bears_no_name_cannot_be_erased(record):
    _, store, _ = record
    with pytest.raises(NotFound, match="no document names that actor"):
        plan_person(
            store,
            next(a.id for a in Graphs(store).snapshot().graph.actors.values() if a.kind == "organization"),
            SECRET,
        )
    with pytest.raises(NotFound):
        plan_person(store, "誰でもない", SECRET)


def test_a_record_that_changed_since_it_was_looked_at_is_left_alone(record, readings):
    _, store, desk = record
    plan = plan_person(store, "筒城由紀夫", SECRET)
    store.mark(readings[0].document.id, None)
    with pytest.raises(StoreUnavailable, match="changed"):
        erase(store, desk, plan, "local")
    assert desk.entries() == []


def test_another_reader_of_the_file_is_told(record):
    folder, store, desk = record
    with closing(open_store(f"sqlite:///{folder}/case.db")) as other, other.transaction():
        pass  # opened, and reading nothing: it stands in nobody's way
    assert erase(store, desk, plan_person(store, "筒城由紀夫", SECRET), "local") == ()


def test_others_who_are_called_alike_are_named(tmp_path):
    text = (
        "{firm}の元社員の{full}容疑者は20{year}年6月{day}日、名簿を{other}氏に渡した。\n"
        "{family}容疑者は同年7月2日、名簿を東名簿センターに売った。社長の{speaker}氏は陳謝した。\n"
    )
    one = keyed(article("みどり沢通販", ACCUSED, FRIEND, ("筒城", "美咲"), text=text), SECRET)
    with closing(open_store(f"sqlite:///{tmp_path}/case.db")) as store:
        store.put_readings([one])
        graph = Graphs(store).snapshot().graph
        plan = plan_person(store, "筒城由紀夫", SECRET)
        told = {graph.actors[key].label for key in plan.alike}
        assert plan.alike
        assert all("筒城" in label and "由紀夫" not in label for label in told), "who is not sure to be another one"
        assert plan_person(store, "三宅健一", SECRET).alike == ()


def test_who_is_only_named_leaves_no_trace(record):
    folder, store, desk = record
    plan = plan_person(store, "早矢田美咲", SECRET)
    assert plan_person(store, plan.pseudonym, SECRET).places == plan.places > 0
    erase(store, desk, plan, "local")
    assert found_in(folder, ("早矢田",)) == []
    with pytest.raises(NotFound):
        plan_person(store, "早矢田美咲", SECRET)


def test_what_was_said_about_an_erased_document_goes_with_it(record, readings):
    folder, store, desk = record
    label = next(c for c in readings[0].claims if c.property == "label" and c.value == "筒城由紀夫")
    review = Review(store, Graphs(store), Graphs(store), desk)
    about = Ruling(Verdict.CORRECT, (label.id,), "岡村美咲がそう話した", "小林直人")
    (made,) = review.judge(about, By("local"), Saving.SAVE)["judgements"]
    erase(store, desk, plan_documents(store, ["筒城由紀夫"]), "local")
    assert found_in(folder, ("岡村", "小林", "本人と確認した")) == []
    assert next(one for one in store.judgements() if one.id == made["id"]).undone
    store.put_readings([readings[0]])
    assert "筒城由紀夫" in {actor.label for actor in Graphs(store).snapshot().graph.actors.values()}
