"""PDF: text, labels and properties by pdfium; pypdf where pdfium gives up."""

from __future__ import annotations

import io
import threading
from collections.abc import Sequence
from pathlib import Path

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
from pypdf.errors import PyPdfError

from esgqa.errors import UnreadableFile
from esgqa.reading.protocol import RawReport
from esgqa.settings import Settings

_LOCK = threading.Lock()  # pdfium is not safe for two threads, even on two documents
_SMALL = 0.85
"""Height of a raised or lowered mark beside that of the text it stands in, at most."""
_SAME_LINE = 0.25
"""How far two characters' feet may differ on one line, in parts of their height."""
_SPACE = 0.12
"""Gap between two characters that is a blank, in parts of their height."""
_RECENT = 12
"""Characters before a line's end among which its full size is looked for."""

Box = tuple[float, float, float, float]


class PdfReader:
    """Reads PDFs that carry text. Those that open with an empty password count as open."""

    suffixes = (".pdf",)

    def read(self, path: Path, data: bytes, settings: Settings) -> RawReport:
        if b"%PDF-" not in data[:1024]:
            raise UnreadableFile(
                str(path), cause="not a PDF, though named so", remedy="Name it for what it is, or get it again."
            )
        with _LOCK:
            document = _open(path, data)
            try:
                return _read(path, data, document, settings)
            finally:
                document.close()


def _open(path: Path, data: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            cause, remedy = "locked by a password", "Save a copy without one."
        elif _cut_short(data):
            cause, remedy = "cut short: the file's end is missing", "Get it again."
        else:
            cause, remedy = "damaged: it opens as no PDF", "Get it again, or print it to a new PDF."
        raise UnreadableFile(str(path), cause=cause, remedy=remedy) from error
    if _cut_short(data):
        # pdfium rebuilds what is left; a report with pages missing would answer "not disclosed" for what it lost.
        document.close()
        raise UnreadableFile(str(path), cause="cut short: the file's end is missing", remedy="Get it again.")
    return document


def _cut_short(data: bytes) -> bool:
    return b"%%EOF" not in data[-4096:]


def _read(path: Path, data: bytes, document: pypdfium2.PdfDocument, settings: Settings) -> RawReport:
    count = len(document)
    if not count:
        raise UnreadableFile(str(path), cause="no pages", remedy="Get it again.")
    if count > settings.max_pages:
        raise UnreadableFile(
            str(path),
            cause=f"{count} pages, more than the {settings.max_pages} allowed",
            remedy="Split the file, or raise the setting max_pages.",
        )
    pages: list[str] = []
    warnings: list[str] = []
    for index in range(count):
        try:
            pages.append(_page_text(document, index))
        except pypdfium2.PdfiumError as error:
            text, warning = _by_pypdf(data, index, str(error))
            pages.append(text)
            warnings.append(warning)
    labels = tuple(document.get_page_label(index) for index in range(count))
    properties = document.get_metadata_dict()
    return RawReport(
        tuple(pages),
        labels=labels if _tells(labels) else (),
        title=properties.get("Title", "").strip(),
        author=properties.get("Author", "").strip(),
        warnings=tuple(warnings),
    )


def _tells(labels: Sequence[str]) -> bool:
    """Whether labels say more than the position: writers put 1..n by default whatever is printed."""
    return all(labels) and list(labels) != [str(position) for position in range(1, len(labels) + 1)]


def _by_pypdf(data: bytes, index: int, cause: str) -> tuple[str, str]:
    """The page's text by the second reader, and the line that says so."""
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            reader.decrypt("")
        return reader.pages[index].extract_text(), f"page {index + 1}: read by the slower reader ({cause})"
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
        return "", f"page {index + 1}: damaged ({cause}; {error})"


def _page_text(document: pypdfium2.PdfDocument, index: int) -> str:
    page = document[index]
    try:
        found = page.get_textpage()
        try:
            text: str = found.get_text_range()
            # One index for text and boxes holds only where no character took two.
            if len(text) == found.count_chars():
                text = _rejoin(text, found)
            return text.replace("\r\n", "\n").replace("\r", "\n")
        finally:
            found.close()
    finally:
        page.close()


def _rejoin(text: str, boxes: pypdfium2.PdfTextPage) -> str:
    """The text with the line breaks gone that pdfium sets around raised footnote marks: the row goes on there."""
    parts: list[str] = []
    start = 0
    at = text.find("\r\n")
    while at >= 0:
        if at > 0 and at + 2 < len(text) and not text[at - 1].isspace() and not text[at + 2].isspace():
            line_start = max(start, text.rfind("\n", 0, at) + 1, at - _RECENT)
            blank = _goes_on([_box(boxes, i) for i in range(line_start, at)], _box(boxes, at + 2))
            if blank is not None:
                parts += [text[start:at], blank]
                start = at + 2
        at = text.find("\r\n", at + 2)
    return "".join([*parts, text[start:]])


def _box(boxes: pypdfium2.PdfTextPage, index: int) -> Box:
    left, bottom, right, top = boxes.get_charbox(index, loose=True)
    return left, bottom, right, top


def _goes_on(line: Sequence[Box], after: Box) -> str | None:
    """What stands between a line's end and the character after the break, if both are on one line; else None."""
    full = max(line, key=_height)
    last, size = line[-1], _height(full)
    if size <= 0 or after[0] < last[2] - 1:
        return None
    gap = " " if after[0] - last[2] > _SPACE * size else ""
    small_last, small_after = _height(last) <= _SMALL * size, _height(after) <= _SMALL * size
    if small_last and not small_after:  # behind a mark, back on the line
        return gap if abs(after[1] - full[1]) <= _SAME_LINE * size and _height(after) * _SMALL < size else None
    if small_after and not small_last:  # the mark itself
        return gap if not gap and after[1] < full[3] and after[3] > full[1] else None
    return None


def _height(box: Box) -> float:
    return box[3] - box[1]
