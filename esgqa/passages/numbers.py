"""Numbers as printed: digits with separators, scale words, numbers in words, Chinese 萬 and 億, Chinese numerals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from esgqa.numerals import chinese_value
from esgqa.passages.chinese_numbers import numerals
from esgqa.passages.lexicon import words

_WIDE = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_SCALES: dict[str, int] = {
    "hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "mn": 6, "bn": 9,
    "百": 2, "千": 3, "萬": 4, "万": 4, "十萬": 5, "十万": 5, "百萬": 6, "百万": 6, "千萬": 7, "千万": 7, "億": 8, "亿": 8,
    "十億": 9, "十亿": 9, "百億": 10, "百亿": 10, "萬億": 12, "万亿": 12,
}  # fmt: skip
_ONES = words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen",
    "eighteen nineteen",
)
_TENS = words("twenty thirty forty fifty sixty seventy eighty ninety")
_WORD_VALUE = {word: n for n, word in enumerate(_ONES)} | {word: 10 * (n + 2) for n, word in enumerate(_TENS)}

_SMALL = (
    rf"(?:(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_ONES[1:10])}))?|{'|'.join(sorted(_ONES[1:], key=len, reverse=True))})"
)
_WORDS = re.compile(
    rf"(?<![\w’'-])(?:(?:{_SMALL})(?:\s+(?:hundred|thousand|million|billion))*(?:\s+and\s+{_SMALL}(?=\s))?"
    r"|an?\s+(?:hundred|thousand|million|billion))(?![\w’'])",
    re.IGNORECASE,
)
_SCALE_AFTER = (
    r"(?:\s{0,3}(?:hundred|thousand|million|billion|trillion|mn|bn)\b"
    r"|\s?(?:[十百千][萬万]|[十百][億亿]|[萬万][億亿]|[萬万億亿]|千(?![萬万瓦克焦米兆卡里伏周赫])|百(?![分萬万億亿])))"
)
"""千 begins units too: 千瓦時, 千克."""
_MORE = r"(?:(?<=[億亿])\s?\d[\d,]*(?:\.\d+)?\s?[萬万千]?[萬万])"
"""The lower part of `3億2,500萬`."""
_DIGITS = re.compile(
    r"(?P<sign>[-−](?=\d))?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    rf"(?P<scale>{_SCALE_AFTER}{_MORE}?)?(?P<percent>\s?[%‰]|\s(?:per\s?cent)\b)?"
)
_BEGIN = re.compile(r"\d|\.\d|[-−]\d")
_SKIP = re.compile(r"[-−]?[\d.,]*\d")
_CURRENCY_LETTERS = re.compile(r"(?:RMB|HKD|USD|CNY|CAD|EUR|GBP|MOP)$")
_CJK = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Number:
    """A number found in a text: `text[start:end] == raw`."""

    start: int
    end: int
    raw: str
    value: str
    """Plain decimal, digits as printed (`1.50` stays `1.50`), scale words multiplied out."""
    percent: bool = False
    word: bool = False


def widened(text: str) -> str:
    """Full-width digits and signs made half-width, one character for one, so that spans still hold."""
    return text.translate(_WIDE)


def plain(raw: str) -> str:
    """The plain decimal of a printed number (`4,917` → `4917`, `15 million` → `15000000`).

    Raises ValueError where `raw` holds no number.
    """
    text = widened(raw).strip()
    found = re.search(rf"([-−]?)(\d[\d,]*(?:\.\d+)?|\.\d+)({_SCALE_AFTER})?({_MORE})?", text)
    if not found:
        return _chinese_words(text) if _CJK.match(text) else _plain_words(text)
    digits = found.group(2).replace(",", "")
    scale = (found.group(3) or "").strip()
    if digits.startswith("."):
        digits = "0" + digits
    sign = "-" if found.group(1) else ""
    if not scale:
        return sign + digits
    number = Decimal(digits).scaleb(_SCALES[scale.lower()])
    if found.group(4):
        number += Decimal(plain(found.group(4)))
    shown = format(number, "f")
    return sign + (shown.rstrip("0").rstrip(".") if "." in shown else shown)


def numbers(text: str) -> list[Number]:
    """Every number in a text, in order, whether or not it is a quantity; spans index the text as given."""
    flat = widened(text)
    found = [_from_digits(text, match) for match in _digit_matches(flat)]
    found += [
        Number(match.start(), match.end(), text[match.start() : match.end()], _plain_words(match.group()), word=True)
        for match in _WORDS.finditer(flat)
    ]
    found += [
        Number(one.start, one.end, text[one.start : one.end], one.value, percent=one.percent, word=True)
        for one in numerals(flat)
    ]
    taken = [(one.start, one.end) for one in found if one.word and one.percent]
    # 百分之30: the digits alone are no number of their own
    found = [one for one in found if one.word or not any(start < one.end <= end for start, end in taken)]
    return sorted(found, key=lambda number: number.start)


def _digit_matches(flat: str) -> list[re.Match[str]]:
    """Digit runs; a Chinese character or a currency may touch them, a Latin letter or another number may not."""
    matches: list[re.Match[str]] = []
    position = 0
    while start := _BEGIN.search(flat, position):
        at = start.start()
        before = flat[at - 1] if at else " "
        earlier = flat[at - 2] if at > 1 else " "
        if before.isdecimal() and flat[at] in "-−":
            position = at + 1  # the dash of a range: the number behind it stands on its own
            continue
        touching = before.isalnum() and not _CJK.match(before) and not _currency_ends(flat, at)
        blocked = touching or before in "_#/:)”’" or (before == "." and earlier.isalnum())
        blocked = blocked or (before in "-–" and earlier.isalpha() and earlier.isascii())
        blocked = blocked or (before == "," and earlier.isdigit())
        match = None if blocked else _DIGITS.match(flat, at)
        if match:
            matches.append(match)
            position = match.end()
        else:
            skip = _SKIP.match(flat, at)
            position = max(skip.end() if skip else at, at + 1)
    return matches


def _currency_ends(flat: str, at: int) -> bool:
    return bool(_CURRENCY_LETTERS.search(flat[max(0, at - 3) : at]))


def _from_digits(text: str, match: re.Match[str]) -> Number:
    end = match.end("percent") if match.group("percent") else match.end()
    raw = text[match.start() : end]
    return Number(match.start(), end, raw, plain(raw), percent=bool(match.group("percent")))


def _chinese_words(text: str) -> str:
    found = next(numerals(text), None)
    return found.value if found else chinese_value(text)


def _plain_words(words: str) -> str:
    total, current = 0, 0
    seen = False
    for word in re.split(r"[\s-]+", words.strip().lower()):
        if word in ("a", "an", "and"):
            current = current or (1 if word != "and" else 0)
        elif word in _WORD_VALUE:
            current, seen = current + _WORD_VALUE[word], True
        elif word in _SCALES:
            step, seen = 10 ** _SCALES[word], True
            if word == "hundred":
                current = (current or 1) * step
            else:
                total, current = total + (current or 1) * step, 0
        else:
            raise ValueError(f"no number in {words!r}")
    if not seen:
        raise ValueError(f"no number in {words!r}")
    return str(total + current)
