"""What goes on after a passage: the steps below the sentence that announces them, a table on the next page, the rest of a
sentence that a column or a page cuts in two."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from esgqa.passages.lines import BULLET
from esgqa.types import Page, Passage

_NUMBERED = re.compile(
    r"\W*(?:steps?|stages?|phases?|part)\s*[\dIVX]+\b|\W*\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)）、]\s*\D|第[一二三四五六七八九十\d]+[步階阶]|步[驟骤]\s*[一二三四五六七八九十\d]",
    re.IGNORECASE,
)
_STEPS = re.compile(r"\b(?:steps?|stages?|phases?|process|procedures?)\b|步[驟骤]|[階阶]段|流程|程序", re.IGNORECASE)
_ENDS = re.compile(r"[.!?:;。！？：；][)）”\"’']*\s*$")
_OPEN_END = re.compile(
    r"\b(?:in|on|at|of|to|by|for|from|with|and|or|the|an?|its|their|our|than|until|since|between)\s*$"
)
"""A last word after which a sentence must go on, with a name or a month it may be."""
_WORD = re.compile(r"[a-z]{4,}")
_NUMERALS = {
    **{word: n for n, word in enumerate("two three four five six seven eight nine ten".split(), 2)},
    **{numeral: n for n, numeral in enumerate("两三四五六七八九十", 2)}, "兩": 2, "二": 2,
}  # fmt: skip
_SO_MANY = re.compile(
    rf"\b(?:the|its|their|which|what|these)\s+(?:\w+\s+)?(?P<en>[2-9]|10|{'|'.join(word for word in _NUMERALS if word.isascii())})\b(?!\s*(?:%|years?|months?|days?|hours?))"
    rf"|(?P<zh>[2-9]|10|[{''.join(word for word in _NUMERALS if not word.isascii())}])\s*(?:个|個|大|项|項|类|類|种|種|条|條|方面|步)",
    re.IGNORECASE,
)
"""How many items a list is said to have."""
_STEM, _NEAR = 6, 5
"""Letters by which a word of a question is known again, and passages after one in which its table stands."""
_LONGEST = 3000
"""Characters of what goes on, at most."""


def asks_steps(question: str) -> bool:
    """Whether a question asks for the steps of something."""
    return _STEPS.search(question) is not None


def items_asked(question: str) -> int:
    """How many things a question asks for the list of (`the three phases`, `哪三个阶段`); 0 where it does not say."""
    found = _SO_MANY.search(question)
    if not found:
        return 0
    said = (found["en"] or found["zh"]).lower()
    return int(said) if said.isdigit() else _NUMERALS.get(said, 0)


def rest_of_list(
    passages: Sequence[Passage], best: Passage, wanted: int, page: Callable[[str, int], Page]
) -> Passage | None:
    """A list with what stands after it under its heading, up to `wanted` items: a column or a text below an item cuts it.

    None where it has as many already, or where there are not so many.
    """
    place = next((at for at, one in enumerate(passages) if one.id == best.id), len(passages))
    inner: list[Passage] = []
    items = 0
    for one in passages[place : place + 1 + _NEAR]:
        if one.section != best.section or one.page != best.page or one.kind not in ("list", "paragraph"):
            break
        inner.append(one)
        items += _items(one)
        if items >= wanted:
            break
    if len(inner) < 2 or items != wanted or not _items(best):
        return None
    start, end = best.start, inner[-1].end
    if end - start > _LONGEST:
        return None
    text = page(best.report, best.page).text[start:end]
    return replace(best, start=start, end=end, text=text, kind="list", sentences=(), figures=())


def _items(passage: Passage) -> int:
    return sum(BULLET.match(line.strip()) is not None for line in passage.text.splitlines())


def passage_after(passages: Sequence[Passage], best: Passage, page: Callable[[str, int], Page]) -> Passage | None:
    """The passage that follows in reading order; where `best` announces what stands under headings of its own, all of that."""
    place = next((at for at, one in enumerate(passages) if one.id == best.id), len(passages))
    if place + 1 >= len(passages):
        return None
    following = passages[place + 1]
    if not best.text.rstrip().endswith((":", "：")) or following.page != best.page:
        return following
    below = [one for one in passages[place + 1 :] if one.page == best.page]
    # deeper headings, or numbered ones beside its own where the report's levels do not show
    for depth in (len(best.section), len(best.section) - 1):
        inner: list[Passage] = []
        for one in below:
            if depth < 0 or one.section[:depth] != best.section[:depth] or len(one.section) <= depth:
                break
            if one.section[: depth + 1] == best.section[: depth + 1] or not _NUMBERED.match(one.section[depth]):
                break
            inner.append(one)
        if _is_series(inner, depth):
            return _all_of(inner, best.end, page) or following
    return following


def steps_around(passages: Sequence[Passage], best: Passage, page: Callable[[str, int], Page]) -> Passage | None:
    """All the numbered steps of which `best` stands under one; None where it stands under none."""
    depth = len(best.section) - 1
    if depth < 0 or not _NUMBERED.match(best.section[-1]):
        return None
    place = next((at for at, one in enumerate(passages) if one.id == best.id), 0)
    first = last = place

    def step(one: Passage) -> bool:
        own = len(one.section) > depth and one.section[:depth] == best.section[:depth] and one.page == best.page
        return own and _NUMBERED.match(one.section[depth]) is not None

    while first and step(passages[first - 1]):
        first -= 1
    while last + 1 < len(passages) and step(passages[last + 1]):
        last += 1
    inner = list(passages[first : last + 1])
    before = passages[first - 1].end if first and passages[first - 1].page == best.page else 0
    return _all_of(inner, before, page) if _is_series(inner, depth) else None


def table_of(passages: Sequence[Passage], best: Passage, question: str) -> Passage | None:
    """The table of words in the section of `best` whose first head is what a question asks for a list of: `Stakeholders`."""
    if best.kind == "table":
        return None
    place = next((at for at, one in enumerate(passages) if one.id == best.id), len(passages))
    words = {word[:_STEM] for word in _WORD.findall(question.lower())}
    for one in passages[place + 1 : place + 1 + _NEAR]:
        if one.section != best.section or one.page - best.page not in (0, 1):
            return None
        head = _WORD.match(_head(one))
        if one.kind == "table" and not one.figures and head is not None and head.group()[:_STEM] in words:
            return one
    return None


def goes_on_table(best: Passage, after: Passage | None) -> bool:
    """Whether the passage after a table is the same table on the next page, under the same head."""
    if after is None or best.kind != "table" or after.kind != "table" or after.page - best.page not in (0, 1):
        return False
    return _head(best) == _head(after) != ""


def is_cut(text: str, after: Passage | None) -> bool:
    """Whether a text breaks off in the middle of a sentence that the passage after it goes on with."""
    if after is None or after.kind not in ("paragraph", "list") or _ENDS.search(text):
        return False
    return after.text[:1].islower() or _OPEN_END.search(text) is not None


def _is_series(inner: Sequence[Passage], depth: int) -> bool:
    titles = list(dict.fromkeys(one.section[depth] for one in inner))
    return len(titles) > 1 and all(_NUMBERED.match(title) for title in titles)


def _all_of(inner: Sequence[Passage], before: int, page: Callable[[str, int], Page]) -> Passage | None:
    """Passages of one page with the headings above and between them, as one; None where that is too long."""
    text = page(inner[0].report, inner[0].page).text
    title = inner[0].section[-1][:12]
    found = text.find(title, before, inner[0].start)
    start = found if found >= 0 else inner[0].start
    end = inner[-1].end
    if end - start > _LONGEST:
        return None
    return replace(inner[0], start=start, end=end, text=text[start:end], kind="list", sentences=(), figures=())


def _head(table: Passage) -> str:
    if not table.sentences:
        return ""
    start, end = table.sentences[0]
    return " ".join(table.text[start - table.start : end - table.start].split()).lower()
