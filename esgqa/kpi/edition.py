"""The HKEX ESG framework as data: one YAML file an edition, read, checked and kept."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal, cast

import yaml

from esgqa.errors import EsgqaError, UsageError
from esgqa.types import Language

Kind = Literal[
    "aspect", "general_disclosure", "kpi", "mandatory_paragraph", "climate_paragraph", "climate_subparagraph"
]
_KINDS = frozenset(
    ("aspect", "general_disclosure", "kpi", "mandatory_paragraph", "climate_paragraph", "climate_subparagraph")
)
_TYPES = frozenset(("heading", "number", "number+intensity", "breakdown table", "description", "policy text"))

EARLY = "+D"
"""What the id of an edition ends in where its issuer has adopted the climate disclosures of a later one."""
_SOME = 3
"""Paragraphs of Part D that an index lists where it follows it."""

# a unit's words → the dimension a `Figure` gives it
_DIMENSIONS = (
    (re.compile(r"^%|%$"), "percent"),
    (re.compile(r"\b(?:kg|g|t|tonnes?|tco2e|co2e)\b(?! of coal)", re.IGNORECASE), "mass"),
    (re.compile(r"wh\b|\bgj\b|coal equivalent", re.IGNORECASE), "energy"),
    (re.compile(r"\bm3\b|cubic|litre", re.IGNORECASE), "volume"),
    (re.compile(r"hk\$|rmb|us\$|value", re.IGNORECASE), "money"),
    (re.compile(r"\b(?:days|man-days|hours)\b", re.IGNORECASE), "time"),
    (
        re.compile(
            r"persons|headcount|deaths|cases|complaints|number\)|pieces|participants|sessions|suppliers", re.IGNORECASE
        ),
        "count",
    ),
)


@dataclass(frozen=True, slots=True)
class Title:
    """An item's name in three scripts."""

    en: str
    zh_hant: str
    zh_hans: str


@dataclass(frozen=True, slots=True)
class Phrases:
    """How an item is spoken of. `hint` and `zh_hint` count only beside other evidence.

    A space in a Chinese phrase parts words that may stand apart.
    """

    report: tuple[str, ...] = ()
    asker: tuple[str, ...] = ()
    hint: tuple[str, ...] = ()
    zh_hant: tuple[str, ...] = ()
    zh_hans: tuple[str, ...] = ()
    zh_hint: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the guide: an aspect, a general disclosure, a KPI or a paragraph."""

    code: str
    kind: Kind
    aspect: str
    """Code of the aspect it stands under; for paragraphs of other parts, the heading."""
    title: Title
    description: str
    """What is asked for, in our own words."""
    answer_type: str
    """`number`, `number+intensity`, `breakdown table`, `description`, `policy text` or `heading`."""
    also: tuple[str, ...] = ()
    """Other forms that an answer takes."""
    units: tuple[str, ...] = ()
    obligation: str = ""
    obligation_detail: str = ""
    phrases: Phrases = Phrases()
    neighbours: tuple[tuple[str, str], ...] = ()
    """`(code, what sets it apart)` of items that are easily taken for this one."""
    equivalents: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """`(framework, references)`: domain knowledge, `equivalents_status` says whether it was checked."""
    equivalents_status: str = ""
    verified: str = "verified"
    """`verified`, `partly`, `derived` or `unverified`: whether the number and topic were read in a full list."""
    dimensions: frozenset[str] = frozenset()
    """Dimensions that its figures have, from `units`."""

    @property
    def numeric(self) -> bool:
        """Whether the item is answered by a figure."""
        return self.answer_type in ("number", "number+intensity", "breakdown table")

    @property
    def gives_figures(self) -> bool:
        """Whether figures are the item's answer or, beside words, one form of it."""
        return self.numeric or ("number" in self.also and bool(self.dimensions))

    @property
    def phrases_en(self) -> tuple[str, ...]:
        """English phrases of reports, then of askers."""
        return tuple(dict.fromkeys((*self.phrases.report, *self.phrases.asker)))


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    """One edition of the guide. Compared by identity: `load_edition` gives the same object every time."""

    id: str
    """`2016`, `2020` or `2025`."""
    title: str
    periods_from: date
    """First day of a financial year that it applies to."""
    items: tuple[Item, ...]
    """In the order of the guide: mandatory paragraphs, then A1 … B8, each aspect's general disclosure first, then D."""
    by_code: Mapping[str, Item]

    @property
    def disclosures(self) -> tuple[Item, ...]:
        """What an issuer answers, one by one: all but aspect headings and sub-paragraphs, in the order of `items`."""
        return tuple(i for i in self.items if i.kind not in ("aspect", "climate_subparagraph") and _is_whole(i))

    @property
    def kpis(self) -> tuple[Item, ...]:
        """The KPIs alone, in order."""
        return tuple(item for item in self.items if item.kind == "kpi")

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of `disclosures`, in its order: the columns of every matrix of passages by codes."""
        return tuple(item.code for item in self.disclosures)

    def get(self, code: str) -> Item | None:
        """The item of a code, `None` where this edition has none."""
        return self.by_code.get(code)

    def name(self, code: str, language: Language = "en") -> str:
        """The item's title in a language; the code itself where this edition does not have it."""
        item = self.by_code.get(code)
        if item is None:
            return code
        titles = {"en": item.title.en, "zh-Hant": item.title.zh_hant, "zh-Hans": item.title.zh_hans}
        return titles.get(language, item.title.en)

    def descriptions(self) -> list[str]:
        """English text a code, in the order of `codes`, for sentence embeddings."""
        return [f"{i.title.en}. {i.description} {', '.join(i.phrases.report[:8])}".strip() for i in self.disclosures]

    def all_phrases(self) -> tuple[str, ...]:
        """Every English title and phrase, each once: the framework's own vocabulary."""
        return tuple(dict.fromkeys(p for i in self.items for p in (i.title.en, *i.phrases_en, *i.phrases.hint)))


def _is_whole(item: Item) -> bool:
    return not re.fullmatch(r"MDR-\d+(?:\(.+\)|\..+)", item.code)


def editions() -> tuple[str, ...]:
    """Ids of the editions that are shipped, oldest first."""
    folder = files("esgqa.kpi").joinpath("editions")
    return tuple(sorted(entry.name.removesuffix(".yaml") for entry in folder.iterdir() if entry.name.endswith(".yaml")))


@lru_cache(maxsize=8)
def load_edition(name: str) -> Edition:
    """An edition by id. `UsageError` where there is none of that id, `EsgqaError` where its file is damaged.

    `2020+D` is the 2020 edition with Part D of the newest, which issuers may adopt early.
    """
    known = editions()
    base, early = name.removesuffix(EARLY), name.endswith(EARLY)
    if early and base in known:
        return _with_climate(load_edition(base), load_edition(known[-1]))
    if name not in known:
        raise UsageError(
            f"edition {name!r} of the HKEX guide",
            cause="there is no such edition",
            remedy=f"Name one of {', '.join(known)} (`edition` in the report's metadata).",
        )
    text = files("esgqa.kpi").joinpath("editions", f"{name}.yaml").read_text("utf-8")
    return parse_edition(name, text)


def _with_climate(base: Edition, newest: Edition) -> Edition:
    added = tuple(i for i in newest.items if i.kind.startswith("climate") and i.code not in base.by_code)
    items = (*base.items, *added)
    title = f"{base.title}, Part D of {newest.title}" if added else base.title
    by_code = MappingProxyType({item.code: item for item in items})
    return Edition(f"{base.id}{EARLY}" if added else base.id, title, base.periods_from, items, by_code)


def parse_edition(name: str, text: str) -> Edition:
    """An edition from the text of its YAML file; `EsgqaError` that names the item where it is wrong."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        data = yaml.load(text, Loader=loader)  # both loaders are the safe ones
    except yaml.YAMLError as error:
        raise _broken(name, f"it is not YAML ({str(error).splitlines()[0]})") from error
    if not isinstance(data, dict) or not isinstance(data.get("items"), list) or str(data.get("edition")) != name:
        raise _broken(name, f"it wants `edition: '{name}'` and a list of items")
    items: list[Item] = []
    for row in data["items"]:
        try:
            items.append(_item(row))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            code = row.get("code", "?") if isinstance(row, dict) else row
            raise _broken(name, f"item {code}: {type(error).__name__} {error}") from error
    by_code = {item.code: item for item in items}
    if len(by_code) != len(items):
        twice = sorted({item.code for item in items if [i.code for i in items].count(item.code) > 1})
        raise _broken(name, f"code {twice[0]} stands there twice")
    for item in items:
        for code, _ in item.neighbours:
            if code not in by_code:
                raise _broken(name, f"item {item.code}: its neighbour {code} is not there")
    try:
        start = date.fromisoformat(str(data["periods_from"]))
    except (KeyError, ValueError) as error:
        raise _broken(name, "periods_from is no date") from error
    return Edition(name, str(data.get("name", name)), start, tuple(items), MappingProxyType(by_code))


def edition_for(period_start: date | None, codes: Collection[str] = ()) -> str:
    """Id of the edition that a report follows.

    `codes` are those printed in the issuer's own index, and tell more than the date, since editions may be adopted
    early: A4 stands in 2020 only; B5.3 or B7.3 without A4 and A1.2 is 2025; paragraphs of Part D in an index of an older
    edition are that edition with Part D. Otherwise the financial year's first day
    decides: from 1 January 2025 the Code, from 1 July 2020 the 2020 edition, before that 2016. With neither, the
    index decides, and an index of the old codes, or none, is 2016.
    """
    climate = [code for code in codes if re.fullmatch(r"D\d{2}", code)]
    others = frozenset(codes) - set(climate)
    found = _by_index_and_date(period_start, others)
    return f"{found}{EARLY}" if len(climate) >= _SOME and not load_edition(found).get(climate[0]) else found


def _by_index_and_date(period_start: date | None, codes: Collection[str]) -> str:
    aspects = {code.split(".")[0] for code in codes}
    if "A4" in aspects:
        return "2020"
    if aspects and {"B5.3", "B5.4", "B7.3"} & set(codes):
        return "2020" if "A1.2" in codes else "2025"
    if period_start is None:
        return "2016"
    for name in reversed(editions()):
        if period_start >= load_edition(name).periods_from:
            return name
    return "2016"


def _broken(name: str, cause: str) -> EsgqaError:
    return EsgqaError(
        f"esgqa/kpi/editions/{name}.yaml",
        cause=cause,
        remedy="Reinstall esgqa, or undo the edit to that file.",
    )


def _texts(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise TypeError(f"a list is wanted, not {value!r}")
    return tuple(str(entry) for entry in value)


def _dimensions(unit: str) -> list[str]:
    if re.search(r"\bper\b", unit):
        return ["intensity"]
    return [name for pattern, name in _DIMENSIONS if pattern.search(unit)]


def _item(row: Mapping[str, Any]) -> Item:
    kind, answer = str(row["kind"]), str(row["answer_type"])
    if kind not in _KINDS:
        raise ValueError(f"kind {kind!r}")
    if answer not in _TYPES:
        raise ValueError(f"answer_type {answer!r}")
    obligation = row.get("obligation", "")
    level, detail = (
        (str(obligation["level"]), str(obligation["detail"])) if isinstance(obligation, dict) else (str(obligation), "")
    )
    spoken = row.get("phrases", {})
    units = _texts(row.get("units"))
    equivalents = dict(row.get("equivalents", {}))
    status = str(equivalents.pop("status", ""))
    title = row["title"]
    return Item(
        code=str(row["code"]),
        kind=cast(Kind, kind),
        aspect=str(row["aspect"]),
        title=Title(str(title["en"]), str(title["zh_hant"]), str(title["zh_hans"])),
        description=str(row["description"]),
        answer_type=answer,
        also=_texts(row.get("also")),
        units=units,
        obligation=level,
        obligation_detail=detail,
        phrases=Phrases(**{key: _texts(value) for key, value in spoken.items()}),
        neighbours=tuple((str(code), str(why)) for code, why in row.get("neighbours", {}).items()),
        equivalents=tuple((str(key), _texts(value)) for key, value in equivalents.items()),
        equivalents_status=status,
        verified=str(row.get("verified", "verified")),
        dimensions=frozenset(name for unit in units for name in _dimensions(unit)),
    )
