"""A change whose answer was lost is looked up before anything is sent again."""

from typing import Any

import httpx
import pytest

from funnels.assets import IntegrationKey, LogicScript, Page, WebhookConfig
from server.errors import TrackerRefused, TrackerUnavailable

SAVE = "POST /page/save/"
LOOK = "GET /page/find/byId/?idPage=0PageAAAAAAA"
DOCUMENT = {"idPage": "0PageAAAAAAA", "pageName": "P", "pageType": "lander", "baseURL": "https://p.example"}
PAGE = Page.read(DOCUMENT)
DONE = (200, b"")
ABSENT = (404, {"code": 404, "message": "There is no such page."})
KEPT = (200, {**DOCUMENT, "status": "active", "owner": "me", "notes": ""})
LOST = [httpx.ReadTimeout(""), httpx.RemoteProtocolError(""), (500, b""), (502, b"<html>Bad gateway</html>")]


def of_kind(lost: Any) -> str:
    return type(lost).__name__ if isinstance(lost, Exception) else str(lost[0])


@pytest.mark.parametrize("lost", LOST, ids=of_kind)
async def test_what_arrived_is_not_sent_again(scripted: Any, lost: Any) -> None:
    remote = scripted(lost, KEPT)
    assert await remote.tracker.create(PAGE) == PAGE
    assert remote.lines == [SAVE, LOOK]


@pytest.mark.parametrize("lost", LOST, ids=of_kind)
@pytest.mark.parametrize("found", [ABSENT, (200, None), (200, {**DOCUMENT, "status": "deleted"})])
async def test_what_did_not_arrive_is_sent_once_more(scripted: Any, lost: Any, found: Any) -> None:
    remote = scripted(lost, found, DONE)
    assert await remote.tracker.create(PAGE) == PAGE
    assert remote.lines == [SAVE, LOOK, SAVE]


async def test_a_second_loss_is_left_to_who_asked(scripted: Any) -> None:
    remote = scripted(httpx.ReadTimeout(""), ABSENT, httpx.ReadTimeout(""))
    with pytest.raises(TrackerUnavailable) as caught:
        await remote.tracker.create(PAGE)
    assert caught.value.sent is True
    assert caught.value.hint == "The change may have been made all the same: look before doing it again."
    assert remote.lines == [SAVE, LOOK, SAVE]


async def test_a_first_try_that_arrives_late_is_recognised(scripted: Any) -> None:
    taken = (409, {"code": 409, "message": "The id is taken."})
    remote = scripted(httpx.ReadTimeout(""), ABSENT, taken, KEPT)
    assert await remote.tracker.create(PAGE) == PAGE
    assert remote.lines == [SAVE, LOOK, SAVE, LOOK]


async def test_another_document_under_the_id_is_not_taken_for_ours(scripted: Any) -> None:
    remote = scripted(httpx.ReadTimeout(""), (200, {**DOCUMENT, "baseURL": "https://other.example"}))
    with pytest.raises(TrackerRefused) as caught:
        await remote.tracker.create(PAGE)
    assert caught.value.status == 409
    assert "The tracker has another page with the id '0PageAAAAAAA'." in str(caught.value)


@pytest.mark.parametrize(
    "answers",
    [[httpx.ConnectError("")] * 5, [(403, {"code": 403, "message": "No."})], [(404, b"<html>Not found</html>")]],
    ids=["gone", "refused", "no answer of the tracker"],
)
async def test_what_cannot_be_looked_up_is_not_sent_again(scripted: Any, answers: list[Any]) -> None:
    remote = scripted(httpx.ReadTimeout(""), *answers)
    with pytest.raises(TrackerUnavailable) as caught:
        await remote.tracker.create(PAGE)
    assert caught.value.sent is True
    assert remote.lines.count(SAVE) == 1


async def test_a_save_the_tracker_had_no_time_for_is_sent_again_without_looking(scripted: Any) -> None:
    remote = scripted((429, {"code": 429, "message": "Slow down."}), DONE)
    await remote.tracker.create(PAGE)
    assert remote.lines == [SAVE, SAVE]


async def test_a_loss_after_waiting_is_a_loss_all_the_same(scripted: Any) -> None:
    remote = scripted((429, b""), httpx.ReadTimeout(""), KEPT)
    await remote.tracker.create(PAGE)
    assert remote.lines == [SAVE, SAVE, LOOK]


async def test_a_secret_that_reads_leave_out_does_not_make_a_difference(scripted: Any) -> None:
    hook = {"idWebhookConfig": "0HookAAAAAAA", "webhookConfigName": "W", "basicAuth": {"username": "me"}}
    sent = {**hook, "basicAuth": {"username": "me", "password": "hunter2"}, "headers": {}}
    remote = scripted(httpx.ReadTimeout(""), (200, hook))
    await remote.tracker.create(WebhookConfig.read(sent))
    assert len(remote.sent) == 2


async def test_what_the_tracker_makes_does_not_make_a_difference(scripted: Any) -> None:
    script = {"idLogicScript": "0ScriptAAAAA", "logicScriptName": "S", "code": "x"}
    kept = {**script, "codeHash": "abc", "owner": "me", "status": "active", "description": ""}
    remote = scripted(httpx.ReadTimeout(""), (200, kept))
    await remote.tracker.create(LogicScript.read({**script, "codeHash": "", "description": ""}))
    assert len(remote.sent) == 2


async def test_a_copy_is_never_asked_for_twice(scripted: Any) -> None:
    remote = scripted(httpx.ReadTimeout(""))
    with pytest.raises(TrackerUnavailable) as caught:
        await remote.tracker.duplicate(Page, "0PageAAAAAAA", name="B")
    assert caught.value.sent is True
    assert remote.lines == ["POST /page/duplicate/?idPage=0PageAAAAAAA"]


@pytest.mark.parametrize("answer", [(200, {}), (200, None), (200, b"")])
async def test_a_copy_without_an_id_may_exist(scripted: Any, answer: Any) -> None:
    remote = scripted(answer)
    with pytest.raises(TrackerUnavailable, match="Look for it by its name, 'B'") as caught:
        await remote.tracker.duplicate(Page, "0PageAAAAAAA", name="B")
    assert caught.value.sent is True


async def test_an_integration_key_is_never_made_twice(scripted: Any) -> None:
    remote = scripted(httpx.ReadTimeout(""))
    with pytest.raises(TrackerUnavailable):
        await remote.tracker.create(IntegrationKey(id="", name="K"))
    assert remote.lines == ["POST /integration/generate/"]


async def test_a_delete_that_finds_nothing_after_a_loss_was_done(scripted: Any) -> None:
    remote = scripted(httpx.ReadTimeout(""), ABSENT)
    await remote.tracker.delete(Page, ["0PageAAAAAAA"])
    assert remote.lines == ["DELETE /page/delete/"] * 2
    assert remote.sent[1].body == {"entries": ["0PageAAAAAAA"]}


async def test_a_delete_that_finds_nothing_at_first_is_refused(scripted: Any) -> None:
    remote = scripted(ABSENT)
    with pytest.raises(TrackerRefused) as caught:
        await remote.tracker.delete(Page, ["0PageAAAAAAA"])
    assert caught.value.status == 404


@pytest.mark.parametrize("last", [httpx.ConnectError(""), (429, b"")], ids=of_kind)
async def test_one_loss_among_several_tries_is_enough_to_have_to_look(scripted: Any, last: Any) -> None:
    remote = scripted(httpx.ReadTimeout(""), *[last] * 4)
    with pytest.raises(TrackerUnavailable) as caught:
        await remote.tracker.replace(PAGE)
    assert caught.value.sent is True
