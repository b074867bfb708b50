"""Reading the issuer's own content index: which page answers which item, and what is marked as not answered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from esgqa.kpi.edition import Edition
from esgqa.kpi.index_cells import Cell
from esgqa.kpi.index_rows import Row, kpi_codes, page_rows
from esgqa.types import IndexEntry, Page, Report

# a page with fewer rows is an index page only next to one that has as many
_ENOUGH = 3
# share of rows that end in a page cell, from which a table is an index even without a title
_WITH_CELL = 0.5
_TITLE = re.compile(
    r"\b(?:content\s+)?index\b|reporting\s+(?:guide|code)|內容索引|内容索引|索引|對照表|对照表|內容表|内容表|報告指引|报告指引",
    re.IGNORECASE,
)
_WIDE = re.compile(r"\s{2,}")
_DASH = re.compile(r"[-–—]+")
_QUOTED = re.compile(r"[“\"「『《]([^”\"」』》]+)[”\"」』》]")


@dataclass(frozen=True, slots=True)
class _Found:
    code: str
    row: Row
    cell: Cell | None
    last: int
    """Line of the row that the cell ends, or its last."""


def read_content_index(report: Report, edition: Edition) -> tuple[IndexEntry, ...]:
    """The rows of the issuer's index of KPIs, in the order printed; empty where the report has none.

    A code that is printed twice, or that the edition does not have, is repaired by its place between its neighbours
    where that leaves no doubt, and left out otherwise.
    """
    pages = _index_pages(report.pages)
    if not pages:
        return ()
    rows = page_rows(pages)
    labels = [int(page.label) for page in report.pages if page.label.isdigit()]
    last_page = max([len(report.pages), *labels])
    found = _repair(_with_codes(rows, edition), edition)
    numbers = [int(page) for entry in found if entry.cell for page in entry.cell.pages]
    if numbers and sum(number > last_page for number in numbers) > len(numbers) / 2:
        return ()  # a data table with codes, not an index: its numbers are no pages
    return tuple(_merge([_entry(entry) for entry in found]))


def printed_codes(report: Report) -> frozenset[str]:
    """KPI codes that the issuer's index lists, as printed: what `edition_for` wants besides the date."""
    codes = {code for page in _index_pages(report.pages) for code in kpi_codes(page)}
    return frozenset(codes)


def _index_pages(pages: Sequence[Page]) -> list[Page]:
    """The run of consecutive pages that lists most KPIs, row by row with their pages."""
    runs: list[list[Page]] = []
    current: list[Page] = []
    for page in pages:
        codes = set(kpi_codes(page))
        if (len(codes) >= _ENOUGH and _is_index(page, bool(current))) or (current and codes and _is_index(page, True)):
            current.append(page)
        elif current:
            runs.append(current)
            current = []
    if current:
        runs.append(current)
    return max(runs, key=lambda run: len({c for page in run for c in kpi_codes(page)}), default=[])


def _is_index(page: Page, follows: bool) -> bool:
    rows = [row for row in page_rows([page]) if row.kind == "kpi"]
    if not rows:
        return False
    celled = sum(bool(row.cells()) for row in rows) / len(rows)
    # rows of an index are a sentence; a page of body text that is headed by codes has paragraphs under them
    length = sum(len(line.text) for row in rows for line in row.lines) / len(rows)
    titled = _TITLE.search(page.text[:600]) is not None
    return (celled >= _WITH_CELL and (length < 900)) or ((titled or follows) and length < 600)


def _with_codes(rows: Sequence[Row], edition: Edition) -> list[_Found]:
    aspect = ""
    done: set[str] = set()
    found: list[_Found] = []
    for n, row in enumerate(rows):
        last = n == len(rows) - 1
        if row.kind == "aspect":
            aspect = row.code
            cell, line = _cell(row, last)
            explicit = any(r.kind == "general" for r in _until_next_aspect(rows, n + 1))
            if cell is not None and not explicit and edition.get(f"{aspect}.GD"):
                found.append(_Found(f"{aspect}.GD", row, cell, line))
                done.add(aspect)
        elif row.kind == "general":
            named = row.code or aspect
            if not row.code and (not aspect or aspect in done):
                # no heading of its own above it: it belongs with the KPIs that follow
                named = next((r.code.split(".")[0] for r in rows[n + 1 :] if r.kind == "kpi"), "")
            if named:
                cell, line = _cell(row, last)
                found.append(_Found(f"{named}.GD", row, cell, line))
                done.add(named)
                aspect = named
        elif row.kind == "kpi":
            cell, line = _cell(row, last)
            found += [_Found(code, row, cell, line) for code in _of_range(row, edition)]
    return found


def _of_range(row: Row, edition: Edition) -> Sequence[str]:
    """The codes that a row answers: its own, or all from its first to its last (`D21–D22`)."""
    order = edition.codes
    if not row.until or row.code not in order or row.until not in order:
        return (row.code,)
    return order[order.index(row.code) : order.index(row.until) + 1]


def _until_next_aspect(rows: Sequence[Row], start: int) -> list[Row]:
    taken: list[Row] = []
    for row in rows[start:]:
        if row.kind == "aspect":
            break
        taken.append(row)
    return taken


def _cell(row: Row, last_row: bool) -> tuple[Cell | None, int]:
    cells = row.cells()
    if not cells:
        return None, len(row.lines) - 1
    # after the last row the page goes on with other things, and the first cell is the row's
    n, cell = cells[0] if last_row else cells[-1]
    if last_row and not cell.pages and not cell.whole:
        n, cell = next(((m, c) for m, c in cells if c.pages), (n, cell))
    return cell, n


def _repair(found: list[_Found], edition: Edition) -> list[_Found]:
    codes = [entry.code for entry in found]
    for n, code in enumerate(codes):
        before = codes[n - 1] if n else ""
        twice = code in codes[:n]
        if twice and not code.endswith(".GD"):
            first = codes.index(code)
            here, there = _successor(before, edition), _successor(codes[first - 1] if first else "", edition)
            if here and here not in codes and here.split(".")[0] == before.split(".")[0]:
                codes[n] = here
            elif there and there not in codes:
                codes[first] = there
        elif edition.get(code) is None:
            here = _successor(before, edition)
            if here and here not in codes:
                codes[n] = here
    return [
        _Found(code, entry.row, entry.cell, entry.last)
        for code, entry in zip(codes, found, strict=True)
        if edition.get(code) is not None
    ]


def _successor(code: str, edition: Edition) -> str:
    """The code that follows in the guide within the same aspect."""
    order = edition.codes
    if code not in order or order.index(code) + 1 >= len(order):
        return ""
    after = order[order.index(code) + 1]
    return after if after.split(".")[0] == code.split(".")[0] else ""


def _entry(found: _Found) -> IndexEntry:
    row, cell = found.row, found.cell
    lines = [line for line in row.lines[: found.last + 1] if line.page == row.page]
    return IndexEntry(
        code=found.code,
        pages=cell.pages if cell else (),
        mark=cell.mark if cell else "",
        page=row.page,
        start=lines[0].start,
        end=lines[-1].end,
        remark=_remark(found),
    )


_NONE_SAID = re.compile(
    r"\s((?:No(?!\.)|None|There\s+(?:was|were)\s+no)\b[^.。]{8,}[.。]|[並并]?[無无][^.。]{3,}。)\s*[-–—]?$"
)
"""A sentence at the end of a row that says that there was none: the wording of the guide has none."""


def _remark(found: _Found) -> str:
    """Section names in quotes, or the issuer's own sentence: what follows the wording of the guide in the row.

    The wording wraps in small letters, so a later line that opens with a capital begins another cell.
    """
    row = found.row
    texts = [line.text for line in row.lines[: found.last + 1]]
    if found.cell is not None:
        last = texts[found.last]
        texts[found.last] = f"{last[: found.cell.start].rstrip()}  {last[found.cell.end :].strip()}".rstrip()
    # a reader that knows the table's cells keeps them apart by wide gaps
    cells = [part for part in _WIDE.split(texts[0][row.head :].strip()) if part and not _DASH.fullmatch(part)]
    if row.head_lines == 1 and len(cells) > 1:
        return _sections(cells[1:])
    body = " ".join(texts)
    if _QUOTED.search(body):
        return _sections([body])
    first = row.head_lines if row.head_lines > 1 or len(texts[0]) <= row.head else 0
    for n in range(first + 1, len(texts)):
        if texts[n][:1].isupper() and not texts[n][:3].isupper():
            tail = " ".join(text for text in texts[n:] if text not in ("-", "–", "—"))
            return tail.strip().removesuffix(" -").strip()
    said = _NONE_SAID.search(body)
    return said[1] if said else ""


def _sections(cells: Sequence[str]) -> str:
    """Section names in quotes where there are any, else the cells as they are."""
    body = " ".join(cells)
    quoted = _QUOTED.findall(body)
    return "; ".join(dict.fromkeys(" ".join(one.split()) for one in quoted)) if quoted else body


def _merge(entries: Sequence[IndexEntry]) -> list[IndexEntry]:
    """One entry a code: pages of later rows of the same code are added to the first."""
    merged: dict[str, IndexEntry] = {}
    for entry in entries:
        old = merged.get(entry.code)
        if old is None:
            merged[entry.code] = entry
            continue
        pages = tuple(dict.fromkeys((*old.pages, *entry.pages)))
        merged[entry.code] = IndexEntry(
            code=old.code,
            pages=pages,
            mark="" if pages else old.mark or entry.mark,
            page=old.page,
            start=old.start,
            end=old.end,
            remark="; ".join(dict.fromkeys(part for part in (old.remark, entry.remark) if part)),
        )
    return list(merged.values())
