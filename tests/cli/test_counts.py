"""Record-count checks at the command line."""

import json

import pytest

pytestmark = pytest.mark.usefixtures("filled")


def test_both_sides_stand_with_their_words(leaktrail):
    code, out, err = leaktrail("counts")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "violated: claims disagree  dataset 会員名簿",
        "  会員名簿: 38,000人, みどり沢通販",
        "    「3万8千人分」 midorisawa-report 5-11",
        "  会員名簿: 40,000",
        "    「約4万件」 midorisawa-news 57-61",
        "holds: same number  affected みどり沢通販",
        "  みどり沢通販: 38,000人",
        "    「3万8千人分」 midorisawa-report 5-11",
        "  is within the data of the incident",
        "  会員名簿: 38,000人",
        "    「3万8千人分」 midorisawa-report 5-11",
    ]


def test_verdicts_pages_and_json(leaktrail):
    answer = json.loads(leaktrail("counts", "--verdict", "violated", "--json")[1])
    assert [check["kind"] for check in answer["items"]] == ["claims"]
    first = json.loads(leaktrail("counts", "--limit", "1", "--json")[1])
    assert f"there is more: --cursor {first['next']}" in leaktrail("counts", "--limit", "1")[2]


def test_nothing_to_compare_is_exit_1(leaktrail):
    code, out, err = leaktrail("counts", "--verdict", "unknown")
    assert (code, out, err) == (1, "", "leaktrail: there are no two record counts to compare under these conditions\n")
    assert leaktrail("counts", "--incident", "別の件")[0] == 1


@pytest.mark.parametrize(
    "more", [("--verdict", "maybe"), ("--limit", "501"), ("--by", "soon"), ("extra",)], ids=" ".join
)
def test_what_it_does_not_allow_is_usage(leaktrail, more):
    assert leaktrail("counts", *more)[0] == 2
