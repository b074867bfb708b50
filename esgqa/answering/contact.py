"""Whom to write to: where a question asks for an address, a sentence that gives one answers, and none that only invites."""

from __future__ import annotations

import re
from collections.abc import Sequence

from esgqa.answering.candidates import Candidate

_ASKS = re.compile(
    r"\b(?:where|how|who|whom|what|which)\b.*\b(?:(?:send|write|e-?mail|contact|get\s+in\s+touch|reach)\b|(?:comments?|feedback|questions?|opinions?)\s+(?:on|about)\s+(?:this|the|its)\b.*\breport"
    r"|(?:paper|printed|hard)\s+cop(?:y|ies)|(?:e-?mail|postal|mailing|web)\s+address|phone\s+number|hotline\s+number)"
    r"|[聯联][絡络系繫]方式|[電电][郵邮](?:地址)?|[郵邮]箱|索取.*[報报]告|如何[聯联][絡络系繫]|[電电][話话][號号]",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\S@\s?\S+\.\w|\b(?:tel|fax|telephone|hotline|phone)\b\s*(?:no\.?)?\s*[:：]?\s*\(?\+?\d|[電电][話话郵邮]\s*[:：]",
    re.IGNORECASE,
)
_SURE = 0.8
"""How sure an address is that stands in a passage which the reader finds to be about the question."""


def address_first(question: str, sentences: list[Candidate]) -> None:
    """Put first the sentence that gives an address, of the passage that is likeliest to answer, if any is likely at all, where
    the question asks whom or where to write to or to call."""
    if not _ASKS.search(question):
        return
    related: dict[str, float] = {}
    for one in sentences:
        if not one.refused:
            related[one.passage.id] = max(related.get(one.passage.id, -1.0), one.features.get("ce", -1.0))
    giving = [one for one in sentences if not one.refused and related[one.passage.id] > 0 and _ADDRESS.search(one.text)]
    if giving:
        best = max(giving, key=lambda one: related[one.passage.id])
        best.probability = max(_SURE, _likeliest(sentences))
        sentences.sort(key=lambda one: (one is not best, -one.probability))


def _likeliest(sentences: Sequence[Candidate]) -> float:
    return max((one.probability for one in sentences), default=0.0)
