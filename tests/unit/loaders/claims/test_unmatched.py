"""Verbs on data that are in no frame."""

import pytest

from loaders.claims.frames import frame_lexicon
from loaders.claims.unmatched import find_unmatched, harmless
from tests.unit.loaders.claims.telling_case import analysis_of


def verbs(text: str) -> list[tuple[str, str, bool]]:
    return [(one.lemma, one.data.exact, one.has_party) for one in find_unmatched(analysis_of(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("元社員は会員の名簿を名簿業者に又貸しした。", ("又貸し", "会員の名簿", True)),
        ("名簿は名簿業者に又貸しされた。", ("又貸し", "名簿", True)),
        ("名簿業者に又貸しした名簿が見つかった。", ("又貸し", "名簿", True)),
        ("元社員は名簿の又貸しを行った。", ("又貸し", "名簿", False)),
        ("元社員は映像を無断で研究に転用した。", ("転用", "映像", False)),
        ("顧客情報を無断転用", ("転用", "顧客情報", False)),
        ("同社は名簿を消しておいた。", ("消す", "名簿", False)),
    ],
)
def test_verb_data_and_party(text: str, expected: tuple[str, str, bool]) -> None:
    assert verbs(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "元社員は名簿を名簿業者に売却した。",  # in a frame
        "元社員は名簿を不正に持ち出した。",
        "同社は名簿の流出を発表した。",  # telling
        "職員は机を倉庫に又貸しした。",  # no data
        "情報に関する問い合わせがあった。",
        "The clerk lent the customer data and the ID cards to a broker of lists in the next town.",
        "",
    ],
)
def test_what_is_no_such_verb(text: str) -> None:
    assert verbs(text or "\n無\n") == []


def test_sentence_and_data_are_verbatim() -> None:
    text = "前置きです。元社員はＡＢＣ社の名簿を知人に又貸しした。後書きです。"
    (one,) = find_unmatched(analysis_of(text))
    assert one.sentence.exact == "元社員はＡＢＣ社の名簿を知人に又貸しした。"
    assert text[one.data.start : one.data.end] == one.data.exact == "ＡＢＣ社の名簿"


def test_update_histories_are_not_looked_at() -> None:
    assert verbs("# 更新履歴\n\n元社員は名簿を知人に又貸しした。") == verbs("元社員は名簿を知人に売った。") == []


def test_no_harmless_verb_is_in_a_frame_or_twice() -> None:
    assert {verb for verb in harmless() if verb in frame_lexicon().by_word} == set()
