"""The library: what is indexed, adding to it, correcting and removing."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

import gradio as gr

from esgqa.errors import EsgqaError, UsageError
from esgqa.web.catalog import Catalog
from esgqa.web.events import PRIVATE, number_sent, text_sent
from esgqa.web.library_cards import FIELDS, library_html, outcome_html, told_html
from esgqa.web.markup import esc
from esgqa.web.place import Place
from esgqa.web.service import Service
from esgqa.web.texts import Texts
from esgqa.web.uploads import add_uploads, remove_report

log = logging.getLogger(__name__)

_SCRIPT = (Path(__file__).parent / "library.js").read_text(encoding="utf-8")
_STILL = gr.skip()


class LibraryView:
    """What the events of the view do. Every change is refused here where the server is read-only, whatever is sent."""

    def __init__(self, service: Service, catalog: Catalog, texts: Texts) -> None:
        self.service, self.catalog, self.texts = service, catalog, texts

    def reopen(self, place: Place | None) -> Any:
        """The cards as the library is now."""
        return self._cards() if place is not None and place.view == "library" else _STILL

    def add(self, paths: list[str] | None) -> Iterator[tuple[Any, Any, Any]]:
        """What is being done, and in the end what became of each file; cards; and the box for files, emptied."""
        if not paths:
            yield told_html(self.texts.add_help), _STILL, _STILL
            return
        told: queue.SimpleQueue[tuple[str, int, int] | None] = queue.SimpleQueue()
        done: list[Any] = []

        def work() -> None:
            try:
                done.append(self._add([Path(path) for path in paths], lambda *step: told.put(step)))
            finally:
                told.put(None)

        threading.Thread(target=work, daemon=True).start()
        yield self._progress("", 0, len(paths)), _STILL, _STILL
        while (step := told.get()) is not None:
            yield self._progress(*step), _STILL, _STILL
        yield done[0] if done else told_html(self.texts.broken, wrong=True), self._cards(), None

    def change(self, event: gr.EventData) -> tuple[Any, Any]:
        """What was done and the cards after a report was corrected or removed; numbers are sent from 1."""
        ids = list(self.catalog.reports)
        removed, edited = number_sent(event, "remove") - 1, number_sent(event, "edit") - 1
        # the id as shown: the number alone may name another report by now
        shown = text_sent(event, "id")
        if 0 <= removed < len(ids) and ids[removed] == shown:
            return self._do(lambda: self._remove(shown)), self._cards()
        if 0 <= edited < len(ids) and ids[edited] == shown:
            sent = {name: text_sent(event, name) for name in FIELDS}
            return self._do(lambda: self._correct(shown, sent)), self._cards()
        return _STILL, self._cards()

    def _add(self, paths: list[Path], progress: Callable[[str, int, int], None]) -> str:
        def work() -> str:
            with ExitStack() as stack, self.service.changing():
                files = [(path.name, stack.enter_context(path.open("rb"))) for path in paths]
                return outcome_html(add_uploads(self.service.library, files, progress), self.texts)

        return self._do(work)

    def _remove(self, report: str) -> str:
        with self.service.changing():
            label = self.catalog.label(report)
            remove_report(self.service.library, report)
            return told_html(self.texts.removed.format(report=label))

    def _correct(self, report: str, sent: dict[str, str]) -> str:
        known = self.catalog.reports[report]
        changes: dict[str, object] = {name: sent[name].strip() for name in ("issuer", "stock_code", "title", "edition")}
        changes["aliases"] = [part.strip() for part in sent["aliases"].split(",") if part.strip()]
        changes |= {name: _day(name, sent[name]) for name in ("period_start", "period_end")}
        before = {name: getattr(known, name) for name in FIELDS} | {"aliases": list(known.aliases)}
        # what was guessed and left as it is stays a guess
        changes = {name: value for name, value in changes.items() if (value or None) != (before[name] or None)}
        if not changes:
            return told_html(self.texts.edit_none)
        with self.service.changing():
            now = self.service.library.correct(report, changes)
        return told_html(self.texts.edited.format(report=self.catalog.label(now)))

    def _do(self, work: Callable[[], str]) -> str:
        try:
            return work()
        except EsgqaError as error:
            return told_html(str(error), wrong=True)
        except Exception:
            log.exception("the library could not be changed")
            return told_html(self.texts.broken, wrong=True)

    def _cards(self) -> str:
        return library_html(self.catalog, self.texts, changes=not self.service.read_only)

    def _progress(self, step: str, done: int, total: int) -> str:
        words = f"{self.texts.adding} {step}".strip()
        return (
            f'<p role="status">{esc(words)}</p><progress max="{max(total, 1)}" value="{min(done, total)}" '
            f'aria-label="{esc(words)}"></progress>'
        )

    def build(self, place: gr.State) -> Any:
        """The parts and their events, within the app being built; gives what reopens an address."""
        texts = self.texts
        told = gr.HTML("", elem_id="eq-library-told", apply_default_css=False)
        cards = gr.HTML("", js_on_load=_SCRIPT, elem_id="eq-library", apply_default_css=False)
        if self.service.read_only:
            gr.HTML(f'<p class="eq-of">{esc(texts.read_only)}</p>', apply_default_css=False)
        else:
            with gr.Column(elem_classes=["eq-add"]):
                gr.HTML(f"<h2>{esc(texts.add)}</h2><p>{esc(texts.add_help)}</p>", apply_default_css=False)
                files = gr.File(
                    label=texts.add_files,
                    file_count="multiple",
                    file_types=[".pdf", ".txt"],
                    elem_id="eq-files",
                    height=160,
                )
                run = gr.Button(texts.add_run, variant="primary", elem_id="eq-add", elem_classes=["eq-go"])
            # two additions would stand in each other's way: the second is told so
            run.click(
                self.add, [files], [told, cards, files], api_name="library_add", concurrency_limit=None, **PRIVATE
            )
            cards.submit(self.change, None, [told, cards], api_name="library_change", concurrency_limit=None, **PRIVATE)

        def reopen(then: Any) -> None:
            then(self.reopen, [place], [cards], api_name="library_reopen", **PRIVATE)

        return reopen


def _day(name: str, text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError as error:
        raise UsageError(name, cause=f"{text[:40]!r} is no date", remedy="Give it as 2024-12-31.") from error
