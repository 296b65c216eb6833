"""The Reporting API on the embedded tracker: reports, updates, logs and the explorer."""

from collections.abc import Mapping

from ..call import Call, Handler
from ..refusal import Refusal
from . import attributes, drilldown, explorer, logs, raw_events


def _absent(call: Call) -> str:
    raise Refusal(404, f"This tracker does not answer {call.operation.id}.")


HANDLERS: Mapping[str, Handler] = {
    "listAttributes": attributes.listed,
    "createDrilldownReport": drilldown.report,
    "createRawEventReport": raw_events.report,
    "updateConversions": _absent,
    "updateCustomEvents": _absent,
    "updateCost": _absent,
    "validateReset": _absent,
    "performReset": _absent,
    "getPostbackLog": logs.postbacks,
    "getPostbackLogLegacy": logs.postbacks,
    "getWebhookAssetSummary": logs.webhooks,
    "getMiddlewareAssetSummary": logs.middleware,
    "lookUpVisitor": explorer.visitor,
    "lookUpHit": explorer.hit,
}
"""By operationId."""

__all__ = ["HANDLERS"]
