"""What goes over the wire, typed: the shapes of the REST answers, of which the OpenAPI description is made.

An answer has the shape that the command line prints; the datasheet's rows and the checks are the package's own values.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from esgqa.checks import Finding
from esgqa.compare import Column, Refusal
from esgqa.datasheet import DatasheetRow
from esgqa.library import AddResult
from esgqa.types import Citation, Page, Report, Status
from esgqa.types import Hit as FoundPassage

Action = Literal["added", "replaced", "unchanged", "failed"]


class Problem(BaseModel):
    """Why a request was refused: what, the cause, and what to do."""

    error: str


class Health(BaseModel):
    """The server answers; `reports` of 0 says that nothing is indexed yet."""

    status: Literal["ok"] = "ok"
    version: str
    reports: int
    read_only: bool
    waiting: int = Field(description="requests that wait for their turn")


class ReportInfo(BaseModel):
    """One indexed report, with its metadata as read."""

    id: str
    issuer: str
    aliases: list[str]
    stock_code: str
    title: str
    period: str = Field(
        description="`FY2018` where the year ends within the calendar year, `2019` where it is that year"
    )
    period_start: date | None
    period_end: date | None
    language: str
    edition: str = Field(description="edition of the HKEX guide")
    pages: int
    file: str
    inferred: list[str] = Field(description="fields guessed from the text")
    warnings: list[str] = Field(description="what could not be read, naming the page")

    @classmethod
    def of(cls, report: Report, pages: int) -> ReportInfo:
        """From the library's value, whose own pages are left out."""
        return cls(
            id=report.id,
            issuer=report.issuer,
            aliases=list(report.aliases),
            stock_code=report.stock_code,
            title=report.title,
            period=report.period_label,
            period_start=report.period_start,
            period_end=report.period_end,
            language=report.language,
            edition=report.edition,
            pages=pages,
            file=report.file,
            inferred=list(report.inferred),
            warnings=list(report.warnings),
        )


class Correction(BaseModel):
    """Metadata to state of a report; what is left out stays as it is, what is empty or null is to be guessed again."""

    model_config = ConfigDict(extra="forbid")

    issuer: str = ""
    aliases: list[str] = []
    stock_code: str = ""
    title: str = ""
    period_start: date | None = None
    period_end: date | None = None
    edition: str = Field("", description="edition of the HKEX guide")
    language: str = Field("", description="`en`, `zh-Hant` or `zh-Hans`")


class Asked(BaseModel):
    """A question and what it may be answered from; without any of the three, from all that is indexed."""

    model_config = ConfigDict(extra="forbid")

    question: str
    reports: list[str] = Field(default=[], max_length=1000, description="ids of reports")
    issuer: str = Field("", description="name, alias or stock code")
    year: int | None = Field(None, description="the year that a report's period ends in")
    id: str = Field(default="", description="given back in the answer")
    after: str = Field(default="", description='the question before, which this one may lean on ("and in 2018?")')


class Judged(Asked):
    """What a reader says of the answer to a question, asked as it was."""

    verdict: Literal["right", "wrong_number", "wrong_page", "wrong"]


class Noted(BaseModel):
    """That a verdict is kept, with the answer that it is on."""

    verdict: str
    status: str = Field(description="of the answer")
    answer: str


class AskedMany(BaseModel):
    """Questions to answer in their order."""

    model_config = ConfigDict(extra="forbid")

    questions: list[Asked] = Field(min_length=1)


class AnswerFigure(BaseModel):
    """A figure of an answer; the quote of citation number `citation` holds `raw`."""

    value: str = Field(description="plain decimal: no separators, no unit, no rounding")
    raw: str = Field(description="as printed")
    unit: str
    measure: str
    period: str
    kpi: str
    citation: int


class AnswerCitation(BaseModel):
    """Where an answer stands; `start` and `end` are the quote's span in the page's text."""

    n: int
    report: str
    page: int = Field(description="position in the file, from 1")
    page_label: str = Field(description="the number printed on the page")
    passage: str
    quote: str
    start: int
    end: int


class AnswerScope(BaseModel):
    """What the question was answered from."""

    reports: list[str]
    issuer: str = ""
    year: int | None = None


class AnswerOut(BaseModel):
    """The answer to one question, in the shape of `esgqa ask --json`, in which keys are only ever added."""

    model_config = ConfigDict(extra="allow")

    id: str
    question: str
    status: Status
    answer: str
    figures: list[AnswerFigure]
    kpis: list[str]
    confidence: float
    citations: list[AnswerCitation]
    notes: list[str]
    scope: AnswerScope
    timings_ms: dict[str, float]
    reason: str = Field("", description="what was wrong, where the status is `error`")


class AnswersOut(BaseModel):
    """One answer a question, in the order asked; one that could not be answered has the status `error`."""

    answers: list[AnswerOut]


class Hit(BaseModel):
    """A passage found, best first; ranks count from 1 and are null where that part of the search did not find it."""

    passage: str
    report: str
    page: int
    page_label: str
    section: list[str]
    kind: str
    kpis: dict[str, float] = Field(description="KPI codes that it bears on, each with how surely")
    score: float
    lexical_rank: int | None
    dense_rank: int | None
    late_rank: int | None
    kpi_rank: int | None
    rerank_score: float | None
    start: int
    end: int
    text: str

    @classmethod
    def of(cls, hit: FoundPassage) -> Hit:
        """From the library's value."""
        passage = hit.passage
        return cls(
            passage=passage.id,
            report=passage.report,
            page=passage.page,
            page_label=passage.label,
            section=list(passage.section),
            kind=passage.kind,
            kpis={tag.code: round(tag.score, 3) for tag in passage.kpis},
            score=hit.score,
            lexical_rank=hit.lexical_rank,
            dense_rank=hit.dense_rank,
            late_rank=hit.late_rank,
            kpi_rank=hit.kpi_rank,
            rerank_score=hit.rerank_score,
            start=passage.start,
            end=passage.end,
            text=passage.text,
        )


class Hits(BaseModel):
    """Passages, best first."""

    hits: list[Hit]


class Datasheet(BaseModel):
    """The KPI datasheet of a report: a row for every code of its edition."""

    report: str
    issuer: str
    period: str
    edition: str
    sha256: str
    provenance: dict[str, str] = Field(description="what the index was made with")
    kpis: list[DatasheetRow]


class Checks(BaseModel):
    """Figures of a report that do not agree with each other."""

    report: str
    findings: list[Finding]


class KpiName(BaseModel):
    """A code and its name in the framework."""

    code: str
    name: str


class ComparedValue(BaseModel):
    """One figure on a line; `start` and `end` are the span of `raw` in the page's text."""

    raw: str
    printed_unit: str
    amount: str = Field(description="in the line's unit, exactly, as a plain decimal")
    conversion: str
    start: int
    end: int
    citation: Citation
    notes: list[str]


class ComparedLine(BaseModel):
    """One measure over all columns; a cell is null where that report does not give it."""

    kpi: str
    label: str
    unit: str
    basis: Literal["absolute", "intensity"]
    per: str
    what: list[str]
    scopes: list[int]
    method: str
    boundary: str
    cells: list[ComparedValue | None]


class ComparedDifference(BaseModel):
    """One measure and period given twice, differently."""

    kind: Literal["restatement", "inconsistency"]
    kpi: str
    label: str
    period: str
    unit: str
    values: list[ComparedValue]
    explanation: Citation | None


class ComparisonOut(BaseModel):
    """Measures of KPIs side by side: like against like, unlike refused with the reason."""

    kpis: list[KpiName]
    columns: list[Column]
    lines: list[ComparedLine]
    differences: list[ComparedDifference]
    refusals: list[Refusal]
    notes: list[str]


class PageOut(BaseModel):
    """A page; citations' `start` and `end` index its text."""

    report: str
    page: int = Field(description="position in the file, from 1")
    page_label: str = Field(description="the number printed on it")
    pages: int = Field(description="pages of the report")
    source: Literal["text", "ocr", "unreadable"]
    width: float = Field(description="in points; 0 where the format has no sizes")
    height: float
    text: str

    @classmethod
    def of(cls, report_id: str, page: Page, pages: int) -> PageOut:
        """From the library's value."""
        width, height = page.size
        return cls(
            report=report_id,
            page=page.position,
            page_label=page.label,
            pages=pages,
            source=page.source,
            width=width,
            height=height,
            text=page.text,
        )


class Box(BaseModel):
    """A rectangle on a page, in points from its top left."""

    x0: float
    y0: float
    x1: float
    y1: float


class BoxesOut(BaseModel):
    """Where a span of a page's text is printed, a rectangle a line; none where the format knows no places."""

    report: str
    page: int
    start: int
    end: int
    width: float
    height: float
    boxes: list[Box]


class Added(BaseModel):
    """What became of one uploaded file."""

    file: str
    report: str
    action: Action
    message: str = Field(description="why, where it failed")

    @classmethod
    def of(cls, result: AddResult) -> Added:
        """From the library's value; the server's own folders are nobody's business."""
        return cls(
            file=result.path.name,
            report=result.report_id,
            action=result.action,
            message=result.message.replace(f"{result.path.parent}/", ""),
        )


class AddedMany(BaseModel):
    """One outcome a file."""

    files: list[Added]


class Removed(BaseModel):
    """The report that was taken out."""

    removed: str


def answer_out(shaped: dict[str, Any]) -> AnswerOut:
    """An answer in its published shape, held to its types."""
    return AnswerOut.model_validate(shaped)
