"""An explanation as `app.services.rules_explain` makes it → lines for people, with headings in their language.

T1 提供  「元社員は名簿を知人に渡した」 1行 0-14  規則 hand_over (渡した)
    提供元: 元社員  明示 「元社員」 1行 0-3
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from app.cli.text import Part, amount, span

__all__ = ["LANGUAGES", "explanation_lines"]

LANGUAGES = ("ja", "en")
_INDENT = "    "

_JAPANESE: Mapping[str, str] = {
    "rows": "読み取ったこと",
    "passed_over": "見送ったもの",
    "remarks": "注意",
    "none": "なし",
    "line": "{line}行",
    "rule": "規則",
    "others": "ほかの記述では",
    "no_words": "語は特定できない",
    "no_date": "日付なし",
    "transfer": "提供",
    "event": "出来事",
    "affected": "影響を受けた組織",
    "provider": "提供元",
    "recipient": "提供先",
    "dataset": "データ",
    "action": "行為",
    "medium": "媒体",
    "window": "期間",
    "record_count": "件数",
    "price": "価格",
    "status": "確かさ",
    "lawful": "適法",
    "after": "直前の提供",
    "part_of": "全体",
    "type": "種類",
    "actor": "関係者",
    "organization": "組織",
    "field": "項目",
    "entrusted": "委託期間",
    "stated": "明示",
    "clause": "同じ文の別の節",
    "discourse": "文脈",
    "role": "役割から",
    "implied": "推定",
    "imported": "取り込み",
    "apparatus": "脚注・更新履歴・出典は読まない",
    "staged": "訓練・架空の話の中である",
    "not_told": "起きたこととして述べられていない",
    "idiom": "慣用句",
    "no_data": "データが示されていない",
    "no_medium": "媒体が示されていない",
    "retold": "別の箇所で述べられることを指すだけ",
    "no_ends": "提供元も提供先も分からない",
    "echo": "持ち出した者が別に述べられている",
}
_ENGLISH: Mapping[str, str] = {
    **{word: word.replace("_", " ") for word in _JAPANESE},
    "rows": "what was read",
    "line": "line {line}",
    "others": "other tellings say",
    "no_words": "on no words that can be named",
    "no_date": "no date",
    "record_count": "count",
    "clause": "another clause of the sentence",
    "role": "from a role",
    "apparatus": "footnotes, update histories and sources are not read",
    "staged": "inside a drill or fiction",
    "not_told": "not told as something that happened",
    "idiom": "an idiom",
    "no_data": "no data is named",
    "no_medium": "no medium is named",
    "retold": "only names what is told elsewhere",
    "no_ends": "neither who gave nor who got can be told",
    "echo": "who took the data is told elsewhere",
}
_WORDS = {"ja": _JAPANESE, "en": _ENGLISH}


def explanation_lines(document: Part, language: str | None) -> Iterator[str]:
    """One document; `language` is that of the headings, by default the document's, else English."""
    words = _WORDS.get(language or document["language"], _ENGLISH)
    yield document["document"] + (f"  {document['title']}" if document["title"] else "")
    yield from _section(words, "rows", [line for row in document["rows"] for line in _row(words, row)])
    yield from _section(words, "passed_over", [_passed(words, one) for one in document["passed_over"]])
    yield from _section(words, "remarks", [_remark(words, one) for one in document["remarks"]])


def _section(words: Mapping[str, str], name: str, lines: Sequence[str]) -> Iterator[str]:
    yield ""
    yield f"{words[name]}:" if lines else f"{words[name]}: {words['none']}"
    yield from lines


def _row(words: Mapping[str, str], row: Part) -> Iterator[str]:
    for telling in row["tellings"]:
        yield f"{row['row']} {words[row['kind']]}  {_quote(words, telling)}{_fired(words, telling)}"
    for slot in row["slots"]:
        rests = words["no_words"] if slot["words"] is None else _quote(words, slot["words"])
        others = f"  ({words['others']}: {', '.join(slot['others'])})" if slot["others"] else ""
        yield f"{_INDENT}{words[slot['slot']]}: {_value(words, slot)}  {words[slot['how']]} {rests}{others}"


def _value(words: Mapping[str, str], slot: Part) -> str:
    value = slot["value"]
    if slot["slot"] in {"window", "entrusted"}:
        return span(value) if value["earliest"] or value["latest"] else words["no_date"]
    if slot["slot"] in {"record_count", "price"}:
        return amount(value)
    return str(value)


def _passed(words: Mapping[str, str], one: Part) -> str:
    return f"{_quote(words, one)}  {words[one['why']]}{_fired(words, one)}"


def _remark(words: Mapping[str, str], remark: Part) -> str:
    place = "" if remark["line"] is None else f"  {_place(words, remark)}"
    return f"{remark['severity']}  {remark['code']}: {remark['message']}{place}"


def _quote(words: Mapping[str, str], quote: Part) -> str:
    return f"「{quote['quote']}」 {_place(words, quote)}"


def _place(words: Mapping[str, str], quote: Part) -> str:
    return f"{words['line'].format(line=quote['line'])} {quote['start']}-{quote['end']}"


def _fired(words: Mapping[str, str], telling: Part) -> str:
    if telling["rule"] is None:
        return ""
    on = "" if telling["rule_words"] == telling["quote"] else f" ({telling['rule_words']})"
    return f"  {words['rule']} {telling['rule']}{on}"
