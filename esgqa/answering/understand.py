"""Understanding a question: language, intent, KPI, years, and the words to search for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from esgqa.answering.intent import Reading, read_intent
from esgqa.answering.language import (
    chinese_words,
    detect,
    english_words,
    has_cjk,
    names_in_pinyin,
    places_in,
    simplified,
)
from esgqa.answering.names import proper_names
from esgqa.answering.scope import Years, without_issuer, without_own_year, without_years, years_in
from esgqa.answering.spelling import Speller
from esgqa.kpi import Edition, expand_query, find_codes, match_question, parse_code
from esgqa.numerals import arabic_years
from esgqa.types import Question, Report

# what may stand beside a code without asking for anything more
_BESIDE_CODE = re.compile(
    r"\b(?:what|is|are|was|were|about|tell|me|show|give|please|the|for|of|a|an|kpi|kpis|hkex|esg|guide|figures?|data|value|number|disclosure|"
    r"general|gd|report|disclosed|say|says|does|do|on|under|your|this|its)\b|關鍵績效指標|关键绩效指标|指標|指标|一般披露|的?(?:數字|数字|数据|數據|内容|內容|情况|情況)"
    r"|是多少|是什么|是什麼|多少|什么|什麼|[是的请請]|[\W_]",
    re.IGNORECASE,
)
_OF_A_PART = re.compile(
    r"\b(?:fe)?males?\b|\b(?:wo)?m[ae]n\b|\b(?:full|part)-?\s?time\b|\bsenior\b|\bmiddle\b|\bjunior\b|[男女]性?(?:员工|雇员|僱員|員工)?",
    re.IGNORECASE,
)
"""One value of a breakdown."""
# below this a phrase match is a coincidence of words (measured on the dev questions)
KPI_FLOOR = 0.3
TOPIC = 0.2
"""How far a question must be about an item of the framework to be of the framework at all (measured on the dev questions)."""
_COUNTED_CHINESE = re.compile(
    r"(?:多少|几)(?:人次|[个名位家间宗件次项款种场份批处座辆条台张篇艘套])(?P<what>[\u4e00-\u9fff]{2,8}?)(?=[获被的参于在是曾已及和与由因而属来有]|[？?，,。]|$)"
)
"""What a question counts: `多少款产品`."""
_DANGLING = re.compile(r"\b(?:in|of|at|for|by|from|with)\s+(?=[?.!]|$)")
# from here the KPI's own name is searched for beside the question's words (measured on the dev questions)
SURE = 0.5
_POLITE = re.compile(
    r"^\W*(?:please|can you|could you|tell me|i(?:'d| would) like to know|do you know|let me know|hi|hello)\b[\s,]*",
    re.IGNORECASE,
)


_SCOPES = tuple(
    (re.compile(pattern, re.IGNORECASE), scope)
    for pattern, scope in (
        (r"\bother\s+indirect\b", "Scope 3"),
        (r"\b(?:energy|electricity)\s+indirect\b|\bindirect\b", "Scope 2"),
        (r"\bdirect\b", "Scope 1"),
    )
)
_OF_GASES = re.compile(
    r"\bindirect\s+emissions?\b|\bdirect\s+emissions?\b|\b(?:greenhouse|ghg|carbon|co2)\b", re.IGNORECASE
)


def by_scope(query: str) -> str:
    """A question of direct or indirect greenhouse gas emissions, by the number of the scope."""
    if not _OF_GASES.search(query) or re.search(r"\bscope", query, re.IGNORECASE):
        return query
    for pattern, scope in _SCOPES:
        if pattern.search(query):
            return pattern.sub(scope, query, count=1)
    return query


_NOT_ASKED = re.compile(r"\((?:not|excluding|excl\.?|other than|rather than|i\.e\.,?\s+not)\b[^()]*\)", re.IGNORECASE)
"""What a question says in brackets that it does not ask for."""
_CODE = re.compile(r"\b(?:(?:hkex\s+)?kpi\s*)?[A-D]\d{1,2}(?:[.\s]\d{1,2})?\b[\s:,;–-]*(?=\S)", re.IGNORECASE)
_CHINESE_SCOPE = re.compile(r"(?:范围|范畴)\s?([123一二三])(?:\s?[及和与、]\s?(?:范围|范畴)?\s?([123一二三]))?")
_SCOPE_NUMBER = {"一": "1", "二": "2", "三": "3"}
_CHATTY = re.compile(
    r"^\W*(?:i|i['’]m|i\s+am|we|we['’]re|my|our|for\s+(?:my|our|a)|as\s+an?|hi|hello|hey|dear|quick\s+question|question)\b[^?]*?\s?[-–—:,.;]\s+"
    r"(?=(?:so\s+|and\s+)?(?:(?:about|roughly|approximately|around|in|by|to|at|on|from|of|for)\s+)?"
    r"(?:how|what|which|who|when|where|does|do|did|is|are|was|were|has|have|had|can)\b)",
    re.IGNORECASE,
)
"""What somebody says of himself before the question."""
_SENTENCE_END = re.compile(r"(?<=[.!?。！？])(?<!\b[A-Z]\.)(?<!\bNo\.)(?<!\bCo\.)(?<!\bLtd\.)\s+(?=[A-Z\u3400-\u9fff])")
_ASKS_LAST = re.compile(
    r"^(.{3,}?)\s*[-–—:,]\s*(how\s+(?:many|much))(?:\s+(?:are|were)\s+(?:there|they))?\s*\??$", re.IGNORECASE
)
"""`Pharmacies in the alliance – how many?`"""
_JARGON = tuple(
    (re.compile(pattern, re.IGNORECASE), plain)
    for pattern, plain in (
        (
            r"^\W*how\s+much\s+(energy|water|electricity|power|fuel|waste|carbon|co2|ghg|gas)\b(.*?)\bto\s+(?:make|produce|manufacture|build|sew|ship|move|deliver|process)\s+(?:one|a\s+single|each|every|a|an)\s+",
            r"What was the \1 intensity\2 per ",
        ),
        (r"\bh2o\b|\bH₂O\b", "water"),
        (
            r"^\W*how\s+(?:does|do|did|is|are|was|were)\s+(?:the\s+)?(.{3,40}?)\s+(?:split|divide|divided|broken\s+down|break\s+down|distributed)\s+(?=between|by|across|among|into)",
            r"\1 ",
        ),
        (
            r"\b(?:split\s+)?(?:between|among|by|into)\s+(?:(?:wo)?men|(?:fe)?males?)\s*(?:and|vs\.?|versus|/)\s*(?:(?:wo)?men|(?:fe)?males?)\b",
            "by gender",
        ),
        (
            r"\b(gender|sex|age)\s+(?:split|mix|balance|breakdown|composition|profile)\s+of\s+(?:the\s+|its\s+|their\s+)?([^?.,;]{3,50})",
            r"\2 by \1",
        ),
        (
            r"[.;,]\s*(?:please\s+)?(?:give|state|show)\s+(?:me\s+)?(?:both|all)?\s*(?:the\s+)?(?:numbers|figures)\s*[.?]?\s*$",
            "",
        ),
        (r",?\s*\bin\s+(?:absolute\s+)?(?:numbers|figures|terms)\b(?!\s+of)", ""),
        (
            r"\b(?:planet|globe|climate|earth|global)-?\s?(?:warming|heating)\s+(?:gas(?:es)?|pollution|emissions?)\b",
            "greenhouse gas emissions",
        ),
        (r"\b(?:carbon|co2|ghg)\s+pollution\b", "carbon emissions"),
        (r"\bsq\.?\s?(?:m|metres?|meters?)\b", "square metres"),
        (r"\boutside\s+(?:of\s+)?(?:the\s+)?(?:mainland\s+)?(?:china|prc|hong\s?kong)\b", "overseas"),
        (r"\b(?:other\s+than|excluding|except(?:\s+for)?|not\s+in)\s+(?:the\s+)?(?-i:[A-Z]\w+(?:\s+[A-Z]\w+)*)", ""),
        (r"\bhong\s?kong\s+dollars?\b", "HK$"),
        (r"\b(non-?\s?)?haz(?=[\s.]|$)", r"\1hazardous"),
        (r"\bltir\b", "lost-time injury rate"),
        (r"\bltifr\b", "lost-time injury frequency rate"),
        (r"\btrir\b", "total recordable injury rate"),
        (r"\brsp\b", "respirable suspended particulates"),
        (r"\bvocs?\b", "volatile organic compounds"),
        (r"\b(?:d\s?&\s?i|dei)\b", "diversity and inclusion"),
        (r"\b(?:osh|ohs)\b", "occupational health and safety"),
        (r"\bh\s?&\s?s\b", "health and safety"),
        (r"\bl\s?&\s?d\b", "training and development"),
        (r"\bcapex\b", "capital expenditure"),
        (r"\bopex\b", "operating expenditure"),
        (r"\bavg\b\.?", "average"),
        (r"\bhrs\b\.?", "hours"),
        (r"\bmgmt\b\.?", "management"),
        (r"\bemps?\b\.?(?=\s|$)", "employees"),
        (r"\bno\.\s+of\b", "number of"),
        (r"\belec\b\.?", "electricity"),
    )
)
"""Words of the street for what reports call otherwise."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """A question as read, with what to search for."""

    question: Question
    reading: Reading
    years: Years
    query: str
    """In English, spelling corrected, without the issuer's name."""
    extra: tuple[str, ...]
    """Further queries, from the framework's phrases."""
    weights: tuple[tuple[str, float], ...]
    """KPI codes and how surely the question is about each, best first."""
    code: str = ""
    """The KPI code, where the question is nothing else."""
    subject: str = ""
    """The framework's name for the surest KPI, in English; empty where no KPI is sure enough."""
    groups: tuple[tuple[str, ...], ...] = ()
    """For a Chinese question: the English words that say each of its words."""
    words: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """For a Chinese question on reports in Chinese: its words, each with the English ones."""
    places: tuple[tuple[str, ...], ...] = ()
    """For a Chinese question of reports in English: the places it is about, each by the words that name it."""
    topic: str = ""
    """The KPI that the question comes nearest to, where it is too faint to search by: it is still of this framework."""


def the_question(text: str) -> str:
    """Of several sentences those that ask or say of what: what somebody says of himself goes (`I compare retailers. How many
    …`), since no report has it. Years and companies that it names are read from the whole text."""
    sentences = _SENTENCE_END.split(text)
    if len(sentences) > 1:
        kept = [one for one in sentences if one.rstrip().endswith(("?", "？")) or not _OF_ONESELF.search(one)]
        text = " ".join(kept or sentences)
    return _ASKS_LAST.sub(lambda found: f"{found[2]} {_uncapitalised(found[1])}?", text)


_CODE_BEFORE = re.compile(r"^\W*(?:KPI\s*)?[A-D]\d{1,2}(?:\.\d{1,2})?\s*[-–—:：,，]\s*", re.IGNORECASE)
"""The KPI's code, before the question of it."""


def asking_sentence(text: str) -> str:
    """The sentence of a question that asks; all of it where several do or none does."""
    sentences = _SENTENCE_END.split(_CODE_BEFORE.sub("", text))
    asking = [one for one in sentences if one.rstrip().endswith(("?", "？"))]
    if not asking and _ASKING.match(sentences[-1]):
        asking = sentences[-1:]
    return asking[0] if len(asking) == 1 else text


def asked_part(text: str) -> str:
    """A question without what somebody says of himself before it."""
    return _CHATTY.sub("", the_question(text))


def _uncapitalised(text: str) -> str:
    """A phrase that opened a sentence, within one: `Brick-and-mortar shops`, but `ISO audits` and `Hong Kong staff` stay."""
    first, _, rest = text.partition(" ")
    proper = first[1:] != first[1:].lower() or rest[:1].isupper() or has_cjk(first)
    return text if proper else first.lower() + text[len(first) :]


_ASKING = re.compile(
    r"\W*(?:how|what|which|who|when|where|why|does|do|did|is|are|was|were|has|have|had|can|list|name|give|tell|show)\b",
    re.IGNORECASE,
)
_OF_ONESELF = re.compile(r"\b(?:i|i['’]m|i['’]ve|i['’]d|my|me|we['’]re|we)\b|^\W*as\s+an?\b|[我咱]", re.IGNORECASE)
"""Sentences in which somebody speaks of himself."""


def without_jargon(text: str) -> str:
    """A question with the words of reports for those of the street."""
    for pattern, meant in _JARGON:
        text = pattern.sub(meant, text)
    return re.sub(r"\boverseas\s*\(overseas\)", "overseas", text)


def _code_alone(subject: str, edition: Edition) -> str:
    """The KPI code, where the question is that code and nothing more; an aspect means its general disclosure."""
    whole = parse_code(subject) or ""
    found = (whole,) if whole else find_codes(subject)
    if len(found) != 1:
        return ""
    code = found[0] if found[0] in edition.codes else f"{found[0]}.GD"
    letters = re.sub(r"[^A-Za-z]", "", found[0].removesuffix(".GD"))
    rest = re.sub(rf"{letters}\s?\d+(?:[.\s]\s?\d{{1,2}})?", " ", subject, count=1, flags=re.IGNORECASE)
    if code not in edition.codes:
        return ""
    item = edition.get(code)
    # "KPI B6.2: number of complaints received" names the item twice and asks for nothing more
    own = " ".join((item.title.en, item.description, *item.phrases_en)).lower() if item else ""
    if _OF_A_PART.search(rest):
        return ""  # "B1.1: how many women?" asks for one row of all
    left = [word for word in _BESIDE_CODE.sub(" ", rest).lower().split() if word[:5] not in own]
    return "" if left else code


def _never(text: str) -> bool:
    return False


def understand(
    text: str,
    reports: Sequence[Report],
    edition: Edition,
    speller: Speller,
    known: Callable[[str], bool],
    *,
    printed: Callable[[str], bool] = _never,
    scopes: bool = False,
    chinese: bool = False,
) -> Understanding:
    """Read a question against the reports in scope; `known` says whether the index has a word, `printed` whether a report
    has these letters together, `scopes` whether the
    reports count greenhouse gases by numbered scopes, `chinese` whether they are written in Chinese: their text is searched
    by Chinese words and weighed by the English ones that say them."""
    language = detect(text)
    plain = arabic_years(simplified(_NOT_ASKED.sub(" ", text)))
    years = years_in(plain)
    subject = " ".join(_POLITE.sub("", asked_part(without_issuer(plain, reports))).split())
    subject = without_own_year(without_jargon(subject))
    code = _code_alone(subject, edition)
    reading = read_intent(asking_sentence(subject))
    corrections: tuple[tuple[str, str], ...] = ()
    groups: list[tuple[str, ...]] = []
    words: list[tuple[str, tuple[str, ...]]] = []
    places = places_in(subject) if language != "en" and not chinese else []
    if language == "en":
        query, corrections = speller.correct(subject)
        if corrections:
            reading = read_intent(asking_sentence(query))
        query = by_scope(query) if scopes else query
    else:
        timeless = _CHINESE_SCOPE.sub(
            lambda found: " ".join(f" scope {_SCOPE_NUMBER.get(one, one)} " for one in found.groups() if one),
            without_years(subject),
        )
        named_so, timeless = ([], timeless) if chinese else names_in_pinyin(timeless, printed)
        words = chinese_words(timeless) if chinese else []
        groups = english_words(timeless) if chinese else english_words(timeless, known)
        groups += [(name,) for name in named_so]
        things = _COUNTED_CHINESE.search(simplified(text))
        if things and reading.intent == "figure" and not reading.counted:
            said = english_words(things["what"]) if chinese else english_words(things["what"], known)
            reading = replace(reading, counted=" ".join(word for group in said for word in group))
        query = " ".join(dict.fromkeys(word for group in groups for word in group))
    asked_of = subject if language != "en" else query
    matches = match_question(asked_of, edition)
    names = proper_names(asked_of)
    if names and (not matches or matches[0].score < SURE):
        # "number of employees in Shanghai" is about the workforce, whatever the report says of Shanghai
        unnamed = re.sub(rf"\b(?:{'|'.join(map(re.escape, names))})\b(?:['’]s)?", " ", asked_of)
        matches = match_question(_DANGLING.sub(" ", unnamed), edition) or matches
    weights = tuple((match.code, match.score) for match in matches if match.score >= KPI_FLOOR)[:4]
    topic = matches[0].code if matches and matches[0].score >= TOPIC else ""
    named = [found for found in find_codes(subject) if found in edition.codes]
    if named:
        weights = tuple((found, 1.0) for found in named[:4])
        query = _CODE.sub(" ", query)  # it says which KPI, and stands in no sentence
    extra: tuple[str, ...] = ()
    if code:
        item = edition.get(code)
        weights = ((code, 1.0),)
        query = " ".join([item.description if item else "", *expand_query((code,), edition, "en")[:4]]).strip()
        reading = replace(reading, intent="kpi")
    elif language != "en" and weights:
        extra = tuple(expand_query([c for c, _ in weights[:2]], edition, "en")[:6])
        query = query or " ".join(extra[:3])
    subject_name = edition.name(weights[0][0], "en") if weights and weights[0][1] >= SURE else ""
    if subject_name and not extra:
        extra = (subject_name,)
    if chinese:
        own = subject if language != "en" else ""
        phrases = expand_query([c for c, _ in weights[:2]], edition, "zh-Hans")[:4]
        extra = tuple(dict.fromkeys(piece for piece in (own, *phrases, *extra) if piece))
    question = Question(
        text=text,
        language=language,
        intent=reading.intent,
        kpis=tuple(c for c, _ in weights),
        corrections=corrections,
    )
    return Understanding(
        question,
        reading,
        years,
        query,
        extra,
        weights,
        code,
        subject_name,
        tuple(groups),
        tuple(words),
        tuple(places),
        topic,
    )
