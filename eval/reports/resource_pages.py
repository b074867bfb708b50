"""The chapter on the environment, continued: energy, water, packaging, and all sites side by side."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from book import Book, Said
from environment_pages import SECTION
from facts import SITES, Facts, show
from tables import Column, Sum, Table, row


def energy(b: Book, f: Facts) -> None:
    """Energy (A2, A2.1): a bare table with its unit in the caption; figures for shops per square metre as near misses."""
    page = b.page("energy", section=SECTION)
    head = page.strip()
    y, p = f.year, f.before
    head.heading("Energy", 1)
    head.para(
        "We use resources with care because they cost money and because others need them too. The Resources Policy asks each site to know its ten largest "
        "users of energy and to replace one of them every two years. It covers energy, water and other raw materials."
    )
    b.tell("A2.GD")
    table = Table(
        "energy",
        "Table 7: Energy consumption by type (kWh in ’000s)",
        (Column(3.4, role="label"), Column(1, str(y)), Column(1, str(p)), Column(1, str(p - 1))),
        ((("", 1), (str(y), 1), (str(p), 1), (str(p - 1) if y == 2024 else "", 1)),),
        (
            row("Direct energy", kind="group"),
            row("Natural gas", f.show("gas_kwh"), f.show("gas_kwh", p), f.show("gas_kwh", p - 1) if y == 2024 else "", indent=True),
            row("Diesel", f.show("diesel_kwh"), f.show("diesel_kwh", p), f.show("diesel_kwh", p - 1) if y == 2024 else "", indent=True),
            row("Petrol", f.show("petrol_kwh"), f.show("petrol_kwh", p), f.show("petrol_kwh", p - 1) if y == 2024 else "", indent=True),
            row("Subtotal, direct", f.show("direct_energy"), f.show("direct_energy", p), f.show("direct_energy", p - 1) if y == 2024 else "", kind="sub"),
            row("Indirect energy", kind="group"),
            row("Purchased electricity", f.show("electricity"), f.show("electricity", p), f.show("electricity", p - 1) if y == 2024 else "", indent=True),
            row("Renewable energy", kind="group"),
            row("Solar power made and used in Dongguan since September 2022^1^", f.show("solar"), f.show("solar", p), f.show("solar", p - 1) if y == 2024 else "", indent=True),
            row("Total energy consumption", f.show("energy"), f.show("energy", p), f.show("energy", p - 1) if y == 2024 else "", kind="total"),
            row("Energy intensity (’000 kWh per HK$ million of revenue)", f.ratio("energy", "revenue"), f.ratio("energy", "revenue", p), f.ratio("energy", "revenue", p - 1) if y == 2024 else "", unit="’000 kWh / HK$ million"),
        ),
        notes=(("1", "Not part of the electricity bought. Panels belong to a contractor and the power is bought at a fixed price."),),
        look="bare" if y == 2023 else "bands",
        unit="kWh in ’000s",
        sums=(Sum(4, (1, 2, 3)), Sum(9, (4, 6, 8))),
        size=9.3,
    )  # fmt: skip
    if y == 2023:
        table = replace(
            table,
            columns=table.columns[:3],
            header=(table.header[0][:3],),
            rows=tuple(replace(r, cells=r.cells[:3]) for r in table.rows),
        )
    head.table(table)
    b.tell_table("A2.1", table)
    left, right = page.strips(1.3, 1, top=head.from_top)
    left.heading("Saving energy", 2)
    left.items(
        [
            "Compressed air: leaks are searched for every Friday; pressure was lowered from 7.5 to 6.8 bar.",
            "Shops: lamps over shelves are switched off by the till when the last sale is booked.",
            f"Dongguan: {'two of five' if y == 2023 else 'four of five'} hydraulic presses now run on servo drives.",
            "Fanling: doors of the cold bay close by themselves." if y == 2023 else "Huizhou: furnaces run from 22:00 to 06:00, when the grid is least loaded.",
        ]
    )  # fmt: skip
    left.para(
        f"**Target.** By 2026 total energy per HK$ million of revenue shall be 20% lower than in 2021, when it was 16.99 thousand kWh. In {y} it "
        f"was {f.ratio('energy', 'revenue')} thousand kWh, which is {show((1 - (f.get('energy') / f.get('revenue')) / Decimal('16.99')) * 100, 1)}% lower."
    )
    b.tell(
        "A2.3",
        said=[Said("20%", "20", "%", "target: less energy per HK$ million of revenue by 2026 than in 2021", str(y))],
    )
    b.trap("target", "20% lower energy intensity is a target for 2026")
    right.sidebar(
        "Hong Kong shops only",
        [
            f"The shops used {'156.5' if y == 2023 else '156.1'} kWh per square metre of floor in {y}. A large chain of department stores in the city, with which we "
            "compared ourselves, reported 214 kWh per square metre.",
            "These two figures say nothing about the plants.",
        ],
    )
    shops = "156.5" if y == 2023 else "156.1"
    b.trap("basis", f"{shops} kWh per m2 is for Hong Kong shops only, not the Group")
    b.trap("benchmark", "214 kWh per m2 is another company's")


def water(b: Book, f: Facts) -> None:
    """Water and packaging (A2.2, A2.4, A2.5): grid tables, an arithmetic slip in the second report."""
    page = b.page("water", section=SECTION)
    strip = page.strip()
    y, p = f.year, f.before
    strip.heading("Water", 1)
    strip.para(
        "Most of our water rinses metal. It comes from the public supply at all six sites, and there was no issue in sourcing water that is fit for "
        "purpose. Rinsing in three steps, each bath fed by the next, has cut what one pan needs from 9.4 to 7.1 litres since 2019."
    )
    table = Table(
        "water",
        "Table 8: Water consumption",
        (Column(3, role="label"), Column(1.4, role="unit"), Column(1, str(y)), Column(1, str(p))),
        ((("Source", 1), ("Unit", 1), (str(y), 1), (str(p), 1)),),
        (
            row("Municipal water", "m3", f.show("water"), f.show("water", p)),
            row(
                "Water used again after treatment, not counted above",
                "m3",
                "31,450" if y == 2023 else "38,900",
                "–" if y == 2023 else "31,450",
            ),
            row(
                "Water intensity, Group",
                "m3 per employee",
                f.ratio("water", "employees", digits=1),
                f.ratio("water", "employees", p, 1),
            ),
            row(
                "Water intensity, plants only",
                "m3 per tonne of metal",
                "14.2" if y == 2023 else "13.8",
                "14.9" if y == 2023 else "14.2",
            ),
        ),
        look="grid",
        size=9.3,
    )
    strip.table(table)
    b.tell_table("A2.2", table)
    b.trap("basis", "Water per employee is for the Group; water per tonne of metal for the plants only")
    if y == 2023:
        strip.para(
            "No target for water has been set: the meters of the Huizhou plant are shared with a neigh\u00adbour and will be separated in 2024."
        )
        b.tell("A2.4", "partly", reason="sourcing described; no target set because meters are shared")
    else:
        strip.para(
            "**Target.** The meters of Huizhou have been separated, so that a target could be set: 8% less water per employee by 2028 than in 2024."
        )
        b.tell("A2.4", said=[Said("8%", "8", "%", "target: less water per employee by 2028 than in 2024", "2024")])
        b.trap("target", "8% less water per employee is a target for 2028")
    strip.heading("Packaging", 1)
    strip.para(
        "Finished goods leave the plants in cartons. Inside, moulded pulp is taking the place of expanded foam; the change needs new boxes, so it goes "
        "product by product."
    )
    total = f.show("packaging", digits=1)
    printed = "868.2" if y == 2024 else total
    packaging = Table(
        "packaging",
        "Table 9: Packaging material used for finished products (tonnes)",
        (Column(3, role="label"), Column(1, str(y)), Column(1, str(p)), Column(2, role="text")),
        ((("Material", 1), (str(y), 1), (str(p), 1), ("Recycled content", 1)),),
        (
            row("Cartons", f.show("carton", digits=1), f.show("carton", p, 1), "75% to 80%"),
            row("Plastic film and bags", f.show("film", digits=1), f.show("film", p, 1), "–"),
            row("Moulded pulp", f.show("pulp", digits=1), f.show("pulp", p, 1), "100%"),
            row("Expanded foam", f.show("foam", digits=1), f.show("foam", p, 1), ""),
            row("Total", printed, f.show("packaging", p, 1), kind="total"),
        ),
        look="grid" if y == 2024 else "lines",
        unit="tonnes",
        sums=(Sum(4, (0, 1, 2, 3)),),
        slips=((4, 1, total),) if printed != total else (),
        size=9.3,
    )
    strip.table(packaging)
    b.tell_table("A2.5", packaging, status="partly")
    b.kpis["A2.5"]["reason"] = "total given; no statistics are kept per unit produced"
    strip.para(
        "No statistics are kept on packaging used per unit produced: a kettle and a measuring spoon are both one unit, and an average over them would say nothing."
    )
    strip.para(
        f"Our shops charge for carrier bags. In {y} they sold {'214,600' if y == 2023 else '187,300'} of them, and gave the takings, HK$"
        f"{'214,600' if y == 2023 else '187,300'}, to a beach cleaning group."
    )
    b.trap("same number", "The number of bags and the takings in HK$ are the same figure")


def sites(b: Book, f: Facts) -> None:
    """A wide table on a page that is turned."""
    page = b.page("sites", landscape=True, section=SECTION)
    strip = page.strip()
    y = f.year
    strip.heading("Sites side by side", 1)
    names = SITES
    columns = (
        Column(2.1, role="label"),
        Column(0.8, role="unit"),
        *(Column(1.05, str(y), name) for name in names),
        Column(1.05, str(y), "Group"),
    )
    table = Table(
        "sites",
        f"Table 10: Environmental data by site, {y}",
        columns,
        (
            (("", 1), ("", 1), ("Hong Kong", 3), ("Chinese Mainland", 3), ("", 1)),
            (("Measure", 1), ("Unit", 1), *((name, 1) for name in names), ("Group", 1)),
        ),
        (
            row("Energy", kind="group"),
            row("Purchased electricity", "’000 kWh", *f.sites("electricity"), indent=True),
            row("Natural gas", "m3", *f.sites("gas"), indent=True),
            row("Diesel", "litres", *f.sites("diesel"), indent=True),
            row("Petrol", "litres", *f.sites("petrol"), indent=True),
            row("Water and waste", kind="group"),
            row("Municipal water", "m3", *f.sites("water"), indent=True),
            row("Hazardous waste", "tonnes", *f.sites("hazardous", 1), indent=True),
            row("Non-hazardous waste", "tonnes", *f.sites("non_hazardous", 1), indent=True),
            row("Size of the site", kind="group"),
            row("Employees at 31 December", "people", *f.sites("employees"), indent=True),
            row("Floor area, gross, including storage rooms^#^", "m2", *f.sites("floor"), indent=True),
        ),
        notes=(("#", "As stated in the lease or the land certificate. Car parks are left out."),),
        look="lines" if y == 2023 else "grid",
        size=9.1,
    )
    strip.table(table)
    for code, at in (("A2.1", 1), ("A2.2", 6), ("A1.3", 7), ("A1.4", 8)):
        b.tell_table(code, table, [at])
    b.trap("site", "Figures of one site stand beside those of the Group in one row")
    strip.para(
        "A dash means that the site does not use the fuel. The head office shares its water meter with two other tenants; its share is taken from the lease."
    )
