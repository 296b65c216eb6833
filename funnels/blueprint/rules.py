"""Conditions in plain words: `{attribute: country, any in: [DE, AT]}`."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from .strict import Strict

ATTRIBUTES: dict[str, str] = {
    "continent": "Location: Continent",
    "country": "Location: Country",
    "city": "Location: City",
    "region": "Location: Region",
    "timezone": "Location: Timezone",
    "utc offset": "Location: UTC Offset",
    "device": "Device: Type",
    "brand": "Device: Brand",
    "model": "Device: Model",
    "os": "Device: OS",
    "os version": "Device: OS Version",
    "browser": "Device: Browser",
    "browser language": "Device: Browser Language",
    "browser version": "Device: Browser Version",
    "ip": "Connection: IP",
    "isp": "Connection: ISP",
    "user agent": "Connection: User Agent",
    "referrer": "Connection: Referrer",
    "current url": "Connection: Current URL",
    "connection type": "Connection: Type",
    "mobile carrier": "Connection: Mobile Carrier",
    "traffic source": "Traffic Source",
    "date": "Time: Date",
    "time of day": "Time: Time of Day",
    "day of week": "Time: Day of Week",
    "day of month": "Time: Day of Month",
    "month": "Time: Month of Year",
    "tracking field": "Tracking Field",
    "visitor tag": "visitorTag",
}
"""Our word for each attribute, and the tracker's [contract]."""

TESTS = (
    "is",
    "is not",
    "contains",
    "does not contain",
    "any in",
    "not in",
    "in range",
    ">",
    ">=",
    "<",
    "<=",
)
"""As the tracker spells them; in a blueprint the test is the key of its values."""


def _values(raw: object) -> object:
    """One value may stand without its list; numbers are taken for their text."""
    many = raw if isinstance(raw, list | tuple) else [raw]
    return [str(one) if isinstance(one, int | float) and not isinstance(one, bool) else one for one in many]


class RuleRef(Strict):
    """One test of one attribute.

    Values by attribute: dates are `2026-11-20`, times of day `18:30`, days of the week `monday`, tags and traffic
    sources names, countries ISO codes; `field` names the tracking field. Times are the visitor's unless
    `utc_offset_minutes` is given.
    """

    attribute: str
    test: Literal[
        "is", "is not", "contains", "does not contain", "any in", "not in", "in range", ">", ">=", "<", "<="
    ]
    values: Annotated[tuple[str, ...], BeforeValidator(_values)]
    field: str | None = None
    utc_offset_minutes: int | None = None

    @model_validator(mode="before")
    @classmethod
    def _test_is_the_key(cls, raw: Any) -> Any:
        if not isinstance(raw, dict) or "test" in raw:
            return raw
        tests = [key for key in raw if key in TESTS]
        if len(tests) != 1:
            raise ValueError(f"a rule has one test out of {', '.join(TESTS)}, not {len(tests)}")
        return {**{key: raw[key] for key in raw if key != tests[0]}, "test": tests[0], "values": raw[tests[0]]}


class RuleGroupRef(Strict):
    """Rules of which `all` or `any` must hold; groups nest one deep, as in the tracker."""

    all: tuple["RuleRef | RuleGroupRef", ...] = ()
    any: tuple["RuleRef | RuleGroupRef", ...] = ()


When = tuple[RuleRef, ...] | RuleGroupRef
"""A plain list means that all of it holds."""


class RouteRef(Strict):
    """A way out of a condition; earlier ones in the list win."""

    name: Annotated[str, Field(min_length=1, max_length=64)]
    when: When
    to: str
    id: str | None = None
    """The route id, where it is not simply the name in lower case."""
