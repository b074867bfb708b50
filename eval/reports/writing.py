"""Lines of text on a canvas: inline marks, wrapping, hyphens where the source allows them, and two scripts.

Source text is marked up lightly: `**bold**`, `^1^` for a raised mark (glued to what stands before it), `~2~` lowered, a soft hyphen
(U+00AD) where a word may break at a line's end. Fonts that carry the ligatures fi and fl are drawn with them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

SOFT = "\u00ad"
CHINESE = "MSung-Light"
_LIGATURES = {"fi": "\ufb01", "fl": "\ufb02"}
_INLINE = re.compile(r"\*\*(?P<bold>.+?)\*\*|\^(?P<raised>[^^]+)\^|~(?P<lowered>[^~]+)~")
_MARKED = re.compile(r"(?:\{(?P<words>[^}]*)\}|(?P<word>\S+?))\^(?P<mark>[^^]+)\^")
_WIDE = re.compile(r"[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f]")
_RUNS = re.compile(rf"{_WIDE.pattern}|[^{_WIDE.pattern[1:-1]}]+")
# Chinese punctuation that must not begin a line
_CLOSING = "，。、；：！？）」』》"


@dataclass(frozen=True, slots=True)
class Style:
    """How a block of text is set; sizes and gaps in points."""

    font: str = "Helvetica"
    bold: str = "Helvetica-Bold"
    size: float = 10.2
    leading: float = 14.8
    colour: tuple[float, float, float] = (0.13, 0.13, 0.15)
    align: str = "left"
    """`left`, `right`, `centre` or `justify`."""
    after: float = 6.0
    tracking: float = 0.0
    """Extra space between letters."""

    @property
    def ligatures(self) -> bool:
        """Whether the font carries fi and fl as one sign."""
        return self.font.startswith("Vera")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters that is set in one way and not broken."""

    text: str
    bold: bool = False
    shift: int = 0
    """1 raised, -1 lowered; both are set small."""


Word = tuple[Piece, ...]


def register_fonts() -> None:
    """Make the fonts known that are not among the standard fourteen."""
    folder = Path(reportlab.__file__).parent / "fonts"
    for name, file in (("Vera", "Vera.ttf"), ("VeraBd", "VeraBd.ttf"), ("VeraIt", "VeraIt.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(folder / file)))
    pdfmetrics.registerFont(UnicodeCIDFont(CHINESE))


def plain(source: str) -> str:
    """What a reader sees: no markup, no soft hyphens, raised marks glued on."""
    return _INLINE.sub(
        lambda m: m["bold"] or m["raised"] or m["lowered"], source.replace("{", "").replace("}", "")
    ).replace(SOFT, "")


def unmarked(source: str) -> str:
    """As `plain`, without the raised marks."""
    return plain(re.sub(r"\^[^^]+\^", "", source))


def marks(source: str) -> list[tuple[str, str]]:
    """`(mark, what carries it)` of every raised mark: the words in braces or the word it is glued to."""
    found = []
    for match in _MARKED.finditer(source):
        carrier = match["words"] if match["words"] is not None else match["word"]
        found.extend((mark, plain(carrier)) for mark in match["mark"].split(","))
    return found


def words(source: str) -> list[Word]:
    """Source text as words of pieces; a Chinese character is a word of its own."""
    pieces: list[Piece] = []
    at = 0
    source = source.replace("{", "").replace("}", "")
    for match in _INLINE.finditer(source):
        pieces.append(Piece(source[at : match.start()]))
        if match["bold"] is not None:
            pieces.append(Piece(match["bold"], bold=True))
        elif match["raised"] is not None:
            pieces.append(Piece(match["raised"], shift=1))
        else:
            pieces.append(Piece(match["lowered"], shift=-1))
        at = match.end()
    pieces.append(Piece(source[at:]))
    out: list[list[Piece]] = [[]]
    for piece in pieces:
        for part in re.findall(r"\s+|\S+", piece.text):
            if part.isspace():
                out.append([])
                continue
            for run in _RUNS.findall(part):
                before = out[-1][-1].text if out[-1] else ""
                if (_WIDE.match(run) or _WIDE.match(before)) and run not in _CLOSING:
                    out.append([])
                out[-1].append(replace(piece, text=run))
    return [tuple(word) for word in out if word]


def _font(piece: Piece, style: Style) -> tuple[str, float]:
    size = style.size * 0.64 if piece.shift else style.size
    if _WIDE.match(piece.text):
        return CHINESE, size
    return (style.bold if piece.bold else style.font), size


def _shown(piece: Piece, style: Style) -> str:
    text = piece.text.replace(SOFT, "")
    if style.ligatures and not style.tracking:
        for letters, sign in _LIGATURES.items():
            text = text.replace(letters, sign)
    return text


def _width(word: Word, style: Style) -> float:
    total = 0.0
    for piece in word:
        shown = _shown(piece, style)
        font, size = _font(piece, style)
        total += pdfmetrics.stringWidth(shown, font, size) + style.tracking * len(shown)
    return total


def _gap(before: Word, after: Word, style: Style) -> float:
    """Space between two words: none between two Chinese characters."""
    if _WIDE.match(before[-1].text) and _WIDE.match(after[0].text):
        return 0.0
    return pdfmetrics.stringWidth(" ", style.font, style.size) + style.tracking


def _split(word: Word, room: float, style: Style) -> tuple[Word, Word] | None:
    """The longest beginning of a word that fits with a hyphen, and the rest; None where no soft hyphen allows it."""
    if len(word) != 1 or SOFT not in word[0].text:
        return None
    parts = word[0].text.split(SOFT)
    for count in range(len(parts) - 1, 0, -1):
        head = (Piece("".join(parts[:count]) + "-", word[0].bold),)
        if _width(head, style) <= room:
            return head, (Piece(SOFT.join(parts[count:]), word[0].bold),)
    return None


def break_lines(source: str, width: float, style: Style) -> list[list[Word]]:
    """Words laid out in lines of at most `width` points.

    Raises ValueError where a word alone is wider than that.
    """
    lines: list[list[Word]] = [[]]
    used = 0.0
    todo = words(source)
    while todo:
        word = todo.pop(0)
        gap = _gap(lines[-1][-1], word, style) if lines[-1] else 0.0
        need = _width(word, style)
        if used + gap + need <= width + 0.01:
            lines[-1].append(word)
            used += gap + need
            continue
        halves = _split(word, width - used - gap, style)
        if halves:
            lines[-1].append(halves[0])
            todo.insert(0, halves[1])
        elif not lines[-1]:
            raise ValueError(f"{plain(source)!r}: a word is wider than {width:.0f} points; widen its column")
        else:
            todo.insert(0, word)
        lines.append([])
        used = 0.0
    return [line for line in lines if line]


def draw_line(canvas: Canvas, line: list[Word], x: float, y: float, width: float, style: Style, last: bool) -> None:
    """One line with its baseline at `y`."""
    natural = sum(_width(word, style) for word in line)
    gaps = [_gap(a, b, style) for a, b in pairwise(line)]
    spare = width - natural - sum(gaps)
    if style.align == "justify" and not last and any(gaps):
        wide = [gap for gap in gaps if gap]
        gaps = [gap + spare / len(wide) if gap else gap for gap in gaps]
    elif style.align == "right":
        x += spare
    elif style.align == "centre":
        x += spare / 2
    canvas.setFillColorRGB(*style.colour)
    for number, word in enumerate(line):
        for piece in word:
            font, size = _font(piece, style)
            shown = _shown(piece, style)
            # the space stands in the text, as typesetting programs write it, so that words part without measuring
            spaced = number < len(line) - 1 and piece is word[-1] and gaps[number] > 0
            canvas.setFont(font, size)
            canvas.drawString(
                x,
                y + style.size * (0.0, 0.36, -0.13)[piece.shift],
                shown + (" " if spaced else ""),
                charSpace=style.tracking,
            )
            x += pdfmetrics.stringWidth(shown, font, size) + style.tracking * len(shown)
        if number < len(gaps):
            x += gaps[number]
    canvas.setFillColorRGB(0, 0, 0)


def draw_text(canvas: Canvas, source: str, x: float, top: float, width: float, style: Style) -> float:
    """A block of text below `top`; returns the height it took, without the gap after it."""
    lines = break_lines(source, width, style)
    baseline = top - style.size * 0.92
    for number, line in enumerate(lines):
        draw_line(canvas, line, x, baseline - number * style.leading, width, style, number == len(lines) - 1)
    return len(lines) * style.leading


def text_height(source: str, width: float, style: Style) -> float:
    """The height that `draw_text` takes."""
    return len(break_lines(source, width, style)) * style.leading
