"""The real client against a played endpoint: what goes out, what is tried again, and what an error gives away."""

from __future__ import annotations

import sys

import pytest

from app.domain.errors import BadQuestion, EndpointError
from app.services.propose.endpoint import Address, Heard, Patience, connect, read_address
from tests.unit.app.services.propose.model_server import Play, answer, completion, told, trouble

MESSAGES = [{"role": "system", "content": "Read."}, {"role": "user", "content": '{"passages": []}'}]
SCHEMA = {"type": "object", "additionalProperties": False, "properties": {}, "required": []}
FAST = Patience(seconds=5, retries=2)


def ask(server, *, key="k-1", patience=FAST, calls=9, tokens=321):
    with connect(Address(server.url, "played", key), patience) as client:
        return client.ask(MESSAGES, "form", SCHEMA, tokens, calls)


def test_an_answer_and_what_it_used(server):
    server.play(answer(told("名簿を売った")))
    reply = ask(server)
    assert (reply.heard, reply.calls, reply.tokens_in, reply.tokens_out) == (Heard.ANSWERED, 1, 100, 20)
    assert "名簿を売った" in reply.text


def test_the_request_asks_for_the_schema_strictly(server):
    server.play(answer())
    ask(server)
    (seen,) = server.seen
    assert seen.path == "/v1/chat/completions"
    assert seen.body == {
        "model": "played",
        "messages": MESSAGES,
        "max_completion_tokens": 321,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "form", "strict": True, "schema": SCHEMA},
        },
    }


def test_nothing_else_of_the_machine_or_its_environment_goes_out(server, monkeypatch):
    for name, value in {
        "OPENAI_API_KEY": "sk-other",
        "OPENAI_BASE_URL": "http://127.0.0.1:9/v1",
        "OPENAI_ORG_ID": "org-other",
        "OPENAI_PROJECT_ID": "project-other",
        "OPENAI_CUSTOM_HEADERS": "X-Other: other\nAuthorization: Bearer other",
        "HTTP_PROXY": "http://127.0.0.1:9",
        "ALL_PROXY": "http://127.0.0.1:9",
    }.items():
        monkeypatch.setenv(name, value)
    server.play(answer())
    ask(server)
    (seen,) = server.seen
    assert seen.headers["authorization"] == "Bearer k-1"
    assert seen.headers["user-agent"] == "leaktrail"
    assert "other" not in str(seen.headers).casefold()
    assert not any(name.startswith(("x-", "openai-")) for name in seen.headers)


def test_without_a_key_none_is_sent(server, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-other")
    server.play(answer())
    ask(server, key=None)
    assert "authorization" not in server.seen[0].headers


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_may_pass_is_tried_again(server, status):
    server.play(trouble(status), answer())
    reply = ask(server)
    assert (reply.heard, reply.calls) == (Heard.ANSWERED, 2)


@pytest.mark.parametrize("status", [429, 500])
def test_what_does_not_pass_is_no_answer(server, status):
    server.play(trouble(status))
    reply = ask(server)
    assert (reply.heard, reply.calls, reply.why) == (Heard.NO_ANSWER, 3, f"status {status}")
    assert len(server.seen) == 3


def test_it_is_never_tried_more_often_than_allowed(server):
    server.play(trouble(500))
    assert ask(server, calls=1).calls == len(server.seen) == 1


def test_it_waits_longer_each_time(server, monkeypatch):
    waits = []
    monkeypatch.setattr("time.sleep", waits.append)
    server.play(Play(500, b"{}"))
    ask(server, patience=Patience(seconds=5, retries=3))
    waits = [seconds for seconds in waits if seconds > 0.1]  # the server itself sleeps for nothing
    assert len(waits) == 3
    assert waits == sorted(waits)
    assert waits[-1] > 1


def test_a_silent_endpoint_is_given_up(server):
    server.play(Play(seconds=1.0, body=b"{}"))
    reply = ask(server, patience=Patience(seconds=0.2, retries=0))
    assert (reply.heard, reply.why, reply.calls) == (Heard.NO_ANSWER, "no answer in 0.2 s", 1)
    # it may have worked on it all the same, so the most that it can have cost is counted
    assert reply.usage(1_000, 321).tokens_in == 1_000


def test_nobody_there():
    with connect(Address("http://127.0.0.1:9/v1", "m"), Patience(seconds=1, retries=0)) as client:
        reply = client.ask(MESSAGES, "form", SCHEMA, 10, 1)
    assert (reply.heard, reply.why) == (Heard.NO_ANSWER, "no connection")


@pytest.mark.parametrize(
    ("status", "remedy"), [(400, "json_schema"), (401, "LEAKTRAIL_LLM_KEY"), (404, "LEAKTRAIL_LLM_MODEL")]
)
def test_what_will_not_pass_ends_it_and_gives_nothing_away(server, status, remedy):
    server.play(trouble(status))
    with pytest.raises(EndpointError, match=f"{status}, some_code") as caught:
        ask(server)
    assert remedy in str(caught.value)
    assert len(server.seen) == 1
    words = repr(caught.value) + str(caught.value)
    assert not any(secret in words for secret in ("sk-secret", "k-1", "名簿"))
    assert caught.value.__suppress_context__


def test_a_redirect_is_not_followed(server):
    server.play(Play(307, b"{}", {"location": f"{server.url}/elsewhere"}))
    with pytest.raises(EndpointError, match="redirects are not followed"):
        ask(server)
    assert len(server.seen) == 1


@pytest.mark.parametrize(
    ("play", "heard"),
    [
        (completion(None, refusal="I cannot help with that."), Heard.REFUSED),
        (completion('{"transfers": [{"pass', finish="length"), Heard.TRUNCATED),
        (completion("", finish="content_filter"), Heard.FILTERED),
        (completion(None), Heard.EMPTY),
        (Play(body=b'{"choices": []}'), Heard.EMPTY),
        (Play(body=b'{"choices": null}'), Heard.NOT_AS_ASKED),
        (Play(body=b"<html>Sign in</html>", headers={"content-type": "text/html"}), Heard.NOT_AS_ASKED),
        (Play(body=b"[]"), Heard.NOT_AS_ASKED),
        (Play(body=b""), Heard.NOT_AS_ASKED),
        (Play(body=b"\xff\xfe"), Heard.NOT_AS_ASKED),
    ],
)
def test_what_is_no_answer_is_told_apart(server, play, heard):
    server.play(play)
    reply = ask(server)
    assert reply.heard is heard
    assert reply.text == ""


def test_tokens_that_are_not_told_are_the_most_there_can_be(server):
    server.play(answer(usage=None))
    used = ask(server).usage(500, 40)
    assert (used.calls, used.tokens_in, used.tokens_out) == (1, 500, 40)


# ------------------------------------------------------------------ where to


GOOD = {"LEAKTRAIL_LLM_URL": "https://llm.example/v1/", "LEAKTRAIL_LLM_MODEL": "m"}


def test_an_address_is_read_from_the_environment(tmp_path):
    file = tmp_path / "key"
    file.write_text("k-from-file\n", "utf-8")
    address = read_address({**GOOD, "LEAKTRAIL_LLM_KEY_FILE": str(file)})
    assert (address.url, address.model, address.key) == ("https://llm.example/v1", "m", "k-from-file")
    assert "k-from-file" not in repr(address)
    assert address.is_encrypted
    assert not address.is_on_this_machine


@pytest.mark.parametrize(
    "more",
    [
        {"LEAKTRAIL_LLM_URL": ""},
        {"LEAKTRAIL_LLM_URL": "llm.example/v1"},
        {"LEAKTRAIL_LLM_URL": "ftp://llm.example"},
        {"LEAKTRAIL_LLM_URL": "https://me:secret@llm.example/v1"},
        {"LEAKTRAIL_LLM_URL": "https://llm.example/v1?key=secret"},
        {"LEAKTRAIL_LLM_MODEL": " "},
        {"LEAKTRAIL_LLM_KEY": "two\nlines"},
        {"LEAKTRAIL_LLM_KEY": "鍵"},
        {"LEAKTRAIL_LLM_KEY_FILE": "/nowhere/key"},
    ],
)
def test_an_address_that_cannot_be_meant_is_refused(more):
    with pytest.raises(BadQuestion) as caught:
        read_address({**GOOD, **more})
    assert "secret" not in str(caught.value)
    assert caught.value.exit_code == 2


def test_no_endpoint_is_taken_from_other_settings(monkeypatch):
    with pytest.raises(BadQuestion, match="nothing was sent"):
        read_address({"OPENAI_BASE_URL": "https://llm.example/v1", "OPENAI_API_KEY": "k"})


def test_without_the_extra_one_sentence_says_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "openai", None)
    with pytest.raises(BadQuestion) as caught, connect(Address("http://127.0.0.1:9", "m"), FAST):
        pass
    assert str(caught.value) == "asking a language model needs the extra llm (pip install 'leaktrail[llm]')"
