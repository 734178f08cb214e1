"""Examples of the word lists to verdicts: what each file's words must find, asked of the code that uses them.

「元社員の男が顧客名簿を知人に渡した。」 of the frame `hand_over` must give a transfer from 元社員の男 to 知人; if it
gives none, or the reverse, there is a failure with its line. The command and the tests ask here, and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from app.domain.document import Metadata
from app.domain.errors import BadInput
from app.domain.window import Window
from loaders.claims.affected_status import status_of, status_words
from loaders.claims.denied_fields import denied_by, denied_words
from loaders.claims.event_heads import notice_titles, titles_in
from loaders.claims.event_rules import event_rules, find_triggers
from loaders.claims.frames import frame_lexicon
from loaders.claims.modality import modality as japanese_modality
from loaders.claims.unmatched import find_unmatched, harmless
from loaders.en.counts import english_counts, find_english_counts
from loaders.en.events import english_events
from loaders.en.frames import english_frames, modality
from loaders.en.phrases import classes_in
from loaders.en.roles import role_lexicon
from loaders.ledger.lexicon import cell_words, header_of, headers, names_of
from loaders.lexicon_examples import Example, Lexicon
from loaders.mentions.counts import find_counts
from loaders.mentions.date_spec import date_words
from loaders.mentions.dates import find_dates
from loaders.mentions.lexicon import actor_lexicon
from loaders.mentions.prices import find_prices, money_words
from loaders.mentions.quantity import count_words
from loaders.mentions.quoted import bearers, kinds_in
from loaders.mentions.spots import find_spots
from loaders.mentions.staged import staged_words, staging_in
from loaders.mentions.tables import header_type, header_types
from loaders.mentions.terms import field_list, find_fields, find_media, media_list
from loaders.persons import find_people, person_words
from loaders.pipeline import Found, find
from loaders.redaction.values import kinds, values_in
from loaders.resolve.names import is_description, is_generic, is_scoped, read_names
from loaders.resolve.official import is_authority, owner_of, read_official
from loaders.stix.relationships import rule_of, rules

__all__ = ["Failure", "failures_of", "prove", "without_examples"]

_PUBLISHED = "2031-06-01"
_BEFORE = "2023年6月15日に。"  # the date that 同月 and 翌日 count from
_MARKED = re.compile("〈(.*?)〉")
_BLOCKS = "none"


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not hold."""

    example: Example
    expected: str
    got: str


Proof: TypeAlias = Callable[[Example], Failure | None]


@dataclass(frozen=True, slots=True)
class _Way:
    """How the examples of a file are run; `load` reads the file as its module does, so that a slip shows first."""

    load: Callable[[], object]
    prove: Proof


def prove(example: Example) -> Failure | None:
    """None if the example holds. KeyError for an example of a file that nothing can run."""
    return _WAYS[example.file].prove(example)


def failures_of(lexicon: Lexicon) -> Iterator[Failure]:
    """The examples of a file that do not hold, in its order. BadInput if the file cannot be used as it is."""
    examples = [example for entry in lexicon.entries for example in entry.examples]
    if lexicon.file not in _WAYS:
        got = f"{len(examples)} examples that run nowhere"
        return iter([Failure(examples[0], "a way to run them in loaders/lexicon_proofs.py", got)] if examples else [])
    try:
        _WAYS[lexicon.file].load()
    except (KeyError, TypeError, ValueError, re.error) as error:  # a key left out, a word that is no shape, a pattern
        message = f"cannot be used: {type(error).__name__}: {error}".splitlines()
        remedy = "compare the entry with its neighbours and the head of the file"
        raise BadInput(" ".join(message), place=lexicon.file, remedy=remedy) from error
    return (failure for example in examples if (failure := prove(example)) is not None)


def without_examples(lexicon: Lexicon) -> list[tuple[int, str]]:
    """Line and name of the entries that show nothing; those that only block other words need not."""
    return [(entry.line, entry.name) for entry in lexicon.entries if not entry.examples and entry.name != _BLOCKS]


# ------------------------------------------------------------ the entry itself must be found


def _names(find_names: Callable[[str], Iterable[str | None]]) -> Proof:
    """The name of the entry must be among what is found, or for a counter-example must not."""

    def proof(example: Example) -> Failure | None:
        found = {name for name in find_names(example.text) if name is not None}
        if (example.entry in found) is not example.is_refused:
            return None
        return _failure(example, example.entry, found)

    return proof


def _failure(example: Example, wanted: str, found: Iterable[object]) -> Failure:
    expected = f"no {wanted}" if example.is_refused else wanted
    return Failure(example, expected, ", ".join(sorted(map(str, found))) or "nothing")


_CHECKS: Mapping[str, Callable[[str], bool]] = {
    "description": is_description,
    "generic": is_generic,
    "scoped": is_scoped,
}


def _checks(text: str) -> list[str]:
    return [name for name, holds in _CHECKS.items() if holds(text)]


def _official(text: str) -> list[str]:
    return [name for name, holds in {"authority": is_authority(text), "part": owner_of(text)}.items() if holds]


# ------------------------------------------------------------ words with a mark, dates


def _marked(find_codes: Callable[[str], Iterable[tuple[str, str]]]) -> Proof:
    """The words between 〈 and 〉 must be found with the code of the entry; a counter-example has no such code."""

    def proof(example: Example) -> Failure | None:
        found = set(find_codes(re.sub("[〈〉]", "", example.text)))
        if example.is_refused:
            holds = example.entry not in {code for code, _ in found}
        else:
            holds = any((example.entry, words) in found for words in _MARKED.findall(example.text))
        wanted = " ".join([example.entry, *_MARKED.findall(example.text)])
        return None if holds else _failure(example, wanted, (f"{code} {words}" for code, words in found))

    return proof


def _date(example: Example) -> Failure | None:
    """The words between 〈 and 〉 are read as one date; without such a mark, the text holds a relative one.

    A counter-example holds no date.
    """
    marked, written = _MARKED.findall(example.text), Window.from_partial("2023")
    before = "" if marked or example.is_refused else _BEFORE
    (found,), _ = find_dates([before + re.sub("[〈〉]", "", example.text)], written)
    if example.is_refused:
        holds = not found
    elif marked:
        holds = {date.text for date in found} >= set(marked)
    else:
        holds = bool(found) and found[-1].is_deictic
    wanted = ", ".join(marked) or "date relative to another"
    return None if holds else _failure(example, wanted, (date.text for date in found))


def _values(text: str) -> list[tuple[str, str]]:
    """Kind and words of each value, without those that count in rows only though they need a word before them."""
    needy = {kind.id for kind in kinds() if kind.needs is not None}
    return [(v.kind, text[v.start : v.end]) for v in values_in(text) if v.stands_alone or v.kind not in needy]


def _person(example: Example) -> Failure | None:
    """The words between 〈 and 〉 must be found as a person's name; a counter-example names nobody."""
    text = re.sub("[〈〉]", "", example.text)
    found = [text[one.start : one.end] for one in find_people(text)]
    wanted = _MARKED.findall(example.text)
    holds = not found if example.is_refused else bool(wanted) and set(wanted) <= set(found)
    return None if holds else _failure(example, " ".join(wanted) or "name", found)


# ------------------------------------------------------------ transfers


def _ends(example: Example) -> Failure | None:
    """The ends that are wanted must come out of the sentence alone, and not reversed; a counter-example gives none."""
    found = _ends_of(example.text)
    if example.is_refused:
        return _failure(example, "transfer", map(_arrow, found)) if found else None
    named = dict(example.wanted)
    wanted = (named.get("provider"), named.get("recipient"))
    fits = any(all(w in {None, g} for w, g in zip(wanted, pair, strict=True)) for pair in found)
    if fits and (wanted[1], wanted[0]) not in found:
        return None
    return _failure(example, _arrow(wanted), map(_arrow, found))


def _ends_of(text: str) -> list[tuple[str | None, str | None]]:
    """Provider and recipient of each transfer that can be on a path."""
    found = _find(text)
    actors = found.analysis.actors
    slots = [(m.provider, m.recipient) for m in found.drafts.transfers if m.status.can_lie_on_path]
    labels = [[None if slot is None else actors[slot.value].label for slot in pair] for pair in slots]
    return [(provider, recipient) for provider, recipient in labels]


def _find(text: str) -> Found:
    return find(text.encode(), "example.txt", Metadata(published_at=_PUBLISHED))


def _arrow(pair: tuple[str | None, str | None]) -> str:
    return f"{pair[0] or '?'} → {pair[1] or '?'}"


def _harmless(text: str) -> list[str]:
    """The groups of harmless verbs that stand in a text with data as their object."""
    groups = harmless()
    return [groups[one.lemma] for one in find_unmatched(_find(text).analysis) if one.lemma in groups]


def _statuses(text: str) -> list[str]:
    """How surely a text tells of its transfers; `none` if of none."""
    return [str(one.status) for one in _find(text).drafts.transfers] or [_BLOCKS]


def _compiled_events() -> list[object]:
    """The patterns of events are compiled at their first use."""
    return [(rule.found, rule.stopped) for rule in event_rules()]


_WAYS: Mapping[str, _Way] = {
    "loaders/claims/affected_words.yaml": _Way(
        lambda: [words.found for words in status_words()], _names(lambda text: [status_of(text)])
    ),
    "loaders/claims/denied_words.yaml": _Way(lambda: denied_words().compiled, _marked(denied_by)),
    "loaders/claims/events.yaml": _Way(
        _compiled_events, _names(lambda text: [trigger.rule.type for trigger in find_triggers(text)])
    ),
    "loaders/claims/frames.yaml": _Way(frame_lexicon, _ends),
    "loaders/claims/harmless.yaml": _Way(harmless, _names(_harmless)),
    "loaders/en/counts.yaml": _Way(
        english_counts, _marked(lambda text: [(c.count.unit or "", c.text) for c in find_english_counts(text)])
    ),
    "loaders/en/events.yaml": _Way(
        english_events, _names(lambda text: [event.type for event in _find(text).drafts.events])
    ),
    "loaders/claims/modality.yaml": _Way(japanese_modality, _names(_statuses)),
    "loaders/claims/notices.yaml": _Way(notice_titles, _names(titles_in)),
    "loaders/en/frames.yaml": _Way(english_frames, _ends),
    "loaders/en/modality.yaml": _Way(modality, _names(_statuses)),
    "loaders/en/roles.yaml": _Way(role_lexicon, _marked(classes_in)),
    "loaders/ledger/columns.yaml": _Way(headers, _names(lambda text: [one.id for one in [header_of(text)] if one])),
    "loaders/ledger/words.yaml": _Way(cell_words, _names(names_of)),
    "loaders/mentions/actors.yaml": _Way(
        actor_lexicon, _names(lambda text: [spot.head_class for spot in find_spots(text)])
    ),
    "loaders/mentions/quoted.yaml": _Way(bearers, _names(kinds_in)),
    "loaders/mentions/counters.yaml": _Way(
        count_words, _names(lambda text: [hit.count.unit for hit in find_counts(text)])
    ),
    "loaders/mentions/date_words.yaml": _Way(date_words, _date),
    "loaders/mentions/fields.yaml": _Way(
        lambda: field_list().patterns, _marked(lambda text: [(hit.code, hit.text) for hit in find_fields(text)])
    ),
    "loaders/mentions/headers.yaml": _Way(header_types, _names(lambda text: [header_type(text)])),
    "loaders/mentions/media.yaml": _Way(
        lambda: media_list().patterns, _marked(lambda text: [(hit.medium, hit.text) for hit in find_media(text)])
    ),
    "loaders/mentions/money.yaml": _Way(
        money_words, _names(lambda text: [x for hit in find_prices(text) for x in (hit.role, hit.price.currency)])
    ),
    "loaders/mentions/staged.yaml": _Way(staged_words, _names(staging_in)),
    "loaders/persons/persons.yaml": _Way(person_words, _person),
    "loaders/redaction/kinds.yaml": _Way(kinds, _marked(_values)),
    "loaders/resolve/names.yaml": _Way(read_names, _names(_checks)),
    "loaders/resolve/official.yaml": _Way(read_official, _names(_official)),
    "loaders/stix/relationships.yaml": _Way(rules, _names(lambda text: [one.id for one in [rule_of(text)] if one])),
}
