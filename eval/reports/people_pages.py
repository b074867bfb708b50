"""The chapter on people: workforce, turnover, voices, safety, training, labour standards."""

from __future__ import annotations

from dataclasses import replace

from book import BODY, Book, Said
from facts import Facts, show
from tables import Column, Row, Sum, Table, row

SECTION = "People"
JUSTIFIED = replace(BODY, align="justify", size=9.9, leading=13.9)
SMALL = replace(BODY, size=9.2, leading=11.4, align="justify")


def workforce(b: Book, f: Facts) -> None:
    """B1 and B1.1: one table with group rows, several breakdowns of one total."""
    page = b.page("workforce", section=SECTION)
    strip = page.strip()
    y, p = f.year, f.before
    strip.heading("Our workforce", 1)
    strip.para(
        "People are hired, paid, promoted and, if it comes to that, dismissed by rules that stand in the staff handbook. The handbook also deals with working hours, rest "
        "periods, equal oppor\u00adtunity, diversity, anti-discrimination and other benefits. "
        f"In {y} no case of non-compliance with employment laws that had a significant impact on the Group came to our notice."
    )
    b.tell("B1.GD")

    def line(text: str, key: str) -> Row:
        return row(text, f.show(key), f.ratio(key, "employees", digits=1, times=100) + "%", f.show(key, p), indent=True)

    table = Table(
        "workforce",
        f"Table 12: Employees of the Group at 31 December {y}",
        (
            Column(2.4, role="label"),
            Column(1, str(y), "Number", "people"),
            Column(1, str(y), "Share", "%"),
            Column(1, str(p), "Number", "people"),
        ),
        (
            (("", 1), (str(y), 2), (str(p), 1)),
            (("", 1), ("Number", 1), ("Share", 1), ("Number", 1)),
        ),
        (
            row("By gender", kind="group"),
            line("Female", "female"),
            line("Male", "male"),
            row("By employment type", kind="group"),
            line("Full-time", "full_time"),
            line("Part-time", "part_time"),
            row("By age group", kind="group"),
            line("Under 30", "under_30"),
            line("30 to 50", "age_30_50"),
            line("Over 50", "over_50"),
            row("By region", kind="group"),
            line("Hong Kong", "hong_kong"),
            line("Chinese Mainland", "mainland"),
            row("By rank", kind="group"),
            line("Senior management", "senior"),
            line("Middle management", "middle"),
            line("General staff", "general"),
            row("Total", f.show("employees"), "100.0%", f.show("employees", p), kind="total"),
        ),
        sums=tuple(Sum(17, parts, (1, 3)) for parts in ((1, 2), (4, 5), (7, 8, 9), (11, 12), (14, 15, 16))),
        look="lines" if y == 2023 else "grid",
        size=9.3,
    )
    strip.table(table)
    b.tell_table("B1.1", table)
    left, right = page.strips(1, 1, top=strip.from_top)
    left.heading("Working hours and rest", 3)
    left.para(
        "The plants work 40 hours a week. Overtime is voluntary, paid at one and a half times the wage, and limited to 36 hours a month."
    )
    left.para(
        "Shop staff have at least one day of rest in seven. Rosters are published four weeks ahead and may be swapped by agreement."
    )
    right.heading("Agency workers", 3)
    agency = "between 80 and 120" if y == 2023 else "between 60 and 90"
    right.para(
        f"In the weeks before the Lunar New Year {agency} agency workers help in Fanling. They are not our employees and are not counted in the table."
    )
    b.trap("range", f"{agency} agency workers are not employees")
    right.para("We do not record ethnic origin or religion and cannot report on them.")


_TURNOVER = {
    2022: ("33.0", "30.1", "15.8", "13.5", "9.0", "8.1", "21.4", "18.8", "17.7", "15.9", "18.9", "16.8"),
    2023: ("31.2", "28.7", "14.6", "12.9", "8.8", "7.4", "19.5", "17.1", "16.2", "14.8", "17.3", "15.5"),
    2024: ("29.4", "26.8", "13.9", "12.2", "9.1", "7.0", "18.2", "16.6", "15.1", "13.7", "16.2", "14.6"),
}


def turnover(b: Book, f: Facts) -> None:
    """B1.2: a header of two rows, then benefits as a list."""
    page = b.page("turnover", section=SECTION)
    strip = page.strip()
    y, p = f.year, f.before
    strip.heading("Coming, staying, leaving", 1)
    overall = "16.3" if y == 2023 else "15.3"
    strip.para(
        f"In {y} {'421' if y == 2023 else '398'} people joined the Group and {'303' if y == 2023 else '284'} permanent employees left it of their own will. "
        f"The turnover rate of the Group was {overall}%, after {'17.8' if y == 2023 else '16.3'}% in {p}."
    )
    b.tell("B1.2", said=[Said(f"{overall}%", overall, "%", "turnover rate of the Group", str(y))])
    labels = ("Under 30", "30 to 50", "Over 50", "Hong Kong", "Chinese Mainland", "Total")

    def line(at: int, kind: str = "", indent: bool = True) -> Row:
        pairs = [*_TURNOVER[y][2 * at : 2 * at + 2], *_TURNOVER[p][2 * at : 2 * at + 2]]
        return row(labels[at], *pairs, kind=kind, indent=indent)

    table = Table(
        "turnover",
        "Table 13: Employee turnover rate*",
        (
            Column(2.2, role="label"),
            Column(1, str(y), "Male", "%"),
            Column(1, str(y), "Female", "%"),
            Column(1, str(p), "Male", "%"),
            Column(1, str(p), "Female", "%"),
        ),
        (
            (("", 1), ("Turnover rate (%)", 4)),
            (("", 1), (str(y), 2), (str(p), 2)),
            (("", 1), ("Male", 1), ("Female", 1), ("Male", 1), ("Female", 1)),
        ),
        (
            row("By age group", kind="group"),
            line(0),
            line(1),
            line(2),
            row("By region", kind="group"),
            line(3),
            line(4),
            line(5, "total", False),
        ),
        notes=(
            (
                "*",
                "Permanent employees who left of their own will during the year, divided by the average number of permanent employees. No statistics are kept for part-time "
                "employees.",
            ),
        ),
        look="grid" if y == 2023 else "lines",
        size=9.5,
    )
    table = replace(table, caption="Table 13: {Employee turnover rate}^*^")
    strip.table(table)
    b.tell_table("B1.2", table)
    b.trap("header", "Male and female turnover of two years stand in four columns under one unit")
    strip.heading("Pay and benefits", 2)
    strip.items(
        [
            "Salaries are reviewed each April. Men and women on the same grade start at the same pay.",
            f"Paid parental leave: 16 weeks for mothers, {'7' if y == 2023 else '10'} working days for fathers.",
            "A canteen at both plants; lunch costs the employee nothing.",
            f"Shares: {'none of the staff' if y == 2023 else '214 employees'} took part in the share award plan.",
            "Retirement: the Mandatory Provident Fund in Hong Kong, the statutory schemes in the Mainland.",
        ],
    )
    strip.heading("Diversity", 2)
    strip.para(
        f"Women fill {'11 of 24' if y == 2023 else '12 of 25'} posts of senior management. {'Nineteen' if y == 2023 else 'Twenty-three'} employees have a disability that they have told us about. "
        "Complaints of unequal treatment go to an ombudswoman outside the line of command; "
        f"{'two were made and one was upheld' if y == 2023 else 'none was made'} in {y}."
    )
    strip.heading("How we compare", 2)
    strip.para(
        f"The trade association of household goods makers (to which we belong) put the turnover of its members at {'21.9' if y == 2023 else '20.7'}% for {y}. Ours was lower, although its figure "
        "takes in seasonal workers and ours does not."
    )
    b.trap("benchmark", f"{'21.9' if y == 2023 else '20.7'}% is the turnover of other companies")


def voices(b: Book, f: Facts) -> None:
    """Three columns of short pieces."""
    page = b.page("voices", section=SECTION)
    head = page.strip()
    y = f.year
    head.heading("Three voices", 1, tracking=1.6)
    head.lead("We asked three colleagues to finish a sentence that begins with “My first difficult day was”.")
    one, two, three = page.strips(1, 1, 1, top=head.from_top, gap=15)
    if y == 2023:
        stories = (
            (
                "Lo Mei-fung, shop manager, Sha Tin",
                [
                    "My first difficult day was a Sunday in 2009. A cus\u00adtomer brought back a pan, bent like a spoon, and swore that it had come out of the box like that.",
                    "I gave her a new one. She came back a week later with an apology and a cake. I learned that the price of a pan is small and that the price of a quarrel is not.",
                    "Today I have 14 people in my team, 5 of whom are part-timers. When the rosters moved to four weeks ahead, sick leave in the shop fell by about a third.",
                ],
            ),
            (
                "Guo Zhiqiang, press operator, Dongguan",
                [
                    "My first difficult day was the day on which the light curtain of my press failed. The machine stopped, as it should, and the line stood still for three hours.",
                    "My foreman thanked me for calling him. That sur\u00adprised me. In the factory where I had worked before nobody was thanked for stopping a line.",
                    "I now train others: 22 new colleagues in 2023. The first thing I show them is the red button.",
                ],
            ),
            (
                "Priya Nair, product designer, Shenzhen",
                [
                    "My first difficult day was the test of a kettle whose lid I had drawn. It opened at 96 degrees. I had been proud of that lid.",
                    "We drew eleven others. The one that is sold now has two catches and costs HK$0.80 more. Nobody in manage\u00adment asked me to take one of them away.",
                    "What I would like next is a library of spare parts, so that a new kettle can use an old handle.",
                ],
            ),
        )
    else:
        stories = (
            (
                "Yip Ka-ho, van driver, Fanling",
                [
                    "My first difficult day was the day the electric van ran out of power on Tuen Mun Road. I had 40 kettles on board and a customer who was waiting for one of them.",
                    "Now the route planner knows the hills. I have driven 31,000 kilo\u00admetres since and have never had to be towed again.",
                    "The quiet is what I like. I can hear birds at the lights.",
                ],
            ),
            (
                "Chen Lanying, enameller, Huizhou",
                [
                    "My first difficult day was my first night shift, in March. My hus\u00adband made break\u00adfast at six in the evening and called it dinner.",
                    "Twelve of us asked for nights; eight were chosen. We earn 28% more and the furnace hall is cooler than by day.",
                    "If I could change one thing, it would be the bus. It comes at 6:40, and my shift ends at six.",
                ],
            ),
            (
                "Marcus Tong, repairer, Causeway Bay",
                [
                    "My first difficult day was telling someone that her mother’s rice cooker could not be mended. She had tears in her eyes.",
                    "I took it home, found the part on a dead machine, and rang her on the following Friday. It has been cooking since.",
                    "Last year my bench mended 2,310 things. I keep a list of the ones that I could not.",
                ],
            ),
        )
    for strip, (title, texts) in zip((one, two, three), stories, strict=True):
        strip.heading(title, 3)
        for text in texts:
            strip.para(text, SMALL)
    low = page.strip(top=max(strip.from_top for strip in (one, two, three)) + 14)
    low.heading("What the survey says", 2)
    table = Table(
        "survey",
        "Table 14: Employee survey (share of those who agree)",
        (Column(3.6, role="label"), Column(1, str(y), "Hong Kong", "%"), Column(1, str(y), "Chinese Mainland", "%"), Column(1, str(y), "Group", "%")),
        ((("Statement", 1), ("Hong Kong", 1), ("Chinese Mainland", 1), ("Group", 1)),),
        (
            row("“I would recommend Kestrel Bay as a place to work.”", "68%" if y == 2023 else "71%", "74%" if y == 2023 else "75%", "72%" if y == 2023 else "74%"),
            row("“My manager listens when I say that something is unsafe, and does something about it within a reasonable time.”", "81%" if y == 2023 else "80%", "86%" if y == 2023 else "88%", "84%" if y == 2023 else "85%"),
            row("“I learned something useful this year.”", "–", "79%", "–") if y == 2023 else row("“I learned something useful this year.”", "77%", "82%", "80%"),
        ),
        look="bare",
        size=9.3,
    )  # fmt: skip
    low.table(table)
    low.para(
        f"{'1,301' if y == 2023 else '1,388'} employees took part in the survey, {'70.1' if y == 2023 else '74.9'}% of those who were asked. An outside firm counts the answers, and nobody in the Group sees who gave them."
    )
    low.callout("72%" if y == 2023 else "74%", "of those who answered would recommend us as a place to work", 70)


def safety(b: Book, f: Facts) -> None:
    """B2 in full: zeros in a table, lost days, measures; a side bar."""
    page = b.page("safety", section=SECTION)
    head = page.strip()
    y, p = f.year, f.before
    head.heading("Health and safety", 1)
    main, side = page.strips(2.2, 1, top=head.from_top)
    main.para(
        "The Safety Policy says that no order is so urgent that it must be filled unsafely. Both plants are certified to ISO 45001. The Occupational Safety and Health "
        "Ordinance (Cap. 509) and the Work Safety Law of the People’s Republic of China apply to us; no breach of them was found "
        f"in {y}."
    )
    b.tell("B2.GD")
    table = Table(
        "safety",
        "Table 15: Injuries and their consequences",
        (Column(3.1, role="label"), *(Column(1, str(year)) for year in (y, p, p - 1))),
        ((("", 1), (str(y), 1), (str(p), 1), (str(p - 1), 1)),),
        (
            row("Work-related fatalities (number)", "0", "0", "0", unit="people"),
            row("Rate of work-related fatalities (% of employees)", "0%", "0%", "0%", unit="%"),
            row("Work-related injuries (number)", *(f.show("injuries", year) for year in (y, p, p - 1)), unit="injuries"),
            row("Injuries per 1,000 employees", *(f.ratio("injuries", "employees", year, 1, 1000) for year in (y, p, p - 1)), unit="per 1,000 employees"),
            row("Lost days due to work injury^a^", *(f.show("lost_days", year) for year in (y, p, p - 1)), unit="days"),
        ),
        notes=(("a", "Working days, from the day after the injury. Days of agency workers are not counted."),),
        look="lines",
        size=9.3,
    )  # fmt: skip
    main.table(table)
    b.tell_table("B2.1", table, [0, 1], status="zero")
    b.tell_table("B2.2", table, [4])
    main.para(
        "No employee died at work in the past three years, the Reporting Period included. "
        + (
            "The lost days fell because fewer fingers were caught in packing machines, which have had guards since 2022."
            if y == 2023
            else "The lost days rose because of two falls from loading ramps in Fanling, which together cost 84 days."
        )
    )
    if y == 2024:
        b.trap("part", "84 days is the part of the lost days that two falls caused")
    main.heading("What we do", 2)
    main.items(
        [
            "Every press has a light curtain and two-hand controls; both are tested at the start of each shift.",
            "Hearing tests once a year for all who work where it is louder than 85 decibels.",
            f"Evacuation drills: {'14' if y == 2023 else '16'} in {y}, at least two at each site.",
            "Sites are walked every month by a manager of another site, who signs what he or she has seen.",
            "Heat: above 33 °C a break of ten minutes each hour, with salt drinks.",
        ],
        numbered="1.",
    )
    b.tell("B2.3")
    main.heading("A near miss", 3)
    main.para(
        "In April a pallet slid from a rack in Fanling and fell where nobody stood. Racks have stops since then. "
        f"Employees reported {'196' if y == 2023 else '243'} near misses in {y}; each is answered within a week."
    )
    b.trap("neighbour", f"{'196' if y == 2023 else '243'} near misses are not injuries")
    side.callout("0", "deaths at work in three years", 78)
    side.callout(f.show("lost_days"), f"days lost to injury in {y}", 78, (0.62, 0.42, 0.16))
    side.sidebar(
        "For contractors",
        [
            "Contractors who work on our roofs and furnaces follow the same rules. One of their workers broke an ankle in 2023; the 38 days that he was away are not in our table."
            if y == 2023
            else "Contractors who work on our roofs and furnaces follow the same rules. None of their workers was hurt in 2024.",
            "First aid is taught to one in fifteen employees.",
        ],
    )
    if y == 2023:
        b.trap("boundary", "38 days were lost by a contractor's worker")


def training(b: Book, f: Facts) -> None:
    """B3: percent trained and hours, by gender and rank, in one table with units in its header."""
    page = b.page("training", section=SECTION)
    strip = page.strip()
    y, p = f.year, f.before
    strip.heading("Training", 1)
    hours = {
        2023: ("11.8", "12.6", "18.4", "16.2", "11.7", "12.2"),
        2024: ("12.9", "13.7", "17.8", "17.5", "12.8", "13.3"),
        2022: ("10.4", "11.1", "17.0", "15.5", "10.3", "10.8"),
    }
    strip.para(
        "A new colleague is taught by an older one, for two weeks in the shops and for four at the plants. After that everyone has a plan for the year, agreed with the "
        "manager in January. Courses on safety and on conduct are compulsory; all others are chosen."
    )
    b.tell("B3.GD")

    def line(at: int, text: str, trained: str, of: str, kind: str = "", indent: bool = True) -> Row:
        return row(
            text,
            f.show(trained),
            show(f.get(trained) * 100 / f.get(of), 1),
            show(f.get(trained, p) * 100 / f.get(of, p), 1),
            hours[y][at],
            hours[p][at],
            kind=kind,
            indent=indent,
        )

    table = Table(
        "training",
        "Table 16: Employees trained and training hours",
        (
            Column(2, role="label"),
            Column(1, str(y), "Employees trained", "people"),
            Column(1, str(y), "Share trained", "%"),
            Column(1, str(p), "Share trained", "%"),
            Column(1, str(y), "Average hours", "hours per employee"),
            Column(1, str(p), "Average hours", "hours per employee"),
        ),
        (
            (("", 1), ("Trained", 1), ("Share trained (%)", 2), ("Average hours per employee", 2)),
            (("", 1), (str(y), 1), (str(y), 1), (str(p), 1), (str(y), 1), (str(p), 1)),
        ),
        (
            row("By gender", kind="group"),
            line(0, "Male", "trained_male", "male"),
            line(1, "Female", "trained_female", "female"),
            row("By rank", kind="group"),
            line(2, "Senior management", "trained_senior", "senior"),
            line(3, "Middle management", "trained_middle", "middle"),
            line(4, "General staff", "trained_general", "general"),
            line(5, "Group", "trained", "employees", "total", False),
        ),
        sums=(Sum(7, (1, 2), (1,)), Sum(7, (4, 5, 6), (1,))),
        look="bands",
        size=9.3,
    )
    strip.table(table)
    b.tell("B3.1", page=False)
    b.tell("B3.2", page=False)
    b.tell_table("B3.1", table)
    b.tell_table("B3.2", table)
    b.kpis["B3.1"]["figures"] = [figure for figure in b.kpis["B3.1"]["figures"] if figure["column"] in {1, 2, 3}]
    b.kpis["B3.2"]["figures"] = [figure for figure in b.kpis["B3.2"]["figures"] if figure["column"] in {4, 5}]
    strip.heading("What was taught", 2)
    strip.table(
        Table(
            "courses",
            "",
            (Column(2.4, role="label"), Column(1, str(y), "Sessions", "sessions"), Column(1, str(y), "People", "people"), Column(2.6, role="text")),
            ((("Course", 1), ("Sessions", 1), ("People", 1), ("Remarks", 1)),),
            (
                row("Safety at machines", "64" if y == 2023 else "71", "1,173" if y == 2023 else "1,163", "Compulsory at the plants"),
                row("Conduct and anti-corruption", "" if y == 2023 else "22", "" if y == 2023 else "1,402", "Part of induction" if y == 2023 else "See Integrity"),
                row("Selling without pressure", "18" if y == 2023 else "20", "388" if y == 2023 else "401", "Shops, Hong Kong only"),
                row("Repair and spare parts", "9", "57" if y == 2023 else "63", ""),
                row("Foremen’s school", "2", "–" if y == 2023 else "31", "First class ends in 2024" if y == 2023 else "Twelve Saturdays"),
            ),
            look="bare",
            size=9.3,
        )
    )  # fmt: skip
    strip.para(
        f"The Group spent HK${'2.3' if y == 2023 else '2.6'} million on training. {'Thirty-one' if y == 2023 else 'Thirty-four'} employees had fees for evening classes paid back."
    )
    strip.heading("Aims", 3)
    strip.para("By 2026 every employee shall have at least 15 hours of training a year. We are not there yet.")
    b.trap("target", "15 hours is an aim for 2026, not an average reached")


def labour(b: Book, f: Facts) -> None:
    """B4: two columns; one KPI not applicable in the first report."""
    page = b.page("labour", section=SECTION)
    head = page.strip()
    y = f.year
    head.heading("Labour standards", 1)
    left, right = page.strips(1, 1, top=head.from_top)
    left.heading("Policy", 2)
    left.para(
        "The Group employs nobody under eighteen and makes nobody work against his or her will. This is our rule and it is the law: the Employment Ordinance "
        "(Cap. 57) in Hong Kong and the Provisions on the Prohibition of Using Child Labour in the Mainland. The Group was not aware of any breach.",
        JUSTIFIED,
    )
    b.tell("B4.GD")
    left.heading("Before somebody is hired", 2)
    left.items(
        [
            "Identity cards are checked by eye and, at the plants, with a reader.",
            "Copies are kept; the cards are handed back at once.",
            "No deposit is taken and no fee is charged. Agencies that charge workers lose their contract.",
            "The contract is in the language that the worker reads best.",
        ],
        numbered="(a)",
        style=JUSTIFIED,
    )
    b.tell("B4.1")
    right.heading("If a case were found", 2)
    if y == 2023:
        right.para(
            "No child labour and no forced labour was found in 2023 or in any earlier year, so that no steps had to be taken to eliminate such practices; this KPI is not "
            "applicable to the Group.",
            JUSTIFIED,
        )
        b.tell("B4.2", "not_applicable", reason="no child or forced labour was found, so no steps had to be taken")
    else:
        right.para(
            "A child would be taken from work the same day and brought home at our cost; school fees would be paid until the age of sixteen, and the manager "
            "who hired the child would have to answer to the Sustainability Committee. A forced worker would be paid what is owed and could leave or stay. No such case was found.",
            JUSTIFIED,
        )
        b.tell("B4.2", said=[Said("No such case", "0", "cases", "cases of child or forced labour", "2024")])
    right.heading("Audits", 2)
    right.para(
        f"Labour inspectors visited the plants {'three' if y == 2023 else 'twice'} in {y}. Two customers sent auditors of their own, who interviewed {'64' if y == 2023 else '71'} workers "
        "without a manager in the room. They asked for clearer wage slips, which now come with a drawing.",
        JUSTIFIED,
    )
    right.callout("18", "is the youngest age at which anyone may work for us", 76, (0.45, 0.5, 0.53))
    b.trap("neighbour", "18 is an age, not a count")
    low = page.strip(top=max(left.from_top, right.from_top) + 10)
    low.heading("Young workers and interns", 2)
    low.para(
        f"{'Twelve' if y == 2023 else 'Fifteen'} students of technical schools spent up to ten weeks with us. They were at least eighteen, were paid, and did not work at night or with the presses."
    )
    low.heading("Wages that can be checked", 2)
    low.para(
        "Each wage slip shows the hours worked, the overtime, the deductions and a telephone number. Whoever rings it reaches the payroll desk and not the foreman. "
        f"Of the {'412' if y == 2023 else '377'} calls that came in {y}, most were about tax; in {'nine' if y == 2023 else 'six'} cases the slip was wrong and was put right within the week."
    )
    low.para(
        "Workers at the plants elect a committee every two years. It has eleven members, meets the plant manager each month and keeps its own minutes. In the shops, where teams are small, each region chooses one speaker."
    )
