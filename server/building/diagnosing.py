"""Why conversions are missing: what the account, its reports and its log of postbacks say of each offer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from funnels.account import Account
from funnels.assets import Funnel, OfferSource, Page, PageGroup, TrafficSource
from funnels.checks import check
from funnels.errors import NotFoundError
from funnels.funnel import OFFER_KINDS
from funnels.names import resolve
from funnels.wire import Json

from ..links import postback_url
from ..reporting.diagnosis import Evidence, is_missing, reasons, summary
from ..reporting.period import Period
from ..reporting.rejections import rejections
from ..reporting.strangers import said
from ..tracker import with_documents
from ..tracker.reporting_answers import Postback, Row
from ..tracker.reporting_questions import By, LogQuestion, Question, Span
from ..workspace import Workspace
from .linking import domain_of
from .snapshots import account_of

BEFORE = timedelta(days=28)
"""Before the period: what is usual [our ruling]."""

_LOST = frozenset({"click-id-lost", "payout-missing"})
"""Rules of checks that say how conversions or their money get lost."""

_OFFER, _DATE = "Element: Offer", "Time: Date"
_PAGE = 500
_MOST_ENTRIES = 5_000
_LONGEST = 1_000


@dataclass
class _Counts:
    views: int = 0
    conversions: int = 0
    views_before: int = 0
    conversions_before: int = 0
    last: date | None = None
    by_day: dict[date, tuple[int, int]] = field(default_factory=dict)


async def diagnosed(workspace: Workspace, period: Period, funnel: str, source: str) -> tuple[list[Json], str]:
    """A row for each step of each offer, those that miss conversions first; and what it comes to in one paragraph.

    `funnel` may name an offer, too. Empty names mean all. NotFoundError and AmbiguousError name candidates.
    """
    account = await account_of(workspace)
    funnels, offer = _meant(account, funnel)
    account = await with_documents(workspace.tracker, account, [(Funnel, id) for id in funnels])
    sources = [resolve(source, account.entries(TrafficSource.family), what=TrafficSource.title).id] if source else []
    offers = [one for one in _offers(account, funnels) if offer in ("", one.id)]
    counts = await _counts(workspace, period, funnels if funnel and not offer else (), sources, offers)
    refused = rejections(await _refused(workspace, period))
    postback = postback_url(await domain_of(workspace))
    faults = _faults(account, funnels)
    found = [_evidence(one, account, counts[one.id], faults.get(one.id, ()), postback) for one in offers]
    found.sort(key=lambda one: (not is_missing(one), -one.views, one.offer))
    told = [(one, reasons(one, refused)) for one in found]
    entries = [
        {
            "offer": said(each.offer),
            "step": each.step,
            "state": each.state,
            "said": said(each.said, _LONGEST),
            "example": said(each.example),
        }
        for _, steps in told
        for each in steps
    ]
    return entries, said(summary(told), _LONGEST)


def _meant(account: Account, wanted: str) -> tuple[list[str], str]:
    """Ids of the funnels, and of the offer if one is named."""
    active = [one.id for one in account.entries(Funnel.family) if one.is_active]
    if not wanted:
        return active, ""
    try:
        return [resolve(wanted, account.entries(Funnel.family), what=Funnel.title).id], ""
    except NotFoundError:
        offers = [one for one in account.entries(Page.family) if one.page_type == "offer"]
        return active, resolve(wanted, offers, what="funnel or offer").id


def _offers(account: Account, funnels: Iterable[str]) -> list[Page]:
    found: dict[str, Page] = {}
    for id in funnels:
        funnel = account.get(Funnel, id)
        for page in _shown(funnel, account) if funnel else ():
            found[page.id] = page
    return list(found.values())


def _shown(funnel: Funnel, account: Account) -> Iterator[Page]:
    for node in funnel.nodes:
        if node.node_type not in OFFER_KINDS:
            continue
        ids = [node.node_page_params.id_page] if node.node_page_params else []
        if node.node_page_group_params and (
            group := account.get(PageGroup, node.node_page_group_params.id_page_group)
        ):
            ids += [one.id_page for one in group.pages]
        yield from (page for id in ids if (page := account.get(Page, id)))


def _faults(account: Account, funnels: Iterable[str]) -> dict[str, list[str]]:
    """By offer, what the checks say of its click id and payout."""
    found: dict[str, list[str]] = {}
    for id in funnels:
        funnel = account.get(Funnel, id)
        for one in check(funnel, account) if funnel else ():
            if one.rule in _LOST and one.why not in found.get(one.detail, ()):
                found.setdefault(one.detail, []).append(f"{one.why} {one.fix}")
    return found


async def _counts(
    workspace: Workspace, period: Period, funnels: Sequence[str], sources: Sequence[str], offers: Sequence[Page]
) -> Mapping[str, _Counts]:
    filters = [By("Element: Funnel", any=tuple(funnels))] if funnels else []
    filters += [By("Third Parties: Traffic Source", any=tuple(sources))] if sources else []
    question = Question(
        Span(period.start - BEFORE, period.end),
        zone=period.zone,
        by=(By(_OFFER, any=tuple(one.id for one in offers)), By(_DATE)),
        filters=tuple(filters),
        metrics=("offerViews", "conversions"),
    )
    counts = {one.id: _Counts() for one in offers}
    found = await workspace.tracker.whole_drilldown(question) if offers else None
    for row in found.rows if found else ():
        _count(row, counts, period)
    return counts


def _count(row: Row, counts: Mapping[str, _Counts], period: Period) -> None:
    offer, day = row.ids
    if offer is None or day is None or offer not in counts:
        return
    views, conversions = (int(row.values.get(one) or Decimal(0)) for one in ("offerViews", "conversions"))
    at, one = date.fromisoformat(day[:10]), counts[offer]
    one.by_day[at] = (views, conversions)
    if at >= period.start.date():
        one.views, one.conversions = one.views + views, one.conversions + conversions
    else:
        one.views_before, one.conversions_before = one.views_before + views, one.conversions_before + conversions
    if conversions and (one.last is None or at > one.last):
        one.last = at


async def _refused(workspace: Workspace, period: Period) -> list[Postback]:
    found: list[Postback] = []
    while len(found) < _MOST_ENTRIES:
        question = LogQuestion(
            Span(period.start, period.end), direction="incoming", only_failed=True, start=len(found), length=_PAGE
        )
        page = (await workspace.tracker.postback_log(question)).entries
        found += page
        if len(page) < _PAGE:
            break
    return found


def _evidence(page: Page, account: Account, counts: _Counts, faults: Sequence[str], postback: str) -> Evidence:
    network = account.get(OfferSource, page.offer_params.id_offer_source if page.offer_params else "")
    since = sum(views for day, (views, _) in counts.by_day.items() if counts.last is None or day > counts.last)
    return Evidence(
        offer=page.name,
        id=page.id,
        views=counts.views,
        conversions=counts.conversions,
        views_before=counts.views_before,
        conversions_before=counts.conversions_before,
        last_conversion=counts.last,
        views_since_last=since,
        faults=faults,
        network=network.name if network else "",
        postback=postback,
    )
