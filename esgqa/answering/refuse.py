"""Candidates that no likeness can make right: why each is refused, by rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from esgqa.answering import features
from esgqa.answering.blanks import ends_blank
from esgqa.answering.candidates import Candidate, is_run_in_heading, of_numbers
from esgqa.answering.clauses import in_brackets, is_of_others, is_said_of_another, told_by
from esgqa.answering.features import Asked
from esgqa.answering.kinds import described, is_impossible, is_of_intensity, of_another_resource
from esgqa.answering.labels import (
    ASKS_CHANGE,
    counts_staff_for_board,
    is_change,
    is_of_another_category,
    is_of_another_side,
)
from esgqa.answering.order import is_money
from esgqa.answering.qualifiers import unqualified
from esgqa.types import Figure, IndexEntry

_OF_ANOTHER_PART = "is not of the part asked for"


def refusal(
    candidate: Candidate,
    asked: Asked,
    absent: Sequence[str],
    entries: Sequence[IndexEntry],
    whole: str,
    stem: Callable[[str], Sequence[str]],
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
    if _CONTENTS.fullmatch(" ".join(candidate.passage.section[-1:])) or (
        candidate.figure is not None and _CONTENTS.match(candidate.figure.caption)
    ):
        return "is the list of contents"
    if _INDEX_TITLE.match(candidate.text) or any(_INDEX_TITLE.match(title) for title in candidate.passage.section[-2:]):
        return "is the issuer's own index"
    if not year_fits:
        return "is of another year"
    if candidate.figure is None and asked.reading.intent == "text" and features.is_caption(candidate.text):
        return "is the caption of a table"
    # a list is given whole, by its head or by what announces it as by any entry
    if candidate.figure is None and asked.reading.intent not in ("name", "list") and is_head(candidate):
        return "only says what stands below it"
    if candidate.figure is None and is_run_in_heading(candidate.passage, candidate.span):
        return "is a heading"
    if candidate.figure is None and (is_numbers(candidate.text) or is_axis(candidate)):
        return "is no sentence but numbers"
    if candidate.figure is None and _ASKS.match(candidate.text):
        return "asks and does not tell"
    why = _WHY.search(f"{asked.query} {asked.question.text}") and not _REASON.search(candidate.text)
    if candidate.figure is None and why and holds_figure(candidate):
        return "is a row of figures and gives no reason"
    if asked.reading.dimension == "money" and not is_money(candidate):
        return "is no amount of money"
    if candidate.figure is not None and not about(candidate, asked, stem):
        return "is not about what is named"
    refused = _of_figure(candidate, asked)
    if refused:
        return refused
    if asked.code and not (candidate.features["kpi_first"] >= 0.3 or candidate.features["listed"]):
        return "is not about that KPI"
    is_to_stand_in = candidate.figure is None and asked.reading.intent in ("figure", "share")
    if is_to_stand_in and asked.ages is not None and not features.of_that_age(asked, candidate):
        return "is of another age group"
    if candidate.figure is None and features.is_of_another_scope(asked.query, candidate.text):
        return "is of another scope"
    evidence = whole
    if candidate.figure is not None:
        noted = " ".join(note.text for note in candidate.figure.footnotes)  # "includes only the indirect emissions"
        figure = candidate.figure
        # a heading of several topics (`Turnover and training`) says of no row which of them it is about
        several = figure.row and figure.caption and _TOPICS.search(" ".join(candidate.passage.section[-1:]))
        said = f"{candidate.text} {described(figure)}" if several else f"{candidate.context} {figure.measure}"
        evidence = f"{said} {noted}"
    if is_to_stand_in:
        return "" if stands_in(candidate, asked) else _OF_ANOTHER_PART
    if asked.reading.intent == "yes_no" and _INCLUDES.search(asked.question.text) and _ONLY.search(candidate.text):
        return ""  # whether the other part is counted too is what it says
    if features.sums_scopes(f"{asked.query} {asked.question.text}", candidate):
        return ""
    amount = candidate.figure is not None and asked.reading.intent in ("figure", "share")
    return _OF_ANOTHER_PART if unqualified(asked.query, evidence, asked.groups, amount=amount) else ""


def is_axis(candidate: Candidate) -> bool:
    """Whether a span is what is left of a chart: numbers of its axis and labels, in no row that holds a figure."""
    if candidate.passage.kind != "table" or candidate.passage.figures or candidate.text.endswith((".", "。")):
        return False
    numbers = len(_NUMBER_WORD.findall(candidate.text))
    return numbers >= _AXIS and 2 * numbers >= len(_REAL_WORD.findall(candidate.text))


_AXIS = 3
_ASKS = re.compile(r"\W*how\s+(?:to|can|do|should)\b.*|[^.。]*[?？]\W*$", re.IGNORECASE | re.DOTALL)
_WHY = re.compile(
    r"^\W*why\b|[.;,]\s*why\b|\bhow\s+come\b|\breasons?\b|\bwhat\s+(?:caused|drove|led\s+to|explain\w*)\b|原因|為何|为何|為什麼|为什么|為甚麼",
    re.IGNORECASE,
)


_REASON = re.compile(
    r"\b(?:because|due\s+to|owing\s+to|thanks\s+to|as\s+a\s+result|result(?:ed|ing)\s+from|driven\s+by)\b|由[於于]|因[為为]?|得益[於于]|原因|源[於于]",
    re.IGNORECASE,
)
"""What gives a reason, be it under a table."""


def stands_in(sentence: Candidate, asked: Asked) -> bool:
    """Whether a sentence may stand in for a figure: it must itself speak of the part asked for, not only its passage."""
    said = f"{sentence.context} {' '.join(sentence.passage.section)}"
    return not unqualified(asked.query, said, asked.groups, amount=True)


def holds_figure(sentence: Candidate) -> bool:
    """Whether a sentence is a row of a table that holds a figure."""
    start, end = sentence.span
    return sentence.passage.kind == "table" and any(start <= f.start < end for f in sentence.passage.figures)


_INCLUDES = re.compile(r"\b(?:includ|cover|count|contain|compris)\w*|包括|包含|涵[蓋盖]|[計计][入算]", re.IGNORECASE)
_ONLY = re.compile(r"\b(?:only|solely|exclud\w*)\b|[僅仅]|不[包計计]", re.IGNORECASE)
_TOPICS = re.compile(r"\b(?:and|or)\b|[&/,、及與与和]", re.IGNORECASE)
_NUMBER_WORD = re.compile(r"(?<![A-Za-z])[\d.,%]*\d[\d.,%]*(?![A-Za-z])")
_REAL_WORD = re.compile(r"[A-Za-z]{3,}|[\u3400-\u9fff]{2}")


def is_numbers(text: str) -> bool:
    """Whether a text is numbers with hardly a word: labels of a chart, years of an axis."""
    numbers = len(_NUMBER_WORD.findall(text))
    return numbers > 2 and numbers >= 2 * len(_REAL_WORD.findall(text))


_ABOUT = re.compile(
    r"\b(?:about|regarding|concerning|relat(?:ing|ed)\s+to|in\s+relation\s+to|due\s+to|caused\s+by|arising\s+from|involving)\s+(?P<what>[^?,;()]{3,80})"
    r"|\b(?:employees|staff|people|workers|persons|workforce)\s+(?:with|have|has|having|who\s+(?:have|has|are|belong\s+to)|belong(?:ing)?\s+to)\s+"
    r"(?P<kind>[^?,;()]{3,60})"
    r"|\b(?:cases?|incidents?|instances?|occurrences?)\s+of\s+(?P<cases>[^?,;()]{3,60}?)"
    r"(?=\s+(?:were|was|did|has|have|had|been|recorded|reported|occurred|found|happened|in|at|for|during|among|involving)\b|[?,;()]|$)"
    r"|因(?P<cause>[^，。？工]{2,10}?)而?(?:引致|[导導]致|造成|引起)",
    re.IGNORECASE,
)
"""What a count is to be about, and which people are to be counted."""


def about(candidate: Candidate, asked: Asked, stem: Callable[[str], Sequence[str]]) -> bool:
    """Whether what a question says a count to be about is named by the candidate, where it says any such thing."""
    found = _ABOUT.search(asked.query) or _ABOUT.search(asked.question.text)
    if found is None:
        return True
    wanted = [s for s in stem(next(filter(None, found.groups()))) if s in asked.wide]
    if not wanted:
        return True
    assert candidate.figure is not None
    figure = candidate.figure
    said = frozenset(
        stem(f"{candidate.context} {figure.measure} {figure.caption} {' '.join(candidate.passage.section)}")
    )
    return any(asked.wide[s] & said for s in wanted)


_BOTH = re.compile(
    r"\b(?:and|or|vs\.?|versus|compared|between|each|both|respectively)\b|\bby\s+(?:gender|sex|age|region|area|country|location|place|type|category|source|rank|"
    r"grade|level|employment|fuel|segment|business|year|site|department|function|reason|cause|kind)s?\b|[和及與与、/&]|分別|分别",
    re.IGNORECASE,
)
"""Words by which a question may ask for several rows at once."""
_YEARS = re.compile(r"\b(?:FY\s?)?(?:\d\d)?\d\d\s?/\s?(?:\d\d)?\d\d\b", re.IGNORECASE)
_SHORT_HEAD = 8
_INDEX_TITLE = re.compile(
    r"\W*(?:(?:esg|hkex|kpi)\s+)?content\s+index\b|.{0,60}\breporting\s+(?:guide|code)\s+(?:content\s+)?index\b|.{0,30}[內内]容索引",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"\W*(?:table\s+of\s+)?contents?\b\W*|\W*目[錄录次]\W*", re.IGNORECASE)
_GENERAL = frozenset(
    "total number amount people person persons rate percentage share proportion average annual employee employees staff workforce emission emissions "
    "consumption waste energy use usage per intensity ghg greenhouse gas group company water training hour hours scope employ employed work working consumed used make made located situated based through via reached received".split()
)
"""Words that stand in labels of some rows of a table and are meant of all."""
_TELLING = 0.33
"""Weight of a word, over the question's heaviest, from which it tells rows apart."""


def refuse_together(
    figures: Sequence[Candidate],
    sentences: Sequence[Candidate],
    asked: Asked,
    stem: Callable[[str], Sequence[str]],
) -> None:
    """Refuse what the other rows of its table speak against, and rows as sentences where all their figures are refused."""
    tables: dict[str, list[Candidate]] = {}
    for one in figures:
        if one.passage.kind == "table":
            tables.setdefault(one.passage.id, []).append(one)
    if not _BOTH.search(_YEARS.sub(" ", asked.question.text)):
        general = frozenset(s for word in _GENERAL for s in stem(word))
        # a Chinese word is general where its English ones are
        general |= {term for term in asked.terms if not term.isascii() and asked.wide[term] & general}
        for rows in tables.values():
            _refuse_other_rows(rows, asked, stem, general)
        for parts in _by_sentence(figures).values():
            _refuse_other_parts(parts, asked, stem, general)
    for beside in _by_sentence(figures).values():
        refuse_years_beside(beside, asked)
    held: dict[tuple[str, tuple[int, int]], list[str]] = {}
    for one in figures:
        held.setdefault((one.passage.id, one.span), []).append(one.refused)
    for sentence in sentences:
        reasons = held.get((sentence.passage.id, sentence.span), [])
        # a sentence tells no more than its numbers, where it is a number that is asked for
        counts = asked.reading.strict and asked.reading.intent in ("figure", "share") and _OF_ANOTHER_PART in reasons
        if (sentence.passage.kind == "table" or counts) and reasons and all(reasons) and not sentence.refused:
            sentence.refused = reasons[0]


def _by_sentence(figures: Sequence[Candidate]) -> dict[tuple[str, tuple[int, int]], list[Candidate]]:
    """The figures of prose by the sentence that they stand in."""
    told: dict[tuple[str, tuple[int, int]], list[Candidate]] = {}
    for one in figures:
        if one.passage.kind != "table":
            told.setdefault((one.passage.id, one.span), []).append(one)
    return told


def _refuse_other_rows(
    rows: Sequence[Candidate], asked: Asked, stem: Callable[[str], Sequence[str]], general: frozenset[str]
) -> None:
    """A word of the question that stands in labels of some rows only tells the rows apart: a row without it is not meant.
    `Electricity in Canada` is neither the row of Canada nor that of the electricity of another place."""
    labels: dict[int, frozenset[str]] = {}
    titles: dict[int, frozenset[str]] = {}
    for place, one in enumerate(rows):
        figure = one.figure
        assert figure is not None
        title, _, group = figure.caption.partition(" · ")
        row = (
            figure.row.replace(figure.unit, " ") if "/" in figure.unit else figure.row
        )  # `Litre/school` names no school
        labels[place] = frozenset(stem(f"{row} {group} {figure.column}"))
        titles[place] = frozenset(stem(f"{title} {figure.unit} {' '.join(one.passage.section[-2:])}"))
    wide = _own_sense(asked)
    told = {place: sum(bool(wide[term] & stems) for term in asked.terms) for place, stems in labels.items()}
    weighs = {
        place: sum(asked.weight[term] for term in asked.terms if wide[term] & stems and term not in general)
        for place, stems in labels.items()
    }
    heaviest = max(asked.weight.values(), default=0.0)
    for term in asked.terms:
        if term in general or asked.weight[term] < _TELLING * heaviest:
            continue
        having = {place for place in labels if wide[term] & labels[place]}
        if not having or len(having) == len(labels):
            continue
        most = max(told[place] for place in having)
        heaviest_of_them = max(weighs[place] for place in having)
        for place, one in enumerate(rows):
            whole = one.figure is not None and features.is_total(one.figure.row)
            fuller = (
                told[place] > max(most, 1) and not whole
            )  # it says more of the question than those that say this word
            # `Solar power` before `Purchased electricity` where solar electricity is asked for
            fuller = fuller or (weighs[place] > heaviest_of_them and not whole)
            if place not in having and not fuller and not one.refused and not wide[term] & titles[place]:
                one.refused = f"is not the row of “{_as_typed(term, asked, stem)}”"


def _own_sense(asked: Asked) -> dict[str, frozenset[str]]:
    """What stands for each word, without the other words of the question: who says `invention patents` means both apart."""
    terms = frozenset(asked.terms)
    return {term: wide - (terms - {term}) for term, wide in asked.wide.items()}


def _refuse_other_parts(
    parts: Sequence[Candidate], asked: Asked, stem: Callable[[str], Sequence[str]], general: frozenset[str]
) -> None:
    """The same of the figures of one sentence: a word that stands in what only some of them measure tells them apart, where
    these say no less of the question than the others do."""
    wide = _own_sense(asked)
    said = [frozenset(stem(f"{one.figure.measure} {one.figure.unit}")) for one in parts if one.figure is not None]
    listed = sum(in_brackets(one) for one in parts) > 2
    heaviest = max(asked.weight.values(), default=0.0)
    for term in asked.terms:
        if term in general or asked.weight[term] < _TELLING * heaviest:
            continue
        having = {place for place, stems in enumerate(said) if wide[term] & stems}
        # those that have the word must be of the kind asked for, or they are no answer either
        fitting = any(parts[place].features.get("unit", 0.0) >= 0 for place in having)
        if not fitting or len(having) == len(parts):
            continue
        if listed and having == {0}:
            continue  # `Complaints arrive by hotline (44%), app (31%) and e-mail (17%)`: what is listed is named before the first
        told = [
            sum(asked.weight[one] for one in asked.terms if one not in general and wide[one] & stems) for stems in said
        ]
        best = max(told[place] for place in having)
        counting = {
            place for place, stems in enumerate(said) if any(asked.wide.get(c, {c}) & stems for c in asked.counted)
        }
        for place, one in enumerate(parts):
            assert one.figure is not None
            if not one.figure.unit and term in asked.counted:
                continue  # `Of 84 suppliers, 4 were from Beijing and the other 77 from Henan`: what is counted is said once
            if place in counting and not counting & having:
                continue  # `85 products` of which `171 test items` were tested: it is the products that were to be counted
            if place not in having and not one.refused and told[place] <= best:
                one.refused = f"is not what is said of “{_as_typed(term, asked, stem)}”"


def refuse_years_beside(parts: Sequence[Candidate], asked: Asked) -> None:
    """Where no year is asked for, a figure of a bare year that the report's period only touches, beside one of the period
    itself that measures the same: `173 lost days (2018: 236)` in a report of the year ended March 2019."""
    if asked.years.any or asked.years.prior:
        return
    own = {
        (one.figure.unit, one.figure.measure)
        for one in parts
        if one.figure is not None and not one.refused and one.figure.period in asked.report_labels
    }
    for one in parts:
        figure = one.figure
        if figure is None or figure.period in asked.report_labels or not figure.period.isdigit():
            continue
        if (figure.unit, figure.measure) in own:
            one.refused = "is of another year"


def _as_typed(term: str, asked: Asked, stem: Callable[[str], Sequence[str]]) -> str:
    """The question's word that a stem is of."""
    words = re.findall(r"[\w'’-]+", asked.query)
    return next((word for word in words if term in stem(word)), term)


_NO_COUNTS = frozenset(("mass", "energy", "volume", "area", "intensity", "time"))
_RATE = re.compile(r"\b(?:rates?|percent(?:age)?|proportion|ratio)\b|[率%％]|比例|百分比", re.IGNORECASE)
_PER_MANY = re.compile(
    r"\bper\s+(?:\d|hundred|thousand|million|cubic|square|school|store|shop|hotel|site|plant|factory|product|item|order|parcel|unit|tonne|ton)\b"
    r"|每(?:[百千萬万]|兆瓦|千瓦|公?[吨噸](?!级)|[件台部](?!能)|平方|立方|[间間家](?:店|校|工厂|酒店)|[单單]位|公里|[产產]品)",
    re.IGNORECASE,
)
_PERCENT_ASKED = re.compile(r"\bper\s?cent|\bproportion|\bshare|%|百分|比[例重]|占比|[幾几]成", re.IGNORECASE)
"""What asks for a share of a whole; a rate may be per million hours."""
_NUMBER_HEAD = re.compile(
    r"(?:numbers?|no\.|headcounts?|persons?|人[數数]|[數数]目)(?:\s+(?:FY)?\s?\d{4})?", re.IGNORECASE
)
_COUNTS = re.compile(r"\b(?:how\s+many|number|count|headcount)\b|人[數数]|[數数]目|多少[人名]", re.IGNORECASE)
_PER = re.compile(r"(?:\bper\b|\bby\b|\beach\b|/|每|平均|人均)(?P<what>.*)", re.IGNORECASE | re.DOTALL)
_MEASURES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:employee|staff|person|head|capita|worker|fte)s?\b|人|[员員]工",
        r"\b(?:floor|area|sq\w*|m2|ft2?|gfa)\b|m²|ft²|㎡|平方|面[积積]",
        r"\b(?:revenue|sales|turnover|income|million|dollar)s?\b|\$|RMB|HKD|收入|收益|[营營][业業]额|[万萬]元",
    )
)
"""What a quantity may be per: people, floor, money."""


_ASKS_PER = re.compile(
    r"\b(?:per|each|every|a\s+head|average|mean|rates?|ratios?|intensit\w+|intensive\w*|density|efficien\w+|relative|normali[sz]ed|factors?|specific)\b|/"
    r"|密度|強度|强度|平均|人均|每|率|比|系數|系数|因子",
    re.IGNORECASE,
)


def per_another(question: str, figure: Figure) -> bool:
    """Whether a question asks for a quantity per head, per floor area or per revenue, and the figure is per another."""
    asked, said = _PER.search(question), _PER.search(f"{figure.unit} {figure.row} {figure.column} {figure.caption}")
    if asked is None or said is None:
        return False
    wanted = {n for n, measure in enumerate(_MEASURES) if measure.search(asked.group("what"))}
    given = {n for n, measure in enumerate(_MEASURES) if measure.search(said.group("what"))}
    return bool(wanted and given) and not wanted & given


def is_head(candidate: Candidate) -> bool:
    """Whether a span is the head of its table, or a sentence that announces what another passage says."""
    passage, end = candidate.passage, candidate.span[1]
    if candidate.text.endswith((":", "：")):
        return passage.kind == "paragraph" and not passage.text[end - passage.start :].strip()
    first = min((figure.start for figure in passage.figures), default=None)
    if passage.kind != "table" or first is None or candidate.text.endswith((".", "。")):
        return False
    if len(candidate.text.split()) > _SHORT_HEAD and not of_numbers(passage):
        return False  # a table of words, with a number somewhere in it
    holds = any(candidate.span[0] <= figure.start < end for figure in passage.figures)
    return end <= first or (not holds and len(candidate.text.split()) <= _SHORT_HEAD and not ends_blank(candidate.text))


_TOTAL_ASKED = re.compile(
    r"\b(?:in\s+total|(?:the|a)\s+total|altogether|in\s+all)\b|\btotal\s+(?:number|hours|amount|training)\b|[總总][共計计數数]|一共|合共",
    re.IGNORECASE,
)
_AVERAGE = re.compile(r"\b(?:averages?|per|each|every|mean)\b|/|平均|人均|每", re.IGNORECASE)
_WHOLE_ASKED = re.compile(
    r"\b(?:all|total|whole|entire|overall)\s+(?:of\s+)?(?:the\s+|its\s+|our\s+)?(?:employees|staff|workforce|workers|people|personnel)\b|全[體体部]?[員员僱雇职職]工?|所有[員员僱雇职職]",
    re.IGNORECASE,
)
_A_PART = re.compile(r"^(?:by\s|按)", re.IGNORECASE)


def is_average_of_total(asked: Asked, figure: Figure) -> bool:
    """Whether a total is asked for in so many words and the figure says itself to be an average."""
    words = f"{asked.query} {asked.question.text}"
    return bool(_TOTAL_ASKED.search(words) and _AVERAGE.search(described(figure)) and not _AVERAGE.search(words))


def is_part_of_whole(asked: Asked, figure: Figure) -> bool:
    """Whether all people are asked about, none apart, and the figure is of a row within a breakdown."""
    group = figure.caption.rpartition(" · ")[2]
    words = f"{asked.query} {asked.question.text}"
    apart = asked.parts or asked.ages is not None or _BOTH.search(words)
    return bool(_WHOLE_ASKED.search(words) and _A_PART.match(group) and not apart and not features.is_total(figure.row))


_WOULD_BE = re.compile(r"\b(?:would|could|might)\b", re.IGNORECASE)
_SUPPOSED = re.compile(
    r"\b(?:would|could|might|may|if|scenarios?|suppos\w*|estimat\w*|potential\w*|expect\w*|impact\w*|effects?|rises?|raise|cost)\b|如果|若|情景|[預预][計计期]|影[響响]",
    re.IGNORECASE,
)
"""What would be in some case, and questions that suppose one."""
_ACTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\btrain|\bcourse|\blearn|\beducat|\bseminar|\bworkshop|培[訓训]|受[訓训]",
        r"\bturnover|\battrition|\bleav(?:e|ers|ing)\b|\bleft\b|\bquit|\bresign|\bdepart(?!ment)|流失|[離离][職职]",
        r"\binjur|\baccident|\bhurt|\blost|受[傷伤]|工[傷伤]|事故|意外",
        r"\babsen|\bsick|缺勤|病假",
        r"\bpromot|晉升|晋升|升[職职]",
        r"\bsatisf|\bengagement|\bsurvey|[滿满]意",
        r"\bnew\b|\bhir|\brecruit|\bjoin|新|招聘|入[職职]",
        r"\breten|\breturn|\bretain|留任|留存",
        r"\bappraisal|\breview|\bassess|\bevaluat|考核|[評评]估",
        r"\bsurvey|\brespon[ds]|[調调][查研]",
        r"\bvolunteer|[義义志]工|志[願愿]",
    )
)
"""What people did or what befell them: a share of those who did is no share of all."""
_OF_PEOPLE = re.compile(
    r"\b(?:employees?|staff|workforce|workers?|people|headcount|females?|males?|wom[ae]n|m[ae]n|managers?|management|directors?|board)\b|[員员]工|[僱雇][員员]|男|女|董事",
    re.IGNORECASE,
)


def is_of_those_who(asked: Asked, figure: Figure) -> bool:
    """Whether a share of people is asked for and the figure is of those only who did something, or whom it befell, of which
    the question says nothing: the share of women who were trained is no share of women."""
    words = f"{asked.query} {asked.question.text}"
    if figure.dimension != "percent" or not _OF_PEOPLE.search(words):
        return False
    printed = described(figure)
    return any(act.search(printed) and not act.search(words) for act in _ACTS) and not any(
        act.search(printed) and act.search(words) for act in _ACTS
    )


def _is_rate(asked: Asked, figure: Figure) -> bool:
    return "." in figure.value and bool(_RATE.search(described(figure))) and not _RATE.search(asked.query)


_OF_GENDER = re.compile(r"\b(?:male|female|men|women|man|woman|gender|sex)s?\b|[男女]", re.IGNORECASE)
_BROKEN_DOWN: tuple[tuple[re.Pattern[str], Callable[[Figure], object]], ...] = (
    (re.compile(r"\bby\s+age|\bage\s+(?:band|group|bracket)s\b|按年[龄齡]", re.IGNORECASE), features.row_ages),
    (
        re.compile(r"\bby\s+(?:gender|sex)\b|按性[别別]", re.IGNORECASE),
        lambda figure: _OF_GENDER.search(f"{described(figure)} {figure.column}"),
    ),
)
"""Breakdowns that a question asks for, and what a figure of one has."""


def is_no_part(question: str, figure: Figure) -> bool:
    """Whether figures by age or gender are asked for and this one is of no such group."""
    wanted = [of_group for asks, of_group in _BROKEN_DOWN if asks.search(question)]
    return bool(wanted) and not any(of_group(figure) for of_group in wanted)


_CAPACITY = re.compile(r"\bcapacit(?:y|ies)\b|\bcapable\b|[处處]理能力|[产產]能|[储儲][蓄存]?能力", re.IGNORECASE)


def _of_figure(candidate: Candidate, asked: Asked) -> str:
    figure = candidate.figure
    if figure is None:
        return ""
    kind = asked.reading.dimension if asked.reading.strict or asked.reading.intent == "share" else ""
    rate = kind == "percent" and figure.dimension == "intensity" and not _PERCENT_ASKED.search(asked.question.text)
    # how much is saved may be told as a share
    saved = kind != "count" and figure.dimension == "percent" and ASKS_CHANGE.search(asked.question.text)
    if features.of_another_kind(kind, figure.dimension) and not rate and not saved:
        return "is of another kind of quantity"
    per_many = asked.reading.dimension == "intensity" or (
        _PER_MANY.search(f"{asked.query} {asked.question.text}") is not None
    )
    if per_many and features.is_plain_amount(figure):
        return "is an amount, not one per something"
    if _RATE.search(asked.query) and figure.dimension == "count" and not _RATE.search(described(figure)):
        return "is a count and no rate"
    if _RATE.search(asked.query) and _NUMBER_HEAD.fullmatch(figure.column) and not _COUNTS.search(asked.query):
        return "is a count and no rate"
    if candidate.passage.kind != "table" and is_of_others(asked.query, candidate.text):
        return "is of those who did something else"
    if is_said_of_another(candidate, asked):
        return _OF_ANOTHER_PART
    if is_no_part(f"{asked.query} {asked.question.text}", figure):
        return "is not broken down as asked for"
    if is_impossible(kind, figure):
        return "is of another kind of quantity"
    if _CAPACITY.search(figure.measure) and not _CAPACITY.search(f"{asked.query} {asked.question.text}"):
        return "is what could be, not what was"
    if told_by(asked.question.text, figure.value):
        return "is what the question says itself"
    if is_of_intensity(figure) and not _ASKS_PER.search(f"{asked.query} {asked.question.text}"):
        return "is per something, not an amount"
    if per_another(asked.query, figure):
        return "is per something else"
    if asked.reading.dimension == "count" and figure.dimension == "unknown" and _is_rate(asked, figure):
        return "is a rate and no count"
    if of_another_resource(asked, figure):
        return "is of something else"
    if is_average_of_total(asked, figure):
        return "is an average, not the total"
    if _WOULD_BE.search(figure.measure) and not _SUPPOSED.search(f"{asked.query} {asked.question.text}"):
        return "is of what would be"
    if is_of_those_who(asked, figure):
        return "is a share of some of them"
    if is_part_of_whole(asked, figure):
        return "is of a part only"
    if is_change(f"{asked.query} {asked.question.text}", figure):
        return "is a change, not an amount"
    if counts_staff_for_board(asked.query, figure, candidate.text):
        return "is of the staff, not the board"
    if is_of_another_side(f"{asked.query} {asked.question.text}", figure):
        return "is of another part of the country"
    if is_of_another_category(asked.question.text, figure):
        return "is of another category"
    if features.names_more_scopes(asked.query, figure):
        return "is of more scopes than asked for"
    if asked.reading.dimension == "count" and figure.dimension in _NO_COUNTS and not candidate.features["unit_counted"]:
        return "is no count"
    other = candidate.features.get("counts_other") and not candidate.features.get("own_counted")
    if asked.reading.dimension == "count" and other and figure.unit.isascii():
        return "counts something else"
    if features.of_other_ages(asked, candidate):
        return "is of another age group"
    if features.is_the_opposite(asked.query, f"{figure.row} {figure.measure}"):
        return "is of the opposite"
    return "is the whole of its table" if features.is_whole_share(figure) else ""
