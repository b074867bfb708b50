"""Chinese numerals as numbers: 二十三, 三萬五千, 三點五, 二零二四."""

from __future__ import annotations

import re

_DIGITS = (
    {char: value for value, char in enumerate("零一二三四五六七八九")} | dict.fromkeys("〇○", 0) | {"兩": 2, "两": 2}
)
_STEPS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"萬": 10**4, "万": 10**4, "億": 10**8, "亿": 10**8}
_ONE = "〇零○一二三四五六七八九"
NUMERAL_CHARS = "".join((*_DIGITS, *_STEPS, *_MYRIADS))
"""Every character that a numeral is written with."""
NUMERAL = rf"[{NUMERAL_CHARS}]+(?:[點点][{_ONE}]+)?"
"""A run of them, as the source of a regular expression; it need not be well formed."""
_YEAR = re.compile(rf"(?<![{NUMERAL_CHARS}])[{_ONE}]{{4}}(?=\s*(?:年|[財财]年|[/／–—-]\s?[\d{_ONE}]))")
_SECOND_YEAR = re.compile(rf"(?<=\d{{4}}[/／–—-])(?:[{_ONE}]{{4}}|[{_ONE}]{{2}})(?=\s*(?:年|[財财]年))")


def chinese_value(text: str) -> str:
    """The plain decimal of a Chinese numeral: `二十三` is 23, `三萬五千` 35000, `一百零五` 105, `三點五` 3.5, `二零二四` 2024.

    Raises ValueError where the text is none.
    """
    found = re.fullmatch(rf"([{NUMERAL_CHARS}]+)(?:[點点]([{_ONE}]+))?", text)
    if not found:
        raise ValueError(f"no Chinese numeral: {text!r}")
    part = f".{_as_digits(found[2])}" if found[2] else ""
    return f"{_integer(found[1])}{part}"


def arabic_years(text: str) -> str:
    """The text with years in Chinese numerals written in digits, one character for one: `二零二四年` is `2024年`."""
    once = _YEAR.sub(lambda match: _as_digits(match[0]), text)
    return _SECOND_YEAR.sub(lambda match: _as_digits(match[0]), once)


def _as_digits(numeral: str) -> str:
    return "".join(str(_DIGITS[char]) for char in numeral)


def _integer(numeral: str) -> int:
    if all(char in _DIGITS for char in numeral):
        return int(_as_digits(numeral))
    total = section = current = tenth = 0
    for char in numeral:
        if char in _DIGITS:
            tenth = tenth if _DIGITS[char] else 0
            current = _DIGITS[char]
        elif char in _STEPS:
            section += (current or 1) * _STEPS[char]
            current, tenth = 0, _STEPS[char] // 10
        else:
            step = _MYRIADS[char]
            section = section + current or (0 if total else 1)
            # 三萬億: a step larger than all before it multiplies all of it
            total = (total + section) * step if total < step else total + section * step
            section, current, tenth = 0, 0, step // 10
    # 三萬五: a last digit right after a step counts the step below
    return total + section + current * max(tenth, 1)
