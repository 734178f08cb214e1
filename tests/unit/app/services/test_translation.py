"""What rules say is told in Japanese: templates fit what the rules say, and fill in what stands there and nothing else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import loaders
from app.services import files
from app.services.translation import templates, translated

GAP = re.compile(r"\{(\w+)(?::\w+)?\}")
LETTERS = re.compile("[ぁ-ヿ一-鿿]")


def sources() -> str:
    """All code that says such things, with the pieces of one string put together."""
    folder = Path(loaders.__file__).parent
    services = Path(files.__file__).parent
    rooms = (folder, services, *(services.parent / name for name in ("api", "domain", "engine", "export")))
    code = [path for room in rooms for path in sorted(room.rglob("*.py"))]
    text = "\n".join(path.read_text("utf-8") for path in code)
    return re.sub(r"\"\s*\n\s*f?\"", "", text)


def test_both_languages_have_the_same_gaps():
    for english, japanese in templates().items():
        assert sorted(GAP.findall(english)) == sorted(GAP.findall(japanese)), english
        assert LETTERS.search(japanese), english


def test_every_template_is_said_by_some_rule():
    said = sources()
    for english in templates():
        for piece in re.split(GAP.pattern.replace("(", "(?:", 1), english):
            for words in re.findall(r"[A-Za-z][A-Za-z ,'-]+[A-Za-z]", piece):
                assert words in said, (english, words)


ERRORS = {"NotFound", "BadQuestion", "Ambiguous", "Stale", "Busy", "TooLarge", "UnknownKind", "StoreUnavailable"}
ASKED = (
    *("ask", "counts", "detail", "drawing", "formats", "jobs", "listing", "lookup", "outstanding", "paging", "seen"),
    *("stretch", "suggest", "thing", "words", "report/whole", "report/paths", "review/keep", "review/rulings"),
    *("review/claim_values", "review/queue", "review/history", "review/subjects"),
)
"""Services that the page and other programs ask; the other errors are those of the command line, in English."""
PIECED = {"7 match that 7name"}
"""Put together of parts; `test_things_are_called_by_their_kind` has them."""


def said_by(path: Path) -> Iterator[str]:
    """What errors of that file say, and what helps; whatever is filled in is 7."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERRORS:
            for given in (*node.args[:1], *(one.value for one in node.keywords if one.arg == "remedy")):
                if isinstance(given, ast.Constant | ast.JoinedStr):
                    parts = given.values if isinstance(given, ast.JoinedStr) else [given]
                    yield "".join(str(one.value) if isinstance(one, ast.Constant) else "7" for one in parts)


def test_what_a_question_is_refused_for_is_told_in_japanese():
    folder = Path(files.__file__).parent
    said = {text: one for one in ASKED for text in said_by(folder / f"{one}.py")}
    assert len(said) > 40
    assert {text for text in said if not LETTERS.search(translated(text, "ja"))} == PIECED


def test_things_are_called_by_their_kind():
    assert translated("no actor has that id or name", "ja") == "その id や名前の関係者はありません"
    assert translated("2 datasets match that name", "ja") == "その名前に当たるデータが 2 件あります"
    told = translated("1 dataset and 2 actors match that id or name", "ja")
    assert told == "その id や名前に当たるものとして、データ 1 件と関係者 2 件があります"
    undone = translated("was taken back already by 甲 on 2031-05-01", "ja")
    assert undone == "すでに 2031-05-01 に 甲 が取り消しています"


def test_what_stands_in_a_gap_is_taken_over_and_words_of_the_model_are_said():
    assert translated("same count 3,996,789", "ja") == "件数が同じ(3,996,789)"
    told = "same incident and same role (insider), but no words in common"
    assert "内部者" in translated(told, "ja")
    assert (
        translated("record count of one dataset differs: 12 / 13", "ja")
        == "一つのデータについて件数が食い違う(12 / 13)"
    )
    assert translated("told / denied by {who}", "ja") == "ある記述と、{who} による否定"


def test_several_reasons_are_told_one_by_one():
    assert translated("same organization; same count 59", "ja") == "組織が同じ。件数が同じ(59)"


def test_what_no_rule_says_stays_as_it_is():
    for text in (
        "同社の発表と県警の発表",
        "same organization; 別の理由",
        "what the shop says / what the police say",
        "",
    ):
        assert translated(text, "ja") == text
    assert translated("same count 3", "en") == "same count 3"
