"""Who denies a passing of which an invented document tells, and who denies something else."""

from __future__ import annotations

import pytest

from app.domain.document import Metadata
from app.domain.view import View
from loaders.pipeline import read
from loaders.resolve import resolve

SOLD = "あさひ商店の元店員が2031年4月2日、会員名簿を名簿業者に売った疑いがある。\n\n"


def denials(text: str) -> list[tuple[str | None, list[str]]]:
    """Of each conflict with a denial who denies, and the words."""
    graph = resolve([read(text.encode(), "a.txt", Metadata(published_at="2031-06-01"))], View())
    sides = [side for one in graph.conflicts if one.property == "status" for side in one.sides]
    assert all(text[q.start : q.end] == q.exact for side in sides for q in side.evidence)
    return [(side.claimed_by, [q.exact for q in side.evidence]) for side in sides if side.value == "denied"]


@pytest.mark.parametrize(
    ("line", "who", "words"),
    [
        (
            "名簿業者は取材に対し「元店員から名簿を買った事実はない」と話した。",
            "名簿業者",
            "元店員から名簿を買った事実はない",
        ),
        ("名簿業者は「名簿は受け取っていない」とのコメントを出した。", "名簿業者", "名簿は受け取っていない"),
        ("名簿業者の社長は取材に「名簿は買っていない」と話している。", "名簿業者", "名簿は買っていない"),
        ("元店員は「名簿を売った覚えはない」と容疑を否認している。", "元店員", "名簿を売った覚えはない"),
        ("元店員は名簿業者に名簿を渡していないと主張している。", "元店員", "名簿業者に名簿を渡していない"),
    ],
)
def test_an_end_of_a_passing_denies_it(line: str, who: str, words: str) -> None:
    assert denials(SOLD + line + "\n") == [(who, [words])]


def test_the_transfer_is_what_the_conflict_is_about() -> None:
    text = SOLD + "名簿業者は「元店員から名簿を買った事実はない」と話した。\n"
    graph = resolve([read(text.encode(), "a.txt", Metadata(published_at="2031-06-01"))], View())
    (conflict,) = graph.conflicts
    assert conflict.subject in graph.transfers


@pytest.mark.parametrize(
    "line",
    [
        "名簿業者は「名簿を誰にも渡していない」と話した。",
        "名簿業者は「盗まれた名簿とは知らなかった」と話した。",
        "名簿業者は「買ったのは名簿だけではない」と話した。",
        "名簿業者は「買ったかどうかは明らかにしない」と話した。",
        "名簿業者は「探偵業者から名簿を買ったことはない」と話した。",
        "あさひ商店は「名簿の購入を持ちかけられたことはない」と説明した。",
        "元店員は探偵業者にも名簿を渡した。\n\n元店員は「名簿を渡していない」と話した。",
    ],
)
def test_another_deed_another_person_and_two_that_could_be_meant(line: str) -> None:
    assert denials(SOLD + line + "\n") == []
