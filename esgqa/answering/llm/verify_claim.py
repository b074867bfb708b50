"""The gate that every claim of a model must pass: what it says must stand in the sentences that it cites.

It errs towards refusing: a true claim that is refused costs a wording, a false one that passes costs the user's trust.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from esgqa.answering.candidates import one_line, text_of
from esgqa.answering.language import has_cjk
from esgqa.answering.llm.evidence import Row, Source, across, bearing, groups, rows, stems
from esgqa.answering.llm.prompt import speaks_to_a_model
from esgqa.answering.llm.quantities import Quantity, canonical, folded, quantities, same_unit
from esgqa.answering.llm.reply import Claim
from esgqa.answering.llm.wording import MEANT, NEGATION, ONE_WAY, content, markup, pieces, unknown_names, widened
from esgqa.answering.verify import numbers_in
from esgqa.retrieval.tokens import tokenise
from esgqa.types import Figure
from esgqa.units import Unit, parse_unit

SUPPORT = 0.75
"""Share of a claim's words that must stand in its evidence (measured by benchmarks/llm_claims.py)."""
SUPPORT_ACROSS = 0.5
"""The same where claim and evidence are in two languages and a dictionary leads from one to the other."""

_YEAR = re.compile(r"(?:19[89]|20[0-6])\d")
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
    found = bearing(text, stated, rows(cited))
    if not found:
        return Verdict(claim, fault="stands in none of the passages it cites")
    fault = (
        _wrong_number(text, stated, found)
        or _of_another_year(stated, found)
        or _swapped(text, stated, found)
        or _turned(text, found)
        or _unknown_name(text, found)
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
        if _is_year(one):
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
    if units:
        return any(same_unit(one.unit, unit) for unit in units)
    return _unit_named(one.unit, f"{row.text} {row.context}")


def _unit_named(unit: Unit, text: str) -> bool:
    """Whether a unit's words stand in a text that gives the number none of its own."""
    return set(tokenise(unit.printed)) <= set(tokenise(folded(text)))


def _figures(row: Row, value: str) -> list[Figure]:
    return [figure for figure in row.figures if canonical(figure.value) == value]


def _is_year(one: Quantity) -> bool:
    return not one.rough and not one.percent and one.unit is None and _YEAR.fullmatch(one.value) is not None


def _of_another_year(stated: Sequence[Quantity], found: Sequence[Row]) -> str:
    """A figure of one year must not be given for another, nor that of an earlier year as if it were the report's own."""
    years = {one.value for one in stated if _is_year(one)}
    for one in stated:
        if _is_year(one) or one.rough:
            continue
        figures = [(row, figure) for row in found for figure in _figures(row, one.value)]
        if not figures:
            continue
        if years:
            fits = any(
                not figure.period or years & set(_YEAR.findall(f"{figure.period} {row.text}"))
                for row, figure in figures
            )
        else:
            fits = any(figure.period in ("", row.source.period) for row, figure in figures)
        if not fits:
            return f"the number “{figures[0][1].raw}” is of {figures[0][1].period}"
    return ""


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
        counts = [one for one in inside if not _is_year(one)]
        anchored = True
        for one, part in _parts(text, counts):
            own, others = _owned(row, one, translated)
            said = set(stems(part, translated))
            if not ordered and said & (others - own):
                return f"the number “{text[one.start : one.end]}” belongs to something else in what it cites"
            anchored = anchored and bool(said & (own - others))
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


def _owned(row: Row, one: Quantity, translated: bool) -> tuple[set[str], set[str]]:
    """The stems that go with a number in its row, and those that go with the row's and table's other numbers."""
    own: set[str] = set()
    others: set[str] = set()
    values = {other.value for other in row.quantities if not _is_year(other)}
    if row.source.passage.kind in ("table", "list") and row.source.passage.figures:
        shared = set(stems(f"{' '.join(row.source.passage.section)} {row.source.about}", translated))
        for figure in row.source.passage.figures:
            labels = set(stems(f"{figure.row} {figure.column} {figure.caption} {figure.measure}", translated))
            if figure in row.figures and canonical(figure.value) == one.value:
                own |= labels
            else:
                others |= labels
        return own | shared, others
    for start, end in pieces(row.text):
        inside = {other.value for other in row.quantities if start <= other.start < end and other.value in values}
        words = set(stems(row.text[start:end], translated))
        if not inside or one.value in inside:
            own |= words
        if inside - {one.value} and one.value not in inside:
            others |= words
    return own, others


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
    evidence = [row.text[start:end] for row in found for start, end in pieces(row.text)]
    translated = across(text, found)
    bags = [set(stems(piece, translated)) | set(numbers_in(piece)) for piece in evidence]
    for start, end in pieces(text):
        piece = text[start:end]
        mine = set(stems(piece, translated)) | set(numbers_in(piece))
        shared = [len(mine & bag) for bag in bags]
        most = max(shared, default=0)
        nearest = [part for part, count in zip(evidence, shared, strict=True) if count == most and most]
        for pattern, named in ((NEGATION, "denies or affirms"), (MEANT, "calls done or planned")):
            here = pattern.search(piece) is not None
            if not nearest:
                if here and not any(pattern.search(part) for part in evidence):
                    return f"{named} what its passage does not"
            elif not any((pattern.search(part) is not None) == here for part in nearest):
                return f"{named} what its passage does not"
    whole = " ".join(f"{row.text} {folded(row.context)}" for row in found)
    for named, pattern in ONE_WAY:
        if pattern.search(text) and not pattern.search(whole):
            return f"speaks of {named}, which its passage does not"
    return ""


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
        return "" if share >= SUPPORT_ACROSS else "has too little support in what it cites"
    words = list(dict.fromkeys(stems(text, translated)))
    share = sum(1 for word in words if word in have) / len(words) if words else 1.0
    if share < (SUPPORT_ACROSS if translated else SUPPORT):
        return "has too little support in what it cites"
    if translated or has_cjk(text):
        return ""
    for start, end in pieces(text):
        if any(start <= one.start < end and not _is_year(one) for one in stated):
            lost = [word for word in content(text[start:end]) if word not in have]
            if lost:
                return f"says “{lost[0]}” beside a number, which its passage does not"
    return ""
