"""The path questions of the shared material, asked through HTTP: joined gold → store → answers → verdicts.

`python tests/quality/path_questions.py [--answers FILE]` prints one line a question. What is asked stands in `TABLE`:
general questions whose arguments are ids and days, nothing else. What an answer shows is read by one function a kind
of question (and `told`); none of them knows which question it serves. Questions that are not in the table need what the exchange
format does not carry (commission periods, card counts), or a question that the interface does not have yet.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from starlette.testclient import TestClient  # noqa: E402 - the line above makes the project importable by hand

from app.api.main import create_app  # noqa: E402
from app.bootstrap import wire  # noqa: E402
from app.domain.vocabulary import ENDS_HOLDING  # noqa: E402
from app.services.exchange import import_exchange  # noqa: E402
from app.store.uri import open_store  # noqa: E402
from tests.quality.told import told_by  # noqa: E402

Answer = dict[str, Any]
Get = Callable[..., Answer]
"""`get("/v1/paths", {…})` → the answer as JSON."""

REQUIRED = tuple(f"Q{n:02}" for n in (1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 14, 19, 21, 22, 23))
MOST_PATHS = 1000


# ---------------------------------------------------------------- kinds of questions


def paths_between(get: Get, *pairs: str, dataset: str | None = None) -> Answer:
    """Paths of several pairs, each written `from>to`: hops, days, the longest pause, weakest status, actors."""
    paths = [path for pair in pairs for path in _paths(get, *pair.split(">"), dataset=dataset)]
    return {"paths": [_transfers(path) for path in paths], **told_by(paths)}


def holders_by(get: Get, by: str, dataset: str) -> Answer:
    """Who had the data by the end of a day: those who had it from the start, those who must, those who could."""
    found = _complete(get("/v1/holders", {"by": by, "dataset": dataset}))["actors"]
    received = [h for h in found if not h["origin"]]
    return {
        "holder": [h["actor"]["id"] for h in found if h["origin"]],
        "actors_certain": [h["actor"]["id"] for h in received if h["certain"]],
        "actors_possible": [h["actor"]["id"] for h in received if not h["certain"]],
    }


def remaining(get: Get, by: str, dataset: str, incident: str) -> Answer:
    """Whose copies are surely out, and the transfers that ended a holding."""
    copies = _listed(get, "outstanding", by=by, dataset=dataset)
    kept = [copy["actor"]["id"] for copy in copies if copy["held"] == "yes"]
    ended = [t["id"] for t in _listed(get, "transfers", incident=incident) if t["action"] in set(ENDS_HOLDING)]
    return {"remaining_holders": kept, "transfers": ended}


def upstream_of(get: Get, actor: str) -> Answer:
    """All actors from whom the data can have come, by hop, and all paths from those with nobody before them."""
    found = _upstream(get, actor)
    sources = [key for key in found if not _upstream(get, key)]
    paths = [path for source in sources for path in _paths(get, source, actor)]
    by_hop: dict[str, list[str]] = {}
    for path in paths:
        for distance, hop in enumerate(reversed(path["hops"]), start=1):
            by_hop.setdefault(str(distance), []).append(hop["provider"]["id"])
    once = list(dict.fromkeys(tuple(_transfers(path)) for path in paths))
    return {
        "paths": [list(one) for one in once],
        "by_hop": {distance: sorted(set(keys)) for distance, keys in by_hop.items()},
        "actors_upstream": list(found),
        "status": {hop["transfer"]: hop["status"] for path in paths for hop in path["hops"]},
    }


def downstream_of(get: Get, actor: str) -> Answer:
    """All paths from an actor to those from whom the data goes no further."""
    found = _complete(get(f"/v1/lineage/{actor}", {"direction": "downstream"}))["actors"]
    onward = [reached["path"][:-1] for reached in found]
    ends = [reached["actor"]["id"] for reached in found if reached["path"] not in onward]
    paths = [path for end in ends for path in _paths(get, actor, end)]
    return {"paths": [_transfers(path) for path in paths]}


def common_source(get: Get, a: str, b: str) -> Answer:
    """Sources of both under every reading, latest first; if nobody knows who the first is, it may be two: then the next."""
    found = _complete(get("/v1/common-source", {"a": a, "b": b}))["actors"]
    own = [fact["code"] for fact in found[0]["tells_from_next"] if fact["whose"] == "this" and not fact["stands_for"]]
    next_ = [source["actor"]["id"] for source in found[1:2] if {"identity", "member"} & set(own)]
    return {
        "actor": found[0]["actor"]["id"],
        "all_common_sources_latest_first": [source["actor"]["id"] for source in found],
        "actors_if_split": next_,
    }


def compared(get: Get, left: str, right: str) -> Answer:
    """Whether two ids denote one actor."""
    ids = [get(f"/v1/actors/{key}")["id"] for key in (left, right)]
    return {"actors": ids, "same": ids[0] == ids[1]}


def transfers_of(get: Get, incident: str) -> Answer:
    """The transfers of one incident, which must be known."""
    assert incident in {known["id"] for known in _listed(get, "incidents")}, incident
    found = [t["id"] for t in _listed(get, "transfers", incident=incident)]
    return {"transfers": found, "count": len(found)}


def support(get: Get) -> Answer:
    """Transfers that one source tells of as a whole, and the others."""
    facts = [fact for fact in _listed(get, "single-source") if (fact["kind"], fact["property"]) == ("transfer", None)]
    single = {fact["thing"]["id"] for fact in facts}
    others = [t["id"] for t in _listed(get, "transfers") if t["id"] not in single]
    return {"transfers": sorted(single), "transfers_with_two_or_more_documents": others}


def shared_actors(get: Get) -> Answer:
    """Actors of several incidents, those of them that gave, got or own data in several, paths that cross incidents."""
    actors = [a["id"] for a in _listed(get, "actors") if len(a["incidents"]) > 1]
    carried: dict[str, set[str]] = {}
    for t in _listed(get, "transfers"):
        for end in (t["provider"], t["recipient"]):
            if end and t["incident"]:
                carried.setdefault(end["id"], set()).add(t["incident"]["id"])
    for incident in _listed(get, "incidents"):
        for row in incident["affected"]:
            carried.setdefault(row["organization"]["id"], set()).add(incident["id"])
    paths = [path for a in actors for b in actors if a != b for path in _paths(get, a, b)]
    crossing = [path for path in paths if len({hop["incident"]["id"] for hop in path["hops"]}) > 1]
    return {
        "actors_shared": actors,
        "actors_carrying_data": [key for key in actors if len(carried.get(key, ())) > 1],
        "data_paths_across_incidents": [_transfers(path) for path in crossing],
    }


def days_of(get: Get, pair: str, transfer: str) -> Answer:
    """The days that remain for one transfer on any path of a pair."""
    told = told_by(_paths(get, *pair.split(">")))
    return {"transfers": [transfer], "window": told["dates"].get(transfer)}


# ---------------------------------------------------------------- the table


@dataclass(frozen=True, slots=True)
class Ask:
    """A kind of question with its arguments."""

    kind: Callable[..., Answer]
    arguments: tuple[str, ...] = ()
    dataset: str | None = None

    def answer(self, get: Get) -> Answer:
        more = {} if self.dataset is None else {"dataset": self.dataset}
        return self.kind(get, *self.arguments, **more)


DION, BATCH = "dion-subscribers", "yamada-20230117"
TABLE: dict[str, tuple[Ask, ...]] = {
    "Q01": (Ask(paths_between, ("c>a", "c>b")),),
    "Q02": (Ask(paths_between, ("kddi>a",), DION),),
    "Q03": (Ask(holders_by, ("2006-04-30",), DION),),
    "Q04": (Ask(holders_by, ("2006-03-31",), DION),),
    "Q05": (Ask(holders_by, ("2006-05-30",), DION),),
    "Q06": (Ask(paths_between, ("kddi>kddi",)),),
    "Q07": (Ask(common_source, ("M4", "M5")),),
    "Q08": (Ask(upstream_of, ("dealer",)),),
    "Q09": (Ask(paths_between, ("insider-nttbs>dealer", "broker>dealer"), BATCH),),
    "Q10": (Ask(paths_between, ("a>d", "a>c", "b>c")),),
    "Q11": (Ask(paths_between, ("a>b", "b>a")),),
    "Q12": (Ask(remaining, ("2006-09-30", DION, "kddi-dion-2006")),),
    "Q14": (Ask(support),),
    "Q16": (Ask(days_of, ("insider-nttbs>dealer", "M16")),),
    "Q19": (Ask(paths_between, ("insider-nexia>broker",)), Ask(compared, ("insider-nttbs", "insider-nexia"))),
    "Q20": (Ask(downstream_of, ("docomo",)),),
    "Q21": (Ask(shared_actors),),
    "Q22": (Ask(paths_between, ("toyota>public",), "toyota-215"),),
    "Q23": (Ask(transfers_of, ("ohashi-2023",)),),
}


# ---------------------------------------------------------------- reading an answer


def _paths(get: Get, start: str, goal: str, dataset: str | None = None) -> list[Answer]:
    query = {"from": start, "to": goal, "k": MOST_PATHS} | ({"dataset": dataset} if dataset else {})
    return _complete(get("/v1/paths", query))["paths"]


def _upstream(get: Get, actor: str) -> list[str]:
    found = _complete(get(f"/v1/lineage/{actor}", {"direction": "upstream"}))["actors"]
    return [reached["actor"]["id"] for reached in found]


def _listed(get: Get, things: str, **query: str) -> Iterator[Answer]:
    cursor: dict[str, str] = {}
    while True:
        page = get(f"/v1/{things}", {"limit": 500, **query, **cursor})
        yield from page["items"]
        if page["next"] is None:
            return
        cursor = {"cursor": page["next"]}


def _transfers(path: Answer) -> list[str]:
    return [hop["transfer"] for hop in path["hops"]]


def _complete(answer: Answer) -> Answer:
    assert not answer["truncated"], answer["cut"]
    return answer


# ---------------------------------------------------------------- running


@contextmanager
def asking(exchange: bytes) -> Iterator[Get]:
    """The HTTP interface over a fresh store with an imported graph."""
    with tempfile.TemporaryDirectory() as folder, closing(open_store(f"sqlite:///{folder}/case.db")) as store:
        import_exchange(store, exchange, "merged.json")
        with TestClient(create_app(wire(store))) as client:

            def get(route: str, query: Answer | None = None) -> Answer:
                response = client.get(route, params=query or {})
                assert response.status_code == 200, response.text
                return response.json()

            yield get


def answers(exchange: bytes) -> dict[str, Answer]:
    """The answers to all questions of the table."""
    with asking(exchange) as get:
        found: dict[str, Answer] = {}
        for question, asks in TABLE.items():
            found[question] = {}
            for ask in asks:
                found[question] |= ask.answer(get)
        return found


def joined_gold(shared: Path) -> bytes:
    """The joined gold as leaktrail/1."""
    command = [sys.executable, "gold_to_leaktrail.py", str(shared / "gold" / "merged.json")]
    return subprocess.run(command, cwd=shared / "eval", check=True, capture_output=True, env=_env()).stdout


def verdicts(shared: Path, given: dict[str, Answer]) -> dict[str, Answer]:
    """What the shared checker says of the answers, by question: `right`, `parts`, `wrong`."""
    with tempfile.TemporaryDirectory() as folder:
        asked, out = Path(folder, "ANSWERS.json"), Path(folder, "verdicts.json")
        asked.write_text(json.dumps(given, ensure_ascii=False), encoding="utf-8")
        command = [sys.executable, "path_check.py", "--gold", str(shared / "gold"), str(asked), "--json", str(out)]
        subprocess.run(command, cwd=shared / "eval", check=True, capture_output=True, env=_env())
        return json.loads(out.read_text(encoding="utf-8"))["verdicts"]


def table(found: dict[str, Answer]) -> str:
    """One line a question, and what is wrong below it."""
    lines = ["question  required  verdict    parts"]
    for question, verdict in found.items():
        word = "right" if verdict["right"] else "WRONG" if question in TABLE else "not asked"
        parts = f"{sum(verdict['parts'].values())}/{len(verdict['parts'])}"
        lines.append(f"{question:8}  {'yes' if question in REQUIRED else '-':8}  {word:9}  {parts}")
        lines += [f"          {line}" for line in verdict["wrong"] if question in TABLE]
    right = sum(verdict["right"] for verdict in found.values())
    return "\n".join([*lines, f"right: {right} of {len(found)}"])


def _env() -> dict[str, str]:
    return {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"}


def main() -> int:
    """Print the table; exit 1 if a required answer is not right."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    default = os.environ.get("LEAKTRAIL_SHARED") or str(ROOT.parent / "shared")
    parser.add_argument("--shared", default=default, help="folder with gold and eval")
    parser.add_argument("--answers", help="write the answers there")
    args = parser.parse_args()
    given = answers(joined_gold(Path(args.shared)))
    if args.answers:
        Path(args.answers).write_text(json.dumps(given, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    found = verdicts(Path(args.shared), given)
    print(table(found))
    return 0 if all(found[question]["right"] for question in REQUIRED) else 1


if __name__ == "__main__":
    raise SystemExit(main())
