"""Digits that are no quantities: dates, times, codes, clause and phone numbers, addresses, links, list marks."""

from __future__ import annotations

import re

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_NUMBERED = (
    r"Steps?|Phases?|Stages?|Tiers?|Class(?:es)?|Types?|Scopes?|Articles?|Clauses?|Sections?|Appendi(?:x|ces)|Chapters?"
    r"|Parts?|Rules?|Directives?|Units?|Pages?|pp?\.|Tables?|Figures?|Fig\.|Notes?|Goals?|SDGs?|Versions?|Forms?|Rooms?|Floors?"
    r"|Blocks?|Levels?|Cap\.?|Chapter|Annex(?:es)?|Aspects?|KPIs?|Principles?|Schedules?|Paragraphs?|Regulations?|Order|Decree"
    r"|No\.|Nos\.|Number(?=\s+\d+[,;)])|Version|Euro|Industry|Web|Grade|Category|HKFRS|IFRS|HKAS|ISO(?:/IEC)?|IEC|GB(?:/T)?"
    r"|GRI|OHSAS|SA|AA|ISAE|EN|BS|ANSI|ASTM|TCFD|CDP|SASB|Flight|Bus|Route|Unit|Lot|House|Suite|Shop|Gate|Building|Tower"
    r"|Windows|Mode?l|Series|Agenda|Vision|Plan|Top"
)
_FEW = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_PATTERNS = (
    rf"\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:\s*(?:,|to|[-–])\s*(?:\d{{1,2}}(?!\d),?\s*)?)?(?:(?:19|20)\d\d)?\b",
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s*(?:[-–]|to)\s*\d{{1,2}})?\s+(?:of\s+)?{_MONTH}(?![a-z])(?:,?\s+(?:19|20)\d\d)?",
    rf"\b{_MONTH},?\s+(?:19|20)\d\d\b",
    rf"(?:19|20)\d\d\s*年(?:\s*{_FEW}\s*月)?(?:\s*{_FEW}\s*日)?",
    rf"{_FEW}\s*月\s*{_FEW}\s*日",
    r"\b(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}\b",
    r"\b\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d\b",
    r"\bFY\s?(?:19|20)?\d\d(?:/\d{2,4})?\d{0,2}\b",
    r"(?<![\d,.])(?:19|20)\d\d\s?[-–/]\s?(?:(?:19|20)\d\d|\d\d)(?![\d,.])",
    r"\b\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?",
    r"\b24/7\b",
    r"(?<![\d,.])\d{1,3}/(?:F\b|\d{1,3})(?![\d,.])",  # floors; fractions too, for a fraction has no plain decimal as printed
    r"(?:https?://|www\.)\S+|\S+@\S+\.\w+",
    r"(?i:\b(?:tel(?:ephone)?|fax|phone|hotline|mobile)|電話|电话|傳真|传真|[熱热][線线])[^\d\n]{0,12}\+?[\d][\d\s()-]{5,}\d",
    r"\+\d{1,3}[\s-]?\(?\d[\d\s()-]{5,}\d",
    r"\(\d{2,4}\)\s?\d{3,4}[\s-]\d{3,5}",
    r"\b\d{3,4}-\d{3,4}-\d{3,4}\b|\b\d{4}[ -]\d{4}\b",
    rf"(?:(?:\b|(?<=[\u3400-\u9fff]))(?i:{_NUMBERED})|(?<=[a-z])(?:{_NUMBERED}))\s?[:-]?\s?(?:[A-Z]?\d+(?:[.:]\d+)*)(?:(?:\s*(?:,|and|or|&|to|[-–])\s*)\d+(?![\d,.]*\s*%))*(?![\d,]*\d|\.\d|\s*%)",
    r"第\s*\d[\d,]*(?:\s*(?:[至到、]|[-–—~～])\s*\d+)*",  # an ordinal of anything
    r"[頁页](?:[碼码次]|[數数]?[:：])\s*[:：]?\s*\d+(?:\s*[-–—、至]\s*\d+)*",
    r"(?:[編编][號号碼码]|[證证][書书號号]+|[許许]可[證证][號号]?|批文)\s*[:：為为]?\s*\d[\d-]*",
    r"\d{1,3}\s?(?:字?[樓楼]|[層层](?!級|级))|\d{2,4}[A-Z]?室",
    r"(?:附[錄录屬件註注]|[註注](?=\s?\d+\s?[:：)）])|[表圖图](?=\s?\d+\s?[:：)）])|步[驟骤]|[階阶]段|[範范][圍围疇畴]|版本|原[則则]|[層层]面)\s?\d+"
    r"(?:\s?[及和、,與与]\s?\d+(?!\d*[^\d\s，。；、）)及和與与的溫温排]))*",
    r"\b[A-D]\d{1,2}(?:\.\d{1,2})?\b",
    r"(?i:stock\s+code|HKEX|SEHK|股份代[號号碼码]|股票代[碼码號号]|[證证]券代[碼码號号])[^\d\n]{0,8}\d{1,6}(?:\.\w+)?",
    r"(?<![\d.,])0\d+(?![\d.,]*\d|\.)",
    r"(?<![\d.,])\d{9,}(?![\d.,])",
    r"\b\d{1,4}[A-Z]?,?\s+(?:[A-Z][\w’']+\s+){1,4}(?:Street|Road|Avenue|Lane|Drive|Boulevard|Square|Centre|Plaza)\b",
    r"\d{1,4}(?:\s*[-–至]\s*\d{1,4})?\s?[號号]",
    r"(?m:^\s*(?:\(?\d{1,2}[.)、]|\(\d{1,2}\))(?=\s+\S))",
    r"(?<=\s)\(\d{1,2}\)(?=\s+[a-z])",
    r"\b\d{1,3}(?:st|nd|rd|th)\b",
    r"(?<=[‘'’])000s?\b",
    r"(?i:\ball\s+but\s+)\d+",
)
_MASK = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS))
_COUNTED_AGES = re.compile(
    r"\b\d[\d,]*%?\s+(?:(?:were|are|was|is|employees|staff|people|of\s+them)\s+){0,2}"
    r"(?=(?:aged\s+)?(?P<age>(?:below|under|over|above|between)\s+\d\d(?:\s*(?:and|to|[-–])\s*\d\d)?(?!\d|[.,]\d|\s?%))\s*(?:[;.,)]|and\b|years\b|$))"
    r"|(?=(?P<age2>\d\d\s?[歲岁]?\s?(?:[-–~至到]\s?\d\d\s?)?[歲岁](?:或?以[上下])?)的?(?:[員员]工|[僱雇][員员])\D{0,6}\d)",
    re.IGNORECASE,
)
"""`60 between 30 and 50`, `30歲以下僱員180名`: people counted by their age, which is no quantity."""
_YEAR = re.compile(r"(?:19|20)\d\d$")
_YEAR_BEFORE = re.compile(
    r"(?i:\b(?:in|since|by|of|from|until|till|year|during|to|and|before|after|for|the|through)\s+)$"
)


def masked(text: str) -> list[tuple[int, int]]:
    """Spans whose digits are no quantities, in order."""
    ages = [match.span("age" if match.group("age") else "age2") for match in _COUNTED_AGES.finditer(text)]
    return sorted([match.span() for match in _MASK.finditer(text)] + ages)


def is_year(raw: str, before: str, counted: bool) -> bool:
    """Four digits from 1900 to 2099 are a year, unless a unit follows and no year word stands before."""
    return bool(_YEAR.fullmatch(raw)) and (not counted or bool(_YEAR_BEFORE.search(before)))
