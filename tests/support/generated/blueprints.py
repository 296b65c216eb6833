"""Blueprints as a planner might write them, for the generated account: every step kind, every way out."""

from typing import Any

from hypothesis import strategies as st

from funnels.wire import Json

_LANDERS = ("VPN Advertorial", "Quiz", "лендинг", "vpn-advertorial")
_OFFERS = ("ShieldVPN", "FoxVPN", "Quiz", "Twin")
_RULES: tuple[Json, ...] = (
    {"attribute": "country", "any in": ["DE", "at"]},
    {"attribute": "device", "is": "mobile"},
    {"attribute": "os version", ">=": 14},
    {"attribute": "time of day", ">=": "18:30", "utc_offset_minutes": 60},
    {"attribute": "date", "is not": "2026-12-24"},
    {"attribute": "day of week", "is": "Monday"},
    {"attribute": "day of month", "<": 15},
    {"attribute": "month", "is": "december"},
    {"attribute": "tracking field", "contains": ["a", "b"], "field": "c1"},
    {"attribute": "visitor tag", "is": "buyer"},
    {"attribute": "traffic source", "not in": ["Outbrain"]},
    {"attribute": "ip", "in range": ["203.0.X.X"]},
)
_ROTATIONS = st.sampled_from(("plain", "sticky", "anti-affinity"))


@st.composite
def blueprints(draw: st.DrawFn, *, most: int = 12) -> Json:
    """Plain data that parses and compiles against the generated account."""
    keys = [f"step_{number}" for number in range(draw(st.integers(1, most)))]
    return {
        "funnel": draw(st.sampled_from(("VPN Native", "Ü", "F" * 256))),
        "group": draw(st.sampled_from(("Utilities", "dating")))
        if draw(st.booleans())
        else {"name": "Fresh", "new": True},
        "sources": draw(
            st.sampled_from(([], ["Outbrain"], [{"name": "TikTok", "new": True, "fields": {"c1": "{{ad}}"}}]))
        ),
        "start": draw(st.sampled_from(keys) | _arms(keys)),
        "rotation": draw(_ROTATIONS),
        "steps": {key: draw(steps(keys)) for key in keys},
        **draw(st.sampled_from(({}, {"default_cost": "0.05"}))),
    }


def steps(keys: list[str]) -> st.SearchStrategy[Json]:
    """A step of any kind that leads only to these."""
    return st.builds(
        lambda step, name, everywhere: {**step, **name, **everywhere},
        st.one_of(_pages(keys), _pages(keys), _routing(keys), _others(keys)),
        st.sampled_from(({}, {}, {"name": "A name"}, {"name": "имя"})),
        st.sampled_from(({}, {}, {"everywhere": True})),
    )


def _arms(keys: list[str]) -> st.SearchStrategy[list[Json]]:
    return st.lists(st.sampled_from(keys), min_size=1, max_size=4).flatmap(
        lambda found: _weighted([{"to": key} for key in found])
    )


@st.composite
def _weighted(draw: st.DrawFn, entries: list[Json]) -> list[Json]:
    """With weights that add up to 100, or with none."""
    if draw(st.booleans()):
        return entries
    cuts = sorted(draw(st.lists(st.integers(0, 10_000), min_size=len(entries) - 1, max_size=len(entries) - 1)))
    shares = [after - before for before, after in zip([0, *cuts], [*cuts, 10_000], strict=True)]
    return [{**entry, "weight": share / 100} for entry, share in zip(entries, shares, strict=True)]


def _ways(keys: list[str], *, plain: bool = False) -> st.SearchStrategy[Json]:
    ways = st.sampled_from(keys)
    rich = st.fixed_dictionaries(
        {"to": ways},
        optional={"conversion": st.booleans(), "event": st.booleans(), "webhooks": st.just(["CRM"])},
    )
    return st.dictionaries(st.integers(1, 5), ways if plain else ways | rich, max_size=3)


@st.composite
def _pages(draw: st.DrawFn, keys: list[str]) -> Json:
    kind = draw(st.sampled_from(("lander", "offer")))
    new: Json = {"name": f"New {kind}", "url": f"https://new.example/{kind}"}
    if kind == "offer":
        new |= {"payout": "14.50", "source": draw(st.sampled_from(("AdNet", {"name": "NewNet", "new": True})))}
    page = st.sampled_from((*(_LANDERS if kind == "lander" else _OFFERS), new))
    form = draw(st.sampled_from(("one", "list", "list", "use")))
    if form == "one":
        return {kind: draw(page), "on": draw(_ways(keys))}
    if form == "use":
        return {f"{kind}s": {"use": f"Shared {kind}s"}, "on": draw(_ways(keys))}
    listed = draw(_weighted([{"page": one} for one in draw(st.lists(page, min_size=1, max_size=4))]))
    return {f"{kind}s": listed, "rotation": draw(_ROTATIONS), "on": draw(_ways(keys))}


@st.composite
def _routing(draw: st.DrawFn, keys: list[str]) -> Json:
    to = st.sampled_from(keys)
    otherwise = draw(to)
    shared: dict[str, tuple[str, list[str]]] = {
        "Tiers": ("condition", ["tier_1", "tier_2"]),
        "Old tiers": ("condition", ["1", "2"]),
        "By hour": ("logic", ["day", "night", "x1"]),
        "Scoring": ("middleware", ["approved"]),
    }
    use = draw(st.sampled_from((*shared, "", "", "")))
    if use:
        kind, labels = shared[use]
        ways = draw(st.dictionaries(st.sampled_from(labels), to, max_size=3))
        return {kind: {"use": use, "to": ways, "otherwise": otherwise}}
    names = draw(st.lists(st.sampled_from(("dach", "Rest of EU", "мир", "x")), min_size=1, max_size=3, unique=True))
    routes = [{"name": name, "when": draw(whens()), "to": draw(to)} for name in names]
    return {"condition": {"routes": routes, "otherwise": otherwise}}


def whens() -> st.SearchStrategy[Any]:
    """What a route asks for: rules, all or any of them, and groups of groups."""
    rules = st.lists(st.sampled_from(_RULES), min_size=1, max_size=3)
    group = st.builds(lambda word, found: {word: found}, st.sampled_from(("all", "any")), rules)
    parts = st.lists(st.sampled_from(_RULES) | group, min_size=1, max_size=3)
    deep = st.builds(lambda word, found: {word: found}, st.sampled_from(("all", "any")), parts)
    return st.one_of(rules, group, deep, st.builds(lambda a, b: {"all": a, "any": b}, rules, rules))


def _others(keys: list[str]) -> st.SearchStrategy[Json]:
    to = st.sampled_from(keys)
    then = st.fixed_dictionaries({}, optional={"then": to})
    tags = st.sampled_from(({"add": ["buyer"]}, {"add": [{"name": "fresh", "new": True}], "remove": ["clicked"]}))
    return st.one_of(
        st.builds(
            lambda arms, rotation, ai: {"split": arms, "rotation": rotation, "ai": ai},
            _arms(keys),
            _ROTATIONS,
            st.booleans(),
        ),
        st.builds(
            lambda redirect: {"url": "https://elsewhere.example", "redirect": redirect},
            st.sampled_from(("301", "307")),
        ),
        st.builds(lambda said, on: {"tag": said, **on}, tags, then),
        st.builds(lambda said, on: {"webhook": said, **on}, st.sampled_from((["CRM"], ["CRM", "Zap"])), then),
        st.builds(lambda on: {"hub": True, "on": on}, _ways(keys, plain=True)),
        st.sampled_from(({"note": "Mind the cap"}, {"note": "", "color": "ffcc00"})),
    )
