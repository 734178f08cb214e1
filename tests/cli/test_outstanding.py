"""Outstanding copies at the command line: lines for people, JSON for machines, exit codes for scripts."""

import json

import pytest

pytestmark = pytest.mark.usefixtures("filled")


def test_each_copy_is_a_line_and_under_it_how_it_was_got(leaktrail):
    code, out, err = leaktrail("outstanding")
    assert code == 0
    assert out.splitlines() == [
        "元社員  会員名簿, since [2030-02-01 … 2030-02-28], still held: yes, must have received it, confirmed",
        "  北浜データ → 元社員  [2030-02-01 … 2030-02-28]  exfiltration, usb, 40,000 about, confirmed",
        "    「元社員が2030年2月、会員約4万件の名簿をUSBメモリで持ち出した」 midorisawa-news 43-77",
        "白鳥宝飾  会員名簿, since [2030-05-01 … 2030-05-31], still held: possible, could have received it, suspected",
        "  東名簿センター (inferred) → 白鳥宝飾  [2030-05-01 … 2030-05-31]  resale, suspected",
        "    「東名簿センターは2030年5月ごろ、名簿を白鳥宝飾に転売した」 midorisawa-news 120-150",
    ]
    assert err == ("leaktrail: yes: no recovery from it that is told can have ended that, given that it was received\n")


def test_a_recovery_that_came_later_is_told(leaktrail):
    _, out, _ = leaktrail("outstanding", "--by", "2030-05-31")
    assert "東名簿センター  会員名簿, since [2030-03-10], still held: yes, must have received it, suspected" in out
    assert "  recovered, but perhaps after that day: 東名簿センター → 県警  [2030-06-01]  return/recovery" in out


def test_what_was_entrusted_is_listed_if_asked_for(leaktrail):
    _, out, _ = leaktrail("outstanding", "--receipts", "all")
    assert out.startswith(
        "北浜データ  会員名簿, since [2029-04-01], still held: yes, must have received it, confirmed, lawful"
    )
    assert "県警  会員名簿" in out


def test_pages_and_json(leaktrail):
    code, out, err = leaktrail("outstanding", "--json", "--limit", "1")
    first = json.loads(out)
    assert (code, err, first["truncated"], first["cut"]) == (0, "", True, ["limit"])
    second = json.loads(leaktrail("outstanding", "--json", "--cursor", first["next"])[1])
    assert [copy["actor"]["id"] for copy in (*first["items"], *second["items"])] == ["insider", "dealer"]
    assert (second["next"], second["truncated"]) == (None, False)
    assert f"there is more: --cursor {first['next']}" in leaktrail("outstanding", "--limit", "1")[2]


def test_no_copy_is_exit_1(leaktrail):
    code, out, err = leaktrail("outstanding", "--by", "2029-12-31")
    assert (code, out) == (1, "")
    assert err.endswith("leaktrail: no copy is told to be out under these conditions\n")


def test_an_empty_record_is_exit_1(leaktrail, tmp_path):
    assert leaktrail("outstanding", "--store", f"sqlite:///{tmp_path}/empty.db")[:2] == (1, "")


@pytest.mark.parametrize(
    "more",
    [
        *(
            ("--receipts", "lawful"),
            ("--limit", "0"),
            ("--limit", "501"),
            ("--cursor", "nothing"),
            ("--by", "2030-02-30"),
        ),
        *(("--mode", "maybe"), ("--min-status", "denied"), ("--policy", "x"), ("--max-hops", "16"), ("extra",)),
    ],
    ids=" ".join,
)
def test_what_it_does_not_allow_is_usage(leaktrail, more):
    code, out, err = leaktrail("outstanding", *more)
    assert (code, out) == (2, "")
    assert err.startswith("leaktrail: ")
    assert err.count("\n") == 1


def test_an_unknown_dataset_is_exit_1(leaktrail):
    assert leaktrail("outstanding", "--dataset", "ない名簿")[:2] == (1, "")
