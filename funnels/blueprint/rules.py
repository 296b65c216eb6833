"""Conditions in plain words: `{attribute: country, any in: [DE, AT]}`."""

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, SerializerFunctionWrapHandler, model_serializer, model_validator
from pydantic_core import PydanticCustomError

from ..names import nearest
from .forms import GROUP, LIST, LIST_OR_OBJECT, OBJECT, RULE, RULE_OR_GROUP
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

_BESIDE_THE_TEST = ("attribute", "field", "utc_offset_minutes")


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

    attribute: Annotated[str, Field(min_length=1)]
    test: Literal[
        "is", "is not", "contains", "does not contain", "any in", "not in", "in range", ">", ">=", "<", "<="
    ]
    values: Annotated[tuple[str, ...], BeforeValidator(_values)]
    """Stand under the test as their key."""
    field: str | None = None
    utc_offset_minutes: int | None = None

    @classmethod
    def spelled_keys(cls) -> Iterable[str]:
        return (*_BESIDE_THE_TEST, *TESTS)

    @model_validator(mode="before")
    @classmethod
    def _test_is_the_key(cls, raw: Any) -> Any:
        if not isinstance(raw, dict) or "test" in raw:
            return raw
        tests = [key for key in raw if key in TESTS]
        if len(tests) != 1:
            raise _test_fault(raw, tests)
        return {**{key: raw[key] for key in raw if key != tests[0]}, "test": tests[0], "values": raw[tests[0]]}

    @model_serializer(mode="wrap")
    def _write_the_test_as_key(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        plain = write(self)
        rest = {key: plain[key] for key in ("field", "utc_offset_minutes") if plain.get(key) is not None}
        return {"attribute": self.attribute, self.test: list(self.values), **rest}


def _test_fault(raw: dict[Any, Any], tests: list[str]) -> PydanticCustomError:
    """`near` and `key` are read by the place where faults get their words."""
    if tests:
        return PydanticCustomError("rule_tests", "a rule has one test, not " + " and ".join(map(repr, tests)))
    strange = [str(key) for key in raw if key not in _BESIDE_THE_TEST]
    near = [(key, match) for key in strange for match in nearest(key, TESTS, most=1)]
    return PydanticCustomError(
        "rule_tests",
        f"a rule has one test out of {', '.join(map(repr, TESTS))}",
        {"key": strange[0] if strange else "", "near": [match for _, match in near]},
    )


class RuleGroupRef(Strict):
    """Rules of which `all` or `any` must hold; groups nest one deep, as in the tracker."""

    all: tuple["RuleOrGroup", ...] = ()
    any: tuple["RuleOrGroup", ...] = ()


RuleOrGroup = Annotated[Annotated[RuleRef, RULE] | Annotated[RuleGroupRef, GROUP], RULE_OR_GROUP]

When = Annotated[Annotated[tuple[RuleOrGroup, ...], LIST] | Annotated[RuleGroupRef, OBJECT], LIST_OR_OBJECT]
"""A plain list means that all of it holds."""

RuleGroupRef.model_rebuild()


class RouteRef(Strict):
    """A way out of a condition; earlier ones in the list win."""

    name: Annotated[str, Field(min_length=1, max_length=64)]
    when: When
    to: str | None = None
    """Required, but for routes of an existing funnel that lead nowhere."""
    id: Annotated[str, Field(pattern=r"^[a-z0-9_]{1,64}$")] | None = None
    """The route id, where it is not simply the name in lower case."""
