"""Where not even looking what became of a request is answered, it still counts as one that may have arrived."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from benchmarks.campaign.office import Office, open_office
from benchmarks.campaign.scene import ASSETS
from benchmarks.campaign.strikes import A_WHILE, Late, Road, Send, Strike, answer_lost
from funnels.assets import Page, VisitorTag
from funnels.errors import FunnelError
from funnels.wire import Json

CHANGES: tuple[Json, ...] = (
    {"do": "create", "family": "visitor_tag", "fields": {"name": "Lead"}},
    {"do": "duplicate", "family": "page", "name": "Story", "as": "Story 2"},
    {"do": "update", "family": "page", "name": "Story", "fields": {"notes": "ours"}},
    {"do": "archive", "family": "visitor_tag", "name": "Buyer"},
    {"do": "delete", "family": "page", "name": "Quiz"},
)


@dataclass
class FromWrite:
    """Strikes for a while, from the write with the number on."""

    strike: Strike
    number: int
    left: int = A_WHILE

    async def __call__(self, request: httpx.Request, send: Send) -> httpx.Response:
        self.number -= request.method != "GET"
        if self.number >= 0 or not self.left:
            return await send(request)
        self.left -= 1
        return await self.strike(request, send)


@pytest.mark.parametrize("back", [False, True], ids=["on", "back"])
@pytest.mark.parametrize("strike", ["lost", "late"])
@pytest.mark.parametrize("write", range(len(CHANGES)))
async def test_a_plan_goes_on_or_back_from_where_it_really_is(
    tmp_path: Path, write: int, strike: str, back: bool
) -> None:
    home, late = tmp_path / "home", Late()
    async with open_office(home) as office:
        for asset in ASSETS:
            await office.others.create(asset)
        plan = str((await office.desk.plan_changes(list(CHANGES), request=""))["plan_id"])
        before = await seen(office)
    struck = FromWrite({"lost": answer_lost, "late": late}[strike], write)
    async with open_office(home, wrap=lambda inner: Road(inner, struck, at=0, lasts=10**6)) as office:
        with pytest.raises(FunnelError):
            await office.apply(plan)
        await late.arrive()
    async with open_office(home) as office:
        if back:
            await office.apply((await office.desk.plan_undo(plan))["plan_id"])
            assert await seen(office) == before
        else:
            assert (await office.apply(plan))["verified"]
            gone = [("Quiz", "active"), ("Buyer", "active")]
            new = [("Lead", "active"), ("Story 2", "active"), ("Buyer", "archived")]
            assert await seen(office) == sorted([*(one for one in before if one not in gone), *new])


@dataclass
class MeddledWith:
    """The first replacement is lost on its way or on its way back, and then somebody edits the page."""

    office: Office | None = None
    arrives: bool = True
    replaced: int = 0

    async def __call__(self, request: httpx.Request, send: Send) -> httpx.Response:
        if request.method != "PUT":
            return _without_version(await send(request))
        self.replaced += 1
        if self.replaced > 1:
            return await send(request)
        if self.arrives:
            await send(request)
        assert self.office is not None
        page = await self.office.others.get(Page, "0Lander00sto")
        await self.office.others.replace(page.changed(query_params={"by": "human"}))
        raise httpx.ReadTimeout("silence", request=request)


def _without_version(answer: httpx.Response) -> httpx.Response:
    answer.headers.pop("etag", None)
    return answer


@pytest.mark.parametrize("arrives", [True, False])
async def test_a_lost_replacement_does_not_overwrite_what_others_did_in_the_wait(
    tmp_path: Path, arrives: bool
) -> None:
    """At a tracker that tells no versions, and over the road that waits and tries again."""
    strike = MeddledWith(arrives=arrives)
    async with open_office(
        tmp_path, wrap=lambda inner: Road(inner, strike, at=0, lasts=10**6), is_remote=True
    ) as office:
        for asset in ASSETS:
            await office.others.create(asset)
        plan = await office.desk.plan_changes([CHANGES[2]], request="")
        strike.office = office
        done: Json = {}
        with suppress(FunnelError):
            done = await office.apply(plan["plan_id"])
        page = await office.others.get(Page, "0Lander00sto")
    assert page.query_params == {"by": "human"}
    assert (page.notes == "ours") is arrives
    assert (done.get("status") == "applied") is arrives


async def seen(office: Office) -> list[tuple[str, str]]:
    entries = [
        *await office.others.entries(Page, status="not-deleted"),
        *await office.others.entries(VisitorTag, status="not-deleted"),
    ]
    return sorted((one.name, one.status) for one in entries)
