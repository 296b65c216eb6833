"""`funnelwright traffic`: what it says was sent is what the tracker has."""

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp_desk import copied, demo_id
from recorded import recorded

from funnels.assets import Funnel, Postback, TrafficSource
from server.tracker import embedded_tracker

ROOT = Path(__file__).parents[4]
PROGRAM = "import sys\nfrom agent.channels.terminal import main\nsys.exit(main(sys.argv[1:]))"

Run = Callable[..., Any]
Json = dict[str, Any]


@pytest.fixture
def home(demo_template: Path, tmp_path: Path) -> Path:
    return copied(demo_template, tmp_path)


def sent(run: Run, *arguments: str) -> Json:
    done = run("traffic", *arguments, "--json")
    assert done.code == 0, done.err
    found: Json = json.loads(done.out)
    return found


def agrees(summary: Json, home: Path) -> None:
    """What was sent is what was recorded, to the unit and to the cent."""
    events = recorded(home)
    kinds = Counter((one["event_type"], one["page_type"]) for one in events)
    assert summary["visits"] == kinds["entrance", ""] > 0
    assert summary["visitors"] == len({one["visitor_id"] for one in events})
    assert summary["lander_views"] == kinds["view", "lander"]
    assert summary["lander_clicks"] == kinds["action", "lander"] > 0
    assert summary["offer_views"] == kinds["view", "offer"]
    assert summary["conversions"] == kinds["conversion", "offer"]
    assert Decimal(summary["cost"]) == sum(one["cost"] or 0 for one in events)
    assert Decimal(summary["revenue"]) == sum(one["revenue"] or 0 for one in events)
    assert (summary["refused"], summary["unmatched"]) == ({}, 0)


def test_what_was_sent_is_what_the_tracker_has(run: Run, home: Path) -> None:
    summary = sent(run, "--visitors", "300", "--days", "2", "--seed", "5")
    assert summary["funnels"] == ["VPN Native DACH", "Keto Facebook US", "Solar Quiz Google"]
    assert summary["visitors"] == 300 < summary["visits"]
    assert summary["conversions"] > 0
    agrees(summary, home)


def test_only_the_funnel_that_is_named_is_visited_and_people_read_a_summary(run: Run, home: Path) -> None:
    done = run("traffic", "--funnel", "keto facebook us", "--visitors", "40", "--days", "1")
    assert done.code == 0
    assert done.out.splitlines()[0] == "Visited: Keto Facebook US"
    assert "         40  visitors" in done.out
    assert {one["funnel_id"] for one in recorded(home)} == {demo_id("Keto Facebook US")}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--funnel", "Keto Facebok US"), "Keto Facebook US"),
        (("--visitors", "0"), "0 visitors cannot be played. Choose from 1 to 5,000,000."),
        (("--days", "400"), "400 days cannot be played. Choose from 1 to 366."),
        (("--days", "0"), "0 days cannot be played."),
        (("--url", "http://127.0.0.1:9", "--days", "3"), "Visitors who come live come now"),
        (("--url", "https://tracker.example.com"), "Made-up visitors are not sent to 'https://tracker.example.com'."),
        (("--rate", "-1"), "--rate -1 is no rate"),
    ],
)
def test_what_cannot_be_played_is_refused(run: Run, home: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run("traffic", *arguments)
    assert done.code == 2
    assert said in done.err
    assert recorded(home) == []


def test_a_tracker_that_does_not_answer_is_told_as_such(run: Run, home: Path) -> None:
    done = run("traffic", "--url", "http://127.0.0.1:9", "--visitors", "5")
    assert (done.code, done.out) == (6, "")
    assert "Nothing answers at http://127.0.0.1:9. Start the tracker: funnelwright serve." in done.err


def test_others_never_hear_of_made_up_visitors(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FUNNELWRIGHT_READ_ONLY", "1")
    assert "Everything is read-only here" in run("traffic").err
    monkeypatch.delenv("FUNNELWRIGHT_READ_ONLY")
    monkeypatch.setenv("FUNNELWRIGHT_API_TOKEN", "a-token-of-my-own-123")
    assert "a remote account is never touched" in run("traffic").err


def test_a_funnel_that_tells_others_of_visits_is_left_out_or_refused(run: Run, home: Path) -> None:
    async def made_telling() -> None:
        async with embedded_tracker(home) as tracker:
            funnel = await tracker.get(Funnel, demo_id("Keto Facebook US"))
            source = await tracker.get(TrafficSource, demo_id("Facebook"))
            told = Postback(
                id_traffic_source=source.id, postback_type="postbackURL", postback_url="https://ads.example.com/?c=1"
            )
            await tracker.replace(funnel.changed(postback_overrides=(told,)))

    anyio.run(made_telling)
    refused = run("traffic", "--funnel", "Keto Facebook US")
    assert refused.code == 2
    assert "it tells 'Facebook' of conversions by a postback of its own" in refused.err
    done = run("traffic", "--visitors", "30", "--days", "1")
    assert "Funnel 'Keto Facebook US' is left out" in done.err
    assert demo_id("Keto Facebook US") not in {one["funnel_id"] for one in recorded(home)}


@pytest.fixture
def served(home: Path) -> Iterator[str]:
    """The address at which the folder's tracker answers."""
    environment = os.environ | {"FUNNELWRIGHT_HOME": str(home)}
    command = [sys.executable, "-c", PROGRAM, "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment) as program:
        assert program.stdout is not None
        yield program.stdout.readline().split()[-1]
        program.send_signal(signal.SIGINT)
        program.communicate(timeout=20)


def test_visitors_come_live_over_a_socket_as_well(run: Run, home: Path, served: str) -> None:
    summary = sent(run, "--url", served, "--visitors", "120")
    agrees(summary, home)


def test_an_interrupted_run_says_what_it_has_sent(home: Path) -> None:
    environment = os.environ | {"FUNNELWRIGHT_HOME": str(home)}
    command = [sys.executable, "-c", PROGRAM, "traffic", "--visitors", "5000", "--rate", "80", "--json"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, env=environment
    ) as program:
        assert program.stderr is not None
        assert " of 5000: visitors" in program.stderr.readline()
        program.send_signal(signal.SIGINT)
        out, _ = program.communicate(timeout=30)
    assert program.returncode == 130
    agrees(json.loads(out), home)
