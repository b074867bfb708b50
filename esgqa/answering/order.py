"""Which of the likeliest candidates goes first, where rules of reading decide better than their likeness to the question."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from esgqa.answering import features
from esgqa.answering.blanks import has_blank
from esgqa.answering.candidates import Candidate, text_of
from esgqa.answering.features import Asked
from esgqa.datasheet import declared
from esgqa.passages.units import dimension_of

_ABOUT_AS_LIKELY = 0.75
_HALF_AS_LIKELY = 0.4
_AS_LIKELY = 0.9
_STEM = 6
_SAYS_MORE, _SAYS_ANY_MORE = 0.15, 0.03
"""Share of the question's words, by weight, that one row must have beyond another."""
_CLAUSE = re.compile(
    r"[,;:，；：]\s+|\b(?:but|while|whereas|and|because|since|due\s+to|as\s+(?:it|they|we|the|there|this))\b"
)
_NAMES_IT = 0.5
"""Share of the question's words, by weight, that a sentence has that declares what is asked for not to be given."""
_LEANS = re.compile(
    r"\W*(?:hence|therefore|thus|accordingly|consequently|as\s+a\s+result|as\s+such|so|this|these|such|it|they|however|but)\b|因此|故此|所以|故|然而|但",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"(?:but\s+|and\s+)?(?:the\s+|its\s+|their\s+)?(?:exact\s+)?(?:amounts?|quantit(?:y|ies)|volumes?|weights?|numbers?|figures?|data)\b|[數数][量據据]",
    re.IGNORECASE,
)
"""A clause that speaks of the amount of what the clause before it names."""
_NAMES_THE_ROW = 0.75
_WORDS = re.compile(r"[a-z]+|\d+|[\u3400-\u9fff]")
_SMALL = frozenset(("total", "of", "the", "in", "all", "overall", "emissions", "consumption", "number", "used"))
"""Words that a row may have beyond the question and mean the same."""
_PER = re.compile(
    r"\b(?:per|each|intensity|intensities|density|average|on average|a head|a person|normali[sz]ed|rate)\b|每|平均|密度|強度|强度|人均|率",
    re.IGNORECASE,
)
_HOW_MUCH = re.compile(r"\bhow (?:much|many)\b", re.IGNORECASE)
_SHARE = re.compile(
    r"%|\b(?:percent\w*|share|proportion|rate|ratio|more|less|higher|lower|fewer|change\w*|fell|fall|rose|rise|grow\w*|grew|"
    r"increase\w*|decrease\w*|reduc\w+|drop\w*)\b",
    re.IGNORECASE,
)
_ROWS_ASKED = re.compile(
    r"\b(?:by|each|every|per|breakdown|broken|split|list|respective\w*|which|kinds?|types?|categor\w+)\b", re.IGNORECASE
)
_ALL = re.compile(
    r"^(?:the )?(?:group|total|overall|consolidated|all)\b|\btotal$|集團|集团|合計|合计|總計|总计|總數|总数", re.I
)
_CURRENCY = re.compile(r"[$€£¥￥]|\b(?:RMB|HKD|USD|CNY|CAD|EUR|yuan|dollars?|renminbi)\b|元", re.IGNORECASE)


def put_in_order(figures: list[Candidate], asked: Asked) -> None:
    """Move the figure that the question means before those that only look as likely."""
    _of_the_item_first(figures)
    _fuller_first(figures, asked)
    _amount_first(figures, asked)
    _amount_before_share(figures, asked)
    _named_first(figures, asked)
    _row_first(figures, asked)
    _counted_first(figures, asked)
    _whole_first(figures, asked)
    _total_row_first(figures, asked)
    _group_first(figures, asked)
    _undivided_first(figures, asked)
    _counted_thing_first(figures, asked)
    _latter_first(figures, asked)
    _restated_first(figures, asked)
    _rate_first(figures, asked)
    _breakdown_first(figures, asked)


def is_money(candidate: Candidate) -> bool:
    """Whether a figure is an amount of money or may be one; a sentence, whether it names any."""
    if candidate.figure is not None:
        return candidate.figure.dimension in ("money", "unknown") or _CURRENCY.search(candidate.figure.unit) is not None
    return _CURRENCY.search(candidate.context) is not None


def declared_gap(
    sentences: Sequence[Candidate],
    figures: Sequence[Candidate],
    asked: Asked,
    stem: Callable[[str], Sequence[str]],
) -> Candidate | None:
    """The sentence in which the report says that it does not give what is asked for, where the clause that says so names
    that better than the best figure is named."""
    best = figures[0] if figures else None
    found: tuple[float, Candidate] | None = None
    for one in sentences:
        if one.refused or declared(one.text) is None:
            continue
        clauses = [clause for clause in _CLAUSE.split(one.text) if declared(clause) is not None]
        named = max((features.coverage(asked, frozenset(stem(clause))) for clause in clauses), default=0.0)
        if any(_AMOUNT.match(clause.strip()) for clause in clauses):
            # "rainwater is used for washing; the amount is not metered"
            named = max(named, features.coverage(asked, frozenset(stem(one.text))))
        if named:
            # "Hence no data is kept" leans on the sentence before
            before = _sentence_before(one)
            named = max(named, *(features.coverage(asked, frozenset(stem(f"{before} {clause}"))) for clause in clauses))
        if named >= _NAMES_IT and (found is None or named > found[0]):
            found = named, one
    row = _blank_row(sentences, figures, asked, stem)
    if row is not None and (found is None or row[0] > found[0]):
        found = row
    if found is None:
        return None
    told = best.features["cover"] if best is not None and not best.refused else 0.0
    return found[1] if found[0] > told else None


def _blank_row(
    sentences: Sequence[Candidate],
    figures: Sequence[Candidate],
    asked: Asked,
    stem: Callable[[str], Sequence[str]],
) -> tuple[float, Candidate] | None:
    """How far the question's words are its own, and the row of a table that has a sign for none where the answer would
    stand: `NOx  kg  NA  12` where the earlier year is asked for."""
    given = {(one.passage.id, one.span) for one in figures if not one.refused}
    found: tuple[float, Candidate] | None = None
    for one in sentences:
        blank = one.passage.kind == "table" and has_blank(one.text)
        if not blank or (one.passage.id, one.span) in given or (one.refused and "year" not in one.refused):
            continue
        label = f"{one.text} {' '.join(one.passage.section[-1:])}"
        named = features.coverage(asked, frozenset(stem(label)))
        own = one.features.get("own_cover", 0.0)
        opposite = features.is_the_opposite(asked.query, one.text)
        if named >= _NAMES_THE_ROW and own > 0 and not opposite and (found is None or named > found[0]):
            found = named, one
    return found


def _sentence_before(one: Candidate) -> str:
    """The sentence of its passage that a sentence goes on from, where it says so; else nothing."""
    spans = list(one.passage.sentences)
    place = spans.index(one.span) if one.span in spans else 0
    if not place or not _LEANS.match(one.text):
        return ""
    return text_of(one.passage, spans[place - 1])


def _amount_first(figures: list[Candidate], asked: Asked) -> None:
    """An amount before the same amount per something, where nothing per something is asked for."""
    if not figures or figures[0].figure is None or figures[0].figure.dimension != "intensity":
        return
    if _PER.search(asked.question.text) or _PER.search(asked.query):
        return
    best = figures[0]
    assert best.figure is not None
    codes = {code for code, _ in best.figure.kpis}
    top = re.split(r"\s*/\s*|\s+per\s+", best.figure.unit, maxsplit=1)[0]
    for index, other in enumerate(figures[1:], 1):
        if other.refused or other.probability < _HALF_AS_LIKELY * best.probability:
            continue
        assert other.figure is not None
        same = other.figure.period == best.figure.period and codes & {code for code, _ in other.figure.kpis}
        if same and other.figure.dimension == dimension_of(top) and other.passage.page == best.passage.page:
            other.probability = max(other.probability, best.probability)
            figures.insert(0, figures.pop(index))
            return


def _says_as_much(one: Candidate, other: Candidate) -> bool:
    return one.features.get("measure_cover", 0.0) >= other.features.get("measure_cover", 0.0) - 0.01


def _amount_before_share(figures: list[Candidate], asked: Asked) -> None:
    """Where it is asked how much or how many there was, an amount before a share that is about as likely."""
    if not figures or figures[0].figure is None or figures[0].figure.dimension != "percent":
        return
    how_much = _HOW_MUCH.search(asked.query) is not None
    if _SHARE.search(asked.query) or not (how_much or asked.reading.intent == "text"):
        return
    best = figures[0]
    assert best.figure is not None
    for index, other in enumerate(figures[1:], 1):
        if other.refused or other.probability < _ABOUT_AS_LIKELY * best.probability:
            continue
        assert other.figure is not None
        amount = other.figure.dimension in ("mass", "energy", "volume", "count", "money", "time")
        # a few bare words ask for an amount only where its row says as much of them
        placed = other.passage.page == best.passage.page if how_much else _says_as_much(other, best)
        if amount and other.figure.period == best.figure.period and placed:
            figures.insert(0, figures.pop(index))
            return


def _of_one_table(one: Candidate, other: Candidate) -> bool:
    """Whether two figures stand in one table, which may go on over the page."""
    if one.passage.id == other.passage.id:
        return True
    assert one.figure is not None and other.figure is not None
    title = one.figure.caption.split(" · ")[0]
    near = one.passage.report == other.passage.report and abs(one.passage.page - other.passage.page) == 1
    return near and bool(title) and title == other.figure.caption.split(" · ")[0]


def _fuller_first(figures: list[Candidate], asked: Asked) -> None:
    """The row whose labels say more of the question before another row of its table: `Vehicles` under `Nitrogen oxides`
    before `Nitrogen oxides`, where vehicles are asked for."""
    if not figures or figures[0].figure is None or asked.total:
        return
    best = figures[0]
    assert best.figure is not None
    fullest: tuple[float, int] | None = None
    for index, other in enumerate(figures[1:], 1):
        likely = _HALF_AS_LIKELY if _of_one_table(other, best) else _AS_LIKELY
        if other.refused or other.probability < likely * best.probability:
            continue
        assert other.figure is not None
        alike = (other.figure.column, other.figure.period) == (best.figure.column, best.figure.period)
        alike = alike and (likely == _HALF_AS_LIKELY or other.figure.dimension == best.figure.dimension)
        more = other.features.get("measure_cover", 0.0) - best.features.get("measure_cover", 0.0)
        # a part of the best one's row, which says whatever that says and the word that tells the part
        part = bool(best.figure.row) and best.figure.row in other.figure.caption and _of_one_table(other, best)
        if alike and more > (_SAYS_ANY_MORE if part else _SAYS_MORE) and (fullest is None or more > fullest[0]):
            fullest = more, index
    if fullest is not None:
        figures[fullest[1]].probability = max(figures[fullest[1]].probability, best.probability)
        figures.insert(0, figures.pop(fullest[1]))


def _of_the_item_first(figures: list[Candidate]) -> None:
    """A figure of the KPI that is asked about before one of another KPI that is hardly likelier."""
    if not figures or not figures[0].features.get("figure_other"):
        return
    for index, other in enumerate(figures[1:], 1):
        if other.refused or other.probability < 0.9 * figures[0].probability:
            return
        if other.features.get("figure_kpi", 0.0) > 0.2:
            figures.insert(0, figures.pop(index))
            return


def _named_first(figures: list[Candidate], asked: Asked) -> None:
    """The row that the question names before one that says more than it: `Scope 2` before `Scope 1 and Scope 2`."""
    if not figures or figures[0].figure is None or not figures[0].figure.row:
        return
    best = figures[0]
    assert best.figure is not None
    said = _said(asked)
    row = set(_WORDS.findall(best.figure.row.lower()))
    if row <= said:
        return
    for index, other in enumerate(figures[1:], 1):
        if other.refused or other.probability < _HALF_AS_LIKELY * best.probability:
            continue
        assert other.figure is not None
        words = set(_WORDS.findall(other.figure.row.lower()))
        alike = other.figure.period == best.figure.period and other.figure.dimension == best.figure.dimension
        # nothing that the question says is given up for it
        shorter = words and words < row and words <= said and not _stems_of(row - words) & _stems_of(said)
        if alike and shorter and not row - words <= _SMALL:
            other.probability = best.probability
            figures.insert(0, figures.pop(index))
            return


def _stems_of(words: set[str]) -> set[str]:
    """Words without their endings: `refrigerants` is said by `refrigerant`."""
    return {word[:_STEM] if len(word) > _STEM else word.rstrip("s") for word in words}


def _said(asked: Asked) -> set[str]:
    """Words of the question, as typed and in English."""
    return set(_WORDS.findall(asked.query.lower())) | set(_WORDS.findall(asked.question.text.lower()))


def _telling(asked: Asked) -> set[str]:
    """Words of the question that may tell rows apart: what is counted stands for every row."""
    return _said(asked) - _SMALL - set(_WORDS.findall(asked.reading.counted.lower()))


def _row_first(figures: list[Candidate], asked: Asked) -> None:
    """The row of a table that the question names before another row of it, a total say, that it does not name."""
    if not figures or figures[0].figure is None or not figures[0].figure.row:
        return
    best = figures[0]
    assert best.figure is not None
    said, telling = _said(asked), _telling(asked)
    if telling & set(_WORDS.findall(best.figure.row.lower())):
        return
    for index, other in enumerate(figures[1:], 1):
        assert other.figure is not None
        words = set(_WORDS.findall(other.figure.row.lower()))
        if (
            not other.refused
            and other.passage.id == best.passage.id
            and other.figure.dimension == best.figure.dimension
            and other.figure.period == best.figure.period
            and other.figure.column == best.figure.column
            and words <= said
            and words & telling
        ):
            other.probability = max(other.probability, best.probability)
            figures.insert(0, figures.pop(index))
            return


_DIVISIONS = tuple(
    (
        re.compile(
            rf"\bby\s+(?:[\w-]+\s+(?:and|,)\s+)?(?:{english})|按(?:{chinese})"
            rf"|\b(?:{english})\s+(?:split|mix|breakdown|balance|composition|profile|ratio)\b|\b(?:split|breakdown|broken\s+down|mix)\s+(?:of|between|among|across)\s+(?:the\s+)?(?:{english})"
            rf"{both}",
            re.IGNORECASE,
        ),
        re.compile(rf"{english}|{chinese}", re.IGNORECASE),
    )
    for english, chinese, both in (
        (
            r"gender|sex\b",
            "性[別别]",
            r"|\b(?:men|males?)\s*(?:and|vs\.?|versus|/|against|to|or)\s*(?:wom[ae]n|females?)\b|\b(?:wom[ae]n|females?)\s*(?:and|vs\.?|versus|/|against|to|or)\s*(?:men|males?)\b|男女",
        ),
        (r"age\b", "年[齡龄]", ""),
        (r"(?:geographic\w*\s+)?(?:region|location|area|countr)|geograph", "地[區区域]", ""),
        (
            r"(?:employee\s+|employment\s+)?(?:rank|grade|level|position|categor)",
            "[職职][級级位]|[級级][別别]|[類类][別别]",
            "",
        ),
        (r"(?:employment|contract)\s+type|type\s+of\s+(?:employment|contract)", "[僱雇]用?[類类][型别別]", ""),
    )
)
"""By what a question asks for a breakdown, and what the group of its rows is called."""


def division_asked(query: str) -> re.Pattern[str] | None:
    """What the group of rows is called that a question asks for: of `Workforce by gender` the groups of gender or sex."""
    return next((said for ask, said in _DIVISIONS if ask.search(query)), None)


def _breakdown_first(figures: list[Candidate], asked: Asked) -> None:
    """The rows of the breakdown that is asked for before the whole that it breaks down: `Workforce by gender`."""
    division = division_asked(asked.query)
    parts = asked.parts - _OF_DIVISIONS
    both = bool(parts & _MEN) and bool(parts & _WOMEN)
    if division is None or not figures or figures[0].figure is None or (parts - _MEN - _WOMEN if both else parts):
        return
    best = figures[0]
    assert best.figure is not None
    table = best.figure.caption.split(" · ")[0]
    rows = [
        one
        for one in figures
        if one.figure is not None
        and not one.refused
        and (one.passage.id == best.passage.id or (table and one.figure.caption.split(" · ")[0] == table))
        and one.figure.period == best.figure.period
        and (
            division.search(one.figure.caption.partition(" · ")[2])
            or (both and _GENDER_ROW.match(one.figure.row) and one.figure.dimension == best.figure.dimension)
        )
        and one.probability >= _UNLIKELY * best.probability
    ]
    group = next((one.figure.caption for one in rows if one.figure is not None), "")
    rows = [one for one in rows if one.figure is not None and one.figure.caption == group]
    for one in rows:
        one.probability = max(one.probability, best.probability)
        figures.remove(one)
    figures[:0] = rows


_MEN, _WOMEN = frozenset(("male", "men", "man")), frozenset(("female", "women", "woman"))
_GENDER_ROW = re.compile(r"\W*(?:fe)?males?\b|\W*(?:wo)?men\b|[男女]", re.IGNORECASE)
_UNLIKELY = 0.02
_OF_DIVISIONS = frozenset(("region", "regional", "age", "aged", "general", "management"))
"""Words for parts that also name a breakdown."""


def _counted_first(figures: list[Candidate], asked: Asked) -> None:
    """What counts towards the amount asked for before a row that says of itself that it stands beside it."""
    if not figures or figures[0].figure is None:
        return
    best = figures[0]
    assert best.figure is not None
    words = f"{asked.query} {asked.question.text}"
    if not features.BESIDE.search(best.figure.row) or features.BESIDE.search(words):
        return
    codes = {code for code, _ in best.figure.kpis}
    for index, other in enumerate(figures[1:], 1):
        if other.refused or other.probability < _HALF_AS_LIKELY * best.probability:
            continue
        assert other.figure is not None
        alike = other.figure.period == best.figure.period and other.figure.dimension == best.figure.dimension
        if alike and codes & {code for code, _ in other.figure.kpis} and not features.BESIDE.search(other.figure.row):
            other.probability = best.probability
            figures.insert(0, figures.pop(index))
            return


def _total_row_first(figures: list[Candidate], asked: Asked) -> None:
    """The total of a table before a row of it whose label has nothing of the question, unless the rows are asked for."""
    if not figures or figures[0].figure is None or not figures[0].figure.row or _ROWS_ASKED.search(asked.query):
        return
    best = figures[0]
    assert best.figure is not None
    if features.is_total(best.figure.row) or best.features.get("row_adds", 1.0) > 0.0 or asked.parts:
        return
    for index, other in enumerate(figures[1:], 1):
        if other.refused or other.probability < _HALF_AS_LIKELY * best.probability:
            continue
        assert other.figure is not None
        alike = (other.figure.column, other.figure.period, other.figure.dimension, other.passage.id) == (
            best.figure.column,
            best.figure.period,
            best.figure.dimension,
            best.passage.id,
        )
        if alike and features.is_total(other.figure.row):
            other.probability = max(other.probability, best.probability)
            figures.insert(0, figures.pop(index))
            return


def _undivided_first(figures: list[Candidate], asked: Asked) -> None:
    """In prose, a count before its parts, where no part is named: `352 suppliers: 340 in the Mainland …`."""
    if not figures or figures[0].figure is None or figures[0].figure.row:
        return
    best = figures[0]
    assert best.figure is not None
    whole, _, part = best.figure.measure.partition(", ")
    if not part or _telling(asked) & set(_WORDS.findall(part.lower())):
        return
    for index, other in enumerate(figures[1:], 1):
        assert other.figure is not None
        alike = (other.figure.measure, other.figure.period, other.span) == (whole, best.figure.period, best.span)
        if alike and not other.refused:
            other.probability = max(other.probability, best.probability)
            figures.insert(0, figures.pop(index))
            return


def _counted_thing_first(figures: list[Candidate], asked: Asked) -> None:
    """Of the figures of one sentence the one that counts what is asked for: `85 products`, not the `171 test items` on them."""
    if not asked.counted or not figures or figures[0].figure is None or figures[0].figure.row:
        return
    best = figures[0]
    assert best.figure is not None
    if best.features.get("counted", 0.0) > 0:
        return
    for index, other in enumerate(figures[1:], 1):
        if other.refused or other.probability < _HALF_AS_LIKELY * best.probability:
            continue
        assert other.figure is not None
        alike = (other.span, other.passage.id, other.figure.period) == (best.span, best.passage.id, best.figure.period)
        if alike and other.features.get("counted", 0.0) > 0:
            other.probability = max(other.probability, best.probability)
            figures.insert(0, figures.pop(index))
            return


_BEFORE = re.compile(
    r"\b(?:before|prior|previous(?:ly)?|original(?:ly)?|initial(?:ly)?|former(?:ly)?|old|first\s+(?:stated|reported|published)|as\s+(?:first\s+)?(?:reported|published)|last\s+year)\b"
    r"|原[先來来本]|之前|重列前|去年|上年",
    re.IGNORECASE,
)
_FROM_TO = re.compile(r"\bfrom\s+(?:\D{0,12})$|由(?:\D{0,6})$")


def _latter_first(figures: list[Candidate], asked: Asked) -> None:
    """Of two figures `from … to …` that nothing else tells apart, the one that holds now, unless what it was is asked."""
    if len(figures) < 2 or figures[0].figure is None or figures[0].figure.row or _BEFORE.search(asked.question.text):
        return
    best = figures[0]
    assert best.figure is not None
    text, start = best.passage.text, best.passage.start
    if not _FROM_TO.search(text[max(0, best.span[0] - start) : best.figure.start - start]):
        return
    for index, other in enumerate(figures[1:], 1):
        assert other.figure is not None
        between = text[best.figure.end - start : other.figure.start - start]
        alike = (other.span, other.figure.period) == (
            best.span,
            best.figure.period,
        ) and other.passage.id == best.passage.id
        if (
            alike
            and not other.refused
            and re.fullmatch(r"[^.;,，。；]{0,40}(?:\bto\s+\D{0,8}|至\D{0,4}|到\D{0,4})", between)
        ):
            other.probability = max(other.probability, best.probability)
            figures.insert(0, figures.pop(index))
            return


_AS_WAS = re.compile(
    r"\b(?:first|originally|previously)\s+(?:stated|reported|published|disclosed)\b|\boriginal\b|原[先來来]|重列前",
    re.IGNORECASE,
)
_AS_IS = re.compile(r"\b(?:re-?stated|revised|recalculated|adjusted)\b|重列|重述|經調整|经调整", re.IGNORECASE)


def _restated_first(figures: list[Candidate], asked: Asked) -> None:
    """Of the columns `As first reported` and `Restated` the one that holds, or the other where what it was is asked."""
    if not figures or figures[0].figure is None or not figures[0].figure.column:
        return
    best = figures[0]
    assert best.figure is not None
    wanted, other_way = (_AS_WAS, _AS_IS) if _BEFORE.search(asked.question.text) else (_AS_IS, _AS_WAS)
    if not other_way.search(best.figure.column):
        return
    for index, other in enumerate(figures[1:], 1):
        assert other.figure is not None
        alike = (other.span, other.passage.id) == (best.span, best.passage.id)
        if alike and wanted.search(other.figure.column) and not other.refused:
            other.probability = max(other.probability, best.probability)
            figures.insert(0, figures.pop(index))
            return


def _rate_first(figures: list[Candidate], asked: Asked) -> None:
    """Where a few words name a KPI that is a rate, the rate before the count that it is reckoned from."""
    if not asked.rate or not figures or figures[0].figure is None or figures[0].figure.dimension != "count":
        return
    best = figures[0]
    assert best.figure is not None
    if _HOW_MUCH.search(asked.query) or re.search(r"\bnumber\b|\bcount\b", asked.query, re.IGNORECASE):
        return
    for index, other in enumerate(figures[1:], 1):
        if other.refused or other.probability < _HALF_AS_LIKELY * best.probability:
            continue
        assert other.figure is not None
        if other.figure.dimension == "percent" and other.figure.period == best.figure.period:
            other.probability = max(other.probability, best.probability)
            figures.insert(0, figures.pop(index))
            return


def _group_first(figures: list[Candidate], asked: Asked) -> None:
    """In a row over sites or companies, the column of all of them, unless the question names the column."""
    if not figures or figures[0].figure is None or not figures[0].figure.row:
        return
    best = figures[0]
    assert best.figure is not None
    column = {word for word in _WORDS.findall(best.figure.column.lower()) if not word.isdigit()}
    if _ALL.search(best.figure.column) or _telling(asked) & column:
        return
    for index, other in enumerate(figures[1:], 1):
        assert other.figure is not None
        alike = (other.figure.row, other.figure.period, other.figure.dimension, other.passage.id) == (
            best.figure.row,
            best.figure.period,
            best.figure.dimension,
            best.passage.id,
        )
        if alike and not other.refused and _ALL.search(other.figure.column):
            other.probability = max(other.probability, best.probability)
            figures.insert(0, figures.pop(index))
            return


def _whole_first(figures: list[Candidate], asked: Asked) -> None:
    """A total before a part of it, where no part is asked for and the total is about as likely."""
    if not figures or asked.parts or figures[0].features.get("extra_part", 0.0) <= 0:
        return
    best = figures[0]
    assert best.figure is not None
    if _telling(asked) & set(_WORDS.findall(best.figure.row.lower())):
        return
    for index, other in enumerate(figures[1:], 1):
        if other.probability < _ABOUT_AS_LIKELY * best.probability:
            return
        assert other.figure is not None
        same = other.figure.dimension == best.figure.dimension and other.figure.period == best.figure.period
        if (
            same
            and other.features.get("extra_part", 0.0) == 0
            and {c for c, _ in other.figure.kpis} & {c for c, _ in best.figure.kpis}
        ):
            figures.insert(0, figures.pop(index))
            return
