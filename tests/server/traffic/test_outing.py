from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from mcp_desk import NOW, demo_id
from recorded import recorded

from funnels.assets import Funnel
from funnels.errors import InputError, NotFoundError
from server.tracker import embedded_tracker
from server.traffic import Ledger, Outing, Wish, outing, past_play
from server.traffic.schedule import start_ms

MS = int(NOW.timestamp() * 1000)


async def planned(home: Path, wish: Wish) -> Outing:
    async with embedded_tracker(home) as tracker:
        return await outing(tracker, wish, NOW)


async def quiet(done: int, total: int) -> None:
    pass


async def test_as_many_come_as_were_asked_for_on_the_days_up_to_now(demo: Path) -> None:
    found = await planned(demo, Wish(visitors=997, days=5))
    assert len(found.arrivals) == 997
    days = Counter(one.day for one in found.arrivals)
    assert sorted(days) == [NOW.date() - timedelta(days=ago) for ago in range(4, -1, -1)]
    assert 0.4 < days[NOW.date()] / days[NOW.date() - timedelta(days=1)] < 0.7, "half of today is over"
    assert start_ms(min(days)) <= min(one.at for one in found.arrivals)
    assert max(one.at for one in found.arrivals) <= MS


async def test_the_same_seed_makes_the_same_visitors_and_another_others(demo: Path) -> None:
    first, again, other = [await planned(demo, Wish(visitors=50, seed=seed)) for seed in (7, 7, 8)]
    assert first.arrivals == again.arrivals
    assert first.arrivals != other.arrivals


async def test_every_route_of_a_condition_gets_visitors_and_pages_have_the_buttons_they_have(demo: Path) -> None:
    found = await planned(demo, Wish(funnels=("VPN Native DACH", "Solar Quiz Google"), visitors=500))
    assert {"DE", "AT", "CH", "US"} <= {one.profile.country for one in found.arrivals}
    clicks = found.nature.behaviour.clicks
    assert set(clicks[demo_id("Solar Savings Quiz")]) == {1, 2}
    assert set(clicks[demo_id("VPN Advertorial DE")]) == {1}
    assert {one.campaign.names["source"] for one in found.arrivals if "Google" in one.campaign.names["funnel"]}


async def test_the_same_seed_leads_the_same_people_the_same_ways(demo: Path) -> None:
    found = await planned(demo, Wish(visitors=80, days=3, seed=2))
    seen = []
    for _ in range(2):
        await past_play(demo, found, Ledger(), NOW, progress=quiet)
        events = recorded(demo)
        seen.append(
            Counter((one["event_type"], one["event_time"], one["page_id"], one["user_agent"]) for one in events)
        )
    once, twice = seen
    assert twice == Counter({key: 2 * count for key, count in once.items()})
    assert len({one["visitor_id"] for one in events}) == 2 * 80, "they are new people all the same"


async def test_a_funnel_nobody_has_is_named_with_the_nearest(demo: Path) -> None:
    with pytest.raises(NotFoundError) as refused:
        await planned(demo, Wish(funnels=("Solar Quizz Google",)))
    assert "Solar Quiz Google" in str(refused.value)


async def test_an_account_without_funnels_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no funnel to visit"):
        await planned(tmp_path, Wish())


async def test_funnels_that_are_gone_are_not_visited(demo: Path) -> None:
    async with embedded_tracker(demo) as tracker:
        await tracker.delete(Funnel, [demo_id("Solar Quiz Google")])
    assert (await planned(demo, Wish(visitors=10))).funnels == ("VPN Native DACH", "Keto Facebook US")
