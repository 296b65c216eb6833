"""What reports understand, for whoever asks before asking."""

import re
from collections.abc import Sequence

from funnels.assets import TrafficSource
from funnels.reports import ATTRIBUTES, Attribute, Metric
from funnels.wire import Json

from . import fields
from .metrics import KNOWN, formula
from .slang import ATTRIBUTES as ATTRIBUTE_SLANG
from .slang import BY_ROW, PLACEMENTS
from .slang import METRICS as METRIC_SLANG
from .strangers import said

_OTHER_EVENTS = re.compile(r"Event([2-9]|10)(?!\d)")
"""Custom events 2 to 10 have what the first has."""


def catalogue(sources: Sequence[TrafficSource]) -> Json:
    return {
        "attributes": [_attribute(one) for one in ATTRIBUTES],
        "metrics": [_metric(one) for one in KNOWN.values() if not _OTHER_EVENTS.search(one.id)],
        "fields": {said(one.name, 60): _called(one) for one in sources if fields.called(one)},
        "slang": _slang(),
    }


def _attribute(one: Attribute) -> Json:
    told: Json = {"name": one.name, "label": one.label, "group": one.group}
    return {**told, "needs_field": True} if one.needs_field else told


def _metric(one: Metric) -> Json:
    told: Json = {"id": one.id, "label": one.label, "unit": str(one.unit)}
    return {**told, "formula": formula(one)} if formula(one) else told


def _called(source: TrafficSource) -> dict[str, str]:
    return {said(slot, 20): said(name, 60) for slot, name in fields.called(source).items()}


def _slang() -> dict[str, str]:
    metrics = {word: KNOWN[id].label for word, id in METRIC_SLANG.items()}
    by_row = {word: KNOWN[ids[""]].label for word, ids in BY_ROW.items()}
    placements = dict.fromkeys(PLACEMENTS, "the tracking field of the source that holds it")
    return {**metrics, **by_row, **ATTRIBUTE_SLANG, **placements}
