"""What a person states about a report: the TOML file beside it."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import tomli_w

from esgqa.errors import UnreadableFile, UsageError

LANGUAGES = ("en", "zh-Hant", "zh-Hans")
EDITIONS = ("2016", "2020", "2020+D", "2025")


@dataclass(frozen=True, slots=True)
class Metadata:
    """The keys of `NAME.toml`; empty or None where the file does not give them."""

    id: str = ""
    issuer: str = ""
    aliases: tuple[str, ...] = ()
    stock_code: str = ""
    title: str = ""
    period_start: date | None = None
    period_end: date | None = None
    language: str = ""
    edition: str = ""
    printed_page_offset: int | None = None
    page_labels: tuple[str, ...] = ()


def metadata_file(path: Path) -> Path:
    """Where a report's metadata stands: the same name, ending in `.toml`."""
    return path.with_suffix(".toml")


def parse_metadata(path: Path, data: bytes) -> Metadata:
    """The metadata in these bytes of the file at `path`.

    Raises `UnreadableFile` naming the key, for one that is unknown or of the wrong type.
    """
    try:
        found = tomllib.loads(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        raise UnreadableFile(str(path), cause="not UTF-8", remedy="Save the metadata file as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise UnreadableFile(
            str(path), cause=f"not valid TOML: {error}", remedy="Correct the metadata file."
        ) from error
    stated = Metadata(**{key: _checked(path, key, value) for key, value in found.items()})
    if stated.period_start and stated.period_end and stated.period_start > stated.period_end:
        raise UnreadableFile(str(path), cause="period_start is after period_end", remedy="Correct the dates.")
    return stated


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _checked(path: Path, key: str, value: Any) -> Any:
    """The value as the field wants it."""
    wanted: str
    if key in ("id", "issuer", "stock_code", "title", "language", "edition"):
        wanted = "a string"
        if isinstance(value, int) and not isinstance(value, bool) and key in ("stock_code", "edition"):
            value = str(value)  # `stock_code = 241` says the same
        if isinstance(value, str):
            if key in _CHOICES and value not in _CHOICES[key]:
                raise _refusal(path, key, f"one of {', '.join(_CHOICES[key])}")
            if key == "id" and (not value.strip() or any(char.isspace() or char in "/\\:" for char in value)):
                raise _refusal(path, key, "a name without spaces, slashes or colons")
            return value.strip()
    elif key in ("aliases", "page_labels"):
        wanted = "a list of strings"
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
    elif key in ("period_start", "period_end"):
        wanted = "a date such as 2019-12-31, without quotes"
        if isinstance(value, date):
            return _day(value)
    elif key == "printed_page_offset":
        wanted = "a whole number"
        if isinstance(value, int) and not isinstance(value, bool):
            return value
    else:
        known = ", ".join(Metadata.__dataclass_fields__)
        raise UnreadableFile(str(path), cause=f"unknown key {key!r}", remedy=f"The keys are {known}.")
    raise _refusal(path, key, wanted)


_CHOICES = {"language": LANGUAGES, "edition": EDITIONS}


def _refusal(path: Path, key: str, wanted: str) -> UnreadableFile:
    return UnreadableFile(str(path), cause=f"key {key!r} must be {wanted}", remedy="Correct the metadata file.")


def restate(path: Path, changes: Mapping[str, object]) -> bytes | None:
    """Writes `changes` into the metadata file at `path`, whose other keys stay; gives what it held, None where it was not.

    An empty value takes its key out. The file is replaced as a whole or not at all; comments in it are lost. Raises
    `UnreadableFile` for a value that the key does not take, and `UsageError` where the folder cannot be written.
    """
    before = path.read_bytes() if path.is_file() else None
    try:
        found = tomllib.loads((before or b"").decode("utf-8-sig").replace("\r\n", "\n"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        found = {}  # what cannot be read says nothing that could be kept
    after = {**found, **changes}
    text = tomli_w.dumps({key: value for key, value in after.items() if value not in ("", None, (), [])})
    parse_metadata(path, text.encode())
    put_back(path, text.encode())
    return before


def put_back(path: Path, content: bytes | None) -> None:
    """Makes the file at `path` hold `content`, or takes it away for None; raises `UsageError` where it cannot."""
    beside = path.with_name(f".{path.name}.part")
    try:
        if content is None:
            path.unlink(missing_ok=True)
        else:
            beside.write_bytes(content)
            os.replace(beside, path)
    except OSError as error:
        raise UsageError(
            str(path), cause=error.strerror or "not writable", remedy="Make its folder writable, or edit it there."
        ) from error
