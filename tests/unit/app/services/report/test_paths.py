"""The report of a question: everything its answer says, every quote in full, and no more than its reader may see."""

from __future__ import annotations

import io
import json
import re
from contextlib import closing

import lxml.html
import pdfplumber
import pytest

from app.domain.access import Audience, Marking
from app.domain.errors import BadQuestion, NotFound
from app.export.report.sheet import Facts, Figure, Heading, Listing, Paragraph, Quotation, Table
from app.services.ask import Options, ask_paths
from app.services.exchange import import_exchange
from app.services.graph import Graphs
from app.services.report.dress import ReportForm, dress, form_of
from app.services.report.paths import Asked, path_sheet
from app.services.seen import Sights
from app.store.uri import open_store
from tests.builders import TEXTS, disputed_case

ASKED = Asked("みどり沢通販", "白鳥宝飾")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with closing(open_store(f"sqlite:///{tmp_path_factory.mktemp('report')}/case.db")) as store:
        import_exchange(store, json.dumps(disputed_case()).encode(), "case.json")
        yield store


@pytest.fixture(scope="module")
def graphs(store):
    return Graphs(store)


@pytest.fixture(scope="module")
def sheet(graphs):
    return path_sheet(graphs, ASKED, "ja").sheet


def of(sheet, kind):
    return [block for block in sheet.blocks if isinstance(block, kind)]


def facts(sheet):
    return dict(row for block in of(sheet, Facts) for row in block.rows)


def test_it_says_the_question_and_what_was_looked_at(sheet):
    assert sheet.title == "経路の報告: みどり沢通販 から 白鳥宝飾 へ"
    told = facts(sheet)
    assert told["出発点"] == "みどり沢通販 (shop)"
    assert told["順序"] == "あり得る順序"
    assert told["食い違う記述の扱い"].endswith("(all)")
    assert told["見た文書"].startswith("2 件")
    assert told["記録の時点"] == "最も新しい文書は 2030-09 付け"
    assert told["打ち切り"].startswith("なし")


def test_it_says_what_the_answer_says(graphs, sheet):
    answer = ask_paths(graphs, ASKED.start, ASKED.goal, ASKED.k, Options())
    (path,) = answer["paths"]
    (hops,) = [table for table in of(sheet, Table) if table.caption == "経路 1 の区間"]
    assert [row[1] for row in hops.rows] == [
        "みどり沢通販 → 北浜データ",
        "北浜データ → 元社員",
        "元社員 → 東名簿センター",
        "東名簿センター(推定) → 白鳥宝飾",
    ]
    assert [row[5] for row in hops.rows] == ["確認、適法", "確認", "疑い", "疑い"]
    assert hops.rows[1][3:5] == ("持ち出し、USBメモリ", "約40,000")
    assert len(of(sheet, Figure)) == 1
    said = [item for block in of(sheet, Listing) for item in block.items]
    for doubt in path["why"]["doubts"]:
        assert any(item.startswith(f"区間 {', '.join(map(str, doubt['hops']))}: ") for item in said)
    assert "区間 4: 提供元は文書が述べたものではなく、推定である。" in said


def test_every_quote_is_there_word_for_word_with_its_place(graphs, sheet):
    answer = ask_paths(graphs, ASKED.start, ASKED.goal, ASKED.k, Options())
    pieces = [piece for hop in answer["paths"][0]["hops"] for piece in hop["evidence"]]
    pieces += [piece for fact in answer["beside"] for piece in fact["evidence"]]
    assert len(pieces) >= 5
    quoted = {block.text: block.place for block in of(sheet, Quotation)}
    for piece in pieces:
        assert TEXTS[piece["document"]][piece["start"] : piece["end"]] == piece["quote"]
        assert quoted[piece["quote"]].endswith(f"{piece['start']}–{piece['end']} 文字")
    assert quoted["元社員が白鳥宝飾に直接渡したこと"].startswith("[1] 名簿持ち出しの疑い(見本新聞、2030-07-01)")


def test_how_each_slot_was_filled_is_told(sheet):
    slots = next(table for table in of(sheet, Table) if table.caption.startswith("区間 4 の各欄"))
    rows = {row[0]: row[1:] for row in slots.rows}
    assert rows["提供元"] == ("東名簿センター(推定)", "推定(直前に名の出た保有者)")
    assert rows["価格"] == ("述べられていない", "")
    assert rows["期間"] == ("2030-05-01 〜 2030-05-31", "記録なし")


def test_what_disagrees_stands_side_by_side(sheet):
    (days,) = [table for table in of(sheet, Table) if table.caption.startswith("期間(区間 3")]
    effects = {row[0]: row[1:3] for row in days.rows}
    assert effects["2030-03-10"] == ("文書自身", "成り立つ")
    assert effects["2030-05-20 以降"] == ("県警", "成り立つ")
    assert effects["2030-06-02"] == ("東名簿センター", "成り立たない")
    assert all("「2030年3月10日」" in row[3] for row in days.rows)
    (buyers,) = [table for table in of(sheet, Table) if table.caption.startswith("提供先(区間 3")]
    assert [row[0] for row in buyers.rows] == ["東名簿センター", "白鳥宝飾", "別の業者"]


def test_denied_transfers_stand_beside(sheet):
    headings = [block.text for block in of(sheet, Heading)]
    at = headings.index("経路に入らない提供(否定・予定)")
    assert headings[at + 1] == "元社員 → 白鳥宝飾 — 否定"


def test_no_path_is_an_answer_and_no_proof(graphs):
    made = path_sheet(graphs, Asked("白鳥宝飾", "みどり沢通販"), "ja")
    assert made.paths == 0
    (first, *_) = of(made.sheet, Paragraph)
    assert first.kind == "warning"
    assert "経路が無かったことの証明ではない" in first.text
    assert not of(made.sheet, Figure)


def test_what_was_cut_is_told(graphs):
    made = path_sheet(graphs, Asked(*("みどり沢通販", "白鳥宝飾"), options=Options(max_hops=2)), "ja")
    assert "長さの上限を超える経路は調べていない" in facts(made.sheet)["打ち切り"]
    assert any("打ち切った" in block.text for block in of(made.sheet, Paragraph))


def test_a_day_of_knowledge_is_told(graphs):
    made = path_sheet(graphs, Asked("みどり沢通販", "東名簿センター", options=Options(known_on="2030-08-01")), "ja")
    assert facts(made.sheet)["見た文書"] == "1 件(2030-08-01 までに公開されていたもの)"


@pytest.mark.parametrize("language", ["ja", "en"])
def test_quotes_can_be_found_and_copied_in_both_dresses(graphs, language):
    made = path_sheet(graphs, ASKED, language).sheet
    page = lxml.html.fromstring(dress(made, ReportForm.HTML).decode()).text_content()
    with pdfplumber.open(io.BytesIO(dress(made, ReportForm.PDF))) as document:
        printed = re.sub(
            r"\s|\d+/\d+$", "", "".join(re.sub(r"\n?\d+ / \d+$", "", p.extract_text()) for p in document.pages)
        )
    for block in of(made, Quotation):
        assert block.text in page
        assert re.sub(r"\s", "", block.text) in printed


def test_english_words_around_japanese_quotes(graphs, sheet):
    made = path_sheet(graphs, ASKED, "en").sheet
    assert made.title == "Report of paths: from みどり沢通販 to 白鳥宝飾"
    quotes = [[block.text for block in of(one, Quotation)] for one in (made, sheet)]
    assert quotes[0] == quotes[1]
    own = [block.text for block in of(made, Heading) if not re.search(r"[→[]", block.text)]
    assert all(text.isascii() for text in own), own


def test_equal_questions_give_equal_files(graphs, store):
    for form in ReportForm:
        again = path_sheet(Graphs(store), ASKED, "ja").sheet
        assert dress(again, form) == dress(path_sheet(graphs, ASKED, "ja").sheet, form)


def test_what_a_reader_may_not_see_is_in_no_report(store):
    names = {one.name: one.id for one in store.documents()}
    store.mark(names["midorisawa-news"], Marking.GREEN)
    store.mark(names["midorisawa-report"], Marking.RED)
    try:
        sights = Sights(Graphs(store), Marking.RED, lambda: b"secret of this test")
        made = path_sheet(sights.of(Audience(Marking.GREEN)), ASKED, "ja").sheet
        assert made.marking == "TLP:GREEN"
        said = dress(made, ReportForm.HTML).decode()
        assert "3万8千人分" not in said
        assert "midorisawa-report" not in said
        assert facts(made)["見た文書"].startswith("1 件")
        assert path_sheet(Graphs(store), ASKED, "ja").sheet.marking == "TLP:RED"
        with pytest.raises(NotFound):
            path_sheet(sights.of(Audience(Marking.CLEAR)), ASKED, "ja")
    finally:
        for key in names.values():
            store.mark(key, None)


def test_unknown_forms_and_counts_are_refused(graphs):
    with pytest.raises(BadQuestion, match="must be one of html, pdf"):
        form_of("docx")
    with pytest.raises(BadQuestion, match="from 1 to 50"):
        path_sheet(graphs, Asked("みどり沢通販", "白鳥宝飾", 51), "ja")
