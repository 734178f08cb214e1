"""What rules say is told in Japanese: templates fit what the rules say, and fill in what stands there and nothing else."""

from __future__ import annotations

import re
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
    code = [path for room in (folder, services, services.parent / "api") for path in sorted(room.rglob("*.py"))]
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
