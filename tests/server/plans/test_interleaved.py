"""Whatever a plan does and whatever others do meanwhile: no edit of theirs is lost, nothing of ours is left
unexplained, and the journal says how the account came to be what it is."""

import atexit
import json
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

import anyio
import pytest
from at_the_desk import AtTheDesk, at_the_desk
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from meddling import Meddlers, State, Wish, explained

from benchmarks.campaign.office import open_office
from benchmarks.campaign.scene import furnish, joined
from funnels.assets import FAMILIES, Page
from funnels.errors import FunnelError
from funnels.wire import Json
from server.errors import StalePlan
from server.plans import Change
from server.plans.revision import comparable, counted

PAGES = {"Story": "0Lander00sto", "Quiz": "0Lander00qui", "ShieldVPN": "0Offer0000sh", "FoxVPN": "0Offer0000fo"}
SOURCES = {"AdNet": "0Source0adne", "GoingNet": "0Source0goin"}
TRAFFIC = {"Outbrain": "0Traffic0out", "Taboola": "0Traffic0tab"}
TAGS = {"Buyer": "0Tag00000buy", "Old tag": "0Tag00000old"}


@cache
def furnished() -> tuple[Path, dict[str, str]]:
    """A folder with the account, and the ids of its funnels and their nodes by name."""
    folder = mkdtemp()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    home = Path(folder) / "home"

    async def fill() -> None:
        async with open_office(home) as office:
            await furnish(office)

    anyio.run(fill)
    ids: dict[str, str] = {}
    with closing(sqlite3.connect(home / "tracker.db")) as tracker:
        for id, name, document in tracker.execute("select id, name, document from asset where family='funnel'"):
            ids[name] = id
            ids |= {f"{name}/{node['nodeName']}": node["idNode"] for node in json.loads(document)["nodes"]}
    return home, ids


def change(do: str, family: str, name: str, **more: object) -> Json:
    return {"do": do, "family": family, "name": name, **more}


TEXTS = st.sampled_from(["ours", "ours too"])
CHANGES = st.one_of(
    st.builds(
        lambda name, text: change("update", "page", name, fields={"notes": text}), st.sampled_from([*PAGES]), TEXTS
    ),
    st.builds(
        lambda name, payout: change("update", "page", name, fields={"offer_params": {"payout": payout}}),
        st.sampled_from(["ShieldVPN", "FoxVPN"]),
        st.sampled_from(["14.00", "15.00"]),
    ),
    st.builds(
        lambda name, text: change("update", "offer_source", name, fields={"postback_payout": text}),
        st.sampled_from([*SOURCES]),
        TEXTS,
    ),
    st.builds(
        lambda do, name: change(do, "page", name), st.sampled_from(["archive", "delete"]), st.sampled_from([*PAGES])
    ),
    st.builds(
        lambda do, name: change(do, "visitor_tag", name),
        st.sampled_from(["archive", "delete"]),
        st.sampled_from([*TAGS]),
    ),
    st.just(change("unarchive", "traffic_source", "Taboola")),
    st.just(change("delete", "offer_source", "GoingNet", cascade="cascade")),
    st.just(change("delete", "funnel", "Finished")),
    st.just(change("move", "funnel", "Side", category="Old group")),
    st.builds(
        lambda name, to: change("move", "page", name, category=to),
        st.sampled_from(["Story", "Quiz"]),
        st.sampled_from(["Autumn", ""]),
    ),
    st.builds(
        lambda name: change("duplicate", "page", name, **{"as": f"{name} copy"}), st.sampled_from(["Story", "Quiz"])
    ),
    st.builds(
        lambda name: change("duplicate", "traffic_source", name, **{"as": f"{name} copy"}),
        st.sampled_from([*TRAFFIC]),
    ),
    st.just({"do": "create", "family": "visitor_tag", "fields": {"name": "Fresh tag"}}),
    st.just({"do": "create", "family": "offer_source", "fields": {"name": "Fresh net"}}),
)
EDITS = st.lists(
    st.sampled_from(
        [
            {"op": "set_url", "step": "out", "url": "https://ours.example"},
            {"op": "set_weights", "step": "land", "weights": {"Story": 80, "List": 20}},
        ]
    ),
    max_size=2,
    unique_by=lambda one: one["op"],
)

FIELDS: dict[str, list[Json]] = {
    "page": [{"notes": "theirs"}, {"queryParams": {"by": "human"}}, {"pageName": "Theirs"}, {}],
    "offer_source": [{"postbackPayout": "theirs"}, {"postbackTxId": "theirs"}, {}],
    "traffic_source": [{"defaultCost": "0.77"}, {"trafficSourceName": "Theirs"}],
    "visitor_tag": [{"tagName": "Theirs"}, {}],
    "funnel": [{"defaultCost": "0.77"}, {"funnelName": "Theirs"}, {"nodes": "of out"}],
}
"""What others may do to a family; an empty one deletes."""

STANDING = [
    *(("page", id) for id in PAGES.values()),
    *(("offer_source", id) for id in SOURCES.values()),
    *(("traffic_source", id) for id in TRAFFIC.values()),
    *(("visitor_tag", id) for id in TAGS.values()),
    *(("funnel", name) for name in ("Running", "Side", "Finished")),
]


def wish(number: int, after: bool, standing: tuple[str, str], which: int) -> Wish:
    family, id = standing
    fields = FIELDS[family][which % len(FIELDS[family])]
    if family == "funnel":
        _, ids = furnished()
        node = ids[f"{id}/out"]
        url = {"nodes": {node: {"nodeExternalURLParams": {"url": "https://theirs.example"}}}}
        return Wish(number, after, family, ids[id], url if "nodes" in fields else fields)
    return Wish(number, after, family, id, fields)


PHASES = (Phase.explicit, Phase.generate)
"""An example takes too long for making it smaller."""

WISHES = st.lists(
    st.builds(wish, st.integers(0, 5), st.booleans(), st.sampled_from(STANDING), st.integers(0, 3)),
    min_size=2,
    max_size=5,
)


def one_each(changes: Sequence[Json]) -> list[Json]:
    """Two wishes about the same asset in one plan are another test."""
    seen: dict[str, Json] = {}
    for one in changes:
        seen.setdefault(f"{one['family']} {one.get('name', one.get('fields'))}", one)
    return list(seen.values())


@settings(
    max_examples=20, deadline=None, derandomize=True, phases=PHASES, suppress_health_check=[HealthCheck.too_slow]
)
@given(st.lists(CHANGES, min_size=2, max_size=7).map(one_each), EDITS, WISHES)
@example(  # a rename that comes between our look and our write, and one before it is read back
    [change("update", "page", "Story", fields={"notes": "ours"}), change("archive", "page", "Quiz")],
    [],
    [Wish(0, False, "page", PAGES["Story"], {"pageName": "Theirs"}), Wish(1, True, "page", PAGES["Quiz"], {})],
)
def test_no_edit_of_others_is_lost_and_the_journal_explains_the_account(
    changes: list[Json], edits: list[Json], wishes: list[Wish]
) -> None:
    start, _ = furnished()
    with TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        shutil.copytree(start, home)
        anyio.run(run, home, changes, edits, wishes)


async def run(home: Path, changes: list[Json], edits: list[Json], wishes: list[Wish]) -> None:
    async with at_the_desk(home) as at:
        before, noted = await at.account(), last_note(home)
        plan = await planned(at, changes, edits)
        meddlers = Meddlers(at, wishes, lambda: last_note(home))
        at.road.before, at.road.after = meddlers.before, meddlers.after
        chain, is_applied = await gone_on(at, plan)
        at.road.before = at.road.after = None
        await assert_explained(at, before, noted, meddlers)
        deleted = {one.key for _, one, _ in journaled(at, noted) if one.do == "delete"}
        gone = await gone_back(at, chain)
        # what both deleted comes back: that is what the yes to taking back was given to
        meddlers.done = [one for one in meddlers.done if one[1].fields or (one[1].family, one[1].id) not in deleted]
        await assert_explained(at, before, noted, meddlers)
        if gone:
            theirs = {(one.family, one.id) for _, one in meddlers.done}
            assert set(await at.account()) - set(before) <= theirs
        assert is_applied or gone or await at.status({"plan_id": chain[0]}) in ("ready", "abandoned")


async def planned(at: AtTheDesk, changes: list[Json], edits: list[Json]) -> str:
    parts = [(await at.desk.plan_changes(changes, request=""))["plan_id"]]
    if edits:
        parts.append((await at.desk.plan_edit("Running", edits, as_new=None, request=""))["plan_id"])
    return joined(at.store, parts)


async def gone_on(at: AtTheDesk, plan: str) -> tuple[list[str], bool]:
    """The plans a person said yes to, one merged into the next, and whether the last was applied."""
    chain = [plan]
    for _ in range(6):
        done: Json = {}
        with suppress(StalePlan):
            done = await at.apply({"plan_id": chain[-1], "fingerprint": at.store.get(chain[-1]).plan.fingerprint})
        if done.get("status") == "applied" or "merged" not in done:
            return chain, done.get("status") == "applied"
        chain.append(done["merged"]["plan_id"])
    return chain, False


async def gone_back(at: AtTheDesk, chain: list[str]) -> bool:
    """Whether all is taken back. What stands against that is told; then nothing of that plan changes any more."""
    whole = True
    for plan in reversed(chain):
        if at.store.get(plan).status in ("ready", "expired"):
            continue
        try:
            await at.take_back({"plan_id": plan})
        except FunnelError as error:
            whole = whole and "Nothing is left" in str(error)
            with suppress(FunnelError):
                await at.desk.abandon(plan, keep=True)
    return whole


async def assert_explained(at: AtTheDesk, before: State, noted: int, meddlers: Meddlers) -> None:
    account = await at.account()
    assert meddlers.lost(account) == []
    told = explained(before, list(journaled(at, noted)), meddlers)
    assert meant(account) == meant(told)


def meant(state: State) -> Json:
    """By family and id, without what says no more than its absence."""
    return {f"{key}": comparable(counted(FAMILIES[key[0]], document)) for key, document in state.items()}


def journaled(at: AtTheDesk, since: int) -> list[tuple[float, Change, str]]:
    """What was made by the journal, each with the number of the last note of its intent and the id."""
    begun: dict[tuple[str, int], int] = {}
    made: dict[tuple[str, int], str] = {}
    with closing(sqlite3.connect(at.home / "plans.db")) as plans:
        query = "select number, plan, position, phase, detail from journal where number > ? order by number"
        for number, plan, position, phase, detail in plans.execute(query, (since,)):
            if phase == "intent":
                begun[plan, position] = number
            elif phase == "done":
                made[plan, position] = str(json.loads(detail)["id"])
    return [(begun[place], at.store.get(place[0]).plan.changes[place[1]], id) for place, id in made.items()]


def last_note(home: Path) -> int:
    with closing(sqlite3.connect(home / "plans.db")) as plans:
        return int(plans.execute("select coalesce(max(number), 0) from journal").fetchone()[0])


async def test_an_edit_of_what_was_just_made_is_not_taken_back_with_it(tmp_path: Path) -> None:
    """It comes before the read-back, so what is read back is not only ours."""
    async with at_the_desk(tmp_path) as at:
        plan = await at.changes(
            {
                "do": "create",
                "family": "page",
                "fields": {
                    "name": "P",
                    "page_type": "lander",
                    "base_url": "https://p.example",
                    "redirect_type": "307",
                },
            }
        )
        page = at.store.get(plan["plan_id"]).plan.changes[0].id

        async def edit(number: int) -> None:
            made = await at.tracker.get(Page, page)
            await at.tracker.replace(made.changed(query_params={"by": "human"}))

        at.road.after = edit
        assert (await at.apply(plan))["verified"]
        at.road.after = None
        with pytest.raises(StalePlan, match=r"'P' queryParams\.by.*human"):
            await at.take_back(plan)
        assert (await at.tracker.get(Page, page)).query_params == {"by": "human"}
