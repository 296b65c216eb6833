import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from server.local import EmbeddedTracker, build_tracker

ID = "3a0HFXE00001"
TAG = {"idTag": ID, "tagName": "Buyer"}
JSON = {"content-type": "application/json"}


@pytest.mark.parametrize(
    "path", ["/", "/v1", "/page", "/page/list/more", "/Page/list/", "/page//list", "/v2/page/list"]
)
async def test_an_unknown_path_is_not_found(tracker: EmbeddedTracker, path: str) -> None:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(tracker), base_url="http://t.test") as client:
        answer = await client.get(path, params={"status": "all"})
    assert answer.status_code == 404
    assert answer.json() == {"code": 404, "message": f"There is no path {path!r}."}


async def test_a_wrong_method_is_told_the_right_ones(client: httpx.AsyncClient) -> None:
    for method in ("PATCH", "GET", "OPTIONS"):
        answer = await client.request(method, "/page/save/")
        assert (answer.status_code, answer.headers["allow"]) == (405, "POST, PUT")
        assert answer.json() == {
            "code": 405,
            "message": f"The path '/v1/page/save/' does not take {method}, only POST, PUT.",
        }


@pytest.mark.parametrize("prefix", ["", "/v1"])
@pytest.mark.parametrize("slash", ["", "/"])
async def test_paths_work_with_and_without_version_and_slash(
    tracker: EmbeddedTracker, prefix: str, slash: str
) -> None:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(tracker), base_url="http://t.test") as client:
        saved = await client.post(f"{prefix}/visitortag/save{slash}", json=TAG)
        read = await client.get(f"{prefix}/campaign/funnel/visitortag/find/byId{slash}", params={"idTag": ID})
    assert (saved.status_code, saved.content) == (200, b"")
    assert read.json() == {**TAG, "status": "active"}
    assert read.headers["content-type"] == "application/json"


async def test_the_tracker_can_be_mounted_below_another_path(tracker: EmbeddedTracker) -> None:
    app = Starlette(routes=[Mount("/tracker", tracker)])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://t.test/tracker") as client:
        assert (await client.get("/v1/page/list/", params={"status": "all"})).json() == []


@pytest.mark.parametrize(
    ("content", "status", "message"),
    [
        (b"", 400, "A JSON body is required."),
        (b"{", 400, "The body is not JSON: "),
        (b"[]", 400, "The body must be a JSON object."),
        (b'"text"', 400, "The body must be a JSON object."),
        (b"null", 400, "The body must be a JSON object."),
        (b'{"a": NaN}', 400, "The body is not JSON: NaN is not a number there."),
        (b'{"a": -Infinity}', 400, "The body is not JSON: -Infinity is not a number there."),
        (b'{"a": 1e999}', 400, "The number 1e999 in the body is beyond what can be kept."),
        (b'{"a": ' + b"9" * 5000 + b"}", 400, "The body is not JSON: "),
        (b'{"a": "\xff"}', 400, "The body must be JSON in UTF-8."),
        (b'{"a": "\x00"}', 400, "The body is not JSON: "),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, 400, "The body is nested too deeply."),
    ],
)
async def test_a_body_that_is_no_json_object_is_refused(
    client: httpx.AsyncClient, content: bytes, status: int, message: str
) -> None:
    answer = await client.post("/visitortag/save/", content=content, headers=JSON)
    assert answer.status_code == status
    assert answer.json()["code"] == status
    assert answer.json()["message"].startswith(message)
    assert await listed(client) == []


@pytest.mark.parametrize("text", ["\\u0000", "a\\ud800b", "\\udc00"])
@pytest.mark.parametrize("place", ["tagName", "meta.deep[1]", "key"])
async def test_characters_no_database_keeps_are_refused(client: httpx.AsyncClient, text: str, place: str) -> None:
    document = {
        "tagName": f'{{"idTag":"{ID}","tagName":"{text}"}}',
        "meta.deep[1]": f'{{"idTag":"{ID}","tagName":"T","meta":{{"deep":["",{{"a":1}},"{text}"]}}}}',
        "key": f'{{"idTag":"{ID}","tagName":"T","{text}":1}}',
    }[place]
    answer = await client.post("/visitortag/save/", content=document.encode(), headers=JSON)
    assert answer.status_code == 400
    assert "a character that cannot be kept" in answer.json()["message"]
    assert await listed(client) == []


async def test_escaped_characters_that_can_be_kept_are_kept(client: httpx.AsyncClient) -> None:
    text = f'{{"idTag":"{ID}","tagName":"\\ud83e\\udd8a \\\\u0000 \\u00e9"}}'
    answer = await client.post("/visitortag/save/", content=text, headers=JSON)
    assert answer.status_code == 200
    read = await client.get("/visitortag/find/byId/", params={"idTag": ID})
    assert read.json()["tagName"] == "🦊 \\u0000 é"


async def test_another_content_type_is_refused(client: httpx.AsyncClient) -> None:
    for kind, status in (
        ("text/plain", 415),
        ("application/x-www-form-urlencoded", 415),
        ("application/JSON; charset=utf-8", 200),
    ):
        answer = await client.post("/visitortag/save/", content=json.dumps(TAG), headers={"content-type": kind})
        assert answer.status_code == status


async def test_a_body_beyond_16_mebibytes_is_refused_before_it_is_read_whole(client: httpx.AsyncClient) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 64:
            sent += 1
            yield b" " * 1024 * 1024

    answer = await client.post("/visitortag/save/", content=endless(), headers=JSON)
    assert answer.status_code == 413
    assert answer.json() == {"code": 413, "message": "The body must have at most 16777216 bytes."}
    assert sent <= 18
    declared = await client.post("/visitortag/save/", content=b"", headers={**JSON, "content-length": "99999999"})
    assert declared.status_code == 413


async def test_a_body_that_breaks_off_changes_nothing(tracker: EmbeddedTracker, client: httpx.AsyncClient) -> None:
    messages = iter([{"type": "http.request", "body": b"{", "more_body": True}, {"type": "http.disconnect"}])
    sent: list[Any] = []

    async def receive() -> Any:
        return next(messages)

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "PUT", "path": "/user/settings/", "query_string": b"", "headers": []}
    await tracker(scope, receive, send)
    assert sent[0]["status"] == 400
    assert await listed(client) == []


async def test_a_query_that_cannot_be_read_is_refused(client: httpx.AsyncClient) -> None:
    for query in ("idTag=%ff", "&".join("a=1" for _ in range(200))):
        answer = await client.get(f"/visitortag/find/byId/?{query}")
        assert answer.status_code == 400
        assert answer.json()["message"] == "The query cannot be read: it must be URL-encoded UTF-8."


async def test_a_fault_names_the_field(client: httpx.AsyncClient) -> None:
    answer = await client.post("/visitortag/save/", json={"idTag": ID, "tagName": 5})
    assert answer.json() == {
        "code": 400,
        "message": "tagName must be a string, not 5.",
        "field": "tagName",
    }


async def test_several_trackers_share_a_folder(tmp_path: Path, client: httpx.AsyncClient) -> None:
    await client.post("/visitortag/save/", json=TAG)
    other = build_tracker(tmp_path)
    transport = httpx.ASGITransport(other)
    async with httpx.AsyncClient(transport=transport, base_url="http://t.test") as second:
        assert await listed(second) == [ID]
    other.close()


async def test_a_database_that_fails_is_an_answer_and_no_secret_gets_into_the_log(
    tracker: EmbeddedTracker, client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    with tracker._engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE asset_revision")
    hook = {"idWebhookConfig": ID, "webhookConfigName": "H", "basicAuth": {"password": "hunter2"}}
    answer = await client.post("/webhookconfig/save/", json=hook)
    assert answer.status_code == 503
    assert answer.json() == {"code": 503, "message": "The tracker's database cannot be used at the moment."}
    assert "webhookConfigCreate could not use the database" in caplog.text
    assert "hunter2" not in caplog.text
    assert (await client.get("/webhookconfig/find/byId/", params={"idWebhookConfig": ID})).status_code == 404


async def listed(client: httpx.AsyncClient) -> list[str]:
    answer = await client.get("/visitortag/list/", params={"status": "all"})
    return [tag["idTag"] for tag in answer.json()]


async def test_while_it_is_shut_only_reading_is_answered_and_writing_is_told_why(tmp_path: Path) -> None:
    why = ["Everything is read-only here."]
    tracker = build_tracker(tmp_path, shut=lambda: why[0])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(tracker), base_url="http://t.test") as client:
        refused = await client.post("/v1/visitortag/save/", json=TAG)
        listed = await client.get("/v1/visitortag/list/", params={"status": "active"})
        why[0] = ""
        saved = await client.post("/v1/visitortag/save/", json=TAG)
    tracker.close()
    assert (refused.status_code, refused.json()) == (403, {"code": 403, "message": "Everything is read-only here."})
    assert (listed.status_code, listed.json(), saved.status_code) == (200, [], 200)
