"""Reports that come over the wire: checked, named safely, put into the corpus folder, indexed."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from esgqa.errors import EsgqaError, UnreadableFile, UsageError
from esgqa.library import AddResult, Library, Progress

_SUFFIXES = (".pdf", ".txt")
_HEAD = 1024
_LONGEST_NAME = 120
_CHUNK = 1 << 20
_INCOMING, _STALE = ".incoming-", 86_400


def add_uploads(
    library: Library, files: Sequence[tuple[str, BinaryIO]], progress: Progress | None = None
) -> list[AddResult]:
    """Index the files, each `(name as sent, content)`, and keep those that could be read in `corpus/uploads`.

    One outcome a file, in order; a file that is refused never stops the others. Raises `UsageError` for too many files or
    a folder that cannot be written.
    """
    settings = library.settings
    if not files:
        raise UsageError("the upload", cause="it has no files", remedy="Send them as `files` of a multipart form.")
    if len(files) > settings.max_upload_files:
        raise UsageError(
            "the upload",
            cause=f"{len(files)} files, more than the {settings.max_upload_files} allowed",
            remedy="Send fewer at a time.",
        )
    kept = uploads_folder(library)
    try:
        kept.mkdir(parents=True, exist_ok=True)
        for left in kept.glob(f"{_INCOMING}*"):  # by an upload that was killed
            if time.time() - left.stat().st_mtime > _STALE:
                shutil.rmtree(left, ignore_errors=True)
        # hidden, so that nothing half written counts as a report; beside its goal, so that a rename takes it there
        incoming = Path(tempfile.mkdtemp(prefix=_INCOMING, dir=kept))
    except OSError as error:
        raise UsageError(
            str(kept), cause=error.strerror or "not writable", remedy="Name a writable folder in the setting `corpus`."
        ) from error
    try:
        return _add(library, files, incoming, kept, progress)
    finally:
        shutil.rmtree(incoming, ignore_errors=True)


def uploads_folder(library: Library) -> Path:
    """Where uploads are kept, in the first folder of the `corpus` setting."""
    return library.settings.corpus[0] / "uploads"


def remove_report(library: Library, report_id: str) -> None:
    """Take a report out of the index and, where it was uploaded, delete its file."""
    path = library.source_file(report_id)
    library.remove(report_id)
    if path is not None and path.parent == uploads_folder(library).resolve():
        path.unlink(missing_ok=True)


def _add(
    library: Library,
    files: Sequence[tuple[str, BinaryIO]],
    incoming: Path,
    kept: Path,
    progress: Progress | None,
) -> list[AddResult]:
    results: list[AddResult | None] = []
    taken: set[str] = set()
    for sent, stream in files:
        name = safe_name(sent)
        try:
            _save(stream, name, incoming, kept, taken, library.settings.max_file_mb)
        except EsgqaError as error:
            results.append(AddResult(Path(name), "", "failed", str(error)))
        else:
            taken.add(name)
            results.append(None)
    before = {report.id: report.file for report in library.reports()}
    by_name = {result.path.name: result for result in library.add([incoming], progress=progress)} if taken else {}
    names = iter(safe_name(sent) for sent, _ in files)
    outcomes = [replace(by_name[name]) if found is None else found for found, name in zip(results, names, strict=True)]
    for outcome in outcomes:
        if outcome.action == "failed":
            continue
        if outcome.action == "replaced":
            # left there, it would stand against the new one when the folder is indexed again
            (kept / before[outcome.report_id]).unlink(missing_ok=True)
        if library.source_file(outcome.report_id) is None:
            os.replace(outcome.path, kept / outcome.path.name)
    return outcomes


def safe_name(sent: str) -> str:
    """A file name of letters, digits, spaces and a few marks, whatever was sent: no folder, not hidden, not long."""
    base = re.split(r"[/\\]", sent)[-1]
    base = re.sub(r"[^\w .,()&+-]", "_", base).strip(" .")
    stem, dot, suffix = base.rpartition(".")
    if not dot:
        stem, suffix = base, ""
    while len(stem.encode()) > _LONGEST_NAME:
        stem = stem[:-1]
    return f"{stem or 'report'}.{suffix[:10].lower()}" if suffix else stem or "report"


def _save(stream: BinaryIO, name: str, incoming: Path, kept: Path, taken: set[str], max_mb: int) -> None:
    """Writes one file where its content is what its name says; raises `UsageError` or `UnreadableFile` where not."""
    if not name.endswith(_SUFFIXES):
        raise UnreadableFile(
            name, cause="neither PDF nor text", remedy=f"Send files ending in {' or '.join(_SUFFIXES)}."
        )
    if name in taken:
        raise UsageError(name, cause="two files of one upload have this name", remedy="Name one of them otherwise.")
    if (kept / name).exists():
        raise UsageError(
            name,
            cause="a report's file of this name was uploaded before",
            remedy="Remove that report, or rename this file.",
        )
    target, size = incoming / name, 0
    head = b""
    with target.open("wb") as out:
        while chunk := stream.read(_CHUNK):
            head = head or chunk[:_HEAD]
            size += len(chunk)
            out.write(chunk)
    fault = ""
    if size > max_mb * 1_000_000:
        fault = f"{size / 1e6:.0f} MB, more than the {max_mb} MB allowed"
    elif name.endswith(".pdf") and b"%PDF-" not in head:
        fault = "not a PDF, though named so"
    elif name.endswith(".txt") and (b"\0" in head or head.startswith(b"%PDF-")):
        fault = "not a text, though named so"
    if fault:
        target.unlink()
        raise UnreadableFile(name, cause=fault, remedy="Send the report itself.")
