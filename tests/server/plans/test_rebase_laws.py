"""Whatever two sides do to one document: both stay whole, or neither is touched and a person is asked."""

from typing import Any

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from funnels.assets import Asset, Funnel, Page, PageGroup
from funnels.wire import Json
from server.plans.drafted import updated
from server.plans.rebase import Rebase
from server.plans.revision import revision

Said = dict[str, Any]
"""What a document says, one leaf a key: `notes`, `payout`, `q:s1`, `page:A`, `node:A:name`. Absent is not there."""

PARAMETERS, PAGES, NODES = ("s1", "s2", "s3"), ("A", "B", "C"), ("A", "B")
TEXT = st.sampled_from(["x", "y", "z"])


def optional(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


LEAVES: dict[type[Asset], dict[str, st.SearchStrategy[Any]]] = {
    Page: {
        "notes": optional(TEXT),
        "baseURL": TEXT.map(lambda text: f"https://{text}.example"),
        "payout": st.sampled_from(["1", "2.5", "3"]),
        **{f"q:{one}": optional(TEXT) for one in PARAMETERS},
    },
    PageGroup: {
        "notes": optional(TEXT),
        "name": TEXT,
        **{f"page:{one}": optional(st.sampled_from([0.25, 0.5, 1])) for one in PAGES},
    },
    Funnel: {
        "name": TEXT,
        **{f"node:{one}:{what}": TEXT for one in NODES for what in ("name", "url")},
        **{f"node:{one}": optional(st.just("there")) for one in ("C", "D")},
    },
}


def document(kind: type[Asset], said: Said) -> Json:
    if kind is Page:
        parameters = {key[2:]: value for key, value in said.items() if key.startswith("q:")}
        return {
            "idPage": "0PageAAAAAAA",
            "pageName": "P",
            "pageType": "offer",
            "redirectType": "307",
            "baseURL": said["baseURL"],
            "notes": said.get("notes", ""),
            "queryParams": parameters,
            "offerParams": {"idOfferSource": "0SourceAAAAA", "payout": said["payout"]},
            "unknown": {"kept": [1, "two"]},
        }
    if kind is PageGroup:
        weights = {"anchor": 1, **{key[5:]: value for key, value in said.items() if key.startswith("page:")}}
        return {
            "idPageGroup": "0GroupAAAAAA",
            "pageGroupName": said["name"],
            "pageType": "lander",
            "routing": "rotator",
            "notes": said.get("notes", ""),
            "pages": [{"idPage": f"0Page{one}".ljust(12, "0"), "weight": weight} for one, weight in weights.items()],
        }
    nodes = {"root": {}, **{one: {} for one in NODES}, **{key[5:]: {} for key in said if key.count(":") == 1}}
    return {
        "idFunnel": "0FunnelAAAAA",
        "funnelName": said["name"],
        "idCampaign": "0GroupAAAAAA",
        "nodes": [_node(one, said) for one in nodes],
        "connections": [],
    }


def _node(one: str, said: Said) -> Json:
    id = f"0Node{one}".ljust(12, "0")
    if one == "root":
        return {"idNode": id, "nodeType": "root", "nodeName": "Traffic"}
    return {
        "idNode": id,
        "nodeType": "externalUrl",
        "nodeName": said.get(f"node:{one}:name", one),
        "nodeExternalUrlParams": {
            "url": f"https://{said.get(f'node:{one}:url', one)}.example",
            "redirectType": "307",
        },
    }


def saying(kind: type[Asset], keys: Any = None) -> st.SearchStrategy[Said]:
    wanted = LEAVES[kind] if keys is None else {key: LEAVES[kind][key] for key in keys}
    return st.fixed_dictionaries(wanted)


def present(said: Said) -> Said:
    return {key: value for key, value in said.items() if value is not None}


@st.composite
def sides(draw: st.DrawFn, *, fighting: bool = False) -> tuple[type[Asset], Said, Said, Said]:
    """A kind, what was said at first, and what each of the two sides says instead of some of it."""
    kind = draw(st.sampled_from(list(LEAVES)))
    before = draw(saying(kind))
    keys = sorted(LEAVES[kind])
    ours, theirs = (draw(saying(kind, draw(st.sets(st.sampled_from(keys), max_size=4)))) for _ in "12")
    if fighting:
        key = draw(st.sampled_from([key for key in keys if key not in ("node:C", "node:D")]))
        values = LEAVES[kind][key].filter(lambda value: value != before[key])
        ours[key] = draw(values)
        theirs[key] = draw(values.filter(lambda value: value != ours[key]))
    return kind, before, ours, theirs


def rebase(kind: type[Asset], before: Said, now: Said, after: Said) -> Rebase:
    old, there, new = (kind.read(document(kind, present(one))) for one in (before, now, after))
    change = updated(old, new)
    work = Rebase({change.key: there})
    work.take(change, {})
    return work


def result(work: Rebase, kind: type[Asset], now: Said) -> Json:
    """What would stand there in the end; no change is left where others did the same."""
    assert len(work.changes) <= 1
    after = work.changes[0].after if work.changes else document(kind, present(now))
    assert after is not None
    return after


def changed(before: Said, edits: Said) -> Said:
    return {key: value for key, value in edits.items() if before.get(key) != value}


@settings(max_examples=120, deadline=None)
@given(sides())
def test_edits_of_different_fields_are_both_there_and_nothing_else(
    case: tuple[type[Asset], Said, Said, Said],
) -> None:
    kind, before, ours, theirs = case
    assume(not changed(before, ours).keys() & changed(before, theirs).keys())
    now, after = {**before, **changed(before, theirs)}, {**before, **changed(before, ours)}

    work = rebase(kind, before, now, after)

    assert work.overlaps == []
    both = document(kind, present({**now, **changed(before, ours)}))
    assert revision(kind, result(work, kind, now)) == revision(kind, both)
    assert all(one.base == revision(kind, document(kind, present(now))) for one in work.changes)


@settings(max_examples=120, deadline=None)
@given(sides(fighting=True))
@example((PageGroup, {"name": "x", "page:A": 0.5}, {"page:A": None}, {"page:A": 1}))
def test_edits_of_one_field_to_different_ends_are_always_refused(case: tuple[type[Asset], Said, Said, Said]) -> None:
    kind, before, ours, theirs = case
    ours, theirs = changed(before, ours), changed(before, theirs)
    fought = [key for key in ours.keys() & theirs.keys() if ours[key] != theirs[key]]

    work = rebase(kind, before, {**before, **theirs}, {**before, **ours})

    assert work.changes == []
    assert len(work.overlaps) >= len(fought) or len(work.overlaps) == 5


@settings(max_examples=120, deadline=None)
@given(sides())
def test_what_both_did_alike_is_no_reason_to_ask(case: tuple[type[Asset], Said, Said, Said]) -> None:
    kind, before, ours, theirs = case
    theirs = {**theirs, **ours}

    work = rebase(kind, before, {**before, **theirs}, {**before, **ours})

    assert (work.overlaps, work.changes) == ([], [])


@settings(max_examples=120, deadline=None)
@given(
    st.permutations(["A", "B", "C"]),
    st.permutations(["A", "B", "C", "D"]).map(lambda order: order[:3]),
    st.permutations(["A", "B", "C", "E"]).map(lambda order: order[:3]),
    st.booleans(),
)
def test_where_the_place_of_a_page_says_its_action_no_place_is_lost(
    before: list[str], now: list[str], after: list[str], elsewhere: bool
) -> None:
    def group(pages: list[str], notes: str = "") -> Json:
        found = document(PageGroup, {"name": "x", "notes": notes})
        shares = [{"idPage": f"0Page{one}".ljust(12, "0"), "weight": 1} for one in pages]
        return {**found, "routing": "actionMapped", "pages": shares}

    theirs = group(now, "theirs" if elsewhere else "")
    change = updated(PageGroup.read(group(before)), PageGroup.read(group(after)))
    work = Rebase({change.key: PageGroup.read(theirs)})
    work.take(change, {})

    if before != now and before != after and now != after:
        assert work.overlaps
    if not work.overlaps and before != after:
        pages = (work.changes[0].after or {})["pages"] if work.changes else theirs["pages"]
        assert [one["idPage"] for one in pages] == [one["idPage"] for one in group(after)["pages"]]
    if before == after:
        assert work.changes == []
