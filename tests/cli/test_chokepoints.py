"""Choke points at the command line: lines for people, JSON for machines, exit codes for scripts."""

import json

import pytest

from tests.builders import case, days, transfer

pytestmark = pytest.mark.usefixtures("filled")


@pytest.fixture
def two_ways(leaktrail, tmp_path):
    """A store where the data also came to the dealer by way of the police."""
    exchange = case()
    exchange["transfers"] += [
        transfer("t7", "shop", "police", "県警が回収した", **days("2029-05-01", "2029-06-30")),
        transfer("t8", "police", "dealer", "県警が回収した", **days("2029-06-01", "2029-07-31")),
    ]
    (tmp_path / "two.json").write_text(json.dumps(exchange), "utf-8")
    uri = f"sqlite:///{tmp_path}/two.db"
    assert leaktrail("import", str(tmp_path / "two.json"), "--store", uri)[0] == 0
    return uri


def test_what_is_on_every_path_stands_under_the_path_with_its_days(leaktrail):
    code, out, err = leaktrail("chokepoints", "みどり沢通販", "東名簿センター")
    assert code == 0
    lines = out.splitlines()
    assert lines[0] == "1. order in time: certain; weakest hop: suspected, 1 independent source, confidence 0.90"
    assert "    「会員名簿の管理を北浜データに委託した」 midorisawa-news 17-35" in lines
    assert lines[lines.index("") + 1 :] == [
        "On every path, and when it had to be stopped:",
        "    みどり沢通販 → 北浜データ  [2029-04-01]  handover, confirmed, lawful",
        "        to be stopped by 2029-04-01",
        "    北浜データ → 元社員  [2030-02-01 … 2030-02-28]  exfiltration, usb, 40,000 about, confirmed",
        "        to be stopped by 2030-02-28; before 2030-02-01 it was in time for sure",
        "    元社員 → 東名簿センター  [2030-03-10]  sale, 120,000 JPY, suspected",
        "        to be stopped by 2030-03-10",
        "On every path:",
        "    北浜データ  received [2029-04-01], passed on [2030-02-01 … 2030-02-28], suspected",
        "    元社員  received [2030-02-01 … 2030-02-28], passed on [2030-03-10], suspected",
    ]
    assert err == "leaktrail: given the transfers that are told, and as told; what nobody told of may lead past\n"


def test_where_none_is_on_every_path_the_fewest_are_told(leaktrail, two_ways):
    code, out, _ = leaktrail("chokepoints", "shop", "dealer", "--store", two_ways)
    assert code == 0
    assert out.partition("\n\n")[2].splitlines() == [
        "No transfer is on every path.",
        "No actor between them is on every path.",
        "No path remains without these 2 transfers (fewer do not suffice):",
        "みどり沢通販 → 北浜データ  [2029-04-01]  handover, confirmed, lawful",
        "    「会員名簿の管理を北浜データに委託した」 midorisawa-news 17-35",
        "    to be stopped by 2029-04-01",
        "    alone stops t1 → t2 → t3 → t4",
        "みどり沢通販 → 県警  [2029-05-01 … 2029-06-30]  handover, confirmed",
        "    「県警が回収した」 midorisawa-report 38-45",
        "    to be stopped by 2029-06-30; before 2029-05-01 it was in time for sure",
        "    alone stops t7 → t8",
        "No path remains without these 2 actors (fewer do not suffice):",
        "    北浜データ  received [2029-04-01], passed on [2030-02-01 … 2030-02-28]",
        "    alone stops t1 → t2 → t3 → t4",
        "    県警  received [2029-05-01 … 2029-06-30], passed on [2029-06-01 … 2029-07-31]",
        "    alone stops t7 → t8",
    ]


def test_a_single_transfer_has_nobody_between(leaktrail):
    _, out, _ = leaktrail("chokepoints", "shop", "contractor")
    assert out.endswith("No actor has to be between them: a single transfer leads there.\n")


def test_json_is_one_line(leaktrail):
    code, out, err = leaktrail("chokepoints", "shop", "dealer", "--json")
    assert (code, err, out.count("\n")) == (0, "", 1)
    assert [choke["transfer"] for choke in json.loads(out)["transfers"]] == ["t1", "t2", "t3", "t4"]


def test_no_path_is_a_sentence_and_exit_1(leaktrail):
    code, out, err = leaktrail("chokepoints", "dealer", "shop")
    assert (code, out) == (1, "")
    assert (
        err == "leaktrail: no path from dealer to shop keeps to the order of time under these conditions (possible)\n"
    )
    code, out, _ = leaktrail("chokepoints", "dealer", "shop", "--json")
    assert (code, json.loads(out)["path"], json.loads(out)["transfers"]) == (1, None, [])


def test_a_cut_is_told(leaktrail):
    code, out, err = leaktrail("chokepoints", "shop", "dealer", "--max-hops", "3")
    assert (code, out) == (1, "")
    assert err.startswith("leaktrail: a path of more than 3 hops may lead there (--max-hops)\n")


@pytest.mark.parametrize(
    "more",
    [
        *(("--by", "2030-02-30"), ("--mode", "maybe"), ("--min-status", "denied"), ("--policy", "x")),
        *(("--max-hops", "16"), ("extra",), ("-k", "3")),
    ],
    ids=" ".join,
)
def test_what_it_does_not_allow_is_usage(leaktrail, more):
    code, out, err = leaktrail("chokepoints", "shop", "dealer", *more)
    assert (code, out) == (2, "")
    assert err.startswith("leaktrail: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize("ends", [("nobody", "dealer"), ("shop", "nobody"), ("ー", "dealer")])
def test_who_is_not_found_or_not_alone_is_exit_1(leaktrail, ends):
    assert leaktrail("chokepoints", *ends)[:2] == (1, "")


def test_an_empty_record_is_exit_1(leaktrail, tmp_path):
    assert leaktrail("chokepoints", "shop", "dealer", "--store", f"sqlite:///{tmp_path}/empty.db")[:2] == (1, "")
