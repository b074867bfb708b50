"""What pdfium knows of a page: characters with boxes and baselines, straight lines, pictures."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable, Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from esgqa.reading.layout.types import Box, Glyph, Ink

_BOLD = 600
_BOLD_NAME = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
_NAME = 128
_MAX_OBJECTS = 4000
"""Drawn objects looked at for lines; a page of more is a drawing, where lines separate nothing."""
_MAX_SEGMENTS = 400
_THIN = 3.5
"""Points: a box thinner than this is a line; the bounds of a stroke are twice as thick as it is printed."""
_SHORT = 8.0
"""Points: a line shorter than this separates nothing."""
_BACKGROUND = 0.6
"""Share of the page above which a box is the page's background."""
_DEPTH = 3
Matrix = tuple[float, float, float, float, float, float]
Place = Callable[[float, float], tuple[float, float]]


def page_size(page: pypdfium2.PdfPage) -> tuple[float, float]:
    """Width and height of the page as displayed, in points."""
    width, height = page.get_size()
    return float(width), float(height)


def page_ink(page: pypdfium2.PdfPage) -> Ink:
    """Everything on the page that layout looks at; raises `PdfiumError` where pdfium cannot read it."""
    width, height = page_size(page)
    place = _placement(page)
    text = page.get_textpage()
    try:
        glyphs = tuple(_glyphs(text, place, page.get_rotation() // 90))
    finally:
        text.close()
    rules, pictures, drawn = _drawn(page, place, width, height)
    return Ink(width, height, glyphs, rules, min(1.0, pictures / max(width * height, 1.0)), drawn)


def _placement(page: pypdfium2.PdfPage) -> Place:
    """From the file's coordinates to the displayed page's."""
    left, bottom, right, top = page.get_bbox()
    turns = page.get_rotation() // 90

    def place(x: float, y: float) -> tuple[float, float]:
        if turns == 1:
            return y - bottom, x - left
        if turns == 2:
            return right - x, y - bottom
        if turns == 3:
            return top - y, right - x
        return x - left, top - y

    return place


def _glyphs(text: pypdfium2.PdfTextPage, place: Place, turns: int) -> Iterator[Glyph]:
    rect = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    handle = text.raw
    name = ctypes.create_string_buffer(_NAME)
    seen: dict[tuple[int, int, int], int] = {}
    number = 0
    bold, fresh = False, True
    for index in range(text.count_chars()):
        if pdfium.FPDFText_IsGenerated(handle, index) == 1:
            fresh = True
            continue
        code = pdfium.FPDFText_GetUnicode(handle, index)
        if code in (0, 0xFFFE, 0x02) and pdfium.FPDFText_IsHyphen(handle, index) == 1:
            code = 0x2D  # a hyphen at a line's end, for which pdfium has a sign of its own
        if code < 0x20 or 0xD800 <= code <= 0xDFFF:
            continue
        pdfium.FPDFText_GetLooseCharBox(handle, index, rect)
        pdfium.FPDFText_GetCharOrigin(handle, index, x, y)
        quarter = round(pdfium.FPDFText_GetCharAngle(handle, index) / (math.pi / 2)) % 4
        x0, y0 = place(rect.left, rect.top)
        x1, y1 = place(rect.right, rect.bottom)
        at = place(x.value, y.value)
        turn = (quarter + turns) % 4
        if fresh:
            bold = _is_bold(handle, index, name)  # a word is of one weight
        fresh = code == 0x20
        glyph = Glyph(
            chr(code),
            (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)),
            at[turn % 2 == 0],
            turn,
            bold,
        )
        # printed a second time with a hair's breadth between, to look bold; not the two letters of a ligature
        place_key = (code, round(glyph.box[0]), round(glyph.base))
        earlier = seen.setdefault(place_key, number)
        number += 1
        if code != 0x20 and earlier < number - 2:
            continue
        yield glyph


def _is_bold(handle: object, index: int, name: ctypes.Array[ctypes.c_char]) -> bool:
    """By the font's weight or, where it states none, by its name."""
    if pdfium.FPDFText_GetFontWeight(handle, index) >= _BOLD:
        return True
    font = pdfium.FPDFTextObj_GetFont(pdfium.FPDFText_GetTextObject(handle, index))
    return bool(font and pdfium.FPDFFont_GetBaseFontName(font, name, _NAME) and _BOLD_NAME.search(name.value))


def _drawn(page: pypdfium2.PdfPage, place: Place, width: float, height: float) -> tuple[tuple[Box, ...], float, int]:
    """Straight lines, the area under pictures in square points, and how many shapes are painted."""
    rules: list[Box] = []
    pictures, shapes = 0.0, 0
    for kind, handle, matrix in _objects(page):
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            box = _bounds(handle, matrix, place)
            pictures += max(0.0, min(box[2], width) - max(box[0], 0)) * max(0.0, min(box[3], height) - max(box[1], 0))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH and _painted(handle):
            shapes += 1
            for box in _pieces(handle, matrix, place):
                rules.extend(_lines(box, width, height))
    return tuple(rules), pictures, shapes


def _painted(handle: object) -> bool:
    """Whether the path is filled or stroked, and not a mere clip."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(handle, fill, stroke):
        return True
    return bool(fill.value or stroke.value)


def _objects(page: pypdfium2.PdfPage) -> Iterator[tuple[int, object, Matrix]]:
    """Drawn objects with the matrix of the form they stand in, up to a limit."""
    identity: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    count = pdfium.FPDFPage_CountObjects(page)
    stack = [(pdfium.FPDFPage_GetObject(page, index), identity, 0) for index in range(min(count, _MAX_OBJECTS))][::-1]
    seen = 0
    while stack and seen < _MAX_OBJECTS:
        handle, matrix, depth = stack.pop()
        seen += 1
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
            inner = _times(_matrix(handle), matrix)
            inside = min(pdfium.FPDFFormObj_CountObjects(handle), _MAX_OBJECTS)
            stack += [(pdfium.FPDFFormObj_GetObject(handle, index), inner, depth + 1) for index in range(inside)][::-1]
        elif kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
            yield kind, handle, matrix


def _matrix(handle: object) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(handle, found):
        return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _bounds(handle: object, matrix: Matrix, place: Place) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
        return (0.0, 0.0, 0.0, 0.0)
    return _box(place(*_moved(matrix, left.value, bottom.value)), place(*_moved(matrix, right.value, top.value)))


def _box(first: tuple[float, float], second: tuple[float, float]) -> Box:
    return (
        min(first[0], second[0]),
        min(first[1], second[1]),
        max(first[0], second[0]),
        max(first[1], second[1]),
    )


def _pieces(handle: object, matrix: Matrix, place: Place) -> Iterator[Box]:
    """The straight pieces of a path that run level or upright; a plain box or line is one piece."""
    count = pdfium.FPDFPath_CountSegments(handle)
    if count > _MAX_SEGMENTS:
        return
    kinds = {
        pdfium.FPDFPathSegment_GetType(pdfium.FPDFPath_GetPathSegment(handle, index)) for index in range(min(count, 7))
    }
    if count <= 6 and pdfium.FPDF_SEGMENT_BEZIERTO not in kinds:
        yield _bounds(handle, matrix, place)
        return
    whole = _times(_matrix(handle), matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    last: tuple[float, float] | None = None
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(handle, index)
        if not segment or not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            return
        kind = pdfium.FPDFPathSegment_GetType(segment)
        here = place(*_moved(whole, x.value, y.value))
        if kind == pdfium.FPDF_SEGMENT_LINETO and last is not None:
            box = _box(last, here)
            if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
                yield box
        last = here


def _lines(box: Box, width: float, height: float) -> Iterator[Box]:
    """The line a thin box is, or the four edges of a filled one."""
    x0, y0, x1, y1 = box
    across, down = x1 - x0, y1 - y0
    if across <= _THIN and down <= _THIN:
        return
    if down <= _THIN:
        if across >= _SHORT:
            yield (x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
    elif across <= _THIN:
        if down >= _SHORT:
            yield ((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)
    elif across >= _SHORT and down >= _SHORT / 2 and across * down <= _BACKGROUND * width * height:
        yield (x0, y0, x1, y0)
        yield (x0, y1, x1, y1)
        yield (x0, y0, x0, y1)
        yield (x1, y0, x1, y1)
