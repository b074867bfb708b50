"""Cover, contents, front matter and the chapter on governance."""

from __future__ import annotations

from dataclasses import replace

from book import BODY, MARGIN, Book, Said
from facts import NAME, NAME_ZH, SHORT, STOCK_CODE, Facts
from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import Color, white
from tables import Column, Table, row
from writing import Style, draw_text

JUSTIFIED = replace(BODY, align="justify", size=9.9, leading=13.9)


def cover(b: Book, f: Facts) -> None:
    """Names, code, year; nothing else, and no number."""
    page = b.page("cover", furniture=False)
    width, height = page.size
    page.box(0, height * 0.36, width, height * 0.64, b.accent)
    page.box(0, height * 0.36 - 14, width, 14, (0.86, 0.66, 0.3))
    light = (1.0, 1.0, 1.0)
    y = height - 120
    for text, size, kind in (
        (NAME_ZH, 17.0, "paragraph"),
        (NAME, 20.0, "paragraph"),
        ("(Incorporated in the Cayman Islands with limited liability)", 8.6, "paragraph"),
        (f"Stock code: {STOCK_CODE}", 11.0, "paragraph"),
    ):
        style = Style(font="VeraBd" if size > 15 else "Vera", size=size, leading=size * 1.35, colour=light)
        y -= draw_text(b.canvas, text, MARGIN, y, width - 2 * MARGIN, style) + 7
        page.write(kind, text)
    y = height * 0.36 + 130
    for text, size in (
        ("ENVIRONMENTAL, SOCIAL AND", 21.0),
        ("GOVERNANCE REPORT", 21.0),
        (str(f.year), 34.0),
    ):
        style = Style(font="Helvetica-Bold", size=size, leading=size * 1.25, colour=light, tracking=2.6)
        y -= draw_text(b.canvas, text, MARGIN, y, width - 2 * MARGIN, style)
        page.write("heading", text, level=1)
    motto = "Things that last, made by people who stay" if f.year == 2023 else "Fewer parts, longer lives"
    draw_text(b.canvas, motto, MARGIN, height * 0.3, 400, Style(font="VeraIt", size=13, leading=17, colour=b.accent))
    page.write("paragraph", motto)


def contents(b: Book, f: Facts) -> None:
    """Titles and the labels of their pages."""
    page = b.page("contents", section="Contents")
    strip = page.strip(top=70)
    strip.heading("Contents", 1)
    lines = [
        ("About this report", "about", 0),
        ("Message from the Chair", "chair", 0),
        ("Our business and how it is governed", "glance", 0),
        ("At a glance", "glance", 1),
        ("Board statement and ESG governance", "governance", 1),
        ("Listening to stakeholders", "stakeholders", 1),
        ("What matters most", "materiality", 1),
        ("Caring for the environment", "air", 0),
        ("Emissions", "air", 1),
        ("Waste", "waste", 1),
        ("Energy, water and packaging", "energy", 1),
        ("Sites side by side", "sites", 1),
        ("Targets and progress", "targets", 1),
        ("Nature and climate", "nature", 1),
        ("People", "workforce", 0),
        ("Our workforce", "workforce", 1),
        ("Health and safety", "safety", 1),
        ("Training and labour standards", "training", 1),
        ("From supplier to customer", "supply", 0),
        ("Suppliers", "supply", 1),
        ("Products and customers", "product", 1),
        ("Integrity", "integrity", 1),
        ("Community", "community", 1),
        ("Performance data", "data_1", 0),
        ("Content index", "index_1", 0),
    ]
    if f.year == 2024:
        at = next(n for n, line in enumerate(lines) if line[1] == "workforce")
        lines[at:at] = [
            ("Climate-related disclosures", "climate_board", 0),
            ("Governance and strategy", "climate_board", 1),
            ("Risks and opportunities", "climate_risks", 1),
            ("Metrics and targets", "climate_metrics", 1),
        ]
        lines.insert(2, ("Recognition during the year", "awards", 0))
    for text, key, depth in lines:
        bold = "Helvetica" if depth else "Helvetica-Bold"
        style = Style(font=bold, size=10 - depth * 0.6, leading=14)
        x = strip.x + 16 * depth
        if not depth:
            strip.gap(6)
        draw_text(b.canvas, text, x, strip.y, 400, style)
        draw_text(b.canvas, b.label(key), strip.x, strip.y, strip.width, replace(style, align="right"))
        page.write("contents_line", text, label=b.label(key))
        strip.gap(16)


def about(b: Book, f: Facts) -> None:
    """Scope, period, principles (MDR-14, MDR-15)."""
    page = b.page("about", section="About this report")
    strip = page.strip()
    y, p = f.year, f.before
    strip.heading("About this report", 1)
    strip.lead(
        f"This is the {'seventh' if y == 2023 else 'eighth'} environmental, social and governance report of {NAME} (the “Company”) "
        f"and its subsidiaries (together “{SHORT}” or the “Group”). It first sets out what we promised, then what we did."
    )
    strip.heading("Reporting period", 3)
    strip.para(
        f"The report covers the year from 1 January {y} to 31 December {y} (the “Reporting Period” or “{y}”). Where an event "
        f"after the year end helps the reader, we say so. Figures of {p} are given for comparison."
    )
    strip.heading("Reporting boundary", 3)
    strip.para(
        "The boundary follows operational control. It takes in six places of work: the head office in Kwun Tong, "
        f"{22 if y == 2023 else 23} shops in Hong Kong, the Fanling warehouse, the plants in Dongguan and Huizhou and the design "
        "centre in Shenzhen. Together they earn 97.4% of the Group’s revenue. The joint venture in Penang, in which we hold 30%, and the "
        "sales agency in Rotterdam, with four staff, are left out because we do not run their daily business."
    )
    if y == 2024:
        strip.para(
            "Compared with the last report the boundary has grown by one shop, opened in Tseung Kwan O in May 2024. There was no "
            "other change of scope."
        )
    else:
        strip.para("The boundary is the same as in the last report.")
    b.tell("MDR-15")
    strip.heading("Standards applied", 3)
    if y == 2023:
        strip.para(
            "The report was prepared under the Environmental, Social and Governance Reporting Guide in Appendix C2 to the Rules "
            "Governing the Listing of Securities on The Stock Exchange of Hong Kong Limited. All mandatory disclosure requirements "
            "are met; “comply or explain” provisions are complied with or explained in the content index."
        )
    else:
        strip.para(
            "The report was prepared under the Environmental, Social and Governance Reporting Guide in Appendix C2 to the Rules "
            "Governing the Listing of Securities on The Stock Exchange of Hong Kong Limited. The Group has chosen to apply, one year "
            "ahead of the date on which it must, the climate-related disclosures in Part D of the Environmental, Social and Governance "
            "Reporting Code that came into force on 1 January 2025; reliefs used are named where they are used."
        )
    strip.heading("Reporting principles", 3)
    strip.items(
        [
            f"**Materiality.** Topics were ranked by stakeholders and confirmed by the Board; the result is on page {b.label('materiality')}.",
            "**Quantitative.** {Emission factors}^1^ and {conver\u00adsion factors}^1^ are named beside the tables in which they are used.",
            "**Balance.** We report what went badly in the same type size as what went well.",
            "**Consistency.** Methods are those of the year before"
            + (
                ", with one exception: the grid factor for the Chinese Mainland was updated and 2023 was restated to match."
                if y == 2024
                else "; no figure of 2022 has been restated."
            ),
        ]
    )
    b.tell("MDR-14")
    strip.heading("Approval and feedback", 3)
    strip.para(
        f"The Board approved this report on {'27 March 2024' if y == 2023 else '26 March 2025'}. The English and Chinese versions were "
        "published together; if they differ, the English version prevails. Tell us what you think at esg@kestrelbay.example or by post to "
        "Unit 1803, Tern Centre, 9 Hollow Street, Kwun Tong, Kowloon."
    )
    strip.notes(
        (
            "1",
            "Factors are taken from the power companies’ own reports and from the Exchange’s guidance on environmental KPIs.",
        )
    )


def chair(b: Book, f: Facts) -> None:
    """Two columns and a box with a big figure."""
    page = b.page("chair", section="Message from the Chair")
    head = page.strip()
    head.heading("Message from the Chair", 1)
    left, right = page.strips(1, 1, top=head.from_top)
    y = f.year
    left.para("Dear readers,", JUSTIFIED)
    if y == 2023:
        first = [
            "A saucepan is an honest object. Either its handle stays on or it does not. I have tried to keep that in mind while reading the "
            "drafts of this report, which my colleagues, to their credit, did not polish until the handles fell off.",
            "The year was a mixed one. Revenue grew by 6.2% to HK$2,104.6 million, helped by visitors who came back to our shops in Causeway "
            "Bay and Sha Tin. Our plants used less electricity than in any year since 2018, mainly because the roof in Dongguan has been "
            "cover\u00aded with solar panels since Septem\u00adber 2022. At the same time we lost good people: more than one in seven of our "
            "colleagues left us during the year.",
        ]
        second = [
            "There is a question that I am asked at every general meeting: what does all this cost, and what does it bring? The panels cost us nothing, because they belong to a "
            "contractor; the servo drives cost HK$9.6 million and will have paid for themselves in about four years; the guards on the packing machines will never pay for themselves, and nobody "
            "on the Board would want to have them taken off.",
            "One of our kettles had to be called back. No one was hurt, but a lid that opens when it should not is not a small matter, "
            f"and the story is told in full on page {b.label('product')}.",
            "We have been asked, fairly, why the Group still has no target for greenhouse gases. The reason is plain: the base-year figures of our two "
            "plants were only checked by a third party in November 2023. A target will follow.",
        ]
    else:
        first = [
            "Last year I wrote that a target for greenhouse gases would follow. It has: one quarter less by 2030, against 2023, for all that we "
            "burn and all the power that we buy. It was put to the Board in June 2024, argued over twice, and adopted.",
            "Revenue rose by 3.0% to HK$2,168.3 million while total energy use was almost flat. The enam\u00adel line in Huizhou now works at night, "
            "which is kinder to the grid and less kind to sleep; colleagues on that shift chose it and are paid for it.",
        ]
        second = [
            "Repair has become a business in its own right. Our four counters mended 9,204 things, and half of the people who came to them left the shop with something new as well. It is the only advertising that I know of "
            "that pays for itself in the same week.",
            "Not everything went well. Days lost to injuries went up, from 286 to 312, after two falls from loading ramps in Fanling. We have "
            "changed the ramps and the people who signed them off have apologised to those who fell.",
            "We also learned that a pur\u00adchas\u00ading clerk had taken money from a carton maker. The court has dealt with it; "
            f"what we changed is on page {b.label('integrity')}.",
        ]
    for text in (*first, second[0]):
        left.para(text, JUSTIFIED)
    for text in second[1:]:
        right.para(text, JUSTIFIED)
    for text in (
        "The work described in this report is done by people whose names are not in it. The woman who noticed that two meters in Huizhou were exchanged, the drivers who plan their rounds so that the vans come home with a "
        "tenth of their charge, the shop assistants who talk a customer out of a new pan because the old one only wants a handle: they are the reason for which I look forward to writing this page.",
        "My thanks go to them, to our customers and to the suppliers who have put up with our questionnaires. Some of these are too long. We shall shorten them.",
    ):
        right.para(text, JUSTIFIED)
    right.para(
        "What I ask of you is the same as every year. Read the tables first, the prose second, and write to us about the gaps.",
        JUSTIFIED,
    )
    if y == 2023:
        right.callout(
            "5.5% less", "greenhouse gas (Scope 1 and Scope 2) than in 2022, on revenue that was 6.2% higher", 96
        )
        b.trap("derived", "5.5% less greenhouse gas is a change against 2022, not an amount")
    else:
        right.callout(
            "25% by 2030", "our first target for Scope 1 and Scope 2 emissions, counted from the base year 2023", 96
        )
        b.trap("target", "25% by 2030 is a target, not a result")
    right.para("**Cheuk Wing-lam**", replace(BODY, after=0))
    right.para("Chair of the Board")
    right.para(f"Hong Kong, {'27 March 2024' if y == 2023 else '26 March 2025'}")


def awards(b: Book, f: Facts) -> None:
    """Only in the second report: an unruled table of words."""
    page = b.page("awards", section="Recognition")
    strip = page.strip()
    strip.heading("Recognition during the year", 1)
    strip.lead("Prizes do not make a product last, but the people who won them may keep the certificates on our wall.")
    strip.table(
        Table(
            "awards",
            "Awards and memberships, 2024",
            (Column(0.7, role="text"), Column(2.2, role="label"), Column(2.4, role="text")),
            ((("Month", 1), ("Award or membership", 1), ("Given by, and for what", 1)),),
            (
                row(
                    "March",
                    "Caring Employer Mark",
                    "Harbour Council for Social Inclusion (invented), for part-time contracts with holiday pay",
                ),
                row(
                    "June",
                    "Gold Spoon for durable design",
                    "Pearl Delta Product Circle (invented), for the Tern pan with a replaceable handle",
                ),
                row("September", "Member", "East Kowloon Climate Pledge (invented)"),
                row(
                    "November",
                    "Merit, small emitters",
                    "Greater Bay Energy Savers (invented), for night shifts at the Huizhou enamel line",
                ),
            ),
            look="bare",
            size=9.5,
        )
    )
    strip.para(
        "The bodies named above judge what applicants send them. None of them has audited our figures; the limited assurance by "
        "Halcyon Verify Limited covers the greenhouse gas statement only."
    )


def opener(b: Book, key: str, number: str, title: str, words: str) -> None:
    """A chapter's first page: a plate with a letter-spaced title, no number."""
    page = b.page(key, furniture=False)
    width, height = page.size
    page.box(0, 0, width, height, b.accent)
    page.box(MARGIN, height - 250, 60, 5, (0.86, 0.66, 0.3))
    light = (1.0, 1.0, 1.0)
    draw_text(b.canvas, number, MARGIN, height - 170, 300, Style(font="VeraBd", size=44, leading=50, colour=light))
    page.write("paragraph", number)
    style = Style(font="Helvetica-Bold", size=23, leading=31, colour=light, tracking=4.2, torn=b.year == 2024)
    used = draw_text(b.canvas, title, MARGIN, height - 275, width - 2 * MARGIN, style)
    page.write("heading", title, level=1)
    draw_text(
        b.canvas, words, MARGIN, height - 300 - used, 330, Style(font="Vera", size=11.5, leading=18, colour=light)
    )
    page.write("paragraph", words)


def glance(b: Book, f: Facts) -> None:
    """What the Group is, beside a side bar of figures on several bases."""
    page = b.page("glance", section="Our business and how it is governed")
    head = page.strip()
    head.heading("At a glance", 1)
    main, side = page.strips(2.1, 1, top=head.from_top)
    y = f.year
    shops = "22" if y == 2023 else "23"
    main.lead(
        f"{SHORT} designs, makes and sells cookware, small kitchen appliances and household storage. The first workshop opened in 1987 in "
        "a flatted factory; the first shop followed in 1994."
    )
    main.para(
        f"Products are designed in Shenzhen, made in Dongguan (pressed and coated metal) and Huizhou (enamel and plastics), stored in Fanling and "
        f"sold in {shops} shops in Hong Kong, through dealers in nineteen countries and on our own website. About 46% of revenue in {y} came from "
        "Hong Kong, 31% from other places in Asia and 23% from Europe."
    )
    main.heading("What we sell", 2)
    main.items(
        [
            "**Cookware** under the Tern and Plover names, 3.1 million pieces in the year;",
            "**Small appliances**, mainly kettles and rice cookers, 1.4 million pieces;",
            "**Storage and cleaning**, 1.2 million pieces, most of them made by others to our drawings.",
        ]
    )
    main.heading("How value is made", 2)
    drawing = Drawing(main.width, 96)
    accent = Color(*b.accent)
    steps = ["Design", "Source", "Make", "Store", "Sell", "Repair"]
    wide = main.width / len(steps)
    for at, step in enumerate(steps):
        drawing.add(Rect(at * wide + 2, 34, wide - 12, 34, fillColor=accent, strokeColor=None))
        drawing.add(
            String(
                at * wide + wide / 2 - 4,
                47,
                step,
                fontName="Helvetica-Bold",
                fontSize=8,
                fillColor=white,
                textAnchor="middle",
            )
        )
        place = ["Shenzhen", "5 regions", "2 plants", "Fanling", f"{shops} shops", "4 counters"][at]
        drawing.add(String(at * wide + wide / 2 - 4, 20, place, fontName="Helvetica", fontSize=7, textAnchor="middle"))
    main.figure(drawing, "Figure 1: From drawing board to repair counter", labels=steps)
    main.para(
        f"Repair counters stand in four of the shops. They mended {'8,615' if y == 2023 else '9,204'} items in the year, which kept an esti\u00admated 11 tonnes of metal and "
        "plastic out of the bin. The estimate rests on average product weights and not on scales."
    )
    main.heading("Economic figures", 3)
    main.table(
        Table(
            "economic",
            "Selected economic figures (HK$ million)",
            (Column(2.4, role="label"), Column(1, str(y)), Column(1, str(f.before))),
            ((("", 1), (str(y), 1), (str(f.before), 1)),),
            (
                row("Revenue", f.show("revenue", digits=1), f.show("revenue", f.before, 1)),
                row("Staff costs", "402.7" if y == 2023 else "411.5", "391.0" if y == 2023 else "402.7"),
                row("Income tax paid", "38.9" if y == 2023 else "40.2", "35.1" if y == 2023 else "38.9"),
                row("Dividends paid", "61.0" if y == 2023 else "–", "54.5" if y == 2023 else "61.0"),
            ),
            look="lines",
            unit="HK$ million",
        )
    )
    side.callout(f.show("employees"), f"people employed by the Group at 31 December {y}", 84)
    b.tell(
        "B1.1", said=[Said(f.show("employees"), str(f.get("employees")), "people", "employees of the Group", str(y))]
    )
    hk_people = f.show("hong_kong")
    side.callout(hk_people, "of them in Hong Kong", 66, (0.45, 0.5, 0.53))
    b.trap("basis", f"{hk_people} employees are those in Hong Kong only; the Group has {f.show('employees')}")
    side.callout(f.show("ghg"), "tonnes CO~2~e emitted (Scope 1 and Scope 2)", 84, (0.62, 0.42, 0.16))
    side.sidebar(
        "On whose behalf?",
        [
            "Unless we say otherwise a figure covers the whole Group inside the reporting boundary. Figures for Hong Kong only are labelled “Hong "
            "Kong only”.",
            "Money is in Hong Kong dollars. “Tonnes” are metric.",
        ],
    )
    side.sidebar(
        "Ownership",
        ["59.8% of the shares are held by the founding family’s trust, 40.2% by the public."],
        (0.96, 0.94, 0.9),
    )


def governance(b: Book, f: Facts) -> None:
    """Board statement (MDR-13), with a numbered list and a chart of bodies."""
    page = b.page("governance", section="Our business and how it is governed")
    strip = page.strip()
    y = f.year
    strip.heading("Board statement", 1)
    strip.para(
        "The Board of Directors is responsible for the Group’s ESG strategy and for this report. It sets the direction, decides which risks "
        "the Group is willing to carry and looks at progress against ESG goals and targets twice a year, in March and in September."
    )
    strip.para(
        f"In {y} the Board met {'six' if y == 2023 else 'seven'} times; ESG stood on the agenda of {'three' if y == 2023 else 'four'} of those meetings. "
        f"Of the seven directors, {'two' if y == 2023 else 'three'} are women. {'No part of directors’ pay depended on ESG results.' if y == 2023 else 'From 2024 on, 10% of the variable pay of the executive directors depends on ESG results.'}"
    )
    strip.heading("How the Board evaluates and ranks ESG matters", 3)
    strip.items(
        [
            "The ESG Working Group collects topics from laws, peers and the stakeholder survey (January to March).",
            "The Sustainability Committee scores each topic for its effect on the business and on others (April).",
            "The Board confirms the ranking, or sends it back with reasons (June).",
            "Targets are tied to the topics that rank highest and their progress is reviewed half-yearly against the business plan.",
        ],
        numbered="1.",
    )
    strip.heading("Who does what", 2)
    drawing = Drawing(strip.width, 150)
    accent, grey = Color(*b.accent), Color(0.55, 0.58, 0.6)
    boxes = [
        ("Board of Directors", "7 members", strip.width / 2, 118),
        ("Sustainability Committee", "3 directors, 2 executives", strip.width / 2, 66),
        ("Plants", "Dongguan, Huizhou", strip.width * 0.15, 8),
        ("Shops and logistics", "Hong Kong", strip.width * 0.38, 8),
        ("People and training", "all sites", strip.width * 0.62, 8),
        ("Purchasing and quality", "all sites", strip.width * 0.85, 8),
    ]
    for x in [box[2] for box in boxes[2:]]:
        drawing.add(Line(strip.width / 2, 66, x, 38, strokeColor=grey, strokeWidth=0.6))
    drawing.add(Line(strip.width / 2, 118, strip.width / 2, 94, strokeColor=grey, strokeWidth=0.6))
    for at, (title, words, x, low) in enumerate(boxes):
        wide = 150 if at < 2 else 106
        drawing.add(Rect(x - wide / 2, low, wide, 30, fillColor=accent if at < 2 else grey, strokeColor=None))
        drawing.add(
            String(x, low + 17, title, fontName="Helvetica-Bold", fontSize=8, fillColor=white, textAnchor="middle")
        )
        drawing.add(String(x, low + 6, words, fontName="Helvetica", fontSize=7, fillColor=white, textAnchor="middle"))
    strip.figure(drawing, "Figure 2: ESG governance structure", labels=[box[0] for box in boxes])
    strip.para(
        "The Sustainability Committee is chaired by an independent non-executive director, Dr Anselm Poon. It meets every quarter, approves "
        "budgets up to HK$5 million for measures that save energy or water, and reports to the Board in writing. Four work streams carry out "
        "what is decided; each names one person who answers for its figures."
    )
    strip.heading("Risk and internal control", 3)
    strip.para(
        "ESG risks are part of the Group’s risk register. At the end of the year the register held "
        f"{41 if y == 2023 else 44} entries, of which {9 if y == 2023 else 11} concerned ESG matters. Internal audit tested the collection of data at "
        f"{'three of the six' if y == 2023 else 'four of the six'} sites and found two errors in meter readings, which were corrected before the figures were closed."
    )
    b.tell("MDR-13")


def stakeholders(b: Book, f: Facts) -> None:
    """A table whose cells are words."""
    page = b.page("stakeholders", section="Our business and how it is governed")
    strip = page.strip()
    y = f.year
    strip.heading("Listening to stakeholders", 1)
    strip.para(
        f"We asked seven groups what they expect of us. The survey of spring {y} was sent to {'1,420' if y == 2023 else '1,515'} people and "
        f"{'612' if y == 2023 else '703'} answered, which is {'43.1' if y == 2023 else '46.4'}% of those asked. Forty-eight were also interviewed."
    )
    strip.table(
        Table(
            "stakeholders",
            "Table 1: Stakeholders, how we meet them and what concerns them",
            (Column(1.1, role="label"), Column(1.8, role="text"), Column(2.1, role="text"), Column(2, role="text")),
            ((("Stakeholder", 1), ("Channel", 1), ("What concerns them", 1), ("What we did in " + str(y), 1)),),
            (
                row(
                    "Customers",
                    "Hotline; repair counters; online reviews; mystery shopping twice a year",
                    "Safety of electrical goods, spare parts, polite answers",
                    "Spare parts kept for ten years; hotline open on Sundays",
                ),
                row(
                    "Employees",
                    "Town halls; suggestion boxes; exit interviews",
                    "Pay, rosters in the shops, heat on the shop floor",
                    "Rosters published four weeks ahead; spot cooling in Dongguan",
                ),
                row(
                    "Shareholders and investors",
                    "General meeting; results briefings; site visits",
                    "Return, climate risk, succession",
                    "Two site visits in Huizhou",
                ),
                row(
                    "Suppliers",
                    "Tenders; yearly supplier day; audits",
                    "Fair terms, prompt payment",
                    "Payment within 45 days for small firms",
                ),
                row(
                    "Regulators",
                    "Filings; inspections; consultations",
                    "Compliance, product safety, labour law",
                    "Answered three consultations",
                ),
                row(
                    "Neighbours of our plants",
                    "Open days; a telephone line for complaints about noise",
                    "Noise, lorries, smell of coating lines",
                    "Night deliveries stopped in Dongguan" if y == 2023 else "New exhaust stack at the coating line",
                ),
                row(
                    "Schools and charities",
                    "Volunteer days; donations of goods",
                    "Time, kitchen equipment",
                    "Cooking classes for carers",
                ),
            ),
            look="grid" if y == 2023 else "bands",
            size=9.1,
        )
    )
    strip.heading("Two things we heard", 2)
    strip.items(
        [
            "Shop staff asked for seats behind the counter. Seats were put into all shops by August.",
            "Dealers asked for the carbon footprint of a pan. We cannot give it yet: product footprints are not calculated.",
        ]
    )
    strip.para(
        "The answers to every question of the survey, with the number of people who chose them, are on our website for three years."
    )
    b.tell("MDR-14")


def materiality(b: Book, f: Facts) -> None:
    """A scatter of topics whose labels stand apart from the prose."""
    page = b.page("materiality", section="Our business and how it is governed")
    strip = page.strip()
    y = f.year
    strip.heading("What matters most", 1)
    strip.para(
        f"Eighteen topics were scored from 1 to 5 by stakeholders and, apart from them, by managers. Six topics scored 4 or more on both scales and are "
        f"treated as material in {y}. The Board confirmed them on {'15 June 2023' if y == 2023 else '20 June 2024'}."
    )
    drawing = Drawing(strip.width, 235)
    grey, accent = Color(0.6, 0.63, 0.65), Color(*b.accent)
    drawing.add(Line(60, 30, strip.width - 30, 30, strokeColor=grey))
    drawing.add(Line(60, 30, 60, 225, strokeColor=grey))
    topics = [
        ("Product safety", 400, 205), ("Workplace safety", 330, 190), ("Energy and carbon", 352, 168), ("Customer service", 262, 176),
        ("Anti-corruption", 300, 148), ("Supplier conduct", 205, 128), ("Water", 150, 104), ("Packaging", 236, 96),
        ("Training", 190, 160), ("Community", 110, 64), ("Biodiversity", 78, 46), ("Privacy", 292, 116),
    ]  # fmt: skip
    for at, (text, x, high) in enumerate(topics):
        shift = 0 if y == 2023 else (at * 7) % 13 - 6
        drawing.add(Rect(x, high + shift, 6, 6, fillColor=accent, strokeColor=None))
        drawing.add(String(x + 10, high + shift, text, fontName="Helvetica", fontSize=7.4))
    drawing.add(
        String(
            strip.width / 2,
            12,
            "Importance to the business",
            fontName="Helvetica-Oblique",
            fontSize=8,
            textAnchor="middle",
        )
    )
    drawing.add(String(4, 120, "Importance", fontName="Helvetica-Oblique", fontSize=8))
    drawing.add(String(4, 110, "to others", fontName="Helvetica-Oblique", fontSize=8))
    strip.figure(drawing, "Figure 3: Materiality matrix", labels=[topic[0] for topic in topics])
    strip.heading("Material topics", 3)
    strip.items(
        [
            f"Product safety and quality (page {b.label('product')})",
            f"Workplace health and safety (page {b.label('safety')})",
            f"Energy use and greenhouse gases (pages {b.label('ghg')} and {b.label('energy')})",
            f"Customer service (page {b.label('product')})",
            f"Anti-corruption (page {b.label('integrity')})",
            f"Training (page {b.label('training')})",
        ],
        numbered="(a)",
    )
    b.tell("MDR-14")
    left, right = page.strips(1, 1, top=strip.from_top + 4)
    left.heading("What changed", 3)
    if y == 2023:
        left.para(
            "Packaging fell below the line because the shops stopped giving out free carrier bags in 2022. It is still reported."
        )
    else:
        left.para(
            "Anti-corruption rose above the line after the case of the year. Training, which had stood just below it, joined it."
        )
    right.heading("What others find", 3)
    right.para(
        "For comparison: in a study of forty household goods makers by Wren Institute (invented), 61% named product safety as material and 35% named biodiversity."
    )
    b.trap("benchmark", "61% and 35% are shares of other companies in a study")
