"""Reading in a process of its own, held to limits: what a hostile file breaks is not the library.

The parent sends one JSON line a file; the child answers with JSON lines, never with pickles, so that a child that a file
has taken over can hand back nothing but data. One child reads many files in turn and is replaced when it dies.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

from pydantic import TypeAdapter

from esgqa.errors import EsgqaError, UnreadableFile, UsageError
from esgqa.reading.protocol import PageProgress
from esgqa.settings import Settings
from esgqa.types import Report

_ERRORS = {error.__name__: error for error in (UnreadableFile, UsageError)}


class Worker:
    """A child process that reads reports; for one thread at a time."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None
        self._expired = False

    def read(self, path: Path, progress: PageProgress | None = None) -> Report:
        """The report in this file, as `read_report` gives it.

        Raises what `read_report` raises, and `UnreadableFile` where the child ran out of time or memory or crashed.
        """
        child = self._child()
        self._expired = False
        watch = threading.Timer(self._settings.read_seconds, self._expire)
        watch.daemon = True
        watch.start()
        try:
            return self._exchange(child, path, progress)
        except (OSError, ValueError) as error:
            self.close()
            raise self._death(path, str(error), child.returncode) from error
        finally:
            watch.cancel()

    def close(self) -> None:
        """Ends the child, whatever it is doing."""
        child, self._process = self._process, None
        if child is None:
            return
        child.kill()
        child.wait()
        for stream in (child.stdin, child.stdout):
            if stream is not None:
                stream.close()

    def _exchange(self, child: subprocess.Popen[bytes], path: Path, progress: PageProgress | None) -> Report:
        assert child.stdin is not None and child.stdout is not None
        child.stdin.write(json.dumps({"path": str(path)}).encode() + b"\n")
        child.stdin.flush()
        while line := child.stdout.readline():
            message = json.loads(line)
            if "pages" in message:
                if progress:
                    progress(*message["pages"])
            elif "error" in message:
                kind = _ERRORS.get(message["error"], UnreadableFile)
                raise kind(message["what"], cause=message["cause"], remedy=message["remedy"])
            else:
                return _reports().validate_json(child.stdout.read(int(message["report"])))
        raise ValueError("it stopped")

    def _child(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.close()
        root = str(Path(__file__).parent.parent.parent)
        paths = os.pathsep.join(part for part in (root, os.environ.get("PYTHONPATH", "")) if part)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "esgqa.reading.worker", self._settings.model_dump_json()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": paths, "PYTHONUNBUFFERED": "1"},
            start_new_session=True,  # an interrupt at the terminal is for the parent, which ends its children
        )
        return self._process

    def _expire(self) -> None:
        self._expired = True
        if self._process is not None:
            self._process.kill()

    def _death(self, path: Path, why: str, code: int | None) -> UnreadableFile:
        seconds, memory = self._settings.read_seconds, self._settings.read_memory_mb
        if self._expired or code == -signal.SIGXCPU:
            cause = f"reading took longer than the {seconds} s allowed"
            remedy = "Split the file, print it to a new PDF, or raise the setting read_seconds."
        else:
            shown = f"signal {-code}" if code and code < 0 else f"exit {code}" if code else why
            cause = f"the reader stopped on it ({shown}): it is damaged, or needs more than {memory} MB of memory"
            remedy = "Print it to a new PDF, or raise the setting read_memory_mb."
        return UnreadableFile(str(path), cause=cause, remedy=remedy)


@lru_cache(maxsize=1)
def _reports() -> TypeAdapter[Report]:
    return TypeAdapter(Report)


def _limit(settings: Settings) -> None:
    """No more memory, processor time, core dumps or written files than a reader needs; where the system has limits."""
    try:
        import resource
    except ImportError:
        return
    memory = settings.read_memory_mb * 1_000_000
    for kind, value in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        # macOS knows the limit on memory and does not hold anyone to it
        (resource.RLIMIT_AS, memory),
    ):
        _, hard = resource.getrlimit(kind)
        wanted = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(kind, (wanted, wanted))
        except (ValueError, OSError):
            continue


def _answer(stream: IO[bytes], message: dict[str, Any], body: bytes = b"") -> None:
    stream.write(json.dumps(message).encode() + b"\n" + body)
    stream.flush()


def serve(requests: IO[bytes], answers: IO[bytes], settings: Settings) -> None:
    """Reads files until the requests end."""
    from esgqa.reading.report import read_report

    for line in requests:
        path = Path(json.loads(line)["path"])
        try:
            report = read_report(path, settings, lambda done, total: _answer(answers, {"pages": [done, total]}))
            body = _reports().dump_json(report)
        except EsgqaError as error:
            _answer(
                answers,
                {
                    "error": type(error).__name__,
                    "what": error.what,
                    "cause": error.cause,
                    "remedy": error.remedy,
                },
            )
        except (MemoryError, RecursionError) as error:
            _answer(
                answers,
                {
                    "error": "UnreadableFile",
                    "what": str(path),
                    "cause": "it needs more memory or depth than allowed" + (f" ({error})" if str(error) else ""),
                    "remedy": "Print it to a new PDF, or raise the setting read_memory_mb.",
                },
            )
        else:
            _answer(answers, {"report": len(body)}, body)


def main() -> None:
    """The child: limits first, then files one after the other."""
    settings = Settings.model_validate_json(sys.argv[1])
    _limit(settings)
    serve(sys.stdin.buffer, sys.stdout.buffer, settings)


if __name__ == "__main__":
    main()
