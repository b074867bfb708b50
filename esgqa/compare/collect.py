"""The figures of one report that measure a KPI, each with what it measures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from esgqa.compare.subjects import Subject
from esgqa.compare.types import Measure, Reading
from esgqa.compare.words import (
    Said,
    bracketed_rate,
    is_breakdown,
    is_topic,
    narrowing,
    not_measured,
    periods,
    read_words,
    titled,
)
from esgqa.types import Citation, Document, Figure, Passage
from esgqa.units import Unit, intensity, parse_unit

_AVERAGE = re.compile(r"\baverages?d?\b|\bmean\b|平均|人均", re.IGNORECASE)
_INTENSITY = re.compile(r"\bintensity\b|\bdensity\b|\bper capita\b|密度|[強强]度", re.IGNORECASE)
_UNCOUNTED = re.compile(r"numbers?|no\.?|[數数][目量]", re.IGNORECASE)
"""What stands for a unit where things are only counted."""
_PERIOD = re.compile(r"(?:FY\s?)?(?:19|20)\d\d(?:/\d\d)?")
_GROUPS = " · "
_NEAR = 2
"""How many headings above a table tell what it is about."""


def readings(document: Document, code: str, subject: Subject) -> list[Reading]:
    """Every figure of passages tagged with `code` that is an amount of it, in reading order.

    Left out: changes, targets and bounds; what is of another unit or subject; sentences that say more than the
    measure, since what else they say may narrow it.
    """
    found: list[Reading] = []
    for passage in document.passages:
        if any(tag.code == code for tag in passage.kpis) and passage.kind != "index_row":
            found += _of_passage(document, passage, subject)
    return found


def _of_passage(document: Document, passage: Passage, subject: Subject) -> Iterator[Reading]:
    for figure in passage.figures:
        if figure.approximation or not figure.period:
            continue
        quote, start, end = _row(passage, figure)
        tabular = bool(figure.row)
        if not tabular and (not_measured(quote) or len(periods(quote)) > 1 or not _alone(passage, figure, start, end)):
            continue
        words = _Words(figure, subject, passage.section[-_NEAR:])
        if not words.fits(quote):
            continue
        unit, notes = words.unit(_sibling_unit(passage, figure, start, end))
        if unit is None:
            continue
        measure = words.measure(unit)
        if not tabular and measure.what:
            continue  # a sentence's own words: they may mean anything
        yield Reading(
            measure=measure,
            label=words.label,
            period=figure.period,
            raw=figure.raw,
            value=Decimal(figure.value),
            unit=unit,
            citation=Citation(
                0, passage.report, passage.page, passage.label, passage.id, quote, start, end
            ),
            start=figure.start,
            end=figure.end,
            in_table=tabular,
            footnotes=figure.footnotes,
            notes=notes,
        )  # fmt: skip


def _row(passage: Passage, figure: Figure) -> tuple[str, int, int]:
    """The row or sentence that holds a figure, and its span in the page."""
    for start, end in passage.sentences:
        if start <= figure.start and figure.end <= end:
            return passage.text[start - passage.start : end - passage.start], start, end
    return figure.raw, figure.start, figure.end


def _sibling_unit(passage: Passage, figure: Figure, start: int, end: int) -> str:
    """The unit of another cell of the row, where this cell's column is only a period and they all agree."""
    if figure.unit or not _PERIOD.fullmatch(figure.column):
        return ""
    units = {
        other.unit
        for other in passage.figures
        if start <= other.start and other.end <= end and other.unit and not other.raw.endswith("%")
    }
    return units.pop() if len(units) == 1 else ""


def _alone(passage: Passage, figure: Figure, start: int, end: int) -> bool:
    """Whether a sentence has no other number of the figure's unit: of two, which one is meant takes reading."""
    return not any(
        other is not figure and other.unit == figure.unit and start <= other.start and other.end <= end
        for other in passage.figures
    )


class _Words:
    """What the words around one figure say of it."""

    def __init__(self, figure: Figure, subject: Subject, section: tuple[str, ...]) -> None:
        self.figure, self.subject, self.section = figure, subject, section
        title, *groups = figure.caption.split(_GROUPS)
        self.title, self.groups = title, groups
        self.row_is_unit = bool(figure.row) and parse_unit(figure.row).known and not figure.unit
        row = figure.row.removesuffix(figure.unit) if figure.unit and figure.unit != figure.row else figure.row
        self.own = [figure.column] if self.row_is_unit else [row, figure.column]
        if not figure.row:
            self.own = [figure.measure]

    @property
    def label(self) -> str:
        """Row and column in the report's words, with the heading they stand under where that tells them apart."""
        noise = self.subject.noise
        own = [titled(part) for part in self.own if read_words(part, noise) != Said(frozenset())]
        row = ", ".join(part for part in own if part) or titled(self.own[0]) or titled(self.title)
        group = next((titled(g) for g in reversed(self.groups) if self._tells(g)), "")
        return f"{row} ({group})" if group and self.figure.row and group.lower() not in row.lower() else row

    def _tells(self, group: str) -> bool:
        """Whether a heading says more than along what its rows part, or which part of the report it is."""
        said = read_words(group, self.subject.noise)
        return not is_breakdown(group) and not (is_topic(said.words) and not said.scopes)

    def fits(self, quote: str) -> bool:
        """Whether the figure is of the subject at all, and measured."""
        subject = self.subject
        about, never = subject.about, subject.never
        own = " · ".join(self.own)
        if not_measured(f"{own} · {self.title}"):
            return False
        if about is None:
            return not never.search(own)
        if subject.mixed and self.figure.row and about.search(own):
            return not never.search(own)
        # the title of a table may have been set as a heading of the page
        around = " · ".join((own, *self.groups, self.title, *(self.section if self.figure.row else ())))
        return bool(about.search(around)) and not never.search(around if self.figure.row else f"{around} · {quote}")

    def unit(self, sibling: str) -> tuple[Unit | None, tuple[str, ...]]:
        """The figure's unit with what was assumed; `None` where it is not one of the KPI's."""
        figure, subject = self.figure, self.subject
        notes: list[str] = []
        printed = bracketed_rate(figure.row) or figure.unit or sibling or (figure.row if self.row_is_unit else "")
        if sibling:
            notes.append(f"unit as in the row's other column: {sibling}")
        if not printed or _UNCOUNTED.fullmatch(printed):
            if "" not in subject.units or "." in figure.value:
                return None, ()  # what is counted is whole
            notes.append(f"no unit is printed: counted as {subject.unprinted}")
            printed = subject.unprinted
        unit = parse_unit(printed)
        if unit.dimension == "count" and unit.basis == "absolute" and "." in figure.value:
            return None, ()  # what is counted is whole
        said = self._said()
        per = next((part.per for part in said if part.per), "")
        around = " ".join((*self.own, *self.groups, self.title))
        if per and unit.basis == "absolute":
            unit = replace(intensity(unit, per), printed=unit.printed)
        elif unit.basis == "absolute" and subject.average_per and _AVERAGE.search(around):
            unit = replace(intensity(unit, subject.average_per), printed=unit.printed)
        elif unit.basis == "absolute" and _INTENSITY.search(" ".join(self.own)):
            unit = replace(unit, basis="intensity", canonical="", numerator=unit.canonical)
        if subject.average_per and unit.basis == "absolute":
            return None, ()  # a sum, or a column that was not understood
        if unit.amount not in subject.units - {""}:
            return None, ()
        return unit, (*unit.notes, *notes)

    def measure(self, unit: Unit) -> Measure:
        """What the figure measures. The row outweighs the headings above it."""
        said = self._said()
        own, above = said[: len(self.own)], said[len(self.own) :]
        what = frozenset().union(*(part.words for part in own))
        scopes = next((part.scopes for part in (*own, *above) if part.scopes), ())
        own_scopes = any(part.scopes for part in own)
        for part in above:
            # a heading that names the scope of a total below it is told by the total's own scopes
            if not (own_scopes and part.scopes):
                what |= part.words
        title = read_words(self.title, self.subject.noise)
        narrowed = [part.boundary for part in (*own, *above) if part.boundary]
        note = narrowing(footnote.text for footnote in self.figure.footnotes)
        return Measure(
            what=what,
            scopes=scopes or title.scopes,
            method=next((part.method for part in (*said, title) if part.method), ""),
            boundary="; ".join((*narrowed, *((note,) if note else ()))),
            basis=unit.basis,
            per=unit.per,
        )

    def _said(self) -> list[Said]:
        groups: Iterable[str] = (group for group in self.groups if self._tells(group))
        return [read_words(text, self.subject.noise) for text in (*self.own, *groups)]
