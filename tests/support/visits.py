"""Events of one visit at a time, as the run time would have recorded them."""

from datetime import UTC, datetime
from typing import Any

Event = dict[str, Any]

VISITOR = "Visitor00000000000000000001"


def ms(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


def visit(number: int, at: str, *pages: str, **columns: Any) -> list[Event]:
    """An entrance, and a second later each a view of the pages; ids that begin with `0Lander` are landers."""
    time, id = ms(at), f"01{number:023d}r"
    shared = {"visit_id": id, "entrance_time": time, "visitor_id": VISITOR, "funnel_id": "0FunnelAAAAA", **columns}
    entrance = {**shared, "hit_id": id, "hit_time": time, "node_id": "0NodeRootAAA", "node_type": "root"}
    events: list[Event] = [{**entrance, "event_id": id, "event_type": "entrance", "event_time": time}]
    for place, page in enumerate(pages, start=1):
        kind = "lander" if page.startswith("0Lander") else "offer"
        then, hit = time + place * 1000, f"01{number:021d}{place:02d}{'h' if kind == 'offer' else 'v'}"
        node = {"node_id": f"0Node{place:07d}", "node_type": kind, "page_id": page, "page_type": kind}
        view = {**shared, **node, "hit_id": hit, "hit_time": then}
        events.append({**view, "event_id": hit, "event_type": "view", "event_time": then})
    return events
