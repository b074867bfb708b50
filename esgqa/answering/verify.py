"""The verbatim gate: what an answer says must stand in what it cites, character for character, or it is withheld."""

from __future__ import annotations

import re
from collections.abc import Callable

from esgqa.types import Answer, Page

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def numbers_in(text: str) -> list[str]:
    """The numbers printed in a text, separators removed."""
    return [match.group().replace(",", "") for match in _NUMBER.finditer(text)]


def same_text(a: str, b: str) -> bool:
    """Equal but for line breaks and runs of blanks."""
    return " ".join(a.split()) == " ".join(b.split())


def faults(answer: Answer, page: Callable[[str, int], Page], *, allowed: str = "") -> list[str]:
    """What in the answer does not stand in its citations; empty when all of it does.

    `allowed` is text whose numbers an answer may carry without a quote: the period of the report in scope.
    """
    found: list[str] = []
    quotes: dict[int, str] = {}
    for citation in answer.citations:
        text = page(citation.report, citation.page).text
        if not same_text(text[citation.start : citation.end], citation.quote):
            found.append(f"citation {citation.n} is not the text of its page")
        quotes[citation.n] = citation.quote
    if answer.status == "answered" and not quotes:
        found.append("an answer without a citation")
    known = {number for quote in quotes.values() for number in numbers_in(quote)} | set(numbers_in(allowed))
    for figure in answer.figures:
        raw = " ".join(figure.raw.split())
        if raw in quotes.get(figure.citation, ""):
            # a footnote mark glued to the number in the quote is no part of it
            known.update(numbers_in(raw))
        else:
            found.append(f"{raw} does not stand in the quote it cites")
    found += [f"{number} stands in no quote" for number in numbers_in(answer.answer) if number not in known]
    return found
