"""From a file to a `Report`: read, label, clean, describe."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Literal

from esgqa.errors import UnreadableFile, UsageError
from esgqa.reading import ocr
from esgqa.reading.clean import CleanText, clean_pages
from esgqa.reading.dates import stated_period
from esgqa.reading.fold import fold
from esgqa.reading.infer import (
    edition_for,
    find_aliases,
    find_code,
    find_issuer,
    find_language,
    find_title,
    normal_code,
    slug,
)
from esgqa.reading.labels import fit_offset, fit_roman, offset_labels
from esgqa.reading.layout import RawPage
from esgqa.reading.metadata import Metadata, metadata_file, parse_metadata
from esgqa.reading.pdf import PdfReader
from esgqa.reading.placed import heading_levels, placed_page
from esgqa.reading.protocol import PageProgress, RawReport, Reader
from esgqa.reading.text import TextReader
from esgqa.settings import Settings, load_settings
from esgqa.types import Page, Report

READERS: tuple[Reader, ...] = (PdfReader(), TextReader())
SUFFIXES = tuple(suffix for reader in READERS for suffix in reader.suffixes)
_MAX_METADATA_BYTES = 1_000_000
_HEAD_LINES = 2
"""Lines at the top of a page in which a running head may name the report."""
_GARBAGE_SHARE = 0.3
"""Share of characters without meaning (replacement marks, private use) above which a page's text is none."""


def read_report(path: Path, settings: Settings | None = None, progress: PageProgress | None = None) -> Report:
    """The report in this file, with the metadata of the `.toml` beside it; what that lacks is inferred from the text.

    `progress` is told of every page read. A file that nobody vouches for is read by a `Worker`, in its own process.

    Raises `UnreadableFile` naming the file, the cause and the remedy, and `UsageError` where there is no such file.
    """
    path = Path(path)
    settings = settings or load_settings()
    reader = _reader(path)
    data, beside = _contents(path)
    if not data.strip():
        raise UnreadableFile(str(path), cause="empty file", remedy="Get it again.")
    if len(data) > settings.max_file_mb * 1_000_000:
        raise UnreadableFile(
            str(path),
            cause=f"{len(data) / 1e6:.0f} MB, more than the {settings.max_file_mb} MB allowed",
            remedy="Split the file, or raise the setting max_file_mb.",
        )
    stated = parse_metadata(metadata_file(path), beside)
    raw = reader.read(path, data, settings, progress)
    labels = _labels(path, raw, stated)
    pages, unread = _pages(raw, labels, clean_pages([page.text for page in raw.pages], labels))
    if not any(page.text for page in pages):
        raise UnreadableFile(
            str(path),
            cause=f"no text on any of its {len(pages)} pages (a scan?)",
            remedy="Install text recognition (pip install 'esgqa[ocr]'), or give a version with text.",
        )
    return _describe(path, raw, stated, pages, _hash(data, beside), raw.warnings + unread)


def fingerprint(path: Path) -> str:
    """SHA-256 of a report's file and of the metadata file beside it, as `Report.sha256`; reads nothing else."""
    _reader(Path(path))
    return _hash(*_contents(Path(path)))


def report_files(paths: Iterable[Path]) -> list[Path]:
    """The reports in these files and folders: folders are searched through, in name order.

    Skips hidden files and folders, and files named README. A file that is named itself is always taken.
    Raises `UsageError` for a path that is not there.
    """
    found: list[Path] = []
    for path in map(Path, paths):
        if path.is_dir():
            inside = (file for file in path.rglob("*") if _is_report(file.relative_to(path)) and file.is_file())
            found += sorted(inside, key=lambda file: str(file).lower())
        elif path.exists():
            found.append(path)
        else:
            raise UsageError(str(path), cause="no such file or folder", remedy="Name a file or folder that exists.")
    return list(dict.fromkeys(found))


def _is_report(file: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.parts)
    return file.suffix.lower() in SUFFIXES and not hidden and file.stem.lower() != "readme"


def _reader(path: Path) -> Reader:
    if not path.is_file():
        raise UsageError(str(path), cause="no such file", remedy="Name a file that exists.")
    for reader in READERS:
        if path.suffix.lower() in reader.suffixes:
            return reader
    raise UnreadableFile(
        str(path),
        cause=f"no reader for {path.suffix or 'a file without an ending'}",
        remedy=f"Give {' or '.join(SUFFIXES)}.",
    )


def _contents(path: Path) -> tuple[bytes, bytes]:
    """Bytes of the report and of its metadata file, empty where it has none."""
    beside = metadata_file(path)
    try:
        data = path.read_bytes()
        stated = beside.read_bytes() if beside.is_file() else b""
    except OSError as error:
        raise UnreadableFile(
            str(path), cause=error.strerror or str(error), remedy="Check the file's permissions."
        ) from error
    if len(stated) > _MAX_METADATA_BYTES:
        raise UnreadableFile(
            str(beside), cause="too large for a metadata file", remedy="Check that it is the right file."
        )
    return data, stated


def _hash(data: bytes, beside: bytes) -> str:
    digest = hashlib.sha256(data)
    digest.update(beside)
    return digest.hexdigest()


def _labels(path: Path, raw: RawReport, stated: Metadata) -> tuple[str, ...]:
    """The printed label of every page: as stated label by label, as the file has it, as stated by offset, as found."""
    count = len(raw.pages)
    if stated.page_labels:
        if len(stated.page_labels) != count:
            raise UnreadableFile(
                str(metadata_file(path)),
                cause=f"key 'page_labels' names {len(stated.page_labels)} pages, the report has {count}",
                remedy="Give one label a page, or use printed_page_offset.",
            )
        return stated.page_labels
    if raw.labels:
        return raw.labels
    lines = [[line.strip() for line in fold(page.text).text.split("\n")] for page in raw.pages]
    offset = stated.printed_page_offset
    if offset is None:
        offset = fit_offset(lines)
    return offset_labels(count, offset or 0, fit_roman(lines[: offset or 0]))


def _pages(
    raw: RawReport, labels: tuple[str, ...], cleaned: list[CleanText]
) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    """The pages, and a line for each that could not be read."""
    pages: list[Page] = []
    unread: list[str] = []
    levels = heading_levels(raw.pages)
    for position, (page, label, clean) in enumerate(zip(raw.pages, labels, cleaned, strict=True), 1):
        if _usable(clean.text):
            pages.append(placed_page(page, clean, position, label, levels))
        else:
            source: Literal["text", "unreadable"] = "text" if page.blank else "unreadable"
            pages.append(Page(position, label, "", page.text, (), source, size=page.size))
            if not page.blank:
                unread.append(f"page {position}: {_reason(page, clean)}")
    return tuple(pages), tuple(unread)


def _reason(page: RawPage, clean: CleanText) -> str:
    if clean.text:
        return "its characters have no meaning"
    if page.source == "ocr":
        return "a picture in which no text was recognised"
    return "no text (a scan?)" + ("" if ocr.available() else "; esgqa[ocr] would recognise it")


def _usable(text: str) -> bool:
    signs = [char for char in text if not char.isspace()]
    garbage = sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" for char in signs)
    return any(char.isalnum() for char in signs) and garbage <= _GARBAGE_SHARE * len(signs)


def _describe(
    path: Path, raw: RawReport, stated: Metadata, pages: tuple[Page, ...], sha256: str, warnings: tuple[str, ...]
) -> Report:
    texts = [page.text for page in pages]
    start, end = stated.period_start, stated.period_end
    if start is None or end is None:
        found = stated_period(" ".join(" ".join(texts).split()))
        start, end = start or (found[0] if found else None), end or (found[1] if found else None)
        if start and end and start > end:
            start, end = stated.period_start, stated.period_end  # half stated, half found, and they disagree
    # the issuer may be named in the running heads alone, which no page's text has
    issuer = stated.issuer or find_issuer(texts, raw.author) or find_issuer([page.text for page in raw.pages])
    # running heads and feet, which are no part of the text, may be all that gives it
    code = normal_code(stated.stock_code) or find_code(texts) or find_code([page.raw for page in pages])
    aliases = stated.aliases or find_aliases(texts, issuer)
    heads = "\n".join(
        piece for page in pages for line in page.raw.splitlines()[:_HEAD_LINES] for piece in line.split("\t")
    )
    values: dict[str, object] = {
        "id": stated.id or (f"{code}-{end.year}" if code and end else slug(path.stem)),
        "issuer": issuer or path.stem,
        "aliases": aliases,
        "stock_code": code,
        "title": stated.title or find_title(texts) or find_title([heads], raw.title),
        "language": stated.language or find_language(texts),
        "edition": stated.edition or edition_for(start),
    }
    return Report(
        id=str(values["id"]),
        issuer=str(values["issuer"]),
        pages=pages,
        sha256=sha256,
        file=path.name,
        aliases=aliases,
        stock_code=str(values["stock_code"]),
        title=str(values["title"]),
        period_start=start,
        period_end=end,
        language=str(values["language"]),
        edition=str(values["edition"]),
        inferred=tuple(_guessed(stated, values, start, end)),
        warnings=warnings,
    )


def _guessed(stated: Metadata, values: Mapping[str, object], start: date | None, end: date | None) -> Iterator[str]:
    for name, value in {**values, "period_start": start, "period_end": end}.items():
        if value and not getattr(stated, name):
            yield name
