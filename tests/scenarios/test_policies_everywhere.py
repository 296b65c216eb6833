"""The same policies stop the command line, MCP over HTTP and the agent, with the reason told and nothing written."""

import asyncio
import json
import subprocess
from collections.abc import Callable
from contextlib import aclosing, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import anyio
import pytest
from at_the_desk import at_the_desk
from http_door import served, through
from mcp import Client, StdioServerParameters
from mcp.types import ElicitResult
from mcp_desk import Json, assets_in
from mcp_desk import Person as Asked
from person import BIN, SECONDS, environment
from policies import policies
from pydantic import SecretStr

from agent.channels.arguments import parse
from agent.channels.commands.apply import APPLY
from agent.compose import Surroundings, open_session
from agent.events import Answer, Question, Said, ToolFinished
from agent.settings import Settings as AgentSettings
from server.settings import Settings

PAGE = "Keto Celebrity Article"
TOKENS = {"Anna": "the-token-of-anna", "Ben": "the-token-of-ben-"}


@dataclass(frozen=True)
class Answered:
    status: str
    """What the surface says became of the plan; `refused` where it would not even ask."""
    words: str


Surface = Callable[[Path, Json, str], Answered]
"""Applies a plan in a folder with the yes of a person who types back what has to be typed."""


def command_line(home: Path, plan: Json, person: str) -> Answered:
    options = parse(["apply", plan["plan_id"], "--yes", "--confirm", PAGE, "--json"])
    surroundings = Surroundings(Settings(home=home, person=person), AgentSettings(), "offline")
    out = StringIO()
    with redirect_stdout(out):
        running = APPLY.run(surroundings, options, open_session)
        code = running if isinstance(running, int) else asyncio.run(running)
    answer = json.loads(out.getvalue())
    assert answer["exit"] == code == {"applied": 0, "approved": 3, "failed": 6}[answer["status"]]
    if answer["applied"] is None:
        return Answered("refused", answer["error"]["message"])
    return Answered(answer["applied"]["status"], answer["applied"]["message"])


def over_http(home: Path, plan: Json, person: str) -> Answered:
    return anyio.run(_over_http, home, plan, person)


async def _over_http(home: Path, plan: Json, person: str) -> Answered:
    asked = Asked(lambda question: ElicitResult(action="accept", content={"approve": True, "name": PAGE}))
    tokens = {name: SecretStr(token) for name, token in TOKENS.items()}
    async with served(home, http_persons=tokens) as url, through(url, TOKENS[person], asked) as client:
        result = await client.call_tool("apply_plan", {name: plan[name] for name in ("plan_id", "fingerprint")})
    if result.is_error:
        return Answered("refused", result.content[0].text)
    assert result.structured_content
    return Answered(result.structured_content["status"], result.structured_content["message"])


def agent(home: Path, plan: Json, person: str) -> Answered:
    return anyio.run(_agent, home, plan, person)


async def _agent(home: Path, plan: Json, person: str) -> Answered:
    surroundings = Surroundings(Settings(home=home, person=person), AgentSettings(), "offline")
    names = {name: plan[name] for name in ("plan_id", "fingerprint")}
    async with (
        open_session(surroundings) as session,
        aclosing(session.use("apply_plan", **names)) as events,
    ):
        async for event in events:
            if isinstance(event, Question):
                session.answer(Answer(yes=True, typed=PAGE))
            elif isinstance(event, ToolFinished):
                done = event.result
    if done.failed or done.data is None:
        return Answered("refused", done.text)
    return Answered(done.data["status"], done.data["message"])


SURFACES = [command_line, over_http, agent]

STOPS = {
    "protected": ('protected_groups = ["Nutra"]', "'Keto Facebook US' in the protected group 'Nutra'"),
    "freeze": (
        '[[freeze]]\nname = "season"\nfrom = 2020-01-01T00:00:00\nuntil = 2090-01-01T00:00:00',
        "The freeze 'season' is on until 2090-01-01 00:00 (UTC)",
    ),
    "read-only": ("read_only = true", "Everything is read-only here"),
    "two persons": ("two_persons = true", "One of two: Anna said yes. A second person applies it with: funnelwright"),
    "misspelled": ("two_person = true", "there is no policy 'two_person'. Did you mean 'two_persons'?"),
}


def planned(home: Path) -> Json:
    """A dangerous plan, made before there was any policy."""

    async def made() -> Json:
        async with at_the_desk(home) as at:
            return await at.changes({"do": "delete", "family": "page", "name": PAGE})

    plan = anyio.run(made)
    assert plan["level"] == "dangerous"
    return plan


@pytest.mark.parametrize("policy", STOPS)
@pytest.mark.parametrize("surface", SURFACES)
def test_a_policy_stops_every_surface_and_says_why(demo: Path, surface: Surface, policy: str) -> None:
    text, reason = STOPS[policy]
    plan, before = planned(demo), assets_in(demo)
    policies(demo, text)
    stopped = surface(demo, plan, "Anna")
    assert stopped.status == ("approved" if policy == "two persons" else "refused")
    assert reason in stopped.words
    assert assets_in(demo) == before
    if policy == "two persons":
        assert "twice does not count" in surface(demo, plan, "Anna").words
        assert assets_in(demo) == before
    else:
        policies(demo)
    assert surface(demo, plan, "Ben").status == "applied"
    assert assets_in(demo) != before


@pytest.mark.parametrize(("first", "second"), [(command_line, over_http), (over_http, agent), (agent, command_line)])
def test_two_persons_may_say_yes_through_different_surfaces(demo: Path, first: Surface, second: Surface) -> None:
    plan = planned(demo)
    policies(demo, "two_persons = true")
    assert [first(demo, plan, "Anna").status, second(demo, plan, "Ben").status] == ["approved", "applied"]


async def test_the_agent_says_at_once_what_a_policy_forbids(demo: Path) -> None:
    before = assets_in(demo)
    policies(demo, 'protected_groups = ["Nutra"]')
    surroundings = Surroundings(Settings(home=demo), AgentSettings(), "offline")
    async with (
        open_session(surroundings) as session,
        aclosing(session.say("Facebook to Keto Story, then KetoBurn US, in group Nutra")) as events,
    ):
        said = [event.text async for event in events if isinstance(event, Said)]
    assert "would come into the protected group 'Nutra'" in "\n".join(said)
    assert assets_in(demo) == before


def test_at_the_command_line_a_person_reads_what_is_dangerous_and_is_asked_for_the_name(demo: Path) -> None:
    plan = planned(demo)
    said = subprocess.run(
        [str(BIN / "funnelwright"), "apply", plan["plan_id"]],
        env=environment(demo),
        input=f"yes\n{PAGE}\n",
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    assert (said.returncode, said.stdout.startswith("Done: Delete page")) == (0, True)
    assert f"This plan is dangerous:\n- deletes the page '{PAGE}'\n" in said.stderr


def test_a_plan_is_made_in_one_process_approved_in_another_and_applied_in_a_third(demo: Path) -> None:
    def run(*arguments: str, person: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(BIN / "funnelwright"), *arguments],
            env={**environment(demo), "FUNNELWRIGHT_PERSON": person},
            capture_output=True,
            text=True,
            timeout=SECONDS,
            stdin=subprocess.DEVNULL,
        )

    planned = run("--json", "Facebook to Keto Story, then KetoBurn US, in group Nutra", person="Cleo")
    plan = json.loads(planned.stdout)["plan"]
    before = assets_in(demo)
    approved = run("plans", "approve", plan["plan_id"], "--yes", person="Anna")
    assert approved.returncode == 0
    assert approved.stdout.startswith("Approved by Anna; within the hour it can be applied with: funnelwright apply ")
    assert assets_in(demo) == before
    done, again = anyio.run(_twice_without_asking, demo, plan)
    assert (done.structured_content["status"], done.structured_content["verified"]) == ("applied", True)
    assert again.content[0].text.startswith(f"The plan {plan['plan_id']} is applied.")


async def _twice_without_asking(home: Path, plan: Json) -> tuple[Any, Any]:
    """By a client over stdio that cannot ask its person."""
    program = StdioServerParameters(
        command=str(BIN / "funnelwright-mcp"), env={"FUNNELWRIGHT_HOME": str(home), "FUNNELWRIGHT_PERSON": "Dora"}
    )
    async with Client(program) as client:
        arguments = {name: plan[name] for name in ("plan_id", "fingerprint")}
        return await client.call_tool("apply_plan", arguments), await client.call_tool("apply_plan", arguments)
