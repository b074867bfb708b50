"""An answer as an HTML card: figure, status, KPI, confidence, citations, notes, scope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from esgqa.types import Answer, AnswerFigure, Citation, Trace
from esgqa.web.catalog import Catalog
from esgqa.web.markup import esc, shorten
from esgqa.web.place import Place
from esgqa.web.texts import Texts

_QUESTION_SHOWN = 240
_REPORTS_SHOWN, _CHOICES = 3, 12
_WEIGHED, _WEIGHED_TEXT = 8, 120
_HIGH, _MEDIUM = 0.85, 0.6  # words for a reader; the answer's own thresholds lie in `answering`


_NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Turn:
    """A question of this session with its answer, `None` while it is being worked on; `number` counts from 1."""

    number: int
    question: str
    answer: Answer | None = None
    place: Place = _NOWHERE
    """What was chosen when it was asked: the same address asks it again."""
    verdict: str = ""
    """What the reader said of the answer, or `failed` where that could not be kept."""


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
        steps = "".join(f"<li>{esc(step)}</li>" for step in texts.working_steps)
        return (
            f'<article class="eq-card eq-working" aria-busy="true">{question}<p class="eq-status">'
            f'<span class="eq-badge eq-busy">{esc(texts.working)}</span></p><ol class="eq-doing">{steps}</ol></article>'
        )
    parts = [
        question,
        _status(answer, texts),
        _headline(answer, turn.number, texts),
        _choices(turn, answer, catalog, texts),
        _kpis(answer, catalog, texts),
        _citations(answer, turn.number, catalog, texts),
        _notes(answer, texts),
        _how(answer, texts),
        _foot(turn, answer, catalog, texts),
    ]
    return f'<article class="eq-card eq-{esc(answer.status)}">{"".join(parts)}</article>'


def _status(answer: Answer, texts: Texts) -> str:
    words = ""
    if answer.status not in ("error", "ambiguous"):
        lowest = "doubtful" if answer.citations else "low"
        level = "high" if answer.confidence >= _HIGH else "medium" if answer.confidence >= _MEDIUM else lowest
        full = texts.confidence_value.format(words=texts.confidence[level], value=answer.confidence)
        words = f'<span class="eq-confidence" title="{esc(full)}">{esc(texts.confidence[level])}</span>'
    badge = f'<span class="eq-badge">{esc(texts.statuses[answer.status])}</span>'
    return f'<p class="eq-status">{badge}{words}</p>'


def _headline(answer: Answer, turn: int, texts: Texts) -> str:
    """The figure large where there is one, a table where there are several, and the answer's own sentence."""
    sentence = answer.answer or answer.reason
    read_as = texts.read_as.format(question=answer.read_as) if answer.read_as else ""
    leaning = f'<p class="eq-read-as">{esc(read_as)}</p>' if read_as else ""
    if len(answer.figures) == 1:
        figure = answer.figures[0]
        under = " · ".join(part for part in (figure.measure, figure.period) if part)
        return (
            f'{leaning}<p class="eq-figure"><span class="eq-value">{esc(figure.raw)}</span>'
            f'<span class="eq-unit">{esc(_unit(figure))}</span>{_reference(figure.citation, turn, texts)}</p>'
            f'<p class="eq-measure">{esc(under)}</p><p class="eq-answer">{esc(sentence)}</p>'
        )
    size = " eq-long" if len(sentence) > 160 else ""
    cites = "".join(_reference(citation.n, turn, texts) for citation in answer.citations) if not answer.figures else ""
    considered = texts.considered.get(answer.status, "")
    text = f'{leaning}<p class="eq-answer eq-lead{size}">{esc(sentence)}{cites}</p>'
    text += f'<p class="eq-considered">{esc(considered)}</p>' if considered else ""
    return text + (_figures(answer.figures, turn, texts) if answer.figures else "")


def _choices(turn: Turn, answer: Answer, catalog: Catalog, texts: Texts) -> str:
    """The reports that an ambiguous question may mean, each a link that asks it of that one."""
    reports = answer.scope.reports
    if answer.status != "ambiguous" or len(reports) < 2:
        return ""
    links = "".join(
        f'<li><a class="eq-choice" data-place href="{esc(replace(turn.place, reports=(report,)).search())}">'
        f"{esc(catalog.label(report))}</a></li>"
        for report in reports[:_CHOICES]
    )
    return f'<nav class="eq-choices" aria-label="{esc(texts.choices)}"><ul>{links}</ul></nav>'


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
        f"{esc(catalog.kpi_name(code, answer.scope.reports, texts.language))}</li>"
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


def _how(answer: Answer, texts: Texts) -> str:
    """How the question was read and what was weighed, folded away."""
    lines: list[str] = []
    if answer.trace is not None:
        lines += _traced(answer.trace, texts)
    total = sum(spent for _, spent in answer.timings_ms)
    if total:
        lines.append(texts.how_time.format(seconds=f"{total / 1000:.1f}"))
    if not lines:
        return ""
    items = "".join(f"<li>{esc(line)}</li>" for line in lines)
    weighed = _weighed(answer.trace) if answer.trace is not None else ""
    return f'<details class="eq-how"><summary>{esc(texts.how)}</summary><ul>{items}</ul>{weighed}</details>'


def _traced(trace: Trace, texts: Texts) -> list[str]:
    lines = [texts.how_searched.format(query=trace.query)] if trace.query else []
    if trace.corrections:
        lines.append(texts.how_corrected.format(words=", ".join(f"{a} → {b}" for a, b in trace.corrections)))
    if trace.kpis:
        lines.append(texts.how_kpis.format(kpis=", ".join(f"{code} {score:.2f}" for code, score in trace.kpis)))
    if trace.candidates:
        lines.append(texts.how_weighed.format(count=len(trace.candidates)))
    return lines


def _weighed(trace: Trace) -> str:
    """The best of what was weighed, each with why it was kept or not."""
    rows = "".join(
        f"<li><strong>{esc(' '.join(part for part in (one.value, one.unit, one.period) if part) or one.kind)}</strong> "
        f"{esc(shorten(' '.join(one.text.split()), _WEIGHED_TEXT))} <em>{esc(one.verdict)}</em></li>"
        for one in trace.candidates[:_WEIGHED]
    )
    return f'<ol class="eq-weighed">{rows}</ol>' if rows else ""


def _foot(turn: Turn, answer: Answer, catalog: Catalog, texts: Texts) -> str:
    """What was searched, a link that asks it again, and what the reader says of it."""
    if answer.status == "error":
        return ""
    link = f'<a class="eq-again" href="{esc(turn.place.search())}">{esc(texts.link)}</a>'
    return f'<footer class="eq-foot">{_scope(answer, catalog, texts)}{link}{_feedback(turn, texts)}</footer>'


def _feedback(turn: Turn, texts: Texts) -> str:
    if turn.verdict:
        words = texts.feedback_off if turn.verdict == "failed" else texts.thanks
        return f'<p class="eq-thanks" role="status">{esc(words)}</p>'
    buttons = "".join(
        f'<button type="button" class="eq-verdict" data-turn="{turn.number}" data-verdict="{esc(verdict)}">'
        f"{esc(words)}</button>"
        for verdict, words in texts.verdicts.items()
    )
    return f'<div class="eq-feedback" role="group" aria-label="{esc(texts.feedback)}"><span>{esc(texts.feedback)}</span>{buttons}</div>'


def _scope(answer: Answer, catalog: Catalog, texts: Texts) -> str:
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
