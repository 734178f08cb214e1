"""A route whose parameters are one model: the model reads them itself, and FastAPI only describes them.

    router = APIRouter(prefix="/v1", route_class=QuestionRoute)

FastAPI goes through all that a route may ask for beside its query (a body, headers, dependencies), field by field. A
question asks for nothing of that, and the search for it took longer than many an answer. What is refused, and in which
words, is the same: in both cases it is the model that refuses.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from functools import cache
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

    @property
    def is_direct(self) -> bool:
        """True if nothing has to be known but the query: no part of the path, no dependency."""
        return set(_types(self.endpoint)) == _ALONE and "{" not in self.path and not self.dependencies

    async def answer(self, request: Request) -> Response:
        """The response; from a thread, since a search must not hold up the loop."""
        return await run_in_threadpool(self.endpoint, request, _read(_types(self.endpoint)["query"], request))

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """What answers a request."""
        return self.answer if set(_types(self.endpoint)) == _ALONE else super().get_route_handler()


@cache
def _types(endpoint: Callable[..., Response]) -> Mapping[str, Any]:
    return get_type_hints(endpoint)


def _read(model: type[BaseModel], request: Request) -> BaseModel:
    try:
        return model.model_validate(dict(request.query_params))
    except ValidationError as error:
        faults = [{**fault, "loc": ("query", *fault["loc"])} for fault in error.errors(include_url=False)]
        raise RequestValidationError(faults) from error
