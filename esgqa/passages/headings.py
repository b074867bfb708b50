"""Headings: which lines are, how deep they stand, and the path of them above a passage."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from esgqa.passages.lexicon import words
from esgqa.passages.lines import CJK, Line, joined, width

_NUMBERED = re.compile(
    r"^(?:(?P<chapter>Chapter|Part|Section)\s+\w+|(?P<dotted>\d{1,2}(?:\.\d{1,2})+)\.?|(?P<padded>0\d)|(?P<plain>\d{1,2})\.?|(?P<letter>[A-Z])[.:])(?=\s|$)\s*"
    r"|^(?:(?P<cjk_chapter>第[一二三四五六七八九十\d]{1,3}(?:章|部分|篇))|(?P<cjk>[一二三四五六七八九十]{1,3}[、.．])|(?P<cjk_inner>[（(][一二三四五六七八九十]{1,3}[）)]))\s*"
)
_RUN_ON = re.compile(
    r"^(?:[\w’'&/,-]+\s+){0,4}[\w’'&/-]+[.:]\s+(?:An?|The|We|It|All|In|Our|This|These|Each)\s+(?:\S+\s+){2,}"
)
_CAPTION = re.compile(
    r"^(?:Table|Figure|Chart|Exhibit)\s?\d{1,2}(?![\d%])|^[表圖图]\s?[一二三四五六七八九十\d]{1,3}(?=[\s:：.、])",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"^0?\d{1,2}\.?$")
_SMALL = frozenset(
    words("a an the of in on at by for from to with and or but as is are our its your their via per into vs not be")
)
_END_MARK = re.compile(r"[.,;:?!。，；：、！][”\"’」]*$")
_OPEN_END = re.compile(
    r"\b(?:of|the|a|an|in|on|at|by|for|from|to|with|and|or|as|is|are|was|were|its|our)$", re.IGNORECASE
)
_RUNNING = re.compile(
    r"^(?:[A-Z][a-z]+,\s+[a-z]|(?:In|On|At|By|For|As|With|During|Since|Through|If|When|While|This|These|We|It|They|According"
    r"|After|Before|Upon|To|Moreover|However)\s[^,]*(?:,|\b(?:19|20)\d\d\b|\bof the\b))"
)
_MAX_WORDS = 16
_NEAR = 8
_MAX_SIZED = 200
_MAX_CJK = 28
_FILLED, _NEARLY = 0.9, 0.8
"""Of a column's width: a line of Chinese that long was broken by the margin, and one that may have been."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of one to three lines, with its style as a depth: 0 outermost."""

    first: int
    last: int
    text: str
    style: int
    """0 all capitals or chapter, 1 plain number, letter or 一、, 2 padded or dotted number or （一）, 3 no number, 4 a table's
    or chart's caption."""
    level: int = 0
    """By the size it is set in, 1 outermost; 0 where the file does not tell."""


def find_headings(
    lines: Sequence[Line], full: int, taken: frozenset[int], sized: Sequence[tuple[int, int, int]] = ()
) -> list[Heading]:
    """Headings among a page's lines; `taken` lines belong to tables, notes and lists already.

    `sized` are the spans that are set as headings, with their levels: believed before what the words look like.
    """
    found: list[Heading] = []
    index = 0
    while index < len(lines):
        last, level = _sized_end(lines, index, taken, sized)
        if level:
            text = re.sub(r"\s+", " ", joined(lines[index:last]))
            found.append(Heading(index, last, text, _style(text), level))
            index = last
            continue
        last = _heading_end(lines, index, full, taken)
        if last == index:
            index += 1
            continue
        text = joined(lines[index:last])
        found.append(Heading(index, last, re.sub(r"\s+", " ", text), _style(text)))
        index = last
    return found


def _sized_end(
    lines: Sequence[Line], index: int, taken: frozenset[int], sized: Sequence[tuple[int, int, int]]
) -> tuple[int, int]:
    """The line after a heading that is set as one, and its level; 0 where none begins here."""
    levels = {start: level for start, _, level in sized}
    level = levels.get(lines[index].start, 0)
    if not level or index in taken:
        return index, 0
    last = index + 1
    while last < len(lines) and last not in taken and levels.get(lines[last].start) == level and not lines[last].gap:
        last += 1
    text = joined(lines[index:last])
    # a number set large is no heading
    words = sum(char.isalpha() for char in text) >= (2 if CJK.search(text) else 0.5 * len(text.replace(" ", "")))
    ends = re.search(r"[.。;；,，]$", text) is not None  # a sentence in bold
    return (last, level) if words and not ends and len(text) <= _MAX_SIZED else (index, 0)


def _heading_end(lines: Sequence[Line], index: int, full: int, taken: frozenset[int]) -> int:
    """The line after the heading that begins here, or `index` where none does."""
    if index in taken or not _may_be(lines[index].text):
        return index
    if CJK.search(lines[index].text):
        # beside a column in English the lines of Chinese have fewer characters
        full = min(
            full, width([line for line in lines[max(0, index - _NEAR) : index + _NEAR] if CJK.search(line.text)])
        )
    if index and index - 1 not in taken and _runs_on(lines[index - 1], lines[index], full):
        return index
    last = index + 1
    number_only = bool(_BARE_NUMBER.match(lines[index].text))
    while (
        last < len(lines) and last - index < 4 and last not in taken and _wraps(lines, index, last, full, number_only)
    ):
        last += 1
    text = joined(lines[index:last])
    if number_only and last == index + 1:
        return index
    following = lines[last] if last < len(lines) and last not in taken else None
    if following is not None and following.continues:
        return index
    if (
        following is not None
        and not following.gap
        and CJK.search(text)
        and lines[last - 1].size > _FILLED * max(full, following.size)
        and not _NUMBERED.match(text)
    ):
        return index  # Chinese carries on wherever the line is full
    return last if _reads_as_title(text, lines, index, last, full, taken) else index


def _may_be(text: str) -> bool:
    numbered = _NUMBERED.match(text)
    if numbered and _RUN_ON.search(text[numbered.end() :]):
        return False  # `2. Survey. An online questionnaire ran from …`: a sentence under way
    if _END_MARK.search(text) or text[0].islower() or (text[0] in '“"‘•(（' and not numbered):
        return False
    if CJK.search(text):
        return len(text) <= _MAX_CJK
    return len(text.split()) <= _MAX_WORDS and any(char.isalnum() for char in text)


def _runs_on(before: Line, line: Line, full: int) -> bool:
    """The line above is an unfinished sentence that this one carries on."""
    if before.terminal or before.text[-1] in ":：;；" or _BARE_NUMBER.match(before.text):
        return False
    if CJK.search(before.text):
        return before.size > _NEARLY * full  # Chinese is broken after any character: an unfinished line is full
    return (before.size > 0.6 * full and not _title_case(before.text)) or before.text[-1] in ",-"


def _wraps(lines: Sequence[Line], index: int, last: int, full: int, number_only: bool) -> bool:
    """The heading goes on in the next line."""
    line, before = lines[last], lines[last - 1]
    if not _may_be(line.text) and not (line.continues and not _END_MARK.search(line.text)):
        return False
    if number_only and last == index + 1:
        return True
    if line.gap and not before.text.endswith((",", "—", "–", "-", "&", "and", "of", "the", "in", "for", "•")):
        return False
    if _NUMBERED.match(line.text) or line.size > 0.75 * full:
        return False
    after = lines[last + 1] if last + 1 < len(lines) else None
    if line.continues:
        return bool(after is None or not after.continues) and _title_case(line.text)
    ends_open = bool(re.search(r"(?:\b(?:and|of|the|in|for|with|on|to|by|a|an)|[,—–&-])$", before.text))
    long_enough = len(before.text) > 24 and _title_case(line.text) and not before.text.isupper()
    return (ends_open or long_enough or (number_only and last == index + 2)) and _title_case(line.text)


def _reads_as_title(text: str, lines: Sequence[Line], index: int, last: int, full: int, taken: frozenset[int]) -> bool:
    if CJK.search(text):
        return _cjk_title(text)
    numbered = _NUMBERED.match(text)
    rest = text[numbered.end() :] if numbered else text
    letters = [char for char in rest if char.isalpha()]
    if len(letters) < 3 or _OPEN_END.search(rest) or _RUNNING.search(rest):
        return False
    strong = bool(numbered and (numbered.group("padded") or numbered.group("dotted"))) and len(rest.split()) <= 9
    if strong and not _BARE_NUMBER.match(lines[index].text):
        return True
    if rest.isupper() or (numbered and _title_case(rest, 0.7 if _BARE_NUMBER.match(lines[index].text) else 0.4)):
        return True
    above = lines[index - 1] if index and index - 1 not in taken else None
    opens = above is None or above.terminal or above.text[-1] in ":：”" or lines[index].gap or _title_case(above.text)
    if not opens or lines[last - 1].size > 0.9 * full > 70:
        return False
    below = lines[last] if last < len(lines) else None
    short = len(rest.split()) <= 4 and below is not None and len(below.text) > 1.5 * len(rest)
    return _title_case(rest) or short


def _cjk_title(text: str) -> bool:
    """Short, and no clause: a title joins two nouns by 、 only (環境、社會及管治), and only where it is numbered."""
    numbered = _NUMBERED.match(text)
    rest = text[numbered.end() :] if numbered else text
    marks = re.compile(r"[，。；]" if numbered else r"[，。；、]")
    return bool(rest.strip()) and not marks.search(rest) and len(text) <= _MAX_CJK


def _title_case(text: str, share: float = 0.7) -> bool:
    """Most words of weight begin with a capital or digit."""
    words = [word.strip("“”\"'‘’(),:") for word in re.split(r"[\s/]+", text)]
    weighty = [word for word in words if word and word[0].isalnum() and word.lower() not in _SMALL]
    if not weighty:
        return False
    return sum(not word[0].islower() for word in weighty) >= share * len(weighty)


def _style(text: str) -> int:
    if _CAPTION.match(text):
        return 4
    numbered = _NUMBERED.match(text)
    rest = text[numbered.end() :] if numbered else text
    capitals = rest.isupper() and not CJK.search(rest)
    if (numbered and (numbered.group("chapter") or numbered.group("cjk_chapter"))) or (not numbered and capitals):
        return 0
    if numbered and (numbered.group("dotted") or numbered.group("padded") or numbered.group("cjk_inner")):
        return 2
    return 1 if numbered else 3


def first_sub_number(text: str) -> bool:
    """`01 …`, `1.1 …`: the numbering within a chapter begins anew."""
    return bool(re.match(r"^(?:01|\d{1,2}\.1)(?=\s|$)", text))


class Path:
    """The headings in force while pages are read in order."""

    def __init__(self) -> None:
        self._stack: list[tuple[float, str]] = []
        self.runs_on = False
        """The page read last ends within a sentence: its headings hold on the next."""
        self._nested = 0
        """The last number of a numbering within an unnumbered heading; 0 outside of one."""

    def enter(self, group: Sequence[Heading]) -> None:
        """Headings that stand directly under each other: the first is the outermost of them."""
        for place, heading in enumerate(group):
            depth: float = heading.style
            if heading.level:
                # sizes hold from page to page: all stand above what only the words make a heading
                depth = 2.9 - 2.9 / heading.level
                self._nested = 0
                self._stack = [one for one in self._stack if one[0] < depth]
                self._stack.append((depth, heading.text))
                continue
            if place and group[place - 1].level:
                depth = max(depth, self._stack[-1][0] + 0.1)
            elif place and group[place - 1].style == heading.style:
                depth = self._stack[-1][0] + 0.1
            elif heading.style == 0 and len(group) == 1:
                capitals = [level for level, _ in self._stack if level < 1]
                depth = max(capitals, default=0.0)
            if heading.style == 2 and heading.text[0].isdecimal():
                depth = self._within(heading.text, depth)
            elif depth <= 3:
                self._nested = 0
            self._stack = [one for one in self._stack if one[0] < depth]
            self._stack.append((depth, heading.text))

    def _within(self, text: str, depth: float) -> float:
        """`01`, `02` … under a heading without number, where the chapter's own numbering is further on, nest in it."""
        number = int(re.findall(r"\d+", text)[-1 if "." in text.split()[0] else 0])
        has_own = any(2 <= level < 3 for level, _ in self._stack)
        starts = first_sub_number(text) and has_own and bool(self._stack) and self._stack[-1][0] >= 3
        if starts or (self._nested and number == self._nested + 1):
            self._nested = number
            return 3.5
        self._nested = 0
        return depth

    def open_chapter(self, heading: Heading) -> None:
        """A page that does little but name a chapter: everything before is closed."""
        self._stack = [(0.0, heading.text)]

    def leave_page(self) -> None:
        """Headings without number hold for their own page only, unless nothing stronger stands on the next."""
        self._stack = [one for one in self._stack if one[0] < 3]
        self._nested = 0

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(title for _, title in self._stack)
