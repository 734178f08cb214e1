"""No verb of the English frames is ever reversed, active or passive, and none is told where it is negated."""

import pytest

from loaders.en.frames import EnglishFrame, Shape, english_frames
from tests.unit.loaders.en.english_case import ends

CLERK, BROKER, BANK, POLICE = "former clerk", "Oak Lists", "Elm Bank", "police"
IRREGULAR = {
    "sell": "sold sold",
    "resell": "resold resold",
    "give": "gave given",
    "send": "sent sent",
    "lend": "lent lent",
    "show": "showed shown",
    "buy": "bought bought",
    "get": "got got",
    "steal": "stole stolen",
    "take": "took taken",
    "burn": "burned burned",
    "slip": "slipped slipped",
    "ship": "shipped shipped",
    "submit": "submitted submitted",
    "transfer": "transferred transferred",
    "flog": "flogged flogged",
    "commission": "commissioned commissioned",
}
SKIPPED = frozenset({"resold", "email"})  # a form that the parser leaves as it is; a spelling of e-mail
WITHOUT = frozenset({Shape.REACH})
PASSED = {Shape.ENTRUST: "the payroll", Shape.SEIZE: "the stolen files", Shape.RETURN: "the stolen files"}
WORDS = [
    (frame, verb)
    for frame in english_frames().frames
    for verb in sorted(frame.verbs)
    if " " not in verb and not frame.withs and verb not in SKIPPED and frame.shape not in WITHOUT
]


def past(verb: str) -> str:
    return IRREGULAR[verb].split()[0] if verb in IRREGULAR else _regular(verb)


def participle(verb: str) -> str:
    return IRREGULAR[verb].split()[1] if verb in IRREGULAR else _regular(verb)


def _regular(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ied"
    return f"{verb}d" if verb.endswith("e") else f"{verb}ed"


def active(frame: EnglishFrame, verb: str) -> tuple[str | None, str | None, str]:
    data = PASSED.get(frame.shape, "the customer list")
    match frame.shape:
        case Shape.GIVE:
            return CLERK, BROKER, f"In May 2031 a {CLERK} {past(verb)} {data} to {BROKER}."
        case Shape.PUBLISH | Shape.UPLOAD:
            return CLERK, None, f"In May 2031 a {CLERK} {past(verb)} {data} on a website."
        case Shape.ENTRUST:
            return BANK, BROKER, f"{BANK} {past(verb)} {data} to {BROKER} in May 2031."
        case Shape.RETURN:
            return POLICE, BANK, f"Police {past(verb)} {data} to {BANK} in May 2031."
        case Shape.SEIZE:
            return BROKER, POLICE, f"Police {past(verb)} {data} from {BROKER} in May 2031."
        case Shape.GET:
            return BANK, BROKER, f"{BROKER} {past(verb)} {data} from {BANK} in May 2031."
        case _:
            return BANK, CLERK, f"In May 2031 a {CLERK} {past(verb)} {data} from {BANK}."


def passive(frame: EnglishFrame, verb: str) -> tuple[str | None, str | None, str]:
    data = PASSED.get(frame.shape, "the customer list").capitalize()
    done = participle(verb)
    be = "were" if data.endswith("files") else "was"
    match frame.shape:
        case Shape.GIVE:
            return CLERK, BROKER, f"{data} {be} {done} to {BROKER} by a {CLERK} in May 2031."
        case Shape.PUBLISH | Shape.UPLOAD:
            return CLERK, None, f"{data} {be} {done} on a website by a {CLERK} in May 2031."
        case Shape.ENTRUST:
            return BANK, BROKER, f"{data} {be} {done} to {BROKER} by {BANK} in May 2031."
        case Shape.RETURN:
            return POLICE, BANK, f"{data} {be} {done} to {BANK} by police in May 2031."
        case Shape.SEIZE:
            return BROKER, POLICE, f"{data} {be} {done} from {BROKER} by police in May 2031."
        case Shape.GET:
            return BANK, BROKER, f"{data} {be} {done} from {BANK} by {BROKER} in May 2031."
        case _:
            return BANK, CLERK, f"{data} {be} {done} from {BANK} by a {CLERK} in May 2031."


@pytest.mark.parametrize(("frame", "verb"), WORDS, ids=[verb for _, verb in WORDS])
def test_active_form_gives_the_direction(frame: EnglishFrame, verb: str) -> None:
    provider, recipient, text = active(frame, verb)
    assert ends(text) == [(provider, recipient)]


@pytest.mark.parametrize(("frame", "verb"), WORDS, ids=[verb for _, verb in WORDS])
def test_passive_form_gives_the_same_direction(frame: EnglishFrame, verb: str) -> None:
    provider, recipient, text = passive(frame, verb)
    assert ends(text) == [(provider, recipient)]


@pytest.mark.parametrize(("frame", "verb"), WORDS, ids=[verb for _, verb in WORDS])
def test_what_was_not_done_is_no_transfer(frame: EnglishFrame, verb: str) -> None:
    _, _, text = passive(frame, verb)
    assert ends(text.replace(" was ", " was never ").replace(" were ", " were never ")) == []
