"""The worked example of docs/adding-a-frame.md: what it shows is what the commands print, before and after the entry."""

import re

import pytest
import yaml

from loaders.claims import frames
from loaders.lexicon_examples import read_text
from loaders.lexicon_proofs import prove
from loaders.lexicons import read_lexicon

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def shown(root):
    """The blocks of the page: the note, what `todo` prints, the entry, what `explain` prints."""
    blocks = _BLOCK.findall((root / "docs" / "adding-a-frame.md").read_text("utf-8"))
    assert [kind for kind, _ in blocks] == ["text", "console", "yaml", "console"]
    return [text for _, text in blocks]


@pytest.fixture
def note(shown, tmp_path, monkeypatch):
    """The note in the working folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "note.txt").write_text(shown[0], "utf-8")


@pytest.fixture
def with_entry(shown, monkeypatch):
    """The frames with the entry of the page behind them."""
    data = read_lexicon("loaders.claims", "frames.yaml")
    known = {word for frame in data["frames"] for word in (*frame["verbs"], *frame["nouns"])}
    (entry,) = yaml.safe_load(shown[2])
    assert not known & {*entry["verbs"], *entry["nouns"]}, "the page needs a verb that is in no frame"
    data["frames"].append(entry)
    monkeypatch.setattr(frames, "read_lexicon", lambda *_: data)
    frames.frame_lexicon.cache_clear()
    yield
    frames.frame_lexicon.cache_clear()


def run_as_shown(leaktrail, block):
    command, _, printed = block.partition("\n")
    code, out, _ = leaktrail(*command.removeprefix("$ leaktrail ").split())
    assert (code, out) == (0, printed)


def test_the_verb_is_listed_and_gives_nothing_yet(leaktrail, note, shown):
    run_as_shown(leaktrail, shown[1])
    assert leaktrail("explain", "note.txt", "--lang", "en")[1].count("what was read: none") == 1


def test_the_entry_holds_and_reads_the_note(leaktrail, note, with_entry, shown):
    (entry,) = read_text("loaders/claims/frames.yaml", f"frames:\n{shown[2]}").entries
    assert len(entry.examples) == 4
    assert [failure for example in entry.examples if (failure := prove(example))] == []
    run_as_shown(leaktrail, shown[3])
    assert leaktrail("rules", "todo", "note.txt")[:2] == (0, "no verb on data is missing\n")


def test_without_the_entry_its_examples_do_not_hold(shown):
    (entry,) = read_text("loaders/claims/frames.yaml", f"frames:\n{shown[2]}").entries
    assert [prove(example) is None for example in entry.examples] == [False, False, True, True]
