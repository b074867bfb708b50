"""Footnotes: the notes at a page's foot, and the marks in the text that they belong to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from esgqa.passages.lexicon import words
from esgqa.passages.lines import Line, joined
from esgqa.types import Footnote

_PLAIN, _HIGH = (
    "1234567890abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW",
    "¹²³⁴⁵⁶⁷⁸⁹⁰ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ",
)
_SUPER = str.maketrans(_HIGH, _PLAIN)
_RAISED = str.maketrans(_PLAIN, _HIGH)
MARKS = f"{_HIGH}*#†‡^"
"""Signs that a footnote's mark is made of, raised digits and letters as what they are."""
_START = re.compile(
    rf"^(?:(?P<number>\d{{1,2}})(?=\s+[A-Z“(‘\u3400-\u9fff])|(?P<super>[{_HIGH}]+)|(?P<star>\*{{1,3}}|[#†‡^])(?=\s?[A-Z“(]))\s*"
)
_NOTE = re.compile(r"^(?:Notes?|Remarks?|註|注|備註|备注)(?:\s?(?P<number>\d{1,2}))?\s*[:：]\s*", re.IGNORECASE)
_NUMBERED = re.compile(r"^[(（]?(?P<number>\d{1,2}|[a-z])[.)）]\s+")
_RAISED_MARK = re.compile(rf"(?<!\bm)(?<!\b[ckdm]m)(?<!\bft)(?<![{_HIGH}])[{_HIGH}]+")
_NO_MARK = frozenset(words("CO SO NO CH O N H PM PFC SF NF m cm km ft dm mm M tCO eCO kgCO"))
_WORD_END = re.compile(r"(?P<word>[A-Za-z]+)$")


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote and the lines of the page that print it."""

    note: Footnote
    first: int
    last: int
    places: tuple[int, ...]
    """Where its mark stands in the page's text above it."""


def superscripted(text: str, raised: Iterable[tuple[int, int]]) -> str:
    """The text with digits and marks that are printed raised as superscripts: a raised 1 makes `FY2018` no `20181`.

    Every character keeps its place.
    """
    for start, end in raised:
        high = text[start:end]
        # a letter alone is a mark; two are an ordinal's ending (`4th`)
        if high.isdigit() or (len(high) == 1 and high.isascii()):
            text = text[:start] + high.translate(_RAISED) + text[end:]
    return text


def without_marks(text: str) -> str:
    """A text without its raised digits, those of units (`m³`) kept."""
    return _RAISED_MARK.sub("", text).strip()


def find_notes(lines: Sequence[Line], page: int, text: str, glued: bool = True) -> list[Note]:
    """The page's footnotes, in order.

    A numbered line is a note only where its mark is glued to something above it and it reads as a sentence; a line
    that begins `Note:` always is, and numbered lines below it are. `glued`: marks may be plain digits at a word's end;
    not so where the file shows which digits are raised.
    """
    found: list[Note] = []
    index = 0
    while index < len(lines):
        mark = _mark(lines, index, text, bool(found) and found[-1].last == index, glued)
        if mark is None:
            index += 1
            continue
        last = index + 1
        while last < len(lines) and not _ends(lines, index, last, text):
            last += 1
        above = text[: lines[index].start]
        for own, start, end in _run_on(mark, lines[index].start, lines[last - 1].end, text):
            places = tuple(mark_places(own, above, glued))
            found.append(Note(Footnote(own, text[start:end], page, start, end), index, last, places))
        index = last
    return found


def _run_on(mark: str, start: int, end: int, text: str) -> list[tuple[str, int, int]]:
    """Mark and span of a note, and of those that follow it on its own lines: `23 General waste … . 24 Construction …`."""
    found: list[tuple[str, int, int]] = []
    while mark.isdigit():
        following = re.compile(rf"(?<=[.。;])\s+(?={int(mark) + 1}\s+[A-Z])").search(text, start, end)
        if following is None:
            break
        found.append((mark, start, following.start()))
        mark, start = str(int(mark) + 1), following.end()
    return [*found, (mark, start, end)]


def _mark(lines: Sequence[Line], index: int, text: str, after_note: bool, glued: bool) -> str | None:
    line = lines[index]
    note = _NOTE.match(line.text)
    if note:
        inner = _NUMBERED.match(line.text[note.end() :])
        return note.group("number") or (inner.group("number") if inner else "") or "Note"
    numbered = _NUMBERED.match(line.text)
    if after_note and numbered:
        return numbered.group("number")
    start = _START.match(line.text)
    if not start:
        return None
    mark = (start.group("number") or start.group("super") or start.group("star") or "").translate(_SUPER)
    if start.group("star") and not re.search(r"\S" + re.escape(mark), text[: line.start]):
        return None
    if start.group("number"):
        reads = joined(lines[index : index + 4])
        sentence = (
            bool(re.search(r"[.。;]\s*$|[.。]\s+(?:\d{1,2}\s+)?[A-Z]|[=:]", reads)) and len(reads) > 30
        ) or after_note
        if not sentence or not (after_note or mark_places(mark, text[: line.start], glued)):
            return None
        if _title_like(line):
            return None
    return mark


def _title_like(line: Line) -> bool:
    """A numbered heading: every longer word capitalised and no full stop before the next block."""
    words = [word for word in line.text.split()[1:] if len(word) > 3]
    upper = sum(word[0].isupper() or not word[0].isalpha() for word in words)
    return bool(words) and upper == len(words) and not line.terminal


def _ends(lines: Sequence[Line], first: int, index: int, text: str) -> bool:
    """A new block begins here: another note, or a line after a finished sentence that is no note's text."""
    line = lines[index]
    if _START.match(line.text) or _NOTE.match(line.text) or _NUMBERED.match(line.text):
        before = lines[index - 1]
        return (
            before.terminal
            or not line.text[0].isdigit()
            or bool(_NUMBERED.match(line.text))
            or _next_mark(lines[first], line)
        )
    if not lines[index - 1].terminal:
        return False
    return line.gap or _short(lines[index - 1], lines[first:index]) or line.bullet


def _next_mark(first: Line, line: Line) -> bool:
    one, two = re.match(r"\d+", first.text), re.match(r"\d+", line.text)
    return bool(one and two and int(two.group()) == int(one.group()) + 1)


def _short(line: Line, block: Sequence[Line]) -> bool:
    return line.size < 0.75 * max(one.size for one in block)


def mark_places(mark: str, text: str, glued: bool = True) -> list[int]:
    """Where a mark stands raised or, with `glued`, as plain digits at a word, bracket, quotation or number's end."""
    places: list[int] = []
    if not mark.isdigit():
        return [match.start() for match in re.finditer(r"(?<=\S)" + re.escape(mark), text)] if mark in "***#†‡^" else []
    if glued:
        places = _glued_places(mark, text)
    # "Scope 2 (1)" at the end of a cell or line; within a sentence it would count off a list
    bracketed = rf"(?<=[A-Za-z0-9%)\u3400-\u9fff])\s?[(（\[]{mark}[)）\]](?=\s*(?:\n|$)|\s{{2}})"
    places += [match.start() for match in re.finditer(bracketed, text)]
    for match in re.finditer(rf"(?<![{_HIGH}]){mark.translate(_RAISED)}(?![{_HIGH}])", text):
        word = _WORD_END.search(text[max(0, match.start() - 12) : match.start()])
        if word is None or word.group("word") not in _NO_MARK:
            places.append(match.start())
    return sorted(places)


def _glued_places(mark: str, text: str) -> list[int]:
    # a raised mark that the file gives a line of its own
    places = [match.start() for match in re.finditer(rf"(?<=\n){mark}(?=\s?[,.;])", text)]
    for match in re.finditer(rf"(?<=[A-Za-z)\]”’\"'%.,\d\u3400-\u9fff]){mark}(?!\d|[A-Za-z]|[.,]\d|%)", text):
        before = text[max(0, match.start() - 12) : match.start()]
        word = _WORD_END.search(before)
        if word and (word.group("word") in _NO_MARK or word.group("word").endswith("CO")):
            continue
        if before[-1].isdigit() and not _glued_to_number(before, mark, text, match.end()):
            continue
        if before[-1] in ".," and not before[-2:-1].isalpha():
            continue
        places.append(match.start())
    return places


def _glued_to_number(before: str, mark: str, text: str, end: int) -> bool:
    """`FY20181`, `201813`, `Scope 19`, `69.7604`: a year or scope too long by the mark, or a decimal."""
    tail = re.search(r"(\S+)$", before)
    head = tail.group(1) if tail else ""
    if re.fullmatch(r"(?:FY)?(?:19|20)\d\d", head):
        return True
    if re.search(r"(?:Scope|Phase|Tier|Class)\s+\d$", before) and len(head) == 1:
        return True
    decimals = re.fullmatch(r"\d[\d,]*\.(\d{1,4})", head)
    return bool(decimals) and len(decimals.group(1)) == usual_decimals(text) if decimals else False


def usual_decimals(text: str) -> int:
    """How many decimals most decimal numbers of a text have; 0 where there are too few to tell."""
    counts = Counter(len(found) for found in re.findall(r"\d\.(\d{1,6})(?!\d)", text))
    places, times = counts.most_common(1)[0] if counts else (0, 0)
    return places if times >= 3 and times >= 0.5 * sum(counts.values()) else 0


def unmarked(text: str, marks: Iterable[str]) -> str:
    """A label without the footnote marks glued to it: `GHG Emission8` → `GHG Emission`."""
    for mark in sorted(marks, key=len, reverse=True):
        for place in reversed(mark_places(mark, text)):
            text = text[:place] + text[place + len(mark) :]
    return without_marks(text)


def notes_in(notes: Sequence[Note], start: int, end: int) -> tuple[Footnote, ...]:
    """The notes with a mark between `start` and `end` of the page's text; a mark may touch the end."""
    return tuple(one.note for one in notes if any(start <= place <= end for place in one.places))
