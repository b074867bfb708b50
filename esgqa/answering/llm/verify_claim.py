"""The gate that every claim of a model must pass: what it says must stand in the sentences that it cites.

It errs towards refusing: a true claim that is refused costs a wording, a false one that passes costs the user's trust.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from esgqa.answering.language import has_cjk
from esgqa.answering.llm.evidence import Row, Source, across, bearing, groups, rows, stems
from esgqa.answering.llm.prompt import speaks_to_a_model
from esgqa.answering.llm.quantities import Quantity, folded, quantities
from esgqa.answering.llm.reply import Claim
from esgqa.answering.llm.verify_numbers import number_fault, quoted
from esgqa.answering.llm.wording import (
    DIRECTIONS,
    MEANT,
    NEGATION,
    NON,
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

SUPPORT = 0.9
"""Share of a claim's words that must stand in its evidence (measured by benchmarks/llm_claims.py)."""
SUPPORT_ACROSS = 0.75
"""The same where claim and evidence are in two languages and a dictionary leads from one to the other."""


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
        number_fault(text, stated, found)
        or _turned(text, found)
        or _unknown_name(names, found)
        or _unsupported(text, stated, found)
    )
    return Verdict(claim, tuple(found), fault)


def _hostile(source: Source) -> bool:
    return speaks_to_a_model(source.passage.text)


def _turned(text: str, found: Sequence[Row]) -> str:
    """A claim that denies what its evidence affirms, calls done what is planned, or takes up what nothing there says."""
    translated = across(text, found)
    evidence = [row.text[start:end] for row in found for start, end in pieces(row.text)]
    context = " ".join(folded(row.context) for row in found)
    headings = " ".join(folded(" ".join(row.source.passage.section)) for row in found)
    bags = [_words(piece, translated) for piece in evidence]
    denied = _union(bag for bag, piece in zip(bags, evidence, strict=True) if NEGATION.search(piece))
    affirmed = _union(bag for bag, piece in zip(bags, evidence, strict=True) if not NEGATION.search(piece))
    rows_text = " ".join(row.text for row in found)
    if {word.lower() for word in NON.findall(text)} - {word.lower() for word in NON.findall(f"{rows_text} {context}")}:
        return "denies what its passage does not"
    bare = set(tokenise(NON.sub(" ", text)))
    plain = set(tokenise(NON.sub(" ", f"{rows_text} {context}")))
    if any(stem in bare - plain for word in NON.findall(rows_text) for stem in tokenise(word)):
        return "affirms what its passage does not"
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
    return folded(" ".join(f"{row.text} {row.context} {quoted(row)} {row.source.about}" for row in found))


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
