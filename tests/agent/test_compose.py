"""All of it: the terminal, the offline planner, the MCP server and the embedded tracker with its demo account."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import SecretStr

from agent.compose import NO_KEY, Surroundings, open_session
from agent.settings import Settings
from funnels.assets import Funnel
from funnels.errors import InputError
from server.settings import Settings as ServerSettings
from server.tracker import embedded_tracker

ROOT = Path(__file__).parents[2]
WISH = "Facebook traffic to Keto Story, then KetoBurn US, in group Nutra"
PROGRAM = "import sys\nfrom agent.channels.terminal import main\nsys.exit(main(sys.argv[1:]))"


def run(home, *arguments, given=""):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ANTHROPIC_", "FUNNELWRIGHT_"))}
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        input=given,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=kept | {"FUNNELWRIGHT_HOME": str(home)},
        check=False,
    )


async def funnels(home):
    async with embedded_tracker(home) as tracker:
        return {entry.name: entry.id for entry in await tracker.entries(Funnel)}


async def test_one_sentence_and_a_yes_make_a_live_funnel_and_it_can_be_taken_back(tmp_path):
    built = run(tmp_path, "--yes", "--json", WISH)
    assert (built.returncode, built.stderr) == (0, f"{NO_KEY}\n")
    document = json.loads(built.stdout)
    assert (document["status"], document["model"]) == ("applied", "offline")
    assert document["applied"]["verified"] is True
    assert document["links"][0]["url"].startswith("http")
    name = document["plan"]["funnel"]["name"]
    assert document["plan"]["funnel"]["id"] == (await funnels(tmp_path))[name]

    undone = json.loads(run(tmp_path, "--continue", "--yes", "--json", "take that back").stdout)
    assert (undone["status"], undone["conversation"]) == ("applied", document["conversation"])
    assert name not in await funnels(tmp_path)


async def test_a_plan_left_unanswered_can_be_applied_by_its_id(tmp_path):
    asked = run(tmp_path, "--json", WISH)
    assert asked.returncode == 3
    document = json.loads(asked.stdout)
    name = document["plan"]["funnel"]["name"]
    assert name not in await funnels(tmp_path)
    declined = run(tmp_path, "apply", document["plan"]["plan_id"], given="no\n")
    applied = run(tmp_path, "apply", document["plan"]["plan_id"], "--yes")
    assert (declined.returncode, applied.returncode) == (4, 0)
    assert name in await funnels(tmp_path)


def test_what_is_not_understood_writes_nothing_and_says_so(tmp_path):
    ran = run(tmp_path, "--yes", "--json", "frobnicate the zorb")
    assert ran.returncode == 2
    assert json.loads(ran.stdout)["status"] == "not_understood"
    assert json.loads(run(tmp_path, "plans", "--json").stdout) == {"plans": [], "more": False}


async def test_the_demo_account_comes_and_goes_by_a_command(tmp_path):
    assert run(tmp_path, "demo", "install").returncode == 0
    assert set(await funnels(tmp_path)) == {"Keto Facebook US", "Solar Quiz Google", "VPN Native DACH"}
    assert run(tmp_path, "demo", "remove").returncode == 0
    assert run(tmp_path, "plans").returncode == 0  # another start does not bring it back
    assert await funnels(tmp_path) == {}


def surroundings(home, wanted="", **agent):
    return Surroundings(ServerSettings(home=home, demo=False), Settings(**agent), wanted)


async def test_without_a_key_the_offline_planner_answers_and_says_so_quietly(tmp_path):
    notices = []
    async with open_session(surroundings(tmp_path), notice=notices.append) as session:
        assert session.model.name == "offline"
    assert notices == [NO_KEY]


async def test_with_a_key_claude_answers_unless_the_offline_planner_is_wanted(tmp_path):
    key = SecretStr("sk-ant-0123456789")
    async with open_session(surroundings(tmp_path, api_key=key)) as session:
        assert session.model.name == "claude-sonnet-5-5"
    async with open_session(surroundings(tmp_path, "claude-opus-5-5", api_key=key)) as session:
        assert session.model.name == "claude-opus-5-5"
    async with open_session(surroundings(tmp_path, "offline", api_key=key)) as session:
        assert session.model.name == "offline"


async def test_claude_without_a_key_is_refused_where_it_was_asked_for(tmp_path):
    with pytest.raises(InputError, match="'claude' needs ANTHROPIC_API_KEY"):
        async with open_session(surroundings(tmp_path, "claude")):
            pass


async def test_going_on_where_nothing_was_begun_is_a_new_conversation(tmp_path):
    notices = []
    async with open_session(surroundings(tmp_path, "offline"), latest=True, notice=notices.append) as session:
        assert session.conversation.turns == ()
    assert notices == ["There is no conversation to go on with: this is a new one."]


def test_the_tokens_of_those_who_share_a_server_are_secrets_of_this_process(tmp_path):
    tokens = {"Anna": SecretStr("the-token-of-anna")}
    server = ServerSettings(home=tmp_path, http_token=SecretStr("the-token-of-us-"), http_persons=tokens)
    covered = Surroundings(server, Settings()).redaction.text("the-token-of-anna, the-token-of-us-, anna")
    assert covered == "********, ********, anna"
