"""Question as words → answer as a JSON object: paths, lineage, holders.

    ask_paths(graphs, "元派遣社員", "名簿業者", 3, Options(by="2023-01-31", mode="certain"))

Everything a person can get wrong in a question raises BadQuestion with the option in `place`; what cannot be found
raises NotFound or Ambiguous. The work is pure computation on a cached graph and never waits for anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from time import perf_counter
from typing import TypeVar

from app.domain.document import Document
from app.domain.errors import BadQuestion
from app.domain.path import MAX_HOPS, MAX_PATHS, Direction, Mode, Question
from app.domain.view import Policy, View
from app.domain.vocabulary import Status
from app.domain.window import Window
from app.engine import find_holders, find_lineage, find_paths
from app.engine.explain import explain
from app.services.answers import holders_answer, lineage_answer, paths_answer, shown
from app.services.concerning import told_of
from app.services.explained import concerned
from app.services.lookup import find_actor, find_dataset
from app.services.sight import Sight
from app.services.snapshot import Snapshot
from app.services.wire import Json

__all__ = [
    "DEFAULT_PATHS",
    "Options",
    "answer_paths",
    "ask",
    "ask_holders",
    "ask_lineage",
    "ask_paths",
    "parse_day",
    "published_by",
    "view_of",
]

DEFAULT_PATHS = 5
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_WORD = TypeVar("_WORD", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Options:
    """What all path questions share, as people write it. `stopped`: once it says yes, nobody waits for the answer."""

    mode: str = Mode.POSSIBLE.value
    by: str | None = None
    known_on: str | None = None
    dataset: str | None = None
    min_status: str = Status.SUSPECTED.value
    policy: str = Policy.ALL.value
    max_hops: int = 8
    stopped: Callable[[], bool] | None = field(default=None, compare=False, repr=False)


def ask_paths(graphs: Sight, start: str, goal: str, k: int, options: Options) -> Json:
    """The k best time-respecting paths from `start` to `goal` (1 ≤ k ≤ 1000); equal ends ask for returns."""

    def answer(snapshot: Snapshot, question: Question) -> Json:
        return answer_paths(graphs, snapshot, question, (start, goal), k)[1]

    return ask(graphs, options, answer, start, goal)


def answer_paths(
    graphs: Sight, snapshot: Snapshot, question: Question, ends: tuple[str, str], k: int
) -> tuple[Snapshot, Json]:
    """The answer about the paths between two ends, and the snapshot with all that it shows."""
    if not 1 <= k <= MAX_PATHS:
        raise BadQuestion(f"must be from 1 to {MAX_PATHS}", place="k")
    first, last = (find_actor(snapshot, end) for end in ends)
    found = find_paths(snapshot.graph, first, last, question, k)
    disputed = graphs.with_conflicts(snapshot, concerned(found.paths))
    why = explain(disputed.graph, (first, last), question, found.paths)
    told = graphs.with_words(disputed, shown(found))
    return told, paths_answer(told, found, question, why)


def ask_lineage(graphs: Sight, actor: str, direction: str, options: Options) -> Json:
    """Everybody whom the data of `actor` could reach (`downstream`), or from whom its data could come (`upstream`)."""
    way = _word(Direction, direction, "direction")

    def answer(snapshot: Snapshot, question: Question) -> Json:
        lineage = find_lineage(snapshot.graph, find_actor(snapshot, actor), way, question)
        return lineage_answer(snapshot, lineage, question)

    return ask(graphs, options, answer, actor)


def ask_holders(graphs: Sight, options: Options, incident: str | None = None) -> Json:
    """Who had data by the end of the day `options.by` (None: at any time), and who may hold it still.

    `incident` (an id or a name): by its transfers alone, so that nobody is told to have had the data of one leak
    because of another. Raises BadQuestion, NotFound and Ambiguous.
    """

    def answer(snapshot: Snapshot, question: Question) -> Json:
        graph, named = told_of(snapshot, incident)
        return {**holders_answer(snapshot, find_holders(graph, question), question), "incident": named}

    return ask(graphs, options, answer, *(() if incident is None else (incident,)))


def parse_day(text: str, name: str) -> date:
    """A day written `YYYY-MM-DD`; BadQuestion otherwise, a month or a year included."""
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise BadQuestion("there is no such day", place=name) from None
    raise BadQuestion("must be a day, YYYY-MM-DD", place=name)


def published_by(document: Document, known_on: date) -> bool:
    """True if the document was surely public on that day: a month or year counts from its last day, no date never."""
    published = Window.from_partial(document.metadata.published_at or "")
    return published is not None and published.surely_precedes(Window.day(known_on))


def ask(graphs: Sight, options: Options, answer: Callable[[Snapshot, Question], Json], *asked: str) -> Json:
    """What `answer` makes of the graph that the options ask for, with what all answers say.

    `asked` are the ids or names that the question holds: a store that keeps the graph is asked what they lead to.
    """
    began = perf_counter()
    _refuse_bad(options)
    view, unknown = _view(graphs, options)
    by = None if options.by is None else parse_day(options.by, "by")
    snapshot = graphs.slice(view, options.dataset, by, asked)
    found = answer(snapshot, _question(snapshot, options, by))
    if options.known_on is not None:
        found |= {"known_on": options.known_on, "undated_documents": unknown}
    return found | {"elapsed_ms": round((perf_counter() - began) * 1000, 3)}


def _refuse_bad(options: Options) -> None:
    _word(Policy, options.policy, "policy")
    _word(Mode, options.mode, "mode")
    status = _word(Status, options.min_status, "min_status")
    if not status.can_lie_on_path:
        raise BadQuestion("denied and planned transfers never lie on a path", place="min_status")
    if not 1 <= options.max_hops <= MAX_HOPS:
        raise BadQuestion(f"must be from 1 to {MAX_HOPS}", place="max_hops")


def view_of(graphs: Sight, options: Options) -> View:
    """The view of the documents, day of knowledge and policy that the options ask for. Raises BadQuestion."""
    _word(Policy, options.policy, "policy")
    return _view(graphs, options)[0]


def _view(graphs: Sight, options: Options) -> tuple[View, list[str]]:
    """The view that the options ask for, and the undated documents that it leaves out."""
    policy = Policy(options.policy)
    if options.known_on is None:
        return View(policy=policy), []
    day = parse_day(options.known_on, "known_on")
    documents = graphs.documents()
    visible = frozenset(document.id for document in documents if published_by(document, day))
    return View(visible, policy=policy), sorted(_undated(documents))


def _undated(documents: Iterable[Document]) -> Iterable[str]:
    return (document.name for document in documents if document.metadata.published_at is None)


def _question(snapshot: Snapshot, options: Options, by: date | None) -> Question:
    return Question(
        mode=Mode(options.mode),
        by=by,
        dataset=None if options.dataset is None else find_dataset(snapshot, options.dataset),
        min_status=Status(options.min_status),
        max_hops=options.max_hops,
        stopped=options.stopped,
    )


def _word(words: type[_WORD], text: str, name: str) -> _WORD:
    try:
        return words(text)
    except ValueError:
        known = ", ".join(word.value for word in words)
        raise BadQuestion(f"must be one of {known}", place=name) from None
