"""Questions of what something is or means, and the sentences that say it: `Scope 3: other indirect emissions …`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from esgqa.answering.candidates import Candidate

_X = r"(?P<what>[^?？。.]{2,80}?)"
_END = r"\s*[?？.]?\s*$"
_ASKED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^\W*what\s+(?:does|do|did)\s+(?:the\s+(?:term|abbreviation|acronym)\s+)?{_X}\s+(?:mean|stand\s+for|refer\s+to|cover|include|comprise|consist\s+of)\b[^?]*{_END}",
        rf"^\W*what\s+(?:is|are|was|were)\s+(?:meant\s+by|the\s+(?:definition|meaning)\s+of)\s+{_X}{_END}",
        rf"^\W*how\s+(?:is|are|was|were)\s+(?:the\s+)?{_X}\s+(?:defined|calculated|computed|worked\s+out|derived){_END}",
        rf"^\W*(?:please\s+)?(?:define|definition\s+of)\s+{_X}{_END}",
        rf"^\W*(?:what|who)\s+(?:is|are)\s+(?:an?\s+|the\s+)?{_X}{_END}",
    )
)
_LEAD = r"^\W*(?:(?:\d{1,2}|[a-z]|note)\s*[.)\]:：]?\s+)?[\W_]*(?:the\s+|an?\s+)?"
_BRACKETED = r"(?:\s*[(（][^()（）]{1,40}[)）])?[”\"’']?"
_SAYS = (
    r"\s*(?:=|＝|[:：]\s*(?![\d.,])(?=[A-Za-z])|\s(?:means?|refers?\s+to|stands?\s+for|represents?|comprises?|denotes?|covers?|includes?"
    r"|(?:is|are|was|were)\s+(?:(?:defined|calculated|computed|measured|derived)\b|(?:(?:an?|the|any|all|those|that)\s|[a-z]+s\s+(?:of|that|which|who)\b)))"
    r")"
)
_NUMBER_FIRST = re.compile(r"\W*(?:about|around|approximately|nearly|over)?\s*[$¥€]?\d")
_SHORTEST = 4
_FILLER = re.compile(r"\b(?:in|of|for|by|under)\s+(?:this|the)\s+(?:report|company|group|issuer)\b", re.IGNORECASE)


_ONLY_HOLDS = re.compile(r"\s(?:comprises?|covers?|includes?)$", re.IGNORECASE)
"""What a thing has in it is what it means only where its meaning is asked for in so many words."""


def subject_of(question: str) -> str:
    """What a question asks the meaning of; empty where it asks nothing of the kind."""
    plain = _FILLER.sub(" ", question).strip()
    for pattern in _ASKED:
        found = pattern.match(plain)
        if found:
            return " ".join(found.group("what").split())
    return ""


def asks_what_is(question: str) -> bool:
    """Whether a question only asks what something is: it may want the amount as well as the meaning."""
    plain = _FILLER.sub(" ", question).strip()
    return not any(pattern.match(plain) for pattern in _ASKED[:-1])


def says_what(sentence: str, subject: str, *, holds: bool = True) -> bool:
    """Whether a sentence says what its subject is, and that is the one asked for; `holds`: saying what is in it will do."""
    name = r"\s+".join(re.escape(word) for word in subject.split())
    plural = "(?:e?s)?"
    mark = "" if subject[-1].isdigit() else r"\d{0,2}"
    own = re.match(rf"{_LEAD}{name}{plural}{_BRACKETED}{mark}{_SAYS}", sentence, re.IGNORECASE)
    if own is None:
        own = re.match(rf"{_LEAD}[^.:;]{{3,80}}?[(（][“\"‘']?{name}[”\"’']?[)）]{_SAYS}", sentence, re.IGNORECASE)
    if own is None or (not holds and _ONLY_HOLDS.search(own[0])):
        return False
    return _NUMBER_FIRST.match(sentence[own.end() :]) is None


def definition(question: str, sentences: Sequence[Candidate]) -> Candidate | None:
    """The likeliest sentence that says what the question asks the meaning of."""
    subject = subject_of(question)
    if len(subject) < 2 or not any(char.isalpha() for char in subject):
        return None
    holds = not asks_what_is(question)
    found = [
        one
        for one in sentences
        if not one.refused and len(one.text.split()) >= _SHORTEST and says_what(one.text, subject, holds=holds)
    ]
    return max(found, key=lambda one: one.probability, default=None)
