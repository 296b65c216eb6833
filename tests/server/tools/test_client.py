"""What a client says of itself stands in the plans that come from it."""

from pathlib import Path

import pytest
from mcp import Client
from mcp.types import Implementation
from mcp_desk import ERAS, answer

from server.building import open_desk
from server.main import offered
from server.plans import PlanStore
from server.settings import Settings

ARCHIVE = [{"do": "archive", "family": "page", "name": "Keto Story"}]


@pytest.mark.parametrize("mode", ERAS)
async def test_its_name_and_version_stand_in_the_surface_of_a_plan(demo: Path, mode: str) -> None:
    settings = Settings(home=demo)
    async with open_desk(settings) as desk:

        async def opens() -> object:
            return desk

        server = offered(settings, opens)  # type: ignore[arg-type]  # always the same desk
        for name in ("claude-code", "other"):
            who = Implementation(name=name, version="2.1")
            async with Client(server, mode=mode, client_info=who) as client:
                await answer(client, "plan_changes", changes=ARCHIVE)
    store = PlanStore.open(demo)
    surfaces = [kept.plan.origin.surface for kept in store.latest(limit=2)]
    store.close()
    assert sorted(surfaces) == ["mcp (claude-code 2.1)", "mcp (other 2.1)"]
