"""`propose`: a language model reads files, its findings are checked word for word, and a person has the last word."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.progress import report
from app.cli.record import Paths
from app.cli.session import JsonOption, emit, emit_json, notice
from app.domain.errors import BadInput, BadQuestion
from app.domain.ids import DocumentId
from app.domain.proposal import Outcome, Proposal
from app.services.files import find_files
from app.services.load import Outcome as Loading
from app.services.propose.endpoint import Address, Patience, connect, read_address, require_client
from app.services.propose.limits import Limits, Prices
from app.services.propose.record import to_record
from app.services.propose.run import Asked, Plan, Proposed, make_plan, read_for_plan
from app.services.propose.run import propose as propose_all
from app.services.whole_file import write_whole
from app.services.wire import to_json

if TYPE_CHECKING:
    from loaders.proposals.page import Page

__all__ = ["propose"]

_DECLINED = 1
_FAILED = 3


def propose(  # noqa: PLR0913 - typer reads an option from each
    paths: Paths,
    *,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE.json", help="Write all of it there, as JSON.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Send, without asking.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print what would be sent; send nothing.")] = False,
    max_calls: Annotated[int, typer.Option(min=1, metavar="N", help="Requests, repeated ones too.")] = 50,
    max_tokens: Annotated[int, typer.Option(min=1, metavar="N", help="Tokens, in and out together.")] = 500_000,
    max_cost: Annotated[float | None, typer.Option(min=0, metavar="X", help="Money, by --prices.")] = None,
    prices: Annotated[
        str | None, typer.Option(metavar="IN,OUT", help="What a million tokens cost, in and out, as 0.5,2.")
    ] = None,
    answer_tokens: Annotated[int, typer.Option(min=100, metavar="N", help="Tokens of one answer.")] = 4_000,
    seconds: Annotated[
        float, typer.Option(min=0.1, max=3600, help="Silence after which a request is given up.")
    ] = 120.0,
    retries: Annotated[int, typer.Option(min=0, max=10, help="After 429, 5xx, time-outs.")] = 3,
    json: JsonOption = False,
) -> None:
    """Ask a language model for transfers in files; check its words; list them for a person. Nothing is stored.

    Off unless you name an endpoint that speaks like OpenAI's: LEAKTRAIL_LLM_URL, LEAKTRAIL_LLM_MODEL, and the key in
    LEAKTRAIL_LLM_KEY or LEAKTRAIL_LLM_KEY_FILE. Passages of the files, personal data among them, are sent there, after
    you were told how much and said yes. Needs the extra: pip install 'leaktrail[llm]'.

    No model was run when this was made, and no figure of its quality exists. It was tested with a server that plays a
    model. docs/llm.md says how to measure one. What it lists are proposals: none is on a path or in the record.
    """
    limits = Limits(max_calls, max_tokens, answer_tokens, max_cost, _prices(prices))
    address = None
    if not dry_run:
        address = read_address(os.environ)
        require_client()
    plan, failed = _read(paths)
    if address is None:
        _show(plan)
    else:
        done = _ask(plan, address, limits, Patience(seconds, retries), yes=yes)
        if output is not None:
            _write(output, done, plan)
        if json:
            emit_json(to_record(done, plan))
        else:
            _print(done)
        failed = failed or bool(done.failed) or done.cut is not None
    if failed:
        raise typer.Exit(_FAILED)


def _read(paths: list[Path]) -> tuple[Plan, bool]:
    pages: dict[DocumentId, Page] = {}
    found = find_files(paths)
    counts = report(read_for_plan(found, pages), found.files)
    if not pages:
        raise BadInput("none of the files could be read")
    return make_plan(pages), bool(counts[Loading.FAILED])


def _ask(plan: Plan, address: Address, limits: Limits, patience: Patience, *, yes: bool) -> Proposed:
    """Say what goes where, wait for a yes, and ask."""
    for line in _announcement(plan, address, limits):
        notice(line)
    with connect(address, patience) as client:
        if plan.pieces and not yes:
            _confirm()
        return propose_all(plan, client.ask, address, limits, patience, _tell)


def _announcement(plan: Plan, address: Address, limits: Limits) -> Iterator[str]:
    if not plan.pieces:
        yield "no passage of the files can tell of a transfer, so nothing is sent"
        return
    documents, pieces = _plural(plan.documents, "document"), _plural(len(plan.pieces), "piece")
    yield f"to send: {plan.characters:,} characters of {documents}, in {pieces}"
    yield f"to:      {address.url}, model {address.model}"
    if not address.is_on_this_machine:
        secrecy = "" if address.is_encrypted else ", NOT ENCRYPTED on their way"
        yield f"         personal data in them leave this machine{secrecy}"
    cost = "" if limits.cost is None else f", a cost of {limits.cost:g}"
    yield f"at most: {limits.calls:,} calls, {limits.tokens:,} tokens{cost}"


def _confirm() -> None:
    if not sys.stdin.isatty():
        raise BadQuestion("nothing was sent", place="--yes", remedy="say --yes to send it without being asked")
    try:
        is_wanted = typer.confirm("Send?", default=False, err=True)
    except typer.Abort:  # Ctrl-C, Ctrl-D: no yes
        is_wanted = False
    if not is_wanted:
        notice("nothing was sent")
        raise typer.Exit(_DECLINED)


def _tell(asked: Asked) -> None:
    what = asked.why or f"{_plural(asked.told, 'transfer')} told"
    notice(f"{asked.heard.value}  {asked.document.name}, passages {asked.first} to {asked.last}: {what}")


def _show(plan: Plan) -> None:
    for body in plan.bodies():
        emit_json(body)
    notice(f"nothing was sent: {plan.characters:,} characters of documents, in {_plural(len(plan.pieces), 'piece')}")


def _write(output: Path, done: Proposed, plan: Plan) -> None:
    write_whole(output, [to_json(to_record(done, plan), indent=1), b"\n"])


def _print(done: Proposed) -> None:
    for outcome in Outcome:
        for proposal in done.of(outcome):
            for line in _lines(proposal):
                emit(line)
    counts = ", ".join(f"{len(done.of(outcome))} {word}" for outcome, word in _WORDS.items())
    emit(f"{counts}. Proposals of {done.address.model}: none is in the record or on a path.")
    usage, cost = done.usage, done.usage.cost(done.limits.prices)
    price = "" if cost is None else f", a cost of {cost:.4f}"
    notice(f"used {_plural(usage.calls, 'call')}, {usage.tokens_in:,} tokens in, {usage.tokens_out:,} out{price}")
    if done.cut is not None:
        notice(f"cut off ({done.cut}): {_plural(done.not_asked, 'piece')} not asked")


_WORDS = {Outcome.REVIEW: "to review", Outcome.KNOWN: "known already", Outcome.REFUSED: "refused"}


def _lines(proposal: Proposal) -> Iterator[str]:
    ends = [end.quote.exact if end else "?" for end in (proposal.provider, proposal.recipient)]
    status = proposal.status.value if proposal.status else ""
    action = proposal.action.value if proposal.action else ""
    yield f"{proposal.outcome.value}  {' → '.join(ends)}  {', '.join(filter(None, (action, status)))}".rstrip(" ,")
    if proposal.quote is not None:
        yield f"    「{proposal.quote.exact}」 {proposal.document} {proposal.quote.start}-{proposal.quote.end}"
    else:
        yield f"    it said 「{proposal.said['quote']}」"
    for one in proposal.remarks:
        yield f"    {one.code}: {one.message}"
    for rule in proposal.rules:
        yield f"    the rules read: {rule.provider or '?'} → {rule.recipient or '?'}"


def _plural(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _prices(text: str | None) -> Prices | None:
    if text is None:
        return None
    try:
        tokens_in, tokens_out = (float(part) for part in text.split(","))
    except ValueError:
        tokens_in = tokens_out = -1.0
    if not (0 <= tokens_in < 1e6 and 0 <= tokens_out < 1e6):
        raise BadQuestion("must be two numbers, as 0.5,2", place="--prices")
    return Prices(tokens_in, tokens_out)
