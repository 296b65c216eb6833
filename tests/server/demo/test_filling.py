import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp_desk import NOW, copied, demo_id
from recorded import Event, recorded

from funnels.assets import Funnel, Postback, TrafficSource
from server.demo import ensure_demo_traffic, remove
from server.demo.account import DOMAIN
from server.demo.diary import Diary, read_diary, write_diary
from server.errors import TrackerUnavailable
from server.plans import Policy
from server.settings import Settings
from server.tracker import embedded_app, embedded_tracker
from server.traffic import AppDoor

MS = int(NOW.timestamp() * 1000)
HOUR = 3_600_000


@dataclass
class Place:
    """As much of a workspace as the traffic needs."""

    home: Path
    at: datetime = NOW
    is_demo: bool = True
    read_only: bool = False

    @property
    def settings(self) -> Settings:
        return Settings(home=self.home)

    def policy(self) -> Policy:
        return Policy(read_only=self.read_only)

    def now(self) -> datetime:
        return self.at


def begun(home: Path, hours: float) -> Path:
    """The demo account as if its traffic had been made up to some hours before NOW."""
    write_diary(home, Diary(NOW.date(), MS - int(hours * HOUR)))
    return home


def told(event: Event) -> Mapping[str, Any]:
    """What does not depend on how ids are made."""
    ids = ("event_id", "conversion_id", "hit_id", "visit_id", "visitor_id")
    return {name: value for name, value in event.items() if name not in ids}


async def test_the_same_days_have_the_same_visits_in_every_installation(demo: Path, tmp_path: Path) -> None:
    other = begun(copied(demo, tmp_path / "other"), 3)
    for home in (begun(demo, 3), other):
        await ensure_demo_traffic(Place(home))
    found, again = ([*map(told, recorded(home))] for home in (demo, other))
    assert len(found) > 30
    assert sorted(found, key=str) == sorted(again, key=str)


async def test_a_later_question_adds_what_has_happened_since_and_changes_nothing(demo: Path) -> None:
    await ensure_demo_traffic(Place(begun(demo, 2)))
    before = recorded(demo)
    await ensure_demo_traffic(Place(demo, NOW + timedelta(minutes=59)))
    assert recorded(demo) == before, "an hour may be missing"
    await ensure_demo_traffic(Place(demo, NOW + timedelta(hours=3)))
    after = {event["event_id"]: event for event in recorded(demo)}
    fresh = [event for id, event in after.items() if id not in {one["event_id"] for one in before}]
    assert all(after[event["event_id"]] == event for event in before)
    assert fresh
    assert all(MS < event["event_time"] <= MS + 3 * HOUR for event in fresh)


async def test_what_networks_report_late_is_reported_when_its_time_comes(demo: Path) -> None:
    await ensure_demo_traffic(Place(begun(demo, 24)))
    diary = read_diary(demo)
    assert diary is not None
    sold = next(one for one in recorded(demo) if one["page_type"] == "offer" and one["event_type"] == "view")
    hit = sold["hit_id"]
    late = [[MS + HOUR, hit, "late", "7.50", f"/pb/?hit={hit}&tx=late&rev=7.50", 0]]
    document = json.loads((demo / "demo-traffic.json").read_text())
    (demo / "demo-traffic.json").write_text(json.dumps({**document, "pending": late}))
    await ensure_demo_traffic(Place(demo, NOW + timedelta(hours=2)))
    found = [one for one in recorded(demo) if one["transaction_id"] == "late"]
    assert [(one["event_time"], str(one["revenue"]), one["hit_id"]) for one in found] == [
        (MS + HOUR, "7.500000", hit)
    ]


async def test_what_a_process_left_half_made_is_made_anew(demo: Path, tmp_path: Path) -> None:
    whole = begun(copied(demo, tmp_path / "whole"), 3)
    await ensure_demo_traffic(Place(whole))
    await ensure_demo_traffic(Place(begun(demo, 3)))
    half_made(demo)
    await ensure_demo_traffic(Place(demo))
    found, expected = ([*map(told, recorded(home))] for home in (demo, whole))
    assert sorted(found, key=str) == sorted(expected, key=str)


def half_made(home: Path) -> None:
    """As after a process that was killed before it noted that it was through."""
    diary = read_diary(home)
    assert diary is not None
    write_diary(home, replace(diary, until=MS - 3 * HOUR, begun=MS))


async def test_those_who_tried_a_link_themselves_stay_when_visits_are_made_anew(demo: Path) -> None:
    await ensure_demo_traffic(Place(begun(demo, 3)))
    made_up = recorded(demo)
    link = f"/fts/{demo_id('Keto Facebook US')}-{demo_id('Facebook')}"
    async with embedded_app(demo, clock=lambda: MS - HOUR) as app:
        answer = await AppDoor(app, DOMAIN).ask(link, [("user-agent", "Mozilla/5.0")])
    assert answer.leads_on
    own = [event for event in recorded(demo) if event not in made_up]
    assert {event["event_type"] for event in own} == {"entrance", "view"}
    half_made(demo)
    await ensure_demo_traffic(Place(demo))
    found = recorded(demo)
    assert [event for event in found if event["visit_id"] == own[0]["visit_id"]] == own
    assert len(found) == len(made_up) + len(own)


async def test_nothing_is_made_anew_where_everything_is_read_only(demo: Path) -> None:
    await ensure_demo_traffic(Place(begun(demo, 3)))
    half_made(demo)
    before = recorded(demo), read_diary(demo)
    await ensure_demo_traffic(Place(demo, read_only=True))
    assert (recorded(demo), read_diary(demo)) == before


async def test_visits_are_not_through_where_the_tracker_failed(demo: Path, tmp_path: Path) -> None:
    whole = begun(copied(demo, tmp_path / "whole"), 3)
    await ensure_demo_traffic(Place(whole))
    (begun(demo, 3) / "events.gate").mkdir()  # nothing can be recorded
    with pytest.raises(TrackerUnavailable, match=r"the tracker answered \d+ of them 500"):
        await ensure_demo_traffic(Place(demo))
    diary = read_diary(demo)
    assert diary is not None
    assert (diary.until, diary.begun) == (MS - 3 * HOUR, MS)
    (demo / "events.gate").rmdir()
    await ensure_demo_traffic(Place(demo))
    assert len(recorded(demo)) == len(recorded(whole)) > 0
    diary = read_diary(demo)
    assert diary is not None
    assert (diary.until, diary.begun) == (MS, 0)


async def test_two_who_ask_at_once_get_the_traffic_once(demo: Path, tmp_path: Path) -> None:
    alone = begun(copied(demo, tmp_path / "alone"), 2)
    await ensure_demo_traffic(Place(alone))
    begun(demo, 2)
    async with anyio.create_task_group() as group:
        for _ in range(2):
            group.start_soon(ensure_demo_traffic, Place(demo))
    assert len(recorded(demo)) == len(recorded(alone)) > 0


@pytest.mark.parametrize("is_demo", [True, False], ids=["removed", "not wanted"])
async def test_nothing_is_made_where_there_is_no_demo_account(demo: Path, *, is_demo: bool) -> None:
    if is_demo:
        async with embedded_tracker(demo) as tracker:
            await remove(tracker, demo)
    await ensure_demo_traffic(Place(demo, is_demo=is_demo))
    assert recorded(demo) == []
    assert read_diary(demo) is None


async def test_the_traffic_goes_with_the_demo_account(demo: Path) -> None:
    await ensure_demo_traffic(Place(begun(demo, 3)))
    assert recorded(demo)
    async with embedded_tracker(demo) as tracker:
        await remove(tracker, demo)
    assert (recorded(demo), read_diary(demo)) == ([], None)


async def test_funnels_that_are_gone_or_would_tell_others_are_not_visited(demo: Path) -> None:
    async with embedded_tracker(demo) as tracker:
        await tracker.delete(Funnel, [demo_id("Keto Facebook US")])
        google = await tracker.get(TrafficSource, demo_id("Google Ads"))
        told_of = Postback(
            id_traffic_source=google.id, postback_type="postbackURL", postback_url="https://ads.example.com/?id=1"
        )
        await tracker.replace(google.changed(postback=told_of))
    await ensure_demo_traffic(Place(begun(demo, 3)))
    assert {one["funnel_id"] for one in recorded(demo)} == {demo_id("VPN Native DACH")}


async def test_how_far_it_is_can_be_watched(demo: Path) -> None:
    heard: list[tuple[float, float, str]] = []

    async def progress(done: float, total: float, what: str) -> None:
        heard.append((done, total, what))

    await ensure_demo_traffic(Place(begun(demo, 3)), progress=progress)
    done, total, what = heard[-1]
    assert (done, what) == (total, "visits of the demo account")
