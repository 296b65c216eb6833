"""What the reports say, held against what was sent: every metric of the contract, and the visits of every node."""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

from funnels.reports import METRICS
from server.tracker import embedded_tracker
from server.tracker.reporting_questions import By, Question, Span

from .journal import ALL, Journal
from .metrics import metric, sums
from .people import DAYS, LAST
from .stage import Stage

_SINCE = datetime.combine(LAST - timedelta(days=DAYS), time(), UTC)
SPAN = Span(_SINCE, _SINCE + timedelta(days=DAYS + 30))
_FUNNEL, _NODE = "Element: Funnel", "Element: Node"

_CLOSE = Decimal("1e-9")
"""Ratios are rounded on their way; counts and money are not."""


async def differences(stage: Stage, journal: Journal) -> tuple[int, list[str]]:
    """How many figures were compared, and those that differ, in words."""
    async with embedded_tracker(stage.home) as tracker:
        ids = tuple(one.id for one in METRICS)
        found, wrong = 0, list[str]()
        for name in (ALL, *stage.funnels):
            filters = (By(_FUNNEL, any=(stage.ids[name],)),) if name else ()
            answer = await tracker.drilldown(Question(SPAN, by=(By(_FUNNEL),), filters=filters, metrics=ids))
            sent = sums(journal, name)
            found += len(ids)
            wrong += [f"{name or 'all'}: {one}" for id in ids if (one := _differs(id, answer.totals, sent))]
        nodes = await tracker.whole_drilldown(Question(SPAN, by=(By(_NODE),), metrics=("nodeViews",)))
    views = {row.keys[0].id: row.values["nodeViews"] for row in nodes.rows}
    for funnel in stage.funnels.values():
        for node in funnel.nodes:
            sent_there = journal.visits_of(funnel.name, node.node_name, is_root=node.node_type == "root")
            found += 1
            if views.get(node.id_node, 0) != sent_there:
                wrong.append(f"visits of {node.node_name}: reported {views.get(node.id_node)}, sent {sent_there}")
    return found, wrong


def _differs(id: str, reported: Mapping[str, Decimal | None], sent: Mapping[str, Decimal]) -> str:
    expected, said = metric(id, sent), reported[id]
    if expected is None or said is None:
        agrees = expected is said
    elif id in sent:
        agrees = expected == said
    else:
        agrees = abs(expected - said) <= _CLOSE * max(1, abs(expected))
    return "" if agrees else f"{id}: reported {said}, sent {expected}"
