"""Form-feed text: one page after another, as `pdftotext` and its like write it."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from esgqa.errors import UnreadableFile
from esgqa.reading.aligned import aligned_tables
from esgqa.reading.layout.types import RawPage
from esgqa.reading.protocol import PageProgress, RawReport
from esgqa.settings import Settings

_REMEDY = "Save it as UTF-8 text with a form feed between pages, or give the PDF."
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Among the most frequent characters of Chinese business prose, Simplified and Traditional: they tell GB18030 from
# Big5, each of which decodes the other's bytes to rare characters without complaint.
_FREQUENT = frozenset(
    "的一是在不了有和人这這中大为為上个個国國我以要他时時来來用们們生到作地于於出就分对對成会會可主发發年动動同工也能下过過子说說产產"
    "种種面而方后後多定行学學法所民得经經十三之进進着等部度家电電力里如水化高自二理起小物现現实實加量都两兩体體制机機当當使点點从從"
    "业業本去把性好应應开開它合还還因由其些然前外天政四日那社义義事平形相全表间間样樣与與关關各重新线線内內数數正心反你明看原又么"
    "利比或但质質第向道命此变變条條没沒结結解问問意建月公无無系军軍很情最何及集團团司報报告環环境管治香港員员工股份有限公司披露排放"
)
_MIN_FREQUENT = 0.25
"""Share of the Chinese characters that must be frequent ones; right decodings give about 0.5, wrong ones under 0.1."""
_MAX_CONTROL = 0.005
"""Share of control characters above which bytes are no text."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]")


class TextReader:
    """Reads UTF-8, UTF-16, UTF-32, GB18030, Big5 and Windows-1252 text, pages apart by form feeds."""

    suffixes = (".txt",)

    def read(self, path: Path, data: bytes, settings: Settings, progress: PageProgress | None = None) -> RawReport:
        if data.lstrip()[:5] == b"%PDF-":
            raise UnreadableFile(str(path), cause="it is a PDF named .txt", remedy="Rename it to .pdf.")
        text = decode(data)
        if text is None:
            raise UnreadableFile(str(path), cause="not text in any encoding known here", remedy=_REMEDY)
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        pages = text.split("\f")
        if len(pages) > 1 and not pages[-1].strip():
            pages.pop()  # a form feed closes the last page too in many writers' output
        if len(pages) > settings.max_pages:
            raise UnreadableFile(
                str(path),
                cause=f"{len(pages)} pages, more than the {settings.max_pages} allowed",
                remedy="Split the file, or raise the setting max_pages.",
            )
        return RawReport(tuple(RawPage(page, grids=aligned_tables(page)) for page in pages))


def decode(data: bytes) -> str | None:
    """The text of these bytes, or None where they are no text. The byte order mark is taken off."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _plain(_strict(data, name))
    if b"\x00" in data:
        # UTF-16 without a mark: ASCII text has its zero bytes on one side only.
        even, odd = data[0::2].count(0), data[1::2].count(0)
        if len(data) % 2 or max(even, odd) < 4 * min(even, odd) + len(data) // 50:
            return None
        return _plain(_strict(data, "utf-16-be" if even > odd else "utf-16-le"))
    utf8 = _strict(data, "utf-8")
    if utf8 is not None:
        return _plain(utf8)
    best, share = None, _MIN_FREQUENT
    for name in ("gb18030", "big5hkscs"):
        text = _plain(_strict(data, name))
        if text is not None and (found := _frequent_share(text)) > share:
            best, share = text, found
    return best if best is not None else _western(data)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _plain(text: str | None) -> str | None:
    if text is None or len(_CONTROL.findall(text)) > _MAX_CONTROL * len(text):
        return None
    return text


def _frequent_share(text: str) -> float:
    foreign = [char for char in text if char > "\x7f"]
    return sum(char in _FREQUENT for char in foreign) / len(foreign) if foreign else 0.0


def _western(data: bytes) -> str | None:
    """Windows-1252, if nearly all of it is ASCII: compressed or encrypted bytes are half above it."""
    if sum(byte > 127 for byte in data) > 0.1 * len(data):
        return None
    return _plain(_strict(data, "cp1252"))
