"""Suggestions: by kind, the nearest name first, and told apart from their namesakes."""

import pytest

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
