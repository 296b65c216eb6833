"""Every metric of the contract from what was sent: by the words of its name, not by the tables of the reports."""

import re
from collections.abc import Mapping
from decimal import Decimal

from .journal import ALL, Journal

Numbers = dict[str, Decimal]

_COUNTED = ("visits", "nodeViews", "landerViews", "landerClicks", "offerViews", "offerClicks")
_PER = re.compile(r"(cost|revenue|conversion)Per(Unique)?(Visit|Visitor|NodeView|(?:Lander|Offer)(?:View|Click))")
_RATE = re.compile(r"(lander|offer)ClickthroughRate(Unique)?")
_EVENT = re.compile(r"(cost|revenue)PerEvent(\d+)")
_EVENT_PER_VISIT = re.compile(r"customEvent(\d+)PerVisit")
_OVER = {"cost": "cost", "revenue": "revenue", "conversion": "conversions"}
_OTHERS = {
    "uniqueness": ("visitors", "visits"),
    "returnOnInvestment": ("profitAndLoss", "cost"),
    "costPerConversion": ("cost", "conversions"),
    "revenuePerConversion": ("revenue", "conversions"),
    "conversionPerParentVisit": ("conversions", "visits"),
    "conversionPerParentVisitUnique": ("conversions", "visitors"),
    "visitPercentVsTopLevel": ("visits", "visits"),
    "visitPercentVsParent": ("visits", "visits"),
    "conversionPercentVsTopLevel": ("conversions", "conversions"),
    "conversionPercentVsParent": ("conversions", "conversions"),
}


def sums(journal: Journal, funnel: str) -> Numbers:
    """What is counted and added up, of one funnel or of all."""
    own = journal.sums[funnel]
    found = {name: Decimal(own.counts[name]) for name in _COUNTED}
    found |= {f"{name}Unique": Decimal(len(own.people[name])) for name in _COUNTED[1:]}
    found |= {"visitors": Decimal(len(own.people["visits"])), "cost": own.cost}
    found |= _reported(journal, funnel)
    found["profitAndLoss"] = found["revenue"] - found["cost"]
    found["conversionsLifetime"] = found["conversions"] + found["indirectConversions"]
    found["revenueLifetime"] = found["revenue"] + found["revenueIndirect"]
    return found


def _reported(journal: Journal, funnel: str) -> Numbers:
    """Conversions and custom events; indirect are those of the same people in the other funnel."""
    found = dict.fromkeys(
        ("conversions", "conversionRevenue", "revenue", "indirectConversions", "revenueIndirect"), Decimal(0)
    )
    for number in range(1, 11):
        found |= {f"customEvent{number}Count": Decimal(0), f"customEvent{number}Revenue": Decimal(0)}
    here = journal.sums[funnel].people["visits"]
    for (hit, _, event), revenue in (*journal.booked.items(), *journal.events.items()):
        who, where, _ = journal.bought[hit]
        if funnel in (ALL, where):
            found["revenue"] += revenue
            found[f"customEvent{event}Count" if event else "conversions"] += 1
            found[f"customEvent{event}Revenue" if event else "conversionRevenue"] += revenue
        elif who in here:
            found["indirectConversions"] += not event
            found["revenueIndirect"] += revenue
    return found


def metric(id: str, found: Mapping[str, Decimal]) -> Decimal | None:
    """None where it would be divided by zero. KeyError for a metric whose name says nothing known."""
    if id in found:
        return found[id]
    over, under = _parts(id)
    return found[over] / found[under] if found[under] else None


def _parts(id: str) -> tuple[str, str]:
    if match := _PER.fullmatch(id):
        what, unique, per = match.groups()
        return _OVER[what], f"{per[0].lower()}{per[1:]}s{unique or ''}"
    if match := _RATE.fullmatch(id):
        page, unique = match[1], match[2] or ""
        return f"{page}Clicks{unique}", f"{page}Views{unique}"
    if match := _EVENT.fullmatch(id):
        count, revenue = f"customEvent{match[2]}Count", f"customEvent{match[2]}Revenue"
        return ("cost" if match[1] == "cost" else revenue), count
    if match := _EVENT_PER_VISIT.fullmatch(id):
        return f"customEvent{match[1]}Count", "visits"
    return _OTHERS[id]
