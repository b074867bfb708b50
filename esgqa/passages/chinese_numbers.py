"""Chinese numerals: 二十三, 三萬五千, 百分之三點五, 三成, 二零二四年; and which of them count something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from esgqa.passages.lexicon import words

_DIGITS = (
    {char: value for value, char in enumerate("零一二三四五六七八九")} | dict.fromkeys("〇○", 0) | {"兩": 2, "两": 2}
)
_STEPS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"萬": 10**4, "万": 10**4, "億": 10**8, "亿": 10**8}
_ONE = "〇零○一二三四五六七八九"
_CHARS = "".join((*_DIGITS, *_STEPS, *_MYRIADS))
_NUMERAL = rf"[{_CHARS}]+(?:[點点][{_ONE}]+)?"
_YEAR = re.compile(rf"(?<![{_CHARS}])[{_ONE}]{{4}}(?=\s*(?:年|[財财]年|[/／–—-]\s?[\d{_ONE}]))")
_SECOND_YEAR = re.compile(rf"(?<=\d{{4}}[/／–—-])(?:[{_ONE}]{{4}}|[{_ONE}]{{2}})(?=\s*(?:年|[財财]年))")
_NOT_BEFORE = rf"(?<![第數数幾几其之點点月初{_CHARS}\d])"
"""An ordinal, `several`, a fraction, a day of the month."""
_PERCENT = re.compile(rf"百分之(?P<part>\d+(?:\.\d+)?|{_NUMERAL})")
_TENTHS = re.compile(
    rf"{_NOT_BEFORE}(?<![統统合劃划單单])(?P<tens>[一二兩两三四五六七八九])成(?P<part>半|[一二三四五六七八九](?=[^年月日名個个項项]|$))?"
    r"(?![員员](?![工])|[立功本果品長长熟就份分績绩交年都效因型語语])"
)
_UNITS = "|".join(
    words(
        "名 位 宗 件 次 人次 人 間 间 家 個月 个月 個 个 項 项 起 場 场 份 棵 輛 辆 所 座 篇 條 条 台 張 张 批 套 戶 户 款 種 种 堂 株 歲 岁",
        "小時 小时 分鐘 分钟 工作日 天 日 年 週 周 星期 噸 吨 公噸 公吨 公斤 千克 克 立方米 公升 平方米 平方呎 平方公里 公頃 公顷 畝 亩 公里 米",
        "千瓦時 千瓦时 兆瓦時 兆瓦时 度電 度电 港元 港幣 港币 人民幣 人民币 美元 元",
    )
)
_COUNTING = re.compile(
    rf"{_NOT_BEFORE}(?P<number>{_NUMERAL})(?=[多餘余]?(?:{_UNITS}))(?![年日月]度|[個个]方面|起[來来]|年[級级制期來来]|次性|[個个](?:體|体|人|別|别))"
)
_ONE_EVENT = re.compile(
    r"一(?=[名位宗起件](?:[^，。；、,;]{0,12})(?:[員员]工|[僱雇][員员]|人[員员]|工人|董事|事故|事件|個案|个案|案件|投[訴诉]|[訴诉][訟讼]|意外|身故|死亡|受[傷伤]|[離离]世))"
)
"""一 counts a person or an event; in most other places it is an article: 一項措施, 一家公司."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A Chinese numeral that counts something, with its value as a plain decimal."""

    start: int
    end: int
    value: str
    percent: bool = False


def chinese_value(text: str) -> str:
    """The plain decimal of a Chinese numeral: `二十三` is 23, `三萬五千` 35000, `一百零五` 105, `三點五` 3.5, `二零二四` 2024.

    Raises ValueError where the text is none.
    """
    found = re.fullmatch(rf"([{_CHARS}]+)(?:[點点]([{_ONE}]+))?", text)
    if not found:
        raise ValueError(f"no Chinese numeral: {text!r}")
    part = f".{_as_digits(found[2])}" if found[2] else ""
    return f"{_integer(found[1])}{part}"


def numerals(text: str) -> Iterator[Numeral]:
    """The numerals of a text that count something, in order: before a unit or a counting word, 百分之 and 成.

    Ordinals (第三), idioms (一方面, 十分), years and dates are none.
    """
    found: list[Numeral] = []
    for match in _PERCENT.finditer(text):
        part = match["part"]
        value = part if part[0].isdigit() else chinese_value(part)
        found.append(Numeral(*match.span(), value, percent=True))
    for match in _TENTHS.finditer(text):
        part = match["part"] or "零"
        ones = 5 if part == "半" else _DIGITS[part]
        found.append(Numeral(*match.span(), str(10 * _DIGITS[match["tens"]] + ones), percent=True))
    for match in _COUNTING.finditer(text):
        number = match["number"]
        if number == "一" or number[0] in "百千萬万億亿零〇○" or _listed(number):
            continue
        found.append(Numeral(*match.span("number"), chinese_value(number)))
    found += [Numeral(*match.span(), "1") for match in _ONE_EVENT.finditer(text) if _stands_alone(text, match.start())]
    return iter(sorted(found, key=lambda one: one.start))


def arabic_years(text: str) -> str:
    """The text with years in Chinese numerals written in digits, one character for one: `二零二四年` is `2024年`."""
    once = _YEAR.sub(lambda match: _as_digits(match[0]), text)
    return _SECOND_YEAR.sub(lambda match: _as_digits(match[0]), once)


def _as_digits(numeral: str) -> str:
    return "".join(str(_DIGITS[char]) for char in numeral)


def _listed(numeral: str) -> bool:
    """Digits side by side are a round estimate (三四家) or a year, not a count."""
    return len(numeral) > 1 and all(char in _DIGITS for char in numeral)


def _stands_alone(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] not in f"第每同任另某唯{_CHARS}"


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
