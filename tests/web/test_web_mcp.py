"""The tools as an assistant calls them, through the protocol's own client over HTTP."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from mcp import Client

REPORT = "00241-2018"


@pytest.fixture(scope="module")
def call(web: tuple[Any, str]) -> Callable[..., Any]:
    """Calls one tool; gives whether it failed, its text and its structured result."""

    def run(name: str, **arguments: Any) -> tuple[bool, str, Any]:
        async def go() -> tuple[bool, str, Any]:
            async with Client(f"{web[1]}mcp") as client:
                result = await client.call_tool(name, arguments)
                text = "".join(getattr(part, "text", "") for part in result.content)
                return bool(result.is_error), text, result.structured_content

        return asyncio.run(go())

    return run


def listed(url: str, what: Callable[[Client], Awaitable[Any]]) -> Any:
    async def go() -> Any:
        async with Client(f"{url}mcp") as client:
            return await what(client)

    return asyncio.run(go())


def test_an_assistant_is_told_what_each_tool_does_and_takes(web: tuple[Any, str]) -> None:
    tools = listed(web[1], lambda client: client.list_tools()).tools
    assert {tool.name for tool in tools} == {"reports", "ask", "search", "kpis", "compare", "page"}
    for tool in tools:
        assert len(tool.description) > 60, tool.name
        assert tool.annotations.read_only_hint
        assert tool.output_schema
        for name, field in tool.input_schema.get("properties", {}).items():
            assert field.get("description"), (tool.name, name)


def test_ask_gives_figure_and_citation(call: Any) -> None:
    failed, text, answer = call("ask", question="what was the complaint count?", reports=[REPORT])
    assert not failed
    assert answer["figures"][0]["value"] == "4917"
    assert answer["citations"][0]["page_label"] == "29"
    assert json.loads(text)["status"] == "answered"
    _, _, gone = call("ask", question="what was the complaint count?", year=1999)
    assert gone["status"] == "not_found"


def test_reports_search_and_page_lead_on(call: Any) -> None:
    _, _, found = call("reports")
    assert [report["id"] for report in found["result"]] == [REPORT]
    _, _, hits = call("search", query="customer complaints", reports=[REPORT], k=2)
    best = hits["hits"][0]
    _, _, page = call("page", report=REPORT, page=best["page"])
    assert page["text"][best["start"] : best["end"]] == best["text"]


def test_kpis_in_short_and_in_full(call: Any) -> None:
    failed, text, short = call("kpis", report=REPORT)
    assert not failed
    assert len(short["kpis"]) > 30
    assert short["detail"] is None
    assert len(text) < 40_000, "too long for an assistant to read"
    _, _, full = call("kpis", report=REPORT, codes=["b6.2"])
    (row,) = full["detail"]["kpis"]
    assert row["code"] == "B6.2"
    assert "4,917" in json.dumps(row["citations"])


def test_compare_lines_up_measures(call: Any) -> None:
    _, _, compared = call("compare", kpis=["A1.2"], reports=[REPORT])
    assert compared["columns"][0]["report"] == REPORT
    assert compared["lines"]


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("ask", {"question": ""}, "empty"),
        ("ask", {"question": "x", "reports": ["none"]}, "not indexed"),
        ("kpis", {"report": "none"}, "not indexed"),
        ("kpis", {"report": REPORT, "codes": ["Z9"]}, "B6.2"),
        ("compare", {"kpis": ["Z9"]}, "Z9"),
        ("page", {"report": REPORT, "page": 4711}, "pages 1 to 42"),
        ("page", {"report": REPORT, "page": 0}, "greater than or equal to 1"),
    ],
)
def test_what_cannot_be_done_is_said_in_words(call: Any, tool: str, arguments: dict[str, Any], said: str) -> None:
    failed, text, _ = call(tool, **arguments)
    assert failed
    assert said in text
    assert "Traceback" not in text


def test_a_page_of_another_site_cannot_reach_the_tools(web: tuple[Any, str]) -> None:
    asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    headers = {"accept": "application/json, text/event-stream", "origin": "https://evil.example"}
    assert httpx.post(f"{web[1]}mcp", json=asked, headers=headers).status_code == 403
    assert httpx.post(f"{web[1]}mcp", json=asked, headers={"host": "rebound.example"}).status_code == 400
