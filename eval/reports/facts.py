"""The numbers of the invented issuer, once, for every page of both years to draw on.

Every value is made up. A later report may revise an earlier year's value (`REVISED`); `Facts` sees the numbers as the
report of its year prints them.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

NAME = "Kestrel Bay Homeware Holdings Limited"
SHORT = "Kestrel Bay"
NAME_ZH = "紅隼灣家品控股有限公司"
# a code of the range that the exchange keeps for temporary counters: no issuer holds it for good
STOCK_CODE = "02999"

FIRST = 2021
_VALUES: dict[str, tuple[str, ...]] = {
    # from 2021 on, one a year
    "revenue": ("1846.9", "1982.4", "2104.6", "2168.3"),
    "employees": ("1878", "1903", "1856", "1854"),
    "stationary": ("1655", "1601", "1538", "1534"),
    "mobile": ("402", "388", "347", "319"),
    "refrigerants": ("124", "131", "118", "96"),
    "power_hk": ("1748", "1702", "1574", "1539"),
    "power_mainland": ("10204", "9861", "9348", "9032"),
    "electricity": ("21870", "21306", "20427", "20272"),
    "gas": ("731400", "708950", "684200", "683790"),
    "diesel": ("139870", "131204", "122635", "114390"),
    "petrol": ("43115", "40982", "37857", "33951"),
    "solar": ("0", "318", "964", "1406"),
    "water": ("258310", "249874", "242499", "238863"),
    "hazardous": ("84.1", "80.6", "77.5", "75.0"),
    "non_hazardous": ("1268.9", "1231.4", "1176.2", "1157.4"),
    "nox": ("1402", "1318", "1246", "1173"),
    "sox": ("5.4", "5.1", "4.6", "4.2"),
    "pm": ("103", "96", "88", "81"),
    "voc": ("0", "0", "612", "548"),
    "carton": ("638.2", "641.0", "655.8", "612.4"),
    "film": ("109.7", "104.2", "96.5", "88.7"),
    "pulp": ("97.5", "118.4", "127.9", "143.2"),
    "foam": ("58.8", "41.3", "32.6", "21.9"),
    "female": ("982", "1001", "984", "991"),
    "male": ("896", "902", "872", "863"),
    "full_time": ("1741", "1755", "1698", "1683"),
    "part_time": ("137", "148", "158", "171"),
    "under_30": ("551", "540", "498", "472"),
    "age_30_50": ("1008", "1029", "1021", "1034"),
    "over_50": ("319", "334", "337", "348"),
    "hong_kong": ("639", "644", "631", "636"),
    "mainland": ("1239", "1259", "1225", "1218"),
    "senior": ("23", "24", "24", "25"),
    "middle": ("158", "160", "163", "168"),
    "general": ("1697", "1719", "1669", "1661"),
    "trained_male": ("668", "713", "753", "769"),
    "trained_female": ("771", "812", "867", "902"),
    "trained_senior": ("23", "24", "24", "25"),
    "trained_middle": ("139", "147", "154", "163"),
    "trained_general": ("1277", "1354", "1442", "1483"),
    "injuries": ("34", "31", "27", "29"),
    "lost_days": ("402", "341", "286", "312"),
    "complaints_hotline": ("702", "655", "618", "533"),
    "complaints_store": ("388", "417", "402", "361"),
    "complaints_online": ("221", "247", "254", "215"),
    "suppliers_hk": ("64", "61", "58", "55"),
    "suppliers_gd": ("180", "176", "171", "168"),
    "suppliers_cn": ("41", "46", "49", "52"),
    "suppliers_asia": ("24", "25", "27", "29"),
    "suppliers_eu": ("6", "6", "7", "8"),
    "donations": ("0.94", "1.12", "1.36", "1.52"),
    "volunteer_hours": ("1620", "2105", "2480", "2655"),
}
# (key, year): (year of the report that revises it, value)
REVISED = {("power_mainland", 2023): (2024, "9127")}

SITES = (
    "Kwun Tong head office",
    "Hong Kong stores",
    "Fanling warehouse",
    "Dongguan plant",
    "Huizhou plant",
    "Shenzhen design centre",
)
_SITES: dict[str, dict[int, tuple[str, ...]]] = {
    "electricity": {
        2023: ("412", "2968", "655", "9874", "6231", "287"),
        2024: ("398", "3041", "612", "9402", "6518", "301"),
    },
    "diesel": {2023: ("", "", "61240", "38915", "22480", ""), 2024: ("", "", "54870", "36402", "23118", "")},
    "gas": {2023: ("", "", "", "418300", "265900", ""), 2024: ("", "", "", "402150", "281640", "")},
    "petrol": {
        2023: ("9860", "", "4215", "12730", "7944", "3108"),
        2024: ("8112", "", "3960", "11485", "7650", "2744"),
    },
    "water": {
        2023: ("3120", "14866", "2405", "128750", "91340", "2018"),
        2024: ("2987", "15204", "2388", "121460", "94715", "2109"),
    },
    "hazardous": {
        2023: ("0.2", "0.9", "0.4", "48.6", "27.3", "0.1"),
        2024: ("0.2", "0.8", "0.3", "44.1", "29.5", "0.1"),
    },
    "non_hazardous": {
        2023: ("38.4", "214.7", "96.2", "512.8", "301.5", "12.6"),
        2024: ("35.1", "221.3", "88.4", "486.9", "312.7", "13.0"),
    },
    "employees": {2023: ("168", "402", "61", "742", "431", "52"), 2024: ("161", "418", "57", "711", "452", "55")},
    "floor": {
        2023: ("2450", "18960", "9300", "46200", "31500", "1850"),
        2024: ("2450", "19480", "9300", "46200", "31500", "1850"),
    },
}
# kWh in a cubic metre or a litre
_HEAT = {"gas": "10.55", "diesel": "10.0", "petrol": "9.1"}


def show(value: Decimal | int | str, digits: int = 0) -> str:
    """A number as reports print it: separators for thousands, fixed decimals, half rounded up."""
    quantum = Decimal(1).scaleb(-digits)
    return f"{Decimal(value).quantize(quantum, ROUND_HALF_UP):,}"


@dataclass(frozen=True, slots=True)
class Facts:
    """The numbers as the report of `year` knows them."""

    year: int

    @property
    def before(self) -> int:
        """The year before."""
        return self.year - 1

    def get(self, key: str, year: int | None = None) -> Decimal:
        """A value; sums are known under `scope1`, `scope2`, `ghg`, `packaging`, `trained`, `complaints`, `suppliers`."""
        year = year or self.year
        sums = {
            "scope1": ("stationary", "mobile", "refrigerants"),
            "scope2": ("power_hk", "power_mainland"),
            "ghg": ("scope1", "scope2"),
            "packaging": ("carton", "film", "pulp", "foam"),
            "trained": ("trained_male", "trained_female"),
            "complaints": ("complaints_hotline", "complaints_store", "complaints_online"),
            "suppliers": ("suppliers_hk", "suppliers_gd", "suppliers_cn", "suppliers_asia", "suppliers_eu"),
            "direct_energy": ("gas_kwh", "diesel_kwh", "petrol_kwh"),
            "energy": ("direct_energy", "electricity", "solar"),
        }
        if key in sums:
            return sum((self.get(part, year) for part in sums[key]), Decimal(0))
        if key.endswith("_kwh"):
            fuel = key.removesuffix("_kwh")
            return (self.get(fuel, year) * Decimal(_HEAT[fuel]) / 1000).quantize(Decimal(1), ROUND_HALF_UP)
        revised = REVISED.get((key, year))
        if revised and self.year >= revised[0]:
            return Decimal(revised[1])
        return Decimal(_VALUES[key][year - FIRST])

    def show(self, key: str, year: int | None = None, digits: int = 0) -> str:
        """A value as printed; a dash where nothing was measured."""
        value = self.get(key, year)
        return show(value, digits) if value else "–"

    def ratio(self, key: str, per: str, year: int | None = None, digits: int = 2, times: int = 1) -> str:
        """An intensity or a share as printed."""
        return show(self.get(key, year) * times / self.get(per, year), digits)

    def sites(self, key: str, digits: int = 0) -> tuple[str, ...]:
        """A row over the six sites and its total."""
        values = _SITES[key][self.year]
        total = sum(Decimal(value or 0) for value in values)
        return (*(show(value, digits) if value else "–" for value in values), show(total, digits))
