"""Characters as a reader means them: ligatures open, full-width digits narrow, invisible marks gone."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from esgqa.reading.traced import Traced

BREAK = "\ufffe"
"""A hyphen that stood at a line's end: pdfium writes it so, without the line break."""
_SOFT = "\u00ad"
_BULLETS = dict.fromkeys("\uf0b7\uf0a7\uf06e\uf0a8\uf06c\uf0d8\uf076\uf0a4\uf09f\uf071\uf075\uf077", "•")
"""Bullets of the Symbol and Wingdings fonts, which have no Unicode of their own."""
_SYMBOLS = {
    **_BULLETS,
    "\uf0fc": "✓",
    "\uf0b0": "°",
    "\uf0b1": "±",
    "\uf0b4": "×",
    "\uf06d": "µ",
    "\uf0a3": "≤",
    "\uf0b3": "≥",
}


@lru_cache(maxsize=8192)
def fold_char(char: str) -> str:
    """What stands for one character: itself, another, several (a ligature), or none."""
    code = ord(char)
    if 0x20 <= code < 0x7F:
        return char
    if char in "\n\r\v\f\x85\u2028\u2029":
        return "\n"
    if char == "\t":
        return "\t"
    if char in "\x02\ufffe":
        return BREAK
    if char in _SYMBOLS:
        return _SYMBOLS[char]
    category = unicodedata.category(char)
    if category == "Zs":
        return " "
    if category in ("Cc", "Cf", "Cs"):
        return ""
    compatible = (
        0xFB00 <= code <= 0xFB06  # ligatures
        or 0x2F00 <= code <= 0x2FDF  # radicals, which some fonts map in place of characters
        or 0xF900 <= code <= 0xFAFF
        or 0xFF10 <= code <= 0xFF19  # full-width digits, letters and percent
        or 0xFF21 <= code <= 0xFF3A
        or 0xFF41 <= code <= 0xFF5A
        or code == 0xFF05
    )
    return unicodedata.normalize("NFKC", char) if compatible else char


def fold(raw: str) -> Traced:
    """The page, folded character by character; `\\r\\n` is one line break."""
    if raw.isascii() and raw.isprintable():
        return Traced(raw, range(len(raw)))
    chars: list[str] = []
    at: list[int] = []
    for index, char in enumerate(raw):
        if char == "\n" and index and raw[index - 1] == "\r":
            continue
        if char == _SOFT and raw[index + 1 : index + 2] in ("\n", "\r"):
            folded = BREAK  # invisible within a line, a printed hyphen at its end
        elif char in "，．" and _wide_digit(raw, index - 1) and _wide_digit(raw, index + 1):
            folded = "," if char == "，" else "."
        else:
            folded = fold_char(char)
        chars.append(folded)
        at.extend([index] * len(folded))
    return Traced("".join(chars), at)


def _wide_digit(raw: str, index: int) -> bool:
    return 0 <= index < len(raw) and "０" <= raw[index] <= "９"
