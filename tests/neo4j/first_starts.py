"""First starts by every way to the jars, and what goes wrong on them: minutes, and the network. Run by hand:

    python -m tests.neo4j.first_starts [maven] [jgo] [clash] [interrupt] [auth] [held] [admin]

Each part prints what it did with its seconds, and ends with an error if a promise is not kept.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from neo4j import GraphDatabase

from app.services.neo4j_local import status
from app.services.neo4j_local.processes import find_process

CLI = [sys.executable, "-c", "from app.cli.main import main; main()", "neo4j"]


class Failed(Exception):
    """A promise is not kept."""


def expect(truth: object, words: str) -> None:
    if not truth:
        raise Failed(words)


def tell(words: str) -> None:
    print(words, flush=True)


@contextmanager
def timed(what: str) -> Iterator[None]:
    began = time.monotonic()
    yield
    tell(f"  {time.monotonic() - began:6.1f} s  {what}")


def leaktrail(*words: str, expected: int = 0, **environment: str | None) -> subprocess.CompletedProcess[str]:
    """Run the command; a variable that is None is taken out of the environment."""
    merged = {name: value for name, value in {**os.environ, **environment}.items() if value is not None}
    done = subprocess.run([*CLI, *words], env=merged, capture_output=True, text=True, check=False)
    expect(done.returncode == expected, f"{words}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done


def answers(home: Path, auth: tuple[str, str] | None = None) -> int:
    """Ask the server of the home for the number of nodes, with its password unless another is given."""
    server = status(home)
    if server is None:
        raise Failed(f"{home}: not running")
    login = auth or (("neo4j", (home / "password").read_text()) if server.auth else None)
    with GraphDatabase.driver(server.bolt, auth=login) as driver:
        return driver.execute_query("MATCH (n) RETURN count(n) AS nodes").records[0]["nodes"]


def create(home: Path, statement: str, **parameters: object) -> None:
    server = status(home)
    if server is None:
        raise Failed(f"{home}: not running")
    login = ("neo4j", (home / "password").read_text()) if server.auth else None
    with GraphDatabase.driver(server.bolt, auth=login) as driver:
        driver.execute_query(statement, parameters)


def java_of(home: Path) -> str:
    server = status(home)
    process = None if server is None else find_process(server.pid, "")
    return "" if process is None else process.command.split()[0]


def life(folder: Path, **environment: str | None) -> None:
    """An empty cache to a first start, and the starts after that."""
    home, said = folder / "home", ""
    where = {"LEAKTRAIL_NEO4J_CACHE": str(folder / "cache"), **environment}
    ports = ("--bolt-port", "0", "--http-port", "0")
    with timed("first start: jars fetched and compared, password set, answering"):
        said = leaktrail("start", "--home", str(home), *ports, **where).stderr
    tell(f"            {said.strip()}\n            {java_of(home)}")
    create(home, "CREATE (:Kept)")
    with timed("first stop"):
        leaktrail("stop", "--home", str(home), **where)
    with timed("restart"):
        leaktrail("start", "--home", str(home), **where)
    with timed("stop"):
        leaktrail("stop", "--home", str(home), **where)
    leaktrail("start", "--home", str(home), **where)
    server = status(home)
    expect(server is not None, "it runs")
    os.kill(server.pid, signal.SIGKILL)
    while status(home) is not None:
        time.sleep(0.05)
    with timed("start after kill -9"):
        leaktrail("start", "--home", str(home), **where)
    expect(answers(home) == 1, "what was written is there")
    memory = status(home).memory / 2**20
    tell(f"            {memory:.0f} MB resident, home {size(home)}, cache {size(folder / 'cache')}")
    leaktrail("stop", "--force", "--home", str(home), **where)


def size(folder: Path) -> str:
    return f"{sum(path.stat().st_size for path in folder.rglob('*') if path.is_file()) / 2**20:.0f} MB"


def maven(folder: Path) -> None:
    """Maven with an empty repository of its own."""
    life(folder, MAVEN_OPTS=f"-Dmaven.repo.local={folder / 'm2'}")


def jgo(folder: Path) -> None:
    """Neither Maven nor Java on the PATH: what the extra neo4j-local brings."""
    (folder / "none").mkdir()
    life(folder, PATH=str(folder / "none"), JAVA=None, JAVA_HOME=None)
    expect(not (folder / "m2").exists(), "Maven was not used")


def clash(folder: Path) -> None:
    """Two homes started at once with an empty cache: one fetches, and both find ports though both want the same."""
    environment = {**os.environ, "LEAKTRAIL_NEO4J_CACHE": str(folder / "cache")}
    homes = [folder / "one", folder / "two"]
    with timed("two first starts at once"):
        starts = [
            subprocess.Popen(
                [*CLI, "start", "--home", str(home)],
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
            )
            for home in homes
        ]
        said = [start.communicate()[1] for start in starts]
    tell(f"            {said}")
    expect([start.returncode for start in starts] == [0, 0], "both started")
    expect(sum("fetching" in text for text in said) == 1, "one fetched")
    expect(len({status(home).bolt for home in homes}) == 2, "two ports")
    for home in homes:
        expect(answers(home) == 0, "it answers")
        leaktrail("stop", "--force", "--home", str(home))


def interrupt(folder: Path) -> None:
    """Ctrl-C while it starts, at several moments."""
    home = folder / "home"
    leaktrail("start", "--home", str(home), "--bolt-port", "0", "--http-port", "0")
    leaktrail("stop", "--force", "--home", str(home))
    for moment in (0.0, 1.0, 3.0, 5.0):
        start = subprocess.Popen([*CLI, "start", "--home", str(home)], stderr=subprocess.PIPE, stdout=subprocess.PIPE)
        while not (pid := json.loads((home / "server.json").read_text())["pid"]):
            time.sleep(0.02)
        time.sleep(moment)
        with timed(f"Ctrl-C {moment} s after the process began"):
            start.send_signal(signal.SIGINT)
            start.communicate()
        expect(start.returncode == 130, f"exit code {start.returncode}")
        expect(find_process(pid, "") is None, "no process is left")
        expect(status(home) is None, "and it is known")


def auth(folder: Path) -> None:
    """With and without a password in turn; a password that was changed, and one that was lost."""
    home = str(folder)
    options = ("--home", home, "--bolt-port", "0", "--http-port", "0")

    def begin(*more: str) -> str:
        said = leaktrail("start", *options, *more).stderr.strip()
        tell(f"            {said}")
        expect(answers(folder) == 0, "it answers")
        return said

    def end() -> None:
        leaktrail("stop", "--home", home)

    expect("no password is asked for" in begin("--no-auth"), "said aloud")
    expect(not (folder / "password").exists(), "no password yet")
    end()
    expect("last time it was started without" in begin(), "said")
    first = (folder / "password").read_text()
    end()
    expect("last time it was started with a" in begin("--no-auth"), "said")
    end()
    begin()
    expect((folder / "password").read_text() == first, "the same password")
    create(folder, "ALTER CURRENT USER SET PASSWORD FROM $old TO $new", old=first, new="changed-by-hand")
    end()
    said = leaktrail("start", *options).stderr
    expect("does not take the password of the file" in said, said)
    end()
    (folder / "password").unlink()
    said = leaktrail("start", *options).stderr
    expect("a password from before that is not known here" in said, said)
    expect(not (folder / "password").exists(), "no wrong password is left")
    expect(answers(folder, ("neo4j", "changed-by-hand")) == 0, "the old one still counts")
    end()


def held(folder: Path) -> None:
    """Another process has the data."""
    leaktrail("start", "--home", str(folder), "--bolt-port", "0", "--http-port", "0")
    state = folder / "server.json"
    kept = state.read_text()
    state.unlink()
    with timed("refused"):
        said = leaktrail("start", "--home", str(folder), "--bolt-port", "0", "--http-port", "0", expected=4).stderr
    expect("another process uses the data of this home" in said, said)
    state.write_text(kept)
    expect(answers(folder) == 0, "the other one goes on")
    leaktrail("stop", "--force", "--home", str(folder))


def admin(folder: Path) -> None:
    """Import, dump and load in a home that never ran, with Japanese text."""
    home, dumps = folder / "home", folder / "dumps"
    dumps.mkdir()
    rows = folder / "rows.csv"
    rows.write_text("name:ID,:LABEL\n名簿業者,Actor\n再委託先,Actor\n", "utf-8")
    with timed("database import"):
        leaktrail("admin", "--home", str(home), "database", "import", "full", "neo4j", f"--nodes={rows}")
    with timed("database dump"):
        leaktrail("admin", "--home", str(home), "database", "dump", "neo4j", f"--to-path={dumps}")
    other = folder / "other"
    with timed("database load, in another home"):
        leaktrail("admin", "--home", str(other), "database", "load", "neo4j", f"--from-path={dumps}")
    for place in (home, other):
        leaktrail("start", "--home", str(place), "--bolt-port", "0", "--http-port", "0")
        expect(answers(place) == 2, "both nodes are there")
        leaktrail("stop", "--force", "--home", str(place))
    leaktrail("admin", "--home", str(home), "database", "load", "neo4j", "--from-path=/nowhere", expected=1)


PARTS = {part.__name__: part for part in (maven, jgo, clash, interrupt, auth, held, admin)}


def main() -> None:
    for name in sys.argv[1:] or PARTS:
        tell(f"{name}: {(PARTS[name].__doc__ or '').strip()}")
        folder = Path(tempfile.mkdtemp(prefix=f"leaktrail-{name}-"))
        try:
            PARTS[name](folder)
        finally:
            for state in folder.rglob("server.json"):
                leaktrail("stop", "--force", "--home", str(state.parent))
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
