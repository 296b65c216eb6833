import subprocess
import sys
import threading
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from happenings import DAY, MORNING, conversion, entrance

from funnels.events import COLUMNS, Shape
from server.local import build_tracker
from server.local.events import EventError, EventStore, Limits, QueryTimeoutError, UnknownEventsError, Wanted

STRANGE = "\x00\x1b[31m'\";DROP TABLE live;--<script>😀\u202e\\\n\t\x7f" * 400


def test_an_event_is_found_live_and_sealed(store: EventStore) -> None:
    visit = entrance(1)
    store.append([visit, conversion(visit)])
    for _ in ("live", "sealed"):
        assert store.hit(visit["hit_id"]) == visit
        assert store.of_hit(visit["hit_id"]) == [visit, conversion(visit)]
        assert store.of_visitor("visitor-1", MORNING, MORNING + 60_001) == [visit, conversion(visit)]
        assert store.of_visitor("visitor-1", MORNING + 1, MORNING + 60_000) == []
        store.seal()


def test_what_is_not_there_is_not_found(store: EventStore) -> None:
    store.append([entrance(1), entrance(3)])
    for _ in ("live", "sealed"):
        assert store.hit(entrance(2)["hit_id"]) is None
        assert store.of_hit("\ud800\x00") == []
        assert store.of_visitor("\ud800", 0, 2**62) == []
        store.seal()


def test_one_event_twice_is_one_event(store: EventStore, open_store: Callable[[], EventStore]) -> None:
    store.append([entrance(1), entrance(1, country="FR")])
    store.append([entrance(1, country="FR")])
    store.seal()
    open_store().append([entrance(1, country="FR"), entrance(0)])
    store.append([entrance(0)])
    assert store.read("SELECT event_id, country FROM events ORDER BY event_id").rows == [
        (entrance(0)["event_id"], "DE"),
        (entrance(1)["event_id"], "DE"),
    ]


def test_a_late_conversion_is_found_on_the_day_of_its_entrance(store: EventStore) -> None:
    visit = entrance(1)
    store.append([visit])
    store.seal()
    late = conversion(visit, after=40 * DAY)
    store.append([late])
    day = MORNING // DAY
    for _ in ("live", "sealed"):
        assert store.of_hit(visit["hit_id"]) == [visit, late]
        assert store.read("SELECT count(*) FROM events", days=(day, day)).rows == [(2,)]
        assert store.read("SELECT count(*) FROM events", days=(day + 1, day + 99)).rows == [(0,)]
        store.seal()


def test_texts_are_never_null_and_money_is_exact(store: EventStore) -> None:
    store.append([entrance(number, cost=Decimal("0.000001")) for number in range(3)])
    store.seal()
    store.append([entrance(3, cost=Decimal("999999999999.999999"))])
    texts = [f"{column.name} IS NULL" for column in COLUMNS if column.shape is Shape.TEXT]
    answer = store.read(f"SELECT sum(cost) AS cost, count(*) FILTER ({' OR '.join(texts)}) AS nulls FROM events")
    assert (answer.columns, answer.rows) == (("cost", "nulls"), [(Decimal("1000000000000.000002"), 0)])


def test_columns_have_their_types(store: EventStore) -> None:
    store.append([entrance(1)])
    for _ in ("live", "sealed"):
        rows = store.read("SELECT column_name, column_type FROM (DESCRIBE events)").rows
        kinds = {"text": "VARCHAR", "number": "BIGINT", "time": "BIGINT", "money": "DECIMAL(18,6)"}
        assert rows == [(column.name, kinds[column.shape]) for column in COLUMNS]
        store.seal()


def test_strangers_texts_come_back_as_they_were(store: EventStore) -> None:
    visit = entrance(1, user_agent=STRANGE, c1=STRANGE, referrer_path=STRANGE, visitor_id=STRANGE)
    store.append([visit], sessions={STRANGE: STRANGE}, deliveries=[{"kind": "postback", "time": 1, "url": STRANGE}])
    for _ in ("live", "sealed"):
        assert store.hit(visit["hit_id"]) == visit
        assert store.of_visitor(STRANGE, 0, 2**62) == [visit]
        assert store.read("SELECT c1 FROM events WHERE c1 = ?", [STRANGE]).rows == [(STRANGE,)]
        store.seal()
    assert store.session(STRANGE) == STRANGE
    assert store.deliveries(Wanted("postback", 0, 2)) == [{"kind": "postback", "time": 1, "url": STRANGE}]


def test_an_event_that_cannot_be_kept_keeps_none_of_its_company(store: EventStore) -> None:
    with pytest.raises(EventError):
        store.append([entrance(1), entrance(2, country=49)], sessions={"visitor-1": "{}"})
    assert store.read("SELECT count(*) FROM events").rows == [(0,)]
    assert store.session("visitor-1") is None


def test_a_session_is_kept_for_a_day_after_its_last_write(tmp_path: Path) -> None:
    now = [MORNING]
    store = EventStore(tmp_path, lambda: now[0])
    store.append([], sessions={"visitor-1": "1", "visitor-2": "2"})
    now[0] += DAY
    store.append([], sessions={"visitor-2": "3"})
    assert (store.session("visitor-1"), store.session("visitor-2")) == ("1", "3")
    now[0] += 1
    assert (store.session("visitor-1"), store.session("visitor-2")) == (None, "3")
    store.close()


def test_deliveries_are_told_by_kind_and_time_newest_first(store: EventStore) -> None:
    store.append([], deliveries=[{"kind": "postback", "time": time, "to": "x"} for time in (1, 3, 2, 4)])
    store.append([], deliveries=[{"kind": "webhook", "time": 2}])
    assert [each["time"] for each in store.deliveries(Wanted("postback", 2, 4))] == [3, 2]
    assert store.deliveries(Wanted("webhook", 2, 3)) == [{"kind": "webhook", "time": 2}]


def test_deliveries_are_narrowed_and_told_in_parts(store: EventStore) -> None:
    results = ("sent", "rejected", "sent", STRANGE, "failed", "sent")
    store.append([], deliveries=[{"kind": "postback", "time": at, "result": one} for at, one in enumerate(results)])
    store.append([], deliveries=[{"kind": "postback", "time": 9}, {"kind": "webhook", "time": 1, "result": "sent"}])
    sent = Wanted("postback", 0, 10, {"result": ["sent", "other"]})
    assert [one["time"] for one in store.deliveries(sent)] == [5, 2, 0]
    assert [one["time"] for one in store.deliveries(sent, skip=1, most=1)] == [2]
    assert store.deliveries(sent, skip=10**30, most=10**30) == []
    assert store.count_deliveries(sent) == 3
    assert store.count_deliveries(Wanted("postback", 0, 10, {"result": ["\ud800", *map(str, range(50_000))]})) == 0
    assert store.count_deliveries(Wanted("postback", 0, 10)) == 7


def test_the_log_of_deliveries_keeps_the_newest_however_many_come(tmp_path: Path) -> None:
    store = EventStore(tmp_path, lambda: MORNING, limits=Limits(deliveries=5))
    for time in range(20):
        store.append([], deliveries=[{"kind": "postback", "time": time}])
    everything = Wanted("postback", 0, 100)
    assert [one["time"] for one in store.deliveries(everything)] == [19, 18, 17, 16, 15]
    store.append([], deliveries=[{"kind": "postback", "time": 20 + time} for time in range(30)])
    assert [one["time"] for one in store.deliveries(everything)] == [49, 48, 47, 46, 45]
    store.close()


def test_many_threads_ask_and_append_at_once(store: EventStore) -> None:
    def visit(first: int) -> None:
        for number in range(first, first + 10):
            store.append([entrance(number)])
            found = store.read("SELECT count(*) FROM events WHERE visitor_id = ?", [f"visitor-{number}"]).rows
            assert found == [(1,)]
            assert store.hit(entrance(number)["hit_id"]) is not None
            if number % 4 == 0:
                store.seal()

    failures: list[BaseException] = []

    def attempt(first: int) -> None:
        try:
            visit(first)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=attempt, args=(first,)) for first in (0, 100, 200, 300)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert store.read("SELECT count(*), count(DISTINCT event_id) FROM events").rows == [(40, 40)]


async def test_event_loops_wait_for_what_is_durable(store: EventStore, open_store: Callable[[], EventStore]) -> None:
    await store.keep([entrance(1)], sessions={"visitor-1": "{}"})
    assert open_store().hit(entrance(1)["hit_id"]) == entrance(1)
    assert open_store().session("visitor-1") == "{}"
    with pytest.raises(EventError):
        await store.keep([entrance(2, country=49)])


def test_those_who_wait_hear_of_a_database_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "events.db").mkdir()
    store = EventStore(tmp_path, lambda: MORNING)
    futures = [store.submit([entrance(number)]) for number in range(3)]
    for future in futures:
        assert isinstance(future.exception(timeout=10), OSError)
    (tmp_path / "events.db").rmdir()
    store.append([entrance(9)])
    assert store.read("SELECT count(*) FROM events").rows == [(1,)]
    store.close()


def test_closing_keeps_what_was_submitted_and_the_next_use_opens_again(store: EventStore) -> None:
    for number in range(200):
        store.submit([entrance(number)])
    store.close()
    assert store.read("SELECT count(*) FROM events").rows == [(200,)]


def test_a_question_that_takes_too_long_is_cut_off(tmp_path: Path) -> None:
    store = EventStore(tmp_path, lambda: MORNING, limits=Limits(query_seconds=0.05))
    with pytest.raises(QueryTimeoutError, match=r"The question took longer than 0\.05 seconds\. Ask about a shorter"):
        store.read("SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b")
    assert store.read("SELECT count(*) FROM events").rows == [(0,)]
    store.close()


def test_changing_what_is_not_there_changes_nothing(store: EventStore) -> None:
    store.append([entrance(1)])
    store.seal()
    store.append([entrance(2)])
    ids = [entrance(number)["event_id"] for number in (1, 2, 3)]
    for change in (
        lambda: store.remove(ids),
        lambda: store.reprice(dict.fromkeys(ids, Decimal(5))),
        lambda: store.replace([entrance(number, country="FR") for number in (1, 2, 3)]),
    ):
        with pytest.raises(UnknownEventsError, match=r"There is no event '.*0003'\. Nothing was changed\."):
            change()
    assert store.read("SELECT event_id, country, cost FROM events ORDER BY event_id").rows == [
        (id, "DE", Decimal("0.01")) for id in ids[:2]
    ]


def test_a_cost_that_cannot_be_kept_changes_nothing(store: EventStore) -> None:
    store.append([entrance(1), entrance(2)])
    with pytest.raises(EventError):
        store.reprice({entrance(1)["event_id"]: Decimal(5), entrance(2)["event_id"]: Decimal("0.0000001")})
    assert store.read("SELECT DISTINCT cost FROM events").rows == [(Decimal("0.01"),)]


@pytest.mark.parametrize("marked", [1_000, 0])
def test_changes_stay_when_they_are_sealed(tmp_path: Path, marked: int) -> None:
    store = EventStore(tmp_path, lambda: MORNING, limits=Limits(marked=marked))
    store.append([entrance(number, time=MORNING + number % 2 * DAY) for number in range(6)])
    store.seal()
    ids = [entrance(number, time=MORNING + number % 2 * DAY)["event_id"] for number in range(6)]
    assert store.reprice({ids[0]: Decimal("1.25"), ids[1]: None}) == 2
    assert store.remove([ids[2], ids[3]]) == 2
    assert store.remove_where("visitor_id = ?", ["visitor-4"]) == 1
    for _ in ("changed", "sealed", "sealed again"):
        rows = store.read("SELECT event_id, cost FROM events ORDER BY visitor_id").rows
        assert rows == [(ids[0], Decimal("1.25")), (ids[1], None), (ids[5], Decimal("0.01"))]
        assert store.hit(ids[2]) is None
        store.seal()
    store.close()


@pytest.mark.parametrize("marked", [1_000, 0])
def test_an_event_can_be_changed_again_and_again(tmp_path: Path, marked: int) -> None:
    store = EventStore(tmp_path, lambda: MORNING, limits=Limits(marked=marked))
    visit = entrance(1)
    store.append([visit, entrance(2)])
    for cost in map(Decimal, range(1, 5)):
        store.seal()
        assert store.reprice({visit["event_id"]: cost}) == 1
        assert store.replace([visit | {"cost": cost, "country": "FR"}]) == 1
        assert store.of_hit(visit["hit_id"]) == [visit | {"cost": cost, "country": "FR"}]
        assert store.read("SELECT cost FROM events ORDER BY event_id").rows == [(cost,), (Decimal("0.01"),)]
    store.seal()
    assert store.remove([visit["event_id"]]) == 1
    store.append([visit])
    store.seal()
    assert store.hit(visit["hit_id"]) == visit
    store.close()


def test_a_tracker_without_traffic_makes_no_files_and_loads_no_engine(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from server.local import build_tracker;"
        f"build_tracker(Path({str(tmp_path)!r})).close(); print([n for n in ('duckdb', 'numpy') if n in sys.modules])"
    )
    root = Path(__file__).parents[4]
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
    assert sorted(path.name for path in tmp_path.iterdir() if "events" in path.name) == []
    assert build_tracker(tmp_path)


def test_nothing_is_said_when_a_process_ends_without_closing(tmp_path: Path) -> None:
    program = (
        "from pathlib import Path; from server.local.events import EventStore;"
        f"store = EventStore(Path({str(tmp_path)!r}), lambda: 1); print(store.read('SELECT 1').rows)"
    )
    root = Path(__file__).parents[4]
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("[(1,)]\n", "")
