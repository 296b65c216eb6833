"""What was given in confidence is in nothing that is raised, shown or logged."""

import logging
import traceback
from typing import Any

import httpx
import pytest

from funnels.assets import IntegrationKey, MiddlewareConfig, Page, WebhookConfig
from funnels.errors import FunnelError
from server.errors import TrackerRefused, TrackerUnavailable

ACCESS, REFRESH, PASSWORD, HMAC, HEADER = (
    "access-token-of-the-tests",
    "refresh-hunter2",
    "password-hunter2",
    "hmac-hunter2",
    "header-hunter2",
)
SECRETS = (ACCESS, REFRESH, PASSWORD, HMAC, HEADER, "new-access")

MIDDLEWARE = MiddlewareConfig.read(
    {
        "idMiddlewareConfig": "0MiddleAAAAA",
        "middlewareConfigName": "M",
        "destination": {
            "method": "POST",
            "type": "custom",
            "url": "https://m.example",
            "basicAuth": {"username": "me", "password": PASSWORD},
            "hmacSecret": HMAC,
            "headers": {"X-Api-Key": HEADER},
        },
        "routes": [{"isDefault": True, "idRoute": "default", "priority": 0}],
        "schemaVersion": "1",
        "timeoutMs": 2000,
    }
)


def everything_about(error: BaseException, caplog: pytest.LogCaptureFixture) -> str:
    records = [f"{record.getMessage()} {record.__dict__}" for record in caplog.records]
    return "\n".join(
        [str(error), repr(error), *map(str, vars(error).values()), *traceback.format_exception(error), *records]
    )


def echo(request: httpx.Request) -> httpx.Response:
    """A tracker that repeats everything it was sent."""
    said = f"You sent {dict(request.headers)} and {request.content.decode()}"
    return httpx.Response(422, json={"code": 422, "message": said, "field": said})


@pytest.fixture(autouse=True)
def everything_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)


async def test_a_tracker_that_repeats_what_it_was_sent(scripted: Any, caplog: pytest.LogCaptureFixture) -> None:
    remote = scripted(refresh=REFRESH)

    async def answer(request: httpx.Request) -> httpx.Response:
        return echo(request)

    remote.handle_async_request = answer
    with pytest.raises(TrackerRefused) as caught:
        await remote.tracker.create(MIDDLEWARE)
    said = everything_about(caught.value, caplog)
    assert "You sent" in said
    assert "********" in said
    assert [secret for secret in SECRETS if secret in said] == []


@pytest.mark.parametrize(
    "answers",
    [
        [(401, {"code": 401, "message": f"{ACCESS} has expired"}), (401, {"code": 401, "message": REFRESH})],
        [(401, b""), (200, {"tokens": {"access_token": "new-access"}}), (401, {"code": 1, "message": "new-access"})],
        [(401, b""), *[httpx.ReadTimeout("")] * 5],
        [(500, PASSWORD)],
        [(200, f"<html>{PASSWORD}</html>".encode(), {"content-type": "text/html"})],
    ],
)
async def test_no_failure_shows_a_secret(scripted: Any, caplog: pytest.LogCaptureFixture, answers: list[Any]) -> None:
    remote = scripted(*answers, *[(403, {"code": 403, "message": "No."})] * 2, refresh=REFRESH)
    with pytest.raises(FunnelError) as caught:
        await remote.tracker.create(MIDDLEWARE)
    said = everything_about(caught.value, caplog)
    assert [secret for secret in SECRETS if secret in said] == []


async def test_secrets_are_sent_as_themselves(scripted: Any) -> None:
    remote = scripted((200, b""))
    await remote.tracker.create(MIDDLEWARE)
    assert remote.sent[0].body["destination"]["hmacSecret"] == HMAC
    assert remote.sent[0].body["destination"]["basicAuth"]["password"] == PASSWORD


async def test_a_document_that_cannot_be_read_does_not_show_its_password(
    scripted: Any, caplog: pytest.LogCaptureFixture
) -> None:
    document = {
        "idWebhookConfig": "0Hook",
        "webhookConfigName": "",
        "basicAuth": {"username": 1, "password": PASSWORD},
    }
    with pytest.raises(FunnelError) as caught:
        await scripted((200, document)).tracker.get(WebhookConfig, "0Hook")
    assert PASSWORD not in everything_about(caught.value, caplog)


async def test_an_integration_key_is_not_in_a_refusal(scripted: Any, caplog: pytest.LogCaptureFixture) -> None:
    rows = [{"key": HMAC, "api": "OPTIMIZER", "name": "One", "status": "ACTIVE"}]
    remote = scripted((200, rows), (404, {"code": 404, "message": f"There is no {HMAC}."}))
    [entry] = await scripted((200, rows)).tracker.entries(IntegrationKey)
    with pytest.raises(TrackerRefused) as caught:
        await remote.tracker.delete(IntegrationKey, [entry.id])
    assert "There is no ********." in str(caught.value)
    assert HMAC not in everything_about(caught.value, caplog) + repr(entry)


async def test_the_tracker_and_its_transport_show_no_token(scripted: Any) -> None:
    remote = scripted(refresh=REFRESH)
    http = remote.tracker._call.__self__._http
    for one in (remote.tracker, http, http._transport, http._transport._tokens, vars(http._transport._tokens)):
        assert [secret for secret in SECRETS if secret in repr(one)] == []


@pytest.mark.parametrize(
    "error", [httpx.ConnectError("no route"), httpx.LocalProtocolError(f"Illegal header value b'Bearer {ACCESS}'")]
)
async def test_a_lost_answer_leaves_no_token_behind(
    scripted: Any, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    remote = scripted(*[error] * 5, refresh=REFRESH)
    with pytest.raises(TrackerUnavailable) as caught:
        await remote.tracker.entries(Page)
    assert [secret for secret in SECRETS if secret in everything_about(caught.value, caplog)] == []
