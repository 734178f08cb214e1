"""Which incident each passage tells of, by headings that are nothing but names."""

from app.domain.document import Metadata
from loaders.ja.view import view_of
from loaders.mentions.segments import segments_of
from loaders.passages import split
from loaders.readers.document import read_document


def segments(text):
    document, blocks, _ = read_document(text.encode(), "digest.txt", Metadata())
    passages = split(document, blocks)
    views = [view_of(document.text or "", p.start, p.end) for p in passages]
    return {view.text: number for view, number in zip(views, segments_of(blocks, passages, views), strict=True)}


def test_a_digest_whose_headings_are_names():
    found = segments(
        "今週の漏えい\n\n■トキワ証券\nトキワ証券は名簿の流出を発表した。\n\n■青戸町\n青戸町の職員が住所を教えた。\n\n"
        "■ミズホノ運輸\nミズホノ運輸は名簿の紛失を発表した。\n"
    )
    numbers = [found[line] for line in found if line.endswith("。")]
    assert len(set(numbers)) == 3


def test_headings_of_one_incident_stay_one():
    found = segments(
        "漏えいの報告\n\n■トキワ証券\nトキワ証券はミズホノ運輸に名簿を渡した。\n\n"
        "■ミズホノ運輸\nミズホノ運輸はトキワ証券の名簿の紛失を発表した。\n"
    )
    assert set(found.values()) == {0}


def test_sections_of_a_report_are_no_incidents():
    found = segments("お詫び\n\n■概要\n名簿の流出を発表しました。\n\n■経緯\n名簿の紛失が明らかになりました。\n")
    assert set(found.values()) == {0}
