"""Files to pages: text and PDF, repaired for reading, with the way back to what the file held."""

from esgqa.reading.clean import CleanText, clean_text
from esgqa.reading.protocol import RawReport, Reader
from esgqa.reading.report import fingerprint, read_report, report_files

__all__ = ["CleanText", "RawReport", "Reader", "clean_text", "fingerprint", "read_report", "report_files"]
