"""Events as a run time makes them: thirty columns, visits of four hits, ids that sort by time."""

from decimal import Decimal
from random import Random
from typing import Any

BEGUN = 1_800_000_000_000
AGENT = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36"


def events(count: int) -> list[dict[str, Any]]:
    random = Random(7)
    return [event(number, random) for number in range(count)]


def event(number: int, random: Random) -> dict[str, Any]:
    begun = BEGUN + number // 4 * 40
    id = f"{begun + number % 4 * 9_000:010x}{random.getrandbits(64):016x}"
    return {
        "event_id": id,
        "event_type": "view" if number % 4 else "entrance",
        "event_time": begun + number % 4 * 9_000,
        "hit_id": id,
        "hit_time": begun + number % 4 * 9_000,
        "node_id": f"node{number % 4}",
        "node_type": "lander",
        "page_id": f"page{random.randrange(40)}",
        "visit_id": f"{begun:010x}{number // 4:016x}",
        "entrance_time": begun,
        "visitor_id": f"{begun:011x}{random.getrandbits(64):016x}",
        "funnel_id": "funnel",
        "traffic_source_id": "source",
        "campaign": f"campaign-{random.randrange(50)}",
        **{f"c{slot}": f"value-{random.randrange(200 * slot)}" for slot in range(1, 5)},
        "ip": f"198.51.{random.randrange(256)}.{random.randrange(256)}",
        "country": "DE",
        "region": "Bavaria",
        "city": "Munich",
        "isp": "Telekom",
        "language": "de",
        "device_type": "Mobile",
        "device_os": "Android",
        "browser": "Chrome Mobile",
        "user_agent": AGENT,
        **({} if number % 4 else {"cost": Decimal("0.0125")}),
    }
