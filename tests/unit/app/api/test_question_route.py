"""A route that reads its own parameters takes and refuses what FastAPI's takes and refuses, in the same words."""

from typing import Annotated

import pytest
from fastapi import APIRouter, FastAPI, Query, Request, Response
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from app.api import parameters
from app.api.methods import Methods
from app.api.problems import add_problem_handlers
from app.api.question_route import QuestionRoute

Asked = Annotated[parameters.Paths, Query()]


def served(route_class):
    router = APIRouter(route_class=route_class)

    @router.get("/paths")
    def paths(request: Request, query: Asked) -> Response:
        return Response(query.model_dump_json(), media_type="application/json")

    @router.get("/lineage/{actor}")
    def lineage(request: Request, actor: str, query: Asked) -> Response:
        return Response(actor)

    app = FastAPI()
    app.include_router(router)
    add_problem_handlers(app, Methods(app.routes))
    return app


@pytest.fixture(scope="module")
def both():
    with TestClient(served(APIRoute)) as usual, TestClient(served(QuestionRoute)) as ours:
        yield usual, ours


@pytest.mark.parametrize(
    "query",
    [
        "from=a&to=b",
        "from=%E5%90%8D%E7%B0%BF&to=b&k=7&mode=certain&by=2031-04-01&dataset=d&max_hops=3",
        "from=a&to=b&k=%207",
        "from=a+b&to=b%2Bc&k=1e1",
        "",
        "from=a",
        "from=&to=b",
        "start=a&to=b",
        "from=a&to=b&start=c",
        "from=a&to=b&k=0&max_hops=99",
        "from=a&to=b&k=2.0",
        "from=a&to=b&k=2.5",
        "from=a&to=b&k=",
        "from=a&to=b&k=x&mode=perhaps&by=2031&color=red",
        "from=a&to=b&k=99999999999999999999999999",
        "from=" + "a" * 501 + "&to=b",
        "from=a&to=b&by=",
        "from=a&to=b&policy=",
        "from=%ff&to=b",
    ],
)
def test_it_answers_as_fastapi_does(both, query):
    usual, ours = (client.get(f"/paths?{query}") for client in both)
    assert (ours.status_code, ours.content) == (usual.status_code, usual.content)
    assert ours.headers == usual.headers


def test_it_is_described_as_fastapi_describes(both):
    usual, ours = (client.get("/openapi.json").json() for client in both)
    assert ours == usual


def test_a_route_that_asks_for_more_is_called_by_fastapi(both):
    assert both[1].get("/lineage/x?from=a&to=b").text == "x"
    assert both[1].get("/lineage/x?from=a").status_code == 422
