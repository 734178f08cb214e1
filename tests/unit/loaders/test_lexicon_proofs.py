"""The examples of every word list hold, and a proof fails where it should. `leaktrail rules check` asks the same."""

from dataclasses import replace

import pytest

from app.domain.errors import BadInput
from loaders.lexicon_examples import Example, Lexicon, read_lexicons, read_text
from loaders.lexicon_proofs import failures_of, prove, without_examples

LEXICONS = read_lexicons()
EXAMPLES = [example for lexicon in LEXICONS for entry in lexicon.entries for example in entry.examples]
BOTH_KINDS = {"loaders/claims/frames.yaml", "loaders/claims/events.yaml", "loaders/claims/harmless.yaml"}


def name(example: Example) -> str:
    return f"{example.file}:{example.line} {example.text}"


@pytest.mark.parametrize("lexicon", LEXICONS, ids=lambda lexicon: lexicon.file)
def test_every_example_holds(lexicon: Lexicon) -> None:
    failures = [f"{name(f.example)}: expected {f.expected}, got {f.got}" for f in failures_of(lexicon)]
    assert failures == []


KNOWN = [e for e in EXAMPLES if e.file.startswith(("loaders/claims/", "loaders/mentions/", "loaders/resolve/"))]


@pytest.mark.parametrize("file", sorted({e.file for e in KNOWN}))
def test_every_example_fails_as_its_own_contrary(file: str) -> None:
    turned = [replace(e, is_refused=not e.is_refused) for e in KNOWN if e.file == file]
    assert [name(example) for example in turned if prove(example) is None] == []


@pytest.mark.parametrize("lexicon", LEXICONS, ids=lambda lexicon: lexicon.file)
def test_entries_show_examples(lexicon: Lexicon) -> None:
    assert without_examples(lexicon) == []


@pytest.mark.parametrize("lexicon", [x for x in LEXICONS if x.file in BOTH_KINDS], ids=lambda lexicon: lexicon.file)
def test_entries_that_change_a_graph_have_counter_examples(lexicon: Lexicon) -> None:
    kinds = {entry.name: {example.is_refused for example in entry.examples} for entry in lexicon.entries}
    assert {name for name, found in kinds.items() if found != {True, False}} == set()


def test_a_reversed_transfer_is_a_failure() -> None:
    text = "元社員の男が顧客名簿を知人に渡した。"
    wanted = (("provider", "知人"), ("recipient", "元社員の男"))
    failure = prove(Example("loaders/claims/frames.yaml", 1, "hand_over", text, wanted=wanted))
    assert failure is not None
    assert (failure.expected, failure.got) == ("知人 → 元社員の男", "元社員の男 → 知人")


def test_lines_names_and_what_is_wanted() -> None:
    text = "# head\nframes:\n  - id: lend\n    examples:\n      - {text: 甲, provider: 乙}\n    not: [丙,\n      丁]\nwords: [戊]\n"
    (entry,) = read_text("x.yaml", text).entries
    assert (entry.line, entry.name) == (3, "lend")
    assert [(e.line, e.text, e.is_refused, dict(e.wanted)) for e in entry.examples] == [
        (5, "甲", False, {"provider": "乙"}),
        (6, "丙", True, {}),
        (7, "丁", True, {}),
    ]


def test_an_entry_without_examples_is_named_unless_it_only_blocks() -> None:
    lexicon = read_text("x.yaml", "- {code: usb, words: [USB]}\n- {code: none, words: [USB端子]}\n")
    assert without_examples(lexicon) == [(1, "usb")]


@pytest.mark.parametrize("text", ["", "# nothing\n", "words: [a, b]\n", "- a\n- b\n", "---\n---\n"])
def test_files_without_entries(text: str) -> None:
    assert read_text("x.yaml", text).entries == ()


def test_broken_yaml_is_told_with_its_line() -> None:
    with pytest.raises(BadInput) as caught:
        read_text("loaders/x.yaml", "frames:\n  - id: [lend\n  - id: give\n")
    assert caught.value.place == "loaders/x.yaml:3"


def test_examples_of_a_file_that_nothing_runs_are_a_failure() -> None:
    lexicon = read_text("loaders/x.yaml", "- {id: a, examples: [b, c]}\n")
    (failure,) = failures_of(lexicon)
    assert failure.got == "2 examples that run nowhere"


def test_an_entry_that_cannot_be_used_is_told_with_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    from loaders.claims import frames

    bad = {
        "frames": [{"id": "lend", "shape": "giev", "action": "handover", "object": "data", "verbs": [], "nouns": []}]
    }
    monkeypatch.setattr(frames, "read_lexicon", lambda *_: bad)
    frames.frame_lexicon.cache_clear()
    try:
        with pytest.raises(BadInput, match="giev") as caught:
            list(failures_of(next(x for x in LEXICONS if x.file == "loaders/claims/frames.yaml")))
    finally:
        frames.frame_lexicon.cache_clear()
    assert caught.value.place == "loaders/claims/frames.yaml"
