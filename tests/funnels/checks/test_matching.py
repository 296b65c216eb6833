from datetime import UTC, datetime
from typing import Any

import pytest

from funnels.assets import Condition, Rule
from funnels.checks.matching import matches, route_taken
from funnels.checks.visitors import Visitor


def generic(attribute: str, test: str, *values: str) -> Rule:
    return Rule.read({"attribute": attribute, "test": test, "genericParams": {"values": list(values)}})


GERMAN = Visitor(
    {"country": "DE", "device": "mobile", "os version": "17.10", "ip": "203.0.113.7", "user agent": "Some Bot/1"},
    {"zone": "12"},
    frozenset(["Seen"]),
    datetime(2026, 11, 20, 23, 30, tzinfo=UTC),
)


@pytest.mark.parametrize(
    ("attribute", "test", "values", "held"),
    [
        ("Location: Country", "is", ["de"], True),
        ("Location: Country", "is not", ["de"], False),
        ("Location: Country", "any in", ["AT", "DE"], True),
        ("Location: Country", "not in", ["AT"], True),
        ("Location: City", "is", ["Berlin"], False),
        ("Location: City", "is not", ["Berlin"], True),
        ("Device: Type", "is", ["mobile"], True),
        ("Connection: User Agent", "contains", ["spider", "bot"], True),
        ("Connection: User Agent", "does not contain", ["bot"], False),
        ("Device: OS Version", ">", ["17.4"], True),
        ("Device: OS Version", "<=", ["17.9"], False),
        ("Device: OS Version", "in range", ["17", "17.10"], True),
        ("Device: Browser Version", "<", ["99"], False),
        ("Connection: IP", "is", ["203.0.X.X"], True),
        ("Connection: IP", "is not", ["203.0.113.0-203.0.113.6"], True),
        ("Connection: IP", "any in", ["10.0.0.0/8", "203.0.113.0/24"], True),
        ("Location: Country", "is", [], False),
        ("Location: Country", "is not", [], False),
        ("Location: Country", "sounds like", ["DE"], False),
    ],
)
def test_a_test_of_a_text(attribute: str, test: str, values: list[str], held: bool) -> None:
    assert matches(generic(attribute, test, *values), GERMAN) is held


@pytest.mark.parametrize(
    ("params", "held"),
    [
        ({"attribute": "Time: Time of Day", "test": ">=", "timeOfDayParams": {"hour": 23, "minutes": 30}}, True),
        (
            {
                "attribute": "Time: Time of Day",
                "test": "<",
                "timeOfDayParams": {"hour": 1, "minutes": 0, "utcOffsetMinutes": 60},
            },
            True,
        ),
        ({"attribute": "Time: Day of Week", "test": "is", "timeDayOfWeekParams": {"day": "friday"}}, True),
        (
            {
                "attribute": "Time: Day of Week",
                "test": "is",
                "timeDayOfWeekParams": {"day": "saturday", "utcOffsetMinutes": 60},
            },
            True,
        ),
        ({"attribute": "Time: Date", "test": "<", "timeDateParams": {"year": 2026, "month": 11, "day": 20}}, False),
        ({"attribute": "Time: Date", "test": "is", "timeDateParams": {"year": 2026, "month": 2, "day": 30}}, False),
        ({"attribute": "Time: Month of Year", "test": "is not", "timeMonthOfYearParams": {"month": 11}}, False),
        ({"attribute": "Time: Day of Month", "test": ">", "timeDayOfMonthParams": {"day": 19}}, True),
        ({"attribute": "visitorTag", "test": "is", "visitorTagParams": {"tagId": "Seen"}}, True),
        ({"attribute": "visitorTag", "test": "is not", "visitorTagParams": {"tagId": "Seen"}}, False),
        (
            {
                "attribute": "Tracking Field",
                "test": ">",
                "trackingFieldParams": {"fieldName": "zone", "fieldValues": ["9"]},
            },
            True,
        ),
    ],
)
def test_a_test_of_a_time_a_tag_or_a_field(params: dict[str, Any], held: bool) -> None:
    assert matches(Rule.read(params), GERMAN) is held


def test_the_lowest_priority_wins_and_nobody_is_left_without_a_default() -> None:
    def route(name: str, priority: int, country: str) -> dict[str, Any]:
        rules = [{"attribute": "Location: Country", "test": "is", "genericParams": {"values": [country]}}]
        return {
            "routeName": name,
            "idRoute": name,
            "priority": priority,
            "operator": "and",
            "groups": [{"operator": "and", "rules": rules}],
        }

    default = {"routeName": "Default Route", "idRoute": "default", "priority": 0, "operator": "or", "groups": []}
    condition = Condition.read(
        {
            "idCondition": "C",
            "conditionName": "C",
            "routes": [default, route("late", 2, "DE"), route("early", 1, "DE"), route("other", 3, "FR")],
        }
    )
    taken = [route_taken(condition, Visitor({"country": code})) for code in ("DE", "FR", "US")]
    assert [one and one.id_route for one in taken] == ["early", "other", None]
