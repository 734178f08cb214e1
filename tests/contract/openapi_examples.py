"""What stands as an example of each answer in /openapi.json, made of real answers over an invented case.

    python -m tests.contract.openapi_examples          writes app/api/examples.json; after a change of an answer's shape

Lists are cut to their first item, and what differs from run to run is set, so that equal code writes equal files.
"""

from __future__ import annotations

import json
import re
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from starlette.testclient import TestClient

from app.api.main import create_app
from app.store.uri import open_store
from tests.fuzz.server import filled

__all__ = ["FILE", "examples"]

FILE = Path(__file__).resolve().parents[2] / "app" / "api" / "examples.json"
_ADDRESSES = {
    "paths": "/v1/paths?from=shop&to=dealer",
    "lineage": "/v1/lineage/shop",
    "holders": "/v1/holders?by=2030-12-31",
    "chokepoints": "/v1/chokepoints?from=shop&to=dealer",
    "common_source": "/v1/common-source?a=t4&b=t6",
    "outstanding": "/v1/outstanding",
    "single_source": "/v1/single-source",
    "counts": "/v1/counts",
    "withdrawal": "/v1/withdrawal?document=midorisawa-report",
    "graph": "/v1/graph?actor=broker",
    "actors": "/v1/actors?limit=1",
    "actor": "/v1/actors/broker",
    "transfers": "/v1/transfers?limit=1",
    "transfer": "/v1/transfers/t4",
    "documents": "/v1/documents?limit=1",
    "document": "/v1/documents/midorisawa-news",
    "passages": "/v1/documents/memo/passages?limit=1",
    "marking": "/v1/documents/memo/marking",
    "stretch": "/v1/documents/memo/stretch?end=40",
    "thing": "/v1/things/t4",
    "words": "/v1/passages?q=捜査",
    "suggested": "/v1/suggest?q=センター",
    "claims": "/v1/claims?limit=1",
    "conflicts": "/v1/conflicts?limit=1",
    "incidents": "/v1/incidents",
    "datasets": "/v1/datasets",
    "events": "/v1/events",
    "queue": "/v1/review?limit=1",
    "shown": "/v1/review/shop",
    "judgements": "/v1/judgements",
    "health": "/healthz",
    "ready": "/readyz",
}
_SET: dict[str, object] = {
    "elapsed_ms": 1.25,
    "submitted": "2030-07-01T09:00:00+00:00",
    "ended": "2030-07-01T09:00:02+00:00",
    "when": "2030-07-02T09:00:00+00:00",
    "revision": "revision-0123456789abcdef01234567",
}
_RANDOM = re.compile(r"judgement-[0-9a-f]+")
_JOB = "job-0123456789abcdef01234567"


def examples() -> dict[str, Any]:
    """By operation id the example of its answer."""
    with TemporaryDirectory() as folder, closing(open_store(f"sqlite:///{folder}/case.db")) as store:
        services = filled(store, Path(folder))
        with TestClient(create_app(services)) as client:
            found = {name: _shortened(client.get(address).json()) for name, address in _ADDRESSES.items()}
            memo = {"content": "北浜データの名簿。\n".encode(), "headers": {"content-type": "text/plain"}}
            sent = client.post("/v1/documents?name=memo-2.txt", **memo).json()
            services.jobs.wait(sent["id"], 60)
            job = client.get(f"/v1/jobs/{sent['id']}").json() | {"id": _JOB}
            found |= {"job": _shortened(job), "jobs": _shortened({**client.get("/v1/jobs").json(), "items": [job]})}
            waiting = {"id": _JOB, "state": "waiting", "ended": None, "documents": []}
            nothing = dict.fromkeys(job["counts"], 0)
            found["send_document"] = _shortened(job | waiting | {"counts": nothing}) | {"ended": None}
            found["cancel_job"] = found["send_document"] | {"state": "cancelled"}
            found["remove_document"] = client.delete("/v1/documents/memo-2").json()
            judged = {"verdict": "same", "about": ["shop", "contractor"]}
            kept = client.post("/v1/judgements", json={"verdict": "not_same", "about": ["shop", "contractor"]}).json()
            found["judgements"] = _shortened(client.get("/v1/judgements").json())
            found["undo"] = _shortened(
                client.delete(f"/v1/judgements/{kept['judgements'][0]['id']}?preview=true").json()
            )
            marked = client.put("/v1/documents/memo/marking?marking=amber")
            found["mark_document"] = marked.json()
            found["judge"] = _shortened(client.post("/v1/judgements?preview=true", json=judged).json())
        services.jobs.close()
    told = _RANDOM.sub("judgement-0123456789abcdef01234567", json.dumps(dict(sorted(found.items()))))
    return json.loads(told)


def _shortened(value: Any) -> Any:
    if isinstance(value, list):
        return [_shortened(one) for one in value[:1]]
    if isinstance(value, dict):
        return {
            key: _SET[key] if key in _SET and inside is not None else _shortened(inside)
            for key, inside in value.items()
        }
    return value


def main() -> int:
    """Write the file."""
    FILE.write_text(json.dumps(examples(), ensure_ascii=False, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
