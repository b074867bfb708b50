"""One answer against one gold question."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from esgqa.evaluation.gold import GoldQuestion
from esgqa.types import Answer

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one gold question."""

    id: str
    question: str
    kind: str
    lang: str
    split: str
    expected: str
    """The gold status."""
    wanted: str
    """The gold answers, for reading."""
    got: str
    """The status given."""
    answer: str
    quotes: tuple[str, ...]
    pages: tuple[str, ...]
    """Printed labels cited."""
    right: bool
    """An answer is wanted, and it is given and right; or none is wanted, and none is given."""
    status_right: bool
    """The status is the gold one: the right reason, where there is no answer."""
    page_right: bool
    """Any citation stands on an expected page."""
    first_page_right: bool
    kpi_right: bool | None
    """None where the gold question names no KPI or no answer is given."""
    confidence: float
    seconds: float

    @property
    def answerable(self) -> bool:
        """Whether the gold question has an answer."""
        return self.expected == "answered"

    @property
    def asserted_wrong(self) -> bool:
        """An answer was given and is wrong, or none exists."""
        return self.got == "answered" and not self.right


def score(gold: GoldQuestion, answer: Answer, seconds: float) -> Outcome:
    """Compare an answer with its gold question."""
    answered = answer.status == "answered"
    cited = [str(c.page) if gold.page_kind == "position" else c.page_label for c in answer.citations]
    return Outcome(
        id=gold.id,
        question=gold.question,
        kind=gold.kind,
        lang=gold.lang,
        split=gold.split,
        expected=gold.status,
        wanted=" | ".join((*gold.answers, *gold.all)),
        got=answer.status,
        answer=answer.answer,
        quotes=tuple(c.quote for c in answer.citations),
        pages=tuple(c.page_label for c in answer.citations),
        right=(answered and holds(gold, answer)) if gold.status == "answered" else not answered,
        status_right=answer.status == gold.status,
        page_right=any(page in gold.pages for page in cited),
        first_page_right=bool(cited) and cited[0] in gold.pages,
        kpi_right=bool(set(gold.kpi) & set(answer.kpis)) if gold.kpi and answered else None,
        confidence=answer.confidence,
        seconds=seconds,
    )


def holds(gold: GoldQuestion, answer: Answer) -> bool:
    """Whether the answer says what the gold question wants: a number where one is wanted, wording elsewhere."""
    text = plain(" ".join([answer.answer, *(c.quote for c in answer.citations)]))
    if not all(plain(wanted) in text for wanted in gold.all):
        return False
    if not gold.answers:
        return bool(gold.all)
    if gold.kind in ("figure", "table"):
        given = {number(figure.value) for figure in answer.figures} | {
            number(n) for n in _NUMBER.findall(answer.answer)
        }
        return any(_same(wanted, given, plain(answer.answer)) for wanted in gold.answers)
    return any(plain(wanted) in text for wanted in gold.answers)


def _same(wanted: str, given: set[Decimal | None], answer: str) -> bool:
    value = number(wanted)
    return value in given if value is not None else plain(wanted) in answer


def number(text: str) -> Decimal | None:
    """The number a text is, separators and percent sign removed; None where it is none."""
    try:
        return Decimal(text.replace(",", "").strip().rstrip("%％"))
    except InvalidOperation:
        return None


def plain(text: str) -> str:
    """For comparing wording: lower case, single blanks, straight quotes and dashes."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_QUOTES).lower().split())
