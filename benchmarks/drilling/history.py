"""Millions of events that never happened, made by DuckDB and sealed as the store seals."""

from datetime import UTC, datetime
from pathlib import Path

from funnels.events import COLUMNS
from server.database import writing
from server.local.events import EventStore, columns, files
from server.local.events.place import Place
from server.local.events.publication import Publication, publish

DAYS = 30
FIRST_DAY = (datetime(2026, 10, 1, tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)).days
DAY_MS = 86_400_000
NOW = (FIRST_DAY + DAYS + 1) * DAY_MS

_EVENTS_OF_A_VISIT = 4.05


def rows_of_day(number: int, visits: int) -> str:
    """SQL of the events of a day: an entrance, a lander, a click, an offer, and of every 20th visit a conversion."""
    start = (FIRST_DAY + number) * DAY_MS
    known = {
        "event_id": "hit_id || CASE step WHEN 2 THEN '.a' WHEN 4 THEN '.c' ELSE '' END",
        "event_type": "['entrance', 'view', 'action', 'view', 'conversion'][step + 1]",
        "event_time": "time + step * 1000",
        "action_number": "CASE WHEN step = 2 THEN 1 END",
        "cost": "CASE WHEN step = 0 THEN (h % 40000) / 1000000 END",
        "revenue": "CASE WHEN step = 4 THEN 10 + h % 30 END",
        "conversion_id": "CASE WHEN step = 4 THEN hit_id || '.c' ELSE '' END",
        "hit_id": "hit_id",
        "hit_time": "time + step * 1000",
        "node_id": "'0Node' || lpad((h % 3 * 5 + step)::VARCHAR, 7, '0')",
        "node_type": "['root', 'lander', 'lander', 'offer', 'offer'][step + 1]",
        "page_id": "CASE WHEN step = 0 THEN '' ELSE '0Page' || lpad((step // 3 * 10 + h % 10)::VARCHAR, 7, '0') END",
        "page_type": "['', 'lander', 'lander', 'offer', 'offer'][step + 1]",
        "visit_id": "visit_id",
        "entrance_time": "time",
        "visitor_id": "lpad((visit // 3 * 3 + h % 2)::VARCHAR, 27, '0')",
        "funnel_id": "'0Funnel' || lpad((h % 20)::VARCHAR, 5, '0')",
        "traffic_source_id": "'0Source' || lpad((h // 20 % 8)::VARCHAR, 5, '0')",
        "country": "['DE', 'US', 'FR', 'GB', 'IT', 'ES', 'PL', 'BR', 'IN', ''][h // 160 % 10 + 1]",
        "region": "'region ' || (h // 160 % 300)",
        "city": "'city ' || (h // 160 % 3000)",
        "device_type": "['mobile', 'desktop', 'tablet'][h // 7 % 3 + 1]",
        "device_os": "['Android', 'iOS', 'Windows', 'macOS'][h // 11 % 4 + 1]",
        "browser": "['Chrome', 'Safari', 'Firefox'][h // 13 % 3 + 1]",
        "user_agent": "'Mozilla/5.0 (device ' || (h % 500) || ') AppleWebKit/537.36'",
        "c1": "'zone' || (h // 17 % 2000)",
        "c2": "CASE WHEN h % 2 = 0 THEN 'ad' || (h // 19 % 200) ELSE '' END",
    }
    values = ", ".join(
        f"CAST({known.get(one.name) or ('NULL' if one.shape != 'text' else chr(39) * 2)}"
        f" AS {columns.TYPES[one.shape]}) AS {one.name}"
        for one in COLUMNS
    )
    visit = (
        f"SELECT visit, CAST(hash(visit) // 2 AS BIGINT) AS h,"
        f" {start} + (visit - {number * visits}) * {DAY_MS} // {visits} AS time"
        f" FROM range({number * visits}, {(number + 1) * visits}) AS made(visit)"
    )
    return (
        f"SELECT {values} FROM (SELECT *, '01' || lpad(visit::VARCHAR, 22, '0') || '0r' AS visit_id,"
        " '01' || lpad(visit::VARCHAR, 22, '0') || ['0r', '1v', '1v', '2h', '2h'][step + 1] AS hit_id"
        f" FROM ({visit}) CROSS JOIN range(5) AS steps(step) WHERE step < 4 OR visit % 20 = 0)"
    )


def fill(folder: Path, events: int) -> None:
    """Seal the events, day by day, as the store does."""
    visits = int(events / _EVENTS_OF_A_VISIT / DAYS)
    EventStore(folder, lambda: NOW).append([])
    place = Place(folder, 600.0)
    with place.turn():
        for number in range(DAYS):
            with place.moment() as moment:
                rows = rows_of_day(number, visits)
                parts = files.write(place.sealed, moment, FIRST_DAY + number, rows, lambda _: None)
                with writing(place.engine) as connection:
                    publish(connection, moment.manifest, Publication(parts), moment.manifest.sealed)
    place.close()
