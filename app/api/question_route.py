"""A route whose parameters are one model: the model reads them itself, and FastAPI only describes them.

    router = APIRouter(prefix="/v1", route_class=QuestionRoute)

FastAPI goes through all that a route may ask for beside its query (a body, headers, dependencies), field by field. A
question asks for nothing of that, and the search for it took longer than many an answer. What is refused, and in which
words, is the same: in both cases it is the model that refuses.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, get_type_hints

from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

__all__ = ["QuestionRoute"]

_ALONE = {"request", "query", "return"}


class QuestionRoute(APIRoute):
    """For plain functions `(request, query: Annotated[Model, Query()]) -> Response`; any other is FastAPI's to call."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """What answers a request: in a thread, since a search must not hold up the loop."""
        types = get_type_hints(self.endpoint)
        if types.keys() != _ALONE:
            return super().get_route_handler()
        answer: Callable[[Request, BaseModel], Response] = self.endpoint
        model: type[BaseModel] = types["query"]

        async def handle(request: Request) -> Response:
            return await run_in_threadpool(answer, request, _read(model, request))

        return handle


def _read(model: type[BaseModel], request: Request) -> BaseModel:
    try:
        return model.model_validate(dict(request.query_params))
    except ValidationError as error:
        faults = [{**fault, "loc": ("query", *fault["loc"])} for fault in error.errors(include_url=False)]
        raise RequestValidationError(faults) from error
