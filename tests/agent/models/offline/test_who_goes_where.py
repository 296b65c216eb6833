"""Who goes where in a new funnel: the crowds, however they are told, and what is asked about them."""

from typing import Any

import pytest

Blueprint = dict[str, Any]


def ways(blueprint: Blueprint) -> list[str]:
    """Each way through the funnel: `country DE: Sleep Quiz > DreamDrops`; `*` is everyone else."""
    steps = blueprint["steps"]
    if isinstance(blueprint["start"], list):
        return [f"{arm['weight']:g} %: {way}" for arm in blueprint["start"] for way in _from(arm["to"], steps)]
    return _from(blueprint["start"], steps)


def _from(key: str, steps: dict[str, Any]) -> list[str]:
    step = steps[key]
    if "condition" in step:
        routes = [(_who(route["when"]), route["to"]) for route in step["condition"]["routes"]]
        routes.append(("*", step["condition"]["otherwise"]))
        return [f"{who}: {way}" for who, to in routes for way in _from(to, steps)]
    if "split" in step:
        return [f"{arm['weight']:g} %: {way}" for arm in step["split"] for way in _from(arm["to"], steps)]
    pages = [step[kind] for kind in ("lander", "offer", "url") if kind in step]
    pages = pages or [one["page"] for kind in ("landers", "offers") for one in step.get(kind, ())]
    here = " / ".join(page if isinstance(page, str) else page["name"] for page in pages)
    behind = [way for to in step.get("on", {}).values() for way in _from(to, steps)]
    return [f"{here} > {way}" for way in behind] or [here]


def _who(when: Any) -> str:
    parts = [part["all"] for part in when["any"]] if isinstance(when, dict) else [when]
    return " or ".join(" ".join(map(_rule, part)) for part in parts)


def _rule(rule: dict[str, Any]) -> str:
    test = next(key for key in ("any in", "not in", "is", "is not") if key in rule)
    values = rule[test] if isinstance(rule[test], list) else [rule[test]]
    return ("not " if "not" in test else "") + "/".join(values)


@pytest.mark.parametrize(
    "told",
    [
        "Visitors from Taboola see Sleep Quiz, visitors from Outbrain Keto Story. Both go to DreamDrops",
        "Taboola people get Sleep Quiz, Outbrain people get Keto Story; both lead to DreamDrops",
        "For Taboola Sleep Quiz, for Outbrain Keto Story, and DreamDrops behind both",
        "On Taboola show Sleep Quiz, on Outbrain show Keto Story; both to DreamDrops",
    ],
)
def test_visitors_by_their_source(person: Any, told: str) -> None:
    assert ways(person.plan(f"Funnel for Taboola and Outbrain, group Nutra. {told}")["blueprint"]) == [
        "Taboola: Sleep Quiz > DreamDrops",
        "*: Keto Story > DreamDrops",
    ]


def test_sources_that_are_named_again_together_are_everybody(person: Any) -> None:
    blueprint = person.plan(
        "Funnel for Taboola and Outbrain, group Nutra. Taboola and Outbrain visitors get Sleep Quiz, then DreamDrops"
    )["blueprint"]
    assert (blueprint["sources"], ways(blueprint)) == (["Taboola", "Outbrain"], ["Sleep Quiz > DreamDrops"])


def test_a_source_by_part_of_a_name_is_the_one_that_was_named(person: Any) -> None:
    told = "Funnel for Google Ads in Nutra: Google traffic sees Sleep Quiz, then DreamDrops"
    assert person.plan(told)["blueprint"]["sources"] == ["Google Ads"]


def test_visitors_of_one_source_are_never_dropped(person: Any) -> None:
    reply = person.say(
        "Funnel for Taboola and Outbrain, group Nutra. Outbrain people get Sleep Quiz. Then DreamDrops"
    )
    assert not person.world.plans
    assert "Outbrain" in reply.text


@pytest.mark.parametrize(
    ("who", "rule"),
    [
        ("iPhones & iPads", "iOS"),
        ("iPads", "tablet iOS"),
        ("iPads and Android tablets", "tablet iOS or Android tablet"),
        ("iPhones, desktops and tablets", "iOS or desktop/tablet"),
        ("Androids and desktops", "Android or desktop"),
        ("iPhones and Android tablets", "iOS or Android tablet"),
        ("US iPhones and tablets", "US iOS or US tablet"),
        ("Android and iOS tablets", "Android/iOS tablet"),
        ("mobile and tablets from Austria", "mobile/tablet AT"),
        ("desktops and iPhones from Austria", "AT desktop or AT iOS"),
        ("US, mobile, Android", "US mobile Android"),
    ],
)
def test_devices_side_by_side(person: Any, who: str, rule: str) -> None:
    told = f"Taboola, Nutra. {who} go to PrizePanda, all the rest to DreamDrops"
    assert ways(person.plan(told)["blueprint"]) == [f"{rule}: PrizePanda", "*: DreamDrops"]


@pytest.mark.parametrize("who", ["not iPhones and tablets", "Android mobile and desktop"])
def test_devices_that_may_be_read_in_two_ways_are_asked_about(person: Any, who: str) -> None:
    person.say(f"Taboola, Nutra. {who} go to PrizePanda, all the rest to DreamDrops")
    assert not person.world.plans


DE = "VPN Advertorial DE > ShieldVPN DE"
US = "VPN Advertorial US > ShieldVPN US"


@pytest.mark.parametrize(
    "told",
    [
        "DE gets VPN Advertorial DE, then ShieldVPN DE, and so does Austria, everyone else goes to PrizePanda",
        "Germans see VPN Advertorial DE, then ShieldVPN DE; the same goes for Austria; the rest to PrizePanda",
        "DE: VPN Advertorial DE -> ShieldVPN DE. AT: same as DE. Others: PrizePanda",
        "DE to VPN Advertorial DE then ShieldVPN DE, Austria too, all others to PrizePanda",
        "Germany gets VPN Advertorial DE and then ShieldVPN DE. Austria goes where Germany goes. Rest: PrizePanda",
        "VPN Advertorial DE then ShieldVPN DE for Germany, the same for Austria, everybody else gets PrizePanda",
        "Germans and Austrians to VPN Advertorial DE, then ShieldVPN DE; visitors from another country: PrizePanda",
        "DE, AT -> VPN Advertorial DE -> ShieldVPN DE; countries that aren't on the list -> PrizePanda",
        "DE, AT -> VPN Advertorial DE -> ShieldVPN DE; whoever is neither goes to PrizePanda",
        "DE, AT -> VPN Advertorial DE -> ShieldVPN DE, not DE or AT -> PrizePanda",
    ],
)
def test_a_crowd_that_goes_where_another_goes_and_all_others(person: Any, told: str) -> None:
    plan = person.plan(f"Outbrain, Utilities. {told}")
    assert ways(plan["blueprint"]) == [f"DE/AT: {DE}", "*: PrizePanda"]


def test_everyone_else_goes_where_a_crowd_goes(person: Any) -> None:
    told = "Outbrain, Utilities. US: PrizePanda. DE: VPN Advertorial DE -> ShieldVPN DE. Everyone else same as DE"
    assert ways(person.plan(told)["blueprint"]) == ["US: PrizePanda", f"DE: {DE}", f"*: {DE}"]


def test_what_follows_a_crowd_that_goes_along_is_no_part_of_it(person: Any) -> None:
    told = "US gets VPN Advertorial US, and so does Canada, Germany gets VPN Advertorial DE, rest Sleep Quiz"
    assert ways(person.plan(f"Outbrain, Utilities. {told}. All then to PrizePanda")["blueprint"]) == [
        "US/CA: VPN Advertorial US > PrizePanda",
        "DE: VPN Advertorial DE > PrizePanda",
        "*: Sleep Quiz > PrizePanda",
    ]


@pytest.mark.parametrize(
    "told",
    [
        "US: on mobile VPN Advertorial US, otherwise Sleep Quiz; both lead to ShieldVPN US. Rest: PrizePanda",
        "US: mobile to VPN Advertorial US, other devices to Sleep Quiz; both to ShieldVPN US; the rest: PrizePanda",
        f"US mobile: {US.replace('>', '->')}; US on any other device: Sleep Quiz -> ShieldVPN US. Rest: PrizePanda",
    ],
)
def test_a_country_told_apart_by_device(person: Any, told: str) -> None:
    assert ways(person.plan(f"Outbrain, Utilities. {told}")["blueprint"]) == [
        f"US mobile: {US}",
        "US: Sleep Quiz > ShieldVPN US",
        "*: PrizePanda",
    ]


def test_everyone_else_told_apart_by_device(person: Any) -> None:
    told = "everyone else on mobile: PrizePanda, DE: ShieldVPN DE, everyone else on desktop: DreamDrops"
    assert ways(person.plan(f"Outbrain, Utilities. {told}")["blueprint"]) == [
        "DE: ShieldVPN DE",
        "mobile: PrizePanda",
        "*: DreamDrops",
    ]


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("US: on mobile VPN Advertorial US -> ShieldVPN US. Rest: PrizePanda", "not mobile"),
        ("US: on mobile ShieldVPN US, everyone else PrizePanda", "US too"),
        ("everyone else on mobile: PrizePanda, DE: ShieldVPN DE", "everyone else"),
        ("DE: ShieldVPN DE. AT: same as CH. Rest: PrizePanda", "AT"),
        ("US: ShieldVPN US, people who are not on my email list: PrizePanda", "email"),
    ],
)
def test_crowds_that_are_told_in_part_are_asked_about(person: Any, told: str, asked: str) -> None:
    reply = person.say(f"Outbrain, Utilities. {told}")
    assert not person.world.plans
    assert asked in reply.text


@pytest.mark.parametrize(
    "told",
    [
        "half go straight to DreamDrops without any page, the other half see Sleep Quiz and from there DreamDrops",
        "50% directly to DreamDrops with no page between, 50% through Sleep Quiz, whose button leads to DreamDrops",
    ],
)
def test_a_share_that_skips_the_page(person: Any, told: str) -> None:
    assert ways(person.plan(f"Taboola, Nutra. {told}")["blueprint"]) == [
        "50 %: DreamDrops",
        "50 %: Sleep Quiz > DreamDrops",
    ]


@pytest.mark.parametrize(
    "told",
    [
        "Canadians skip the lander and go right to DreamDrops, everyone else sees Sleep Quiz and then DreamDrops",
        "people out of Canada bypass the quiz and go to DreamDrops; the rest: Sleep Quiz before DreamDrops",
        "DreamDrops directly for Canadians, they skip the page; the rest get DreamDrops with Sleep Quiz in front",
    ],
)
def test_a_crowd_that_skips_the_page(person: Any, told: str) -> None:
    assert ways(person.plan(f"Taboola, Nutra. {told}")["blueprint"]) == [
        "CA: DreamDrops",
        "*: Sleep Quiz > DreamDrops",
    ]


@pytest.mark.parametrize(
    ("told", "shares"),
    [
        ("two angles with equal shares. Sleep Quiz goes to DreamDrops. Keto Story goes to PrizePanda", [50, 50]),
        ("half each: Sleep Quiz leads to DreamDrops, Keto Story leads to PrizePanda", [50, 50]),
        ("70/30: Sleep Quiz -> DreamDrops, Keto Story -> PrizePanda", [70, 30]),
    ],
)
def test_shares_announced_before_the_ways(person: Any, told: str, shares: list[int]) -> None:
    blueprint = person.plan(f"Taboola, Nutra, {told}")["blueprint"]
    first, second = shares
    assert ways(blueprint) == [f"{first} %: Sleep Quiz > DreamDrops", f"{second} %: Keto Story > PrizePanda"]


@pytest.mark.parametrize(
    "behind", ["the former and ShieldVPN US for the latter", "Germans and ShieldVPN US for the US"]
)
def test_offers_for_crowds_whose_page_is_told(person: Any, behind: str) -> None:
    told = "Germans see VPN Advertorial DE, the US sees VPN Advertorial US; clicks go to ShieldVPN DE for"
    assert ways(person.plan(f"Outbrain, Utilities. {told} {behind}. Rest: PrizePanda")["blueprint"]) == [
        f"DE: {DE}",
        f"US: {US}",
        "*: PrizePanda",
    ]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("they get PrizePanda", ["Sleep Quiz > CA: PrizePanda", "Sleep Quiz > *: DreamDrops"]),
        ("they go straight to PrizePanda", ["CA: PrizePanda", "*: Sleep Quiz > DreamDrops"]),
        ("who see Keto Story, then SlimGummies", ["CA: Keto Story > SlimGummies", "*: Sleep Quiz > DreamDrops"]),
    ],
)
def test_an_exception_takes_the_place_of_what_is_alike(person: Any, told: str, expected: list[str]) -> None:
    blueprint = person.plan(f"Taboola, Nutra: Sleep Quiz then DreamDrops, except for Canadians, {told}")["blueprint"]
    assert ways(blueprint) == expected


@pytest.mark.parametrize(
    "told", ["except for Brits, for whom button 2 is SlimGummies", "only for Brits button 2 leads to SlimGummies"]
)
def test_a_button_that_leads_some_elsewhere(person: Any, told: str) -> None:
    blueprint = person.plan(f"Taboola, Nutra: Sleep Quiz, button 1 DreamDrops, button 2 PrizePanda, {told}")[
        "blueprint"
    ]
    assert ways(blueprint) == [
        "Sleep Quiz > DreamDrops",
        "Sleep Quiz > GB: SlimGummies",
        "Sleep Quiz > *: PrizePanda",
    ]


@pytest.mark.parametrize(
    "told",
    [
        "US: Sleep Quiz then DreamDrops; UK: Keto Story then PrizePanda, except for Canadians, they get SlimGummies",
        "70/40: Sleep Quiz -> DreamDrops, Keto Story -> PrizePanda",
        "a third each: Sleep Quiz -> DreamDrops, Keto Story -> PrizePanda",
        "before noon Sleep Quiz, then DreamDrops",
        "Sleep Quiz, then DreamDrops, skip weekends",
    ],
)
def test_shares_that_do_not_add_up_and_times_are_asked_about(person: Any, told: str) -> None:
    person.say(f"Taboola, Nutra, {told}")
    assert not person.world.plans


@pytest.mark.parametrize(
    "told",
    [
        "Americans are offered KetoBurn US and Canadians KetoBurn CA. Both come through the Keto Story. {rest}",
        "US gets KetoBurn US, Canada gets KetoBurn CA; both see the Keto Story first; {rest}",
        "US: KetoBurn US, Canada: KetoBurn CA, and both pass through Keto Story before; {rest}",
    ],
)
def test_a_page_in_front_of_the_ways_that_were_told(person: Any, told: str) -> None:
    rest = "people from any other country are sent to SlimGummies"
    assert ways(person.plan(f"Facebook, Nutra. {told.format(rest=rest)}")["blueprint"]) == [
        "US: Keto Story > KetoBurn US",
        "CA: Keto Story > KetoBurn CA",
        "*: SlimGummies",
    ]


@pytest.mark.parametrize(
    "told",
    [
        "Keto Story, Sleep Quiz comes after, then DreamDrops",
        "the Keto Story is coming first, Sleep Quiz comes afterwards and leads to DreamDrops",
        "Keto Story in front of Sleep Quiz, from there DreamDrops",
        "visitors read Keto Story before they get to Sleep Quiz and then DreamDrops",
    ],
)
def test_pages_in_an_order_told_by_other_words(person: Any, told: str) -> None:
    assert ways(person.plan(f"Facebook, Nutra: {told}")["blueprint"]) == ["Keto Story > Sleep Quiz > DreamDrops"]


def test_a_region_told_by_a_list(person: Any) -> None:
    told = "Facebook, Nutra: tier 1 (US, CA, GB) gets Keto Story, then SlimGummies; remaining all: PrizePanda"
    assert ways(person.plan(told)["blueprint"]) == ["US/CA/GB: Keto Story > SlimGummies", "*: PrizePanda"]


@pytest.mark.parametrize(
    "told",
    [
        "Germans are denied Keto Story, the rest sees Keto Story then SlimGummies",
        "US: KetoBurn US, Canada: KetoBurn CA, UK: SlimGummies, both see the Keto Story first; rest: PrizePanda",
    ],
)
def test_refusals_and_two_of_three_are_asked_about(person: Any, told: str) -> None:
    person.say(f"Facebook, Nutra: {told}")
    assert not person.world.plans


def test_each_crowd_has_shares_of_its_own(person: Any) -> None:
    told = (
        "Facebook, Nutra. US: half to Keto Story then KetoBurn US, half to Sleep Quiz then DreamDrops. "
        "Canada: 30% Keto Story then KetoBurn CA, 70% Sleep Quiz then DreamDrops. Rest: PrizePanda"
    )
    plan = person.plan(told)["blueprint"]
    assert ways(plan) == [
        "US: 50 %: Keto Story > KetoBurn US",
        "US: 50 %: Sleep Quiz > DreamDrops",
        "CA: 30 %: Keto Story > KetoBurn CA",
        "CA: 70 %: Sleep Quiz > DreamDrops",
        "*: PrizePanda",
    ]


def test_shares_announced_for_one_crowd(person: Any) -> None:
    told = "US, two variants evenly: Keto Story then KetoBurn US, Sleep Quiz then DreamDrops. Rest: PrizePanda"
    assert ways(person.plan(f"Facebook, Nutra. {told}")["blueprint"]) == [
        "US: 50 %: Keto Story > KetoBurn US",
        "US: 50 %: Sleep Quiz > DreamDrops",
        "*: PrizePanda",
    ]


def test_pages_that_were_told_before_have_other_shares_elsewhere(person: Any) -> None:
    told = (
        "US: Keto Story -> PrizePanda. CA: Sleep Quiz -> PrizePanda. UK: Keto Story 70 / Sleep Quiz 30 -> PrizePanda"
    )
    blueprint = person.plan(f"Facebook, Nutra. {told}. Rest: SlimGummies")["blueprint"]
    shares = [
        [page["weight"] for page in step["landers"]] for step in blueprint["steps"].values() if "landers" in step
    ]
    assert shares == [[70, 30]]
