"""Where sentences begin and end in prose, in English and Chinese."""

from __future__ import annotations

import re

_END = re.compile(
    r"[。！？；]++[”’」』）]*+(?!(?<=[”’」』）])[，、；：的之等為为])"  # Chinese needs no space after its full stop
    r"|(?:[.!?]|…)[\"”’)\]]*(?:(?<=\D[.!?])\d{1,2})?(?=\s+[A-Z0-9“\"‘'(\[•\u3400-\u9fff¶\uf000-\uf0ff-]|\s*$)"
    r"|\n[ \t]*\n(?=\s*\S)"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Co|Ltd|Inc|Corp|No|Nos|Mr|Mrs|Ms|Dr|Prof|St|vs|cf|Fig|Sec|Art|approx|est|Dept|Vol|pp|al|Cap|Ch|Para|App|Ref|Tel|Ord|Reg|Jan|Feb|Mar|Apr|Jun"
    r"|Jul|Aug|Sept?|Oct|Nov|Dec|Messrs|Hon|Jr|Sr|Rev|Gen|Reg|Bros)|\b(?:e\.g|i\.e|a\.m|p\.m|U\.S|U\.K|P\.R|H\.K|Ph\.D)"
    r"|(?:^|[\s(])[A-Z]|(?:^|\n)\s*(?:\d{1,2}|[ivx]{1,4}))\.$"
)
_CJK = re.compile(r"[\u3400-\u9fff]")
_COMMA = re.compile(r"，")
_BRACKET = 80
"""Characters: an aside within a sentence closes its bracket within so many."""
_LONG, _LEAST = 240, 40
"""Characters: a Chinese sentence is cut beyond the first, into parts of at least the second."""
_SENTENCE_AFTER_COMPANY = re.compile(r"\s+(?:The|It|In|We|This|These|During|Our|As|For|All|Its|Since|He|She)\b")


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Spans `(start, end)` of the full sentences of a piece of prose, in order, white space trimmed.

    A blank line ends a sentence only where what stands above could end one; abbreviations and decimals never do.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        if match.group().startswith("\n"):
            if not _ends_block(text, start, match.start(), match.end()):
                continue
            end = match.start()
        elif match.group()[0] in "。！？；":
            if _in_bracket(text, start, match.start(), match.end()):
                continue
        elif match.group().startswith("."):
            stop = match.start() + 1
            head = text[max(0, stop - 16) : stop]
            known = _ABBREVIATION.search(head)
            if known and stop < len(text.rstrip()) and not _company_end(known.group(), text, match.end()):
                continue
        _add(spans, text, start, end)
        start = end
    _add(spans, text, start, len(text))
    return tuple(piece for span in spans for piece in _shorter(text, span))


def _in_bracket(text: str, start: int, stop: int, end: int) -> bool:
    """The stop stands in brackets that were opened within the sentence and are closed soon: 法例（包括條例。）及規定."""
    opened = text.rfind("（", start, stop)
    if opened <= start or text.rfind("）", opened, stop) >= 0 or not text[start:opened].strip():
        return False
    closing = text.find("）", stop, stop + _BRACKET)
    return closing >= 0 and "（" not in text[stop:closing] and bool(text[max(closing + 1, end) :].strip())


def _shorter(text: str, span: tuple[int, int]) -> list[tuple[int, int]]:
    """A Chinese sentence too long to quote, cut after the comma nearest its middle; any other as it is."""
    start, end = span
    if end - start <= _LONG or 2 * len(_CJK.findall(text, start, end)) < end - start:
        return [span]
    middle = (start + end) // 2
    commas = [match.end() for match in _COMMA.finditer(text, start + _LEAST, end - _LEAST)]
    if not commas:
        return [span]
    cut = min(commas, key=lambda at: abs(at - middle))
    after = cut + len(text[cut:end]) - len(text[cut:end].lstrip())
    return _shorter(text, (start, cut)) + _shorter(text, (after, end))


def _ends_block(text: str, start: int, at: int, after: int) -> bool:
    """A blank line ends a sentence after a stop, or after a line so short that it was a title."""
    above = text[start:at].rstrip()
    below = text[after:].lstrip()[:1]
    if not above or below.islower() or below.isdigit():
        return False
    if above[-1] in '.!?:;”"。！？；：':
        return True
    longest = max(len(line) for line in text.splitlines())
    return len(above) < 80 and len(above.splitlines()[-1]) < 0.6 * longest


def _company_end(abbreviation: str, text: str, end: int) -> bool:
    """ "… & Co., Ltd. The Group …": after a company's form a usual opening word starts a new sentence."""
    return abbreviation.lstrip().startswith(("Co", "Ltd", "Inc", "Corp", "a.m", "p.m")) and bool(
        _SENTENCE_AFTER_COMPANY.match(text, end)
    )


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        first = start + piece.index(stripped)
        spans.append((first, first + len(stripped)))
