"""Who may come in: one password for people, one token for programs, over every route of the server."""

from __future__ import annotations

import base64
import binascii
import secrets

from starlette.types import ASGIApp, Receive, Scope, Send

from esgqa.web.limits import Buckets, client_of, refuse, too_often

_WRONG_PER_MINUTE = 30
"""Wrong passwords or tokens of one client, beyond which it must wait."""


class Locked:
    """ASGI middleware: nothing passes without the password (HTTP Basic, any name) or the token (Bearer).

    Only what is set opens; with neither everything passes. Covers http and websocket alike.
    """

    def __init__(self, app: ASGIApp, password: str = "", token: str = "") -> None:
        self.app = app
        self._password, self._token = password.encode(), token.encode()
        self._wrong = Buckets(_WRONG_PER_MINUTE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on, or refuse it with 401."""
        if scope["type"] not in ("http", "websocket") or not (self._password or self._token):
            await self.app(scope, receive, send)
            return
        given = dict(scope["headers"]).get(b"authorization", b"")
        if self._opens(given):
            await self.app(scope, receive, send)
            return
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return
        wait = self._wrong.take(client_of(scope)) if given else 0.0
        if wait:
            await refuse(send, 429, *too_often(_WRONG_PER_MINUTE, wait))
            return
        # a browser asks its user for a password only where the first scheme is Basic
        schemes = ['Basic realm="esgqa", charset="UTF-8"'] * bool(self._password) + ["Bearer"] * bool(self._token)
        await refuse(send, 401, "a password or token is needed", {"www-authenticate": ", ".join(schemes)})

    def _opens(self, given: bytes) -> bool:
        """Compares in a time that tells nothing of where the first wrong character is."""
        scheme, _, value = given.partition(b" ")
        value = value.strip()
        if scheme.lower() == b"bearer" and self._token:
            return secrets.compare_digest(value, self._token)
        if scheme.lower() == b"basic" and self._password:
            try:
                _, _, password = base64.b64decode(value, validate=True).partition(b":")
            except (binascii.Error, ValueError):
                return False
            return secrets.compare_digest(password, self._password)
        return False
