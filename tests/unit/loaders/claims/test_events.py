"""Events of invented documents: type, days, actors, and what is no event."""

import pytest

from app.domain.document import Metadata
from loaders.claims.drafts import EventDraft
from loaders.claims.events import find_events
from loaders.mentions.analysis import Analysis, analyse
from loaders.passages import split
from loaders.readers.document import read_document


def analysis_of(text: str, published: str | None = "2031-06-01") -> Analysis:
    document, blocks, _ = read_document(text.encode(), "a.txt", Metadata(published_at=published))
    return analyse(document, blocks, split(document, blocks))


def events_of(text: str) -> list[EventDraft]:
    return list(find_events(analysis_of(text))[0])


def days(event: EventDraft) -> tuple[str | None, str | None]:
    return event.window.to_iso()


def test_told_twice_is_one_event_with_two_quotes() -> None:
    (event,) = events_of("山梨県警は2031年5月4日、元店員の男を窃盗の疑いで逮捕した。逮捕された男は無職だった。")
    assert event.type == "arrest"
    assert days(event) == ("2031-05-04", "2031-05-04")
    assert [q.exact for q in event.quotes][1:] == ["逮捕された"]


def test_police_and_suspect_take_part() -> None:
    analysis = analysis_of("山梨県警は2031年5月4日、元店員を窃盗の疑いで逮捕した。")
    (event,) = find_events(analysis)[0]
    assert {analysis.actors[n].label for n in event.actors} == {"山梨県警", "元店員"}


def test_list_item_date_scopes_its_later_sentences() -> None:
    found = events_of(
        "経緯は次の通り。\n- 5月4日: 外部から通報を受けた。直ちに社内調査を開始した。\n- 5月6日: 県警に相談した。\n"
    )
    assert {(e.type, days(e)[0]) for e in found} == {
        ("tip_off", "2031-05-04"),
        ("internal_investigation", "2031-05-04"),
        ("report_to_police", "2031-05-06"),
    }


def test_rows_of_a_timeline_are_events() -> None:
    found = events_of(
        "日時 | 出来事\n---|---\n2030年4月 | 山梨県警が元店員を逮捕。\n2030年5月 | 甲府地検が元店員を起訴。\n"
    )
    assert [(e.type, *days(e)) for e in found] == [
        ("arrest", "2030-04-01", "2030-04-30"),
        ("indictment", "2030-05-01", "2030-05-31"),
    ]


def test_rows_of_other_tables_are_none() -> None:
    text = "自治体 | 件数 | 流出の有無 | 発覚の経緯\n---|---|---|---\n甲府市 | 20件 | 流出なし | 5月2日に判明\n韮崎市 | 30件 | 流出なし | 5月3日に判明\n"
    assert events_of(text) == []


def test_what_is_announced_happened_by_then() -> None:
    by_type = {e.type: e for e in events_of("山梨県警は2031年5月4日、元店員を逮捕したと発表した。")}
    assert days(by_type["disclosure"]) == ("2031-05-04", "2031-05-04")
    assert days(by_type["arrest"]) == (None, "2031-05-04")


def test_date_inside_what_is_told_is_not_that_of_the_telling() -> None:
    found = events_of("あおば商事は5月10日、2029年3月に辞めた元店員が名簿を売ったと発表した。")
    assert [days(e) for e in found if e.type == "disclosure"] == [("2031-05-10", "2031-05-10")]


@pytest.mark.parametrize(
    "text",
    [
        "山梨県警は近く元店員を書類送検する方針だ。",
        "あおば商事は「名簿流出のお詫びと発表」を読んだ。",
        "更新履歴\n\n出典: 山梨新聞、2031年5月4日に発表した記事",
        "元店員は逮捕されていない。",
    ],
)
def test_planned_titled_listed_or_negated_is_no_event(text: str) -> None:
    assert events_of(text) == []


@pytest.mark.parametrize(
    "text",
    ["逮捕年月日: 令和6年5月3日", "逮捕日 令和6年5月3日", "報道資料\n\n2 逮捕年月日\n\n令和6年5月3日\n\n3 概要"],
)
def test_a_label_before_a_date_is_an_event(text: str) -> None:
    (event,) = events_of(text)
    assert (event.type, *days(event)) == ("arrest", "2024-05-03", "2024-05-03")
    assert "令和6年5月3日" in event.quotes[-1].exact


@pytest.mark.parametrize("text", ["逮捕年月日: 未定", "2 逮捕年月日\n\n県警に取材中\n"])
def test_a_label_without_a_date_is_none(text: str) -> None:
    assert events_of(text) == []


def test_date_inside_the_words_that_tell() -> None:
    (event,) = events_of("元店員の初公判が2031年5月3日、甲府地裁であった。")
    assert (event.type, *days(event)) == ("trial", "2031-05-03", "2031-05-03")


def test_deadline_is_the_named_day() -> None:
    (event,) = [e for e in events_of("報告期限は2031年7月29日とされた。") if e.type == "deadline"]
    assert days(event) == ("2031-07-29", "2031-07-29")


def test_undated_measure_is_remarked_not_taken() -> None:
    found, remarks = find_events(analysis_of("店は監視カメラを導入した。"))
    assert found == ()
    assert [r.code for r in remarks] == ["event.undated"]


def test_english_dates_may_stand_behind() -> None:
    found = events_of("The clerk of Aoba Trading was arrested in May 2030.")
    assert [(e.type, *days(e)) for e in found] == [("arrest", "2030-05-01", "2030-05-31")]


def test_quotes_are_verbatim() -> None:
    analysis = analysis_of("山梨県警は２０３１年５月４日、元店員を窃盗の\n疑いで逮捕した。")
    text = analysis.document.text or ""
    quotes = [q for e in find_events(analysis)[0] for q in e.quotes]
    assert quotes
    assert all(text[q.start : q.end] == q.exact for q in quotes)


def test_two_who_are_dealt_with_apart_are_two_events() -> None:
    text = "県警は2031年5月4日、元店員を書類送検した。県警は社長も書類送検した。"
    assert [e.type for e in events_of(text)] == ["referral_to_prosecutors"] * 2
    again = "県警は2031年5月4日、元店員を書類送検した。県警は元店員を窃盗の疑いで書類送検した。"
    assert len(events_of(again)) == 1


@pytest.mark.parametrize("row", ["5月4日 元店員が起訴される。", "5月4日: 地検が元店員を起訴する"])
def test_a_chronicle_tells_in_the_present(row: str) -> None:
    assert [(e.type, days(e)[0]) for e in events_of(f"経緯\n{row}\n")] == [("indictment", "2031-05-04")]


def test_elsewhere_the_present_is_no_event() -> None:
    assert events_of("地検は近く元店員を起訴する。") == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5月25日、医師が、4月初旬に無断で持ち出したままにしていたと申し出た。", "2031-05-25"),
        ("5月3日から7日にかけて、データを外へ送っていたことが判明した。", None),
        ("5月20日に報告書を受領しましたので、判明した事実を知らせる。", None),
    ],
)
def test_a_date_of_what_is_told_is_not_that_of_the_telling(text: str, day: str | None) -> None:
    assert {days(e)[0] for e in events_of(text) if e.type in {"contact", "discovery"}} <= {day}


@pytest.mark.parametrize(
    "text",
    [
        "県警は近く男を逮捕する方針。",
        "当社は今後、対象者に通知する予定です。",
        "個人情報保護委員会に報告することを検討している。",
        "逮捕された場合は懲戒解雇とする。",
        "不正なアクセスを検知する仕組みを導入する。",
        "警察官を名乗る男から電話がかかってくる手口に注意。",
        "税務署に開業を届け出た。",
        "攻撃者のサイトに名簿の一部が掲載された。",
    ],
)
def test_nothing_of_this_has_happened_around_the_data(text: str) -> None:
    assert events_of(text) == []
