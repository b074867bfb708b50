"""Words that a line's end cut in two: `infor-` / `mation` is one word, `high-` / `performance` keeps its hyphen."""

from __future__ import annotations

import re
from collections.abc import Sequence

from esgqa.reading.fold import BREAK
from esgqa.reading.traced import Traced, join
from esgqa.reading.words import Vocabulary, plausible, share_of

_HEAD = re.compile(rf"(?:^|[^\w])((?:[^\W\d_]+[-‐‑])*?)([^\W\d_]+)([-‐‑{BREAK}])$")
_TAIL = re.compile(r"([^\W\d_]+)\S*")
_RARE = 0.01
_INSIDE = re.compile(rf"([^\W\d_]+){BREAK}\s*([^\W\d_]+)")


def keeps_hyphen(first: str, second: str, vocabulary: Vocabulary) -> bool:
    """Whether the hyphen between these halves belongs to the word and not to the line's end."""
    whole = (first + second).lower()
    if f"{first}-{second}".lower() in vocabulary.compounds:
        return True
    if len(first) == 1 or (second[:1].isupper() and not first.isupper()):
        return True
    both = plausible(first) and plausible(second)
    if vocabulary.known(whole):
        # `nonhazardous` is a word, but next to its halves so rare that the hyphen was more likely the writer's
        return both and whole not in vocabulary.own and share_of(whole, first, second) < _RARE
    return both


def join_hyphens(lines: Sequence[Traced], vocabulary: Vocabulary) -> list[Traced]:
    """The lines of a page, empty ones between blocks; a cut word ends whole on the line where it began."""
    found: list[Traced] = []
    for line in (_inside(line, vocabulary) for line in lines):
        head = _HEAD.search(found[-1].text) if found and line.text else None
        tail = _TAIL.match(line.text) if head else None
        if head is None or tail is None or not _goes_on(head[2], tail[1]):
            found.append(line)
            continue
        above = found.pop()
        if not keeps_hyphen(head[2], tail[1], vocabulary):
            above = above[: len(above) - 1]
        elif head[3] == BREAK:
            above = Traced(above.text[:-1] + "-", above.at)
        found.append(join([above, line[: tail.end()]]))
        rest = line[tail.end() :].strip()
        if rest.text:
            found.append(rest)
    return [_plain(line) for line in found]


def _goes_on(first: str, second: str) -> bool:
    return second[0].islower() or first[0].isupper()


def _inside(line: Traced, vocabulary: Vocabulary) -> Traced:
    """pdfium runs a cut word on in the same line, with a mark where the hyphen was printed."""
    drop: list[int] = []
    for match in _INSIDE.finditer(line.text):
        mark = match.end(1)
        drop.extend(range(mark + (1 if keeps_hyphen(match[1], match[2], vocabulary) else 0), match.start(2)))
    return line.without(drop)


def _plain(line: Traced) -> Traced:
    return Traced(line.text.replace(BREAK, "-"), line.at) if BREAK in line.text else line
