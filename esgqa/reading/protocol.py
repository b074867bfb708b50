"""The seam between a file's format and everything above it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from esgqa.reading.layout.types import RawPage
from esgqa.settings import Settings


@dataclass(frozen=True, slots=True)
class RawReport:
    """What a format alone can tell of a report, before any cleaning."""

    pages: tuple[RawPage, ...]
    """Every page as extracted, in the file's order."""
    labels: tuple[str, ...] = ()
    """The file's own page labels, one a page; empty where it carries none."""
    title: str = ""
    """Title in the file's own properties; often left over from another document."""
    author: str = ""
    warnings: tuple[str, ...] = ()


PageProgress = Callable[[int, int], None]
"""Called with the pages read and the pages there are."""


class Reader(Protocol):
    """Reads one file format. To add a format, write one of these and name it in `report.READERS`."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """File name endings it reads, lower case, with the dot."""
        ...

    def read(self, path: Path, data: bytes, settings: Settings, progress: PageProgress | None = None) -> RawReport:
        """The pages of the file whose bytes are `data`; `path` is for messages only, `progress` is told of each page.

        Raises `UnreadableFile` naming the file, the cause and the remedy.
        """
        ...
