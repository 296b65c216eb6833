"""The same requests with and without a plan around them, in turns, each on a fresh copy of the account."""

import shutil
import statistics
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import anyio
import httpx

from funnels.wire import Json

from .office import TOKEN, open_office, to_embedded
from .run import tracker_of
from .scene import CHANGES, furnish
from .strikes import Road
from .workroom import workroom

TURNS = 15
GOAL = 2.0

_MORE: tuple[Json, ...] = (
    {"do": "update", "family": "page", "name": "List", "fields": {"notes": "ours"}},
    {"do": "update", "family": "traffic_source", "name": "Outbrain", "fields": {"default_cost": "0.10"}},
)


@dataclass(frozen=True)
class Sent:
    method: str
    path: str
    body: bytes


@dataclass(frozen=True)
class Turn:
    """Seconds."""

    plan: float
    apply: float
    """From the yes to the verified end, read-back and all."""
    plan_requests: float
    apply_requests: float
    """The same requests by a plain script, one after another."""
    writes: float
    """Those of them that write."""


def main() -> None:
    with workroom() as name:
        folder = Path(name)
        changes = anyio.run(_set_up, folder / "start")
        print(f"a plan of {changes} changes, medians of {TURNS} turns; goal: a ratio under {GOAL:.0f}")
        for on_socket in (False, True):
            turns = [_turn(folder, f"{number}{on_socket}", on_socket) for number in range(TURNS + 1)]
            _say("over a socket" if on_socket else "in process", turns[1:])


async def _set_up(home: Path) -> int:
    """How many changes the plan has that is made later."""
    async with open_office(home) as office:
        await furnish(office)
        return len(office.changes((await office.desk.plan_changes([*CHANGES, *_MORE], request=""))["plan_id"]))


def _turn(folder: Path, name: str, on_socket: bool) -> Turn:
    planning: list[Sent] = []
    applying: list[Sent] = []
    plan, apply = _of_a_copy(folder, f"{name}-plan", on_socket, _planned_and_applied, planning, applying)
    first, second = _of_a_copy(folder, f"{name}-same", on_socket, _sent_plainly, planning, applying)
    writes = [one for one in applying if one.method != "GET"]
    _, third = _of_a_copy(folder, f"{name}-writes", on_socket, _sent_plainly, [], writes)
    return Turn(plan, apply, first, second, third)


def _of_a_copy(folder: Path, name: str, on_socket: bool, work: object, *lists: list[Sent]) -> tuple[float, float]:
    home = folder / name
    shutil.copytree(folder / "start", home)
    with tracker_of(home, on_socket=on_socket) as url:
        took: tuple[float, float] = anyio.run(work, home, url, *lists)  # type: ignore[arg-type]
    shutil.rmtree(home)
    return took


async def _planned_and_applied(
    home: Path, url: str, planning: list[Sent], applying: list[Sent]
) -> tuple[float, float]:
    """Leaves what was sent in the lists."""
    roads: list[Road] = []

    def laid(inner: httpx.AsyncBaseTransport) -> Road:
        roads.append(Road(inner))
        return roads[0]

    async with open_office(home, url, laid) as office:
        await office.others.check_token()  # the first request opens the database, or the connection
        begun = time.perf_counter()
        plan = await office.desk.plan_changes([*CHANGES, *_MORE], request="")
        planned, requests = time.perf_counter(), len(roads[0].taken)
        done = await office.apply(plan["plan_id"])
        ended = time.perf_counter()
        assert done["verified"], done
    sent = [Sent(one.method, one.url.raw_path.decode(), one.content) for one in roads[0].taken]
    planning += sent[:requests]
    applying += sent[requests:]
    return planned - begun, ended - planned


async def _sent_plainly(home: Path, url: str, first: list[Sent], second: list[Sent]) -> tuple[float, float]:
    headers = {"Authorization": f"Bearer {TOKEN.get_secret_value()}", "Content-Type": "application/json"}
    with ExitStack() as stack:
        transport = None if url else stack.enter_context(to_embedded(home))
        base = url or "http://embedded.localhost"
        async with httpx.AsyncClient(transport=transport, base_url=base, headers=headers, timeout=60) as http:
            await http.get("/v1/user/settings/")
            return await _seconds(http, first), await _seconds(http, second)


async def _seconds(http: httpx.AsyncClient, requests: Sequence[Sent]) -> float:
    begun = time.perf_counter()
    for one in requests:
        answer = await http.request(one.method, one.path, content=one.body or None)
        assert answer.is_success or answer.status_code == 404, answer.text  # what is looked for may not be there
    return time.perf_counter() - begun


def _say(way: str, turns: Sequence[Turn]) -> None:
    def shown(what: str, ours: Sequence[float], bare: Sequence[float]) -> str:
        ratio = statistics.median(one / other for one, other in zip(ours, bare, strict=True))
        times = [statistics.median(one) * 1000 for one in (ours, bare)]
        return f"  {what:<44} {times[0]:>6.0f} ms {times[1]:>6.0f} ms {ratio:>6.2f}"

    whole, apply = [one.plan + one.apply for one in turns], [one.apply for one in turns]
    print(f"{way:<46} {'ours':>8} {'bare':>9} {'ratio':>6}")
    both = [one.plan_requests + one.apply_requests for one in turns]
    print(shown("plan and apply, over the same requests", whole, both))
    print(shown("apply and read-back, over the same requests", apply, [one.apply_requests for one in turns]))
    print(shown("apply and read-back, over what writes alone", apply, [one.writes for one in turns]))
