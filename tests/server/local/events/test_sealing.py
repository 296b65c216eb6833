import sqlite3
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from happenings import DAY, MORNING, entrance

from server.local.events import EventStore, Limits, Wanted


@pytest.fixture
def now() -> list[int]:
    return [MORNING]


@pytest.fixture
def tended(tmp_path: Path, now: list[int]) -> EventStore:
    """A store that seals by itself from ten live events on."""
    return EventStore(tmp_path, lambda: now[0], limits=Limits(live=10))


def files(folder: Path) -> dict[str, int]:
    """Rows by the folder of the day, summed over the manifest."""
    with sqlite3.connect(folder / "events.db") as database:
        rows = database.execute("SELECT substr(file, 1, 14), sum(rows) FROM part GROUP BY 1").fetchall()
    return dict(rows)


def parts(folder: Path) -> list[int]:
    with sqlite3.connect(folder / "events.db") as database:
        return [rows for (rows,) in database.execute("SELECT rows FROM part ORDER BY rows")]


def test_few_live_events_of_today_stay_live(tended: EventStore, tmp_path: Path) -> None:
    tended.append([entrance(number) for number in range(9)])
    tended.close()
    assert files(tmp_path) == {}


def test_many_live_events_are_sealed_but_for_the_newest(tended: EventStore, tmp_path: Path) -> None:
    tended.append([entrance(number) for number in range(10)])
    tended.close()
    assert files(tmp_path) == {"day=2027-01-15": 5}
    assert tended.read("SELECT count(*) FROM events").rows == [(10,)]
    tended.close()


def test_days_that_are_over_are_sealed(tended: EventStore, tmp_path: Path, now: list[int]) -> None:
    tended.append([entrance(1)])
    now[0] += DAY
    tended.append([entrance(2, time=MORNING + DAY)])
    tended.close()
    assert files(tmp_path) == {"day=2027-01-15": 1}
    assert tended.read("SELECT count(*) FROM events").rows == [(2,)]
    tended.close()


def test_what_another_process_left_of_yesterday_is_sealed(
    store: EventStore, tended: EventStore, tmp_path: Path, now: list[int]
) -> None:
    store.append([entrance(1)])
    store.close()
    now[0] += DAY
    tended.append([])
    tended.close()
    assert files(tmp_path) == {"day=2027-01-15": 1}


def test_the_files_of_a_day_stay_few(store: EventStore, tmp_path: Path) -> None:
    for number in range(20):
        store.append([entrance(number)])
        store.seal()
    assert len(parts(tmp_path)) <= 8
    for number in range(5):
        late = [entrance(100 + number), entrance(200 + number, time=MORNING + DAY)]
        store.append(late)
        store.seal()
    with sqlite3.connect(tmp_path / "events.db") as database:
        by_day = database.execute("SELECT count(*) FROM part GROUP BY day ORDER BY day").fetchall()
    assert by_day[0] == (2,)
    assert by_day[1][0] <= 8
    assert store.read("SELECT count(*), count(DISTINCT event_id) FROM events").rows == [(30, 30)]


def test_a_part_knows_what_it_holds(store: EventStore, tmp_path: Path) -> None:
    store.append([entrance(3, event_time=MORNING + 9), entrance(1), entrance(2, event_id="zzz")])
    store.seal()
    low, high = entrance(1)["hit_id"], entrance(3)["hit_id"]
    with sqlite3.connect(tmp_path / "events.db") as database:
        query = "SELECT day, rows, min_time, max_time, min_hit, max_hit, min_event, max_event FROM part"
        rows = database.execute(query).fetchall()
    assert rows == [(MORNING // DAY, 3, MORNING, MORNING + 9, low, high, low, "zzz")]


def test_files_of_a_release_with_other_columns_are_read(
    store: EventStore, open_store: Callable[[], EventStore], tmp_path: Path
) -> None:
    store.append([entrance(1, cost=Decimal("0.5"), country="US")])
    store.seal()
    store.close()
    [file] = tmp_path.glob("events/day=*/*.parquet")
    with duckdb.connect() as database:
        old = "SELECT * EXCLUDE (country, revenue), 1 AS forgotten FROM events"
        database.execute(f"CREATE TABLE events AS FROM '{file}'")
        database.execute(f"COPY ({old}) TO '{file}'")
    with sqlite3.connect(tmp_path / "events.db") as database:
        database.execute("UPDATE part SET shape = 'of another time'")
    again = open_store()
    again.append([entrance(2)])
    for _ in ("as they were", "after a change", "sealed"):
        found = again.read("SELECT country, revenue, cost FROM events ORDER BY event_id").rows
        assert found == [("", None, Decimal("0.5")), ("DE", None, Decimal("0.01"))]
        assert again.hit(entrance(1)["hit_id"]) is not None
        again.reprice({entrance(1)["event_id"]: Decimal("0.5")})
        again.seal()


def test_what_is_too_old_is_deleted(tmp_path: Path, now: list[int]) -> None:
    store = EventStore(tmp_path, lambda: now[0])
    delivery = {"kind": "postback", "time": MORNING}
    store.append([], sessions={"visitor-1": "{}"}, deliveries=[delivery])
    now[0] += 90 * DAY
    for _ in range(100):
        store.append([])
    assert store.deliveries(Wanted("postback", 0, 2**62)) == [delivery]
    now[0] += 1
    for _ in range(100):
        store.append([])
    store.close()
    with sqlite3.connect(tmp_path / "events.db") as database:
        assert database.execute(
            "SELECT (SELECT count(*) FROM session), (SELECT count(*) FROM delivery)"
        ).fetchall() == [(0, 0)]


class Died(BaseException):
    """In place of the death of a process."""


def test_what_was_sealed_by_one_who_died_can_go_and_come_again(
    store: EventStore, tmp_path: Path, now: list[int]
) -> None:
    def die(step: str) -> None:
        if step == "published":
            raise Died

    dying = EventStore(tmp_path, lambda: now[0], reached=die)
    dying.append([entrance(number) for number in range(3)])
    with pytest.raises(Died):
        dying.seal()
    dying.close()
    assert store.remove([entrance(1)["event_id"]]) == 1
    assert store.remove_where("event_id = ?", [entrance(2)["event_id"]]) == 1
    again = [entrance(1, country="FR"), entrance(2, country="FR")]
    store.append(again)
    for _ in ("live", "sealed"):
        assert [store.hit(entrance(number)["hit_id"]) for number in range(3)] == [entrance(0), *again]
        store.seal()
