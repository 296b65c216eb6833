"""Tokens, patience and limits of the way to a remote tracker."""

import asyncio
import json
from typing import Any

import anyio
import httpx
import pytest
from pydantic import SecretStr

from funnels.assets import FunnelGroup, OfferSource, Page
from server.contracts import operation
from server.errors import TrackerRefused, TrackerUnavailable
from server.tracker import Tracker
from server.tracker.remote import RemoteTransport
from server.tracker.tokens import Tokens

OLD = "access-token-of-the-tests"
LIST = "GET /page/list/?status=active"
RENEWAL = "POST /auth/validate"
EXPIRED = (401, {"code": 401, "message": "The token has expired."})
NEW_TOKENS = (200, {"tokens": {"access_token": "new-access", "expires_at": 1_800_000_000}})
EMPTY = (200, [])
PAGE = {"idPage": "0PageAAAAAAA", "pageName": "P", "pageType": "lander", "baseURL": "https://p.example"}
BUSY = (429, {"code": 429, "message": "Too many requests."})
BROKEN = (500, {"code": 500, "message": "Something broke."})


async def test_an_expired_token_is_renewed_once_and_the_call_repeated(scripted: Any) -> None:
    remote = scripted(EXPIRED, NEW_TOKENS, EMPTY, EMPTY, refresh="the-refresh")
    assert await remote.tracker.entries(Page) == []
    assert await remote.tracker.entries(Page) == []
    assert [(one.line, one.token) for one in remote.sent] == [
        (LIST, OLD),
        (RENEWAL, OLD),
        (LIST, "new-access"),
        (LIST, "new-access"),
    ]
    assert remote.sent[1].body == {"refresh_token": "the-refresh"}
    assert remote.renewed == [("new-access", "the-refresh")]
    assert remote.slept == []


@pytest.mark.parametrize(
    "answer",
    [
        (400, {"code": 400, "message": "jwt expired"}),
        (400, {"code": 400, "message": "Invalid access token"}),
        (400, b""),
    ],
)
async def test_a_400_about_the_token_means_the_same(scripted: Any, answer: Any) -> None:
    remote = scripted(answer, NEW_TOKENS, EMPTY, refresh="the-refresh")
    assert await remote.tracker.entries(Page) == []
    assert remote.lines == [LIST, RENEWAL, LIST]


@pytest.mark.parametrize(
    "answer",
    [
        (400, {"code": 400, "message": "baseURL holds an unknown token", "field": "baseURL"}),
        (400, {"code": 400, "message": "The name is too long."}),
        (400, b"<html>Bad request: token</html>"),
        (403, {"code": 403, "message": "The token may not do that."}),
    ],
)
async def test_a_refusal_of_the_request_renews_nothing(scripted: Any, answer: Any) -> None:
    remote = scripted(answer, refresh="the-refresh")
    with pytest.raises(TrackerRefused) as caught:
        await remote.tracker.entries(Page)
    assert caught.value.status == answer[0]
    assert remote.lines == [LIST]


async def test_a_save_that_was_refused_for_its_token_is_sent_again(scripted: Any) -> None:
    remote = scripted(EXPIRED, NEW_TOKENS, (200, b""), refresh="the-refresh")
    group = FunnelGroup(id="0GroupAAAAAA", name="G")
    assert await remote.tracker.create(group) == group
    assert remote.lines == ["POST /funnelgroup/save/", RENEWAL, "POST /funnelgroup/save/"]
    assert remote.sent[2].body == {"idFunnelGroup": "0GroupAAAAAA", "funnelGroupName": "G"}


async def test_a_new_refresh_token_is_kept(scripted: Any) -> None:
    tokens = (200, {"tokens": {"access_token": "new-access", "refresh_token": "next-refresh"}})
    remote = scripted(EXPIRED, tokens, EMPTY, EXPIRED, NEW_TOKENS, EMPTY, refresh="the-refresh")
    await remote.tracker.entries(Page)
    await remote.tracker.entries(Page)
    assert remote.renewed == [("new-access", "next-refresh"), ("new-access", "next-refresh")]
    assert remote.sent[4].body == {"refresh_token": "next-refresh"}


async def test_without_a_refresh_token_a_person_has_to_act(scripted: Any) -> None:
    remote = scripted(EXPIRED)
    with pytest.raises(TrackerRefused) as caught:
        await remote.tracker.check_token()
    assert (caught.value.status, caught.value.code) == (401, 401)
    assert "set FUNNELWRIGHT_API_TOKEN anew" in caught.value.hint


@pytest.mark.parametrize(
    "answer",
    [
        (401, {"code": 401, "message": "No such refresh token."}),
        (200, {"tokens": {}}),
        (200, {"tokens": {"access_token": "not sendable\n"}}),
        (200, b"<html>"),
    ],
)
async def test_a_renewal_that_gives_nothing_leaves_the_first_refusal(scripted: Any, answer: Any) -> None:
    remote = scripted(EXPIRED, answer, refresh="the-refresh")
    with pytest.raises(TrackerRefused, match="The token has expired"):
        await remote.tracker.entries(Page)
    assert remote.renewed == []


async def test_a_refused_refresh_token_is_not_sent_with_every_request(scripted: Any) -> None:
    remote = scripted(EXPIRED, EXPIRED, EXPIRED, refresh="the-refresh")
    for _ in range(2):
        with pytest.raises(TrackerRefused):
            await remote.tracker.entries(Page)
    assert remote.lines == [LIST, RENEWAL, LIST]


async def test_a_token_that_is_expired_again_at_once_is_not_renewed_in_circles(scripted: Any) -> None:
    remote = scripted(EXPIRED, NEW_TOKENS, EXPIRED, refresh="the-refresh")
    with pytest.raises(TrackerRefused):
        await remote.tracker.entries(Page)
    assert remote.lines == [LIST, RENEWAL, LIST]


async def test_a_renewal_without_an_answer_changed_nothing(scripted: Any) -> None:
    remote = scripted(EXPIRED, *[httpx.ReadTimeout("")] * 5, refresh="the-refresh")
    with pytest.raises(TrackerUnavailable) as caught:
        await remote.tracker.create(FunnelGroup(id="0GroupAAAAAA", name="G"))
    assert caught.value.sent is False
    assert "did not answer when asked for another" in str(caught.value)


@pytest.mark.parametrize("answer", [BUSY, BROKEN, (503, b"<html>"), httpx.ReadTimeout(""), httpx.ConnectError("")])
async def test_waits_double_until_an_answer_comes(scripted: Any, answer: Any) -> None:
    remote = scripted(answer, answer, answer, answer, EMPTY)
    assert await remote.tracker.entries(Page) == []
    assert remote.slept == [2, 4, 8, 16]
    assert remote.lines == [LIST] * 5


@pytest.mark.parametrize("answer", [BUSY, BROKEN, httpx.ReadTimeout(""), httpx.ConnectError("")])
async def test_the_fifth_try_is_the_last(scripted: Any, answer: Any) -> None:
    remote = scripted(*[answer] * 5)
    with pytest.raises(TrackerUnavailable) as caught:
        await remote.tracker.entries(Page)
    assert caught.value.sent is False
    assert remote.slept == [2, 4, 8, 16]


@pytest.mark.parametrize(("chance", "waited"), [(0.0, 1.5), (0.25, 1.75), (1.0, 2.5)])
async def test_waits_differ_so_that_not_all_come_back_at_once(scripted: Any, chance: float, waited: float) -> None:
    remote = scripted(BUSY, EMPTY, chance=chance)
    await remote.tracker.entries(Page)
    assert remote.slept == [waited]


@pytest.mark.parametrize(
    ("header", "waited"),
    [
        ("7", 7.5),
        ("0", 0.5),
        ("Wed, 01 Jul 2026 12:00:30 GMT", 30.5),
        ("Wed, 01 Jul 2026 11:00:00 GMT", 0.5),
        ("soon", 2),
        ("-3", 2),
        ("", 2),
        ("²", 2),
        ("Wed, 01 Jul 2026 12:00:30", 2),
    ],
)
async def test_retry_after_is_kept_to(scripted: Any, header: str, waited: float) -> None:
    remote = scripted((429, None, {"retry-after": header.encode()}), EMPTY)
    await remote.tracker.entries(Page)
    assert remote.slept == [waited]


async def test_who_is_asked_to_wait_long_is_told_so_at_once(scripted: Any) -> None:
    remote = scripted((429, None, {"retry-after": "3600"}))
    with pytest.raises(TrackerUnavailable) as caught:
        await remote.tracker.entries(Page)
    assert str(caught.value) == (
        "The tracker takes no more requests at the moment (pageList, HTTP 429). It asks to wait (Retry-After: 3600)."
    )
    assert remote.slept == []


async def test_a_refusal_is_not_repeated(scripted: Any) -> None:
    remote = scripted((409, {"code": 409, "message": "Taken."}))
    with pytest.raises(TrackerRefused):
        await remote.tracker.replace(Page.read(PAGE))
    assert remote.lines == ["PUT /page/save/"]


async def test_a_replacement_of_a_known_version_is_repeated_for_it_ends_the_same(scripted: Any) -> None:
    remote = scripted(httpx.ReadTimeout(""), BROKEN, (200, b""))
    await remote.tracker.replace(Page.read(PAGE), version='"7"')
    assert remote.lines == ["PUT /page/save/"] * 3
    assert remote.sent[0].body == remote.sent[2].body == PAGE


@pytest.mark.parametrize(("first", "sent"), [(httpx.ReadTimeout(""), True), (BROKEN, True), (BUSY, False)])
async def test_a_replacement_of_no_known_version_is_not_repeated_after_the_wait(
    scripted: Any, first: Any, sent: bool
) -> None:
    """Meanwhile somebody else may have changed what it would overwrite."""
    remote = scripted(first, (200, b""))
    with pytest.raises(TrackerUnavailable) as caught:
        await remote.tracker.replace(Page.read(PAGE))
    assert caught.value.sent is sent
    assert remote.lines == ["PUT /page/save/"]
    assert remote.slept == [2]


async def test_what_sets_one_thing_is_repeated(scripted: Any) -> None:
    remote = scripted(httpx.ReadTimeout(""), BROKEN, (200, b""))
    await remote.tracker.archive(Page, ["0Page0000001"])
    assert remote.lines == ["PUT /page/archive/"] * 3


async def test_a_post_that_only_reads_is_repeated(scripted: Any) -> None:
    remote = scripted(BROKEN, (200, {"valid": True}))
    assert await remote.tracker.call(operation("logicScriptValidate"), body={"code": "x"}) == {"valid": True}


async def test_what_changes_something_goes_out_one_at_a_time_and_reads_together() -> None:
    busy = {"GET": 0, "PUT": 0}
    most = dict(busy)

    async def answer(request: httpx.Request) -> httpx.Response:
        busy[request.method] += 1
        most[request.method] = max(most[request.method], busy[request.method])
        for _ in range(5):
            await anyio.lowlevel.checkpoint()
        busy[request.method] -= 1
        return httpx.Response(200, json=[])

    transport = RemoteTransport(httpx.MockTransport(answer), Tokens("https://t.example", SecretStr("t")))
    async with httpx.AsyncClient(transport=transport, base_url="https://t.example") as http:
        tracker = Tracker(http)
        async with anyio.create_task_group() as group:
            for _ in range(20):
                group.start_soon(tracker.entries, OfferSource)
                group.start_soon(tracker.replace, Page.read(PAGE))
    assert most == {"GET": 6, "PUT": 1}


async def test_requests_that_find_the_token_expired_together_renew_it_once(scripted: Any) -> None:
    renewals = 0

    async def answer(request: httpx.Request) -> httpx.Response:
        nonlocal renewals
        await anyio.lowlevel.checkpoint()
        if request.url.path.endswith("/auth/validate"):
            renewals += 1
            return httpx.Response(200, json=NEW_TOKENS[1])
        is_new = request.headers["authorization"] == "Bearer new-access"
        return httpx.Response(200, json=[]) if is_new else httpx.Response(401, json=EXPIRED[1])

    tokens = Tokens("https://t.example", SecretStr("old"), SecretStr("refresh"))
    transport = RemoteTransport(httpx.MockTransport(answer), tokens)
    async with httpx.AsyncClient(transport=transport, base_url="https://t.example") as http:
        tracker = Tracker(http)
        async with anyio.create_task_group() as group:
            for _ in range(6):
                group.start_soon(tracker.entries, OfferSource)
    assert renewals == 1


async def test_a_connection_dropped_in_the_middle_of_an_answer_is_tried_again() -> None:
    answer = json.dumps([]).encode()
    head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"
    answers = [b"", head % 500, head % len(answer) + answer]
    slept: list[float] = []

    async def drop(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answers.pop(0))
        await writer.drain()
        writer.close()

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    async with await asyncio.start_server(drop, "127.0.0.1", 0) as server:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        transport = RemoteTransport(
            httpx.AsyncHTTPTransport(), Tokens(url, SecretStr("t")), sleep=sleep, chance=lambda: 0.5
        )
        async with httpx.AsyncClient(transport=transport, base_url=url, trust_env=False) as http:
            assert await Tracker(http).entries(Page) == []
    assert slept == [2, 4]


async def test_nobody_listening_means_that_nothing_was_sent(scripted: Any) -> None:
    remote = scripted(*[httpx.ConnectError("")] * 5)
    with pytest.raises(TrackerUnavailable) as caught:
        await remote.tracker.create(FunnelGroup(id="0GroupAAAAAA", name="G"))
    assert caught.value.sent is False
    assert str(caught.value) == (
        "The tracker could not be reached (POST /v1/funnelgroup/save/, ConnectError). "
        "Nothing was changed. Check the connection and FUNNELWRIGHT_API_URL, then try again."
    )
    assert remote.lines == ["POST /funnelgroup/save/"] * 5
