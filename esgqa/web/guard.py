"""This server and its own pages only: headers on every response, and no requests from pages of others."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from esgqa.web.limits import refuse

# gradio builds its page with inline scripts, inline styles and `Function`: those stay allowed, all else is this origin
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)
_LEAVE = b"access-control-"
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_READING = ("GET", "HEAD")


def is_loopback(host: str) -> bool:
    """Whether a server at this address is reached from its own machine only."""
    return host in _LOOPBACK or host.startswith("127.")


class SameOriginOnly:
    """ASGI middleware that adds the headers; pure ASGI, so that streamed answers pass through unbuffered.

    Leave to read for pages of other origins, which gradio gives on any host but loopback, is taken back.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on, with the headers added to its response."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = [line for line in message.get("headers", ()) if not line[0].lower().startswith(_LEAVE)]
                message = {**message, "headers": [*own, *HEADERS]}
            await send(message)

        await self.app(scope, receive, guarded)


class KnownHosts:
    """ASGI middleware against pages of other sites that a browser has open.

    A `Host` that is not this server's is refused where its names are known: on loopback, or named in the setting `hosts`.
    (A site that turns its own name to this machine sends that name.) A request that changes or asks anything, and any
    websocket, is refused where its `Origin` is another site's.
    """

    def __init__(self, app: ASGIApp, host: str, names: Collection[str] = ()) -> None:
        self.app = app
        named = {name.strip().lower() for name in names if name.strip()}
        self._trusted = named
        self._known = named | ({*_LOOPBACK, host} if is_loopback(host) else ({host} if named else set()))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on, or refuse it."""
        reason = self._fault(scope) if scope["type"] in ("http", "websocket") else None
        if reason is None:
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            await refuse(send, *reason)

    def _fault(self, scope: Scope) -> tuple[int, str] | None:
        headers = dict(scope["headers"])
        host = headers.get(b"host", b"").decode("latin-1").lower()
        if self._known and _name(f"//{host}") not in self._known:
            return 400, f"this server is not known as {host[:100]!r}\nAdd the name to the setting `hosts`."
        origin = headers.get(b"origin")
        if origin is None or (scope["type"] == "http" and scope["method"] in _READING):
            return None
        sent = origin.decode("latin-1").lower()
        if sent.partition("://")[2] == host or _name(sent) in self._trusted:
            return None
        return 403, "pages of other sites may not use this server"


def _name(address: str) -> str:
    """The host's name in an address, without port; empty where it is none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
