"""Loading: what counts, what is skipped, what a broken file does to the rest."""

import json
import os

import pytest

from app.domain.errors import BadExchange, BadInput, BadQuestion, IdClash, NotFound
from app.services.exchange import export_exchange, import_exchange
from app.services.extract import extract, read_all
from app.services.files import check_published, find_files
from app.services.graph import Graphs
from app.services.load import Outcome, load
from app.services.remove import remove
from app.services.wire import to_json
from tests.builders import NEWS, REPORT, case, plain_reading


def outcomes(events):
    return [(event.outcome, event.place.rpartition("/")[2]) for event in events]


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox"
    (folder / "more").mkdir(parents=True)
    (folder / "a.txt").write_text("名簿が流出した。", "utf-8")
    (folder / "a.meta.json").write_text('{"title": "流出", "published_at": "2030-07"}', "utf-8")
    (folder / "more" / "b.HTML").write_text("<p>二つ目</p>", "utf-8")
    (folder / "scan.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / ".hidden.txt").write_text("隠し", "utf-8")
    return folder


def test_a_folder_gives_its_documents_and_names_what_it_passes_over(store, inbox):
    events = list(load(store, find_files([inbox]), plain_reading))
    assert outcomes(events) == [
        (Outcome.IGNORED, "scan.png"),
        (Outcome.LOADED, "a.txt"),
        (Outcome.LOADED, "b.HTML"),
    ]
    by_name = {document.name: document for document in store.documents()}
    assert set(by_name) == {"a", "b"}
    assert (by_name["a"].metadata.title, by_name["a"].metadata.published_at) == ("流出", "2030-07")


def test_loading_twice_is_loading_once_unless_asked(store, inbox):
    found = find_files([inbox / "a.txt"])
    list(load(store, found, plain_reading))
    before = store.revision()
    assert outcomes(load(store, found, plain_reading)) == [(Outcome.SKIPPED, "a.txt")]
    assert outcomes(load(store, found, plain_reading, again=True)) == [(Outcome.LOADED, "a.txt")]
    assert store.revision() == before


def test_other_metadata_are_read_anew(store, inbox):
    found = find_files([inbox / "a.txt"])
    list(load(store, found, plain_reading))
    assert outcomes(load(store, found, plain_reading, published="2031")) == [(Outcome.LOADED, "a.txt")]
    assert [document.metadata.published_at for document in store.documents()] == ["2031"]


def test_a_broken_file_is_told_and_does_not_stop_the_rest(store, inbox):
    (inbox / "broken.txt").write_bytes(b"\xff\xfe\xff")
    (inbox / "c.meta.json").write_text("{", "utf-8")
    (inbox / "c.txt").write_text("三つ目", "utf-8")
    paths = [inbox / "missing.txt", inbox / "scan.png", inbox]
    events = list(load(store, find_files(paths), plain_reading))
    failed = {event.place.rpartition("/")[2] for event in events if event.outcome is Outcome.FAILED}
    assert failed == {"missing.txt", "scan.png", "broken.txt", "c.txt"}
    assert all(event.message for event in events if event.outcome is Outcome.FAILED)
    assert {document.name for document in store.documents()} == {"a", "b"}


def every_event(store, paths, how):
    """What loading and extracting tell of the same files."""
    return list(
        load(store, find_files(paths), plain_reading)
        if how == "load"
        else read_all(find_files(paths), plain_reading, {})
    )


@pytest.mark.parametrize("how", ["load", "extract"])
def test_a_failure_names_the_whole_path_the_fault_and_what_to_do(store, inbox, how):
    for folder in (inbox, inbox / "more"):
        (folder / "same.txt").write_bytes(b"")
    (inbox / "c.meta.json").write_text("{", "utf-8")
    (inbox / "c.txt").write_text("三つ目", "utf-8")
    failed = {e.place: e.message for e in every_event(store, [inbox], how) if e.outcome is Outcome.FAILED}
    assert set(failed) == {str(inbox / "same.txt"), str(inbox / "more" / "same.txt"), str(inbox / "c.txt")}
    assert "c.meta.json: is no JSON" in failed[str(inbox / "c.txt")]
    assert failed[str(inbox / "c.txt")].endswith("(correct or remove the file)")


@pytest.mark.parametrize("how", ["load", "extract"])
def test_what_is_no_file_does_not_keep_us_waiting(store, inbox, how):
    os.mkfifo(inbox / "pipe.txt")
    (inbox / "dangling.txt").symlink_to(inbox / "nowhere")
    (inbox / "more" / "loop").symlink_to(inbox, target_is_directory=True)
    events = every_event(store, [inbox], how)
    failed = {event.place.rpartition("/")[2]: event.message for event in events if event.outcome is Outcome.FAILED}
    assert set(failed) == {"pipe.txt", "dangling.txt"}
    assert failed["pipe.txt"].startswith("is no file")
    assert [event.outcome for event in events].count(Outcome.LOADED) == 2


def test_each_document_is_kept_as_soon_as_it_is_read(store, inbox):
    events = load(store, find_files([inbox / "a.txt", inbox / "more"]), plain_reading)
    next(events)
    assert [document.name for document in store.documents()] == ["a"]
    events.close()
    assert outcomes(load(store, find_files([inbox / "a.txt"]), plain_reading)) == [(Outcome.SKIPPED, "a.txt")]


def test_a_removed_document_comes_back_when_it_is_loaded(store, inbox):
    found = find_files([inbox / "a.txt"])
    list(load(store, found, plain_reading))
    assert remove(store, "流出").name == "a"
    assert list(store.documents()) == []
    with pytest.raises(NotFound):
        remove(store, "a")
    assert outcomes(load(store, found, plain_reading)) == [(Outcome.LOADED, "a.txt")]


def test_an_empty_folder_is_a_problem(store, tmp_path):
    assert outcomes(load(store, find_files([tmp_path / "nothing"]), plain_reading))[0][0] is Outcome.FAILED
    (tmp_path / "empty").mkdir()
    assert outcomes(load(store, find_files([tmp_path / "empty"]), plain_reading))[0][0] is Outcome.FAILED


@pytest.mark.parametrize("text", ["2030", "2030-02", "2030-02-28", None])
def test_a_date_of_publication_may_be_a_day_a_month_or_a_year(text):
    assert check_published(text) == text


@pytest.mark.parametrize("text", ["", "30", "2030-2", "2030-02-30", "2030-13", "2030-01-01x", "２０３０"])
def test_what_is_no_such_date_is_refused(text):
    with pytest.raises(BadQuestion):
        check_published(text)


# ------------------------------------------------------------------ extract


def test_extract_resolves_over_all_files_and_tells_of_each(inbox):
    (inbox / "twin.txt").write_text("名簿が流出した。", "utf-8")
    readings = {}
    events = list(read_all(find_files([inbox]), plain_reading, readings))
    assert (Outcome.SKIPPED, "twin.txt") in outcomes(events)
    obj = extract(readings)
    assert obj["format"] == "leaktrail/1"
    assert {document["id"] for document in obj["documents"]} == {"a", "b"}


def test_extract_without_a_readable_file_is_bad_input(tmp_path):
    readings = {}
    list(read_all(find_files([tmp_path / "no.txt"]), plain_reading, readings))
    with pytest.raises(BadInput):
        extract(readings)


# ------------------------------------------------------------------ import and export


def data(obj):
    return to_json(obj)


def test_importing_twice_is_importing_once(store):
    first = import_exchange(store, data(case()), "case.json")
    before = store.revision()
    second = import_exchange(store, data(case()), "case.json")
    assert (first.documents, first.unchanged, second.unchanged) == (2, 0, 2)
    assert store.revision() == before


def test_a_taken_id_is_refused_and_nothing_is_kept_unless_it_gets_a_namespace(store):
    import_exchange(store, data(case()), "case.json")
    before = store.revision()
    other = case()
    for document in other["documents"]:
        document["id"] += "-2"
    other = json.loads(json.dumps(other).replace('"midorisawa-news"', '"midorisawa-news-2"'))
    other = json.loads(json.dumps(other).replace('"midorisawa-report"', '"midorisawa-report-2"'))
    with pytest.raises(IdClash) as caught:
        import_exchange(store, data(other), "other.json")
    assert "namespace" in str(caught.value)
    assert store.revision() == before
    import_exchange(store, data(other), "other.json", namespace="N")
    actors = Graphs(store).snapshot().graph.actors
    assert {"shop", "N:shop"} <= set(actors)


@pytest.mark.parametrize("namespace", ["", " ", "a:b", "a\x1b", "a" * 41])
def test_a_namespace_is_a_word(store, namespace):
    with pytest.raises(BadQuestion):
        import_exchange(store, data(case()), "case.json", namespace)
    assert list(store.documents()) == []


def test_another_file_about_the_same_document_does_not_push_the_first_one_out(store):
    import_exchange(store, data(case()), "case.json")
    other = case()
    other["actors"][0]["label"] = "みどり沢通信販売"
    with pytest.raises(IdClash):
        import_exchange(store, data(other), "other.json")
    assert Graphs(store).snapshot().graph.actors["shop"].label == "みどり沢通販"


def test_a_longer_version_of_the_same_file_is_taken(store):
    shorter = case()
    shorter["transfers"] = shorter["transfers"][:3]
    import_exchange(store, data(shorter), "case.json")
    assert import_exchange(store, data(case()), "case.json").unchanged == 0
    assert "t6" in Graphs(store).snapshot().graph.transfers


NO_EXCHANGE = {
    "empty": b"",
    "cut": b"{",
    "list": b"[]",
    "null": b"null",
    "latin": b"\xff",
    "nan": b'{"format": NaN}',
    "deep": b"[" * 100_000,
    "version": b'{"format": "leaktrail/2"}',
}


@pytest.mark.parametrize("raw", NO_EXCHANGE.values(), ids=NO_EXCHANGE)
def test_what_is_no_exchange_file_is_refused_with_its_place(store, raw):
    with pytest.raises(BadExchange) as caught:
        import_exchange(store, raw, "bad.json")
    assert "bad.json" in str(caught.value)


def test_quotes_are_checked_against_a_document_of_that_name_loaded_before_or_after(store, tmp_path):
    news, report = tmp_path / "midorisawa-news.txt", tmp_path / "midorisawa-report.txt"
    news.write_text(NEWS, "utf-8", newline="")
    report.write_text(REPORT.replace("3万8千", "3万9千"), "utf-8", newline="")
    list(load(store, find_files([news]), plain_reading))
    imported = import_exchange(store, data(case()), "case.json")
    assert not [remark for remark in imported.diagnostics if remark.code == "exchange.quote_differs"]
    (event,) = load(store, find_files([report]), plain_reading)
    wrong = [remark for remark in event.diagnostics if remark.code == "exchange.quote_differs"]
    assert len(wrong) == 1
    assert "3万8千人分" in wrong[0].message
    assert "differ" in event.message


def test_an_export_can_be_imported_into_another_store(graphs, tmp_path):
    from contextlib import closing

    from app.store.uri import open_store

    exported = export_exchange(graphs)
    with closing(open_store(f"sqlite:///{tmp_path}/other.db")) as other:
        import_exchange(other, data(exported), "export.json")
        assert export_exchange(Graphs(other)) == exported


def test_a_loaded_document_is_not_pushed_out_by_a_file_about_it(store, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("名簿が流出した。", "utf-8")
    list(load(store, find_files([path]), plain_reading))
    obj = export_exchange(Graphs(store))
    obj["documents"][0]["x_sha256"] = next(iter(store.documents())).id.removeprefix("doc-") + "0" * 40
    with pytest.raises(IdClash):
        import_exchange(store, data(obj), "export.json")
    assert [document.text for document in store.documents()] == ["名簿が流出した。"]


def test_what_is_there_already_is_passed_over_without_reading_it_or_its_record(store, tmp_path, monkeypatch):
    """Calls are counted, not time: one list of the record, whatever the number of files."""
    for number in range(50):
        (tmp_path / f"{number}.txt").write_text(f"{number}番目", "utf-8")
    list(load(store, find_files([tmp_path]), plain_reading))
    asked = []

    def count(name):
        real = getattr(store, name)

        def counted(*arguments):
            asked.append(name)
            return real(*arguments)

        monkeypatch.setattr(store, name, counted)

    for name in ("get_reading", "readings", "documents", "entries", "put_readings"):
        count(name)
    found = find_files([p for p in tmp_path.iterdir() if p.suffix == ".txt"])
    assert {event.outcome for event in load(store, found, None)} == {Outcome.SKIPPED}
    assert asked == ["entries"]
