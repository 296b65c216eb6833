"""What was made, changed, archived and deleted; and that everything else is as it was."""

from pathlib import Path
from typing import Any

import pytest
from conversing import Room
from judged import Change, Turn, archives, builds, deletes, edits, makes, sets

from evals.errors import CaseError
from evals.snapshot import snapshot
from funnels.assets import (
    Condition,
    Funnel,
    FunnelGroup,
    OfferParams,
    OfferSource,
    Page,
    PageGroup,
    PageShare,
    TrafficSource,
    UserSettings,
    VisitorTag,
)

DACH, KETO = "VPN Native DACH", "Keto Facebook US"
FRAME = "nothing else changed"
URL = "https://shop.example.net/ketoburn-uk?aff_sub={hit}"
NEW_OFFER = {"family": "offer", "name": "KetoBurn UK", "url": URL, "payout": "40", "source": "NutraHub"}


def offer(home: Path, name: str = "KetoBurn UK", **fields: Any) -> Page:
    account = snapshot(home).account
    source = next(one.id for one in account.all(OfferSource) if one.name == "NutraHub")
    payout = fields.pop("payout", "40.00")
    known = {"id": "44cw000Offer", "page_type": "offer", "base_url": URL, "redirect_type": "307", "status": "active"}
    return Page(**{**known, **fields, "name": name}, offer_params=OfferParams(id_offer_source=source, payout=payout))


def test_a_turn_that_does_nothing_changes_nothing(demo: Path) -> None:
    assert Turn(demo).failed({}) == {}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (sets(Page, "Keto Story", notes="better"), "lander 'Keto Story' was changed (notes)"),
        (sets(Page, "Keto Story", base_url="https://x.example.net"), "lander 'Keto Story' was changed (baseURL)"),
        (sets(OfferSource, "AdNet", postback_payout="amt"), "offer source 'AdNet' was changed (postbackPayout)"),
        (sets(TrafficSource, "Taboola", default_cost="0.10"), "traffic source 'Taboola' was changed (defaultCost)"),
        (
            sets(UserSettings, "User settings", default_offer_redirect="301"),
            "user settings 'User settings' was changed",
        ),
        (archives(Funnel, KETO), f"funnel '{KETO}' was changed (status)"),
        (deletes(Page, "SlimGummies"), "offer 'SlimGummies' was deleted"),
        (makes(VisitorTag(id="44cw0000Tag1", name="Spy", status="active")), "visitor tag 'Spy' was made"),
        (makes(FunnelGroup(id="44cw000Group", name="More", status="active")), "funnel group 'More' was made"),
    ],
)
def test_whatever_nobody_named_is_told(demo: Path, change: Change, why: str) -> None:
    turn = Turn(demo, change)
    failed = turn.failed({"funnels": {DACH: {"as_before": ["DE"]}}})
    assert failed.keys() == turn.of_account == {FRAME}
    assert failed[FRAME].startswith(why)
    assert turn.after.differs(turn.before)


def test_what_belongs_to_a_funnel_goes_with_it(demo: Path) -> None:
    weights = {"op": "set_weights", "step": "vpn", "weights": {"ShieldVPN DE": 80, "FoxVPN DE": 20}}
    turn = Turn(demo, edits(DACH, weights))
    assert turn.after.touched(turn.before) == {(PageGroup.family, turn.id(PageGroup, f"{DACH} · VPN"))}
    assert turn.failed({"funnels": {DACH: {}}}) == {}
    neighbour = turn.failed({"funnels": {KETO: {}}})
    assert neighbour == {FRAME: f"page group '{DACH} · VPN' was changed (pages)"}


def test_a_shared_condition_belongs_to_nobody(demo: Path) -> None:
    steps = {
        "fork": {"condition": {"use": "Mobile or desktop", "to": {"mobile": "keto"}, "otherwise": "slim"}},
        "keto": {"offers": [{"page": "KetoBurn US"}]},
        "slim": {"offers": [{"page": "SlimGummies"}]},
    }
    build = builds(funnel="Made", group="Nutra", start="fork", steps=steps)
    walks = {"US mobile": ["KetoBurn US"], "US": ["SlimGummies"]}
    assert Turn(demo, build).failed({"funnels": {"Made": {"walks": walks}}}) == {}
    renamed = Turn(demo, sets(Condition, "Mobile or desktop", name="Phones"))
    assert renamed.failed({"funnels": {"Made": {}}})[FRAME].startswith("condition 'Mobile or desktop' was changed")


def test_a_new_page_group_without_a_funnel_is_one_too_many(demo: Path) -> None:
    page = next(one.id for one in snapshot(demo).account.all(Page) if one.name == "Keto Story")
    pages = (PageShare(id_page=page, weight=1),)
    loose = PageGroup(
        id="44cw0000Loos", name="Loose", page_type="lander", routing="rotator", pages=pages, status="active"
    )
    assert Turn(demo, makes(loose)).failed({"funnels": {KETO: {}}}) == {FRAME: "page group 'Loose' was made"}


def test_of_an_expected_funnel_only_its_ways_may_change(demo: Path) -> None:
    turn = Turn(demo, sets(Funnel, KETO, default_cost="0.42"))
    assert turn.failed({"funnels": {KETO: {}}}) == {FRAME: f"funnel '{KETO}': defaultCost changed"}
    assert turn.failed({"changed": {f"funnel {KETO}": {"default_cost": "0.42"}}}) == {}


def test_a_moved_funnel(demo: Path) -> None:
    async def moved(tracker: Any, now: Any) -> None:
        groups = {one.name: one.id for one in now.account.all(FunnelGroup)}
        funnel = next(one.id for one in now.account.all(Funnel) if one.name == KETO)
        await tracker.move(Funnel, [funnel], groups["Utilities"])

    turn = Turn(demo, moved)
    assert turn.failed({"funnels": {KETO: {"group": "Utilities"}}}) == {}
    assert turn.failed({"funnels": {KETO: {"group": "Nutra"}}}).keys() == {f"funnels.{KETO}.group"}
    assert turn.failed({"funnels": {KETO: {}}}).keys() == {FRAME}


def test_a_renamed_funnel_is_the_same_one(demo: Path) -> None:
    turn = Turn(
        demo, sets(Funnel, DACH, name="VPN Germany"), sets(PageGroup, f"{DACH} · VPN", name="VPN Germany · VPN")
    )
    expect = {"changed": {f"funnel {DACH}": {"name": "VPN Germany"}}}
    assert turn.failed(expect) == {}
    assert turn.failed({**expect, "funnels": {"VPN Germany": {"as_before": ["DE", "US"]}}}) == {}
    assert turn.failed({"changed": {f"funnel {DACH}": {"name": "VPN France"}}}).keys() == {"changed"}


def test_a_new_asset_has_the_fields_that_were_said(demo: Path) -> None:
    turn = Turn(demo, makes(offer(demo)))
    assert turn.failed({"created": [NEW_OFFER]}) == {}
    assert turn.failed({"created": [{"family": "offer"}]}) == {}
    wrong: list[dict[str, Any]] = [
        {"payout": "41.00"},
        {"source": "AdNet"},
        {"name": "KetoBurn GB"},
        {"url": "https://shop.example.net/ketoburn-uk?aff_sub={transaction}"},
        {"notes": "from the call"},
    ]
    for fields in wrong:
        failed = turn.failed({"created": [{**NEW_OFFER, **fields}]})
        assert failed.keys() == turn.of_account == {"created"}
        assert f"expected {next(iter(fields))} {next(iter(fields.values()))!r}" in failed["created"]


def test_a_new_asset_of_another_kind_or_none_fails(demo: Path) -> None:
    turn = Turn(demo, makes(offer(demo)))
    failed = turn.failed({"created": [{"family": "lander", "name": "KetoBurn UK"}]})
    assert failed["created"] == "expected a new lander KetoBurn UK, found nothing"
    assert failed[FRAME] == "offer 'KetoBurn UK' was made"
    assert Turn(demo).failed({"created": [NEW_OFFER]}).keys() == {"created"}


def test_a_duplicate_of_what_there_is_fails(demo: Path) -> None:
    """The copy has the name of an offer that exists, so that only the count tells."""
    twin = makes(offer(demo, "KetoBurn US", id="44cw000Twin1"))
    build = builds(funnel="Made", group="Nutra", start="keto", steps={"keto": {"offers": [{"page": "44cw000Twin1"}]}})
    turn = Turn(demo, twin, build)
    failed = turn.failed({"funnels": {"Made": {"walks": {"US": ["KetoBurn US"]}}}})
    assert failed == {FRAME: "offer 'KetoBurn US' was made"}


def test_new_assets_are_told_apart_by_name(demo: Path) -> None:
    other = {**NEW_OFFER, "name": "KetoBurn IE", "payout": "35.00"}
    turn = Turn(demo, makes(offer(demo), offer(demo, "KetoBurn IE", id="44cw000Of2er", payout="35.00")))
    assert turn.failed({"created": [other, NEW_OFFER]}) == {}
    assert turn.failed({"created": [NEW_OFFER]}) == {FRAME: "offer 'KetoBurn IE' was made"}


def test_a_changed_asset_has_the_new_value_and_nothing_else(demo: Path) -> None:
    async def priced(tracker: Any, now: Any) -> None:
        found = next(one for one in now.account.all(Page) if one.name == "KetoBurn US")
        await tracker.replace(found.changed(offer_params=found.offer_params.changed(payout="45.00")))

    turn = Turn(demo, priced)
    assert turn.failed({"changed": {"offer KetoBurn US": {"payout": "45"}}}) == {}
    assert turn.failed({"changed": {"offer KetoBurn US": {"payout": "45.01"}}}).keys() == {"changed"}
    assert turn.failed({"changed": {"offer KetoBurn US": {"notes": "Demo account"}}}).keys() == {"changed"}
    assert turn.failed({"changed": {"offer KetoBurn CA": {"payout": "38.00"}}}).keys() == {FRAME}
    assert turn.failed({"changed": {"offer No Such": {"payout": "1"}}}).keys() == {"changed", FRAME}
    more = Turn(demo, sets(Page, "KetoBurn US", notes="by hand"))
    assert more.failed({"changed": {"offer KetoBurn US": {"payout": "45"}}})["changed"].startswith(
        "offer KetoBurn US: notes was"
    )


def test_a_payout_beside_which_the_network_moved_fails(demo: Path) -> None:
    async def moved(tracker: Any, now: Any) -> None:
        found = next(one for one in now.account.all(Page) if one.name == "KetoBurn US")
        adnet = next(one.id for one in now.account.all(OfferSource) if one.name == "AdNet")
        await tracker.replace(found.changed(offer_params=OfferParams(id_offer_source=adnet, payout="45.00")))

    turn = Turn(demo, moved)
    failed = turn.failed({"changed": {"offer KetoBurn US": {"payout": "45.00"}}})
    assert failed == {"changed": "offer KetoBurn US: offerParams.idOfferSource was changed"}
    assert turn.failed({"changed": {"offer KetoBurn US": {"payout": "45.00", "source": "AdNet"}}}) == {}


def test_archived_and_deleted_are_not_the_same(demo: Path) -> None:
    archived, deleted = "funnel Keto Facebook US", "offer PrizePanda"
    turn = Turn(demo, archives(Funnel, KETO), deletes(Page, "PrizePanda"))
    assert turn.failed({"archived": archived, "deleted": deleted}) == {}
    failed = turn.failed({"archived": deleted, "deleted": archived})
    assert failed.keys() == turn.of_account == {"archived", "deleted"}
    assert failed["deleted"] == f"expected {archived} to be deleted, found it archived"
    assert Turn(demo).failed({"archived": "offer FlexJoint"}).keys() == {"archived"}


def test_a_deleted_funnel_takes_its_own_with_it(demo: Path) -> None:
    own = [deletes(PageGroup, f"{DACH} · {step}") for step in ("Story", "VPN")]
    turn = Turn(demo, deletes(Funnel, DACH), deletes(Condition, f"{DACH} · Geo"), *own)
    assert {key[0] for key in turn.after.touched(turn.before)} == {"funnel", "condition", "page_group"}
    assert turn.failed({"deleted": f"funnel {DACH}"}) == {}
    assert turn.failed({"archived": f"funnel {DACH}"}).keys() == {"archived"}


def test_the_tracking_domain_is_a_domain(demo: Path) -> None:
    turn = Turn(demo, sets(UserSettings, "User settings", default_custom_domain="go.example.net"))
    assert turn.failed({"created": [{"family": "domain", "name": "go.example.net"}]}) == {}
    assert turn.failed({"created": [{"family": "domain", "name": "to.example.net"}]}).keys() == {"created"}


@pytest.mark.parametrize("expect", [{"changed": {"KetoBurn US": {}}}, {"created": [{"family": "widget"}]}])
def test_a_family_nobody_knows_is_the_fault_of_the_case(demo: Path, expect: dict[str, Any]) -> None:
    with pytest.raises(CaseError):
        Turn(demo).failed(expect)


def test_undo_leaves_the_account_as_it_was(demo: Path) -> None:
    """Revisions grow and times pass, which is no difference."""
    before = snapshot(demo)
    with Room(demo) as room:
        person = room.person()
        person.says(f"{DACH}: ShieldVPN DE 80, FoxVPN DE 20")
        assert snapshot(demo).differs(before)
        person.says("undo")
        assert not snapshot(demo).differs(before)
