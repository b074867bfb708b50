"""What one client, and all together, may ask of the server: how often, how large, how many at once."""

from __future__ import annotations

import ipaddress
import json
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar

import anyio
from anyio import to_thread
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from esgqa.errors import EsgqaError

T = TypeVar("T")

_MOST_CLIENTS = 10_000
"""Clients remembered at most; the one unseen for longest is forgotten, and starts anew."""
CHINESE_AT = "zh"
"""Where the pages in Chinese are: the same limits hold below it."""
_FREE = ("/api/health", "/api/openapi.json")
_WORK = ("/api/", "/mcp", "/gradio_api/queue/join", "/gradio_api/call", "/gradio_api/run", "/gradio_api/upload")
"""Where work begins: the rest of what a page loads is small and ready."""
_UPLOADS = ("/api/reports", "/gradio_api/upload")


class Busy(EsgqaError):
    """There is no room for this request now; `seconds` from now there may be."""

    def __init__(self, what: str, *, cause: str, seconds: float) -> None:
        self.seconds = max(1, math.ceil(seconds))
        super().__init__(what, cause=cause, remedy=f"Ask again in {self.seconds} s.")


class Gate:
    """Lets `at_once` pieces of work run, each in a thread, and `waiting` more wait, first come first served.

    Belongs to one event loop.
    """

    def __init__(self, at_once: int, waiting: int) -> None:
        self._limiter = anyio.CapacityLimiter(at_once)
        self._at_once, self._most = at_once, at_once + waiting
        # counted here: the limiter learns of a newcomer only some turns of the loop later
        self._inside = 0

    @property
    def waiting(self) -> int:
        """Pieces of work that wait for their turn."""
        return max(0, self._inside - self._at_once)

    async def run(self, work: Callable[[], T]) -> T:
        """What `work` gives, in its turn; raises `Busy` where too many wait already."""
        if self._inside >= self._most:
            raise Busy("the server", cause=f"{self.waiting} requests wait already", seconds=5)
        self._inside += 1
        try:
            return await to_thread.run_sync(work, limiter=self._limiter)
        finally:
            self._inside -= 1


class Buckets:
    """A token bucket a client: holds a minute's worth and fills evenly. Safe to share between threads."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.per_minute = per_minute
        self._clock = clock
        self._lock = threading.Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str, count: int = 1) -> float:
        """0 where the client had `count` left, which are then taken; else the seconds until it has.

        More than a bucket holds costs a whole bucket. With `per_minute` 0 there is no limit.
        """
        if not self.per_minute or not count:
            return 0.0
        size, now = float(self.per_minute), self._clock()
        wanted = min(float(count), size)
        with self._lock:
            left, then = self._left.pop(client, (size, now))
            left = min(size, left + (now - then) * size / 60)
            short = wanted - left
            self._left[client] = (left if short > 0 else left - wanted, now)
            while len(self._left) > _MOST_CLIENTS:
                self._left.popitem(last=False)
        return short * 60 / size if short > 0 else 0.0


def client_of(scope: Scope) -> str:
    """Who asks: the address; of IPv6 the network, since one client has a whole one."""
    host = str((scope.get("client") or ("unknown", 0))[0])
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if address.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return host


def _path(scope: Scope) -> str:
    """The path of a request, the language of the pages aside."""
    path = str(scope["path"])
    return path.removeprefix(f"/{CHINESE_AT}") if path.startswith(f"/{CHINESE_AT}/") else path


async def refuse(send: Send, status: int, error: str, headers: dict[str, str] | None = None) -> None:
    """A response of `status` with the reason as `{"error": …}`."""
    body = json.dumps({"error": error}, ensure_ascii=False).encode()
    lines = {"content-type": "application/json", "content-length": str(len(body)), **(headers or {})}
    raw = [(name.encode(), value.encode("latin-1", "replace")) for name, value in lines.items()]
    await send({"type": "http.response.start", "status": status, "headers": raw})
    await send({"type": "http.response.body", "body": body})


class RateLimit:
    """ASGI middleware: each client's requests for work against its bucket; 429 with `Retry-After` beyond."""

    def __init__(self, app: ASGIApp, buckets: Buckets) -> None:
        self.app, self.buckets = app, buckets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] == "http" and _path(scope).startswith(_WORK) and _path(scope) not in _FREE:
            wait = self.buckets.take(client_of(scope))
            if wait:
                await refuse(send, 429, *too_often(self.buckets.per_minute, wait))
                return
        await self.app(scope, receive, send)


def too_often(per_minute: int, wait: float) -> tuple[str, dict[str, str]]:
    """The reason and the headers of a refusal for the rate, `wait` seconds before the client may ask again."""
    seconds = max(1, math.ceil(wait))
    reason = f"too many requests: {per_minute} a minute are allowed\nAsk again in {seconds} s."
    return reason, {"retry-after": str(seconds)}


class BodyLimit:
    """ASGI middleware: a body larger than allowed gives 413, whether its length is announced or not."""

    def __init__(self, app: ASGIApp, most: int, most_upload: int) -> None:
        self.app, self.most, self.most_upload = app, most, most_upload

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and count what comes."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        most = self.most_upload if _path(scope).rstrip("/") in _UPLOADS else self.most
        reason = f"the request: larger than the {most / 1e6:g} MB allowed"
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        if not announced.isdigit() or int(announced) > most:
            await refuse(send, 413, reason)
            return
        counted, over, started = 0, False, False

        async def counting() -> Message:
            nonlocal counted, over
            message = await receive()
            counted += len(message.get("body", b""))
            if counted > most:
                over = True
                return {"type": "http.disconnect"}
            return message

        async def sending(message: Message) -> None:
            nonlocal started
            if over and not started:
                return  # what the app makes of a body cut off is not the answer
            started = True
            await send(message)

        try:
            await self.app(scope, counting, sending)
        except Exception:
            if not over:
                raise
        if over and not started:
            await refuse(send, 413, reason)
