"""`events.yaml` as typed rules, and the triggers of one line: which words tell that something happened.

「県警は4日に男を逮捕した」 has one trigger, `arrest` at 逮捕した. 「逮捕する方針」, 「逮捕状」 and 「逮捕されて
いない」 have none: what is planned, negated or only named did not happen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from pydantic import TypeAdapter

from loaders.lexicons import read_lexicon

__all__ = ["EventRule", "Trigger", "event_rules", "find_triggers"]

_DONE = (
    r"(?:を|が|も|は|に)?(?:"
    r"(?:いた|致)?し(?:た(?!い|ら|場合)|て(?!い(?:ない|ません))|、|ました?|$)"
    r"|さ(?:れ(?:た(?!場合)|、|て(?!い(?:ない|ません)|お(?:らず|りません))|ました?|$)|せ(?:た|て))"
    r"|(?:行|おこな)(?:っ(?:た|て)|い(?:、|ました?|$)|われ(?:た|て|、|ました?)|なわれ|なった|なって)"
    r"|(?:実施|開始|完了)(?:し|さ|いたし|(?=。|$|、))|受け(?:た|て|、|まし|$)|開(?:い(?:た|て)|き|か)|決(?:めた|定し)|と(?:した|し、|なった|なり)"
    r"|する(?:とともに|と共に|一方)"
    r"|始め(?:た|て|、)"
    r"|でき(?:た|、|て(?!い(?:ない|ません)))"
    r")"
)
_BULLET = r"^[\s\-*・●○■◆【\[(]*(?:\(?[\d一二三四五六七八九十]{1,2}[.．)、\s]\s*)?"
_SEPARATOR = r"[】\])]*(?:\s*[::|]\s*|\s+|$)"
_BARE = r"(?=。|$|、|」|\s|\||\(|\)|\[|\*)"
_PRESENT = r"(?:を)?(?:さ(?:れる|せる)|する|行う|受ける|開く|始める)(?=。|$)"
_ROW = re.compile(
    r"[\s\-*・●○■◆【\[(]*(?:(?:\d{4}|平成|令和|昭和|同|翌)[^\s、。]{0,12}|\d{1,2}[月/][^\s、。]{0,8})[\])】]?(?:\s*[:|]|\s)"
)
_UNREAL_AFTER = re.compile(
    r"(?:い(?:(?:る|た)べき|ない|ません|なかった)|お(?:らず|りません|らない)|な(?:い|かった)(?!か)|"
    r"(?:する|した)?(?:予定|方針|見通し|見込み|意向|かどうか|可能性|恐れ|おそれ|疑い|とすれば|場合|こと(?:は|が)(?:な|あり))|たい)"
)


_BRACKETS = re.compile(r"「[^「」]*(?:「[^「」]*」[^「」]*)*」|『[^『』]*』")
_SPEECH = re.compile(r"\s*と(?:、)?[^。「」]{0,12}(?:述べ|話し|語|コメント|説明|明かし|答え|発言|謝罪)")


@dataclass(frozen=True)
class EventRule:
    """One type of event with the words that tell of it; the keys are explained at the head of `events.yaml`."""

    type: str
    nouns: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()
    undated: bool | Literal["firm", "strict"] = "firm"
    tells: bool = False
    subject: bool = False
    issuing: bool = False
    labels: tuple[str, ...] = ()

    @cached_property
    def found(self) -> re.Pattern[str]:
        """Everything that tells of the type."""
        nouns = "|".join(sorted(map(re.escape, self.nouns), key=len, reverse=True))
        of_nouns = [rf"(?:{nouns})(?:{_DONE}|{_BARE})"] if nouns else []
        return re.compile("|".join([*of_nouns, *(f"(?:{p})" for p in self.patterns)]))

    @cached_property
    def told_as_present(self) -> re.Pattern[str] | None:
        """Its nouns as a chronicle tells them: 「10月2日 男が起訴される。」."""
        nouns = "|".join(sorted(map(re.escape, self.nouns), key=len, reverse=True))
        return re.compile(rf"(?:{nouns}){_PRESENT}") if nouns else None

    @cached_property
    def labelled(self) -> re.Pattern[str] | None:
        """A label in front of a date, or alone in its line: 「逮捕年月日: 」."""
        labels = "|".join(sorted(map(re.escape, self.labels), key=len, reverse=True))
        return re.compile(rf"{_BULLET}({labels}){_SEPARATOR}") if labels else None

    @cached_property
    def stopped(self) -> re.Pattern[str] | None:
        """Words that look like the type and are not."""
        return re.compile("|".join(f"(?:{b})" for b in self.blocked)) if self.blocked else None


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words `[start, end)` of a line that tell of an event of the rule's type."""

    rule: EventRule
    start: int
    end: int
    is_label: bool = False


@lru_cache(maxsize=1)
def event_rules() -> tuple[EventRule, ...]:
    """The rules of `events.yaml`, in its order; the first of two that share a place wins."""
    return TypeAdapter(tuple[EventRule, ...]).validate_python(read_lexicon("loaders.claims", "events.yaml"))


@lru_cache(maxsize=1_024)  # asked of each line for its events, its owner and its rows
def find_triggers(text: str) -> tuple[Trigger, ...]:
    """Triggers of one normalised line, by place. Of two that overlap the one whose rule comes first is kept.

    >>> [t.rule.type for t in find_triggers("県警は4日に男を逮捕し、店は5日に公表した。")]
    ['arrest', 'disclosure']
    """
    kept: list[Trigger] = []
    quoted = _titles(text)
    for rule in event_rules():
        for trigger in _of_rule(rule, text):
            if any(a < trigger.start and trigger.end <= b for a, b in quoted):
                continue
            if all(trigger.end <= k.start or k.end <= trigger.start for k in kept):
                kept.append(trigger)
    return tuple(sorted(kept, key=lambda t: t.start))


def _titles(text: str) -> list[tuple[int, int]]:
    """Bracketed titles and wordings; what somebody says (「…」と述べた) is told and not among them."""
    spans = [m.span() for m in _BRACKETS.finditer(text)]
    return [(a, b) for a, b in spans if not _SPEECH.match(text, b)]


def _of_rule(rule: EventRule, text: str) -> list[Trigger]:
    stopped = [m.span() for m in rule.stopped.finditer(text)] if rule.stopped else []
    label = rule.labelled.match(text) if rule.labelled else None
    if label:
        return [Trigger(rule, label.start(1), label.end(), is_label=True)]
    present = rule.told_as_present.finditer(text) if rule.told_as_present and _ROW.match(text) else ()
    return [
        Trigger(rule, m.start(), m.end())
        for m in (*rule.found.finditer(text), *present)
        if m.end() > m.start()
        and not any(a < m.end() and m.start() < b for a, b in stopped)
        and not _UNREAL_AFTER.match(text, m.end())
    ]
