"""How many visits funnels had: one drilldown report, by hand, for the reporting contract is not among ours yet.

Path, body and answer are derived, so the answer is read with tolerance: columns by their names in any spelling, rows
of a tree or flat, ids or names of funnels in the grouping cell.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from funnels.wire import Json

from ..contracts import Operation
from ..errors import TrackerUnavailable

DRILLDOWN = Operation(
    id="createDrilldownReport",
    method="POST",
    path="/reporting/drilldown/",
    other_paths=(),
    family="Reporting",
    summary="Create a drilldown report",
    description="",
    parameters=(),
    body={},
    body_required=True,
    answer={},
    effect="read",
    _components={},
)

_FUNNEL = "Element: Funnel"
_MOST_ROWS = 1000


def question(funnels: Sequence[str], since: datetime, until: datetime) -> Json:
    """The body: visits by funnel, of these, from `since` to before `until`."""
    return {
        "timeStart": _written(since),
        "timeEnd": _written(until),
        "timezone": "UTC",
        "attributes": [{"attribute": _FUNNEL, "whitelistFilters": list(funnels)}],
        "metrics": ["visits"],
        "paging": {"start": 0, "length": _MOST_ROWS},
        "options": {"viewType": "flat", "showArchivedAssets": True},
    }


def counted(answer: Any, funnels: Iterable[str]) -> Mapping[str, int]:
    """Visits by funnel; those it says nothing of had none. TrackerUnavailable for what is no report."""
    columns, rows = (answer.get("columns"), answer.get("rows")) if isinstance(answer, dict) else (None, None)
    if not isinstance(rows, list) or (rows and not isinstance(columns, list)):
        raise _unreadable()
    visits = dict.fromkeys(funnels, 0)
    if not rows:
        return visits
    funnel_at, visits_at = _place(columns, "funnel", 0), _place(columns, "visits", len(columns or ()) - 1)
    for cells in _cells(rows):
        if max(funnel_at, visits_at) >= len(cells):
            raise _unreadable()
        id, count = _raw(cells[funnel_at]), _number(_raw(cells[visits_at]))
        if id in visits:
            visits[id] += count
    return visits


def _written(time: datetime) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def _place(columns: Any, wanted: str, otherwise: int) -> int:
    names = [str(one.get("name", "") if isinstance(one, dict) else one) for one in columns]
    letters = [re.sub(r"[^a-z]", "", name.casefold().rpartition(":")[2]) for name in names]
    return letters.index(wanted) if wanted in letters else otherwise


def _cells(rows: Iterable[Any]) -> Iterator[Sequence[Any]]:
    for row in rows:
        cells = row.get("cells") if isinstance(row, dict) else None
        if not isinstance(cells, list):
            raise _unreadable()
        yield cells


def _raw(cell: Any) -> Any:
    return cell.get("raw") if isinstance(cell, dict) else cell


def _number(raw: Any) -> int:
    """Of a metric that is not applicable: none."""
    try:
        return int(float(raw)) if raw is not None else 0
    except (TypeError, ValueError, OverflowError):
        raise _unreadable() from None


def _unreadable() -> TrackerUnavailable:
    return TrackerUnavailable("The tracker's report of visits cannot be read.", sent=False)
