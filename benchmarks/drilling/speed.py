"""Drilldowns through the tracker's own door, against the same SQL in bare DuckDB over the same files.

10 million events (1 million with --quick) of 30 days are made once, and kept in the folder for temporary files.
Ratios are the door's time to DuckDB's: `same` is the very SQL of the door, `native` that SQL over a table of DuckDB's
own, `by hand` the shortest SQL for the same numbers without totals, where there is one. The goal is 1.3 for `same`.
"""

import asyncio
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import httpx

from server.local import build_tracker
from server.local.events import columns

from .history import DAY_MS, FIRST_DAY, NOW, fill

GOAL = 1.3
TRIES = 5


class Spent(NamedTuple):
    """Seconds."""

    wall: float
    cpu: float
    """Of all threads; hardly moved by what else runs on the machine."""


BY_HAND = (
    "SELECT {keys}, count(*) FILTER (WHERE event_type = 'entrance'),"
    " count(*) FILTER (WHERE event_type = 'conversion'),"
    " sum(revenue) FILTER (WHERE event_type = 'conversion'), sum(cost)"
    " FROM events WHERE event_type IN ('entrance', 'conversion')"
    " AND entrance_time >= {start} AND entrance_time < {end}"
    " GROUP BY {keys}"
)
MONEY = ["visits", "conversions", "conversionRevenue", "cost", "conversionPerVisit", "costPerConversion"]

QUESTIONS: dict[str, tuple[list[str], list[str], int, str]] = {
    "source x country, 7 days": (
        ["Third Parties: Traffic Source", "Location: Country"],
        MONEY,
        7,
        BY_HAND.replace("{keys}", "traffic_source_id, country"),
    ),
    "field c1, 30 days": (["Tracking: Field"], MONEY, 30, BY_HAND.replace("{keys}", "c1")),
    "date x funnel, 30 days": (["Time: Date", "Element: Funnel"], MONEY, 30, ""),
    "country, visitors, 30 days": (["Location: Country"], ["visits", "visitors"], 30, ""),
    "lander, 7 days": (["Element: Lander"], ["visits", "landerViews", "conversions", "revenue"], 7, ""),
    "source x lander x offer, 7 days": (
        ["Third Parties: Traffic Source", "Element: Lander", "Element: Offer"],
        ["visits", "conversions", "revenue"],
        7,
        "",
    ),
}
"""By name the attributes, metrics, days, and the SQL by hand."""


def body(name: str) -> dict[str, Any]:
    attributes, metrics, days, _ = QUESTIONS[name]
    levels = [{"attribute": one, "trackingField": "c1"} for one in attributes]
    return {"timeStart": day(0), "timeEnd": day(days), "attributes": levels, "metrics": metrics}


def day(number: int) -> str:
    return datetime.fromtimestamp((FIRST_DAY + number) * 86_400, UTC).isoformat()


def best(works: dict[str, Callable[[], object]]) -> dict[str, Spent]:
    """Of each the shortest time, taken in turns: what else the machine does hits all of them."""
    found: dict[str, list[Spent]] = {name: [] for name in works}
    for _ in range(TRIES):
        for name, work in works.items():
            wall, cpu = time.perf_counter(), time.process_time()
            work()
            found[name].append(Spent(time.perf_counter() - wall, time.process_time() - cpu))
    return {name: Spent(*map(min, zip(*spent, strict=True))) for name, spent in found.items()}


def measured(folder: Path) -> Iterator[tuple[str, dict[str, Spent]]]:
    tracker = build_tracker(folder, clock=lambda: NOW)
    asked: list[tuple[str, Any]] = []
    with closing(tracker), asyncio.Runner() as runner, bare(folder) as duck:
        listen(tracker, asked)
        for name, (_, _, days, by_hand) in QUESTIONS.items():
            question = body(name)
            runner.run(ask(tracker, question))
            sql, parameters = asked[-1]
            native = of_native(sql)
            duck.execute(f"CREATE OR REPLACE VIEW events AS SELECT * FROM {files(first_days(folder, days))}")
            works: dict[str, Callable[[], object]] = {
                "door": lambda question=question: runner.run(ask(tracker, question)),  # type: ignore[misc]
                "same": lambda sql=sql, given=parameters: duck.execute(sql, given).fetchall(),  # type: ignore[misc]
                "native": lambda sql=native, given=parameters: duck.execute(sql, given).fetchall(),  # type: ignore[misc]
            }
            if by_hand:
                start = FIRST_DAY * DAY_MS
                plain = by_hand.format(start=start, end=start + days * DAY_MS)
                works["by hand"] = lambda plain=plain: duck.execute(plain).fetchall()  # type: ignore[misc]
            yield name, best(works)


def bare(folder: Path) -> duckdb.DuckDBPyConnection:
    """DuckDB as the store sets it up, with the columns that are asked for as a table."""
    duck = duckdb.connect()
    duck.execute("SET preserve_insertion_order = false")
    duck.execute("SET parquet_metadata_cache = true")
    used = "event_type, event_time, entrance_time, visit_id, hit_id, visitor_id, funnel_id, traffic_source_id"
    used += ", country, c1, page_id, page_type, cost, revenue"
    everything = files(sorted((folder / "events").glob("day=*/*.parquet")))
    duck.execute(f"CREATE TABLE kept AS SELECT {used} FROM {everything} ORDER BY entrance_time")
    return duck


def of_native(sql: str) -> str:
    return sql.replace(" FROM events ", " FROM kept AS events ")


async def ask(tracker: Any, question: dict[str, Any]) -> None:
    transport = httpx.ASGITransport(tracker)
    async with httpx.AsyncClient(transport=transport, base_url="http://tracker.test") as client:
        answer = await client.post("/v1/reporting/drilldown/", json=question)
    assert answer.status_code == 200, answer.text
    assert answer.json()["rows"]


def files(paths: list[Path]) -> str:
    listed = ", ".join(f"'{path}'" for path in paths)
    return f"read_parquet([{listed}], hive_partitioning = false)"


def first_days(folder: Path, days: int) -> list[Path]:
    """The files of those days, which are all that the door looks at."""
    wanted = {f"day={day(number)[:10]}" for number in range(days)}
    return sorted(file for one in wanted for file in (folder / "events" / one).glob("*.parquet"))


def listen(tracker: Any, asked: list[tuple[str, Any]]) -> None:
    """Note the SQL that goes from the door to the store."""
    store = tracker._tools.events
    read = store.read

    def noted(sql: str, parameters: Any = (), **more: Any) -> Any:
        asked.append((sql, parameters))
        return read(sql, parameters, **more)

    store.read = noted


def main() -> None:
    events = 1_000_000 if "--quick" in sys.argv else 10_000_000
    folder = Path(tempfile.gettempdir()) / f"funnelwright-reports-{events}"
    done = folder / f"filled-{columns.SHAPE}"
    if not done.exists():
        shutil.rmtree(folder, ignore_errors=True)
        begun = time.perf_counter()
        fill(folder, events)
        done.touch()
        print(f"{events:,} events made in {time.perf_counter() - begun:.0f} s")
    print(f"{'drilldown':32} {'door':>8} {'same':>7} {'same, cpu':>10} {'native':>8} {'by hand':>8}")
    worst = 0.0
    for name, spent in measured(folder):
        door = spent["door"]
        worst = max(worst, door.cpu / spent["same"].cpu)
        ratios = {other: f"{door.wall / each.wall:.2f}x" for other, each in spent.items()}
        cpu = f"{door.cpu / spent['same'].cpu:.2f}x"
        others = f"{ratios['native']:>8} {ratios.get('by hand', ''):>8}"
        print(f"{name:32} {door.wall * 1000:5.0f} ms {ratios['same']:>7} {cpu:>10} {others}", flush=True)
    print(f"worst CPU time against the same SQL over the same files: {worst:.2f}x (goal {GOAL}x)")
