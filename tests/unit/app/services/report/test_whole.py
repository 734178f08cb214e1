"""The report of a whole graph: every incident with all that is told of it, each word of it once at least."""

from __future__ import annotations

import pytest

from app.domain.access import Marking
from app.domain.errors import BadQuestion
from app.export.report.sheet import Figure, Heading, Paragraph, Quotation, Table
from app.services.report import whole
from app.services.report.whole import whole_sheet
from tests.unit.app.export.cases import NEWS, contents_from, full_case


@pytest.fixture(scope="module")
def contents():
    return contents_from(full_case(), {NEWS: Marking.AMBER})


@pytest.fixture(scope="module")
def sheet(contents):
    return whole_sheet(contents, "ja")


def of(sheet, kind):
    return [block for block in sheet.blocks if isinstance(block, kind)]


def test_every_transfer_stands_there_with_its_words(contents, sheet):
    ids = [row[1] for table in of(sheet, Table) for row in table.rows if row[0] == "識別子"]
    assert sorted(ids) == sorted(contents.graph.transfers)
    quoted = {block.text for block in of(sheet, Quotation)}
    assert {quote.exact for one in contents.graph.transfers.values() for quote in one.evidence} <= quoted


def test_every_actor_event_and_disagreement_stands_there(contents, sheet):
    tables = {table.caption: table for table in of(sheet, Table)}
    assert sorted(row[-1] for row in tables["関係者"].rows) == sorted(contents.graph.actors)
    assert {row[1] for table in of(sheet, Table) if table.caption == "出来事" for row in table.rows} == {"押収", "公表"}
    assert {row[3] for row in tables["影響を受けた組織"].rows} == {"漏えい", "該当なしとされる", "漏えいの可能性"}
    assert {one.about for one in contents.graph.conflicts} <= tables.keys()


def test_what_belongs_to_no_incident_has_a_part_of_its_own(sheet):
    assert [block.text for block in of(sheet, Heading) if block.level == 1][2:4] == [
        "事案: みどり沢通販 会員名簿の流出",
        "どの事案とも述べられていないもの",
    ]


def test_chains_are_drawn_from_beginning_to_end(sheet):
    captions = [figure.caption for figure in of(sheet, Figure)]
    assert any(caption.startswith("みどり沢通販 から 白鳥宝飾: ") for caption in captions)


def test_a_chain_that_comes_back_is_drawn_all_the_same():
    told = full_case()
    told["transfers"].append({**told["transfers"][3], "id": "back", "provider": "dealer", "recipient": "shop"})
    captions = [figure.caption for figure in of(whole_sheet(contents_from(told), "ja"), Figure)]
    assert any(caption.startswith("みどり沢通販 から 白鳥宝飾: ") for caption in captions)


def test_a_part_of_a_chain_is_not_drawn_again(sheet):
    captions = [figure.caption for figure in of(sheet, Figure)]
    assert not any(caption.startswith("みどり沢通販 から 東名簿センター") for caption in captions)


def test_how_many_are_drawn_is_bounded_and_told(monkeypatch):
    monkeypatch.setattr(whole, "MOST_CHAINS", 1)
    told = full_case()
    told["transfers"] += [
        {**told["transfers"][0], "id": f"x{n}", "provider": "either", "recipient": "police"} for n in range(2)
    ]
    sheet = whole_sheet(contents_from(told), "ja")
    assert len(of(sheet, Figure)) == 1
    assert any("これより多くの経路があり得る" in block.text for block in of(sheet, Paragraph))


def test_a_pdf_has_a_limit_and_says_so(contents, monkeypatch):
    monkeypatch.setattr(whole, "MOST_IN_PDF", 8)
    with pytest.raises(BadQuestion, match="at most 8 transfers, and there are 9"):
        next(whole.write_whole_pdf(contents))


def test_the_marking_names_documents_without_one(sheet):
    assert sheet.marking == "TLP:AMBER(取り扱いの指定が無い文書も引用)"


def test_every_sentence_is_in_the_language_asked_for(contents):
    made = whole_sheet(contents, "en")
    titles = [block.text for block in of(made, Heading) if "→" not in block.text and "[" not in block.text]
    assert {"Overview", "How to read this report", "Where the documents disagree", "Sources"} <= set(titles)
    assert all(cell.isascii() for table in of(made, Table) for cell in table.header)
