"""Climate-related disclosures of the second report, in the order of Part D of the 2025 edition (D19 to D41)."""

from __future__ import annotations

from dataclasses import replace

from book import BODY, Book, Said
from facts import Facts
from tables import Column, Sum, Table, row

SECTION = "Climate-related disclosures"
TIGHT = replace(BODY, size=9.7, leading=13.4, after=5)


def board(b: Book, f: Facts) -> None:
    """Governance and strategy: D19 to D23."""
    page = b.page("climate_board", section=SECTION)
    strip = page.strip()
    strip.heading("Governance", 1)
    strip.para(
        "The Board as a whole oversees climate-related risks and opportunities. It considered them in four meetings in 2024, hears from the Sustainability Committee each quarter and weighs them when it approves "
        "budgets, a new plant or the purchase of a business. Two directors have worked in energy engineering; all seven had a half-day course in April. The chief operating officer, Ms Farah Lim, answers for "
        "climate matters in daily business and controls them through the monthly plant review.",
        TIGHT,
    )
    b.tell("D19")
    strip.heading("Strategy", 1)
    strip.heading("Horizons", 3)
    strip.para(
        "Short term means up to one year, as in the budget; medium term two to five years, as in the business plan; long term six to twenty-five years, which is how long a furnace lasts.",
        TIGHT,
    )
    b.tell("D20")
    left, right = page.strips(1, 1, top=strip.from_top)
    left.heading("Effects on the business model", 2)
    left.para(
        "Climate matters reach us mainly through energy, which is 6% of the cost of what we make, through floods in the Pearl River Delta, where both plants and 71.6% of our stocks stand, and through buyers in Europe, "
        "who have begun to ask for the carbon content of steel.",
        TIGHT,
    )
    b.tell("D21", said=[Said("71.6%", "71.6", "%", "share of stocks in the Pearl River Delta", "2024")])
    left.para(
        "The value chain is most exposed in Dongguan, where one plant presses and coats all our metal. If it stood still for a month, half of the shops’ shelves would be empty by the seventh week.",
        TIGHT,
    )
    right.heading("Plans", 2)
    right.items(
        [
            "Servo drives on every press by 2026; heat pumps in Huizhou by 2028.",
            "A second coating line, outside the flood plain, to be decided in 2026.",
            "No formal transition plan has been drawn up; one is to be put to the Board in 2025.",
            "HK$14.8 million were set aside for these steps in 2024 and HK$19.0 million in the budget for 2025.",
        ],
        style=TIGHT,
    )
    b.tell(
        "D22",
        "partly",
        [Said("14.8 million", "14.8", "HK$ million", "set aside for climate measures", "2024")],
        reason="measures given, no formal transition plan",
    )
    b.trap("budget", "HK$19.0 million is the budget for 2025")
    right.para(
        "As these are the first disclosures under Part D, there is no progress on plans disclosed earlier to report.",
        TIGHT,
    )
    b.tell("D23", "not_applicable", reason="first disclosures, so no earlier plans")
    low = page.strip(top=max(left.from_top, right.from_top))
    low.heading("Climate resilience", 2)
    low.para(
        "Two scenarios of the Network for Greening the Financial System were run in autumn 2024 with the help of Halcyon Verify Limited: one in which warming stays near 1.5 °C and one in which it passes 3 °C. Results:",
        TIGHT,
    )
    low.items(
        [
            "Near 1.5 °C: a carbon price raises the cost of bought power by 11% to 16% by 2030; with the servo drives in place the profit of the year would be about HK$6 million lower.",
            "Above 3 °C: a flood that now comes once in fifty years would come once in fifteen; the Fanling loading bay and the Huizhou boiler house would have to be raised.",
            "In both, the business model stands. The analysis leaves out suppliers, whose data are poor.",
        ],
        numbered="(a)",
        style=TIGHT,
    )
    b.tell("D26", said=[Said("11% to 16%", "11-16", "%", "rise in cost of bought power by 2030 near 1.5 °C", "2030")])


def risks(b: Book, f: Facts) -> None:
    """Risks and opportunities as a table of words, money effects, risk management: D20, D24, D25, D27."""
    page = b.page("climate_risks", section=SECTION)
    strip = page.strip()
    strip.heading("Risks and opportunities", 1)
    strip.table(
        Table(
            "climate_risks",
            "Table 23: Climate-related risks and opportunities",
            (Column(1.15, role="label"), Column(0.9, role="text"), Column(0.9, role="text"), Column(2.3, role="text"), Column(2.3, role="text")),
            ((("Issue", 1), ("Type", 1), ("Horizon", 1), ("What may happen", 1), ("What we do", 1)),),
            (
                row("Risks", kind="group"),
                row("Floods and typhoons", "Physical, acute", "Short to long", "Plants or warehouse shut; goods spoiled", "Flood gates; stock spread over three halls; insurance"),
                row("Heat", "Physical, chronic", "Medium to long", "Slower work; illness; more power for cooling", "Spot cooling; white roofs; breaks"),
                row("Carbon cost of power", "Transition, policy", "Medium", "Dearer electricity in the Mainland", "Servo drives; solar; night shifts"),
                row("Carbon duty in Europe", "Transition, policy", "Medium", "Duty on steel goods, if the rules are widened to cookware", "Supplier data on steel; recycled aluminium"),
                row("Opportunities", kind="group"),
                row("Repair", "Market", "Short", "Customers who mend buy the next pan from us", "Two more counters in 2025"),
                row("Induction cookware", "Products", "Short to medium", "Gas hobs replaced by induction", "Whole Tern range made fit for induction"),
            ),
            look="grid",
            size=9.0,
        )
    )  # fmt: skip
    b.tell("D20")
    left, right = page.strips(1, 1, top=strip.from_top)
    left.heading("Current financial effects", 2)
    left.para(
        "Climate-related events cost the Group HK$0.7 million in 2024, all of it for pumping and cleaning after two rainstorms in Fanling (2023: HK$3.4 million, goods written off). We see no significant risk of a material "
        "adjustment to assets or liabilities within the next year.",
        TIGHT,
    )
    b.tell("D24", said=[Said("HK$0.7 million", "0.7", "HK$ million", "cost of climate-related events", "2024")])
    b.trap("prior year", "HK$3.4 million is the loss of 2023")
    left.heading("Anticipated financial effects", 2)
    left.para(
        "The Group uses the relief for information that cannot be had without undue cost or effort and gives no amounts for the years to come. In words: we expect energy costs to rise more slowly than prices, and insurance premiums to rise faster.",
        TIGHT,
    )
    b.tell("D25", "explained", reason="relief for undue cost or effort; described in words")
    right.heading("Risk management", 2)
    right.items(
        [
            "Identify: site managers fill in a list of 26 hazards each March.",
            "Assess: likelihood and loss are scored from 1 to 5; a product of 15 or more goes to the Board.",
            "Act: each risk has an owner and a date.",
            "Monitor: the risk register is read quarterly, together with all other risks of the Group.",
        ],
        numbered="1.",
        style=TIGHT,
    )
    right.para(
        "Opportunities are looked for in the same way, by the product committee, and were first listed in 2024.", TIGHT
    )
    b.tell("D27")
    right.callout("26", "hazards on the list that each site goes through", 66, (0.45, 0.5, 0.53))


def metrics(b: Book, f: Facts) -> None:
    """Scopes 1 to 3, targets, the rest: D28 to D41."""
    page = b.page("climate_metrics", section=SECTION)
    strip = page.strip()
    strip.heading("Metrics and targets", 1)
    table = Table(
        "scopes",
        "Table 24: Gross greenhouse gas emissions, 2024 (tCO~2~e)",
        (Column(3.4, role="label"), Column(1, "2024"), Column(1, "2023"), Column(2.2, role="text")),
        ((("", 1), ("2024", 1), ("2023", 1), ("Data", 1)),),
        (
            row("Scope 1", f.show("scope1"), f.show("scope1", 2023), "Fuel bills, refill notes"),
            row("Scope 2, location-based†", f.show("scope2"), f.show("scope2", 2023) + "^R^", "Power bills"),
            row("Scope 3", kind="group"),
            row("Category 1: purchased goods and services", "38,450", "", "Spend; weights of metal", indent=True),
            row("Category 4: upstream transport and distribution", "2,916", "", "Tonne-kilometres", indent=True),
            row("Category 5: waste generated in operations", "612", "", "Weighed", indent=True),
            row("Category 6: business travel", "148", "131", "Travel agent", indent=True),
            row("Category 7: employee commuting", "1,035", "–", "Survey", indent=True),
            row("Scope 3, five categories", "43,161", "", "", kind="sub"),
            row("Scope 1, 2 and 3", "55,681", "", "", kind="total"),
        ),
        notes=(
            ("R", "Restated, see Table 3."),
            ("†", "No contracts for green power were held, so that a market-based figure would be the same."),
        ),
        look="lines",
        unit="tCO2e",
        sums=(Sum(8, (3, 4, 5, 6, 7), (1,)), Sum(9, (0, 1, 8), (1,))),
        size=9.1,
    )
    table = replace(
        table,
        rows=tuple(
            replace(r, cells=("{Scope 2, location-based}^†^", *r.cells[1:])) if r.cells[0].endswith("†") else r
            for r in table.rows
        ),
    )
    strip.table(table)
    b.tell_table("D28", table)
    strip.para(
        "Emissions are measured under the Greenhouse Gas Protocol (2004) and its Scope 3 standard, by operational control. Factors: the power companies’ for Hong Kong, the national average of the Ministry of Ecology and Environment for the "
        "Mainland, both of the latest year published by January 2025. Categories 2, 3 and 8 to 15 are not reported: they do not occur or are believed to be small.",
        TIGHT,
    )
    b.tell("D29")
    left, right = page.strips(1, 1, top=strip.from_top)
    left.heading("Amounts at risk", 2)
    left.table(
        Table(
            "exposure",
            "Table 25: Assets and business activities exposed",
            (Column(2.4, role="label"), Column(1.1, "2024", unit="HK$ million"), Column(0.9, "2024", unit="%")),
            ((("", 1), ("HK$ million", 1), ("% of all", 1)),),
            (
                row("Vulnerable to transition risks", "212.6", "14.1"),
                row("Vulnerable to physical risks", "487.3", "32.4"),
                row("Aligned with opportunities (revenue)", "331.0", "15.3"),
                row("Capital spent on climate matters", "14.8", "–"),
            ),
            look="bare",
            size=8.9,
        )
    )
    exposure = b.drawn["exposure"][0]
    for at, code in enumerate(("D30", "D31", "D32", "D33")):
        b.tell_table(code, exposure, [at])
    left.heading("Carbon price and pay", 2)
    left.para(
        "The Group does not maintain an internal carbon price and does not apply one in decisions. A tenth of the variable pay of the executive directors depends on ESG results, half of it on the target for Scope 1 and Scope 2.",
        TIGHT,
    )
    b.tell("D34", "explained", reason="no internal carbon price is maintained")
    b.tell("D35")
    b.tell("D36", "not_applicable", reason="no industry-based metrics chosen for household goods")
    left.para(
        "Industry-based metrics: not applicable, since none of the standards that we looked at covers cookware.", TIGHT
    )
    right.heading("Target", 2)
    right.table(
        Table(
            "climate_target",
            "",
            (Column(1, role="label"), Column(1.9, role="text")),
            ((("Element", 1), ("What was set", 1)),),
            (
                row("Metric", "tCO2e, absolute, gross"),
                row("Scopes", "Scope 1 and Scope 2 of the whole Group; seven gases"),
                row("Base period", "2023 (12,704 tCO2e, restated)"),
                row("Period", "2024 to 2030"),
                row("Target", "25% lower, no more than 9,528 tCO2e in 2030"),
                row("Milestone", "12% lower by 2027"),
                row("Agreement", "Set with the Paris Agreement in mind; no sector pathway was used"),
                row("Validation", "Not validated by a third party"),
                row("Credits", "None planned"),
                row("Result", "12,520 tCO2e in 2024, 1.4% lower"),
            ),
            look="lines",
            size=8.9,
        )
    )
    for code in ("D37", "D38", "D39", "D40"):
        b.tell(
            code,
            said=[Said("1.4%", "1.4", "%", "Scope 1 and Scope 2 lower than in 2023", "2024")] if code == "D39" else (),
        )
    b.trap("target", "12% by 2027 is a milestone; 25% by 2030 the target; 1.4% the result")
    right.para("The target is reviewed each June against actual emissions; it has not been revised so far.", TIGHT)
