"""Suggestions: by kind, the nearest name first, and told apart from their namesakes."""

from dataclasses import replace

import pytest

from app.domain.claim import Run
from app.domain.document import Metadata
from app.domain.errors import BadQuestion
from app.services.suggest import KINDS, suggest
from tests.builders import plain_reading


def put(store, name, text):
    store.put_readings([plain_reading(text.encode(), name, Metadata())])


def groups(answer):
    return {group["kind"]: group for group in answer["groups"]}


def test_each_kind_has_its_group_in_one_order(graphs, store):
    put(store, "東名簿の話.txt", "名簿は北浜にあった。")
    answer = suggest(graphs, "名簿")
    kinds = [group["kind"] for group in answer["groups"]]
    assert kinds == [kind for kind in KINDS if kind in kinds]
    assert set(kinds) == set(KINDS)
    assert all("名簿" in item["label"] + (item["found"] or "") for group in answer["groups"] for item in group["items"])


def test_the_nearest_name_comes_first(graphs):
    whole = [item["label"] for item in groups(suggest(graphs, "ー", 50))["actor"]["items"]]
    for name in whole:
        assert groups(suggest(graphs, name))["actor"]["items"][0]["label"] == name


def test_width_and_case_make_no_difference(graphs):
    for typed in ("kitahama", "ＫＩＴＡＨＡＭＡ", "  Kitahama　", "ﾃﾞｰﾀ"):
        assert [item["label"] for item in groups(suggest(graphs, typed))["actor"]["items"]] == ["北浜データ"]


def test_what_is_found_by_another_name_says_so(graphs):
    snapshot = graphs.snapshot()
    actor = next(actor for actor in snapshot.graph.actors.values() if actor.aliases)
    found = groups(suggest(graphs, actor.aliases[0], 50))["actor"]["items"]
    assert {"id": actor.id, "found": actor.aliases[0]}.items() <= next(i for i in found if i["id"] == actor.id).items()


def test_what_is_cut_is_counted(graphs):
    all_of_them = groups(suggest(graphs, "ー", 50))["actor"]
    one = suggest(graphs, "ー", 1)
    assert groups(one)["actor"]["more"] == len(all_of_them["items"]) - 1 > 0
    assert one["truncated"] is True
    assert all_of_them["more"] == 0


def test_one_kind_alone(graphs):
    assert set(groups(suggest(graphs, "データ", only="dataset"))) <= {"dataset"}
    assert set(groups(suggest(graphs, "データ", only="actor"))) == {"actor"}


@pytest.mark.parametrize("nothing", ["", "   ", "ここにない言葉"])
def test_nothing_is_found_by_nothing(graphs, nothing):
    answer = suggest(graphs, nothing)
    assert (answer["groups"], answer["truncated"]) == ([], False)


@pytest.mark.parametrize(
    ("more", "place"), [({"limit": 0}, "limit"), ({"limit": 51}, "limit"), ({"only": "x"}, "kind")]
)
def test_what_is_out_of_bounds_is_refused(graphs, more, place):
    with pytest.raises(BadQuestion) as error:
        suggest(graphs, "データ", **more)
    assert error.value.place == place


def test_a_passage_tells_its_document_and_its_place(graphs, store):
    put(store, "memo.txt", "北浜で名簿が見つかった。")
    (item,) = [one for one in groups(suggest(graphs, "北浜で"))["passage"]["items"] if one["id"] == "memo"]
    assert item["at"] == [0, len("北浜で名簿が見つかった。")]
    assert item["label"] == "北浜で名簿が見つかった。"


class Busy:
    """A sight of a record that changes at the moment when words are looked for, the first time."""

    def __init__(self, graphs, change):
        self.graphs, self.change = graphs, change

    def __getattr__(self, name):
        return getattr(self.graphs, name)

    def find_passages(self, *asked):
        change, self.change = self.change, lambda: None
        change()
        return self.graphs.find_passages(*asked)


def test_names_and_words_are_of_one_moment(graphs, store):
    busy = Busy(graphs, lambda: put(store, "潮見の話.txt", "潮見台の名簿は北浜にあった。"))
    assert suggest(busy, "潮見") == suggest(graphs, "潮見")
    assert set(groups(suggest(graphs, "潮見"))) >= {"document", "passage"}


def test_a_place_is_looked_up_in_the_text_that_it_was_found_in(graphs, store):
    put(store, "長い話.txt", "一行目。\n二行目。\n三行目に潮見台の名簿。\n")
    (found,) = groups(suggest(graphs, "潮見台"))["passage"]["items"]
    reading = next(one for one in store.readings() if one.document.name == "長い話")
    fewer = tuple(replace(one, index=0, block=0) for one in reading.passages[2:])
    again = replace(reading, blocks=reading.blocks[2:], passages=fewer, run=Run("test/2", "later"))
    busy = Busy(graphs, lambda: store.put_readings([again]))
    graphs.snapshot()
    assert groups(suggest(busy, "潮見台"))["passage"]["items"] == [found]
