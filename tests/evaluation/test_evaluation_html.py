"""The page for people: every fault on it, nothing unescaped, nothing from elsewhere."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from evaluation_answers import answer, gold

from esgqa.evaluation.ablation import PARTS
from esgqa.evaluation.baseline import compare
from esgqa.evaluation.gate import Failure
from esgqa.evaluation.html_misses import faults
from esgqa.evaluation.html_report import to_html
from esgqa.evaluation.outcome import Outcome, score
from esgqa.evaluation.record import past_of
from esgqa.evaluation.retrieval import judge
from esgqa.evaluation.run import Evaluation
from esgqa.types import Hit, Passage, Scope, Trace, TraceCandidate

FIVE = ("5", "5", "")
SIX = ("6", "6", "")
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)></style>{{7*7}}"


def page(*outcomes: Outcome) -> str:
    return to_html(Evaluation.of(outcomes))


def hostile() -> Outcome:
    """A miss whose every text is an attack."""
    wanted = gold(
        id=HOSTILE, question=HOSTILE, answers=(f"not {HOSTILE}",), all=(HOSTILE,), pages=(HOSTILE,), kpi=(HOSTILE,),
        unit=HOSTILE, lang=HOSTILE, report=HOSTILE, note=HOSTILE,
    )  # fmt: skip
    candidate = TraceCandidate(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, 0.5, HOSTILE)
    trace = Trace(
        "en", HOSTILE, HOSTILE, HOSTILE, (2024,), (HOSTILE,), HOSTILE, ((HOSTILE, 0.5),), ((HOSTILE, HOSTILE),),
        (candidate,), HOSTILE,
    )  # fmt: skip
    given = replace(
        answer(HOSTILE, SIX, quotes=(HOSTILE,), report=HOSTILE, kpis=(HOSTILE,)),
        notes=(HOSTILE,),
        scope=Scope((HOSTILE,)),
        trace=trace,
    )
    found = judge([Hit(Passage(HOSTILE, HOSTILE, 3, HOSTILE, 0, 1, HOSTILE), 1.0)], frozenset({"other"}))
    return score(wanted, given, 10.0, found)


class Tags(HTMLParser):
    """The tags and attributes that a browser would see."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


@pytest.mark.parametrize("compared", [False, True])
def test_no_text_becomes_markup(compared: bool) -> None:
    missed, plain = hostile(), score(gold(id="withheld", answers=("5",)), answer(status="not_found"), 10.0)
    evaluation = Evaluation.of([missed, plain])
    past = replace(past_of(missed), answer=HOSTILE, right=True)
    comparison = compare(evaluation, {HOSTILE: past}) if compared else None
    text = to_html(evaluation, comparison, [Failure(HOSTILE)], {"rerank": comparison} if comparison else None)
    tags = Tags(text).seen
    assert not {tag for tag, _ in tags} & {"script", "img", "iframe", "link", "object"}
    assert not any(name.startswith("on") or name in ("src", "href") for _, attrs in tags for name in attrs)
    assert [tag for tag, _ in tags].count("style") == 1
    assert text.count("</style>") == 1
    assert text.count("alert(1)") > 10


def test_nothing_comes_from_elsewhere() -> None:
    text = page(hostile())
    assert "default-src 'none'" in text
    assert not re.search(r"https?://|@import|url\(", text)


def test_every_miss_is_shown_with_gold_answer_evidence_and_trace() -> None:
    trace = Trace("en", "figure", "", "", (), ("r",), "how many", (("B6.2", 0.9),), (), (), "chose the surest")
    candidate = TraceCandidate("figure", "r", "1", "six of them", "6", "cases", "FY2018", 0.81, "kept")
    given = replace(answer("6 cases", SIX, quotes=("there were six",)), trace=replace(trace, candidates=(candidate,)))
    passages = [Passage(f"r:3:{n}", "r", 3, "1", 0, 9, f"passage {n}") for n in (1, 2)]
    found = judge([Hit(p, 1.0, lexical_rank=7) for p in passages], frozenset({"r:3:2"}))
    text = page(score(gold(answers=("5",), unit="cases", pages=("1",)), given, 10.0, found))
    for shown in ("5 cases, page 1", "6 cases", "there were six", "chose the surest", "six of them", "0.810", "kept"):
        assert shown in text
    assert re.search(r"<td>✓</td><td>r:3:2</td>", text)
    assert re.search(r"<td></td><td>r:3:1</td>", text)


def test_what_is_right_in_all_is_no_miss() -> None:
    fine = score(gold(id="fine", answers=("5",)), answer("5", FIVE), 10.0)
    text = page(fine)
    assert 'class="miss' not in text
    assert "fine" not in text


@pytest.mark.parametrize(
    ("outcome", "named"),
    [
        (score(gold(answers=("5",)), answer("6", SIX)), ("wrong number", "wrong answer")),
        (score(gold(answers=("5",)), answer(status="not_found")), ("withheld",)),
        (
            score(gold(kind="undisclosed", status="not_found"), answer("6", SIX)),
            ("wrong number", "answered where there is none"),
        ),
        (score(gold(kind="undisclosed", status="not_found"), answer(status="not_disclosed")), ("wrong reason",)),
        (score(gold(answers=("5",), pages=("9",)), answer("5", FIVE, quotes=("5",))), ("wrong page",)),
        (score(gold(answers=("5",), kpi=("B1",)), answer("5", FIVE)), ("wrong KPI",)),
        (score(gold(kind="undisclosed", status="not_found"), answer(status="error")), ("wrong",)),
        (score(gold(answers=("5",)), answer("5", FIVE)), ()),
    ],
)
def test_faults_are_named(outcome: Outcome, named: tuple[str, ...]) -> None:
    assert faults(outcome) == named


def test_a_filter_hides_by_style_alone_what_is_of_another_kind() -> None:
    text = page(
        score(gold(id="a", answers=("5",), kind="figure"), answer(status="not_found"), 10.0),
        score(gold(id="b", answers=("5",), kind="table"), answer(status="not_found"), 10.0),
    )
    tags = Tags(text).seen
    radios = {attrs["id"]: attrs for tag, attrs in tags if tag == "input" and "id" in attrs}
    cards = [(attrs["class"] or "").split() for tag, attrs in tags if tag == "details"]
    assert len(radios) == 2 and {attrs["name"] for attrs in radios.values()} == {"kind"}
    for name in radios:
        assert f"body:has(#{name}:checked) .miss:not(.{name}) {{ display: none }}" in text
        assert sum(name in card for card in cards) == 1


def test_plots_show_bins_the_curve_and_a_bar_for_each_kind_and_language() -> None:
    outcomes = [
        score(
            gold(id=str(n), answers=("5",), lang="en" if n % 2 else "zh-Hant", kind="table" if n % 3 else "figure"),
            replace(answer("5", FIVE) if n % 4 else answer("6", SIX), confidence=n / 40),
            10.0,
        )
        for n in range(40)
    ]
    text = page(*outcomes)
    titles = re.findall(r"<figcaption>(.*?)</figcaption>", text)
    assert titles == ["Reliability", "Risk and coverage", "Right, by kind", "Right, by language"]
    assert len(re.findall(r"<title>confidence [\d.]+, right \d+% of 4</title>", text)) == 10
    assert "zh-Hant</text>" in text
    assert not re.search(r'(?:cx|cy|x1|y1)="(?:nan|-)', text)


def test_ablations_stand_beside_the_full_run() -> None:
    full = Evaluation.of([score(gold(id=str(n), answers=("5",)), answer("5", FIVE), 10.0) for n in range(12)])
    worse = Evaluation.of([score(gold(id=str(n), answers=("5",)), answer("6", SIX), 10.0) for n in range(12)])
    past = {outcome.gold.id: past_of(outcome) for outcome in full.outcomes}
    text = to_html(full, ablations={part: compare(worse, past) for part in PARTS})
    for part in PARTS:
        assert f"without {part}" in text
    assert text.count(">0.0% *<") == 3 * len(PARTS)
