"""Where a span of a page's text is printed."""

from __future__ import annotations

from dataclasses import dataclass

from esgqa.types import Page


@dataclass(frozen=True, slots=True)
class Rectangle:
    """In points from the page's top left; `x0 < x1`, `y0 < y1`."""

    x0: float
    y0: float
    x1: float
    y1: float

    def joined(self, other: Rectangle) -> Rectangle:
        """The smallest rectangle around both."""
        return Rectangle(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))

    def leads_to(self, word: Rectangle) -> bool:
        """Whether a word is the next on this line: half its height beside it, and further right."""
        beside = min(self.y1, word.y1) - max(self.y0, word.y0)
        return beside > min(self.y1 - self.y0, word.y1 - word.y0) / 2 and word.x0 >= self.x0


def boxes_of(page: Page, start: int, end: int) -> tuple[Rectangle, ...]:
    """The words of `page.text[start:end]`, a rectangle a line in reading order; empty where no places are known."""
    lines: list[Rectangle] = []
    for word_start, word_end, *corners in page.boxes:
        if word_end <= start or word_start >= end:
            continue
        word = Rectangle(*corners)
        if lines and lines[-1].leads_to(word):
            lines[-1] = lines[-1].joined(word)
        else:
            lines.append(word)
    return tuple(lines)
