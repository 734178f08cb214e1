"""Path questions at the command line: lines for people, JSON for machines, exit codes for scripts."""

import json

import pytest


@pytest.mark.usefixtures("filled")
class TestPaths:
    def test_each_hop_is_a_line_and_under_it_its_words(self, leaktrail):
        code, out, err = leaktrail("paths", "みどり沢通販", "白鳥宝飾")
        assert code == 0
        lines = out.splitlines()
        assert lines[0] == "1. order in time: possible; weakest hop: suspected, 1 independent source, confidence 0.60"
        assert lines[1] == "みどり沢通販 → 北浜データ  [2029-04-01]  handover, confirmed, lawful"
        assert lines[2] == "    「会員名簿の管理を北浜データに委託した」 midorisawa-news 17-35"
        assert "北浜データ → 元社員  [2030-02-01 … 2030-02-28]  exfiltration, usb, 40,000 about, confirmed" in lines
        assert "元社員 → 東名簿センター  [2030-03-10]  sale, 120,000 JPY, suspected" in lines
        assert "東名簿センター (inferred) → 白鳥宝飾  [2030-05-01 … 2030-05-31]  resale, suspected" in lines
        assert "    ⋯ nothing is told from 2029-04-01 to 2030-02-01, with 北浜データ" in lines
        assert "possible and certain speak of the order in time" in err

    def test_under_a_path_stands_why_it_is_possible_and_what_speaks_against_it(self, leaktrail):
        _, out, _ = leaktrail("paths", "みどり沢通販", "白鳥宝飾")
        assert out.partition("midorisawa-news 120-150\n")[2].splitlines()[:5] == [
            "    possible on: 2029-04-01 → 2030-02-01 → 2030-03-10 → 2030-05-01",
            "    not certain: hop 4: provider inferred",
            "    weakest: hop 4, by confidence",
            "    disputed: record count at hops 1, 2, 3, 4: 38,000 (みどり沢通販) | 40,000",
            "",
        ]

    def test_what_is_denied_is_listed_beside(self, leaktrail):
        _, out, _ = leaktrail("paths", "shop", "dealer")
        beside = out.partition("Beside the paths, never on them (denied or planned):\n")[2]
        assert beside.startswith("元社員 → 白鳥宝飾  [no date stated]  handover, denied\n")

    def test_json_is_one_line_and_the_same_whatever_the_terminal(self, leaktrail):
        code, out, err = leaktrail("paths", "shop", "dealer", "--json", "-k", "3")
        assert (code, err, out.count("\n")) == (0, "", 1)
        assert [hop["transfer"] for hop in json.loads(out)["paths"][0]["hops"]] == ["t1", "t2", "t3", "t4"]

    def test_no_path_is_a_sentence_and_exit_1(self, leaktrail):
        code, out, err = leaktrail("paths", "dealer", "shop")
        assert (code, out) == (1, "")
        assert err == (
            "leaktrail: no path from dealer to shop keeps to the order of time under these conditions (possible)\n"
        )
        code, out, _ = leaktrail("paths", "dealer", "shop", "--json")
        assert (code, json.loads(out)["paths"]) == (1, [])

    def test_a_cut_is_told(self, leaktrail):
        _, _, err = leaktrail("paths", "shop", "dealer", "--max-hops", "3")
        assert "leaktrail: the answer is cut at a limit: hops\n" in err

    def test_several_matches_are_listed(self, leaktrail):
        code, out, err = leaktrail("paths", "ー", "dealer")
        assert (code, out) == (1, "")
        assert err.splitlines() == [
            "leaktrail: ー: 2 actors match that name (give one of the ids)",
            "  broker  東名簿センター",
            "  contractor  北浜データ",
        ]

    def test_an_unknown_name_is_exit_1(self, leaktrail):
        assert leaktrail("paths", "nobody", "dealer") == (1, "", "leaktrail: nobody: no actor has that id or name\n")

    @pytest.mark.parametrize(
        "more",
        [
            ("-k", "0"),
            ("-k", "1001"),
            ("-k", "many"),
            ("--max-hops", "16"),
            ("--by", "2030-02-30"),
            ("--known-on", "May"),
            ("--mode", "maybe"),
            ("--min-status", "planned"),
            ("--policy", "none"),
            ("--nonsense",),
            ("third",),
        ],
        ids=" ".join,
    )
    def test_what_a_question_does_not_allow_is_usage(self, leaktrail, more):
        code, out, err = leaktrail("paths", "shop", "dealer", *more)
        assert (code, out) == (2, "")
        assert err.startswith("leaktrail: ")
        assert err.count("\n") == 1


@pytest.mark.usefixtures("filled")
class TestOthers:
    def test_downstream_and_upstream(self, leaktrail):
        code, out, _ = leaktrail("downstream", "shop")
        assert code == 0
        assert "元社員  from 2030-02-01" in out
        assert "certain by 2030-02-28, confirmed, 2 hops: t1 → t2" in out
        code, out, _ = leaktrail("upstream", "dealer")
        assert code == 0
        assert "みどり沢通販  " in out
        assert leaktrail("downstream", "police")[0] == 1
        assert leaktrail("upstream", "shop")[0] == 1

    def test_holders(self, leaktrail):
        code, out, _ = leaktrail("holders", "--by", "2030-12-31")
        assert code == 0
        assert "東名簿センター  must have had it, since [2030-03-10], until [2030-06-01], still held: no" in out
        assert "白鳥宝飾  could have had it" in out
        assert json.loads(leaktrail("holders", "--by", "2030-12-31", "--json")[1])["by"] == "2030-12-31"

    def test_holders_without_any_is_exit_1(self, leaktrail):
        code, out, err = leaktrail("holders", "--known-on", "1999-01-01")
        assert (code, out) == (1, "")
        assert "nobody" in err
