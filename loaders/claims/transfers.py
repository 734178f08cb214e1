"""All lines of a document to drafts of its transfers: frames over the parse, and the discourse for what is left unsaid.

「2020年4月、元社員は名簿を持ち出した。その後、業者に売却した。」 gives two drafts: from the organization to its former employee, and from the
former employee (subject of the sentence before) to the broker, after the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.domain.diagnostic import Diagnostic, Severity
from app.domain.document import BlockKind
from app.domain.graph import Count, Price
from app.domain.vocabulary import Action, ActorKind, How, Role, Status
from loaders.claims.clauses import Argument, Predicate, Sentence
from loaders.claims.predicates import read_sentence
from loaders.claims.controller import attacked_organization, controller_of
from loaders.claims.dates import date_of
from loaders.claims.drafts import Slot, TransferDraft
from loaders.claims.frames import Shape, frame_lexicon
from loaders.claims.roles import Ends, Filled, Reader
from loaders.claims.status import status_of
from loaders.ja.parse import MAX_CHARACTERS, Chunk
from loaders.mentions.analysis import Analysis, Line
from loaders.mentions.values import MediumFound, PriceRole
from loaders.passages import sentences

__all__ = ["find_transfers"]

CONFIDENCE = {How.STATED: 0.9, How.CLAUSE: 0.8, How.DISCOURSE: 0.7, How.ROLE: 0.7, How.IMPLIED: 0.6}
"""By how the less sure end of a transfer was filled; a judgement, not a probability."""

_THEN = re.compile(r"(その後|さらに|のち|後に|最終的に|続いて)")
_APPARATUS = re.compile(r"(更新履歴|参考文献|参考資料|関連記事|出典|脚注|公式発表|関連リンク|関連事項|リリース一覧)")
_NO_DATE = re.compile(r"^[\s::・…~\-|]*$")
_WORKS_AT = re.compile(r"[」』]?(\([^()]*\))?(に|で|へ)[^、。はがを]{0,6}(派遣|勤務|在籍|所属|出向|勤め|働)[^、。はがを]{0,8}(た|る|の)")
_EXTORTION = re.compile(r"(恐喝|脅し取|脅迫|ゆす)")
_POSSESSION = frozenset({"持つ", "所有", "所持", "保有", "使用", "保管", "使う", "保存"})


def find_transfers(analysis: Analysis) -> tuple[tuple[TransferDraft, ...], tuple[Diagnostic, ...]]:
    """Drafts in reading order, one a predicate and pair of ends, and what could not be read."""
    states = {segment: _State.of(analysis, segment) for segment in {line.segment for line in analysis.lines}}
    drafts: list[TransferDraft] = []
    diagnostics: list[Diagnostic] = []
    for line in analysis.lines:
        if _is_apparatus(analysis, line) or not frame_lexicon().trigger.search(line.text):
            continue
        for start, end in _pieces(line):
            sentence = read_sentence(line.text, start, end)
            if sentence is None:
                diagnostics += _too_long(analysis, line, start, end)
                continue
            for predicate in sentence.predicates:
                drafts += _Telling(analysis, line, sentence, predicate, states[line.segment]).drafts()
    return tuple(drafts), tuple(diagnostics)


def _pieces(line: Line) -> Iterator[tuple[int, int]]:
    """What of a line is prose: the cells of a table row one by one, else the whole line."""
    if line.block.kind is not BlockKind.TABLE_ROW or not line.block.cells:
        yield 0, len(line.text)
        return
    cells = [(line.view.at(start), line.view.at(end)) for start, end in line.block.cells]
    is_timeline = cells and (_NO_DATE.match(line.text[slice(*cells[0])]) or any(d.start < cells[0][1] for d in line.dates))
    prose = [cell for cell in cells if _is_prose(line.text[slice(*cell)])]
    for start, end in cells[1:] if is_timeline else prose:  # other cells are read by their headers
        for first, last in sentences(line.text, start, end) if end > start else []:
            yield first, last


def _is_prose(cell: str) -> bool:
    """A cell that holds whole sentences."""
    return len(cell) >= 40 and "。" in cell


def _is_apparatus(analysis: Analysis, line: Line) -> bool:
    """Footnotes, update histories, lists of sources: they name what others tell."""
    if line.block.kind is BlockKind.FOOTNOTE:
        return True
    block = line.block
    while block.parent is not None:
        block = analysis.blocks[block.parent]
        if block.kind is BlockKind.HEADING and _APPARATUS.search((analysis.document.text or "")[block.start : block.end]):
            return True
    return False


def _too_long(analysis: Analysis, line: Line, start: int, end: int) -> list[Diagnostic]:
    if end - start <= MAX_CHARACTERS:
        return []
    place = line.view.raw(start, end)
    text = f"a sentence of {end - start} characters was not parsed"
    remedy = f"split it; the limit is {MAX_CHARACTERS} characters"
    return [Diagnostic("sentence.too_long", text, Severity.WARNING, analysis.document.id, *place, remedy)]


@dataclass(slots=True)
class _State:
    """What the text has said so far in one incident: who controls the data, who took it, who had it last."""

    controller: int | None
    attacked: int | None
    takers: list[int] = field(default_factory=list[int])
    holders: list[int] = field(default_factory=list[int])
    unsaid: list[tuple[str, int]] = field(default_factory=list[tuple[str, int]])  # frame, recipient of an unnamed giver
    givers: list[tuple[int, int, int]] = field(default_factory=list[tuple[int, int, int]])  # line, provider, recipient
    asked: tuple[int, int, int] | None = None  # line, who asks in writing, who is asked
    actors: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])  # line, subject
    count: int = 0

    @classmethod
    def of(cls, analysis: Analysis, segment: int) -> _State:
        return cls(controller_of(analysis, segment), attacked_organization(analysis, segment))

    def note(self, draft: TransferDraft, subject: int | None) -> None:
        """Remember a draft for what is left unsaid after it."""
        self.count += 1
        if draft.recipient is not None and not draft.lawful:
            (self.takers if draft.family == "take" else self.holders).append(draft.recipient.value)
            if draft.family == "take":
                self.holders.append(draft.recipient.value)
        if draft.recipient is not None and draft.provider is None:
            self.unsaid.append((draft.family, draft.recipient.value))
        if draft.provider and draft.recipient:
            self.givers.append((draft.line, draft.provider.value, draft.recipient.value))
        if subject is not None:
            self.actors.append((draft.line, subject))

    def last_subject(self, line: int, reach: int = 2) -> int | None:
        """The acting subject of the last transfer, if it was told at most `reach` lines before."""
        return next((actor for n, actor in reversed(self.actors) if line - n <= reach), None)


@dataclass(slots=True)
class _Telling:
    """One predicate of one sentence, on its way to drafts."""

    analysis: Analysis
    line: Line
    sentence: Sentence
    predicate: Predicate
    state: _State

    def drafts(self) -> list[TransferDraft]:
        """The drafts that the predicate tells of; none if it tells of no passing of data."""
        status = status_of(self.sentence, self.predicate, self._context())
        if status is None or self._is_idiom():
            return []
        reader = Reader(self.analysis, self.line, self.sentence)
        filled = reader.fill(self.predicate)
        if not self._has_object(filled, reader) or self._is_mention(filled):
            return []
        if self.predicate.frame.needs_medium and self._medium(filled) is None:
            return []
        pairs = [pair for pair in self._ends(filled, reader) if pair[0] or pair[1]]
        made = [self._draft(provider, recipient, filled, status) for provider, recipient in pairs]
        made = [draft for draft in made if draft.provider is None or draft.recipient is None or not _same(draft)]
        for draft in made:
            self.state.note(draft, self._acting(draft))
        return made

    def _acting(self, draft: TransferDraft) -> int | None:
        slot = draft.provider if self.predicate.frame.shape in {Shape.GIVE, Shape.PUBLISH, Shape.GIVEBACK} else draft.recipient
        return slot.value if slot and not self.predicate.is_passive else None

    def _context(self) -> str:
        before = self.line.index - 1
        return self.analysis.lines[before].text if before >= 0 and self.analysis.lines[before].segment == self.line.segment else ""

    def _is_idiom(self) -> bool:
        """3回に渡り, 多岐にわたる: words of extent, not of passing."""
        before = self.sentence.text[max(0, self.predicate.span[0] - 6) : self.predicate.span[0]]
        return self.predicate.word == "渡る" and re.search(r"(\d+|数)(回|度|年|日|時間|か月|ヶ月)(間)?に$", before) is not None

    def _is_mention(self, filled: Filled) -> bool:
        """「流出した情報」「持ち出されたデータ」 name data of which the passing is told elsewhere."""
        head = self.predicate.head
        kept = self.predicate.frame.needs_medium and head is not None
        if kept and frame_lexicon().containers.search(self.sentence.text[head.start : head.end]):
            return True
        if head is None or not (self.predicate.is_passive or self.predicate.frame.shape in {Shape.LEAK, Shape.REACH}):
            return False
        text = self.sentence.text[head.start : head.end]
        is_data = frame_lexicon().data.search(text) or frame_lexicon().containers.search(text)
        stated = [s for s in (filled.provider, filled.recipient) if s and s.how is How.STATED]
        return bool(is_data) and not stated

    def _has_object(self, filled: Filled, reader: Reader) -> bool:
        """Is it data that passes? A named thing that is no data (資金, 製品) rules it out."""
        frame, lexicon = self.predicate.frame, frame_lexicon()
        direct = [a for a in self.predicate.arguments if a.particle.startswith("を") or (self._object_is_subject() and a.particle == "が")]
        texts = [self.sentence.text[a.start : a.end] for a in direct]
        if any(lexicon.not_data.search(text) for text in texts):
            return False
        if frame.id == "operate":
            return self.predicate.is_nominal and "システム" in self.sentence.text
        if frame.object == "work":
            named = [t for t in texts if lexicon.work.search(t) or lexicon.data.search(t)]
            return bool(named) or not texts or filled.object is not None
        if filled.object is not None:
            return True
        if texts and not any(reader.is_data(a, lexicon) for a in direct):
            return False
        return frame.object == "any" or self._data_nearby()

    def _object_is_subject(self) -> bool:
        return self.predicate.is_passive or self.predicate.frame.shape in {Shape.REACH, Shape.LEAK}

    def _data_nearby(self) -> bool:
        """The thing passed is left out: is data spoken of before, in this sentence or the one before it?"""
        text = self._context() + self.sentence.text[: self.predicate.span[0]]
        words = re.split(r"[、。はがをにでとのも「」\s]", text)
        return any(frame_lexicon().data.search(word) for word in words if word)

    # -------------------------------------------------------- the two ends

    def _ends(self, filled: Filled, reader: Reader) -> Iterator[tuple[Slot[int] | None, Slot[int] | None]]:
        """Pairs of provider and recipient, with what the discourse adds."""
        match self.predicate.frame.shape:
            case Shape.TAKE:
                provider, recipient = self._take(filled, reader)
                medium = self._medium(filled)
                if recipient and self.predicate.frame.needs_medium and medium and medium.value in {"web", "cloud", "p2p"}:
                    provider, recipient = recipient, None  # kept where others can see it
            case Shape.GIVE | Shape.GIVEBACK:
                provider, recipient = self._give(filled, reader)
            case Shape.GET:
                provider, recipient = self._get(filled, reader)
            case Shape.REACH:
                provider, recipient = filled.provider, filled.recipient
                if provider is None and recipient is not None and self._goes_on(recipient):
                    provider = self._holder(filled)
            case Shape.LEAK | Shape.PUBLISH:
                provider, recipient = self._leak(filled, reader)
            case Shape.ENTRUST | Shape.ACCEPT:
                provider, recipient = self._entrust(filled, reader)
            case Shape.SEIZE:
                provider, recipient = self._seize(filled, reader)
        yield from _pairs(provider, recipient)

    def _take(self, filled: Filled, reader: Reader) -> tuple[Slot[Ends] | None, Slot[Ends] | None]:
        named = self._known_taker(filled.recipient) or self._charged(reader)
        if named and any(self.analysis.actors[a].label.startswith("何者") for a in named.value):
            taker = None  # 何者か: somebody, that is nobody named
            if self.state.takers:
                return None, None
        else:
            unsaid = not reader.has_other_subject(self.predicate)
            taker = named or (_one(self._insider(), How.DISCOURSE) if unsaid else None)
        if taker and all(self._is_owner(a) for a in taker.value) and self.predicate.frame.action is Action.COPY:
            return None, None  # an organization that copies its own data
        provider = filled.provider if filled.provider and not self._is_person(filled.provider) else None
        if provider is None and taker is not None:
            employer = self._employer(taker.value[0])
            heads = Role.SPOKESPERSON in self.analysis.actors[taker.value[0]].roles  # 社長: he brings data in, not out
            named = employer is not None and self.analysis.actors[employer].is_named and not self._is_authority(employer)
            named = named and not heads
            provider = _one(employer, How.ROLE) if named else None
        provider = provider or self._object_owner(filled, reader) or _one(self._taken_from(taker), How.DISCOURSE)
        provider = provider or _one(self.state.controller, How.ROLE)
        if taker is None and (self.state.takers or self.predicate.frame.action is Action.COPY):
            return None, None  # a vague retelling of what somebody is already said to have taken
        return provider, taker

    def _taken_from(self, taker: Slot[Ends] | None) -> int | None:
        """From whom the same one is said to have taken data before."""
        known = [p for _, p, r in self.state.givers if taker and r in taker.value]
        return known[-1] if known else None

    def _employer(self, taker: int) -> int | None:
        """Where a taker works: as its mentions say, or 「Xに派遣されていた」 right before it in the sentence."""
        known = self.analysis.actors[taker].employer
        if known is not None:
            return known
        own = [d for d in self.line.actors if d.actor == taker]
        for d in self.line.actors:
            if own and d.end < own[0].start and self._is_owner(d.actor):
                if _WORKS_AT.fullmatch(self.line.text[d.end : own[0].start]):
                    return d.actor
        return None

    def _charged(self, reader: Reader) -> Slot[Ends] | None:
        """「Xの逮捕容疑は…」: what follows is what X is said to have done."""
        match = re.search(r"(逮捕)?容疑は", self.sentence.text[: self.predicate.span[0]])
        chunk = self.sentence.parse.chunk_at(match.start()) if match else None
        if chunk is None:
            return None
        for child in self.sentence.parse.children(chunk.index):
            actors = reader.actors_of(Argument("の", child.index, child.start, child.content_end))
            if actors and all(not self._is_owner(a) for a in actors):
                return Slot(actors, How.CLAUSE)
        return None

    def _known_taker(self, taker: Slot[Ends] | None) -> Slot[Ends] | None:
        """「データを持ち出した人物」 is whoever is already said to have taken it."""
        if taker is None or self.predicate.head is None or not self.state.takers:
            return taker
        actor = self.analysis.actors[taker.value[0]]
        if actor.head_class == "suspect" and not actor.is_named and len(set(self.state.takers)) == 1:
            return Slot((self.state.takers[-1],), How.DISCOURSE)
        return taker

    def _give(self, filled: Filled, reader: Reader) -> tuple[Slot[Ends] | None, Slot[Ends] | None]:
        provider, recipient = filled.provider, filled.recipient
        if recipient is None and provider is not None and provider.value == reader.actors_of(self.predicate.head):
            # 「情報を持ち込んだ人物」 after 「…が本社に持ち込まれた」: he is the one who was not named there
            recipient = _one(next((r for f, r in reversed(self.state.unsaid) if f == "give"), None), How.DISCOURSE)
        if self._is_request(filled):
            subject = provider or _one(self.state.last_subject(self.line.index) or self._insider(), How.DISCOURSE)
            if subject and recipient:
                self.state.asked = (self.line.index, subject.value[0], recipient.value[0])
            return None, None
        if recipient is None and self.predicate.frame.action in {Action.HANDOVER, Action.EMAIL}:
            stated = provider is not None and provider.how is How.STATED and filled.object is not None
            if not stated or self.predicate.word not in frame_lexicon().open_recipient:
                return None, None
        if provider is None and not self.predicate.is_passive and not reader.has_other_subject(self.predicate):
            provider = _one(self.state.last_subject(self.line.index), How.DISCOURSE) or _one(self._insider(), How.DISCOURSE)
        if recipient and provider and set(recipient.value) & set(provider.value):
            return None, None
        return provider, recipient

    def _in_quotes(self) -> bool:
        before = self.sentence.text[: self.predicate.span[0]]
        return before.count("「") > before.count("」")

    def _is_request(self, filled: Filled) -> bool:
        if filled.object is None:
            return False
        return frame_lexicon().requests.search(self.sentence.text[filled.object.start : filled.object.end]) is not None

    def _get(self, filled: Filled, reader: Reader) -> tuple[Slot[Ends] | None, Slot[Ends] | None]:
        provider, recipient = filled.provider, filled.recipient
        if not (provider and recipient) and (filled.object is None or self._in_quotes()):
            return None, None  # words of a speaker say of the speaker what their grammar says, no more
        if provider is None and self.state.asked and self.line.index - self.state.asked[0] <= 2:
            _, asker, answerer = self.state.asked  # who was handed a request hands out what is then obtained
            if recipient is None or recipient.value == (asker,):
                return Slot((answerer,), How.DISCOURSE), Slot((asker,), How.DISCOURSE)
        if recipient is None and reader.has_other_subject(self.predicate):
            return None, None
        if recipient is None and provider is not None:
            subject = self.state.last_subject(self.line.index, 6) or self._insider()
            recipient = _one(subject, How.DISCOURSE) if subject is not None and subject not in provider.value else None
        if recipient is not None and provider is None and self.predicate.frame.asks:
            return None, recipient
        last = next(((p, r) for n, p, r in reversed(self.state.givers) if self.line.index - n <= 6), None)
        if provider is None and last is not None and (recipient is None or recipient.value == (last[1],)):
            provider = Slot((last[0],), How.IMPLIED)
        if recipient is None and provider is not None and last is not None and provider.value == (last[0],):
            recipient = Slot((last[1],), How.DISCOURSE)
        return (provider, recipient) if provider and recipient else (None, None)

    def _leak(self, filled: Filled, reader: Reader) -> tuple[Slot[Ends] | None, Slot[Ends] | None]:
        provider = filled.provider
        if provider is None and self.predicate.frame.shape is Shape.PUBLISH:
            site = [a for a in self.predicate.case("で", "に") if reader.actors_of(a)]
            actors = reader.actors_of(site[0]) if site else ()
            provider = Slot(actors, How.CLAUSE) if any(self._is_attacker(a) for a in actors) else None
            provider = provider or _one(self.state.last_subject(self.line.index), How.DISCOURSE)
        if provider is None or any(self._is_authority(a) or not self._may_leak(a) for a in provider.value):
            provider = _one(self.state.attacked, How.ROLE) or self._object_owner(filled, reader) or _one(self.state.controller, How.ROLE)
        recipient = filled.recipient
        if recipient and any(self.analysis.actors[a].kind is ActorKind.UNKNOWN for a in recipient.value):
            recipient = None  # 第三者, 外部: nobody in particular
        return provider, recipient

    def _entrust(self, filled: Filled, reader: Reader) -> tuple[Slot[Ends] | None, Slot[Ends] | None]:
        provider, recipient = filled.provider, filled.recipient
        if self.predicate.frame.id == "operate":
            provider = self._system_owner(filled, reader)
            return (provider, recipient) if provider and recipient and self._are_bodies(provider, recipient) else (None, None)
        if recipient is None and provider is not None:
            recipient = _one(self.state.attacked, How.DISCOURSE)
        provider = provider or _one(self.state.controller, How.ROLE)
        both = provider is not None and recipient is not None and self._are_bodies(provider, recipient)
        return (provider, recipient) if both else (None, None)

    def _are_bodies(self, *slots: Slot[Ends]) -> bool:
        return all(self.analysis.actors[a].kind is not ActorKind.PERSON for slot in slots for a in slot.value)

    def _system_owner(self, filled: Filled, reader: Reader) -> Slot[Ends] | None:
        """Whose system it is that another operates: 「Xの」 or 「Xが利用する」 システムの運用を担う."""
        taken = set(filled.recipient.value) if filled.recipient else set[int]()
        for argument in self.predicate.arguments:
            for chunk in [self.sentence.parse.chunks[argument.chunk], *self._under(argument.chunk)]:
                actors = tuple(a for a in reader.actors_of(Argument("", chunk.index, chunk.start, chunk.content_end)) if a not in taken)
                owners = tuple(a for a in actors if self._is_owner(a) and not self._is_authority(a))
                if owners and chunk.particle in {"の", "が"}:
                    return Slot(owners, How.CLAUSE)
        return None

    def _seize(self, filled: Filled, reader: Reader) -> tuple[Slot[Ends] | None, Slot[Ends] | None]:
        """Who takes back (police, or the owner), and from whom: から, else the one who is said to have had it."""
        taker, provider = filled.recipient, filled.provider
        if self.predicate.is_passive:
            taker = reader_slot(reader, self.predicate, "によって")
            subject = reader_slot(reader, self.predicate, "が", "は")
            provider = provider or subject or self._possessors(filled.object, reader)
            taker = taker or _one(self._police(), How.DISCOURSE)
        provider = provider or self._possessors(filled.object, reader) or self._object_owner(filled, reader)
        if taker and provider is None and not any(self._is_authority(a) for a in taker.value):
            others = self._others_in_sentence(taker.value)
            provider = _one(others[0], How.CLAUSE) if len(others) == 1 else None
        if taker is None and filled.object is not None and self.predicate.word == "回収":
            others = self._others_in_sentence(())
            provider = provider or (_one(others[0], How.CLAUSE) if len(others) == 1 else None)
            taker = _one(self.state.controller, How.DISCOURSE)
        return (provider, taker) if provider and taker else (None, None)

    # -------------------------------------------------------- candidates from sentence and discourse

    def _possessors(self, argument: Argument | None, reader: Reader) -> Slot[Ends] | None:
        """Who had what is seized: 「Cが所有していたPC、Dが持っていたデータを」."""
        if argument is None:
            return None
        found: list[int] = []
        for chunk in self.sentence.parse.chunks:
            under = any(a.index == argument.chunk for a in self.sentence.ancestors(chunk.index))
            if not under or not self.sentence.lemmas(chunk) & _POSSESSION:
                continue
            for sub in self.sentence.parse.children(chunk.index):
                if sub.particle in {"が", "の"}:
                    found += reader.actors_of(Argument("が", sub.index, sub.start, sub.content_end))
        usable = tuple(a for a in dict.fromkeys(found) if reader.usable(a))
        return Slot(usable, How.CLAUSE) if usable else None

    def _object_owner(self, filled: Filled, reader: Reader) -> Slot[Ends] | None:
        """「X社の顧客情報を」: X社, where it is an organization."""
        if filled.object is None:
            return None
        for child in self._under(filled.object.chunk):
            if child.particle.startswith("の"):
                argument = Argument("の", child.index, child.start, child.content_end)
                actors = tuple(a for a in reader.actors_of(argument) if self._is_owner(a) and reader.usable(a))
                if actors:
                    return Slot(actors, How.CLAUSE)
        return self._owner_by_words(filled.object)

    def _owner_by_words(self, argument: Argument) -> Slot[Ends] | None:
        """「Xの…に関する秘密」 where the parser took the name apart: X and の stand right before the data."""
        end = self.sentence.to_line(argument.start, argument.end)[0]
        for d in reversed(self.line.actors):
            between = self.line.text[d.end : end]
            if d.end <= end and self._is_owner(d.actor) and re.fullmatch(r"[」』]?の[^、。はがをにへ]{0,24}(に関する)?", between):
                return Slot((d.actor,), How.CLAUSE)
        return None

    def _under(self, chunk: int) -> Iterator[Chunk]:
        """The chunks of a noun phrase before its head, nearest first."""
        for child in reversed(self.sentence.parse.children(chunk)):
            yield child
            yield from self._under(child.index)

    def _others_in_sentence(self, taken: Ends) -> list[int]:
        """Persons denoted in the sentence, without those in a slot already."""
        low, high = self.sentence.to_line(0, len(self.sentence.text))
        found = [d.actor for d in self.line.actors if low <= d.start < high and d.actor not in taken]
        kinds = {ActorKind.PERSON, ActorKind.GROUP}
        people = [a for a in dict.fromkeys(found) if self.analysis.actors[a].kind in kinds]
        return [a for a in people if not {Role.SPOKESPERSON, Role.VICTIM_DATA_SUBJECTS} & set(self.analysis.actors[a].roles)]

    def _insider(self) -> int | None:
        """The one who is said to have taken the data; else the only suspect or former employee of the segment."""
        if self.state.takers:
            return self.state.takers[-1] if len(set(self.state.takers)) == 1 else None
        candidates = {
            d.actor
            for line in self.analysis.lines
            if line.segment == self.line.segment
            for d in line.actors
            if self._is_suspect(d.actor)
        }
        return candidates.pop() if len(candidates) == 1 else None

    def _is_suspect(self, actor: int) -> bool:
        doc_actor = self.analysis.actors[actor]
        words = [doc_actor.label, *doc_actor.names]
        return doc_actor.kind is ActorKind.PERSON and any(re.match(r"元|.*(容疑者|被告)", w) for w in words)

    def _goes_on(self, recipient: Slot[Ends]) -> bool:
        """False where data comes home, or a clause only describes a thing (「弊社に届いたCD-R」): who sent it is unsaid."""
        is_home = self.state.controller in recipient.value or self.analysis.publisher in recipient.value
        return not is_home and self.predicate.head is None

    def _holder(self, filled: Filled) -> Slot[Ends] | None:
        """The last one who is said to have got the data: the giver is not named, so this end is implied."""
        taken = filled.recipient.value if filled.recipient else ()
        holder = next((a for a in reversed(self.state.holders) if a not in taken), None)
        return _one(holder, How.IMPLIED)

    def _police(self) -> int | None:
        found = {
            d.actor for line in self.analysis.lines if line.segment == self.line.segment for d in line.actors
            if Role.INVESTIGATOR in self.analysis.actors[d.actor].roles
        }
        return found.pop() if len(found) == 1 else None

    def _is_attacker(self, actor: int) -> bool:
        return Role.ATTACKER in self.analysis.actors[actor].roles

    def _may_leak(self, actor: int) -> bool:
        doc_actor = self.analysis.actors[actor]
        return doc_actor.head_class != "related" and (doc_actor.kind is not ActorKind.ORGANIZATION or self._is_owner(actor))

    def _is_person(self, slot: Slot[Ends]) -> bool:
        return all(self.analysis.actors[a].kind is ActorKind.PERSON for a in slot.value)

    def _is_owner(self, actor: int) -> bool:
        doc_actor = self.analysis.actors[actor]
        return doc_actor.kind is ActorKind.ORGANIZATION and (doc_actor.is_sure or bool(doc_actor.head_class))

    def _is_authority(self, actor: int) -> bool:
        return self.analysis.actors[actor].is_authority

    # -------------------------------------------------------- the draft

    def _draft(self, provider: Slot[int] | None, recipient: Slot[int] | None, filled: Filled, status: Status) -> TransferDraft:
        window, words = date_of(self.analysis, self.line, self.sentence, self.predicate)
        frame = self.predicate.frame
        hows = [slot.how for slot in (provider, recipient) if slot]
        quote = self.analysis.quote(self.line, *filled.extent)
        low = filled.extent[0]
        return TransferDraft(
            provider=provider,
            recipient=recipient,
            action=self._action(),
            medium=self._medium(filled),
            window=window,
            time_text=words,
            count=self._count(filled),
            price=self._price(filled),
            status=status,
            lawful=self._lawful(provider, recipient),
            confidence=min((CONFIDENCE[how] for how in hows), default=0.5),
            quotes=(quote,),
            segment=self.line.segment,
            line=self.line.index,
            family=_family(frame.shape),
            is_heading=self.line.block.kind is BlockKind.HEADING,
            follows=_THEN.search(self.line.text, max(0, low - 8), filled.extent[1]) is not None and self.state.count > 0,
        )

    def _lawful(self, provider: Slot[int] | None, recipient: Slot[int] | None) -> bool:
        """Entrustment, also told as receipt from a client; seizure and recovery by authorities."""
        if not self.predicate.frame.lawful:
            is_client = provider is not None and Role.CLIENT in self.analysis.actors[provider.value].roles
            return is_client and _family(self.predicate.frame.shape) == "give"
        if self.predicate.frame.action is not Action.RECOVERY:
            return True
        return recipient is not None and (self._is_authority(recipient.value) or provider is None)

    def _action(self) -> Slot[Action]:
        frame = self.predicate.frame
        medium = [m.medium for m in self.line.media]
        if frame.needs_medium and {"web", "cloud"} & set(medium):
            return Slot(Action.UPLOAD)
        if self.predicate.word in frame.resale:
            return Slot(Action.RESALE)
        return Slot(frame.action)

    def _medium(self, filled: Filled) -> Slot[str] | None:
        """A medium named in the clause, the last one before the predicate; not what another activity uses (電話での営業)."""
        low, high = filled.extent
        inside = [m for m in self.line.media if low <= m.start and m.end <= high and self._carries(m)]
        return Slot(inside[-1].medium) if inside else None

    def _carries(self, medium: MediumFound) -> bool:
        place = self.sentence.from_line(medium.start)
        chunk = self.sentence.parse.chunk_at(place) if place is not None else None
        if chunk is None or chunk.particle.startswith("での"):
            return False
        spoken = {"email", "webmail", "phone", "messenger"}
        return not (medium.medium in spoken and _family(self.predicate.frame.shape) == "take")

    def _count(self, filled: Filled) -> Count | None:
        low, high = filled.extent
        inside = [c for c in self.line.counts if low <= c.start and c.end <= high and not c.is_part]
        return inside[-1].count if len({c.count.value for c in inside}) == 1 else None

    def _price(self, filled: Filled) -> Price | None:
        if self.predicate.frame.id not in {"sell", "buy", "hand_over", "mail"}:
            return None
        low, high = filled.extent
        inside = [p for p in self.line.prices if low <= p.start and p.end <= high and p.role in {PriceRole.PRICE, PriceRole.UNKNOWN}]
        return inside[0].price if len(inside) == 1 else None


def reader_slot(reader: Reader, predicate: Predicate, *particles: str) -> Slot[Ends] | None:
    """The first argument with one of the particles that denotes somebody."""
    for argument in predicate.arguments:
        base = argument.particle
        if any(base.startswith(p) for p in particles) or (base.startswith("により") and "によって" in particles):
            actors = tuple(a for a in reader.actors_of(argument) if reader.usable(a))
            if actors:
                return Slot(actors)
    return None


def _one(actor: int | None, how: How) -> Slot[Ends] | None:
    return None if actor is None else Slot((actor,), how)


def _pairs(provider: Slot[Ends] | None, recipient: Slot[Ends] | None) -> Iterator[tuple[Slot[int] | None, Slot[int] | None]]:
    """Every provider with every recipient (A、Bに: one transfer to A and one to B)."""
    for left in provider.value if provider else (None,):
        for right in recipient.value if recipient else (None,):
            yield (
                Slot(left, provider.how) if provider and left is not None else None,
                Slot(right, recipient.how) if recipient and right is not None else None,
            )


def _same(draft: TransferDraft) -> bool:
    return draft.provider is not None and draft.recipient is not None and draft.provider.value == draft.recipient.value


def _family(shape: Shape) -> str:
    """Shapes that can tell one and the same passing."""
    return {
        Shape.TAKE: "take",
        Shape.LEAK: "leak",
        Shape.PUBLISH: "leak",
        Shape.ENTRUST: "entrust",
        Shape.ACCEPT: "entrust",
        Shape.SEIZE: "recover",
        Shape.GIVEBACK: "recover",
    }.get(shape, "give")
