"""The attributes of the contract, and the column each of them reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Reach(StrEnum):
    """Which rows an event counts in."""

    VISIT = "visit"
    """One value for the whole visit: its events are in the row of that value."""

    TOUCHED = "touched"
    """A visit is in the row of every value it touched, or in the N/A row where it touched none. A view or click
    counts only for the value it was made on, where it has one; a conversion for all the visitor came by before the
    hit that converted, that hit included."""

    OWN = "own"
    """Each event has a value of its own and counts for no other."""


@dataclass(frozen=True, slots=True)
class Attribute:
    name: str
    column: str
    """Of the events; of times the part of one that is meant; empty for a journey, which is made of many."""
    reach: Reach = Reach.VISIT
    family: str = ""
    """Of the asset whose id the column holds."""
    page_type: str = ""
    """Only values on pages of this type count."""

    @property
    def group(self) -> str:
        return self.name.partition(": ")[0]

    @property
    def label(self) -> str:
        return self.name.partition(": ")[2]

    @property
    def needs_field(self) -> bool:
        return self.name == "Tracking: Field"

    @property
    def is_time(self) -> bool:
        return self.group == "Time"


ATTRIBUTES: tuple[Attribute, ...] = (
    Attribute("Element: Funnel Group", "funnel_group_id", family="funnel_group"),
    Attribute("Element: Funnel", "funnel_id", family="funnel"),
    Attribute("Element: Node", "node_id", Reach.TOUCHED),
    Attribute("Element: Node Type", "node_type", Reach.TOUCHED),
    Attribute("Element: Page Group", "page_group_id", Reach.TOUCHED, "page_group"),
    Attribute("Element: Lander", "page_id", Reach.TOUCHED, "page", "lander"),
    Attribute("Element: Offer", "page_id", Reach.TOUCHED, "page", "offer"),
    Attribute("Element: Category", "category_id", Reach.TOUCHED, "category"),
    Attribute("Third Parties: Traffic Source", "traffic_source_id", family="traffic_source"),
    Attribute("Third Parties: Offer Source", "offer_source_id", Reach.TOUCHED, "offer_source"),
    Attribute("Tracking: Campaign", "campaign"),
    Attribute("Tracking: External ID", "external"),
    Attribute("Tracking: Field", ""),
    Attribute("Tracking: Domain", "tracking_domain"),
    Attribute("Click: Action Number", "action_number", Reach.TOUCHED),
    Attribute("Hit: Event Type", "event_type", Reach.OWN),
    Attribute("Hit: Transaction ID", "transaction_id", Reach.OWN),
    Attribute("Hit: Event Data 1", "event_data1", Reach.OWN),
    Attribute("Hit: Event Data 2", "event_data2", Reach.OWN),
    Attribute("Insight: Visitor Journey", ""),
    Attribute("Location: Continent", "continent"),
    Attribute("Location: Country", "country"),
    Attribute("Location: Region", "region"),
    Attribute("Location: City", "city"),
    Attribute("Device: Type", "device_type"),
    Attribute("Device: Brand", "device_brand"),
    Attribute("Device: Model", "device_model"),
    Attribute("Device: Model Name", "device_model_name"),
    Attribute("Device: OS", "device_os"),
    Attribute("Device: OS Version", "device_os_version"),
    Attribute("Device: Browser", "browser"),
    Attribute("Device: Browser Version", "browser_version"),
    Attribute("Device: Language", "language"),
    Attribute("Device: User Agent", "user_agent"),
    Attribute("Connection: Type", "connection_type"),
    Attribute("Connection: ISP", "isp"),
    Attribute("Connection: Mobile Carrier", "mobile_carrier"),
    Attribute("Connection: IP", "ip"),
    Attribute("Connection: Referrer Domain", "referrer_domain"),
    Attribute("Connection: Referrer Path", "referrer_path"),
    Attribute("Time: Date", "date"),
    Attribute("Time: Day of Week", "day of week"),
    Attribute("Time: Hour of Day", "hour of day"),
    Attribute("Time: Month", "month"),
)

ATTRIBUTE: Mapping[str, Attribute] = {attribute.name: attribute for attribute in ATTRIBUTES}
