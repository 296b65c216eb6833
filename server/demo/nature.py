"""What is true of the visitors of the demo account: the chances behind what its reports show.

The findings that are planted in it are told in `findings.py`.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from funnels.assets import Page

from ..traffic import Behaviour, Habit, Network, Step
from .campaigns import BURNING, EXCELLENT, MONDAYS, SMALL, IdOf
from .pages import OFFERS

SILENT_DAYS = 6
"""For how long no conversion of BrightRoof Solar has come in at the first question."""

TREND_DAYS = 7
"""For how long VPN Native DACH has been doing better, and Keto Facebook US worse."""

CLICKS: Mapping[str, Mapping[int, float]] = {
    "VPN Advertorial DE": {1: 0.30},
    "Keto Story": {1: 0.18},
    "Keto Celebrity Article": {1: 0.45},
    "Solar Savings Quiz": {1: 0.23, 2: 0.22},
}
"""By button, for a usual visitor."""

BUYS: Mapping[str, float] = {
    "ShieldVPN DE": 0.0650,
    "FoxVPN DE": 0.0807,
    "KetoBurn US": 0.0850,
    "SunQuote Solar": 0.1500,
    "BrightRoof Solar": 0.2400,
}
"""Of those who see the offer. ShieldVPN DE and FoxVPN DE earn the same per visitor: 1.17."""

_NAMES_REVENUE = ("AdNet", "NutraHub", "LeadForge")
"""Networks whose postbacks say what was earned; for the others the payout of the offer counts."""


def behaviour(id_of: IdOf, anchor: date) -> Behaviour:
    return Behaviour(
        {id_of(Page, name): buttons for name, buttons in CLICKS.items()},
        {id_of(Page, name): chance for name, chance in BUYS.items()},
        _habits(id_of, anchor),
    )


def networks(id_of: IdOf, anchor: date) -> dict[str, Network]:
    """By the id of the offer."""
    return {
        id_of(Page, offer.name): Network(
            payout=Decimal(offer.payout),
            revenue=offer.payout if offer.source in _NAMES_REVENUE else "",
            broken_since=anchor - timedelta(days=SILENT_DAYS) if offer.name == "BrightRoof Solar" else None,
        )
        for offer in OFFERS
    }


def _habits(id_of: IdOf, anchor: date) -> tuple[Habit, ...]:
    lately = anchor - timedelta(days=TREND_DAYS)
    return (
        *_both(0.3, 0, section_id=BURNING),
        *_both(1.35, 1.9, section_id=EXCELLENT),
        *_both(1.5, 3.5, section_id=MONDAYS, weekday="Monday"),
        *_both(1.8, 3, site=SMALL),
        *_both(1, 1.5, first=id_of(Page, "Keto Celebrity Article")),
        *_both(0.5, 0.5, funnel="Solar Quiz Google", device="mobile"),
        *_both(1, 0, funnel="Solar Quiz Google", country="CA"),
        *_both(1.1, 1.4, since=lately, funnel="VPN Native DACH"),
        *_both(0.5, 1, since=lately, funnel="Keto Facebook US"),
    )


def _both(clicks: float, buys: float, *, since: date | None = None, **of: str) -> tuple[Habit, Habit]:
    traits = {name: frozenset({value}) for name, value in of.items()}
    return Habit(Step.CLICK, clicks, traits, since), Habit(Step.BUY, buys, traits, since)
