"""A question in a process of its own waits for no module that it does not need: the readers, the drivers, the kernels."""

import json
import subprocess
import sys

import pytest

_RUN = """
import json, sys
from app.cli.main import run
code = run(sys.argv[1:])
print(json.dumps(sorted(sys.modules)), file=sys.stderr)
sys.exit(code)
"""
_HEAVY = {
    "concurrent.futures.process",
    "dask",
    "distributed",
    "docx",
    "fastapi",
    "httpx2",
    "lxml",
    "neo4j",
    "numba",
    "numpy",
    "openai",
    "openpyxl",
    "pdfminer",
    "pdfplumber",
    "rich",
    "spacy",
    "stix2",
    "sudachipy",
    "uvicorn",
}
_READERS = {"loaders.readers.registry", "loaders.pipeline", "loaders.exchange.schema", "app.services.load"}


@pytest.mark.parametrize(
    "question",
    [
        ["paths", "北浜データ", "白鳥宝飾"],
        ["holders"],
        ["downstream", "北浜データ"],
        ["chokepoints", "北浜データ", "白鳥宝飾"],
        ["transfers"],
    ],
    ids=lambda question: question[0],
)
def test_a_question_imports_nothing_heavy(filled, question):
    loaded = imported_by(question)
    assert "app.services.graph" in loaded
    assert loaded & (_HEAVY | _READERS) == set()


def test_a_question_to_the_kept_graph_imports_no_resolver(filled):
    assert "loaders.resolve" not in imported_by(["paths", "北浜データ", "白鳥宝飾"])
    assert "loaders.resolve" in imported_by(["transfers"]), "this one looks at the record, so the check can fail"


def imported_by(question):
    done = subprocess.run([sys.executable, "-c", _RUN, *question], capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1}, done.stderr[:400]
    return set(json.loads(done.stderr.splitlines()[-1]))
