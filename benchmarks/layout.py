"""How long placing and drawing take, and how well nodes are placed. Run: python benchmarks/layout.py."""

from collections.abc import Callable, Mapping
from math import log
from random import Random
from time import perf_counter

from funnels.account import Account
from funnels.assets import Funnel
from funnels.funnel import Graph
from funnels.layout import NODE_HEIGHT, NODE_WIDTH, Position, overlap, place
from funnels.pictures import svg

NOBODY = Account()
SIZES = (30, 300, 1000, 3000)
STAGES = (
    ("condition", 0.12), ("rotator", 0.1), ("landerGroup", 0.2), ("rotator", 0.08),
    ("landerGroup", 0.15), ("condition", 0.05), ("offerGroup", 0.2), ("offerGroup", 0.1),
)  # fmt: skip
"""The stages visitors go through, with the share of the nodes in each."""


def funnel_of(size: int) -> Funnel:
    """A funnel with shared targets, ways that skip stages, and 1.32 connections a node; always the same."""
    chance = Random(size)
    nodes = [{"idNode": "root", "nodeName": "Traffic", "nodeType": "root"}]
    connections: list[dict[str, object]] = []
    stages = [["root"]]
    total = 0.0
    for kind, share in STAGES:
        total += share
        stage = [f"n{number}" for number in range(len(nodes), max(len(nodes) + 1, round(total * (size - 1)) + 1))]
        nodes += [{"idNode": id, "nodeName": f"Step {id}", "nodeType": kind} for id in stage]
        ways = [(_near(chance, stages[-1], at / len(stage)), id) for at, id in enumerate(stage)]
        connections += [_way(number, *way) for number, way in enumerate(ways, len(connections))]
        stages.append(stage)
    while len(connections) < 1.32 * size:
        first = chance.randrange(len(stages) - 1)
        last = chance.choice(range(first + 1, min(first + 4, len(stages))))
        at = chance.random()
        target = _near(chance, stages[last], at) if chance.random() < 0.5 else chance.choice(stages[last])
        connections.append(_way(len(connections), _near(chance, stages[first], at), target))
    return Funnel.read(
        {"idFunnel": "f", "idCampaign": "g", "funnelName": "Measured", "nodes": nodes, "connections": connections}
    )


def _near(chance: Random, stage: list[str], at: float) -> str:
    """One of the stage at about this part of its height."""
    wanted = int(at * len(stage)) + chance.randint(-2, 2)
    return stage[min(max(wanted, 0), len(stage) - 1)]


def _way(number: int, source: str, target: str) -> dict[str, object]:
    return {"idConnection": f"c{number}", "idSourceNode": source, "idTargetNode": target}


def crossings(graph: Graph, placed: Mapping[str, Position]) -> int:
    """Pairs of connections that cross when each is a straight line from border to border."""
    lines = sorted(
        (one.x + NODE_WIDTH, one.y + NODE_HEIGHT / 2, other.x, other.y + NODE_HEIGHT / 2)
        for one, other in ((placed[way.id_source_node], placed[way.id_target_node]) for way in graph.connections)
    )
    count = 0
    for at, line in enumerate(lines):
        for other in lines[at + 1 :]:
            if other[0] >= line[2]:
                break
            count += _cross(line, other)
    return count


def _cross(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether two lines cross between their ends; `other` starts no farther left than `one`."""
    start, end = max(one[0], other[0]), min(one[2], other[2])
    return start < end and (_at(one, start) - _at(other, start)) * (_at(one, end) - _at(other, end)) < -1e-6


def _at(line: tuple[float, ...], x: float) -> float:
    return line[1] + (line[3] - line[1]) * (x - line[0]) / (line[2] - line[0])


def overlaps(placed: Mapping[str, Position]) -> int:
    near: list[Position] = []
    count = 0
    for box in sorted(placed.values()):
        near = [one for one in near if one.x > box.x - NODE_WIDTH]
        count += sum(overlap(box, one) for one in near)
        near.append(box)
    return count


def best(run: Callable[[], object], rounds: int = 3) -> float:
    """Milliseconds of the fastest of some runs."""
    times = []
    for _ in range(rounds):
        start = perf_counter()
        run()
        times.append(perf_counter() - start)
    return min(times) * 1000


def main() -> None:
    print("nodes  connections   place ms  per n log n     svg ms    svg kB  crossings  overlaps")
    first = None
    for size in SIZES:
        funnel = funnel_of(size)
        placed = place(funnel.graph)
        milliseconds = best(lambda graph=funnel.graph: place(graph))
        first = first or milliseconds / (size * log(size))
        drawing = best(lambda funnel=funnel: svg.draw(funnel, NOBODY))
        kilobytes = len(svg.draw(funnel, NOBODY)) / 1000
        print(
            f"{size:5}  {len(funnel.connections):11}  {milliseconds:9.1f}"
            f"  {milliseconds / (size * log(size)) / first:11.2f}  {drawing:9.1f}"
            f"  {kilobytes:8.0f}  {crossings(funnel.graph, placed):9}  {overlaps(placed):8}"
        )


if __name__ == "__main__":
    main()
