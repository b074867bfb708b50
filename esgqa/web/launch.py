"""Start the app: find the port, say the URL, keep running until interrupted."""

from __future__ import annotations

import os
import socket
import sys
import threading
import webbrowser
from pathlib import Path
from typing import Any

import gradio as gr
from rich.console import Console
from rich.text import Text
from starlette.middleware import Middleware

from esgqa.errors import UsageError
from esgqa.library import Library
from esgqa.web.app import build_app
from esgqa.web.guard import SameOriginOnly

_HERE = Path(__file__).parent
_SHEETS = [_HERE / name for name in ("style.css", "answers.css", "evidence.css", "screens.css")]
_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "sans-serif")
_MONO = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "monospace")


def launch(library: Library, *, host: str = "127.0.0.1", port: int = 7860, open_browser: bool | None = None) -> None:
    """Serve the app until interrupted; the URL goes to stderr.

    `port` 0 takes any free one. `open_browser` None opens one where a person sits at a terminal with a display.
    Raises `UsageError` where the port is taken or the address is not this machine's.
    """
    app, url = start(library, host=host, port=port)
    Console(stderr=True, highlight=False).print(Text(f"esgqa is at {url}   (Ctrl-C stops it)"))
    if _wants_browser() if open_browser is None else open_browser:
        webbrowser.open(url)
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        app.close(verbose=False)


def start(library: Library, *, host: str = "127.0.0.1", port: int = 0) -> tuple[gr.Blocks, str]:
    """Serve the app from a thread of this process; gives the app, whose `close()` ends it, and its URL."""
    port = free_port(host, port)
    _reach_directly(host)
    app = build_app(library)
    try:
        _, url, _ = app.launch(server_name=host, server_port=port, prevent_thread_lock=True, **launch_options())
    except OSError as error:  # taken between the check and now
        raise _taken(host, port, error) from error
    return app, str(url)


def launch_options() -> dict[str, Any]:
    """What gradio takes at launch and not at building: theme, style, headers, and everything outward switched off."""
    return {
        "theme": gr.themes.Base(
            primary_hue="blue",
            secondary_hue="slate",
            neutral_hue="slate",
            radius_size="sm",
            font=_FONTS,
            font_mono=_MONO,
        ),
        "css_paths": _SHEETS,
        "app_kwargs": {"middleware": [Middleware(SameOriginOnly)], "docs_url": None, "redoc_url": None},
        "footer_links": [],  # the page has its own
        "quiet": True,
        "share": False,
        "ssr_mode": False,
        "run_history": False,
        "enable_monitoring": False,
        "inbrowser": False,
        "show_error": False,
        "max_file_size": "1kb",
    }


def free_port(host: str, port: int) -> int:
    """`port` itself if it can be bound on `host`, any free one for 0; raises `UsageError` naming port and remedy."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            return int(probe.getsockname()[1])
    except OSError as error:
        raise _taken(host, port, error) from error


def _taken(host: str, port: int, error: OSError) -> UsageError:
    return UsageError(
        f"port {port} on {host}",
        cause=f"cannot be listened on ({error.strerror or error})",
        remedy="Stop what uses it, or choose another: `esgqa serve --port N` (0: any free one).",
    )


def _reach_directly(host: str) -> None:
    """gradio calls its own server once while starting; behind a proxy set by environment that call must not leave."""
    for name in ("NO_PROXY", "no_proxy"):
        listed = [part for part in os.environ.get(name, "").split(",") if part]
        os.environ[name] = ",".join(dict.fromkeys([*listed, "localhost", "127.0.0.1", host]))


def _wants_browser() -> bool:
    display = sys.platform in ("darwin", "win32") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
    return display and sys.stderr.isatty()
