"""Numbers → invented documents, and these → readings that resolve into actors, datasets and transfers.

    write_stories(folder, range(3))     a leak at 甲商店0, then lines such as 甲商店0>乙商店3>2031-04-05>会員名簿
    read_story(data, "story1.txt", …)   each line a transfer, each part of it the quote of a claim

Every third document is about the same leak, and companies bear the same names in all, so that what one document tells
joins what others tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

from app.domain.claim import Claim, Run, Value, local_id
from app.domain.document import Block, BlockKind, Document, Mention, Metadata, Passage, Quote, Source
from app.domain.ids import LocalId, digest, document_id
from app.domain.view import Reading
from app.domain.vocabulary import ThingKind

COMPANIES = [f"{sign}商店{i}" for sign in "甲乙丙" for i in range(8)]
LISTS = ["会員名簿", "顧客台帳", "応募者一覧"]
_LEAKS = 3
_SEPARATOR = ">"


def story(number: int, transfers: int = 6) -> str:
    """The text of a document; the same for the same number."""
    random = Random(number)
    leak = number % _LEAKS
    lines = [
        f"第{leak}の流出、その{number}",
        _SEPARATOR.join((COMPANIES[leak], f"2031-05-{10 + leak}", f"{32759 + leak}")),
    ]
    for _ in range(transfers):
        provider, recipient = random.sample(COMPANIES, 2)
        day = f"2031-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
        lines.append(_SEPARATOR.join((provider, recipient, day, random.choice(LISTS))))
    return "\n".join(lines) + "\n"


def write_stories(folder: Path, numbers: Iterable[int], transfers: int = 6) -> list[Path]:
    """One file for each number."""
    paths = [folder / f"story{number}.txt" for number in numbers]
    for path, number in zip(paths, numbers, strict=True):
        path.write_text(story(number, transfers), "utf-8")
    return paths


def extractor(generation: int) -> str:
    """What calls itself the reader of that generation; another one's readings replace those of the one before."""
    return f"stories {generation}"


def read_story(data: bytes, filename: str, metadata: Metadata, extractor: str = "stories 1") -> Reading:
    """What the loaders would make of it, without language models."""
    text = data.decode()
    document = Document(document_id(data), filename.rpartition(".")[0], None, text, metadata)
    lines = _lines(document)
    source = Source.of(document.id, "見本新聞")
    incident = _thing(lines[0], ThingKind.INCIDENT)
    claims = [Claim.of(incident, ThingKind.INCIDENT, "name", lines[0].exact[:5], [lines[0]], source=source.id)]
    mentions: list[Mention] = []
    known: dict[str, LocalId] = {}
    claims += _disclosed(document, lines[1], incident, known, mentions)
    for line in lines[2:]:
        claims += _told(document, line, incident, known, mentions)
    return Reading(
        document,
        Run(extractor, digest("metadata", str(metadata))),
        tuple(Block(BlockKind.PARAGRAPH, line.start, line.end) for line in lines),
        tuple(Passage(document.id, i, BlockKind.PARAGRAPH, q.start, q.end, i) for i, q in enumerate(lines)),
        tuple(mentions),
        (source,),
        tuple(claims),
    )


def _lines(document: Document) -> list[Quote]:
    found, start = [], 0
    for line in (document.text or "").splitlines():
        found.append(document.quote(start, start + len(line)))
        start += len(line) + 1
    return found


def _disclosed(
    document: Document, line: Quote, incident: LocalId, known: dict[str, LocalId], mentions: list[Mention]
) -> Iterator[Claim]:
    """Who told of the leak and when, and how many people it concerns."""
    company, day, number = _parts(document, line)
    yield from _named(company, ThingKind.ACTOR, incident, known, mentions)
    count = {"value": int(number.exact), "unit": "people", "qualifier": "exact", "claimed_by": None}
    event = {"incident": incident, "type": "disclosure", "actor": known[company.exact], "window": _window(day)}
    row = {"incident": incident, "organization": known[company.exact], "record_count": count, "status": "leaked"}
    for kind, values in ((ThingKind.EVENT, event), (ThingKind.AFFECTED, row)):
        yield from (Claim.of(_thing(line, kind), kind, name, value, [line]) for name, value in values.items())


def _told(
    document: Document, line: Quote, incident: LocalId, known: dict[str, LocalId], mentions: list[Mention]
) -> Iterator[Claim]:
    """Who passed what to whom; `known` are the things that lines before it named."""
    provider, recipient, day, dataset = _parts(document, line)
    for quote, kind in ((provider, ThingKind.ACTOR), (recipient, ThingKind.ACTOR), (dataset, ThingKind.DATASET)):
        yield from _named(quote, kind, incident, known, mentions)
    values = {
        "incident": incident,
        "provider": known[provider.exact],
        "recipient": known[recipient.exact],
        "dataset": known[dataset.exact],
        "action": "sale",
        "status": "confirmed",
        "window": _window(day),
    }
    transfer = _thing(line, ThingKind.TRANSFER)
    yield from (Claim.of(transfer, ThingKind.TRANSFER, name, value, [line]) for name, value in values.items())


def _named(
    quote: Quote, kind: ThingKind, incident: LocalId, known: dict[str, LocalId], mentions: list[Mention]
) -> Iterator[Claim]:
    if quote.exact not in known:
        thing = known[quote.exact] = _thing(quote, kind)
        yield Claim.of(thing, kind, "label", quote.exact, [quote])
        if kind is ThingKind.ACTOR:
            yield Claim.of(thing, kind, "kind", "organization", [quote])
            yield Claim.of(thing, kind, "incident", incident, [quote])
    mentions.append(Mention.of(quote, kind, known[quote.exact]))


def _parts(document: Document, line: Quote) -> Iterator[Quote]:
    at = line.start
    for part in line.exact.split(_SEPARATOR):
        yield document.quote(at, at + len(part))
        at += len(part) + len(_SEPARATOR)


def _window(day: Quote) -> dict[str, Value]:
    return {"earliest": day.exact, "latest": day.exact}


def _thing(quote: Quote, kind: ThingKind) -> LocalId:
    return local_id(quote.document, kind, quote.start, quote.end)
