"""The chapter from supplier to customer: suppliers, products, privacy, integrity, community, the bilingual page."""

from __future__ import annotations

from dataclasses import replace

from book import BODY, Book, Said
from facts import NAME_ZH, Facts
from tables import Column, Sum, Table, row

SECTION = "From supplier to customer"
JUSTIFIED = replace(BODY, align="justify", size=9.9, leading=13.9)


def supply(b: Book, f: Facts) -> None:
    """B5: suppliers by region, with the first report's slip in the printed total."""
    page = b.page("supply", section=SECTION)
    head = page.strip()
    y, p = f.year, f.before
    head.heading("Suppliers", 1)
    left, right = page.strips(1, 1.05, top=head.from_top)
    left.heading("Who supplies us", 2)
    left.para(
        "Steel and aluminium come from mills in Guangdong, frit from Spain and Japan, motors from other Mainland provinces. The Supplier Code, which every supplier signs, "
        "deals with wages, hours, safety, waste and bribery. It is how we manage environmental and social risks of the supply chain.",
        JUSTIFIED,
    )
    b.tell("B5.GD")
    right_total = f.show("suppliers")
    printed = "321" if y == 2023 else right_total
    mark = "^(1)^" if y == 2024 else ""
    table = Table(
        "suppliers",
        "Table 17: Number of suppliers by region",
        (Column(2.4, role="label"), Column(1, str(y), unit="suppliers"), Column(1, str(p), unit="suppliers")),
        ((("Region", 1), (str(y), 1), (str(p), 1)),),
        (
            row("Hong Kong", f.show("suppliers_hk"), f.show("suppliers_hk", p)),
            row("Guangdong", f.show("suppliers_gd"), f.show("suppliers_gd", p)),
            row("Other Mainland provinces", f.show("suppliers_cn"), f.show("suppliers_cn", p)),
            row("Other places in Asia", f.show("suppliers_asia"), f.show("suppliers_asia", p)),
            row("Europe", f.show("suppliers_eu"), f.show("suppliers_eu", p)),
            row("Total", printed, f.show("suppliers", p) + mark, kind="total"),
        ),
        notes=(("(1)", "The 2023 report printed 321, which was a misprint for 312."),) if y == 2024 else (),
        sums=(Sum(5, (0, 1, 2, 3, 4)),),
        slips=((5, 1, right_total),) if printed != right_total else (),
        look="lines",
        size=9.3,
    )
    right.table(table)
    b.tell_table("B5.1", table)
    right.callout("54.8%" if y == 2023 else "53.8%", "of our suppliers are in Guangdong", 66)
    left.heading("How suppliers are engaged", 2)
    left.items(
        [
            "A new supplier fills in a questionnaire of 62 questions and is visited before the first order.",
            f"Suppliers that together make up 80% of what we spend are audited once in two years: {'74' if y == 2023 else '77'} of them in {y}.",
            "A supplier that fails twice loses the orders. "
            + ("Three did in 2023." if y == 2023 else "One did in 2024."),
        ],
        numbered="1.",
        style=JUSTIFIED,
    )
    audited = "74" if y == 2023 else "77"
    b.tell("B5.2", said=[Said(audited, audited, "suppliers", "suppliers audited", str(y))])
    b.tell("B5.3")
    low = page.strip(top=max(left.from_top, right.from_top) + 4)
    low.heading("Risks along the chain", 2)
    low.para(
        "Each supplier has a score from A to D for environmental risk and another for social risk, drawn from the questionnaire, the audit and the news. Purchasers see the scores when they place "
        "an order; with a D no order can be placed."
    )
    scores = Table(
        "scores",
        "Table 18: Suppliers audited, by score",
        (Column(2.2, role="label"), *(Column(1, str(y), group, "suppliers") for group in ("A", "B", "C", "D"))),
        (
            (("", 1), ("Score (number of suppliers)", 4)),
            (("", 1), ("A", 1), ("B", 1), ("C", 1), ("D", 1)),
        ),
        (
            row("Environmental risk", "31" if y == 2023 else "35", "29", "11", "3" if y == 2023 else "2"),
            row("Social risk", "40", "27" if y == 2023 else "31", "5", "2" if y == 2023 else "1"),
        ),
        look="grid",
        size=9.3,
    )
    low.table(scores)
    b.tell_table("B5.3", scores)
    low.heading("Green purchasing" if y == 2024 else "Paying on time", 2)
    if y == 2024:
        low.para(
            "From 2024 on, buyers must ask for an offer with recycled metal whenever a coil is ordered. Of the aluminium that we bought, 34% was recycled. Paper in the offices bears a forest label. How "
            "well this works is checked by the Sustainability Committee each quarter."
        )
        b.tell("B5.4", said=[Said("34%", "34", "%", "recycled share of aluminium bought", "2024")])
    low.para(
        "Small firms are paid within 45 days, others within 60. The average in "
        f"{y} was {'41' if y == 2023 else '39'} and {'57' if y == 2023 else '58'} days."
    )


def product(b: Book, f: Facts) -> None:
    """B6.1, B6.2, B6.4: a recall, complaints by channel."""
    page = b.page("product", section=SECTION)
    strip = page.strip()
    y, p = f.year, f.before
    strip.heading("Products and customers", 1)
    strip.para(
        "A product may be sold when it has passed our laboratory, bears the marks that the law asks for and is described truly on its box and in advertising. These rules, and the ways in which a customer gets redress, "
        f"stand in the Product Policy. In {y} no breach of laws on health and safety, advertising, labelling or privacy with a significant impact came to our notice."
    )
    b.tell("B6.GD")
    left, right = page.strips(1, 1, top=strip.from_top)
    left.heading("Quality and recalls", 2)
    left.para(
        "Each lot is sampled by the international tables for lot inspection. Kettles are filled and boiled 3,000 times before a model is released.",
        JUSTIFIED,
    )
    left.para(
        "When a fault may hurt somebody, the quality manager can stop sales on his own; within 48 hours the recall panel decides, tells the authorities and writes to every buyer whose address we have.",
        JUSTIFIED,
    )
    b.tell("B6.4")
    if y == 2023:
        left.para(
            "In 2023 we recalled one model of kettle, 1,140 pieces, because its lid could spring open. That is 0.02% of the 5.7 million pieces sold. By December 871 of them had come back.",
            JUSTIFIED,
        )
        b.tell(
            "B6.1",
            said=[
                Said(
                    "0.02%",
                    "0.02",
                    "%",
                    "share of products sold that was recalled for safety and health reasons",
                    "2023",
                ),
                Said("1,140", "1140", "pieces", "pieces recalled", "2023"),
            ],
        )
        b.trap("neighbour", "871 kettles had come back; 1,140 were recalled")
    else:
        left.para(
            "No product had to be recalled in 2024 for safety and health reasons (2023: 0.02% of pieces sold). Of the kettles recalled a year earlier 1,006 had come back by December 2024.",
            JUSTIFIED,
        )
        b.tell(
            "B6.1",
            "zero",
            said=[Said("No product", "0", "", "products recalled for safety and health reasons", "2024")],
        )
        b.trap("prior year", "0.02% and the kettles that came back belong to the recall of 2023")
    right.heading("Complaints", 2)
    table = Table(
        "complaints",
        "Table 19: Complaints about products and services, by channel",
        (Column(2, role="label"), Column(1, str(y), unit="complaints"), Column(1, str(p), unit="complaints")),
        ((("Channel", 1), (str(y), 1), (str(p), 1)),),
        (
            row("Hotline", f.show("complaints_hotline"), f.show("complaints_hotline", p)),
            row("Shops", f.show("complaints_store"), f.show("complaints_store", p)),
            row("Online", f.show("complaints_online"), f.show("complaints_online", p)),
            row("Total", f.show("complaints"), f.show("complaints", p), kind="total"),
        ),
        sums=(Sum(3, (0, 1, 2)),),
        look="bare" if y == 2023 else "grid",
        size=9.5,
    )
    right.table(table)
    b.tell_table("B6.2", table)
    solved = "98.6" if y == 2023 else "98.9"
    right.para(
        f"{solved}% of the complaints were settled within ten working days. A complaint gets a number, an owner and a date; if the date passes, the shop’s area manager rings the customer."
        if y == 2024
        else f"Of these complaints {solved}% were settled within ten working days. A complaint gets a number, an owner and a date; if the date passes, the shop’s area manager rings the customer.",
        JUSTIFIED,
    )
    b.tell("B6.2", said=[Said(f"{solved}%", solved, "%", "complaints settled within ten working days", str(y))])
    low = page.strip(top=max(left.from_top, right.from_top) + 4)
    low.heading("What people complain about", 2)
    reasons = Table(
        "reasons",
        "Table 20: Reasons for complaints (% of all complaints)",
        (Column(1, role="label"), *(Column(1, str(y), name, "%") for name in ("Handles and lids", "Coating", "Delivery", "Staff", "Other"))),
        ((("Year", 1), *((name, 1) for name in ("Handles and lids", "Coating", "Delivery", "Staff", "Other"))),),
        (
            row(str(y), "34.1" if y == 2023 else "31.7", "22.8" if y == 2023 else "24.0", "19.5" if y == 2023 else "20.3", "8.2" if y == 2023 else "6.9", "15.4" if y == 2023 else "17.1"),
        ),
        look="bare",
        unit="%",
        size=9.3,
    )  # fmt: skip
    low.table(reasons)
    b.tell_table("B6.2", reasons)
    low.para(
        "The hotline answered 91% of calls within thirty seconds, against a promise of 90%. A rival, whose name we leave out, reports 84%."
    )
    b.trap("benchmark", "84% is a rival's; 90% is a promise; 91% is ours")


def privacy(b: Book, f: Facts) -> None:
    """B6.3 and B6.5: prose with lists."""
    page = b.page("privacy", section=SECTION)
    strip = page.strip()
    y = f.year
    strip.heading("Ideas and data", 1)
    strip.heading("Intellectual property", 2)
    strip.para(
        f"At the end of {y} the Group held {'63 patents and 148 trade marks' if y == 2023 else '68 patents and 151 trade marks'} and had {'9' if y == 2023 else '7'} applications pending. Designers search the "
        "registers before they draw, and sign that they have. Software is bought with a licence for each seat and counted twice a year."
    )
    strip.items(
        [
            "Copies of our goods are bought, opened and, if they are dangerous, reported to Customs.",
            f"{'Four' if y == 2023 else 'Two'} sellers took copies off the web after a letter from our lawyers; no case went to court.",
        ]
    )
    b.tell("B6.3")
    strip.heading("Customers’ data", 2)
    strip.para(
        f"The loyalty scheme has {'more than 410,000' if y == 2023 else 'nearly 438,000'} members. We keep a name, a telephone number and what was bought; we do not keep card numbers. The Personal Data (Privacy) Ordinance (Cap. 486) and the Personal Information Protection "
        "Law apply."
    )
    members = Said("more than 410,000", "410000", "members", "members of the loyalty scheme", "2023", "more than")
    if y == 2024:
        members = Said("nearly 438,000", "438000", "members", "members of the loyalty scheme", "2024", "nearly")
    b.tell("B6.5", said=[members])
    strip.items(
        [
            "Data are encrypted, stored in Hong Kong and deleted three years after the last purchase.",
            "Only 11 people may open the member files; each time is logged and the log is read monthly.",
            f"An outside firm tried to break in, with our consent, in {'July' if y == 2023 else 'October'}. It found {'two weak passwords and an old server' if y == 2023 else 'one forgotten test account'}.",
            f"Complaints about privacy that were found to be justified: {'nil' if y == 2023 else 'one, a parcel slip with a full telephone number'}.",
        ],
        numbered="(i)",
    )
    b.tell(
        "B6.5",
        said=[
            Said(
                "nil" if y == 2023 else "one",
                "0" if y == 2023 else "1",
                "complaints",
                "justified complaints about privacy",
                str(y),
            )
        ],
    )
    strip.heading("Advertising and labels", 2)
    strip.para(
        "Claims such as “non-stick for five years” are tested before they are printed. In one case the Consumer Council asked how we test; it was content with the answer. "
        "Labels are in two languages and, on appliances, in Braille."
    )
    left, right = page.strips(1, 1, top=strip.from_top + 6)
    left.callout("63" if y == 2023 else "68", "patents held at the year end", 66)
    right.callout("148" if y == 2023 else "151", "trade marks held at the year end", 66, (0.45, 0.5, 0.53))
    strip = page.strip(top=left.from_top + 4)
    strip.heading("Repair first", 2)
    strip.para(
        "Spare parts are kept for ten years after a model is discontinued. A handle costs HK$18, a lid knob HK$6; guarantees are honoured without a receipt if the model is less than five years old."
    )
    strip.para(
        f"In {y} the hotline sent out {'21,340' if y == 2023 else '24,115'} spare parts, of which {'6,870' if y == 2023 else '7,402'} were free of charge."
    )


def integrity(b: Book, f: Facts) -> None:
    """B7: zero in the first report, one case in the second; training only in the second."""
    page = b.page("integrity", section=SECTION)
    head = page.strip()
    y = f.year
    head.heading("Integrity", 1)
    main, side = page.strips(2, 1, top=head.from_top)
    main.para(
        "The Code of Conduct forbids bribery, extortion, fraud and money laundering. It applies to directors, employees and agents and follows the Prevention of Bribery Ordinance (Cap. 201). "
        "Gifts worth more than HK$300 are handed in and raffled for charity."
    )
    b.tell("B7.GD")
    main.heading("Cases", 2)
    if y == 2023:
        main.para(
            "During the year there were no concluded legal cases regarding corrupt practices brought against the Group or its employees."
        )
        b.tell(
            "B7.1",
            "zero",
            said=[
                Said(
                    "no concluded legal cases",
                    "0",
                    "cases",
                    "concluded legal cases regarding corrupt practices",
                    "2023",
                )
            ],
        )
    else:
        main.para(
            "One legal case regarding corrupt practices was concluded during the year. A purchasing clerk in Dongguan had taken RMB 46,000 from a carton maker; in August the court gave him a suspended "
            "sentence of ten months. The carton maker no longer supplies us, and orders above RMB 20,000 now need two signatures. No case was brought against the Group itself."
        )
        b.tell("B7.1", said=[Said("One", "1", "cases", "concluded legal cases regarding corrupt practices", "2024")])
        b.trap("neighbour", "RMB 46,000 is the bribe; the number of cases is one")
    main.heading("Speaking up", 2)
    main.para(
        "Anyone may write to the chair of the audit committee, by letter, by e-mail or through a box that only she can open. Names are kept secret, and whoever punishes a whistle-blower is dismissed."
    )
    main.items(
        [
            "The chair of the audit committee confirms receipt within three days.",
            "Two people who do not work in the department concerned look into the matter.",
            "The audit committee decides, and the whistle-blower is told what was decided.",
        ],
        numbered="1.",
    )
    reports = "five" if y == 2023 else "eight"
    main.para(f"In {y} {reports} reports came in; {'none' if y == 2023 else 'one'} concerned corruption.")
    b.tell("B7.2", said=[Said(reports, "5" if y == 2023 else "8", "reports", "reports by whistle-blowers", str(y))])
    if y == 2024:
        main.heading("Training", 2)
        table = Table(
            "conduct",
            "Table 21: Anti-corruption training, 2024",
            (Column(2, role="label"), Column(1, "2024", "People trained", "people"), Column(1, "2024", "Hours in all", "hours"), Column(1, "2024", "Hours each", "hours")),
            ((("", 1), ("People trained", 1), ("Hours in all", 1), ("Hours each", 1)),),
            (
                row("Directors", "7", "14", "2.0"),
                row("Staff", "1,402", "2,103", "1.5"),
                row("Total", "1,409", "2,117", "", kind="total"),
            ),
            sums=(Sum(2, (0, 1), (1, 2)),),
            look="lines",
        )  # fmt: skip
        main.table(table)
        b.tell_table("B7.3", table)
        side.callout("1,409", "people trained against corruption", 80)
    else:
        side.callout("5", "reports by whistle-blowers", 80)
    side.sidebar(
        "Politics and taxes",
        [
            "The Group gives nothing to political parties.",
            "It pays its taxes where it earns its money and has no company in a place without taxes other than the holding company itself.",
        ],
    )
    if y == 2023:
        main.heading("Conflicts of interest", 2)
        main.para(
            "Directors and managers declare every year what else they own and whom they are related to. Nineteen declarations led to a change: six buyers no longer deal with certain suppliers, and a bid by a "
            "director’s cousin was opened in his absence."
        )


def community(b: Book, f: Facts) -> None:
    """B8: approximations, a small table, a callout."""
    page = b.page("community", section=SECTION)
    strip = page.strip()
    y, p = f.year, f.before
    strip.heading("Community", 1)
    strip.lead(
        "We are good at kitchens, so that is where we help. Before we begin we ask the district’s social workers what is needed, and we stop when they say that it no longer is."
    )
    b.tell("B8.GD")
    left, right = page.strips(1.1, 1, top=strip.from_top)
    left.heading("Three focus areas", 2)
    left.items(
        [
            "**Carers.** Cooking classes for people who look after a relative, in Kwun Tong and Fanling.",
            "**Schools.** Workshops on metal and heat, with a forge on wheels.",
            "**Beaches.** Clean-ups on Lantau and in Huizhou, four times a year.",
        ],
        style=JUSTIFIED,
    )
    b.tell("B8.1")
    people = "more than 600" if y == 2023 else "nearly 700"
    left.para(
        f"In {y} {people} colleagues gave their time, {f.show('volunteer_hours')} hours in all. Half of these hours fell into paid working time.",
        JUSTIFIED,
    )
    b.tell(
        "B8.2",
        said=[
            Said(
                people, people.split()[-1], "volunteers", "employees who volunteered", str(y), people.rsplit(" ", 1)[0]
            ),
            Said(f.show("volunteer_hours"), str(f.get("volunteer_hours")), "hours", "volunteer hours", str(y)),
        ],
    )
    table = Table(
        "community",
        "Table 22: What we gave",
        (Column(2, role="label"), Column(1, role="unit"), Column(1.1, str(y)), Column(1.1, str(p))),
        ((("", 1), ("Unit", 1), (str(y), 1), (str(p), 1)),),
        (
            row("Donations in cash", "HK$ million", f.show("donations", digits=2), f.show("donations", p, 2)),
            row("Goods given away, at cost", "HK$", "412,000" if y == 2023 else "388,500", "365,000" if y == 2023 else "412,000"),
            row("Volunteer hours", "hours", f.show("volunteer_hours"), f.show("volunteer_hours", p)),
        ),
        look="grid" if y == 2024 else "lines",
    )  # fmt: skip
    right.table(table)
    b.tell_table("B8.2", table)
    right.callout(f"HK${f.show('donations', digits=2)} million", "given in cash", 66)
    low = page.strip(top=max(left.from_top, right.from_top) + 6)
    low.heading("A kitchen on Peng Chau" if y == 2023 else "Sixty pans for a night shelter", 2)
    low.para(
        "The hall of the fishermen’s association had a stove from 1974 and one pot. Over two weekends thirty-six colleagues tore out, tiled and fitted a kitchen in which lunch for 80 can be cooked. It was opened by the oldest member, who "
        "is 97 and burned the first pancake."
        if y == 2023
        else "The shelter in Sham Shui Po feeds between 110 and 140 people a night. Our enamellers made sixty pans with long handles for it, each with the name of a donor on its base. The cook, who has one arm, asked for a "
        "second ear on each, and got it."
    )
    low.para(
        "The Board has decided to give 0.5% of the profit after tax every year from 2025 on. Whether that is enough will be asked again in 2028."
    )
    b.trap("target", "0.5% of profit after tax is what will be given from 2025 on")


def bilingual(b: Book, f: Facts) -> None:
    """English on the left, Traditional Chinese on the right, paragraph by paragraph."""
    page = b.page("bilingual", section=SECTION)
    head = page.strip()
    y = f.year
    head.heading("To our suppliers 致供應商", 1)
    left, right = page.strips(1, 1, top=head.from_top)
    audited = "74" if y == 2023 else "77"
    pairs = [
        (
            "Every year we print this page in two languages and send it to all who supply us.",
            "本集團每年以中英文刊印本頁，並寄發予全體供應商。",
        ),
        (
            f"In {y} we audited {audited} suppliers. Those who did well will be visited less often; those who did not will see us again within six months.",
            f"於{y}年，本集團審核了{audited}家供應商。表現良好者日後的審核將會減少；未達標者則於六個月內再受審核。",
        ),
        (
            "No one under eighteen may work for you on our orders. No passport or identity card may be kept by you. No worker may pay for being hired.",
            "凡為本集團生產的供應商，不得僱用未滿十八歲人士，不得扣押工人的護照或身份證，亦不得向工人收取招聘費用。",
        ),
        (
            "Tell us when something goes wrong. A late delivery is a nuisance. An accident that is hidden ends the contract.",
            "如有問題，請即告知本集團。延遲交貨只是不便；隱瞞意外則會導致合約終止。",
        ),
        (
            f"Small firms are paid within 45 days. If we are late, ring the finance department: the average in {y} was {'41' if y == 2023 else '39'} days.",
            f"小型企業的貨款於45天內支付。如有延誤，請致電財務部；{y}年的平均付款期為{'41' if y == 2023 else '39'}天。",
        ),
        (
            "Bribes are refused and reported. Please do not send gifts at the Mid-Autumn Festival; send a card.",
            "本集團拒絕賄賂，並會向有關當局舉報。中秋節請勿送禮，一張賀卡已足夠。",
        ),
    ]
    english = replace(BODY, size=10, leading=14.5, after=8)
    chinese = replace(BODY, size=10, leading=16, after=8)
    left.heading("A letter from the purchasing department", 3)
    right.heading("採購部來函", 3)
    for one, other in pairs:
        left.para(one, english)
        right.para(other, chinese)
        left.y = right.y = min(left.y, right.y) - 4
    left.para("Kwan Sze-lok, Head of Purchasing", english)
    right.para("採購部主管 關思樂", chinese)
    right.para(NAME_ZH, chinese)
