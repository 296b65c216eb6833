"""Every error the conversation raises on purpose.

FunnelError
├─ ModelError              no reply could be had
│  ├─ ModelUnavailable     the model is overloaded or out of reach; try again later
│  ├─ ModelRefused         the model declines to go on with this conversation
│  └─ ModelMisused         key, address, model name or request are wrong; trying again will not help
└─ ConversationNotFound    no conversation with that id is kept
"""

from funnels.errors import FunnelError


class ModelError(FunnelError):
    """No reply could be had."""


class ModelUnavailable(ModelError):
    """The model is overloaded or out of reach; try again later."""


class ModelRefused(ModelError):
    """The model declines to go on with this conversation."""


class ModelMisused(ModelError):
    """Key, address, model name or request are wrong; trying again will not help."""


class ConversationNotFound(FunnelError):
    """No conversation with that id is kept."""
