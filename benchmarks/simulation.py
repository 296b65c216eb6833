"""Simulated funnels of 30 to 3,000 nodes: the exact expectation, runs by lot, and single walks.

Run: python benchmarks/simulation.py
"""

import time
from bisect import bisect_right
from collections.abc import Callable
from random import Random
from typing import Any

from compile import COUNTRIES, account, ids

from funnels.blueprint import compile, parse
from funnels.checks.visitors import Visitor
from funnels.routing import Wired, walk, wire
from funnels.simulation import crossed, expect, sample, spread

SIZES = (30, 1000, 3000)
REPEATS = 5
GOAL_NODES, GOAL_MS = 1000, 20
VISITORS, GOAL_SECONDS = 1_000_000, 0.5
RUNS = 1000
WALKS = 50_000

AUDIENCE = crossed(
    {"country": dict.fromkeys(COUNTRIES, 1.0), "device": {"mobile": 0.6, "desktop": 0.3, "tablet": 0.1}}
)


def blueprint(nodes: int) -> dict[str, Any]:
    """A tree of blocks: a condition by country and device, a rotator, landers, offers, an address outside."""
    blocks = max(1, (nodes - 1) // 5)
    steps: dict[str, Any] = {}
    for block in range(blocks):
        left, right = (f"geo_{one}" if one < blocks else f"out_{block}" for one in (2 * block + 1, 2 * block + 2))
        here = [COUNTRIES[(block + one) % len(COUNTRIES)] for one in range(4)]
        steps[f"geo_{block}"] = {
            "condition": {
                "routes": [
                    {"name": "here", "when": [{"attribute": "country", "any in": here}], "to": f"split_{block}"},
                    {"name": "phones", "when": [{"attribute": "device", "is": "mobile"}], "to": left},
                ],
                "otherwise": right,
            }
        }
        steps[f"split_{block}"] = {
            "split": [
                {"to": f"land_{block}", "weight": 70},
                {"to": left, "weight": 20},
                {"to": right, "weight": 10},
            ]
        }
        steps[f"land_{block}"] = {
            "landers": [{"page": f"Lander {(block + one) % 40}", "weight": 50} for one in range(2)],
            "on": {"1": f"offer_{block}", "2": f"out_{block}"},
        }
        steps[f"offer_{block}"] = {"offers": [{"page": f"Offer {(block + one) % 40}"} for one in range(3)]}
        steps[f"out_{block}"] = {"url": f"https://elsewhere.example.net/{block}"}
    return {"funnel": f"Bench {nodes}", "group": "Bench", "start": "geo_0", "steps": steps}


def best(work: Callable[[], object], repeats: int = REPEATS) -> float:
    """Milliseconds of processor time of the best of some runs: the others were disturbed."""
    times = []
    for _ in range(repeats):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return min(times) * 1000


def funnels() -> dict[int, Wired]:
    known = account()
    print(f"{'nodes':>6} {'wire':>8} {'exact':>8} {'by lot':>8}   exact to wire")
    made = {}
    for size in SIZES:
        draft = compile(parse(blueprint(size)), known, new_id=ids())
        wired = made[size] = wire(draft.funnel, draft.account)
        wiring = best(lambda draft=draft: wire(draft.funnel, draft.account), 3)
        exact = best(lambda wired=wired: expect(wired, AUDIENCE))
        lots = best(lambda wired=wired: sample(wired, AUDIENCE, visitors=VISITORS, seed=1))
        print(f"{len(wired.places):>6} {wiring:>8.1f} {exact:>8.1f} {lots:>8.1f}   x{exact / wiring:.2f}")
    print(
        f"milliseconds of one processor, best of {REPEATS}; {len(AUDIENCE.segments)} segments; "
        f"{VISITORS:,} visitors by lot"
    )
    print(f"goals: exact, {GOAL_NODES} nodes, under {GOAL_MS} ms; by lot, 30 nodes, under {GOAL_SECONDS} s")
    return made


def luck(wired: Wired) -> None:
    taken = best(lambda: spread(wired, AUDIENCE, visitors=1000, runs=RUNS, seed=1), 3)
    print(f"\n{RUNS} runs of 1,000 visitors over {len(wired.places)} nodes: {taken:.0f} ms")


def one_by_one(wired: Wired) -> None:
    """Walks from the root to a page, against a loop that draws among two arms and remembers nothing."""
    visitors = [segment.visitor for segment in AUDIENCE.segments]
    random = Random(1)
    steps = 0

    def walks() -> None:
        nonlocal steps
        steps = 0
        for at in range(WALKS):
            steps += len(walk(wired, None, visitors[at % len(visitors)], {}, random.random).steps)

    taken = best(walks, 3)
    bare = best(lambda: draws(random, steps), 3)
    print(f"\n{WALKS / taken * 1000:,.0f} walks a second, {taken / WALKS * 1000:.1f} µs each")
    print(f"{steps / WALKS:.1f} steps a walk: x{taken / bare:.1f} of as many bare weighted draws")


def draws(random: Random, number: int) -> None:
    sums, arms = (0.7, 1.0), ("a", "b")
    for _ in range(number):
        arms[bisect_right(sums, random.random())]


def anybody(wired: Wired) -> None:
    """What a visitor costs of whom nobody knows anything, so that no condition remembers them."""
    random = Random(1)

    def walks() -> None:
        for at in range(WALKS // 10):
            walk(wired, None, Visitor({"country": str(at), "device": "mobile"}), {}, random.random)

    taken = best(walks, 3)
    print(f"{taken / WALKS * 10_000:.1f} µs where conditions meet every visitor for the first time")


def main() -> None:
    made = funnels()
    luck(made[SIZES[0]])
    one_by_one(made[SIZES[0]])
    anybody(made[SIZES[0]])


if __name__ == "__main__":
    main()
