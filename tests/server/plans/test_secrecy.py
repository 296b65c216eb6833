"""A secret reaches the tracker and nothing else; what is not ours to change is not written back."""

import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from books import HOOK, WARE, Books

from funnels.assets import IntegrationKey, MiddlewareConfig, WebhookConfig
from funnels.wire import Json
from server.database import open_database
from server.errors import PlanError
from server.plans import PlanStore, data, text
from server.plans.tables import VAULT

NEW = ("headersecrettwo", "hookpasswordtwo", "hmacsecrettwo", "warepasswordtwo")
OLD = ("headersecretone", "hookpasswordone", "hmacsecretone", "warepasswordone")

CHANGES: tuple[Json, ...] = (
    {
        "do": "update",
        "family": "webhook_config",
        "name": "Slack",
        "fields": {"headers": {"X-Api-Key": "headersecrettwo"}, "basicAuth": {"password": "hookpasswordtwo"}},
    },
    {
        "do": "update",
        "family": "middleware_config",
        "name": "Score",
        "fields": {"destination": {"hmacSecret": "hmacsecrettwo", "basic_auth": {"password": "warepasswordtwo"}}},
    },
)


def on_disk(home: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(home.glob("plans.db*")))


def stored_secrets(home: Path) -> str:
    """What the tracker keeps, which no answer shows."""
    return b"".join(file.read_bytes() for file in sorted(home.glob("tracker.db*"))).decode("utf-8", "replace")


async def test_new_secrets_reach_the_tracker_and_stay_nowhere_else(
    books: Books, home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    plan = await books.changes(*CHANGES)
    seen = [text(plan), repr(plan), plan.model_dump_json(), *(str(data(one)) for one in plan.changes)]

    applied = await books.apply(plan)

    assert applied.verified
    assert (await books.tracker.get(WebhookConfig, HOOK)).headers["X-Api-Key"] == "headersecrettwo"
    tracker = stored_secrets(home)
    assert [one for one in NEW if one not in tracker] == []
    seen += [repr(applied), repr(books.store.get(plan.id)), repr(books.store.journal(plan.id)), caplog.text]
    seen += [on_disk(home).decode("utf-8", "replace")]
    assert [(one, where[:80]) for one in (*NEW, *OLD) for where in seen if one in where] == []


async def test_that_a_secret_changes_is_shown_and_what_it_is_is_not(books: Books) -> None:
    plan = await books.changes(*CHANGES)

    assert text(plan) == "\n".join(
        [
            "**A plan** (2 changes)",
            "- change webhook 'Slack'",
            "  - headers X-Api-Key a new value (not shown)",
            "  - password a new value (not shown)",
            "- change middleware 'Score'",
            "  - password a new value (not shown)",
            "  - hmac secret a new value (not shown)",
        ]
    )


async def test_the_change_of_another_field_keeps_the_secrets_also_new_ones(books: Books, home: Path) -> None:
    plan = await books.changes(
        {"do": "update", "family": "webhook_config", "name": "Slack", "fields": {"enabled": False}},
        {"do": "update", "family": "middleware_config", "name": "Score", "fields": {"timeout_ms": 3000}},
    )
    assert [dict(one.secrets) for one in plan.changes] == [{}, {}]
    hook = await books.tracker.get(WebhookConfig, HOOK)
    await books.tracker.replace(hook.changed(headers={**hook.headers, "X-Api-Key": "theirsecret"}))

    await books.done(plan)

    hook = await books.tracker.get(WebhookConfig, HOOK)
    assert (hook.enabled, hook.headers["X-Api-Key"]) == (False, "theirsecret")
    ware = await books.tracker.get(MiddlewareConfig, WARE)
    assert (ware.timeout_ms, ware.destination.has_hmac_secret, ware.destination.has_basic_auth_password) == (
        3000,
        True,
        True,
    )
    assert [one for one in ("hookpasswordone", "hmacsecretone", "warepasswordone") if one in stored_secrets(home)]


async def test_the_same_secret_again_is_sent_for_nobody_can_compare_it(books: Books) -> None:
    plan = await books.changes(
        {"do": "update", "family": "webhook_config", "name": "Slack", "fields": {"basicAuth": {"password": "x"}}}
    )

    assert list(plan.changes[0].secrets) == ["basicAuth.password"]


@pytest.mark.parametrize("end", ["declined", "abandoned"])
async def test_what_will_not_be_applied_keeps_no_secret(books: Books, home: Path, end: str) -> None:
    plan = await books.changes(*CHANGES)
    assert len(books.store.secrets(plan.id)) == 4

    books.store.move(plan.id, of=["ready"], to=end)  # type: ignore[arg-type]

    assert books.store.secrets(plan.id) == {}
    assert [one for one in NEW if one.encode() in on_disk(home)] == []


async def test_what_ran_out_keeps_no_secret(books: Books, home: Path) -> None:
    plan = await books.changes(*CHANGES)
    late = datetime.now(UTC) + timedelta(hours=25)

    later = PlanStore(open_database(home / "plans.db"), now=lambda: late)

    assert later.get(plan.id).status == "expired"
    assert later.secrets(plan.id) == {}
    assert [one for one in NEW if one.encode() in on_disk(home)] == []
    later.close()


async def test_another_secret_than_the_plan_was_made_with_is_not_sent(books: Books, home: Path) -> None:
    plan = await books.changes(*CHANGES)
    engine = open_database(home / "plans.db")
    with engine.connect() as connection, connection.begin():
        connection.execute(VAULT.update().values(value="0" * 32 + "swapped"))
    engine.dispose()

    with pytest.raises(PlanError, match="is not the one it was made with"):
        await books.apply(plan)

    assert books.store.get(plan.id).status == "ready"
    assert (await books.tracker.get(WebhookConfig, HOOK)).headers["X-Api-Key"] == "headersecretone"


async def test_an_integration_key_is_never_told(books: Books, home: Path) -> None:
    made = await books.done(
        await books.changes({"do": "create", "family": "integration_key", "fields": {"name": "Optimizer"}})
    )
    entry = (await books.tracker.entries(IntegrationKey))[0]
    key = (await books.tracker.get(IntegrationKey, entry.id)).id
    renamed = await books.done(
        await books.changes(
            {"do": "update", "family": "integration_key", "name": "Optimizer", "fields": {"name": "Other"}}
        )
    )
    assert (await books.tracker.get(IntegrationKey, entry.id)).name == "Other"
    gone = await books.done(await books.changes({"do": "delete", "family": "integration_key", "id": entry.id}))

    assert await books.tracker.entries(IntegrationKey) == []
    assert books.store.get(made.id).result["ids"] == [entry.id]
    seen = [repr(books.store.get(one.id)) + repr(books.store.journal(one.id)) for one in (made, renamed, gone)]
    assert [one for one in (*seen, on_disk(home).decode("utf-8", "replace")) if key in one] == []
