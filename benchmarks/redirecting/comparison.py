"""The comparison, round by round."""

import asyncio
import shutil
import tempfile
from pathlib import Path

from .account import prepare
from .load import CONNECTIONS, SECONDS, Measured, loaded
from .servers import running, servers

ROUNDS = 3
GOAL = 2.0
"""CPU of a redirect, as a multiple of bare Starlette's."""


def shown(name: str, rounds: list[Measured]) -> dict[str, float]:
    best = {
        "per_second": max(one.per_second for one in rounds),
        "p99": min(one.p99_ms for one in rounds),
        "cpu": min(one.cpu_us for one in rounds),
    }
    speed = f"{best['per_second']:9,.0f} requests/s   p99 {best['p99']:6.1f} ms"
    print(f"{name:10} {speed}   {best['cpu']:6.1f} us CPU/request")
    return best


def main() -> None:
    if not shutil.which("wrk"):
        print("wrk is not installed here; our own client makes the load, and is the limit of the fastest servers.")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        asyncio.run(prepare(folder / "home"))
        rounds: dict[str, list[Measured]] = {}
        chosen = list(servers(folder))
        for _ in range(ROUNDS):
            for name, command, port in chosen:
                with running(command, port) as pid:
                    loaded(port, pid, 1)  # warm
                    rounds.setdefault(name, []).append(loaded(port, pid))
        best = {name: shown(name, measured) for name, measured in rounds.items()}
    ours, bare = best["ours"], best["Starlette"]
    print(
        f"{CONNECTIONS} connections, best of {ROUNDS} rounds of {SECONDS} s, every visit durable before its redirect"
    )
    ratio = ours["cpu"] / bare["cpu"] if bare["cpu"] else float("nan")
    print(f"CPU against bare Starlette: {ratio:.2f} (goal at most {GOAL})")
    print(
        f"requests/s against bare Starlette: {ours['per_second'] / bare['per_second']:.2f} (goal at least {1 / GOAL})"
    )
    print(f"p99 against bare Starlette: {ours['p99'] / bare['p99']:.2f}")
    if "nginx" in best:
        print(f"requests/s against nginx: {ours['per_second'] / best['nginx']['per_second']:.3f}")
