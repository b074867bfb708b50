"""Chinese measure words say nothing of what is counted; rows beside an amount are not the amount."""

import pytest

from esgqa.answering.language import english_words


@pytest.mark.parametrize("question", ["接獲多少宗投訴？", "收到几件投诉？", "共有多少間供應商？", "有幾項政策？"])
def test_measure_words_are_no_words_of_the_question(question: str) -> None:
    words = {word for group in english_words(question, lambda word: True) for word in group}
    assert words
    assert not words & {"school", "purpose", "model", "item", "room", "between", "sect", "case", "neck"}
