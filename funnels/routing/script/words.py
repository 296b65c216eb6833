"""The names a script may use. All but `country` and `oneOf` are our rulings: else only subjects are known."""

from collections.abc import Callable
from dataclasses import dataclass

Value = str | bool | int | float

VARIABLES: dict[str, str] = {
    "country": "country",
    "region": "region",
    "city": "city",
    "continent": "continent",
    "deviceType": "device",
    "os": "os",
    "browser": "browser",
    "language": "browser language",
    "isp": "isp",
    "connectionType": "connection type",
    "currentUrl": "current url",
    "referrer": "referrer",
    "trackingDomain": "tracking domain",
    "localHour": "",
    "localWeekday": "",
}
"""The word of each variable for an attribute of visitors; empty for the two that read the clock."""

HELPERS = {
    "oneOf": "oneOf(value, a, b, ...): whether the value is one of the others",
    "trackingField": "trackingField(name): value of a tracking field such as c1; empty without one",
    "actionData": "actionData(name): value the visitor submitted with an action; empty without one",
    "hasTag": "hasTag(idTag): whether the visitor has the tag",
}


@dataclass(frozen=True, slots=True)
class Function:
    takes: int
    """How many texts."""
    gives: Callable[..., Value]


LIBRARY: dict[str, Function] = {
    "strings.Contains": Function(2, lambda text, part: part in text),
    "strings.HasPrefix": Function(2, str.startswith),
    "strings.HasSuffix": Function(2, str.endswith),
    "strings.EqualFold": Function(2, lambda one, other: one.casefold() == other.casefold()),
    "strings.ToLower": Function(1, str.lower),
    "strings.ToUpper": Function(1, str.upper),
    "strings.TrimSpace": Function(1, str.strip),
    "len": Function(1, lambda text: len(text.encode())),
}
"""What of Go's own library is known."""
