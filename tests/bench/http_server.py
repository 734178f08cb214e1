"""The application over a small store, and beside it in the same process what the bench needs: a fixed answer, the clock.

python -m tests.bench.http_server FOLDER   →  prints its port, and serves until it is ended

/v1/paths?…        the application, as it is
/bench/fixed       the bytes of one such answer from a bare Starlette route: what no answer can be cheaper than
/bench/question    so many times the question itself, without HTTP: processor seconds, and what it found
/bench/clock       processor seconds of this process since it began
"""

from __future__ import annotations

import sys
from pathlib import Path
from socket import create_server
from time import process_time

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from app.api.main import create_app
from app.bootstrap import Services, wire
from app.services.ask import DEFAULT_PATHS, Options, ask_paths
from app.services.exchange import import_exchange
from app.services.wire import to_json
from app.store.uri import open_store
from tests.builders import case

__all__ = ["ADDRESS", "ENDS", "application"]

ENDS = ("shop", "dealer")
ADDRESS = f"/v1/paths?from={ENDS[0]}&to={ENDS[1]}"


def application(services: Services) -> Starlette:
    """The application and its peer."""
    fixed = to_json(_ask(services))

    async def give_fixed(_: Request) -> Response:
        return Response(fixed, media_type="application/json")

    async def question(request: Request) -> Response:
        times = int(request.query_params["times"])
        began = process_time()
        found = [_ask(services) for _ in range(times)]
        return JSONResponse({"seconds": process_time() - began, "paths": len(found[-1]["paths"])})

    async def clock(_: Request) -> Response:
        return JSONResponse({"seconds": process_time()})

    ours = [
        Route("/bench/fixed", give_fixed),
        Route("/bench/question", question),
        Route("/bench/clock", clock),
        Mount("/", create_app(services)),
    ]
    return Starlette(routes=ours)


def _ask(services: Services) -> dict[str, object]:
    return ask_paths(services.graphs, *ENDS, DEFAULT_PATHS, Options())


def main() -> None:
    """Serve on a free port of loopback, with one worker."""
    store = open_store(f"sqlite:///{Path(sys.argv[1]) / 'bench.db'}")
    try:
        import_exchange(store, to_json(case()), "case.json")
        config = uvicorn.Config(application(wire(store)), log_level="warning", access_log=False, server_header=False)
        with create_server(("127.0.0.1", 0)) as listener:  # it listens from now on; who comes early waits
            print(listener.getsockname()[1], flush=True)
            uvicorn.Server(config).run([listener])
    finally:
        store.close()


if __name__ == "__main__":
    main()
