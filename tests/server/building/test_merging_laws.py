"""Whatever a plan does and whatever others do meanwhile: theirs stays, and the rest is as the plan alone makes it."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import anyio
from at_the_desk import AtTheDesk, at_the_desk
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from funnels.assets import Category, OfferSource, Page
from funnels.errors import BlueprintError, FunnelError
from funnels.wire import Json

LANDERS, OFFERS = ["Story", "Quiz"], ["Shield", "Fox"]
CATEGORIES = {"Old": "0CategoryOld", "New": "0CategoryNew"}
Account = dict[tuple[str, str], Json]


def id_of(name: str) -> str:
    return f"0Page{name}".ljust(12, "A")


async def fill(at: AtTheDesk) -> None:
    await at.make(
        *(Category(id=id, name=name, category_type="lander") for name, id in CATEGORIES.items()),
        OfferSource(id="0SourceAAAAA", name="AdNet"),
        *(Page.read(document(name, "lander")) for name in LANDERS),
        *(
            Page.read({**document(name, "offer"), "offerParams": {"idOfferSource": "0SourceAAAAA", "payout": "9"}})
            for name in OFFERS
        ),
    )


def document(name: str, kind: str) -> Json:
    named = {"idPage": id_of(name), "pageName": name, "pageType": kind}
    return {**named, "baseURL": "https://p.example", "redirectType": "307", "queryParams": {"s1": "x"}}


def change(do: str, name: str, **more: object) -> Json:
    return {"do": do, "family": "page", "name": name, **more}


TEXT = st.sampled_from(["", "a", "b"])
ANY = st.sampled_from(LANDERS + OFFERS)
CHANGES = st.one_of(
    st.builds(lambda name, text: change("update", name, fields={"notes": text}), ANY, TEXT),
    st.builds(lambda name, text: change("update", name, fields={"query_params": {"s2": text or None}}), ANY, TEXT),
    st.builds(
        lambda name, payout: change("update", name, fields={"offer_params": {"payout": payout}}),
        st.sampled_from(OFFERS),
        st.sampled_from(["1", "2"]),
    ),
    st.builds(change, st.sampled_from(["archive", "unarchive", "delete"]), ANY),
    st.builds(
        lambda name, category: change("move", name, category=category),
        st.sampled_from(LANDERS),
        st.sampled_from([*CATEGORIES, ""]),
    ),
    st.builds(lambda name: change("duplicate", name, **{"as": f"{name} 2"}), ANY),
)

THEIRS = st.tuples(
    ANY,
    st.one_of(
        st.builds(lambda text: ("notes", text), TEXT),
        st.builds(lambda text: ("base_url", f"https://{text or 'c'}.example"), TEXT),
        st.builds(lambda text: ("query_params", {"s1": "x", "s3": text}), TEXT),
        st.sampled_from([("id_category", id) for id in CATEGORIES.values()]),
        st.sampled_from([("status", "archived"), ("status", "deleted")]),
    ),
)


async def meddle(at: AtTheDesk, edits: list[tuple[str, tuple[str, Any]]]) -> tuple[Account, Account]:
    """The account before and after others edited it."""
    before = await at.account()
    for name, (field, value) in edits:
        page = await at.tracker.get(Page, id_of(name))
        if page.status == "deleted":
            continue
        if value == "deleted":
            await at.tracker.delete(Page, [page.id])
        else:
            await at.tracker.replace(page.changed(**{field: value}))
    return before, await at.account()


def leaves(account: Account) -> dict[tuple[str, ...], Any]:
    """One entry for each value, and one for each asset; what is deleted has none."""
    found: dict[tuple[str, ...], Any] = {}
    for key, one in account.items():
        if key[0] == "page" and key[1] in map(id_of, LANDERS + OFFERS):
            found |= dict(_leaves((key[1],), one))
    return found


def _leaves(path: tuple[str, ...], value: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(value, dict):
        yield path, "there"
        for name, one in value.items():
            if name not in ("version", "revision"):
                yield from _leaves((*path, name), one)
    else:
        yield path, value


def differing(one: Account, other: Account) -> dict[tuple[str, ...], Any]:
    """Leaves that differ, as they are in the other; None where they are not there."""
    old, new = leaves(one), leaves(other)
    return {path: new.get(path) for path in {*old, *new} if old.get(path) != new.get(path)}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(CHANGES, min_size=1, max_size=5),
    st.lists(THEIRS, min_size=1, max_size=3),
    st.none() | st.integers(0, 3),
)
def test_what_others_did_stays_and_the_rest_is_as_planned(
    changes: list[Json], edits: list[tuple[str, tuple[str, Any]]], at_write: int | None
) -> None:
    anyio.run(run, changes, edits, at_write)


async def run(changes: list[Json], edits: list[tuple[str, tuple[str, Any]]], at_write: int | None) -> None:
    with TemporaryDirectory() as alone, TemporaryDirectory() as folder:
        async with at_the_desk(Path(alone)) as undisturbed, at_the_desk(Path(folder)) as at:
            for one in (undisturbed, at):
                await fill(one)
            try:
                plan = await undisturbed.desk.plan_changes(changes, request="")
            except BlueprintError:  # two wishes that cannot follow one another
                return
            if plan["status"] != "ready":
                return
            first = await undisturbed.account()
            await undisturbed.apply(plan)
            ours = differing(first, await undisturbed.account())
            await disturbed(at, await at.changes(*changes), edits, at_write, ours)


async def disturbed(
    at: AtTheDesk,
    plan: Json,
    edits: list[tuple[str, tuple[str, Any]]],
    at_write: int | None,
    ours: dict[tuple[str, ...], Any],
) -> None:
    first = await at.account()
    theirs: list[tuple[Account, Account]] = []

    async def between(number: int) -> None:
        if not theirs and number == (at_write or 0):
            theirs.append(await meddle(at, edits))

    if at_write is None:
        await between(0)
    at.road.before = between
    done = await at.apply(plan)
    if done["status"] == "stale" and "merged" in done:
        done = await at.apply(done["merged"])
    end = await at.account()
    if not theirs:
        return
    before, after = theirs[0]
    human = differing(before, after)
    if done["status"] == "applied":
        assert done["verified"] or at_write is not None
        lost = {path: value for path, value in human.items() if leaves(end).get(path) != value}
        assert not {path for path in lost if at_write is None or lost[path] != ours.get(path)}
        if at_write is None:
            wanted = {**leaves(first), **ours, **human}
            assert leaves(end) == {path: value for path, value in wanted.items() if value is not None}
    elif at_write is None:
        assert end == after
    else:
        with suppress(FunnelError):
            await at.take_back(plan)
        assert {path: leaves(await at.account()).get(path) for path in human} == human
