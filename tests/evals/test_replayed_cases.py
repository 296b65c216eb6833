"""The recorded transcripts, replayed: the way to Claude and back, graded as every case is, without a network."""

import json
from contextlib import asynccontextmanager
from itertools import pairwise
from pathlib import Path

import anyio
import httpx2
import pytest
from prompt_cache import MOST_BREAK_POINTS, PromptCache
from pydantic import SecretStr
from stand_in import MODEL, SCRIPTS, record, scripted

from agent.models.claude import Claude
from evals.homes import Homes
from evals.models import ModelChoice
from evals.recorded import Replaying
from evals.run import run
from evals.trial import tried

TRANSCRIPTS = Path(__file__).parents[2] / "evals" / "transcripts"
KEY = "sk-ant-loopback-0123456789"


class Watching(httpx2.AsyncBaseTransport):
    """Remembers what is sent."""

    def __init__(self, inner):
        self.inner = inner
        self.bodies = []
        self.headers = []

    async def handle_async_request(self, request):
        self.bodies.append(await request.aread())
        self.headers.append(str(dict(request.headers)))
        return await self.inner.handle_async_request(request)


@pytest.fixture(scope="module")
def accounts(tmp_path_factory):
    return tmp_path_factory.mktemp("accounts")


@pytest.fixture(scope="module")
def replays(accounts):
    """Every transcript replayed once: the trial, and what was sent."""
    return {case.id: anyio.run(replayed, case, accounts) for case in scripted()}


async def replayed(case, accounts):
    transport = Watching(Replaying(TRANSCRIPTS / f"{case.id}.jsonl"))

    async def sleep(seconds):
        pass

    @asynccontextmanager
    async def models(case, note):
        model = Claude(MODEL, api_key=SecretStr(KEY), transport=transport, sleep=sleep)
        yield model
        await model.aclose()

    homes = Homes(accounts, lambda text: None)
    await homes.template(case.account)
    return await tried(case, homes, models), transport


def test_every_case_that_can_be_recorded_is():
    assert {file.stem for file in TRANSCRIPTS.glob("*.jsonl")} == set(SCRIPTS)
    assert {case.id for case in scripted()} == set(SCRIPTS)


@pytest.mark.parametrize("id", SCRIPTS)
def test_a_replayed_case_passes_every_grade(id, replays):
    trial, transport = replays[id]
    assert trial.broken == ""
    assert [f"{grade.key}: {grade.why}" for turn in trial.turns for grade in turn.failed] == []
    assert trial.passed
    assert (transport.inner.problem, transport.inner.unused) == ("", 0)


@pytest.mark.parametrize("id", SCRIPTS)
def test_requests_are_cached_grow_by_what_is_new_and_hold_no_secret(id, replays):
    _, transport = replays[id]
    cache, requests = PromptCache(), [json.loads(body) for body in transport.bodies]
    usages = [cache.usage(request) for request in requests]
    assert all(body.count(b'"cache_control"') in range(3, MOST_BREAK_POINTS + 1) for body in transport.bodies)
    assert all(usage["cache_read_input_tokens"] > 4_000 for usage in usages[1:])
    assert all(usage["input_tokens"] == 0 for usage in usages)
    for earlier, later in pairwise(transport.bodies):
        assert len(later) - len(earlier) < 6_000
    assert all(KEY.encode() not in body for body in transport.bodies)
    assert all(KEY in headers for headers in transport.headers)
    assert KEY not in (TRANSCRIPTS / f"{id}.jsonl").read_text()


def test_what_is_recorded_anew_can_be_replayed_by_the_command_s_own_way(accounts, tmp_path):
    wanted = [case for case in scripted() if case.id == "undo-build"]
    [recorded] = record(tmp_path, wanted)
    [trial] = run(wanted, accounts, ModelChoice(MODEL, replay=tmp_path), processes=1)
    assert (recorded.passed, trial.passed) == (True, True)
    assert trial.notes == ()
    assert trial.calls == recorded.calls == 4


def test_a_case_that_was_never_recorded_is_a_broken_trial_that_says_so(accounts, tmp_path):
    [trial] = run(scripted()[:1], accounts, ModelChoice(MODEL, replay=tmp_path), processes=1)
    assert not trial.passed
    assert "There is no transcript" in trial.broken
    assert "--record" in trial.broken
