"""Noun phrases around a number: what is counted after it, what is measured before it."""

from __future__ import annotations

import re

from esgqa.passages.lexicon import words

_STOP = frozenset(
    words(
        "a an the of in on at by for from to with and or but as is are was were be been being has have had that",
        "which who whom whose this these those it its their our we they he she i you his her during under over",
        "between within across into per than when where while if so because after before until through throughout",
        "about against without including such respectively each totally altogether will shall would can could may",
        "might must did do does not also only more less most least both either since using via among amongst upon",
        "onto off out up down there here then thus compared due based located involving covering representing",
        "accounting attended participated joined took received completed used provided held made reached passed",
        "signed worked recorded reported conducted organized organised ago later earlier old long wide high away",
        "apart further according consisting targeting regarding relating instead onwards near nearby plus relevant",
        "related available ranging owned worth obtained came went became paid spent saved drawn left",
    )
)
_WORD = re.compile(r"[ \t\n]+([“\"‘]?[A-Za-z][\w&’'/-]*)([”\"’]?)(\s*\([^()\d]{1,40}\))?")
_CLAUSE_BREAK = re.compile(r"[,;:.!?。，；：！？、]|\b(?:and|while|but|which|who|whereas|as well as|with an average)\b")
_OF = re.compile(r"\s+(?:of|in|for|on)\s+|\s+(?=[a-z])")
_STOP_MARK = re.compile(r"[,;:.!?。，；：！？、]|\b(?:while|but|which|whereas|with an average)\b")
_FINITE = re.compile(
    r"\b(?:was|were|is|are|has|have|had|been|being|reached|reaches|stood|stands|totall?ed|totall?ing|amount(?:s|ed|ing)"
    r"|increased|decreased|rose|fell|dropped|grew|remained|came|accounted|accounts|accounting|equals?|equivalent|exceeded"
    r"|exceeds|represented|represents|representing|averaged|recorded|maintained|achieved)\b"
)
_TRAIL = frozenset(
    words(
        "to at by for of a an the total totally in up only respectively and with was were is are be been has have",
        "had reached reaches stood totalled totaled totalling totaling amounts amounted amounting increased",
        "decreased rose fell dropped from grew remained around about approximately nearly almost over more less",
        "than least as much accounted accounting represented representing equals exceeded exceeds maintained",
        "recorded approx some or cumulatively within average that handled which collected received held",
    )
)
_LEAD = re.compile(
    r"^(?:[\s,;:）)”]|(?:during|in|for|as (?:of|at)|by)\s+(?:the\s+)?(?:end of\s+(?:the\s+)?)?(?:(?:reporting|current)\s+(?:period|year)"
    r"|(?:financial|fiscal)\s+year(?:\s+\d{4})?|year(?:\s+\d{4})?|FY\s?\d{4}|(?:19|20)\d\d|\d{1,2}\s+\w+\s+\d{4}|\w+\s+\d{1,2},\s+\d{4})"
    r"\s*,?|and\s|with\s|while\s|which\s|of which\s|the\s|a\s|an\s|our\s|its\s|there (?:was|were|is|are)\s)+",
    re.IGNORECASE,
)
_CJK_COUNTED = re.compile(r"[\u3400-\u9fff]{1,14}?(?=[，。；、：,.;)）(（\s]|以?及|和|(?<![參参])[與与]|$)")
_CJK_LEAD = re.compile(
    r"(?:大?[約约]|介[乎於于]|[予向給给及和與与]|共|共?[計计]|合共|合[計计]|[總总][計计]|[為为]|[達达]|有|是|超[過过]|(?:不[少低多高超]|多|少|高|低)[於于過过]|[將将接]?近|逾|至少|最[少多]|多|[達达]至?|至|了|人民[幣币]|港[元幣币]|[由從从])+\s*$"
)
_CJK_START = re.compile(r"^(?:以?及|和|[與与而的]|[並并](?=.{4}))")
_CJK_WRAP = re.compile(r"(?<=[\u3400-\u9fff，、])[ \t]*\n[ \t]*(?=[\u3400-\u9fff])")
_CJK_BROKEN = re.compile(r"(?:^|(?<=[\u3400-\u9fff]))[ \t]*\n[ \t]*(?=[\u3400-\u9fff])")
_AHEAD = 24
"""Characters after a unit that may name what is counted."""
_CJK_FROM_TO = re.compile(
    r"[由從从][^，。；：,;]{1,24}?(?:增[加長长]?|[減减][少至]?|降[低]?|下[降跌調调]|[上提][升調调高]|升|改[善為为]?|[調调]整|[縮缩][短減减小]|[擴扩][大]|回[落升]|跌|[漲涨])[至到為为]?\s*$"
)
"""`由800噸增至` before a number: what is measured stands before the first."""
_LISTED = re.compile(r"包括|包含|涵[蓋盖]|主要")
_CJK_NOUN = re.compile(r"[\u3400-\u9fff]{1,8}?(?=[，。；、：,.;\s）)的和及與与於在]|$)")


_WHEN = re.compile(
    r"(?:compar\w+|from|than|against|since|versus|year[- ]on[- ]year|after|before|until|last|to|(?:FY|CY)?\s?(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
"""What stands after a unit and names nothing that is measured."""
_DATED = re.compile(
    r"\s*[(（]?\s*\b(?:(?:in|for|during|from|since|by|(?:as\s+)?(?:of|at)|at\s+the\s+end\s+of|compar\w+\s+(?:to|with)|than|against)\s+)?(?:the\s+)?"
    r"(?:(?:financial\s+|fiscal\s+)?year\s+(?:of\s+|end(?:ed)?\s+)?)?(?:\d{1,2}\s+[A-Z][a-z]{2,8}\s+|[A-Z][a-z]{2,8}\s+\d{1,2},\s+)?"
    r"(?:FY\s?)?(?:19|20)\d\d\b\s*[)）,:]?",
)


def without_when(measure: str) -> str:
    """A measure without the years that date it: `paper` for `paper (2022`."""
    return " ".join(_DATED.sub(" ", measure).split()).strip(" ,;:(").removeprefix("the ")


def subject_of(clause: str) -> str:
    """What a clause says something of: the words before its verb; the clause itself where it has none."""
    verb = _FINITE.search(clause)
    head = clause[: verb.start()] if verb else clause
    return " ".join(_LEAD.sub("", head).split()).strip(" ,;:")


def counted_after(text: str, end: int, limit: int = 4) -> tuple[str, int]:
    """The noun phrase right after a number: `customer complaints` in `4,917 customer complaints and …`.

    Returns the phrase with its white space made single, and where it ends; `("", end)` where none stands there.
    """
    words: list[str] = []
    position = end
    if end < len(text) and text[end] == "-":
        return "", end
    while len(words) < limit:
        match = _WORD.match(text, position)
        if not match or match.group(1).lower().strip('“"‘') in _STOP:
            break
        if words and match.group(1).endswith(("ly", "ed")) and not match.group(1).endswith("eed"):
            break
        words.append(match.group(1).strip('“"‘'))
        position = match.end(2)
        if position < len(text) and text[position] in ",.;:!?)”":
            break
    return " ".join(words), position


def of_phrase(text: str, end: int, limit: int = 14, whole: bool = False) -> str:
    """What stands after a unit: `carbon dioxide equivalent in greenhouse gas emissions` after `353.7 tons of`.

    `whole` keeps what is joined by `and`: a share is of all that is named.
    """
    match = _OF.match(text, end)
    if not match:
        return ""
    rest = text[match.end() : match.end() + 200]
    cut = (_STOP_MARK if whole else _CLAUSE_BREAK).search(rest)
    words = (rest[: cut.start()] if cut else rest).split()[:limit]
    joined = " ".join(words).strip(" (")
    if _WHEN.match(joined):
        return ""
    joined = without_when(joined)
    return "" if "(" in joined and ")" not in joined and len(joined.split("(")[0]) < 4 else joined


def clause_before(text: str, start: int, limit: int = 16) -> str:
    """What is measured before a number: `customer return request (for health and safety reasons) rate` in `… rate was`."""
    head = text[max(0, start - 320) : start]
    flat = re.sub(r"\s+", " ", head)
    trimmed = _trimmed(flat)
    cut = 0
    depth = 0
    for index in range(len(trimmed) - 1, -1, -1):
        char = trimmed[index]
        depth += (char in ")）") - (char in "(（")
        if depth < 0:
            cut = index + 1
            break
        if depth == 0 and (char in ";:。；，" or (char in ",.!?" and trimmed[index + 1 : index + 2] == " ")):
            cut = index + 1
            break
    clause = trimmed[cut:]
    for joint in re.finditer(
        r"\b(?:and|while|whereas|but)\s+(?:our|the|its|their|we|total|average|\w+\s+\w*\s*rate)\b", clause
    ):
        clause = clause[joint.start() :] if _FINITE.search(clause[: joint.start()]) or joint.start() > 12 else clause
        break
    words = _LEAD.sub("", clause).split()
    return " ".join(words[-limit:]).strip(" ,;:")


def _trimmed(head: str) -> str:
    """A clause without the verbs and small words that lead up to a number (`… was only about`)."""
    words = head.split()
    while words and words[-1].lower().strip(",(（:：") in _TRAIL | {""}:
        words.pop()
    return " ".join(words).rstrip(",(（:： ")


def cjk_before(text: str, start: int, earliest: int = 0, *, lends: bool = True) -> str:
    """The Chinese words before a number, back to the last stop or to `earliest`; where there are none and the clause before
    `lends` its own, those."""
    # a line of Chinese is broken anywhere: only a blank line, or one after a number or Latin word, ends a clause
    head = _CJK_WRAP.sub("", text[max(earliest, 0, start - 60) : start])
    if risen := _CJK_FROM_TO.search(_CJK_WRAP.sub("", text[max(0, start - 60) : start])):
        head = _CJK_WRAP.sub("", text[max(0, start - 60) : start])[: risen.start()]
    clauses = re.split(r"[，。；：;\n（(]|,(?!\d)", head)
    found = _tidied(clauses.pop().split("、")[-1])
    # "有害廢棄物包括電池、墨盒，共0.6噸": the clause before names it
    return found or _tidied(_LISTED.split(clauses.pop())[0] if clauses and lends else "")


def _tidied(clause: str) -> str:
    return _CJK_START.sub("", _CJK_LEAD.sub("", clause)).strip()


def cjk_counted(text: str, end: int) -> str:
    """The Chinese words that a counted or measured thing is named by after its unit: `產品投訴` after `12宗`."""
    match = _CJK_COUNTED.match(_CJK_BROKEN.sub("", text[end : end + _AHEAD]))
    found = match.group() if match else ""
    return "" if found.startswith(("以上", "以下", "左右", "至", "或", "的", "之")) else found


def cjk_after(text: str, end: int) -> str:
    """The Chinese noun after a number and its unit."""
    match = _CJK_NOUN.match(text, end)
    return match.group() if match else ""
