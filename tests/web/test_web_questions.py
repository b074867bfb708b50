"""Lists of questions as spreadsheets save them, and the answers as they open them."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from esgqa.errors import UnreadableFile
from esgqa.types import Answer, AnswerFigure, Citation
from esgqa.web.questions import COLUMNS, Line, read_questions, write_answers


def read(tmp_path: Path, content: bytes | str, most: int = 10) -> list[Line]:
    path = tmp_path / "questions.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_questions(path, most)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators_and_marks_of_every_spreadsheet_are_read(tmp_path: Path, separator: str) -> None:
    text = f"\ufeffQuestion{separator}Report{separator}Year\r\n用水量?{separator}00001-2020{separator}2020\r\n\r\n"
    assert read(tmp_path, text) == [Line("用水量?", "00001-2020", "", 2020)]


def test_a_question_may_hold_separators_and_breaks(tmp_path: Path) -> None:
    assert read(tmp_path, 'question\n"how many, by\nyear?"\n') == [Line("how many, by\nyear?")]


def test_a_year_that_is_none_spoils_its_own_line_only(tmp_path: Path) -> None:
    first, second = read(tmp_path, "question,year\na,20x0\nb,\n")
    assert "20x0" in first.wrong
    assert second == Line("b")


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        ("", "no column named question"),
        ("colour\nred\n", "no column named question"),
        ("question\n", "no column named question, or no line"),
        ("question,year\n,2020\n", "no question"),
        (b"question\n\xff\xfe\n", "not text in UTF-8"),
        ("question\na\0\n", "not a text file"),
        ("question\n" + "a\n" * 11, "11 questions, more than the 10 allowed"),
    ],
)
def test_what_is_no_list_of_questions_is_refused_with_file_cause_and_remedy(
    tmp_path: Path, content: bytes | str, cause: str
) -> None:
    with pytest.raises(UnreadableFile, match=cause) as error:
        read(tmp_path, content)
    assert "questions.csv" in str(error.value)
    assert "\n" in str(error.value)


def test_each_figure_has_a_line_and_no_cell_is_a_formula(tmp_path: Path) -> None:
    cited = Citation(1, "00001-2020", 12, "10", "p", "=SUM(A1) a total\nof 45", 0, 9)
    figure = AnswerFigure("45", "45", "complaints", "complaints", "2020", "B6.2", 1)
    answer = Answer("q", "answered", "=45", figures=(figure, replace(figure, raw="46")), citations=(cited,))
    silent = Answer("q", "not_disclosed", "Not disclosed.")
    out = tmp_path / "answers.csv"
    write_answers(out, [Line("=q"), Line("r")], [answer, silent])
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    with out.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert tuple(rows[0]) == COLUMNS
    assert [row["figure"] for row in rows] == ["45", "46", ""]
    assert rows[0]["quote"] == "'=SUM(A1) a total of 45"
    assert rows[0]["question"] == "'=q"
    assert rows[0]["page"] == "10"
    assert rows[2]["status"] == "not_disclosed"
