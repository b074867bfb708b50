"""The units of ESG reports: how each is printed, and which dimension it has."""

from __future__ import annotations

import re

_CO2 = r"(?:CO\s?[2₂][\s-]?e?q?(?:uivalents?)?|carbon dioxide[\s-]equivalents?|carbon dioxide|carbon equivalents?)"
_BY_DIMENSION: dict[str, str] = {
    "percent": r"%|％|‰|percentage points?|per\s?cent\b|個百分點|个百分点",
    "mass": rf"(?:(?:[Mm]etric|[Tt]housand) )?(?:[Tt]onnes?|[Tt]ons?)(?:\s+(?:of\s+)?{_CO2})?|t\s?{_CO2}|kilograms?(?:\s+(?:of\s+)?{_CO2})?"
    rf"|kilogrammes?|kgs?(?:\s+(?:of\s+)?{_CO2})?|(?:milli)?[Gg]ram(?:me)?s?|Kilograms?|mg|µg|pounds|lbs?|g|t"
    r"|(?:[公百千]|[萬万])?[噸吨](?:二氧化碳)?(?:[當当]量|[標标]準?准?煤)?(?:CO2e?)?|毫克|千克|公斤|克",
    "energy": r"[kMGT]Wh|[kMGT]W|[Kk]ilowatt[\s-]hours?|[Mm]egawatt[\s-]hours?|(?:giga|tera|mega|kilo)?joules?|[TGMk]J|tce"
    r"|tonnes of (?:standard coal|oil equivalent)|[千兆吉]瓦[時时]?|千焦|兆焦|吉焦|太焦|度[電电]|度",
    "volume": r"(?:[Tt]housand |10,000 )?(?:m3|m³|[Cc]ubic met(?:re|er)s?)|cubic feet|[Ll]itres?|[Ll]iters?|ml|mL|L|gallons?|barrels?|bbls?|立方(?:米|呎|英尺)|加[侖仑]|公升|毫升|升",
    "area": r"m2|m²|sq\.?\s?(?:m|ft)\.?|square (?:met(?:re|er)s?|feet|foot|kilomet(?:re|er)s?)|hectares?|acres?|mu\b"
    r"|平方(?:米|呎|尺|英尺|公里)|公頃|公顷|[畝亩]",
    "length": r"km|kilomet(?:re|er)s?|cm|centimet(?:re|er)s?|mm|met(?:re|er)s?|miles?|feet|公里|厘米|米",
    "money": r"(?:Hong Kong|Canadian|US|U\.S\.|Singapore|Australian)? ?dollars?|yuan|Renminbi|euros?|RMB|HKD|USD|CAD|CNY"
    r"|[港美歐欧日澳]元|港[幣币]|人民[幣币]元?|新[臺台][幣币]|英[鎊镑]|元",
    "time": r"(?:man|person|working|training|volunteer|service|working|calendar|lost)?[\s-]?(?:hours?|days?)"
    r"|hrs?|seconds?|minutes?|weeks?|months?|years?|(?:[人工]?小|[人工學学課课])[時时]|分[鐘钟]|[個个]?工作[日天]|[個个]月|星期|[週周](?![年邊边歲岁])|天|日|年",
    "count": r"person[\s-]times|man[\s-]times|persons?|people|employees?|staff(?: members?)?|headcounts?|workers?"
    r"|customers?|suppliers?|complaints?|cases?|incidents?|accidents?|fatalit(?:y|ies)|participants?|volunteers?|visits?"
    r"|users?|times|units?|pieces?|sets?|items?|pages?|sheets?|trees?|人次|人數|人数|人|名|位|宗|件|次|間|间|家|個|个|項|项|起|場|场|批|套|戶|户|款|種|种|堂|株|周?[歲岁]|[處处]|尾|隻|支(?![持援付出])"
    r"|份|棵|輛|辆|所|座|篇|條|条|台|張|张",
}
_CJK_WHOLE = (
    r"(?:[百千萬万億亿]{0,3}(?:港元|港[幣币]|人民[幣币]元?|美元|元)(?:[總总]?(?:收入|收益|[營营][業业]?[額额收]|[產产]值))?"
    r"|平方(?:米|呎|英尺|公里)|立方米|公里|[噸吨]|(?:每?名)?(?:[僱雇][員员]|[員员]工)|人|件|[產产]品)"
)
_SCALED = r"(?:\s+in\s+[‘'’]?(?:000s?|thousands?|millions?))?"
_ANY = "|".join(_BY_DIMENSION[name] for name in _BY_DIMENSION)
_PER = (
    rf"(?:\s?[/／]\s?(?:(?:HK\$|US\$|RMB)\s?(?:[‘'’]000|million|thousand)?(?:\s(?:of\s)?(?:revenue|turnover|sales))?|m[23³²](?: of [a-z]+(?: [a-z]+)?)?|[A-Za-z$]+(?:[ ][‘'’]?000)?(?: of [a-z]+(?: volume| area)?)?|{_CJK_WHOLE})"
    r"|\s+per\s+(?:(?:full-time|square|cubic|million|thousand|unit of|person|HK\$|RMB|US\$)\s?)*[A-Za-z0-9$]+"
    r"(?:\s+of\s+(?:production|revenue|turnover|output|floor area|products?))?)"
)
_BOUND = r"(?![A-Za-z0-9])"
_CJK_UNITS = r"(?=[\u3400-\u9fff])"

AFTER = re.compile(rf"[多餘余]?(?:\s{{0,4}}|-)(?P<unit>(?:{_ANY}){_SCALED}(?:{_PER})?)(?:{_BOUND}|{_CJK_UNITS})")
"""A unit right after a number; 多 and 餘 (and more) may stand between."""
TAIL = re.compile(
    rf"(?:^|\s|(?<=[\u3400-\u9fff)]))(?P<unit>(?:{_ANY}|[%％]){_SCALED}(?:{_PER})?(?:\s+of\s+[a-z]+(?:\s+[a-z]+)?)?)\s*$"
)
"""A unit at the end of a row's label: `Total nitrogen oxides tonnes`."""
BRACKETED = re.compile(
    rf"[(（](?:in\s+|unit:\s*|單位[:：]\s*|单位[:：]\s*)?(?P<unit>(?:[‘'’]000\s+)?(?:{_ANY}|[%％]|(?:HK|US|C|A|S|NT)\$)[^()（）]{{0,40}})[)）]"
)
"""A unit in brackets in a caption, header or label: `Water (tonnes)`, `(kWh in '000s)`."""
CURRENCY = re.compile(r"(?:HK|US|C|CA|S|A|NT|R)?\$|€|£|¥|￥|RMB|HKD|USD|CNY|CAD|EUR|GBP|MOP|人民幣|人民币|港幣|港币")
"""A currency before a number."""

_TWO_SCRIPTS = re.compile(
    r"(?P<latin>[^\u3400-\u9fff]*[A-Za-z%³²$]['’]?\w{0,4})\s+(?P<chinese>[\u3400-\u9fff].*)"
    r"|(?P<first>[\u3400-\u9fff][^A-Za-z%]*)\s+(?P<then>[A-Za-z%][^\u3400-\u9fff]*)",
    re.DOTALL,
)


def one_script(text: str) -> str:
    """What a cell says in English, where it says it in English and in Chinese: `kg 千克` is `kg`; any other text as it is."""
    found = _TWO_SCRIPTS.fullmatch(text.strip())
    return (found["latin"] or found["then"]).strip() if found else text


_DIMENSIONS = tuple((name, re.compile(rf"(?:{pattern})")) for name, pattern in _BY_DIMENSION.items())
_OVER = re.compile(r"[/／]|\bper\b(?!\s?cent)")


def dimension_of(unit: str) -> str:
    """The dimension of a unit as printed; `intensity` for anything per something; `count` for a counted noun."""
    if not unit:
        return "unknown"
    if _OVER.search(unit):
        return "intensity"
    if CURRENCY.match(unit):
        return "money"
    for name, pattern in _DIMENSIONS:
        found = pattern.match(unit)
        if found and (found.end() == len(unit) or not unit[found.end()].isalnum()):
            return name
    return "count"


def unit_after(text: str, end: int) -> tuple[str, int]:
    """The lexicon's unit that follows a number ending at `end`, and where it ends; `("", end)` where none does."""
    found = AFTER.match(text, end)
    if not found:
        return "", end
    return " ".join(found.group("unit").split()).lstrip("-"), found.end("unit")
