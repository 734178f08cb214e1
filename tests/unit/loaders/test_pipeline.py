"""From bytes to a Reading: verbatim quotes, ids that stay, claims that hold together, and nothing made of nothing."""

import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from app.domain.claim import PROPERTIES, REFERENCES
from app.domain.errors import UnreadableDocument
from app.domain.view import Reading
from app.domain.vocabulary import ThingKind
from loaders.ja import parse
from loaders.ja.parser import parsed
from loaders.pipeline import run_of
from tests.unit.loaders.claims.telling_case import reading

STORY = """# 株式会社あおば商事の顧客情報流出

株式会社あおば商事は2028年6月1日、顧客名簿約4万件が流出したと発表した。

## 経緯

株式会社あおば商事の元社員の男は2028年4月3日、顧客名簿をUSBメモリにコピーして持ち出した。
その後、男は名簿業者に顧客名簿3万件を20万円で売却した。名簿は代理店にも渡ったとみられる。
山梨県警は2028年7月2日、男を逮捕し、名簿業者からUSBメモリを押収した。
"""
FRAGMENTS = [
    "元社員の男は顧客名簿を持ち出した。",
    "その後、名簿業者に渡った。",
    "株式会社あおば商事から顧客情報が流出した。",
    "2028年4月3日、",
    "「名簿を売った」と話した。",
    "甲府市は業務を株式会社大川電算に委託し",
    "\n\n",
    "| ",
    "警視庁は名簿を押収した。",
    "売却か。",
    "3万件",
    "(",
    "」",
]


def by_subject(found: Reading, kind: ThingKind) -> dict[str, dict[str, list[object]]]:
    things: dict[str, dict[str, list[object]]] = {}
    for claim in found.claims:
        if claim.kind is kind:
            things.setdefault(claim.subject, {}).setdefault(claim.property, []).append(claim.value)
    return things


def assert_sound(found: Reading) -> None:
    """What holds for every reading of anything."""
    text = found.document.text or ""
    subjects = {kind: {c.subject for c in found.claims if c.kind is kind} for kind in ThingKind}
    for claim in found.claims:
        assert claim.property in PROPERTIES[claim.kind]
        assert claim.quotes
        assert all(text[q.start : q.end] == q.exact and q.exact.strip() for q in claim.quotes)
        assert claim.source in {source.id for source in found.sources}
        assert 0 < claim.confidence <= 1
        if claim.property in REFERENCES:
            assert claim.value in subjects[REFERENCES[claim.property]]
    assert len({claim.id for claim in found.claims}) == len(found.claims)
    assert all(text[m.quote.start : m.quote.end] == m.quote.exact for m in found.mentions)
    transfers = by_subject(found, ThingKind.TRANSFER)
    for properties in transfers.values():
        assert properties.get("provider") or properties.get("recipient")
        assert properties.get("provider") != properties.get("recipient")
        assert len(properties["status"]) == len(properties["action"]) == 1


def test_story() -> None:
    found = reading(STORY, published_at="2028-07-03", publisher="あおば新聞")
    assert_sound(found)
    names = {subject: p["label"][0] for subject, p in by_subject(found, ThingKind.ACTOR).items()}
    transfers = by_subject(found, ThingKind.TRANSFER).values()
    ends = {tuple(names[p[e][0]] if p.get(e) else None for e in ("provider", "recipient")) for p in transfers}
    assert {("株式会社あおば商事", "元社員の男"), ("元社員の男", "名簿業者"), ("名簿業者", "山梨県警")} <= ends
    assert not {(b, a) for a, b in ends if a and b} & ends


SCRIPT = """
import sys
from tests.unit.loaders.claims.telling_case import reading
found = reading(sys.stdin.read(), published_at="2028-07-03")
print("\\n".join([found.document.id, *(c.id for c in found.claims), *(m.id for m in found.mentions)]))
"""


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_same_bytes_give_the_same_ids_in_every_process(seed: str) -> None:
    found = reading(STORY, published_at="2028-07-03")
    here = [found.document.id, *(c.id for c in found.claims), *(m.id for m in found.mentions)]
    root = Path(__file__).parents[3]
    there = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", SCRIPT],
        input=STORY,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root), "PYTHONUTF8": "1"},
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout
    assert there.split() == here


def test_ids_of_a_sample_are_pinned() -> None:
    """A change of these makes every stored judgement look for its claim again: change them only with a reason."""
    found = reading("株式会社あおば商事の元社員の男が顧客名簿を名簿業者に売却した。")
    assert found.document.id == "doc-c75b63c6baaa2d7e482482fc"
    assert sorted(by_subject(found, ThingKind.ACTOR)) == [
        "actor-835635d94097924699b536f7",
        "actor-961c85ed5bc53449b0e98779",
        "actor-c5471d96d028bb75b80855e5",
    ]
    assert sorted(by_subject(found, ThingKind.TRANSFER)) == ["transfer-142eb8c784dfea385397a6b5"]


def test_metadata_is_part_of_the_run() -> None:
    one, other = reading(STORY), reading(STORY, title="別の題")
    assert one.run == run_of(one.document.metadata)
    assert one.run != other.run
    assert one.document.id == other.document.id


@pytest.mark.parametrize(
    "text",
    [
        "本日は晴天なり。明日は雨が降るでしょう。",
        "株式会社あおば商事は新しい店舗を開いた。営業時間は10時から20時まで。",
        "甲府市は7月1日、夏祭りの日程を発表した。市長は「楽しんでほしい」と話した。",
        "!!!###|||---\t\t「「「))((",
    ],
)
def test_text_without_a_leak_has_no_transfer(text: str) -> None:
    found = reading(text)
    assert_sound(found)
    assert by_subject(found, ThingKind.TRANSFER) == {}


def test_empty_file_is_refused() -> None:
    with pytest.raises(UnreadableDocument):
        reading("\n\n")


def test_english_is_read_without_harm() -> None:
    text = "Aoba Trading said on 3 April 2028 that a former employee sold customer data to a broker for $2,000.\n"
    found = reading(text, language="en")
    assert_sound(found)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join).filter(str.strip))
def test_any_text_gives_a_sound_reading(text: str) -> None:
    assert_sound(reading(text))


def test_sentence_too_long_to_parse_is_remarked() -> None:
    found = reading("元社員の男は、" + "とても長い話の中で、" * 100 + "顧客名簿を名簿業者に売却した。")
    assert_sound(found)
    assert "sentence.too_long" in {d.code for d in found.diagnostics}


@pytest.fixture
def parsed_texts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What goes through the parser, in order."""
    texts: list[str] = []

    def count(some: Sequence[str]) -> AbstractContextManager[list[Doc]]:
        texts.extend(some)
        return parsed(some)

    monkeypatch.setattr(parse, "parsed", count)
    parse._parse.cache_clear()
    return texts


def test_only_sentences_with_a_trigger_are_parsed(parsed_texts: list[str]) -> None:
    reading("今日は天気がよい。" * 300 + "元社員の男は顧客名簿を名簿業者に売却した。")
    assert parsed_texts == ["元社員の男は顧客名簿を名簿業者に売却した。"]


def test_memory_of_the_parser_is_bounded() -> None:
    assert 0 < (parse._parse.cache_info().maxsize or 0) <= 1000


def test_each_sentence_is_parsed_once(parsed_texts: list[str]) -> None:
    """Work is counted, not time: one parse a sentence, and one draft a telling."""
    line = "元社員の男は{}年{}月{}日に顧客名簿を名簿業者に売却した。"
    for n in (10, 60):
        parsed_texts.clear()
        found = reading("".join(line.format(2000 + i % 25, i % 12 + 1, i % 27 + 1) for i in range(n)))
        assert len(parsed_texts) == len(set(parsed_texts)) == n
    assert len(by_subject(found, ThingKind.TRANSFER)) <= n
