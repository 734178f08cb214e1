"""A document with more to parse than the limit is read up to there, and says so."""

from app.domain.diagnostic import Severity
from app.domain.document import Metadata
from loaders.claims import transfers
from loaders.pipeline import read

STORY = "2031年4月{day}日、あさひ商事の元社員が会員の名簿をUSBメモリで名簿業者に売った。\n\n"


def test_what_is_not_parsed_is_told(monkeypatch) -> None:
    monkeypatch.setattr(transfers, "MOST_PARSED", 120)
    text = "".join(STORY.format(day=day) for day in range(1, 9))
    reading = read(text.encode(), "long.txt", Metadata())
    (cut,) = [d for d in reading.diagnostics if d.code == "document.cut"]
    assert cut.severity is Severity.ERROR
    assert cut.start is not None
    assert text[cut.start :].startswith("2031年4月")
    told = [q for c in reading.claims if c.kind == "transfer" for q in c.quotes]
    assert told
    assert max(q.end for q in told) <= cut.start


def test_a_short_document_is_not_cut() -> None:
    reading = read(STORY.format(day=1).encode(), "short.txt", Metadata())
    assert [d.code for d in reading.diagnostics if d.code == "document.cut"] == []
