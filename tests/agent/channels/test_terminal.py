import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from agent.errors import ModelUnavailable
from agent.models.base import Ask, Call, Reply, Usage

ROOT = Path(__file__).parents[3]


@pytest.fixture
def building(scripted, plan_call, apply_call):
    return scripted(Reply("", (plan_call,)), Reply("", (apply_call,)), Reply("It is live."))


def test_a_yes_from_the_pipe_applies_the_plan(run, building, account):
    ran = run("Outbrain to the advertorial", model=building, given="yes\n")
    assert ran.code == 0
    assert account.applied == ["p1"]
    assert "Build “VPN Native”" in ran.out
    assert "Traffic -> story -> vpn" in ran.out
    assert "Applied and verified." in ran.out
    assert "Outbrain  https://t.example.net/l\n" in ran.out
    assert ran.out.endswith("It is live.\n")


def test_yes_beforehand_applies_without_asking(run, building, account):
    ran = run("--yes", "Outbrain to the advertorial", model=building)
    assert (ran.code, account.applied) == (0, ["p1"])


def test_a_no_writes_nothing_and_says_so_by_its_code(run, building, account):
    ran = run("Outbrain to the advertorial", model=building, given="no\n")
    assert (ran.code, account.applied) == (4, [])


def test_when_nobody_answers_the_plan_is_kept_and_the_question_stays_open(run, building, account):
    ran = run("Outbrain to the advertorial", model=building)
    assert (ran.code, account.applied) == (3, [])
    assert "Apply it with: funnelwright apply p1" in ran.err


def test_anything_but_yes_or_no_is_no_and_becomes_the_next_request(run, scripted, plan_call, apply_call, account):
    model = scripted(
        Reply("", (plan_call, apply_call)),
        Reply("Not applied."),
        Reply("80/20 it is."),
    )
    ran = run(model=model, given="build it\nmake it 80/20 first\n")
    assert account.applied == []
    assert model.heard[-1][-1].text == "make it 80/20 first"
    assert ran.out.endswith("80/20 it is.\n")


def test_a_dangerous_plan_wants_its_name_typed(run, building, account):
    account.level = "dangerous"
    ran = run("delete it", model=building, given="yes\nVPN Native\n")
    assert ran.code == 0
    assert account.approvals[0].name == "VPN Native"


def test_yes_beforehand_is_not_enough_for_a_dangerous_plan(run, scripted, plan_call, apply_call, account):
    account.level = "dangerous"
    steps = (Reply("", (plan_call, apply_call)), Reply("Hm."))
    ran = run("--yes", "delete it", model=scripted(*steps))
    assert (ran.code, account.applied) == (3, [])
    assert "--confirm 'VPN Native'" in ran.err
    assert run("--yes", "--confirm", "VPN Native", "delete it", model=scripted(*steps)).code == 0
    assert account.approvals[0].name == "VPN Native"


def test_json_has_every_field_in_one_line_and_nothing_else_on_standard_output(
    run, scripted, plan_call, apply_call, account
):
    usage = Usage(input_tokens=10, output_tokens=2)
    model = scripted(Reply("", (plan_call,)), Reply("", (apply_call,)), Reply("It is live.", usage=usage))
    ran = run("--yes", "--json", "Outbrain to the advertorial", model=model)
    (line,) = ran.out.splitlines()
    document = json.loads(line)
    conversation = document.pop("conversation")
    link = {"source": "Outbrain", "id": "0SourceAAAAA", "url": "https://t.example.net/l"}
    assert document == {
        "model": "scripted",
        "said": "Outbrain to the advertorial",
        "status": "applied",
        "exit": 0,
        "reply": "It is live.",
        "plan": account.plan(),
        "applied": {
            "plan_id": "p1",
            "status": "applied",
            "verified": True,
            "changes": [],
            "links": [link],
            "message": "Applied and verified.",
        },
        "links": [link],
        "actions": [],
        "postback": None,
        "results": [],
        "question": None,
        "error": None,
        "notices": [],
        "usage": {
            "input_tokens": 10,
            "output_tokens": 2,
            "cache_read_tokens": 0,
            "cache_written_tokens": 0,
            "cost_usd": None,
        },
    }
    again = json.loads(run("--json", "-c", "and now?", model=scripted(Reply("Nothing."))).out)
    assert again["conversation"] == conversation


def test_json_of_an_unanswered_approval_carries_the_question(run, building):
    document = json.loads(run("--json", "build it", model=building).out)
    assert (document["status"], document["exit"]) == ("question", 3)
    assert document["question"] == {"kind": "approval", "text": "Apply p1?", "choices": [], "to_type": ""}


def test_json_of_a_choice_lists_the_candidates(run, scripted):
    model = scripted(Reply("Which lander?", asks=Ask("Which lander?", ("VPN A", "VPN B"))))
    ran = run("--json", "to the lander", model=model)
    assert ran.code == 3
    assert json.loads(ran.out)["question"] == {
        "kind": "choice",
        "text": "Which lander?",
        "choices": ["VPN A", "VPN B"],
        "to_type": "",
    }


def test_a_choice_is_answered_by_the_next_line(run, scripted):
    model = scripted(Reply("Which lander?", asks=Ask("Which lander?", ("VPN A", "VPN B"))), Reply("VPN A then."))
    ran = run("to the lander", model=model, given="VPN A\n")
    assert ran.code == 0
    assert ran.out == "Which lander?\n  1. VPN A\n  2. VPN B\nVPN A then.\n"


def test_what_stands_on_the_screen_is_not_said_again(run, scripted, apply_call):
    reply = "Good news.\n\nApplied and verified.\n- Outbrain: https://t.example.net/l\n\nAnything else?"
    ran = run("--yes", "apply it", model=scripted(Reply("", (apply_call,)), Reply(reply)))
    assert ran.out == ("Applied and verified.\nOutbrain  https://t.example.net/l\nGood news.\n\nAnything else?\n")
    listed = Reply("Which?\n1. VPN A (DE)\n2. VPN B", asks=Ask("Which?", ("VPN A", "VPN B")))
    assert run("the lander", model=scripted(listed)).out == "Which?\n1. VPN A (DE)\n2. VPN B\n"


def test_every_line_of_a_pipe_is_a_turn_and_the_last_one_gives_the_code(run, scripted):
    model = scripted(Reply("One."), Reply("What?", understood=False))
    ran = run("--json", model=model, given="first\n\nfrobnicate\n")
    assert [json.loads(line)["status"] for line in ran.out.splitlines()] == ["answered", "not_understood"]
    assert ran.code == 2


def test_a_plan_with_errors_is_told_apart(run, scripted, plan_call, account):
    account.status = "blocked"
    ran = run("build it", model=scripted(Reply("", (plan_call,)), Reply("It has an error.")))
    assert ran.code == 5
    assert "error  story: Visitors who get here have nowhere to go. Connect it to an offer.  [dead-end]" in ran.out


def test_a_plan_nobody_was_asked_about_is_still_a_question(run, scripted, plan_call):
    assert run("plan it", model=scripted(Reply("", (plan_call,)), Reply("Here."))).code == 3


def test_what_the_tracker_refuses_or_the_model_cannot_answer_is_a_failure(run, scripted, apply_call, account):
    account.outcome = "failed"
    refused = run("--yes", "apply", model=scripted(Reply("", (apply_call,)), Reply("It said no.")))
    unreachable = run("hello", model=scripted(ModelUnavailable("Overloaded.", hint="Later.")))
    nothing = run(
        "the links?", model=scripted(Reply("", (Call("c", "get_links", {"funnel": "Nobody"}),)), Reply("None."))
    )
    assert (refused.code, unreachable.code, nothing.code) == (6, 6, 6)
    assert "Overloaded. Later." in unreachable.err


def test_a_conversation_that_does_not_exist_is_a_usage_error(run, scripted):
    ran = run("--conversation", "nope", "hello", model=scripted())
    assert ran.code == 2
    assert ran.err == (
        "funnelwright: No conversation 'nope' is kept. `funnelwright conversations` lists what is kept.\n"
    )


def test_names_from_the_account_cannot_steer_the_terminal(run, scripted):
    ran = run("hello", model=scripted(Reply("Lander \x1b[2Jevil\x9b1m\u202e name\rover")))
    assert ran.out == "Lander [2Jevil1m nameover\n"


def test_links_and_plans_need_no_model(run):
    links = run("links", "VPN", "Native")
    assert (links.code, links.out) == (
        0,
        "Outbrain  https://t.example.net/l\npostback  https://t.example.net/pb\n",
    )
    assert run("links", "Nobody").code == 6
    plans = run("plans", "--json")
    assert json.loads(plans.out)["plans"][0]["plan_id"] == "p1"


def test_a_saved_plan_can_be_applied_by_its_id(run, account):
    assert run("apply", "p9").code == 2
    assert run("apply", "p1", given="n\n").code == 4
    assert run("apply", "p1", "--yes").code == 0
    assert account.applied == ["p1"]


def test_kept_conversations_are_listed(run, scripted):
    run("hello there", model=scripted(Reply("Hi.")))
    (kept,) = json.loads(run("conversations", "--json").out)["conversations"]
    assert kept["title"] == "hello there"
    assert "hello there" in run("conversations").out


PROGRAM = """
import sys
from agent.channels.terminal import main
from agent.conversation import Conversation
from agent.models.base import Call, Reply
from agent.session import Session
from tests.agent.conftest import Account, Scripted, build
import asyncio

def opens(surroundings, **_):
    account = Account(hold=asyncio.Event())
    call = Call("c", "apply_plan", {"plan_id": "p1", "fingerprint": "f1"})
    model = Scripted(Reply("Working."), Reply("", (call,)), Reply("Back again."))
    return Session(model, build(account), Conversation.open(surroundings.memory()))

sys.exit(main(sys.argv[1:], opens=opens))
"""


def test_ctrl_c_interrupts_the_turn_and_not_the_conversation(tmp_path):
    environment = os.environ | {"FUNNELWRIGHT_HOME": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "--json", "--yes"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment,
    ) as program:
        program.stdin.write("hello\napply it\n")
        program.stdin.flush()
        first = json.loads(program.stdout.readline())
        while "Apply p1?" not in program.stderr.readline():
            pass
        program.send_signal(signal.SIGINT)
        second = json.loads(program.stdout.readline())
        out, _ = program.communicate("and now?\n", timeout=20)
    assert (first["status"], second["status"]) == ("answered", "interrupted")
    assert json.loads(out)["reply"] == "Back again."
    assert program.returncode == 0


def test_help_and_version_load_nothing_heavy():
    code = (
        "import sys\nfrom agent.channels.terminal import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "main(['--version'])\n"
        "heavy = {'mcp', 'anthropic', 'sqlalchemy', 'rich', 'httpx', 'pydantic'} & set(sys.modules)\n"
        "sys.exit(', '.join(sorted(heavy)) or 0)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "exit codes:" in ran.stdout


@pytest.mark.parametrize("arguments", [["--nonsense"], ["demo", "eat"], ["links"]])
def test_a_wrong_command_line_is_a_usage_error(run, arguments):
    with pytest.raises(SystemExit) as leaving:
        run(*arguments)
    assert leaving.value.code == 2
