"""Where in the app a reader is, as the query of an address: links that reopen it, and the browser's back."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode

VIEWS = ("ask", "datasheet", "compare", "library")
_LONGEST = 2_000
_MOST = 50


@dataclass(frozen=True, slots=True)
class Place:
    """A view with what is chosen in it. Anything may come in an address: what cannot be is left out."""

    view: str = "ask"
    question: str = ""
    issuer: str = ""
    year: int | None = None
    reports: tuple[str, ...] = ()
    kpis: tuple[str, ...] = ()
    page: int = 0
    """A page to show, by its position in the file; 0: none."""
    start: int = 0
    end: int = 0
    """Characters to mark on that page."""
    fresh: bool = field(default=False, compare=False)
    """The view has just been turned to: what a reader has chosen in it meanwhile is newer than its address."""

    @property
    def report(self) -> str:
        """The one report chosen, or none."""
        return self.reports[0] if self.reports else ""

    @property
    def bare(self) -> bool:
        """Nothing is chosen in the view."""
        return self == Place(self.view)

    @classmethod
    def read(cls, search: str, *, fresh: bool = False) -> Place:
        """The place of an address's query, with or without `?`."""
        pairs = parse_qsl(search.removeprefix("?")[: 4 * _LONGEST])
        last = dict(pairs)
        return cls(
            view=view if (view := last.get("view", "ask")) in VIEWS else "ask",
            question=last.get("q", "").strip()[:_LONGEST],
            issuer=last.get("issuer", "")[:_LONGEST],
            year=_number(last.get("year", "")) or None,
            reports=tuple(dict.fromkeys(value for name, value in pairs if name == "report" and value))[:_MOST],
            kpis=tuple(dict.fromkeys(value for name, value in pairs if name == "kpi" and value))[:_MOST],
            page=_number(last.get("at", "")),
            start=_number(last.get("start", "")),
            end=_number(last.get("end", "")),
            fresh=fresh,
        )

    def search(self) -> str:
        """The query, with its `?`; the same place always gives the same one."""
        pairs: list[tuple[str, str]] = [("view", self.view)]
        pairs += [("report", report) for report in self.reports]
        pairs += [("issuer", self.issuer)] if self.issuer else []
        pairs += [("year", str(self.year))] if self.year else []
        pairs += [("kpi", kpi) for kpi in self.kpis]
        pairs += [("q", self.question)] if self.question else []
        if self.page:
            pairs.append(("at", str(self.page)))
            pairs += [("start", str(self.start)), ("end", str(self.end))] if self.end else []
        return f"?{urlencode(pairs)}"


def _number(text: str) -> int:
    """A whole number of up to seven digits; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 7 else 0
