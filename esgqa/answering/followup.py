"""A question that leans on the one before it, written out: `and water?`, `what about 2018?`, `per employee?`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from esgqa.answering.scope import issuer_names, names_issuer, without_issuer
from esgqa.types import Report

_LEAD = re.compile(
    r"^\W*(?:(?:and|ok|okay|so|then|now)\b[\s,]*)*(?:what|how)\s+about\b\s*|^\W*(?:(?:and|then)\b[\s,]*)+|^\W*(?:the\s+)?same\s+(?:for|of|in|at|question for)\b\s*"
    r"|^\W*(?:那麼|那么|那|而|同樣|同样)(?=.*呢)",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s*(?:呢)?\s*[?？.!]*\s*$")
_YEAR = re.compile(
    r"(?:(?:in|for|during|of)\s+)?(?:the\s+)?(?:(?:year|financial year|fiscal year)\s+)?(?:FY\s?)?(?:19|20)\d\d(?:/\d\d)?(?:\s?年度?)?"
    r"|(?:(?:in|for)\s+)?(?:the\s+)?(?:last|previous|prior)\s+year|(?:the\s+)?year\s+before|去年|上一?年度?",
    re.IGNORECASE,
)
_QUALIFIER = re.compile(
    r"(?:per|by|in|for|of|as|among|at|from|on|excluding|including|only|just)\s+\S.*|每\S+|按\S+", re.IGNORECASE
)
_OTHER = re.compile(
    r"(?:the\s+)?other\s+(?:company|issuer|one|firm|report)|另一家(?:公司)?|另外一家(?:公司)?", re.IGNORECASE
)
_WHOLE = re.compile(
    r"^\W*(?:what|how|who|when|where|why|which|does|do|did|is|are|was|were|has|have|can|list|name|describe|tell)\b"
    r"|多少|什麼|什么|甚麼|哪|如何|怎|是否|有沒有|有没有|幾|几",
    re.IGNORECASE,
)
_MOST_WORDS = 8


def standalone(text: str, before: str, reports: Sequence[Report]) -> str:
    """`text` as a question of its own, given the question `before` it; `text` itself where it leans on nothing.

    What is new replaces its like in the question before: a year a year, an issuer an issuer, a subject the subject; a
    qualifier is added. A question that stands alone drops the old one, with its scope.
    """
    if not before.strip():
        return text
    lead = _LEAD.match(text)
    core = _TAIL.sub("", text[lead.end() :] if lead else text).strip()
    if not core or len(core.split()) > _MOST_WORDS or len(core) > 80 or (not lead and not _leans(text, core, reports)):
        return text
    if lead and _WHOLE.search(core):
        return core + ("？" if _is_chinese(core) else "?")
    asked = _TAIL.sub("", before).strip()
    mark = "？" if _is_chinese(asked) else "?"
    if _YEAR.fullmatch(core):
        return _with_year(asked, core) + mark
    issuer = _issuer(core, asked, reports)
    if issuer:
        return _with_issuer(asked, issuer, reports) + mark
    if _OTHER.fullmatch(core):
        return text  # which other one is not known
    if _QUALIFIER.fullmatch(core):
        return f"{asked}{'' if _is_chinese(asked) else ' '}{core}{mark}"
    return _with_subject(asked, core, reports) + mark


def _leans(text: str, core: str, reports: Sequence[Report]) -> bool:
    """Whether a text without `what about` is still no question of its own: a year, a qualifier, an issuer's name alone."""
    if text.strip().endswith(("呢", "呢？", "呢?")):
        return True
    return bool(_YEAR.fullmatch(core) or _QUALIFIER.fullmatch(core) or _OTHER.fullmatch(core) or _named(core, reports))


def _named(core: str, reports: Sequence[Report]) -> str:
    """The issuer's name, where the text is nothing else."""
    plain = re.sub(r"^(?:for|of|at|in|by)\s+", "", core, flags=re.IGNORECASE).lower()
    return next(
        (report.issuer for report in reports if plain in issuer_names(report) or plain == report.issuer.lower()), ""
    )


def _issuer(core: str, asked: str, reports: Sequence[Report]) -> str:
    named = _named(core, reports)
    if named or not _OTHER.search(core):
        return named
    issuers = dict.fromkeys(report.issuer for report in reports)
    said = {report.issuer for report in reports if names_issuer(asked, report)}
    left = [issuer for issuer in issuers if issuer not in said]
    return left[0] if len(issuers) == 2 and len(left) == 1 else ""


def _with_year(asked: str, year: str) -> str:
    bare = re.sub(r"^(?:in|for|during|of)\s+", "", year, flags=re.IGNORECASE)
    words = not any(char.isdigit() for char in bare)  # "last year" takes no "in"
    if _YEAR.search(asked):
        return _YEAR.sub(lambda old: ("" if words else _lead_of(old.group())) + bare, asked, count=1)
    if _is_chinese(asked):
        return f"{bare}{asked}"
    return f"{asked} {bare}" if words else f"{asked} in {bare}"


def _lead_of(old: str) -> str:
    lead = re.match(r"(?:in|for|during|of)\s+", old, re.IGNORECASE)
    return lead.group() if lead else ""


def _with_issuer(asked: str, issuer: str, reports: Sequence[Report]) -> str:
    plain = " ".join(without_issuer(asked, reports).split())
    return f"{issuer}{plain}" if _is_chinese(plain) else f"{plain} at {issuer}"


def _with_subject(asked: str, subject: str, reports: Sequence[Report]) -> str:
    """The subject with the year and the issuer of the question before."""
    year = _YEAR.search(asked)
    issuer = next((report.issuer for report in reports if names_issuer(asked, report)), "")
    if _is_chinese(asked):
        return f"{issuer}{year.group() if year else ''}{subject}"
    when = f" in {re.sub(r'^(?:in|for|during|of) ', '', year.group(), flags=re.IGNORECASE)}" if year else ""
    counts = re.match(r"\W*(how many|number of)\b", asked, re.IGNORECASE)
    lead = f"{counts.group(1)} " if counts and subject.endswith("s") else ""
    return f"{lead}{subject}{f' of {issuer}' if issuer else ''}{when}"


def _is_chinese(text: str) -> bool:
    return re.search(r"[\u3400-\u9fff]", text) is not None
