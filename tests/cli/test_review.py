"""`leaktrail review`: lists for people, effects before a saving, clear errors, JSON for machines."""

import json

import pytest

from app.services.wire import to_json
from tests.builders import case

pytestmark = pytest.mark.usefixtures("filled")
CONFLICT = "conflict-c40e56920af80e4dd6a22c6f"


def test_the_queue_says_what_is_asked_and_what_to_type(leaktrail):
    code, out, err = leaktrail("review", "queue")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == f"Which record count of 会員名簿 is right?  [conflict, 5 chains]  {CONFLICT}"
    assert f"  leaktrail review choose {CONFLICT} 2" in lines
    assert any("「約4万件」 midorisawa-news" in line for line in lines)
    assert json.loads(leaktrail("review", "queue", "--json")[1])["counts"]["conflict"] == 1
    assert leaktrail("review", "queue", "--kind", "lost") == (0, "", "leaktrail: nothing is open\n")


def test_what_it_says_to_type_can_be_typed(leaktrail, tmp_path):
    path = tmp_path / "again.json"
    path.write_bytes(to_json(case()))
    leaktrail("import", str(path), "--namespace", "again")
    for entry in json.loads(leaktrail("review", "queue", "--json")[1])["items"]:
        for choice in entry["choices"]:
            side = [] if choice["side"] is None else [str(choice["side"])]
            word = choice["verdict"].replace("_", "-")
            assert leaktrail("review", word, *choice["about"], *side, "--dry-run")[0] == 0


def test_effects_come_before_the_judgement_and_a_dry_run_saves_nothing(leaktrail):
    code, out, err = leaktrail("review", "reject", "t4", "--why", "別件", "--who", "調査員", "--dry-run")
    assert (code, err) == (0, "leaktrail: nothing is saved (--dry-run)\n")
    assert out.index("Transfers that fall:") < out.index("調査員: reject  provider of 東名簿センター → 白鳥宝飾")
    assert "みどり沢通販 → 白鳥宝飾  lost:" in out
    assert leaktrail("review", "history") == (0, "", "leaktrail: nothing was decided\n")
    assert leaktrail("review", "reject", "t4", "--who", "調査員")[2] == "leaktrail: saved\n"
    assert leaktrail("paths", "みどり沢通販", "白鳥宝飾")[0] == 1


def test_what_is_taken_back_stays_in_the_history(leaktrail):
    answer = json.loads(leaktrail("review", "same", "県警", "白鳥宝飾", "--who", "甲", "--json")[1])
    identifier = answer["judgements"][0]["id"]
    assert leaktrail("review", "undo", identifier, "--who", "乙")[0] == 2
    assert leaktrail("review", "undo", identifier, "--who", "乙", "--why", "別の組織")[0] == 0
    out = leaktrail("review", "history", "県警")[1]
    assert f"[undone]  {identifier}" in out
    assert "taken back by 乙" in out
    assert "別の組織" in out
    assert leaktrail("review", "history", "--state", "counts")[1] == ""


def test_a_thing_is_shown_with_its_parts_claims_and_history(leaktrail):
    leaktrail("review", "not-same", "県警", "白鳥宝飾", "--who", "甲", "--why", "業種が違う")
    code, out, _ = leaktrail("review", "show", "県警")
    assert code == 0
    assert "  part police  of midorisawa-news" in out
    assert "kind = organization" in out
    assert "業種が違う" in out


def test_who_decides_is_the_login_name_unless_it_is_said(leaktrail, monkeypatch):
    monkeypatch.setenv("LOGNAME", "tantou")
    assert "tantou: unsure" in leaktrail("review", "unsure", "県警", "白鳥宝飾")[1]

    def nobody() -> str:
        raise KeyError("no entry")

    monkeypatch.setattr("getpass.getuser", nobody)
    code, _, err = leaktrail("review", "unsure", "県警", "白鳥宝飾")
    assert (code, err) == (2, "leaktrail: --who: the login name is not known (say who decides)\n")


@pytest.mark.parametrize(
    ("line", "code", "word"),
    [
        (["same", "県警"], 2, "Missing argument"),
        (["same", "県警", "県警"], 2, "are one thing already"),
        (["same", "県警", "会員名簿"], 2, "different kinds"),
        (["same", "県警", "だれか"], 1, "だれか"),
        (["reject", "claim-0"], 1, "documents that were removed have none"),
        (["correct", "t4", "x"], 1, "no claim has that id"),
        (["choose", CONFLICT, "9"], 2, "must be from 1 to 2"),
        (["choose", "conflict-0", "1"], 1, "no conflict"),
        (["undo", "judgement-0"], 1, "no judgement"),
        (["accept", "県警"], 2, "only a claim, a transfer or an event"),
        (["take", "/nowhere/x.json"], 3, "/nowhere/x.json"),
        (["show", "nobody"], 1, "nobody"),
        (["queue", "--kind", "all"], 2, "must be one of"),
        (["history", "--state", "all"], 2, "must be one of"),
        (["same", "県警", "白鳥宝飾", "--who", " "], 2, "must be a name"),
    ],
)
def test_what_is_wrong_is_said_in_one_line_and_nothing_is_saved(leaktrail, line, code, word):
    found, _, err = leaktrail("review", *line)
    assert (found, err.count("\n")) == (code, 1)
    assert word in err
    assert leaktrail("review", "history")[1] == ""
