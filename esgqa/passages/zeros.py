"""Zero in words: `nil`, `zero complaints`, `no lawsuit`, 並無投訴. Only where something countable is said not to have happened."""

from __future__ import annotations

import re
from dataclasses import dataclass

_COUNTABLE = (
    r"cases?|lawsuits?|litigations?|fatalit(?:y|ies)|deaths?|injur(?:y|ies)|accidents?|incidents?|complaints?|recalls?"
    r"|days?|hours?|breach(?:es)?|violations?|non-?compliances?|fines?|penalt(?:y|ies)|products?|disposals?|claims?"
    r"|disputes?|spills?|leak(?:s|ages?)?|strikes?|prosecutions?|convictions?|grievances?|sanctions?|warnings?"
    r"|infringements?|proceedings?|occurrences?|instances?|events?|layoffs?|redundanc(?:y|ies)|allegations?|reports?"
    r"|workers?|labou?r|deductions?|contraventions?|misconducts?|corruption|charges?|donations?|waste|emissions?"
)
_NOT = r"doubt|longer|later|matter|need|limit|one|such|more|less|fewer|other|difference|distinction|difficult|end|way"
_PHRASE = rf"(?!(?:{_NOT})\b)(?P<np>(?:(?!(?:tolerance|carbon|towards|to|by|with|for|in|and|that|was|were|is|are)\b)[\w’'/-]+\s+){{0,6}}?(?P<noun>{_COUNTABLE}))\b"
_NO = re.compile(rf"(?:(?<=^)|(?<=[\s(“]))(?P<raw>[Nn]o|[Zz]ero|NO|ZERO)\s+{_PHRASE}(?!-)", re.MULTILINE)
_CLAIM = re.compile(
    r"\b(?:was|were|has been|have been|had been|there (?:is|are)|recorded|received|reported|identified|had|has|have|found"
    r"|with|and|noted|occurred|involved|incurred|experienced|resulted in|due to|caused|aware of|achieved|maintained|or)\s*$"
    r"|[(:：–—-]\s*$",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"[^.;]{0,120}?\b(?:was|were|has been|have been|had been|occurred|happened|took place|arose|received|reported|recorded"
    r"|identified|found|noted|brought|filed)\b"
)
_THERE_WERE = re.compile(
    r"\b[Tt]here\s+(?:was|were|has been|have been|had been)\s+(?P<raw>no|zero)\s+"
    r"(?!(?:significant|material|major)\s+(?:change|difference|impact|effect)|change|impact|evidence|effect|plan|doubt|need|such)"
    r"(?P<np>[\w’'/-]+(?:\s+[\w’'/-]+){0,2}?)(?=\s+(?:generated|of|in|during|due|to|for|that|which|against|related|recorded|reported"
    r"|arising|involving|concerning|regarding|and|by|at|with|from|brought|received)\b|[,.;])"
)
_NIL = re.compile(
    r"(?:(?<=[:：(（\s為为是])|^)(?P<raw>[Nn]il|NIL|[Nn]one(?=\s*[).;,]|$)|零(?=[\s).,;；，。、）]|$))(?=[\s).,;；，。、）]|$)"
)
_CJK_COUNTABLE = (
    r"(?:個案|个案|案件|事故|事件|投[訴诉]|[訴诉][訟讼](?:案件)?|[傷伤]亡|死亡|工[傷伤]|身故|[罰罚]款|[處处][罰罚]|[違违][規规](?:情況|情况|行[為为])?"
    r"|不合[規规](?:情況|情况|事宜|[個个]案)?|召回|回收|[產产]品回收|童工|[強强]制[勞劳]工|洩漏|泄[漏露]|外洩|[檢检]控|定罪|索[償偿]|工作日[數数]?)"
)
_CJK_CLAUSE_END = (
    r"(?=[，。；、,;：:（(）)\s]|$|[或及和]|以及|[發发]生|[個个]?案件?(?=[，。；])|[記记紀纪][錄录]|[報报]告|呈[報报])"
)
_CJK_NO = re.compile(
    r"(?P<raw>(?<![有如若倘毫])(?:[並并概]?(?:[無无]|[沒没]有|未有)|[並并從从]?未曾?|[並并]?不存在)"
    r"(?![法論论需[關关形限疑障害須须效條条線线數数故謂谓不滿满]))"
    rf"(?P<np>(?:因|[發发]生|出[現现]|接[獲获到]|收到|[發发][現现]|[錄录]得|涉及|存在|[產产]生|[牽牵]涉|知悉|任何|有|[過过]|[與与]|[對对])?[^，。；;：:設设訂订制]{{0,30}}?(?P<noun>{_CJK_COUNTABLE})){_CJK_CLAUSE_END}"
)
"""No such thing happened: 並無任何貪污訴訟案件, 未發生工傷事故, 沒有接獲投訴."""
_CJK_ZERO = re.compile(
    rf"(?<![淨净近〇零一二三四五六七八九十\d])(?P<raw>零)(?P<np>(?P<noun>[宗起件名次][^，。；、\s]{{0,14}}|{_CJK_COUNTABLE}))"
)
_CJK_AIM = re.compile(
    r"(?:如|若|倘|[確确]保|保[證证]|防止|以免|避免|目[標标]|[爭争]取|力[爭争]|致力|[務务]求|追求|期望|旨在|承[諾诺]|是否)[^，。；]{0,12}$"
)
_CJK_AIM_AFTER = re.compile(r"[^，。；]{0,4}(?:目[標标]|[願愿]景|理念|文化)")
"""What is wanted or feared, and did not happen for that."""
_CJK_VERBS = re.compile(
    r"^(?:[發发]生|出[現现]|接[獲获到]|收到|[發发][現现]|[錄录]得|涉及|存在|[產产]生|[牽牵]涉|知悉|任何|有[關关]?|[過过]|[與与]|[對对]|的)+"
)
_MEASURE_END = re.compile(
    r"\s+and\s+(?:no|the|we|our|[A-Z]\w*)\b|\s+(?:during|in|for)\s+(?:the|this)\s+(?:\w+\s+)?(?:period|year)\b"
    r"|\s+(?:has |have |had )?(?:occurred|happened)\b"
)
_SPREAD = re.compile(r"[^,.;()]{0,90}")


@dataclass(frozen=True, slots=True)
class Zero:
    """An explicit zero in a sentence; `bare` where the word stands without its noun (`nil`)."""

    start: int
    end: int
    raw: str
    unit: str
    measure: str
    bare: bool = False


def zeros(sentence: str) -> list[Zero]:
    """Explicit zeros in a sentence, in order. `zero tolerance`, `net zero`, `no one`, `no longer` are none."""
    found: dict[int, Zero] = {}
    claimed = False
    for match in _NO.finditer(sentence):
        before = sentence[: match.start("raw")]
        at_start = match.group("raw")[0].isupper() or not before.strip(" “(\n") or before.rstrip().endswith((",", ";"))
        claim = _CLAIM.search(before.rstrip())
        joined = bool(re.search(r"\b(?:and|or)\s*$", before)) and not claimed and not at_start
        event = at_start and _EVENT.match(sentence, match.end())
        event = event or (joined and _EVENT.match(sentence, match.end()))
        if (claim and not joined) or event or match.group("raw").lower() == "zero":
            claimed = True
            found[match.start("raw")] = _zero(sentence, match, match.group("noun"))
    for match in _THERE_WERE.finditer(sentence):
        noun = match.group("np").split()[-1]
        found.setdefault(match.start("raw"), _zero(sentence, match, noun))
    for match in (*_CJK_NO.finditer(sentence), *_CJK_ZERO.finditer(sentence)):
        if not _CJK_AIM.search(sentence[: match.start("raw")]) and not _CJK_AIM_AFTER.match(sentence, match.end()):
            found.setdefault(match.start("raw"), _cjk_zero(match))
    for match in _NIL.finditer(sentence):
        raw_start, raw_end = match.span("raw")
        if match.group("raw").lower() == "none" and not re.search(r"[:：(（]\s*$", sentence[:raw_start]):
            continue
        found.setdefault(raw_start, Zero(raw_start, raw_end, match.group("raw"), "", "", bare=True))
    return [found[start] for start in sorted(found)]


def _cjk_zero(match: re.Match[str]) -> Zero:
    noun = match.group("noun")
    counter = noun[0] if noun[0] in "宗起件名次" else noun
    measure = _CJK_VERBS.sub("", "".join(match.group("np").split()).removeprefix(counter) or noun)
    return Zero(match.start("raw"), match.end("raw"), match.group("raw"), counter, measure or noun)


def _zero(sentence: str, match: re.Match[str], noun: str) -> Zero:
    start, end = match.span("raw")
    spread = _SPREAD.match(sentence, match.start("np"))
    measure = spread.group() if spread else match.group("np")
    return Zero(start, end, match.group("raw"), noun, _MEASURE_END.split(" ".join(measure.split()))[0].strip())
