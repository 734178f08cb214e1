"""What a trace tells: the rows of the claims, the rule and the words of each, and why other words gave nothing."""

from collections import Counter
from pathlib import Path

import pytest

from app.domain.document import Metadata
from app.domain.vocabulary import ThingKind
from loaders.claims.drafts import Why
from loaders.pipeline import read
from loaders.readers.document import read_sidecar
from loaders.trace import Filling, Row, Trace, line_of, trace

SAMPLES = sorted((Path(__file__).parents[3] / "loaders" / "samples").glob("*.txt"))
KINDS = {ThingKind.TRANSFER, ThingKind.EVENT}
ENDS = {"provider", "recipient", "actor"}
PLAIN = {"action", "status", "medium", "lawful", "type"}
"""Slots whose value is the same in a trace and in a claim."""


def traced(text: str) -> Trace:
    return trace(text.encode(), "a.txt", Metadata(published_at="2031-06-01"))


def only(told: Trace, kind: ThingKind) -> Row:
    (row,) = (row for row in told.rows if row.kind is kind)
    return row


def slots(row: Row) -> dict[str, Filling]:
    return {filling.slot: filling for filling in row.slots}


def why(text: str) -> list[tuple[Why, str | None, str]]:
    return [(p.why, p.fired.entry if p.fired else None, p.quote.exact) for p in traced(text).passed_over]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_trace_tells_what_the_claims_say(path: Path) -> None:
    sidecar = path.with_name(f"{path.stem}.meta.json")
    metadata = read_sidecar(sidecar) if sidecar.exists() else Metadata()
    reading, told = read(path.read_bytes(), path.name, metadata), trace(path.read_bytes(), path.name, metadata)
    labels = {c.subject: c.value for c in reversed(reading.claims) if c.property == "label"}
    things = {c.subject: c.kind for c in reading.claims if c.kind in KINDS}
    assert Counter(row.kind for row in told.rows if row.kind in KINDS) == Counter(things.values())
    claimed = {
        (c.kind, c.property, labels.get(c.value, c.value) if c.property in ENDS else c.value, c.how)
        for c in reading.claims
        if c.kind in KINDS and c.property in PLAIN | ENDS
    }
    shown = {(r.kind, f.slot, f.value, f.how) for r in told.rows for f in r.slots if f.slot in PLAIN | ENDS}
    assert {one for one in shown if one[0] in KINDS} == claimed
    assert told.diagnostics == reading.diagnostics


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_rows_stand_under_a_rule_and_words_are_verbatim(path: Path) -> None:
    told = trace(path.read_bytes(), path.name, Metadata())
    text = told.document.text or ""
    tellings = [telling for row in told.rows for telling in row.tellings]
    assert [t.quote.exact for t in tellings if t.fired is None] == []
    words = [f.words for row in told.rows for f in row.slots if f.words]
    assert all(text[q.start : q.end] == q.exact for q in [*words, *(t.quote for t in tellings)])


def test_a_slot_from_the_discourse_names_where_its_value_was_told() -> None:
    told = traced("元社員の男は会員の名簿を持ち出した。\nその後、名簿業者に売却した。\n")
    row = next(row for row in told.rows if row.tellings[0].fired and row.tellings[0].fired.entry == "sell")
    provider, recipient = slots(row)["provider"], slots(row)["recipient"]
    assert (provider.how.value, provider.words and provider.words.exact) == ("discourse", "元社員の男")
    assert provider.words is not None
    assert line_of(told.document.text or "", provider.words.start) == 1
    assert (recipient.how.value, recipient.words and recipient.words.exact) == ("stated", "名簿業者")


def test_words_of_count_price_medium_and_day() -> None:
    text = "2030年4月3日、元社員の男は約3万件の名簿をUSBメモリで名簿業者に20万円で売却した。"
    found = slots(only(traced(text), ThingKind.TRANSFER))
    words = {name: f.words.exact for name, f in found.items() if f.words}
    assert words["record_count"] == "約3万件"
    assert words["price"] == "20万円"
    assert words["medium"] == "USBメモリ"
    assert words["window"] == "2030年4月3日"
    assert words["action"] == "売却した"


def test_affected_rows_say_where_they_were_read_and_which_words_gave_the_status() -> None:
    told = traced(
        "自治体 | 件数 | 対象の情報 | 流出の有無\n---|---|---|---\n甲府市 | 約3万件 | 氏名、住所 | 流出なし\n"
    )
    row = only(told, ThingKind.AFFECTED)
    assert [t.fired.entry for t in row.tellings if t.fired] == ["table"]
    assert slots(row)["status"].words is not None
    assert [(f.value, f.words.exact) for f in row.slots if f.slot == "field" and f.words] == [
        ("name", "氏名"),
        ("address", "住所"),
    ]
    assert slots(row)["status"].words.exact == "流出なし"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("元社員の男は名簿を知人に渡す予定だった。", (Why.NOT_TOLD, "hand_over", "渡す予定だった")),
        ("店は客に見舞金を渡した。", (Why.NO_DATA, "hand_over", "渡した")),
        ("元社員の男は会員の名簿を保存した。", (Why.NO_MEDIUM, "store", "保存した")),
        ("職員は3回に渡り名簿の数を数えた。", (Why.IDIOM, "reach", "渡り")),
        ("流出した情報は氏名だった。", (Why.RETOLD, "leak", "流出した")),
        ("会員の名簿を買い取った。", (Why.NO_ENDS, "buy", "買い取った")),
    ],
)
def test_words_that_gave_nothing_are_told_with_the_reason(text: str, expected: tuple[Why, str, str]) -> None:
    assert [(w, entry) for w, entry, _ in why(text)] == [expected[:2]]
    assert why(text)[0][2].startswith(expected[2][:2])


def test_lines_of_an_apparatus_are_told_as_not_read() -> None:
    text = "# お知らせ\n\n会員の名簿について。\n\n# 更新履歴\n\n名簿が業者に渡ったことを追記。\n"
    (passed,) = trace(text.encode(), "a.md", Metadata()).passed_over
    assert (passed.why, passed.fired, passed.quote.exact) == (Why.APPARATUS, None, "名簿が業者に渡ったことを追記。")


def test_a_telling_that_is_in_no_transfer_is_an_echo() -> None:
    text = "元社員の男が株式会社あおば商事から名簿を持ち出した。委託先から名簿が流出した事故もあった。"
    assert why(text) == [(Why.ECHO, "leak", "委託先から名簿が流出した事故")]


def test_other_ends_of_further_tellings_are_named() -> None:
    text = "2030年4月、元社員の男があおば商事の名簿を持ち出した。\n2030年4月、元社員Aがあおば商事の名簿を持ち出した。\n"
    found = [f for row in traced(text).rows for f in row.slots if f.others]
    assert all(f.value not in f.others for f in found)


def test_a_text_without_facts_has_an_empty_trace() -> None:
    told = traced("今日は天気がよい。")
    assert (told.rows, told.passed_over) == ((), ())
