"""Sentences end in exactly the funnel they ask for; each continues the conversation before it."""

from typing import Any

from person import Person
from shape import shape

KETO = "Facebook traffic to Keto Story, then KetoBurn US, in group Nutra"
SPLIT = "split Keto Story 70 / Keto Celebrity Article 30, both to KetoBurn US, in group Nutra, call it Keto split"


def test_a_source_a_lander_and_an_offer(person: Person) -> None:
    answer = person.says(KETO, "--yes")
    funnel = person.funnel(answer["plan"]["funnel"]["id"])
    assert shape(person, funnel) == {
        "start": {"100": "Keto Story"},
        "Keto Story": {"button 1": "KetoBurn US"},
        "KetoBurn US": {},
    }
    group = person.get("/funnelgroup/find/byId/", idFunnelGroup=funnel["idFunnelGroup"])
    assert group["funnelGroupName"] == "Nutra"
    assert funnel["idCampaign"] == funnel["idFunnelGroup"]
    (link,) = answer["links"]
    assert link["source"] == "Facebook"
    assert link["url"].startswith(f"http://localhost:8650/fts/{funnel['idFunnel']}-{link['id']}?campaign_id=")


def test_a_split_of_two_landers(person: Person) -> None:
    assert shape(person, person.does(SPLIT)) == {
        "start": {"100": "Keto Story 70 + Keto Celebrity Article 30"},
        "Keto Story 70 + Keto Celebrity Article 30": {"button 1": "KetoBurn US"},
        "KetoBurn US": {},
    }


def test_countries_and_devices_with_a_way_for_everyone_else(person: Person) -> None:
    funnel = person.does(
        "US and CA mobile to VPN Listicle US, then ShieldVPN US and TotalGuard Antivirus evenly; "
        "everyone else to https://elsewhere.example.net, in group Utilities"
    )
    assert shape(person, funnel) == {
        "start": {"100": "condition"},
        "condition": {
            "Location: Country any in CA, US and Device: Type any in mobile": "VPN Listicle US",
            "otherwise": "https://elsewhere.example.net",
        },
        "VPN Listicle US": {"button 1": "ShieldVPN US 50 + TotalGuard Antivirus 50"},
        "ShieldVPN US 50 + TotalGuard Antivirus 50": {},
        "https://elsewhere.example.net": {},
    }


def test_a_quiz_with_two_buttons(person: Person) -> None:
    funnel = person.does("sleep quiz with two buttons: first to DreamDrops, second to FlexJoint, in group Nutra")
    assert shape(person, funnel) == {
        "start": {"100": "Sleep Quiz"},
        "Sleep Quiz": {"button 1": "DreamDrops", "button 2": "FlexJoint"},
        "DreamDrops": {},
        "FlexJoint": {},
    }


def test_new_pages_by_url_payout_and_network(person: Person) -> None:
    funnel = person.does(
        'new lander "Sleep Story" at https://pages.example.net/sleep, then new offer "SleepWell" at '
        "https://net.example.net/?s1={hit} paying $32.50 from NutraHub, in group Nutra"
    )
    assert shape(person, funnel) == {
        "start": {"100": "Sleep Story"},
        "Sleep Story": {"button 1": "SleepWell"},
        "SleepWell": {},
    }
    made = {row["pageName"]: person.get("/page/find/byId/", idPage=row["idPage"]) for row in person.rows("page")}
    assert made["Sleep Story"]["baseURL"] == "https://pages.example.net/sleep"
    assert made["SleepWell"]["baseURL"] == "https://net.example.net/?s1={hit}"
    assert made["SleepWell"]["offerParams"]["payout"] == "32.50"
    network = person.get("/offersource/find/byId/", idOfferSource=made["SleepWell"]["offerParams"]["idOfferSource"])
    assert network["offerSourceName"] == "NutraHub"


def test_a_conversation_of_edits_a_clone_and_an_undo(person: Person) -> None:
    built = person.does(SPLIT)

    weighed = person.does("make it 80/20", "--continue")
    assert weighed == built
    assert "Keto Story 80 + Keto Celebrity Article 20" in shape(person, weighed)

    replaced = person.does("replace KetoBurn US by SlimGummies", "--continue")
    assert untouched(built, replaced) == {"root", "landerGroup"}
    assert replaced["connections"] == built["connections"]
    assert shape(person, replaced)["Keto Story 80 + Keto Celebrity Article 20"] == {"button 1": "SlimGummies"}

    clone = person.does("clone it for Canada with KetoBurn CA", "--continue")
    assert clone["idFunnel"] != built["idFunnel"]
    assert shape(person, clone) == {
        "start": {"100": "Keto Story 80 + Keto Celebrity Article 20"},
        "Keto Story 80 + Keto Celebrity Article 20": {"button 1": "KetoBurn CA"},
        "KetoBurn CA": {},
    }

    back = person.says("take that back", "--continue", "--yes")
    assert back["status"] == "applied"
    assert clone["funnelName"] not in person.names("funnel")
    assert person.funnel(built["idFunnel"]) == replaced

    again = person.says("take that back", "--continue", "--yes")
    assert again["status"] == "applied"
    assert person.funnel(built["idFunnel"]) == built


def test_an_offer_is_swapped_in_every_funnel_that_uses_it(person: Person) -> None:
    built = person.does(KETO)
    kept = {name: person.named(name) for name in ("VPN Native DACH", "Solar Quiz Google")}

    answer = person.says("swap KetoBurn US for SlimGummies in every funnel that uses it", "--yes")

    assert (answer["status"], answer["applied"]["verified"]) == ("applied", True)
    assert shape(person, person.funnel(built["idFunnel"]))["Keto Story"] == {"button 1": "SlimGummies"}
    assert "KetoBurn US" not in str(shape(person, person.named("Keto Facebook US")))
    assert {name: person.named(name) for name in kept} == kept
    person.says("take that back", "--continue", "--yes")
    assert person.funnel(built["idFunnel"]) == built


def test_countries_stop_in_a_group_that_has_to_be_said(person: Person) -> None:
    before = person.named("VPN Native DACH")
    asked = person.says("stop Germany and Austria in all funnels of Solar", "--yes")
    assert asked["exit"] == 3
    assert "In the funnels of which group?" in asked["reply"]
    assert person.named("VPN Native DACH") == before

    answer = person.says("Utilities", "--continue", "--yes")
    assert (answer["status"], answer["applied"]["verified"]) == ("applied", True)
    (condition,) = (way for way in shape(person, person.named("VPN Native DACH")).values() if "otherwise" in way)
    assert [way for way in condition if way != "otherwise"] == ["Location: Country any in CH"]


def untouched(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    """Kinds of the nodes that are the same to the byte."""
    old = {node["idNode"]: node for node in before["nodes"]}
    return {node["nodeType"] for node in after["nodes"] if old.get(node["idNode"]) == node}


def test_the_headline_sentence_asks_for_the_group_and_builds_its_funnel(person: Person) -> None:
    asked = person.says(
        "Outbrain to the VPN advertorial for Germany, Austria, Switzerland; ShieldVPN 60 / FoxVPN 40; "
        "everyone else to elsewhere.example.net",
        "--yes",
    )
    assert asked["exit"] == 3
    assert all(group in asked["reply"] for group in ("Lead Gen", "Nutra", "Sweepstakes", "Utilities"))
    assert nothing_was_written(person)

    assert shape(person, person.does("Utilities", "--continue")) == {
        "start": {"100": "condition"},
        "condition": {
            "Location: Country any in AT, CH, DE": "VPN Advertorial DE",
            "otherwise": "https://elsewhere.example.net",
        },
        "VPN Advertorial DE": {"button 1": "ShieldVPN DE 60 + FoxVPN DE 40"},
        "ShieldVPN DE 60 + FoxVPN DE 40": {},
        "https://elsewhere.example.net": {},
    }


def test_an_ambiguous_name_brings_one_question_and_no_change(person: Person) -> None:
    answer = person.says("Facebook to VPN Advertorial, then ShieldVPN US, in group Utilities", "--yes")
    assert answer["exit"] == 3
    assert answer["reply"].count("?") == 1
    assert "VPN Advertorial DE" in answer["reply"]
    assert "VPN Advertorial US" in answer["reply"]
    assert nothing_was_written(person)

    chosen = person.does("the second one", "--continue")
    assert "VPN Advertorial US" in shape(person, chosen)


def test_an_unknown_name_brings_one_question_with_what_is_near(person: Person) -> None:
    answer = person.says("Facebook to Solar Savings Contest, then SunQuote Solar, in group Lead Gen", "--yes")
    assert answer["exit"] == 3
    assert "Solar Savings Quiz" in answer["reply"]
    assert nothing_was_written(person)


def test_without_a_yes_nothing_is_written(person: Person) -> None:
    answer = person.says(KETO)
    assert answer["exit"] == 3
    assert answer["plan"]["status"] == "ready"
    assert nothing_was_written(person)


def nothing_was_written(person: Person) -> bool:
    return person.names("funnel") == ["Keto Facebook US", "Solar Quiz Google", "VPN Native DACH"]
