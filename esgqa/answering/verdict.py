"""Yes or no: what a sentence or a row says to a question that asks for the one or the other, where it says so itself."""

from __future__ import annotations

import re
from decimal import Decimal

from esgqa.answering.candidates import Candidate
from esgqa.answering.features import is_the_opposite
from esgqa.answering.language import simplified
from esgqa.answering.limit import limit_of, meets
from esgqa.answering.qualifiers import unqualified
from esgqa.answering.understand import Understanding
from esgqa.types import Language

_SAYS_SO = 0.6
"""Share of a question's words that a sentence must have to say yes or no to it, unless it is sure to answer it."""
_SAYS_MOST = 0.8
"""The same where it says what alone is counted: all that is asked of, or something else."""
_LIKELY, _SURE = 0.4, 0.5
"""How likely a sentence must be to answer before it says yes or no: where it has the question's words, and where it has not."""
_SAYS_LITTLE, _SURE_OF_IT = 0.3, 0.7
"""The same where a sure sentence opens by denying: `No scenario analysis has been carried out`."""
_OPENS_NO = re.compile(
    r"(?:no|none|neither|nor|there\s+(?:was|were|is|are)\s+no)\b|(?:本[集團团公司]+)?(?:並|并|概|從|从)?[無无未沒没]有?",
    re.IGNORECASE,
)
_NONE_OF = re.compile(r"\b(?:no|none|neither|nobody)\b(?!\s+(?:later|more|less|fewer|longer)\b)", re.IGNORECASE)
_NEGATIVE = re.compile(
    r"\b(?:no|not|nor|never|none|neither|nil|zero|cannot)\b(?!\s+(?:only|just|limited))|没有|沒有|并无|並無|[並并尚]未|未[有經经能曾获獲]|未发生|未發生|无任何|無任何|概无|概無|不(?:接受|允[許许]|提供|[適适]用|[設设]|得|准|[會会])",
    re.IGNORECASE,
)
_NO_NEGATION = re.compile(
    r"\b(?:net|near|carbon)[-\s]zero\b|\bzero[-\s](?:emission|carbon|waste)\w*|\bin\s+no\s+time\b", re.IGNORECASE
)
_FORBIDS = re.compile(
    r"\b(?:prohibit|forbid|forbad|ban(?:s|ned)?\b|refus|exclud)\w*|不[包計计]|禁止|严禁|嚴禁|不得", re.IGNORECASE
)
_MAY = re.compile(
    r"^\W*(?:can|could|may|might)\b|\b(?:allow|permit)\w*|\b(?:able|free)\s+to\b|可以|可否|能否|能不能|允许|准许|容许",
    re.IGNORECASE,
)
"""Questions whether something is allowed."""
_ONLY = re.compile(r"\b(?:only|solely|just)\b|[僅仅只]", re.IGNORECASE)
_OPPOSITES = re.compile(r"\b(?:in)?direct\b|\bnon-?\w+\b|直接|間接|间接", re.IGNORECASE)
_COUNTED_IN = re.compile(
    r"\b(?:includ|count|cover|contain|compris|part\s+of|take\s+in|form)\w*|包[括不]|包含|[計计][入算]|涵[蓋盖]",
    re.IGNORECASE,
)
_LEFT_OUT = re.compile(
    r"\bexclud\w*|\bleft\s+out\b|\bexcept\b|\bexcluding\b|\bother\s+than\b|\b(?:not|neither|nor)\b|不[包計计含]|未[包計计]|除外",
    re.IGNORECASE,
)
_FIRST = re.compile(r"\b(?:first|inaugural|maiden)\b|首[份次個个]|第一", re.IGNORECASE)
_LATER = re.compile(
    r"\b(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:nd|rd|th))\b|第[二三四五六七八九十]",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"\b(?:all|every|everyone|everybody|each|whole|entire(?:ly)?|fully?|strictly|exclusively|solely|wholly|100\s?%)(?!\w)|[全所][體体部有]|每[個个名位家]|全[員员]",
    re.IGNORECASE,
)
_NUMERAL = r"\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_SOME_OF = re.compile(
    rf"\b(?P<some>{_NUMERAL})\s+(?:(?!of\b)[a-z]+\s+){{0,3}}?(?:out\s+)?of\s+(?:the|its|our|their)?\s*(?P<all>{_NUMERAL})\b",
    re.IGNORECASE,
)
_SHARE = re.compile(r"(?<![\d.])(\d{1,3}(?:\.\d+)?)\s?(?:%|per\s?cent)")
_TARGET = re.compile(r"\b(?:target|goal|commitment|pledge|on\s+(?:course|track|schedule))s?\b|目[標标]", re.IGNORECASE)
_REACHED = re.compile(
    r"\b(?:met|reach|achiev|hit|attain|fulfil|accomplish|on\s+(?:course|track|schedule|target))\w*|[達达][到成標标]|完成|[實实][現现]",
    re.IGNORECASE,
)
_SHORT_OF_IT = re.compile(
    r"\b(?:behind|missed|not\s+(?:yet\s+)?(?:been\s+)?(?:met|achieved|reached|enough|on\s+track)|lag\w*|short\s+of|fell\s+short|off\s+track|below\s+target)\b|未[能達达完]|落[後后]",
    re.IGNORECASE,
)
_CONTRASTS = tuple(
    (re.compile(one, re.IGNORECASE), re.compile(other, re.IGNORECASE))
    for one, other in (
        (r"\bindependent\b|\bnon-?executive\b", r"(?<!non-)\bexecutive\s+director"),
        (
            r"\bchief\s+executive\b|\bCEO\b|(?<!non-)\bexecutive\s+director",
            r"\bindependent\s+(?:non-executive\s+)?director|\bnon-executive",
        ),
        (r"\breasonable\b", r"\blimited\s+assurance"),
        (r"\b(?:external|outside|third[-\s]part)", r"\binternal"),
        (r"\binternal", r"\b(?:external|outside|third[-\s]part)"),
        (r"\b(?:mandatory|compulsory|required|obliged)\b", r"\bvoluntar"),
        (r"\bvoluntar", r"\b(?:mandatory|compulsory)\b"),
        (r"\b(?:fail|flunk|did\s+not\s+pass)\w*", r"\b(?:only|all)\b.*\bpass(?:ed|es)?\b"),
    )
)
"""What a question asks for, and what excludes it."""
_UNDONE = re.compile(
    r"\b(?:remov|cancel|barred|ceas|stopp|discontinu|abolish|abandon|withdr[ae]w|phased\s+out|reject|declin)\w*|取消|停止|[終终]止|拒[絕绝]",
    re.IGNORECASE,
)
_STILL = re.compile(r"\b(?:still|yet\s+to|remain)\w*|仍|[還还]", re.IGNORECASE)
_DOES_IT = re.compile(
    r"\b(?:still|go\s+ahead|went\s+ahead|accept|order|offer|sell|sold|take\s+place|carry|carried\s+out|use|run)\b|[還还仍]",
    re.IGNORECASE,
)
"""What may have been done away with, and questions whether it is done."""
_NOUGHT = re.compile(r"(?:^|[\s:：])(?:0(?:\.0+)?%?|nil|none|零|[無无])\W*$", re.IGNORECASE)
_YEARS = re.compile(
    r"\b(?:last|past)\s+(?:two|three|four|five|few|\d)\s+years\b|[近過过][去]?[两兩三四五幾几]年", re.IGNORECASE
)
_BRACKETS = re.compile(r"\([^()]*\)|（[^（）]*）")
_NAME = re.compile(r"(?<![.?!]\s)(?<!^)\b[A-Z][a-zé]{3,}\b")
_NO_NAMES = frozenset("Scope Board Company Group Committee Report Director Directors Guide".split())
_ANY = re.compile(
    r"^\W*(?:were|was|are|is|has|have)\s+there\b|\bany(?:body|one)?\b|有[没无否]有?|是否有|曾否|有.*[吗呢]",
    re.IGNORECASE,
)
"""Questions whether there was any of something."""
UP, _DOWN = 1, -1
_DIRECTIONS = (
    (
        UP,
        re.compile(
            r"\b(?:increas|ris(?:e|es|en|ing)\b|rose\b|grow|grew\b|climb|higher\b|up\s+(?:from|by|\d)|go(?:ne)?\s+up\b|went\s+up\b)\w*|上升|增加|增长|提高|升高",
            re.IGNORECASE,
        ),
    ),
    (
        _DOWN,
        re.compile(
            r"\b(?:decreas|declin|fall(?:s|en|ing)?\b|fell\b|drop|shrink|shrank\b|shrunk\b|lower(?:ed)?\b|down\s+(?:from|by|\d)|come\s+down|reduc|go(?:ne)?\s+down\b|went\s+down\b)\w*"
            r"|下降|减少|降低|下跌|下滑",
            re.IGNORECASE,
        ),
    ),
)
_CLAUSES = re.compile(r"[,;:，；：。.]\s*|\b(?:but|which|as|although|while|because|due\s+to)\b")
_LONG_WORD = re.compile(
    r"\b(?!(?:the|and|for|its|has|had|was|are|did|does|not|all|who|his|her|our|but|from|with|that|this|have|been|were|there|can|could"
    r"|(?:any|some|every|no)(?:thing|one|body|where)?|what|which|when|where|whether|they|them|their|you|your)\b)[a-z]{3,}"
)


def lead_of(said: bool | None, language: Language) -> str:
    """How an answer opens that says yes or no; empty where it says neither."""
    if said is None:
        return ""
    if language == "en":
        return "Yes: " if said else "No: "
    return "是：" if said else "否："


def direction_of(text: str) -> int:
    """1 where a text speaks of a rise, -1 of a fall, 0 of neither or of both."""
    found = [way for way, pattern in _DIRECTIONS if pattern.search(text)]
    return found[0] if len(found) == 1 else 0


def verdict(read: Understanding, best: Candidate, period: str = "") -> bool | None:
    """Yes or no only where the sentence itself says so, or the figure of its row for the `period`; else None."""
    text = best.text
    question = simplified(read.question.text)
    whole = f"{read.query} {question}"
    said = best.features.get("own_cover", 0.0)
    sure = best.probability >= _SURE
    if _OPPOSITES.search(read.query) and _ONLY.search(text) and is_the_opposite(read.query, text):
        return False if _COUNTED_IN.search(whole) else None
    if _ANY.search(question) and (said >= _SAYS_LITTLE or sure):
        there = _of_row(best, "" if _YEARS.search(question) else period)
        if there is not None:
            return there
    if not (sure or (said >= _SAYS_SO and best.probability >= _LIKELY)):
        return None
    if _names_another(read, best):
        return None
    limit = limit_of(read.question.text) if not _MAY.search(question) else None
    if limit is not None:
        value = _only_share(text) if limit.percent else None
        return meets(limit, value) if value is not None else None
    if _TARGET.search(whole) and _REACHED.search(whole):
        if _SHORT_OF_IT.search(text):
            return False
        return True if _REACHED.search(text) else None
    if unqualified(read.query, f"{best.passage.search_text} {best.passage.text}", read.groups):
        return None
    ruled = _by_rule(whole, text, said)
    if ruled is not None:
        return ruled
    opens = _OPENS_NO.match(text) is not None and best.probability >= _SURE_OF_IT
    bare = _NO_NEGATION.sub(" ", _BRACKETS.sub(" ", text))
    asked = _NO_NEGATION.sub(" ", read.query)
    denied = bool(_NEGATIVE.search(asked))
    if sure and _denies(bare, asked) and not denied:
        return False
    if said >= (_SAYS_LITTLE if opens else _SAYS_SO) and _NEGATIVE.search(bare) and not denied:
        return False
    if _FORBIDS.search(text) and not _FORBIDS.search(whole):
        return False if _MAY.search(question) else None
    way = direction_of(whole)
    if way:
        told = direction_of(_nearest(text, asked)) or direction_of(text)
        return told == way if told else None
    if _NEGATIVE.search(bare) and not denied:
        if _ANY.search(question) and best.probability >= _SURE_OF_IT and _NONE_OF.search(bare):
            return False
        return None  # a "not" in a sentence on something else denies nothing that was asked
    return True


def _by_rule(question: str, text: str, cover: float) -> bool | None:
    """What a part for a whole, an ordinal, what is left out or what excludes the other says."""
    if _ALL.search(question):
        some = _SOME_OF.search(text)
        if some and some["some"].lower() != some["all"].lower():
            return False
        shares = [float(share) for share in _SHARE.findall(text)]
        if len(shares) == 1 and not _ALL.search(_SHARE.sub(" ", text)):
            return shares[0] == 100
        if _ONLY.search(text) and not _ALL.search(text):
            return False
    if _FIRST.search(question) and not _FIRST.search(text) and _LATER.search(text):
        return False
    if _COUNTED_IN.search(question) and _ONLY.search(text) and cover < _SAYS_MOST:
        return False
    if _UNDONE.search(text) and not _UNDONE.search(question) and not _STILL.search(text):
        return False if _DOES_IT.search(question) or _MAY.search(question) else None
    if _COUNTED_IN.search(question) and _LEFT_OUT.search(_nearest(text, question, r"[;；。.]\s+")):
        return False
    return False if any(a.search(question) and b.search(text) and not a.search(text) for a, b in _CONTRASTS) else None


def _only_share(text: str) -> Decimal | None:
    """The one share in per cent that a sentence gives, outright or as so many of so many."""
    shares = {Decimal(share) for share in _SHARE.findall(text)}
    if len(shares) == 1:
        return shares.pop()
    parts = [(_count(found["some"]), _count(found["all"])) for found in _SOME_OF.finditer(text)]
    if shares or len(parts) != 1 or not parts[0][1]:
        return None
    return 100 * parts[0][0] / parts[0][1]


def _count(numeral: str) -> Decimal:
    words = _NUMERAL.split("|")[1:]
    return Decimal(words.index(numeral.lower()) + 2 if numeral.lower() in words else numeral.replace(",", ""))


def _names_another(read: Understanding, best: Candidate) -> bool:
    """Whether the question names a place or a thing that neither the sentence nor what stands above it names, where the
    sentence names another."""
    named = {name for name in _NAME.findall(read.query) if name not in _NO_NAMES}
    around = f"{best.context} {' '.join(best.passage.section)}".lower()
    missing = {name for name in named if name.lower()[:5] not in around}
    return bool(missing) and bool({name for name in _NAME.findall(best.text) if name not in _NO_NAMES} - named)


def _of_row(best: Candidate, period: str) -> bool | None:
    """Whether the figure of a table's row is more than nought, where the row has one for the period; with no period whether
    any of them is."""
    passage = best.passage
    start, end = best.span
    figures = [one for one in passage.figures if start <= one.start < end and one.row]
    if not period and figures:
        return any(one.value.strip("0.") for one in figures)
    values = {one.value.strip("0.") != "" for one in figures if one.period in ("", period)}
    if not figures and _NOUGHT.search(best.text):
        return False
    return values.pop() if len(values) == 1 else None


def _nearest(text: str, question: str, between: str = "") -> str:
    """The clause of a text that has most of a question's words; names count twice."""
    asked = {word[:5] for word in _LONG_WORD.findall(question.lower())}
    names = {name[:5].lower() for name in _NAME.findall(question)}
    split = re.compile(between) if between else _CLAUSES
    clauses = [clause for clause in split.split(_NO_NEGATION.sub(" ", text)) if clause.strip()]

    def likeness(clause: str) -> int:
        said = {word[:5] for word in _LONG_WORD.findall(clause.lower())}
        return len(asked & said) + len(names & said)

    return max(clauses, key=likeness, default="")


def _denies(text: str, question: str) -> bool:
    """Whether the clause of a text that has most of a question's words has a negation."""
    asked = {word[:5] for word in _LONG_WORD.findall(question.lower())}
    nearest = _nearest(text, question)
    return bool(_NEGATIVE.search(nearest)) and bool(asked & {w[:5] for w in _LONG_WORD.findall(nearest.lower())})
