"""The call to a language model's endpoint: whatever comes back, within time and size, and to nobody else."""

import gzip
import json
import time

import pytest
from llm_server import Chat, chat_server

from esgqa.answering.llm.client import MOST_BYTES, Endpoint, NoReply
from esgqa.errors import UsageError
from esgqa.settings import load_settings

ASKED = [{"role": "user", "content": "how many?"}]


def test_the_reply_of_a_chat_endpoint() -> None:
    with chat_server(lambda chat: chat.say("Four [1].")) as server:
        assert Endpoint(f"{server.url}/", model="small", key="secret").complete(ASKED) == "Four [1]."
        (chat,) = server.asked
    assert chat.path == "/v1/chat/completions"
    assert chat.headers["Authorization"] == "Bearer secret"
    assert (chat.body["model"], chat.body["messages"], chat.body["stream"]) == ("small", ASKED, False)
    assert "secret" not in json.dumps(chat.body)


def test_without_a_key_none_is_sent_and_without_a_model_none_is_named() -> None:
    with chat_server(lambda chat: chat.say("Four [1].")) as server:
        Endpoint(server.url).complete(ASKED)
        (chat,) = server.asked
    assert "Authorization" not in chat.headers
    assert "model" not in chat.body


def hang(chat: Chat) -> None:
    chat.server.closing.wait(20)


def drip(chat: Chat) -> None:
    chat.send_response(200)
    chat.end_headers()
    while not chat.server.closing.wait(0.02):
        chat.wfile.write(b" ")


def huge(chat: Chat) -> None:
    chat.say("x" * 10_000_000)


def endless(chat: Chat) -> None:
    chat.send_response(200)
    chat.end_headers()
    for _ in range(200):
        chat.wfile.write(b" " * MOST_BYTES)


@pytest.mark.parametrize(
    ("script", "named"),
    [
        (lambda chat: chat.send(500, b"oops"), "status 500"),
        (lambda chat: chat.send(401, b"{}"), "status 401"),
        (lambda chat: chat.send(200, b"<html>not json"), "not the JSON"),
        (lambda chat: chat.send(200, b"[" * 100_000), "not the JSON"),
        (lambda chat: chat.send(200, b'{"choices": []}'), "not the JSON"),
        (lambda chat: chat.send(200, b'["choices"]'), "not the JSON"),
        (lambda chat: chat.say(None), "no text"),
        (lambda chat: chat.say({"text": "four"}), "no text"),
        (lambda chat: chat.say("  \n"), "no text"),
        (lambda chat: chat.send(200, gzip.compress(b" " * 10**7), Content_Encoding="gzip"), "compressed"),
        (huge, "longer than"),
        (endless, "longer than"),
        (hang, "no answer within"),
        (drip, "no answer within"),
        (lambda chat: chat.connection.close(), "no connection"),
    ],
)
def test_whatever_else_comes_back_is_no_reply(script: object, named: str) -> None:
    with chat_server(script) as server:  # type: ignore[arg-type]
        started = time.monotonic()
        with pytest.raises(NoReply, match=named):
            Endpoint(server.url, seconds=2.0 if script not in (hang, drip) else 0.4).complete(ASKED)
        assert time.monotonic() - started < 8


def test_nobody_there_is_no_reply() -> None:
    with chat_server(lambda chat: chat.say("Four [1].")) as server:
        url = server.url
    with pytest.raises(NoReply, match="no connection"):
        Endpoint(url, seconds=2).complete(ASKED)


def test_a_redirect_is_not_followed() -> None:
    with (
        chat_server(lambda chat: chat.say("Stolen [1].")) as other,
        chat_server(lambda chat: chat.send(307, Location=f"{other.url}/chat/completions")) as server,
    ):
        with pytest.raises(NoReply, match="redirects"):
            Endpoint(server.url, key="secret").complete(ASKED)
        assert (len(server.asked), len(other.asked)) == (1, 0)


def test_after_three_failures_nobody_waits_for_it() -> None:
    with chat_server(lambda chat: chat.send(500)) as server:
        endpoint = Endpoint(server.url)
        for _ in range(3):
            with pytest.raises(NoReply, match="status 500"):
                endpoint.complete(ASKED)
        with pytest.raises(NoReply, match="left alone"):
            endpoint.complete(ASKED)
        assert len(server.asked) == 3


def test_a_success_forgives_failures() -> None:
    with chat_server(lambda chat: chat.say("Four.") if len(server.asked) % 3 == 0 else chat.send(500)) as server:
        endpoint = Endpoint(server.url)
        outcomes = []
        for _ in range(6):
            try:
                outcomes.append(endpoint.complete(ASKED))
            except NoReply as reason:
                outcomes.append(str(reason))
    assert outcomes == ["status 500", "status 500", "Four."] * 2


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("ftp://127.0.0.1/v1", ""),
        ("localhost:8080", ""),
        ("http://", ""),
        ("http://user:word@127.0.0.1/v1", ""),
        ("http://127.0.0.1/v1?key=1", ""),
        ("http://llm.example/v1", "secret"),
        ("http://127.0.0.1/v1", "se\ncret"),
    ],
)
def test_an_address_that_is_none_or_would_show_the_key_is_refused(url: str, key: str) -> None:
    with pytest.raises(UsageError) as refused:
        Endpoint(url, key=key)
    assert "secret" not in str(refused.value) and "word" not in str(refused.value)


def test_the_key_comes_from_the_environment_and_is_no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    with chat_server(lambda chat: chat.say("Four [1].")) as server:
        environ = {"ESGQA_LLM_URL": server.url, "ESGQA_LLM_MODEL": "small", "ESGQA_LLM_KEY": "secret"}
        settings = load_settings(environ=environ)
        assert "secret" not in repr(settings)
        monkeypatch.setenv("ESGQA_LLM_KEY", "secret")
        Endpoint.of(settings).complete(ASKED)
        assert server.asked[0].headers["Authorization"] == "Bearer secret"
