"""Apps really launched at a free port, and what a browser sends to them."""

import json
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr
import httpx
import pytest

from esgqa.library import Library
from esgqa.settings import Settings
from esgqa.web.launch import start

HOSTILE = "<img src=x onerror=alert(1)><script>alert(1)</script>"
HOSTILE_TEXT = f"""Customer service

During the reporting period the company handled 123 customer complaints {HOSTILE} in its shops.
It writes ${{alert(1)}} and {{{{constructor}}}} and [a link](javascript:alert(1)) and **bold** in its report.
"""


class Browser:
    """One session of the page: fires its events as gradio's own frontend does."""

    def __init__(self, app: gr.Blocks, url: str) -> None:
        self.app, self.url, self.session = app, url.rstrip("/"), secrets.token_hex(5)

    def fire(self, elem_id: str, event: str, data: list[Any], event_data: Any = None) -> list[Any]:
        """The outputs of the last step of the event that the element starts."""
        config = self.app.get_config_file()
        ids = {part["props"].get("elem_id"): part["id"] for part in config["components"]}
        index, inputs = next(
            (call["id"], call["inputs"])
            for call in config["dependencies"]
            if [ids[elem_id], event] in [list(target) for target in call["targets"]]
        )
        return self._run(index, inputs, data, event_data)

    def then(self, name: str, data: list[Any]) -> list[Any]:
        """The outputs of a step that the page takes by itself after another, by its name."""
        calls = self.app.get_config_file()["dependencies"]
        index, inputs = next((call["id"], call["inputs"]) for call in calls if call["api_name"] == name)
        return self._run(index, inputs, data, None)

    def _run(self, index: int, inputs: list[int], data: list[Any], event_data: Any) -> list[Any]:
        assert len(inputs) == len(data)
        joined = {"fn_index": index, "session_hash": self.session, "data": data, "event_data": event_data}
        started = httpx.post(f"{self.url}/gradio_api/queue/join", json=joined, timeout=60).raise_for_status()
        event_id = started.json()["event_id"]
        outputs: list[Any] = []
        params = {"session_hash": self.session}
        with httpx.stream("GET", f"{self.url}/gradio_api/queue/data", params=params, timeout=60) as stream:
            for line in stream.iter_lines():
                if not line.startswith("data:"):
                    continue
                message = json.loads(line[5:])
                if message.get("event_id") not in (None, event_id):
                    continue
                if message["msg"] == "process_generating" and not outputs:
                    outputs = message["output"]["data"]
                if message["msg"] == "process_completed":
                    assert message["success"], message
                    found = message["output"]["data"]
                    return found if found else outputs
        raise AssertionError("the app sent no answer")

    def ask(self, question: str, report: str = "") -> tuple[str, str]:
        """The HTML of the conversation and of the evidence after a question."""
        return self.answered("ask", self.fire("eq-go", "click", [question, "", 0, report, None]))

    def try_example(self, number: int) -> tuple[str, str]:
        """The same after a click on an example."""
        self.then("chat_welcome", [])
        return self.answered("example", self.fire("eq-examples", "click", ["", 0, "", None], {"n": number}))

    def answered(self, name: str, begun: list[Any]) -> tuple[str, str]:
        """What the page shows once the question that was begun is answered."""
        assert "eq-working" in begun[1] or "eq-error" in begun[1]
        found = self.then(f"chat_{name}", [None, None])
        return found[0], found[1]

    def open(self, address: str) -> None:
        """Go to an address, as the page does when it is opened and when the browser goes back."""
        self.fire("eq-address", "submit", ["", 0, ""], {"search": address, "fresh": 1})


@pytest.fixture(scope="session")
def web(library: Library) -> Iterator[tuple[gr.Blocks, str]]:
    """The app over corpus/, and its URL."""
    app, url = start(library)
    yield app, url
    app.close(verbose=False)


@pytest.fixture
def browser(web: tuple[gr.Blocks, str]) -> Browser:
    """A session of its own with the app over corpus/."""
    return Browser(*web)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A session with an app over a report whose every word means harm."""
    corpus = tmp_path_factory.mktemp("hostile")
    _write_hostile(corpus)
    settings = Settings(index=tmp_path_factory.mktemp("hostile-index"))
    library = Library.open(settings.index, settings, create=True)
    assert [result.action for result in library.add([corpus])] == ["added"]
    app, url = start(library)
    yield Browser(app, url)
    app.close(verbose=False)


def _write_hostile(corpus: Path) -> None:
    (corpus / "<b>evil.txt").write_text(HOSTILE_TEXT, encoding="utf-8")
    (corpus / "<b>evil.toml").write_text(
        f"id = '00001-2020'\nissuer = '{HOSTILE} Limited'\ntitle = '{HOSTILE} Report'\n"
        "period_start = 2020-01-01\nperiod_end = 2020-12-31\nlanguage = 'en'\nedition = '2016'\n",
        encoding="utf-8",
    )
