"""Messages → the answer of a language model, at any endpoint that speaks like OpenAI's chat completions.

    LEAKTRAIL_LLM_URL=https://host/v1  LEAKTRAIL_LLM_MODEL=name  LEAKTRAIL_LLM_KEY_FILE=key.txt

The only module that knows the client. It sends to that address and nowhere else: no proxy and no other setting of the
environment is taken over, no redirect is followed, and headers that tell of the machine are left out. An error repeats
nothing that the endpoint wrote, which may be the key or words of the document.

References: OpenAI API reference, chat completions, `response_format: json_schema` with `strict`.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from importlib.util import find_spec
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pydantic import BaseModel, ValidationError

from app.domain.errors import BadQuestion, EndpointError, LeaktrailError
from app.services.propose.limits import Usage
from app.settings import read_secret

if TYPE_CHECKING:
    import httpx2
    import openai

    from loaders.proposals.pieces import Message

__all__ = ["Address", "Client", "Heard", "Patience", "Reply", "connect", "read_address", "require_client"]

_SENT_HEADERS = frozenset(
    {
        "host",
        "accept",
        "accept-encoding",
        "connection",
        "content-type",
        "content-length",
        "transfer-encoding",
        "user-agent",
    }
)
_CODE = re.compile(r"[a-z][a-z0-9_]{2,40}")
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_CONNECT_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Address:
    """Where a model answers, its name there, and the key, which is never shown."""

    url: str
    model: str
    key: str | None = field(default=None, repr=False)

    @property
    def is_on_this_machine(self) -> bool:
        """True for loopback: nothing leaves the machine, as far as we can tell."""
        return urlsplit(self.url).hostname in _LOOPBACK

    @property
    def is_encrypted(self) -> bool:
        """True for https."""
        return urlsplit(self.url).scheme == "https"


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds for one request, and how often it is repeated after 429, 5xx, a lost connection or a time-out."""

    seconds: float = 120.0
    retries: int = 3


class Heard(StrEnum):
    """What came back for one piece."""

    ANSWERED = "answered"
    REFUSED = "refused"
    TRUNCATED = "truncated"
    FILTERED = "filtered"
    EMPTY = "empty"
    NOT_AS_ASKED = "not_as_asked"
    NO_ANSWER = "no_answer"


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply: the text of an answer, else why there is none; what it used (tokens None: not told)."""

    heard: Heard
    text: str = ""
    why: str = ""
    calls: int = 1
    tokens_in: int | None = None
    tokens_out: int | None = None

    def usage(self, most_in: int, most_out: int) -> Usage:
        """What it used; the most that it can have used where the endpoint does not tell."""
        told_in = self.calls * most_in if self.tokens_in is None else self.tokens_in
        told_out = self.calls * most_out if self.tokens_out is None else self.tokens_out
        return Usage(self.calls, told_in, told_out)


def read_address(environment: Mapping[str, str]) -> Address:
    """The endpoint that the environment names. BadQuestion if it names none, or one that cannot be meant."""
    url = environment.get("LEAKTRAIL_LLM_URL", "").strip()
    model = environment.get("LEAKTRAIL_LLM_MODEL", "").strip()
    if not url:
        raise BadQuestion(
            "names no endpoint, and nothing was sent", place="LEAKTRAIL_LLM_URL", remedy="https://HOST/v1"
        )
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise BadQuestion("must be the address of an endpoint", place="LEAKTRAIL_LLM_URL", remedy="https://HOST/v1")
    if parts.username or parts.password or parts.query or parts.fragment:
        remedy = "put the key into LEAKTRAIL_LLM_KEY_FILE"
        raise BadQuestion("holds more than an address", place="LEAKTRAIL_LLM_URL", remedy=remedy)
    if not model:
        raise BadQuestion("names no model, and nothing was sent", place="LEAKTRAIL_LLM_MODEL")
    return Address(url.rstrip("/"), model, _key(environment))


def require_client() -> None:
    """BadQuestion where the extra `llm` is not installed."""
    if find_spec("openai") is None:
        remedy = "pip install 'leaktrail[llm]'"
        raise BadQuestion("asking a language model needs the extra llm", remedy=remedy)


@contextmanager
def connect(address: Address, patience: Patience) -> Generator[Client]:
    """A client of that endpoint. BadQuestion where the extra `llm` is not installed."""
    require_client()
    import openai  # noqa: PLC0415 - an extra, and seconds to import

    calls = _Calls(address.key)
    http = openai.DefaultHttpxClient(trust_env=False, follow_redirects=False, event_hooks={"request": [calls.prepare]})
    timeout = openai.Timeout(patience.seconds, connect=min(_CONNECT_SECONDS, patience.seconds))
    with openai.OpenAI(
        api_key=address.key or "none", base_url=address.url, timeout=timeout, http_client=http, max_retries=0
    ) as client:
        yield Client(client, address, patience, calls)


class Client:
    """Asks one endpoint; made by `connect`."""

    def __init__(self, client: openai.OpenAI, address: Address, patience: Patience, calls: _Calls) -> None:
        """Keep what a request needs."""
        self._client, self._address, self._patience, self._calls = client, address, patience, calls

    def ask(
        self, messages: Sequence[Message], schema_name: str, schema: Mapping[str, object], tokens: int, calls: int
    ) -> Reply:
        """One reply of at most so many tokens, by at most so many requests.

        EndpointError where every other request would fare the same: a wrong key, no such model, a form not understood.
        """
        import httpx2  # noqa: PLC0415 - see `connect`
        import openai  # noqa: PLC0415

        before = self._calls.made
        form = {"type": "json_schema", "json_schema": {"name": schema_name, "strict": True, "schema": schema}}
        body = {"model": self._address.model, "messages": messages, "response_format": form}
        client = self._client.with_options(max_retries=max(0, min(self._patience.retries, calls - 1)))
        try:
            # the bare response: what it holds is not trusted to be what the client's own types say
            response = client.post(
                "/chat/completions", cast_to=httpx2.Response, body={**body, "max_completion_tokens": tokens}
            )
        except openai.APITimeoutError:
            return Reply(
                Heard.NO_ANSWER, why=f"no answer in {self._patience.seconds:g} s", calls=self._calls.made - before
            )
        except openai.APIConnectionError:
            return Reply(
                Heard.NO_ANSWER, why="no connection", calls=self._calls.made - before, tokens_in=0, tokens_out=0
            )
        except openai.APIStatusError as error:
            if error.status_code not in {408, 409, 429} and error.status_code < 500:
                raise _for_good(error, self._address) from None
            why = f"status {error.status_code}"
            return Reply(Heard.NO_ANSWER, why=why, calls=self._calls.made - before, tokens_in=0, tokens_out=0)
        return _reply(response.content, self._calls.made - before)


class _Calls:
    """Counts the requests that go out, and takes from each what nobody asked to send."""

    def __init__(self, key: str | None) -> None:
        self._key, self.made = key, 0

    def prepare(self, request: httpx2.Request) -> None:
        self.made += 1
        for name in [name for name in request.headers if name.lower() not in _SENT_HEADERS]:
            del request.headers[name]
        request.headers["user-agent"] = "leaktrail"
        if self._key is not None:
            request.headers["authorization"] = f"Bearer {self._key}"


# ------------------------------------------------------------ what came back


class _Message(BaseModel):
    content: str | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _Tokens(BaseModel):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


class _Completion(BaseModel):
    choices: list[_Choice]
    usage: _Tokens | None = None


def _reply(body: bytes, calls: int) -> Reply:
    try:
        completion = _Completion.model_validate_json(body)
    except ValidationError:
        return Reply(Heard.NOT_AS_ASKED, why="no chat completion", calls=calls)
    used = completion.usage or _Tokens()
    if not completion.choices:
        return Reply(Heard.EMPTY, "", "", calls, used.prompt_tokens, used.completion_tokens)
    choice = completion.choices[0]
    heard, text = _heard(choice), choice.message.content or ""
    return Reply(heard, text if heard is Heard.ANSWERED else "", "", calls, used.prompt_tokens, used.completion_tokens)


def _heard(choice: _Choice) -> Heard:
    if choice.message.refusal:
        return Heard.REFUSED
    if choice.finish_reason == "length":
        return Heard.TRUNCATED
    if choice.finish_reason == "content_filter":
        return Heard.FILTERED
    return Heard.ANSWERED if choice.message.content else Heard.EMPTY


def _for_good(error: openai.APIStatusError, address: Address) -> LeaktrailError:
    """The endpoint's own code of an error is told if it is one word; its sentences are not."""
    code = error.code if error.code and _CODE.fullmatch(error.code) else None
    message = f"answers with status {error.status_code}" + (f", {code}" if code else "")
    remedy = {
        401: "look at LEAKTRAIL_LLM_KEY or LEAKTRAIL_LLM_KEY_FILE",
        403: "look at LEAKTRAIL_LLM_KEY or LEAKTRAIL_LLM_KEY_FILE",
        404: "look at LEAKTRAIL_LLM_URL and LEAKTRAIL_LLM_MODEL",
    }.get(error.status_code, "it may not know response_format json_schema or max_completion_tokens")
    if 300 <= error.status_code < 400:
        remedy = "redirects are not followed: name the address that it leads to"
    return EndpointError(message, place=address.url, remedy=remedy)


def _key(environment: Mapping[str, str]) -> str | None:
    if key := environment.get("LEAKTRAIL_LLM_KEY", "").strip():
        return _checked_key(key, "LEAKTRAIL_LLM_KEY")
    path = environment.get("LEAKTRAIL_LLM_KEY_FILE")
    if not path:
        return None
    return _checked_key(read_secret("LEAKTRAIL_LLM_KEY", path), f"LEAKTRAIL_LLM_KEY_FILE={path}")


def _checked_key(key: str, place: str) -> str:
    """A key goes into a header: one line of visible ASCII."""
    if not key or not all("!" <= char <= "~" for char in key):
        raise BadQuestion("holds no key: one line of letters, digits and signs", place=place)
    return key
