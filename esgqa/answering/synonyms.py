"""Everyday words for what reports say otherwise, and words that say little."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    # everyday words for what reports count, so that "how many people work" meets "number of employees"
    "people": ("employees", "staff", "persons", "workers", "users", "participants"),
    "person": ("employee", "people"),
    "staff": ("employees", "workforce", "persons", "workers", "employment"),
    "employees": ("staff", "workforce", "headcount", "personnel", "workers", "employment", "people"),
    "employee": ("staff", "worker", "person", "head"),
    "employed": ("employees", "staff", "workforce"),
    "fatalities": ("deaths", "fatal"),
    "deaths": ("fatalities",),
    "died": ("fatalities", "fatality", "deaths", "fatal"),
    "die": ("fatalities", "fatality", "deaths", "fatal"),
    "killed": ("fatalities", "fatality", "deaths", "fatal"),
    "death": ("fatality", "fatalities", "fatal"),
    "electricity": ("power",),
    "injuries": ("injury", "injured", "accidents"),
    "accidents": ("injuries", "injury"),
    "donated": ("donation", "donations", "contributed"),
    "donations": ("donated", "donation", "contributions"),
    "suppliers": ("vendors", "contractors"),
    "complaints": ("grievances",),
    "directors": ("board",),
    "headcount": ("employees", "staff", "workforce"),
    "workforce": ("employees", "staff"),
    "workers": ("employees", "staff", "workforce", "employment"),
    "personnel": ("employees", "staff", "workforce", "employment"),
    "women": ("female",),
    "female": ("women",),
    "male": ("men",),
    "macau": ("macao",),
    "macao": ("macau",),
    "woman": ("female",),
    "ladies": ("female",),
    "men": ("male",),
    "man": ("male",),
    "males": ("male",),
    "females": ("female",),
    "power": ("electricity", "energy"),
    "electric": ("electricity",),
    "vendors": ("suppliers",),
    "vendor": ("supplier",),
    "contractors": ("suppliers",),
    "carbon": ("greenhouse", "carbon dioxide", "ghg", "co2"),
    "ghg": ("greenhouse", "carbon"),
    "greenhouse": ("ghg", "carbon"),
    "co2": ("carbon dioxide", "greenhouse"),
    "footprint": ("emissions",),
    "gripes": ("complaints",),
    "grievances": ("complaints",),
    "bosses": ("management", "senior"),
    "executives": ("senior management",),
    "managers": ("management",),
    "rank-and-file": ("junior", "grassroots", "general"),
    "trained": ("training",),
    "training": ("trained", "trainings"),
    "intensity": ("density", "per"),
    "density": ("intensity", "per"),
    "drugs": ("medicines", "pharmaceutical"),
    "medicine": ("drug", "pharmaceutical"),
    "lawsuits": ("lawsuit", "litigation", "legal cases"),
    "refund": ("return",),
    "returns": ("return",),
    "founded": ("established", "launched"),
    "started": ("launched", "established", "commenced"),
    "begin": ("launched", "started", "starting"),
    "start": ("launched", "starting", "established"),
    "set": ("established",),
    "partner": ("cooperated", "partners", "partnership", "joined"),
    "volunteer": ("charitable", "volunteering", "voluntary"),
    "volunteering": ("charitable", "volunteer", "voluntary"),
    "money": ("donation", "rmb"),
    "old": ("age", "aged"),
    "younger": ("under", "age"),
    "older": ("above", "age"),
    # everyday words for the matters of a report
    "payroll": ("employees", "staff", "workforce", "employment"),
    "joiners": ("employees", "recruits", "newcomers"),
    "hires": ("employees", "recruits", "new"),
    "newcomers": ("employees", "recruits", "new"),
    "induction": ("orientation", "onboarding"),
    "orientation": ("induction", "onboarding"),
    "breastfeeding": ("lactating", "lactation", "nursing", "nursery"),
    "adverts": ("advertising", "advertisements"),
    "ads": ("advertising", "advertisements"),
    "graft": ("corruption", "bribery", "integrity"),
    "anti-graft": ("corruption", "integrity"),
    "bribery": ("corruption", "bribe"),
    "core": ("principal", "main"),
    "principal": ("core", "main"),
    "withdrawal": ("withdrawn", "consumption", "used"),
    "withdrawn": ("withdrawal", "consumption"),
    "consumption": ("withdrawn", "withdrawal", "consumed", "usage", "used"),
    "usage": ("consumption", "consumed", "withdrawn"),
    "bought": ("purchased",),
    "purchased": ("bought",),
    "worker": ("employee", "person", "staff"),
    "kilowatt-hours": ("kwh",),
    "courses": ("training", "programmes"),
    "classes": ("training", "courses"),
    "firm": ("company", "group"),
    "wages": ("remuneration", "salary", "salaries", "pay", "compensation"),
    "pay": ("remuneration", "salary", "compensation"),
    "perks": ("benefits", "welfare"),
    "harmful": ("hazardous",),
    "dangerous": ("hazardous",),
    "toxic": ("hazardous",),
    "charity": ("charitable", "donation", "donations", "community"),
    "gave": ("donated", "donation", "contributed"),
    "given": ("donated", "donation", "contributed"),
    "recall": ("recalled", "recalls"),
    "checked": ("evaluated", "audited", "assessed", "inspected"),
    "audited": ("evaluated", "assessed", "inspected"),
    "assessed": ("evaluated", "audited"),
    "evaluated": ("assessed", "audited", "reviewed"),
    # what burns fuel, what is burnt, and what comes out
    "vehicles": ("mobile", "fleet", "transport"),
    "cars": ("vehicles", "mobile", "fleet"),
    "mobile": ("vehicles",),
    "petrol": ("gasoline",),
    "gasoline": ("petrol",),
    "nox": ("nitrogen",),
    "nitrogen": ("nox",),
    "so2": ("sulphur", "sulfur", "sox"),
    "sox": ("sulphur", "sulfur", "so2"),
    "sulphur": ("sulfur", "sox", "so2"),
    "sulfur": ("sulphur", "sox", "so2"),
    "pm": ("particulate",),
    "particulates": ("particulate", "pm"),
    "particulate": ("pm",),
    "direct": ("scope",),
    "indirect": ("scope",),
    "other": ("scope",),  # other indirect emissions
    "rubbish": ("waste", "refuse"),
    "trash": ("waste", "refuse"),
    "garbage": ("waste", "refuse"),
    "attrition": ("turnover",),
    "left": ("turnover", "leaving", "departed", "resigned"),
    "leave": ("turnover", "leaving", "departed", "resigned"),
    "r&d": ("research",),
    "quit": ("turnover", "left", "resigned"),
    "leavers": ("turnover", "left"),
    "pv": ("photovoltaic", "solar"),
    "photovoltaic": ("solar", "pv"),
    "solar": ("photovoltaic", "pv"),
    "flights": ("air travel", "flight", "air"),
    "flying": ("air travel", "flight", "air"),
    "leakage": ("fugitive", "losses", "leaks"),
    "leaking": ("fugitive", "losses", "leakage"),
    "leaks": ("fugitive", "losses", "leakage"),
    "refrigerants": ("fugitive",),
    "grid": ("purchased",),
    "paperwork": ("paper",),
    "division": ("segment", "business"),
    "bus": ("buses",),
    "questionnaires": ("surveys", "questionnaire", "responses"),
    "questionnaire": ("survey", "surveys"),
    "survey": ("questionnaire",),
    "surveys": ("questionnaire", "questionnaires"),
    "landfilled": ("landfill", "disposed"),
    "incinerated": ("incineration", "burned"),
    "debris": ("waste",),
    "demolition": ("construction",),
    "whistleblowing": ("whistle-blowing", "reporting", "report"),
    "whistle-blowing": ("whistleblowing",),
    # people and things of a place
    "american": ("america",),
    "canadian": ("canada",),
    "asian": ("asia",),
    "chinese": ("china", "mainland", "prc"),
    "european": ("europe",),
    "japanese": ("japan",),
    "african": ("africa",),
    "australian": ("australia",),
    "vietnamese": ("vietnam", "viet nam"),
    "hk": ("hong kong",),
    "prc": ("china", "mainland"),
    "uk": ("united kingdom", "britain"),
    "usa": ("united states",),
}


# words that go with every amount, or with everything: a table of water used says "water", and need not say "used"
LIGHT_WORDS = tuple(
    """
    used consumed consumption produced generated emitted released discharged disposed incurred recorded received made given
    spent took place happened occurred based worked identified segment division combined overall firm group
    get got getting gets come came coming comes go goes went going gone put puts keep keeps kept run runs ran running bring
    brought brings hand handed turn turned pick picked ended let lets leave happen happens want wants wanted need needs needed
    know look looks looking looked seem say see seen saw think mean means count counted counts moment now today currently
    actually really exactly roughly about around approximately nearly almost altogether together lot lots thing things stuff
    sort kind kinds type types way ways part parts piece able back down off out up away over still yet just even only ever
    anybody anyone somebody someone everybody everyone anything something everything there here
    """.split()
)
LIGHT = 0.3
"""Share of their weight that these words keep."""


@lru_cache(maxsize=1)
def _thesaurus() -> dict[str, tuple[str, ...]]:
    """`thesaurus.yaml`, by the stem of what is asked."""
    import yaml

    from esgqa.retrieval.tokens import tokenise

    text = resources.files("esgqa.answering").joinpath("thesaurus.yaml").read_text(encoding="utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for word, others in yaml.load(text, Loader=yaml.CSafeLoader).items():
        for stem in tokenise(word)[:1]:
            found[stem] = tuple(dict.fromkeys((*found.get(stem, ()), *others)))
    return found


def others_for(word: str) -> tuple[str, ...]:
    """Words that stand in evidence for a word of a question, in small letters, whatever its ending."""
    from esgqa.retrieval.tokens import tokenise

    stems = tokenise(word)[:1]
    return (*SYNONYMS.get(word, ()), *(_thesaurus().get(stems[0], ()) if stems else ()))
