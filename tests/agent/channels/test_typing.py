"""The terminal with a person at it: a pseudo terminal on all three streams."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]

PROGRAM = """
import sys
from agent.channels.terminal import main
from agent.conversation import Conversation
from agent.models.base import Ask, Call, Reply, Usage
from agent.session import Session
from tests.agent.conftest import Account, Scripted, build

def opens(surroundings, **_):
    plan = Call("c1", "plan_funnel", {"blueprint": {"funnel": "VPN Native"}})
    apply = Call("c2", "apply_plan", {"plan_id": "p1", "fingerprint": "f1"})
    model = Scripted(
        Reply("Which lander?", asks=Ask("Which lander?", ("VPN A", "VPN B"))),
        Reply("", (plan,)), Reply("", (apply,)), Reply("It is live.", usage=Usage(1200, 20)),
    )
    return Session(model, build(Account()), Conversation.open(surroundings.memory()))

sys.exit(main(sys.argv[1:], opens=opens))
"""


def converse(home, said, *, environment):
    """Type each line when the prompt before it has come; everything that was shown, and the exit code."""
    leader, follower = pty.openpty()
    given = os.environ | {"FUNNELWRIGHT_HOME": str(home), "TERM": "xterm", "COLUMNS": "100"} | environment
    command = [sys.executable, "-c", PROGRAM]
    with subprocess.Popen(command, stdin=follower, stdout=follower, stderr=follower, cwd=ROOT, env=given) as program:
        os.close(follower)
        shown = ""
        for prompt, line in said:
            shown += read_until(leader, prompt)
            os.write(leader, line.encode())
        shown += read_until(leader, None)
        os.close(leader)
    return shown, program.returncode


def read_until(leader, prompt):
    seen = ""
    while prompt is None or not seen.endswith(prompt):
        try:
            piece = os.read(leader, 4096).decode(errors="replace")
        except OSError:  # the program has closed its end
            break
        if not piece:
            break
        seen += piece
    return seen


SAID = [("> ", "to the lander\n"), ("> ", "VPN A\n"), ("Apply? [y/N] ", "y\n"), ("> ", "exit\n")]


def test_a_person_is_asked_shown_and_told_everything(tmp_path):
    shown, code = converse(tmp_path, SAID, environment={"NO_COLOR": "1"})
    words = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown)
    assert code == 0
    for expected in (
        "scripted · conversation ",
        "Which lander?\r\n  1. VPN A\r\n  2. VPN B\r\n",
        "Build “VPN Native”  ready  plan p1",
        "Traffic -> story -> vpn",
        "Applied and verified.",
        "Outbrain  https://t.example.net/l",
        "It is live.\r\n1,200 tokens read (0 from cache), 20 written",
    ):
        assert expected in words


@pytest.mark.parametrize(("environment", "coloured"), [({"NO_COLOR": "1"}, False), ({}, True)])
def test_colour_is_left_out_where_it_is_not_wanted(tmp_path, environment, coloured):
    shown, _ = converse(tmp_path, SAID, environment=environment)
    assert bool(re.search(r"\x1b\[[0-9;]*3[0-7]m", shown)) is coloured
