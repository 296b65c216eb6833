"""The metrics of the contract, their units and formulas.

What is counted is counted by the tracker; what is a share or an average of two counts says of which two. A share is a
fraction here (0.25), and a percentage only in what people read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

Number = int | Decimal


class Unit(StrEnum):
    COUNT = "count"
    MONEY = "money"
    SHARE = "share"


class Of(StrEnum):
    """The row whose number a ratio divides by."""

    ROW = "row"
    PARENT = "parent"
    TOP = "top"


@dataclass(frozen=True, slots=True)
class Metric:
    id: str
    label: str
    short: str
    """As column heads abbreviate it."""
    unit: Unit
    over: str = ""
    """What is divided, for a ratio."""
    under: str = ""
    """What it is divided by."""
    of: Of = Of.ROW
    """The row whose number `under` is."""

    @property
    def is_ratio(self) -> bool:
        return bool(self.under)


def _custom_event(number: int) -> tuple[Metric, ...]:
    count, revenue = f"customEvent{number}Count", f"customEvent{number}Revenue"
    words = f"Custom event {number}"
    return (
        Metric(count, f"{words} count", f"CE{number}", Unit.COUNT),
        Metric(revenue, f"{words} revenue", f"CE{number} Rev", Unit.MONEY),
        Metric(f"customEvent{number}PerVisit", f"{words} per visit", f"CE{number} %", Unit.SHARE, count, "visits"),
        Metric(f"costPerEvent{number}", f"Cost per event {number}", f"CPCE{number}", Unit.MONEY, "cost", count),
        Metric(
            f"revenuePerEvent{number}", f"Revenue per event {number}", f"RPCE{number}", Unit.MONEY, revenue, count
        ),
    )


METRICS: tuple[Metric, ...] = (
    Metric("visits", "Visits", "Visits", Unit.COUNT),
    Metric("visitors", "Unique visitors", "Visitors", Unit.COUNT),
    Metric("uniqueness", "Uniqueness", "Uniq %", Unit.SHARE, "visitors", "visits"),
    Metric("nodeViews", "Node views", "N-Views", Unit.COUNT),
    Metric("nodeViewsUnique", "Unique node views", "u|N-Views", Unit.COUNT),
    Metric("landerViews", "Lander views", "L-Views", Unit.COUNT),
    Metric("landerViewsUnique", "Unique lander views", "u|L-Views", Unit.COUNT),
    Metric("landerClicks", "Lander clicks", "L-Clicks", Unit.COUNT),
    Metric("landerClicksUnique", "Unique lander clicks", "u|L-Clicks", Unit.COUNT),
    Metric("offerViews", "Offer views", "O-Views", Unit.COUNT),
    Metric("offerViewsUnique", "Unique offer views", "u|O-Views", Unit.COUNT),
    Metric("offerClicks", "Offer clicks", "O-Clicks", Unit.COUNT),
    Metric("offerClicksUnique", "Unique offer clicks", "u|O-Clicks", Unit.COUNT),
    Metric("conversions", "Conversions", "Conv", Unit.COUNT),
    Metric("indirectConversions", "Conversions (indirect)", "i|Conv", Unit.COUNT),
    Metric("conversionsLifetime", "Conversions (lifetime)", "L|Conv", Unit.COUNT),
    Metric("revenue", "Revenue", "Revenue", Unit.MONEY),
    Metric("conversionRevenue", "Conversion revenue", "Conv Rev", Unit.MONEY),
    Metric("revenueIndirect", "Revenue (indirect)", "i|Rev", Unit.MONEY),
    Metric("revenueLifetime", "Revenue (lifetime)", "L|Rev", Unit.MONEY),
    Metric("cost", "Traffic cost", "Cost", Unit.MONEY),
    Metric("profitAndLoss", "Profit and loss", "P/L", Unit.MONEY),
    Metric("returnOnInvestment", "Return on investment", "ROI", Unit.SHARE, "profitAndLoss", "cost"),
    Metric("costPerVisit", "Cost per visit", "CPVi", Unit.MONEY, "cost", "visits"),
    Metric("costPerVisitor", "Cost per visitor", "u|CPV", Unit.MONEY, "cost", "visitors"),
    Metric("revenuePerVisit", "Revenue per visit", "RPVi", Unit.MONEY, "revenue", "visits"),
    Metric("revenuePerVisitor", "Revenue per visitor", "u|RPV", Unit.MONEY, "revenue", "visitors"),
    Metric("conversionPerVisit", "Conversion per visit", "Cv %", Unit.SHARE, "conversions", "visits"),
    Metric("conversionPerVisitor", "Conversion per visitor", "u|Cv %", Unit.SHARE, "conversions", "visitors"),
    Metric("visitPercentVsTopLevel", "Visit % vs top level", "top|V%", Unit.SHARE, "visits", "visits", Of.TOP),
    Metric("visitPercentVsParent", "Visit % vs parent", "rel|V%", Unit.SHARE, "visits", "visits", Of.PARENT),
    Metric(
        "conversionPercentVsTopLevel",
        "Conversion % vs top level",
        "top|Cv%",
        Unit.SHARE,
        "conversions",
        "conversions",
        Of.TOP,
    ),
    Metric(
        "conversionPercentVsParent",
        "Conversion % vs parent",
        "rel|Cv%",
        Unit.SHARE,
        "conversions",
        "conversions",
        Of.PARENT,
    ),
    Metric(
        "conversionPerParentVisit",
        "Conversion per parent visit",
        "CvPV",
        Unit.SHARE,
        "conversions",
        "visits",
        Of.PARENT,
    ),
    Metric(
        "conversionPerParentVisitUnique",
        "Conversion per unique parent visit",
        "u|CvPV",
        Unit.SHARE,
        "conversions",
        "visitors",
        Of.PARENT,
    ),
    Metric("landerClickthroughRate", "Lander CTR", "L-CTR", Unit.SHARE, "landerClicks", "landerViews"),
    Metric(
        "landerClickthroughRateUnique",
        "Unique lander CTR",
        "u|L-CTR",
        Unit.SHARE,
        "landerClicksUnique",
        "landerViewsUnique",
    ),
    Metric("offerClickthroughRate", "Offer CTR", "O-CTR", Unit.SHARE, "offerClicks", "offerViews"),
    Metric(
        "offerClickthroughRateUnique",
        "Unique offer CTR",
        "u|O-CTR",
        Unit.SHARE,
        "offerClicksUnique",
        "offerViewsUnique",
    ),
    Metric("costPerLanderView", "Cost per lander view", "CPLV", Unit.MONEY, "cost", "landerViews"),
    Metric(
        "costPerUniqueLanderView", "Cost per unique lander view", "u|CPLV", Unit.MONEY, "cost", "landerViewsUnique"
    ),
    Metric("revenuePerLanderView", "Revenue per lander view", "RPLV", Unit.MONEY, "revenue", "landerViews"),
    Metric(
        "revenuePerUniqueLanderView",
        "Revenue per unique lander view",
        "u|RPLV",
        Unit.MONEY,
        "revenue",
        "landerViewsUnique",
    ),
    Metric("conversionPerLanderView", "Conversion per lander view", "CvLV", Unit.SHARE, "conversions", "landerViews"),
    Metric(
        "conversionPerUniqueLanderView",
        "Conversion per unique lander view",
        "u|CvLV",
        Unit.SHARE,
        "conversions",
        "landerViewsUnique",
    ),
    Metric("costPerLanderClick", "Cost per lander click", "CPLC", Unit.MONEY, "cost", "landerClicks"),
    Metric(
        "costPerUniqueLanderClick", "Cost per unique lander click", "u|CPLC", Unit.MONEY, "cost", "landerClicksUnique"
    ),
    Metric("revenuePerLanderClick", "Revenue per lander click", "RPLC", Unit.MONEY, "revenue", "landerClicks"),
    Metric(
        "revenuePerUniqueLanderClick",
        "Revenue per unique lander click",
        "u|RPLC",
        Unit.MONEY,
        "revenue",
        "landerClicksUnique",
    ),
    Metric(
        "conversionPerLanderClick", "Conversion per lander click", "CvLC", Unit.SHARE, "conversions", "landerClicks"
    ),
    Metric(
        "conversionPerUniqueLanderClick",
        "Conversion per unique lander click",
        "u|CvLC",
        Unit.SHARE,
        "conversions",
        "landerClicksUnique",
    ),
    Metric("costPerOfferView", "Cost per offer view", "CPOV", Unit.MONEY, "cost", "offerViews"),
    Metric("costPerUniqueOfferView", "Cost per unique offer view", "u|CPOV", Unit.MONEY, "cost", "offerViewsUnique"),
    Metric("revenuePerOfferView", "Revenue per offer view", "RPOV", Unit.MONEY, "revenue", "offerViews"),
    Metric(
        "revenuePerUniqueOfferView",
        "Revenue per unique offer view",
        "u|RPOV",
        Unit.MONEY,
        "revenue",
        "offerViewsUnique",
    ),
    Metric("conversionPerOfferView", "Conversion per offer view", "CvOV", Unit.SHARE, "conversions", "offerViews"),
    Metric(
        "conversionPerUniqueOfferView",
        "Conversion per unique offer view",
        "u|CvOV",
        Unit.SHARE,
        "conversions",
        "offerViewsUnique",
    ),
    Metric("costPerOfferClick", "Cost per offer click", "CPOC", Unit.MONEY, "cost", "offerClicks"),
    Metric(
        "costPerUniqueOfferClick", "Cost per unique offer click", "u|CPOC", Unit.MONEY, "cost", "offerClicksUnique"
    ),
    Metric("revenuePerOfferClick", "Revenue per offer click", "RPOC", Unit.MONEY, "revenue", "offerClicks"),
    Metric(
        "revenuePerUniqueOfferClick",
        "Revenue per unique offer click",
        "u|RPOC",
        Unit.MONEY,
        "revenue",
        "offerClicksUnique",
    ),
    Metric("conversionPerOfferClick", "Conversion per offer click", "CvOC", Unit.SHARE, "conversions", "offerClicks"),
    Metric(
        "conversionPerUniqueOfferClick",
        "Conversion per unique offer click",
        "u|CvOC",
        Unit.SHARE,
        "conversions",
        "offerClicksUnique",
    ),
    Metric("conversionPerNodeView", "Conversion per node view", "CvNV", Unit.SHARE, "conversions", "nodeViews"),
    Metric("revenuePerNodeView", "Revenue per node view", "RPNV", Unit.MONEY, "revenue", "nodeViews"),
    Metric("costPerNodeView", "Cost per node view", "CPNV", Unit.MONEY, "cost", "nodeViews"),
    Metric("costPerConversion", "Cost per conversion", "CPCv", Unit.MONEY, "cost", "conversions"),
    Metric("revenuePerConversion", "Revenue per conversion", "RPCv", Unit.MONEY, "revenue", "conversions"),
    *(metric for number in range(1, 11) for metric in _custom_event(number)),
)

METRIC: Mapping[str, Metric] = {metric.id: metric for metric in METRICS}

SUMS: Mapping[str, Mapping[str, int]] = {
    "conversionsLifetime": {"conversions": 1, "indirectConversions": 1},
    "revenue": {"conversionRevenue": 1, **{f"customEvent{number}Revenue": 1 for number in range(1, 11)}},
    "revenueLifetime": {"revenue": 1, "revenueIndirect": 1},
    "profitAndLoss": {"revenue": 1, "cost": -1},
}
"""Metrics that are made of others by adding and taking away."""

BASE: tuple[str, ...] = tuple(one.id for one in METRICS if not one.is_ratio and one.id not in SUMS)
"""What has to be counted; everything else follows from it."""


def derived(
    id: str, row: Mapping[str, Number], parent: Mapping[str, Number], top: Mapping[str, Number]
) -> Number | None:
    """A metric from the counted numbers of its row, its parent row and its top-level row; None to divide by zero.

    At the top level a row is its own top, and its parent is the totals row.
    """
    metric = METRIC[id]
    if not metric.is_ratio:
        return _added(id, row)
    rows = {Of.ROW: row, Of.PARENT: parent, Of.TOP: top}
    under = Decimal(_added(metric.under, rows[metric.of]))
    return Decimal(_added(metric.over, row)) / under if under else None


def _added(id: str, row: Mapping[str, Number]) -> Number:
    if id in SUMS:
        return sum((sign * _added(part, row) for part, sign in SUMS[id].items()), start=0)
    return row.get(id, 0)


def needed(ids: list[str]) -> list[str]:
    """The base metrics that the given ones are made of, in their own order."""
    found: set[str] = set()
    waiting = list(ids)
    while waiting:
        metric = METRIC[waiting.pop()]
        if metric.id in SUMS:
            waiting += SUMS[metric.id]
        elif metric.is_ratio:
            waiting += (metric.over, metric.under)
        else:
            found.add(metric.id)
    return [one for one in BASE if one in found]
