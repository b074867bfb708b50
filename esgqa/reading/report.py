"""From a file to a `Report`: read, label, clean, describe."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from esgqa.errors import UnreadableFile, UsageError
from esgqa.reading.clean import CleanText, clean_pages
from esgqa.reading.metadata import Metadata, metadata_file, parse_metadata
from esgqa.reading.pdf import PdfReader
from esgqa.reading.protocol import RawReport, Reader
from esgqa.reading.text import TextReader
from esgqa.settings import Settings, load_settings
from esgqa.types import Page, Report

READERS: tuple[Reader, ...] = (PdfReader(), TextReader())
SUFFIXES = tuple(suffix for reader in READERS for suffix in reader.suffixes)


def read_report(path: Path, settings: Settings | None = None) -> Report:
    path = Path(path)
    settings = settings or load_settings()
    data = path.read_bytes()
    stated_path = metadata_file(path)
    stated_bytes = stated_path.read_bytes() if stated_path.is_file() else b""
    stated = parse_metadata(stated_path, stated_bytes)
    reader = next(r for r in READERS if path.suffix.lower() in r.suffixes)
    raw = reader.read(path, data, settings)
    offset = stated.printed_page_offset or 0
    labels = [str(i - offset) for i in range(1, len(raw.pages) + 1)]
    cleaned = clean_pages(raw.pages, labels)
    pages = tuple(Page(i, labels[i - 1], c.text, r, c.origin) for i, (c, r) in enumerate(zip(cleaned, raw.pages), 1))
    return Report(id=stated.id or path.stem, issuer=stated.issuer, pages=pages, sha256=fingerprint(path), file=path.name,
        aliases=stated.aliases, stock_code=stated.stock_code, title=stated.title, period_start=stated.period_start,
        period_end=stated.period_end, language=stated.language or "en", edition=stated.edition or "2016")


def fingerprint(path: Path) -> str:
    data = Path(path).read_bytes()
    beside = metadata_file(path)
    return hashlib.sha256(data + (beside.read_bytes() if beside.is_file() else b"")).hexdigest()


def report_files(paths: Iterable[Path]) -> list[Path]:
    found = []
    for path in map(Path, paths):
        if not path.exists():
            raise UsageError(str(path), cause="no such file or folder", remedy="Name a file that exists.")
        if path.is_dir():
            found += sorted(p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in SUFFIXES
                            and not p.name.startswith(".") and p.stem.lower() != "readme")
        else:
            found.append(path)
    return found
