"""Single events, visitors and deliveries, as answers tell them: names for ids, and strangers' words made harmless."""

from collections.abc import Callable, Iterable, Mapping

from funnels.events import ACTION, COLUMN, ENTRANCE, VIEW
from funnels.wire import Json

from ..tracker.reporting_answers import Calls, Happening, Postback
from .strangers import said

Named = Callable[[str], str]
"""The name of an asset by its id, or the id."""

_MOST_URL = 200
_UNPAID = (VIEW, ACTION)
_TOP = {
    "funnel": "funnel_id",
    "node": "node_id",
    "page": "page_id",
    "source": "traffic_source_id",
    "revenue": "revenue",
    "cost": "cost",
    "transaction_id": "transaction_id",
}
"""What an event tells at its top, and the column of it."""

_MONEY = {"revenue": (ENTRANCE, *_UNPAID), "cost": _UNPAID}
"""Types of events that have none of it: their zero says nothing."""

_ELSEWHERE = {"event_type", "event_time", "hit_id", "visitor_id", *_TOP.values()}


def event(one: Happening, named: Named) -> Json:
    kind = one.values.get("event_type", "")

    def top(column: str) -> str:
        known = one.names.get(column) or one.values.get(column, "")
        if column in _MONEY and kind in _MONEY[column] and known in ("0", "0.0"):
            return ""
        return said(named(known) if column.endswith("_id") and known == one.values.get(column) else known)

    return {
        "type": said(one.values.get("event_type", "")),
        "time": one.time.isoformat(timespec="seconds") if one.time else "",
        "hit_id": said(one.values.get("hit_id", "")),
        "visitor_id": said(one.values.get("visitor_id", "")),
        **{word: top(column) for word, column in _TOP.items()},
        "details": {name: said(one.named(name)) for name in one.values if name in COLUMN and name not in _ELSEWHERE},
    }


def visitor(about: Mapping[str, str]) -> dict[str, str]:
    return {said(word, 40): said(value) for word, value in about.items()}


def postback(one: Postback, named: Named) -> Json:
    told = {
        "time": said(one.time),
        "direction": said(one.direction),
        "result": said(one.result),
        "event": said(one.event),
        "funnel": said(named(one.funnel)),
        "source": said(named(one.source)),
        "payout": said(one.payout),
        "transaction": said(one.transaction),
        "status": "" if one.status is None else str(one.status),
        "hit_id": said(one.hit),
        "message": said(one.message),
        "url": said(one.url, _MOST_URL),
    }
    return {word: value for word, value in told.items() if value}


def calls(one: Calls) -> Json:
    told: Json = {
        "name": said(one.name or one.id),
        "id": said(one.id),
        "requests": one.requests,
        "successes": one.successes,
        "failures": one.failures,
        "timeouts": one.timeouts or None,
        "last_status": one.last_status,
        "last_time": said(one.last_time),
        "average_ms": one.average_ms,
        "routes": {said(key, 64): count for key, count in one.routes.items()},
    }
    return {word: value for word, value in told.items() if value not in (None, "", {})}


def told_postbacks(entries: Iterable[Postback], total: int) -> str:
    """How the postbacks went, in a sentence."""
    results: dict[str, int] = {}
    for one in entries:
        results[one.result or "unknown"] = results.get(one.result or "unknown", 0) + 1
    if not results:
        return "No postback came or went in that period."
    counted = ", ".join(f"{count} {said(result, 20)}" for result, count in sorted(results.items(), key=_by_count))
    shown = sum(results.values())
    whole = f"{total:,} postback{'' if total == 1 else 's'}"
    return f"{whole}; of the newest {shown}: {counted}." if total > shown else f"{whole}: {counted}."


def told_calls(rows: Iterable[Calls], kind: str) -> str:
    known = list(rows)
    asked, failed = sum(one.requests for one in known), sum(one.failures + one.timeouts for one in known)
    if not asked:
        return f"No {kind} was called in that period."
    slow = max((one.average_ms or 0 for one in known), default=0)
    wait = (
        f" The slowest takes {slow:.0f} ms on average: visitors wait for it." if kind == "middleware" and slow else ""
    )
    many = "s" if kind == "webhook" and len(known) != 1 else ""
    return f"{asked:,} call{'' if asked == 1 else 's'} of {len(known)} {kind}{many}, {failed} failed.{wait}"


def _by_count(pair: tuple[str, int]) -> tuple[int, str]:
    return -pair[1], pair[0]
