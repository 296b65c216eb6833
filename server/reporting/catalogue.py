"""What reports understand, for whoever asks before asking."""

from collections.abc import Sequence

from funnels.assets import TrafficSource
from funnels.reports import ATTRIBUTES
from funnels.wire import Json

from . import fields
from .metrics import KNOWN, formula
from .slang import ATTRIBUTES as ATTRIBUTE_SLANG
from .slang import BY_ROW, PLACEMENTS
from .slang import METRICS as METRIC_SLANG
from .strangers import said


def catalogue(sources: Sequence[TrafficSource]) -> Json:
    return {
        "attributes": [
            {"name": one.name, "label": one.label, "group": one.group, "needs_field": one.needs_field}
            for one in ATTRIBUTES
        ],
        "metrics": [
            {"id": one.id, "label": one.label, "unit": str(one.unit), "formula": formula(one)}
            for one in KNOWN.values()
        ],
        "fields": {said(one.name, 60): _called(one) for one in sources if fields.called(one)},
        "slang": _slang(),
    }


def _called(source: TrafficSource) -> dict[str, str]:
    return {said(slot, 20): said(name, 60) for slot, name in fields.called(source).items()}


def _slang() -> dict[str, str]:
    metrics = {word: KNOWN[id].label for word, id in METRIC_SLANG.items()}
    by_row = {word: KNOWN[ids[""]].label for word, ids in BY_ROW.items()}
    placements = dict.fromkeys(PLACEMENTS, "the tracking field of the source that holds it")
    return {**metrics, **by_row, **ATTRIBUTE_SLANG, **placements}
