"""KPI codes as people and issuers write them: `KPI b6.2`, `B6 2`, `關鍵績效指標B6.2`, `B6 general disclosure`."""

from __future__ import annotations

import re
import unicodedata

_NAMES = r"(?:kpis?|hkex|esg|key performance indicators?|關鍵績效指標|关键绩效指标|指標|指标|aspects?|層面|层面)"
_DISCLOSURE = r"(?:general\s*disclosures?|gd|一般披露)"
_LEAD = rf"(?:{_NAMES}[\s:：-]*)*"

_KPI = re.compile(rf"{_LEAD}([ab])\s?(\d)\s*[. ·-]\s*(\d{{1,2}})", re.IGNORECASE)
_GENERAL = re.compile(
    rf"{_LEAD}(?:([ab])\s?(\d)[\s.:,，、–-]*{_DISCLOSURE}|{_DISCLOSURE}[\s.:,–-]*(?:of|for)?\s*{_LEAD}([ab])\s?(\d))",
    re.IGNORECASE,
)
_ASPECT = re.compile(rf"{_LEAD}([ab])\s?(\d)", re.IGNORECASE)
_MANDATORY = re.compile(r"mdr[\s-]?(1[345])(\([ivx]+\)|\.[a-z]+)?", re.IGNORECASE)
_CLIMATE = re.compile(
    r"(?:part\s*d[,\s]*|d\s*部分\s*)?(?:para(?:graph)?\.?\s*|第\s*)?d?\s?(19|2\d|3\d|4[01])\s*((?:\([a-z]+\))*)\s*(?:段)?",
    re.IGNORECASE,
)
# in running text a bare "A4" may be paper and "B6 2" an address: the full form or a name before it is asked for
_IN_TEXT = re.compile(
    rf"(?<![A-Za-z0-9.])(?:([ab])\s?(\d)\s*\.\s*(\d{{1,2}})(?![\d.]*\d)|{_NAMES}[\s:：-]*([ab])\s?(\d)(?:[\s.]+(\d{{1,2}}))?(?![\d.]*\d))",
    re.IGNORECASE,
)
_GENERAL_IN_TEXT = re.compile(_GENERAL.pattern + r"(?![A-Za-z])", re.IGNORECASE)


def parse_code(text: str) -> str | None:
    """The code that `text` writes and nothing else, in the guide's form; `None` where it is no code.

    `KPI b6.2`, `B6 2` → `B6.2`; `B6 general disclosure`, `B6.0` → `B6.GD`; `B6` → `B6` (the aspect);
    `Part D paragraph 28(a)` → `D28(a)`; `MDR-13`. Whether an edition has the code is not asked.
    """
    plain = unicodedata.normalize("NFKC", text).strip().strip("“”\"'「」.,:;?!。？ ")
    if match := _GENERAL.fullmatch(plain):
        letter, digit = (match[1], match[2]) if match[1] else (match[3], match[4])
        return f"{letter.upper()}{digit}.GD"
    if match := _KPI.fullmatch(plain):
        number = int(match[3])
        return f"{match[1].upper()}{match[2]}.{number or 'GD'}"
    if match := _ASPECT.fullmatch(plain):
        return f"{match[1].upper()}{match[2]}"
    if match := _MANDATORY.fullmatch(plain):
        return f"MDR-{match[1]}{(match[2] or '').lower()}"
    if re.search(r"(?i)d|para|段", plain) and (match := _CLIMATE.fullmatch(plain)):
        return f"D{match[1]}{match[2].lower()}"
    return None


def find_codes(text: str) -> tuple[str, ...]:
    """The codes named in running text, in order, each once; `parse_code` is tried on the whole first."""
    if (whole := parse_code(text)) is not None:
        return (whole,)
    plain = unicodedata.normalize("NFKC", text)
    found: dict[str, int] = {}
    for match in _GENERAL_IN_TEXT.finditer(plain):
        letter, digit = (match[1], match[2]) if match[1] else (match[3], match[4])
        found.setdefault(f"{letter.upper()}{digit}.GD", match.start())
    for match in _IN_TEXT.finditer(plain):
        if match[1]:
            code = f"{match[1].upper()}{match[2]}.{int(match[3]) or 'GD'}"
        else:
            code = f"{match[4].upper()}{match[5]}" + (f".{int(match[6]) or 'GD'}" if match[6] else "")
        if f"{code}.GD" not in found:
            found.setdefault(code, match.start())
    return tuple(sorted(found, key=lambda code: found[code]))
