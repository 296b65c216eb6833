"""Changes that wait for what the results say."""

from typing import Any

import pytest

VPN = "VPN Native DACH"
FOX, SHIELD = "FoxVPN DE", "ShieldVPN DE"


def _found(verdict: str, leader: str) -> dict[str, Any]:
    return {
        "verdict": verdict, "leader": leader, "reading": "R", "arms": [], "caveats": [], "operations": [],
        "metric": {"label": "M", "unit": "money"}, "by": "offer", "step": {"name": "S"},
        "funnel": {"id": "F0", "name": VPN},
        "period": {"from": "2026-11-14", "to": "2026-11-21", "zone": "UTC", "words": "w", "partial": False},
    }  # fmt: skip


CONDITIONAL = [
    f"if FoxVPN DE beats ShieldVPN DE in {VPN}, give it 70 percent",
    f"Look at the last two weeks: if fox is clearly ahead of shield in {VPN}, give it 70 percent.",
    f"{VPN}: as long as FoxVPN DE earns more, 70 for FoxVPN DE",
    f"provided FoxVPN DE has the higher EPC, put FoxVPN DE at 70 in {VPN}",
    f"In {VPN} put Fox at 70 if it converts better than Shield",
    f"If there's a clear winner among the offers of {VPN}, give it 70 and the loser 30.",
    f"{VPN}: if fox beats shield then 70/30 in its favour, otherwise leave it",
    f"if shield is worse than fox in {VPN} give FoxVPN DE 70 percent",
]


@pytest.mark.parametrize("text", CONDITIONAL)
def test_what_is_proven_is_planned(demo_person: Any, text: str) -> None:
    demo_person.world.compared = _found("winner", FOX)
    (made,) = demo_person.plan(text)["operations"]
    assert made["weights"] == {SHIELD: 30, FOX: 70}


@pytest.mark.parametrize("text", CONDITIONAL)
@pytest.mark.parametrize(("verdict", "leader"), [("leading", FOX), ("too_early", FOX)])
def test_what_is_not_proven_is_told_and_nothing_is_planned(
    demo_person: Any, text: str, verdict: str, leader: str
) -> None:
    demo_person.world.compared = _found(verdict, leader)
    reply = demo_person.say(text)
    assert not demo_person.world.plans
    assert any(call.tool == "compare_variants" for call in demo_person.world.calls)
    assert "nothing is planned" in reply.text


def test_another_winner_is_no_reason(demo_person: Any) -> None:
    demo_person.world.compared = _found("winner", SHIELD)
    assert "nothing is planned" in demo_person.say(CONDITIONAL[0]).text
    assert not demo_person.world.plans


@pytest.mark.parametrize(
    "text",
    [
        f"Unless FoxVPN DE earns more, remove it from {VPN}",
        f"if the new lander converts better give it 70 in {VPN}",
        f"if FoxVPN DE is sold out give ShieldVPN DE everything in {VPN}",
        f"{VPN}: provided the budget lasts, 70 for FoxVPN DE",
        f"in case of trouble remove FoxVPN DE from {VPN}",
    ],
)
def test_what_waits_for_something_else_is_not_done_at_once(demo_person: Any, text: str) -> None:
    demo_person.world.compared = _found("winner", FOX)
    demo_person.say(text)
    assert not demo_person.world.plans
