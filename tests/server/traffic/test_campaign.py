from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

from server.traffic import Audience, Campaign, arrivals
from server.traffic.chance import stream
from server.traffic.places import address
from server.traffic.schedule import moment, start_ms

MONDAY = date(2026, 11, 16)
TUESDAY = date(2026, 11, 17)
CAMPAIGN = Campaign(
    "0Funnel00000",
    "0Source00000",
    1000,
    names={"source": "Outbrain"},
    audience=Audience((("DE", 3), ("AT", 1))),
    fields={"section": (("a", 3), ("b", 1)), "ad": (("x", 1),)},
    on={"Monday": {"section": (("b", 1),)}},
    unique=("click",),
    cost=("0.20", "0.40"),
    uncosted=frozenset({TUESDAY}),
    returning=0.5,
)


def test_the_same_seed_and_day_give_the_same_visitors() -> None:
    assert arrivals(CAMPAIGN, TUESDAY, "seed", count=50) == arrivals(CAMPAIGN, TUESDAY, "seed", count=50)
    assert arrivals(CAMPAIGN, TUESDAY, "seed", count=50) != arrivals(CAMPAIGN, TUESDAY, "other", count=50)
    assert arrivals(CAMPAIGN, TUESDAY, "seed", count=50) != arrivals(CAMPAIGN, MONDAY, "seed", count=50)


def test_visitors_come_within_their_day_in_order_and_from_where_the_audience_is() -> None:
    found = arrivals(CAMPAIGN, MONDAY, 1)
    assert 900 < len(found) < 1150
    assert [one.at for one in found] == sorted(one.at for one in found)
    assert all(start_ms(MONDAY) <= one.at < start_ms(TUESDAY) for one in found)
    countries = Counter(one.profile.country for one in found)
    assert set(countries) == {"DE", "AT"}
    assert 2.3 < countries["DE"] / countries["AT"] < 4


def test_fields_are_weighted_by_weekday_and_clicks_have_ids_of_their_own() -> None:
    usual = Counter(one.fields["section"] for one in arrivals(CAMPAIGN, TUESDAY, 1))
    assert 2.3 < usual["a"] / usual["b"] < 4
    monday = arrivals(CAMPAIGN, MONDAY, 1)
    assert {one.fields["section"] for one in monday} == {"b"}
    assert len({one.fields["click"] for one in monday}) == len(monday)
    assert monday[0].traits | {"click": "", "country": "", "device": ""} == {
        "source": "Outbrain",
        "section": "b",
        "ad": "x",
        "click": "",
        "country": "",
        "device": "",
        "weekday": "Monday",
    }


def test_costs_lie_between_their_bounds_and_a_day_may_have_none() -> None:
    costs = [one.cost for one in arrivals(CAMPAIGN, MONDAY, 1)]
    assert all(cost is not None and Decimal("0.2") <= cost <= Decimal("0.4") for cost in costs)
    assert len(set(costs)) > 100
    assert {one.cost for one in arrivals(CAMPAIGN, TUESDAY, 1)} == {None}


def test_luck_that_is_spread_evenly_leaves_no_value_of_the_first_field_out() -> None:
    found = arrivals(replace(CAMPAIGN, visits=400), TUESDAY, 7, evenly=True)
    for section in ("a", "b"):
        lucks = [one.luck.click for one in found if one.fields["section"] == section]
        assert abs(sum(luck < 0.2 for luck in lucks) - 0.2 * len(lucks)) <= 4


def test_some_come_back_as_themselves_with_another_click_id() -> None:
    found = arrivals(CAMPAIGN, MONDAY, 1)
    back = [(one, one.then) for one in found if one.then]
    assert 0.4 < len(back) / len(found) < 0.6
    for first, again in back:
        assert first.at < again.at < first.at + 86_400_000
        assert (again.profile, again.then) == (first.profile, None)
        assert again.fields["click"] != first.fields["click"]
        assert again.fields["section"] == first.fields["section"]


def test_fewest_come_at_night_in_their_own_time_zone() -> None:
    random = stream("hours")
    hours = Counter((moment(MONDAY, "US", random) - start_ms(MONDAY)) // 3_600_000 for _ in range(4000))
    assert hours[9] * 4 < hours[2], "3 in the morning in Chicago against 8 in the evening"


def test_addresses_are_those_kept_for_documentation() -> None:
    prefixes = ("192.0.2.", "198.51.100.", "203.0.113.", "2001:db8:")
    assert all(address(number).startswith(prefixes) for number in range(5000))
