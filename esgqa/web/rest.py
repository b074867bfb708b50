"""The library's functions as REST endpoints under /api, described at /api/openapi.json."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response, UploadFile
from fastapi import Path as InPath

from esgqa.errors import UsageError
from esgqa.web import models
from esgqa.web.limits import Buckets, Busy, client_of
from esgqa.web.service import MOST_HITS, Service

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_REFUSALS: dict[int | str, dict[str, Any]] = {
    400: {"model": models.Problem, "description": "The request is wrong."},
    401: {"model": models.Problem, "description": "A password or token is needed."},
    403: {"model": models.Problem, "description": "Not on this server."},
    404: {"model": models.Problem, "description": "Not there."},
    413: {"model": models.Problem, "description": "Too large."},
    429: {"model": models.Problem, "description": "Too often; `Retry-After` says when."},
    503: {"model": models.Problem, "description": "No room now (`Retry-After` says when), or nothing is indexed."},
    "default": {"model": models.Problem, "description": "Anything else that went wrong."},
}

ReportId = Annotated[str, InPath(description="id of a report, as /api/reports lists it", examples=["00241-2018"])]
PageNumber = Annotated[int, InPath(ge=1, description="position in the file, from 1")]


def rest_routes(service: Service, buckets: Buckets) -> APIRouter:
    """The routes over one service; a batch is charged to its client's bucket question by question."""
    api = APIRouter(prefix="/api", responses=_REFUSALS)

    @api.get("/health", tags=["server"])
    def health() -> models.Health:
        """That the server runs, what it holds and how many wait."""
        return service.health()

    @api.get("/reports", tags=["reports"])
    def reports() -> list[models.ReportInfo]:
        """Every indexed report with its metadata as read."""
        return service.reports()

    @api.get("/reports/{report_id}", tags=["reports"])
    def report(report_id: ReportId) -> models.ReportInfo:
        """One indexed report."""
        return service.report(report_id)

    @api.post("/reports", tags=["reports"], responses={409: {"model": models.Problem}})
    async def upload(files: list[UploadFile]) -> models.AddedMany:
        """Add reports (PDF or form-feed text): read, indexed and visible when this returns. Not on a read-only server."""
        return await service.add([(file.filename or "", file.file) for file in files])

    @api.patch("/reports/{report_id}", tags=["reports"], responses={409: {"model": models.Problem}})
    async def correct(report_id: ReportId, stated: models.Correction) -> models.ReportInfo:
        """State metadata in the file beside a report and read it again; its id may change. Not on a read-only server."""
        return await service.correct(report_id, stated)

    @api.delete("/reports/{report_id}", tags=["reports"], responses={409: {"model": models.Problem}})
    async def remove(report_id: ReportId) -> models.Removed:
        """Take a report out; its file goes too where it came by upload. Not on a read-only server."""
        return await service.remove(report_id)

    @api.post("/ask", tags=["answers"], response_model_exclude_unset=True)
    async def ask(asked: models.Asked) -> models.AnswerOut:
        """Answer one question with figures, each quoted verbatim with its page, or say why there is none."""
        return await service.ask(asked)

    @api.post("/ask/batch", tags=["answers"], response_model_exclude_unset=True)
    async def ask_batch(asked: models.AskedMany, request: Request) -> models.AnswersOut:
        """Answer many questions in their order; one that cannot be answered has the status `error` and a reason."""
        count, most = len(asked.questions), service.library.settings.max_batch
        if count > most:
            raise UsageError(
                "the batch", cause=f"{count} questions, more than the {most} allowed", remedy="Send fewer at a time."
            )
        wait = buckets.take(client_of(request.scope), count - 1)
        if wait:
            raise TooOften("the batch", cause=f"{buckets.per_minute} questions a minute are allowed", seconds=wait)
        return await service.ask_many(asked.questions)

    @api.post("/feedback", tags=["answers"])
    async def feedback(judged: models.Judged) -> models.Noted:
        """Keep what a reader says of an answer, with the answer and its trace, for `esgqa feedback` to draft questions of."""
        return await service.judge(judged)

    @api.get("/search", tags=["answers"])
    async def search(
        query: Annotated[str, Query(min_length=1)],
        kpi: Annotated[list[str] | None, Query(description="only passages on this KPI code; may be repeated")] = None,
        report: Annotated[list[str] | None, Query(description="only this report; may be repeated")] = None,
        k: Annotated[int, Query(ge=1, le=MOST_HITS, description="how many passages")] = 10,
    ) -> models.Hits:
        """The passages that bear most on a query, with how each part of the search ranked them."""
        return await service.search(query, kpis=kpi or (), reports=report or (), k=k)

    @api.get(
        "/reports/{report_id}/kpis",
        tags=["figures"],
        response_class=Response,
        responses={
            200: {
                "model": models.Datasheet,
                "description": "The datasheet, in the format asked for.",
                "content": {"text/csv": {"schema": {"type": "string"}}, _XLSX: {"schema": {"type": "string"}}},
            }
        },
    )
    async def kpis(report_id: ReportId, format: Literal["json", "csv", "xlsx"] = "json") -> Response:
        """The KPI datasheet: every code of the report's edition with status, figures, quotes and pages."""
        if format == "json":
            return Response(await service.datasheet_json(report_id), media_type="application/json")
        if format == "csv":
            return _download(await service.datasheet_csv(report_id), "text/csv; charset=utf-8", f"{report_id}.csv")
        return _download(await service.datasheet_xlsx(report_id), _XLSX, f"{report_id}.xlsx")

    @api.get("/reports/{report_id}/checks", tags=["figures"])
    async def checks(report_id: ReportId) -> models.Checks:
        """Figures of the report that do not agree with each other, each with where both sides stand."""
        return await service.checks(report_id)

    @api.get("/compare", tags=["figures"])
    async def compare(
        kpi: Annotated[list[str], Query(description="a KPI code, as A1.2; may be repeated", max_length=50)],
        report: Annotated[list[str] | None, Query(description="a report; may be repeated; default: all")] = None,
    ) -> models.ComparisonOut:
        """Measures of several reports side by side: units converted, unlike refused with the reason."""
        return await service.compare(kpi, report or ())

    @api.get("/reports/{report_id}/pages/{page}", tags=["pages"])
    def page(report_id: ReportId, page: PageNumber) -> models.PageOut:
        """A page's text, the number printed on it, and its size."""
        return service.page(report_id, page)

    @api.get("/reports/{report_id}/pages/{page}/boxes", tags=["pages"])
    def boxes(report_id: ReportId, page: PageNumber, start: int, end: int) -> models.BoxesOut:
        """Where characters `start` to `end` of a page's text are printed, a rectangle a line."""
        return service.boxes(report_id, page, start, end)

    @api.get(
        "/reports/{report_id}/pages/{page}/image",
        tags=["pages"],
        response_class=Response,
        responses={200: {"content": {"image/png": {"schema": {"type": "string"}}}}},
    )
    async def image(
        report_id: ReportId,
        page: PageNumber,
        width: Annotated[int, Query(ge=50, le=2400, description="in pixels")] = 900,
    ) -> Response:
        """A page as a picture; 404 with the reason for a report that is text or whose file is not at hand."""
        drawn = await service.picture(report_id, page, width)
        return Response(drawn, media_type="image/png", headers={"cache-control": "private, max-age=600"})

    return api


class TooOften(Busy):
    """This client has asked more than its share."""


def _download(content: bytes, media_type: str, name: str) -> Response:
    """A file to save; its name holds nothing that a header could not."""
    plain = re.sub(r"[^\w.-]", "_", name, flags=re.ASCII)
    return Response(content, media_type=media_type, headers={"content-disposition": f'attachment; filename="{plain}"'})
