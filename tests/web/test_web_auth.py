"""The password and the token: no route of the server, whoever made it, opens without them."""

import asyncio
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from mcp import Client
from pydantic import SecretStr
from web_servers import served, with_settings

from esgqa.library import Library
from esgqa.settings import Settings
from esgqa.web.auth import Locked
from esgqa.web.server import build_server

PASSWORD, TOKEN = "correct horse 電池", "t0ken-of-a-program"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


@pytest.fixture(scope="module")
def locked(library: Library) -> Library:
    return with_settings(library, password=SecretStr(PASSWORD), token=SecretStr(TOKEN))


@pytest.fixture(scope="module")
def url(locked: Library) -> Iterator[str]:
    with served(locked) as url:
        yield url


def paths(routes: Any, prefix: str = "") -> Iterator[str]:
    """Every path of an app, those of what is mounted and included within it too."""
    for route in routes:
        inner = getattr(route, "original_router", route)
        if getattr(inner, "routes", None):
            yield from paths(inner.routes, prefix + (getattr(route, "path", "") if inner is route else inner.prefix))
        else:
            yield prefix.removesuffix("/") + route.path if not route.path.startswith(prefix or "\0") else route.path


def test_every_route_of_every_kind_refuses_without_them(url: str, locked: Library) -> None:
    app, _ = build_server(locked)
    found = {re.sub(r"\{[^}]*\}", "x", path) for path in paths(app.routes)}
    for known in (
        "/",
        "/config",
        "/mcp",
        "/api/ask",
        "/api/reports/x/pages/x/image",
        "/gradio_api/queue/join",
        "/api/x",
    ):
        assert known in found, f"the list of routes lacks {known}"
    assert len(found) > 50
    with httpx.Client(base_url=url) as client:
        for path in sorted(found):
            for method in METHODS:
                answer = client.request(method, path)
                assert answer.status_code == 401, (method, path)
                assert "Basic" in answer.headers["www-authenticate"]
                assert "default-src 'self'" in answer.headers["content-security-policy"]


def test_the_password_opens_pages_and_api(url: str) -> None:
    for path in ("/", "/config", "/api/reports", "/gradio_api/openapi.json"):
        assert httpx.get(url + path, auth=("anyone", PASSWORD.encode())).status_code == 200
    assert httpx.get(url, auth=("anyone", "wrong")).status_code == 401
    assert httpx.get(url, auth=(PASSWORD.encode(), "")).status_code == 401


def test_the_token_opens_them_to_programs(url: str) -> None:
    header = {"authorization": f"Bearer {TOKEN}"}
    assert httpx.get(f"{url}/api/reports", headers=header).status_code == 200
    asked = httpx.post(f"{url}/api/ask", headers=header, json={"question": "what was the complaint count?"}, timeout=60)
    assert asked.json()["status"] == "answered"


@pytest.mark.parametrize(
    "given",
    [
        "Bearer",
        f"Bearer {TOKEN}x",
        f"Bearer {TOKEN[:-1]}",
        "Basic",
        "Basic !!!",
        "Basic Og==",
        "Digest x",
        f"Basic {TOKEN}",
    ],
)
def test_nothing_else_opens(url: str, given: str) -> None:
    assert httpx.get(f"{url}/api/reports", headers={"authorization": given.encode()}).status_code == 401


def test_tools_need_the_token_too(url: str) -> None:
    async def names(**headers: str) -> list[str]:
        from mcp.client.streamable_http import streamable_http_client
        from mcp.shared._httpx_utils import create_mcp_http_client

        async with (
            create_mcp_http_client(headers=headers) as web,
            Client(streamable_http_client(f"{url}/mcp", http_client=web)) as client,
        ):
            return [tool.name for tool in (await client.list_tools()).tools]

    assert "ask" in asyncio.run(names(authorization=f"Bearer {TOKEN}"))
    with pytest.raises(Exception, match=r"401|Unauthorized|failed|error"):
        asyncio.run(names())


def test_wrong_guesses_are_slowed_and_the_right_one_is_not(locked: Library) -> None:
    with served(locked) as url:
        given = [httpx.get(f"{url}/api/health", auth=("x", str(n))).status_code for n in range(35)]
        assert given[:30] == [401] * 30
        assert 429 in given[30:]
        assert httpx.get(f"{url}/api/health", auth=("x", PASSWORD.encode())).status_code == 200


def test_with_one_of_the_two_set_the_other_opens_nothing(library: Library) -> None:
    with served(with_settings(library, token=SecretStr(TOKEN))) as url:
        refused = httpx.get(f"{url}/api/health", auth=("x", ""))
        assert refused.status_code == 401
        assert refused.headers["www-authenticate"] == "Bearer"
        assert httpx.get(f"{url}/api/health", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_a_websocket_is_closed_before_it_opens() -> None:
    reached, sent = [], []

    async def app(*_: Any) -> None:
        reached.append(True)

    async def receive() -> dict[str, Any]:
        return {"type": "websocket.connect"}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "websocket", "path": "/", "headers": []}
    asyncio.run(Locked(app, token=TOKEN)(scope, receive, send))
    assert (reached, sent) == ([], [{"type": "websocket.close", "code": 1008}])
    scope["headers"] = [(b"authorization", f"Bearer {TOKEN}".encode())]  # type: ignore[assignment]
    asyncio.run(Locked(app, token=TOKEN)(scope, receive, send))
    assert reached == [True]


def test_secrets_do_not_show_in_settings() -> None:
    settings = Settings(password=SecretStr(PASSWORD), token=SecretStr(TOKEN))
    for shown in (repr(settings), str(settings.password), settings.model_dump_json()):
        assert PASSWORD not in shown
        assert TOKEN not in shown
