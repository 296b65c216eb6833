"""`compare` and `simulate`, as a program runs them over a folder with events."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp_desk import copied, demo_id
from seeded_visits import Seen, Visits, every, funnel_in, node, spread

Run = Callable[..., Any]


@pytest.fixture
def seeded(demo_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """150 views of each lander in the last days: 45 clicks on one, 90 on the other."""
    monkeypatch.setenv("FUNNELWRIGHT_DEMO", "no")
    copied(demo_template, tmp_path)
    funnel = anyio.run(funnel_in, tmp_path, demo_id("Keto Facebook US"))
    visits = Visits(funnel, demo_id("Facebook"), cost="0.5")
    first = datetime.now(UTC) - timedelta(days=6)
    for page, clicks in (("Keto Story", 45), ("Keto Celebrity Article", 90)):
        for number, day in enumerate(spread(150, first, 5)):
            seen = Seen(node(funnel, "Stories"), demo_id(page), [1] if every(clicks, 150, number) else [])
            visits.come(day - timedelta(days=1), seen)
    visits.keep(tmp_path)


@pytest.mark.usefixtures("seeded")
def test_variants_are_compared_with_a_table_a_chart_and_the_weights(run: Run, tmp_path: Path) -> None:
    ran = run("compare", "Keto", "Facebook", "US", "--metric", "ctr", "--chart", str(tmp_path / "c.svg"))
    words = " ".join(ran.out.split())
    assert ran.code == 0, ran.err
    assert "Keto Celebrity Article wins" in words
    assert "50 % 150 90 60 %" in words
    assert "\u2588\u2588" in words
    assert "suggested: Keto Story 10 %, Keto Celebrity Article 90 %" in words
    assert (tmp_path / "c.svg").read_text().lstrip().startswith("<?xml")


@pytest.mark.usefixtures("seeded")
def test_programs_get_comparisons_and_simulations_as_json(run: Run) -> None:
    compared = json.loads(run("compare", "Keto Facebook US", "--metric", "ctr", "--json").out)
    simulated = json.loads(
        run(
            *("simulate", "Keto Facebook US", "--visitors", "200", "--json", "--assume", "cvr=10; payout=50"),
            *("--what-if", "weights:stories:Keto Story=20", "--what-if", '{"question": "highest cpc"}'),
        ).out
    )
    assert [(arm["trials"], arm["successes"]) for arm in compared["arms"]] == [(150, 90), (150, 45)]
    assert (simulated["outcome"]["clicks"], simulated["outcome"]["profit"]) == ("90", "350")
    assert [one["asked"] for one in simulated["what_if"]] == ["weights stories (Keto Story 20)", "highest cpc"]
    assert simulated["what_if"][0]["difference"]["clicks"] == "18"
    assert simulated["what_if"][1]["value"] == "2.25"


@pytest.mark.usefixtures("seeded")
def test_a_step_is_named_as_the_funnel_names_it(run: Run) -> None:
    found = [
        json.loads(run("simulate", "Keto Facebook US", "--json", "--what-if", f"weights:{step}:Keto Story=20").out)
        for step in ("stories", "Stories", "STORIES")
    ]
    assert found[0]["what_if"][0]["difference"] == found[1]["what_if"][0]["difference"]
    assert found[0]["what_if"][0]["difference"] == found[2]["what_if"][0]["difference"]
    ran = run("simulate", "Keto Facebook US", "--what-if", "weights:Storys:Keto Story=20")
    assert (ran.code, "no step is called 'Storys'. Did you mean 'stories'?" in ran.err) == (2, True)


@pytest.mark.usefixtures("seeded")
def test_a_simulation_is_shown_with_what_it_assumes(run: Run, tmp_path: Path) -> None:
    ran = run("simulate", "Keto Facebook US", "--samples", "50", "--chart", str(tmp_path / "c.png"))
    words = " ".join(ran.out.split())
    assert ran.code == 0, ran.err
    assert "In 95 of 100 runs the profit is " in words
    assert "CTR of Keto Story, action 1: 30 % (report: 150 views in last 30 days)" in words
    assert (tmp_path / "c.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["compare", "Keto", "--floor", "70"], "--floor: '70' is not 0 to 50 percent."),
        (["compare", "Keto", "--chart", "c.gif"], "--chart: 'c.gif' is neither PNG nor SVG."),
        (["simulate", "Keto", "--assume", "cpc"], "--assume: 'cpc' says no value."),
        (["simulate", "Keto", "--assume", "ctr=5; ctr:x=6"], "'ctr:x=6' does not go with what was said of 'ctr'"),
        (["simulate", "Keto", "--what-if", "{cpc}"], "--what-if: '{cpc}' is no JSON"),
        (["simulate", "Keto", "--visitors", "0"], "--visitors: 0 is not between 1 and 1,000,000,000."),
        (["simulate", "Keto", "--samples", "-5"], "--samples: -5 is not between 0 and 10,000."),
    ],
)
def test_a_wrong_option_is_a_usage_error(run: Run, arguments: list[str], says: str) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
