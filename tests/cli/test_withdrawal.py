"""`leaktrail without`: sections for people, JSON for machines; nothing is removed."""

import json
from contextlib import closing

import pytest

from app.store.uri import open_store
from tests.unit.loaders.resolve.stories import actor, count, dataset, event, person, story, transfer

pytestmark = pytest.mark.usefixtures("filled")


def test_what_falls_and_what_changes_stands_in_sections(leaktrail):
    code, out, err = leaktrail("without", "midorisawa-report")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "Transfers that fall:",
        "  東名簿センター → 県警  [2030-06-01]  return/recovery, confirmed, lawful",
        "      「名簿は2030年6月1日、東名簿センターから県警が回収した」 midorisawa-report 16-45",
        "Events that fall:",
        "  seizure  [2030-06-01]",
        "From an origin to a recipient:",
        "  みどり沢通販 → 県警  lost: [suspected, sources 1, confidence 0.90, from 2030-06-01, certain by 2030-06-01]",
        "Holders:",
        "  lost: 県警  must have had it, since [2030-06-01], still held: yes, suspected, lawful: t1 → t2 → t3 → t6",
        "  東名簿センター  must have had it, since [2030-03-10], until [2030-06-01], still held: no, suspected: "
        "t1 → t2 → t3",
        "    becomes: 東名簿センター  must have had it, since [2030-03-10], still held: yes, suspected: t1 → t2 → t3",
    ]
    assert "midorisawa-report" in leaktrail("documents")[1], "nothing is removed"


def test_json_says_the_same(leaktrail):
    code, out, err = leaktrail("without", "midorisawa-news", "--json", "--mode", "certain")
    assert (code, err, out.count("\n")) == (0, "", 1)
    answer = json.loads(out)
    assert (answer["mode"], answer["document"]["label"]) == ("certain", "名簿持ち出しの疑い")
    assert [fact["id"] for fact in answer["falls"]["transfers"]] == ["t1", "t2", "t3", "t4", "t5"]
    assert [one["label"] for one in answer["falls"]["actors"]] == ["北浜データ", "白鳥宝飾", "元社員"]


def test_one_that_was_not_public_is_said(leaktrail):
    code, out, err = leaktrail("without", "midorisawa-report", "--known-on", "2030-08-01")
    assert (code, out) == (0, "")
    assert "leaktrail: the document was not public by that day\n" in err


def test_changes_have_their_words(leaktrail, tmp_path, monkeypatch):
    """Two articles tell of one theft, the one of the month, the other of the day."""
    monkeypatch.setenv("LEAKTRAIL_STORE", uri := f"sqlite:///{tmp_path}/two.db")

    def article(name, when):
        return story(
            name,
            actor("shop", "あさひ商店", roles=["data_controller"]),
            person("x", "元社員", "insider"),
            transfer("theft", "shop", "x", when, dataset="list", action="exfiltration"),
            dataset("list", "会員名簿", count(32759)),
            event("told", "disclosure", "2031-05-10", "shop"),
        )

    with closing(open_store(uri)) as store:
        store.put_readings([article("d1", "2031-04"), article("d2", "2031-04-10")])
    assert leaktrail("without", "d1")[1].splitlines() == [
        "Transfers that change:",
        "  あさひ商店 → 元社員  d1:theft",
        "    window: [2031-04-01 … 2031-04-28] becomes [2031-04-10]",
        "    documents: 2 becomes 1",
        "From an origin to a recipient:",
        "  あさひ商店 → 元社員  [confirmed, sources 2, confidence 1.00, from 2031-04-01, certain by 2031-04-28] becomes "
        "[confirmed, sources 1, confidence 1.00, from 2031-04-10, certain by 2031-04-10]",
        "Holders:",
        "  元社員  must have had it, since [2031-04-01 … 2031-04-28], still held: yes, confirmed: d1:theft",
        "    becomes: 元社員  must have had it, since [2031-04-10], still held: yes, confirmed: d2:theft",
    ]


def test_that_nothing_rests_on_it_is_said(leaktrail, tmp_path):
    memo = tmp_path / "memo.md"
    memo.write_text("以上\n", "utf-8")
    assert leaktrail("load", str(memo))[0] == 0
    code, out, err = leaktrail("without", "memo")
    assert (code, out) == (0, "")
    assert err == "leaktrail: nothing falls and nothing changes: all of it is told elsewhere as well\n"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["nope"], 1, "leaktrail: nope: no document has that id or name"),
        (["midorisawa"], 1, "leaktrail: midorisawa: 2 documents match that name"),
        ([], 2, "leaktrail: Missing argument 'DOCUMENT'"),
        (["midorisawa-news", "--by", "May"], 2, "leaktrail: by: must be a day"),
        (["midorisawa-news", "--dataset", "ない名簿"], 1, "leaktrail: ない名簿: no dataset has that id or name"),
        (["midorisawa-news", "--max-hops", "16"], 2, "leaktrail: max_hops: must be from 1 to 15"),
    ],
)
def test_what_cannot_be_asked_is_one_line(leaktrail, arguments, code, said):
    found, out, err = leaktrail("without", *arguments)
    assert (found, out) == (code, "")
    assert err.startswith(said)
