"""Reports into passages that a person would quote, with the quantities and footnotes in them."""

from esgqa.passages.assemble import split
from esgqa.passages.figures import find_figures
from esgqa.passages.sentences import sentences

__all__ = ["find_figures", "sentences", "split"]
