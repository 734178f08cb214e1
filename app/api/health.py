"""`/healthz`, `/readyz`, `/metrics`: for whatever watches the service. They tell nothing of what the record says."""

from __future__ import annotations

from anyio import fail_after, to_thread
from fastapi import APIRouter, Request
from starlette.responses import Response

from app.api import schemas
from app.api.documented import documented
from app.api.metrics import CONTENT_TYPE
from app.api.problems import problem
from app.api.state import kept_of
from app.services.readiness import check_ready
from app.services.wire import to_json

__all__ = ["router"]

router = APIRouter(tags=["state"])


@router.get("/healthz", summary="Alive?", responses={200: {"model": schemas.State}})
def health() -> Response:
    """The process answers."""
    return Response(to_json({"status": "ok"}), media_type="application/json")


@router.get(
    "/readyz",
    summary="Ready?",
    responses={k: v for k, v in documented(schemas.Ready).items() if k in (200, 503)},
)
async def ready(request: Request) -> Response:
    """The store answers in time and is of this version, and its graph is published; `behind`: answers take longer."""
    kept = kept_of(request)
    try:
        with fail_after(kept.ready_seconds):
            graph = await to_thread.run_sync(
                check_ready, kept.services.store, abandon_on_cancel=True, limiter=kept.looks
            )
    except TimeoutError:
        return problem(503, "store_slow", f"the store did not answer within {kept.ready_seconds:g} s")
    return Response(to_json({"status": "ready", "graph": graph.value}), media_type="application/json")


@router.get(
    "/metrics",
    summary="Figures for Prometheus",
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}, "description": "all figures"}},
    response_class=Response,
)
def metrics(request: Request) -> Response:
    """Requests, questions, cuts, graphs, the record, the process. No label holds a word of a request."""
    return Response(kept_of(request).metrics.text(), headers={"content-type": CONTENT_TYPE})
