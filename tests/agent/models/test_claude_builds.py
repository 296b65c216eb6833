"""Claude through the terminal, the real MCP server and the embedded tracker; only the Messages API is a double."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

from funnels.assets import Funnel
from server.tracker import embedded_tracker

ROOT = Path(__file__).parents[3]
PROGRAM = "import sys\nfrom agent.channels.terminal import main\nsys.exit(main(sys.argv[1:]))"
KEY = "sk-ant-loopback-0123456789"
WISH = "Facebook traffic to Keto Story, then KetoBurn US, in group Nutra"


def blueprint(offer):
    return {
        "funnel": "Keto by Claude",
        "group": "Nutra",
        "sources": ["Facebook"],
        "start": "story",
        "steps": {
            "story": {"lander": "Keto Story", "on": {"1": "offer"}},
            "offer": {"offer": offer},
        },
    }


def last_answer(request):
    content = request["messages"][-1]["content"][0]["content"]
    return json.loads(content.split("\n", 1)[1].rsplit("\n", 1)[0])


async def test_a_build_with_a_busy_service_a_dropped_stream_and_a_mistake_ends_in_one_live_funnel(
    api, say, using, tmp_path
):
    def apply(request):
        plan = last_answer(request)
        return say(using("t4", "apply_plan", plan_id=plan["plan_id"], fingerprint=plan["fingerprint"]))

    plan = using("t3", "plan_funnel", blueprint=blueprint("KetoBurn US"))
    api.script = [
        say(status=529, headers=(("retry-after", "0"),)),
        say("Let me look.", using("t1", "find_assets", mentioned_in=WISH)),
        say(using("t2", "plan_funnel", blueprint=blueprint("KetoBern US"))),
        say(plan, events=5),
        say(plan),
        say(status=429, headers=(("retry-after", "0"),)),
        apply,
        lambda request: say(f"Live: {last_answer(request)['links'][0]['url']}"),
    ]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ANTHROPIC_", "FUNNELWRIGHT_"))}
    settings = {"FUNNELWRIGHT_HOME": str(tmp_path), "ANTHROPIC_API_KEY": KEY, "ANTHROPIC_BASE_URL": api.url}
    ran = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", PROGRAM, "--yes", "--json", f"{WISH}. My key is {KEY}"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=kept | settings,
        check=False,
    )

    document = json.loads(ran.stdout)
    assert (ran.returncode, document["status"], document["model"]) == (0, "applied", "claude-sonnet-5-5")
    assert document["reply"] == f"Let me look.\n\nLive: {document['links'][0]['url']}"
    assert document["usage"]["cost_usd"] is not None
    assert [notice.split(".")[0] for notice in document["notices"]] == [
        "The model's service is overloaded (529)",
        "The connection to the model broke",
        "The model's service asks us to slow down (429)",
    ]
    mistake = api.requests[3]["messages"][-1]["content"][0]
    assert mistake["is_error"]
    assert "KetoBurn US" in mistake["content"]

    async with embedded_tracker(tmp_path) as tracker:
        made = [one for one in await tracker.entries(Funnel) if one.name == "Keto by Claude"]
    assert len(made) == 1
    kept_files = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert KEY.encode() not in kept_files
    assert KEY not in json.dumps(api.requests) + ran.stdout + ran.stderr
