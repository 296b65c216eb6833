from dataclasses import dataclass
from typing import Literal

from funnels.account import Account
from funnels.assets import Funnel
from funnels.funnel import Connection, Node
from funnels.pictures import mermaid


@dataclass(frozen=True)
class Seen:
    severity: Literal["error", "warning", "hint"]
    nodes: tuple[str, ...]
    why: str


def _funnel(names: list[str], ways: list[tuple[int, int]]) -> Funnel:
    nodes = [
        Node(id_node=f"id{at}", node_name=name, node_type="root" if at == 0 else "lander")
        for at, name in enumerate(names)
    ]
    connections = [
        Connection(id_connection=f"c{at}", id_source_node=f"id{one}", id_target_node=f"id{other}")
        for at, (one, other) in enumerate(ways)
    ]
    return Funnel(id="f", name="Small", id_campaign="g", nodes=nodes, connections=connections)


def test_every_kind_of_node_and_connection_is_drawn(funnel: Funnel, account: Account) -> None:
    drawn = mermaid.draw(funnel, account)
    landers = "VPN Advertorial DE 70 %<br>VPN Quiz DE 30 %<br>sticky"
    assert [line for line in drawn.splitlines() if "classDef" not in line] == [
        "flowchart LR",
        '  n1(["Traffic<br><b>Traffic</b>"]):::rootNode',
        '  n2["Lander · global<br><b>Quiz page</b><br>VPN Quiz DE"]:::landerNode',
        '  n3{"Condition<br><b>Where</b><br>By country"}:::conditionNode',
        '  n4["Action proxy<br><b>Buttons</b>"]:::actionProxyNode',
        '  n5{{"Rotator<br><b>Split</b><br>AI rotation<br>anti-affinity"}}:::rotatorNode',
        '  n6{"Logic script<br><b>When</b><br>Part of day"}:::logicNode',
        '  n7["Visitor tag<br><b>Remember</b><br>add Buyer<br>remove Lead"]:::visitorTagNode',
        f'  n8["Lander group<br><b>Landers</b><br>{landers}"]:::landerGroupNode',
        '  n9{"Middleware<br><b>Safe</b><br>Fraud check"}:::middlewareNode',
        '  n10(["External URL<br><b>Out</b><br>elsewhere.example/deals?…"]):::externalUrlNode',
        '  n11["Webhook<br><b>Tell</b><br>CRM"]:::webhookNode',
        '  n12["Offer group<br><b>Offers</b><br>ShieldVPN DE 12.5 %<br>FoxVPN DE 87.5 %"]:::offerGroupNode',
        '  n13["Offer<br><b>Fox</b><br>FoxVPN DE"]:::offerNode',
        '  n14>"Note<br><b>Note</b><br>Runs until the end of November"]:::labelNode',
        "  n1 --> n3",
        '  n3 -->|"DACH"| n5',
        '  n3 -->|"otherwise"| n6',
        '  n5 -->|"60 %"| n8',
        '  n5 -->|"40 %"| n2',
        '  n6 -->|"morning, noon"| n9',
        '  n6 -->|"otherwise"| n10',
        '  n9 -->|"clean"| n8',
        '  n9 -->|"otherwise"| n10',
        '  n8 -->|"buttons 1, 2"| n4',
        '  n2 -->|"button 1"| n4',
        '  n2 -->|"button 2 · event"| n5',
        '  n4 -->|"button 1"| n7',
        "  n7 --> n11",
        "  n11 --> n12",
        '  n12 -->|"button 1 · conversion"| n13',
    ]


def test_marks_and_findings_are_drawn() -> None:
    before = _funnel(["Traffic", "A"], [(0, 1)])
    drawn = mermaid.draw(
        _funnel(["Traffic"], []), Account(), before=before, findings=[Seen("error", ("id0",), "Nobody comes in.")]
    )
    assert drawn == (
        "flowchart LR\n"
        '  n1(["Traffic · ✖<br><b>Traffic</b>"]):::rootNode\n'
        '  n2["Lander · removed<br><b>A</b>"]:::landerNode\n'
        "  n1 -.-> n2\n"
        "  classDef rootNode fill:#e2e8f0,stroke:#334155,color:#0f172a;\n"
        "  classDef landerNode fill:#dbeafe,stroke:#1d4ed8,color:#0f172a;\n"
        "  classDef removedMark stroke:#b91c1c,stroke-width:2px,stroke-dasharray:5 4,opacity:0.6;\n"
        "  class n2 removedMark;\n"
    )


def test_names_of_strangers_stay_text() -> None:
    hostile = 'x"]; click n1 "javascript:alert(1)" <script>`*b*`#34;\n%%{init: {}}%%\x1b[31m'
    drawn = mermaid.draw(_funnel(["Traffic", hostile], [(0, 1)]), Account())
    assert drawn.splitlines()[2] == (
        '  n2["Lander<br><b>x#34;]#59; click n1 #34;javascript:alert(1)#34; #60;script#62;#96;#42;b#42;#96;#35;34#59;'
        ' %%#123;init: #123;#125;#125;%%</b>"]:::landerNode'
    )


def test_no_nodes_make_an_empty_chart() -> None:
    assert mermaid.draw(_funnel([], []), Account()) == "flowchart LR\n"


def test_what_mermaid_would_refuse_is_cut_from_the_far_end_and_said() -> None:
    names = [f"Page {number}" for number in range(2000)]
    drawn = mermaid.draw(_funnel(names, [(at, at + 1) for at in range(1999)]), Account())
    lines = drawn.splitlines()
    shown = [line for line in lines if ":::" in line]
    assert lines[1] == "  %% Cut: Mermaid draws at most 500 connections and 50,000 characters."
    assert shown[0] == '  n1(["Traffic<br><b>Page 0</b>"]):::rootNode'
    assert f'  more["<b>… {2000 - len(shown)} more nodes</b><br>not shown: too many for Mermaid"]' in lines
    assert len([line for line in lines if "-->" in line]) == 500
    assert len(drawn) <= 50_000


def test_long_texts_are_cut_by_characters() -> None:
    drawn = mermaid.draw(_funnel(["&" * 80] * 300, []), Account())
    assert len(drawn) <= 50_000
    assert "more nodes" in drawn
