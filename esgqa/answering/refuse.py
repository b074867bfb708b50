"""Candidates that no likeness can make right: why each is refused, by rule."""

from __future__ import annotations

from collections.abc import Sequence

from esgqa.answering import features
from esgqa.answering.candidates import Candidate
from esgqa.answering.features import Asked
from esgqa.answering.order import is_money
from esgqa.types import IndexEntry


def refusal(
    candidate: Candidate,
    asked: Asked,
    absent: Sequence[str],
    entries: Sequence[IndexEntry],
    whole: str,
    *,
    year_fits: bool,
) -> str:
    """Why the candidate is refused, in words that follow "it"; empty where nothing speaks against it.

    `absent` are names of the question that its passage lacks, `entries` the rows of the issuer's own index, `whole` is the
    passage's text in small letters.
    """
    if absent:
        return f"does not speak of {', '.join(absent)}"
    start, end = candidate.span
    if any(entry.page == candidate.passage.page and entry.start < end and start < entry.end for entry in entries):
        return "is the issuer's own index"
    if not year_fits:
        return "is of another year"
    if candidate.figure is None and asked.reading.intent == "text" and features.is_caption(candidate.text):
        return "is the caption of a table"
    if candidate.figure is None and is_head(candidate):
        return "only says what stands below it"
    if asked.reading.dimension == "money" and not is_money(candidate):
        return "is no amount of money"
    why = _of_figure(candidate, asked)
    if why:
        return why
    if asked.code and not (candidate.features["kpi_first"] >= 0.3 or candidate.features["listed"]):
        return "is not about that KPI"
    evidence = f"{candidate.context} {candidate.figure.measure}" if candidate.figure is not None else whole
    return "is not of the part asked for" if features.unqualified(asked.query, evidence) else ""


def is_head(candidate: Candidate) -> bool:
    """Whether a span is the head of its table, or a sentence that announces what another passage says."""
    passage, end = candidate.passage, candidate.span[1]
    if candidate.text.endswith((":", "：")):
        return passage.kind == "paragraph" and not passage.text[end - passage.start :].strip()
    first = min((figure.start for figure in passage.figures), default=None)
    return passage.kind == "table" and first is not None and end <= first and not candidate.text.endswith((".", "。"))


def _of_figure(candidate: Candidate, asked: Asked) -> str:
    figure = candidate.figure
    if figure is None:
        return ""
    kind = asked.reading.dimension if asked.reading.strict or asked.reading.intent == "share" else ""
    if features.of_another_kind(kind, figure.dimension):
        return "is of another kind of quantity"
    if asked.reading.dimension == "intensity" and features.is_plain_amount(figure):
        return "is an amount, not one per something"
    if features.names_more_scopes(asked.query, figure):
        return "is of more scopes than asked for"
    if features.of_other_ages(asked, candidate):
        return "is of another age group"
    if features.is_the_opposite(asked.query, f"{figure.row} {figure.measure}"):
        return "is of the opposite"
    return "is the whole of its table" if features.is_whole_share(figure) else ""
