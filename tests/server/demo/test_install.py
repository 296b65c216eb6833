import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from funnels.assets import Asset, Funnel, FunnelGroup, Page, PageGroup, PageShare
from funnels.blueprint import compile, parse
from funnels.errors import InputError
from funnels.ids import NewId
from server.demo import install, is_demo, prepare, remove
from server.demo.account import demo_assets
from server.tracker import Tracker, embedded_tracker, read_account, with_documents

GROUP = FunnelGroup(id="0GroupAAAAAA", name="Mine")
STARTS = """
import sys, anyio
from funnels.assets import Page
from pathlib import Path
from server.demo import prepare
from server.tracker import embedded_tracker
async def start():
    home = Path(sys.argv[1])
    async with embedded_tracker(home) as tracker:
        await prepare(tracker, home)
        print(len(await tracker.entries(Page)))
anyio.run(start)
"""


@pytest.fixture
async def tracker(tmp_path: Path) -> AsyncIterator[Tracker]:
    async with embedded_tracker(tmp_path) as tracker:
        yield tracker


def counted() -> NewId:
    numbers = iter(range(1000))
    return lambda: f"0Own{next(numbers):08d}"


async def standing(tracker: Tracker) -> set[str]:
    """Names of all active assets, local ones of funnels included, that are not settings."""
    account = await read_account(tracker, status="active")
    account = await with_documents(tracker, account, [(Funnel, one.id) for one in account.entries("funnel")])
    kinds = {type(asset) for asset in demo_assets()}
    return {entry.name for kind in kinds for entry in account.entries(kind.family) if entry.is_active}


async def build(tracker: Tracker, blueprint: dict[str, object]) -> None:
    """A funnel of the person's own, written as it was compiled."""
    account = await read_account(tracker)
    draft = compile(parse(blueprint), account, new_id=counted())
    await tracker.create(draft.funnel.changed(nodes=(), connections=()))
    for asset in draft.new:
        await tracker.create(asset)
    await tracker.replace(draft.funnel)


async def test_what_is_installed_is_removed_whole(tracker: Tracker, tmp_path: Path) -> None:
    made = await install(tracker, tmp_path)
    assert made == len(demo_assets())
    assert await install(tracker, tmp_path) == 0
    assert await remove(tracker, tmp_path) == made
    assert await standing(tracker) == set()
    assert (tmp_path / "demo-account").read_text() == "removed"


async def test_what_was_removed_does_not_come_back_at_the_next_start(tracker: Tracker, tmp_path: Path) -> None:
    await prepare(tracker, tmp_path)
    await remove(tracker, tmp_path)
    await prepare(tracker, tmp_path)
    assert await standing(tracker) == set()


async def test_a_start_that_was_cut_short_is_finished_by_the_next(tracker: Tracker, tmp_path: Path) -> None:
    (tmp_path / "demo-account").write_text("installing")
    await tracker.create(demo_assets()[0])
    await prepare(tracker, tmp_path)
    assert {asset.name for asset in demo_assets()} <= await standing(tracker)


def test_two_processes_that_start_at_once_both_find_the_whole_demo_account(tmp_path: Path) -> None:
    command = [sys.executable, "-c", STARTS, str(tmp_path)]
    starting = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    said = [process.communicate(timeout=60) for process in starting]
    pages = sum(isinstance(asset, Page) for asset in demo_assets())
    assert [out.strip() for out, _ in said] == [str(pages).encode()] * 2, said
    assert (tmp_path / "demo-account").read_text() == "installed"


async def test_demo_assets_without_a_mark_are_those_of_a_process_that_is_installing(
    tracker: Tracker, tmp_path: Path
) -> None:
    await tracker.create(demo_assets()[0])
    await prepare(tracker, tmp_path)
    assert {asset.name for asset in demo_assets()} <= await standing(tracker)


async def test_an_account_that_holds_something_gets_no_demo(tracker: Tracker, tmp_path: Path) -> None:
    await tracker.create(GROUP)
    await prepare(tracker, tmp_path)
    assert await standing(tracker) == {"Mine"}
    assert not (tmp_path / "demo-account").exists()


@pytest.mark.parametrize(
    "steps",
    [
        {"story": {"landers": [{"page": "Keto Story"}]}},
        {"story": {"lander": "Keto Story"}},
    ],
    ids=["in a local page group", "in a node"],
)
async def test_the_demo_stays_while_a_funnel_of_the_persons_own_uses_it(
    tracker: Tracker, tmp_path: Path, steps: dict[str, object]
) -> None:
    await install(tracker, tmp_path)
    await tracker.create(GROUP)
    await build(tracker, {"funnel": "Keto of mine", "group": "Mine", "start": next(iter(steps)), "steps": steps})
    before = await standing(tracker)
    with pytest.raises(InputError, match=r"use demo assets: funnel 'Keto of mine'\.") as refused:
        await remove(tracker, tmp_path)
    assert "nothing was removed" in refused.value.hint
    assert await standing(tracker) == before


async def test_a_page_of_the_persons_own_with_a_demo_offer_source_keeps_it(tracker: Tracker, tmp_path: Path) -> None:
    await install(tracker, tmp_path)
    network = next(asset for asset in demo_assets() if asset.family == "offer_source")
    offer = next(asset for asset in demo_assets() if isinstance(asset, Page) and asset.offer_params)
    await tracker.create(offer.changed(id="0OfferAAAAAA", name="Offer of mine"))
    with pytest.raises(InputError, match="page 'Offer of mine'"):
        await remove(tracker, tmp_path)
    assert (await tracker.get(type(network), network.id)).status == "active"


async def test_what_was_made_for_a_demo_funnel_goes_with_it(tracker: Tracker, tmp_path: Path) -> None:
    await install(tracker, tmp_path)
    funnel = next(asset for asset in demo_assets() if isinstance(asset, Funnel) and asset.name == "Keto Facebook US")
    page = next(asset for asset in demo_assets() if isinstance(asset, Page))
    group = PageGroup(
        id="0LocalAAAAAA",
        name="Tried by a person",
        page_type="lander",
        routing="rotator",
        pages=(PageShare(id_page=page.id, weight=1),),
        restrict_to_funnel_id=funnel.id,
    )
    await tracker.create(group)
    node = next(node for node in funnel.nodes if node.node_page_group_params)
    assert node.node_page_group_params
    params = node.node_page_group_params.changed(id_page_group=group.id)
    nodes = tuple(one.changed(node_page_group_params=params) if one is node else one for one in funnel.nodes)
    await tracker.replace(funnel.changed(nodes=nodes))
    await remove(tracker, tmp_path)
    left: list[Asset] = list(await tracker.get_many(PageGroup, [group.id]))
    assert [one.status for one in left] == ["deleted"]
    assert await standing(tracker) == set()


def test_ids_of_the_demo_are_known_by_their_instant() -> None:
    assert all(is_demo(asset.id) for asset in demo_assets())
    assert not is_demo(GROUP.id)
