"""What stands before the handlers: who may ask, and how; and what goes on behind them."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from threading import Event
from typing import Any

import httpx
import pytest
from pydantic import SecretStr
from visited_tracker import LINK, Scene, opened, visitor_of

from server.local import build_tracker
from server.local.runtime import Surroundings
from server.local.runtime.courier import Courier


async def test_visitors_need_no_access_token(scene: Scene) -> None:
    guarded = build_tracker(scene.home, token=SecretStr("token"), surroundings=scene.surroundings())
    async with httpx.AsyncClient(transport=httpx.ASGITransport(guarded), base_url="http://any.example") as http:
        assert (await http.get(LINK)).status_code == 307
        assert (await http.get("/pb/", params={"hit": "x"})).status_code == 404
        assert (await http.get("/v1/user/settings/")).status_code == 401
        assert (await http.get("/user/settings/")).status_code == 401
        for path in ("/fts/../user/settings/", "//fts/x", "/FTS/x", "/ftsx", "/v1/fts/x"):
            assert (await http.get(path)).status_code == 401, path
    guarded.close()


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"])
async def test_links_are_followed_and_nothing_else(scene: Scene, method: str) -> None:
    answer = await scene.http.request(method, LINK)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, POST")


async def test_events_that_cannot_be_kept_are_not_acknowledged(scene: Scene) -> None:
    async def broken(*arguments: object, **more: object) -> None:
        raise OSError("disk full: /secret/path")

    world = scene.tracker.run_time.world
    world.events.keep = broken  # type: ignore[method-assign]
    answer = await scene.http.get(LINK)
    assert (answer.status_code, "location" in answer.headers) == (500, False)
    assert answer.text == "Something went wrong on our side.\n"


async def test_messages_go_out_by_themselves_and_after_a_restart(scene: Scene) -> None:
    await scene.source(
        postback={
            "idTrafficSource": "0Traffic0001",
            "postbackType": "postbackURL",
            "postbackURL": "https://a.example",
        }
    )
    hit = await scene.seen()
    await scene.http.get("/pb/", params={"hit": hit})
    assert scene.asked == []
    scene.tracker.close()
    sent = Event()

    def heard(request: httpx.Request) -> httpx.Response:
        sent.set()
        return httpx.Response(200, content=iter([b""]))

    around = Surroundings(transport=httpx.MockTransport(heard), resolve=lambda host, port: ["93.184.216.34"])
    restarted = build_tracker(scene.home, clock=lambda: scene.now[0], surroundings=around)
    restarted.run_time.resume()
    assert sent.wait(20)
    restarted.close()
    async with opened(scene.home, now=scene.now) as later:
        assert [one["result"] for one in later.log() if one["direction"] == "outgoing"] == ["sent"]


def test_a_tracker_nobody_visits_makes_no_files_and_no_threads(tmp_path: Path) -> None:
    tracker = build_tracker(tmp_path)
    tracker.run_time.resume()
    tracker.close()
    assert [path.name for path in tmp_path.iterdir()] == ["tracker.db"]
    assert isinstance(tracker.run_time.courier, Courier)


async def test_a_tracker_that_was_closed_opens_again_when_asked(scene: Scene) -> None:
    visitor = visitor_of(await scene.http.get(LINK))
    scene.tracker.close()
    assert (await scene.http.get("/action/1")).status_code == 307
    assert len(scene.events(visitor)) == 4


async def test_of_a_form_that_was_cut_off_nothing_is_booked(scene: Scene) -> None:
    hit = await scene.seen()
    begun = {"type": "http.request", "body": f"hit={hit}&tx=1&rev=12".encode(), "more_body": True}
    assert await posted(scene, "/pb/", begun, {"type": "http.disconnect"}) == 400
    assert [one["event_type"] for one in scene.tracker.run_time.world.events.of_hit(hit)] == ["view"]
    rest = {"type": "http.request", "body": b"50.00"}
    assert await posted(scene, "/pb/", begun, rest) == 200
    booked = scene.tracker.run_time.world.events.of_hit(hit)[-1]
    assert (booked["event_type"], booked["revenue"]) == ("conversion", Decimal(1250))


async def posted(scene: Scene, path: str, *messages: Mapping[str, Any]) -> int:
    """The status of the answer to a form that arrives in these messages."""
    scope = {"type": "http", "method": "POST", "path": path, "query_string": b"", "headers": [], "client": None}
    arriving = iter(messages)
    sent: list[Any] = []

    async def receive() -> Any:
        return next(arriving)

    async def send(message: Any) -> None:
        sent.append(message)

    await scene.tracker(scope, receive, send)
    return int(sent[0]["status"])


@pytest.mark.parametrize("header", ["referer", "host", "cookie", "x-anything", "x-city"])
async def test_headers_that_are_too_large_are_refused_before_anything_is_done(scene: Scene, header: str) -> None:
    answer = await scene.http.get(LINK, headers={header: "x" * 65_536})
    assert (answer.status_code, answer.text) == (431, "The headers are too large.\n")
    assert "set-cookie" not in answer.headers
    assert (await scene.http.get(LINK, headers={header: "x" * 60_000})).status_code == 307
