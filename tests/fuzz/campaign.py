"""Every operation of the API against what its description says, by schemathesis, on a real server process.

    .venv/bin/python -m tests.fuzz.campaign --examples 200

Examples, the edges of every schema, random requests (valid and not), and sequences of requests that follow from each
other. No answer may be a server error, of another status, type or shape than is described; nothing that the description
forbids may be accepted. 1 if anything was found; the report names each request.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

__all__ = ["fuzz", "server"]

_ROOT = Path(__file__).resolve().parents[2]
_PHASES = "examples,coverage,fuzzing,stateful"
_CONFIG = Path(__file__).with_name("schemathesis.toml")


def main() -> int:
    """Run and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--examples", type=int, default=200, help="random requests for each operation")
    parser.add_argument("--seconds", type=int, help="end random requests after so long")
    parser.add_argument("--seed", type=int, default=20310402)
    arguments = parser.parse_args()
    return fuzz(arguments.examples, arguments.seed, arguments.seconds).returncode


def fuzz(
    examples: int, seed: int, seconds: int | None = None, phases: str = _PHASES
) -> subprocess.CompletedProcess[str]:
    """What schemathesis has found."""
    with server() as (address, secret), TemporaryDirectory(prefix="leaktrail-fuzz-") as folder:
        command = [
            *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(_CONFIG), "run"),
            *(f"{address}/openapi.json", "--no-color", "--no-shrink", "--request-timeout", "60"),
            *("--phases", phases, "--max-examples", str(examples), "--seed", str(seed)),
            *("--header", f"Authorization: Bearer {secret}", "--continue-on-failure", "--generation-database", "none"),
            *(() if seconds is None else ("--max-time", str(seconds))),
        ]
        known = os.environ | {"PYTHONPATH": str(_ROOT)}  # it looks for our hooks, and keeps a cache where it runs
        return subprocess.run(command, cwd=folder, env=known, text=True, check=False)


@contextmanager
def server() -> Generator[tuple[str, str]]:
    """A server process over a small store: its address, and a key."""
    with TemporaryDirectory(prefix="leaktrail-fuzz-") as folder:
        log = Path(folder, "errors.log")
        command = [sys.executable, "-m", "tests.fuzz.server", folder]
        with (
            log.open("wb") as errors,
            subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True) as one,
        ):
            try:
                assert one.stdout is not None
                port, secret = one.stdout.readline().split()
                yield f"http://127.0.0.1:{port}", secret
            finally:
                one.terminate()
                one.wait(30)
                sys.stderr.write(log.read_text("utf-8", "replace")[-4_000:])


if __name__ == "__main__":
    sys.exit(main())
