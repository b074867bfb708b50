"""Servers really started at a free port, over libraries that share one set of models."""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from esgqa.library import Library
from esgqa.settings import Settings
from esgqa.web.launch import start

METADATA = (
    "id = '{id}'\nissuer = 'Lantern Hill Limited'\ntitle = 'ESG Report 2020'\nstock_code = '00007'\n"
    "period_start = 2020-01-01\nperiod_end = 2020-12-31\nlanguage = 'en'\nedition = '2016'\n"
)


def with_settings(library: Library, **changes: Any) -> Library:
    """The same index and models under other settings."""
    other = copy.copy(library)
    other.settings = library.settings.model_copy(update=changes)
    return other


def empty_library(models_of: Library, folder: Path, **changes: Any) -> Library:
    """A library of its own in `folder`, its corpus in `folder/corpus`."""
    settings = Settings(index=folder / "index", corpus=(folder / "corpus",), **changes)
    library = Library(settings.index, settings, None)
    library.__dict__["models"] = models_of.models
    return library


def write_pdf(path: Path, *pages: list[str], size: tuple[float, float] = (420, 595)) -> Path:
    """A PDF of lines of text, 14 points high, the first 60 points from the top."""
    path.parent.mkdir(parents=True, exist_ok=True)
    canvas = Canvas(str(path), pagesize=size)
    for lines in pages:
        for n, line in enumerate(lines):
            canvas.drawString(50, size[1] - 60 - 20 * n, line)
        canvas.showPage()
    canvas.save()
    return path


@contextmanager
def served(library: Library, host: str = "127.0.0.1") -> Iterator[str]:
    """The URL of a server over the library, without a slash at its end; it ends with the block."""
    app, url = start(library, host=host)
    try:
        yield url.rstrip("/")
    finally:
        app.close(verbose=False)
