"""Lines of a page with their place: the smallest thing that layout rules look at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

TERMINAL = re.compile(r"[.!?。！？…][\"”’」』）)\]*]*\s*$")
"""The end of a sentence at the end of a line, closing quotes and brackets allowed."""
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Messrs|No|Nos|St|vs)\.$")
CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60]")
BULLET = re.compile(
    r"^(?:[•●▪■◆►▶✓✔∙·○◦❖➢\uf0b7\uf0a7\uf0d8\uf076\uf0fc\u25aa]|[-–—*](?=\s))\s*"
    r"|^(?:\([a-z0-9ivx]{1,4}\)|（[a-z0-9ivx]{1,4}）|[\u2460-\u2473]|[a-z]\)|(?:[ivx]{1,4}|[a-h]|\d{1,2})[.)、](?=\s))\s*"
)
PART_OF = re.compile(r"(?:of which|thereof)\s?[:：–-]", re.IGNORECASE)
"""A row of a table that is a part of the one above."""
PRIVATE_BULLET = re.compile(r"^[\ue000-\uf8ff\u0001-\u001f]\s*")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, without its surrounding white space."""

    start: int
    """Of the stripped text, in the page's text."""
    end: int
    text: str
    gap: bool
    """A blank line stands above it."""

    @property
    def size(self) -> int:
        """How wide the line is set, in Latin characters: a Chinese one takes two."""
        return size(self.text)

    @property
    def terminal(self) -> bool:
        return bool(TERMINAL.search(self.text)) and not _TITLE.search(self.text)

    @property
    def bullet(self) -> bool:
        return bool(BULLET.match(self.text) or PRIVATE_BULLET.match(self.text))

    @property
    def continues(self) -> bool:
        """Begins as only the middle of a sentence or label does: lower case, closing or joining punctuation."""
        if not self.text or self.bullet or PART_OF.match(self.text):
            return False
        return self.text[0].islower() or self.text[0] in "(,;)/&"


def lines_of(text: str) -> list[Line]:
    """The non-empty lines of a page's text, in order."""
    found: list[Line] = []
    position, gap = 0, True
    for piece in text.splitlines(keepends=True):
        stripped = piece.strip()
        if stripped:
            start = position + piece.index(stripped)
            found.append(Line(start, start + len(stripped), stripped, gap))
            gap = False
        else:
            gap = True
        position += len(piece)
    return found


def size(text: str) -> int:
    """How wide a text is set, in Latin characters."""
    return len(text) + len(_WIDE.findall(text))


def width(lines: Sequence[Line]) -> int:
    """The column's width, a `size`: the fourth longest of the lines, so that one banner line does not set it."""
    lengths = sorted((line.size for line in lines), reverse=True)
    return lengths[min(3, len(lengths) - 1)] if lengths else 0


def joined(lines: Iterable[Line]) -> str:
    """The lines as one string, for labels and headings; never for quoting."""
    return " ".join(line.text for line in lines)
