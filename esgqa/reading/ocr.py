"""Text recognition for pages that are pictures, by `rapidocr`, whose models come with it: an extra, never needed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

import numpy as np
import pypdfium2

from esgqa.errors import EsgqaError
from esgqa.reading.layout import Glyph, Ink

DPI = 200
"""Dots an inch at which every digit was read right on the pages tried; at 150 too, at more time is lost."""
_MAX_SIDE = 4000
"""Pixels of the longer side at most: a page may claim to be a wall."""
_FEW = 12
"""Letters and digits under which a page has no text worth the name."""
_PICTURE = 0.2
"""Share of the page under pictures from which a page without text is a scan."""
_SHAPES = 150
"""Shapes from which a page without text may have its letters drawn."""
_GARBAGE = 0.3
_DESCENT = 0.22
"""How far a line's box reaches under its baseline, in parts of its height."""
_WIDE = re.compile(r"[\u1100-\u11ff\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_REMEDY = "Install it: pip install 'esgqa[ocr]'; or set ocr to off."


def available() -> bool:
    """Whether the extra is installed; nothing is imported."""
    return find_spec("rapidocr") is not None


def needed(ink: Ink) -> bool:
    """Whether the page is a picture of text: hardly a letter that means something, and much that is drawn instead."""
    solid = [glyph.char for glyph in ink.glyphs if not glyph.char.isspace()]
    broken = sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" for char in solid)
    if solid and broken > _GARBAGE * len(solid):
        return True
    return sum(char.isalnum() for char in solid) < _FEW and (ink.picture_share >= _PICTURE or ink.drawn >= _SHAPES)


def recognise(page: pypdfium2.PdfPage, ink: Ink) -> tuple[Ink, float]:
    """The page's ink with the characters that are recognised in its picture, and their mean confidence, 0 to 1.

    Raises `EsgqaError` where the extra is not installed.
    """
    scale = min(DPI / 72, _MAX_SIDE / max(ink.width, ink.height, 1.0))
    picture = np.asarray(page.render(scale=scale).to_pil().convert("RGB"))[:, :, ::-1]
    found = _engine()(np.ascontiguousarray(picture))
    if found.boxes is None or not len(found.boxes):
        return replace(ink, glyphs=()), 0.0
    glyphs: list[Glyph] = []
    weights: list[tuple[float, int]] = []
    for corners, text, score in zip(found.boxes, found.txts, found.scores, strict=True):
        xs, ys = [float(x) / scale for x, _ in corners], [float(y) / scale for _, y in corners]
        glyphs.extend(_spread(str(text), min(xs), min(ys), max(xs), max(ys)))
        weights.append((float(score), len(text)))
    total = sum(count for _, count in weights)
    confidence = sum(score * count for score, count in weights) / total if total else 0.0
    return replace(ink, glyphs=tuple(glyphs)), round(confidence, 4)


def _spread(text: str, x0: float, y0: float, x1: float, y1: float) -> Iterator[Glyph]:
    """The characters of a line, each with its share of the line's box."""
    widths = [_width(char) for char in text]
    total = sum(widths)
    if not total:
        return
    at = x0
    base = y1 - _DESCENT * (y1 - y0)
    for char, width in zip(text, widths, strict=True):
        step = (x1 - x0) * width / total
        yield Glyph(char, (at, y0, at + step, y1), base)
        at += step


def _width(char: str) -> float:
    if _WIDE.match(char):
        return 1.0
    if char in " .,:;'|!ilI()-":
        return 0.32
    return 0.7 if char.isupper() or char in "mwMW%&@" else 0.55


@lru_cache(maxsize=1)
def _engine() -> Any:
    """The recogniser, loaded once a process; English and both Chinese scripts are one model."""
    if not available():
        raise EsgqaError("text recognition", cause="the extra rapidocr is not installed", remedy=_REMEDY)
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "EngineConfig.onnxruntime.intra_op_num_threads": 2,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
