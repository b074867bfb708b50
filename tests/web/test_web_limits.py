"""What one client may ask, how large, how many at once, and from which pages."""

import asyncio
import threading
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from web_servers import served, with_settings

from esgqa.errors import DataError, UsageError
from esgqa.library import Library
from esgqa.settings import Settings, load_settings
from esgqa.web.guard import KnownHosts, SameOriginOnly
from esgqa.web.limits import BodyLimit, Buckets, Busy, Gate, client_of
from esgqa.web.rest import TooOften
from esgqa.web.server import is_read_only
from esgqa.web.service import NotThere, ReadOnly, UnderWay, status_of


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_bucket_holds_a_minutes_worth_and_fills_evenly() -> None:
    clock = Clock()
    buckets = Buckets(60, clock)
    assert [buckets.take("a") for _ in range(60)] == [0.0] * 60
    assert buckets.take("a") == pytest.approx(1.0)
    assert buckets.take("b") == 0.0, "another client has its own"
    clock.now = 2.0
    assert [buckets.take("a") > 0 for _ in range(3)] == [False, False, True]
    clock.now = 1000.0
    assert buckets.take("a", 60) == 0.0
    assert buckets.take("a", 1) > 0


def test_no_limit_and_more_than_a_bucket() -> None:
    assert Buckets(0).take("a", 10_000) == 0.0
    clock = Clock()
    assert Buckets(10, clock).take("a", 200) == 0.0, "a whole bucket pays for it"


@given(st.lists(st.tuples(st.floats(0, 30), st.integers(1, 20)), max_size=60))
def test_no_client_gets_more_than_its_rate(steps: list[tuple[float, int]]) -> None:
    clock = Clock()
    buckets, got = Buckets(60, clock), 0
    for pause, count in steps:
        clock.now += pause
        wait = buckets.take("a", count)
        assert wait >= 0
        got += count if wait == 0 else 0
    assert got <= 60 + clock.now * 1.0 + 1e-6


def test_clients_are_told_apart_by_address_and_ipv6_by_network() -> None:
    def client(host: str) -> str:
        return client_of({"type": "http", "client": (host, 1)})

    assert client("192.0.2.1") != client("192.0.2.2")
    assert client("2001:db8::1") == client("2001:db8::2") != client("2001:db8:0:1::1")
    assert client_of({"type": "http"}) == "unknown"


def test_the_gate_lets_so_many_work_so_many_wait_and_sends_the_rest_away() -> None:
    open_, at_work, most = threading.Event(), [0], [0]
    lock = threading.Lock()

    def work() -> str:
        with lock:
            at_work[0] += 1
            most[0] = max(most[0], at_work[0])
        open_.wait(20)
        with lock:
            at_work[0] -= 1
        return "done"

    async def crowd() -> list[Any]:
        gate = Gate(2, 3)
        tasks = [asyncio.create_task(gate.run(work)) for _ in range(8)]
        while sum(task.done() for task in tasks) < 3 or at_work[0] < 2:
            await asyncio.sleep(0)
        assert gate.waiting == 3
        open_.set()
        return await asyncio.gather(*tasks, return_exceptions=True)

    outcomes = asyncio.run(crowd())
    assert outcomes.count("done") == 5
    assert sum(isinstance(outcome, Busy) for outcome in outcomes) == 3
    assert most == [2]


def test_a_gate_without_waiting_room_still_works() -> None:
    async def twice() -> list[int]:
        gate = Gate(1, 0)
        return [await gate.run(lambda: 1), await gate.run(lambda: 2)]

    assert asyncio.run(twice()) == [1, 2]


def test_a_client_that_asks_too_often_is_told_when_to_come_again(library: Library) -> None:
    with served(with_settings(library, requests_per_minute=5)) as url:
        asked = [httpx.get(f"{url}/api/reports") for _ in range(8)]
        assert [answer.status_code for answer in asked[:5]] == [200] * 5
        refused = asked[-1]
        assert refused.status_code == 429
        assert 1 <= int(refused.headers["retry-after"]) <= 60
        assert "5 a minute" in refused.json()["error"]
        assert httpx.get(f"{url}/api/health").status_code == 200
        assert httpx.get(url).status_code == 200, "the page itself still loads"
        joined = httpx.post(f"{url}/gradio_api/queue/join", json={"fn_index": 0, "session_hash": "x", "data": []})
        assert joined.status_code == 429
        assert httpx.post(f"{url}/mcp", json={}).status_code == 429


def test_a_batch_is_charged_question_by_question(library: Library) -> None:
    with served(with_settings(library, requests_per_minute=6)) as url:
        asked = {"questions": [{"question": " "}] * 5}
        assert httpx.post(f"{url}/api/ask/batch", json=asked).status_code == 200
        refused = httpx.post(f"{url}/api/ask/batch", json=asked)
        assert refused.status_code == 429
        assert int(refused.headers["retry-after"]) >= 1


def test_a_full_server_says_so(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, let_go = threading.Event(), threading.Event()
    slow = with_settings(library, asking_at_once=1, asking_waiting=0, requests_per_minute=0)
    ask = slow.ask

    def held(*args: Any, **scope: Any) -> Any:
        begun.set()
        let_go.wait(30)
        return ask(*args, **scope)

    with served(slow) as url:
        monkeypatch.setattr(slow, "ask", held)  # not before: the page asks its examples when it is built
        first: list[httpx.Response] = []
        question = {"question": "what was the complaint count?"}
        asking = threading.Thread(target=lambda: first.append(httpx.post(f"{url}/api/ask", json=question, timeout=60)))
        asking.start()
        begun.wait(30)
        refused = httpx.get(f"{url}/api/search", params={"query": "x"}, timeout=60)
        let_go.set()
        asking.join()
    assert refused.status_code == 503
    assert int(refused.headers["retry-after"]) >= 1
    assert first[0].json()["status"] == "answered"


async def _counts(scope: Scope, receive: Receive, send: Send) -> None:
    body = await Request(scope, receive).body()
    await PlainTextResponse(str(len(body)))(scope, receive, send)


async def _swallows(scope: Scope, receive: Receive, send: Send) -> None:
    """An app that answers for itself when its body breaks off, as frameworks do."""
    try:
        await Request(scope, receive).body()
    except Exception:
        await PlainTextResponse("oops", 400)(scope, receive, send)


def request(app: ASGIApp, method: str = "POST", path: str = "/x", **sent: Any) -> httpx.Response:
    async def go() -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:7860") as client:
            return await client.request(method, path, **sent)

    return asyncio.run(go())


async def in_pieces(count: int) -> Any:
    for _ in range(count):
        yield b"x" * 10


@pytest.mark.parametrize("app", [_counts, _swallows])
def test_a_body_too_large_is_refused_announced_or_not(app: ASGIApp) -> None:
    limited = BodyLimit(app, 50, 100)
    for sent in (b"x" * 51, in_pieces(6)):
        assert request(limited, content=sent).status_code == 413
    assert request(limited, content=b"x", headers={"content-length": "-1"}).status_code == 413


def test_a_body_within_the_limit_comes_whole() -> None:
    limited = BodyLimit(_counts, 50, 100)
    assert request(limited, content=b"x" * 50).text == "50"
    assert request(limited, content=in_pieces(5)).text == "50"
    assert request(limited, path="/api/reports", content=b"x" * 100).text == "100"


@pytest.mark.parametrize(
    ("host", "names", "sent", "status"),
    [
        ("127.0.0.1", "", {"host": "localhost:7860"}, 200),
        ("127.0.0.1", "", {"host": "[::1]:7860"}, 200),
        ("127.0.0.1", "", {"host": "rebound.example"}, 400),
        ("127.0.0.1", "", {"host": ""}, 400),
        ("127.0.0.1", "", {"host": "[broken"}, 400),
        ("127.0.0.1", "esg.example", {"host": "esg.example"}, 200),
        ("0.0.0.0", "", {"host": "anything.example"}, 200),
        ("0.0.0.0", "esg.example", {"host": "anything.example"}, 400),
        ("0.0.0.0", "esg.example", {"host": "ESG.example:443"}, 200),
        ("127.0.0.1", "", {"origin": "http://127.0.0.1:7860"}, 200),
        ("127.0.0.1", "", {"origin": "http://localhost:3000"}, 403),
        ("127.0.0.1", "", {"origin": "https://evil.example"}, 403),
        ("127.0.0.1", "", {"origin": "null"}, 403),
        ("0.0.0.0", "esg.example", {"host": "esg.example", "origin": "https://esg.example"}, 200),
        ("0.0.0.0", "esg.example", {"host": "esg.example", "origin": "https://evil.example"}, 403),
    ],
)
def test_hosts_and_origins(host: str, names: str, sent: dict[str, str], status: int) -> None:
    app = KnownHosts(_counts, host, names.split(","))
    assert request(app, headers=sent).status_code == status


def test_another_site_may_not_read_either() -> None:
    async def open_to_all(scope: Scope, receive: Receive, send: Send) -> None:
        leave = {"Access-Control-Allow-Origin": "https://evil.example", "Access-Control-Allow-Credentials": "true"}
        await PlainTextResponse("x", headers=leave)(scope, receive, send)

    found = request(SameOriginOnly(open_to_all), "GET")
    assert [name for name in found.headers if name.startswith("access-control")] == []
    assert found.headers["x-content-type-options"] == "nosniff"


def test_errors_have_their_status() -> None:
    assert status_of(NotThere("x")) == 404
    assert status_of(ReadOnly("x")) == 403
    assert status_of(UnderWay("x")) == 409
    assert status_of(UsageError("x")) == status_of(DataError("x")) == 400
    assert status_of(Busy("x", cause="", seconds=0.2)) == status_of(TooOften("x", cause="", seconds=9)) == 503


def test_a_server_that_others_reach_is_read_only_unless_told() -> None:
    assert is_read_only(Settings(), "0.0.0.0")
    assert not is_read_only(Settings(), "127.0.0.1")
    assert not is_read_only(Settings(), "::1")
    assert not is_read_only(Settings(read_only=False), "0.0.0.0")
    assert is_read_only(Settings(read_only=True), "127.0.0.1")


def test_settings_of_the_server_come_from_the_environment(tmp_path: Any) -> None:
    environ = {"ESGQA_TOKEN": "abc", "ESGQA_READ_ONLY": "true", "ESGQA_CORPUS": "one:two"}
    settings = load_settings(environ=environ)
    assert settings.token.get_secret_value() == "abc"
    assert settings.read_only is True
    assert [str(folder) for folder in settings.corpus] == ["one", "two"]
