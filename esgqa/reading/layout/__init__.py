"""From glyphs with boxes to the text of a page in reading order, its tables as grids, its headings and raised marks."""

from esgqa.reading.layout.compose import compose
from esgqa.reading.layout.glyphs import page_ink, page_size
from esgqa.reading.layout.types import Box, Glyph, Ink, RawCell, RawGrid, RawLine, RawPage

__all__ = [
    "Box",
    "Glyph",
    "Ink",
    "RawCell",
    "RawGrid",
    "RawLine",
    "RawPage",
    "compose",
    "page_ink",
    "page_size",
]
