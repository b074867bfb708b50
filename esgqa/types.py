"""The values that flow between the rooms. Frozen, typed, and without behaviour beyond small properties.

Coordinates: a page is known by its `position` (from 1, in the file) and by its `label` (the number printed on it).
A character span `start:end` always indexes `Page.text` of that page, so `page.text[start:end]` is what is quoted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

PassageKind = Literal["paragraph", "list", "table", "heading", "index_row", "boilerplate"]
Status = Literal["answered", "not_disclosed", "not_found", "ambiguous", "error"]
Language = Literal["en", "zh-Hant", "zh-Hans"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: `text[start:end]` of its page, at a row and a column from 0, `span` columns wide."""

    row: int
    column: int
    span: int
    start: int
    end: int
    indent: float = 0.0
    """Points from the left edge of its column: what stands deeper is a part of what stands above."""
    rows: int = 1
    """Rows it stretches over: in those below its first it has no cell."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as the file sets it: `text[start:end]` of its page, a row a line. Empty cells are left out."""

    start: int
    end: int
    columns: int
    heads: int
    """Rows at the top that head the columns."""
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a report, cleaned for reading.

    `text` is what a reader sees: letter-spacing closed, words hyphenated at a line end joined, lines kept apart by
    single newlines and blocks by blank lines. It differs from `raw` in white space and line-end hyphens only.
    `origin` leads every character back: runs `(text_start, raw_start, length)` in ascending order.
    """

    position: int
    label: str
    text: str
    raw: str = ""
    origin: tuple[tuple[int, int, int], ...] = ()
    source: Literal["text", "ocr", "unreadable"] = "text"
    confidence: float = 1.0
    """Mean confidence of the text recognition, 0 to 1; 1 where the text is the file's own."""
    size: tuple[float, float] = (0.0, 0.0)
    """Width and height as displayed, in points; 0 where the format has none."""
    boxes: tuple[tuple[int, int, float, float, float, float], ...] = ()
    """`(start, end, x0, y0, x1, y1)` of every word: its span in `text` and where it is printed, in points from the top
    left of the page as displayed. Empty where the format knows no places."""
    raised: tuple[tuple[int, int], ...] = ()
    """Spans of `text` printed small and above the line: footnote marks and powers, never part of a number."""
    grids: tuple[Grid, ...] = ()
    headings: tuple[tuple[int, int, int], ...] = ()
    """`(start, end, level)` of the lines that are set as headings, 1 outermost; empty where the format cannot tell."""


@dataclass(frozen=True, slots=True)
class Report:
    """One published report: who, when, which edition of the HKEX guide, and its pages."""

    id: str
    """Stock code and the year the period ends in, as `00241-2018`, unless the metadata names another."""
    issuer: str
    pages: tuple[Page, ...]
    sha256: str
    """Of the report's file and its metadata file: the same hash means that there is nothing to do again."""
    file: str = ""
    """File name, without folder."""
    aliases: tuple[str, ...] = ()
    stock_code: str = ""
    title: str = ""
    period_start: date | None = None
    period_end: date | None = None
    language: str = "en"
    edition: str = ""
    """Edition of the HKEX guide: `2016`, `2020` or `2025`."""
    inferred: tuple[str, ...] = ()
    """Names of the fields that were guessed from the text and not read from a metadata file."""
    warnings: tuple[str, ...] = ()
    """What the reader could not read, one line each, naming the page."""

    @property
    def period_label(self) -> str:
        """`FY2018` where the year ends within the calendar year, `2019` where it is the calendar year, else ``""``."""
        end = self.period_end
        if end is None:
            return ""
        return str(end.year) if (end.month, end.day) == (12, 31) else f"FY{end.year}"


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note that qualifies what carries its mark."""

    mark: str
    text: str
    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity as printed, with what it means. Found when the report is read, never composed."""

    raw: str
    """As printed: `4,917`, `45.5%`, `three`, `nil`. Equals `page.text[start:end]`."""
    value: str
    """Plain decimal: no separators, no unit, no rounding. `0` for nil, none, zero."""
    page: int
    start: int
    end: int
    unit: str = ""
    """As printed, singular or plural (`kWh/person`, `tons`, `%`, `complaints`); empty where the text gives none."""
    dimension: str = "unknown"
    """`percent`, `mass`, `energy`, `volume`, `area`, `length`, `money`, `time`, `count`, `intensity` or `unknown`."""
    measure: str = ""
    """What is measured, in the report's words: row, column and caption in a table, the noun phrase in prose."""
    period: str = ""
    """`FY2018`, `2019` … from the column, the sentence or, failing those, the report."""
    row: str = ""
    column: str = ""
    caption: str = ""
    approximation: str = ""
    """The words that make it inexact: `more than`, `nearly`, `about`; empty where it is exact."""
    footnotes: tuple[Footnote, ...] = ()
    kpis: tuple[tuple[str, float], ...] = ()
    """`(code, score)` of the KPIs that it answers, surest first; empty for a target or a limit."""


@dataclass(frozen=True, slots=True)
class KpiTag:
    """A KPI code on a passage, with how sure and why (`index page`, `phrase: …`, `heading`, `similarity`)."""

    code: str
    score: float
    """0 to 1."""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One row of the issuer's own content index."""

    code: str
    """`B6.2`, or `B6.GD` for the general disclosure of aspect B6; repaired where the issuer misprinted it."""
    pages: tuple[str, ...]
    """Printed labels, ranges spelt out: `37–38` gives `("37", "38")`."""
    mark: str
    """The cell where it is no page: `—`, `N/A` …; empty where it is pages."""
    page: int
    start: int
    end: int
    remark: str = ""
    """Section names or explanations printed in place of pages."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A unit that a person would quote: a paragraph, a whole table with its caption and notes, an index row."""

    id: str
    """`REPORT:PAGE:N`, N from 1 on its page."""
    report: str
    page: int
    label: str
    start: int
    end: int
    text: str
    """`page.text[start:end]`."""
    kind: PassageKind = "paragraph"
    section: tuple[str, ...] = ()
    """Headings above it, outermost first."""
    sentences: tuple[tuple[int, int], ...] = ()
    """Spans in the page's text: sentences of prose, rows of a table, items of a list."""
    figures: tuple[Figure, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    kpis: tuple[KpiTag, ...] = ()

    @property
    def search_text(self) -> str:
        """What the indexes see: the section's headings before the text."""
        head = " · ".join(self.section)
        return f"{head}\n{self.text}" if head else self.text


@dataclass(frozen=True, slots=True)
class Document:
    """All that reading and analysing one report yields; what an index is built from."""

    report: Report
    passages: tuple[Passage, ...]
    entries: tuple[IndexEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a query, and how each part ranked it (ranks from 1; None: not found by that part)."""

    passage: Passage
    score: float
    """Fused score, comparable within one query only."""
    lexical_rank: int | None = None
    dense_rank: int | None = None
    late_rank: int | None = None
    kpi_rank: int | None = None
    rerank_score: float | None = None
    """The cross-encoder's logit, where reranking ran."""
    late_score: float | None = None
    """Late interaction: mean over the query's tokens of the best cosine similarity, at most 1."""
    dense_score: float | None = None
    """Cosine similarity of the sentence embeddings."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a question may be answered from."""

    reports: tuple[str, ...] = ()
    """Ids of the reports in scope; empty: none fits."""
    issuer: str = ""
    year: int | None = None
    reason: str = ""
    """Why nothing fits, in a sentence, where `reports` is empty."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood."""

    text: str
    language: Language = "en"
    intent: Literal["figure", "share", "list", "yes_no", "text", "kpi", "date", "name"] = "text"
    kpis: tuple[str, ...] = ()
    """Best first."""
    terms: tuple[str, ...] = ()
    """Content words, lower case, after spelling correction."""
    corrections: tuple[tuple[str, str], ...] = ()
    """`(typed, read as)`."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Where an answer stands. `quote` is verbatim text of the page; `start:end` its span in the page's stored text."""

    n: int
    report: str
    page: int
    page_label: str
    passage: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AnswerFigure:
    """A figure an answer gives; `citation` is the number of the citation whose quote holds `raw`."""

    value: str
    raw: str
    unit: str
    measure: str
    period: str
    kpi: str
    citation: int


@dataclass(frozen=True, slots=True)
class TraceCandidate:
    """A figure or a sentence that was weighed for an answer."""

    kind: str
    """`figure` or `text`."""
    report: str
    page_label: str
    text: str
    value: str
    unit: str
    period: str
    probability: float
    verdict: str
    """Why it was kept or not."""


@dataclass(frozen=True, slots=True)
class Trace:
    """How a question was read and what was weighed for its answer."""

    language: Language
    intent: str
    dimension: str
    """That a figure must have; empty where any will do."""
    counted: str
    """The noun that the question counts."""
    years: tuple[int, ...]
    reports: tuple[str, ...]
    query: str
    """What was searched for, in English, spelling corrected."""
    kpis: tuple[tuple[str, float], ...]
    corrections: tuple[tuple[str, str], ...]
    candidates: tuple[TraceCandidate, ...]
    decision: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question, as in the published JSON shape."""

    question: str
    status: Status
    answer: str
    id: str = ""
    figures: tuple[AnswerFigure, ...] = ()
    kpis: tuple[str, ...] = ()
    confidence: float = 0.0
    citations: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()
    scope: Scope = field(default_factory=Scope)
    timings_ms: tuple[tuple[str, float], ...] = ()
    reason: str = ""
    """For `error`: what was wrong, in a sentence."""
    read_as: str = ""
    """The question written out, where it leant on the one before it."""
    trace: Trace | None = None
