"""How often pages are clicked and offers convert, out of the account's own reports."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from ..tracker import Tracker
from ..tracker.reporting_answers import Row
from ..tracker.reporting_questions import By, Question
from .assumed import ACCOUNT, DEFAULT, DEFAULT_CTR, DEFAULT_CVR, LEAST, Place, Rate, amount, reported
from .mixes import Period
from .showings import Showing

_FEWEST_CONVERSIONS = 5
"""Below which an average payout is no better than the one on the page."""

Counts = Mapping[Place, Mapping[str, float]]


class Rates:
    """Counts of one funnel by node and page, and of the whole account by page where those are too few."""

    def __init__(self, tracker: Tracker, funnel: str, period: Period, *, only: str = "") -> None:
        """`only`: id of the one traffic source whose visitors count."""
        self._tracker = tracker
        self._period = period
        self._source = (By("Third Parties: Traffic Source", any=(only,)),) if only else ()
        self._funnel = (By("Element: Funnel", any=(funnel,)),)

    async def ctr(self, showings: Sequence[Showing]) -> dict[Place, dict[int, Rate]]:
        """By place and action; nothing for pages without a way on."""
        found: dict[Place, dict[int, Rate]] = {}
        for is_offer in (False, True):
            clicked = [one for one in showings if one.actions and one.is_offer is is_offer]
            if clicked:
                found |= await self._clicks(clicked, is_offer)
        return found

    async def offers(
        self, showings: Sequence[Showing], payouts: Mapping[str, str]
    ) -> tuple[dict[Place, Rate], dict[Place, tuple[Decimal, str]]]:
        """Conversions of a view, and revenue of a conversion. `payouts`: as they stand on the pages."""
        offers = [one for one in showings if one.is_offer]
        if not offers:
            return {}, {}
        metrics = ("offerViews", "conversions", "revenue")
        own = await self._counted("Element: Offer", metrics)
        few = [one for one in offers if own[_place(one)]["offerViews"] < LEAST]
        everywhere = await self._everywhere("Element: Offer", metrics, few)
        counts = {_place(one): self._best(one, own, everywhere, "offerViews") for one in offers}
        return (
            {place: self._rate(one, where, "conversions", "offerViews") for place, (one, where) in counts.items()},
            {place: self._payout(place[1], *counts[place], payouts) for place in counts},
        )

    async def _clicks(self, showings: Sequence[Showing], is_offer: bool) -> dict[Place, dict[int, Rate]]:
        page, views, clicks = (
            ("Element: Offer", "offerViews", "offerClicks")
            if is_offer
            else ("Element: Lander", "landerViews", "landerClicks")
        )
        own, acted = await self._counted(page, (views,)), await self._by_action(page, clicks)
        few = [one for one in showings if own[_place(one)][views] < LEAST]
        everywhere = await self._everywhere(page, (views,), few)
        acted_everywhere = await self._by_action(page, clicks, few) if few else {}
        found: dict[Place, dict[int, Rate]] = {}
        for one in showings:
            counts, where = self._best(one, own, everywhere, views)
            places = acted if counts is own[_place(one)] else acted_everywhere
            found[_place(one)] = self._buttons(one, counts[views], places, where)
        return found

    def _buttons(
        self, one: Showing, views: float, clicks: Mapping[tuple[Place, int], float], where: str
    ) -> dict[int, Rate]:
        if views < LEAST:
            return {action: Rate(DEFAULT_CTR / len(one.actions), DEFAULT) for action in one.actions}
        origin = reported(views, "view", self._period.words) + where
        place = ("", one.page) if where else _place(one)
        shares = {action: clicks.get((place, action), 0.0) / views for action in one.actions}
        whole = max(1.0, sum(shares.values()))
        return {action: Rate(share / whole, origin) for action, share in shares.items()}

    def _rate(self, counts: Mapping[str, float], where: str, over: str, under: str) -> Rate:
        if counts[under] < LEAST:
            return Rate(DEFAULT_CVR, DEFAULT)
        return Rate(
            min(1.0, counts[over] / counts[under]), reported(counts[under], "view", self._period.words) + where
        )

    def _payout(
        self, page: str, counts: Mapping[str, float], where: str, payouts: Mapping[str, str]
    ) -> tuple[Decimal, str]:
        if counts["conversions"] >= _FEWEST_CONVERSIONS and counts["revenue"]:
            mean = round(Decimal(repr(counts["revenue"] / counts["conversions"])), 6)
            return mean, reported(counts["conversions"], "conversion", self._period.words) + where
        found = amount(payouts.get(page, ""))
        return found, ACCOUNT if found else f"{DEFAULT}: no payout is known"

    def _best(self, one: Showing, own: Counts, everywhere: Counts, views: str) -> tuple[Mapping[str, float], str]:
        """The counts of this funnel; those of the page in all funnels where these are too few and those are not."""
        counts, wider = own[_place(one)], everywhere.get(("", one.page))
        if counts[views] < LEAST and wider and wider[views] >= LEAST:
            return wider, ", all funnels"
        return counts, ""

    async def _everywhere(self, page: str, metrics: Sequence[str], few: Sequence[Showing]) -> Counts:
        return await self._counted(page, metrics, few) if few else {}

    async def _counted(self, page: str, metrics: Sequence[str], of: Sequence[Showing] = ()) -> Counts:
        """By node and page in the funnel; with `of` these pages in all funnels, by no node."""
        rows = await self._rows(page, metrics, of)
        counts: dict[Place, dict[str, float]] = defaultdict(lambda: dict.fromkeys(metrics, 0.0))
        for row in rows:
            for metric in metrics:
                counts[_of(row, bool(of))][metric] += float(row.values.get(metric) or 0)
        return counts

    async def _by_action(self, page: str, clicks: str, of: Sequence[Showing] = ()) -> dict[tuple[Place, int], float]:
        rows = await self._rows(page, (clicks,), of, By("Click: Action Number"))
        found: dict[tuple[Place, int], float] = defaultdict(float)
        for row in rows:
            action = str(row.ids[-1] or "")
            if action.isdigit():
                found[_of(row, bool(of)), int(action)] += float(row.values.get(clicks) or 0)
        return found

    async def _rows(self, page: str, metrics: Iterable[str], of: Sequence[Showing], *further: By) -> tuple[Row, ...]:
        pages = By(page, any=tuple(dict.fromkeys(one.page for one in of)))
        by = (pages, *further) if of else (By("Element: Node"), pages, *further)
        filters = self._source if of else (*self._funnel, *self._source)
        question = Question(self._period.span, self._period.zone, by=by, filters=filters, metrics=tuple(metrics))
        return (await self._tracker.whole_drilldown(question)).rows


def _place(one: Showing) -> Place:
    return (one.node, one.page)


def _of(row: Row, everywhere: bool) -> Place:
    return ("", row.ids[0] or "") if everywhere else (row.ids[0] or "", row.ids[1] or "")
