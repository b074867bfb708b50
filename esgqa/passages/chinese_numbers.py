"""Chinese numerals: 二十三, 三萬五千, 百分之三點五, 三成, 二零二四年; and which of them count something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from esgqa.numerals import NUMERAL, NUMERAL_CHARS, chinese_value
from esgqa.passages.lexicon import words

_NOT_BEFORE = rf"(?<![第數数幾几其之點点月初{NUMERAL_CHARS}\d])"
"""An ordinal, `several`, a fraction, a day of the month."""
_PERCENT = re.compile(rf"百分之(?P<part>\d+(?:\.\d+)?|{NUMERAL})")
_TENTHS = re.compile(
    rf"{_NOT_BEFORE}(?<![統统合劃划單单])(?P<tens>[一二兩两三四五六七八九])成(?P<part>半|[一二三四五六七八九](?=[^年月日名個个項项]|$))?"
    r"(?![員员](?![工])|[立功本果品長长熟就份分績绩交年都效因型語语])"
)
_UNITS = "|".join(
    words(
        "名 位 宗 件 次 人次 人 間 间 家 個月 个月 個 个 項 项 起 場 场 份 棵 輛 辆 所 座 篇 條 条 台 張 张 批 套 戶 户 款 種 种 堂 株 歲 岁 處 处 尾 隻 支",
        "小時 小时 分鐘 分钟 工作日 天 日 年 週 周 星期 噸 吨 公噸 公吨 公斤 千克 克 立方米 公升 平方米 平方呎 平方公里 公頃 公顷 畝 亩 公里 米",
        "千瓦時 千瓦时 兆瓦時 兆瓦时 度電 度电 港元 港幣 港币 人民幣 人民币 美元 元",
    )
)
_COUNTING = re.compile(
    rf"{_NOT_BEFORE}(?P<number>{NUMERAL})(?=[多餘余]?(?:{_UNITS}))(?![年日月]度|[個个]方面|起[來来]|年[級级制期來来]|次性|[個个](?:體|体|人|別|别))"
)
_ONE_EVENT = re.compile(
    r"一(?=[名位宗起件](?:[）)。；，]|[^，。；、,;]{0,12}(?:[員员]工|[僱雇][員员]|人[員员]|工人|董事|事故|事件|個案|个案|案件|投[訴诉]|[訴诉][訟讼]|意外|身故|死亡|受[傷伤]|[離离]世)))"
)
"""一 counts a person or an event; in most other places it is an article: 一項措施, 一家公司."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A Chinese numeral that counts something, with its value as a plain decimal."""

    start: int
    end: int
    value: str
    percent: bool = False


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
        ones = 5 if part == "半" else int(chinese_value(part))
        found.append(Numeral(*match.span(), str(10 * int(chinese_value(match["tens"])) + ones), percent=True))
    for match in _COUNTING.finditer(text):
        number = match["number"]
        if number == "一" or number[0] in "百千萬万億亿零〇○" or _listed(number):
            continue
        found.append(Numeral(*match.span("number"), chinese_value(number)))
    found += [Numeral(*match.span(), "1") for match in _ONE_EVENT.finditer(text) if _stands_alone(text, match.start())]
    return iter(sorted(found, key=lambda one: one.start))


def _listed(numeral: str) -> bool:
    """Digits side by side are a round estimate (三四家) or a year, not a count."""
    return len(numeral) > 1 and not set(numeral) & set("十百千萬万億亿")


def _stands_alone(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] not in f"第每同任另某唯{NUMERAL_CHARS}"
