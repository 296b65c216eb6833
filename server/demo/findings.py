"""What is planted in the traffic of the demo account, for whoever looks for it: in reports, tests and conversations.

Days count back from the anchor, the UTC day of the first question about results. The true chances: `nature.py`.
"""

from dataclasses import dataclass

from .campaigns import BURNING, EXCELLENT, MONDAYS, SMALL
from .nature import SILENT_DAYS, TREND_DAYS


@dataclass(frozen=True, slots=True)
class Finding:
    id: str
    funnel: str
    what: str
    """In one sentence."""
    where: tuple[tuple[str, str], ...] = ()
    """The attribute to look by, or the field of the source, and the value that stands out."""


FINDINGS: tuple[Finding, ...] = (
    Finding(
        "burning section",
        "VPN Native DACH",
        "One section of Outbrain has cost more than three payouts and brought no conversion.",
        (("section_id", BURNING),),
    ),
    Finding(
        "excellent sections",
        "VPN Native DACH",
        "Two sections of Outbrain earn several times what they cost.",
        (("section_id", EXCELLENT), ("section_id", MONDAYS)),
    ),
    Finding(
        "Monday's buyers",
        "VPN Native DACH",
        "On Mondays most buyers come from one section of Outbrain.",
        (("section_id", MONDAYS), ("Time: Day of Week", "Monday")),
    ),
    Finding(
        "better lander",
        "Keto Facebook US",
        "Keto Celebrity Article converts more than three times as well as Keto Story, beyond doubt.",
        (("Element: Lander", "Keto Celebrity Article"), ("Element: Lander", "Keto Story")),
    ),
    Finding(
        "equal offers",
        "VPN Native DACH",
        "ShieldVPN DE and FoxVPN DE truly earn the same per visitor; what a report shows of a difference is chance.",
        (("Element: Offer", "ShieldVPN DE"), ("Element: Offer", "FoxVPN DE")),
    ),
    Finding(
        "mobile is worse",
        "Solar Quiz Google",
        "On mobiles people click about half as often and buy less often than on desktops.",
        (("Device: Type", "mobile"), ("Device: Type", "desktop")),
    ),
    Finding(
        "country without conversions",
        "Solar Quiz Google",
        "Nobody in Canada buys, for the offers are for the United States alone.",
        (("Location: Country", "CA"),),
    ),
    Finding(
        "cost missing",
        "VPN Native DACH",
        "The visits from Taboola of the day before the anchor have no cost yet.",
        (("Third Parties: Traffic Source", "Taboola"),),
    ),
    Finding(
        "conversions missing",
        "Solar Quiz Google",
        f"For {SILENT_DAYS} days the network of BrightRoof Solar has sent {{subid}} in place of the hit: "
        "its postbacks are rejected.",
        (("Element: Offer", "BrightRoof Solar"),),
    ),
    Finding(
        "better lately",
        "VPN Native DACH",
        f"In the last {TREND_DAYS} days people click and buy more often than in the {TREND_DAYS} before.",
    ),
    Finding(
        "worse lately",
        "Keto Facebook US",
        f"In the last {TREND_DAYS} days people click half as often as in the {TREND_DAYS} before.",
    ),
    Finding(
        "small and profitable",
        "VPN Native DACH",
        "A site of Taboola earns a multiple of its cost and has few visitors: something to scale.",
        (("site", SMALL),),
    ),
)
