"""PDF: characters, labels and properties by pdfium, laid out by boxes; pypdf where pdfium gives up."""

from __future__ import annotations

import ctypes
import io
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
from pypdf.errors import PyPdfError

from esgqa.errors import UnreadableFile
from esgqa.reading import ocr
from esgqa.reading.layout import RawPage, compose, page_ink
from esgqa.reading.protocol import PageProgress, RawReport
from esgqa.settings import Settings

_NO_TEXT = 2
"""Bytes of an empty text: the closing zero of UTF-16."""
_LONGEST_NAME = 200
_STANDARD = ("Helvetica", "Times", "Courier", "Symbol", "ZapfDingbats", "Arial")
_LOCK = threading.Lock()  # pdfium is not safe for two threads, even on two documents


class PdfReader:
    """Reads PDFs that carry text. Those that open with an empty password count as open."""

    suffixes = (".pdf",)

    def read(self, path: Path, data: bytes, settings: Settings, progress: PageProgress | None = None) -> RawReport:
        if b"%PDF-" not in data[:1024]:
            raise UnreadableFile(
                str(path), cause="not a PDF, though named so", remedy="Name it for what it is, or get it again."
            )
        with _LOCK:
            document = _open(path, data)
            try:
                return _read(path, data, document, settings, progress)
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


def _read(
    path: Path,
    data: bytes,
    document: pypdfium2.PdfDocument,
    settings: Settings,
    progress: PageProgress | None,
) -> RawReport:
    count = len(document)
    if not count:
        raise UnreadableFile(str(path), cause="no pages", remedy="Get it again.")
    if count > settings.max_pages:
        raise UnreadableFile(
            str(path),
            cause=f"{count} pages, more than the {settings.max_pages} allowed",
            remedy="Split the file, or raise the setting max_pages.",
        )
    pages: list[RawPage] = []
    warnings: list[str] = []
    unseen: dict[str, list[int]] = {}
    for index in range(count):
        try:
            pages.append(_page(document, index, settings, unseen))
        except pypdfium2.PdfiumError as error:
            text, warning = _by_pypdf(data, index, str(error))
            pages.append(RawPage(text))
            warnings.append(warning)
        if progress:
            progress(index + 1, count)
    for font, positions in unseen.items():
        where = ", ".join(map(str, positions[:5])) + (f" and {len(positions) - 5} more" if len(positions) > 5 else "")
        warnings.append(
            f"page {where}: text in the font {font} is lost, since neither the file nor this machine has it; "
            "install a font of its script (for Chinese on Debian: fonts-wqy-microhei) and add the report again"
        )
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


def _lost_fonts(page: pypdfium2.PdfPage) -> set[str]:
    """Fonts of text that pdfium can't tell: not in the file, and no font of the machine stands in for them."""
    lost: set[str] = set()
    words = page.get_textpage()
    try:
        for piece in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
            font = pdfium.FPDFTextObj_GetFont(piece)
            if pdfium.FPDFFont_GetIsEmbedded(font) or pdfium.FPDFTextObj_GetText(piece, words, None, 0) > _NO_TEXT:
                continue
            name = ctypes.create_string_buffer(_LONGEST_NAME)
            pdfium.FPDFFont_GetBaseFontName(font, name, _LONGEST_NAME)
            lost.add(name.value.decode("utf-8", "replace"))
    finally:
        words.close()
    # the fonts that every reader of PDF has of its own write blanks as pieces of their own
    return {name for name in lost if not name.startswith(_STANDARD)}


def _page(document: pypdfium2.PdfDocument, index: int, settings: Settings, unseen: dict[str, list[int]]) -> RawPage:
    page = document[index]
    try:
        for font in sorted(_lost_fonts(page)):
            unseen.setdefault(font, []).append(index + 1)
        ink = page_ink(page)
        if settings.ocr == "off" or not ocr.needed(ink) or (settings.ocr == "auto" and not ocr.available()):
            return compose(ink)
        read, confidence = ocr.recognise(page, ink)
        return replace(compose(read), source="ocr", confidence=confidence)
    finally:
        page.close()
