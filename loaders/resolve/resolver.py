"""Readings and judgements that come and go -> the graph that `resolve` makes of what is there, at the cost of a change.

    resolver = Resolver()
    resolver.put(reading)                # also in the place of an older reading of the document
    resolver.remove("d2")
    resolver.judge(judgements)
    resolver.graph()                     # equal to resolve(readings, View(judgements=judgements)), ids and order too

What one document can change is found by what it has in common with others, step by step as in `same`:

0. `reprints`: documents with the same text count as one source.
1. `record`: documents that name one id are a bundle; its local things are gathered anew.
2. `bearers`: the names of its organizations; only the clusters of those who bear them are made anew.
3. `incident_pairs`: its incidents are compared with those that concern one of its organizations.
4. `cases`: bundles with an incident in common; datasets, people, transfers, events, rows are joined within a case.
5. `assembled`: the joined things that lost or won a part, or refer to something that is now another, are built anew.

A name that very many documents bear, and an article that lists many leaks, make a change dearer: that of which they are
a part is looked at as a whole. To hand out the graph takes a moment for each thing that is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from app.domain.attachment import attach
from app.domain.graph import Graph
from app.domain.ids import ClaimId, DocumentId
from app.domain.judgement import Judgement
from app.domain.view import Reading
from app.domain.vocabulary import ThingKind
from loaders.resolve.alike import Alike
from loaders.resolve.assembled import Assembled
from loaders.resolve.bearers import Bearers
from loaders.resolve.cases import OF_CASES, Case, Cases, Within
from loaders.resolve.clusters import Link
from loaders.resolve.grouping import Change, Grouping
from loaders.resolve.incident_pairs import IncidentPairs
from loaders.resolve.incidents import Profile, profiles_of
from loaders.resolve.joined import Joins, merged
from loaders.resolve.judged import Decision, PairsByThing, decided_claims, decided_pairs
from loaders.resolve.record import Bundle, Record
from loaders.resolve.reprints import Reprints
from loaders.resolve.same import begin, finish
from loaders.resolve.scope import Scope
from loaders.resolve.standing import Standing
from loaders.resolve.suggested import Exchange, OpenLinks, disputes
from loaders.resolve.things import Thing

__all__ = ["Resolver"]

_ACTOR, _INCIDENT, _DATASET = ThingKind.ACTOR, ThingKind.INCIDENT, ThingKind.DATASET
_SUGGESTED = (_ACTOR, _DATASET)


class Resolver:
    """What is there, and what follows from it. Not for several threads at once."""

    def __init__(self) -> None:
        """No document, no judgement."""
        self._changed: dict[DocumentId, Reading | None] = {}
        self._judgements: tuple[Judgement, ...] = ()
        self._judged_by: tuple[Judgement, ...] = ()
        self._decisions: Mapping[str, Decision] = {}
        self._pairs = PairsByThing()
        self._reprints, self._record = Reprints(), Record()
        self._bearers, self._named = Bearers(), Grouping()
        self._incident_pairs, self._incidents = IncidentPairs(), Grouping()
        self._cases = Cases(self._record, self._incidents)
        self._actors, self._standing = Grouping(), Standing()
        self._within = {kind: Within() for kind in OF_CASES}
        self._alike = Alike()
        self._open = {kind: OpenLinks(kind) for kind in _SUGGESTED}
        self._disputes = {kind: list[Link]() for kind in _SUGGESTED}
        self._assembled = Assembled()

    def put(self, reading: Reading) -> None:
        """Take a reading, in the place of the one of its document that may be there."""
        self._changed[reading.document.id] = reading

    def remove(self, document: DocumentId) -> None:
        """Take a document out, if it is there."""
        self._changed[document] = None

    def judge(self, judgements: Sequence[Judgement]) -> None:
        """Take these judgements in the place of all that were there."""
        self._judgements = tuple(judgements)

    def graph(self) -> Graph:
        """The graph of what is there now."""
        self.settle()
        rejected = frozenset(ClaimId(key) for key, one in self._decisions.items() if one.rejected)
        suggested = (one for kind in _SUGGESTED for one in self._open[kind].suggestions())
        return self._assembled.graph(tuple(suggested), rejected)

    def settle(self) -> None:
        """Resolve what changed; `graph` does it as well. After an error the resolver is of no use any more."""
        if not self._changed and self._judgements == self._judged_by:
            return
        judged, went, came = self._gather()
        links = Exchange()
        named = self._settle_names(went, came, judged, links)
        stirred = {*came, *self._bundles(_ACTOR, named.ids)}
        incidents = self._settle_incidents(went, stirred, judged)
        stirred |= self._bundles(_INCIDENT, incidents.ids)
        stirred |= {bundle for kind in ThingKind for bundle in self._bundles(kind, judged)}
        fresh = self._begin(went, stirred, links)
        actors = self._actors.settle(self._record.things[_ACTOR], self._pairs)
        cases = {*fresh, *self._standing_in(went, came, actors)}
        changes = {_ACTOR: actors, _INCIDENT: incidents, **self._finish(went, cases)}
        links.exchange(actors.went, actors.came)
        self._settle_open(_ACTOR, actors, links)
        alike = Exchange(*self._alike.put((k for b in went for k in b.things[_DATASET]), (b.things for b in came)))
        self._settle_open(_DATASET, changes[_DATASET], alike)
        self._assemble(went, came, changes)

    def _gather(self) -> tuple[set[str], list[Bundle], list[Bundle]]:
        """The ids of pairs about which people changed their minds; the bundles before and after."""
        judgements = attach(self._judgements, self._reading_of).judgements
        decisions, pairs = decided_claims(judgements), PairsByThing(decided_pairs(judgements))
        claims = {key for key in {*decisions, *self._decisions} if decisions.get(key) != self._decisions.get(key)}
        readings = self._record.readings.items() if claims else ()
        again = [document for document, reading in readings if any(claim.id in claims for claim in reading.claims)]
        judged = pairs.differing(self._pairs)
        changed, self._changed = self._changed, {}
        self._judged_by, self._decisions, self._pairs = self._judgements, decisions, pairs
        for document, reading in changed.items():
            self._assembled.documents.put(document, None if reading is None else reading.document)
        again += self._reprints.update(changed)
        for document in {*changed, *again}:
            self._assembled.reprints.put(document, self._reprints.found.get(document))
        went, came = self._record.update(changed, again, decisions, self._reprints.origins())
        return judged, went, came

    def _reading_of(self, document: DocumentId) -> Reading | None:
        """The reading of a document with the changes that are not settled yet."""
        return self._changed[document] if document in self._changed else self._record.readings.get(document)

    def _settle_names(self, went: list[Bundle], came: list[Bundle], judged: set[str], links: Exchange) -> Change:
        gone: dict[str, Thing | None] = {key: None for bundle in went for key in bundle.things[_ACTOR]}
        stirred = {**gone, **{key: actor for bundle in came for key, actor in bundle.things[_ACTOR].items()}}
        names = self._bearers.put(stirred)
        links.exchange(*self._bearers.compare(names))
        for name in names:
            found = self._bearers.links(name)
            self._named.put(name, found)
            self._actors.put(("name", name), found)
        for grouping in (self._named, self._actors):
            grouping.touch({*stirred, *judged})
        return self._named.settle(self._record.things[_ACTOR], self._pairs)

    def _settle_incidents(self, went: list[Bundle], stirred: set[Bundle], judged: set[str]) -> Change:
        profiles: dict[str, Profile | None] = {key: None for bundle in went for key in bundle.things[_INCIDENT]}
        for bundle in stirred:
            profiles |= profiles_of(Scope(bundle.things, {_ACTOR: self._named.least}))
        self._incidents.touch({*profiles, *judged})
        for pair, link in self._incident_pairs.put(profiles).items():
            self._incidents.put(pair, [] if link is None else [link])
        return self._incidents.settle(self._record.things[_INCIDENT], self._pairs)

    def _begin(self, went: list[Bundle], stirred: Iterable[Bundle], links: Exchange) -> list[Case]:
        """The cases that came, with what is known of them before the actors are settled."""
        dissolved, fresh = self._cases.update(went, stirred, self._pairs)
        for case in dissolved:
            self._actors.put(("case", case.id), ())
            links.went += case.begun.unsure
        joins = {_ACTOR: self._named.least, _INCIDENT: self._incidents.least}
        for case in fresh:
            case.begun = begin(Scope(case.things(), joins))
            self._actors.put(("case", case.id), case.begun.people)
            links.came += case.begun.unsure
        return fresh

    def _standing_in(self, went: list[Bundle], came: list[Bundle], actors: Change) -> set[Case]:
        """The cases in which an actor is another now, or stands for others."""
        moved = self._bundles(_ACTOR, actors.ids)
        keys = {key for bundle in (*went, *came, *moved) for key in bundle.things[_ACTOR]}
        roots = self._standing.update(keys, self._record.things[_ACTOR], self._actors.root)
        ends = [key for root in roots for key in self._actors.members(root)]
        return {self._cases.of(bundle) for bundle in (*moved, *self._bundles(_ACTOR, ends))}

    def _finish(self, went: list[Bundle], cases: Iterable[Case]) -> Mapping[ThingKind, Change]:
        """What changed among the things that are joined within cases."""
        joins = {_ACTOR: self._actors.least, _INCIDENT: self._incidents.least}
        whole = Scope(self._record.things, joins)
        found: dict[ThingKind, dict[str, str | None]] = {
            kind: {key: None for bundle in went for key in bundle.things[kind]} for kind in OF_CASES
        }
        for case in cases:
            things = case.things()
            roots = map(self._actors.root, things[_ACTOR])
            groups = self._standing.groups(roots, self._record.things[_ACTOR], whole)
            pairs = self._pairs.among({key for kind in OF_CASES for key in things[kind]})
            for kind, least in finish(Scope(things, joins), case.begun, groups, pairs).items():
                found[kind].update(least)
        return {kind: self._within[kind].update(least) for kind, least in found.items()}

    def _settle_open(self, kind: ThingKind, change: Change, links: Exchange) -> None:
        """What people are asked about, after links went and came and things were joined otherwise."""
        known, decided = self._record.things[kind], self._pairs.pairs
        links.went += self._disputes[kind]
        self._disputes[kind] = disputes(known, decided.disputed)
        links.came += self._disputes[kind]
        settled = {pair for pair in decided.apart if pair[0] in known and pair[1] in known}
        least = self._actors.least if kind is _ACTOR else self._within[kind].least
        self._open[kind].update(links.went, links.came, change.ids, least, settled)

    def _assemble(self, went: list[Bundle], came: list[Bundle], changes: Mapping[ThingKind, Change]) -> None:
        """Build anew what lost or won a part, and what refers to something that is another now."""
        stirred = {*came, *(b for kind, change in changes.items() for b in self._bundles(kind, change.ids))}
        todo = {(kind, root) for kind, change in changes.items() for root in change.roots}
        todo |= {(kind, key) for bundle in went for kind, key in bundle.ids()}
        todo |= {(kind, self._root(kind, key)) for bundle in stirred for kind, key in bundle.ids()}
        joins: Joins = {
            _ACTOR: self._actors.least,
            _INCIDENT: self._incidents.least,
            **{kind: within.least for kind, within in self._within.items()},
        }
        for key in {key for change in changes.values() for key in change.ids} | {k for b in went for _, k in b.ids()}:
            self._assembled.former.put(key, self._former(key))
        joined = [(kind, key, self._joined(kind, key, joins)) for kind, key in todo]
        self._assembled.update(joined, self._present)

    def _joined(self, kind: ThingKind, key: str, joins: Joins) -> Thing | None:
        """The joined thing of that id; None if there is none."""
        local = self._record.things[kind]
        if key not in local or self._root(kind, key) != key:
            return None
        return merged(key, kind, [local[one] for one in self._members(kind, key)], self._record.things, joins)

    def _bundles(self, kind: ThingKind, keys: Iterable[str]) -> set[Bundle]:
        """The bundles of those of these local things that are there."""
        return {self._record.bundle_of(kind, key) for key in keys if key in self._record.things[kind]}

    def _root(self, kind: ThingKind, key: str) -> str:
        found = self._grouping(kind)
        return key if found is None else found.root(key)

    def _members(self, kind: ThingKind, root: str) -> tuple[str, ...]:
        found = self._grouping(kind)
        return (root,) if found is None else found.members(root)

    def _grouping(self, kind: ThingKind) -> Grouping | Within | None:
        """Who knows what is joined of a kind; None for conflicts, which never are."""
        if kind in self._within:
            return self._within[kind]
        return {_ACTOR: self._actors, _INCIDENT: self._incidents}.get(kind)

    def _former(self, key: str) -> str | None:
        """Where a local id leads, if elsewhere. An exchange file may use one id for things of several kinds."""
        kinds = [kind for kind in (_ACTOR, _INCIDENT, *OF_CASES) if key in self._record.things[kind]]
        return next((root for kind in reversed(kinds) if (root := self._root(kind, key)) != key), None)

    def _present(self, key: str) -> str | None:
        """Where a local id leads; None if there is no such thing."""
        there = any(key in things for things in self._record.things.values())
        return (self._former(key) or key) if there else None
