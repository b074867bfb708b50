"""When two texts or two numbers count as the same."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

_STRAIGHT = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "「": '"', "」": '"', "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-"})  # fmt: skip
_CJK = "\u3400-\u9fff\uf900-\ufaff"
_CJK_GAP = re.compile(rf"(?<=[{_CJK}])\s+(?=[{_CJK}])")

# a number glued to a letter is a code, a standard or a year label (B6.2, ISO27000, FY2018), not a quantity
_NUMBER = re.compile(
    r"(?<![A-Za-z0-9.,])(?P<number>-?(?:\d{1,3}(?:,\d{3})+(?![\d])|\d+)(?:\.\d+)?)(?P<percent>\s*(?:%|per ?cent\b))?",
    re.IGNORECASE,
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATES = re.compile(
    rf"\b\d{{1,2}}\s+{_MONTH}(?:,?\s+\d{{4}})?|\b{_MONTH}\s+\d{{1,2}}\b(?:,?\s*\d{{4}}\b)?|\d{{4}}-\d{{2}}-\d{{2}}"
    r"|\d{4}\s*年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?|\bFY\s?\d{2,4}\b|(?<![\d,.])(?:19|20)\d{2}(?![\d,.%])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed: `value` without separators; `percent` where a percent sign or word follows."""

    value: Decimal
    percent: bool = False

    def meets(self, wanted: Number) -> bool:
        """Equal as numbers; where a percentage is wanted, a percentage."""
        return self.value == wanted.value and (self.percent or not wanted.percent)


def plain(text: str) -> str:
    """For comparing wording: one width and case, straight quotes and dashes, single blanks, none between Chinese
    characters. Traditional and Simplified characters stay as they are."""
    folded = unicodedata.normalize("NFKC", text).translate(_STRAIGHT).casefold()
    return _CJK_GAP.sub("", re.sub(r"\s+", " ", folded)).strip()


def numbers_in(text: str, *, dates: bool = True) -> tuple[Number, ...]:
    """The numbers of a text, in order; with `dates=False` none that are part of a date or look like a year."""
    text = plain(text)
    if not dates:
        text = _DATES.sub(" ", text)
    return tuple(
        Number(Decimal(match["number"].replace(",", "")), match["percent"] is not None)
        for match in _NUMBER.finditer(text)
    )


def as_number(text: str) -> Number | None:
    """The number that the whole text is, as `4,917`, `45.5%`, `-3`; else None."""
    whole = plain(text)
    match = _NUMBER.fullmatch(whole)
    return numbers_in(whole)[0] if match else None


def decimal_of(value: str) -> Decimal | None:
    """A plain decimal string as a number; None where it is none."""
    try:
        return Decimal(value.replace(",", "").strip())
    except InvalidOperation:
        return None


def stands_in(wanted: str, text: str) -> bool:
    """Whether the words stand in the text: from the start of a word, and never as part of a longer number.

    An ending may follow (`supplier` stands in `suppliers`), but not on words of up to three letters (`CEO`, `no`).
    """
    needle, hay = plain(wanted), plain(text)
    if not needle:
        return False
    ends_whole = needle[-1].isdigit() or (needle.isascii() and len(needle) <= 3)
    before = r"(?<![A-Za-z0-9])" if needle[0].isascii() and needle[0].isalnum() else ""
    if needle[0].isdigit():
        before += r"(?<!\d[.,])"
    after = ""
    if needle[-1].isdigit():
        after = r"(?!\d|[.,]\d)"
    elif ends_whole and needle[-1].isalnum():
        after = r"(?![A-Za-z0-9])"
    return re.search(before + re.escape(needle) + after, hay) is not None


def text_holds(wanted: str, text: str) -> bool:
    """Whether the text, or the number that it is, stands in another."""
    number = as_number(wanted)
    if number is not None and any(found.meets(number) for found in numbers_in(text)):
        return True
    return stands_in(wanted, text)
