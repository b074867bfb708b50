"""Where one measure and period is given twice: whether the two agree, and the note that says why they do not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations

from esgqa.compare.types import Column, Difference, Draft, Reading, Value
from esgqa.types import Citation, Document, Passage, Report
from esgqa.units import convert

_RESTATED = re.compile(
    r"\brestat\w+|\brevis(?:ed|ions?)\b|\brecalculat\w+|\bre-?presented\b|(?:經|经)?重[列述新]", re.IGNORECASE
)
_LONGEST = 600
"""Characters of a note that are quoted, at most."""


def value_of(reading: Reading, unit: str) -> Value:
    """A reading in its line's unit; in its own where that is not known."""
    if reading.unit.known:
        done = convert(reading.value, reading.unit, unit, raw=reading.raw)
        amount, text = done.value, done.text
    else:
        amount, text = reading.value, ""
    return Value(
        reading.raw, reading.unit.printed, amount, text, reading.citation, reading.start, reading.end, reading.notes
    )


def agree(one: Reading, other: Reading, unit: str) -> bool:
    """Whether two readings are one number, the coarser rounded as it is printed."""
    gap = abs(value_of(one, unit).amount - value_of(other, unit).amount)
    return gap <= max(_half_step(one, unit), _half_step(other, unit))


def _half_step(reading: Reading, unit: str) -> Decimal:
    """Half of the last printed digit, in `unit`."""
    exponent = int(reading.value.as_tuple().exponent)
    half = Decimal(5).scaleb(exponent - 1)
    return convert(half, reading.unit, unit).value if reading.unit.known else half


def best(found: Sequence[Reading]) -> Reading:
    """Of readings that agree: the one with most digits, a table's before a sentence's."""
    return max(found, key=lambda r: (-int(r.value.as_tuple().exponent), r.in_table))


def restatements(
    drafts: Sequence[Draft], columns: Sequence[Column], documents: Mapping[str, Document]
) -> list[Difference]:
    """What two reports of one issuer give differently for one period, the older report's value first."""
    found: list[Difference] = []
    for draft in drafts:
        filled = [(column, cell) for column, cell in zip(columns, draft.cells, strict=True) if cell is not None]
        for pair in combinations(filled, 2):
            (first, one), (second, other) = sorted(pair, key=lambda both: _end(documents[both[0].report].report))
            reports = documents[first.report].report, documents[second.report].report
            if first.period != second.period or not _same_issuer(*reports) or agree(one, other, draft.unit):
                continue
            values = value_of(one, draft.unit), value_of(other, draft.unit)
            why = _explanation(documents[second.report], one, other)
            found.append(
                Difference("restatement", draft.kpi, draft.label, first.period, draft.unit, values, explanation=why)
            )
    return found


def _end(report: Report) -> date:
    return report.period_end or date.min


def _same_issuer(one: Report, other: Report) -> bool:
    if one.id == other.id:
        return False
    if one.stock_code and other.stock_code:
        return one.stock_code == other.stock_code
    return one.issuer.casefold() == other.issuer.casefold()


def _explanation(document: Document, older: Reading, newer: Reading) -> Citation | None:
    """The note of the later report that speaks of a restatement: the figure's own, else one that gives the old number."""
    for note in newer.footnotes:
        if _RESTATED.search(note.text):
            label = next((page.label for page in document.report.pages if page.position == note.page), "")
            return Citation(0, document.report.id, note.page, label, "", note.text, note.start, note.end)
    number = re.compile(rf"(?<![\d.,]){re.escape(older.raw)}(?![\d]|[.,]\d)")
    near = sorted(document.passages, key=lambda passage: abs(passage.page - newer.citation.page))
    for passage in near:
        said, given = _RESTATED.search(passage.text), number.search(passage.text)
        if said and given:
            return _quoted(passage, min(said.start(), given.start()), max(said.end(), given.end()))
    return None


def _quoted(passage: Passage, start: int, end: int) -> Citation | None:
    """The sentences of a passage that hold `start:end` of its text; `None` where that is too much to quote."""
    first, last = start + passage.start, end + passage.start
    for low, high in passage.sentences:
        if low <= first < high:
            first = low
        if low < last <= high:
            last = high
    if last - first > _LONGEST:
        return None
    quote = passage.text[first - passage.start : last - passage.start]
    return Citation(0, passage.report, passage.page, passage.label, passage.id, quote, first, last)
