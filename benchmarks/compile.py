"""Compile, check, read and edit of funnels of 30 to 3,000 nodes.

Run: python benchmarks/compile.py
"""

import math
import time
from collections.abc import Callable
from random import Random
from typing import Any

from funnels.account import Account
from funnels.assets import FunnelGroup, OfferParams, OfferSource, Page
from funnels.blueprint import compile, edit, parse, parse_operations, read
from funnels.checks import check
from funnels.ids import IdMaker

SIZES = (30, 300, 1000, 3000)
REPEATS = 5
GOAL_MS = 100
GOAL_NODES = 1000
COUNTRIES = ("DE", "AT", "CH", "US", "CA", "GB", "FR", "IT", "ES", "NL", "BE", "PL", "SE", "NO", "DK", "FI")


def ids() -> IdMaker:
    return IdMaker(lambda: 1_800_000_000_000, Random(7).randrange)


def account() -> Account:
    new_id = ids()
    source = OfferSource(id=new_id(), name="Network", status="active")
    group = FunnelGroup(id=new_id(), name="Bench", status="active")
    landers = [_page(new_id(), f"Lander {number}", "lander") for number in range(40)]
    offers = [_page(new_id(), f"Offer {number}", "offer", source.id) for number in range(40)]
    return Account(documents=[source, group, *landers, *offers])


def _page(id: str, name: str, kind: Any, source: str = "") -> Page:
    url = f"https://pages.example.net/{name.lower().replace(' ', '-')}?s1={{hit}}"
    offer = OfferParams(id_offer_source=source, payout="12.50") if source else None
    fields = {"offer_params": offer} if offer else {}
    return Page(id=id, name=name, page_type=kind, base_url=url, redirect_type="307", status="active", **fields)


def blueprint(nodes: int) -> dict[str, Any]:
    """Blocks of four nodes: a condition, a lander group, an offer group and an address outside, one after another."""
    blocks = max(1, (nodes - 1) // 4)
    steps: dict[str, Any] = {}
    for number in range(blocks):
        onward = f"geo_{number + 1}" if number + 1 < blocks else f"out_{number}"
        country = COUNTRIES[number % len(COUNTRIES)]
        steps[f"geo_{number}"] = {
            "condition": {
                "routes": [
                    {"name": "here", "when": [{"attribute": "country", "is": country}], "to": f"land_{number}"}
                ],
                "otherwise": onward,
            }
        }
        steps[f"land_{number}"] = {
            "landers": [{"page": f"Lander {(number + one) % 40}", "weight": 50} for one in range(2)],
            "on": {"1": f"offer_{number}", "2": f"out_{number}"},
        }
        steps[f"offer_{number}"] = {"offers": [{"page": f"Offer {(number + one) % 40}"} for one in range(3)]}
        steps[f"out_{number}"] = {"url": f"https://elsewhere.example.net/{number}"}
    return {"funnel": f"Bench {nodes}", "group": "Bench", "start": "geo_0", "steps": steps}


def best(work: Callable[[], object]) -> float:
    """Milliseconds of the best of some runs: the others were disturbed."""
    times = []
    for _ in range(REPEATS):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return min(times) * 1000


def main() -> None:
    known = account()
    print(
        f"{'nodes':>6} {'parse':>8} {'compile':>8} {'check':>8} {'compile+check':>14} {'read':>8} {'edit':>8}"
        "   per n log n"
    )
    first = 0.0
    for size in SIZES:
        raw = blueprint(size)
        parsed = parse(raw)
        draft = compile(parsed, known, new_id=ids())
        reading = read(draft.funnel, draft.account)
        change = parse_operations(
            [{"op": "set_weights", "step": "land_0", "weights": {"Lander 0": 80, "Lander 1": 20}}]
        )
        parsing = best(lambda raw=raw: parse(raw))
        compiling = best(lambda parsed=parsed: compile(parsed, known, new_id=ids()))
        checking = best(lambda draft=draft: check(draft.funnel, draft.account, keys=draft.keys))
        reads = best(lambda draft=draft: read(draft.funnel, draft.account))
        edits = best(
            lambda reading=reading, change=change, draft=draft: compile(
                edit(reading.blueprint, change), draft.account, new_id=ids(), base=reading
            )
        )
        both = compiling + checking
        nodes = len(draft.funnel.nodes)
        share = both / (nodes * math.log(nodes))
        first = first or share
        print(
            f"{nodes:>6} {parsing:>8.1f} {compiling:>8.1f} {checking:>8.1f} {both:>14.1f} {reads:>8.1f} {edits:>8.1f}"
            f"   x{share / first:.2f}"
        )
    print(f"milliseconds, best of {REPEATS}; goal: compile+check of {GOAL_NODES} nodes under {GOAL_MS}")


if __name__ == "__main__":
    main()
