from ...call import Call
from ...refusal import Refusal


def settled(call: Call) -> None:
    """Wait for the updates that were accepted before, so that a check sees what they leave."""
    if not call.tools.updates.settle():
        raise Refusal(503, "Earlier updates are still being done; nothing was recorded. Try again in a minute.")
