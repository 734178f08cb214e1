"""Invented documents as readings, in few words: `story("d1", actor("x", "あさひ商店", …), transfer("t", "x", "y"))`."""

from dataclasses import replace
from datetime import UTC, datetime

from app.domain.claim import Claim, Run
from app.domain.document import BlockKind, Document, Mention, Metadata, Passage, Quote, Source
from app.domain.ids import DocumentId
from app.domain.judgement import Judgement, Verdict
from app.domain.view import Reading
from app.domain.vocabulary import How, ThingKind

NOW = datetime(2031, 6, 1, tzinfo=UTC)


def thing(kind, key, /, **claims):
    """(kind, key, [(property, value), …]); a list of values gives several claims."""
    found = []
    for prop, value in claims.items():
        found += [(prop, one) for one in (value if isinstance(value, list) else [value]) if one is not None]
    return (kind, key, found)


def actor(key, label, kind="organization", roles=(), incident="i", **more):
    return thing(ThingKind.ACTOR, key, label=label, kind=kind, role=list(roles), incident=incident, **more)


def person(key, label, *roles, **more):
    return actor(key, label, "person", roles, **more)


def transfer(key, provider, recipient, when=None, incident="i", **more):
    return thing(
        ThingKind.TRANSFER, key, incident=incident, provider=provider, recipient=recipient, window=span(when), **more
    )


def event(key, kind, when, *actors, incident="i"):
    return thing(ThingKind.EVENT, key, incident=incident, type=kind, actor=list(actors), window=span(when))


def dataset(key, label, *counts, **more):
    return thing(ThingKind.DATASET, key, label=label, record_count=list(counts), **more)


def affected(key, organization, count=None, status="leaked", incident="i", **more):
    told = {"incident": incident, "organization": organization, "record_count": count, "status": status}
    return thing(ThingKind.AFFECTED, key, **told, **more)


def incident(key="i", name="名簿の流出"):
    return thing(ThingKind.INCIDENT, key, name=name)


def count(value, unit="people", qualifier="exact", claimed_by=None):
    return {"value": value, "unit": unit, "qualifier": qualifier, "claimed_by": claimed_by}


def span(when):
    """ "2031-04" | "2031-04-02" | ("2031-04-02", None) → the value of a window claim."""
    if when is None or isinstance(when, dict):
        return when
    if isinstance(when, tuple):
        return {"earliest": when[0], "latest": when[1]}
    if len(when) == 7:
        return {"earliest": f"{when}-01", "latest": f"{when}-28"}
    return {"earliest": when, "latest": when}


REFERENCES = {
    *("incident", "member", "candidate", "derived_from", "provider", "recipient", "dataset", "part_of", "after"),
    *("actor", "organization", "subject"),
}


def story(name, *things, publisher=None, published=None, how=How.STATED, speaker=None, confidence=1.0):
    """A reading whose local ids are `name:key`; every claim has its own quote."""
    document = DocumentId(name)
    source = Source.of(document, speaker) if speaker else None
    claims, mentions = [], []
    for kind, key, found in (incident(), *things) if not any(t[0] is ThingKind.INCIDENT for t in things) else things:
        own = f"{name}:{key}"
        for prop, told in found:
            at = 10 * len(claims)
            value = f"{name}:{told}" if prop in REFERENCES else told
            quote = Quote(document, at, at + 5, f"{at:05}")
            claims.append(
                Claim.of(
                    own,
                    kind,
                    prop,
                    value,
                    [quote],
                    source=source.id if source else None,
                    how=how,
                    confidence=confidence,
                )
            )
            if kind is ThingKind.ACTOR and prop == "label":
                mentions.append(Mention.of(quote, kind, own))
    metadata = Metadata(publisher=publisher, published_at=published)
    sources = (source,) if source else ()
    return Reading(
        Document(document, name, None, None, metadata),
        Run("test", "0"),
        mentions=tuple(mentions),
        sources=sources,
        claims=tuple(claims),
    )


def printed(reading, text):
    """The reading with a text; each sentence of it, and each line, is a passage."""
    ends = [i + 1 for i, sign in enumerate(text) if sign in "。\n"]
    places = [(a, b) for a, b in zip([0, *ends], [*ends, len(text)], strict=True) if text[a:b].strip()]
    document = replace(reading.document, text=text)
    passages = tuple(Passage(document.id, n, BlockKind.PARAGRAPH, a, b, n) for n, (a, b) in enumerate(places))
    return replace(reading, document=document, passages=passages)


def judged(verdict, *about, who="甲", value=None, undone=False):
    return replace(Judgement.of(Verdict(verdict), about, who, NOW), value=value, undone=undone)


def theft(name, thief, label, *more, **options):
    """One article about the leak at あさひ商店: the thief as this article calls him, and when it was disclosed."""
    return story(
        name,
        actor("shop", "あさひ商店", roles=["data_controller"]),
        person(thief, label, "insider"),
        transfer("theft", "shop", thief, "2031-04", dataset="list", action="exfiltration"),
        dataset("list", "会員名簿", count(32759)),
        event("told", "disclosure", "2031-05-10", "shop"),
        *more,
        **options,
    )
