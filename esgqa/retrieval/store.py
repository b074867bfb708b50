"""Builds on disk: immutable folders, a manifest of hashes, and one pointer file that a single rename moves.

index/CURRENT               name of the build that serves
index/builds/ID/            one build, with manifest.json written last
index/models/               exported models and remembered hashes, shared by all builds
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from esgqa.errors import BrokenIndex
from esgqa.retrieval.weights import sha256

log = logging.getLogger(__name__)

FORMAT = 11
"""Rises whenever files, tokens or their meaning change; an index of another format is built again."""
REMEDY = "Build it again: esgqa ingest <the reports>."
_POINTER, _MANIFEST, _LOCK = "CURRENT", "manifest.json", ".lock"


class FileEntry(BaseModel):
    """One file of a build."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    bytes: int
    sha256: str


class Manifest(BaseModel):
    """What a build is made of and made with."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    format: int
    created: datetime
    models: dict[str, str]
    """Part → model name and hash of its weights."""
    settings: dict[str, str]
    reports: dict[str, str]
    """Report id → hash of its file and metadata."""
    passages: int
    files: dict[str, FileEntry]
    """Path inside the build → size and hash."""


def exists(directory: Path) -> bool:
    """Whether a build was ever published here."""
    return (directory / _POINTER).exists()


def current(directory: Path) -> Path:
    """The folder of the build that serves. Raises `BrokenIndex` where there is none."""
    pointer = directory / _POINTER
    try:
        name = pointer.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise BrokenIndex(str(directory), cause="there is no index here", remedy=REMEDY) from None
    except (OSError, UnicodeDecodeError) as error:
        raise BrokenIndex(str(pointer), cause=f"cannot be read ({error})", remedy=REMEDY) from error
    build = directory / "builds" / name
    if not name or Path(name).name != name or not build.is_dir():
        raise BrokenIndex(str(pointer), cause=f"points to a build that is not there ({name!r})", remedy=REMEDY)
    return build


def read_manifest(build: Path) -> Manifest:
    """The manifest of a build, its files compared by size. Raises `BrokenIndex` naming the first that is wrong."""
    file = build / _MANIFEST
    try:
        text = file.read_text(encoding="utf-8")
        version = json.loads(text)["format"]
        if version != FORMAT:
            raise BrokenIndex(
                str(build), cause=f"it has format {version}, this version of esgqa reads {FORMAT}", remedy=REMEDY
            )
        manifest = Manifest.model_validate_json(text)
    except FileNotFoundError:
        raise BrokenIndex(str(file), cause="no such file", remedy=REMEDY) from None
    except (OSError, ValueError, LookupError, TypeError, ValidationError) as error:
        raise BrokenIndex(str(file), cause="it cannot be read as a manifest", remedy=REMEDY) from error
    for name, entry in manifest.files.items():
        path = build / name
        if not path.is_file():
            raise BrokenIndex(str(path), cause="no such file", remedy=REMEDY)
        size = path.stat().st_size
        if size != entry.bytes:
            raise BrokenIndex(str(path), cause=f"it has {size} bytes instead of {entry.bytes}", remedy=REMEDY)
    return manifest


def verify(build: Path) -> Manifest:
    """As `read_manifest`, and every file's hash compared."""
    manifest = read_manifest(build)
    for name, entry in manifest.files.items():
        if sha256(build / name) != entry.sha256:
            raise BrokenIndex(str(build / name), cause="its content has changed since it was built", remedy=REMEDY)
    return manifest


@contextmanager
def new_build(directory: Path) -> Iterator[Path]:
    """An empty folder for a build that nobody reads yet; gone again where the build fails before it is published."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    build = directory / "builds" / f"{stamp}-{secrets.token_hex(4)}"
    build.mkdir(parents=True)
    try:
        yield build
    except BaseException:
        # the pointer may already name it where what failed came after the rename
        if not _serves(directory, build):
            shutil.rmtree(build, ignore_errors=True)
        raise


def _serves(directory: Path, build: Path) -> bool:
    try:
        return current(directory) == build
    except BrokenIndex:
        return False


def seal(
    build: Path, *, models: dict[str, str], settings: dict[str, str], reports: dict[str, str], passages: int
) -> None:
    """Writes the manifest over the files in `build`, everything forced to disk."""
    files = {}
    for path in sorted(path for path in build.rglob("*") if path.is_file()):
        _sync(path)
        files[path.relative_to(build).as_posix()] = FileEntry(bytes=path.stat().st_size, sha256=sha256(path))
    manifest = Manifest(
        format=FORMAT,
        created=datetime.now(UTC),
        models=models,
        settings=settings,
        reports=reports,
        passages=passages,
        files=files,
    )
    file = build / _MANIFEST
    file.write_text(manifest.model_dump_json(indent=1), encoding="utf-8")
    _sync(file)
    for folder in {path.parent for path in build.rglob("*")} | {build, build.parent}:
        _sync(folder)


def publish(directory: Path, build: Path) -> None:
    """Makes `build` the one that serves, by one rename; then removes all but it and the one before."""
    try:
        before: Path | None = current(directory)
    except BrokenIndex:
        before = None
    pointer = directory / _POINTER
    fresh = directory / f".{_POINTER}.{os.getpid()}"
    fresh.write_text(build.name + "\n", encoding="utf-8")
    _sync(fresh)
    os.replace(fresh, pointer)
    _sync(directory)
    kept = {build, before}
    for old in (directory / "builds").iterdir():
        if old not in kept:
            shutil.rmtree(old, ignore_errors=True)
    for left in directory.glob(f".{_POINTER}.*"):
        left.unlink(missing_ok=True)


@contextmanager
def writing(directory: Path) -> Iterator[None]:
    """One writer at a time; the lock goes with the process that holds it. Raises `BrokenIndex` where it is taken."""
    directory.mkdir(parents=True, exist_ok=True)
    with (directory / _LOCK).open("w", encoding="utf-8") as stream:
        try:
            import fcntl
        except ImportError:
            log.debug("no file locks on this system: one writer at a time is up to the user")
        else:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise BrokenIndex(
                    str(directory),
                    cause="another process is writing to it",
                    remedy="Wait for it to end, then try again.",
                ) from None
        yield


def _sync(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        # Windows cannot open a folder to force it to disk
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
