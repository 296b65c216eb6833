"""Landers and offers of the demo account. Amounts are made up; every address is under example.net."""

from typing import NamedTuple


class DemoOffer(NamedTuple):
    name: str
    source: str
    payout: str
    slug: str


LANDERS: tuple[str, ...] = (
    "VPN Advertorial DE",
    "VPN Advertorial US",
    "VPN Listicle US",
    "VPN Story FR",
    "Antivirus Warning Page",
    "Cleaner App Review",
    "Keto Story",
    "Keto Celebrity Article",
    "Sleep Quiz",
    "Joint Pain Advertorial",
    "Solar Savings Quiz",
    "Car Insurance Calculator",
    "Debt Relief Survey",
    "Crypto News Article",
    "Sweepstakes Spin Wheel",
    "Gift Card Survey",
)

OFFERS: tuple[DemoOffer, ...] = (
    DemoOffer("ShieldVPN DE", "AdNet", "18.00", "shieldvpn-de"),
    DemoOffer("ShieldVPN US", "AdNet", "22.50", "shieldvpn-us"),
    DemoOffer("FoxVPN DE", "ClickHero", "14.50", "foxvpn-de"),
    DemoOffer("FoxVPN FR", "ClickHero", "13.00", "foxvpn-fr"),
    DemoOffer("TotalGuard Antivirus", "AdNet", "27.00", "totalguard"),
    DemoOffer("KetoBurn US", "NutraHub", "42.00", "ketoburn-us"),
    DemoOffer("KetoBurn CA", "NutraHub", "38.00", "ketoburn-ca"),
    DemoOffer("SlimGummies", "NutraHub", "35.50", "slimgummies"),
    DemoOffer("DreamDrops", "NutraHub", "32.50", "dreamdrops"),
    DemoOffer("FlexJoint", "NutraHub", "40.00", "flexjoint"),
    DemoOffer("SunQuote Solar", "LeadForge", "55.00", "sunquote"),
    DemoOffer("BrightRoof Solar", "LeadForge", "48.00", "brightroof"),
    DemoOffer("DriveSafe Insurance", "LeadForge", "12.75", "drivesafe"),
    DemoOffer("ClearDebt", "LeadForge", "31.00", "cleardebt"),
    DemoOffer("PrizePanda", "ClickHero", "2.40", "prizepanda"),
)

OFFER_SOURCES: dict[str, dict[str, str]] = {
    "AdNet": {"postback_sub_id": "s1", "postback_tx_id": "txid", "postback_payout": "payout"},
    "ClickHero": {"postback_sub_id": "sub1", "postback_tx_id": "transaction_id", "postback_payout": "amount"},
    "NutraHub": {"postback_sub_id": "aff_sub", "postback_tx_id": "tid", "postback_payout": "payout"},
    "LeadForge": {"postback_sub_id": "subid", "postback_tx_id": "lead_id", "postback_payout": "rev"},
}
"""Name -> the parameters of its postback, in our spelling."""

GROUPS: tuple[str, ...] = ("Utilities", "Nutra", "Lead Gen", "Sweepstakes")
