"""Which files are reports, and what is said of those that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from esgqa.errors import UnreadableFile, UsageError
from esgqa.reading import read_report, report_files
from esgqa.settings import Settings

CHINESE = "本集團於本年度的溫室氣體排放總量為三百噸，員工人數為四百人。\f公司對環境的影響不大。"
SIMPLIFIED = "本集团于本年度的温室气体排放总量为三百吨，员工人数为四百人。\f公司对环境的影响不大。"


def refused(path: Path, **settings: int) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_report(path, Settings(**settings))  # type: ignore[arg-type]
    message = str(caught.value)
    assert path.name in message and len(message.splitlines()) == 2
    return message


def test_folders_are_searched_in_order(tmp_path: Path) -> None:
    for name in (
        "b.PDF",
        "a.txt",
        "sub/c.Txt",
        "README.txt",
        "readme.pdf",
        ".hidden.txt",
        ".git/d.txt",
        "e.toml",
        "f.docx",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    names = [path.relative_to(tmp_path).as_posix() for path in report_files([tmp_path, tmp_path / "a.txt"])]
    assert names == ["a.txt", "b.PDF", "sub/c.Txt"]


def test_a_missing_path_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        report_files([tmp_path / "nowhere"])
    with pytest.raises(UsageError, match="nowhere"):
        read_report(tmp_path / "nowhere.txt")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Plain “quotes” and water", "utf-8"),
        ("Plain “quotes” and water", "utf-8-sig"),
        ("Plain “quotes” and water", "utf-16"),
        ("Plain water and nothing else", "utf-16-le"),
        ("Plain “quotes” and the company’s water, as in many an older file", "cp1252"),
        (SIMPLIFIED, "gb18030"),
        (CHINESE, "big5"),
        (CHINESE, "utf-8"),
        (CHINESE, "utf-16"),
    ],
)
def test_encodings(tmp_path: Path, text: str, encoding: str) -> None:
    (tmp_path / "r.txt").write_bytes(text.encode(encoding))
    assert "\f".join(page.text for page in read_report(tmp_path / "r.txt").pages) == text


def test_a_form_feed_at_the_end_makes_no_page_and_an_empty_page_is_named(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text("one\f\fthree\f\n")
    report = read_report(tmp_path / "r.txt")
    assert [page.source for page in report.pages] == ["text", "unreadable", "text"]
    assert [warning.split(":")[0] for warning in report.warnings] == ["page 2"]


@pytest.mark.parametrize(
    ("name", "data", "cause"),
    [
        ("r.txt", b"", "empty"),
        ("r.pdf", b"", "empty"),
        ("r.txt", bytes(range(256)) * 20, "not text"),
        ("r.txt", b"\x00\x01\x02\x03" * 100, "not text"),
        ("r.txt", b"%PDF-1.7 and so on", "is a PDF"),
        ("r.pdf", b"just words", "not a PDF"),
        ("r.pdf", b"%PDF-1.7\nno more", "cut short"),
        ("r.pdf", b"%PDF-1.7\nno more\n%%EOF", "damaged"),
        ("r.docx", b"PK", "no reader"),
        ("r.txt", b" \f \f\n", "empty"),
        ("<img src=x onerror=alert(1)>.txt", b"", "empty"),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, name: str, data: bytes, cause: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert cause in refused(tmp_path / name)


def test_files_that_are_too_long_or_too_large(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text("a\fb\fc")
    assert "3 pages" in refused(tmp_path / "r.txt", max_pages=2)
    (tmp_path / "big.txt").write_text("word " * 250_000)
    assert "max_file_mb" in refused(tmp_path / "big.txt", max_file_mb=1)


def test_markup_in_a_file_name_is_only_a_name(tmp_path: Path) -> None:
    path = tmp_path / "<b>x&.txt"
    path.write_text("Water is used.")
    report = read_report(path)
    assert report.file == "<b>x&.txt" and report.id == "b-x"
