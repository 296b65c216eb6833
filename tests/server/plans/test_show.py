"""A plan as a person reads it."""

from datetime import UTC, datetime

from books import BLUEPRINT, FOX, STORY, Books

from funnels.assets import Page
from server.plans import Change, Plan, clean, data, text
from server.plans.clean import MOST_VALUE


def plan_of(*changes: Change, title: str = "A plan") -> Plan:
    return Plan(id="0Plan0000001", title=title, changes=changes, created=datetime(2026, 7, 1, tzinfo=UTC))


async def test_a_build_is_told_with_names_money_and_shares(books: Books) -> None:
    assert text(await books.build()) == "\n".join(
        [
            "**A plan** (7 changes)",
            "- make offer source 'NewNet'",
            "- make page 'NewVPN DE' (offer, https://new.example/?s1={hit}, payout 14.5, from NewNet)",
            "- make funnel 'VPN DACH' in group 'Utilities'",
            "- make condition 'VPN DACH · geo' (dach: country DE, AT, CH)",
            "- make page group 'VPN DACH · story' (lander, Story 70 %, Quiz 30 %)",
            "- make page group 'VPN DACH · vpn' (offer, ShieldVPN DE 60 %, NewVPN DE 40 %)",
            "- put 4 steps into funnel 'VPN DACH' (start → 'geo')",
            "  - 'geo': condition VPN DACH · geo (country DE, AT, CH → 'story'; everyone else → 'elsewhere')",
            "  - 'story': lander group VPN DACH · story (button 1 → 'vpn')",
            "  - 'vpn': offer group VPN DACH · vpn",
            "  - 'elsewhere': external url https://elsewhere.example.net",
        ]
    )


async def test_an_edit_is_told_by_what_changes(books: Books) -> None:
    funnel = (await books.done(await books.build())).changes[2].id

    weights = await books.edit(funnel, {"op": "set_weights", "step": "story", "weights": {"Story": 80, "Quiz": 20}})
    dropped = await books.edit(funnel, {"op": "remove_step", "step": "story", "then": "vpn"})

    assert text(weights).splitlines()[1:] == [
        "- change page group 'VPN DACH · story'",
        "  - page 'Story' weight 70 % → 80 %",
        "  - page 'Quiz' weight 30 % → 20 %",
    ]
    assert text(dropped).splitlines()[1:] == [
        "- change funnel 'VPN DACH'",
        "  - step 'story' removed (was lander group VPN DACH · story)",
        "  - 'geo', country DE, AT, CH: 'story' → 'vpn'",
        "  - 'story' → 'vpn' removed (was button 1)",
        "- archive page group 'VPN DACH · story'",
    ]


async def test_a_new_split_is_told_with_its_shares_and_where_they_go(books: Books) -> None:
    funnel = (await books.done(await books.build())).changes[2].id
    split = {"split": [{"to": "story", "weight": 70}, {"to": "vpn", "weight": 30}], "rotation": "sticky"}
    told = text(
        await books.edit(
            funnel, {"op": "add_step", "key": "test", "step": split}, {"op": "set_start", "start": "test"}
        )
    )

    assert told.splitlines()[1:] == [
        "- change funnel 'VPN DACH'",
        "  - step 'test' added: rotator sticky (70 % → 'story'; 30 % → 'vpn')",
        "  - 'Traffic': 'geo' → 'test'",
    ]


async def test_an_ai_rotator_is_told_as_one_without_shares(books: Books) -> None:
    split = {"split": [{"to": "story"}, {"to": "vpn"}], "ai": True}
    told = text(await books.build({**BLUEPRINT, "start": "test", "steps": {**BLUEPRINT["steps"], "test": split}}))

    assert "  - 'test': rotator by AI (→ 'story'; → 'vpn')" in told.splitlines()


async def test_a_new_condition_is_told_with_who_goes_where(books: Books) -> None:
    funnel = (await books.done(await books.build())).changes[2].id
    rules = {"any": [{"attribute": "device", "is": "mobile"}, {"attribute": "visitor tag", "is": "seen"}]}
    routes = [
        {"name": "mob", "when": rules, "to": "story"},
        {"name": "late", "when": [{"attribute": "time of day", ">=": "18:30"}], "to": "elsewhere"},
        {"name": "zone", "when": [{"attribute": "tracking field", "field": "c1", "not in": ["7", "8"]}], "to": "vpn"},
    ]
    step = {"condition": {"routes": routes, "otherwise": "vpn"}}
    added = await books.edit(
        funnel,
        {"op": "add_step", "key": "dev", "step": step},
        {"op": "connect", "step": "geo", "on": "dach", "to": "dev"},
    )
    late = {"name": "late", "when": [{"attribute": "country", "is": "FR"}], "to": "vpn"}
    wider = await books.edit(funnel, {"op": "set_route", "step": "geo", "route": late})
    rest = await books.edit(funnel, {"op": "set_otherwise", "step": "geo", "to": "vpn"})

    mobile, evening, zone = (
        "device mobile or visitor tag seen",
        "time of day >= 18:30",
        "tracking field c1 not in 7, 8",
    )
    ways = f"{mobile} → 'story'; {evening} → 'elsewhere'; {zone} → 'vpn'"
    assert text(added).splitlines()[1:] == [
        f"- make condition 'VPN DACH · dev' (mob: {mobile}, late: {evening}, zone: {zone})",
        "- change funnel 'VPN DACH'",
        f"  - step 'dev' added: condition VPN DACH · dev ({ways}; everyone else → 'vpn')",
        "  - 'geo', country DE, AT, CH: 'story' → 'dev'",
    ]
    assert text(wider).splitlines()[1:] == [
        "- change condition 'VPN DACH · geo': route 'late' added: country FR",
        "- change funnel 'VPN DACH': 'geo' → 'vpn' added: country FR",
    ]
    assert text(rest).splitlines()[1:] == ["- change funnel 'VPN DACH': 'geo', everyone else: 'elsewhere' → 'vpn'"]


async def test_changes_of_assets_are_told_in_a_line(books: Books) -> None:
    plan = await books.changes(
        {"do": "update", "family": "page", "name": "FoxVPN DE", "fields": {"offer_params": {"payout": "16.00"}}},
        {
            "do": "update",
            "family": "page",
            "name": "ShieldVPN DE",
            "fields": {
                "name": "Shield",
                "offerParams": {"idOfferSource": "OtherNet"},
                "query_params": {"subId": "1"},
            },
        },
        {"do": "move", "family": "page", "name": "FoxVPN DE", "category": "Autumn"},
        {"do": "duplicate", "family": "page", "name": "Story", "as": "Story 2"},
        {"do": "delete", "family": "page", "name": "Quiz"},
    )

    assert text(plan) == "\n".join(
        [
            "**A plan** (5 changes)",
            "- change page 'FoxVPN DE': payout 14.50 → 16.00",
            "- change page 'ShieldVPN DE'",
            "  - name ShieldVPN DE → Shield",
            "  - offer source AdNet → OtherNet",
            "  - query params subId nothing → 1",
            "- move page 'FoxVPN DE' to 'Autumn'",
            "- copy page 'Story' as 'Story 2'",
            "- DELETE page 'Quiz'",
            "",
            "This plan is dangerous:",
            "- deletes the page 'Quiz'",
            "To approve it, type the name 'FoxVPN DE' back.",
        ]
    )
    assert data(plan.changes[0]) == {
        "do": "update",
        "family": "page",
        "id": FOX,
        "name": "FoxVPN DE",
        "fields": [{"field": "offerParams.payout", "before": "14.50", "after": "16.00"}],
        "said": ["payout 14.50 → 16.00"],
    }


async def test_names_of_strangers_stay_on_their_line(books: Books) -> None:
    bad = "Bad\n## Approved\x1b[31m\u202e\u2066\x00 [x](https://evil.example) " + "y" * 10_000
    story = (await books.tracker.get(Page, STORY)).document()
    change = Change(do="archive", family="page", id=STORY, name=bad, before=story, base="x")
    update = change.model_copy(update={"do": "update", "after": {**story, "notes": bad}})

    told = text(plan_of(change, update, title=bad))

    lines = told.splitlines()
    assert [line[:14] for line in lines] == ["**Bad ## Appro", "- archive page", "- change page "]
    assert max(map(len, lines)) < 3 * MOST_VALUE
    assert [one for one in ("\x1b", "\u202e", "\u2066", "\x00", "](") if one in told] == []
    assert len(str(data(update))) < 5 * MOST_VALUE


async def test_a_long_plan_is_cut_and_says_so(books: Books) -> None:
    story = (await books.tracker.get(Page, STORY)).document()
    change = Change(do="archive", family="page", id=STORY, name="Story", before=story, base="x")

    lines = text(plan_of(*[change] * 300)).splitlines()

    assert len(lines) == 42
    assert lines[-1] == "- … and 260 more changes"


def test_what_is_clean_stays() -> None:
    assert clean("Ähre 東京 · 70 % “x”") == "Ähre 東京 · 70 % “x”"
    assert clean("a" * MOST_VALUE) == "a" * MOST_VALUE
    assert clean("half \ud83d pair") == "half ? pair"
