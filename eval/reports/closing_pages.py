"""Performance data over two pages, the content index over two pages, the last page."""

from __future__ import annotations

from dataclasses import dataclass

from book import BODY, MARGIN, Book
from facts import NAME, NAME_ZH, Facts
from tables import Column, Row, Sum, Table, row
from writing import Style, draw_text

SECTION = "Performance data"


def data(b: Book, f: Facts) -> None:
    """Three years of figures; the table runs over two pages with its header repeated."""
    y = f.year
    spans = (y, y - 1, y - 2)
    restated = y == 2024

    def line(text: str, unit: str, key: str, digits: int = 0, mark: str = "") -> Row:
        cells = [f.show(key, year, digits) for year in spans]
        cells[1] += mark
        return row(text, unit, *cells, indent=True)

    def ratio(text: str, unit: str, key: str, per: str, digits: int = 2, times: int = 1, mark: str = "") -> Row:
        cells = [f.ratio(key, per, year, digits, times) for year in spans]
        cells[1] += mark
        return row(text, unit, *cells, indent=True)

    revised = "^R^" if restated else ""
    rows = [
        row("Environment", kind="group"),
        line("Nitrogen oxides", "kg", "nox"),
        line("Sulphur oxides", "kg", "sox", 1),
        line("Particulate matter", "kg", "pm"),
        line("Volatile organic compounds, Dongguan coating line only", "kg", "voc"),
        line("Scope 1", "tCO2e", "scope1"),
        line("Scope 2", "tCO2e", "scope2", 0, revised),
        line("Scope 1 and Scope 2", "tCO2e", "ghg", 0, revised),
        ratio("Scope 1 and Scope 2 per HK$ million of revenue", "tCO2e / HK$ million", "ghg", "revenue", mark=revised),
        line("Hazardous waste", "tonnes", "hazardous", 1),
        line("Non-hazardous waste", "tonnes", "non_hazardous", 1),
        line("Natural gas", "m3", "gas"),
        line("Diesel", "litres", "diesel"),
        line("Petrol", "litres", "petrol"),
        line("Purchased electricity", "kWh in ’000s", "electricity"),
        line("Solar power", "kWh in ’000s", "solar"),
        line("Total energy", "kWh in ’000s", "energy"),
        ratio("Total energy per employee", "’000 kWh / employee", "energy", "employees", 2),
        line("Water", "m3", "water"),
        ratio("Water per employee", "m3 / employee", "water", "employees", 1),
        row("Packaging", "tonnes", "868.2" if y == 2024 else f.show("packaging", digits=1), f.show("packaging", y - 1, 1), f.show("packaging", y - 2, 1), indent=True),
        row("Employment", kind="group"),
        line("Employees at the year end", "people", "employees"),
        line("of them women", "people", "female"),
        line("of them men", "people", "male"),
        line("Full-time", "people", "full_time"),
        line("Part-time", "people", "part_time"),
        line("Under 30", "people", "under_30"),
        line("30 to 50", "people", "age_30_50"),
        line("Over 50", "people", "over_50"),
        line("Hong Kong", "people", "hong_kong"),
        line("Chinese Mainland", "people", "mainland"),
        row("Turnover rate, Group", "%", *{2023: ("16.3", "17.8", ""), 2024: ("15.3", "16.3", "17.8")}[y], indent=True),
        row("Health and safety", kind="group"),
        row("Work-related fatalities", "people", "0", "0", "0", indent=True),
        line("Work-related injuries", "injuries", "injuries"),
        line("Lost days due to work injury", "days", "lost_days"),
        row("Training", kind="group"),
        line("Employees trained", "people", "trained"),
        ratio("Share of employees trained", "%", "trained", "employees", 1, 100),
        row("Average training hours", "hours / employee", *{2023: ("12.2", "10.8", "–"), 2024: ("13.3", "12.2", "10.8")}[y], indent=True),
        row("Supply chain and customers", kind="group"),
        row("Suppliers", "number", f.show("suppliers"), f.show("suppliers", y - 1), f.show("suppliers", y - 2), indent=True),
        line("Complaints", "number", "complaints"),
        row("Share of products recalled", "%", *{2023: ("0.02", "nil", "nil"), 2024: ("nil", "0.02", "nil")}[y], indent=True),
        row("Community", kind="group"),
        line("Donations in cash", "HK$ million", "donations", 2),
        line("Volunteer hours", "hours", "volunteer_hours"),
    ]  # fmt: skip
    titles = [unmarked_label(r) for r in rows]
    total, women, men = (titles.index(text) for text in ("Employees at the year end", "of them women", "of them men"))
    table = Table(
        "data",
        "Performance data of the Group",
        (Column(3.4, role="label"), Column(1.5, role="unit"), *(Column(1, str(year)) for year in spans)),
        (
            (("", 1), ("Unit", 1), ("Year ended 31 December", 3)),
            (("", 1), ("", 1), *((str(year), 1) for year in spans)),
        ),
        tuple(rows),
        notes=(("R", "Restated since the 2023 report; see the note under Table 3."),) if restated else (),
        sums=(
            Sum(total, (women, men)),
            Sum(total, (total + 3, total + 4)),
            Sum(total, (total + 5, total + 6, total + 7)),
            Sum(total, (total + 8, total + 9)),
            Sum(titles.index("Scope 1 and Scope 2"), (titles.index("Scope 1"), titles.index("Scope 2"))),
        ),
        look="lines",
        size=8.6,
        slips=((titles.index("Packaging"), 2, f.show("packaging", digits=1)),) if y == 2024 else (),
    )
    page = b.page("data_1", section=SECTION)
    strip = page.strip()
    strip.heading("Performance data", 1)
    strip.para(
        "All figures are those of the Group inside the reporting boundary. A dash means that no data were collected or that there was nothing to count."
    )
    at = strip.table(table, part=True)
    page = b.page("data_2", section=SECTION)
    strip = page.strip()
    strip.table(table, at, continued="Performance data of the Group (continued)")
    for code, key in (
        ("A1.1", "Nitrogen oxides"), ("A1.1", "Sulphur oxides"), ("A1.1", "Particulate matter"), ("A1.2", "Scope 1 and Scope 2"), ("A1.2", "Scope 1"),
        ("A1.2", "Scope 2"), ("A1.3", "Hazardous waste"), ("A1.4", "Non-hazardous waste"), ("A2.1", "Total energy"), ("A2.1", "Purchased electricity"),
        ("A2.2", "Water"), ("A2.2", "Water per employee"), ("A2.5", "Packaging"), ("B1.1", "Employees at the year end"), ("B1.2", "Turnover rate, Group"),
        ("B2.1", "Work-related fatalities"), ("B2.2", "Lost days due to work injury"), ("B3.1", "Share of employees trained"), ("B3.2", "Average training hours"),
        ("B5.1", "Suppliers"), ("B6.1", "Share of products recalled"), ("B6.2", "Complaints"), ("B8.2", "Donations in cash"), ("B8.2", "Volunteer hours"),
    ):  # fmt: skip
        b.tell_table(code, table, [titles.index(key)])
    strip.heading("How the figures were gathered", 2)
    strip.items(
        [
            "Energy and water: meters and bills, read on the last working day of each month.",
            "Waste: weighbridge notes of contractors; at offices and shops estimated from bins, about 9% of the total.",
            "People: payroll on 31 December. Turnover: leavers’ forms.",
            "Conversion to kWh: natural gas 10.55 kWh per m3, diesel 10.0 and petrol 9.1 kWh per litre.",
        ]
    )
    strip.heading("Assurance", 2)
    if y == 2023:
        strip.para(
            "The base-year emissions of the two plants were checked by Halcyon Verify Limited (invented). The rest of this report has not been assured by a third party."
        )
    else:
        strip.para(
            "Halcyon Verify Limited (invented) gave limited assurance on Scope 1 and Scope 2 of 2024. Nothing came to its notice that made it believe the two figures to be materially wrong. Scope 3 was not assured."
        )


def unmarked_label(item: Row) -> str:
    """The label of a row."""
    return item.cells[0]


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the content index. `keys` are pages by name; `cell` prints something else in their place."""

    code: str
    words: str
    section: str = ""
    keys: tuple[str, ...] = ()
    cell: str = ""
    remark: str = ""
    wrong: str = ""
    """The page cell as misprinted."""


def _cell(b: Book, entry: Entry) -> tuple[str, list[str]]:
    """What the page cell prints, and the pages it means, spelt out."""
    labels = [b.label(key) for key in entry.keys]
    if not labels:
        return entry.cell, []
    if all(label.isdigit() for label in labels) and len(labels) > 1:
        numbers = sorted({int(label) for label in labels})
        runs: list[list[int]] = []
        for number in numbers:
            if runs and number == runs[-1][-1] + 1:
                runs[-1].append(number)
            else:
                runs.append([number])
        return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs), [
            str(n) for n in numbers
        ]
    return ", ".join(labels), labels


def index(b: Book, f: Facts) -> None:
    """The content index; one page cell is wrong on purpose."""
    y = f.year
    entries = _entries(y)
    drawn: list[Row] = []
    for entry in entries:
        if not entry.words:
            drawn.append(row(entry.code, kind="group"))
            continue
        cell, pages = _cell(b, entry)
        printed = entry.wrong or cell
        drawn.append(row(entry.code, entry.words, entry.section, printed, *((entry.remark,) if y == 2024 else ())))
        b.index.append(
            {
                "code": entry.code.replace("General Disclosure", "GD")
                if entry.code != "General Disclosure"
                else f"{_aspect(entries, entry)}.GD",
                "section": entry.section,
                "cell": printed,
                "pages": [entry.wrong] if entry.wrong else pages,
                "mark": "" if pages else entry.cell,
                "remark": entry.remark if y == 2024 else "",
                "wrong": bool(entry.wrong),
                "right_pages": pages,
            }
        )
    columns = [Column(0.9, role="label"), Column(3.6, role="text"), Column(1.9, role="text"), Column(0.9, role="text")]
    header = [("KPI", 1), ("Description", 1), ("Section", 1), ("Page", 1)]
    if y == 2024:
        columns.append(Column(1.6, role="text"))
        header.append(("Remarks", 1))
    table = Table(
        "index",
        "Content index of the Environmental, Social and Governance Reporting Guide"
        + (" and of Part D of the Reporting Code" if y == 2024 else ""),
        tuple(columns),
        (tuple(header),),
        tuple(drawn),
        look="lines" if y == 2023 else "grid",
        size=7.1 if y == 2023 else 6.8,
    )
    keys = [key for key, _ in b.order if key.startswith("index_")]
    at = 0
    for number, key in enumerate(keys):
        page = b.page(key, section="Content index")
        strip = page.strip()
        if not number:
            strip.heading("Content index", 1)
        at = strip.table(
            table, at, part=number < len(keys) - 1, continued="Content index (continued)" if number else ""
        )
    positions = iter(table.page_of_row[at] for at, item in enumerate(table.rows) if item.kind != "group")
    for entry_truth, position in zip(b.index, positions, strict=True):
        entry_truth["position"] = position


def _aspect(entries: list[Entry], entry: Entry) -> str:
    """Code of the aspect that an entry stands under."""
    at = next(number for number, other in enumerate(entries) if other is entry)
    return next(other.code.split()[0] for other in reversed(entries[:at]) if not other.words)


def _entries(year: int) -> list[Entry]:
    late = year == 2024
    gd = "General Disclosure"
    out = [
        Entry("Mandatory disclosures", ""),
        Entry("MDR-13", "Governance structure: statement of the board", "Board statement", ("governance",)),
        Entry("MDR-14", "Reporting principles", "About this report; What matters most", ("about", "materiality")),
        Entry("MDR-15", "Reporting boundary", "About this report", ("about",)),
        Entry("A1 Emissions", ""),
        Entry(gd, "Policies and compliance with laws on air emissions, discharges into water and land and waste", "Emissions", ("air",), remark="One fine" if late else ""),
        Entry("A1.1", "Types of emissions and respective emissions data", "Emissions; Performance data", ("air", "data_1")),
        Entry("A1.2", "Scope 1 and Scope 2 greenhouse gas emissions and intensity", "Greenhouse gases", ("ghg",), remark="2023 restated" if late else ""),
        Entry("A1.3", "Total hazardous waste and intensity", "Waste", ("waste", "sites")),
        Entry("A1.4", "Total non-hazardous waste and intensity", "Waste", ("waste", "sites")),
        Entry("A1.5", "Emission targets and steps taken to achieve them", "Targets and progress", ("targets",)) if late else Entry("A1.5", "Emission targets and steps taken to achieve them", "Targets and progress (explained)", ("targets",)),
        Entry("A1.6", "How waste is handled, waste reduction targets and steps", "Waste", ("waste",)),
        Entry("A2 Use of Resources", ""),
        Entry(gd, "Policies on the efficient use of energy, water and other raw materials", "Energy", ("energy",)),
        Entry("A2.1", "Direct and indirect energy consumption by type and intensity", "Energy; Sites side by side", ("energy", "sites")),
        Entry("A2.2", "Water consumption in total and intensity", "Water", ("water", "sites")),
        Entry("A2.3", "Energy use efficiency targets and steps", "Energy; Targets and progress", ("energy", "targets")),
        Entry("A2.4", "Sourcing of water, water efficiency targets and steps", "Water", ("water",)),
        Entry("A2.5", "Packaging material used for finished products and per unit produced", "Packaging", ("water",), remark="Per unit: no statistics" if late else ""),
        Entry("A3 The Environment and Natural Resources", ""),
        Entry(gd, "Policies on minimising significant impacts on the environment", "Nature and climate", ("nature",)),
        Entry("A3.1", "Significant impacts on the environment and actions taken to manage them", "Nature and climate", ("nature",)),
        Entry("A4 Climate Change", ""),
        Entry(gd, "Policies on identifying and mitigating climate-related issues", "Nature and climate", ("nature",)),
        Entry("A4.1", "Significant climate-related issues and actions taken", "Nature and climate", ("nature",)),
        Entry("B1 Employment", ""),
        Entry(gd, "Policies and compliance: pay, dismissal, recruitment, hours, diversity and benefits", "Our workforce", ("workforce",)),
        Entry("B1.1", "Workforce by gender, employment type, age group and region", "Our workforce", ("workforce",)),
        Entry("B1.2", "Employee turnover rate by gender, age group and region", "Coming, staying, leaving", ("turnover",), wrong="" if late else "26"),
        Entry("B2 Health and Safety", ""),
        Entry(gd, "Policies and compliance: a safe place of work", "Health and safety", ("safety",)),
        Entry("B2.1", "Work-related fatalities in each of the past three years", "Health and safety", ("safety",)),
        Entry("B2.2", "Lost days due to work injury", "Health and safety", ("safety",), wrong="31" if late else ""),
        Entry("B2.3", "Occupational health and safety measures", "Health and safety", ("safety",)),
        Entry("B3 Development and Training", ""),
        Entry(gd, "Policies on improving employees’ knowledge and skills", "Training", ("training",)),
        Entry("B3.1", "Percentage of employees trained by gender and employee category", "Training", ("training",)),
        Entry("B3.2", "Average training hours per employee by gender and employee category", "Training", ("training",)),
        Entry("B4 Labour Standards", ""),
        Entry(gd, "Policies and compliance: child and forced labour", "Labour standards", ("labour",)),
        Entry("B4.1", "Measures to review employment practices", "Labour standards", ("labour",)),
        Entry("B4.2", "Steps taken to eliminate such practices when discovered", "Labour standards", ("labour",)) if late else Entry("B4.2", "Steps taken to eliminate such practices when discovered", "", cell="N/A"),
        Entry("B5 Supply Chain Management", ""),
        Entry(gd, "Policies on managing environmental and social risks of the supply chain", "Suppliers", ("supply",)),
        Entry("B5.1", "Number of suppliers by region", "Suppliers", ("supply",)),
        Entry("B5.2", "Practices for engaging suppliers and number of suppliers concerned", "Suppliers", ("supply", "bilingual")),
        Entry("B5.3", "Practices for identifying risks along the supply chain", "Suppliers", ("supply",)),
        Entry("B5.4", "Practices for promoting environmentally preferable products", "Suppliers", ("supply",)) if late else Entry("B5.4", "Practices for promoting environmentally preferable products", "", cell="–"),
        Entry("B6 Product Responsibility", ""),
        Entry(gd, "Policies and compliance: health and safety, advertising, labelling, privacy and redress", "Products and customers", ("product",)),
        Entry("B6.1", "Percentage of products sold subject to recalls", "Products and customers", ("product",), remark="None in 2024" if late else ""),
        Entry("B6.2", "Complaints about products and services and how they are dealt with", "Products and customers", ("product",)),
        Entry("B6.3", "Protecting intellectual property rights", "Ideas and data", ("privacy",)),
        Entry("B6.4", "Quality assurance and recall procedures", "Products and customers", ("product",)),
        Entry("B6.5", "Consumer data protection and privacy", "Ideas and data", ("privacy",)),
        Entry("B7 Anti-corruption", ""),
        Entry(gd, "Policies and compliance: bribery, extortion, fraud and money laundering", "Integrity", ("integrity",)),
        Entry("B7.1", "Concluded legal cases regarding corrupt practices", "Integrity", ("integrity",)),
        Entry("B7.2", "Preventive measures and whistle-blowing procedures", "Integrity", ("integrity",)),
        *([Entry("B7.3", "Anti-corruption training of directors and staff", "Integrity", ("integrity",))] if late else []),
        Entry("B8 Community Investment", ""),
        Entry(gd, "Policies on community engagement", "Community", ("community",)),
        Entry("B8.1", "Focus areas of contribution", "Community", ("community",)),
        Entry("B8.2", "Resources contributed to the focus areas", "Community", ("community", "data_2")),
    ]  # fmt: skip
    if late:
        out += [
            Entry("Part D Climate-related disclosures (adopted early)", ""),
            Entry("D19", "Governance", "Governance", ("climate_board",)),
            Entry("D20", "Climate-related risks and opportunities", "Strategy; Risks and opportunities", ("climate_board", "climate_risks")),
            Entry("D21–D22", "Business model, strategy and decision-making", "Strategy", ("climate_board",), remark="No transition plan yet"),
            Entry("D23", "Progress of plans disclosed earlier", "Strategy", cell="N/A", remark="First disclosures"),
            Entry("D24", "Current financial effects", "Risks and opportunities", ("climate_risks",)),
            Entry("D25", "Anticipated financial effects", "Risks and opportunities", ("climate_risks",), remark="Relief used; no amounts"),
            Entry("D26", "Climate resilience", "Strategy", ("climate_board",)),
            Entry("D27", "Risk management", "Risks and opportunities", ("climate_risks",)),
            Entry("D28–D29", "Scope 1, Scope 2 and Scope 3 emissions; how they are measured", "Metrics and targets", ("climate_metrics",)),
            Entry("D30–D33", "Assets and activities exposed; capital deployed", "Metrics and targets", ("climate_metrics",)),
            Entry("D34", "Internal carbon price", "Metrics and targets", ("climate_metrics",), remark="None maintained"),
            Entry("D35", "Remuneration", "Metrics and targets", ("climate_metrics",)),
            Entry("D36", "Industry-based metrics", "", cell="N/A", remark="No standard fits"),
            Entry("D37–D40", "Climate-related targets", "Metrics and targets", ("climate_metrics",)),
            Entry("D41", "Cross-industry and industry-based metrics: applicability", "", cell="–"),
        ]  # fmt: skip
    return out


def back(b: Book, f: Facts) -> None:
    """Names and addresses, no number."""
    page = b.page("back", furniture=False)
    width = page.size[0]
    page.box(0, 0, width, 180, b.accent)
    lines = [
        (NAME_ZH, 12.0),
        (NAME, 12.0),
        ("Unit 1803, Tern Centre, 9 Hollow Street, Kwun Tong, Kowloon, Hong Kong", 8.6),
        ("esg@kestrelbay.example    www.kestrelbay.example", 8.6),
    ]
    y = 150.0
    for text, size in lines:
        style = Style(font="Vera", size=size, leading=size * 1.5, colour=(1.0, 1.0, 1.0))
        y -= draw_text(b.canvas, text, MARGIN, y, width - 2 * MARGIN, style) + 3
        page.write("paragraph", text)
    note = (
        "Printed on paper from well-managed forests. Names of persons, companies and places of business are invented."
    )
    draw_text(b.canvas, note, MARGIN, 215, 300, BODY)
    page.write("paragraph", note)
