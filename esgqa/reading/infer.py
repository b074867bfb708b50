"""What a report says about itself, for what no metadata file states: issuer, stock code, title, language, edition."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

_FULL_LINE = 60
_FRONT = 4
"""Pages at the front where a report names itself."""
_NAME = (
    r"(?:[A-Z][\w&’'.-]*(?:,? (?=[A-Z(&]| ?of | ?and ))(?:(?:of|and|&) )?(?:\([A-Z][\w ]+\) )?){0,9}"
    r"(?:Limited|Ltd\.?|PLC|plc|Inc\.?|Corporation|Corp\.|Company|S\.A\.|N\.V\.|Berhad)(?!\w)"
)
_COMPANY = re.compile(_NAME)
_CHINESE_COMPANY = re.compile(r"[\u4e00-\u9fff（）()]{2,30}?(?:股份有限公司|有限公司)")
_NOT_ISSUERS = re.compile(
    r"stock exchange|exchanges and clearing|registrars|quality assurance|this company|the company$|our company|"
    r"聯交所|联交所|交易所|結算所|结算所",
    re.IGNORECASE,
)
_SHORT_NAME = re.compile(r"[“\"‘「]([^”\"’」]{2,40})[”\"’」]")
_GENERIC = re.compile(
    r"(?:the |our |this )?(?:company|group|report|esg report|corporation|issuer|we|us|our|year|reporting period|board|"
    r"stock exchange|hkex|sehk|listing rules)|本公司|公司|本集團|本集团|集團|集团|我們|我们|本報告|本报告|報告|报告",
    re.IGNORECASE,
)
_SUFFIX = re.compile(
    r",?\s+(?:(?:Co\.,?|Holdings?|Group|International)\s+)*(?:Limited|Ltd\.?|PLC|Inc\.?|Corporation|Corp\.)$",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"(?:stock\s+codes?|share\s+code|股份代[號号]|股票代[碼码號号]|證券代[碼號]|证券代[码号])[^\d\n]{0,20}?(\d{3,5})(?!\d)|"
    r"(?:HKEX|HKSE|SEHK|stock\s+exchange)\s*[:：]\s*(\d{3,5})(?!\d)|(?<![\d.])(\d{3,5})\.HK\b",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:environmental,?\s+social,?\s+(?:and|&)\s+(?:corporate\s+)?governance|\bESG\b|sustainab\w+|social\s+responsibility|\bCSR\b)"
    r"(?:\s*\([^)]*\))?\s+report|環境[、，]?社會[及與和]管治報告|环境[、，]?社会[及与和]管治报告|可持[續续][發发]展[報报]告|社[會会][責责]任[報报]告",
    re.IGNORECASE,
)
_PROSE = re.compile(r"[.。,，;]$|\.{3}|^[a-z]|(?:\b[a-z]\w{3,}\b.*){4}")
"""Lines that are no title: they end as a sentence or a contents row does, or are mostly in small letters."""
_TRADITIONAL = frozenset("會國報環員與這個們來時對發為業實質體單據劃規範產統計總電話應關於號華資訊")
_SIMPLIFIED = frozenset("会国报环员与这个们来时对发为业实质体单据划规范产统计总电话应关于号华资讯")
_CJK = re.compile(r"[\u3400-\u9fff]")
_CHINESE_SHARE = 0.5
"""Chinese characters per Latin word and Chinese character together, above which a report is Chinese."""
_EDITIONS = ((date(2025, 1, 1), "2025"), (date(2020, 7, 1), "2020"), (date(2016, 1, 1), "2016"))
"""First day of the financial years to which an edition of the HKEX guide applies, latest first."""


def normal_code(code: str) -> str:
    """A stock code in five digits: `2012` and `2012.HK` are `02012`; what is no number stays as it is."""
    match = re.fullmatch(r"\s*(\d{1,5})(?:\.HK)?\s*", code, re.IGNORECASE)
    return match[1].zfill(5) if match else code.strip()


def find_code(pages: Sequence[str]) -> str:
    """The stock code, first on the front pages, then on the last two; empty where none is stated."""
    for page in [*pages[:_FRONT], *pages[-2:]]:
        match = _CODE.search(page)
        if match:
            return normal_code(match[1] or match[2] or match[3])
    return ""


def find_issuer(pages: Sequence[str], author: str = "") -> str:
    """The company named most, names on the front pages and those that are then called "the Company" counting more."""
    votes: Counter[str] = Counter()
    for position, page in enumerate(pages):
        flat = _flat(page)
        for match in _COMPANY.finditer(flat):
            name = match[0].strip()
            if _NOT_ISSUERS.search(name) or " " not in name:
                continue
            called = re.match(r"[^.]{0,60}[“\"‘](?:the |our )?(?:company|group)", flat[match.end() :], re.IGNORECASE)
            votes[name] += 1 + (5 if position < 2 else 0) + (10 if called else 0)
    if votes:
        return votes.most_common(1)[0][0]
    chinese = _chinese_name(pages)
    return chinese or (author if _COMPANY.fullmatch(author) else "")


def _flat(page: str) -> str:
    """The page on one line; short lines, which are headings and cover lines, stay apart by a bar."""
    lines = page.splitlines()
    return "".join(f"{line} " if len(line) >= _FULL_LINE else f"{line} | " for line in lines)


def find_aliases(pages: Sequence[str], issuer: str) -> tuple[str, ...]:
    """Shorter and Chinese names of the issuer, as the front pages introduce them."""
    found: list[str] = []
    flat = " ".join(" ".join(pages[:_FRONT]).split())
    for match in re.finditer(re.escape(issuer), flat) if issuer else ():
        aside = re.match(
            r"[^.。]{0,15}[(（]([^)）]{2,120})[)）]|\s+may be expressed as ([^.]{2,120})", flat[match.end() :]
        )
        for name in _SHORT_NAME.findall(aside[1] or aside[2] or "") if aside else ():
            if not _GENERIC.fullmatch(name.strip(" ,，")):
                found.append(name.strip(" ,，"))
    short = _SUFFIX.sub("", issuer)
    if short and short != issuer:
        found.append(short)
    if not _CJK.search(issuer):
        found.append(_chinese_name([*pages[:1], *pages[-1:]]))
    return tuple(dict.fromkeys(name for name in found if name and name != issuer))


def _chinese_name(pages: Sequence[str]) -> str:
    votes = Counter(name for page in pages for name in _CHINESE_COMPANY.findall(page) if not _NOT_ISSUERS.search(name))
    return votes.most_common(1)[0][0] if votes else ""


def find_title(pages: Sequence[str], stated: str = "") -> str:
    """The line of the front pages that calls itself an ESG or sustainability report; else the file's own title."""
    best = ""
    for page in pages[:2]:
        for line in page.splitlines():
            if len(line) <= 90 and _TITLE.search(line) and not _PROSE.search(line):
                if re.search(r"\d{4}", line):
                    return line.strip()
                best = best or line.strip()
    return best or stated


def find_language(pages: Sequence[str]) -> str:
    """`en`, `zh-Hant` or `zh-Hans`, by the script of most of the text."""
    text = "\n".join(pages)
    chinese = len(_CJK.findall(text))
    words = len(re.findall(r"[A-Za-z]{2,}", text))
    if chinese <= _CHINESE_SHARE * (chinese + words):
        return "en"
    traditional = sum(char in _TRADITIONAL - _SIMPLIFIED for char in text)
    simplified = sum(char in _SIMPLIFIED - _TRADITIONAL for char in text)
    return "zh-Hans" if simplified > traditional else "zh-Hant"


def edition_for(start: date | None) -> str:
    """The edition of the HKEX guide in force for a year that starts on this day; empty where it is not known."""
    if start is None:
        return ""
    return next((edition for first, edition in _EDITIONS if start >= first), "2012")


def slug(stem: str) -> str:
    """A file's name as an id: letters, digits and single hyphens, lower case."""
    return re.sub(r"[\W_]+", "-", stem.lower()).strip("-") or "report"
