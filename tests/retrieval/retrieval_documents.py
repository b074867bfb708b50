"""Small documents made in code."""

from __future__ import annotations

from esgqa.types import Document, KpiTag, Page, Passage, PassageKind, Report

GREEN = (
    ("Our offices consumed 350,469 kWh of electricity this year, 3% less than in the year before.", ("A2.1",)),
    ("Water taken from the municipal supply came to 12,480 tonnes across all sites.", ("A2.2",)),
    ("Direct greenhouse gas emissions from company cars were 41.7 tonnes of carbon dioxide equivalent.", ("A1.2",)),
    ("Old batteries and toner cartridges are handed to licensed collectors.", ("A1.3",)),
    ("Employees travel by train where a journey takes less than four hours.", ()),
)
PEOPLE = (
    ("The Group had 1,204 employees at the end of the year, 58% of them women.", ("B1.1",)),
    ("No fatal accident at work was recorded; 36 working days were lost to injuries.", ("B2.1", "B2.2")),
    ("Each employee received 21 hours of training on average.", ("B3.2",)),
    ("Suppliers sign a code of conduct before their first order.", ("B5.2",)),
    ("Customer service handled 4,917 complaints, all of them closed within seven days.", ("B6.2",)),
    ("Two anti-corruption trainings were held for directors and buyers.", ("B7",)),
    ("Volunteers gave 640 hours to schools in mountain villages.", ("B8.2",)),
)


def make_document(
    report: str,
    texts: tuple[tuple[str, tuple[str, ...]], ...],
    *,
    kinds: tuple[PassageKind, ...] = (),
    sha256: str = "a",
) -> Document:
    """A report of one paragraph a block, three a page, under a heading each page."""
    pages, passages = [], []
    for position, first in enumerate(range(0, len(texts), 3), start=1):
        text = ""
        for n, (paragraph, codes) in enumerate(texts[first : first + 3], start=1):
            start = len(text) + (2 if text else 0)
            text = f"{text}\n\n{paragraph}" if text else paragraph
            row = first + n - 1
            passages.append(
                Passage(
                    id=f"{report}:{position}:{n}",
                    report=report,
                    page=position,
                    label=str(position),
                    start=start,
                    end=start + len(paragraph),
                    text=paragraph,
                    kind=kinds[row] if row < len(kinds) else "paragraph",
                    section=("Performance",),
                    sentences=((start, start + len(paragraph)),),
                    kpis=tuple(KpiTag(code, 0.9, ("phrase",)) for code in codes),
                )
            )
        pages.append(Page(position=position, label=str(position), text=text))
    return Document(Report(id=report, issuer=f"Issuer of {report}", pages=tuple(pages), sha256=sha256), tuple(passages))
