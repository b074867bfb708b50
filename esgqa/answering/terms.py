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
    query = without_years(without_ages(read.query) if aged else read.query)
    # a unit of measure is said by the unit printed, not by the words of the row
    query = _MEASURES.sub(" ", query) if read.reading.dimension in _MEASURED else query
    terms = tuple(t for t in dict.fromkeys(stem(query)) if t not in _ASKING)
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
