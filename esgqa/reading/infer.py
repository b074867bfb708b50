"""What a report says about itself, for what no metadata file states: issuer, stock code, title, language, edition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from esgqa.reading.company_names import chinese_name, english_name, is_company

_FRONT = 4
"""Pages at the front where a report names itself."""
_SHORT_NAME = re.compile(r"[“\"‘「]([^”\"’」]{2,40})[”\"’」]")
_MEANT_BEFORE = re.compile(r"((?:[“「][^”」]{2,20}[”」][、，或及和 ]*)+)(?:均|皆|是)?指(?:代)?$")
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
    r"(?:stock\s+codes?|share\s+codes?|股份代[號号碼码]|股票代[碼码號号]|證券代[碼號]|证券代[码号])[^\d]{0,24}?"
    r"(?:\d{6}(?:\.S[HZ])?[^\d\n]{1,20})?(?:(\d{3,5})(?!\d)|(?<=[:：])\s?(\d{1,2})(?![\d,.]\d|\d))|"
    r"(?:HKEX|HKSE|SEHK|stock\s+exchange)\s*[:：]\s*(\d{3,5})(?!\d)|(?<![\d.])(\d{1,5})\.HK\b",
    re.IGNORECASE,
)
"""A code of the Hong Kong list; that of a Chinese exchange, of six digits, may stand before it."""
_CODE_ALONE = re.compile(r"(?!(?:19|20)\d\d$)\d{4,5}")
"""A number alone on a line of the cover that is no year."""
_TITLE = re.compile(
    r"(?:environmental,?\s+social,?\s+(?:and|&)\s+(?:corporate\s+)?governance|\bESG\b|sustainab\w+|social\s+responsibility|\bCSR\b)"
    r"(?:\s*\([^)]*\))?\s+report\b|環境[、，]?社會[及與和]管治報告|环境[、，]?社会[及与和]管治报告|可持[續续][發发]展[報报]告|社[會会][責责]任[報报]告",
    re.IGNORECASE,
)
_NO_TITLES = frozenset(("untitled", "untitled document", "document1", "microsoft word", "powerpoint presentation"))
_PROSE = re.compile(r"[.。,，;]$|\.{3}|^[a-z]|\bwhich\b|\(the\s+[“\"‘']|《[^》]*$|(?:\b[a-z]\w{3,}\b.*){4}")
"""Lines that are no title: they end as a sentence or a contents row does, or are mostly in small letters."""
_TRADITIONAL = frozenset("會國報環員與這個們來時對發為業實質體單據劃規範產統計總電話應關於號華資訊")
_SIMPLIFIED = frozenset("会国报环员与这个们来时对发为业实质体单据划规范产统计总电话应关于号华资讯")
_CJK = re.compile(r"[\u3400-\u9fff]")
_CHINESE_SHARE = 0.75
"""Chinese characters per Latin word and Chinese character together, above which a report is Chinese. One printed in both
languages side by side has some 0.6, and is English: its English says all."""
_EDITIONS = ((date(2025, 1, 1), "2025"), (date(2020, 7, 1), "2020"), (date(2016, 1, 1), "2016"))
"""First day of the financial years to which an edition of the HKEX guide applies, latest first."""


def normal_code(code: str) -> str:
    """A stock code in five digits: `2012` and `2012.HK` are `02012`; what is no number stays as it is."""
    match = re.fullmatch(r"\s*(\d{1,5})(?:\.HK)?\s*", code, re.IGNORECASE)
    return match[1].zfill(5) if match else code.strip()


def find_code(pages: Sequence[str]) -> str:
    """The stock code, first on the front pages, then on the last two, then as a bare number on the cover; empty where none is
    stated."""
    for page in [*pages[:_FRONT], *pages[-2:]]:
        match = _CODE.search(page)
        if match:
            return normal_code(next(code for code in match.groups() if code))
    cover = pages[0].splitlines() if pages else []
    return next((normal_code(line) for line in cover if _CODE_ALONE.fullmatch(line.strip())), "")


def find_issuer(pages: Sequence[str], author: str = "") -> str:
    """The company that the pages are most about, named in the language of most of the text where it is given in it."""
    english, chinese = english_name(pages), chinese_name(pages)
    first, second = (english, chinese) if find_language(pages) == "en" else (chinese, english)
    return first or second or (author if is_company(author) else "")


def find_aliases(pages: Sequence[str], issuer: str) -> tuple[str, ...]:
    """Shorter names of the issuer and its name in the other language, as the front pages introduce them."""
    found: list[str] = []
    flat = " ".join(" ".join(pages[:_FRONT]).split())
    for match in re.finditer(re.escape(issuer), flat, re.IGNORECASE) if issuer else ():
        aside = re.match(
            r"[^.。]{0,15}[(（]([^)）]{2,120})[)）]|\s+may be expressed as ([^.]{2,120})", flat[match.end() :]
        )
        meant = _MEANT_BEFORE.search(flat[: match.start()])
        told = " ".join(filter(None, (aside and (aside[1] or aside[2]), meant and meant[1])))
        for name in _SHORT_NAME.findall(told):
            if not _GENERIC.fullmatch(name.strip(" ,，")):
                found.append(name.strip(" ,，"))
    short = _SUFFIX.sub("", issuer)
    if short and short != issuer:
        found.append(short)
    outer = [*pages[:2], *pages[-1:]]
    found.append(english_name(outer) if _CJK.search(issuer) else chinese_name(outer))
    return tuple(dict.fromkeys(name for name in found if name and name != issuer))


def find_title(pages: Sequence[str], stated: str = "") -> str:
    """The line of the front pages that calls itself an ESG or sustainability report; else the file's own title.

    A title over two or three lines is given as one.
    """
    best = ""
    for page in pages[:2]:
        lines = [line.strip() for line in page.splitlines()]
        for line in (*lines, *_wrapped(lines)):
            if len(line) <= 90 and _TITLE.search(line) and not _PROSE.search(line):
                if re.search(r"\d{4}", line):
                    return line
                best = best or line
    return best or ("" if stated.lower() in _NO_TITLES else stated)


def _wrapped(lines: Sequence[str]) -> Iterator[str]:
    """Two or three lines as one, where none of them has the title alone."""
    for count in (2, 3):
        for at in range(len(lines) - count + 1):
            part = lines[at : at + count]
            whole = part[0]
            for line in part[1:]:
                both_chinese = bool(_CJK.search(whole[-1:])) and bool(_CJK.search(line[:1]))
                whole += line if both_chinese else f" {line}"
            ends = whole.removeprefix(part[0]).strip(), whole.removesuffix(part[-1]).strip()
            if all(part) and not any(_TITLE.search(end) for end in ends):
                yield whole


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
