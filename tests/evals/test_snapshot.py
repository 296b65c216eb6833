"""Snapshots are what stands in the files, and nothing more."""

import json
import time
from pathlib import Path
from typing import Any

import anyio
import pytest
from judged import Turn, archives, deletes, makes, sets
from mcp_desk import assets_in
from recorded import recorded

from evals.snapshot import Snapshot, snapshot
from funnels.assets import FAMILIES, Funnel, Page, UserSettings, VisitorTag, WebhookConfig
from server.demo.account import demo_assets
from server.tracker import embedded_tracker, read_account, with_documents


def test_every_document_is_in_it_as_the_tracker_answers(demo: Path) -> None:
    async def answered() -> Any:
        async with embedded_tracker(demo) as tracker:
            account = await read_account(tracker)
            kinds = [kind for kind in FAMILIES.values() if kind is not UserSettings]
            wanted = [(kind, entry.id) for kind in kinds for entry in account.entries(kind.family)]
            return await with_documents(tracker, account, wanted)

    found, now = anyio.run(answered), snapshot(demo)
    assert len(now.documents) == len(demo_assets()) + 1
    for (family, id), document in now.documents.items():
        if family != UserSettings.family:
            asked = found.get(FAMILIES[family], id).document()
            assert {name: value for name, value in asked.items() if name != "meta"} == document
            assert now.account.get(FAMILIES[family], id) is not None


def test_all_families_of_the_files_are_known(demo: Path) -> None:
    stored = {family for family, *_ in assets_in(demo)}
    assert {key[0].replace("_", "") for key in snapshot(demo).texts} == stored | {"usersettings"}


def test_two_of_the_same_do_not_differ(demo: Path) -> None:
    one, other = snapshot(demo), snapshot(demo)
    assert not other.differs(one)
    assert other.touched(one) == frozenset()


def test_a_revision_without_a_change_is_no_difference(demo: Path) -> None:
    turn = Turn(demo, sets(Page, "Keto Story", notes="x"), sets(Page, "Keto Story", notes="Demo account"))
    assert not turn.after.differs(turn.before)
    assert assets_in(demo)


def test_what_is_made_changed_archived_or_deleted_is_touched(demo: Path) -> None:
    tag = VisitorTag(id="44cw0000Tag1", name="Seen twice", status="active")
    turn = Turn(
        demo,
        makes(tag),
        sets(Page, "Keto Story", notes="x"),
        archives(Funnel, "Keto Facebook US"),
        deletes(Page, "PrizePanda"),
        sets(UserSettings, "User settings", ip_anonymizer="EU IPs"),
    )
    old = {asset.name: asset.id for asset in demo_assets()}
    assert turn.after.touched(turn.before) == {
        ("visitor_tag", tag.id),
        ("page", old["Keto Story"]),
        ("page", old["PrizePanda"]),
        ("funnel", old["Keto Facebook US"]),
        ("user_settings", "settings"),
    }
    assert ("page", old["PrizePanda"]) not in turn.after.documents
    assert turn.before.touched(turn.after) == turn.after.touched(turn.before)


def test_what_the_web_app_writes_and_the_order_of_fields_are_no_difference(demo: Path) -> None:
    before = snapshot(demo)
    key = ("page", next(asset.id for asset in demo_assets() if asset.name == "Keto Story"))
    document = json.loads(before.texts[key])
    turned = dict(reversed(document.items())) | {"meta": {"seen": 1}}
    after = Snapshot({**before.texts, key: json.dumps(turned)}, before.secrets, before.recorded)
    assert after.texts != before.texts
    assert not after.differs(before)
    assert Snapshot({**after.texts, key: json.dumps({**turned, "notes": ""})}, {}, before.recorded).differs(before)


def test_a_changed_secret_is_a_difference(demo: Path) -> None:
    def hook(secret: str) -> WebhookConfig:
        document = {
            "idWebhookConfig": "44cw0000Hook",
            "webhookConfigName": "Hook",
            "status": "active",
            "enabled": True,
            "targetType": "custom",
            "method": "POST",
            "url": "https://hook.example.net",
            "basicAuth": {"username": "me", "password": secret},
        }
        return WebhookConfig.read(document)

    async def turned(tracker: Any, now: Any) -> None:
        await tracker.replace(hook("sesame two"))

    Turn(demo, makes(hook("sesame one")))
    again = Turn(demo, turned)
    assert again.after.touched(again.before) == {("webhook_config", "44cw0000Hook")}
    assert "sesame" not in repr(again.after)


def test_events_are_those_of_the_store(busy_template: Path) -> None:
    now, plain = snapshot(busy_template), recorded(busy_template)
    assert len(now.recorded.events) == len(plain) > 20_000
    assert [event["event_id"] for event in now.recorded.events] == [event["event_id"] for event in plain]
    assert all(event.items() <= other.items() for event, other in zip(now.recorded.events, plain, strict=True))


def test_an_account_without_traffic_has_no_events(demo: Path) -> None:
    assert snapshot(demo).recorded.events == ()
    assert not (demo / "events.db").exists()


@pytest.mark.parametrize("template", ["demo_template", "busy_template"])
def test_it_is_cheap(request: pytest.FixtureRequest, template: str) -> None:
    """One is taken before and after every turn; the events of busy are read once."""
    home = request.getfixturevalue(template)
    snapshot(home)
    taken = []
    for _ in range(5):
        begun = time.process_time()
        snapshot(home)
        taken.append(time.process_time() - begun)
    assert min(taken) < 0.02
