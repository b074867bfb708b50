"""What is known of a candidate, as numbers for the fitted model. One function a kind of evidence.

Every feature is about wording, place or rank, never about a particular report: the weights are fitted on questions of
one issuer's report and checked on another's.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from esgqa.answering.ages import WORDS as AGE_WORDS
from esgqa.answering.ages import Ages, ages_in, same_ages, without_ages
from esgqa.answering.candidates import Candidate, one_line
from esgqa.answering.intent import Reading
from esgqa.answering.language import has_cjk, in_english
from esgqa.answering.scope import Years
from esgqa.types import Figure, Passage, Question, Report

_REACH = 40
LIKE_NOTHING, LIKE_ALL = 0.62, 0.2
"""Late interaction of a passage that has nothing of a question, and what one that has all of it has more."""
THAT_AGE = "§age"
"""Stands among the question's stems for the age group it names, and among those of what is of the same group."""
Tokens = Callable[[str], Sequence[str]]

_DATE = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b|\b(?:19|20)\d\d\b|[年月]",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<![.!?“”\"]\s)(?<!^)\b[A-Z][a-z]+(?:\s+[A-Z][a-z]+)*")
_NEGATION = re.compile(
    r"\b(?:no|not|nor|never|none|neither|nil|zero|without|prohibit\w*|forbid\w*|ban\w*)\b|不|无|無|没|沒|未|禁止",
    re.IGNORECASE,
)
_SCOPE = re.compile(
    r"(?:scopes?|范围|範圍|范畴|範疇)\s?[123一二三](?:(?:\s?(?:,|and|&|\+|to|及|和|与|、|[-–])\s?|\s(?=[123](?!\d)))+(?:scopes?|范围|範圍)?\s?[123一二三](?!\d))*"
)
# words that name a part of a whole; a figure whose row has one answers for that part only
BREAKDOWN = frozenset(
    [
        "male",
        "female",
        "men",
        "women",
        "man",
        "woman",
        "senior",
        "middle",
        "junior",
        "general",
        "mid",
        "entry-level",
        "executive",
        "manager",
        "management",
        "grassroots",
        "frontline",
        "part-time",
        "permanent",
        "contract",
        "temporary",
        "overseas",
        "domestic",
        "local",
        "region",
        "regional",
        "age",
        "aged",
        "old",
        "under",
        "above",
        "below",
        "over",
        "between",
        "principal",
        "non-principal",
        "core",
        "non-core",
        "direct",
        "indirect",
        "scope",
    ]
)
_TOTAL = re.compile(r"\b(?:total|overall|combined)\b|總|总|合計|合计", re.IGNORECASE)
BESIDE = re.compile(
    r"\b(?:not (?:counted|included)|exclud\w+|of which|thereof|re-?us\w+|used again|re-?cycl\w+|recovered|avoided|saved|offset)\b|"
    r"不計|不计|不包括|其中|循環|循环|回用|回收|再用|節省|节省|抵銷|抵销",
    re.IGNORECASE,
)
"""Rows that stand beside the amount that a table is about: parts of it, and what is not in it."""
_PER = re.compile(r"/|\bper\b")
_NON = re.compile(r"\b(?:non(?:[-–\s]\s?|)(?=[a-z]{4})|in(?=direct))([a-z]+)", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Za-z]{4,}")
_CAPTION = re.compile(
    r"^\W*(?:table|figure|chart|exhibit)\s+\w{1,4}\b|^(?:表|圖|图)\s?[\d一二三四五六七八九十]+", re.IGNORECASE
)
_PER_SAID = re.compile(
    r"/|\b(?:per|intensity|intensities|density|average|each|ratio|rate)\b|密度|強度|强度|平均|人均|每", re.IGNORECASE
)
_WORD = re.compile(r"[A-Za-z][A-Za-z\-]*")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, read once, and what its candidates are measured against."""

    question: Question
    reading: Reading
    years: Years
    report_years: frozenset[int]
    """Every calendar year that a report's period touches."""
    report_labels: frozenset[str]
    """`FY2018`, or `2019` where the period is the calendar year."""
    terms: tuple[str, ...]
    """Stemmed content words."""
    wide: Mapping[str, frozenset[str]]
    """Each term with the stems that also stand for it."""
    weight: Mapping[str, float]
    """Inverse document frequency of each term over the indexed passages."""
    counted: frozenset[str]
    """Stems of the noun that is counted."""
    parts: frozenset[str]
    """Breakdown words in the question."""
    kpi_weights: Mapping[str, float]
    query: str = ""
    """The question in English, spelling corrected."""
    groups: tuple[tuple[str, ...], ...] = ()
    """For a Chinese question: the English senses of each of its words."""
    total: bool = False
    """The question asks for the whole in so many words."""
    marked: Collection[str] = ()
    """Codes that the issuer's own index marks as not given."""
    listed: Collection[tuple[str, str]] = ()
    """Report and printed page that the issuer's own index gives for the surest KPI."""
    code: bool = False
    """The question is a KPI code and nothing else."""
    phrase_stems: frozenset[str] = field(default_factory=frozenset)
    """Stems of the framework's phrases for the KPI in question."""
    unheard: float = 0.0
    """Weight, over the heaviest, of the most telling word of the question that stands in no indexed report."""
    heard: frozenset[str] = field(default_factory=frozenset)
    """Terms of which the reports speak more than once: evidence without them is about something else, not in other words."""
    rate: bool = False
    """The KPI asked about is a rate by its name."""
    ages: Ages | None = None
    """The age group asked for, whose words are no part of `terms`."""


def asks_total(text: str) -> bool:
    """Whether a question asks for a whole in so many words."""
    return bool(_TOTAL.search(text))


_ALL_OF_THEM = re.compile(r"all\s+[a-z]+(?:\s+[a-z]+)?|(?:the\s+)?group", re.IGNORECASE)


def is_total(row: str) -> bool:
    """Whether a row is by its label the whole of its table: `Total`, `All scopes`."""
    return asks_total(row) or _ALL_OF_THEM.fullmatch(row.strip()) is not None


def coverage(asked: Asked, stems: Collection[str]) -> float:
    """Share of the question's words, by weight, that stand among `stems`, themselves or as a synonym."""
    total = sum(asked.weight.values())
    if not total:
        return 0.0
    return sum(weight for term, weight in asked.weight.items() if not asked.wide[term].isdisjoint(stems)) / total


def heaviest_missing(asked: Asked, stems: Collection[str]) -> float:
    """Weight of the most telling question word that is absent, over the heaviest of all; 0 where none is absent."""
    heaviest = max(asked.weight.values(), default=0.0)
    if not heaviest:
        return 0.0
    return max((w for term, w in asked.weight.items() if asked.wide[term].isdisjoint(stems)), default=0.0) / heaviest


def said_elsewhere(asked: Asked, stems: Collection[str]) -> float:
    """Share of the question's terms that the reports speak of and the evidence has not: what it is about is told elsewhere."""
    away = [t for t in asked.heard if asked.wide[t].isdisjoint(stems)]
    return len(away) / len(asked.terms) if asked.terms else 0.0


def foreign(asked: Asked, stems: Collection[str]) -> float:
    """Weight of the most telling question word, over the heaviest, that neither the evidence has nor the framework's
    phrases for the KPI asked about: 0 where there is none, 1 where what the question turns on is unheard of there."""
    heaviest = max(asked.weight.values(), default=0.0)
    away = (
        w
        for t, w in asked.weight.items()
        if asked.wide[t].isdisjoint(stems) and asked.wide[t].isdisjoint(asked.phrase_stems)
    )
    return max(away, default=0.0) / heaviest if heaviest else 0.0


def of_passage(asked: Asked, candidate: Candidate, stems: frozenset[str]) -> dict[str, float]:
    """Evidence that the passage is about what is asked; `stems` are those of its text and section."""
    hit, passage = candidate.hit, candidate.passage
    tags = {tag.code: tag.score for tag in passage.kpis}
    kpi = max((weight * tags.get(code, 0.0) for code, weight in asked.kpi_weights.items()), default=0.0)
    first = next(iter(asked.kpi_weights), "")
    return {
        "listed": 1.0 if (passage.report, passage.label) in asked.listed else 0.0,
        "code_kpi": tags.get(first, 0.0) if asked.code else 0.0,
        "code": 1.0 if asked.code else 0.0,
        "kpi_first": tags.get(first, 0.0),
        "kpi_top": 1.0 if first and tags and max(tags, key=lambda c: tags[c]) == first else 0.0,
        "late_passage": hit.late_score if hit.late_score is not None else 0.5,
        "dense": hit.dense_score if hit.dense_score is not None else 0.0,
        "lexical": 1.0 / hit.lexical_rank if hit.lexical_rank else 0.0,
        "late_first": 1.0 / hit.late_rank if hit.late_rank else 0.0,
        "passage_cover": coverage(asked, stems),
        "passage_missing": heaviest_missing(asked, stems),
        "passage_foreign": foreign(asked, stems),
        "kpi": kpi,
        "unheard": asked.unheard,
        "elsewhere_passage": said_elsewhere(asked, stems),
        "kpi_asked": max(asked.kpi_weights.values(), default=0.0),
        "marked": 1.0
        if asked.kpi_weights and max(asked.kpi_weights, key=lambda c: asked.kpi_weights[c]) in asked.marked
        else 0.0,
        "apart": 1.0 if passage.kind in ("index_row", "boilerplate", "heading") else 0.0,
        "table": 1.0 if passage.kind == "table" else 0.0,
    }


def of_span(asked: Asked, text: str, context_stems: frozenset[str], stems: frozenset[str]) -> dict[str, float]:
    """Evidence that the sentence or row answers: `stems` are its own, `context_stems` with heading and caption."""
    words = len(text.split())
    return {
        "cover": coverage(asked, context_stems),
        "own_cover": coverage(asked, stems),
        "missing": heaviest_missing(asked, context_stems),
        "foreign": foreign(asked, context_stems),
        "elsewhere": said_elsewhere(asked, context_stems),
        "phrases": len(asked.phrase_stems & context_stems) / max(3, len(asked.phrase_stems) ** 0.5)
        if asked.phrase_stems
        else 0.0,
        "short": 1.0 if words < 5 else 0.0,
        "length": min(words, 60) / 60,
        "date_wanted": (1.0 if _DATE.search(text) else -1.0) if asked.reading.intent == "date" else 0.0,
        "name_wanted": (1.0 if _NAME.search(text) else -1.0) if asked.reading.intent == "name" else 0.0,
        "negation": 1.0 if asked.reading.intent == "yes_no" and _NEGATION.search(text) else 0.0,
    }


def of_figure(asked: Asked, candidate: Candidate, stem: Tokens, more: frozenset[str] = frozenset()) -> dict[str, float]:
    """Evidence that this figure, of all in its sentence, is the one asked for; `more` are stems that its row says too."""
    figure = candidate.figure
    assert figure is not None
    described = " ".join((figure.measure, figure.row, figure.column, figure.caption, figure.unit))
    stems = more | frozenset(stem(described))
    row = _english_of(f"{figure.row} {figure.measure}")
    aged = asked.ages is not None and row_ages(figure) is not None
    extra = (row & BREAKDOWN) - asked.parts - (AGE_WORDS if aged else frozenset())
    lacking = asked.parts - _english_of(f"{described} {candidate.text}")
    wanted = asked.reading.dimension
    answers = dict(figure.kpis)
    first = next(iter(asked.kpi_weights), "")
    of_item = answers.get(first, 0.0) > 0.3
    own = frozenset(stem(figure.row or figure.measure))
    meant = frozenset().union(asked.phrase_stems, *asked.wide.values())
    around = frozenset(stem(f"{figure.column} {figure.caption} {figure.unit}"))
    return {
        # what the row's own label has of the question beyond what stands around it
        "row_adds": coverage(asked, around | more | frozenset(stem(figure.row))) - coverage(asked, around),
        "kpi_cover": coverage(asked, stems | asked.phrase_stems if of_item else stems),
        "row_fit": len(own & meant) / len(own) if own else 0.5,
        "beside": 1.0
        if BESIDE.search(figure.row) and not BESIDE.search(f"{asked.query} {asked.question.text}")
        else 0.0,
        "code_kpi": answers.get(first, 0.0) if asked.code else 0.0,
        "figure_kpi": max((weight * answers.get(code, 0.0) for code, weight in asked.kpi_weights.items()), default=0.0),
        "figure_other": 1.0 if answers and asked.kpi_weights and not answers.keys() & asked.kpi_weights.keys() else 0.0,
        "unit": _unit_fit(
            wanted, figure.dimension, figure.unit, bool(asked.counted), _share(asked.counted, stems, asked.wide)
        ),
        "total": _total_fit(asked, figure.row),
        "counted": _share(asked.counted, stems, asked.wide),
        "unit_counted": _share(asked.counted, frozenset(stem(_PER.split(figure.unit)[0])), asked.wide)
        if figure.unit
        else 0.0,
        "measure_cover": coverage(asked, stems),
        "own_counted": _share(asked.counted, frozenset(stem(candidate.context)), asked.wide),
        "counts_other": 1.0 if _counts_other(asked, figure, candidate, stem) else 0.0,
        "extra_part": min(len(extra), 2) / 2,
        "lacking_part": 1.0 if lacking else 0.0,
        "period": period_fit(asked, figure.period),
        "approximate": 1.0 if figure.approximation else 0.0,
        "unitless": 1.0 if not figure.unit else 0.0,
        "spelt": 1.0 if not any(c.isdigit() for c in figure.raw) else 0.0,
        "zero": 1.0 if figure.value.strip("0.") == "" else 0.0,
        "near": _nearness(asked, candidate, stem),
    }


def _english_of(text: str) -> set[str]:
    """The English words of a text, in small letters; where it is Chinese, those that say it."""
    return {word.lower() for word in _WORD.findall(in_english(text) if has_cjk(text) else text)}


def _counts_other(asked: Asked, figure: Figure, candidate: Candidate, stem: Tokens) -> bool:
    """Whether things are counted by name, and the figure is a count of something that is said by no such word."""
    if not asked.counted or figure.dimension != "count" or not figure.unit[:1].isalpha():
        return False
    said = frozenset(
        stem(f"{figure.unit} {figure.measure} {figure.row} {figure.caption} {' '.join(candidate.passage.section[-1:])}")
    )
    return all(asked.wide.get(one, frozenset((one,))).isdisjoint(said) for one in asked.counted)


def relative(candidates: Sequence[Candidate], names: Sequence[str]) -> None:
    """Add, for each named feature, how far the candidate falls behind the best of its question."""
    for name in names:
        best = max((candidate.features.get(name, 0.0) for candidate in candidates), default=0.0)
        for candidate in candidates:
            candidate.features[f"{name}_behind"] = best - candidate.features.get(name, 0.0)


def _share(wanted: frozenset[str], stems: frozenset[str], wide: Mapping[str, frozenset[str]]) -> float:
    if not wanted:
        return 0.0
    return sum(not wide.get(term, frozenset({term})).isdisjoint(stems) for term in wanted) / len(wanted)


def _total_fit(asked: Asked, row: str) -> float:
    """1 a total row for a question that asks for the whole or for no part, −1 a part where the whole is asked for."""
    total = bool(_TOTAL.search(row))
    if asked.total:
        return 1.0 if total else -0.5
    return 0.5 if total and not asked.parts else 0.0


def names_more_scopes(question: str, figure: Figure) -> bool:
    """Whether one scope of emissions is asked for and the figure's row is of more than that."""
    return len(_scopes(question)) == 1 and len(_scopes(f"{figure.row} {figure.measure}")) > 1


def is_of_another_scope(question: str, text: str) -> bool:
    """Whether a scope of emissions is asked for and a sentence numbers others only."""
    asked, said = _scopes(question), _scopes(text)
    return bool(asked and said) and not asked & said


def _scopes(text: str) -> set[str]:
    told = (found.group().translate(_NUMERALS) for found in _SCOPE.finditer(text.lower()))
    return {number for said in told for number in re.findall(r"[123]", said)}


_NUMERALS = str.maketrans("一二三", "123")


def sums_scopes(question: str, candidate: Candidate) -> bool:
    """Whether the scopes that a question names together are those whose total the figure is: its table has these and no other."""
    figure, asked = candidate.figure, _scopes(question)
    if figure is None or len(asked) < 2 or not is_total(figure.row):
        return False
    return {number for one in candidate.passage.figures for number in _scopes(one.row)} == asked


def row_ages(figure: Figure) -> Ages | None:
    """The age group that a figure's row or column is of."""
    grouped = re.search(r"\bage\b|[年龄齡]{2}", figure.caption, re.IGNORECASE) is not None
    return _ages_of(figure.row, grouped) or _ages_of(figure.column, grouped)


def _ages_of(label: str, grouped: bool) -> Ages | None:
    """The age group of a label: one that says nothing else needs no word for it."""
    alone = bool(label) and not without_ages(label).strip(" -–—()")
    return ages_in(label, of_people=grouped or alone)


def of_that_age(asked: Asked, candidate: Candidate) -> bool:
    """Whether the age group asked for is the one that the figure's row, or the sentence, names."""
    if asked.ages is None:
        return False
    figure = candidate.figure
    said = row_ages(figure) if figure is not None else None
    if said is None and figure is not None and not figure.row:
        # in a sentence of several groups the one right after the figure, else the one in what it measures
        start = candidate.passage.start
        after = candidate.passage.text[figure.end - start : figure.end - start + _REACH]
        after = re.split(r"[;；，,。]|\band\b(?!\s+\d\d\b(?!\s))", after)[0]
        aged = ages_in(candidate.text) is not None
        said = ages_in(figure.measure, of_people=aged) or ages_in(after, of_people=aged)
    said = said or ages_in(candidate.text)
    return said is not None and same_ages(asked.ages, said)


def of_other_ages(asked: Asked, candidate: Candidate) -> bool:
    """Whether an age group is asked for and the figure is of another, or of none that its row or sentence names."""
    return asked.ages is not None and candidate.figure is not None and not of_that_age(asked, candidate)


def is_whole_share(figure: Figure) -> bool:
    """100% in the row of the total: the whole of its table, and no answer to any question of shares."""
    whole = figure.value.split(".")[0] == "100" and not figure.value.partition(".")[2].strip("0")
    return figure.dimension == "percent" and whole and bool(_TOTAL.search(figure.row))


def is_the_opposite(question: str, described: str) -> bool:
    """Whether a word of the question stands in the evidence only after `non`: hazardous waste asked for, and a row of
    non-hazardous waste; or the other way round."""
    if any(
        _one_sided(question, described, *pair) or _one_sided(question, described, *pair[::-1]) for pair in _CONTRASTS
    ):
        return True
    asked, said = _negated(question), _negated(described)
    plain_asked, plain_said = _plain_words(question), _plain_words(described)
    wrong = (said & plain_asked) - asked - plain_said
    return bool(wrong or ((asked & plain_said) - said - plain_asked))


_CONTRASTS = tuple(
    (re.compile(one, re.IGNORECASE), re.compile(other, re.IGNORECASE))
    for one, other in (
        (r"\bpart[-\s]?time\b|兼[職职]", r"\bfull[-\s]?time\b|全[職职]"),
        (r"\b(?:females?|wom[ae]n)\b|女", r"\b(?:males?|m[ae]n)\b|男"),
        (r"\bpermanent\b", r"\b(?:temporary|short[-\s]term)\b"),
    )
)
"""Words that tell the parts of one whole apart."""


def _one_sided(question: str, described: str, one: re.Pattern[str], other: re.Pattern[str]) -> bool:
    """Whether only the one is asked for and only the other is what the evidence is of."""
    return bool(
        one.search(question) and not other.search(question) and other.search(described) and not one.search(described)
    )


def _negated(text: str) -> set[str]:
    return {word.lower() for word in _NON.findall(text)}


def _plain_words(text: str) -> set[str]:
    return {word.lower() for word in _LETTERS.findall(_NON.sub(" ", text))}


def is_caption(text: str) -> bool:
    """Whether a span is the name of a table or figure and no sentence."""
    return _CAPTION.match(text) is not None and len(text.split()) < 20 and not text.rstrip().endswith((".", "。"))


def is_plain_amount(figure: Figure) -> bool:
    """An amount that nothing printed with it says to be per anything: no answer where an intensity is asked for."""
    if figure.dimension not in ("mass", "energy", "volume", "count", "money", "area"):
        return False
    return not _PER_SAID.search(f"{figure.unit} {figure.row} {figure.column} {figure.caption} {figure.measure}")


def of_another_kind(wanted: str, dimension: str) -> bool:
    """Whether a figure cannot be what is asked for: a share where things are counted, an amount where a share is."""
    if wanted == "count":
        return dimension in ("percent", "money")
    if wanted in ("mass", "energy", "volume", "area", "money"):
        return dimension == "percent"
    amounts = ("count", "mass", "energy", "volume", "money", "time", "area", "intensity")
    return wanted == "percent" and dimension in amounts


def _unit_fit(wanted: str, dimension: str, unit: str, counts: bool, named: float) -> float:
    """1 the dimension asked for, −1 another, 0 where either is open; `counts`: the question counts things, `named` is
    how far the figure's own words say what it counts, where it has no unit to say so."""
    if dimension == "unknown" and (counts or wanted == "count") and named > 0:
        return 0.8 * named
    if not wanted:
        if counts:
            return {"count": 1.0, "unknown": 0.3}.get(dimension, -1.0)
        return -0.3 if dimension in ("percent", "intensity") else 0.0
    if dimension == wanted:
        return 1.0
    if wanted == "intensity":
        return 1.0 if "/" in unit or " per " in unit else -0.5
    return -0.3 if dimension == "unknown" else -1.0


_AHEAD = re.compile(
    r"\b(?:targets?|goals?|aim(?:s|ed|ing)?|plan(?:s|ned|ning)?|wants?|will|to\s+be|commit\w*|pledge\w*|intend\w*|ambitions?|by\s+(?:the\s+end\s+of\s+)?(?:FY\s?)?20\d\d)\b"
    r"|目[標标]|[計计][劃划]|[將将]|[擬拟]|承[諾诺]|[到至於于]20\d\d|20\d\d年底?(?:或之)?前",
    re.IGNORECASE,
)
"""What asks for something that is yet to come."""


def period_fit(asked: Asked, period: str) -> float:
    """1 a year that the question names, −1 another year than it names or, where it names none, than the report's.

    `FY2018` is a reporting period and must be the report's own; a bare `2017` may be any year that the period touches.
    """
    digits = {int(year) for year in re.findall(r"(?:19|20)\d\d", period)}
    if not digits:
        return 0.0
    if asked.years.any:
        return 1.0 if digits & asked.years.any else -1.0
    if asked.report_years and min(digits) > max(asked.report_years) and _AHEAD.search(asked.question.text):
        return 0.2  # a target's year: it need not be said where the target is asked for
    own = period in asked.report_labels if period.startswith("FY") else bool(digits & asked.report_years)
    if asked.years.prior:
        before = {int(label[-4:]) - 1 for label in asked.report_labels if label}
        return 1.0 if digits & before and period not in asked.report_labels else -1.0
    return 0.2 if own else -1.0


def _nearness(asked: Asked, candidate: Candidate, stem: Tokens) -> float:
    """How near the figure stands to the question's words within its sentence: 1 beside, towards 0 far off or none."""
    figure = candidate.figure
    assert figure is not None
    start, end = candidate.span
    base = candidate.passage.start
    text = candidate.passage.text
    before = _WORD.findall(text[start - base : max(start, figure.start) - base])[-8:]
    after = _WORD.findall(text[figure.end - base : max(end, figure.end) - base])[:8]
    best = 0.0
    if has_cjk(text):
        # words of Chinese have no white between them to count: what the figure measures stands beside it
        said = frozenset(stem(f"{figure.measure} {figure.unit}"))
        return 1.0 if any(wide & said for wide in asked.wide.values()) else 0.0
    for words in (list(reversed(before)), after):
        for distance, word in enumerate(words):
            stems = stem(word)
            if stems and any(stems[0] in wide for wide in asked.wide.values()):
                best = max(best, 1.0 / math.sqrt(1 + distance))
                break
    return best


def stems_of(passage: Passage, stem: Tokens) -> frozenset[str]:
    """Stems of a passage's text and section."""
    return frozenset(stem(one_line(passage.search_text)))


def report_years(reports: Sequence[Report]) -> frozenset[int]:
    """The calendar years that the reports' periods touch."""
    return frozenset(
        year
        for report in reports
        if report.period_end
        for year in range((report.period_start or report.period_end).year, report.period_end.year + 1)
    )
