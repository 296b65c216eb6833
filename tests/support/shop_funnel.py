"""One small funnel with a condition, a sticky page group, a split and two offers, and what is assumed of it."""

from decimal import Decimal

from wired_by_hand import click, condition, group, node, page, route, rule, weight, wired

from funnels.routing import Wired
from funnels.simulation import Assumptions, crossed

OUT = node("out", "externalUrl", url="https://out.example")


def shop() -> Wired:
    """Germans: a sticky pair of landers, 3:1, then two offers, 3:2. Everybody else goes outside."""
    return wired(
        [
            node("root", "root"),
            node("geo", "condition", idCondition="geo"),
            node("landers", "landerGroup", idPageGroup="landers"),
            node("split", "rotator"),
            node("fox", "offer", idPage="fox"),
            node("shield", "offer", idPage="shield"),
            node("bin", "offer", idPage="shield"),
            OUT,
        ],
        [
            weight("root", "geo", 1),
            route("geo", "landers", "dach"),
            route("geo", "out", "default"),
            click("landers", "split", 1),
            click("landers", "out", 2),
            weight("split", "fox", 0.6),
            weight("split", "shield", 0.4),
            weight("split", "bin", 0),
        ],
        [
            condition("geo", dach=rule("Location: Country", "DE", "AT")),
            group("landers", {"story": 0.75, "quiz": 0.25}, "sticky"),
            page("story"),
            page("quiz"),
            page("fox", "offer", "10.00"),
            page("shield", "offer", "25"),
        ],
    )


GIVEN = Assumptions(
    clicks={"story": {1: 0.2, 2: 0.1}, "quiz": {1: 0.4}},
    conversions={"fox": 0.05, "shield": 0.02},
    payouts={"fox": Decimal("12.50")},
    cost=Decimal("0.01"),
    costs={"native": Decimal("0.02")},
    origins={("click rate", "story"): "report of last week"},
)

AUDIENCE = crossed({"country": {"DE": 3, "AT": 1, "US": 4}}, sources={"native": 1, "search": 1})
"""Half of them are from here."""
