"""What every store must do: one suite over the `Store` protocol. A new store joins the fixture `empty`."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import count
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.access import Marking
from app.domain.claim import Claim, Run
from app.domain.diagnostic import Diagnostic, Severity
from app.domain.document import Block, BlockKind, Document, Mention, Metadata, Passage, Quote, Source
from app.domain.errors import BadInput, StoreUnavailable
from app.domain.ids import DocumentId, LocalId, document_id
from app.domain.judgement import Anchor, Judgement, Undoing, Verdict
from app.domain.ports import Sizes, Store
from app.domain.view import Entry, Reading
from app.domain.vocabulary import How, ThingKind
from app.store.login import Login
from app.store.uri import open_store

Opener = Callable[[], Store]
TEXT = "見出し\n2031年4月2日、甲社の元社員が名簿𠮷を業者に売った。\n"


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Opener]:
    """Gives openers; each time it is called, of a store in which nothing is."""
    if request.param == "neo4j":
        server = request.getfixturevalue("neo4j_server")
        driver = request.getfixturevalue("neo4j_driver")

        def make_empty() -> Opener:
            driver.execute_query("MATCH (n) WHERE NOT n:SchemaStep DETACH DELETE n")
            return lambda: open_store(server.uri, Login(server.user, server.password))

        return make_empty
    numbers = count()

    def make() -> Opener:
        path = tmp_path / f"store{next(numbers)}.db"
        return lambda: open_store(f"sqlite:///{path}")

    return make


@pytest.fixture
def opener(empty: Callable[[], Opener]) -> Opener:
    """Opens one store, again and again."""
    return empty()


@pytest.fixture
def store(opener: Opener) -> Iterator[Store]:
    with closing(opener()) as opened:
        yield opened


def reading(text: str = TEXT, *, name: str = "doc", extractor: str = "rules 1") -> Reading:
    """A reading with something in every part."""
    document = Document(
        document_id(text.encode()), name, "0" * 64, text, Metadata("題", "社", "2031-05", "https://x.test/1", "ja")
    )
    quote = Quote(document.id, 0, 3, text[:3])
    source = Source.of(document.id, "社")
    claims = (
        Claim.of(LocalId("t1"), ThingKind.TRANSFER, "window", {"earliest": "2031-04-02", "latest": None}, [quote]),
        Claim.of(LocalId("t1"), ThingKind.TRANSFER, "lawful", False, [quote], source=source.id, how=How.DISCOURSE),
        Claim.of(
            LocalId("d1"),
            ThingKind.DATASET,
            "record_count",
            {"value": 1200.5, "unit": None, "qualifier": "about", "claimed_by": None},
            [quote, Quote(document.id, 1, 2, text[1:2])],
            confidence=0.1 + 0.2,
        ),
        Claim.of(LocalId("f1"), ThingKind.AFFECTED, "fields", ["name", "電話"], [quote]),
    )
    return Reading(
        document,
        Run(extractor, "meta"),
        (Block(BlockKind.HEADING, 0, 3, 1), Block(BlockKind.TABLE_ROW, 4, 9, 0, 0, ((4, 6), (7, 9)), 0, 0)),
        (Passage(document.id, 0, BlockKind.HEADING, 0, 3, 0), Passage(document.id, 1, BlockKind.TABLE_ROW, 4, 9, 1)),
        (Mention.of(quote, ThingKind.ACTOR, LocalId("a1"), is_name=False),),
        (source, Source.of(document.id, "通信社"), replace(Source.of(document.id, "転載"), reprint_of=source.id)),
        claims,
        (
            Diagnostic("date.no_year", "年がない", Severity.INFO, document.id, 4, 6, "--published"),
            Diagnostic("file.odd", "?"),
        ),
    )


def judgement(*about: str, minute: int = 0, undone: bool = False) -> Judgement:
    when = datetime(2031, 5, 1, 12, minute, tzinfo=timezone(timedelta(hours=9)))
    anchors = [
        Anchor(one, one, DocumentId("doc-1"), ThingKind.ACTOR, ((0, 3), (5, 8)), "label", "said-1") for one in about
    ]
    undoing = Undoing("班長", when + timedelta(days=1), "別人と判明") if undone else None
    made = Judgement.of(Verdict.SAME, about, "調査員", when, "同じ名前", anchors=anchors)
    return replace(made, undone=undone, undoing=undoing)


A, B, C = (
    reading("甲社の記事です。", name="a"),
    reading("乙社の記事です。", name="b"),
    reading("丙社の記事です。", name="c"),
)


# ------------------------------------------------------------------ readings


def test_a_reading_comes_back_as_it_was_put(opener: Opener):
    one = reading()
    with closing(opener()) as first:
        first.put_readings([one])
        assert first.get_reading(one.document.id) == one
    with closing(opener()) as again:
        assert again.get_reading(one.document.id) == one
        assert list(again.readings()) == [one]
        assert list(again.documents()) == [one.document]


def test_a_document_without_text_or_metadata_comes_back(store: Store):
    bare = Reading(Document(DocumentId("doc-name-1"), "bare", None, None), Run("leaktrail/1", ""))
    empty = Reading(Document(document_id(b""), "empty", "e" * 64, ""), Run("rules 1", ""))
    store.put_readings([bare, empty])
    assert store.get_reading(bare.document.id) == bare
    assert store.get_reading(empty.document.id) == empty


def test_an_empty_store_answers(store: Store):
    assert list(store.readings()) == list(store.documents()) == list(store.judgements()) == []
    assert store.get_reading(DocumentId("doc-none")) is None
    assert store.remove(DocumentId("doc-none")) is False


def test_its_size_is_that_of_what_counts(store: Store):
    store.verify()
    assert store.sizes() == Sizes(0, 0)
    store.put_readings([A, B])
    store.put_readings([replace(A, run=Run("rules 2", "meta"), claims=A.claims[:1])])
    assert store.sizes() == Sizes(2, 1 + len(B.claims))
    store.remove(A.document.id)
    assert store.sizes() == Sizes(1, len(B.claims))
    store.verify()


def test_entries_name_every_document_without_its_text(store: Store):
    assert list(store.entries()) == []
    bare = Reading(Document(DocumentId("doc-name-1"), "bare", None, None), Run("leaktrail/1", ""))
    empty, full = Reading(Document(document_id(b""), "empty", "e" * 64, ""), Run("rules 1", "")), reading()
    store.put_readings([reading(extractor="rules 0"), bare, empty, A])
    store.put_readings([full])
    store.remove(A.document.id)
    expected = [Entry(replace(one.document, text=None), one.run, one is not bare) for one in (bare, empty, full)]
    assert list(store.entries()) == sorted(expected, key=lambda entry: entry.document.id)


def test_loading_twice_is_loading_once(store: Store):
    store.put_readings([A, B])
    before = store.revision()
    store.put_readings([A, B])
    store.put_readings([B])
    assert store.revision() == before
    assert len(store.readings()) == 2


def test_the_order_of_loading_does_not_matter(empty: Callable[[], Opener]):
    seen = []
    for order in ([A, B, C], [C, A, B], [B, C, A]):
        with closing(empty()()) as one:
            for item in order:
                one.put_readings([item])
            seen.append((one.revision(), list(one.readings())))
    assert seen[0] == seen[1] == seen[2]
    assert [r.document.id for r in seen[0][1]] == sorted(r.document.id for r in (A, B, C))


def test_runs_tell_which_readings_changed(store: Store):
    one, other = reading(), A
    store.put_readings([one, other])
    before = store.runs()
    assert before.keys() == {one.document.id, other.document.id}
    store.put_readings([one])
    assert store.runs() == before
    store.put_readings([reading(extractor="rules 2")])
    after = store.runs()
    assert {key for key, run in after.items() if run != before[key]} == {one.document.id}
    store.put_readings([one])
    assert store.runs() == before
    store.remove(other.document.id)
    assert store.runs() == {one.document.id: before[one.document.id]}


def test_a_new_run_replaces_the_current_one_as_a_whole(store: Store):
    old, new = reading(), replace(reading(extractor="rules 2"), mentions=(), diagnostics=())
    store.put_readings([old])
    first = store.revision()
    store.put_readings([new])
    assert list(store.readings()) == [new]
    assert store.revision() != first
    store.put_readings([old])
    assert list(store.readings()) == [old]
    assert store.revision() == first


def test_the_same_rules_with_another_result_are_another_run(store: Store):
    old = reading()
    store.put_readings([old])
    changed = replace(old, claims=old.claims[:1])
    store.put_readings([changed])
    assert list(store.readings()) == [changed]


def test_a_document_is_removed_and_comes_back(store: Store):
    store.put_readings([A, B])
    full = store.revision()
    assert store.remove(A.document.id) is True
    assert store.remove(A.document.id) is False
    assert store.get_reading(A.document.id) is None
    assert list(store.readings()) == [B]
    assert list(store.documents()) == [B.document]
    without = store.revision()
    assert without != full
    store.put_readings([A])
    assert store.get_reading(A.document.id) == A
    assert store.revision() == full


def test_a_removed_document_comes_back_with_a_new_run(store: Store):
    store.put_readings([reading()])
    store.remove(reading().document.id)
    new = reading(extractor="rules 2")
    store.put_readings([new])
    assert list(store.readings()) == [new]


def test_a_reading_that_gives_one_id_to_two_things_is_refused(store: Store):
    one = reading()
    with pytest.raises(ValueError, match="one id to two things"):
        store.put_readings([replace(one, claims=(*one.claims, one.claims[0]))])
    assert list(store.readings()) == []


# ------------------------------------------------------------------ markings


def test_a_document_bears_the_last_marking_that_it_was_given(opener: Opener):
    key = A.document.id
    with closing(opener()) as store:
        store.put_readings([A, B])
        assert store.markings() == {}
        assert store.mark(key, Marking.AMBER_STRICT) is True
        assert store.mark(B.document.id, Marking.CLEAR) is True
    with closing(opener()) as again:
        assert again.markings() == {key: Marking.AMBER_STRICT, B.document.id: Marking.CLEAR}
        assert again.mark(key, Marking.GREEN) is True
        assert again.mark(B.document.id, None) is True
        assert again.markings() == {key: Marking.GREEN}
        assert again.mark(DocumentId("doc-none"), Marking.RED) is False


@pytest.mark.parametrize("marking", Marking)
def test_each_marking_is_a_state_of_the_record(store: Store, marking: Marking):
    store.put_readings([A, B])
    bare = store.revision()
    store.mark(A.document.id, marking)
    marked = store.revision()
    store.mark(A.document.id, None)
    store.mark(B.document.id, marking)
    assert len({bare, marked, store.revision()}) == 3
    store.mark(B.document.id, None)
    assert store.revision() == bare


def test_a_marking_outlives_a_new_reading_and_a_removal(store: Store):
    old, new = reading(), reading(extractor="rules 2")
    key = old.document.id
    store.put_readings([old])
    store.mark(key, Marking.RED)
    for one in (new, old, new):
        store.put_readings([one])
        assert store.markings() == {key: Marking.RED}
    store.remove(key)
    assert store.markings() == {}
    assert store.mark(key, Marking.CLEAR) is False
    store.put_readings([replace(new, diagnostics=())])
    assert store.markings() == {key: Marking.RED}
    store.erase(key)
    store.put_readings([old])
    assert store.markings() == {}


def test_a_document_and_its_marking_come_in_one_transaction(opener: Opener):
    with closing(opener()) as one, closing(opener()) as other:
        with one.transaction():
            one.put_readings([A])
            one.mark(A.document.id, Marking.RED)
            assert one.markings() == {A.document.id: Marking.RED}
            assert list(other.documents()) == []
        assert other.markings() == {A.document.id: Marking.RED}

        def fail() -> None:
            with one.transaction():
                one.mark(A.document.id, Marking.CLEAR)
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            fail()
        assert other.markings() == {A.document.id: Marking.RED}


# ------------------------------------------------------------------ erasing


def test_an_erased_document_is_gone_with_all_its_runs(store: Store):
    old, new = reading(), reading(extractor="rules 2")
    store.put_readings([A])
    without = store.revision()
    store.put_readings([old, new])
    assert store.erase(new.document.id) is True
    assert store.erase(new.document.id) is False
    assert list(store.readings()) == [A]
    assert store.find_passages("元社員", 10) == []
    assert store.revision() == without
    assert list(store.check()) == []
    store.put_readings([old])
    assert store.get_reading(old.document.id) == old


def test_a_removed_document_can_be_erased(store: Store):
    store.put_readings([A, reading()])
    store.remove(reading().document.id)
    assert store.erase(reading().document.id) is True
    store.put_readings([reading()])
    assert list(store.readings()) == sorted([A, reading()], key=lambda one: one.document.id)


def test_erasing_keeps_judgements_and_can_be_undone_in_a_transaction(store: Store):
    def fail_late() -> None:
        with store.transaction():
            store.erase(A.document.id)
            assert list(store.readings()) == []
            raise ZeroDivisionError

    store.put_readings([A])
    store.put_judgements([judgement("a", "b")])
    with pytest.raises(ZeroDivisionError):
        fail_late()
    assert list(store.readings()) == [A]
    store.erase(A.document.id)
    assert list(store.judgements()) == [judgement("a", "b")]


# ------------------------------------------------------------------ words


WORDS = [
    *("名", "簿", "京", "東京", "京都", "東京都", "都庁", "名簿", "会員名簿", "簿業", "名簿業者", "業者"),
    *("データ", "ータ", "デー", "ﾃﾞｰﾀ", "ー", "ＵＳＢ", "usb", "USBメモリ", "Usb", "sb", "顧客", "客ﾘｽﾄ", "リスト"),
    *(
        "2031年",
        "２０３１",
        "31年4月",
        "〇",
        "々",
        "𠮷",
        "𠮷野",
        "髙",
        "㈱",
        "(株)",
        "株",
        "leak",
        "Leaked",
        "eak",
        "ß",
        "ss",
    ),
    *("。", "、", " ", "", "ない言葉", "者が", "が持ち", "か゛", "が", "ガ"),
]
"""What people look for: one to four characters, parts of words, other widths, signs, and what is nowhere."""

TEXTS = (
    "東京都庁の会員名簿を名簿業者に売った。\n京都の業者が買った。\n",
    "顧客リストのデータをUSBメモリで持ち出した。\n２０３１年4月、ﾃﾞｰﾀは㈱𠮷野に渡った。\n",
    "時々、髙橋の会社が持ち出す。\nLeaked lists; Straße and strasse.\n〇〇株式会社のガが\n",
)


def passages_of(text: str, name: str) -> Reading:
    """A reading with a passage for each line."""
    document = Document(document_id(text.encode()), name, None, text)
    places, start = [], 0
    for line in text.splitlines(keepends=True):
        places.append((start, start + len(line)))
        start += len(line)
    passages = tuple(Passage(document.id, i, BlockKind.PARAGRAPH, a, b, i) for i, (a, b) in enumerate(places))
    blocks = tuple(Block(BlockKind.PARAGRAPH, a, b) for a, b in places)
    return Reading(document, Run("rules 1", ""), blocks, passages)


@pytest.fixture
def searched(store: Store) -> Store:
    store.put_readings([passages_of(text, f"n{i}") for i, text in enumerate(TEXTS)])
    return store


def test_words_of_any_length_are_found(searched: Store):
    """Each against a plain comparison of every passage, so that all stores find the same."""
    assert len(set(WORDS)) >= 40
    for words in WORDS:
        key = normalize("NFKC", words).casefold().strip()
        held = [
            (one.document.id, p.index)
            for one in searched.readings()
            for p in one.passages
            if key and key in normalize("NFKC", (one.document.text or "")[p.start : p.end]).casefold()
        ]
        assert list(searched.find_passages(words, 100)) == held, words


def test_words_are_found_up_to_a_limit_and_only_where_they_count(searched: Store):
    everywhere = searched.find_passages("の", 100)
    assert len(everywhere) >= 3
    assert list(searched.find_passages("の", 2)) == list(everywhere[:2])
    assert list(searched.find_passages("の", 100, everywhere[1])) == list(everywhere[2:])
    assert list(searched.find_passages("の", 100, everywhere[-1])) == []
    gone = everywhere[0][0]
    searched.remove(gone)
    assert [hit for hit in everywhere if hit[0] != gone] == list(searched.find_passages("の", 100))


# ------------------------------------------------------------------ transactions


def test_a_transaction_is_kept_or_not_as_a_whole(store: Store):
    store.put_readings([A])
    before = store.revision()

    def fail_late() -> None:
        with store.transaction():
            store.put_readings([B])
            store.remove(A.document.id)
            store.put_judgements([judgement("x", "y")])
            assert list(store.readings()) == [B]
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_late()
    assert store.revision() == before
    assert list(store.readings()) == [A]
    assert list(store.judgements()) == []


def test_a_reading_that_cannot_be_kept_keeps_its_neighbours_out(store: Store):
    with pytest.raises(BadInput):
        store.put_readings([A, reading("NUL\0 inside"), B])
    assert list(store.readings()) == []


def test_a_part_of_a_transaction_can_fail_by_itself(store: Store):
    def fail_late() -> None:
        with store.transaction():
            store.put_readings([B])
            raise ZeroDivisionError

    with store.transaction():
        store.put_readings([A])
        with pytest.raises(ZeroDivisionError):
            fail_late()
        store.put_readings([C])
    assert {r.document.name for r in store.readings()} == {"a", "c"}


def test_a_transaction_is_not_seen_from_outside_before_its_end(opener: Opener):
    with closing(opener()) as one, closing(opener()) as other:
        with one.transaction():
            one.put_readings([A])
            assert list(other.readings()) == []
        assert list(other.readings()) == [A]


def test_threads_may_share_a_store(store: Store):
    made = [reading(f"記事{i}です。", name=f"n{i}") for i in range(12)]
    threads = [threading.Thread(target=store.put_readings, args=([one],)) for one in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(store.readings(), key=lambda r: r.document.name) == sorted(made, key=lambda r: r.document.name)


def test_two_writers_lose_nothing(opener: Opener):
    made = [reading(f"記事{i}です。", name=f"n{i}") for i in range(20)]

    def write(part: list[Reading]) -> None:
        with closing(opener()) as one:
            for item in part:
                one.put_readings([item])

    threads = [threading.Thread(target=write, args=(made[i::2],)) for i in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with closing(opener()) as one:
        assert {r.document.name for r in one.readings()} == {f"n{i}" for i in range(20)}


# ------------------------------------------------------------------ judgements


def test_judgements_come_back_in_the_order_of_time(store: Store):
    late, early = judgement("a", "b", minute=30), judgement("c", "d", minute=10)
    in_utc = replace(judgement("e", "f"), when=datetime(2031, 5, 1, 3, 20, tzinfo=UTC))
    store.put_judgements([late, in_utc, early])
    assert list(store.judgements()) == [early, in_utc, late]


def test_a_judgement_is_undone_by_putting_it_again(store: Store):
    made = judgement("a", "b")
    store.put_judgements([made])
    before = store.revision()
    store.put_judgements([made])
    assert store.revision() == before
    store.put_judgements([replace(made, undone=True)])
    assert list(store.judgements()) == [replace(made, undone=True)]
    assert store.revision() != before
    store.put_judgements([made])
    assert store.revision() == before


def test_the_revision_follows_what_others_do_and_what_is_undone(opener: Opener):
    def fail_late(store: Store) -> None:
        with store.transaction():
            store.put_judgements([judgement("c", "d")])
            assert store.revision() != before
            raise ZeroDivisionError

    with closing(opener()) as one, closing(opener()) as other:
        one.put_judgements([judgement("a", "b")])
        before = one.revision()
        assert other.revision() == one.revision() == before
        with pytest.raises(ZeroDivisionError):
            fail_late(one)
        assert one.revision() == other.revision() == before
        other.put_judgements([judgement("e", "f")])
        assert one.revision() == other.revision() != before


def test_a_correction_keeps_its_value(store: Store):
    made = replace(judgement("claim-1"), verdict=Verdict.CORRECT, value={"earliest": "2031-01-01", "latest": None})
    store.put_judgements([made])
    assert list(store.judgements()) == [made]


def test_judgements_outlive_a_removed_document(store: Store):
    store.put_readings([A])
    store.put_judgements([judgement("a", "b")])
    store.remove(A.document.id)
    assert list(store.judgements()) == [judgement("a", "b")]


# ------------------------------------------------------------------ texts of all kinds


@pytest.mark.parametrize(
    "text",
    [
        "𠮷野家🏴󠁧󠁢󠁥󠁮󠁧󠁿と葛󠄀城市",  # astral, flag sequence, variation selector
        "か\u3099き\u309a",  # combining marks are not composed
        "\ufeff先頭のBOM\r\n改行\r行\u2028区切り\u0085",
        "\u202e右から左\u202c \u200b\u00ad",
        "'); DROP TABLE claims; --",
        "\ufffe\uffff\U0010ffff",
        "\x01\x1f\x7f\x80",
    ],
)
def test_texts_come_back_character_by_character(store: Store, text: str):
    one = reading(text, name=text)
    store.put_readings([one])
    assert store.get_reading(one.document.id) == one


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_characters="\0", codec="utf-8"), min_size=3, max_size=40))
def test_any_text_comes_back(store: Store, text: str):
    one = reading(text)
    store.put_readings([one])
    assert store.get_reading(one.document.id) == one


@pytest.mark.parametrize("bad", ["a\0b", "a\ud800b"], ids=["nul", "half"])
def test_what_is_no_text_is_refused_with_its_place(store: Store, bad: str):
    one = Reading(Document(DocumentId("doc-1"), "memo", None, bad), Run("rules 1", ""))
    with pytest.raises(BadInput, match=r"memo: holds the character U\+(0000|D800).*\(convert"):
        store.put_readings([one])
    document = Document(DocumentId("doc-2"), "memo", None, None)
    quote = Quote(document.id, 0, 1, "x")
    claim = replace(Claim.of(LocalId("c"), ThingKind.CONFLICT, "side", "v", [quote]), value={"value": [bad]})
    with pytest.raises(BadInput, match=r"U\+(0000|D800)"):
        store.put_readings([Reading(document, Run("rules 1", ""), claims=(claim,))])
    with pytest.raises(BadInput, match=r"U\+(0000|D800)"):
        store.put_judgements([replace(judgement("a", "b"), why=bad)])
    assert list(store.readings()) == list(store.judgements()) == []


def test_a_backslash_before_u0000_is_text(store: Store):
    document = Document(DocumentId("doc-2"), "memo", None, None)
    claim = Claim.of(LocalId("c"), ThingKind.CONFLICT, "side", {"value": "\\u0000"}, [Quote(document.id, 0, 1, "x")])
    one = Reading(document, Run("rules 1", ""), claims=(claim,))
    store.put_readings([one])
    assert store.get_reading(document.id) == one


def test_parts_of_another_document_are_refused(store: Store):
    with pytest.raises(ValueError, match="one document"):
        store.put_readings([replace(A, claims=B.claims)])
    assert list(store.readings()) == []


def test_a_closed_store_says_so(opener: Opener):
    closed = opener()
    closed.close()
    closed.close()
    with pytest.raises(StoreUnavailable):
        closed.readings()
    with pytest.raises(StoreUnavailable):
        closed.put_readings([A])


def test_what_removed_documents_hold_is_told_until_they_are_erased(store: Store):
    store.put_readings([A, B])
    assert store.removed() == {}
    store.remove(A.document.id)
    told = store.removed()
    assert told.keys() == {A.document.id}
    assert A.document.text in told[A.document.id]
    assert A.document.name in told[A.document.id]
    store.erase(A.document.id)
    assert store.removed() == {}


def test_a_purge_changes_nothing_that_counts(store: Store):
    store.put_readings([A, B])
    store.erase(B.document.id)
    before = store.revision()
    store.purge()
    assert (list(store.readings()), store.revision(), list(store.check())) == ([A], before, [])
