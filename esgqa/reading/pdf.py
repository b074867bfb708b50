"""PDF: text by pdfium, structure by pypdf."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from esgqa.reading.protocol import RawReport
from esgqa.settings import Settings


class PdfReader:
    suffixes = (".pdf",)

    def read(self, path: Path, data: bytes, settings: Settings) -> RawReport:
        document = pypdfium2.PdfDocument(data)
        pages = tuple(document[i].get_textpage().get_text_range().replace("\r\n", "\n") for i in range(len(document)))
        return RawReport(pages)
