"""A chat endpoint that says what a test tells it to: it stands for whatever a user may point the package at."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Script = Callable[["Chat"], None]


class Chat(BaseHTTPRequestHandler):
    """One request; the script of its server answers it."""

    server: Server

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        self.body = json.loads(self.rfile.read(length))
        self.server.asked.append(self)
        try:
            self.server.script(self)
        except OSError:
            # a client that has had enough hangs up
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""

    def send(self, status: int = 200, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def say(self, text: object) -> None:
        """A proper chat completion."""
        self.send(body=json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}).encode())


class Server(ThreadingHTTPServer):
    """On a free port of this machine; `asked` holds its requests, `closing` is set when the test is over."""

    daemon_threads = True

    def __init__(self, script: Script) -> None:
        super().__init__(("127.0.0.1", 0), Chat)
        self.script = script
        self.asked: list[Chat] = []
        self.closing = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


@contextmanager
def chat_server(script: Script) -> Iterator[Server]:
    """A server that runs as long as the block does."""
    server = Server(script)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        server.server_close()
        thread.join(5)
