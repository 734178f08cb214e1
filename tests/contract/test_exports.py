"""What every export must do: one suite over `FORMATS`. A new format joins `READERS` in `exports.py`."""

from __future__ import annotations

import io
import json
import re
import tracemalloc
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.access import Audience, Marking
from app.domain.document import Document, Quote
from app.domain.errors import BadInput, BadQuestion, NotFound
from app.domain.graph import Actor, Count, Graph, Transfer
from app.domain.ids import ActorId, DocumentId, TransferId
from app.domain.ports import Store
from app.domain.window import Window
from app.export.contents import Contents
from app.services.exchange import import_exchange
from app.services.export import Wanted, contents_of, pieces_of, write_export
from app.services.formats import FORMATS, FileFormat, find_format
from app.services.graph import Graphs
from app.services.seen import Sights
from app.store.login import Login
from app.store.uri import open_store
from tests.builders import case
from tests.contract.exports import READERS, SHOWN, Told

ENDS = {
    "t1": ("shop", "contractor"),
    "t2": ("contractor", "insider"),
    "t3": ("insider", "broker"),
    "t4": ("broker", "dealer"),
    "t5": ("insider", "dealer"),
    "t6": ("broker", "police"),
}


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def store(request: pytest.FixtureRequest, tmp_path) -> Iterator[Store]:
    """An empty store of each kind."""
    if request.param == "neo4j":
        server = request.getfixturevalue("neo4j_server")
        driver = request.getfixturevalue("neo4j_driver")
        driver.execute_query("MATCH (n) WHERE NOT n:SchemaStep DETACH DELETE n")
        opened = open_store(server.uri, Login(server.user, server.password))
    else:
        opened = open_store(f"sqlite:///{tmp_path}/case.db")
    with closing(opened):
        yield opened


@pytest.fixture
def filled(store: Store) -> Store:
    import_exchange(store, json.dumps(case()).encode(), "case.json")
    return store


def written(contents: Contents, name: str) -> bytes:
    return b"".join(pieces_of(contents, find_format(name)))


def told(contents: Contents, name: str) -> Told:
    return READERS[name](written(contents, name))


def test_every_format_is_read_back() -> None:
    assert READERS.keys() == FORMATS.keys()


def test_no_two_formats_share_a_suffix() -> None:
    suffixes = [one.suffix for one in FORMATS.values()]
    assert len({*suffixes}) == len(suffixes)
    assert all(suffix.isascii() and suffix[0] in ".-" for suffix in suffixes)


def test_all_actors_and_transfers_are_told(filled: Store) -> None:
    contents = contents_of(Graphs(filled), Wanted())
    for name in FORMATS:
        made = told(contents, name)
        assert made.transfers == ENDS, name
        assert made.actors["contractor"] == "北浜データ", name
        assert len(made.actors) == 6, name


def test_equal_graphs_give_equal_bytes(filled: Store) -> None:
    first, again = (contents_of(Graphs(filled), Wanted()) for _ in range(2))
    turned = replace(first.graph, **{name: _turned(getattr(first.graph, name)) for name in ("actors", "transfers")})
    for name in FORMATS:
        made = written(first, name)
        assert made == written(again, name), name
        assert made == written(replace(first, graph=turned), name), name


def _turned(things: dict) -> dict:
    return dict(reversed(list(things.items())))


def test_an_empty_graph_is_an_empty_file_or_an_error(store: Store) -> None:
    contents = contents_of(Graphs(store), Wanted())
    for name in FORMATS:
        if name == "leaktrail":
            with pytest.raises(NotFound, match="no document"):
                written(contents, name)
        else:
            assert told(contents, name) == Told({}, {}), name


def test_a_part_tells_of_nothing_else(filled: Store) -> None:
    graphs = Graphs(filled)
    contents = contents_of(graphs, Wanted(by="2030-02-28", min_status="confirmed"))
    for name in FORMATS:
        if name == "neo4j-admin":
            with pytest.raises(BadQuestion, match="whole record"):
                written(contents, name)
        else:
            assert told(contents, name).transfers.keys() == {"t1", "t2"}, name


def test_what_a_reader_may_not_see_is_in_no_file(filled: Store) -> None:
    news = next(one.id for one in filled.documents() if one.name == "midorisawa-news")
    filled.mark(news, Marking.GREEN)
    sights = Sights(Graphs(filled), Marking.RED, lambda: b"secret of this test")
    everything = contents_of(sights.of(Audience()), Wanted())
    visible = contents_of(sights.of(Audience(Marking.GREEN)), Wanted())
    assert visible.marking is Marking.GREEN
    for name in FORMATS:
        assert told(everything, name).transfers.keys() == ENDS.keys(), name
        assert told(visible, name).transfers.keys() == ENDS.keys() - {"t6"}, name
        text = plain_text(written(visible, name))
        assert "midorisawa-report" not in text, name
        assert "回収" not in text, name


def plain_text(data: bytes) -> str:
    if not data.startswith(b"PK"):
        return data.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


@pytest.mark.parametrize("name", list(FORMATS))
def test_a_file_is_there_whole_or_not_at_all(name: str, tmp_path, request) -> None:
    with closing(open_store(f"sqlite:///{tmp_path}/case.db")) as store:
        import_exchange(store, json.dumps(case()).encode(), "case.json")
        contents = contents_of(Graphs(store), Wanted())
    form = find_format(name)
    path = tmp_path / f"made{form.suffix}"
    write_export(contents, form, path)
    assert path.read_bytes() == written(contents, name)
    if isinstance(form, FileFormat):
        path.write_bytes(b"as it was")
        with pytest.raises(BadInput, match="power"):
            write_export(contents, replace(form, write=lambda _: broken()), path)
        assert path.read_bytes() == b"as it was"
    assert {one.name for one in tmp_path.iterdir() if "partial" in one.name} == set()


def broken() -> Iterator[bytes]:
    yield b"begun"
    raise OSError(5, "the power is gone")


# ------------------------------------------------------------------ any text

NASTY = [
    *(
        '5"',
        "a]]>b",
        "<b>&amp;</b>",
        "\x00",
        "\x1f",
        "\r\n",
        '"\n',
        "--",
        "%%",
        "%%{init: {}}%%",
        "`x`",
        "\\",
        '\\"',
        "\\N",
    ),
    *(
        "=1+1",
        "'=1",
        "+81",
        "-5",
        "@SUM(A1)",
        "＝1",
        "\t",
        ",",
        ";",
        "|",
        "end",
        "graph",
        "#34;",
        "&#10;",
        "\ud800",
        "\ufffe",
    ),
    *(
        "\u202e逆",
        "\u200f",
        "👩‍👧",
        "名簿\u2028",
        "x" * 300,
        " ",
        "a:b",
        "null",
        "true",
        "-",
        "'",
        "{}",
        "]]",
        "<!--",
        "style a:#b;",
    ),
]
TEXTS = st.one_of(
    st.sampled_from(NASTY), st.text(max_size=8), st.lists(st.sampled_from(NASTY), max_size=3).map("".join)
)
IDS = st.lists(TEXTS.filter(bool), min_size=2, max_size=5, unique_by=lambda text: re.sub(r"[^ -~぀-鿿]", "?", text))


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Actors and transfers whose ids, labels and words are any text."""
    actors = {key: Actor(ActorId(key), draw(TEXTS), aliases=(draw(TEXTS),)) for key in draw(IDS)}
    ends = st.one_of(st.none(), st.sampled_from(sorted(actors)))
    document = Document(DocumentId("doc-1"), draw(TEXTS), None, None)
    transfers = {}
    for key in draw(IDS):
        quote = Quote(document.id, 0, 3, draw(TEXTS))
        pair = draw(st.tuples(ends, ends).filter(any))
        window = Window(draw(st.none() | st.dates()), None)
        count = draw(st.none() | st.builds(Count, st.integers(0, 10**30) | st.floats(0, 1e9)))
        texts = {"medium": draw(TEXTS), "time_text": draw(TEXTS), "sources": (draw(TEXTS),)}
        transfers[key] = Transfer(
            TransferId(key), None, *pair, window=window, record_count=count, evidence=(quote,), **texts
        )
    return Graph(documents={document.id: document}, actors=actors, transfers=transfers)


@settings(max_examples=15)
@given(graphs())
def test_any_text_comes_back_as_it_is_shown(graph: Graph) -> None:
    contents = Contents(graph, names={DocumentId("doc-1"): "doc"})
    for name, shown in SHOWN.items():
        made = told(contents, name)
        assert sorted(made.actors.items()) == sorted(
            (shown(key), shown(one.label)) for key, one in graph.actors.items()
        ), name
        ends = {
            shown(key): tuple(end and shown(end) for end in (one.provider, one.recipient))
            for key, one in graph.transfers.items()
        }
        assert made.transfers == ends, name


AS_A_WHOLE = {"mermaid", "html", "pdf", "stix", "prov"}
"""Mermaid takes 500 transfers; a report is laid out, a bundle and a PROV document are checked as a whole."""
STREAMED = [form.name for form in FORMATS.values() if isinstance(form, FileFormat) and form.name not in AS_A_WHOLE]


@pytest.mark.parametrize("name", STREAMED)
def test_a_large_graph_is_never_held_as_text(name: str) -> None:
    quote = Quote(DocumentId("doc-1"), 0, 300, "名簿を渡した。" * 40)
    document = Document(quote.document, "news", None, None)
    actors = {ActorId(key): Actor(ActorId(key), key) for key in "ab"}
    keys = [TransferId(f"t{number:04}") for number in range(400)]
    transfers = {key: Transfer(key, None, ActorId("a"), ActorId("b"), evidence=(quote,)) for key in keys}
    contents = Contents(Graph(documents={document.id: document}, actors=actors, transfers=transfers))
    written(replace(contents, graph=replace(contents.graph, transfers={})), name)  # what is made once, is there
    tracemalloc.start()
    length = sum(map(len, pieces_of(contents, find_format(name))))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert length > 300_000
    assert peak < length / 4
