import pytest
from happenings import DAY, MORNING, entrance

from server.local.events import EventError, EventStore

MANY = f"""
SELECT printf('%013d%013d', {MORNING}, range) AS event_id, event_id AS hit_id, event_id AS visit_id,
    'entrance' AS event_type, {MORNING} AS event_time, {MORNING} + range % 3 * {DAY} AS entrance_time,
    0.25 AS cost, 'visitor-' || range AS visitor_id
FROM range(?)
"""


def test_what_a_query_gives_is_sealed_at_once(store: EventStore) -> None:
    store.append([entrance(10)])
    assert store.load(MANY, [10]) == 10
    day = MORNING // DAY
    assert store.read("SELECT count(*), sum(cost)::VARCHAR, max(country) FROM events").rows == [
        (11, "2.510000", "DE")
    ]
    assert store.read("SELECT count(*) FROM events", days=(day + 1, day + 2)).rows == [(6,)]
    assert store.hit(entrance(4)["hit_id"]) is not None


@pytest.mark.parametrize("sealed", [False, True])
def test_what_is_there_already_is_not_loaded_again(store: EventStore, sealed: bool) -> None:
    store.append([entrance(5)])
    if sealed:
        store.seal()
    with pytest.raises(EventError, match=r"The event '.*0005' is there already\. Nothing was loaded\."):
        store.load(MANY, [10])
    assert store.read("SELECT count(*) FROM events").rows == [(1,)]


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        (f"{MANY} UNION ALL {MANY.replace('?', '1')}", "comes twice"),
        (f"SELECT *, 1 AS contry FROM ({MANY})", "Events have no column 'contry'."),
        (f"SELECT * EXCLUDE (hit_id) FROM ({MANY})", "Every event needs hit_id."),
        (f"SELECT * REPLACE (NULL AS hit_id) FROM ({MANY})", "needs event_id, event_type, event_time, hit_id"),
    ],
)
def test_what_cannot_be_loaded_is_refused(store: EventStore, sql: str, words: str) -> None:
    with pytest.raises(EventError) as refusal:
        store.load(sql, [3])
    assert words in str(refusal.value)
    assert store.read("SELECT count(*) FROM events").rows == [(0,)]
