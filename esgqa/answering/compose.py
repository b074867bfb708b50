"""Wording an answer from chosen candidates: the figure or the sentences as printed, their citations, and what limits them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from esgqa.answering.candidates import Candidate, Span, is_whole, of_numbers, one_line, text_of
from esgqa.answering.features import is_total
from esgqa.answering.goes_on import goes_on_table, is_cut
from esgqa.answering.model import of_answer
from esgqa.answering.order import division_asked
from esgqa.answering.understand import Understanding
from esgqa.answering.verdict import lead_of, verdict
from esgqa.answering.words import say
from esgqa.passages.tables import is_bare_intensity
from esgqa.types import Answer, AnswerFigure, Citation, Figure, Footnote, IndexEntry, Language, Passage, Report, Scope

MOST_SENTENCES = 4
MOST_FIGURES = 9
# a sentence or figure beside the best one is given too when it is at least this likely, relative to the best
BESIDE = 0.6
NEAR = 0.5
_SHORT_TABLE = 600
_LONGEST_TOLD = 700
_LONGEST_GIVEN = 3000
"""Characters of a list or table of words that is given whole where a list is asked for."""
_WHOLE_ENTRY = 80
"""Characters from which an entry of a table of words reads as a row of its own."""
_LABELS, _ROW_OF = 6, 9
"""Entries of a table of words, from which it is read as one, and how many of them are given of a row."""
_GOES_ON = 0.05
"""How much likelier the sentence after one is to go on with it than the one before."""
_EXPLAIN = re.compile(
    r"^\W*(?:how|why|describe|explain|tell|what\s+(?:explain|caus|drove|led)\w*)\b|[.,;]\s*why\b|\bhow\s+come\b|\breasons?\b|\b(?:polic(?:y|ies)|measures?|steps?|procedures?|practices?|approach|protect\w*|"
    r"initiatives?|efforts?|programmes?|actions?|handled?|manag\w+|excluded?|impacts?|effects?|benefits?)\b",
    re.IGNORECASE,
)
"""Questions that one sentence seldom answers."""
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

_COUNT_OF = re.compile(r"^(?:the\s+)?(?:total\s+)?(?:number|count)\s+of\s+", re.IGNORECASE)
_BARE_ROW = re.compile(
    r"(?:(?:grand |sub-?)?total|overall|group|company|all|sum|number|male|female|men|women|合計|合计|總計|总计|總數|总数|男性?|女性?|本集團|本集团)",
    re.IGNORECASE,
)
"""A row's label that only its table's title makes a measure."""
_TABLE_NUMBER = re.compile(r"^(?:table|表)\s?[\w.-]{1,5}\s?[:：.]\s*", re.IGNORECASE)


def period_words(report: Report, language: Language = "en") -> str:
    """`FY ended 31 March 2018`, or `year ended 31 December 2019` where the financial year is the calendar year."""
    end = report.period_end
    if end is None:
        return ""
    if language != "en":
        return f"截至{end.year}年{end.month}月{end.day}日止年度"
    lead = "year" if (end.month, end.day) == (12, 31) else "FY"
    return f"{lead} ended {end.day} {_MONTHS[end.month - 1]} {end.year}"


def period_of(candidate: Candidate, report: Report, language: Language = "en") -> str:
    """The figure's period in words: the report's own spelt out, another as printed."""
    period = candidate.figure.period if candidate.figure else ""
    return period_words(report, language) if period in ("", report.period_label) else period


class Quantity(Protocol):
    """What a figure's wording needs: a `Figure`, or a figure of the datasheet."""

    @property
    def raw(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def approximation(self) -> str: ...
    @property
    def measure(self) -> str: ...
    @property
    def row(self) -> str: ...
    @property
    def column(self) -> str: ...
    @property
    def caption(self) -> str: ...
    @property
    def period(self) -> str: ...


def phrase_of(figure: Quantity) -> str:
    """Figure and measure as one phrase: `4,917 customer complaints`, `350,469 kWh — Electricity (kWh) — Consumption`."""
    text, what = quantity(figure), label_of(figure)
    said = {w.lower() for w in re.findall(r"\w+", text)}
    if not what or {w.lower() for w in re.findall(r"[^\W\d_]{3,}", what)} <= said:
        return text
    return f"{text} — {what}" if figure.row else _joined(text, what, figure.unit)


def quantity(figure: Quantity) -> str:
    """The figure as printed with what it counts: `4,917 customer complaints`, `350,469 kWh`, `more than 600 …`."""
    unit = figure.unit
    text = figure.raw if unit and unit.lower() in figure.raw.lower() else one_line(f"{figure.raw} {unit}")
    if unit == "%" or (unit and not unit[0].isalnum()):
        text = figure.raw if unit in figure.raw else f"{figure.raw}{unit}"
    lead = figure.approximation
    if lead and not text.lower().startswith(lead.lower()):
        text = f"{lead} {text}"
    return text


def label_of(figure: Quantity) -> str:
    """What the figure measures, on one line and without its own numbers, for the answer's wording."""
    # a column that is a year is said by the period
    column = "" if figure.column == figure.period else figure.column
    row = one_line(figure.row)
    if figure.unit and row.lower().endswith(f" {figure.unit.lower()}"):
        row = row[: -len(figure.unit)].rstrip(" ,(")
    parts = [row, column] if row else [figure.measure]
    if row and (_BARE_ROW.fullmatch(row) or is_bare_intensity(row)):
        title = one_line(_TABLE_NUMBER.sub("", figure.caption))
        title = title.rpartition(" · ")[2] if is_bare_intensity(row) else title
        # digits of a title stand in no quote of the row
        parts += [title] if title and not re.search(r"\d", title) else []
    words = one_line(" — ".join(part for part in parts if part))
    return words if len(words) <= 140 else words[:137].rsplit(" ", 1)[0] + " …"


def figure_answer(
    question: str,
    read: Understanding,
    candidates: Sequence[Candidate],
    scope: Scope,
    report: Report,
    entries: Sequence[IndexEntry],
    threshold: float,
) -> Answer:
    """The best figure, with the rows beside it where the question asks for no particular one of them."""
    best = candidates[0]
    chosen = [best, *_other_end(best, candidates)]
    if len(chosen) == 1:
        chosen += _beside(best, candidates, threshold, question, read.query)
    chosen.sort(
        key=lambda c: (
            c is not best and c.passage.id != best.passage.id,
            c.passage.id,
            c.figure.start if c.figure else 0,
        )
    )
    citations: list[Citation] = []
    figures: list[AnswerFigure] = []
    phrases: list[str] = []
    together = _figure_quotes(chosen)
    for candidate in chosen:
        figure = candidate.figure
        assert figure is not None
        n = _cite(citations, candidate.passage, together[candidate.passage.id] or candidate.span)
        figures.append(
            AnswerFigure(
                figure.value,
                one_line(figure.raw),
                figure.unit,
                one_line(figure.measure),
                figure.period,
                _kpi_of(read, candidate),
                n,
            )
        )
        text = phrase_of(figure)
        if text not in phrases:
            phrases.append(text)
    if len(chosen) == 2 and _is_range(*chosen):
        phrases = [phrase_of(_as_range(*chosen))]
    language = read.question.language
    period = period_of(best, report, language)
    if language == "en":
        answer = "; ".join(phrases) + (f" ({period})" if period else "") + "."
    else:
        answer = "；".join(phrases) + (f"（{period}）" if period else "") + "。"
    return Answer(
        question=question,
        status="answered",
        answer=answer,
        figures=tuple(figures),
        kpis=_kpis(read, best),
        confidence=of_answer("figure", best.probability),
        citations=tuple(citations),
        notes=limits(best, read, entries, _footnotes(chosen)),
        scope=scope,
    )


_TO = re.compile(r"\s*(?:[-–—~～]|\bto\b|至|到)\s*")


def _is_range(low: Candidate, high: Candidate) -> bool:
    """Whether two figures are the ends of one range: `30%–40%`."""
    if low.figure is None or high.figure is None or low.passage.id != high.passage.id or low.figure.row:
        return False
    text, start = low.passage.text, low.passage.start
    alike = low.figure.dimension == high.figure.dimension or not low.figure.unit
    return alike and _TO.fullmatch(text[low.figure.end - start : high.figure.start - start]) is not None


def _other_end(best: Candidate, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The figure that the best one makes a range with, if any."""
    return [one for one in candidates if one is not best and (_is_range(best, one) or _is_range(one, best))][:1]


def _as_range(low: Candidate, high: Candidate) -> Figure:
    """The lower figure, printed as the range from it to the higher one."""
    assert low.figure is not None and high.figure is not None
    start = low.passage.start
    raw = low.passage.text[low.figure.start - start : high.figure.end - start]
    return replace(low.figure, raw=one_line(raw), unit=low.figure.unit or high.figure.unit)


def _joined(text: str, what: str, unit: str) -> str:
    """Quantity and measure together: `4,917 customer complaints` where the measure ends in the unit, else `x — what`."""
    noun = _COUNT_OF.sub("", what)
    counts = bool(_COUNT_OF.match(what)) and not unit
    if (
        unit
        and unit[0].isalpha()
        and noun.lower().endswith(unit.lower())
        and len(noun) <= 60
        and not re.search(r"\d", noun)
    ):
        return (
            f"{text[: len(text) - len(unit)].rstrip()} {noun}"
            if text.lower().endswith(unit.lower())
            else f"{text} {noun}"
        )
    return f"{text} {noun}" if counts and len(noun) <= 60 else f"{text} — {what}"


def _names_more(other: Candidate, best: Candidate, question: str) -> bool:
    """Whether a row says all that the best one's label says, and more that the question does not: `Scope 1 and Scope 2`."""
    assert other.figure is not None and best.figure is not None
    own = set(re.findall(r"\w+", best.figure.row.lower()))
    more = set(re.findall(r"\w+", other.figure.row.lower())) - own
    return (
        bool(own and more)
        and own < (own | more) == set(re.findall(r"\w+", other.figure.row.lower()))
        and not more & set(re.findall(r"\w+", question.lower()))
    )


def _beside(
    best: Candidate, candidates: Sequence[Candidate], threshold: float, question: str, query: str
) -> list[Candidate]:
    """Other rows of the best figure's own table and column that answer about as well as it does."""
    figure = best.figure
    assert figure is not None
    divided = division_asked(query) is not None
    found: list[Candidate] = []
    for other in candidates[1:]:
        enough = threshold if best.features.get("code") else max(threshold, BESIDE * best.probability)
        if other.figure is not None and not best.features.get("row_adds") and not other.features.get("row_adds"):
            # rows that the question does not tell apart stand or fall together
            same_group = other.passage.id == best.passage.id and other.figure.caption == figure.caption
            enough = NEAR * best.probability if same_group else enough
        if other.figure is None or other.probability < enough:
            continue
        if divided and other.figure.caption != figure.caption and not is_total(other.figure.row):
            continue  # a row of another breakdown than the one asked for
        same_table = other.passage.id == best.passage.id and other.passage.kind == "table"
        same_column = other.figure.column == figure.column and other.figure.dimension == figure.dimension
        # the question's words do not tell the rows apart, and neither is the whole of the other
        told_apart = is_total(figure.row) or (
            not best.features.get("code") and other.features["own_cover"] < best.features["own_cover"] - 0.01
        )
        told_apart = told_apart or _names_more(other, best, question)
        said_again = (
            other.figure.value == figure.value
            and other.figure.unit == figure.unit
            and other.passage.id != best.passage.id
        )
        if (same_table and same_column and other.span != best.span and not told_apart) or said_again:
            found.append(other)
        if len(found) == MOST_FIGURES - 1:
            break
    return found


def _figure_quotes(chosen: Sequence[Candidate]) -> dict[str, Span | None]:
    """What to quote of each passage: one span for all rows of a table that are given, with the caption and header above
    where that stays short; `None` for prose, where each sentence is quoted for itself."""
    spans: dict[str, Span | None] = {}
    for candidate in chosen:
        passage = candidate.passage
        if passage.kind not in ("table", "list"):
            spans[passage.id] = None
            continue
        start, end = spans.get(passage.id) or candidate.span
        start, end = min(start, candidate.span[0]), max(end, candidate.span[1])
        spans[passage.id] = (passage.start if end - passage.start <= _SHORT_TABLE else start, end)
    return spans


def text_answer(
    question: str,
    read: Understanding,
    candidates: Sequence[Candidate],
    scope: Scope,
    report: Report,
    entries: Sequence[IndexEntry],
    threshold: float,
    *,
    exact: bool = False,
    after: Passage | None = None,
    listing: Passage | None = None,
) -> Answer:
    """The sentences that answer, as printed and in order: at most four, or the whole list where one is asked for; only the
    best one where it is `exact`. `after` is the passage that follows the best one's, which may be the list it announces;
    `listing` is all that is asked for, where the best one is of a part of it: steps, or a table."""
    best = candidates[0]
    citations: list[Citation] = []
    whole = best.passage
    explains = read.reading.intent in ("text", "list") and _EXPLAIN.search(read.query) is not None
    listed = whole.kind == "list" and len(whole.sentences) > 1 and explains
    if listing is not None:
        spans = [(_of_passage(best, listing), (listing.start, listing.end))]
        if after is not None and goes_on_table(listing, after):
            spans.append((_of_passage(best, after), (after.start, after.end)))
    elif exact or is_whole(best):
        spans = [(best, best.span)]
    elif (
        listed or (whole.kind in ("list", "table") and read.reading.intent == "list" and not of_numbers(whole))
    ) and len(whole.text) <= _LONGEST_GIVEN:
        spans = [(best, (whole.start, whole.end))]
        if after is not None and goes_on_table(whole, after):
            spans.append((_of_passage(best, after), (after.start, after.end)))
    elif whole.kind == "table" and not whole.figures and len(whole.sentences) >= _LABELS and not exact:
        spans = [(best, _entries_around(best))]
    elif read.reading.intent == "list" and (_ANNOUNCES.search(best.text) or _leads_on(best)):
        spans = _announced(best, after)
    elif explains and whole.kind == "paragraph":
        spans = _told_on(best, candidates)
    else:
        company = _company(best, candidates, threshold)
        spans = _merged([*(before for c in company[:1] for before in _cause_of(c)), *((c, c.span) for c in company)])
    if not exact and spans[-1][0].passage.id == whole.id:
        spans = _to_the_end(spans, after)
    for candidate, span in spans:
        _cite(citations, candidate.passage, span)
    body = " ".join(citation.quote for citation in citations)
    said = verdict(read, best, report.period_label) if read.reading.intent == "yes_no" else None
    lead = lead_of(said, read.question.language)
    return Answer(
        question=question,
        status="answered",
        answer=f"{lead}{body}",
        kpis=_kpis(read, best),
        confidence=of_answer("text", best.probability),
        citations=tuple(citations),
        notes=limits(best, read, entries, _footnotes([c for c, _ in spans])),
        scope=scope,
    )


_ANNOUNCES = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|several|various|following|as\s+follows|below|namely)\b|[:：]$|以下|如下|下列|[兩两三四五六七八九十][個个項项大]",
    re.IGNORECASE,
)
"""A sentence that says that several things follow."""


def _leads_on(best: Candidate) -> bool:
    """Whether the sentence right after the best one ends its passage and says what stands below."""
    after = [span for span in best.passage.sentences if span[0] >= best.span[1]]
    return len(after) == 1 and text_of(best.passage, after[0]).rstrip().endswith((":", "："))


def asks_to_explain(question: str) -> bool:
    """Whether a question asks how, why or by what policy: for words, not for a number."""
    return _EXPLAIN.search(question) is not None


def _told_on(best: Candidate, candidates: Sequence[Candidate]) -> list[tuple[Candidate, Span]]:
    """The best sentence with those of its paragraph that come nearest to the question, in order: at most four, not too
    long."""
    own = {one.span: one for one in candidates if one.passage.id == best.passage.id and not one.refused}
    spans = [span for span in best.passage.sentences if span in own] or [best.span]
    if best.span not in spans:
        return [(best, best.span)]
    place = spans.index(best.span)

    def near(index: int) -> float:
        gone_on = _GOES_ON if index == place + 1 else 0.0
        return own[spans[index]].features.get("late", 0.0) + gone_on

    chosen, length = {place}, best.span[1] - best.span[0]
    for index in sorted((i for i in range(len(spans)) if i != place), key=near, reverse=True):
        long = spans[index][1] - spans[index][0]
        if len(chosen) == MOST_SENTENCES:
            break
        if length + long <= _LONGEST_TOLD:
            chosen.add(index)
            length += long
    return _merged([(own[spans[index]], spans[index]) for index in sorted(chosen)])


def _entries_around(best: Candidate) -> Span:
    """An entry of a table of words with those after it, and the one before: what it heads, or what stands in its row."""
    spans = list(best.passage.sentences)
    if best.span not in spans or best.span[1] - best.span[0] >= _WHOLE_ENTRY:
        return best.span
    place = spans.index(best.span)
    start = spans[max(0, place - 1)][0]
    inside = [span for span in spans[place : place + _ROW_OF] if span[1] - start <= _SHORT_TABLE]
    return start, max(best.span[1], inside[-1][1] if inside else 0)


def _announced(best: Candidate, after: Passage | None) -> list[tuple[Candidate, Span]]:
    """A sentence that says that there are several, with what comes next: the rest of its paragraph and the list or table
    below it, where that is not too long."""
    passage = best.passage
    spans = [(best, best.span)]
    length = best.span[1] - best.span[0]
    later = [span for span in passage.sentences if span[0] >= best.span[1]]
    for span in later:
        length += span[1] - span[0]
        if length > _LONGEST_TOLD:
            return _merged(spans)
        spans.append((Candidate(best.hit, span), span))
    listed = after is not None and after.kind in ("list", "table") and after.page - passage.page in (0, 1)
    if listed and after is not None and length + len(after.text) <= _LONGEST_GIVEN:
        spans.append((_of_passage(best, after), (after.start, after.end)))
        return _merged(spans)
    return _to_the_end(_merged(spans), after)


def _of_passage(best: Candidate, passage: Passage) -> Candidate:
    """A candidate that is all of another passage of the best one's report."""
    return Candidate(replace(best.hit, passage=passage), (passage.start, passage.end))


def _to_the_end(spans: list[tuple[Candidate, Span]], after: Passage | None) -> list[tuple[Candidate, Span]]:
    """The spans, with the rest of their last sentence where a column or a page cuts it in two, and of a list in clauses."""
    last, (start, end) = spans[-1]
    passage = last.passage
    text = text_of(passage, (start, end)).rstrip()
    at_end = not passage.text[end - passage.start :].strip()
    listing = text.endswith((";", "；")) or (
        text.endswith((":", "：")) and after is not None and after.kind == "paragraph"
    )
    if after is None or not at_end or not (is_cut(text, after) or (listing and after.text[:1].islower())):
        return spans
    rest = after.start
    for _, stop in after.sentences or ((after.start, after.end),):
        rest = stop
        if not text_of(after, (after.start, stop)).rstrip().endswith((";", "；", ",", "，")):
            break
    return [*spans, (_of_passage(last, after), (after.start, rest))]


_HENCE = re.compile(
    r"\W*(?:hence|therefore|thus|consequently|accordingly|as\s+such|as\s+a\s+result|for\s+(?:this|these)\s+reasons?)\b|因此|故此|所以|有鑑於此|有鉴于此",
    re.IGNORECASE,
)


def _cause_of(first: Candidate) -> list[tuple[Candidate, Span]]:
    """The sentence before one that draws a conclusion from it: `Hence, …` tells nothing of why."""
    if not _HENCE.match(first.text):
        return []
    before = [span for span in first.passage.sentences if span[1] <= first.span[0]]
    return [(Candidate(first.hit, before[-1]), before[-1])] if before else []


def _company(best: Candidate, candidates: Sequence[Candidate], threshold: float) -> list[Candidate]:
    """The best sentence and up to three that answer about as well, from at most two passages, in reading order."""
    chosen = [best]
    passages = {best.passage.id}
    # a KPI code asks for all that there is on it
    enough = NEAR / 2 if best.features.get("code") else NEAR
    for other in candidates[1:]:
        if len(chosen) == MOST_SENTENCES or other.probability < max(threshold, enough * best.probability):
            break
        if other.passage.id not in passages and len(passages) == 2:
            continue
        if any(other.passage.id == c.passage.id and other.span == c.span for c in chosen):
            continue
        chosen.append(other)
        passages.add(other.passage.id)
    return sorted(chosen, key=lambda c: (c.passage.id != best.passage.id, c.passage.id, c.span))


def _merged(spans: Sequence[tuple[Candidate, Span]]) -> list[tuple[Candidate, Span]]:
    """Spans of one passage with nothing but blanks between them as one span."""
    merged: list[tuple[Candidate, Span]] = []
    for candidate, (start, end) in spans:
        if merged:
            last, (first, stop) = merged[-1]
            if last.passage.id == candidate.passage.id and not text_of(candidate.passage, (stop, start)).strip():
                merged[-1] = (last, (first, end))
                continue
        merged.append((candidate, (start, end)))
    return merged


def _cite(citations: list[Citation], passage: Passage, span: Span) -> int:
    """The number of the citation of this span, adding it if it is new."""
    start, end = span
    text = text_of(passage, span)
    start += len(text) - len(text.lstrip())
    end -= len(text) - len(text.rstrip())
    for citation in citations:
        if citation.passage == passage.id and citation.start <= start and end <= citation.end:
            return citation.n
    n = len(citations) + 1
    citations.append(
        Citation(
            n,
            passage.report,
            passage.page,
            passage.label,
            passage.id,
            one_line(text_of(passage, (start, end))),
            start,
            end,
        )
    )
    return n


def _kpi_of(read: Understanding, candidate: Candidate) -> str:
    """The KPI a figure answers: the question's where the passage carries it, else the passage's surest."""
    own = [code for code, _ in candidate.figure.kpis] if candidate.figure else []
    asked = [code for code, _ in read.weights]
    if own and not (asked and read.weights[0][1] >= 0.9):
        return next((code for code in asked if code in own), own[0])
    tags = {tag.code: tag.score for tag in candidate.passage.kpis}
    for code, _ in read.weights:
        if code in tags:
            return code
    if read.weights and read.weights[0][1] >= 0.5:
        return read.weights[0][0]
    return max(tags, key=lambda code: tags[code]) if tags else ""


def _kpis(read: Understanding, best: Candidate) -> tuple[str, ...]:
    code = _kpi_of(read, best)
    return (code,) if code else ()


def _footnotes(candidates: Sequence[Candidate]) -> list[Footnote]:
    notes: list[Footnote] = []
    for candidate in candidates:
        found = candidate.figure.footnotes if candidate.figure else candidate.passage.footnotes
        notes += [note for note in found if note not in notes]
    return notes


def limits(
    best: Candidate, read: Understanding, entries: Sequence[IndexEntry], footnotes: Sequence[Footnote]
) -> tuple[str, ...]:
    """Notes on the answer: footnotes that qualify it, and where the issuer's own index says otherwise."""
    language = read.question.language
    notes = [
        say("footnote", language, mark=note.mark, page=best.passage.label, text=one_line(note.text))
        for note in footnotes
    ]
    code = _kpi_of(read, best)
    if code not in dict(read.weights):
        return tuple(notes)  # what is asked for is no KPI: its index has nothing to say to it
    for entry in entries:
        if entry.code != code:
            continue
        if entry.mark:
            notes.append(say("index_mark", language, code=code, mark=entry.mark, page=""))
        elif entry.pages and best.passage.label not in entry.pages:
            notes.append(say("index_page", language, code=code, pages=", ".join(entry.pages)))
    return tuple(notes)
