"""Draws pages of PDFs in a process of its own: started by `render`, as a script, so that it loads nothing else.

A request is a JSON line `{"path": …, "page": …, "width": …}`, page from 1 and width in pixels; the answer is a JSON line,
`{"bytes": N}` with N bytes of PNG after it, or `{"error": …}`.
"""

from __future__ import annotations

import io
import json
import os
import sys
from typing import Any

import pypdfium2

_MOST_PIXELS = 16_000_000  # a page as long as a roll is drawn narrower than asked


def _limit(memory_mb: int) -> None:
    try:
        import resource
    except ImportError:  # a system without limits
        return
    for kind, value in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_AS, memory_mb * 1_000_000),
    ):
        _, hard = resource.getrlimit(kind)
        wanted = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (wanted, wanted))


def draw(path: str, number: int, width: int) -> bytes:
    """A page as PNG, `width` pixels wide; raises `ValueError`, `PdfiumError` or `OSError` where there is none."""
    document = pypdfium2.PdfDocument(path)
    try:
        if not 1 <= number <= len(document):
            raise ValueError("no such page")
        page = document[number - 1]
        across, down = page.get_size()
        if across <= 0 or down <= 0:
            raise ValueError("the page has no size")
        scale = min(width / across, (_MOST_PIXELS / (across * down)) ** 0.5)
        picture = page.render(scale=scale).to_pil()
        stream = io.BytesIO()
        picture.save(stream, "PNG")
        return stream.getvalue()
    finally:
        document.close()


def main() -> None:
    """Draw until the requests end."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    _limit(int(sys.argv[1]))
    for line in sys.stdin.buffer:
        request: dict[str, Any] = json.loads(line)
        try:
            drawn = draw(request["path"], request["page"], request["width"])
        except (ValueError, OSError, MemoryError, pypdfium2.PdfiumError) as error:
            answers.write(json.dumps({"error": str(error) or type(error).__name__}).encode() + b"\n")
        else:
            answers.write(json.dumps({"bytes": len(drawn)}).encode() + b"\n" + drawn)
        answers.flush()


if __name__ == "__main__":
    main()
