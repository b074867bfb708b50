"""A report's pages into passages, in reading order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from esgqa.passages.blocks import Block, find_blocks, logical_entries, short_columns
from esgqa.passages.boilerplate import contents_end, is_contents, is_form
from esgqa.passages.figures import find_figures
from esgqa.passages.footnotes import Note, find_notes, notes_in, superscripted, without_marks
from esgqa.passages.furniture import Furniture
from esgqa.passages.grids import entries_of, grid_table, is_numeric, is_panel, worded_cells
from esgqa.passages.headings import Heading, Path, find_headings, first_sub_number
from esgqa.passages.index_rows import index_groups, is_index_page
from esgqa.passages.lines import Line, joined, lines_of, width
from esgqa.passages.paired import paired_tables
from esgqa.passages.periods import Period
from esgqa.passages.rows import merged_cells
from esgqa.passages.sentences import sentences
from esgqa.passages.table_figures import table_figures
from esgqa.passages.tables import Table, find_tables
from esgqa.types import Figure, Grid, Page, Passage, PassageKind, Report

_BLOCK = re.compile(r"(?:[^\n]|\n(?!\s*\n))+")
_NOTES = re.compile(r"(?:Notes?|Remarks?|註|注|備註|备注)\s*[:：]?", re.IGNORECASE)
_NUMBERS_ALONE = re.compile(r"^[ \t]*(?:\d[\d,.]*%?[ \t]+)+\d[\d,.]*%?[ \t]*$", re.MULTILINE)
_BARE = re.compile(r"^0?\d{1,2}\.?$")
_TINY = 220
"""Characters: a paragraph shorter than this joins its neighbour of the same section."""
_JOINED = 640
"""Characters: joining stops here; about 150 tokens, which the embedders read whole."""
_SENTENCE = 60
"""Characters: what stands above a table and is shorter is its caption or its head."""
_LONG_TABLE = 2500
"""Characters: a table longer than this is cut between rows."""


@dataclass(slots=True)
class _Draft:
    """A passage in the making."""

    start: int
    end: int
    kind: PassageKind
    section: tuple[str, ...]
    spans: list[tuple[int, int]] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)


def split(report: Report, *, max_chars: int = 900) -> tuple[Passage, ...]:
    """A report's passages in reading order, with sections, sentences, figures and footnotes; `kpis` stays empty.

    Every passage lies on one page and `passage.text == page.text[passage.start:passage.end]`. Prose is at most
    `max_chars` long unless one sentence is longer; a table stays whole up to 2,500 characters and is cut between
    rows beyond, with its caption carried in `section`.
    """
    period = Period(report.period_label, report.period_start, report.period_end)
    path = Path()
    furniture = Furniture(report.pages)
    passages: list[Passage] = []
    indexed = False
    carried: Table | None = None
    for page in report.pages:
        reader = _PageReader(page, path, period, max_chars, indexed, furniture, carried)
        drafts = reader.read()
        indexed, carried = reader.indexed, reader.open_table
        for number, draft in enumerate(sorted(drafts, key=lambda one: one.start), 1):
            passages.append(_finished(report, page, draft, number, reader.notes))
    return tuple(passages)


class _PageReader:
    """Reads one page; `path` holds the headings carried from the pages before."""

    def __init__(
        self,
        page: Page,
        path: Path,
        period: Period,
        max_chars: int,
        indexed: bool,
        furniture: Furniture,
        carried: Table | None,
    ) -> None:
        # raised digits are read as what they are, so that no number takes them in
        self.page = replace(page, text=superscripted(page.text, page.raised)) if page.raised else page
        self.path, self.period, self.max_chars = path, period, max_chars
        self.lines = merged_cells(furniture.strip(_readable(lines_of(self.page.text)), page), self.page.text)
        self.full = width(self.lines)
        self.carried = carried
        self.open_table: Table | None = None
        """The table that ends this page and may go on on the next."""
        self.notes: list[Note] = []
        self.columns: list[tuple[int, int]] = []
        self.texts: dict[int, tuple[int, Grid]] = {}
        """Tables of text by their first line, with the line after their last."""
        self.consumed: set[int] = set()
        """Lines whose heading was entered before its place."""
        self.indexed = bool(self.lines) and is_index_page(self.lines, indexed)

    def read(self) -> list[_Draft]:
        if not self.lines:
            return []
        if end := contents_end(self.lines):
            above = self._boilerplate(end)
            self.lines = self.lines[end:]
            return above + self.read()
        if is_contents(self.lines) or is_form(self.lines):
            return self._boilerplate()
        if self.indexed:
            return self._index()
        if not (self.lines[0].continues or self.path.runs_on):
            self.path.leave_page()
        drafts = self._content()
        noted = {index for note in self.notes for index in range(note.first, note.last)}
        body = [line for index, line in enumerate(self.lines) if index not in noted]
        self.path.runs_on = bool(body) and body[-1].size > 0.7 * self.full and not body[-1].terminal
        return drafts

    def _boilerplate(self, end: int | None = None) -> list[_Draft]:
        lines = self.lines[:end]
        draft = _Draft(lines[0].start, lines[-1].end, "boilerplate", ())
        draft.spans = [(line.start, line.end) for line in lines]
        return [draft]

    def _index(self) -> list[_Draft]:
        drafts: list[_Draft] = []
        aspects: list[str] = []
        for first, last, kind in index_groups(self.lines):
            text = joined(self.lines[first:last])
            if kind == "aspect":
                aspects = [*aspects, text][-2:] if len(text) > 2 and not text[1:2].isdigit() else [*aspects[:1], text]
                continue
            draft = _Draft(
                self.lines[first].start, self.lines[last - 1].end, "index_row" if kind == "row" else "heading",
                tuple(aspects),
            )  # fmt: skip
            draft.spans = [(draft.start, draft.end)]
            if kind == "row":
                found = self._figures(draft.start, draft.end)
                draft.figures = [figure for figure in found if figure.value == "0" and not figure.raw[0].isdigit()]
            drafts.append(draft)
        return drafts

    def _content(self) -> list[_Draft]:
        lines = self.lines
        self.notes = find_notes(lines, self.page.position, self.page.text, not self.page.boxes)
        noted = {index for note in self.notes for index in range(note.first, note.last)}
        placed, texts = self._grids(noted)
        framed = {index for first, last, _ in [*placed, *texts] for index in range(first, last)}
        open_lines = [line for index, line in enumerate(lines) if index not in noted | framed]
        place = {line.start: index for index, line in enumerate(lines)}
        ranges = [(place[first.start], place[last.start] + 1, one) for first, last, one in self._tables(open_lines)]
        ranges = [one for one in ranges if not framed & set(range(one[0], one[1]))] + placed
        self.notes = [self._under(note, ranges) for note in self.notes if not _NOTES.fullmatch(note.note.text)]
        self.texts = {first: (last, grid) for first, last, grid in texts}
        taken = frozenset(noted | framed | {index for first, last, _ in ranges for index in range(first, last)})
        bullets = {index for index, line in enumerate(lines) if line.bullet and not line.text[0].isdigit()}
        self.columns = short_columns(lines, self.full, taken | bullets)
        columned = {index for first, last in self.columns for index in range(first, last)}
        headings = find_headings(lines, self.full, taken | bullets | columned, self.page.headings)
        self._open_page(headings)
        return self._in_order(headings, ranges, noted)

    def _tables(self, lines: Sequence[Line]) -> list[tuple[Line, Line, Table]]:
        """The tables that the lines' own wording shows, with their first and last lines."""
        # where the file places its words, labels and values stand on one line
        paired = [] if self.page.boxes else paired_tables(lines)
        found = [(lines[one.first], lines[one.last - 1], one) for one in paired]
        begin = 0
        for end in (*(one.first for one in paired), len(lines)):
            part = lines[begin:end]
            found += [
                (part[one.first], part[one.last - 1], one)
                for one in find_tables(part, self.full)
                if one.rows and self._on_its_lines(one)
            ]
            begin = next((one.last for one in paired if one.first == end), end)
        return found

    def _under(self, note: Note, ranges: Sequence[tuple[int, int, Table]]) -> Note:
        """A note without a mark in the text, right under a table, is of the whole table."""
        if note.places:
            return note
        above = note.first
        noted = {index for one in self.notes for index in range(one.first, one.last)}
        while above and (above - 1 in noted or _NOTES.fullmatch(self.lines[above - 1].text)):
            above -= 1
        table = next((table for _, last, table in ranges if last == above), None)
        return replace(note, places=(min(table.spans)[0],)) if table and table.spans else note

    def _on_its_lines(self, table: Table) -> bool:
        """Where the file places its words, a row has its label on its own line: a number alone is a chart's."""
        return not self.page.boxes or all(row.row.label for row in table.rows)

    def _grids(self, noted: set[int]) -> tuple[list[tuple[int, int, Table]], list[tuple[int, int, Grid]]]:
        """The tables that the reader placed, by the lines they stand on: those of figures, and those of text."""
        tables: list[tuple[int, int, Table]] = []
        texts: list[tuple[int, int, Grid]] = []
        for grid in self.page.grids:
            inside = [i for i, line in enumerate(self.lines) if grid.start <= line.start < grid.end and i not in noted]
            cut = grid.start < self.lines[0].start  # its upper part is a table of contents
            if not inside or cut or inside[-1] - inside[0] + 1 != len(inside):
                continue
            first, last = inside[0], inside[-1] + 1
            if is_numeric(grid, self.page.text) and not is_panel(grid, self.page.text):
                floor = max((end for _, end, _ in tables), default=0)
                table = grid_table(
                    grid, self.lines, first, last, self.page.text, None if first else self.carried, floor=floor
                )
                rest = [i for i in range(last, len(self.lines)) if i not in noted]
                self.open_table = None if rest else table
                if table.rows:
                    tables.append((first, last, table))
                    continue
            texts.append((first, last, grid))
        return tables, texts

    def _text_table(self, grid: Grid) -> list[_Draft]:
        """A table of words: every row a span that reads on its own; of a panel of key figures every cell."""
        spans = [(cells[0].start, cells[-1].end) for cells in entries_of(grid, self.page.text)]
        if is_panel(grid, self.page.text):
            spans = sorted((cell.start, cell.end) for cell in grid.cells)
        drafts: list[_Draft] = []
        for piece in _pieces(spans, _LONG_TABLE):
            draft = _Draft(piece[0][0], piece[-1][1], "table", self.path.titles, piece)
            inside = [cell for cell in grid.cells if draft.start <= cell.start < draft.end]
            draft.figures = [figure for cell in inside for figure in self._figures(cell.start, cell.end)]
            drafts.append(draft)
        return drafts

    def _open_page(self, headings: list[Heading]) -> None:
        """Chapter headings that the file gives after their text hold for the whole page."""
        if not headings:
            return
        total = sum(len(line.text) for line in self.lines)
        late = [one for one in headings if one.style <= 1 and self._share_before(one.first, total) > 0.6]
        inner = [one for one in headings if one not in late]
        restart = bool(inner) and first_sub_number(inner[0].text)
        trailing = late and late[-1].last >= len(self.lines) - 1
        if late and (restart or (trailing and not any(one.style <= 1 for one in inner))):
            self.path.enter([late[-1]])
            self.consumed.update(range(late[-1].first, late[-1].last))
            headings.remove(late[-1])
        elif headings[0].first == 0 and headings[0].style == 3 and total < 1200 and _chapter_title(headings[0]):
            self.path.open_chapter(headings[0])
            self.consumed.update(range(headings[0].first, headings[0].last))
            headings.pop(0)

    def _share_before(self, index: int, total: int) -> float:
        return sum(len(line.text) for line in self.lines[:index]) / max(total, 1)

    def _in_order(self, headings: list[Heading], ranges: list[tuple[int, int, Table]], noted: set[int]) -> list[_Draft]:
        starts = {heading.first: heading for heading in headings}
        tables = {first: (last, table) for first, last, table in ranges}
        columns = dict(self.columns)
        drafts: list[_Draft] = []
        run: list[int] = []
        index = 0

        def flush() -> None:
            if run:
                drafts.extend(self._prose(run[0], run[-1] + 1))
                run.clear()

        while index < len(self.lines):
            if index in starts:
                flush()
                group = [starts[index]]
                index = group[-1].last
                while index in starts:
                    group.append(starts[index])
                    index = group[-1].last
                self.path.enter(group)
                if not self._followed(index, noted):
                    drafts.append(self._trailing(group))
            elif index in tables:
                flush()
                index, table = tables[index]
                drafts.extend(self._table(table))
            elif index in self.texts:
                flush()
                index, grid = self.texts[index]
                drafts.extend(self._text_table(grid))
            elif index in columns:
                flush()
                drafts.append(self._column(index, columns[index]))
                index = columns[index]
            elif _BARE.match(self.lines[index].text) and (not run or self.lines[run[-1]].terminal):
                flush()
                index += 1  # the number of a heading or chapter that stands elsewhere
            elif index in noted or index in self.consumed:
                flush()
                index += 1
            else:
                run.append(index)
                index += 1
        flush()
        drafts.extend(self._note_drafts())
        return _merged(drafts)

    def _followed(self, index: int, noted: set[int]) -> bool:
        """Text that a heading could head stands below it on the page."""
        return any(i not in noted and i not in self.consumed for i in range(index, len(self.lines)))

    def _trailing(self, group: Sequence[Heading]) -> _Draft:
        """Lines at a page's end that look like headings and head nothing there: a signature, a title page."""
        first, last = self.lines[group[0].first], self.lines[group[-1].last - 1]
        return _Draft(first.start, last.end, "heading", self.path.titles[: -len(group)], [(first.start, last.end)])

    def _column(self, first: int, last: int) -> _Draft:
        """A run of short labels: a diagram, or a table of text whose cells the file gives one after another."""
        draft = _Draft(self.lines[first].start, self.lines[last - 1].end, "table", self.path.titles)
        draft.spans = list(logical_entries(self.lines[first:last]))
        draft.figures = self._figures(draft.start, draft.end)
        return draft

    def _figures(self, start: int, end: int) -> list[Figure]:
        found: list[Figure] = []
        # where the file places its words, an empty line is the end of a block and no line spacing
        for piece in _BLOCK.finditer(self.page.text, start, end) if self.page.boxes else (None,):
            a, b = piece.span() if piece else (start, end)
            found += find_figures(self.page.text[a:b], page=self.page.position, offset=a, period=self.period)
        # a number without unit that nothing names is the mark of a chart's axis; numbers alone on a line are a chart's too
        alone = [match.span() for match in _NUMBERS_ALONE.finditer(self.page.text, start, end)]
        return [
            replace(one, measure=without_marks(one.measure))
            for one in found
            if (one.unit or any(map(str.isalpha, one.measure))) and not any(a <= one.start < b for a, b in alone)
        ]

    def _prose(self, first: int, last: int) -> list[_Draft]:
        drafts: list[_Draft] = []
        for block in find_blocks(self.lines, first, last, self.full):
            drafts.extend(self._block(block))
        return drafts

    def _block(self, block: Block) -> list[_Draft]:
        start, end = self.lines[block.first].start, self.lines[block.last - 1].end
        spans = [
            (part + a, part + b)
            for part, stop in block.parts
            for a, b in (sentences(self.page.text[part:stop]) if block.kind == "paragraph" else ((0, stop - part),))
        ]
        if block.kind == "list" and block.parts and not self.lines[block.first].bullet:
            lead_start, lead_end = block.parts[0]
            lead = [(lead_start + a, lead_start + b) for a, b in sentences(self.page.text[lead_start:lead_end])]
            spans = lead + spans[1:]
        drafts: list[_Draft] = []
        for piece in _pieces(spans, self.max_chars):
            draft = _Draft(piece[0][0], piece[-1][1], block.kind, self.path.titles, piece)
            draft.figures = self._figures(draft.start, draft.end)
            drafts.append(draft)
        if drafts:
            drafts[0].start, drafts[-1].end = start, end
        return drafts

    def _table(self, table: Table) -> list[_Draft]:
        numbers = [int(note.note.mark) for note in self.notes if note.note.mark.isdigit()]
        # where the file shows which digits are raised, no other is a mark
        most = 0 if self.page.boxes else max(numbers, default=0)
        marks = frozenset(str(number) for number in range(1, most + 1))
        figures = table_figures(table, self.page.position, self.period, marks)
        spans = sorted(table.spans)
        start, end = table.start, table.end
        figures += self._figures_beside(spans, figures)
        figures += [figure for start, end in worded_cells(table) for figure in self._figures(start, end)]
        section = self.path.titles
        if end - start <= _LONG_TABLE:
            draft = _Draft(start, end, "table", section, spans, figures)
            return [draft]
        drafts: list[_Draft] = []
        for piece in _pieces(spans, _LONG_TABLE):
            carried = (*section, table.caption) if table.caption and drafts else section
            inside = [one for one in figures if piece[0][0] <= one.start < piece[-1][1]]
            drafts.append(_Draft(piece[0][0], piece[-1][1], "table", carried, piece, inside))
        return drafts

    def _figures_beside(self, spans: Sequence[tuple[int, int]], cells: Sequence[Figure]) -> list[Figure]:
        """Figures of the whole sentences that introduce or follow a table's rows, as a caption or a head never does."""
        prose = [
            (a, b)
            for a, b in spans
            if b - a >= _SENTENCE
            and self.page.text[b - 1] in ".。:："
            and not any(a <= cell.start < b for cell in cells)
        ]
        return [figure for a, b in prose for figure in self._figures(a, b)]

    def _note_drafts(self) -> list[_Draft]:
        drafts: list[_Draft] = []
        for note in self.notes:
            start, end = note.note.start, note.note.end
            draft = _Draft(start, end, "paragraph", self.path.titles, [])
            draft.spans = [(start + a, start + b) for a, b in sentences(self.page.text[start:end])]
            body = (
                start + len(note.note.mark) + (self.page.text[start:end].find(note.note.mark) if note.note.mark else 0)
            )
            draft.figures = self._figures(body, end)
            drafts.append(draft)
        return drafts


def _chapter_title(heading: Heading) -> bool:
    """Short, as the title of a chapter is and that of a story is not."""
    return len(heading.text.split()) <= 7


def _readable(lines: list[Line]) -> list[Line]:
    """Without lines of ornaments: quotation marks that stand alone, rules, bullets without text."""
    return [line for line in lines if any(char.isalnum() or char in "-–—" for char in line.text)]


def _pieces(spans: Sequence[tuple[int, int]], limit: int) -> list[list[tuple[int, int]]]:
    """Spans in runs of at most `limit` characters, of about equal size; one span is never cut."""
    if not spans:
        return []
    total = spans[-1][1] - spans[0][0]
    wanted = total / max(1, -(-total // limit))
    pieces: list[list[tuple[int, int]]] = [[]]
    for span in spans:
        current = pieces[-1]
        if current and (span[1] - current[0][0] > limit or current[-1][1] - current[0][0] >= wanted):
            pieces.append([span])
        else:
            current.append(span)
    return pieces


def _merged(drafts: list[_Draft]) -> list[_Draft]:
    """Tiny neighbouring paragraphs of one section as one passage."""
    merged: list[_Draft] = []
    for draft in sorted(drafts, key=lambda one: one.start):
        last = merged[-1] if merged else None
        kinds = {"paragraph", "list"}
        if (
            last
            and last.kind in kinds
            and draft.kind in kinds
            and last.section == draft.section
            and draft.end - last.start <= _JOINED
            and (last.end - last.start < _TINY or draft.end - draft.start < _TINY)
        ):
            last.end = draft.end
            last.spans += draft.spans
            last.figures += draft.figures
            last.kind = "list" if "list" in (last.kind, draft.kind) else "paragraph"
        else:
            merged.append(draft)
    return merged


def _finished(report: Report, page: Page, draft: _Draft, number: int, notes: list[Note]) -> Passage:
    text = page.text[draft.start : draft.end]
    return Passage(
        id=f"{report.id}:{page.position}:{number}", report=report.id, page=page.position, label=page.label,
        start=draft.start, end=draft.end, text=text, kind=draft.kind, section=draft.section,
        sentences=tuple(draft.spans), figures=tuple(_noted(one, draft, notes) for one in draft.figures),
        footnotes=notes_in(notes, draft.start, draft.end),
    )  # fmt: skip


def _noted(figure: Figure, draft: _Draft, notes: list[Note]) -> Figure:
    """The figure with the notes of its own sentence or row and, in a table, of the head above it."""
    own = [span for span in draft.spans if span[0] <= figure.start < span[1]]
    found = [note for start, end in own for note in notes_in(notes, start, end)]
    if draft.kind == "table" and draft.spans:
        rows = [span for span in draft.spans if span[0] < figure.start]
        first_row = next((i for i, span in enumerate(rows) if figure.row and _holds_row(span, draft)), 0)
        found += [note for start, end in rows[:first_row] for note in notes_in(notes, start, end)]
    unique = tuple(dict.fromkeys(found))
    if not unique:
        return figure
    measure = figure.measure
    for note in unique:
        # "emissions2": a mark glued to the measure's last word is no part of it
        if note.mark.isdigit() and re.search(rf"[A-Za-z]{note.mark}$", measure):
            measure = measure.removesuffix(note.mark)
    return replace(figure, measure=measure, footnotes=unique)


def _holds_row(span: tuple[int, int], draft: _Draft) -> bool:
    return any(span[0] <= figure.start < span[1] for figure in draft.figures)
