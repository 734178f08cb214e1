"""What rests on one source, at the command line."""

import json

import pytest

pytestmark = pytest.mark.usefixtures("filled")


def test_each_fact_is_a_line_and_under_it_its_words(leaktrail):
    code, out, err = leaktrail("single-source", "--transfer", "t3")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "transfer 元社員 → 東名簿センター  as a whole: one document, 見本新聞",
        "    「元社員は2030年3月10日、名簿を東名簿センターに12万円で売った疑い」 midorisawa-news 79-115",
    ]


def test_a_count_of_a_dataset(leaktrail):
    _, out, _ = leaktrail("single-source", "--dataset", "会員名簿", "--limit", "500")
    assert "dataset 会員名簿  record_count 38,000人: one document, みどり沢通販 (of" in out


def test_pages_and_json(leaktrail):
    first = json.loads(leaktrail("single-source", "--json", "--limit", "1")[1])
    assert (len(first["items"]), first["truncated"], first["cut"]) == (1, True, ["limit"])
    assert json.loads(leaktrail("single-source", "--json", "--cursor", first["next"])[1])["items"]
    assert f"there is more: --cursor {first['next']}" in leaktrail("single-source", "--limit", "1")[2]


def test_nothing_is_exit_1(leaktrail, tmp_path):
    code, out, err = leaktrail("single-source", "--store", f"sqlite:///{tmp_path}/empty.db")
    assert (code, out, err) == (1, "", "leaktrail: no fact rests on one source under these conditions\n")


@pytest.mark.parametrize(
    "more", [("--transfer", "t99"), ("--actor", "だれか"), ("--actor", "ー"), ("--incident", "ない")], ids=" ".join
)
def test_what_is_not_there_is_exit_1(leaktrail, more):
    code, out, err = leaktrail("single-source", *more)
    assert (code, out) == (1, "")
    assert err.startswith(f"leaktrail: {more[1]}: ")


@pytest.mark.parametrize(
    "more", [("--limit", "0"), ("--cursor", "x"), ("--by", "soon"), ("--policy", "x"), ("extra",)], ids=" ".join
)
def test_what_it_does_not_allow_is_usage(leaktrail, more):
    assert leaktrail("single-source", *more)[0] == 2
