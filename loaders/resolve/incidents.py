"""Incidents across documents: one organization concerned, fitting times, and something more that only one leak has.

Example: two articles say that あさひ商店 disclosed a leak on 10 May, and that 32,759 records are concerned: joined; so
are two that tell of a sale of its list on one day, and of an arrest on one day. Two articles about あさひ商店 with
other dates and figures are two incidents: an organization can be hit twice.

The more that is shared the higher the score; each kind of evidence counts once. Below `_THRESHOLD` nothing is joined.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations

from app.domain.amount import agree, is_telling
from app.domain.graph import Count
from app.domain.vocabulary import Action, ActorKind, Role, ThingKind
from app.domain.window import OPEN, Window
from loaders.resolve.clusters import Link
from loaders.resolve.names import is_generic, normal
from loaders.resolve.scope import Scope, by_incident, counts_of, incidents_of, label, refs, window
from loaders.resolve.things import Thing, texts, values

__all__ = ["Profile", "compare", "incident_links", "profiles_of"]

_THRESHOLD = 0.5
_TELLING_COUNT, _ROW, _COUNT, _DAY, _DAYS, _WORD, _OTHER_ORGANIZATION = 0.5, 0.3, 0.2, 0.4, 0.8, 0.3, 0.2
_NEAR_COUNT, _CONTRADICTING_COUNTS = 0.1, -0.2
_IN_DISPUTE = 1.5  # times: about the size of one leak people differ by no more
_APART = timedelta(days=400)
_WAYS: Mapping[str, str] = {Action.RESALE: Action.SALE, Action.COPY: Action.EXFILTRATION}
_CONCERNED = frozenset(
    {
        *(Role.DATA_CONTROLLER, Role.CLIENT, Role.DATA_PROCESSOR, Role.SUBCONTRACTOR),
        *(Role.LIST_BROKER, Role.RESELLER_BUYER, Role.UNKNOWN_RECIPIENT, Role.INTERMEDIARY),
    }
)
_WORDS = re.compile(r"[A-Za-z][A-Za-z0-9!&.-]{2,}|[ァ-ヴー]{4,}")
_COMMON_WORDS = frozenset(
    {
        "サイバー",
        "ランサムウェア",
        "システム",
        "クラウド",
        "アクセス",
        "データ",
        "ファイル",
        "サービス",
        "メモリ",
        "マルウェア",
    }
)


@dataclass(frozen=True, slots=True)
class Profile:
    """What one document says of one incident."""

    thing: Thing
    concerned: frozenset[str]
    days: frozenset[tuple[str, Window]]
    passed: frozenset[tuple[str, Window]]
    span: Window
    counts: tuple[Count, ...]
    rows: frozenset[tuple[str, Count]]
    words: frozenset[str]

    @property
    def document(self) -> str:
        """The document that tells of it; of several (an exchange file's) the least."""
        return min(self.thing.documents)


def incident_links(scope: Scope) -> list[Link]:
    """Links between the incidents of different documents; an incident has one partner at most in each document."""
    profiles = profiles_of(scope)
    found = {pair: link for pair in _pairs(profiles) if (link := compare(profiles[pair[0]], profiles[pair[1]]))}
    best: dict[tuple[str, str], float] = {}
    for link in found.values():
        for here, there in ((link.left, link.right), (link.right, link.left)):
            key = (here, profiles[there].document)
            best[key] = max(best.get(key, 0.0), link.score)
    return [
        link
        for link in found.values()
        if best[link.left, profiles[link.right].document] == link.score
        and best[link.right, profiles[link.left].document] == link.score
    ]


def _pairs(profiles: Mapping[str, Profile]) -> list[tuple[str, str]]:
    """Pairs of incidents that share an organization concerned."""
    blocks: dict[str, list[str]] = {}
    for key, profile in sorted(profiles.items()):
        for organization in profile.concerned:
            blocks.setdefault(organization, []).append(key)
    return sorted({pair for block in blocks.values() for pair in combinations(block, 2)})


def compare(a: Profile, b: Profile) -> Link | None:
    """A link if the two are of different documents and the evidence suffices."""
    if a.thing.documents & b.thing.documents or not _near(a.span, b.span):
        return None
    reasons = [*_count_reasons(a, b), *_other_reasons(a, b)]
    score = round(sum(weight for weight, _ in reasons), 2)
    if score < _THRESHOLD:
        return None
    reason = "; ".join(["same organization", *(text for _, text in reasons)])
    return Link.of(a.thing.id, b.thing.id, min(score, 1.0), reason, (label(a.thing), label(b.thing)))


def _count_reasons(a: Profile, b: Profile) -> list[tuple[float, str]]:
    shared = {x.value for x in a.counts} & {y.value for y in b.counts}
    telling = sorted(value for value in shared if is_telling(value))
    if telling:
        return [(_TELLING_COUNT, f"same count {telling[-1]:,}")]
    rows = sorted(x.value for who, x in a.rows for other, y in b.rows if who == other and _is_rounding(x, y))
    if rows:
        return [(_ROW, f"the counts of one organization agree ({rows[-1]:,})")]
    if shared:
        return [(_COUNT, f"same round count {max(shared):,}")]
    comparable = [(x, y) for x in a.counts for y in b.counts if x.unit is y.unit]
    if any(agree(x, y) for x, y in comparable):
        return [(_COUNT, "counts that agree")]
    near = [(x, y) for x, y in comparable if max(x.value, y.value) <= _IN_DISPUTE * min(x.value, y.value)]
    if near:
        x, y = min(near, key=lambda pair: (abs(pair[0].value - pair[1].value), pair[0].value, pair[1].value))
        return [(_NEAR_COUNT, f"counts that are near ({x.value:,}, {y.value:,})")]
    return [(_CONTRADICTING_COUNTS, "no count agrees")] if comparable else []


def _other_reasons(a: Profile, b: Profile) -> list[tuple[float, str]]:
    found: list[tuple[float, str]] = []
    days = sorted(f"{kind} {day.earliest}" for kind, day in a.days & b.days)
    if days:
        found.append((_DAYS if len(days) > 1 else _DAY, f"same dated events: {', '.join(days)}"))
    known = {day for _, day in a.days & b.days}
    passed = sorted({day.earliest.isoformat() for _, day in a.passed & b.passed if day not in known and day.earliest})
    if passed:
        found.append((_DAY, f"data passed on in the same way on {', '.join(passed)}"))
    words = sorted(a.words & b.words)
    if words:
        found.append((_WORD, f"same word in the name: {', '.join(words)}"))
    if len(a.concerned & b.concerned) > 1:
        found.append((_OTHER_ORGANIZATION, "further organizations in common"))
    return found


def _is_rounding(a: Count, b: Count) -> bool:
    """True if the two agree, and one of them is so precise that this is no chance."""
    return a.unit is b.unit and agree(a, b) and (is_telling(a.value) or is_telling(b.value))


def _near(a: Window, b: Window) -> bool:
    """True unless more than 400 days lie between the two."""
    gaps = ((a.latest, b.earliest), (b.latest, a.earliest))
    return not any(early is not None and late is not None and late - early > _APART for early, late in gaps)


def profiles_of(scope: Scope) -> dict[str, Profile]:
    """What is compared of each local incident."""
    local = Scope(scope.things, {k: v for k, v in scope.joins.items() if k is not ThingKind.INCIDENT})
    parts = {kind: by_incident(kind, local) for kind in (ThingKind.TRANSFER, ThingKind.EVENT, ThingKind.AFFECTED)}
    concerned = _concerned(local)
    return {
        key: _profile(thing, {kind: of.get(key, []) for kind, of in parts.items()}, concerned.get(key, {}), local)
        for key, thing in scope.things[ThingKind.INCIDENT].items()
    }


def _profile(
    thing: Thing, parts: Mapping[ThingKind, list[Thing]], concerned: Mapping[str, frozenset[str]], scope: Scope
) -> Profile:
    dated = [w for kind in (ThingKind.TRANSFER, ThingKind.EVENT) for x in parts[kind] if not (w := window(x)).is_open]
    carried = [
        scope.things[ThingKind.DATASET][key]
        for transfer in parts[ThingKind.TRANSFER]
        for key in texts(transfer, "dataset")
        if key in scope.things[ThingKind.DATASET]
    ]
    counted = [*parts[ThingKind.TRANSFER], *parts[ThingKind.AFFECTED], *carried]
    span = OPEN if not dated else dated[0]
    for one in dated[1:]:
        span = span.hull(one)
    own = {name for names in concerned.values() for name in names}
    return Profile(
        thing,
        frozenset(concerned),
        frozenset(_days(parts[ThingKind.EVENT])),
        frozenset(_passed(parts[ThingKind.TRANSFER])),
        span,
        tuple(count for x in counted for count in counts_of(x)),
        frozenset(_rows(parts[ThingKind.AFFECTED], scope)),
        frozenset(word for word in _name_words(thing) if word not in own),
    )


def _days(events: list[Thing]) -> list[tuple[str, Window]]:
    """The events of which the day is told."""
    told = [(kind, window(event)) for event in events for kind in texts(event, "type")]
    return [(kind, day) for kind, day in told if day.earliest is not None and day.earliest == day.latest]


def _passed(transfers: list[Thing]) -> list[tuple[str, Window]]:
    """The ways in which data was taken or passed on, where the day is told; not what a contract hands over."""
    told = [
        (_WAYS.get(action, action), window(transfer))
        for transfer in transfers
        if not any(s.value is True for s in values(transfer, "lawful"))
        for action in texts(transfer, "action")
    ]
    return [(way, day) for way, day in told if day.earliest is not None and day.earliest == day.latest]


def _rows(rows: list[Thing], scope: Scope) -> list[tuple[str, Count]]:
    """The counts of the affected rows with the resolved organization."""
    return [(who, count) for row in rows for who in refs(row, "organization", scope) for count in counts_of(row)]


def _concerned(scope: Scope) -> dict[str, dict[str, frozenset[str]]]:
    """By incident the organizations that held or got the data (resolved ids), with the keys of their names."""
    actors, joins = scope.things[ThingKind.ACTOR], scope.joins.get(ThingKind.ACTOR, {})
    found: dict[str, dict[str, frozenset[str]]] = {}
    rows = {key for row in scope.things[ThingKind.AFFECTED].values() for key in texts(row, "organization")}
    for key, incidents in incidents_of(scope).items():
        actor = actors.get(key)
        if actor is None or ActorKind.ORGANIZATION not in texts(actor, "kind"):
            continue
        if key in rows or _CONCERNED & set(texts(actor, "role")):
            names = frozenset(normal(name) for name in (*texts(actor, "label"), *texts(actor, "alias")))
            for incident in incidents:
                found.setdefault(incident, {})[joins.get(key, key)] = names
    return found


def _name_words(thing: Thing) -> list[str]:
    words = [word for name in texts(thing, "name") for word in _WORDS.findall(name)]
    return [normal(word) for word in words if word not in _COMMON_WORDS and not is_generic(word)]
