"""Whether the numbers of a claim stand in its evidence: value, unit, limit, year, and what each of them is of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from esgqa.answering.candidates import one_line, text_of
from esgqa.answering.language import has_cjk
from esgqa.answering.llm.evidence import Row, across, stems
from esgqa.answering.llm.quantities import YEAR, Quantity, canonical, folded, same_unit
from esgqa.answering.llm.wording import NEGATION, content, pieces
from esgqa.answering.verify import numbers_in
from esgqa.retrieval.tokens import tokenise
from esgqa.types import Figure
from esgqa.units import Unit, parse_unit

_NEXT_WORD = re.compile(r"\s+([A-Za-z][\w-]*)")
_AS_YEAR = re.compile(r"\b(in|since|during|until)\s+$", re.IGNORECASE)
_IN_ORDER = re.compile(r"\brespectively\b|分[别別]|依次", re.IGNORECASE)


def number_fault(text: str, stated: Sequence[Quantity], found: Sequence[Row]) -> str:
    """What is wrong with the numbers that a claim states, of which `found` are the rows it rests on; empty: nothing."""
    return _wrong_number(text, stated, found) or _of_another_year(text, stated, found) or _swapped(text, stated, found)


def quoted(row: Row) -> str:
    """The text that would be quoted of a row, on one line."""
    return one_line(text_of(row.source.passage, row.quote))


def _wrong_number(text: str, stated: Sequence[Quantity], found: Sequence[Row]) -> str:
    """The first number of a claim that its evidence does not have with the same value, unit, sign and bound."""
    quotes = " ".join(folded(quoted(row)) for row in found)
    about = folded(" ".join(row.source.about for row in found))
    printed = {canonical(number) for number in numbers_in(f"{quotes} {about}")}
    for one in stated:
        raw = text[one.start : one.end]
        if one.is_year:
            if one.value not in printed:
                return f"the year {raw} is not in what it cites"
            continue
        alike = [(row, other) for row in found for other in row.quantities if other.value == one.value]
        if one.value == "0" and not alike and any(NEGATION.search(row.text) for row in found) and not raw[0].isdigit():
            continue
        if not alike:
            return f"the number “{raw}” is not in what it cites"
        if any(canonical(number) not in printed for number in numbers_in(raw)):
            return f"the number “{raw}” is not printed so in what it cites"
        if not any(_says_the_same(one, other, row) for row, other in alike):
            return f"the number “{raw}” has another unit or limit in what it cites"
    return ""


def _says_the_same(one: Quantity, other: Quantity, row: Row) -> bool:
    if one.rough or other.rough:
        return one.rough == other.rough
    figures = _figures(row, one.value)
    percent = other.percent or any(figure.dimension == "percent" for figure in figures)
    if one.percent != percent or one.bound != other.bound:
        return False
    if one.unit is None:
        return True
    units = [other.unit] if other.unit else [unit for f in figures if (unit := parse_unit(f.unit)).known]
    if one.unit.dimension == "count" and has_cjk(one.unit.printed):
        # a classifier (宗, 名, 個) stands where other languages have none
        return all(unit.dimension == "count" for unit in units)
    if units:
        return any(same_unit(one.unit, unit) for unit in units)
    return _unit_named(one.unit, f"{row.text} {row.context}")


def _unit_named(unit: Unit, text: str) -> bool:
    """Whether a unit's words stand in a text that gives the number none of its own."""
    return set(tokenise(unit.printed)) <= set(tokenise(folded(text)))


def _figures(row: Row, value: str) -> list[Figure]:
    return [figure for figure in row.figures if canonical(figure.value) == value]


def _of_another_year(text: str, stated: Sequence[Quantity], found: Sequence[Row]) -> str:
    """A figure of one year must not be given for another, nor that of an earlier year as if it were the report's own;
    and a year that no number goes with must stand in the evidence, unless that names none."""
    years = [one.value for one in stated if one.is_year]
    numbers = [one for one in stated if not one.is_year and not one.rough]
    rows_years = {year for row in found for year in YEAR.findall(row.text)}
    if rows_years and not set(years) <= rows_years:
        return f"the year {next(year for year in years if year not in rows_years)} is not in what it cites"
    said: set[str] = set()
    for one, part in _parts(text, numbers):
        # a year holds for the numbers after it, up to the next one
        said = {year for year in years if year in part} or said
        alike = [(row, other) for row in found for other in row.quantities if other.value == one.value]
        if alike and not any(_of_year(said, row, other) for row, other in alike):
            return f"the number “{text[one.start : one.end]}” is of another year"
    return ""


def _of_year(said: set[str], row: Row, other: Quantity) -> bool:
    """Whether a number of a row is of one of the years `said`; of the report's own where none is."""
    clause = {
        year
        for start, end in pieces(row.text)
        if start <= other.start < end
        for year in YEAR.findall(row.text[start:end])
    }
    if said and clause:
        return bool(said & clause)
    periods = {figure.period for figure in _figures(row, other.value)}
    own = {"", row.source.period}
    if not said:
        return not periods or bool(periods & own) or bool(clause)
    named = {year for period in periods for year in YEAR.findall(period)}
    return bool(said & named) or (periods <= own and bool(said & set(YEAR.findall(row.source.about))))


# what belongs to what


def _swapped(text: str, stated: Sequence[Quantity], found: Sequence[Row]) -> str:
    """Numbers of one row given to each other's words: men's share called women's, this year's figure last year's."""
    plain = [one for one in stated if not one.rough]
    numbers, years = [one for one in plain if not one.is_year], [one for one in plain if one.is_year]
    for row in found:
        inside = [one for one in plain if any(other.value == one.value for other in row.quantities)]
        if not inside or len({other.value for other in row.quantities}) < 2:
            continue
        if misplaced := next((one for one in inside if not _stands_alike(text, one, row)), None):
            return f"the number “{text[misplaced.start : misplaced.end]}” stands for something else in what it cites"
        translated = across(text, [row])
        ordered = _IN_ORDER.search(row.text) is not None
        if ordered and not (_keeps_order(inside, row) and _IN_ORDER.search(text) and _words_in_order(text, row)):
            return f"“{text[inside[0].start : inside[0].end]}” is one of several numbers told in order"
        for kind in (numbers, years):
            fault = _given_away(text, [one for one in kind if one in inside], kind, row, translated, ordered)
            if fault:
                return fault
    return ""


def _given_away(
    text: str, inside: Sequence[Quantity], kind: Sequence[Quantity], row: Row, translated: bool, ordered: bool
) -> str:
    """Whether a claim's numbers, or its years, go with the words that they go with in a row."""
    anchored = True
    for one, part in _parts(text, kind):
        if one not in inside:
            continue
        own, alone, others = _owned(row, one, translated)
        if not one.is_year and not _told_together(row, one) <= {other.value for other in inside}:
            return f"the number “{text[one.start : one.end]}” is told with another in what it cites"
        said = set(stems(part, translated))
        if not ordered and said & (others - own):
            return f"the number “{text[one.start : one.end]}” belongs to something else in what it cites"
        anchored = anchored and bool(said & (alone - others))
    if len(inside) > 1 and not anchored and not _keeps_order(inside, row):
        return "its numbers stand in another order in what it cites"
    return ""


def _stands_alike(text: str, one: Quantity, row: Row) -> bool:
    """A year is no count and a count no year: what touches it in English words touches it in the row too."""
    places = [other for other in row.quantities if other.value == one.value]
    if one.is_year:
        word = _NEXT_WORD.match(text, one.end)
        if word is None or not tokenise(word[1]):
            return True
        follows = (_NEXT_WORD.match(row.text, other.end) for other in places)
        return any(after is not None and tokenise(after[1]) == tokenise(word[1]) for after in follows)
    before = _AS_YEAR.search(text, 0, one.start)
    if before is None:
        return True
    leads = (_AS_YEAR.search(row.text, 0, other.start) for other in places)
    return any(lead is not None and lead[1].lower() == before[1].lower() for lead in leads)


def _parts(text: str, stated: Sequence[Quantity]) -> list[tuple[Quantity, str]]:
    """Each number with the words that go with it: its clause and those without a number before it; all, for one alone."""
    if len(stated) == 1:
        return [(stated[0], text)]
    found: list[tuple[Quantity, str]] = []
    start = 0
    for first, end in pieces(text):
        inside = [one for one in stated if first <= one.start < end]
        found += [(one, text[start:end]) for one in inside]
        start = end if inside else start
    if found:
        # what follows the last number goes with it
        last, part = found[-1]
        found[-1] = (last, f"{part} {text[start:]}")
    return found


def _labelled(row: Row) -> list[Figure]:
    """The figures of the row's table that have labels of their own."""
    passage = row.source.passage
    return [f for f in passage.figures if f.row or f.column] if passage.kind in ("table", "list") else []


def _told_together(row: Row, one: Quantity) -> set[str]:
    """The values told in one clause with a number, as in `12 of 25 posts`: neither means anything alone."""
    if _labelled(row):
        return set()
    for start, end in pieces(row.text):
        inside = {q.value for q in row.quantities if start <= q.start < end and not q.is_year and not q.rough}
        if one.value in inside:
            return inside
    return set()


def _owned(row: Row, one: Quantity, translated: bool) -> tuple[set[str], set[str], set[str]]:
    """The stems that go with a number in its row, those of them that go with it alone, and those that go with the
    other numbers of the row or the table."""
    own: set[str] = set()
    alone: set[str] = set()
    others: set[str] = set()
    if labelled := _labelled(row):
        shared = set(stems(f"{' '.join(row.source.passage.section)} {row.source.about}", translated))
        for figure in labelled:
            labels = set(stems(f"{figure.row} {figure.column} {figure.caption} {figure.measure}", translated))
            if figure in row.figures and canonical(figure.value) == one.value:
                own |= labels
            else:
                others |= labels
        return own | shared, own, others
    for start, end in pieces(row.text):
        inside = {q.value for q in row.quantities if start <= q.start < end and q.is_year == one.is_year}
        words = set(stems(row.text[start:end], translated))
        if not inside or one.value in inside:
            own |= words
        if inside == {one.value}:
            alone |= words
        if inside and one.value not in inside:
            others |= words
    return own, alone, others


def _keeps_order(inside: Sequence[Quantity], row: Row) -> bool:
    return _subsequence([one.value for one in inside], [other.value for other in row.quantities])


def _words_in_order(text: str, row: Row) -> bool:
    theirs = content(row.text)
    return _subsequence([stem for stem in content(text) if stem in theirs], list(dict.fromkeys(theirs)))


def _subsequence(wanted: Sequence[str], sequence: Sequence[str]) -> bool:
    rest = iter(sequence)
    return all(item in rest for item in wanted)
