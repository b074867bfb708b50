"""Text whose every character knows where it came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Runs = tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Traced:
    """A string and, for each of its characters, the index in the raw page it was read from.

    Two characters may share an index (a ligature unfolds into two). Indexes never descend.
    """

    text: str
    at: Sequence[int]

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, key: slice) -> Traced:
        return Traced(self.text[key], self.at[key])

    def strip(self) -> Traced:
        """Without white space at either end."""
        start = len(self.text) - len(self.text.lstrip())
        return self[start : max(start, len(self.text.rstrip()))]

    def without(self, drop: Iterable[int]) -> Traced:
        """Without the characters at these indexes of the text."""
        gone = set(drop)
        if not gone:
            return self
        keep = [index for index in range(len(self.text)) if index not in gone]
        return Traced("".join(self.text[index] for index in keep), [self.at[index] for index in keep])

    def runs(self) -> Runs:
        """`(text_start, raw_start, length)` in ascending order, as `Page.origin` documents."""
        found: list[tuple[int, int, int]] = []
        start = 0
        for index in range(1, len(self.at) + 1):
            if index == len(self.at) or self.at[index] != self.at[index - 1] + 1:
                found.append((start, self.at[start], index - start))
                start = index
        return tuple(found) if self.at else ()


def join(parts: Sequence[Traced]) -> Traced:
    """One after the other, nothing between."""
    return Traced("".join(part.text for part in parts), [index for part in parts for index in part.at])
