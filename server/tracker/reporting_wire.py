"""How the Reporting API spells what it is asked. Most of it is derived: here is where a live answer corrects it."""

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal

from funnels.wire import Json

from .reporting_questions import (
    By,
    ConvertedHit,
    CostSegment,
    EventsQuestion,
    LogQuestion,
    Postbacks,
    Question,
    Selection,
    Span,
)


def drilldown(question: Question) -> Json:
    body: Json = {
        **span(question.span),
        "timezone": question.zone,
        "attributes": [_attribute(one) for one in question.by],
        "metrics": list(question.metrics),
        "paging": {"start": question.start, "length": question.length},
        "options": {"viewType": "flat", "showArchivedAssets": True},
    }
    if question.filters:
        body["topLevelFilters"] = [_attribute(one) for one in question.filters]
    if question.thresholds:
        body["columnFilters"] = [
            {"columnName": one.metric, "filter": f"{one.sign}{one.value:f}"} for one in question.thresholds
        ]
    if question.sort:
        order = "desc" if question.descending else "asc"
        body["sorting"] = [{"columnName": question.sort, "order": order}]
    return body


def raw_events(question: EventsQuestion) -> Json:
    return {
        **span(question.span),
        "timezone": question.zone,
        "filters": [_attribute(one) for one in question.filters],
        "eventTypes": list(question.types),
        "limit": question.limit,
    }


def visitor(visitor_id: str, hit_id: str, within: Span | None) -> Json:
    asked: Json = {"hitId": hit_id} if hit_id else {"visitorId": visitor_id}
    return asked | (span(within) if within else {})


def hit(hit_id: str, hint: datetime | None) -> Json:
    return {"hitId": hit_id, **({"timeStart": moment(hint)} if hint else {})}


def postback_log(question: LogQuestion) -> Json:
    return {
        **span(question.span),
        "direction": question.direction,
        "funnelIDs": list(question.funnels),
        "trafficSourceIDs": list(question.sources),
        "hitIDs": list(question.hits),
        "onlyFailed": question.only_failed,
        "paging": {"start": question.start, "length": question.length},
    }


def webhook_summary(within: Span, ids: Iterable[str]) -> Json:
    return {**span(within), "webhookConfigIDs": list(ids)}


def middleware_summary(within: Span, ids: Iterable[str]) -> Json:
    return {**span(within), "middlewareConfigIDs": list(ids)}


def conversions(hits: Iterable[ConvertedHit], postbacks: Postbacks) -> Json:
    rows = [{"hitId": one.hit, "transaction": one.transaction, "payout": _money(one.payout)} for one in hits]
    return {"hits": rows, "postbackCalls": postbacks}


def custom_events(hits: Iterable[ConvertedHit], postbacks: Postbacks) -> Json:
    rows = [
        {
            "hitId": one.hit,
            "eventNumber": one.number,
            "transaction": one.transaction,
            "revenue": _money(one.payout),
            "eventData1": one.data[0],
            "eventData2": one.data[1],
        }
        for one in hits
    ]
    return {"hits": rows, "postbackCalls": postbacks}


def cost(funnels: Iterable[str], sources: Iterable[str], within: Span, segments: Iterable[CostSegment]) -> Json:
    return {
        "funnelIDs": list(funnels),
        "trafficSourceIDs": list(sources),
        **span(within),
        "costSegments": [_segment(one) for one in segments],
    }


def selection(wanted: Selection) -> Json:
    return {
        **span(wanted.span),
        "restrictToCampaignIDs": list(wanted.groups),
        "restrictToFunnelIDs": list(wanted.funnels),
        "restrictToTrafficSourceIDs": list(wanted.sources),
        "restrictToCountryCodes": list(wanted.countries),
        "restrictToVisitorIDs": list(wanted.visitors),
        "restrictToIPs": list(wanted.addresses),
        "restrictToTrackingFields": {name: list(values) for name, values in wanted.fields.items()},
    }


def span(within: Span) -> Json:
    return {"timeStart": moment(within.since), "timeEnd": moment(within.until)}


def moment(time: datetime) -> str:
    """In UTC; a fraction of a second only where there is one that counts."""
    utc = time.astimezone(UTC)
    return utc.strftime("%Y-%m-%dT%H:%M:%SZ")


def _attribute(one: By) -> Json:
    spelled: Json = {"attribute": one.attribute}
    spelled |= {"trackingField": one.field} if one.field else {}
    spelled |= {"whitelistFilters": list(one.any)} if one.any else {}
    spelled |= {"blacklistFilters": list(one.none)} if one.none else {}
    return spelled


def _segment(one: CostSegment) -> Json:
    return {
        "cost": f"{one.cost:f}",
        "costType": "costPerEntrance" if one.per_entrance else "costForWholeSegment",
        "restrictToCountryCodes": list(one.countries),
        "restrictToTrackingFields": dict(one.fields),
    }


def _money(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:f}"
