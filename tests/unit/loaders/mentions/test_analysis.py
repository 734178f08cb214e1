"""Documents to lines with their mentions: names of tables, quotes, and which incident a line tells of."""

from app.domain.document import Metadata
from loaders.mentions.analysis import Analysis, analyse
from loaders.passages import split
from loaders.readers.document import read_document

DIGEST = """# 10月の主な事案

## あおば銀行、会員3千人分の情報が流出
あおば銀行は9日、名簿が漏れたと発表した。

## 警視庁、hi-hoへの不正ログインで男を逮捕
hi-hoは10日、不正ログインがあったと発表した。

## トキワ証券、名簿を紛失
トキワ証券は11日に謝罪した。
"""

ARTICLE = """# あおば銀行の名簿が流出

## あおば銀行の説明 情報流出の経緯
あおば銀行はトキワ証券に管理を委託していた。トキワ証券の元社員が持ち出した。

## トキワ証券の対応 流出を確認
トキワ証券はあおば銀行に報告した。
"""


def analysis_of(text: str) -> Analysis:
    document, blocks, _ = read_document(text.encode(), "a.txt", Metadata())
    return analyse(document, blocks, split(document, blocks))


def segments(text: str) -> dict[str, int]:
    return {line.text: line.segment for line in analysis_of(text).lines}


def test_a_digest_has_an_incident_for_each_owner():
    found = segments(DIGEST)
    told = [found[text] for text in found if text.endswith("した。")]
    assert told == [0, 1, 2]


def test_police_do_not_own_an_incident():
    found = segments(DIGEST)
    assert (
        found["警視庁、hi-hoへの不正ログインで男を逮捕"] == found["hi-hoは10日、不正ログインがあったと発表した。"] == 1
    )


def test_sections_of_one_incident_are_not_split():
    assert set(segments(ARTICLE).values()) == {0}


def test_two_headings_on_one_owner_are_one_incident():
    text = "# あおば銀行、情報が流出\n認めた。\n\n# あおば銀行、流出の続報\n謝罪した。\n"
    assert set(segments(text).values()) == {0}


def test_names_of_tables_are_actors():
    text = "企業名 | 件数\n---|---\nやまぶき(第2報) | 20件\nみどりの会 | 30件\n"
    analysis = analysis_of(text)
    labels = {actor.label for actor in analysis.actors if actor.is_sure and actor.is_named}
    assert labels == {"やまぶき", "みどりの会"}


def test_quotes_lead_back_to_the_words_of_the_document():
    analysis = analysis_of("2030年4月1日、㈱みどり設計は発表した。")
    (line,) = analysis.lines
    (found,) = line.actors
    assert analysis.quote(line, found.start, found.end).exact == "㈱みどり設計"
    assert analysis.whole(line).exact == "2030年4月1日、㈱みどり設計は発表した。"


def test_the_longest_span_at_a_place_denotes():
    analysis = analysis_of("A、B等の関係者から回収した。")
    (line,) = analysis.lines
    found = line.actor_at(0, len(line.text))
    assert found is not None
    assert line.text[found.start : found.end] == "A、B等の関係者"
    assert line.actor_at(len(line.text) - 2, len(line.text)) is None


def test_dates_of_publication():
    document, blocks, _ = read_document("名簿が漏れた。".encode(), "a.txt", Metadata(published_at="2030-04"))
    published = analyse(document, blocks, split(document, blocks)).published
    assert published is not None
    assert str(published.earliest) == "2030-04-01"
    assert analysis_of("名簿が漏れた。").published is None
