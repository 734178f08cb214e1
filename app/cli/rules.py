"""`rules check`, `rules todo`, `explain`: for the expert who keeps the word lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, cast

import typer

from app.cli.commands import tell_help
from app.cli.explanation import LANGUAGES, explanation_lines
from app.cli.progress import report
from app.cli.record import Paths
from app.cli.session import JsonOption, emit, emit_json
from app.cli.text import Part
from app.services.files import find_files
from app.services.load import Outcome

__all__ = ["explain", "rules"]

_UNSOUND, _FAILED = 1, 3

rules = typer.Typer(
    name="rules",
    add_completion=False,
    help="The word lists behind the reading: do their examples hold, and which verbs may they lack?",
    rich_markup_mode=None,
)


rules.callback(invoke_without_command=True)(tell_help)


@rules.command()
def check(*, json: JsonOption = False) -> None:
    """Run the examples and counter-examples of all word lists (exit 1 if one does not hold).

    Each list is told with its entries, the examples run, those that fail, and the entries that show none. A list that
    cannot be used as it is, is told with its line (exit 3).
    """
    from app.services.rules import check_rules  # noqa: PLC0415 - the loaders take a second to import

    answer = cast("dict[str, Any]", check_rules())
    if json:
        emit_json(answer)
    else:
        for line in (line for lexicon in answer["lexicons"] for line in _lexicon_lines(lexicon)):
            emit(line)
        emit("all examples hold" if answer["healthy"] else "not all examples hold")
    if not answer["healthy"]:
        raise typer.Exit(_UNSOUND)


@rules.command()
def todo(
    paths: Paths,
    *,
    top: Annotated[int, typer.Option("--top", metavar="N", min=1, help="How many verbs are printed.")] = 30,
    json: JsonOption = False,
) -> None:
    """List verbs that take data as their object and are in no frame: what the word lists may lack, for Japanese.

    First come those that stand most often beside somebody who may give or get the data. Verbs that are known to pass
    nothing (loaders/claims/harmless.yaml) are left out. Each is printed with how often it occurs, and with up to three
    sentences. Nothing is stored.
    """
    from app.services.rules_missing import Missing  # noqa: PLC0415 - as above
    from app.services.walk import look_at_all  # noqa: PLC0415

    missing, found = Missing(), find_files(paths)
    counts = report(look_at_all(found, missing.look), found.files)
    answer = cast("dict[str, Any]", missing.answer(top))
    if json:
        emit_json(answer)
    else:
        for line in (line for verb in answer["verbs"] for line in _verb_lines(verb)):
            emit(line)
        if not answer["verbs"]:
            emit("no verb on data is missing")
    if counts[Outcome.FAILED]:
        raise typer.Exit(_FAILED)


def explain(
    paths: Paths,
    *,
    lang: Annotated[
        str | None, typer.Option("--lang", metavar="L", help="Headings in ja or en; else as the document is.")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Print what is read in documents and why: the frame or rule, how each slot was filled, on which words.

    The words of a slot are those that denote its value, nearest to the quote. After the rows come the words of a frame
    that gave no transfer, with the reason, and the remarks. Places are the line and the offsets in the text of the
    document. Nothing is stored.
    """
    from app.services.rules_explain import Explanation  # noqa: PLC0415 - as above
    from app.services.walk import look_at_all  # noqa: PLC0415

    if lang is not None and lang not in LANGUAGES:
        raise typer.BadParameter(f"must be {' or '.join(LANGUAGES)}", param_hint="--lang")
    explanation, found = Explanation(), find_files(paths)
    counts = report(look_at_all(found, explanation.look), found.files)
    answer = cast("dict[str, Any]", explanation.answer())
    if json:
        emit_json(answer)
    else:
        for number, document in enumerate(answer["documents"]):
            for line in ("", *explanation_lines(document, lang))[int(number == 0) :]:
                emit(line)
    if counts[Outcome.FAILED]:
        raise typer.Exit(_FAILED)


def _lexicon_lines(lexicon: Part) -> Iterator[str]:
    failures, without = lexicon["failures"], lexicon["without_examples"]
    yield f"{lexicon['file']}: {lexicon['entries']} entries, {lexicon['examples']} examples, {len(failures)} failures"
    for failure in failures:
        word = "counter-example" if failure["counter_example"] else "example"
        yield f"    {lexicon['file']}:{failure['line']}: {failure['entry']}: {word} 「{failure['text']}」"
        yield f"        expected {failure['expected']}, got {failure['got']}"
    for one in without:
        yield f"    {lexicon['file']}:{one['line']}: {one['entry']}: shows no example"


def _verb_lines(verb: Part) -> Iterator[str]:
    times = "1 time" if verb["times"] == 1 else f"{verb['times']} times"
    yield f"{verb['verb']}  {times}, {verb['with_party']} beside somebody who may give or get"
    for place in verb["places"]:
        yield f"    {place['data']}  「{place['sentence']}」 {place['document']}:{place['line']}"
