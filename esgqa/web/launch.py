"""Start the server: find the port, say the URL, keep running until interrupted."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import Sequence

import gradio as gr
import uvicorn
from rich.console import Console
from rich.text import Text

from esgqa.errors import UsageError
from esgqa.library import Library
from esgqa.web.server import build_server

_STARTING, _ENDING = 60, 3  # seconds


def launch(library: Library, *, host: str = "127.0.0.1", port: int = 7860, open_browser: bool | None = None) -> None:
    """Serve the app until interrupted; the URL goes to stderr.

    `port` 0 takes any free one. `open_browser` None opens one where a person sits at a terminal with a display.
    Raises `UsageError` where the port is taken or the address is not this machine's.
    """
    app, url = start(library, host=host, port=port)
    Console(stderr=True, highlight=False).print(Text(f"esgqa is at {url}   (Ctrl-C stops it)"))
    if _wants_browser() if open_browser is None else open_browser:
        webbrowser.open(url)
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _interrupt)
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        app.close(verbose=False)


def start(library: Library, *, host: str = "127.0.0.1", port: int = 0) -> tuple[gr.Blocks, str]:
    """Serve the app from a thread of this process; gives its pages, whose `close()` ends it, and its URL."""
    port = free_port(host, port)
    app, (pages, *others) = build_server(library, host=host)
    server = _Server(
        uvicorn.Config(
            app,
            host=host,
            port=port,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=_ENDING,
        ),
        others,
    )
    if not server.serve_from_thread():  # taken between the check and now
        raise _taken(host, port, OSError("the server did not start"))
    # what gradio's own launch sets, and its `close` and its streams look at
    pages.server = server
    for each in (pages, *others):
        each.is_running = True
    name = "localhost" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host
    pages.local_url = f"http://{name}:{port}/"
    return pages, pages.local_url


class _Server(uvicorn.Server):
    """A server in a thread: signals are for the main thread, which ends it by `close`.

    `others` are the pages that are to end with those that hold this server.
    """

    def __init__(self, config: uvicorn.Config, others: Sequence[gr.Blocks]) -> None:
        super().__init__(config)
        self._others = others

    def serve_from_thread(self) -> bool:
        """Whether it now listens."""
        self._thread = threading.Thread(target=self.run, daemon=True)
        self._thread.start()
        until = time.monotonic() + _STARTING
        while not self.started and self._thread.is_alive() and time.monotonic() < until:
            self._thread.join(0.01)
        return self.started

    def close(self) -> None:
        """Ends it; requests under way have a few seconds."""
        for pages in self._others:
            pages.close(verbose=False)
        self.should_exit = True
        self._thread.join(_ENDING + 5)


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


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _wants_browser() -> bool:
    display = sys.platform in ("darwin", "win32") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
    return display and sys.stderr.isatty()
