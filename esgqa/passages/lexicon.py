"""Word lists that the layout and phrase rules share the form of."""

from __future__ import annotations


def words(*lines: str) -> tuple[str, ...]:
    """The words of some lines of text, so that a long list reads as one."""
    return tuple(word for line in lines for word in line.split())
