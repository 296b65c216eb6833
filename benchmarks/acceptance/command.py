"""`python benchmarks/million.py`: the figures, and an exit status that says whether they agree."""

import argparse
import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import anyio

from funnels.routing import wire
from funnels.simulation import Assumptions, Expectation, expect

from .funnel import BUYS, CLICKS
from .journal import Journal
from .people import audience
from .reported import differences
from .shares import allowed_chi_square, chi_square, furthest, shares
from .stage import Stage, built, visited


def main(arguments: Sequence[str] | None = None) -> int:
    """0 where every share is within what chance allows and every figure of the reports is what was sent."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        stage = anyio.run(built, Path(folder))
        begun = time.monotonic()
        journal = visited(stage, options.visitors, options.seed, options.processes)
        _say_traffic(journal, options.visitors, time.monotonic() - begun)
        agree = anyio.run(_held, stage, journal, options.visitors)
    return 0 if agree else 1


async def _held(stage: Stage, journal: Journal, visitors: int) -> bool:
    begun = time.monotonic()
    fits = _say_shares(stage, _expected(stage, visitors), journal, visitors)
    compared, wrong = await differences(stage, journal)
    print(f"figures of reports   {compared:,} compared, {len(wrong)} differ ({time.monotonic() - begun:.1f} s)")
    for one in wrong:
        print(f"  {one}")
    return fits and not wrong and not journal.refused and not journal.unmatched


def _expected(stage: Stage, visitors: int) -> Expectation:
    assumed = Assumptions(
        clicks={stage.ids[name]: chances for name, chances in CLICKS.items()},
        conversions={stage.ids[name]: chance for name, chance in BUYS.items()},
    )
    return expect(wire(stage.funnels["Main"], stage.account), audience(stage.source), assumed, visitors=visitors)


def _say_traffic(journal: Journal, visitors: int, seconds: float) -> None:
    postbacks = len(journal.booked) + len(journal.events) + journal.repeated
    requests = journal.visits + journal.lander_clicks + journal.offer_clicks + postbacks
    print(f"visitors             {visitors:,} in {seconds:.1f} s, {requests / seconds:,.0f} requests a second")
    print(f"visits               {journal.visits:,}, cost {journal.cost}")
    print(f"conversions          {journal.conversions:,}, {len(journal.events):,} custom events")
    print(f"revenue              {journal.revenue}, {journal.repeated:,} postbacks came twice")
    print(f"refused              {sum(journal.refused.values()):,} requests, {journal.unmatched:,} postbacks")


def _say_shares(stage: Stage, expected: Expectation, journal: Journal, visitors: int) -> bool:
    keys = {node.id_node: node.node_name for node in stage.funnels["Main"].nodes if node.node_type != "root"}
    found = shares(expected, journal, visitors, keys)
    worst, allowed = furthest(found)
    value, freedom = chi_square(expected, journal, visitors, keys)
    most = allowed_chi_square(freedom)
    print(f"shares               {len(found)}, the furthest off: {worst.what}, {worst.did:,} of {worst.could:,.0f},")
    print(f"                     {worst.expected:.6f} expected, z {worst.z:+.2f} (allowed ±{allowed:.2f})")
    print(f"where visits end     chi-square {value:.1f} with {freedom} degrees (allowed {most:.1f})")
    return abs(worst.z) <= allowed and value <= most
