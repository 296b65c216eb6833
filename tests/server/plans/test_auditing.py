"""The journal as it is exported: who asked, who approved, what was sent and answered, and never a secret."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from at_the_desk import AtTheDesk, at_the_desk

from funnels.assets import IntegrationKey, MiddlewareConfig, Page, WebhookConfig
from funnels.errors import FunnelError, NotFoundError
from funnels.secrets import MASK
from funnels.wire import Json
from server.contracts import operation
from server.plans.running import MOST_BODY

QUIZ = "0LanderBBBBB"
SECRETS = ("HOOK-PASSWORD-1", "HOOK-HEADER-1", "WARE-HMAC-1", "WARE-PASSWORD-1", "OLD-HMAC-1", "OLD-HEADER-1")


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[AtTheDesk]:
    async with at_the_desk(tmp_path) as one:
        await one.make(
            Page(id=QUIZ, name="Quiz", page_type="lander", base_url="https://p.example/x", redirect_type="307"),
            MiddlewareConfig.read(
                {
                    "idMiddlewareConfig": "0WareAAAAAAA",
                    "middlewareConfigName": "Ask",
                    "destination": {
                        "method": "POST",
                        "type": "custom",
                        "url": "https://a.example",
                        "hmacSecret": "OLD-HMAC-1",
                        "headers": {"Authorization": "OLD-HEADER-1"},
                    },
                    "routes": [{"isDefault": True, "idRoute": "default", "priority": 0}],
                    "schemaVersion": "1",
                    "timeoutMs": 2000,
                }
            ),
        )
        yield one


async def audit(at: AtTheDesk, plan: Json | None = None, since: Any = None) -> list[Json]:
    return await at.desk.audit(plan["plan_id"] if plan else "", since)


async def test_each_line_explains_itself(at: AtTheDesk) -> None:
    plan = await at.do({"do": "archive", "family": "page", "name": "Quiz"})

    lines = await audit(at, plan)

    person = lines[0]["approved_by"][0].pop("person")
    assert person
    (yes,) = lines[0]["approved_by"]
    assert list(yes) == ["surface", "at"]
    common = {
        "plan": plan["plan_id"],
        "title": "Archive page 'Quiz'",
        "asked": {"request": "as written", "person": person, "surface": "mcp", "model": ""},
        "approved_by": [yes],
        "change": {"do": "archive", "family": "page", "id": QUIZ, "name": "Quiz"},
        "sent": None,
        "answered": None,
        "error": None,
        "verified": None,
    }
    sent = {"method": "PUT", "path": "/v1/page/archive/", "query": {}, "body": {"entries": [QUIZ]}}
    for one in lines:
        assert list(one) == [
            *("at", "plan", "title", "position", "phase", "asked"),
            *("approved_by", "change", "sent", "answered", "error", "verified"),
        ]
        one.pop("at")
    assert lines == [
        {**common, "position": -1, "phase": "approved", "change": None},
        {**common, "position": 0, "phase": "intent", "sent": sent},
        {**common, "position": 0, "phase": "answered", "answered": {"status": 200, "body": None}},
        {**common, "position": 0, "phase": "done"},
        {**common, "position": 1, "phase": "verified", "change": None, "verified": True},
    ]


async def test_secrets_are_in_no_line_no_log_and_no_database(at: AtTheDesk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)
    plan = await at.desk.plan_changes(
        [
            {
                "do": "create",
                "family": "webhook_config",
                "fields": {
                    "name": "Hook",
                    "target_type": "custom",
                    "url": "https://h.example",
                    "headers": {"X-Api-Key": "HOOK-HEADER-1"},
                    "basic_auth": {"username": "u", "password": "HOOK-PASSWORD-1"},
                },
            },
            {
                "do": "update",
                "family": "middleware_config",
                "name": "Ask",
                "fields": {
                    "destination": {
                        "hmac_secret": "WARE-HMAC-1",
                        "basic_auth": {"username": "u", "password": "WARE-PASSWORD-1"},
                    }
                },
            },
            {"do": "create", "family": "integration_key", "fields": {"name": "Optimizer"}},
        ],
        request="a hook with password HOOK-PASSWORD-1 and hmac WARE-HMAC-1, please",
    )
    assert (await at.apply(plan))["verified"]
    renamed = await at.do(
        {"do": "update", "family": "middleware_config", "name": "Ask", "fields": {"name": "Ask 2"}},
        {"do": "update", "family": "integration_key", "name": "Optimizer", "fields": {"name": "Other"}},
        {"do": "delete", "family": "webhook_config", "name": "Hook"},
    )
    await at.take_back(renamed)
    (entry,) = await at.tracker.entries(IntegrationKey)
    key = (await at.tracker.get(IntegrationKey, entry.id)).id
    hidden = (*SECRETS, key)

    lines = await audit(at)

    sent = str(at.road.bodies)
    assert [one for one in ("HOOK-PASSWORD-1", "HOOK-HEADER-1", "WARE-HMAC-1", key) if one not in sent] == []
    shown = json.dumps(lines) + caplog.text
    assert [one for one in hidden if one in shown] == []
    assert lines[0]["asked"]["request"] == f"a hook with password {MASK} and hmac {MASK}, please"
    hook = next(one["sent"]["body"] for one in lines if one["sent"] and "webhook" in one["sent"]["path"])
    assert (hook["basicAuth"], hook["headers"]) == ({"username": "u", "password": MASK}, {"X-Api-Key": MASK})
    at.store.close()
    for file in at.home.glob("plans.db*"):
        held = file.read_bytes()
        assert [one for one in hidden if one.encode() in held] == [], file


async def test_a_secret_that_the_tracker_repeats_in_words_is_covered_too(at: AtTheDesk) -> None:
    """A refusal may quote what it refuses."""
    plan = await at.changes(
        {
            "do": "update",
            "family": "middleware_config",
            "name": "Ask",
            "fields": {"destination": {"hmac_secret": "WARE-HMAC-1"}},
        }
    )
    inner = at.road.inner

    class Quoting(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            if request.method == "GET":
                return await inner.handle_async_request(request)
            return httpx.Response(400, json={"code": 400, "message": "WARE-HMAC-1 is weak"}, request=request)

    at.road.inner = Quoting()
    with pytest.raises(FunnelError):
        await at.apply(plan)

    lines = await audit(at, plan)
    assert [one["phase"] for one in lines] == ["approved", "intent", "answered", "failed"]
    assert lines[2]["answered"] == {"status": 400, "body": {"code": 400, "message": f"{MASK} is weak"}}
    assert "HTTP 400" in lines[3]["error"]
    assert "WARE-HMAC-1" not in json.dumps(lines)


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (429, {"status": 429, "body": {"message": "later"}}),
        (500, {"status": 500, "body": {"message": "later"}}),
        (httpx.ReadTimeout, {"error": "no answer (ReadTimeout)"}),
        (httpx.ConnectError, {"error": "no answer (ConnectError)"}),
    ],
    ids=str,
)
async def test_faults_are_told_as_they_were(at: AtTheDesk, fault: Any, told: Json) -> None:
    plan = await at.changes({"do": "archive", "family": "page", "name": "Quiz"})
    inner = at.road.inner

    class Faulty(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            if request.method == "GET":
                return await inner.handle_async_request(request)
            if isinstance(fault, int):
                return httpx.Response(fault, json={"message": "later"}, request=request)
            raise fault("secret words of the network")

    at.road.inner = Faulty()
    with pytest.raises(FunnelError):
        await at.apply(plan)
    at.road.inner = inner
    assert (await at.apply(plan))["verified"]

    lines = await audit(at, plan)
    assert [one["phase"] for one in lines] == [
        *("approved", "intent", "answered", "failed"),
        *("approved", "intent", "answered", "done", "verified"),
    ]
    assert lines[2]["answered"] == told
    assert "secret words" not in json.dumps(lines)


async def test_a_request_that_was_sent_twice_is_told_twice(at: AtTheDesk) -> None:
    """The answer of a create is lost before it arrived: it is looked for, and sent once more."""
    plan = await at.changes({"do": "create", "family": "visitor_tag", "fields": {"name": "Buyer"}})

    async def lose(number: int) -> None:
        if number == 0:
            raise httpx.ReadError("lost")

    at.road.before = lose
    assert (await at.apply(plan))["verified"]

    lines = await audit(at, plan)
    assert [one["phase"] for one in lines[1:-1]] == ["intent", "answered", "intent", "answered", "done"]
    assert lines[2]["answered"] == {"error": "no answer (ReadError)"}
    assert lines[4]["answered"]["status"] == 200


async def test_a_large_body_is_cut_and_says_how_large_it_was(at: AtTheDesk) -> None:
    long = {f"p{number}": "x" * 100 for number in range(200)}
    plan = await at.do({"do": "update", "family": "page", "name": "Quiz", "fields": {"query_params": long}})
    body = next(one["sent"]["body"] for one in await audit(at, plan) if one["sent"])
    assert body["characters"] > MOST_BODY
    assert len(body["begins"]) == 1000


async def test_reading_leaves_no_line(at: AtTheDesk) -> None:
    await at.desk.find(query="Quiz")
    await at.changes({"do": "archive", "family": "page", "name": "Quiz"})
    assert await audit(at) == []


async def test_since_a_time_leaves_out_what_was_before(at: AtTheDesk) -> None:
    await at.do({"do": "archive", "family": "page", "name": "Quiz"})
    last = at.store.journal((await at.desk.plans("", 1))[0]["plan_id"])[-1].at
    assert await audit(at, since=last + timedelta(microseconds=1)) == []
    (line,) = await audit(at, since=last)
    assert line["approved_by"]  # who approved is known, though that was before


async def test_an_unknown_plan_is_refused(at: AtTheDesk) -> None:
    with pytest.raises(NotFoundError, match="No plan has the id"):
        await audit(at, {"plan_id": "nowhere"})


async def test_an_operation_of_the_tracker_is_journaled_without_a_plan(at: AtTheDesk) -> None:
    asked = operation("visitorTagCreate")
    body = {"idTag": "0TagAAAAAAAA", "tagName": "Buyer"}
    await at.desk.through("claude-code 2.1", "Ada").call(asked, {}, body)

    intent, answered = await audit(at)

    through = "mcp (claude-code 2.1)"
    assert intent["asked"] == {"request": "visitorTagCreate", "person": "Ada", "surface": through, "model": ""}
    assert [(one["person"], one["surface"]) for one in intent["approved_by"]] == [("Ada", through)]
    assert (intent["plan"], intent["position"], intent["sent"]["body"]) == ("", -1, body)
    assert answered["answered"]["status"] == 200


async def test_the_name_of_a_client_is_cleaned_and_cut(at: AtTheDesk) -> None:
    door = at.desk.through("evil\x1b[2J\n client " + "x" * 100)
    await door.plan_changes([{"do": "archive", "family": "page", "name": "Quiz"}], request="")
    plan = at.store.latest()[0].plan
    assert plan.origin.surface.isprintable()
    assert len(plan.origin.surface) <= 32


def test_a_webhook_is_what_these_tests_think() -> None:
    """Guards the secrets above: the fields they stand in are those that are covered."""
    hook = WebhookConfig.read(
        {"idWebhookConfig": "0HookAAAAAAA", "webhookConfigName": "H", "basicAuth": {"username": "u", "password": "p"}}
    )
    assert hook.document()["basicAuth"]["password"] == MASK
