"""`leaktrail propose` as users call it, against a played endpoint."""

from __future__ import annotations

import json
import sys
from io import StringIO

import pytest

from tests.unit.app.services.propose.model_server import ENV, answer, completion, model_server, told, trouble

TEXT = "元社員は2032年3月、名簿を名簿業者に12万円で売った疑いがある。\n名簿業者は名簿を白鳥宝飾に転売した。\n"
SWAPPED = told(
    "名簿業者は名簿を白鳥宝飾に転売した", provider="白鳥宝飾", recipient="名簿業者", data="名簿", action="resale"
)
INVENTED = told("名簿業者は名簿を黒潮商会に転売した", provider="名簿業者", recipient="黒潮商会")


@pytest.fixture
def server(monkeypatch):
    """A played endpoint that the environment names."""
    for name in ENV:
        monkeypatch.delenv(name, raising=False)
    with model_server() as server:
        monkeypatch.setenv("LEAKTRAIL_LLM_URL", server.url)
        monkeypatch.setenv("LEAKTRAIL_LLM_MODEL", "played")
        monkeypatch.setenv("LEAKTRAIL_LLM_KEY", "sk-secret-7")
        yield server


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    return str(path)


def test_it_says_what_goes_where_then_what_came_of_it(leaktrail, server, file):
    server.play(answer(SWAPPED, INVENTED))
    code, out, err = leaktrail("propose", file, "--yes", "--max-calls", "7")
    assert code == 0
    assert f"to send: {len(TEXT) - 2} characters of 1 document, in 1 piece" in err
    assert f"to:      {server.url}, model played" in err
    assert "at most: 7 calls, 500,000 tokens" in err
    assert "used 1 call, 100 tokens in, 20 out" in err
    assert "review  白鳥宝飾 → 名簿業者  resale, confirmed" in out
    assert "direction.turned" in out
    assert "the rules read: 名簿業者 → 白鳥宝飾" in out
    assert "refused  ? → ?" in out
    assert "it said 「名簿業者は名簿を黒潮商会に転売した」" in out
    assert "1 to review, 0 known already, 1 refused. Proposals of played: none is in the record" in out
    assert "sk-secret-7" not in out + err


def test_nothing_is_sent_without_a_yes(leaktrail, server, file):
    code, out, err = leaktrail("propose", file)
    assert (code, out, server.seen) == (2, "", [])
    assert "nothing was sent" in err
    assert "to send:" in err


@pytest.mark.parametrize(("typed", "code", "requests"), [("n\n", 1, 0), ("\n", 1, 0), ("", 1, 0), ("y\n", 0, 1)])
def test_a_person_is_asked(leaktrail, server, file, monkeypatch, typed, code, requests):
    class Terminal(StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    server.play(answer())
    assert leaktrail("propose", file)[0] == code
    assert len(server.seen) == requests


@pytest.mark.parametrize("name", ["LEAKTRAIL_LLM_URL", "LEAKTRAIL_LLM_MODEL"])
def test_it_is_off_until_an_endpoint_is_named(leaktrail, server, file, monkeypatch, name):
    monkeypatch.delenv(name)
    monkeypatch.setenv("OPENAI_BASE_URL", server.url)
    code, out, err = leaktrail("propose", file, "--yes")
    assert (code, out, server.seen) == (2, "", [])
    assert name in err


def test_without_the_extra_one_sentence_says_so_before_anything_is_read(leaktrail, server, file, monkeypatch):
    monkeypatch.setitem(sys.modules, "openai", None)
    code, out, err = leaktrail("propose", file, "--yes")
    assert (code, out) == (2, "")
    assert err == "leaktrail: asking a language model needs the extra llm (pip install 'leaktrail[llm]')\n"


def test_a_dry_run_shows_what_would_be_sent_and_needs_no_endpoint(leaktrail, server, file, monkeypatch):
    for name in ENV:
        monkeypatch.delenv(name, raising=False)
    code, out, err = leaktrail("propose", file, "--dry-run")
    assert (code, server.seen) == (0, [])
    (line,) = out.splitlines()
    assert "名簿を名簿業者に12万円で売った" in json.loads(line)[1]["content"]
    assert "nothing was sent" in err


def test_it_writes_a_file_and_prints_json(leaktrail, server, file, tmp_path):
    server.play(answer(SWAPPED))
    output = tmp_path / "p.json"
    code, out, _ = leaktrail("propose", file, "--yes", "--json", "-o", str(output), "--prices", "1,2")
    assert code == 0
    assert json.loads(out) == json.loads(output.read_text("utf-8"))
    written = json.loads(out)
    assert written["format"] == "leaktrail-proposals/1"
    assert written["usage"]["cost"] == 0.00014
    assert [one["outcome"] for one in written["proposals"]] == ["review"]


def test_the_record_is_not_touched(leaktrail, server, file, uri):
    server.play(answer(SWAPPED))
    assert leaktrail("load", file)[0] == 0
    before = leaktrail("export", "leaktrail")[1]
    assert leaktrail("propose", file, "--yes")[0] == 0
    assert leaktrail("export", "leaktrail")[1] == before


@pytest.mark.parametrize(
    ("play", "code", "words"),
    [
        (completion(None, refusal="No."), 3, "the model refuses to answer"),
        (completion('{"transfers": [{', finish="length"), 3, "--answer-tokens"),
        (trouble(500), 3, "status 500"),
        (trouble(401), 4, "LEAKTRAIL_LLM_KEY"),
    ],
)
def test_what_went_wrong_is_told_by_a_line_and_an_exit_code(leaktrail, server, file, play, code, words):
    server.play(play)
    got, out, err = leaktrail("propose", file, "--yes", "--retries", "0")
    assert got == code
    assert words in err
    assert "sk-secret" not in out + err
    assert "Traceback" not in err


def test_a_cap_that_cut_it_is_told(leaktrail, server, file):
    code, _, err = leaktrail("propose", file, "--yes", "--max-tokens", "50")
    assert (code, server.seen) == (3, [])
    assert "cut off (50 tokens): 1 piece not asked" in err


def test_a_document_that_tells_of_nothing_is_not_sent(leaktrail, server, tmp_path):
    path = tmp_path / "b.txt"
    path.write_text("天気は晴れだった。\n", "utf-8")
    code, _, err = leaktrail("propose", str(path))
    assert (code, server.seen) == (0, [])
    assert "nothing is sent" in err


@pytest.mark.parametrize("prices", ["1", "a,b", "-1,2", "1,2,3", "nan,1"])
def test_prices_are_two_numbers(leaktrail, server, file, prices):
    code, _, err = leaktrail("propose", file, "--yes", "--prices", prices)
    assert code == 2
    assert "--prices" in err


def test_a_cost_cap_without_prices_is_refused(leaktrail, server, file):
    assert leaktrail("propose", file, "--yes", "--max-cost", "1")[0] == 2


def test_control_signs_of_a_model_do_not_reach_the_terminal(leaktrail, server, file):
    server.play(answer({**INVENTED, "quote": "\x1b[2J名簿"}))
    _, out, _ = leaktrail("propose", file, "--yes")
    assert "\x1b" not in out


def test_the_help_says_that_no_model_was_measured(leaktrail):
    code, out, _ = leaktrail("propose", "--help")
    assert code == 0
    assert "No model was run when this was made, and no figure of its quality exists." in " ".join(out.split())
