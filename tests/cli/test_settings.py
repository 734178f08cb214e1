"""`leaktrail settings`, and names that no setting has."""

import json
import re
import subprocess
import sys

import pytest

from app.domain.errors import BadQuestion
from app.settings import SETTINGS, read_settings, unknown_names


def test_every_name_that_the_program_reads_is_listed_and_told_of(root):
    paths = {path for part in ("app", "loaders") for path in (root / part).rglob("*.py")}
    paths.remove(root / "app" / "ui" / "build_hook.py")  # read when the package is built, not by the program
    sources = [path.read_text("utf-8") for path in paths]
    read = {name for text in sources for name in re.findall(r'"(LEAKTRAIL_[A-Z0-9_]+)"', text)}
    listed = {one.name for one in SETTINGS} | {f"{one.name}_FILE" for one in SETTINGS if one.is_secret}
    assert read == listed
    assert read <= set(re.findall(r"LEAKTRAIL_[A-Z0-9_]+", (root / "docs" / "operation.md").read_text("utf-8")))


def test_values_are_shown_and_secrets_are_not(leaktrail, uri, monkeypatch):
    monkeypatch.setenv("LEAKTRAIL_NEO4J_PASSWORD", "geheim-9")
    monkeypatch.setenv("LEAKTRAIL_LLM_KEY_FILE", "/run/secrets/key")
    code, out, err = leaktrail("settings")
    assert (code, err) == (0, "")
    assert f"LEAKTRAIL_STORE={uri}\n" in out
    assert "LEAKTRAIL_NEO4J_PASSWORD=(set, not shown)\n" in out
    assert "LEAKTRAIL_LLM_KEY_FILE=/run/secrets/key\n" in out
    assert "geheim" not in out
    rows = {row["name"]: row for row in json.loads(leaktrail("settings", "--json")[1])["settings"]}
    assert rows["LEAKTRAIL_STOP_SECONDS"] == {
        "name": "LEAKTRAIL_STOP_SECONDS",
        "meaning": next(one.meaning for one in SETTINGS if one.name == "LEAKTRAIL_STOP_SECONDS"),
        "default": "10",
        "value": None,
    }


def test_a_misspelt_name_is_told_by_every_command(root, tmp_path):
    command = [sys.executable, "-c", "from app.cli.main import main; main()", "where"]
    given = {"LEAKTRAIL_STOER": f"sqlite:///{tmp_path}/x.db", "LEAKTRAIL_ENGINE_SEED": "1", "HOME": str(tmp_path)}
    done = subprocess.run(command, cwd=root, env=given, capture_output=True, check=True, text=True)
    assert done.stderr == (
        "leaktrail: LEAKTRAIL_STOER: no setting has that name; LEAKTRAIL_STORE has (leaktrail settings)\n"
    )


def test_what_resembles_nothing_is_told_without_a_guess():
    assert unknown_names({"LEAKTRAIL_QQQQQ": "", "LEAKTRAIL_SHARED": "x", "OTHER": "x"}) == [("LEAKTRAIL_QQQQQ", None)]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("LEAKTRAIL_LOG", "xml", "must be auto, json or text"),
        ("LEAKTRAIL_LOG_LEVEL", "loud", "must be info, warning or error"),
        ("LEAKTRAIL_STOP_SECONDS", "soon", "must be a number from 0 to 600"),
        ("LEAKTRAIL_STOP_SECONDS", "nan", "must be a number from 0 to 600"),
        ("LEAKTRAIL_READY_SECONDS", "0", "must be a number from 1 to 60"),
    ],
)
def test_a_value_that_means_nothing_is_refused(name, value, said):
    with pytest.raises(BadQuestion, match=f"{name}: {said}"):
        read_settings({name: value})
