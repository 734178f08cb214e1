"""All English lines to drafts of the transfers they tell of: frames over the parse, one predicate after another.

"In March he sold the list to Oak Lists, a list broker, for £6,500" is one draft: from whom "he" denotes to Oak Lists, a
sale in March for 6,500 pounds.

The way of one line: `clauses` (what tells) -> `status` (is it told as done) -> `objects` (does data pass) -> `ends`
(from whom to whom) -> `details` (when, how much).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.diagnostic import Diagnostic, Severity
from app.domain.document import BlockKind
from app.domain.vocabulary import Action, How, Status
from loaders.claims.controller import controller_of
from loaders.claims.drafts import Fired, PassedOver, Slot, TransferDraft, Why
from loaders.claims.telling import CONFIDENCE
from loaders.claims.transfers import Told
from loaders.en.clauses import clauses_in
from loaders.en.details import count_of, extent_of, medium_of, price_of, window_of
from loaders.en.ends import Ends, Scene, ends_of, is_to_oneself
from loaders.en.frames import Shape
from loaders.en.objects import passes_data
from loaders.en.parse import Tree, parse
from loaders.en.status import status_of
from loaders.mentions.analysis import Analysis, Line

__all__ = ["tell_english"]

MOST_PARSED = 400_000
"""Characters of English lines that are read for transfers; what is cut is told."""
_THEN = ("later", "then", "after that", "afterwards", "subsequently", "finally")


def tell_english(analysis: Analysis, told: Told) -> Told:
    """What the English lines of a document tell, behind what its other lines told."""
    lines = [line for line in analysis.lines if line.is_english and line.block.kind is not BlockKind.FOOTNOTE]
    controllers = {segment: controller_of(analysis, segment) for segment in {line.segment for line in lines}}
    drafts, passed, diagnostics = list(told.drafts), list(told.passed_over), list(told.diagnostics)
    before: Tree | None = None
    parsed = 0
    for line in lines:
        parsed += len(line.text)
        if parsed > MOST_PARSED:
            diagnostics.append(_cut_off(analysis, line))
            break
        tree = parse(line.text)
        for clause in clauses_in(line.text):
            scene = Scene(analysis, line, clause, controllers[line.segment])
            found, why = _drafts(scene, before)
            drafts += found
            if why is not None:
                passed.append(PassedOver(analysis.quote(line, *extent_of(clause)), why, _fired(scene)))
        before = tree
    return Told(tuple(_under_contract(drafts)), tuple(passed), tuple(diagnostics))


def _under_contract(drafts: Sequence[TransferDraft]) -> list[TransferDraft]:
    """What a client gives to whom it has entrusted work is a part of that, and lawful."""
    contracts = {
        (d.segment, d.provider.value, d.recipient.value)
        for d in drafts
        if d.family == "entrust" and d.provider and d.recipient
    }
    return [
        replace(d, family="entrust", lawful=True)
        if d.family == "give"
        and d.action.value is Action.HANDOVER
        and d.provider
        and d.recipient
        and (d.segment, d.provider.value, d.recipient.value) in contracts
        else d
        for d in drafts
    ]


def _cut_off(analysis: Analysis, line: Line) -> Diagnostic:
    place = (line.passage.start, len(analysis.document.text or ""))
    text = f"transfers are read only up to here: {MOST_PARSED:,} characters of English lines were parsed"
    return Diagnostic("document.cut", text, Severity.ERROR, analysis.document.id, *place, "split the document")


def _drafts(scene: Scene, before: Tree | None) -> tuple[list[TransferDraft], Why | None]:
    """The drafts of one clause, one for each provider and recipient; or why there is none."""
    clause = scene.clause
    if not passes_data(clause, before):
        return [], Why.NO_DATA
    status = status_of(clause.tree, clause.word)
    if status is None:
        return [], Why.NOT_TOLD
    provider, recipient = ends_of(scene)
    is_whole = provider is not None and recipient is not None
    if status in {Status.DENIED, Status.PLANNED} and not is_whole:
        return [], Why.NOT_TOLD
    pairs = [(giver, taker) for giver in _each(provider) for taker in _each(recipient) if giver or taker]
    return [_draft(scene, *pair, status) for pair in pairs], None if pairs else Why.NO_ENDS


def _fired(scene: Scene) -> Fired:
    word = scene.clause.word
    return Fired(f"en.{scene.clause.frame.id}", scene.analysis.quote(scene.line, word.start, word.end))


def _each(slot: Slot[Ends] | None) -> list[Slot[int] | None]:
    return [None] if slot is None else [Slot(actor, slot.how) for actor in slot.value]


def _draft(scene: Scene, provider: Slot[int] | None, recipient: Slot[int] | None, status: Status) -> TransferDraft:
    clause, line = scene.clause, scene.line
    window, words = window_of(scene)
    return TransferDraft(
        provider=provider,
        recipient=recipient,
        action=_action(scene),
        medium=medium_of(scene),
        window=window,
        time_text=words,
        count=count_of(scene),
        price=price_of(scene),
        status=status,
        lawful=_is_lawful(scene, recipient),
        confidence=min(CONFIDENCE[slot.how] for slot in (provider, recipient) if slot),
        quotes=(scene.analysis.quote(line, *extent_of(clause)),),
        segment=line.segment,
        line=line.index,
        family=Shape.TAKE.family if is_to_oneself(scene) else clause.frame.shape.family,
        is_heading=line.block.kind is BlockKind.HEADING,
        fired=_fired(scene),
        follows=any(child.lemma in _THEN for child in clause.tree.children(clause.word, "advmod")),
    )


def _action(scene: Scene) -> Slot[Action]:
    """The frame's own; giving by e-mail is e-mail."""
    if is_to_oneself(scene):
        return Slot(Action.EXFILTRATION)
    action = scene.clause.frame.action
    medium = medium_of(scene)
    is_mail = action is Action.HANDOVER and medium is not None and medium.value == "email"
    return Slot(Action.EMAIL if is_mail else action, How.STATED)


def _is_lawful(scene: Scene, recipient: Slot[int] | None) -> bool:
    """Entrustment; seizure by and handing to the police."""
    if scene.clause.frame.lawful:
        return True
    return recipient is not None and scene.actor(recipient.value).is_authority
