"""Files to pages: text and PDF, repaired for reading, with the way back to what the file held."""

from esgqa.reading.clean import CleanText, clean_text
from esgqa.reading.metadata import metadata_file, put_back, restate
from esgqa.reading.protocol import RawReport, Reader
from esgqa.reading.report import fingerprint, read_report, report_files
from esgqa.reading.worker import Worker

__all__ = [
    "CleanText",
    "RawReport",
    "Reader",
    "Worker",
    "clean_text",
    "fingerprint",
    "metadata_file",
    "put_back",
    "read_report",
    "report_files",
    "restate",
]
