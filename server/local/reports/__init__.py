"""The Reporting API on the embedded tracker: reports, updates, logs and the explorer."""

from collections.abc import Mapping

from ..call import Call, Handler
from . import attributes, drilldown, explorer, logs, raw_events
from .updates import bookings, costs, resets

_HANDLERS: Mapping[str, Handler] = {
    "listAttributes": attributes.listed,
    "createDrilldownReport": drilldown.report,
    "createRawEventReport": raw_events.report,
    "updateConversions": bookings.convert,
    "updateCustomEvents": bookings.add_custom_events,
    "updateCost": costs.book,
    "validateReset": resets.count,
    "performReset": resets.perform,
    "getPostbackLog": logs.postbacks,
    "getPostbackLogLegacy": logs.postbacks,
    "getWebhookAssetSummary": logs.webhooks,
    "getMiddlewareAssetSummary": logs.middleware,
    "lookUpVisitor": explorer.visitor,
    "lookUpHit": explorer.hit,
}


def _resuming(handler: Handler) -> Handler:
    """Also sees to it that updates an earlier process accepted are done."""

    def answer(call: Call) -> str | None:
        call.tools.updates.resume()
        return handler(call)

    return answer


HANDLERS: Mapping[str, Handler] = {id: _resuming(handler) for id, handler in _HANDLERS.items()}
"""By operationId."""

__all__ = ["HANDLERS"]
