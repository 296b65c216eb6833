from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from ..plans.freeze import Weekly
from ..plans.policy import Policy


def told(policy: Policy, now: datetime) -> dict[str, Any]:
    """The policies by their keys, for people and programs; of a freeze that is on, until when."""
    document: dict[str, Any] = policy.model_dump(mode="json", exclude={"freezes"})
    until = {freeze.name: end for freeze, end in policy.freezing(now)}
    return {
        **document,
        "freeze": [
            {
                "name": one.name,
                "from": _shown(one.begins, policy.zone),
                "until": _shown(one.ends, policy.zone),
                "on_until": _shown(until[one.name], policy.zone) if one.name in until else "",
            }
            for one in policy.freezes
        ],
    }


def _shown(time: datetime | Weekly, zone: ZoneInfo) -> str:
    return str(time) if isinstance(time, Weekly) else time.astimezone(zone).isoformat(timespec="minutes")
