"""Fields that a text denies are no fields of what got out."""

import time

import pytest

from app.domain.document import Metadata
from loaders.claims.affected import find_affected
from loaders.claims.denied_fields import denied_by, told_fields
from loaders.mentions.analysis import Analysis, analyse
from loaders.mentions.terms import find_fields
from loaders.passages import split
from loaders.readers.document import read_document


def analysis_of(text: str) -> Analysis:
    document, blocks, _ = read_document(text.encode(), "a.txt", Metadata(published_at="2031-06-01"))
    return analyse(document, blocks, split(document, blocks))


def told(text: str) -> list[str]:
    denied = {words for _, words in denied_by(text)}
    return [hit.text for hit in find_fields(text) if hit.text not in denied]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("氏名が漏れ、カード番号、暗証番号、電話番号などは含まれていない。", ["氏名"]),
        ("氏名は含まれていたが、住所は含まれていなかった。", ["氏名"]),
        (
            "カード情報(名義、有効期限、セキュリティコード)につきましては、当社では保有していないため流出しておりません。",
            [],
        ),
        ("対象は氏名、住所(電話番号は除く)。", ["氏名", "住所"]),
        ("パスワードを除く氏名、住所が流出した。", ["氏名", "住所"]),
        ("氏名、住所以外の情報の流出は確認されていない。", ["氏名", "住所"]),
        ("氏名、性別は流出せず、メールアドレスだけが漏れた。", ["メールアドレス"]),
        ("氏名の流出は確認されていないが、住所の漏えいは否定できない。", ["住所"]),
        ("氏名はもちろん、住所も含まれていなかった。", ["氏名"]),
        ("流出していない情報: 口座番号、暗証番号", []),
    ],
)
def test_what_is_left_when_some_are_denied(text, left):
    assert told(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "氏名と住所が流出したが、不正利用は確認されていない。",
        "氏名、住所が含まれていないかどうか調べている。",
        "氏名、住所は、会員として登録していない業者に渡った。",
        "氏名、住所が流出しており、決済への影響はない。",
        "氏名や住所が含まれていないとは言い切れない。",
    ],
)
def test_other_negations_deny_no_field(text):
    assert told(text) == ["氏名", "住所"]


def test_items_below_a_line_that_denies_them():
    analysis = analysis_of("流出していない情報は次のとおりです。\n\n- 口座番号\n- 暗証番号\n")
    assert [f.text for line in analysis.lines for f in told_fields(analysis, line)] == []


def test_a_row_has_no_field_that_the_next_sentence_denies():
    analysis = analysis_of("韮崎市は、住民の氏名約300件が流出したと発表した。住所や電話番号は含まれていない。")
    (row,) = find_affected(analysis)[0]
    assert row.fields == ("name",)


def test_a_field_named_before_and_denied_after_is_none_of_the_row():
    analysis = analysis_of(
        "韮崎市は、約300件の個人情報が流出したと発表した。名簿には氏名、住所、口座番号の欄がある。口座番号の流出は確認されていない。"
    )
    (row,) = find_affected(analysis)[0]
    assert row.fields == ("name", "address")


@pytest.mark.parametrize("text", ["住所や" * 5_000, "住所は" * 5_000, "住所以外の" * 5_000, "住所(" * 5_000])
def test_time_grows_linearly(text):
    started = time.perf_counter()
    list(denied_by(text))
    assert time.perf_counter() - started < 10
