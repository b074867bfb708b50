"""The whole server: pages, REST and MCP in one app, behind the same checks."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import gradio as gr
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import Mount

from esgqa.errors import EsgqaError
from esgqa.library import Library
from esgqa.settings import Settings
from esgqa.web.app import build_app
from esgqa.web.auth import Locked
from esgqa.web.catalog import Catalog
from esgqa.web.chinese import CHINESE
from esgqa.web.english import ENGLISH
from esgqa.web.guard import HEADERS, KnownHosts, SameOriginOnly, is_loopback
from esgqa.web.limits import CHINESE_AT, BodyLimit, Buckets, Busy, RateLimit
from esgqa.web.mcp import mcp_app
from esgqa.web.rest import TooOften, rest_routes
from esgqa.web.service import Service, status_of

log = logging.getLogger(__name__)

_HERE = Path(__file__).parent
_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "sans-serif")
_MONO = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "monospace")
_DESCRIPTION = """Questions on companies' ESG reports under the HKEX guide: every figure verbatim, with the page it stands on.
The same functions are tools for assistants (Model Context Protocol, streamable HTTP) at `/mcp`."""
_SILENT: Any = {"tracing": False, "metrics": False, "logs": False, "auto_configure": False}
"""Nothing is reported anywhere, even where the environment names a collector."""
_BROKEN = "the server could not do this; its log says why"


def build_server(library: Library, *, host: str = "127.0.0.1") -> tuple[FastAPI, tuple[gr.Blocks, ...]]:
    """The app that serves everything, and the pages within it, a set for each language.

    `host` is the address that it will listen on.
    """
    settings = library.settings
    service = Service(library, read_only=is_read_only(settings, host))
    buckets = Buckets(settings.requests_per_minute)
    tools, mcp = mcp_app(service)

    @contextlib.asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        async with tools.session_manager.run():
            try:
                yield
            finally:
                service.close()

    app = FastAPI(
        title="esgqa",
        version=service.health().version,
        description=_DESCRIPTION,
        openapi_url="/api/openapi.json",
        docs_url=None,  # its page comes from a third party
        redoc_url=None,
        telemetry=_SILENT,
        lifespan=life,
        middleware=_checks(settings, host, buckets, read_only=service.read_only),
        exception_handlers={
            EsgqaError: _refused,
            HTTPException: _http,
            RequestValidationError: _invalid,
            Exception: _broken,
        },
    )
    app.include_router(rest_routes(service, buckets))
    app.add_api_route(
        "/api/{rest:path}", _nothing, methods=["GET", "POST", "PUT", "PATCH", "DELETE"], include_in_schema=False
    )
    app.router.routes.extend(mcp.routes)
    options = page_options(settings, read_only=service.read_only)
    catalog = Catalog(library)
    pages = []
    # the longer path first: the other one has every address below it
    for path, texts, root, other in ((f"/{CHINESE_AT}", CHINESE, "../", "../"), ("/", ENGLISH, "", f"{CHINESE_AT}/")):
        blocks = build_app(service, texts, catalog=catalog, root=root, other=other)
        gr.mount_gradio_app(app, blocks, path=path, server_name=host, **options)
        # `close` ends the streams of this app, and gradio left there the one it made before mounting
        blocks.app = next(route.app for route in reversed(app.routes) if isinstance(route, Mount))
        pages.append(blocks)
    return app, tuple(reversed(pages))


def is_read_only(settings: Settings, host: str) -> bool:
    """Whether a server at this address refuses uploads and removals: as set, else unless it is on loopback."""
    return not is_loopback(host) if settings.read_only is None else settings.read_only


def page_options(settings: Settings, *, read_only: bool) -> dict[str, Any]:
    """What gradio takes at mounting and not at building: theme, style, and everything outward switched off."""
    sheets = sorted(_HERE.glob("*.css"), key=lambda sheet: (sheet.name != "style.css", sheet.name))
    return {
        "theme": gr.themes.Base(
            primary_hue="blue",
            secondary_hue="slate",
            neutral_hue="slate",
            radius_size="sm",
            font=_FONTS,
            font_mono=_MONO,
        ),
        "css_paths": sheets,
        "app_kwargs": {"docs_url": None, "redoc_url": None, "telemetry": _SILENT},
        "footer_links": [],  # the page has its own
        "ssr_mode": False,
        "run_history": False,
        "enable_monitoring": False,
        "mcp_server": False,
        "pwa": False,
        "show_error": False,
        # where nothing can be added, lists of questions still can be sent
        "max_file_size": f"{settings.max_body_kb}kb" if read_only else f"{settings.max_file_mb}mb",
    }


def _checks(settings: Settings, host: str, buckets: Buckets, *, read_only: bool) -> list[Middleware]:
    """Outermost first: all routes pass all of them, pages, REST and MCP alike."""
    most = settings.max_body_kb * 1000
    upload = most if read_only else most + settings.max_file_mb * 1_000_000
    return [
        Middleware(SameOriginOnly),
        Middleware(KnownHosts, host=host, names=settings.hosts.split(",")),
        Middleware(Locked, password=settings.password.get_secret_value(), token=settings.token.get_secret_value()),
        Middleware(BodyLimit, most=most, most_upload=upload),
        Middleware(RateLimit, buckets=buckets),
    ]


def _problem(status: int, error: str, headers: dict[str, str] | None = None) -> JSONResponse:
    return JSONResponse({"error": error}, status, headers)


async def _nothing(rest: str) -> JSONResponse:
    return _problem(404, f"/api/{rest[:100]}: no such endpoint\n/api/openapi.json lists those there are.")


async def _refused(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, EsgqaError)
    waits = {"retry-after": str(error.seconds)} if isinstance(error, Busy) else None
    return _problem(429 if isinstance(error, TooOften) else status_of(error), str(error), waits)


async def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    return _problem(error.status_code, str(error.detail), dict(error.headers or {}))


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"] if part != "body") or "the request"
    return _problem(400, f"{where[:100]}: {first['msg']}")


async def _broken(request: Request, error: Exception) -> JSONResponse:
    # sent from outside of the checks, so that it brings the headers itself; uvicorn logs the traceback
    return _problem(500, _BROKEN, {name.decode(): value.decode() for name, value in HEADERS})
