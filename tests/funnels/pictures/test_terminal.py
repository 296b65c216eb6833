from dataclasses import dataclass
from typing import Literal

import pytest

from funnels.account import Account
from funnels.assets import Funnel
from funnels.pictures import terminal
from funnels.pictures.clean import width


@dataclass(frozen=True)
class Seen:
    severity: Literal["error", "warning", "hint"]
    nodes: tuple[str, ...]
    why: str


EVERYTHING = """\
Everything

Traffic
└─ Where · Condition · By country
   ├─ DACH → [1] Split · Rotator
   │  │    AI rotation
   │  │    anti-affinity
   │  ├─ 60 % → [2] Landers · Lander group
   │  │  │    VPN Advertorial DE 70 %
   │  │  │    VPN Quiz DE 30 %
   │  │  │    sticky
   │  │  └─ buttons 1, 2 → [3] Buttons · Action proxy
   │  │     └─ button 1 → Remember · Visitor tag
   │  │        │    add Buyer
   │  │        │    remove Lead
   │  │        └─ Tell · Webhook · CRM
   │  │           └─ Offers · Offer group
   │  │              │    ShieldVPN DE 12.5 %
   │  │              │    FoxVPN DE 87.5 %
   │  │              └─ button 1 · conversion → Fox · Offer · FoxVPN DE
   │  └─ 40 % → Quiz page · Lander · global · VPN Quiz DE
   │     ├─ button 1 → see [3] Buttons above
   │     └─ button 2 · event → ↺ back to [1] Split
   └─ otherwise → When · Logic script · Part of day
      ├─ morning, noon → Safe · Middleware · Fraud check
      │  ├─ clean → see [2] Landers above
      │  └─ otherwise → [4] Out · External URL · elsewhere.example/deals?…
      └─ otherwise → see [4] Out above

Notes:
Runs until the end of November
"""


def test_every_kind_of_node_and_connection_has_its_words(funnel: Funnel, account: Account) -> None:
    assert terminal.draw(funnel, account) == EVERYTHING


def _funnel(*ways: str, names: dict[str, str] | None = None) -> Funnel:
    ends = [way.split("-") for way in ways]
    ids = dict.fromkeys(["root", *(id for pair in ends for id in pair)])
    return Funnel.read(
        {
            "idFunnel": "f",
            "idCampaign": "g",
            "funnelName": "Small",
            "nodes": [
                {
                    "idNode": id,
                    "nodeName": (names or {}).get(id, id),
                    "nodeType": "root" if id == "root" else "lander",
                }
                for id in ids
            ],
            "connections": [
                {"idConnection": f"{one}-{other}", "idSourceNode": one, "idTargetNode": other} for one, other in ends
            ],
        }
    )


def test_step_keys_are_what_people_refer_to() -> None:
    drawn = terminal.draw(_funnel("root-a", "a-b", "a-a"), Account(), keys={"story": "a", "b": "b"})
    assert drawn == (
        "Small\n\nroot · Traffic\n└─ [story] a · Lander\n   ├─ [b] · Lander\n   └─ ↺ back to [story] a\n"
    )


def test_an_edit_is_told_in_the_first_column() -> None:
    before = _funnel("root-a", "a-b", "a-c")
    after = _funnel("root-a", "a-c", "a-d")
    assert terminal.draw(after, Account(), before=before, marks={"c": "changed"}) == (
        "Small\n\n"
        "  root · Traffic\n"
        "  └─ a · Lander\n"
        "~    ├─ c · Lander\n"
        "+    ├─ d · Lander\n"
        "-    └─ b · Lander\n"
        "\n"
        "+ added   ~ changed   - removed\n"
    )


def test_a_connection_that_is_gone_does_not_carry_the_drawing_on() -> None:
    drawn = terminal.draw(_funnel("root-a", "b-c"), Account(), before=_funnel("root-a", "a-b", "b-c"))
    assert drawn == (
        "Small\n\n"
        "  root · Traffic\n"
        "  └─ a · Lander\n"
        "-    └─ see [1] b below\n"
        "\n"
        "  Not reached by visitors:\n"
        "  [1] b · Lander\n"
        "  └─ c · Lander\n"
        "\n"
        "- removed\n"
    )


def test_a_new_connection_between_old_nodes_is_told_apart_from_a_new_node() -> None:
    drawn = terminal.draw(_funnel("root-a", "a-b"), Account(), before=_funnel("root-a", "root-b"))
    assert "+ │  └─ [1] b · Lander · connection added\n" in drawn
    assert "- └─ see [1] b above\n" in drawn


def test_findings_stand_below_their_node_and_are_broken_into_lines() -> None:
    found = [
        Seen("warning", ("a",), "Few visitors."),
        Seen("error", ("a",), "Visitors who get here are lost and paid."),
    ]
    assert terminal.draw(_funnel("root-a", "a-b"), Account(), findings=found, width=40) == (
        "Small\n\n"
        "root · Traffic\n"
        "└─ a · Lander\n"
        "   │  ✖ Visitors who get here are lost\n"
        "   │    and paid.\n"
        "   │  ▲ Few visitors.\n"
        "   └─ b · Lander\n"
    )


def test_a_long_chain_goes_on_from_the_left() -> None:
    drawn = terminal.draw(
        _funnel("root-a", *(f"{a}-{b}" for a, b in zip("abcdef", "bcdefg", strict=True))), Account(), width=30
    )
    assert drawn == (
        "Small\n\n"
        "root · Traffic\n"
        "└─ a · Lander\n"
        "   └─ b · Lander\n"
        "      └─ c · Lander\n"
        "         └─ d · Lander\n"
        "            └─ e · Lander\n"
        "               └─ see [1] f b…\n"
        "\n"
        "[1] f · Lander\n"
        "└─ g · Lander\n"
    )


def test_ascii_is_enough_for_old_terminals(funnel: Funnel, account: Account) -> None:
    drawn = terminal.draw(funnel, account, ascii_only=True)
    assert drawn.isascii()
    assert "   |  `- 40 % -> Quiz page - Lander - global - VPN Quiz DE\n" in drawn
    assert "   |     `- button 2 - event -> back to [1] Split\n" in drawn


@pytest.mark.parametrize("columns", [30, 47, 100])
@pytest.mark.parametrize("ascii_only", [True, False])
def test_no_line_is_wider_than_asked_for(funnel: Funnel, account: Account, columns: int, ascii_only: bool) -> None:
    wide = funnel.changed(name="日本" * 60)
    drawn = terminal.draw(wide, account, width=columns, ascii_only=ascii_only)
    assert max(width(line) for line in drawn.splitlines()) <= columns


def test_a_funnel_without_nodes_says_so() -> None:
    assert terminal.draw(_funnel().changed(nodes=[]), Account()) == "Small\n\nNo nodes yet.\n"


def test_a_funnel_without_root_shows_what_is_there() -> None:
    funnel = _funnel("root-a")
    rootless = funnel.changed(nodes=funnel.nodes[1:])
    assert terminal.draw(rootless, Account()) == (
        "Small\n\n"
        "Not reached by visitors:\n"
        "a · Lander\n"
        "\n"
        "No traffic node: nobody can come in.\n"
        "Connections with an end that does not exist: 1\n"
    )


def test_names_of_strangers_steer_no_terminal() -> None:
    hostile = "\x1b[2J\x1b]0;owned\x07A\u202eB\nC" + "x" * 10_000
    drawn = terminal.draw(_funnel("root-a", names={"a": hostile}).changed(name=hostile[:200]), Account())
    assert all(line.isprintable() for line in drawn.splitlines())
    assert drawn.splitlines()[3] == "└─ AB C" + "x" * 75 + "… · Lander"
