"""A ruling, or the wish to take one back → saved, with what follows from it; or, as a preview, not saved.

    Review(store, graphs).judge(Ruling("same", ("a", "b")), By("調査員A"), Saving.PREVIEW)
    →  {"judgements": […], "saved": false, "effects": {…}, "revision": "revision-…", …}

Whoever names the revision that he looked at is refused if the record is another by now.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from app.domain.errors import BadQuestion, NotFound, Stale
from app.domain.judgement import Judgement, Undoing
from app.domain.ports import Store
from app.services.graph import Graphs
from app.services.publish import publish
from app.services.review.effects import effects, replaced
from app.services.review.history import Teller
from app.services.review.rulings import MAX_WHO, MAX_WHY, Ruling, judgements_of
from app.services.review.standing import reviewed
from app.services.snapshot import Snapshot
from app.services.wire import Json

__all__ = ["By", "Review", "Saving"]

_TRIES = 5


class Saving(StrEnum):
    """Whether an act is saved, or only told what would follow."""

    PREVIEW = "preview"
    SAVE = "save"


@dataclass(frozen=True, slots=True)
class By:
    """Who acts; `expected` is the revision of the record that he looked at, None if he does not say."""

    who: str
    expected: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """What people do with judgements, over a store and the graphs of it. `tell` gets the effects before a saving."""

    store: Store
    graphs: Graphs
    tell: Callable[[Json], None] | None = None

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

    def put(self, judgements: Sequence[Judgement], by: By, saving: Saving) -> Json:
        """Keep judgements that are made already."""
        return self._act(by, saving, lambda _: judgements)

    def _act(self, by: By, saving: Saving, decide: Callable[[Snapshot], Sequence[Judgement]]) -> Json:
        """Tell what follows from what is there, and save it if that is still there; else look again."""
        for _ in range(_TRIES):
            revision = self.store.revision()
            _refuse_stale(by, revision)
            made = tuple(decide(self.graphs.snapshot()))
            found = effects(self.graphs, made)
            if self.tell is not None:
                self.tell(found)
            if saving is Saving.PREVIEW:
                return self._told(made, found, saving)
            with self.store.transaction():
                now = self.store.revision()
                _refuse_stale(by, now)
                if now == revision:
                    self.store.put_judgements(made)
            if now == revision:
                publish(self.store, self.graphs)
                return self._told(made, found, saving)
        raise Stale("the record is being changed all the time", remedy="try again when the load is over")

    def _told(self, made: Sequence[Judgement], found: Json, saving: Saving) -> Json:
        """`revision` is that of the record as it is now: what to name with the next act."""
        revision = self.store.revision()
        snapshot = self.graphs.snapshot()
        view = replace(snapshot.view, judgements=replaced(snapshot.view.judgements, made))
        teller = Teller(snapshot, reviewed(replace(snapshot, view=view)))
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
    if not undoing.who.strip() or len(undoing.who) > MAX_WHO:
        raise BadQuestion(f"must be a name of 1 to {MAX_WHO} characters", place="who")
    if len(undoing.why) > MAX_WHY:
        raise BadQuestion(f"must have at most {MAX_WHY:,} characters", place="why")
    judgements = snapshot.view.judgements
    asked = next((one for one in judgements if one.id == key), None)
    if asked is None:
        raise NotFound("no judgement has that id", place=key, remedy="leaktrail review history lists them")
    if asked.undone:
        by = "" if asked.undoing is None else f" by {asked.undoing.who} on {asked.undoing.when.date().isoformat()}"
        raise BadQuestion(f"was taken back already{by}", place="id", remedy="to decide so again, judge anew")
    if asked.who != undoing.who and not undoing.why.strip():
        raise BadQuestion(f"is needed: the judgement is of {asked.who}", place="why", remedy="say why it is taken back")
    act = [one for one in judgements if (one.who, one.when) == (asked.who, asked.when) and not one.undone]
    return tuple(replace(one, undone=True, undoing=undoing) for one in act)
