"""Whatever a plan does, taking it back leaves the account as it was."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import anyio
from at_the_desk import AtTheDesk, at_the_desk
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from funnels.assets import Category, FunnelGroup, OfferSource, Page, TrafficSource, VisitorTag
from funnels.errors import BlueprintError
from funnels.wire import Json

LANDERS, OFFERS, SOURCES = ["Story", "Quiz", "List"], ["Shield", "Fox"], ["AdNet", "BrandNet"]
CATEGORIES = ["Old", "New", ""]


async def fill(at: AtTheDesk) -> None:
    await at.make(
        FunnelGroup(id="0GroupAAAAAA", name="Utilities"),
        TrafficSource(id="0TrafficAAAA", name="Outbrain", cost_type="cpe"),
        VisitorTag(id="0TagAAAAAAAA", name="Buyer"),
        *(
            Category(id=f"0Category{name}".ljust(12, "A"), name=name, category_type="lander")
            for name in CATEGORIES
            if name
        ),
        *(OfferSource(id=f"0So{name}".ljust(12, "A"), name=name) for name in SOURCES),
        *(Page.read(document(name, "lander")) for name in LANDERS),
        *(
            Page.read(
                {**document(name, "offer"), "offerParams": {"idOfferSource": "0SoAdNetAAAA", "payout": "12.50"}}
            )
            for name in OFFERS
        ),
    )


def document(name: str, kind: str) -> Json:
    return {
        "idPage": f"0P{name}".ljust(12, "A"),
        "pageName": name,
        "pageType": kind,
        "baseURL": "https://p.example",
        "redirectType": "307",
        "unknown": {"kept": [1]},
    }


def change(do: str, family: str, name: str, **more: object) -> Json:
    return {"do": do, "family": family, "name": name, **more}


notes = st.text("abcäöü \n", max_size=5)
landers, offers = st.sampled_from(LANDERS), st.sampled_from(OFFERS)
CHANGES = st.one_of(
    st.builds(
        lambda name, text: change("update", "page", name, fields={"notes": text}),
        st.sampled_from(LANDERS + OFFERS),
        notes,
    ),
    st.builds(
        lambda name, payout: change("update", "page", name, fields={"offer_params": {"payout": payout}}),
        offers,
        st.sampled_from(["1.00", "12.50", "99"]),
    ),
    st.builds(
        lambda name, source: change("update", "page", name, fields={"offerParams": {"idOfferSource": source}}),
        offers,
        st.sampled_from(SOURCES),
    ),
    st.builds(
        lambda do, name: change(do, "page", name),
        st.sampled_from(["archive", "unarchive", "delete"]),
        st.sampled_from(LANDERS + OFFERS),
    ),
    st.builds(
        lambda do, name, how: change(do, "offer_source", name, **how),
        st.sampled_from(["archive", "delete"]),
        st.sampled_from(SOURCES),
        st.sampled_from([{}, {"cascade": "cascade"}, {"cascade": "orphan"}]),
    ),
    st.builds(
        lambda do, how: change(do, "category", "Old", **how),
        st.sampled_from(["archive", "delete"]),
        st.sampled_from([{}, {"cascade": "cascade"}, {"cascade": "orphan"}, {"cascade": "move", "target": "New"}]),
    ),
    st.builds(
        lambda name, category: change("move", "page", name, category=category), landers, st.sampled_from(CATEGORIES)
    ),
    st.builds(
        lambda name, number: change("duplicate", "page", name, **{"as": f"{name} {number}"}),
        landers,
        st.integers(2, 4),
    ),
    st.builds(
        lambda name: {"do": "create", "family": "offer_source", "fields": {"name": f"New {name}"}},
        st.sampled_from("ABC"),
    ),
)


def one_each(changes: Sequence[Json]) -> list[Json]:
    """Two wishes about the same asset in one plan are another test."""
    seen: dict[str, Json] = {}
    for one in changes:
        seen.setdefault(f"{one['family']} {one.get('name', one.get('fields'))}", one)
    return list(seen.values())


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(CHANGES, min_size=1, max_size=6).map(one_each), min_size=1, max_size=3))
@example(
    [
        [change("delete", "offer_source", "AdNet")],
        [change("archive", "page", "Shield"), change("delete", "offer_source", "AdNet")],
    ]
)  # a deleted source is read along with the offer that still names it
def test_plans_taken_back_in_turn_leave_the_account_as_it_was(plans: list[list[Json]]) -> None:
    anyio.run(run, plans)


async def run(plans: list[list[Json]]) -> None:
    with TemporaryDirectory() as folder:
        async with at_the_desk(Path(folder)) as at:
            await fill(at)
            states = [await at.account()]
            made: list[Json] = []
            for changes in plans:
                plan: Json = {}
                with suppress(BlueprintError):  # what an earlier plan took away cannot be meant again
                    plan = await at.desk.plan_changes(changes, request="")
                if plan.get("status") != "ready":
                    continue
                assert (await at.apply(plan))["verified"], changes
                made.append(plan)
                states.append(await at.account())
            for plan in reversed(made):
                assert await at.account() == states.pop()
                await at.take_back(plan)
            assert await at.account() == states.pop()
