"""Pages of reports as pictures: drawn by a child held to limits, kept in memory up to a bound, never stored."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections import OrderedDict
from pathlib import Path

from esgqa.errors import DataError
from esgqa.library import Library
from esgqa.settings import Settings

_CHILD = Path(__file__).with_name("render_child.py")
_SECRETS = ("ESGQA_PASSWORD", "ESGQA_TOKEN")


class NoPicture(DataError):
    """There is nothing to draw a page from: the report is text, or its file is not in a corpus folder."""


class Renderer:
    """A child process that draws pages, one after the other; replaced when it dies or takes too long."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def draw(self, path: Path, page: int, width: int) -> bytes:
        """A page, from 1, as PNG `width` pixels wide; raises `DataError` where it cannot be drawn in time."""
        with self._lock:
            child = self._child()
            watch = threading.Timer(self._settings.render_seconds, child.kill)
            watch.daemon = True
            watch.start()
            try:
                return self._exchange(child, {"path": str(path), "page": page, "width": width})
            except (OSError, ValueError) as error:
                self._end()
                raise DataError(
                    f"page {page} of {path.name}", cause=f"cannot be drawn ({error})", remedy="Its text can be read."
                ) from error
            finally:
                watch.cancel()

    def close(self) -> None:
        """Ends the child."""
        with self._lock:
            self._end()

    def _exchange(self, child: subprocess.Popen[bytes], request: dict[str, object]) -> bytes:
        assert child.stdin is not None and child.stdout is not None
        child.stdin.write(json.dumps(request).encode() + b"\n")
        child.stdin.flush()
        line = child.stdout.readline()
        if not line:
            raise ValueError("it took too long or was too large")
        answer = json.loads(line)
        if "error" in answer:
            raise ValueError(answer["error"])
        drawn = child.stdout.read(answer["bytes"])
        if len(drawn) != answer["bytes"]:
            raise ValueError("it took too long")
        return drawn

    def _child(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = subprocess.Popen(
                # -P: the folder of the script is no place to import from
                [sys.executable, "-P", str(_CHILD), str(self._settings.read_memory_mb)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={name: value for name, value in os.environ.items() if name not in _SECRETS},
                start_new_session=True,  # an interrupt at the terminal is for the parent, which ends its children
            )
        return self._process

    def _end(self) -> None:
        child, self._process = self._process, None
        if child is None:
            return
        child.kill()
        child.wait()
        for stream in (child.stdin, child.stdout):
            if stream is not None:
                stream.close()


class Pictures:
    """The pages of a library's reports as pictures. Safe to share between threads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._renderer = Renderer(library.settings)
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[str, int, int], bytes] = OrderedDict()
        self._bytes = 0
        self._files: dict[str, tuple[Path, tuple[int, int]]] = {}

    def page(self, report_id: str, position: int, width: int) -> bytes:
        """A page, by its position from 1, as PNG `width` pixels wide.

        Raises `UsageError` for a report or page that is not there, `NoPicture` where there is no PDF to draw it from,
        and `DataError` where it cannot be drawn.
        """
        self._library.page(report_id, position)
        report = self._library.report(report_id)
        # looked for before the kept ones: what is no longer in the corpus folder is no longer shown
        path = self._file(report_id, report.sha256)
        key = (report.sha256, position, width)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        drawn = self._renderer.draw(path, position, width)
        self._keep(key, drawn)
        return drawn

    def close(self) -> None:
        """Ends the child and forgets the pictures."""
        self._renderer.close()
        with self._lock:
            self._kept.clear()
            self._bytes = 0

    def _keep(self, key: tuple[str, int, int], drawn: bytes) -> None:
        most = self._library.settings.image_cache_mb * 1_000_000
        with self._lock:
            if len(drawn) > most or key in self._kept:
                return
            self._kept[key] = drawn
            self._bytes += len(drawn)
            while self._bytes > most:
                self._bytes -= len(self._kept.popitem(last=False)[1])

    def _file(self, report_id: str, sha256: str) -> Path:
        """The report's PDF. Its content is hashed once, and again only where its size or date has changed."""
        known = self._files.get(sha256)
        if known is not None and _stamp(known[0]) == known[1]:
            return known[0]
        path = self._library.source_file(report_id)
        if path is None:
            raise NoPicture(
                f"report {report_id}",
                cause="its file, as it was indexed, is in no folder of the setting `corpus`",
                remedy="Put it there to see its pages; their text can be read.",
            )
        if path.suffix.lower() != ".pdf":
            raise NoPicture(f"report {report_id}", cause="it is text, without pictures of its pages")
        stamp = _stamp(path)
        if stamp is not None:
            self._files[sha256] = path, stamp
        return path


def _stamp(path: Path) -> tuple[int, int] | None:
    """Date and size of a file; None where it is gone."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size
