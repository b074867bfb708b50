"""What REST and MCP both do: the library's functions in turn, with typed results and errors for programs."""

from __future__ import annotations

import contextlib
import json
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import BinaryIO, TypeVar

from esgqa import compared, sheets
from esgqa.answering.shape import to_json
from esgqa.errors import DataError, EsgqaError, UsageError
from esgqa.library import Library
from esgqa.types import Answer, Page
from esgqa.web import models
from esgqa.web.boxes import boxes_of
from esgqa.web.feedback import FILE, Feedback
from esgqa.web.limits import Busy, Gate
from esgqa.web.place import Place
from esgqa.web.render import NoPicture, Pictures
from esgqa.web.uploads import add_uploads, remove_report
from esgqa.workbook import write_xlsx

T = TypeVar("T")

MOST_HITS = 100
"""Passages that one search gives at most."""
_PICTURES_WAITING = 50


class NotThere(UsageError):
    """What is named is not indexed, or the report has no such page."""


class ReadOnly(UsageError):
    """This server's reports are not to be changed."""


class UnderWay(UsageError):
    """Another change of the index is not done yet."""


class Service:
    """One library, served to programs. Every heavy function waits for its turn at one gate."""

    def __init__(self, library: Library, *, read_only: bool) -> None:
        settings = library.settings
        self.library, self.read_only = library, read_only
        self.feedback = Feedback(library.directory / FILE)
        self.gate = Gate(settings.asking_at_once, settings.asking_waiting)
        self._drawing = Gate(1, _PICTURES_WAITING)
        self._pictures = Pictures(library)
        self._changing = threading.Lock()

    def close(self) -> None:
        """Ends the process that draws pages."""
        self._pictures.close()

    def health(self) -> models.Health:
        """That it runs, and how busy it is."""
        return models.Health(
            version=_version(),
            reports=len(self.library.reports()),
            read_only=self.read_only,
            waiting=self.gate.waiting,
        )

    # reports

    def reports(self) -> list[models.ReportInfo]:
        """What is indexed."""
        return [self.report(report.id) for report in self.library.reports()]

    def report(self, report_id: str) -> models.ReportInfo:
        """One indexed report."""
        self._known(report_id)
        whole = self.library.document(report_id).report
        return models.ReportInfo.of(whole, len(whole.pages))

    async def add(self, files: Sequence[tuple[str, BinaryIO]]) -> models.AddedMany:
        """Index uploaded files; one outcome a file."""
        results = await self._change(lambda: add_uploads(self.library, files))
        return models.AddedMany(files=[models.Added.of(result) for result in results])

    async def correct(self, report_id: str, stated: models.Correction) -> models.ReportInfo:
        """State metadata of a report, which is then read again and may have another id."""
        self._known(report_id)
        changes = stated.model_dump(exclude_unset=True)
        if not changes:
            return self.report(report_id)
        return self.report(await self._change(lambda: self.library.correct(report_id, changes)))

    async def remove(self, report_id: str) -> models.Removed:
        """Take a report out."""
        self._known(report_id)
        await self._change(lambda: remove_report(self.library, report_id))
        return models.Removed(removed=report_id)

    async def _change(self, work: Callable[[], T]) -> T:
        with self.changing():
            # a gate of its own: reading a report takes minutes, and questions go on
            return await Gate(1, 0).run(work)

    @contextlib.contextmanager
    def changing(self) -> Iterator[None]:
        """While one changes the index, by REST or from the page, no other does.

        Raises `ReadOnly` where that is not allowed here, and `UnderWay` where another is at it.
        """
        if self.read_only:
            raise ReadOnly(
                "this server", cause="is read-only", remedy="Its keeper may change that by the setting `read_only`."
            )
        if not self._changing.acquire(blocking=False):
            raise UnderWay("the index", cause="another change is under way", remedy="Try again when it is done.")
        try:
            yield
        finally:
            self._changing.release()

    # answers

    async def ask(self, asked: models.Asked) -> models.AnswerOut:
        """The answer to one question."""
        return await self.gate.run(lambda: models.answer_out(to_json(self._ask(asked))))

    async def ask_many(self, asked: Sequence[models.Asked]) -> models.AnswersOut:
        """An answer each, in order; each waits for its own turn, so that others get theirs between."""
        return models.AnswersOut(answers=[await self._ask_or_say(one) for one in asked])

    async def _ask_or_say(self, asked: models.Asked) -> models.AnswerOut:
        try:
            return await self.ask(asked)
        except Busy:
            raise
        except EsgqaError as error:
            failed = Answer(question=asked.question[:200], status="error", answer="", id=asked.id, reason=str(error))
            return models.answer_out(to_json(failed))

    def _ask(self, asked: models.Asked) -> Answer:
        for report_id in asked.reports:
            self._known(report_id)
        return self.library.ask(
            asked.question,
            reports=asked.reports,
            issuer=asked.issuer,
            year=asked.year,
            id=asked.id,
            after=asked.after,
        )

    async def judge(self, judged: models.Judged) -> models.Noted:
        """Keep a verdict on the answer to a question, which is answered once more for it, with its whole trace."""
        return await self.gate.run(lambda: self._judge(judged))

    def _judge(self, judged: models.Judged) -> models.Noted:
        answer = self._ask(judged)
        asked_of = Place(reports=tuple(judged.reports), issuer=judged.issuer, year=judged.year)
        self.feedback.note(judged.verdict, asked_of, answer, self.library.index.build_id)
        return models.Noted(verdict=judged.verdict, status=answer.status, answer=answer.answer)

    async def search(
        self, query: str, *, kpis: Sequence[str] = (), reports: Sequence[str] = (), k: int = 10
    ) -> models.Hits:
        """The best passages."""
        self._sized(query)
        for report_id in reports:
            self._known(report_id)
        hits = await self.gate.run(
            lambda: self.library.search(query, kpis=kpis, reports=reports or None, k=min(k, MOST_HITS))
        )
        return models.Hits(hits=[models.Hit.of(hit) for hit in hits])

    # figures

    async def datasheet_json(self, report_id: str) -> str:
        """The datasheet in the shape of `models.Datasheet`."""
        self._known(report_id)
        library = self.library
        return await self.gate.run(
            lambda: sheets.as_json(library.kpis(report_id), library.report(report_id), library.provenance())
        )

    async def datasheet_csv(self, report_id: str) -> bytes:
        """The datasheet as CSV, marked as UTF-8 so that a spreadsheet reads Chinese."""
        self._known(report_id)
        text = await self.gate.run(lambda: sheets.as_csv(self.library.kpis(report_id)))
        return text.encode("utf-8-sig")

    async def datasheet_xlsx(self, report_id: str) -> bytes:
        """The datasheet as a workbook."""
        self._known(report_id)
        return await self.gate.run(lambda: self._xlsx(report_id))

    def _xlsx(self, report_id: str) -> bytes:
        library = self.library
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "datasheet.xlsx"
            rows, checks = library.kpis(report_id), library.checks(report_id)
            write_xlsx(rows, library.report(report_id), library.provenance(), path, checks)
            return path.read_bytes()

    async def checks(self, report_id: str) -> models.Checks:
        """What does not agree within a report."""
        self._known(report_id)
        findings = await self.gate.run(lambda: self.library.checks(report_id))
        return models.Checks(report=report_id, findings=list(findings))

    async def compare(self, kpis: Sequence[str], reports: Sequence[str] = ()) -> models.ComparisonOut:
        """Measures side by side."""
        for report_id in reports:
            self._known(report_id)
        text = await self.gate.run(lambda: compared.as_json(self.library.compare(kpis, reports)))
        return models.ComparisonOut.model_validate(json.loads(text))

    # pages

    def page(self, report_id: str, position: int) -> models.PageOut:
        """A page's text and its two numbers."""
        page, count = self._page(report_id, position)
        return models.PageOut.of(report_id, page, count)

    def boxes(self, report_id: str, position: int, start: int, end: int) -> models.BoxesOut:
        """Where a span of a page's text is printed."""
        page, _ = self._page(report_id, position)
        if not 0 <= start < end <= len(page.text):
            raise UsageError(
                f"characters {start} to {end}",
                cause=f"the text of page {position} has {len(page.text)}",
                remedy="Give a span within it, its end after its start.",
            )
        found = [models.Box(x0=b.x0, y0=b.y0, x1=b.x1, y1=b.y1) for b in boxes_of(page, start, end)]
        width, height = page.size
        return models.BoxesOut(
            report=report_id, page=position, start=start, end=end, width=width, height=height, boxes=found
        )

    async def picture(self, report_id: str, position: int, width: int) -> bytes:
        """A page as PNG; raises `NoPicture` for a report without a PDF at hand."""
        self._page(report_id, position)
        return await self._drawing.run(lambda: self._pictures.page(report_id, position, width))

    def _page(self, report_id: str, position: int) -> tuple[Page, int]:
        self._known(report_id)
        pages = self.library.document(report_id).report.pages
        if not 1 <= position <= len(pages):
            raise NotThere(f"page {position} of {report_id}", cause=f"the report has pages 1 to {len(pages)}")
        return pages[position - 1], len(pages)

    def _known(self, report_id: str) -> None:
        if not any(report.id == report_id for report in self.library.reports()):
            known = ", ".join(report.id for report in self.library.reports()[:20]) or "nothing"
            raise NotThere(f"report {report_id[:100]!r}", cause="not indexed", remedy=f"Indexed: {known}.")

    def _sized(self, text: str) -> None:
        most = self.library.settings.max_question_chars
        if len(text) > most:
            raise UsageError(
                "the query", cause=f"{len(text):,} characters, more than the {most:,} allowed", remedy="Shorten it."
            )


def status_of(error: EsgqaError) -> int:
    """The HTTP status that says what kind of error it is."""
    if isinstance(error, Busy):
        return 503
    if isinstance(error, NotThere | NoPicture):
        return 404
    if isinstance(error, ReadOnly):
        return 403
    if isinstance(error, UnderWay):
        return 409
    return 400 if isinstance(error, UsageError | DataError) else 503


def _version() -> str:
    try:
        return version("esgqa")
    except PackageNotFoundError:
        return "unknown"
