import numpy as np

from esgqa.retrieval.window import best_window


def spans_of(text: str) -> np.ndarray:
    places, at = [], 0
    for word in text.split(" "):
        places.append((at, at + len(word)))
        at += len(word) + 1
    return np.asarray(places, dtype=np.int32)


def test_a_short_text_is_read_whole() -> None:
    text = "all of it"
    assert best_window(text, spans_of(text), np.zeros((1, 3), np.float32), 5) == (0, len(text))


def test_the_window_holds_the_words_that_match() -> None:
    words = [f"w{number}" for number in range(100)]
    text = " ".join(words)
    similar = np.zeros((2, 100), dtype=np.float32)
    similar[0, 70] = similar[1, 75] = 1.0
    start, end = best_window(text, spans_of(text), similar, 20)
    chosen = text[start:end].split(" ")
    assert {"w70", "w75"} <= set(chosen)
    assert len(chosen) == 20


def test_tokens_of_the_heading_do_not_pull_the_window() -> None:
    text = " ".join(f"w{number}" for number in range(50))
    spans = np.concatenate([np.asarray([[-9, -2]], dtype=np.int32), spans_of(text)])
    similar = np.zeros((1, 51), dtype=np.float32)
    similar[0, 0], similar[0, 41] = 1.0, 0.5
    start, end = best_window(text, spans, similar, 10)
    assert "w40" in text[start:end]


def test_the_last_words_can_be_reached() -> None:
    text = " ".join(f"w{number}" for number in range(33))
    similar = np.zeros((1, 33), dtype=np.float32)
    similar[0, 32] = 1.0
    assert text[slice(*best_window(text, spans_of(text), similar, 10))].endswith("w32")
