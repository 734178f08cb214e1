"""Proposals of a language model against the gold: what it is worth, and what the check lets through.

    leaktrail propose tests/quality/own/docs -o proposals.json          asks an endpoint of yours
    python -m tests.quality.proposals proposals.json                    scores what it said, asking nobody
    python -m tests.quality.proposals --gold                            no model: the gold itself, see below

Of a file it tells, for each set of documents of which it holds proposals: the figures of the rules alone, of the
proposals alone, and of the rules with every proposal for review accepted, which is the worst that a careless reviewer
can do. With `--gold` the gold is told as a perfect model would, and once more with its ends swapped: how many true transfers
does the check refuse, and how many swapped ones does it notice?
"""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.domain.document import Metadata
from app.domain.ids import document_id
from app.domain.proposal import Outcome, Proposal
from app.domain.view import Reading, View
from app.domain.vocabulary import ThingKind
from app.export.leaktrail1 import to_leaktrail1
from app.services.propose.record import proposals_from
from loaders.pipeline import find, read
from loaders.proposals.accepted import with_accepted
from loaders.proposals.answer import Said
from loaders.proposals.page import Page, open_page
from loaders.proposals.verify import verify
from loaders.resolve import resolve
from tests.quality.gate import MEASURES, Figures, Material, materials, metadata_of, picked, scored

MORE: Mapping[str, tuple[str, ...]] = {
    "transfers_precision": ("micro", "transfers", "precision"),
    "transfers_recall": ("micro", "transfers", "recall"),
    "direction_errors": ("micro", "transfers", "direction_errors"),
}


# ---------------------------------------------------------------- what a file holds


def compared(shared: Path, material: Material, proposals: Sequence[Proposal]) -> dict[str, Figures]:
    """Figures of the rules, of the proposals, and of both, over those documents that the proposals are about."""
    about = {one.document for one in proposals}
    readings = [_read(path) for path in material.texts() if document_id(path.read_bytes()) in about]
    if not readings:
        return {}
    views = {
        "rules": readings,
        "proposals": [_with(_without_transfers(one), map(_for_review, proposals)) for one in readings],
        "both": [_with(one, proposals) for one in readings],
    }
    answers = {name: to_leaktrail1(resolve(view, View())) for name, view in views.items()}
    narrow = replace(material, merged=False)
    return {name: picked(scored(shared, narrow, answer), {**MEASURES, **MORE}) for name, answer in answers.items()}


def _with(reading: Reading, proposals: Iterable[Proposal]) -> Reading:
    return with_accepted(reading, (one for one in proposals if one.document == reading.document.id))


def _without_transfers(reading: Reading) -> Reading:
    return replace(reading, claims=tuple(c for c in reading.claims if c.kind is not ThingKind.TRANSFER))


def _for_review(proposal: Proposal) -> Proposal:
    """What the rules have already counts for a model as well."""
    return replace(proposal, outcome=Outcome.REVIEW) if proposal.outcome is Outcome.KNOWN else proposal


def _read(path: Path) -> Reading:
    return read(path.read_bytes(), path.name, _metadata(path))


def _metadata(path: Path) -> Metadata:
    known = ("title", "publisher", "published_at", "url", "language")
    return Metadata(**{key: metadata_of(path).get(key) for key in known})


# ---------------------------------------------------------------- the gold as a model would tell it


@dataclass(frozen=True, slots=True)
class Told:
    """What the check made of the true transfers of the gold, and of the same ones swapped."""

    true: Counter[str]
    refusals: Counter[str]
    swapped: Counter[str]


def told_by_gold(material: Material) -> Told:
    """Every transfer of the gold whose ends are named near its quote, checked as it is, and with its ends swapped."""
    true, refusals, swapped = Counter[str](), Counter[str](), Counter[str]()
    for path in material.texts():
        page = open_page(find(path.read_bytes(), path.name, _metadata(path)))
        gold = json.loads((material.gold / f"{path.stem}.json").read_text("utf-8"))
        for said in _sayings(page, gold):
            (proposal,) = verify(page, [said])
            true[proposal.outcome.value] += 1
            refusals.update(one.code for one in proposal.remarks if one.refuses)
            if said.provider is not None and said.recipient is not None:
                turned = said.model_copy(update={"provider": said.recipient, "recipient": said.provider})
                swapped[_noticed(verify(page, [turned])[0])] += 1
    return Told(true, refusals, swapped)


def _noticed(proposal: Proposal) -> str:
    """How a swapped proposal came out: `unnoticed` is what only a person can catch."""
    if proposal.outcome is not Outcome.REVIEW:
        return proposal.outcome.value
    codes = {one.code for one in proposal.remarks}
    if "rules.agree" in codes:
        return "agreed"
    return "noticed" if codes & {"direction.turned", "direction.swapped", "direction.other"} else "unnoticed"


def _sayings(page: Page, gold: dict[str, Any]) -> Iterator[Said]:
    actors = {actor["key"]: actor for actor in gold["actors"]}
    for one in gold["transfers"]:
        ends = [_words(page, actors.get(one[slot] or ""), one) for slot in ("from", "to")]
        if not any(ends):
            continue
        passage = next((n for n, line in enumerate(page.analysis.lines) if line.passage.end > one["start"]), 0)
        values = {"data": None, "medium": None, "count": None, "price": None}
        words = {"passage": passage, "quote": one["quote"], "provider": ends[0], "recipient": ends[1], **values}
        yield Said.model_validate({**words, "date": _date(one), "action": one["action"], "status": one["status"]})


def _date(transfer: dict[str, Any]) -> str | None:
    words = transfer.get("date_text")
    return words if words and words in transfer["quote"] else None


def _words(page: Page, actor: dict[str, Any] | None, transfer: dict[str, Any]) -> str | None:
    """The mention of an actor in the quote, else the last one before it that is near enough."""
    mentions = actor["mentions"] if actor else []
    inside = [m for m in mentions if transfer["start"] <= m["start"] and m["end"] <= transfer["end"]]
    before = [m for m in mentions if transfer["start"] - 150 <= m["start"] and m["end"] <= transfer["start"]]
    chosen = inside[0] if inside else before[-1] if before else None
    return page.analysis.document.quote(chosen["start"], chosen["end"]).exact if chosen else None


# ---------------------------------------------------------------- command line


def main(argv: list[str] | None = None) -> int:
    """0 told, 1 nothing to tell."""
    args = _arguments(argv)
    lines = list(_of_gold(args) if args.gold else _of_file(args))
    print("\n".join(lines) or "no proposals about documents with gold")
    return 0 if lines else 1


def _of_file(args: argparse.Namespace) -> Iterator[str]:
    path = Path(args.file)
    proposals = proposals_from(path.read_bytes(), str(path))
    for material in materials(Path(args.shared)):
        figures = compared(Path(args.shared), material, proposals)
        if figures:
            yield f"{material.name:22} {'  '.join(f'{name:>10}' for name in figures)}"
            for measure in {**MEASURES, **MORE}:
                values = "  ".join(
                    f"{one[measure]:10.4f}" if measure in one else f"{'-':>10}" for one in figures.values()
                )
                yield f"  {measure:20} {values}"
    counts = Counter(one.outcome.value for one in proposals)
    refusals = Counter(remark.code for one in proposals for remark in one.remarks if remark.refuses)
    if proposals:
        yield f"outcomes: {dict(counts)}; why refused: {dict(refusals)}"


def _of_gold(args: argparse.Namespace) -> Iterator[str]:
    for material in materials(Path(args.shared)):
        if material.documents.is_dir():
            told = told_by_gold(material)
            yield f"{material.name}: true {dict(told.true)}, refused for {dict(told.refusals)}; swapped {dict(told.swapped)}"


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", nargs="?", help="what `leaktrail propose -o` wrote")
    parser.add_argument("--gold", action="store_true", help="check the gold itself instead, without a model")
    default = os.environ.get("LEAKTRAIL_SHARED") or str(Path(__file__).resolve().parents[3] / "shared")
    parser.add_argument("--shared", default=default, help="folder with seeds, gold, dev and eval")
    args = parser.parse_args(argv)
    if bool(args.file) == args.gold:
        parser.error("give a file of proposals, or --gold")
    return args


if __name__ == "__main__":
    raise SystemExit(main())
