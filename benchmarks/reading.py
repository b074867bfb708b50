"""How well PDFs are read, held against an independent extractor (pdfplumber) and, where there is one, a written truth.

    python benchmarks/reading.py PDF... [--truth FILE.json] [--json OUT] [--faults]

pdfplumber gives words with their places; nothing of esgqa's own layout is asked. Everything is a share, of:

* recall, precision: words of a page (letters and digits, NFKC, a word cut at a line's end counted whole) found in
  `Page.text` and back; `body` leaves out what stands at the same place of many pages, and page numbers;
* lines: pieces of printed lines (words a blank apart) whose words stand next to each other in ours;
* flow: pairs of full lines, one below the other in one column, that follow on each other in ours;
* rows: printed rows of a label and two or more values that stand on one line of ours, in order;
* labels: page numbers printed at an edge, alone, that are the page's label.

A truth file is a JSON object with any of `labels` (position → printed label), `tables` (`pages`, `rows` as lists of
cells, None where empty) and `order` (position → paragraphs in reading order).
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber

from esgqa.reading import read_report
from esgqa.types import Report

BLANK = 0.18
"""Gap that parts two words, in heights of the text; justified and letter-spaced text lies on either side."""
CELL = 0.9
"""Gap that parts two cells or columns, in heights of the text."""
LEVEL = 0.3
"""How far the feet of words on one line differ, in heights of the text."""
EDGE = 0.12
"""Share of the page's height at its top and bottom where furniture stands."""
REPEATED = 0.3
"""Share of the pages that a line must stand on to be furniture; at least four."""
VALUE = re.compile(
    r"[(<>~≈≥≤+]*[-–—−]?(?:[A-Z]{2,3})?[$€£¥]?\d[\d,.]*(?:[kKmM])?\)?%?|[-–—−]+|[Nn]/?[Aa]|[Nn]il", re.ASCII
)
LONE_NUMBER = re.compile(r"[-–— ]*(\d{1,3})[-–— ]*")
HYPHEN = "-‐‑\u00ad"
SPEED = """
import json, resource, sys, time
from pathlib import Path
from esgqa.reading import clean_text, read_report
clean_text("a w o r d")  # the word lists are read once a process
loaded = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start, spent = time.perf_counter(), time.process_time()
pages = len(read_report(Path(sys.argv[1])).pages)
print(json.dumps({"pages": pages, "wall_s": time.perf_counter() - start, "cpu_s": time.process_time() - spent,
  "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "loaded_mb": loaded / 1024}))
"""


@dataclass(slots=True)
class Piece:
    """Words of one printed line that stand a blank apart; places in points from the page's top left."""

    words: list[str]
    x0: float
    x1: float
    bottom: float
    size: float
    furniture: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.words)


@dataclass(slots=True)
class Printed:
    """A page as pdfplumber sees it: its lines from top to bottom, and the words that do not run level."""

    lines: list[list[Piece]]
    turned: list[str]
    height: float


@dataclass(slots=True)
class Tally:
    """`good` of `all`, and what was not good."""

    good: int = 0
    all: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, good: bool, fault: str) -> None:
        self.all += 1
        self.good += good
        if not good:
            self.faults.append(fault)

    @property
    def share(self) -> float | None:
        return self.good / self.all if self.all else None


Scores = dict[str, Tally]


def printed_pages(path: Path) -> list[Printed]:
    with pdfplumber.open(path) as document:
        pages = [_printed(page) for page in document.pages]
    mark_furniture(pages)
    return pages


def _printed(page: Any) -> Printed:
    words = page.dedupe_chars().extract_words(x_tolerance_ratio=BLANK, extra_attrs=["upright"])
    inside = [word for word in words if 0 <= word["x0"] < page.width and 0 <= word["top"] < page.height]
    level = [word for word in inside if word["upright"]]
    turned = [word["text"] for word in inside if not word["upright"]]
    return Printed([list(_pieces(line)) for line in _lines(level)], turned, float(page.height))


def _lines(words: Iterable[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    lines: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda word: (word["bottom"], word["x0"])):
        size = word["bottom"] - word["top"]
        fits = (line for line in lines[-4:] if abs(line[0]["bottom"] - word["bottom"]) <= LEVEL * size)
        line = next(fits, None)
        if line is None:
            lines.append([word])
        else:
            line.append(word)
    return [sorted(line, key=lambda word: word["x0"]) for line in lines]


def _pieces(line: Sequence[dict[str, Any]]) -> Iterator[Piece]:
    piece: Piece | None = None
    for word in line:
        size = word["bottom"] - word["top"]
        gap = word["x0"] - piece.x1 if piece is not None else 0.0
        if piece is not None and gap <= CELL * min(size, piece.size):
            if gap <= BLANK * min(size, piece.size):  # raised, lowered or of another font, yet the same word
                piece.words[-1] += word["text"]
            else:
                piece.words.append(word["text"])
            piece.x1, piece.size = word["x1"], max(piece.size, size)
        else:
            if piece is not None:
                yield piece
            piece = Piece([word["text"]], word["x0"], word["x1"], word["bottom"], size)
    if piece is not None:
        yield piece


def mark_furniture(pages: Sequence[Printed]) -> None:
    """Pieces at the edges that say the same, numbers aside, at the same height of many pages; and lone page numbers."""
    seen: Counter[tuple[str, int]] = Counter()
    edges = [[piece for line in page.lines for piece in line if _at_edge(piece, page)] for page in pages]
    for pieces in edges:
        seen.update({place for piece in pieces for place in _places(piece)})
    needed = max(4, REPEATED * len(pages))
    for pieces in edges:
        for piece in pieces:
            often = max(seen[place] for place in _places(piece))
            piece.furniture = often >= needed or (LONE_NUMBER.fullmatch(piece.text) is not None and often > 1)


def _at_edge(piece: Piece, page: Printed) -> bool:
    return piece.bottom < EDGE * page.height or piece.bottom > (1 - EDGE) * page.height


def _places(piece: Piece) -> list[tuple[str, int]]:
    """What it says, and its height on two grids of 6 points half a step apart."""
    says = re.sub(r"\d+", "#", piece.text)
    return [(says, 2 * int(piece.bottom / 6)), (says, 2 * int(piece.bottom / 6 + 0.5) + 1)]


def join_cut_words(page: Printed) -> None:
    """The second half of a word that a line's end cuts goes up to the first, as in ours."""
    pieces = [piece for line in page.lines for piece in line]
    for piece in pieces:
        if not piece.words or not re.search(rf"[^\W\d_][{HYPHEN}]$", piece.words[-1]):
            continue
        below = _below(piece, pieces)
        if below is not None and below.words and below.words[0][0].isalpha():
            piece.words[-1] += below.words.pop(0)


def _below(piece: Piece, pieces: Iterable[Piece]) -> Piece | None:
    """The next line of the same column and size."""
    near = [
        other
        for other in pieces
        if 0.5 * piece.size < other.bottom - piece.bottom < 2.2 * piece.size
        and min(piece.x1, other.x1) - max(piece.x0, other.x0) > 0.3 * min(piece.x1 - piece.x0, other.x1 - other.x0)
        and abs(other.size - piece.size) < 0.15 * piece.size
    ]
    return min(near, key=lambda other: (other.bottom, other.x0), default=None)


def tokens(text: str) -> list[str]:
    """Letters and digits, NFKC; parts that a hyphen joins are one, at a line's end too."""
    plain = unicodedata.normalize("NFKC", text)
    plain = re.sub(rf"(?<=[^\W_])[{HYPHEN}]\s*\n?(?=[^\W_])", "", plain)
    return re.findall(r"[^\W_]+", plain)


def word_scores(page: Printed, ours: str, at: int) -> Scores:
    body = [token for line in page.lines for piece in line if not piece.furniture for token in tokens(piece.text)]
    body += [token for word in page.turned for token in tokens(word)]
    edge = [token for line in page.lines for piece in line if piece.furniture for token in tokens(piece.text)]
    found = Counter(tokens(ours))
    everything = Counter(body) + Counter(edge)
    result: Scores = {}
    for name, wanted, given in (
        ("recall", everything, found),
        ("body recall", Counter(body), found),
        ("precision", found, everything),
    ):
        missing = wanted - given
        fault = f"p.{at}: {' '.join(f'{word}x{count}' if count > 1 else word for word, count in missing.items())}"
        count = sum(wanted.values())
        result[name] = Tally(count - sum(missing.values()), count, [fault] if missing else [])
    return result


def line_scores(page: Printed, ours: str, at: int) -> Scores:
    """Pieces kept together, and full lines of a column that follow on each other."""
    stream = f" {' '.join(tokens(ours))} "
    pieces = [piece for line in page.lines for piece in line if not piece.furniture]
    lines, flow = Tally(), Tally()
    for piece in pieces:
        words = tokens(piece.text)
        if len(words) > 1:
            lines.add(f" {' '.join(words)} " in stream, f"p.{at}: {piece.text}")
        below = _below(piece, pieces) if len(words) > 4 else None
        after = tokens(below.text) if below is not None else []
        if below is not None and len(after) > 2 and _reads_on(piece, below, pieces):
            flow.add(f" {words[-1]} {after[0]} " in stream, f"p.{at}: {piece.text} / {below.text}")
    return {"lines": lines, "flow": flow}


def _reads_on(piece: Piece, below: Piece, pieces: Iterable[Piece]) -> bool:
    """Whether the line below is of the same paragraph: the same left edge, a small letter, and no break above it."""
    level = (other for other in pieces if abs(other.bottom - piece.bottom) < LEVEL * piece.size)
    goes_on = any(piece.x1 < other.x0 < below.x1 for other in level)
    return not goes_on and abs(piece.x0 - below.x0) < piece.size and below.words[0][0].islower()


def row_scores(page: Printed, ours: str, at: int) -> Scores:
    result = Tally()
    lines = ours.split("\n")
    for line in page.lines:
        for row in _rows([piece for piece in line if not piece.furniture]):
            result.add(any(_stands(row, ours_line) for ours_line in lines), f"p.{at}: {' | '.join(row)}")
    return {"rows": result}


def _rows(line: Sequence[Piece]) -> Iterator[list[str]]:
    """A label, a unit perhaps, and two or more values; a line may hold several rows side by side."""
    row: list[str] = []
    for piece in [*line, None]:
        text = piece.text if piece is not None else ""
        values = text.split()
        if row and values and all(VALUE.fullmatch(value) for value in values):
            row += values
            continue
        if len(row) > 2:
            yield row
            row = []
        if piece is None:
            return
        if len(row) == 1 and len(values) <= 2 and len(text) <= 15:
            continue  # a unit between label and values
        # the values may stand close behind the label
        label, behind = text, []
        words = text.split()
        while len(words) > 1 and VALUE.fullmatch(words[-1]) and not words[-1].isalpha():
            behind.insert(0, words.pop())
        if len(behind) > 1:
            label = " ".join(words)
        row = [label, *(behind if len(behind) > 1 else [])] if re.search(r"[^\W\d_]{2}", label) else []


def _stands(row: Sequence[str], line: str) -> bool:
    """Whether the label's last word and all cells stand on this line, in order."""
    where = 0
    plain = _level_dashes(line)
    label = re.findall(r"[^\W_]+", _level_dashes(row[0]))
    for cell in [*label[-1:], *map(_level_dashes, row[1:])]:
        edge = r"(?<![\d.,])" if cell[:1].isdigit() else ""
        end = r"(?![\d]|[.,]\d)" if cell[-1:].isdigit() else ""
        match = re.compile(edge + re.escape(cell) + end).search(plain, where)
        if match is None:
            return False
        where = match.end()
    return True


def _level_dashes(text: str) -> str:
    return re.sub("[–—−‐‑]", "-", unicodedata.normalize("NFKC", text))


def label_scores(pages: Sequence[Printed], report: Report) -> Scores:
    """Numbers alone at an edge, where two pages and more have one at that place, against the page's label."""
    result = Tally()
    for page, ours in zip(pages, report.pages, strict=True):
        numbers = {
            match[1]
            for line in page.lines
            for piece in line
            if piece.furniture and (match := LONE_NUMBER.fullmatch(piece.text))
        }
        if numbers:
            result.add(ours.label in numbers, f"p.{ours.position}: {ours.label}, printed {' '.join(sorted(numbers))}")
    return {"labels": result}


def truth_scores(truth: Mapping[str, Any], report: Report) -> Scores:
    texts = {page.position: page.text for page in report.pages}
    labels, rows, whole, order = Tally(), Tally(), Tally(), Tally()
    given = truth.get("labels", {})
    for position, label in given.items() if isinstance(given, dict) else enumerate(given, 1):
        if label:
            page = report.pages[int(position) - 1]
            labels.add(page.label == label, f"p.{position}: {page.label}, printed {label}")
    for table in truth.get("tables", ()):
        lines = [line for page in table["pages"] for line in texts[page].split("\n")]
        for row in table["rows"]:
            cells = [str(cell) for cell in row if cell not in (None, "")]
            if len(cells) > 1:
                rows.add(any(_stands(cells, line) for line in lines), f"p.{table['pages'][0]}: {' | '.join(cells)}")
    for position, paragraphs in truth.get("order", {}).items():
        stream = f" {' '.join(tokens(texts[int(position)]))} "
        places = [stream.find(f" {' '.join(tokens(paragraph))} ") for paragraph in paragraphs]
        for place, paragraph in zip(places, paragraphs, strict=True):
            whole.add(place >= 0, f"p.{position}: {paragraph}")
        for (before, _), (after, paragraph) in pairwise(zip(places, paragraphs, strict=True)):
            if before >= 0 and after >= 0:
                order.add(before < after, f"p.{position}: {paragraph}")
    return {"true labels": labels, "true rows": rows, "paragraphs whole": whole, "paragraphs in order": order}


def scores_of(path: Path, truth: Mapping[str, Any]) -> Scores:
    report = read_report(path)
    printed = printed_pages(path)
    for page in printed:
        join_cut_words(page)
    total: Scores = {}
    for page, ours in zip(printed, report.pages, strict=True):
        for measure in (word_scores, line_scores, row_scores):
            merge(total, measure(page, ours.text, ours.position))
    merge(total, label_scores(printed, report))
    if truth:
        merge(total, truth_scores(truth, report))
    return total


def merge(total: Scores, more: Scores) -> None:
    for name, tally in more.items():
        into = total.setdefault(name, Tally())
        into.good += tally.good
        into.all += tally.all
        into.faults += tally.faults


def speed(path: Path) -> dict[str, float]:
    """Of a fresh process: pages a second of one core, seconds, and memory at its peak and before the file was read."""
    done = subprocess.run([sys.executable, "-c", SPEED, str(path)], capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    found["pages_per_cpu_s"] = found["pages"] / found["cpu_s"]
    return found


def as_json(scores: Scores) -> dict[str, object]:
    return {
        name: {"good": tally.good, "all": tally.all, "share": tally.share, "faults": tally.faults}
        for name, tally in scores.items()
    }


def show(name: str, scores: Scores, faults: bool) -> None:
    print(name)
    for measure, tally in scores.items():
        share = "-" if tally.share is None else f"{tally.share:.4f}"
        print(f"  {measure:20} {share:>7}  {tally.good} of {tally.all}")
        for fault in tally.faults if faults else ():
            print(f"      {fault}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pdf", type=Path, nargs="+")
    parser.add_argument("--truth", type=Path, help="what the one PDF says, as JSON")
    parser.add_argument("--json", type=Path, help="write everything here")
    parser.add_argument("--faults", action="store_true", help="list what was missed")
    args = parser.parse_args()
    if args.truth and len(args.pdf) > 1:
        parser.error("--truth goes with one PDF")
    truth = json.loads(args.truth.read_text(encoding="utf-8")) if args.truth else {}
    overall: Scores = {}
    written: dict[str, object] = {}
    for path in args.pdf:
        scores, pace = scores_of(path, truth), speed(path)
        show(path.name, scores, args.faults)
        print(f"  {pace['pages_per_cpu_s']:.1f} pages/s of a core, {pace['wall_s']:.1f} s, peak {pace['peak_mb']:.0f} MB "
              f"({pace['loaded_mb']:.0f} MB before)")  # fmt: skip
        written[path.name] = {"scores": as_json(scores), "speed": pace}
        merge(overall, scores)
    if len(args.pdf) > 1:
        show("overall", overall, False)
        written["overall"] = as_json(overall)
    if args.json:
        args.json.write_text(json.dumps(written, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
