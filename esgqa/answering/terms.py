"""The words of a question that evidence is measured by: what else stands for each, and how much each tells."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence

from esgqa.answering.ages import without_ages
from esgqa.answering.features import THAT_AGE
from esgqa.answering.scope import without_years
from esgqa.answering.synonyms import LIGHT, LIGHT_WORDS, others_for
from esgqa.answering.understand import Understanding
from esgqa.retrieval.tokens import tokenise
from esgqa.retrieval.vocabulary import Vocabulary

# stems that ask and tell nothing of what for
_ASKING = frozenset(
    {
        "mani",
        "much",
        "long",
        "total",
        "number",
        "count",
        "amount",
        "figur",
        "say",
        "said",
        "report",
        "percentag",
        "percent",
        "proport",
        "roughli",
        "exact",
        "approxim",
        "actual",
    }
)


_RATES = frozenset({"rate", "ratio", "intens"})
_PER = re.compile(r"\bper\b", re.IGNORECASE)
_TYPED = re.compile(r"[\w&]+(?:[’'&-][\w&]+)*")
_MEASURED = frozenset(("mass", "energy", "volume", "area"))
_MEASURES = re.compile(
    r"\b(?:(?:metric\s+)?tonn?e?s?|kilo(?:gram(?:me)?)?s?|kgs?|(?:cubic|square)\s+met(?:re|er)s?|lit(?:re|er)s?|(?:kilo|mega|giga)watt[\s-]?hours?|[kmg]wh|[tgm]j|m[23³²])\b",
    re.IGNORECASE,
)


def terms_of(
    read: Understanding, counts: Vocabulary, stem: Callable[[str], Sequence[str]], *, aged: bool
) -> tuple[tuple[str, ...], dict[str, frozenset[str]], dict[str, float]]:
    """The stems of a question, the stems that stand for each, and the weight of each by how few passages have it.

    Years and age groups are no words to look for; where the question has an age group (`aged`), one sign stands for it.
    """
    if read.words:
        return _chinese_terms(read, counts, stem, aged=aged)
    query = without_years(without_ages(read.query) if aged else read.query)
    # a unit of measure is said by the unit printed, not by the words of the row
    query = _MEASURES.sub(" ", query) if read.reading.dimension in _MEASURED else query
    # `complaint rate per million meals`: what is printed per something need not call itself a rate
    asking = _ASKING | _RATES if read.reading.dimension == "intensity" and _PER.search(query) else _ASKING
    terms = tuple(t for t in dict.fromkeys(stem(query)) if t not in asking)
    terms += (THAT_AGE,) if aged else ()
    light = {s for word in LIGHT_WORDS for s in stem(word)}
    weight = {t: math.log(1 + (1 + counts.passages) / (1 + counts.stems.get(t, 0))) for t in terms}
    weight.update({t: LIGHT * weight[t] for t in terms if t in light})
    wide: dict[str, frozenset[str]] = {t: frozenset({t}) for t in terms}
    for word in _TYPED.findall(read.query.lower()):
        others = others_for(word)
        for one in stem(word):
            if others and one in wide:
                wide[one] = wide[one] | frozenset(s for other in others for s in stem(other))
    if "greenhouse gas" in read.query.lower():
        for one in (*stem("gas"), *stem("gases")):
            if one in wide:
                wide[one] |= frozenset(stem("ghg"))
    for group in read.groups:
        # the words of a group say one Chinese word: any of them will do, and together they weigh as one
        stems = [s for s in dict.fromkeys(s for word in group for s in stem(word)) if s in weight]
        for one in stems:
            wide[one] = wide[one] | frozenset(stems)
            weight[one] /= len(stems)
    return terms, wide, weight


_WORD = 2
"""Characters of a word that is no compound."""
_OF_AGE = re.compile(r"[\d岁]|以上|以下")


def _chinese_terms(
    read: Understanding, counts: Vocabulary, stem: Callable[[str], Sequence[str]], *, aged: bool
) -> tuple[tuple[str, ...], dict[str, frozenset[str]], dict[str, float]]:
    """The same of a Chinese question on reports in Chinese: pairs of characters, for each of which the English stems that
    say its word stand too, so that another word for the same thing is evidence."""
    light = {s for word in LIGHT_WORDS for s in stem(word)}
    wide: dict[str, frozenset[str]] = {}
    weight: dict[str, float] = {}
    for word, english in read.words:
        if aged and _OF_AGE.search(word):
            continue
        if read.reading.dimension in _MEASURED and english and not _MEASURES.sub("", " ".join(english)).strip():
            continue
        said = stem(" ".join(english))
        if said and _ASKING.issuperset(said):
            continue
        own = [one for one in dict.fromkeys(tokenise(word)) if len(one) > 1 or len(word) == 1]
        if not own or (not english and not any(counts.stems.get(one) for one in own)):
            continue  # no word: characters that stand side by side in the question only
        rare = [math.log(1 + (1 + counts.passages) / (1 + max(counts.stems.get(one, 0), 1))) for one in own]
        worth = (LIGHT if said and light.issuperset(said) else 1.0) * sum(rare) / len(rare)
        for at, one in enumerate(own):
            # a compound is said by all of its English words: each stands for the characters where it stands
            first = at * len(said) // len(own)
            meant = said[first : max(first + 1, (at + 1) * len(said) // len(own))] if len(word) > _WORD else said
            wide[one] = wide.get(one, frozenset({one})) | frozenset(meant)
            weight[one] = max(weight.get(one, 0.0), worth / len(own))
    if aged:
        wide[THAT_AGE] = frozenset({THAT_AGE})
        weight[THAT_AGE] = math.log(2 + counts.passages)
    return tuple(wide), wide, weight
