"""What holds for any documents and any plans."""

import tempfile
from pathlib import Path
from typing import Any

import anyio
from books import open_books
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from funnels.assets import Funnel, MiddlewareConfig, Page
from funnels.errors import BlueprintError
from funnels.wire import Json
from server.plans import diff
from server.plans.merge import merged
from server.plans.revision import revision

NAMES = st.sampled_from(["a", "b", "c"])
LEAVES = st.none() | st.booleans() | st.integers(0, 3) | st.sampled_from(["", "x", "y"])
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.dictionaries(NAMES, inner, max_size=3)
        | st.lists(inner, max_size=2)
        | st.lists(
            st.fixed_dictionaries({"idNode": NAMES, "v": inner}), max_size=3, unique_by=lambda one: one["idNode"]
        )
    ),
    max_leaves=6,
)
DOCUMENTS = st.dictionaries(NAMES, VALUES, max_size=3)


def page(fields: Json) -> Json:
    return {"idPage": "0Page0000001", "pageName": "P", "pageType": "lander", "baseURL": "https://a.example", **fields}


@given(DOCUMENTS, DOCUMENTS)
def test_where_nobody_else_changed_anything_the_merge_is_ours(before: Json, after: Json) -> None:
    assert merged(before, before, after) == after


@given(DOCUMENTS, DOCUMENTS)
def test_where_we_change_nothing_the_merge_is_theirs(now: Json, before: Json) -> None:
    assert merged(now, before, before) == now


@given(DOCUMENTS, DOCUMENTS)
def test_the_merge_back_is_what_was(before: Json, after: Json) -> None:
    assert merged(merged(before, before, after), after, before) == before


@given(DOCUMENTS, DOCUMENTS)
def test_revisions_are_the_same_where_nothing_differs_and_only_there(one: Json, other: Json) -> None:
    same = revision(Page, page({"zz": one})) == revision(Page, page({"zz": other}))
    assert same == (diff(Page, page({"zz": one}), page({"zz": other})) == [])


def test_what_a_tracker_adds_on_its_own_is_no_difference() -> None:
    sent: Json = {
        "idFunnel": "0Funnel00001",
        "idCampaign": "0Group000001",
        "funnelName": "F",
        "nodes": [
            {"idNode": "b", "nodeName": "B", "nodeType": "rotator"},
            {"idNode": "a", "nodeName": "A", "nodeType": "root"},
        ],
        "connections": [
            {"idConnection": "c", "idSourceNode": "a", "idTargetNode": "b", "connectionRotatorParams": {"weight": 1}}
        ],
    }
    a = {"idNode": "a", "nodeName": "A", "nodeType": "root", "posX": 0, "posY": 0, "isGlobalNode": False}
    read: Json = {
        **sent,
        "idFunnelGroup": "0Group000001",
        "status": "active",
        "owner": "somebody",
        "meta": {"v": 1},
        "defaultCost": "",
        "nodes": [{**a, "status": "active"}, sent["nodes"][0]],
        "connections": [{**sent["connections"][0], "connectionRotatorParams": {"weight": 1.0}, "labelLocation": 0.5}],
    }

    assert diff(Funnel, sent, read) == []
    assert revision(Funnel, sent) == revision(Funnel, read)


def test_a_secret_is_there_however_that_is_said() -> None:
    def ware(**destination: Any) -> Json:
        return {
            "idMiddlewareConfig": "0Ware0000001",
            "middlewareConfigName": "W",
            "destination": {"method": "POST", "url": "https://w.example", **destination},
            "routes": [],
            "schemaVersion": "1",
            "timeoutMs": 1000,
        }

    there = [ware(hmacSecret="real"), ware(hmacSecret="********", hasHmacSecret=True), ware(hasHmacSecret=True)]
    none = [ware(), ware(hmacSecret="", hasHmacSecret=False)]
    assert len({revision(MiddlewareConfig, one) for one in there}) == 1
    assert len({revision(MiddlewareConfig, one) for one in none}) == 1
    assert revision(MiddlewareConfig, there[0]) != revision(MiddlewareConfig, none[0])


PAGES = st.sampled_from(["Story", "Quiz", "FoxVPN DE", "ShieldVPN DE"])
TEXT = st.sampled_from(["", "one", "two"])
CHANGES = st.one_of(
    st.builds(
        lambda name, notes: {"do": "update", "family": "page", "name": name, "fields": {"notes": notes}}, PAGES, TEXT
    ),
    st.builds(
        lambda name, s1: {
            "do": "update",
            "family": "page",
            "name": name,
            "fields": {"query_params": {"s1": s1 or None, "s9": "x"}},
        },
        PAGES,
        TEXT,
    ),
    st.builds(
        lambda name, do: {"do": do, "family": "page", "name": name},
        PAGES,
        st.sampled_from(["archive", "unarchive", "delete"]),
    ),
    st.builds(
        lambda name, category: {"do": "move", "family": "page", "name": name, "category": category},
        st.sampled_from(["FoxVPN DE", "ShieldVPN DE"]),
        st.sampled_from(["Spring", "Autumn", ""]),
    ),
    st.builds(
        lambda do, cascade: {"do": do, "family": "offer_source", "name": "AdNet", "cascade": cascade},
        st.sampled_from(["archive", "delete"]),
        st.sampled_from(["cascade", "orphan"]),
    ),
    st.builds(lambda name: {"do": "duplicate", "family": "page", "name": name, "as": "Copy"}, PAGES),
    st.builds(lambda name: {"do": "create", "family": "visitor_tag", "fields": {"name": name or "t"}}, TEXT),
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(CHANGES, min_size=1, max_size=6), min_size=1, max_size=3))
def test_plans_taken_back_leave_the_account_as_it_was(plans: list[list[Json]]) -> None:
    anyio.run(_there_and_back, plans)


async def _there_and_back(plans: list[list[Json]]) -> None:
    with tempfile.TemporaryDirectory() as home:
        async with open_books(Path(home), fill=True) as books:
            states, done = [await books.everything()], []
            for changes in plans:
                try:
                    plan = await books.changes(*changes)
                except (BlueprintError, ValueError):  # such as one that names what it deleted before
                    continue
                if not plan.changes:
                    continue
                done.append(await books.done(plan))
                states.append(await books.everything())
            for plan in reversed(done):
                states.pop()
                if await books.everything() != states[-1]:
                    await books.done(await books.undo(plan))
                assert await books.everything() == states[-1]
