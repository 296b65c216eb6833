"""A list that has not changed since is not sent again, and is never told as it was before a change."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from funnels.assets import Page, VisitorTag
from funnels.ids import NewId
from server.tracker import Tracker, embedded_tracker

ROW = {"idPage": "0PageAAAAAAA", "pageName": "P", "pageType": "lander", "status": "active"}
LIST = "GET /page/list/?status=active"


def tag(new_id: NewId, name: str) -> VisitorTag:
    return VisitorTag(id=new_id(), name=name)


async def names(tracker: Tracker, status: str = "active") -> list[str]:
    return [entry.name for entry in await tracker.entries(VisitorTag, status=status)]


async def test_changes_of_ones_own_are_seen_at_once(tracker: Tracker, new_id: NewId) -> None:
    assert await names(tracker) == []
    buyer = await tracker.create(tag(new_id, "Buyer"))
    assert await names(tracker) == await names(tracker) == ["Buyer"]
    await tracker.replace(buyer.model_copy(update={"name": "Buyers"}))
    assert await names(tracker) == ["Buyers"]
    await tracker.archive(VisitorTag, [buyer.id])
    assert (await names(tracker), await names(tracker, "archived")) == ([], ["Buyers"])


async def test_what_is_done_with_an_answer_does_not_change_the_next(tracker: Tracker, new_id: NewId) -> None:
    await tracker.create(tag(new_id, "Buyer"))
    (await tracker.entries(VisitorTag)).clear()
    assert await names(tracker) == ["Buyer"]


async def test_a_known_list_is_asked_for_by_its_tag(scripted: Any) -> None:
    remote = scripted((200, [ROW], {"etag": 'W/"7"'}), (304, b"", {"etag": 'W/"7"'}), (200, [], {"etag": 'W/"8"'}))
    first, second, third = [await remote.tracker.entries(Page) for _ in range(3)]
    assert [one.name for one in first] == ["P"]
    assert (second, third) == (first, [])
    assert [one.known for one in remote.sent] == [None, 'W/"7"', 'W/"7"']


async def test_a_tracker_that_tells_no_tags_is_asked_for_everything(scripted: Any) -> None:
    remote = scripted((200, [ROW]), (200, []))
    assert [len(await remote.tracker.entries(Page)) for _ in range(2)] == [1, 0]
    assert remote.lines == [LIST, LIST]


@given(
    st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["create", "rename", "archive", "look"])), max_size=12)
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_two_trackers_on_one_folder_never_tell_what_was(
    tmp_path_factory: pytest.TempPathFactory, new_id: NewId, steps: list[tuple[str, str]]
) -> None:
    home: Path = tmp_path_factory.mktemp("shared")
    async with embedded_tracker(home) as one, embedded_tracker(home) as other:
        there: dict[str, str] = {}
        for number, (who, step) in enumerate(steps):
            tracker = one if who == "a" else other
            if step == "create":
                made = await tracker.create(tag(new_id, f"T{number}"))
                there[made.id] = made.name
            elif step == "rename" and there:
                id = next(iter(there))
                there[id] = f"R{number}"
                await tracker.replace((await tracker.get(VisitorTag, id)).model_copy(update={"name": there[id]}))
            elif step == "archive" and there:
                id, _ = there.popitem()
                await tracker.archive(VisitorTag, [id])
            assert sorted(await names(one)) == sorted(await names(other)) == sorted(there.values())
