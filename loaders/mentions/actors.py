"""The spots of all lines to the actors of one document: names and their short forms, role nouns, letters, pronouns.

「あおば商事の元社員Xは…。Xは…同社…」 is two actors: あおば商事 (also 同社) and the former employee X, employed there. What points
back (同社, 2人, その人物) is resolved in reading order; what cannot be resolved denotes nobody and is reported.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app.domain.document import Metadata
from app.domain.vocabulary import ActorKind, Role
from loaders.mentions.lexicon import actor_lexicon
from loaders.mentions.spots import LEGAL, Form, Spot, find_spots

__all__ = ["ActorLine", "Actors", "Denotation", "DocActor", "find_actors"]

_AUTHORITIES = frozenset({Role.INVESTIGATOR, Role.REGULATOR, Role.COURT, Role.JOURNALIST})
_GENERIC_PERSONS = frozenset({"男", "女", "男性", "女性", "人物", "容疑者", "被疑者", "被告", "少年"})
_ROLE_FAMILIES = ({"data_processor", "subcontractor"}, {"insider"}, {"acquaintance"})
_SUSPECT_CLASSES = frozenset({"suspect", "persons", "employee", "person_name", ""})
_TELLS = re.compile(r"(発表|公表|会見|謝罪|陳謝|説明|報告|明らかに|告訴|設置|コメント|報じ)")
_MODIFIERS = re.compile(r"^(当該|業務|外部|元|前|同|委託)+")
_ACTS = re.compile(r"[」』]?(\([^()]*\))?(は|が|へ|より|から|に対し)")
_FORCES = ("県警", "府警", "道警", "警視庁", "警察署")
_TAKES_OFFICE = re.compile(r"(?:(?:就任|着任)した[^、。はがをにで]{0,20}|新任の|新)$")  # whoever held the office before is another
_PLACE = re.compile(r"[都道府県市区町村]$")
_OFFICE = re.compile(r"役所|役場|[^市区町村]{1,8}[局課部]")
_NOBODY = Spot(0, 0, Form.NAME, "")
_ALIAS = re.compile(r"(?:以下|略称|通称)[、,]?\s*[「『]([^「」『』]{1,20})[」』]")
_ABBREVIATION = re.compile(r"([A-Z][A-Za-z!&.]{1,9})")


@dataclass(frozen=True, slots=True)
class ActorLine:
    """One line as the actor finder sees it: its text, and which incident segment of the document it belongs to."""

    text: str
    segment: int = 0


@dataclass(slots=True)
class DocActor:
    """One actor of one document while it is being put together. `employer`: index of the organization it belongs to."""

    index: int
    label: str
    kind: ActorKind
    segment: int
    names: set[str] = field(default_factory=set[str])
    roles: list[Role] = field(default_factory=list[Role])
    members: list[int] = field(default_factory=list[int])
    employer: int | None = None
    size: int | None = None
    is_sure: bool = False
    is_named: bool = False
    head_class: str = ""

    @property
    def is_authority(self) -> bool:
        """Police, regulators, courts and the press: they investigate or tell, they do not leak."""
        return bool(_AUTHORITIES & set(self.roles))

    def add_roles(self, roles: Iterable[Role]) -> None:
        """Add roles in the order in which they are found."""
        self.roles += [role for role in roles if role not in self.roles]


@dataclass(frozen=True, slots=True)
class Denotation:
    """Span `[start, end)` of a line denotes an actor (its index)."""

    line: int
    start: int
    end: int
    actor: int
    is_name: bool
    form: Form


@dataclass(frozen=True, slots=True)
class Actors:
    """All actors of a document and where they are denoted, in reading order."""

    actors: tuple[DocActor, ...]
    denotations: tuple[Denotation, ...]
    publisher: int | None

    def on(self, line: int) -> list[Denotation]:
        """The denotations of one line."""
        return [d for d in self.denotations if d.line == line]


def find_actors(lines: Sequence[ActorLine], metadata: Metadata) -> Actors:
    """Actors of a document from its lines."""
    builder = _Builder([(line, list(find_spots(line.text))) for line in lines])
    builder.name_organizations()
    builder.walk(metadata)
    return Actors(tuple(builder.actors), tuple(builder.denotations), builder.publisher)


def fold(name: str) -> str:
    """Key of a name: NFKC, without legal forms, spaces and quotes."""
    text = unicodedata.normalize("NFKC", name)
    for form in LEGAL:
        text = text.replace(form, "")
    return re.sub(r"[\s「」『』]", "", text).casefold()


class _Builder:
    """State of one pass through a document; lives only inside `find_actors`."""

    def __init__(self, lines: list[tuple[ActorLine, list[Spot]]]) -> None:
        self.lines = lines
        self.actors: list[DocActor] = []
        self.denotations: list[Denotation] = []
        self.by_name: dict[str, int] = {}
        self.by_role: dict[tuple[int, str, int | None], int] = {}
        self.by_letter: dict[tuple[int, str], int] = {}
        self.publisher: int | None = None
        self.aliases: dict[str, str] = {}
        self.proven: set[str] = set()

    # -------------------------------------------------------- names of the whole document, first

    def name_organizations(self) -> None:
        """Which names are sure, which short name belongs to which long one."""
        names: dict[str, Spot] = {}
        acting: Counter[str] = Counter()
        for line, spots in self.lines:
            for spot in spots:
                if spot.form is Form.NAME:
                    key = fold(spot.phrase)
                    acting[key] += _ACTS.match(line.text[spot.end :]) is not None
                    if _is_proven(line.text, spot):
                        self.proven.add(key)
                    elif spot.is_common:
                        continue
                    if key not in names or (spot.is_sure and not names[key].is_sure):
                        names[key] = spot
            self._definitions(line.text, spots)
        self.proven |= {key for key, times in acting.items() if times >= 2 and not names.get(key, _NOBODY).is_common}
        self._short_forms(names)
        self._generic_police(names)

    def _definitions(self, text: str, spots: list[Spot]) -> None:
        """X(以下「Y」という。) and X(ABC): Y is a name of X."""
        for spot in spots:
            if spot.form is not Form.NAME:
                continue
            aside = re.match(r"[」』]?\(([^()]{1,60})\)", text[spot.end :])
            if aside is None:
                continue
            found = _ALIAS.search(aside[1]) or _ABBREVIATION.fullmatch(aside[1])
            if found:
                self.aliases[fold(found[1])] = fold(spot.phrase)

    def _generic_police(self, names: dict[str, Spot]) -> None:
        """警察 is the police force that the document names, if it names exactly one."""
        forces = [key for key, spot in names.items() if spot.head_class == "police" and key.endswith(_FORCES) and key not in self.aliases]
        if len(forces) == 1:
            self.aliases |= {word: forces[0] for word in ("警察", "警察当局", "捜査当局") if word in names}

    def _short_forms(self, names: dict[str, Spot]) -> None:
        """A name that begins or ends exactly one longer one is its short form (ネクシア / NTTネクシア)."""
        for short, spot in names.items():
            if len(short) < 2 or short in self.aliases:
                continue
            core = re.sub(r"社$", "", short)
            longer = {
                key
                for key, other in names.items()
                if key != short and len(core) >= 2 and other.kind is spot.kind and _is_short_for(core, key)
            }
            exact = {key for key in longer if _core(key) == core}
            if len(exact or longer) == 1:
                self.aliases[short] = next(iter(exact or longer))

    # -------------------------------------------------------- reading order

    def walk(self, metadata: Metadata) -> None:
        """Every spot in reading order; what points back looks at what was denoted before."""
        own: list[tuple[int, ActorLine, Spot]] = []
        for number, (line, spots) in enumerate(self.lines):
            for spot in spots:
                if spot.form is Form.ANAPHOR and spot.head == "own" and not _in_quotes(line.text, spot.start):
                    own.append((number, line, spot))
                elif (actor := self._denoted(number, line, spot, spots)) is not None:
                    self._denote(number, spot, actor)
        self._name_publisher(metadata)
        for number, _line, spot in own:
            if self.publisher is not None:
                self._denote(number, spot, self.publisher)
        self.denotations.sort(key=lambda d: (d.line, d.start, -d.end))

    def _denote(self, line: int, spot: Spot, actor: int) -> None:
        is_name = spot.form in {Form.NAME, Form.ROLE, Form.LETTER}
        self.denotations.append(Denotation(line, spot.start, spot.end, actor, is_name, spot.form))

    def _denoted(self, number: int, line: ActorLine, spot: Spot, spots: list[Spot]) -> int | None:
        """The actor that a spot denotes, made if need be."""
        match spot.form:
            case Form.NAME if spot.is_common and fold(spot.phrase) not in self.proven:
                return None
            case Form.NAME:
                return self._named(line, spot)
            case Form.LETTER:
                return self._lettered(line, spot)
            case Form.ROLE:
                return self._role(number, line, spot, spots)
            case Form.ANAPHOR:
                return self._anaphor(number, line, spot)
            case Form.COLLECTIVE:
                return self._collective(line, spot)

    def _new(self, label: str, kind: ActorKind, segment: int, spot: Spot) -> int:
        actor = DocActor(len(self.actors), label, kind, segment, head_class=spot.head_class, size=spot.size)
        actor.is_named = spot.form is Form.NAME
        self.actors.append(actor)
        return actor.index

    def _named(self, line: ActorLine, spot: Spot) -> int:
        key = fold(spot.phrase)
        proven = key in self.proven
        for _ in range(4):
            key = self.aliases.get(key, key)
        if key not in self.by_name:
            before = line.text[max(0, spot.start - 12) : spot.start]
            index = self._apposition(before) if spot.kind is ActorKind.PERSON else None
            self.by_name[key] = self._new(spot.phrase, spot.kind, line.segment, spot) if index is None else index
        actor = self.actors[self.by_name[key]]
        actor.names.add(line.text[spot.start : spot.end])
        if len(spot.phrase) > len(actor.label) or not actor.is_named:
            actor.label, actor.is_named = spot.phrase, True
        actor.add_roles(spot.roles)
        actor.is_sure |= spot.is_sure or proven
        if spot.kind is ActorKind.PERSON and spot.head:
            self._join_title(actor, line.segment, spot.head)
        return actor.index

    def _join_title(self, actor: DocActor, segment: int, title: str) -> None:
        """An unnamed 警部補 spoken of before is the 警部補 named now, if there is only one of that title."""
        same = [
            a for a in self._recent(segment, ActorKind.PERSON) if not a.is_named and a.label.endswith(title) and a.size is None
        ]
        if len(same) == 1 and same[0].index != actor.index:
            actor.add_roles(same[0].roles)
            actor.employer = same[0].employer if actor.employer is None else actor.employer
            self._redirect(same[0].index, actor.index)

    def _apposition(self, before: str) -> int | None:
        """「元部下の」 right before a personal name: the role noun is that person."""
        if not before.endswith("の") or not self.denotations:
            return None
        last = self.denotations[-1]
        actor = self.actors[last.actor]
        is_role = last.form is Form.ROLE and actor.kind is ActorKind.PERSON and not actor.is_named
        return actor.index if is_role and before.endswith(actor.label[-3:] + "の") else None

    def _lettered(self, line: ActorLine, spot: Spot) -> int:
        key = (line.segment, spot.letter)
        if key not in self.by_letter:
            self.by_letter[key] = self._new(spot.letter, spot.kind, line.segment, spot)
        actor = self.actors[self.by_letter[key]]
        actor.names.add(line.text[spot.start : spot.end])
        actor.is_sure = True
        return actor.index

    def _role(self, number: int, line: ActorLine, spot: Spot, spots: list[Spot]) -> int | None:
        """A role noun: by its letter, by what it stands in apposition to, or by phrase and employer."""
        owner = self._owner(number, line, spot)
        if spot.letter:
            index = self._lettered(line, spot)
            label = line.text[spot.start : spot.end]
            if len(label) > len(self.actors[index].label):
                self.actors[index].label = label
        elif spot.head in _GENERIC_PERSONS:
            index = self._generic_person(line, spot)
        else:
            index = self._role_noun(line, spot, owner)
        actor = self.actors[index]
        actor.names.add(line.text[spot.start : spot.end])
        actor.add_roles(spot.roles)
        actor.head_class = actor.head_class or spot.head_class
        actor.is_sure = True
        if owner is not None and actor.employer is None and owner != index:
            actor.employer = owner
        return self._merged_with_following(line, spot, spots, index)

    def _owner(self, number: int, line: ActorLine, spot: Spot) -> int | None:
        """The organization in 「Xの元社員」 or 「同社社員」."""
        for d in reversed(self.denotations):
            if d.line != number:
                break
            inside = spot.owner_end == d.end and d.start == spot.start
            between = line.text[d.end : spot.start]
            if inside or re.fullmatch(r"[」』]?(\([^()]*\))?(社内|側|本社)?の?", between):
                is_org = self.actors[d.actor].kind is ActorKind.ORGANIZATION
                return d.actor if is_org and d.actor < len(self.actors) else None
        return None

    def _role_noun(self, line: ActorLine, spot: Spot, owner: int | None) -> int:
        if spot.kind is ActorKind.PERSON and _TAKES_OFFICE.search(line.text, 0, spot.start):
            return self._new(_strip_owner(line.text, spot), spot.kind, line.segment, spot)
        phrase = _role_key(_strip_owner(line.text, spot), spot)
        number = spot.size or 0
        key = (line.segment, f"{phrase}/{number}", None)
        same = [i for (seg, name, _), i in self.by_role.items() if seg == line.segment and name == key[1]]
        for candidate in reversed(same):
            if self._fits_owner(candidate, owner):
                return candidate
        if owner is None or not self.actors[owner].is_named:
            if (letter := self._letter_with(line.segment, phrase)) is not None:
                return letter
        index = self._new(_strip_owner(line.text, spot), spot.kind, line.segment, spot)
        self.by_role[(key[0], key[1], owner)] = index
        return index

    def _fits_owner(self, candidate: int, owner: int | None) -> bool:
        """Same or unknown employer; an unnamed employer (業務委託先) may be the named one, and then is taken for it."""
        employer = self.actors[candidate].employer
        if owner is None or employer is None or employer == owner:
            return True
        first, second = self.actors[employer], self.actors[owner]
        if first.is_named == second.is_named or not (first if second.is_named else second).roles:
            return False
        unnamed, named = (employer, owner) if second.is_named else (owner, employer)
        self.actors[named].add_roles(self.actors[unnamed].roles)
        self._redirect(unnamed, named)
        return True

    def _letter_with(self, segment: int, phrase: str) -> int | None:
        """The lettered actor of that role (取引先社員 after 取引先社員C), if there is exactly one."""
        found = [i for (seg, _), i in self.by_letter.items() if seg == segment and self.actors[i].label[:-1] == phrase]
        return found[0] if len(found) == 1 else None

    def _generic_person(self, line: ActorLine, spot: Spot) -> int:
        """男, 人物, 容疑者 …: the person last spoken of in the segment, or a new one; groups by their size."""
        wanted = ActorKind.GROUP if spot.kind is ActorKind.GROUP else ActorKind.PERSON
        before = line.text[max(0, spot.start - 3) : spot.start]
        if wanted is ActorKind.GROUP:
            groups = [
                a
                for a in self._recent(line.segment, wanted)
                if (spot.size is None or a.size in {spot.size, None}) and a.head_class in _SUSPECT_CLASSES
            ]
            if groups:
                return groups[0].index
        elif not before.endswith("ある"):
            apart = self._arguments_before(line, spot)
            same = [
                a
                for a in self._recent(line.segment, wanted)
                if a.head_class in {spot.head_class, "employee"} and a.index not in apart
            ]
            named = [a for a in same if spot.head in a.label] if spot.head == "人物" else same
            if named:
                return named[0].index
        index = self._new(spot.phrase, spot.kind, line.segment, spot)
        self.by_role[(line.segment, f"{spot.phrase}/{spot.size or 0}", None)] = index
        return index

    def _arguments_before(self, line: ActorLine, spot: Spot) -> set[int]:
        """Actors that stand in a case of their own before a spot of the line (「派遣社員は男に」: two persons)."""
        number = next(n for n, (other, _) in enumerate(self.lines) if other is line)
        return {
            d.actor
            for d in self.denotations
            if d.line == number and d.end <= spot.start and re.match(r"[」』]?(は|が|に|を|から|と|へ)", line.text[d.end :])
        }

    def _merged_with_following(self, line: ActorLine, spot: Spot, spots: list[Spot], index: int) -> int:
        """「委託先のX社」: the role noun and the name after it are one organization."""
        for other in spots:
            if other.form is not Form.NAME or other.start <= spot.end or other.is_inside:
                continue
            between = line.text[spot.end : other.start]
            actor = self.actors[index]
            if between in {"の", "である", "「", "の「"} and actor.kind is other.kind is ActorKind.ORGANIZATION:
                named = self._named(line, other)
                if self.actors[named].is_authority:
                    return index
                self.actors[named].add_roles(actor.roles)
                self._redirect(index, named)
                return named
        return index

    def _redirect(self, old: int, new: int) -> None:
        self.actors[new].names |= self.actors[old].names
        self.denotations = [
            Denotation(d.line, d.start, d.end, new, d.is_name, d.form) if d.actor == old else d for d in self.denotations
        ]
        for actor in self.actors:
            actor.employer = new if actor.employer == old else actor.employer
        for key, value in list(self.by_role.items()):
            if value == old:
                self.by_role[key] = new

    # -------------------------------------------------------- what points back

    def _recent(self, segment: int, kind: ActorKind) -> list[DocActor]:
        """Actors of a kind in the order in which they were last denoted, latest first."""
        order = dict.fromkeys(d.actor for d in reversed(self.denotations))
        found = [self.actors[i] for i in order if self.actors[i].kind is kind]
        return [a for a in found if a.segment == segment]

    def _anaphor(self, number: int, line: ActorLine, spot: Spot) -> int | None:
        if spot.head == "person":
            people = self._recent(line.segment, ActorKind.PERSON)
            return people[0].index if people else None
        topics = self._topics(number, line, spot)
        if spot.head == "public":
            suffix = spot.phrase[1:]
            return next((a.index for a in topics if any(name.endswith(suffix) for name in a.names)), None)
        suffix = spot.phrase[1:]
        companies = [a for a in topics if not a.is_authority and a.head_class not in {"public_body", "internal_unit"}]
        if suffix not in {"社", "法人", "グループ"}:
            companies = [a for a in topics if any(suffix in name for name in a.names)] or companies
        return companies[0].index if companies else None

    def _topics(self, number: int, line: ActorLine, spot: Spot) -> list[DocActor]:
        """Organizations before a place: those that were topic or subject within two lines first, then by nearness."""
        near: list[int] = []
        rest: list[int] = []
        for d in reversed(self.denotations):
            actor = self.actors[d.actor]
            if actor.kind is not ActorKind.ORGANIZATION or not (actor.is_sure or self._is_used(actor.index, 3)):
                continue
            after = self.lines[d.line][0].text[d.end : d.end + 4]
            is_topic = re.match(r"[」』]?(は|が|では|によると|も)", after) is not None
            (near if is_topic and number - d.line <= 2 and actor.is_named else rest).append(d.actor)
        order = dict.fromkeys([*near, *rest])
        same = [self.actors[i] for i in order if self.actors[i].segment == line.segment]
        return same or [self.actors[i] for i in order]

    def _collective(self, line: ActorLine, spot: Spot) -> int | None:
        size = {"2": 2, "二": 2, "両": 2, "3": 3, "三": 3}.get(spot.phrase[0])
        if spot.head == "companies":
            groups = [a for a in self.actors if a.kind is ActorKind.GROUP and a.head_class == "companies" and a.size == size]
            pool = [
                a
                for a in self._recent(line.segment, ActorKind.ORGANIZATION)
                if not a.is_authority and a.is_named and not a.head_class and (a.is_sure or self._is_used(a.index))
            ]
        else:
            groups = [
                a
                for a in self._recent(line.segment, ActorKind.GROUP)
                if size in {a.size, None} and a.head_class in _SUSPECT_CLASSES
            ]
            pool = [
                a
                for a in self._recent(line.segment, ActorKind.PERSON)
                if (a.is_named or a.label[-1:].isupper()) and Role.SPOKESPERSON not in a.roles
            ]
        if groups:
            return groups[0].index
        if size is None or len(pool) < size:
            return self._lone_group(line, spot, size)
        index = self._new(spot.phrase, ActorKind.GROUP, line.segment, spot)
        group = self.actors[index]
        group.size, group.members, group.head_class, group.is_sure = size, [a.index for a in pool[:size]], spot.head, True
        group.names.add(spot.phrase)
        return index

    def _lone_group(self, line: ActorLine, spot: Spot, size: int | None) -> int | None:
        """「2人」 without two persons before it: a group of its own (…容疑で2人を逮捕)."""
        if spot.head != "persons":
            return None
        index = self._new(spot.phrase, ActorKind.GROUP, line.segment, spot)
        group = self.actors[index]
        group.size, group.is_sure, group.head_class = size, True, "suspect"
        group.names.add(spot.phrase)
        return index

    def _is_used(self, actor: int, times: int = 2) -> bool:
        return sum(d.actor == actor for d in self.denotations) >= times

    # -------------------------------------------------------- who publishes

    def _name_publisher(self, metadata: Metadata) -> None:
        """Whom 弊社 and 当社 denote: the publisher, if the text names it, else the organization that signs."""
        if metadata.publisher:
            key = fold(metadata.publisher)
            key = self.aliases.get(key, key)
            match = [i for name, i in self.by_name.items() if len(name) >= 2 and (name in key or key in name)]
            if match:
                self.publisher = max(match, key=lambda i: len(self.actors[i].label))
                return
        signed = [
            d.actor
            for d in self.denotations
            if d.form is Form.NAME
            and len(self.lines[d.line][0].text.strip()) <= 25
            and self.actors[d.actor].kind is ActorKind.ORGANIZATION
            and self.actors[d.actor].is_sure
            and not self.actors[d.actor].is_authority
        ]
        if signed:
            self.publisher = signed[0]


# ------------------------------------------------------------ small questions about text


def _in_quotes(text: str, place: int) -> bool:
    return text.count("「", 0, place) > text.count("」", 0, place)


def _is_short_for(short: str, long: str) -> bool:
    """True if one may stand for the other; 青森県 is not 青森県弘前市, nor 青森県警, but 川崎市 may be its 水道局."""
    if long.startswith(short) and _PLACE.search(short):
        return _OFFICE.fullmatch(long, len(short)) is not None
    return long.startswith(short) or long.endswith(short)


_INDUSTRY = re.compile(r"(自動車|電機|銀行|証券|商事|工業|産業|製薬|ホールディングス|グループ|コーポレーション|新聞|電力|印刷|建設|食品|クリエイト)$")


def _core(name: str) -> str:
    """A name without the word for its trade (トヨタ自動車 -> トヨタ)."""
    return _INDUSTRY.sub("", name)


def _strip_owner(text: str, spot: Spot) -> str:
    """The role phrase without an owner inside it (同社社員 -> 社員)."""
    phrase = text[max(spot.start, spot.owner_end) : spot.end]
    return re.sub(r"\d+(人|名)$", "", phrase)


def _role_key(phrase: str, spot: Spot) -> str:
    """What identifies a role noun: its class and what it says beside the head (貴金属販売業者: buyer, 貴金属)."""
    if spot.kind is not ActorKind.ORGANIZATION or not spot.head_class:
        return phrase
    rest = phrase.removesuffix(spot.head)
    return f"{spot.head_class}:{_MODIFIERS.sub('', rest)}"


def _is_proven(text: str, spot: Spot) -> bool:
    """A name is proven by what stands right after it: a title, a place in brackets, or は … 発表した."""
    after = text[spot.end :]
    if re.match(r"[」』]?(の?(社長|会長|広報|担当者|従業員|社員|元社員|職員)|\([^()]{1,6}[市区町村])", after):
        return True
    if re.match(r"[」』]?(\([^()]*\))?に[^、。はが]{0,14}委託", after):
        return True
    return re.match(r"[」』]?(\([^()]*\))?[はが]", after) is not None and _TELLS.search(after) is not None
