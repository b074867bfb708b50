"""Lines of text on a canvas: inline marks, wrapping, hyphens where the source allows them, and two scripts.

Source text is marked up lightly: `**bold**`, `^1^` for a raised mark (glued to what stands before it), `~2~` lowered, a soft hyphen
(U+00AD) where a word may break at a line's end. Fonts that carry the ligatures fi and fl are drawn with them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
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
_LONG = re.compile(r"(?<![\w@./\u00ad-])[A-Za-z]{7,}(?![\w@/\u00ad-])")
_PREFIX = re.compile(r"^(inter|under|over|non|com|con|pre|super|depart|govern|environ)(?=[a-z]{4})", re.IGNORECASE)
_ENDING = re.compile(
    r"(?<=[a-z]{4})(tion|tions|sion|sions|ment|ments|ness|ing|ings|able|ally|ment|tory|tive|tor|tors)$"
)
# between two consonants that stand between vowels and do not make one sound
_MIDDLE = re.compile(r"(?<=[a-z][aeiou][bcdfglmnprstvz])(?<!th)(?=[bcdfgklmnprstvz][aeiou][a-z])", re.IGNORECASE)
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
    torn: bool = False
    """Every letter placed by itself, as some programs do with spaced capitals."""

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
    glued: bool = False
    """Begins a word that no space parts from the one before: between Chinese characters, and at their edges."""


Word = tuple[Piece, ...]


class Sheet(Canvas):
    """A canvas that can hold its lines back and draw them at the page's end from top to bottom.

    Some programs write a page like that, line by line across all columns, so that the order in the file is not the
    order in which a person reads.
    """

    across = False
    """Whether lines are held back."""

    def text_line(self, line: list[Word], x: float, y: float, width: float, style: Style, last: bool) -> None:
        """Draw one line with its baseline at `y`, now or at the page's end."""
        if self.across:
            self._held = [*getattr(self, "_held", []), (line, x, y, width, style, last)]
        else:
            _draw_line(self, line, x, y, width, style, last)

    def showPage(self) -> None:
        """End the page."""
        for line, x, y, width, style, last in sorted(getattr(self, "_held", []), key=lambda held: (-held[2], held[1])):
            _draw_line(self, line, x, y, width, style, last)
        self._held = []
        super().showPage()


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
                glued = bool(before and (_WIDE.match(run) or _WIDE.match(before)) and run not in _CLOSING)
                if glued:
                    out.append([])
                out[-1].append(replace(piece, text=run, glued=glued))
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


def _gap(after: Word, style: Style) -> float:
    """Space between two words."""
    if after[0].glued:
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


def softened(source: str) -> str:
    """Soft hyphens where English words of seven letters or more may be parted, by rough rules."""

    def parted(match: re.Match[str]) -> str:
        word = _ENDING.sub(rf"{SOFT}\1", _PREFIX.sub(rf"\1{SOFT}", match[0]))
        return word if SOFT in word else _MIDDLE.sub(SOFT, word)

    return _LONG.sub(parted, source)


def break_lines(source: str, width: float, style: Style) -> list[list[Word]]:
    """Words laid out in lines of at most `width` points.

    Raises ValueError where a word alone is wider than that.
    """
    lines: list[list[Word]] = [[]]
    used = 0.0
    todo = words(softened(source) if style.align == "justify" else source)
    while todo:
        word = todo.pop(0)
        gap = _gap(word, style) if lines[-1] else 0.0
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


def _draw_line(canvas: Canvas, line: list[Word], x: float, y: float, width: float, style: Style, last: bool) -> None:
    """One line with its baseline at `y`."""
    natural = sum(_width(word, style) for word in line)
    gaps = [_gap(word, style) for word in line[1:]]
    spare = width - natural - sum(gaps)
    if style.align == "justify" and not last and any(gaps):
        wide = [gap for gap in gaps if gap]
        gaps = [gap + spare / len(wide) if gap else gap for gap in gaps]
    elif style.align == "right":
        x += spare
    elif style.align == "centre":
        x += spare / 2
    if style.torn:
        _draw_torn(canvas, line, x, y, gaps, style)
        return
    # one text object a line, its spaces in the text and justified by word spacing, as typesetting programs write it
    block = canvas.beginText(x, y)
    block.setFillColorRGB(*style.colour)
    block.setCharSpace(style.tracking)
    normal = pdfmetrics.stringWidth(" ", style.font, style.size) + style.tracking
    block.setWordSpace(max((gap for gap in gaps if gap), default=normal) - normal)
    for number, word in enumerate(line):
        for piece in word:
            font, size = _font(piece, style)
            block.setFont(font, size, style.leading)
            block.setRise(style.size * (0.0, 0.36, -0.13)[piece.shift])
            block.textOut(_shown(piece, style))
        if number < len(gaps) and gaps[number]:
            block.setFont(style.font, style.size, style.leading)
            block.setRise(0)
            block.textOut(" ")
    block.setCharSpace(0)
    block.setWordSpace(0)
    block.setRise(0)
    canvas.drawText(block)


def _draw_torn(canvas: Canvas, line: list[Word], x: float, y: float, gaps: list[float], style: Style) -> None:
    """A line whose letters are placed one by one, without any space in the text."""
    canvas.setFillColorRGB(*style.colour)
    for number, word in enumerate(line):
        for piece in word:
            font, size = _font(piece, style)
            canvas.setFont(font, size)
            for letter in _shown(piece, style):
                canvas.drawString(x, y, letter)
                x += pdfmetrics.stringWidth(letter, font, size) + style.tracking
        x += gaps[number] if number < len(gaps) else 0.0


def draw_text(canvas: Sheet, source: str, x: float, top: float, width: float, style: Style) -> float:
    """A block of text below `top`; returns the height it took, without the gap after it."""
    lines = break_lines(source, width, style)
    baseline = top - style.size * 0.92
    for number, line in enumerate(lines):
        canvas.text_line(line, x, baseline - number * style.leading, width, style, number == len(lines) - 1)
    return len(lines) * style.leading


def text_height(source: str, width: float, style: Style) -> float:
    """The height that `draw_text` takes."""
    return len(break_lines(source, width, style)) * style.leading
