"""One call to an OpenAI-compatible chat endpoint: held to time and size, followed nowhere else, its failures named."""

from __future__ import annotations

import asyncio
import ipaddress
import json
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import httpx

from esgqa.errors import UsageError
from esgqa.settings import ENV_PREFIX, Settings

KEY = f"{ENV_PREFIX}LLM_KEY"
"""The environment variable that holds the key: never a setting, so that no file and no listing shows it."""
MOST_BYTES = 256 * 1024
"""Of a reply; one of 500 words is a hundredth of it."""
MOST_TOKENS = 1000
"""Of a reply; four sentences need a fifth of it, and a model that thinks first the rest."""
_FAILURES, _REST = 3, 60.0
"""After so many failures in a row nobody waits for the endpoint for so many seconds."""

Messages = list[dict[str, str]]


class NoReply(Exception):
    """The endpoint gave nothing that can be used; says why in a few words."""


@dataclass(frozen=True, slots=True)
class _Call:
    url: str
    headers: dict[str, str]
    body: dict[str, object]
    seconds: float
    trust_env: bool


class Endpoint:
    """A chat endpoint by its base URL, as `http://127.0.0.1:8080/v1`. Threads may share it.

    Raises `UsageError` for a URL that is none, or that would carry the key unencrypted to another machine.
    """

    def __init__(
        self, url: str, *, model: str = "", key: str = "", seconds: float = 30.0, tokens: int = MOST_TOKENS
    ) -> None:
        try:
            parsed = httpx.URL(url.strip())
        except (httpx.InvalidURL, UnicodeError) as error:
            raise _bad_url(url, str(error)) from error
        if parsed.scheme not in ("http", "https") or not parsed.host:
            raise _bad_url(url, "is no http or https address")
        if parsed.userinfo or parsed.query or parsed.fragment:
            raise _bad_url(parsed.host, "carries more than host, port and path")
        local = _is_local(parsed.host)
        if key and parsed.scheme == "http" and not local:
            raise _bad_url(url, f"would carry {KEY} unencrypted to another machine")
        if not key.isascii() or not key.isprintable() or " " in key:
            raise UsageError(KEY, cause="holds characters that no key has", remedy="Set it again without quotes.")
        self.host = parsed.host
        self.model = model
        self._url = f"{str(parsed).rstrip('/')}/chat/completions"
        self._headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
        if key:
            self._headers["Authorization"] = f"Bearer {key}"
        self._seconds, self._tokens = seconds, tokens
        # a proxy has no way to this machine itself
        self._trust_env = not local
        self._lock = threading.Lock()
        self._failed, self._rests_until = 0, 0.0

    @classmethod
    def of(cls, settings: Settings) -> Endpoint:
        """The endpoint that the settings name, with the key of the environment."""
        return cls(
            settings.llm_url,
            model=settings.llm_model,
            key=os.environ.get(KEY, "").strip(),
            seconds=settings.llm_timeout,
        )

    def complete(self, messages: Messages) -> str:
        """The reply's text. Raises `NoReply` for every way in which none came, within the time allowed."""
        with self._lock:
            if time.monotonic() < self._rests_until:
                raise NoReply("failed again and again, so it is left alone for a minute")
        body: dict[str, object] = {"messages": messages, "temperature": 0, "max_tokens": self._tokens, "stream": False}
        if self.model:
            body["model"] = self.model
        call = _Call(self._url, self._headers, body, self._seconds, self._trust_env)
        # a thread of its own: the caller may be inside an event loop, where no second one may run
        with ThreadPoolExecutor(1, thread_name_prefix="esgqa-llm") as pool:
            outcome = pool.submit(_run, call).result()
        with self._lock:
            self._failed = self._failed + 1 if isinstance(outcome, NoReply) else 0
            if self._failed >= _FAILURES:
                self._failed, self._rests_until = 0, time.monotonic() + _REST
        if isinstance(outcome, NoReply):
            raise outcome
        return outcome


def _bad_url(url: str, cause: str) -> UsageError:
    return UsageError(
        f"setting 'llm_url' ({url[:80]})", cause=cause, remedy="Name a base URL such as http://127.0.0.1:8080/v1."
    )


def _is_local(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _run(call: _Call) -> str | NoReply:
    try:
        return _text(asyncio.run(_fetch(call)))
    except NoReply as reason:
        return reason
    except TimeoutError:
        return NoReply(f"no answer within {call.seconds:g} s")
    except httpx.HTTPError as error:
        return NoReply(f"no connection ({type(error).__name__})")


async def _fetch(call: _Call) -> bytes:
    """The body of the reply. The time limit holds for all of it: a server that drips is cut off like one that hangs."""
    async with (
        asyncio.timeout(call.seconds),
        httpx.AsyncClient(timeout=call.seconds, follow_redirects=False, trust_env=call.trust_env) as client,
        client.stream("POST", call.url, json=call.body, headers=call.headers) as response,
    ):
        if response.is_redirect:
            raise NoReply(f"it redirects (status {response.status_code}), which is not followed")
        if response.status_code != 200:
            raise NoReply(f"status {response.status_code}")
        if response.headers.get("content-encoding", "identity").lower() != "identity":
            # a small compressed reply may unpack to any size
            raise NoReply("its reply is compressed, though asked not to be")
        body = bytearray()
        async for chunk in response.aiter_raw(16 * 1024):
            body += chunk
            if len(body) > MOST_BYTES:
                raise NoReply(f"its reply is longer than {MOST_BYTES // 1024} KB")
        return bytes(body)


def _text(body: bytes) -> str:
    try:
        text = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise NoReply("its reply is not the JSON of a chat completion") from error
    if not isinstance(text, str) or not text.strip():
        raise NoReply("its reply holds no text")
    return text
