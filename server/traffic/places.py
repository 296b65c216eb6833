"""Where visitors are: regions, cities, providers and languages by country. Addresses are those for documentation."""

from typing import NamedTuple

Weighted = tuple[tuple[str, float], ...]


class Place(NamedTuple):
    """`cities` are (region, city) with a weight; `zone` is the IANA name of what most clocks there show."""

    cities: tuple[tuple[tuple[str, str], float], ...]
    providers: Weighted
    carriers: Weighted
    languages: Weighted
    zone: str


def _cities(*rows: tuple[str, str, float]) -> tuple[tuple[tuple[str, str], float], ...]:
    return tuple(((region, city), weight) for region, city, weight in rows)


_FEW: Weighted = (("Example Broadband", 3), ("Example Cable", 1))
_MOBILE: Weighted = (("Example Mobile", 1),)

PLACES: dict[str, Place] = {
    "DE": Place(
        _cities(
            ("Berlin", "Berlin", 16),
            ("Bavaria", "Munich", 14),
            ("Hamburg", "Hamburg", 11),
            ("North Rhine-Westphalia", "Cologne", 12),
            ("Hesse", "Frankfurt am Main", 9),
            ("Saxony", "Leipzig", 7),
            ("Baden-Württemberg", "Stuttgart", 9),
        ),
        (("Deutsche Telekom", 42), ("Vodafone Germany", 30), ("1&1 Versatel", 14), ("M-net", 6)),
        (("Telekom", 38), ("Vodafone", 32), ("O2", 30)),
        (("de-DE", 92), ("en-US", 5), ("tr-TR", 3)),
        "Europe/Berlin",
    ),
    "AT": Place(
        _cities(("Vienna", "Vienna", 6), ("Styria", "Graz", 2), ("Upper Austria", "Linz", 2)),
        (("A1 Telekom Austria", 6), ("Magenta Telekom", 4)),
        (("A1", 5), ("Magenta", 3), ("Drei", 2)),
        (("de-AT", 9), ("en-GB", 1)),
        "Europe/Vienna",
    ),
    "CH": Place(
        _cities(("Zurich", "Zurich", 5), ("Geneva", "Geneva", 2), ("Basel-City", "Basel", 2)),
        (("Swisscom", 7), ("Sunrise", 3)),
        (("Swisscom", 6), ("Sunrise", 3), ("Salt", 1)),
        (("de-CH", 7), ("fr-CH", 3)),
        "Europe/Zurich",
    ),
    "US": Place(
        _cities(
            ("California", "Los Angeles", 12),
            ("Texas", "Houston", 10),
            ("Florida", "Miami", 9),
            ("New York", "New York", 9),
            ("Illinois", "Chicago", 6),
            ("Arizona", "Phoenix", 6),
            ("Georgia", "Atlanta", 5),
            ("Ohio", "Columbus", 5),
        ),
        (("Comcast", 30), ("Charter Communications", 24), ("AT&T Internet", 18), ("Verizon Fios", 12), ("Cox", 8)),
        (("Verizon", 36), ("AT&T", 32), ("T-Mobile", 32)),
        (("en-US", 88), ("es-US", 12)),
        "America/Chicago",
    ),
    "CA": Place(
        _cities(("Ontario", "Toronto", 5), ("Quebec", "Montreal", 3), ("British Columbia", "Vancouver", 2)),
        (("Rogers", 5), ("Bell Canada", 4), ("Shaw", 2)),
        (("Rogers", 4), ("Bell", 3), ("Telus", 3)),
        (("en-CA", 8), ("fr-CA", 2)),
        "America/Toronto",
    ),
    "GB": Place(
        _cities(("England", "London", 6), ("England", "Manchester", 3), ("Scotland", "Glasgow", 2)),
        (("BT", 5), ("Sky Broadband", 4), ("Virgin Media", 3)),
        (("EE", 5), ("O2", 3), ("Vodafone", 3)),
        (("en-GB", 1),),
        "Europe/London",
    ),
    "AU": Place(
        _cities(("New South Wales", "Sydney", 5), ("Victoria", "Melbourne", 4)),
        (("Telstra", 5), ("TPG", 3)),
        (("Telstra", 5), ("Optus", 3)),
        (("en-AU", 1),),
        "Australia/Sydney",
    ),
    "NL": Place(
        _cities(("North Holland", "Amsterdam", 2), ("South Holland", "Rotterdam", 1)),
        (("KPN", 2), ("Ziggo", 1)),
        (("KPN", 1),),
        (("nl-NL", 1),),
        "Europe/Amsterdam",
    ),
    "FR": Place(
        _cities(("Île-de-France", "Paris", 2), ("Auvergne-Rhône-Alpes", "Lyon", 1)),
        (("Orange", 2), ("Free", 1)),
        (("Orange", 1), ("SFR", 1)),
        (("fr-FR", 1),),
        "Europe/Paris",
    ),
    "PL": Place(
        _cities(("Mazovia", "Warsaw", 2), ("Lesser Poland", "Kraków", 1)),
        (("Orange Polska", 1),),
        (("Plus", 1), ("Play", 1)),
        (("pl-PL", 1),),
        "Europe/Warsaw",
    ),
}

ELSEWHERE = Place(_cities(("", "", 1)), _FEW, _MOBILE, (("en-US", 1),), "UTC")
"""For countries that are not in the table."""

_NETWORKS = ("192.0.2", "198.51.100", "203.0.113")


def address(number: int) -> str:
    """An address from the ranges that are reserved for documentation (RFC 5737, RFC 3849); one in six is IPv6."""
    if number % 6 == 0:
        return f"2001:db8:{number // 6 % 0xFFFF:x}::{number % 251 + 1:x}"
    return f"{_NETWORKS[number % 3]}.{number // 6 % 254 + 1}"
