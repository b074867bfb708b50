"""An answer as an HTML card: figure, status, KPI, confidence, citations, notes, scope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from esgqa.types import Answer, AnswerFigure, Citation
from esgqa.web.catalog import Catalog
from esgqa.web.markup import esc, shorten
from esgqa.web.texts import Texts

_QUESTION_SHOWN = 240
_REPORTS_SHOWN = 3
_HIGH, _MEDIUM = 0.85, 0.6  # words for a reader; the answer's own thresholds lie in `answering`


@dataclass(frozen=True, slots=True)
class Turn:
    """A question of this session with its answer, `None` while it is being worked on; `number` counts from 1."""

    number: int
    question: str
    answer: Answer | None = None


def conversation_html(turns: Sequence[Turn], catalog: Catalog, texts: Texts) -> str:
    """The cards of a session, newest first; empty before the first question."""
    if not turns:
        return ""
    cards = "".join(card_html(turn, catalog, texts) for turn in reversed(turns))
    return f'<div role="log" aria-live="polite" aria-label="{esc(texts.answers)}">{cards}</div>'


def card_html(turn: Turn, catalog: Catalog, texts: Texts) -> str:
    """One question and what became of it."""
    question = f'<h3 class="eq-question">{esc(shorten(turn.question, _QUESTION_SHOWN))}</h3>'
    answer = turn.answer
    if answer is None:
        return (
            f'<article class="eq-card eq-working" aria-busy="true">{question}<p class="eq-status">'
            f'<span class="eq-badge eq-busy">{esc(texts.working)}</span></p><p>{esc(texts.working_steps)}</p></article>'
        )
    parts = [
        question,
        _status(answer, texts),
        _headline(answer, turn.number, texts),
        _kpis(answer, catalog, texts),
        _citations(answer, turn.number, catalog, texts),
        _notes(answer, texts),
        _scope(answer, catalog, texts),
    ]
    return f'<article class="eq-card eq-{esc(answer.status)}">{"".join(parts)}</article>'


def _status(answer: Answer, texts: Texts) -> str:
    words = ""
    if answer.status != "error":
        lowest = "doubtful" if answer.citations else "low"
        level = "high" if answer.confidence >= _HIGH else "medium" if answer.confidence >= _MEDIUM else lowest
        full = texts.confidence_value.format(words=texts.confidence[level], value=answer.confidence)
        words = f'<span class="eq-confidence" title="{esc(full)}">{esc(texts.confidence[level])}</span>'
    badge = f'<span class="eq-badge">{esc(texts.statuses[answer.status])}</span>'
    return f'<p class="eq-status">{badge}{words}</p>'


def _headline(answer: Answer, turn: int, texts: Texts) -> str:
    """The figure large where there is one, a table where there are several, and the answer's own sentence."""
    sentence = answer.answer or answer.reason
    if len(answer.figures) == 1:
        figure = answer.figures[0]
        under = " · ".join(part for part in (figure.measure, figure.period) if part)
        return (
            f'<p class="eq-figure"><span class="eq-value">{esc(figure.raw)}</span>'
            f'<span class="eq-unit">{esc(_unit(figure))}</span>{_reference(figure.citation, turn, texts)}</p>'
            f'<p class="eq-measure">{esc(under)}</p><p class="eq-answer">{esc(sentence)}</p>'
        )
    size = " eq-long" if len(sentence) > 160 else ""
    cites = "".join(_reference(citation.n, turn, texts) for citation in answer.citations) if not answer.figures else ""
    text = f'<p class="eq-answer eq-lead{size}">{esc(sentence)}{cites}</p>'
    return text + (_figures(answer.figures, turn, texts) if answer.figures else "")


def _figures(figures: Sequence[AnswerFigure], turn: int, texts: Texts) -> str:
    head = "".join(f'<th scope="col">{esc(name)}</th>' for name in (texts.figure, texts.value, texts.period))
    rows = "".join(
        f'<tr><th scope="row">{esc(figure.measure)}</th><td class="eq-number">{esc(figure.raw)} {esc(_unit(figure))}'
        f"{_reference(figure.citation, turn, texts)}</td><td>{esc(figure.period)}</td></tr>"
        for figure in figures
    )
    return f'<div class="eq-table"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _unit(figure: AnswerFigure) -> str:
    """The unit, unless the figure as printed ends in it, as `45.5%` does."""
    return "" if figure.unit and figure.raw.endswith(figure.unit) else figure.unit


def _reference(n: int, turn: int, texts: Texts) -> str:
    spoken = esc(texts.reference.format(n=n))
    return f'<button type="button" class="eq-ref" data-turn="{turn}" data-n="{n}" aria-label="{spoken}">[{n}]</button>'


def _kpis(answer: Answer, catalog: Catalog, texts: Texts) -> str:
    if not answer.kpis:
        return ""
    chips = "".join(
        f'<li class="eq-chip"><strong>{esc(texts.kpi)} {esc(code)}</strong> '
        f"{esc(catalog.kpi_name(code, answer.scope.reports))}</li>"
        for code in answer.kpis
    )
    return f'<ul class="eq-chips">{chips}</ul>'


def _citations(answer: Answer, turn: int, catalog: Catalog, texts: Texts) -> str:
    if not answer.citations:
        return ""
    items = "".join(_citation(citation, turn, catalog, texts) for citation in answer.citations)
    return f'<section class="eq-citations"><h4>{esc(texts.citations)}</h4><ol>{items}</ol></section>'


def _citation(citation: Citation, turn: int, catalog: Catalog, texts: Texts) -> str:
    page = texts.page_of.format(label=citation.page_label or citation.page)
    where = f"{catalog.title(citation.report)}, {page}"
    spoken = texts.show_page.format(n=citation.n, where=where)
    return (
        f'<li><button type="button" class="eq-cite" data-turn="{turn}" data-n="{citation.n}" aria-label="{esc(spoken)}">'
        f'<span class="eq-n">[{citation.n}]</span> <span>{esc(where)}</span></button>'
        f"<blockquote>{esc(citation.quote)}</blockquote></li>"
    )


def _notes(answer: Answer, texts: Texts) -> str:
    if not answer.notes:
        return ""
    items = "".join(f"<li>{esc(note)}</li>" for note in answer.notes)
    return f'<section class="eq-notes"><h4>{esc(texts.notes)}</h4><ul>{items}</ul></section>'


def _scope(answer: Answer, catalog: Catalog, texts: Texts) -> str:
    if answer.status == "error":
        return ""
    reports = answer.scope.reports
    if not reports:
        words = answer.scope.reason or texts.scope_none
    elif len(reports) == 1:
        words = texts.scope_one.format(report=catalog.label(reports[0]))
    else:
        named = [catalog.label(report) for report in reports[:_REPORTS_SHOWN]]
        if len(reports) > _REPORTS_SHOWN:
            named.append(texts.more_reports.format(count=len(reports) - _REPORTS_SHOWN))
        words = texts.scope_many.format(count=len(reports), reports="; ".join(named))
    return f'<p class="eq-scope">{esc(words)}</p>'
