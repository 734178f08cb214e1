"""The bundled samples: each has its sidecar, the demo asks about them, and not a sentence of them is borrowed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from loaders.readers.document import read_sidecar

LENGTH = 24
"""So many equal characters, blanks left out, count as borrowed words."""

_KEYS = {"title", "publisher", "published_at", "url", "language"}


@pytest.fixture(scope="module")
def folder(root: Path) -> Path:
    return root / "loaders" / "samples"


@pytest.fixture(scope="module")
def documents(folder: Path) -> dict[str, str]:
    """Texts by stem."""
    return {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))}


def test_samples_and_sidecars_come_in_pairs(folder: Path, documents: dict[str, str]) -> None:
    assert set(documents) == {path.name.removesuffix(".meta.json") for path in folder.glob("*.meta.json")}
    assert len(documents) >= 9


def test_sidecars_are_complete_and_true(folder: Path, documents: dict[str, str]) -> None:
    for stem, text in documents.items():
        sidecar = folder / f"{stem}.meta.json"
        metadata = read_sidecar(sidecar)
        assert set(json.loads(sidecar.read_text("utf-8"))) == _KEYS, stem
        assert metadata.title == text.splitlines()[0].removeprefix("# "), stem
        assert metadata.publisher, stem
        assert metadata.published_at, stem
        assert metadata.language == ("en" if stem.endswith("english") else "ja")
        # Addresses end in `.example`, which nobody can own, so no sample leads a reader to a stranger's page.
        assert metadata.url is None or (urlsplit(metadata.url).hostname or "").endswith(".example"), stem


def test_samples_are_ordinary_text(documents: dict[str, str]) -> None:
    for stem, text in documents.items():
        assert text.endswith("\n"), stem
        assert re.search(r"[\x00-\x09\x0b-\x1f\u2f00-\u2fdf\ufffd]", text) is None, stem
        assert 200 <= len(text) <= 2000, stem


def test_demo_asks_about_actors_of_the_samples(folder: Path, documents: dict[str, str]) -> None:
    question = json.loads((folder / "demo.json").read_text("utf-8"))
    assert set(question) == {"from", "to"}
    for name in question.values():
        assert any(name in text for text in documents.values()), name


@pytest.mark.shared
def test_samples_are_in_our_own_words(shared: Path, documents: dict[str, str]) -> None:
    foreign = _pieces(_texts_of(shared))
    borrowed = {f"{stem}: {piece}" for stem, text in documents.items() for piece in _pieces([text]) & foreign}
    assert borrowed == set()


@pytest.mark.shared
def test_no_file_of_the_project_borrows_a_sentence(shared: Path, root: Path, own_files: tuple[Path, ...]) -> None:
    # A table of names and figures can be equal by nature; a sentence has hiragana in it.
    foreign = {piece for piece in _pieces(_texts_of(shared)) if re.search("[ぁ-ん]", piece)}
    ours = [path for path in own_files if path.suffix in {".py", ".md", ".yaml", ".json", ".jsonl", ".txt", ".html"}]
    borrowed = {path: _pieces([(root / path).read_text("utf-8")]) & foreign for path in ours}
    assert {path.as_posix(): min(pieces) for path, pieces in borrowed.items() if pieces} == {}


def _texts_of(shared: Path) -> Iterable[str]:
    for path in (*shared.glob("seeds/*.txt"), *shared.glob("dev/*/*.txt")):
        yield path.read_text("utf-8")


def _pieces(texts: Iterable[str]) -> set[str]:
    packed = (re.sub(r"\s+", "", text) for text in texts)
    return {text[at : at + LENGTH] for text in packed for at in range(len(text) - LENGTH + 1)}
