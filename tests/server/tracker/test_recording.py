"""Who records is told of each request that changes something, and of nothing else."""

from typing import Any

import pytest

from funnels.assets import FunnelGroup, Page
from funnels.wire import Json
from server.errors import TrackerUnavailable
from server.tracker import recorded_by

GROUP = FunnelGroup(id="0GroupAAAAAA", name="G")
BUSY = (429, {"code": 429, "message": "Too many requests."})
BROKEN = (500, {"code": 500, "message": "Something broke."})


class Heard:
    def __init__(self) -> None:
        self.sent: list[Json] = []
        self.answers: list[Json] = []

    def sending(self, request: Json) -> None:
        self.sent.append(request)

    def answered(self, answer: Json) -> None:
        self.answers.append(answer)


async def test_every_try_on_the_road_is_told(scripted: Any) -> None:
    remote, heard = scripted(BUSY, BROKEN, (200, b"")), Heard()
    with recorded_by(heard):
        await remote.tracker.replace(GROUP, version='"1"')
    assert len(remote.lines) == 3
    assert [(one["method"], one["path"]) for one in heard.sent] == [("PUT", "/v1/funnelgroup/save/")]
    assert heard.sent[0]["body"] == remote.sent[0].body
    assert heard.answers == [{"status": 200, "body": None, "tries": [{"status": 429}, {"status": 500}]}]


async def test_a_failure_for_good_is_told_with_its_tries(scripted: Any) -> None:
    remote, heard = scripted(*[BUSY] * 5), Heard()
    with pytest.raises(TrackerUnavailable), recorded_by(heard):
        await remote.tracker.replace(GROUP, version='"1"')
    (answer,) = heard.answers
    assert (answer["status"], answer["tries"]) == (429, [{"status": 429}] * 4)


async def test_reading_is_not_told_and_neither_is_what_comes_after(scripted: Any) -> None:
    remote, heard = scripted((200, []), (200, b""), (200, b"")), Heard()
    with recorded_by(heard):
        await remote.tracker.entries(Page)
        assert heard.sent == []
        await remote.tracker.replace(GROUP)
    await remote.tracker.replace(GROUP)
    assert len(heard.sent) == len(heard.answers) == 1


async def test_a_request_its_recorder_refuses_is_not_sent(scripted: Any) -> None:
    class Full(Heard):
        def sending(self, request: Json) -> None:
            raise OSError("the disk is full")

    remote = scripted((200, b""))
    with pytest.raises(OSError, match="full"), recorded_by(Full()):
        await remote.tracker.replace(GROUP)
    assert remote.lines == []
