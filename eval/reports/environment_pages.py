"""The chapter on the environment: emissions, waste, targets, nature."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from book import BODY, Book, Said
from facts import Facts, show
from reportlab.graphics.charts.barcharts import VerticalBarChart
from reportlab.graphics.shapes import Drawing, Rect, String
from reportlab.lib.colors import Color
from tables import Column, Sum, Table, row

SECTION = "Caring for the environment"
JUSTIFIED = replace(BODY, align="justify", size=9.9, leading=13.9)


def air(b: Book, f: Facts) -> None:
    """Policy and air pollutants (A1, A1.1): text on the left, a table beside it on the right."""
    page = b.page("air", section=SECTION)
    head = page.strip()
    y, p = f.year, f.before
    head.heading("Emissions", 1)
    head.lead(
        "Our Environmental Policy, last revised in May 2022, commits every site to obey the law, to prevent pollution at its source and to publish what it emits."
    )
    left, right = page.strips(1, 1.12, top=head.from_top)
    left.heading("Policy and compliance", 2)
    left.para(
        "The policy covers emissions to air, dis\u00adcharges into water and onto land, and the gener\u00ada\u00adtion of hazardous and non-hazardous waste. Site managers "
        "sign it each January. The laws that bear on us most are the Air Pollution Control Ordinance (Cap. 311) and the Waste Disposal "
        "Ordinance (Cap. 354) of Hong Kong and the Environmental Protection Law of the People’s Republic of China.",
        JUSTIFIED,
    )
    fine = (
        f"In {y} there was no confirmed case of non-compliance with these laws that had a significant impact on the Group, and no fine."
        if y == 2023
        else f"In {y} the Huizhou plant was fined RMB 18,000 for a log of its exhaust filters that had been filled in late. The filters themselves had worked. There was no other case."
    )
    left.para(fine, JUSTIFIED)
    b.tell("A1.GD")
    left.heading("Where the emissions come from", 2)
    left.items(
        [
            "lorries and vans in Hong Kong: nitrogen oxides and particulate matter;",
            "the coating line in Dongguan: volatile organic compounds;",
            "burners for enamel in Huizhou: small amounts of sulphur oxides;",
            "ware\u00adhouse fork-lifts, most of which are electric by now.",
        ],
        style=JUSTIFIED,
    )
    left.para(
        "Exhaust air of the coating line passes through activated carbon, which is changed every ninety days. Wastewater from the rinsing "
        "baths is treated on site; the treated water met the local discharge limits in all "
        f"{'48' if y == 2023 else '52'} samples taken by the district bureau.",
        JUSTIFIED,
    )
    right.heading("Air pollutants", 2)
    table = Table(
        "air",
        "Table 2: Emissions to air",
        (Column(2.2, role="label"), Column(0.7, role="unit"), Column(1, str(y)), Column(1, str(p))),
        ((("Pollutant", 1), ("Unit", 1), (str(y), 1), (str(p), 1)),),
        (
            row("Nitrogen oxides (NOx)", "kg", f.show("nox"), f.show("nox", p)),
            row("Sulphur oxides (SOx)", "kg", f.show("sox", digits=1), f.show("sox", p, 1)),
            row("Particulate matter (PM)", "kg", f.show("pm"), f.show("pm", p)),
            row("Volatile organic compounds^(1)^", "kg", f.show("voc"), f.show("voc", p)),
        ),
        notes=(
            (
                "(1)",
                "Dongguan coating line only."
                + (
                    " Measured for the first time in 2023; no statistics are kept for earlier years."
                    if y == 2023
                    else ""
                ),
            ),
        ),
        look="grid" if y == 2023 else "lines",
    )
    right.table(table)
    b.tell_table("A1.1", table)
    right.para(
        f"Nitrogen oxides fell by {show((1 - f.get('nox') / f.get('nox', p)) * 100, 1)}% because {'four' if y == 2023 else 'three'} diesel vans were replaced by electric ones. The fleet in "
        f"Hong Kong now has {9 if y == 2023 else 12} electric vans out of 26."
    )
    right.callout(
        f"{9 if y == 2023 else 12} of 26", "delivery vans in Hong Kong run on electricity", 72, (0.45, 0.5, 0.53)
    )
    right.para(
        "Dust from polishing is caught in wet scrub\u00adbers. We weigh the sludge, which is counted as hazardous waste, but we do not measure "
        "the dust that escapes: the amount is believed to be very small and no statistics are kept."
    )


def _change(new: Decimal, old: Decimal) -> str:
    change = (new / old - 1) * 100
    return f"{'+' if change > 0 else '−'}{show(abs(change), 1)}%"


def ghg(b: Book, f: Facts) -> None:
    """Scope 1, 2 and total with intensities (A1.2): a wide table with a two-row header, restated in the second report."""
    page = b.page("ghg", section=SECTION)
    strip = page.strip()
    y, p = f.year, f.before
    restated = y == 2024
    mark = "^(2)^" if restated else ""
    strip.heading("Greenhouse gases", 1)
    strip.para(
        "Greenhouse gases come from what we burn (Scope 1) and from the electricity that we buy (Scope 2). Amounts are given in tonnes of "
        "carbon dioxide equivalent, “tCO~2~e”."
    )

    def line(text: str, key: str, kind: str = "", indent: bool = True, mark_p: str = "") -> object:
        cells = (
            text,
            f.show(key),
            f.show(key, p) + mark_p,
            _change(f.get(key), f.get(key, p)),
        )
        return row(*cells, kind=kind, indent=indent)

    table = Table(
        "ghg",
        "Table 3: Greenhouse gas emissions",
        (Column(3.1, role="label"), Column(1.1, str(y), "Emissions", "tCO2e"), Column(1.1, str(p), "Emissions", "tCO2e"), Column(1, f"{p}–{y}", "Change", "%", role="change")),
        (
            (("", 1), ("Emissions (tCO~2~e)", 2), ("Change", 1)),
            (("", 1), (str(y), 1), (str(p), 1), ("", 1)),
        ),
        (
            row("Scope 1 – direct emissions^(1)^", kind="group"),
            line("Stationary combustion (natural gas, generators)", "stationary"),
            line("Mobile combustion (vehicles, fork-lifts)", "mobile"),
            line("Refrigerants", "refrigerants"),
            line("Scope 1 subtotal", "scope1", "sub", False),
            row("Scope 2 – indirect emissions from purchased electricity", kind="group"),
            line("Hong Kong", "power_hk"),
            line("Chinese Mainland", "power_mainland", mark_p=mark),
            line("Scope 2 subtotal", "scope2", "sub", False, mark),
            line("Total greenhouse gas emissions (Scope 1 and Scope 2)", "ghg", "total", False, mark),
        ),
        notes=(
            ("(1)", "Computed with the Exchange’s guidance on environmental KPIs; global warming potentials of the IPCC Sixth Assessment Report."),
            *(
                (
                    (
                        "(2)",
                        "Restated. The 2023 report gave 9,348 for the Chinese Mainland, 10,922 for Scope 2 and 12,925 for the total; the grid factor "
                        "has since been changed from 0.5703 to 0.5568 kg per kWh.",
                    ),
                )
                if restated
                else ()
            ),
        ),
        sums=(Sum(4, (1, 2, 3)), Sum(8, (6, 7)), Sum(9, (4, 8))),
        look="lines",
        size=9.3,
    )  # fmt: skip
    strip.table(table)
    b.tell_table("A1.2", table)
    if restated:
        b.trap("restated", "The 2023 report printed 12,925 tCO2e for 2023; this report restates it to 12,704")
    intensity = Table(
        "ghg_intensity",
        "Table 4: Intensity of greenhouse gas emissions (Scope 1 and Scope 2)",
        (Column(2.6, role="label"), Column(2, role="unit"), Column(1, str(y)), Column(1, str(p))),
        ((("Per", 1), ("Unit", 1), (str(y), 1), (str(p), 1)),),
        (
            row(
                "HK$ million of revenue",
                "tCO2e / HK$ million",
                f.ratio("ghg", "revenue"),
                f.ratio("ghg", "revenue", p) + mark,
            ),
            row(
                "Employee at the year end",
                "tCO2e / employee",
                f.ratio("ghg", "employees"),
                f.ratio("ghg", "employees", p) + mark,
            ),
        ),
        notes=(("(2)", "Restated, see Table 3."),) if restated else (),
        look="bare",
    )
    strip.table(intensity)
    b.tell_table("A1.2", intensity)
    b.trap("basis", "Intensity per HK$ million of revenue and per employee stand in neighbouring rows")
    left, right = page.strips(1.15, 1, top=strip.from_top + 2)
    left.heading("What moved the figures", 3)
    if y == 2023:
        left.para(
            "The solar panels in Dongguan gave 964 thousand kWh, three times as much as in the few months of 2022. In the shops lamps were changed, "
            "and two chillers in Huizhou lost less refrigerant after their seals had been renewed."
        )
        right.heading("Scope 3", 3)
        right.para(
            "Other indirect emissions (Scope 3) are not calculated. We hold data for flights, which came to 131 tCO~2~e, but not for purchased goods, "
            "which are likely to be far larger, and a partial figure would mislead."
        )
        b.trap("partial", "131 tCO2e is business flights only and not Scope 3 as a whole")
    else:
        left.para(
            "Both scopes fell. In Dongguan the presses were consol\u00adidated in one hall, so that an entire bay could be switched off; Huizhou used "
            "more power because its enamel line took over work that had been done outside the Group."
        )
        right.heading("Scope 3", 3)
        right.para(
            "For the first time we report Scope 3 emissions, for five categories. They are given among the climate-related disclosures on page "
            f"{b.label('climate_metrics')}."
        )


def waste(b: Book, f: Facts) -> None:
    """Waste (A1.3, A1.4, A1.6) in two columns, a table in each."""
    page = b.page("waste", section=SECTION)
    head = page.strip()
    y, p = f.year, f.before
    head.heading("Waste", 1)
    left, right = page.strips(1, 1, top=head.from_top)
    left.heading("Hazardous waste", 2)
    left.para(
        "Hazardous waste is mainly polishing sludge, spent carbon, paint residue and used oil. It is kept in locked, bunded rooms and collected by "
        "licensed contractors, whose permits we check every six months. Shops hand over lamps and batteries to the warehouse.",
        JUSTIFIED,
    )
    hazardous = Table(
        "hazardous",
        "Table 5: Hazardous waste (tonnes)",
        (Column(2.4, role="label"), Column(1, str(y)), Column(1, str(p))),
        ((("", 1), (str(y), 1), (str(p), 1)),),
        (
            row("Sludge", "41.9" if y == 2023 else "39.4", "44.0" if y == 2023 else "41.9"),
            row("Paint and solvent", "21.3" if y == 2023 else "22.1", "20.8" if y == 2023 else "21.3"),
            row("Used oil and carbon", "13.1" if y == 2023 else "12.5", "14.6" if y == 2023 else "13.1"),
            row("Lamps and batteries", "1.2" if y == 2023 else "1.0", "1.2"),
            row("Total", f.show("hazardous", digits=1), f.show("hazardous", p, 1), kind="total"),
            row("Per HK$ million of revenue*", f.ratio("hazardous", "revenue", digits=3), f.ratio("hazardous", "revenue", p, 3), unit="tonnes / HK$ million"),
        ),
        notes=(("*", "Tonnes divided by revenue in HK$ million."),),
        unit="tonnes",
        sums=(Sum(4, (0, 1, 2, 3)),),
        look="lines",
    )  # fmt: skip
    left.table(hazardous)
    b.tell_table("A1.3", hazardous)
    left.heading("How waste is handled", 2)
    left.items(
        [
            "Metal offcuts go back to the mill.",
            "Cartons are baled and sold to a paper maker in Dongguan.",
            "Rejected enamel ware is crushed and used as road fill.",
            f"Food waste of the canteens is composted: {'17.6' if y == 2023 else '18.3'} tonnes in {y}.",
        ],
        style=JUSTIFIED,
    )
    b.trap("part", f"{'17.6' if y == 2023 else '18.3'} tonnes is food waste only")
    right.heading("Non-hazardous waste", 2)
    right.para(
        "General refuse of the offices and shops is taken away by the landlord’s cleaners; its weight is estimated from the number of bins. At the plants "
        "every load is weighed.",
        JUSTIFIED,
    )
    kinds = (
        ("General refuse", "481.2", "468.9", "503.0"),
        ("Cartons and paper", "409.8", "402.3", "431.7"),
        ("Plastics", "118.4", "121.7", "122.5"),
        ("Metal scrap", "149.2", "146.2", "157.9"),
        ("Food waste", "17.6", "18.3", "16.3"),
    )
    non_hazardous = Table(
        "non_hazardous",
        "Table 6: Non-hazardous waste by kind (tonnes)",
        (Column(2.4, role="label"), Column(1, str(y)), Column(1, str(p))),
        ((("", 1), (str(y), 1), (str(p), 1)),),
        (
            *(row(name, this if y == 2023 else later, earlier if y == 2023 else this) for name, this, later, earlier in kinds),
            row("Total", f.show("non_hazardous", digits=1), f.show("non_hazardous", p, 1), kind="total"),
            row("of which recycled", "677.4" if y == 2023 else "670.2", "–" if y == 2023 else "677.4"),
            row("Per employee", f.ratio("non_hazardous", "employees", digits=3), f.ratio("non_hazardous", "employees", p, 3), unit="tonnes / employee"),
        ),
        unit="tonnes",
        sums=(Sum(5, (0, 1, 2, 3, 4)),),
        look="bare",
    )  # fmt: skip
    right.table(non_hazardous)
    b.tell_table("A1.4", non_hazardous)
    b.tell(
        "A1.6",
        said=[
            Said("12%", "12", "%", "target: less non-hazardous waste per employee by 2026 than in 2021", str(y)),
        ],
    )
    right.para(
        "**Target.** By 2026 we want 12% less non-hazardous waste per employee than in 2021, when it stood at 0.676 tonnes. "
        f"The recycled share of non-hazardous waste was {'57.6' if y == 2023 else '57.9'}%.",
        JUSTIFIED,
    )
    b.trap("target", "12% less non-hazardous waste per employee is a target for 2026")
    right.para(
        "The weight of packaging that customers throw away is not known to us, and no statistics are kept on it.",
        JUSTIFIED,
    )


def _bars(f: Facts, width: float, accent: tuple[float, float, float]) -> tuple[Drawing, list[dict[str, str]]]:
    """Total energy intensity of four years as bars, figures over them as loose labels."""
    drawing = Drawing(width, 165)
    chart = VerticalBarChart()
    chart.x, chart.y, chart.width, chart.height = 34, 28, width - 60, 112
    spans = [year for year in range(f.year - 3, f.year + 1) if year >= 2021]
    values = [float(f.ratio("ghg", "revenue", year)) for year in spans]
    chart.data = [values]
    chart.categoryAxis.categoryNames = [str(year) for year in spans]
    chart.categoryAxis.labels.fontName = "Helvetica"
    chart.categoryAxis.labels.fontSize = 8
    chart.valueAxis.valueMin, chart.valueAxis.valueMax, chart.valueAxis.valueStep = 0, 10, 2
    chart.valueAxis.labels.fontSize = 7
    chart.bars[0].fillColor = Color(*accent)
    chart.bars[0].strokeColor = None
    chart.barWidth = 8
    drawing.add(chart)
    drawing.add(String(0, 152, "tCO2e per HK$ million", fontName="Helvetica-Oblique", fontSize=7))
    step = chart.width / len(spans)
    for at, value in enumerate(values):
        high = chart.y + chart.height * value / 10 + 5
        drawing.add(
            String(
                chart.x + step * (at + 0.5),
                high,
                f"{value:.2f}",
                fontName="Helvetica-Bold",
                fontSize=8,
                textAnchor="middle",
            )
        )
    drawing.add(Rect(width - 92, 150, 7, 7, fillColor=Color(*accent), strokeColor=None))
    drawing.add(String(width - 82, 150, "Scope 1 and 2", fontName="Helvetica", fontSize=7))
    return drawing, [{"period": str(year), "value": f"{value:.2f}"} for year, value in zip(spans, values, strict=True)]


def targets(b: Book, f: Facts) -> None:
    """Targets against results, and a bar chart (A1.5)."""
    page = b.page("targets", section=SECTION)
    strip = page.strip()
    y = f.year
    strip.heading("Targets and progress", 1)
    strip.para("A target is a promise; a result is a measurement. The table keeps them in separate columns.")
    waste_base = Decimal("0.676")
    waste_now = f.get("non_hazardous") / f.get("employees")
    energy_base = Decimal("16.99")
    energy_now = f.get("energy") / f.get("revenue")
    rows = [
        row(
            "Total energy per HK$ million of revenue",
            "2021",
            "20% lower by 2026",
            f"{show((1 - energy_now / energy_base) * 100, 1)}% lower",
            "On track",
        ),
        row(
            "Non-hazardous waste per employee",
            "2021",
            "12% lower by 2026",
            f"{show((1 - waste_now / waste_base) * 100, 1)}% lower",
            "Behind",
        ),
        row("Electric vans in Hong Kong", "–", "26 of 26 by 2030", f"{9 if y == 2023 else 12} of 26", "On track"),
        row("Expanded foam in packaging", "2021", "None by 2027", f"{f.show('foam', digits=1)} tonnes", "On track"),
    ]
    if y == 2023:
        rows.append(row("Water per employee", "", "Not set", "", "See page " + b.label("water")))
        rows.append(row("Greenhouse gases, Scope 1 and Scope 2", "", "Not set", "", "To follow"))
    else:
        rows.insert(
            0,
            row(
                "Greenhouse gases, Scope 1 and Scope 2 (absolute)",
                "2023",
                "25% lower by 2030",
                "1.4% lower",
                "On track",
            ),
        )
        rows.append(row("Water per employee", "2024", "8% lower by 2028", "", "New"))
    strip.table(
        Table(
            "targets",
            "Table 11: Environmental targets",
            (Column(2.4, role="label"), Column(0.8, role="text"), Column(1.3, role="text"), Column(1.1, role="text"), Column(0.9, role="text")),
            ((("Subject", 1), ("Base year", 1), ("Target", 1), (f"Result in {y}", 1), ("Status", 1)),),
            tuple(rows),
            look="bands",
            size=9.3,
        )
    )  # fmt: skip
    strip.heading("Greenhouse gases", 2)
    if y == 2023:
        strip.para(
            "The Group has not set a target for its emissions. Until November 2023 the base-year figures of the two plants had not been checked by a third "
            "party, and the Board did not wish to set a target that it might have to move. It will consider one in June 2024."
        )
        b.tell("A1.5", "explained", reason="no emission target: base-year figures were only checked in November 2023")
    else:
        strip.para(
            "By 2030 the Group will emit 25% less greenhouse gas (Scope 1 and Scope 2, absolute) than in 2023, which means no more than 9,528 tCO~2~e against a base of "
            "12,704. Steps: servo drives on every press by 2026, heat pumps instead of gas boilers in Huizhou by 2028, solar panels on the Fanling "
            "warehouse by 2027, and, for what then remains, power bought from wind farms. No carbon credits are counted."
        )
        b.tell(
            "A1.5",
            said=[
                Said("25%", "25", "%", "target: less Scope 1 and Scope 2 emissions by 2030 than in 2023", "2024"),
                Said("9,528", "9528", "tCO2e", "target: Scope 1 and Scope 2 emissions in 2030", "2030", "no more than"),
            ],
        )
        b.trap("target", "9,528 tCO2e is what may be emitted in 2030")
    drawing, series = _bars(f, strip.width * 0.72, b.accent)
    strip.figure(drawing, "Figure 4: Greenhouse gas intensity, from the first year of record", series=series)
    strip.para(
        "The line of progress is not straight. Emissions per HK$ million fall when prices rise even if nothing changes in the plants, which is why the absolute figure matters more to us."
    )


def nature(b: Book, f: Facts) -> None:
    """A3 and A4: two columns; in the second report climate moves to Part D."""
    page = b.page("nature", section=SECTION)
    head = page.strip()
    y = f.year
    head.heading("Nature and climate", 1)
    left, right = page.strips(1, 1, top=head.from_top)
    left.heading("The environment and natural resources", 2)
    left.para(
        "We try to leave land, air and water as we found them. The policy on natural resources forbids new sites within two kilometres of a nature reserve "
        "and asks for a study of noise and run-off before any extension is built.",
        JUSTIFIED,
    )
    b.tell("A3.GD")
    left.para(
        "Our largest effects on nature, apart from emissions, are the alumin\u00adium and steel that we buy and the enamel frit, which con\u00adtains small amounts of cobalt. In "
        "the plants, rain from roofs and yards is led through oil traps. Noise at the fence of Dongguan "
        f"was measured on {'four' if y == 2023 else 'six'} nights and stayed between 47 and 53 decibels, below the limit of 55.",
        JUSTIFIED,
    )
    b.tell(
        "A3.1", said=[Said("between 47 and 53", "47-53", "decibels", "noise at the fence of Dongguan at night", str(y))]
    )
    left.para(
        "A pond that collects run-off in Huizhou has become home to little egrets. Our gardeners count them: "
        f"{'more than 30' if y == 2023 else 'about 45'} birds in the winter.",
        JUSTIFIED,
    )
    right.heading("Climate change", 2)
    if y == 2023:
        right.para(
            "The Climate Policy adopted in 2021 asks the Sustainability Committee to identify climate-related issues that have affected the Group or may do so, and to act on them.",
            JUSTIFIED,
        )
        b.tell("A4.GD")
        right.items(
            [
                "**Physical, acute.** On 8 September 2023 a black rainstorm flooded the loading bay in Fanling. It was shut for two days and goods worth HK$3.4 million were written off.",
                "**Physical, chronic.** Heat: on 31 days the hall in Dongguan was hotter than 33 °C.",
                "**Transition.** Energy prices; a duty on carbon in goods sent to Europe, from which our goods are exempt so far.",
            ],
            numbered="(i)",
            style=JUSTIFIED,
        )
        right.para(
            "In answer we put flood gates at the bay, spot cooling on the presses and a second supplier of enamel frit under contract. Future losses have not been estimated in money.",
            JUSTIFIED,
        )
        b.tell(
            "A4.1",
            said=[
                Said("HK$3.4 million", "3.4", "HK$ million", "goods written off after the flood in Fanling", "2023"),
                Said("31", "31", "days", "days on which the hall in Dongguan was hotter than 33 °C", "2023"),
            ],
        )
        right.callout("2 days", "shut after the black rainstorm of 8 September 2023", 72, (0.45, 0.5, 0.53))
    else:
        right.para(
            "The Climate Policy adopted in 2021 asks the Sustainability Committee to identify climate-related issues that have affected the Group or may do so, and to act on them.",
            JUSTIFIED,
        )
        right.para(
            "No site had to close for weather in 2024. On 27 days the hall in Dongguan was hotter than 33 °C. The flood gates built in Fanling after the rainstorm of September 2023 were "
            "used twice and held.",
            JUSTIFIED,
        )
        b.tell("A4.GD")
        b.tell(
            "A4.1",
            said=[Said("27", "27", "days", "days on which the hall in Dongguan was hotter than 33 °C", "2024")],
        )
        right.para(
            f"More is said in the chapter on climate, from page {b.label('climate_board')} on, which follows Part D of the Code.",
            JUSTIFIED,
        )
        right.callout("27 days", "hotter than 33 °C in the hall in Dongguan", 72, (0.45, 0.5, 0.53))
