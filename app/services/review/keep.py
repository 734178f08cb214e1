"""A ruling, or the wish to take one back → saved, with what follows from it; or, as a preview, not saved.

    Review(store, graphs, sight, desk).judge(Ruling("same", ("a", "b")), By("調査員A"), Saving.PREVIEW)
    →  {"judgements": […], "saved": false, "effects": {…}, "revision": "revision-…", …}

Whoever names the revision that he looked at is refused if the record is another by now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from app.domain.access import LOCAL
from app.domain.anchors import Atlas, anchored_again
from app.domain.errors import BadQuestion, NotFound, Stale
from app.domain.judgement import Judgement, Undoing
from app.domain.ports import Desk, Store
from app.export.report.sheet import Language
from app.services.graph import Graphs
from app.services.publish import publish
from app.services.review.effects import effects, replaced
from app.services.review.history import Teller
from app.services.review.rulings import Ruling, check_words, judgements_of
from app.services.review.standing import reviewed
from app.services.review.take import take
from app.services.sight import Sight
from app.services.snapshot import Snapshot
from app.services.wire import Json

__all__ = ["By", "Review", "Saving"]

_TRIES = 20


class Saving(StrEnum):
    """Whether an act is saved, or only told what would follow."""

    PREVIEW = "preview"
    SAVE = "save"


@dataclass(frozen=True, slots=True)
class By:
    """Who acts; `expected` is the revision of the record that he looked at, None if he does not say.

    `caller` is the id under which the audit log knows him: that of a key, or `local`.
    """

    who: str
    expected: str | None = None
    caller: str = LOCAL.who


@dataclass(frozen=True, slots=True)
class Review:
    """What people do with judgements, over a store and the graphs of it.

    `sight` is what whoever acts may see: what he names is looked for there, and what follows is told as he sees it.
    `tell` gets the effects before anything is saved.
    """

    store: Store
    graphs: Graphs
    sight: Sight
    desk: Desk
    tell: Callable[[Json], None] | None = None
    language: Language = "en"

    def judge(self, ruling: Ruling, by: By, saving: Saving) -> Json:
        """Decide something. Raises BadQuestion, NotFound, Ambiguous, Stale, StoreError."""
        when = datetime.now(UTC)
        return self._act(by, saving, lambda snapshot: judgements_of(snapshot, ruling, by.who, when))

    def undo(self, judgement: str, why: str, by: By, saving: Saving) -> Json:
        """Take a judgement back, and what was decided with it in one act; another person's only with a reason.

        It stays in the history. Raises BadQuestion, NotFound, Stale, StoreError.
        """
        when = datetime.now(UTC)
        return self._act(by, saving, lambda snapshot: _undone(snapshot, judgement, Undoing(by.who, when, why)))

    def take(self, data: bytes, place: str, by: By, saving: Saving) -> Json:
        """Put up the proposals of a file for review. Raises BadInput, BadQuestion, Stale, StoreError."""
        when = datetime.now(UTC)
        check_words(by.who, "")
        return self._act(by, saving, lambda snapshot: take(snapshot, data, place, by.who, when))

    def _act(self, by: By, saving: Saving, decide: Callable[[Snapshot], Sequence[Judgement]]) -> Json:
        """Tell what follows from what is there, and save it if that is still there; else look again."""
        for _ in range(_TRIES):
            revision = self.store.revision()
            _refuse_stale(by, self.sight.revision())
            made = tuple(decide(self.sight.snapshot()))
            found = effects(self.sight, made)
            if self.tell is not None:
                self.tell(found)
            if saving is Saving.PREVIEW:
                return self._told(made, found, saving)
            kept = tuple(self._whole(made))  # before the store is held: whoever has the graphs may wait for it
            with self.store.transaction():
                now = self.store.revision()
                if now == revision:
                    self.store.put_judgements(kept)
            if now == revision:
                self._note(by, made)
                publish(self.store, self.graphs)
                return self._told(made, found, saving)
        raise Stale("the record is being changed all the time", remedy="try again when the load is over")

    def _note(self, by: By, made: Sequence[Judgement]) -> None:
        words = {"undo" if one.undone else one.verdict.value for one in made}
        self.desk.note(by.caller, f"judgement.{'+'.join(sorted(words))}", [one.id for one in made])

    def _whole(self, made: Sequence[Judgement]) -> Iterator[Judgement]:
        """As they are kept: with the words of the documents themselves, though their author may see names masked.

        Of those that were there, only that they are taken back is new: their author may not see all of them.
        """
        known = {one.id: one for one in self.store.judgements()}
        atlas = Atlas(self.graphs.snapshot().readings.get)
        for one in made:
            if one.id in known:
                yield replace(known[one.id], undone=one.undone, undoing=one.undoing)
                continue
            anchors = tuple(anchored_again(anchor, atlas) for anchor in one.anchors)
            if None in anchors:
                message = "names what bears another id in the record than the one that is shown to you"
                raise BadQuestion(message, place="about", remedy="whoever may see names can judge it")
            yield replace(one, anchors=tuple(anchor for anchor in anchors if anchor is not None))

    def _told(self, made: Sequence[Judgement], found: Json, saving: Saving) -> Json:
        """`revision` is that of the record as it is now, as far as it can be seen: what to name with the next act."""
        revision = self.sight.revision()
        snapshot = self.sight.snapshot()
        view = replace(snapshot.view, judgements=replaced(snapshot.view.judgements, made))
        teller = Teller(snapshot, reviewed(replace(snapshot, view=view)), self.language)
        cut = found.pop("cut")
        return {
            "judgements": [teller.judgement(one) for one in made],
            "saved": saving is Saving.SAVE,
            "effects": found,
            "revision": revision,
            "policy": snapshot.view.policy.value,
            "truncated": bool(cut),
            "cut": cut,
        }


def _refuse_stale(by: By, revision: str) -> None:
    if by.expected is not None and by.expected != revision:
        raise Stale("the record has changed since you looked at it", remedy="look again, then decide")


def _undone(snapshot: Snapshot, key: str, undoing: Undoing) -> tuple[Judgement, ...]:
    check_words(undoing.who, undoing.why)
    judgements = snapshot.view.judgements
    asked = next((one for one in judgements if one.id == key), None)
    if asked is None:
        raise NotFound("no judgement has that id", place=key, remedy="leaktrail review history lists them")
    if asked.undone:
        message = "was taken back already"
        if asked.undoing is not None:
            message = f"was taken back already by {asked.undoing.who} on {asked.undoing.when.date().isoformat()}"
        raise BadQuestion(message, place="id", remedy="to decide so again, judge anew")
    if asked.who != undoing.who and not undoing.why.strip():
        raise BadQuestion(f"is needed: the judgement is of {asked.who}", place="why", remedy="say why it is taken back")
    act = [one for one in judgements if (one.who, one.when) == (asked.who, asked.when) and not one.undone]
    return tuple(replace(one, undone=True, undoing=undoing) for one in act)
