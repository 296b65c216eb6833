"""Every error the conversation raises on purpose.

FunnelError
├─ ModelError              no reply could be had
│  ├─ ModelUnavailable     the model is overloaded or out of reach; try again later
│  ├─ ModelRefused         the model declines to go on with this conversation
│  └─ ModelMisused         key, address, model name or request are wrong; trying again will not help
├─ LoopStopped             the model did not come to an end by itself
├─ CeilingReached          the conversation has cost what it may cost
└─ ConversationNotFound    no conversation with that id is kept
"""

from funnels.errors import FunnelError


class ModelError(FunnelError):
    """No reply could be had."""


class ModelUnavailable(ModelError):  # noqa: N818 - the name says what happened
    """The model is overloaded or out of reach; try again later."""


class ModelRefused(ModelError):  # noqa: N818 - the name says what happened
    """The model declines to go on with this conversation."""


class ModelMisused(ModelError):  # noqa: N818 - the name says what happened
    """Key, address, model name or request are wrong; trying again will not help."""


class LoopStopped(FunnelError):  # noqa: N818 - the name says what happened
    """The model did not come to an end by itself; what was done until then is done."""

    def __init__(self, message: str) -> None:
        super().__init__(message, hint="Say in other words what you want, or in smaller steps.")


class CeilingReached(FunnelError):  # noqa: N818 - the name says what happened
    """The conversation has cost, or has sent, what it may; nothing more was sent."""


class ConversationNotFound(FunnelError):  # noqa: N818 - the name says what happened
    """No conversation with that id is kept."""
