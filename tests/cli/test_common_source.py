"""Common sources at the command line: two witness paths each, what would tell them apart, exit codes."""

import json

import pytest

from app.cli.main import run
from tests.builders import actor, case, days, transfer

NEWS = "midorisawa-news"


@pytest.fixture
def unsure(uri, tmp_path, capsys):
    """The invented case, in which one of two, it is not said which, brought a disc and then a stick."""
    told = case()
    told["actors"] += [
        actor("first", "元社員", NEWS, "person"),
        actor("second", "県警", NEWS, "person"),
        actor("caller", "会員", NEWS, "person", candidates=["first", "second"]),
    ]
    words = "元社員は2030年3月10日、名簿を東名簿センターに12万円で売った疑い"
    told["transfers"] += [
        transfer("u1", "broker", "first", words, x_how={"provider": "implied"}, **days("2030-05-01", "2030-08-31")),
        transfer("u2", "broker", "second", words, **days("2030-05-01", "2030-08-31")),
        transfer("u3", "caller", "shop", words, **days("2030-07-10")),
        transfer("u4", "caller", "shop", words, **days("2030-07-20")),
    ]
    path = tmp_path / "unsure.json"
    path.write_text(json.dumps(told), "utf-8")
    assert run(["import", str(path)]) == 0
    capsys.readouterr()


@pytest.mark.usefixtures("filled")
class TestCommonSource:
    def test_sources_come_latest_first_with_both_ways(self, leaktrail):
        code, out, err = leaktrail("common-source", "t4", "t6")
        assert code == 0
        lines = out.splitlines()
        assert lines[0] == "Sources of both, latest first, whoever stands for whom:"
        assert [line for line in lines if line[:1].isdigit()] == [
            "1. 東名簿センター  until 2030-05-31, suspected",
            "2. 元社員  until 2030-03-10, suspected",
            "3. 北浜データ  until 2030-02-28, suspected",
            "4. みどり沢通販  until 2029-04-01, suspected",
        ]
        assert lines[1:8] == [
            "1. 東名簿センター  until 2030-05-31, suspected",
            "    a: t4",
            "    b: t6",
            "    what would tell it from 元社員:",
            "      for 元社員: ruled out if the data lay undivided after 2030-03-10",
            "      for 元社員: t3 is only suspected",
            "2. 元社員  until 2030-03-10, suspected",
        ]
        assert "t3  元社員 → 東名簿センター  [2030-03-10]  sale, 120,000 JPY, suspected" in lines
        assert "    「名簿は2030年6月1日、東名簿センターから県警が回収した」 midorisawa-report 16-45" in lines
        assert err == ""

    def test_a_count_that_only_one_way_has_is_told(self, leaktrail):
        _, out, _ = leaktrail("common-source", "t4", "t6")
        assert "      for 北浜データ: only this way passes 40,000 about (t2)" in out.splitlines()

    def test_sightings_go_by_names_of_actors_and_datasets_too(self, leaktrail):
        answer = json.loads(leaktrail("common-source", "白鳥宝飾", "県警", "--json")[1])
        assert [answer[side]["kind"] for side in "ab"] == ["actor", "actor"]
        assert [source["actor"]["id"] for source in answer["actors"]] == ["broker", "insider", "contractor", "shop"]
        answer = json.loads(leaktrail("common-source", "会員名簿", "t6", "--json")[1])
        assert answer["a"]["transfers"] == ["t1", "t2", "t3", "t4", "t6"]
        assert answer["a"]["left_out"] == [{"transfer": "t5", "reason": "status"}]

    def test_a_sighted_actor_is_a_source_of_what_it_held(self, leaktrail):
        _, out, _ = leaktrail("common-source", "insider", "t4")
        assert "    a: was seen itself" in out.splitlines()[2]

    def test_what_leads_to_nobody_is_told(self, leaktrail):
        code, out, err = leaktrail("common-source", "t5", "t6")
        assert (code, out) == (1, "")
        assert "leaktrail: t5 leads to nobody: it is denied, planned, or less sure than asked for\n" in err
        assert "leaktrail: nobody is told to be a source of both t5 and t6 under these conditions (possible)\n" in err
        assert (
            "t4 leads to nobody: it cannot have happened by that day"
            in leaktrail("common-source", "t4", "t1", "--by", "2029-12-31")[2]
        )

    @pytest.mark.parametrize("asked", ["dataset:d1", "dataset:会員名簿", "d1"])
    def test_a_kind_can_be_named(self, leaktrail, asked):
        assert json.loads(leaktrail("common-source", asked, "t6", "--json")[1])["a"]["id"] == "d1"

    def test_a_name_of_several_kinds_is_refused_with_the_kinds(self, leaktrail):
        code, out, err = leaktrail("common-source", "名簿", "t6")
        assert (code, out) == (1, "")
        assert err.splitlines() == [
            "leaktrail: 名簿: 1 dataset and 1 actor match that id or name (give one of the ids)",
            "  dataset:d1  会員名簿",
            "  actor:broker  東名簿センター",
        ]

    def test_a_name_of_one_kind_is_refused_as_everywhere(self, leaktrail):
        code, _, err = leaktrail("common-source", "ー", "t6")
        assert code == 1
        assert err.splitlines()[0] == "leaktrail: ー: 2 actors match that name (give one of the ids)"

    @pytest.mark.parametrize("asked", ["nobody", "actor:t4", "transfer:shop", ":", "actor:", "　"])
    def test_what_is_not_there_is_exit_1(self, leaktrail, asked):
        code, out, err = leaktrail("common-source", "t4", asked)
        assert (code, out, err.count("\n")) == (1, "", 1)
        assert "no transfer, dataset or actor has that id" in err

    @pytest.mark.parametrize(
        "more",
        [("t4",), ("t4", "t4"), ("t4", "t6", "--max-hops", "0"), ("t4", "t6", "--by", "2030"), ("t4", "t6", "t1")],
        ids=" ".join,
    )
    def test_what_a_question_does_not_allow_is_usage(self, leaktrail, more):
        code, out, err = leaktrail("common-source", *more)
        assert (code, out, err.count("\n")) == (2, "", 1)

    def test_only_certain_chains_count_if_asked_for(self, leaktrail):
        answer = json.loads(leaktrail("common-source", "t3", "t6", "--mode", "certain", "--json")[1])
        assert [source["actor"]["id"] for source in answer["actors"]] == ["insider", "contractor", "shop"]
        assert all(path["certain"] for source in answer["actors"] for path in source["paths"].values())
        assert leaktrail("common-source", "t4", "t6", "--mode", "certain")[0] == 1


def test_an_empty_store_is_exit_1(uri, leaktrail):
    code, out, err = leaktrail("common-source", "t4", "t6")
    assert (code, out) == (1, "")
    assert err.startswith("leaktrail: t4: no transfer")


@pytest.mark.usefixtures("unsure")
class TestWhoIsWho:
    def test_readings_are_told(self, leaktrail):
        _, out, _ = leaktrail("common-source", "u3", "u4")
        lines = out.splitlines()
        caller = lines.index("1. 会員  until 2030-07-10, confirmed")
        broker = lines.index("2. 東名簿センター  until 2030-06-01, confirmed")
        assert "      here: who 会員 is stays open: one of 元社員, 県警" in lines[caller:broker]
        assert lines[broker + 3].startswith("    for instance, if 会員 is ")
        possible = lines.index("Sources of both, latest first, if somebody is a certain one:")
        assert lines[possible + 1 : possible + 5] == [
            "1. 元社員  until 2030-07-10, confirmed",
            "    a: u3",
            "    b: u4",
            "    only if, for instance, 会員 is 元社員",
        ]
        assert "      here: only if 会員 is 元社員 (one of 元社員, 県警)" in lines
