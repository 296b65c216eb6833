"""Finding out where a tracker has its families."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import httpx
import pytest

from funnels.assets import FAMILIES, AiNodeSetting, Condition, Funnel, FunnelGroup, Page, PageGroup, UserSettings
from funnels.errors import NotFoundError
from server.contracts import operation, operations
from server.errors import TrackerRefused
from server.tracker import Tracker
from server.tracker.families import ACCESS
from server.tracker.routes import Routes

GROUP = {"idPageGroup": "0GroupAAAAAA", "pageGroupName": "G", "pageType": "lander"}
Somewhere = Callable[..., AbstractAsyncContextManager[tuple[Tracker, list[str]]]]


@pytest.fixture
def somewhere() -> Somewhere:
    """A tracker that knows only the given paths, and the requests it got."""

    @asynccontextmanager
    async def at(
        *prefixes: str, answer: Any = (), status: int = 404, routes: dict[str, str] | None = None
    ) -> AsyncIterator[tuple[Tracker, list[str]]]:
        asked: list[str] = []

        def reply(request: httpx.Request) -> httpx.Response:
            asked.append(f"{request.method} {request.url.path}")
            if not request.url.path.startswith(prefixes):
                return httpx.Response(status, json={"code": status, "message": "No such path."})
            if "byId/" in request.url.path:
                return httpx.Response(404, json={"code": 404, "message": "No such asset."})
            return httpx.Response(200, json=answer)

        async with httpx.AsyncClient(transport=httpx.MockTransport(reply), base_url="https://t.example") as http:
            yield Tracker(http, routes=routes), asked

    return at


@pytest.mark.parametrize("status", [404, 405])
async def test_the_first_place_that_answers_is_kept(somewhere: Somewhere, status: int) -> None:
    async with somewhere("/campaign/funnel/pagegroup", status=status) as (tracker, asked):
        await tracker.entries(PageGroup)
        await tracker.replace(PageGroup.read(GROUP))
    assert asked == [
        "GET /pagegroup/list/",
        "GET /pagegroup/list/",
        "GET /campaign/funnel/pagegroup/list/",
        "GET /campaign/funnel/pagegroup/list/",
        "PUT /campaign/funnel/pagegroup/save/",
    ]


async def test_a_save_at_the_wrong_place_is_probed_with_reading_only(somewhere: Somewhere) -> None:
    async with somewhere("/funnel/condition") as (tracker, asked):
        await tracker.create(Condition(id="0CondAAAAAAA", name="C", routes=()))
    assert asked == [
        "POST /condition/save/",
        "GET /condition/list/",
        "GET /campaign/funnel/condition/list/",
        "GET /funnel/condition/list/",
        "POST /funnel/condition/save/",
    ]


async def test_an_asset_that_does_not_exist_moves_no_family_and_is_probed_for_once(somewhere: Somewhere) -> None:
    async with somewhere("/funnel/") as (tracker, asked):
        for _ in range(2):
            with pytest.raises(NotFoundError):
                await tracker.get(Funnel, "0FunnelAAAAA")
    assert asked == ["GET /funnel/find/byId/", "GET /funnel/list/", "GET /funnel/find/byId/"]


async def test_a_family_that_answered_is_not_looked_for_again(somewhere: Somewhere) -> None:
    async with somewhere("/funnel/") as (tracker, asked):
        await tracker.entries(Funnel)
        with pytest.raises(NotFoundError):
            await tracker.get(Funnel, "0FunnelAAAAA")
    assert asked == ["GET /funnel/list/", "GET /funnel/find/byId/"]


async def test_a_family_found_nowhere_is_refused(somewhere: Somewhere) -> None:
    async with somewhere("/nowhere", status=405) as (tracker, asked):
        with pytest.raises(TrackerRefused) as caught:
            await tracker.entries(Condition)
    assert caught.value.hint == "This tracker may have the operation at another path: see FUNNELWRIGHT_ROUTES."
    assert len(asked) == 4


async def test_a_probe_that_is_not_allowed_decides_nothing(scripted: Any) -> None:
    nowhere = (404, {"code": 404, "message": "No such path."})
    remote = scripted(nowhere, (403, {"code": 403, "message": "No."}))
    with pytest.raises(TrackerRefused) as caught:
        await remote.tracker.entries(Funnel)
    assert caught.value.status == 404
    assert remote.lines == ["GET /funnel/list/?status=active"] * 2


async def test_a_family_with_one_place_is_not_probed(somewhere: Somewhere) -> None:
    async with somewhere("/nowhere") as (tracker, asked):
        with pytest.raises(TrackerRefused):
            await tracker.entries(Page)
    assert asked == ["GET /page/list/"]


async def test_settings_say_where_a_family_is(somewhere: Somewhere) -> None:
    async with somewhere("/own/pages", routes={"page": "/own/pages"}) as (tracker, asked):
        await tracker.entries(Page)
        await tracker.get_many(Page, ["0PageAAAAAAA"])
    assert asked == ["GET /own/pages/list/", "GET /own/pages/find/byIds/"]


async def test_funnel_groups_at_their_older_place_have_their_older_names(somewhere: Somewhere) -> None:
    bodies: list[bytes] = []

    def reply(request: httpx.Request) -> httpx.Response:
        bodies.append(request.content)
        return httpx.Response(404) if request.url.path.startswith("/funnelgroup") else httpx.Response(200)

    async with httpx.AsyncClient(transport=httpx.MockTransport(reply), base_url="https://t.example") as http:
        await Tracker(http).create(FunnelGroup(id="0GroupAAAAAA", name="G"))
    assert bodies == [
        b'{"idFunnelGroup":"0GroupAAAAAA","funnelGroupName":"G"}',
        b"",
        b"",
        b'{"idCampaign":"0GroupAAAAAA","campaignName":"G"}',
    ]


async def test_the_older_place_may_speak_the_newer_names(somewhere: Somewhere) -> None:
    row = {"idFunnelGroup": "0GroupAAAAAA", "funnelGroupName": "G", "status": "active"}
    async with somewhere("/campaign", answer=[row], routes={"funnel_group": "/campaign"}) as (tracker, _):
        [entry] = await tracker.entries(FunnelGroup)
        assert (entry.id, entry.name) == ("0GroupAAAAAA", "G")


async def test_the_user_settings_have_a_path_for_each_verb_at_other_places(somewhere: Somewhere) -> None:
    async with somewhere("/user/find", "/user/save", answer={}) as (tracker, asked):
        await tracker.replace(UserSettings(default_custom_domain="t.example.com"))
    assert asked[-1] == "PUT /user/save/"
    assert {one for one in asked[:-1] if not one.startswith("GET")} == {"PUT /user/settings/"}


async def test_ai_node_settings_are_probed_without_a_list(somewhere: Somewhere) -> None:
    async with somewhere("/ainodesettings") as (tracker, asked):
        await tracker.delete(AiNodeSetting, ["0SettingAAAA"])
    assert asked == [
        "DELETE /ainodesetting/delete/",
        "GET /ainodesetting/find/byIds/",
        "GET /ai-node-setting/find/byIds/",
        "GET /ainodesettings/find/byIds/",
        "DELETE /ainodesettings/delete/",
    ]


def test_every_family_has_its_access() -> None:
    assert set(ACCESS) == set(FAMILIES.values())


def test_places_are_those_the_contract_considers() -> None:
    """The first places give the contract's own paths, the others the candidates it lists."""
    found = {operation.path: set(operation.other_paths) for operation in operations()}
    for kind, access in ACCESS.items():
        for one in operations():
            if one.path.startswith(f"{access.places[0].prefix}/") and kind is not UserSettings:
                tail = one.path.removeprefix(access.places[0].prefix)
                assert {f"{place.prefix}{tail}" for place in access.places[1:]} == found[one.path]


def test_without_overrides_every_operation_is_where_the_contract_has_it() -> None:
    routes = Routes()
    assert [routes.path(one) for one in operations()] == [one.path for one in operations()]


def test_the_second_sets_of_paths_stay_where_they_are() -> None:
    routes = Routes({"page_group": "/elsewhere", "funnel_group": "/groups"})
    assert routes.path(operation("pageGroupList")) == "/elsewhere/list/"
    assert routes.path(operation("pageGroupFindByCategoryAlias")) == "/campaign/funnel/pagegroup/find/byCategory/"
    assert routes.path(operation("campaignList")) == "/campaign/list/"
