"""Every quantity that a sentence states, in whatever way it is written, and what it says beside the number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from esgqa.numerals import NUMERAL_CHARS, chinese_value
from esgqa.passages.numbers import numbers
from esgqa.units import Unit, parse_unit
from esgqa.units.words import CURRENCIES

Bound = Literal["", "above", "below"]

YEAR = re.compile(r"(?:19[89]|20[0-6])\d")
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_ROUGH = tuple(
    (name, re.compile(rf"(?<!\w)(?:{english})(?!\w)" + (f"|{chinese}" if chinese else ""), re.IGNORECASE))
    for name, english, chinese in (
        ("half", r"half|halves|halv(?:ed|ing)", r"一半|半[數数]|[过過]半"),
        ("twice", r"twice|doubl(?:e[sd]?|ing)|two-?fold", r"翻[倍番]|加倍|[兩两雙双]倍"),
        ("three times", r"thrice|tripl(?:e[sd]?|ing)|three-?fold|trebl(?:e[sd]?|ing)", ""),
        ("many times", r"(?:four|five|six|seven|eight|nine|ten|hundred)-?fold|tenths?", "倍"),
        ("third", r"thirds?", ""),
        ("quarter", r"quarters?", ""),
        ("part", r"(?:fif|six|seven|eigh|nin)ths?", ""),
        ("first", r"first(?:ly)?", "首次"),
        ("second", r"second(?:ly)?", ""),
        ("fourth", r"fourth|eleventh|twelfth", ""),
        ("dozen", r"dozens?", ""),
        ("couple", r"couple|pair|both|single", ""),
        ("hundreds", r"hundreds", r"[數数]百"),
        ("thousands", r"thousands", r"[數数成]千"),
        ("millions", r"[mb]illions|trillions", r"[數数]百[萬万]"),
        ("several", r"several|numerous|countless", r"[數数]十"),
    )
)
"""Numbers without a value of their own: each must be said by a word of the same group."""
_ZERO = re.compile(r"(?<!\w)(?:zero|nil|naught)(?!\w)|零(?!售|件|部|食|散|碎|星|排放)", re.IGNORECASE)
_CHINESE = re.compile(rf"[{NUMERAL_CHARS}]+(?:[點点][{NUMERAL_CHARS}]+)?")
_ARTICLE = "一"
"""Alone it mostly is an article or part of a word: 一项, 一致. Where it counts, `numbers` says so."""

_BEFORE: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    (
        "below",
        re.compile(
            r"(?:\b(?:less|fewer|lower|no more|not more) than|\b(?:under|below|up to|at most|nearly|almost|within|short of)"
            r"|不足|不到|少[于於]|低[于於]|至多|最多|接近|近|不超[过過])\W*$",
            re.IGNORECASE,
        ),
    ),
    (
        "above",
        re.compile(
            r"(?:\b(?:more|greater|higher|no less|not less|no fewer) than|\b(?:over|above|exceed(?:s|ed|ing)?|at least|upwards of|beyond)"
            r"|超[过過]|逾|多[于於]|高[于於]|至少|不少[于於]|最少)\W*$",
            re.IGNORECASE,
        ),
    ),
)
_AFTER: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    ("above", re.compile(r"\s*(?:\+|or (?:more|above|over)\b|以上|[多餘余])", re.IGNORECASE)),
    ("below", re.compile(r"\s*(?:or (?:less|fewer|below|under)\b|以下|以[内內])", re.IGNORECASE)),
)
_CURRENCY_BEFORE = tuple((re.compile(rf"(?:{pattern.pattern})\s*$", re.I), code) for pattern, code in CURRENCIES)
_UNIT_WORD = re.compile(r"[\w$€£¥￥%‰²³₂'’°-]+(?:/[\w$€£¥²³₂]+)*")
_LONGEST_UNIT = 5
_CJK_UNIT = re.compile(r"[個个多餘余]?(?P<unit>[\u3400-\u9fff]{1,6})")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a sentence states it; `start:end` is its span in the text it was read from."""

    start: int
    end: int
    value: str
    """Canonical decimal (`1.5` for `1.50`), or the words of a rough one: `half`, `third`."""
    percent: bool = False
    bound: Bound = ""
    unit: Unit | None = None
    """What is known of the unit printed beside it; None where there is none."""
    rough: bool = False

    @property
    def is_year(self) -> bool:
        return not self.rough and not self.percent and self.unit is None and YEAR.fullmatch(self.value) is not None


def folded(text: str) -> str:
    """Text with compatibility forms as plain ones (full-width, circled and raised digits, ligatures), for reading only."""
    return unicodedata.normalize("NFKC", text)


def quantities(text: str) -> list[Quantity]:
    """All quantities of a folded text, in order: digits wherever they stand, words, fractions, Chinese numerals.

    It errs towards finding too many: what is found must be accounted for by the evidence.
    """
    found: list[Quantity] = []
    for one in numbers(text):
        unit, percent = _unit(text, one.start, one.end, one.percent)
        found.append(
            Quantity(one.start, one.end, canonical(one.value), percent, _bound(text, one.start, one.end), unit)
        )
    for match in _DIGITS.finditer(text):
        if not _covered(found, match.start(), match.end()):
            found.append(Quantity(*match.span(), canonical(match[0].replace(",", ""))))
    for match in _ZERO.finditer(text):
        found.append(Quantity(*match.span(), "0"))
    for match in _CHINESE.finditer(text):
        if match[0] != _ARTICLE and not _covered(found, match.start(), match.end()) and (value := _numeral(match[0])):
            found.append(Quantity(*match.span(), value))
    for name, pattern in _ROUGH:
        found += [
            Quantity(*match.span(), name, rough=True)
            for match in pattern.finditer(text)
            if not _covered(found, match.start(), match.end())
        ]
    return sorted(found, key=lambda quantity: quantity.start)


def canonical(value: str) -> str:
    """One way to write a decimal: `1.50` and `1.5`, `007` and `7` are equal."""
    try:
        number = Decimal(value).normalize()
    except InvalidOperation:
        return value
    return format(number if number else Decimal(0), "f")


def same_unit(a: Unit, b: Unit) -> bool:
    """Whether two units say the same of a number, with no conversion between them.

    A mass may leave out what it is a mass of (`tonnes` for tCO2e): the words around it say so.
    """
    if a.factor != b.factor or a.basis != b.basis or a.per != b.per:
        return False
    return a.canonical == b.canonical or (
        a.dimension == b.dimension == "mass" and "" in (a.substance, b.substance) and a.basis == "absolute"
    )


def _numeral(text: str) -> str:
    try:
        return canonical(chinese_value(text))
    except ValueError:
        return text


def _covered(found: Sequence[Quantity], start: int, end: int) -> bool:
    return any(one.start <= start and end <= one.end for one in found)


def _bound(text: str, start: int, end: int) -> Bound:
    before, after = text[max(0, start - 24) : start], text[end : end + 12]
    before = re.sub(r"(?:[A-Z]{2,3}\s?\$?|[$€£¥￥])\s*$", "", before)
    for bound, pattern in _BEFORE:
        if pattern.search(before):
            return bound
    for bound, pattern in _AFTER:
        if pattern.match(after):
            return bound
    return ""


def _unit(text: str, start: int, end: int, percent: bool) -> tuple[Unit | None, bool]:
    """The unit printed beside a number, and whether it is a percentage."""
    if percent:
        return None, True
    before = text[max(0, start - 24) : start]
    for pattern, code in _CURRENCY_BEFORE:
        if pattern.search(before):
            return parse_unit(code), False
    after = text[end : end + 60]
    if after.lstrip().startswith("年") and YEAR.fullmatch(text[start:end]):
        return None, False
    words = list(_UNIT_WORD.finditer(after))[:_LONGEST_UNIT]
    for count in range(len(words), 0, -1):
        piece = after[: words[count - 1].end()]
        if (
            len(piece) - len(piece.lstrip(" -")) <= 1
            and not re.search(r"[,.;:，。；：]", piece)
            and (unit := parse_unit(piece.strip(" -"))).known
        ):
            return (None, True) if unit.dimension == "percent" and unit.canonical == "%" else (unit, False)
    match = _CJK_UNIT.match(after.lstrip())
    for length in range(len(match["unit"]) if match else 0, 0, -1):
        counted = parse_unit(match["unit"][:length]) if match else None
        if counted is not None and counted.known:
            return counted, False
    return None, False
