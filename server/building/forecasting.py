from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from anyio import to_thread

from funnels.account import Account
from funnels.assets import Condition, Funnel, PageGroup, TrafficSource
from funnels.blueprint import Reading, opened, parse_operations, read
from funnels.names import resolve
from funnels.pictures.clean import harmless
from funnels.reports.forecast_charts import exit_chart
from funnels.wire import Json

from ..demo import ensure_demo_traffic
from ..reporting import comparisons, splits
from ..reporting.forecasts import Forecast, forecast
from ..reporting.mixes import traffic
from ..reporting.period import Period
from ..reporting.periods import period as period_of
from ..reporting.rates import Rates
from ..reporting.scenarios import Scenario, assuming, known_too, scenario
from ..reporting.showings import showings
from ..reporting.simulated import simulated
from ..reporting.strangers import said
from ..reporting.variants import variants
from ..reporting.what_ifs import answered
from ..reporting.window import Window
from ..reporting.wishes import Assume, Wish, assume, wishes
from ..reporting.zones import zone
from .drafting import draft_of, edit_of
from .place import Place
from .snapshots import funnel_of
from .users import active_funnels, users_of

MONTH = "last 30 days"

Format = Literal["png", "svg"]
Progress = Callable[[float, float, str], Awaitable[None]]

_NOTHING: Mapping[str, Any] = {}


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
        floor: Decimal | None = None,
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
            "title": f"{harmless(split.name)} of {harmless(reading.funnel.name)}",
            "funnel": {"id": reading.funnel.id, "name": said(reading.funnel.name)},
            "period": time.told(),
            **comparisons.told(
                found,
                floor=floor,
                days=min(window.days, float(found.days)),
                shared_with=others,
                reweighted_at=self._reweighted(reading.funnel, split, time),
                unfinished=_unfinished(time),
            ),
        }

    async def simulate(
        self,
        wanted: str,
        *,
        visitors: int = 1000,
        assumed: Mapping[str, Any] = _NOTHING,
        what_if: Sequence[Mapping[str, Any]] = (),
        period: str = MONTH,
        samples: int = 0,
        progress: Progress = quiet,
    ) -> Json:
        """What so many visitors do on average; with `samples`, how far chance alone moves it."""
        own, asked, window = assume(assumed), wishes(what_if), Window.of(self._within(period))
        reading, account, _ = await self._whole(wanted)
        await ensure_demo_traffic(self._workspace, progress=progress)
        base = assuming(await self._reported(reading, account, own, window), own)
        found = forecast(base, visitors)
        answers = [await self._answered(one, found, window) for one in asked]
        return await to_thread.run_sync(simulated, found, answers, samples)

    async def comparison_chart(self, comparison: Json, format: Format = "png") -> bytes:
        """A picture of what compare_variants answered; empty where there is nothing to see."""
        from ..reporting.interval_chart import drawn, intervals  # loads what only pictures need

        many = intervals(comparison)
        return await to_thread.run_sync(drawn, comparison, many, format) if many else b""

    async def simulation_chart(self, simulation: Json, format: Format = "png") -> bytes:
        """A picture of where the visits of simulate end; empty where all end at one place."""
        from ..reporting.drawing import drawn  # loads what only pictures need

        chart = exit_chart(simulation)
        return await to_thread.run_sync(drawn, chart, format) if chart else b""

    async def _reported(self, reading: Reading, account: Account, own: Assume, window: Window) -> Scenario:
        """As the reports have it, of the visitors of one source where one is said."""
        only = ""
        if own.source:
            only = resolve(own.source, account.entries(TrafficSource.family), what=TrafficSource.title).id
        return await self._assumed_of(reading, account, window, only)

    async def _answered(self, wish: Wish, base: Forecast, window: Window) -> Json:
        then = base.scenario
        if wish.assume.source:
            then = await self._reported(then.reading, then.account, wish.assume, window)
        if wish.operations:
            then = await self._edited(then, wish, window)
        then = assuming(then, wish.assume)
        return answered(wish, base, forecast(then, base.expected.visitors))

    async def _edited(self, base: Scenario, wish: Wish, window: Window) -> Scenario:
        """With pages that come in as they did elsewhere."""
        edited = edit_of(base.reading.funnel, base.account, parse_operations(wish.operations))
        draft = await draft_of(self._workspace, edited, alone=True)
        reading = read(draft.funnel, draft.account)
        shown = tuple(showings(reading, draft.account))
        have = {one.page for one in base.showings}
        new = [one for one in shown if one.page not in have]
        then = replace(base, reading=reading, account=draft.account, showings=shown)
        if not new:
            return then
        rates = Rates(self._workspace.tracker, base.reading.funnel.id, window, only=base.source)
        return known_too(then, await rates.of(new))

    def _within(self, words: str) -> Period:
        return period_of(words, self._workspace.now(), zone(self._workspace.policy().time_zone))

    async def _whole(self, wanted: str) -> tuple[Reading, Account, Mapping[str, Any]]:
        """The funnel, with what it shares read as its own, and what that is by id."""
        funnel, account = await funnel_of(self._workspace, wanted)
        own = opened(funnel, account)
        return read(funnel, own.account), own.account, own.shared

    async def _assumed_of(self, reading: Reading, account: Account, window: Window, only: str) -> Scenario:
        tracker = self._workspace.tracker
        ids = [one.id for one in account.entries(TrafficSource.family)]
        sources = await tracker.get_many(TrafficSource, [only] if only else ids)
        came = await traffic(tracker, reading.funnel, list(account.all(Condition)), sources, window, only=only)
        found = await Rates(tracker, reading.funnel.id, window, only=only).of(showings(reading, account))
        return scenario(reading, account.plus(sources), came, found, self._workspace.now())

    async def _others(self, funnel: Funnel, account: Account, group: str) -> tuple[str, ...]:
        """Names of the other active funnels that use the page group."""
        others = [one for one in await active_funnels(self._workspace, account) if one.id != funnel.id]
        return tuple(map(said, users_of([group], others).get(group, ())))

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


def _unfinished(time: Period) -> list[str]:
    return [f"The period is not over: numbers until {time.now:%Y-%m-%d %H:%M} ({time.zone})."] * time.partial


def _weights(document: Json, split: splits.SplitStep) -> dict[str, Any]:
    """By page, or by the node that a way leads to."""
    if split.group:
        return {one["idPage"]: one["weight"] for one in document.get("pages", ())}
    ways = (one for one in document.get("connections", ()) if one["idSourceNode"] == split.node)
    return {one["idTargetNode"]: (one.get("connectionRotatorParams") or {}).get("weight") for one in ways}
