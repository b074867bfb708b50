"""The gate that every claim of a model must pass: what it says must stand in the sentences that it cites.

It errs towards refusing: a true claim that is refused costs a wording, a false one that passes costs the user's trust.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from esgqa.answering.candidates import one_line, text_of
from esgqa.answering.language import has_cjk
from esgqa.answering.llm.evidence import Row, Source, across, bearing, groups, rows, stems
from esgqa.answering.llm.prompt import speaks_to_a_model
from esgqa.answering.llm.quantities import YEAR, Quantity, canonical, folded, quantities, same_unit
from esgqa.answering.llm.reply import Claim
from esgqa.answering.llm.wording import (
    DIRECTIONS,
    MEANT,
    NEGATION,
    ONE_WAY,
    content,
    markup,
    parts,
    pieces,
    unknown_names,
    widened,
)
from esgqa.answering.verify import numbers_in
from esgqa.retrieval.tokens import tokenise
from esgqa.types import Figure
from esgqa.units import Unit, parse_unit

SUPPORT = 0.9
"""Share of a claim's words that must stand in its evidence (measured by benchmarks/llm_claims.py)."""
SUPPORT_ACROSS = 0.75
"""The same where claim and evidence are in two languages and a dictionary leads from one to the other."""

_IN_ORDER = re.compile(r"\brespectively\b|分[别別]|依次", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A claim with what it rests on; `fault` says what does not stand there, empty where all of it does."""

    claim: Claim
    rows: tuple[Row, ...] = ()
    fault: str = ""


def judge(claim: Claim, sources: Sequence[Source], language: str) -> Verdict:
    """Whether a claim stands in what it cites: `sources[n - 1]` is passage n, `language` that of the question."""
    text = folded(claim.text)
    if not claim.cites:
        return Verdict(claim, fault="cites no passage")
    if any(not 1 <= n <= len(sources) for n in claim.cites):
        return Verdict(claim, fault="cites a passage that there is not")
    if markup(text) or speaks_to_a_model(text):
        return Verdict(claim, fault="is no plain statement")
    if has_cjk(text) != (language != "en"):
        return Verdict(claim, fault="is not in the question's language")
    if text.rstrip().endswith(("?", "？")):
        return Verdict(claim, fault="states nothing")
    stated = quantities(text)
    cited = [source for source in (sources[n - 1] for n in claim.cites) if not _hostile(source)]
    names = text
    # the issuer's names carry no fact beside its own report; blanks keep every span where it is
    for name in {name for source in cited for name in folded(source.about).split(" | ") if len(name) > 1}:
        if not name[0].isdigit():
            text = text.replace(name, " " * len(name))
    found = bearing(text, stated, rows(cited))
    if not found:
        return Verdict(claim, fault="stands in none of the passages it cites")
    fault = (
        _wrong_number(text, stated, found)
        or _of_another_year(text, stated, found)
        or _swapped(text, stated, found)
        or _turned(text, found)
        or _unknown_name(names, found)
        or _unsupported(text, stated, found)
    )
    return Verdict(claim, tuple(found), fault)


def _hostile(source: Source) -> bool:
    return speaks_to_a_model(source.passage.text)


# numbers


def _wrong_number(text: str, stated: Sequence[Quantity], found: Sequence[Row]) -> str:
    """The first number of a claim that its evidence does not have with the same value, unit, sign and bound."""
    quoted = " ".join(folded(_quoted(row)) for row in found)
    about = folded(" ".join(row.source.about for row in found))
    printed = {canonical(number) for number in numbers_in(f"{quoted} {about}")}
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


def _quoted(row: Row) -> str:
    return one_line(text_of(row.source.passage, row.quote))


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
    for one, part in _parts(text, numbers):
        said = {year for year in years if year in part} or (set(years) if len(set(years)) == 1 else set())
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
    for row in found:
        inside = [one for one in plain if any(other.value == one.value for other in row.quantities)]
        if not inside or len({other.value for other in row.quantities}) < 2:
            continue
        translated = across(text, [row])
        ordered = _IN_ORDER.search(row.text) is not None
        if ordered and not (_keeps_order(inside, row) and _IN_ORDER.search(text) and _words_in_order(text, row)):
            return f"“{text[inside[0].start : inside[0].end]}” is one of several numbers told in order"
        anchored = True
        for one, part in _parts(text, [one for one in inside if not one.is_year]):
            own, alone, others = _owned(row, one, translated)
            beside = _told_together(row, one)
            if not beside <= {other.value for other in inside}:
                return f"the number “{text[one.start : one.end]}” is told with another in what it cites"
            said = set(stems(part, translated))
            if not ordered and said & (others - own):
                return f"the number “{text[one.start : one.end]}” belongs to something else in what it cites"
            anchored = anchored and bool(said & (alone - others))
        if len(inside) > 1 and not anchored and not _keeps_order(inside, row):
            return "its numbers stand in another order in what it cites"
    return ""


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
        inside = {other.value for other in row.quantities if start <= other.start < end and not other.is_year}
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


# words


def _turned(text: str, found: Sequence[Row]) -> str:
    """A claim that denies what its evidence affirms, calls done what is planned, or takes up what nothing there says."""
    translated = across(text, found)
    evidence = [row.text[start:end] for row in found for start, end in pieces(row.text)]
    context = " ".join(folded(row.context) for row in found)
    headings = " ".join(folded(" ".join(row.source.passage.section)) for row in found)
    bags = [_words(piece, translated) for piece in evidence]
    denied = _union(bag for bag, piece in zip(bags, evidence, strict=True) if NEGATION.search(piece))
    affirmed = _union(bag for bag, piece in zip(bags, evidence, strict=True) if not NEGATION.search(piece))
    # a heading's words are said of the whole passage
    denied -= _words(headings, translated)
    for part in parts(text):
        mine = _words(part, translated)
        if NEGATION.search(part) is None:
            if mine & (denied - affirmed):
                return "affirms what its passage does not"
        elif not mine & (denied - affirmed) or any(word[0].isdigit() for word in mine & (affirmed - denied)):
            return "denies what its passage does not"
    for start, end in pieces(text):
        piece = text[start:end]
        mine = _words(piece, translated)
        shared = [len(mine & bag) for bag in bags]
        most = max(shared, default=0)
        nearest = [part for part, count in zip(evidence, shared, strict=True) if count == most] if most else evidence
        if not any((MEANT.search(part) is not None) == (MEANT.search(piece) is not None) for part in nearest):
            return "takes for done or planned what its passage does not"
        told = {named for named, pattern in ONE_WAY if pattern.search(piece)}
        for named, pattern in ONE_WAY:
            near = any(pattern.search(part) for part in nearest)
            if named in told and not near and not pattern.search(context):
                return f"speaks of {named}, which its passage does not"
            if named in DIRECTIONS and near and told & set(DIRECTIONS) and named not in told:
                return f"leaves out {named} that its passage speaks of"
    return ""


def _words(text: str, translated: bool) -> set[str]:
    """The stems of a clause, its numbers and, for a translated one, its English stems."""
    known = set(stems(text, translated)) if translated else set(tokenise(text))
    return known | set(numbers_in(text))


def _union(bags: Iterable[set[str]]) -> set[str]:
    return set().union(*bags)


def _evidence(found: Sequence[Row]) -> str:
    return folded(" ".join(f"{row.text} {row.context} {_quoted(row)} {row.source.about}" for row in found))


def _unknown_name(text: str, found: Sequence[Row]) -> str:
    evidence = _evidence(found)
    words = set(re.findall(r"[\w&’'-]+", evidence.lower()))
    have = set(tokenise(evidence))

    def known(word: str) -> bool:
        own = tokenise(word)
        return word.lower() in words or (bool(own) and all(stem in have for stem in own))

    names = unknown_names(text, evidence, known)
    return f"names “{names[0][:30]}”, which its passage does not" if names else ""


def _unsupported(text: str, stated: Sequence[Quantity], found: Sequence[Row]) -> str:
    """Too few of the claim's words stand in its evidence, or one beside a number does not."""
    translated = across(text, found)
    have = widened(frozenset(stems(_evidence(found), translated)))
    if translated and has_cjk(text):
        wanted = groups(text)
        share = sum(1 for group in wanted if group & have) / len(wanted) if wanted else 1.0
        if share < SUPPORT_ACROSS:
            return "has too little support in what it cites"
    else:
        words = list(dict.fromkeys(stems(text, translated)))
        share = sum(1 for word in words if word in have) / len(words) if words else 1.0
        if share < (SUPPORT_ACROSS if translated else SUPPORT):
            return "has too little support in what it cites"
    if translated != has_cjk(text):
        # English on Chinese evidence, Chinese on Chinese: no words to look for one by one
        return ""
    for start, end in pieces(text):
        values = {one.value for one in stated if start <= one.start < end and not one.is_year}
        bearers = [row for row in found if values & {other.value for other in row.quantities}]
        if bearers:
            beside = widened(frozenset(content(_evidence(bearers))))
            told = groups(text[start:end]) if translated else [frozenset({word}) for word in content(text[start:end])]
            lost = next((sorted(group)[0] for group in told if not group & beside), "")
            if lost:
                return f"says “{lost}” beside a number, which its passage does not"
    return ""
