"""What a change can be about: the families of assets, and what is booked on traffic."""

from collections.abc import Mapping

from funnels.assets import FAMILIES, Asset
from funnels.bookings import BOOKINGS

KINDS: Mapping[str, type[Asset]] = {**FAMILIES, **BOOKINGS}
"""By the name plans use."""
