"""`keys`, `mark`, `audit` and who may be served, on the command line."""

import json
import re

import pytest

from tests.builders import case


def test_other_machines_are_served_with_keys_only(leaktrail, uri, monkeypatch):
    made = json.loads(
        leaktrail("keys", "add", "閲覧", "--scope", "read", "--clearance", "red", "--expires", "never", "--json")[1]
    )
    assert re.fullmatch(r"ltk_[0-9a-f]{8}_[A-Za-z0-9_-]{43}", made["secret"])
    code, _, err = leaktrail("serve", "--host", "192.0.2.1", "--open")
    assert (code, err) == (2, "leaktrail: --open: goes with this machine only, for it asks for no keys\n")
    code, _, err = leaktrail("serve", "--host", "192.0.2.1")
    assert "without a key" not in err, "it may listen there, which this machine cannot"
    assert code == 1
    assert leaktrail("keys", "revoke", "閲覧")[0] == 0
    for ask in (("--host", "192.0.2.1"), ("--published-on", "192.0.2.1")):
        code, _, err = leaktrail("serve", *ask)
        assert (code, err[: len(ask[0]) + 27]) == (2, f"leaktrail: {ask[0]}: without a key ")
    monkeypatch.setenv("LEAKTRAIL_HOSTS", "leaks.example")
    assert leaktrail("serve")[2].startswith("leaktrail: LEAKTRAIL_HOSTS: without a key")


def test_keys_are_listed_without_what_is_secret(leaktrail, uri):
    secret = leaktrail("keys", "add", "取り込み", "--scope", "load", "--clearance", "tlp:green")[1].strip()
    code, out, _ = leaktrail("keys", "list")
    assert code == 0
    assert "取り込み  load  TLP:GREEN  valid to the end of " in out
    assert secret not in out
    told = leaktrail("keys", "list", "--json")[1]
    assert secret not in told
    assert "digest" not in told
    assert leaktrail("keys", "revoke", "だれか")[0] == 1
    [added] = [line for line in leaktrail("audit")[1].splitlines() if "key.add" in line]
    assert added.endswith(json.loads(told)["items"][0]["id"])
    assert leaktrail("audit", "verify")[0] == 0


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--scope", "all", "--clearance", "red"), "--scope: must be one of read, load, review, names, admin"),
        (("--scope", "read", "--clearance", "purple"), "--clearance: must be one of clear, green"),
        (("--scope", "read", "--clearance", "red", "--expires", "2020-01-01"), "--expires: is over already"),
        (("--scope", "read", "--clearance", "red", "--expires", "soon"), "--expires: must be a day"),
        (("--scope", "read", "--clearance", "red", "--expires", "9999-12-31"), "--expires: must be a day"),
    ],
)
def test_a_key_that_says_nothing_clear_is_not_made(leaktrail, uri, options, why):
    code, out, err = leaktrail("keys", "add", "x", *options)
    assert (code, out) == (2, "")
    assert err.startswith(f"leaktrail: {why}")
    assert leaktrail("keys", "list")[2] == "leaktrail: there are no keys\n"


def test_a_document_is_marked_and_that_is_noted(leaktrail, uri, tmp_path):
    path = tmp_path / "case.json"
    path.write_text(json.dumps(case()), "utf-8")
    leaktrail("import", str(path))
    assert leaktrail("mark", "midorisawa-news", "TLP:AMBER")[:2] == (0, "midorisawa-news  TLP:AMBER\n")
    assert "TLP:AMBER" in leaktrail("documents", "midorisawa-news")[1]
    assert leaktrail("mark", "midorisawa-news", "none")[:2] == (0, "midorisawa-news  no marking\n")
    assert leaktrail("mark", "midorisawa-news", "purple")[0] == 2
    assert leaktrail("mark", "nothing", "red")[0] == 1
    acts = [line.split("  ", 3)[3].split("  ") for line in leaktrail("audit")[1].splitlines()]
    marks = [(act[0], act[-1]) for act in acts if act[0] == "document.mark"]
    assert marks == [("document.mark", "amber"), ("document.mark", "none")]
    assert [(act[0], len(act[1:])) for act in acts[:1]] == [("document.import", 2)]


def test_copies_are_noted_in_the_desk_of_the_copy(leaktrail, uri, tmp_path):
    path = tmp_path / "case.json"
    path.write_text(json.dumps(case()), "utf-8")
    leaktrail("import", str(path))
    other = f"sqlite:///{tmp_path / 'other.db'}"
    assert leaktrail("copy", uri, "--store", other)[0] == 0
    [line] = leaktrail("audit", "--store", other)[1].splitlines()
    assert line.split("  ")[2:4] == ["local", "document.copy"]
    assert len(line.split("  ")) == 6
