"""The example of `docs/networkx.md` runs as it stands there and prints what the page shows."""

from __future__ import annotations

import re

from app.cli.main import run

_BLOCK = re.compile(r"^```(?P<kind>\w+) ?(?P<name>\S*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_example_prints_what_the_page_shows(root, tmp_path, monkeypatch, capsys):
    page = (root / "docs" / "networkx.md").read_text("utf-8")
    blocks = list(_BLOCK.finditer(page))
    for block in blocks:
        if block["name"]:
            (tmp_path / block["name"]).write_text(block["text"], "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LEAKTRAIL_STORE", f"sqlite:///{tmp_path}/case.db")
    assert run(["load", "transfers.csv"]) == 0
    capsys.readouterr()
    (example,) = [block["text"] for block in blocks if block["kind"] == "python"]
    (shown,) = [block["text"] for block in blocks if block["kind"] == "text"]
    exec(compile(example, "docs/networkx.md", "exec"), {})  # noqa: S102 - our own page
    assert capsys.readouterr().out == shown
