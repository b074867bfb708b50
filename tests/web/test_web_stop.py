"""A server in a process of its own, told to stop while a page is open."""

import os
import signal
import subprocess
import sys
import time

import httpx
import pytest

from esgqa.library import Library


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_signal_ends_the_server_cleanly(library: Library, name: str) -> None:
    command = [sys.executable, "-m", "esgqa.cli", "serve", "--index", str(library.directory), "--port", "0"]
    # a shell that starts a job in the background has it ignore SIGINT; a terminal does not
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)
    )
    assert process.stderr is not None
    try:
        line = process.stderr.readline()
        assert line.startswith("esgqa is at http://127.0.0.1:")
        url = line.split()[3]
        with httpx.stream("GET", f"{url}gradio_api/heartbeat/abc", timeout=30) as page:
            next(page.iter_lines())
            began = time.monotonic()
            os.kill(process.pid, getattr(signal, name))
            assert process.wait(30) == 0
        assert time.monotonic() - began < 15
        assert process.stderr.read() == ""
    finally:
        process.kill()
        process.wait()
        process.stderr.close()
