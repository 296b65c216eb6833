"""The attributes that reports can group and filter by."""

from funnels.reports import ATTRIBUTES

from ..call import Call
from ..documents import dumped


def listed(_: Call) -> str:
    return dumped(
        [
            {"name": one.name, "label": one.label, "group": one.group, "requiresTrackingField": one.needs_field}
            for one in ATTRIBUTES
        ]
    )
