"""Who makes a visit, as events and as conditions see them."""

from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from funnels.checks.visitors import Visitor

from .addresses import anonymous, is_hidden
from .asked import Asked, place
from .devices import device, language
from .places import Place

_ATTRIBUTES = {
    "continent": "continent",
    "country": "country",
    "region": "region",
    "city": "city",
    "isp": "isp",
    "connection_type": "connection type",
    "mobile_carrier": "mobile carrier",
    "device_type": "device",
    "device_brand": "brand",
    "device_model": "model",
    "device_os": "os",
    "device_os_version": "os version",
    "browser": "browser",
    "browser_version": "browser version",
    "language": "browser language",
    "user_agent": "user agent",
    "traffic_source_id": "traffic source",
}
"""The words of conditions by the columns of events."""


def columns(asked: Asked, where: Place, anonymizer: str) -> dict[str, str]:
    """What a request tells of its visitor, for the events of a visit."""
    found = {**device(asked.user_agent), **where}
    found.pop("timezone", None)
    found["language"] = language(asked.accepted_languages)
    found["tracking_domain"] = asked.host
    hidden = anonymizer != "disabled" and is_hidden(anonymizer, where.get("country", ""))
    found["ip"] = anonymous(asked.address) if hidden else asked.address
    if asked.referrer:
        found["referrer_domain"], found["referrer_path"] = place(asked.referrer)
    return found


def visitor(
    visit: Mapping[str, str], aliases: Mapping[str, str], asked: Asked, where: Place, tags: frozenset[str], now: int
) -> Visitor:
    """For conditions. `aliases`: the source's names of its fields, by slot; a field is known by both names."""
    attributes = {word: visit[column] for column, word in _ATTRIBUTES.items() if visit.get(column)}
    attributes["ip"] = asked.address
    attributes["referrer"] = asked.referrer
    attributes["current url"] = f"{asked.host}{asked.path}"
    attributes["tracking domain"] = asked.host
    moment = datetime.fromtimestamp(now / 1000, _zone(where.get("timezone", "")))
    attributes["timezone"] = where.get("timezone", "")
    attributes["utc offset"] = _offset(moment)
    fields = {slot: visit[slot] for slot in ("campaign", "external") if visit.get(slot)}
    fields |= {name: value for name, value in visit.items() if name[0] == "c" and name[1:].isdecimal()}
    fields |= {alias: visit[slot] for slot, alias in aliases.items() if visit.get(slot)}
    return Visitor(attributes, fields, tags, moment)


@lru_cache(maxsize=1024)
def _zone(name: str) -> tzinfo:
    """UTC where the zone is not known."""
    try:
        return ZoneInfo(name) if name else UTC
    except (ValueError, OSError, KeyError):
        return UTC


def _offset(moment: datetime) -> str:
    """In minutes; east of Greenwich is more than 0."""
    offset = moment.utcoffset()
    return str(int(offset.total_seconds() // 60)) if offset else "0"
