"""The server over streamable HTTP on a port of this machine."""

import json
import subprocess
import sys
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from http_door import served, through
from mcp import Client
from mcp_desk import ERAS, Json, Person, answer, assets_in, no, yes
from pydantic import SecretStr

from server.errors import SettingsError
from server.http import http_app
from server.main import offered, opened_once
from server.plans import PlanStore
from server.settings import Settings
from server.tools import TOOLS

TOKEN = "a-token-of-the-http-door"
KEY = "a key that two processes share, and nobody else"
BLUEPRINT: Json = {
    "funnel": "FB keto",
    "group": "Nutra",
    "sources": ["Facebook"],
    "start": "story",
    "steps": {"story": {"lander": "Keto Story", "on": {"1": "offer"}}, "offer": {"offer": "KetoBurn US"}},
}


@pytest.mark.parametrize("mode", ERAS)
@pytest.mark.parametrize("says", [yes, no])
async def test_a_plan_is_asked_about_and_applied_over_http(demo: Path, mode: str, says: Any) -> None:
    before = assets_in(demo)
    person = Person(says)
    async with served(demo) as url, Client(url, mode=mode, elicitation_callback=person) as client:
        assert len((await client.list_tools()).tools) == len(TOOLS)
        plan = await answer(client, "plan_funnel", blueprint=BLUEPRINT)
        applied = await answer(client, "apply_plan", plan_id=plan["plan_id"], fingerprint=plan["fingerprint"])
    assert person.asked[0].startswith("**Build 'FB keto'**")
    if says is yes:
        assert (applied["status"], applied["verified"]) == ("applied", True)
        assert [one["source"] for one in applied["links"]] == ["Facebook"]
    else:
        assert applied["status"] == "declined"
        assert assets_in(demo) == before


def message(method: str, params: Json, *, elicits: bool = True) -> Json:
    """A request of the newest revision, with its envelope."""
    meta = {
        "io.modelcontextprotocol/protocolVersion": "2026-07-28",
        "io.modelcontextprotocol/clientInfo": {"name": "test", "version": "0"},
        "io.modelcontextprotocol/clientCapabilities": {"elicitation": {}} if elicits else {},
    }
    return {"jsonrpc": "2.0", "id": 1, "method": method, "params": {**params, "_meta": meta}}


async def posted(http: httpx.AsyncClient, url: str, params: Json) -> Json:
    body = message("tools/call", params)
    headers = {
        "Accept": "application/json, text/event-stream",
        "MCP-Protocol-Version": "2026-07-28",
        "Mcp-Method": "tools/call",
        "Mcp-Name": params["name"],
    }
    response = await http.post(url, json=body, headers=headers)
    events = [line.removeprefix("data: ") for line in response.text.split("\n") if line.startswith("data: {")]
    answered: Json = json.loads(events[-1] if events else response.text)
    return answered


async def confirmed_elsewhere(http: httpx.AsyncClient, asking: str, other: str) -> Json:
    """A plan is made and asked about at one worker, and the answer is taken to another."""
    planned = await posted(http, asking, {"name": "plan_funnel", "arguments": {"blueprint": BLUEPRINT}})
    plan = {key: planned["result"]["structuredContent"][key] for key in ("plan_id", "fingerprint")}
    call = {"name": "apply_plan", "arguments": plan}
    question = (await posted(http, asking, call))["result"]
    assert question["resultType"] == "input_required"
    [key] = question["inputRequests"]
    said = {key: {"action": "accept", "content": {"approve": True}}}
    return await posted(http, other, {**call, "inputResponses": said, "requestState": question["requestState"]})


async def test_workers_that_share_a_key_take_each_others_answers(demo: Path) -> None:
    key = SecretStr(KEY)
    async with served(demo, state_key=key) as one, served(demo, state_key=key) as two, httpx.AsyncClient() as http:
        applied = await confirmed_elsewhere(http, one, two)
    assert applied["result"]["structuredContent"]["status"] == "applied"


async def test_workers_with_keys_of_their_own_refuse_each_others_answers(demo: Path) -> None:
    before = assets_in(demo)
    async with served(demo) as one, served(demo) as two, httpx.AsyncClient() as http:
        refused = await confirmed_elsewhere(http, one, two)
    assert refused["error"]["code"] == -32602
    assert assets_in(demo) == before


async def test_a_no_taken_to_another_worker_is_not_called_a_blink(demo: Path) -> None:
    """Only the worker that asked knows when it did."""
    key = SecretStr(KEY)
    async with served(demo, state_key=key) as one, served(demo, state_key=key) as two, httpx.AsyncClient() as http:
        planned = await posted(http, one, {"name": "plan_funnel", "arguments": {"blueprint": BLUEPRINT}})
        plan = {name: planned["result"]["structuredContent"][name] for name in ("plan_id", "fingerprint")}
        question = (await posted(http, one, {"name": "apply_plan", "arguments": plan}))["result"]
        said = {one: {"action": "decline"} for one in question["inputRequests"]}
        further = {"inputResponses": said, "requestState": question["requestState"]}
        declined = await posted(http, two, {"name": "apply_plan", "arguments": plan, **further})
    assert declined["result"]["structuredContent"]["message"].startswith("Declined; nothing was written.")


@pytest.mark.parametrize(
    ("authorization", "status"),
    [
        (None, 401),
        ("Bearer", 401),
        (f"Bearer {TOKEN}x", 401),
        (f"Basic {TOKEN}", 401),
        (TOKEN, 401),
        (f"Bearer {TOKEN}", 200),
        (f"bearer {TOKEN}", 200),
    ],
)
async def test_only_the_token_opens_the_door(demo: Path, authorization: str | None, status: int) -> None:
    headers = {"Accept": "application/json, text/event-stream", "MCP-Protocol-Version": "2026-07-28"}
    headers |= {"Mcp-Method": "tools/list"} | ({"Authorization": authorization} if authorization else {})
    async with served(demo, http_token=SecretStr(TOKEN)) as url, httpx.AsyncClient() as http:
        response = await http.post(url, json=message("tools/list", {}), headers=headers)
    assert response.status_code == status
    if status == 401:
        assert response.headers["WWW-Authenticate"] == "Bearer"
        assert response.json()["error"] == "invalid_token"
        assert TOKEN not in response.text


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"Host": "evil.example.com"}, 421), ({"Origin": "https://evil.example.com"}, 403), ({}, 200)],
)
async def test_other_sites_cannot_reach_a_server_on_this_machine(
    demo: Path, headers: dict[str, str], status: int
) -> None:
    sent = {"Accept": "application/json, text/event-stream", "MCP-Protocol-Version": "2026-07-28", **headers}
    async with served(demo) as url, httpx.AsyncClient() as http:
        body = message("tools/list", {})
        response = await http.post(url, json=body, headers={**sent, "Mcp-Method": "tools/list"})
    assert response.status_code == status


async def test_a_public_host_is_served_under_its_name_only(demo: Path) -> None:
    settings = Settings(home=demo, http_token=SecretStr(TOKEN))
    async with AsyncExitStack() as stack:
        server = offered(settings, opened_once(settings, stack))
        app = http_app(server, settings, "0.0.0.0", ["mcp.example.com"])
        await stack.enter_async_context(server.session_manager.run())
        transport = httpx.ASGITransport(app=app)
        headers = {"Accept": "application/json, text/event-stream", "MCP-Protocol-Version": "2026-07-28"}
        headers |= {"Mcp-Method": "tools/list", "Authorization": f"Bearer {TOKEN}"}
        statuses = []
        for host in ("mcp.example.com", "other.example.com"):
            async with httpx.AsyncClient(transport=transport, base_url=f"https://{host}") as http:
                response = await http.post("/mcp", json=message("tools/list", {}), headers=headers)
                statuses.append(response.status_code)
    assert statuses == [200, 421]


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "mcp.example.com"])
def test_a_door_that_others_can_reach_needs_a_token(demo: Path, host: str) -> None:
    settings = Settings(home=demo)
    with pytest.raises(SettingsError, match="can be reached by others, and no token is set"):
        http_app(offered(settings, _nothing), settings, host, [])


async def _nothing() -> Any:
    raise AssertionError("nothing is opened")


def test_the_program_refuses_such_a_door_at_start(tmp_path: Path) -> None:
    program = str(Path(sys.executable).parent / "funnelwright-mcp")
    command = [program, "--transport", "http", "--host", "0.0.0.0"]
    ended = subprocess.run(command, env={"FUNNELWRIGHT_HOME": str(tmp_path)}, capture_output=True, timeout=60)
    assert (ended.returncode, ended.stdout) == (2, b"")
    said = b"0.0.0.0 can be reached by others, and no token is set. Set FUNNELWRIGHT_HTTP_TOKEN first."
    assert ended.stderr == b"funnelwright-mcp: " + said + b"\n"


ANNA, BEN = "the-token-of-anna", "the-token-of-ben-"
SHARED = {"http_token": SecretStr(TOKEN), "http_persons": {"Anna": SecretStr(ANNA), "Ben": SecretStr(BEN)}}


def asked_by(home: Path, plan: Json) -> str:
    store = PlanStore.open(home)
    person = store.get(plan["plan_id"]).plan.origin.person
    store.close()
    return person


def approved_by(home: Path, plan: Json) -> list[str]:
    store = PlanStore.open(home)
    noted = [one.detail["by"] for one in store.journal(plan["plan_id"]) if one.phase == "approved"]
    store.close()
    return [one["person"] for by in noted for one in by]


@pytest.mark.parametrize("mode", ERAS)
@pytest.mark.parametrize(("token", "person"), [(ANNA, "Anna"), (BEN, "Ben"), (TOKEN, "Cleo")])
async def test_the_token_says_whose_yes_it_is(demo: Path, mode: str, token: str, person: str) -> None:
    async with served(demo, person="Cleo", **SHARED) as url, through(url, token, Person(yes), mode=mode) as client:
        plan = await answer(client, "plan_funnel", blueprint=BLUEPRINT)
        await answer(client, "apply_plan", plan_id=plan["plan_id"], fingerprint=plan["fingerprint"])
    assert (asked_by(demo, plan), approved_by(demo, plan)) == (person, [person])


async def test_two_who_share_a_server_say_yes_at_the_same_time_each_by_name(demo: Path) -> None:
    """Both questions are open at once, in sessions of one process."""
    meeting = anyio.Event()

    async def apply(client: Client, plan: Json) -> None:
        await answer(client, "apply_plan", plan_id=plan["plan_id"], fingerprint=plan["fingerprint"])

    class Waits(Person):
        async def __call__(self, *asked: Any) -> Any:
            said = await super().__call__(*asked)
            if len(anna.asked) == len(ben.asked) == 1:
                meeting.set()
            await meeting.wait()
            return said

    anna, ben = Waits(yes), Waits(yes)
    async with (
        served(demo, **SHARED) as url,
        through(url, ANNA, anna, mode="legacy") as of_anna,
        through(url, BEN, ben, mode="legacy") as of_ben,
    ):
        first = await answer(of_ben, "plan_funnel", blueprint=BLUEPRINT)
        second = await answer(of_anna, "plan_funnel", blueprint={**BLUEPRINT, "funnel": "FB keto 2"})
        with anyio.fail_after(30):
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(apply, of_anna, first)
                tasks.start_soon(apply, of_ben, second)
    assert (approved_by(demo, first), approved_by(demo, second)) == (["Anna"], ["Ben"])


async def test_what_one_person_was_asked_another_cannot_answer(demo: Path) -> None:
    before = assets_in(demo)
    async with (
        served(demo, **SHARED) as url,
        httpx.AsyncClient(headers={"Authorization": f"Bearer {ANNA}"}) as anna,
        httpx.AsyncClient(headers={"Authorization": f"Bearer {BEN}"}) as ben,
    ):
        planned = await posted(anna, url, {"name": "plan_funnel", "arguments": {"blueprint": BLUEPRINT}})
        plan = {key: planned["result"]["structuredContent"][key] for key in ("plan_id", "fingerprint")}
        call = {"name": "apply_plan", "arguments": plan}
        question = (await posted(anna, url, call))["result"]
        said = {one: {"action": "accept", "content": {"approve": True}} for one in question["inputRequests"]}
        full = {**call, "inputResponses": said, "requestState": question["requestState"]}
        refused = await posted(ben, url, full)
        assert refused["error"]["code"] == -32602
        assert assets_in(demo) == before
        applied = await posted(anna, url, full)
    assert applied["result"]["structuredContent"]["status"] == "applied"
    assert approved_by(demo, plan) == ["Anna"]


async def test_a_session_is_of_the_person_who_opened_it(demo: Path) -> None:
    start = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "initialize",
        "params": {
            "protocolVersion": "2025-06-18",
            "capabilities": {},
            "clientInfo": {"name": "test", "version": "0"},
        },
    }
    listing = {"jsonrpc": "2.0", "id": 2, "method": "tools/list", "params": {}}
    accept = {"Accept": "application/json, text/event-stream"}
    async with served(demo, **SHARED) as url, httpx.AsyncClient(headers=accept) as http:
        opened = await http.post(url, json=start, headers={"Authorization": f"Bearer {ANNA}"})
        session = {"Mcp-Session-Id": opened.headers["mcp-session-id"], "MCP-Protocol-Version": "2025-06-18"}
        statuses = []
        for token in (BEN, ANNA):
            answered = await http.post(url, json=listing, headers={**session, "Authorization": f"Bearer {token}"})
            statuses.append(answered.status_code)
    assert statuses == [404, 200]


def test_persons_with_tokens_are_enough_for_a_door_that_others_can_reach(demo: Path) -> None:
    settings = Settings(home=demo, http_persons={"Anna": SecretStr(ANNA)})
    assert http_app(offered(settings, _nothing), settings, "0.0.0.0", ["mcp.example.com"])
