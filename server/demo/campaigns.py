"""Who visits the demo account, and where they come from: what its advertisers buy on a mean day."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from funnels.assets import Asset, Funnel, TrafficSource

from ..traffic import Audience, Campaign

IdOf = Callable[[type[Asset], str], str]
"""The id of a demo asset by its name."""

BURNING = "wetter-app-4417"
"""A section of Outbrain whose visitors click by accident and never buy."""
EXCELLENT = "finanz-ratgeber-2210"
MONDAYS = "technik-blog-3175"
"""A section of Outbrain whose readers buy on Mondays, when its newsletter comes out."""
SMALL = "alpen-kurier.example"
"""A site of Taboola that earns well and has few visitors."""

_DACH = (("DE", 76), ("AT", 11), ("CH", 6), ("NL", 3), ("FR", 2), ("PL", 2))
_SECTIONS: dict[str, float] = {
    "nachrichten-1021": 22,
    BURNING: 14,
    "sport-heute-1188": 13,
    "regional-5520": 12,
    EXCELLENT: 9,
    "rezepte-7041": 9,
    "auto-motor-2904": 8,
    MONDAYS: 7,
    "reisen-6617": 6,
}
_SITES: dict[str, float] = {
    "tagesblick.example": 30,
    "wetterfrosch.example": 21,
    "promi-echo.example": 18,
    "gutefrage-forum.example": 16,
    "kicker-stadion.example": 11,
    SMALL: 4,
}


def campaigns(id_of: IdOf, anchor: date) -> tuple[Campaign, ...]:
    """`anchor` is the day of the first question about results."""
    return _outbrain(id_of), _taboola(id_of, anchor), _facebook(id_of), _google(id_of)


def _ids(id_of: IdOf, funnel: str, source: str) -> tuple[str, str, Mapping[str, str]]:
    return id_of(Funnel, funnel), id_of(TrafficSource, source), {"funnel": funnel, "source": source}


def _outbrain(id_of: IdOf) -> Campaign:
    funnel, source, names = _ids(id_of, "VPN Native DACH", "Outbrain")
    return Campaign(
        funnel,
        source,
        68,
        names,
        Audience(_DACH, (("mobile", 62), ("desktop", 33), ("tablet", 5)), bots=0.015),
        fields={
            "section_id": _weighted(_SECTIONS),
            "campaign_id": _any("OB-VPN-DACH"),
            "ad_id": _any("ob-lock-red", "ob-router", "ob-cafe-wifi"),
            "publisher_id": _any("pub-310", "pub-87", "pub-512"),
        },
        on={"Monday": {"section_id": _weighted({**_SECTIONS, MONDAYS: 40})}},
        unique=("ob_click_id",),
        cost=("0.26", "0.42"),
        returning=0.05,
        referrer="https://paid.outbrain.com/",
    )


def _taboola(id_of: IdOf, anchor: date) -> Campaign:
    """The day before the first question still waits for its cost."""
    funnel, source, names = _ids(id_of, "VPN Native DACH", "Taboola")
    return Campaign(
        funnel,
        source,
        44,
        names,
        Audience(_DACH, (("mobile", 70), ("desktop", 26), ("tablet", 4)), bots=0.02),
        fields={
            "site": _weighted(_SITES),
            "campaign_id": _any("TB-VPN-1", "TB-VPN-2"),
            "campaign_item_id": _any("item-90233", "item-90234", "item-90241"),
            "platform": _any("Smartphone", "Desktop", "Tablet"),
        },
        unique=("click_id",),
        cost=("0.22", "0.36"),
        uncosted=frozenset({anchor - timedelta(days=1)}),
        returning=0.05,
        referrer="https://trc.taboola.com/",
    )


def _facebook(id_of: IdOf) -> Campaign:
    funnel, source, names = _ids(id_of, "Keto Facebook US", "Facebook")
    return Campaign(
        funnel,
        source,
        72,
        names,
        Audience((("US", 96), ("CA", 4)), (("mobile", 80), ("desktop", 16), ("tablet", 4)), bots=0.02),
        fields={
            "placement": _any("Facebook_Mobile_Feed", "Instagram_Feed", "Facebook_Desktop_Feed", "Instagram_Stories"),
            "campaign_id": _any("120210551", "120210777"),
            "adset_id": _any("women-45-plus", "lookalike-buyers", "interest-lowcarb"),
            "ad_id": _any("ad-before-after", "ad-doctor", "ad-recipe"),
        },
        unique=("fbclid",),
        cost=("0.85", "1.35"),
        returning=0.06,
        referrer="https://l.facebook.com/",
    )


def _google(id_of: IdOf) -> Campaign:
    funnel, source, names = _ids(id_of, "Solar Quiz Google", "Google Ads")
    return Campaign(
        funnel,
        source,
        40,
        names,
        Audience((("US", 88), ("CA", 12)), (("desktop", 46), ("mobile", 50), ("tablet", 4)), bots=0.01),
        fields={
            "keyword": _any("solar panels cost", "solar quotes near me", "solar tax credit", "is solar worth it"),
            "campaignid": _any("20417751"),
            "adgroupid": _any("cost", "savings"),
            "network": (("g", 8), ("s", 2)),
        },
        unique=("gclid",),
        cost=("1.30", "2.30"),
        returning=0.08,
        referrer="https://www.google.com/",
    )


def _weighted(values: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    return tuple(values.items())


def _any(*values: str) -> tuple[tuple[str, float], ...]:
    """The first has most of the visitors."""
    return tuple((value, 1 / place) for place, value in enumerate(values, start=1))
