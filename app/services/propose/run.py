"""Files → what would be sent → proposals: read, ask piece by piece within the limits, check every answer.

    plan = make_plan(find_files([Path("inbox")]), tell)          nothing leaves the machine
    done = propose(plan, client.ask, address, limits, retries)   the pieces of the plan go out, and nothing else

Nothing is stored. A piece without a usable answer is named with its passages; the others stand.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from pydantic import ValidationError

from app.domain.document import Document, Metadata
from app.domain.errors import EndpointError
from app.domain.ids import DocumentId
from app.domain.proposal import Outcome, Proposal
from app.domain.view import Reading
from app.services.extract import read_all
from app.services.files import Found
from app.services.load import Event
from app.services.load import Outcome as Loading
from app.services.propose.endpoint import Address, Heard, Patience, Reply
from app.services.propose.limits import Limits, Usage

if TYPE_CHECKING:
    from loaders.proposals.answer import Said
    from loaders.proposals.page import Page
    from loaders.proposals.pieces import Message, Piece

__all__ = ["Ask", "Asked", "Plan", "Proposed", "make_plan", "propose", "read_for_plan"]

_IN_A_ROW = 2
"""Pieces without any answer after which the rest is not asked."""


class Ask(Protocol):
    """One reply to messages, of at most so many tokens and by at most so many requests (`Client.ask`)."""

    def __call__(
        self, messages: Sequence[Message], schema_name: str, schema: Mapping[str, object], tokens: int, calls: int
    ) -> Reply:
        """Ask; raises EndpointError where asking on makes no sense."""
        ...


@dataclass(frozen=True, slots=True)
class Plan:
    """Documents as the rules read them, and the pieces that would go out."""

    pages: Mapping[DocumentId, Page]
    pieces: tuple[Piece, ...]

    @property
    def characters(self) -> int:
        """Characters of documents that would go out; a passage that goes with two others goes twice."""
        return sum(piece.characters for piece in self.pieces)

    @property
    def documents(self) -> int:
        """Documents of which something would go out."""
        return len({piece.document.id for piece in self.pieces})

    def bodies(self) -> Iterator[object]:
        """What would be sent, piece by piece."""
        from loaders.proposals.pieces import messages_for  # noqa: PLC0415 - see `make_plan`

        yield from (messages_for(piece) for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of one piece: the reply, why it is of no use (empty: it is), and how many transfers it told of."""

    document: Document
    first: int
    last: int
    heard: Heard
    why: str
    told: int


@dataclass(frozen=True, slots=True)
class Proposed:
    """All that came of it.

    `prompt` names instructions and schema, `cut` the cap that ended it, `not_asked` the number of pieces left then.
    """

    proposals: tuple[Proposal, ...]
    asked: tuple[Asked, ...]
    usage: Usage
    limits: Limits
    address: Address
    prompt: str
    cut: str | None = None
    not_asked: int = 0

    @property
    def failed(self) -> tuple[Asked, ...]:
        """Pieces that gave no usable answer."""
        return tuple(one for one in self.asked if one.why)

    def of(self, outcome: Outcome) -> tuple[Proposal, ...]:
        """The proposals with an outcome, by document and place."""
        return tuple(one for one in self.proposals if one.outcome is outcome)


def read_for_plan(found: Found, pages: dict[DocumentId, Page]) -> Iterator[Event]:
    """Read the files of `found` by the rules, into `pages`; an event for each."""
    from loaders.pipeline import find, run_of  # noqa: PLC0415 - see `make_plan`
    from loaders.proposals.page import open_page  # noqa: PLC0415

    def read(data: bytes, filename: str, metadata: Metadata, *, columns: str | None = None) -> Reading:
        del columns  # a ledger has no sentences to ask about: `find` refuses it
        page = open_page(find(data, filename, metadata))
        document = page.analysis.document
        pages[document.id] = page
        return Reading(document, run_of(document.metadata))

    for event in read_all(found, read, {}):
        # how many claims a reading has is of no interest here, and it was given none
        yield replace(event, message="") if event.outcome is Loading.LOADED else event


def make_plan(pages: Mapping[DocumentId, Page]) -> Plan:
    """The pieces of the documents, by id. Imports the loaders when it is called: that takes a second."""
    from loaders.proposals.pieces import pieces_of  # noqa: PLC0415

    ordered = {key: pages[key] for key in sorted(pages)}
    return Plan(ordered, tuple(piece for page in ordered.values() for piece in pieces_of(page.analysis)))


def propose(
    plan: Plan,
    ask: Ask,
    address: Address,
    limits: Limits,
    patience: Patience,
    tell: Callable[[Asked], None] = lambda _: None,
) -> Proposed:
    """Ask about the pieces of a plan, in order, and check what comes back.

    What was answered is kept whatever ends it: a cap, silence, an interruption, an error. Raises EndpointError if the
    first request ends so.
    """
    from loaders.proposals.answer import schema_of_answer  # noqa: PLC0415 - see `make_plan`
    from loaders.proposals.pieces import prompt_digest  # noqa: PLC0415
    from loaders.proposals.verify import verify  # noqa: PLC0415

    schema = schema_of_answer()
    asked: list[Asked] = []
    said: dict[DocumentId, list[Said]] = {}
    used, cut = Usage(), None
    for piece in plan.pieces:
        most = _most_tokens(piece, schema)
        cut = _stop(asked) or limits.forbids(used, most)
        if cut is not None:
            break
        try:
            reply, used = _ask(piece, ask, schema, limits, used, patience)
        except KeyboardInterrupt:
            cut, used = "interrupted", used + Usage(1, most, limits.answer_tokens)
            break
        except EndpointError as error:
            if not asked:
                raise
            cut, used = str(error), used + Usage(1)
            break
        told, why = _read(reply)
        said.setdefault(piece.document.id, []).extend(told)
        numbers = [number for number, _ in piece.passages]
        asked.append(Asked(piece.document, numbers[0], numbers[-1], reply.heard, why, len(told)))
        tell(asked[-1])
    proposals = tuple(one for key, heard in said.items() for one in _in_order(verify(plan.pages[key], heard)))
    left = len(plan.pieces) - len(asked)
    return Proposed(proposals, tuple(asked), used, limits, address, prompt_digest(schema), cut, left)


def _ask(
    piece: Piece, ask: Ask, schema: Mapping[str, object], limits: Limits, used: Usage, patience: Patience
) -> tuple[Reply, Usage]:
    from loaders.proposals.answer import SCHEMA_NAME  # noqa: PLC0415 - see `make_plan`
    from loaders.proposals.pieces import messages_for  # noqa: PLC0415

    most = _most_tokens(piece, schema)
    attempts = limits.attempts(used, most, 1 + patience.retries)
    reply = ask(messages_for(piece), SCHEMA_NAME, schema, limits.answer_tokens, attempts)
    return reply, used + reply.usage(most, limits.answer_tokens)


def _most_tokens(piece: Piece, schema: Mapping[str, object]) -> int:
    """No more tokens than bytes: each token of a byte-level vocabulary stands for one byte at least."""
    from loaders.proposals.pieces import messages_for  # noqa: PLC0415 - see `make_plan`

    return len(json.dumps([messages_for(piece), schema], ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _stop(asked: Sequence[Asked]) -> str | None:
    last = asked[-_IN_A_ROW:]
    if len(last) == _IN_A_ROW and all(one.heard is Heard.NO_ANSWER for one in last):
        return f"{_IN_A_ROW} pieces in a row without an answer"
    return None


def _read(reply: Reply) -> tuple[list[Said], str]:
    """The transfers that an answer tells, and why it is of no use."""
    from loaders.proposals.answer import MOST_TOLD, Answer  # noqa: PLC0415 - see `make_plan`

    if reply.heard is not Heard.ANSWERED:
        return [], reply.why or _WHY[reply.heard]
    try:
        told = Answer.model_validate_json(reply.text).transfers
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "its whole"
        return [], f"the answer has not the form asked for ({first['type']} at {place[:60]})"
    if len(told) > MOST_TOLD:
        return list(
            told[:MOST_TOLD]
        ), f"it tells of {len(told)} transfers, of which the first {MOST_TOLD} were looked at"
    return list(told), ""


def _in_order(proposals: Sequence[Proposal]) -> list[Proposal]:
    return sorted(proposals, key=lambda one: (one.quote is None, one.quote.start if one.quote else 0))


_WHY: Mapping[Heard, str] = {
    Heard.REFUSED: "the model refuses to answer",
    Heard.TRUNCATED: "the answer was cut off at its token limit; raise --answer-tokens",
    Heard.FILTERED: "a filter of the endpoint held the answer back",
    Heard.EMPTY: "the answer is empty",
    Heard.NOT_AS_ASKED: "what came back is no chat completion",
}
