"""The notebook `docs/chain.ipynb` runs from top to bottom, finds the chain of the samples and draws it.

It is kept without outputs. Its cells are run as Jupyter runs them, one after the other in one namespace, the value of the last
line shown; a kernel of Jupyter would be twenty packages more to lock for the same.
"""

from __future__ import annotations

import ast
import json
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

CHAIN = (
    *("汐見原通販株式会社", "水無瀬野データサービス株式会社", "元契約社員", "知人の男性"),
    *("有限会社ツバキ名簿企画", "株式会社カガリ資産設計"),
)


@pytest.fixture(scope="module")
def notebook(root):
    return json.loads((root / "docs" / "chain.ipynb").read_text("utf-8"))


@pytest.fixture(scope="module")
def codes(notebook):
    return ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]


def test_it_is_kept_without_what_a_run_leaves(notebook):
    kept = [
        cell for cell in notebook["cells"] if cell.get("outputs") or cell.get("execution_count") or cell["metadata"]
    ]
    assert kept == []
    assert (notebook["nbformat"], len({cell["id"] for cell in notebook["cells"]})) == (4, len(notebook["cells"]))


def test_it_finds_the_chain_and_draws_it(codes, capsys):
    names: dict[str, object] = {"__name__": "__main__"}
    shown = [run(code, names) for code in codes]
    told = capsys.readouterr().out
    hops = [line.partition(" | ")[0].split(" → ") for line in told.splitlines() if " → " in line]
    assert hops == [list(pair) for pair in pairwise(CHAIN)]
    assert "transfers" in told.splitlines()[0]
    drawn = "".join(ET.fromstring(shown[-1]._repr_svg_()).itertext())  # noqa: S314 - drawn by us
    assert [name for name in CHAIN if name not in drawn.replace("\n", "")] == []


def run(code: str, names: dict[str, object]):
    """A cell; the value of its last line, if that is an expression."""
    tree = ast.parse(code)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "docs/chain.ipynb", "exec"), names)  # noqa: S102 - our own notebook
    return None if last is None else eval(compile(ast.Expression(last.value), "docs/chain.ipynb", "eval"), names)  # noqa: S307
