"""Documents as JSON on disk: passages one a line with their byte offsets, each report in a file of its own.

Only what a query needs is read: columns for filters when the index opens, single passages and reports when asked for.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from esgqa.types import Document, IndexEntry, Passage, PassageKind, Report

KINDS: tuple[PassageKind, ...] = ("paragraph", "list", "table", "heading", "index_row", "boilerplate")


class Records:
    """All documents of one build."""

    def __init__(self, folder: Path) -> None:
        columns = json.loads((folder / "columns.json").read_text(encoding="utf-8"))
        self._folder = folder
        self.ids: list[str] = columns["ids"]
        """Passage ids, by row."""
        self.hashes: list[str] = columns["hashes"]
        """Of each row's search text."""
        self.report_of: NDArray[np.int32] = np.asarray(columns["reports"], dtype=np.int32)
        self.kind_of: NDArray[np.int8] = np.asarray(columns["kinds"], dtype=np.int8)
        self.kpis: dict[str, list[tuple[int, float]]] = {
            code: [(int(row), float(score)) for row, score in rows] for code, rows in columns["kpis"].items()
        }
        """KPI code → rows tagged with it and how sure."""
        lines = (folder / "reports.jsonl").read_text(encoding="utf-8").splitlines()
        self.reports: tuple[Report, ...] = tuple(_reports().validate_json(line) for line in lines)
        """Without their pages; in the order of the build."""
        self._ends = np.load(folder / "passage_ends.npy", allow_pickle=False)
        self._rows = {passage: row for row, passage in enumerate(self.ids)}
        self._numbers = {report.id: number for number, report in enumerate(self.reports)}
        self.passage_at = lru_cache(maxsize=4096)(self._passage_at)
        self.document_at = lru_cache(maxsize=16)(self._document_at)

    @staticmethod
    def write(documents: Sequence[Document], hashes: Sequence[str], folder: Path) -> None:
        """Writes all documents; `hashes` are those of the passages' search texts, by row."""
        kpis: dict[str, list[tuple[int, float]]] = {}
        ends, ids, reports, kinds = [], [], [], []
        row = 0
        with (folder / "passages.jsonl").open("wb") as stream:
            for number, document in enumerate(documents):
                for passage in document.passages:
                    stream.write(_passages().dump_json(passage) + b"\n")
                    ends.append(stream.tell())
                    ids.append(passage.id)
                    reports.append(number)
                    kinds.append(KINDS.index(passage.kind))
                    for tag in passage.kpis:
                        kpis.setdefault(tag.code, []).append((row, tag.score))
                    row += 1
        np.save(folder / "passage_ends.npy", np.asarray(ends, dtype=np.int64), allow_pickle=False)
        columns = {"ids": ids, "hashes": list(hashes), "reports": reports, "kinds": kinds, "kpis": kpis}
        (folder / "columns.json").write_text(json.dumps(columns, ensure_ascii=False), encoding="utf-8")
        heads = (_reports().dump_json(replace(document.report, pages=())) + b"\n" for document in documents)
        (folder / "reports.jsonl").write_bytes(b"".join(heads))
        (folder / "reports").mkdir()
        for number, document in enumerate(documents):
            whole = _reports().dump_json(document.report) + b"\n" + _entries().dump_json(document.entries)
            # a fixed time keeps the same report the same file
            (folder / "reports" / f"{number}.json.gz").write_bytes(gzip.compress(whole, 6, mtime=0))

    def __len__(self) -> int:
        return len(self.ids)

    def row(self, passage: str) -> int:
        """Raises `KeyError` for an unknown passage id."""
        return self._rows[passage]

    def number(self, report: str) -> int | None:
        """The report's place in `reports`; None where it is unknown."""
        return self._numbers.get(report)

    def rows_of(self, report: str) -> NDArray[np.int64]:
        number = self._numbers.get(report, -1)
        return np.flatnonzero(self.report_of == number)

    def _passage_at(self, row: int) -> Passage:
        start = int(self._ends[row - 1]) if row else 0
        with (self._folder / "passages.jsonl").open("rb") as stream:
            stream.seek(start)
            return _passages().validate_json(stream.read(int(self._ends[row]) - start))

    def _document_at(self, number: int) -> Document:
        whole = gzip.decompress((self._folder / "reports" / f"{number}.json.gz").read_bytes())
        report, _, entries = whole.partition(b"\n")
        rows = np.flatnonzero(self.report_of == number).tolist()
        return Document(
            report=_reports().validate_json(report),
            passages=tuple(self.passage_at(row) for row in rows),
            entries=_entries().validate_json(entries),
        )


# schemas are built once a process: that costs some milliseconds each
@lru_cache(maxsize=1)
def _passages() -> TypeAdapter[Passage]:
    return TypeAdapter(Passage)


@lru_cache(maxsize=1)
def _reports() -> TypeAdapter[Report]:
    return TypeAdapter(Report)


@lru_cache(maxsize=1)
def _entries() -> TypeAdapter[tuple[IndexEntry, ...]]:
    return TypeAdapter(tuple[IndexEntry, ...])
