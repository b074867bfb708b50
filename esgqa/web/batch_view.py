"""Many questions at once: a CSV file goes in, one with the answers comes out."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from esgqa.errors import EsgqaError
from esgqa.library import Library
from esgqa.types import Answer
from esgqa.web.events import PRIVATE
from esgqa.web.markup import esc, shorten
from esgqa.web.questions import Line, read_questions, write_answers
from esgqa.web.texts import Texts

log = logging.getLogger(__name__)

_SHOWN = 50
_STILL = gr.skip()


class BatchView:
    """What the events of the part do. Holds nothing of any one session."""

    def __init__(self, library: Library, texts: Texts) -> None:
        self.library, self.texts = library, texts

    def answer(self, path: str | None) -> Iterator[tuple[Any, Any]]:
        """Progress with the answers so far, and in the end the file to download."""
        hidden = gr.update(visible=False, value=None)
        if not path:
            yield self._wrong(self.texts.batch_help), hidden
            return
        try:
            lines = read_questions(Path(path), self.library.settings.max_batch)
        except EsgqaError as error:
            yield self._wrong(str(error)), hidden
            return
        answers: list[Answer] = []
        yield self._progress(lines, answers), hidden
        for line in lines:
            answers.append(self._answer(line))
            yield self._progress(lines, answers), _STILL
        # gradio copies it to where its own files are, which it sweeps
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "answers.csv"
            write_answers(out, lines, answers)
            yield self._progress(lines, answers), gr.update(visible=True, value=str(out))

    def _answer(self, line: Line) -> Answer:
        failed = Answer(question=line.question[:200], status="error", answer="", reason=line.wrong)
        if line.wrong:
            return failed
        reports = (line.report,) if line.report else ()
        try:
            return self.library.ask(line.question, reports=reports, issuer=line.issuer, year=line.year)
        except EsgqaError as error:
            return Answer(question=line.question[:200], status="error", answer="", reason=str(error))
        except Exception:
            # one question must not end the others: its line says so, the log keeps the traceback
            log.exception("a question of a batch could not be answered")
            return Answer(question=line.question[:200], status="error", answer="", reason=self.texts.broken)

    def _wrong(self, reason: str) -> str:
        return f'<p class="eq-wrong" role="alert">{esc(self.texts.batch_wrong.format(reason=reason))}</p>'

    def _progress(self, lines: list[Line], answers: list[Answer]) -> str:
        texts = self.texts
        failed = sum(answer.status == "error" for answer in answers)
        done = len(answers) == len(lines)
        words = (
            texts.batch_done.format(count=len(lines), failed=failed)
            if done
            else texts.batch_progress.format(done=len(answers), count=len(lines))
        )
        rows = "".join(
            f'<tr><th scope="row">{esc(shorten(line.question, 120))}</th>'
            f'<td><span class="eq-chip-status eq-is-{esc(answer.status)}">{esc(texts.statuses[answer.status])}</span></td>'
            f"<td>{esc(shorten(answer.answer or answer.reason, 200))}</td>"
            f"<td>{esc(', '.join(dict.fromkeys(one.page_label or str(one.page) for one in answer.citations)))}</td></tr>"
            for line, answer in zip(lines[:_SHOWN], answers, strict=False)
        )
        heads = (texts.question_short, texts.status, texts.found, texts.page)
        head = "".join(f'<th scope="col">{esc(one)}</th>' for one in heads)
        return (
            f'<p role="status">{esc(words)}</p><progress max="{len(lines)}" value="{len(answers)}" aria-label="{esc(words)}">'
            f'</progress><div class="eq-table" tabindex="0" role="region" aria-label="{esc(texts.batch)}"><table><thead><tr>'
            f"{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        )

    def build(self) -> None:
        """The part and its events, within the app being built."""
        texts = self.texts
        with gr.Accordion(texts.batch, open=False, elem_id="eq-batch"):
            gr.HTML(f"<p>{esc(texts.batch_help)}</p>", apply_default_css=False)
            file = gr.File(label=texts.batch_file, file_types=[".csv"], elem_id="eq-batch-file", height=120)
            run = gr.Button(texts.batch_run, variant="primary", elem_id="eq-batch-run", elem_classes=["eq-go"])
            told = gr.HTML("", elem_id="eq-batch-told", apply_default_css=False)
            save = gr.DownloadButton(texts.batch_save, visible=False, elem_id="eq-batch-save")
        run.click(
            self.answer,
            [file],
            [told, save],
            api_name="batch",
            concurrency_limit=1,
            concurrency_id="batch",
            **PRIVATE,
        )
