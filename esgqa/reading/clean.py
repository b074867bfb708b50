"""Raw pages to pages that read well, every character traced to where it stood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from esgqa.reading.fold import fold
from esgqa.reading.furniture import furniture
from esgqa.reading.hyphens import join_hyphens
from esgqa.reading.repair import repair_lines
from esgqa.reading.spacing import assemble, close_double_spacing, has_columns, lines_of, narrow
from esgqa.reading.traced import Traced
from esgqa.reading.words import Vocabulary, vocabulary


@dataclass(frozen=True, slots=True)
class CleanText:
    """A page's text as a reader sees it."""

    text: str
    origin: tuple[tuple[int, int, int], ...]
    """Runs `(text_start, raw_start, length)`, ascending: those characters stand in the raw page, folded at most."""


def clean_text(raw: str) -> CleanText:
    """One page alone, without what only its neighbours could tell: headers, page numbers, the report's own words."""
    return clean_pages([raw], [""])[0]


def clean_pages(raws: Sequence[str], labels: Sequence[str]) -> list[CleanText]:
    """The pages of one report; `labels` are their printed numbers, one a page.

    Nothing is dropped but white space, invisible characters, hyphens at line ends and furniture; nothing is added.
    """
    folded = [fold(raw) for raw in raws]
    pages = [lines_of(page) for page in folded]
    own = vocabulary(line.text for lines in pages for line in lines)
    drops = furniture([[line.text for line in lines] for lines in pages], labels)
    return [
        _clean([line for index, line in enumerate(lines) if index not in drop], page, own)
        for lines, page, drop in zip(pages, folded, drops, strict=True)
    ]


def _clean(lines: Sequence[Traced], page: Traced, own: Vocabulary) -> CleanText:
    wide = [has_columns(line.text) for line in lines]
    beside = [any(wide[max(0, index - 1) : index] + wide[index + 1 : index + 2]) for index in range(len(lines))]
    repaired = repair_lines(lines, own)
    narrowed = [narrow(line, near) for line, near in zip(repaired, beside, strict=True)]
    spaced = close_double_spacing(narrowed)
    whole = assemble(join_hyphens(spaced, own), page)
    return CleanText(whole.text, whole.runs())
