"""`rules check`, `rules todo` and `explain` as the keeper of the word lists calls them."""

import json

import pytest

from app.services import rules
from loaders.lexicon_examples import read_text

STORY = (
    "あおば商事の名簿の流出\n\n"
    "2030年4月1日、あおば商事の元社員の男は会員約4万件の名簿をUSBメモリで持ち出した。\n"
    "その後、名簿業者に30万円で売却した。\n"
    "名簿業者は名簿を知人に渡す予定だった。\n"
    "県警は5月2日に元社員の男を逮捕した。\n"
    "名簿は名簿業者に又貸しされたという。\n"
    "倉庫では名簿を保管していた。\n"
)


@pytest.fixture
def story(tmp_path):
    """A small document."""
    path = tmp_path / "story.txt"
    path.write_text(STORY, "utf-8")
    return str(path)


@pytest.fixture
def lexicon(monkeypatch):
    """Word lists of one file, whose text a test gives."""

    def put(text, file="loaders/claims/events.yaml"):
        monkeypatch.setattr(rules, "read_lexicons", lambda: (read_text(file, text),))

    return put


def test_check_tells_each_list(leaktrail, lexicon):
    lexicon("- {type: arrest, examples: [男が逮捕された], not: [逮捕状]}\n")
    printed = "loaders/claims/events.yaml: 1 entries, 2 examples, 0 failures\nall examples hold\n"
    assert leaktrail("rules", "check") == (0, printed, "")


def test_a_failure_is_told_with_its_line_and_is_exit_1(leaktrail, lexicon):
    lexicon("- type: arrest\n  examples: [男が逃げた]\n  not:\n  - 男が逮捕された\n- type: lawsuit\n")
    code, out, _ = leaktrail("rules", "check")
    assert code == 1
    assert out.splitlines() == [
        "loaders/claims/events.yaml: 2 entries, 2 examples, 2 failures",
        "    loaders/claims/events.yaml:2: arrest: example 「男が逃げた」",
        "        expected arrest, got nothing",
        "    loaders/claims/events.yaml:4: arrest: counter-example 「男が逮捕された」",
        "        expected no arrest, got arrest",
        "    loaders/claims/events.yaml:5: lawsuit: shows no example",
        "not all examples hold",
    ]
    code, out, _ = leaktrail("rules", "check", "--json")
    answer = json.loads(out)
    assert (code, answer["healthy"]) == (1, False)
    assert [failure["line"] for failure in answer["lexicons"][0]["failures"]] == [2, 4]


def test_todo_ranks_and_leaves_out_what_is_harmless(leaktrail, story):
    code, out, err = leaktrail("rules", "todo", story, "--json")
    (verb,) = json.loads(out)["verbs"]
    assert (code, verb["verb"], verb["times"], verb["with_party"]) == (0, "又貸し", 1, 1)
    (place,) = verb["places"]
    assert (place["line"], place["data"], STORY[place["start"] : place["end"]]) == (7, "名簿", place["sentence"])
    assert err.endswith(f"loaded  {story}: 1 verbs on data that are in no frame\n")


def test_todo_counts_over_files_and_equal_bytes_once(leaktrail, tmp_path):
    for name, text in {
        "a": "職員は名簿を知人に又貸しした。",
        "b": "社員は名簿を又貸しした。男は台帳を寄託した。",
    }.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    (tmp_path / "c.txt").write_bytes((tmp_path / "a.txt").read_bytes())
    code, out, err = leaktrail("rules", "todo", str(tmp_path), "--json")
    answer = json.loads(out)
    assert code == 0
    assert [(v["verb"], v["times"], v["with_party"]) for v in answer["verbs"]] == [("又貸し", 2, 1), ("寄託", 1, 0)]
    assert "the same bytes as" in err
    top = json.loads(leaktrail("rules", "todo", str(tmp_path), "--json", "--top", "1")[1])
    assert ([v["verb"] for v in top["verbs"]], top["of"]) == (["又貸し"], 2)


def test_explain_tells_rule_slots_words_and_what_was_passed_over(leaktrail, story):
    code, out, _ = leaktrail("explain", story, "--json")
    (document,) = json.loads(out)["documents"]
    assert (code, document["language"]) == (0, "ja")
    rows = {row["row"]: row for row in document["rows"]}
    sale = {slot["slot"]: slot for slot in rows["T2"]["slots"]}
    assert [(t["rule"], t["rule_words"]) for t in rows["T2"]["tellings"]] == [("sell", "売却した")]
    assert (sale["provider"]["value"], sale["provider"]["how"]) == ("元社員の男", "discourse")
    assert (sale["provider"]["words"]["line"], sale["recipient"]["words"]["line"]) == (3, 4)
    assert (sale["recipient"]["how"], sale["price"]["words"]["quote"]) == ("stated", "30万円")
    assert sale["after"]["value"] == "T1"
    assert rows["E1"]["tellings"][0]["rule_words"] == "逮捕した"
    assert rows["A1"]["tellings"][0]["rule"] == "prose"
    (passed,) = document["passed_over"]
    assert (passed["why"], passed["rule"], passed["line"]) == ("not_told", "hand_over", 5)


def test_every_place_that_explain_names_holds_its_words(leaktrail, story):
    (document,) = json.loads(leaktrail("explain", story, "--json")[1])["documents"]
    slots = [slot["words"] for row in document["rows"] for slot in row["slots"] if slot["words"]]
    places = [*slots, *document["passed_over"], *(t for row in document["rows"] for t in row["tellings"])]
    assert len(places) > 10
    assert [STORY[p["start"] : p["end"]] for p in places] == [p["quote"] for p in places]
    assert [STORY.count("\n", 0, p["start"]) + 1 for p in places] == [p["line"] for p in places]


def test_headings_are_in_the_language_of_the_document_or_the_one_asked_for(leaktrail, story, tmp_path):
    assert "提供元: 元社員の男" in leaktrail("explain", story)[1]
    assert "provider: 元社員の男" in leaktrail("explain", story, "--lang", "en")[1]
    english = tmp_path / "note.txt"
    english.write_text("The clerk was arrested on 3 May 2018.", "utf-8")
    assert "what was read:" in leaktrail("explain", str(english))[1]
    code, out, err = leaktrail("explain", story, "--lang", "fr")
    assert (code, out) == (2, "")
    assert "must be ja or en" in err


BAD = {"empty.txt": b"", "blank.txt": b" \n\n", "binary.txt": bytes(range(256)) * 8, "scan.xyz": b"a"}


@pytest.mark.parametrize("command", [["rules", "todo"], ["explain"]], ids=["todo", "explain"])
@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_exit_3_with_its_name(leaktrail, tmp_path, command, name):
    path = tmp_path / name
    path.write_bytes(BAD[name])
    code, out, err = leaktrail(*command, str(path))
    assert (code, out) == (3, "")
    assert str(path) in err
    assert "Traceback" not in err


@pytest.mark.parametrize("command", [["rules", "todo"], ["explain"]], ids=["todo", "explain"])
def test_a_bad_file_does_not_stop_the_others(leaktrail, tmp_path, story, command):
    code, out, err = leaktrail(*command, str(tmp_path / "none.txt"), story)
    assert code == 3
    assert "is not there" in err
    assert "又貸し" in out or "元社員の男" in out
    empty = tmp_path / "empty"
    empty.mkdir()
    assert leaktrail(*command, str(empty))[:2] == (3, "")


def test_a_text_without_anything_says_so(leaktrail, tmp_path):
    path = tmp_path / "calm.txt"
    path.write_text("今日は天気がよい。", "utf-8")
    assert leaktrail("rules", "todo", str(path))[:2] == (0, "no verb on data is missing\n")
    assert leaktrail("explain", str(path))[1].splitlines() == [str(path), "", "読み取ったこと: なし", "", "見送ったもの: なし", "", "注意: なし"]  # fmt: skip
