"""Gold sets are read strictly: a bad line is named with its file, its number and what to do."""

import json
from pathlib import Path

import pytest

from esgqa.errors import DataError, UsageError
from esgqa.evaluation.gold import load_gold

GOOD = {"id": "a", "question": "how many?", "answers": ["5"], "kind": "figure", "pages": ["1"]}


def write(path: Path, *lines: object) -> Path:
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    path.write_text(text, encoding="utf-8")
    return path


def test_questions_come_in_order_over_files_and_blank_lines_are_skipped(tmp_path: Path) -> None:
    one = write(tmp_path / "1.jsonl", GOOD, "", {**GOOD, "id": "b"})
    two = write(tmp_path / "2.jsonl", {**GOOD, "id": "c", "split": "test", "page_kind": "position"})
    found = load_gold([one, two])
    assert [q.id for q in found] == ["a", "b", "c"]
    assert [q.split for q in found] == ["dev", "dev", "test"]
    assert found[2].page_kind == "position"


def test_a_line_may_hold_the_line_separators_of_unicode(tmp_path: Path) -> None:
    path = tmp_path / "g.jsonl"
    path.write_text(json.dumps({**GOOD, "note": "a\u2028b"}, ensure_ascii=False), encoding="utf-8")
    assert load_gold([path])[0].note == "a\u2028b"


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("{oops", "not JSON"),
        (["a"], "not a JSON object"),
        ({**GOOD, "answer": ["5"]}, "'answer'"),
        ({**GOOD, "answers": "5"}, "answers"),
        ({**GOOD, "pages": [1]}, "pages"),
        ({**GOOD, "unit": 5}, "unit"),
        ({**GOOD, "kind": "number"}, "kind is 'number'"),
        ({**GOOD, "status": "absent"}, "status is 'absent'"),
        ({**GOOD, "split": "train"}, "split is 'train'"),
        ({**GOOD, "id": " "}, "id is missing"),
        ({"id": "a", "answers": ["5"]}, "question is missing"),
        ({**GOOD, "answers": []}, "answers and all are both empty"),
        ({**GOOD, "answers": [""]}, "answers"),
    ],
)
def test_a_bad_line_is_named_with_file_line_and_remedy(tmp_path: Path, line: object, named: str) -> None:
    path = write(tmp_path / "g.jsonl", {**GOOD, "id": "first"}, line)
    with pytest.raises(DataError) as caught:
        load_gold([path])
    assert f"{path}:2" in str(caught.value)
    assert named in str(caught.value)
    assert caught.value.remedy


def test_the_same_id_twice_is_named_with_both_places(tmp_path: Path) -> None:
    one, two = write(tmp_path / "1.jsonl", GOOD), write(tmp_path / "2.jsonl", GOOD)
    with pytest.raises(DataError, match=r"2\.jsonl:1.*1\.jsonl:1"):
        load_gold([one, two])


def test_a_missing_file_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        load_gold([tmp_path / "none.jsonl"])
