"""How often pages are clicked and offers convert, out of the account's own reports.

Counted in the funnel, or in all funnels where the page was seen too little there. A page without views enough has no
rates here.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from funnels.simulation.assumptions import Kind

from ..tracker import Tracker
from ..tracker.reporting_answers import Row
from ..tracker.reporting_questions import By, Question
from .assumed import LEAST, reported, rounded
from .showings import Showing
from .window import Window

_FEWEST_CONVERSIONS = 5
"""Below which an average payout is no better than the one on the page."""

Counts = Mapping[str, Mapping[str, float]]
"""Of each metric, by page."""


@dataclass(frozen=True, slots=True)
class Found:
    """By page id. `origins` say where each is from."""

    clicks: dict[str, dict[int, float]] = field(default_factory=dict)
    conversions: dict[str, float] = field(default_factory=dict)
    payouts: dict[str, Decimal] = field(default_factory=dict)
    origins: dict[tuple[Kind, str], str] = field(default_factory=dict)


class Rates:
    def __init__(self, tracker: Tracker, funnel: str, window: Window, *, only: str = "") -> None:
        """`only`: id of the one traffic source whose visitors count."""
        self._tracker = tracker
        self._window = window
        self._source = (By("Third Parties: Traffic Source", any=(only,)),) if only else ()
        self._funnel = (By("Element: Funnel", any=(funnel,)),)

    async def of(self, showings: Sequence[Showing]) -> Found:
        found = Found()
        for is_offer in (False, True):
            pages = [one for one in showings if one.is_offer is is_offer]
            if pages:
                await self._take(pages, Words.of(is_offer), found)
        return found

    async def _take(self, pages: Sequence[Showing], words: "Words", found: Found) -> None:
        own = await self._counted(words, [])
        few = [one.page for one in pages if own[one.page][words.views] < LEAST]
        everywhere = await self._counted(words, few) if few else {}
        acted = await self._by_action(words, []) if any(one.actions for one in pages) else {}
        acted_there = await self._by_action(words, few) if few and acted is not None else {}
        for one in pages:
            wider = one.page in everywhere and own[one.page][words.views] < LEAST
            counts = (everywhere if wider else own)[one.page]
            if counts[words.views] >= LEAST:
                self._note(one, counts, acted_there if wider else acted, words, found, wider)

    def _note(
        self,
        one: Showing,
        counts: Mapping[str, float],
        acted: Mapping[tuple[str, int], float],
        words: "Words",
        found: Found,
        wider: bool,
    ) -> None:
        where = ", all funnels" if wider else ""
        views = counts[words.views]
        origin = reported(views, "view", self._window.words) + where
        shares = {action: acted.get((one.page, action), 0.0) / views for action in one.actions}
        if shares:
            whole = max(1.0, sum(shares.values()))
            found.clicks[one.page] = {action: share / whole for action, share in shares.items()}
            found.origins["click rate", one.page] = origin
        if one.is_offer:
            found.conversions[one.page] = min(1.0, counts["conversions"] / views)
            found.origins["conversion rate", one.page] = origin
        if one.is_offer and counts["conversions"] >= _FEWEST_CONVERSIONS and counts["revenue"]:
            found.payouts[one.page] = rounded(counts["revenue"] / counts["conversions"])
            origin = reported(counts["conversions"], "conversion", self._window.words) + where
            found.origins["payout", one.page] = origin

    async def _counted(self, words: "Words", everywhere: Sequence[str]) -> Counts:
        """In the funnel, or of these pages everywhere."""
        counts: dict[str, dict[str, float]] = defaultdict(lambda: dict.fromkeys(words.metrics, 0.0))
        for row in await self._rows(words, words.metrics, everywhere):
            for metric in words.metrics:
                counts[row.ids[0] or ""][metric] += float(row.values.get(metric) or 0)
        return counts

    async def _by_action(self, words: "Words", everywhere: Sequence[str]) -> dict[tuple[str, int], float]:
        found: dict[tuple[str, int], float] = defaultdict(float)
        for row in await self._rows(words, (words.clicks,), everywhere, By("Click: Action Number")):
            action = str(row.ids[-1] or "")
            if action.isdigit():
                found[row.ids[0] or "", int(action)] += float(row.values.get(words.clicks) or 0)
        return found

    async def _rows(
        self, words: "Words", metrics: Iterable[str], everywhere: Sequence[str], *further: By
    ) -> tuple[Row, ...]:
        by = (By(words.page, any=tuple(dict.fromkeys(everywhere))), *further)
        filters = self._source if everywhere else (*self._funnel, *self._source)
        question = Question(self._window.span, self._window.zone, by=by, filters=filters, metrics=tuple(metrics))
        return (await self._tracker.whole_drilldown(question)).rows


@dataclass(frozen=True, slots=True)
class Words:
    """How reports call what is counted of landers, or of offers."""

    page: str
    views: str
    clicks: str
    metrics: tuple[str, ...]

    @classmethod
    def of(cls, is_offer: bool) -> "Words":
        if is_offer:
            return cls("Element: Offer", "offerViews", "offerClicks", ("offerViews", "conversions", "revenue"))
        return cls("Element: Lander", "landerViews", "landerClicks", ("landerViews",))
