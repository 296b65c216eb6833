from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from funnels.account import Account
from funnels.assets import Funnel, PageGroup
from funnels.blueprint import Reading, opened, read
from funnels.wire import Json

from ..demo import ensure_demo_traffic
from ..reporting import comparisons, splits
from ..reporting.period import Period
from ..reporting.periods import period as period_of
from ..reporting.variants import variants
from ..reporting.window import Window
from ..reporting.zones import zone
from .place import Place
from .snapshots import funnel_of
from .users import active_funnels, users_of


MONTH = "last 30 days"
FLOOR = Decimal(10)

Progress = Callable[[float, float, str], Awaitable[None]]


async def quiet(done: float, total: float, what: str) -> None:
    pass


class Forecasting(Place):
    """Which variant is better, and what would happen; nothing here writes."""

    async def compare_variants(
        self,
        wanted: str,
        *,
        step: str = "",
        by: str = "",
        metric: str = "",
        period: str = MONTH,
        floor: Decimal = FLOOR,
        progress: Progress = quiet,
    ) -> Json:
        """The arms of a split with a verdict. What cannot be understood is refused with the nearest."""
        time = self._within(period)
        reading, account, shared = await self._whole(wanted)
        found_splits = splits.splits_of(reading, account)
        split = splits.chosen(found_splits, step, by, list(reading.keys), reading.funnel.name)
        window = Window.of(time)
        await ensure_demo_traffic(self._workspace, progress=progress)
        found = await variants(self._workspace.tracker, reading.funnel.id, split, metric, window.span, window.zone)
        others = await self._others(reading.funnel, account, split.group) if split.group in shared else ()
        return {
            "title": f"{split.name} of {reading.funnel.name}",
            "funnel": {"id": reading.funnel.id, "name": reading.funnel.name},
            "period": time.told(),
            **comparisons.told(
                found,
                floor=floor,
                days=min(window.days, float(found.days)),
                shared_with=others,
                reweighted_at=self._reweighted(reading.funnel, split, time),
            ),
        }

    def _within(self, words: str) -> Period:
        return period_of(words, self._workspace.now(), zone(""))

    async def _whole(self, wanted: str) -> tuple[Reading, Account, Mapping[str, Any]]:
        """The funnel, with what it shares read as its own, and what that is by id."""
        funnel, account = await funnel_of(self._workspace, wanted)
        own = opened(funnel, account)
        return read(funnel, own.account), own.account, own.shared

    async def _others(self, funnel: Funnel, account: Account, group: str) -> tuple[str, ...]:
        """Names of the other active funnels that use the page group."""
        others = [one for one in await active_funnels(self._workspace, account) if one.id != funnel.id]
        return users_of([group], others).get(group, ())

    def _reweighted(self, funnel: Funnel, split: splits.SplitStep, time: Period) -> datetime | None:
        """When other weights were last seen within the period, as far as versions were noted."""
        key = (PageGroup.family, split.group) if split.group else (Funnel.family, funnel.id)
        stood: Mapping[str, Any] | None = None
        last: datetime | None = None
        for version in self._workspace.plans.versions.of(key):
            if version.key != key or version.document is None:
                continue
            weights = _weights(version.document, split)
            if stood is not None and weights != stood and version.at >= time.start:
                last = version.at
            stood = weights
        return last


def _weights(document: Json, split: splits.SplitStep) -> dict[str, Any]:
    """By page, or by the node that a way leads to."""
    if split.group:
        return {one["idPage"]: one["weight"] for one in document.get("pages", ())}
    ways = (one for one in document.get("connections", ()) if one["idSourceNode"] == split.node)
    return {one["idTargetNode"]: (one.get("connectionRotatorParams") or {}).get("weight") for one in ways}
