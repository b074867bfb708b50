"""Reading in a process of its own: hostile files, limits, and what is left standing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from esgqa.errors import UnreadableFile
from esgqa.library import Library
from esgqa.reading import Worker, read_report
from esgqa.settings import Settings
from esgqa.types import Report


def pdf(path: Path, pages: int = 2, **options: object) -> Path:
    canvas = Canvas(str(path), invariant=1, **options)
    for number in range(pages):
        canvas.drawString(72, 700, f"Lantern Works Limited reports on page {number + 1}.")
        canvas.showPage()
    canvas.save()
    return path


def raw_pdf(path: Path, *objects: bytes) -> Path:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    path.write_bytes(body + head + table + trailer)
    return path


@pytest.fixture
def worker() -> Worker:
    made = Worker(Settings())
    yield made
    made.close()


def test_it_reads_as_reading_here_does(worker: Worker, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    path = pdf(tmp_path / "report.pdf", 3)
    assert worker.read(path, lambda done, total: told.append((done, total))) == read_report(path)
    assert told == [(1, 3), (2, 3), (3, 3)]
    text = tmp_path / "other.txt"
    text.write_text("Lantern Works Limited\fSecond page")
    assert worker.read(text) == read_report(text)


def hostile(tmp_path: Path, kind: str) -> Path:
    path = tmp_path / "<img src=x onerror=alert(1)>.pdf"
    if kind == "zero bytes":
        path.write_bytes(b"")
    elif kind == "cut short":
        path.write_bytes(pdf(path).read_bytes()[:-400])
    elif kind == "locked":
        pdf(path, encrypt=StandardEncryption("secret"))
    elif kind == "no pdf":
        path.write_bytes(b"PK\x03\x04 this is a zip archive")
    elif kind == "pages that are their own parent":
        raw_pdf(path, b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>")
    elif kind == "too many pages":
        pdf(path, 12)
    return path


@pytest.mark.parametrize(
    ("kind", "cause"),
    [
        ("zero bytes", "empty"),
        ("cut short", "cut short"),
        ("locked", "password"),
        ("no pdf", "not a PDF"),
        ("pages that are their own parent", ""),
        ("too many pages", "12 pages"),
    ],
)
def test_a_hostile_file_is_one_clear_error_and_the_next_is_read(kind: str, cause: str, tmp_path: Path) -> None:
    worker = Worker(Settings(max_pages=10))
    path = hostile(tmp_path, kind)
    with pytest.raises(UnreadableFile) as error:
        worker.read(path)
    lines = str(error.value).splitlines()
    assert lines[0].startswith(str(path)) and cause in lines[0] and len(lines) == 2
    good = tmp_path / "good.pdf"
    assert len(worker.read(pdf(good)).pages) == 2
    worker.close()


def test_a_stream_that_inflates_without_end_is_stopped(tmp_path: Path) -> None:
    bomb = zlib.compress(b"0 0 m 1 1 l S\n" * 40_000_000, 9)  # 560 MB of drawing
    path = raw_pdf(
        tmp_path / "bomb.pdf",
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(bomb) + bomb + b"\nendstream",
    )
    worker = Worker(Settings(read_memory_mb=400, read_seconds=60))
    with pytest.raises(UnreadableFile):
        worker.read(path)
    assert len(worker.read(pdf(tmp_path / "good.pdf")).pages) == 2
    worker.close()


def test_a_reader_that_is_killed_is_named_and_replaced(worker: Worker, tmp_path: Path) -> None:
    path = pdf(tmp_path / "report.pdf", 3)
    worker.read(path)
    child = worker._process
    assert child is not None

    def kill(done: int, total: int) -> None:
        os.kill(child.pid, signal.SIGKILL)

    with pytest.raises(UnreadableFile, match="signal 9"):
        worker.read(pdf(tmp_path / "long.pdf", 400), kill)
    assert len(worker.read(path).pages) == 3


def test_time_is_limited(tmp_path: Path) -> None:
    worker = Worker(Settings())
    path = tmp_path / "pipe.txt"
    path.write_text("Lantern Works Limited")
    worker.read(path)  # started: on a busy machine that alone may take a second
    worker._settings = Settings(read_seconds=1)
    assert worker._process is not None
    os.kill(worker._process.pid, signal.SIGSTOP)  # a reader that never comes back
    with pytest.raises(UnreadableFile, match="longer than the 1 s allowed"):
        worker.read(path)
    worker.close()


def test_one_bad_file_leaves_the_others_and_the_index(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    pdf(folder / "good.pdf", 3)
    (folder / "bad.pdf").write_bytes(b"%PDF-1.4 nothing")
    index = tmp_path / "index"
    index.mkdir()
    (index / "models").symlink_to(library.directory / "models")  # exported once a session
    own = Library.open(index, Settings(index=index), create=True)
    results = {result.path.name: result for result in own.add([folder], jobs=2)}
    assert results["good.pdf"].action == "added"
    assert results["bad.pdf"].action == "failed" and "bad.pdf" in results["bad.pdf"].message
    assert [len(own.document(report.id).report.pages) for report in own.reports()] == [3]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_leaves_the_index_as_it_was(tmp_path: Path, number: signal.Signals) -> None:
    index = tmp_path / "index"
    path = pdf(tmp_path / "long.pdf", 2000)
    with subprocess.Popen(
        [sys.executable, "-m", "esgqa.cli", "--debug", "ingest", str(path), "--index", str(index)],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # a shell's background jobs, this test run among them, ignore the interrupt and hand that on
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        assert process.stderr is not None
        said = b""
        while b"reading" not in said:
            said += process.stderr.readline()
        process.send_signal(number)
        _, rest = process.communicate(timeout=60)
        said += rest
    assert process.returncode == 130, said
    assert b"the index is as it was" in said
    assert not (index / "CURRENT").exists()


def test_reports_survive_the_way_back(worker: Worker, tmp_path: Path) -> None:
    path = tmp_path / "grid.pdf"
    canvas = Canvas(str(path), invariant=1)
    for row, cells in enumerate((("Staff", "2023", "2022"), ("Male", "310", "298"), ("Female", "205", "190"))):
        for column, cell in enumerate(cells):
            canvas.drawString(72 + 150 * column, 700 - 16 * row, cell)
    canvas.save()
    report = worker.read(path)
    assert isinstance(report, Report) and report.pages[0].grids and report.pages[0].boxes
    assert report == read_report(path)
