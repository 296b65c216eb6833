"""The Reporting API on the embedded tracker: reports, updates, logs and the explorer."""

from collections.abc import Mapping

from ..call import Call, Handler
from ..refusal import Refusal
from . import attributes, drilldown


def _absent(call: Call) -> str:
    raise Refusal(404, f"This tracker does not answer {call.operation.id}.")


HANDLERS: Mapping[str, Handler] = {
    "listAttributes": attributes.listed,
    "createDrilldownReport": drilldown.report,
    "createRawEventReport": _absent,
    "updateConversions": _absent,
    "updateCustomEvents": _absent,
    "updateCost": _absent,
    "validateReset": _absent,
    "performReset": _absent,
    "getPostbackLog": _absent,
    "getPostbackLogLegacy": _absent,
    "getWebhookAssetSummary": _absent,
    "getMiddlewareAssetSummary": _absent,
    "lookUpVisitor": _absent,
    "lookUpHit": _absent,
}
"""By operationId."""

__all__ = ["HANDLERS"]
